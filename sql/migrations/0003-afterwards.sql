-- What is noted after a meeting, or beside it.

CREATE TABLE question_heat (
  question_id @id NOT NULL REFERENCES question (id), -- the question
  person_id   @id NOT NULL REFERENCES person (id),   -- its presenter, who alone may know
  heat        @int NOT NULL,                         -- 1 cold, 2 warm, 3 hot (enum question_heat)
  PRIMARY KEY (question_id, person_id)
);

CREATE TABLE handed_over (
  meeting_id  @id NOT NULL REFERENCES meeting (id), -- held on paper
  person_id   @id NOT NULL REFERENCES person (id),  -- whose words they are
  typed_by_id @id NOT NULL REFERENCES person (id),  -- who typed them in
  typed_at    @instant NOT NULL, -- last
  seen_at     @instant,          -- when their owner said that they are right
  PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX handed_over_by_person ON handed_over (person_id);

CREATE TABLE noticed (
  id         @id PRIMARY KEY,     -- random
  person_id  @id NOT NULL REFERENCES person (id), -- who led the room just then
  meeting_id @id NOT NULL REFERENCES meeting (id), -- where
  what       @sealed NOT NULL,    -- person: what they noticed and did (domain/noticed.h)
  made_at    @instant NOT NULL    -- when
);
CREATE INDEX noticed_by_person ON noticed (person_id, meeting_id, made_at);
