-- Practice with simulated members.  No set, no meeting and no person besides the one who practises is in it.
CREATE TABLE practice (
  id         @id PRIMARY KEY,     -- random
  person_id  @id NOT NULL REFERENCES person (id), -- who practises; nobody else sees it
  deck       @text NOT NULL,      -- which scenario: "late-local-plan"
  seed       @long NOT NULL,      -- gives the same members again
  length_min @int NOT NULL,       -- planned minutes
  habits     @int NOT NULL,       -- that were asked for (bits); 0 as the scenario has them
  began_at   @instant NOT NULL,   -- when; gone seven days later
  ended_at   @instant             -- when it was ended
);
CREATE INDEX practice_by_person ON practice (person_id, began_at);
CREATE INDEX practice_by_time ON practice (began_at);

CREATE TABLE practice_press (
  id          @id PRIMARY KEY,    -- random
  practice_id @id NOT NULL REFERENCES practice (id), -- where
  number      @int NOT NULL,      -- 1.. without gaps
  at          @instant NOT NULL,  -- when; all that the simulated members do follows from these
  heard       @int NOT NULL,      -- how much there was to see by then: what is played again must come to the same
  what        @sealed NOT NULL,   -- person: which press
  UNIQUE (practice_id, number)
);
