-- The whole of what Setwise keeps, as a newcomer reads it.  Types beginning with @ are expanded for
-- each engine by src/db/dialect.c.  `@sealed` columns are encrypted before they reach the database:
-- "set" means under the key of the set, "person" under that person's own key, "house" under the
-- installation's.  Identifiers are random; times are UTC milliseconds; days are local calendar days.

-- ---- the installation ----

CREATE TABLE data_key (
  scope    @int NOT NULL,      -- whose key: 0 house, 1 set, 2 person (enum seal_scope)
  owner_id @id NOT NULL,       -- the set or person; 0 for the house
  version  @int NOT NULL,      -- of the key ring's key that wraps it
  wrapped  @hash NOT NULL,     -- the data key, encrypted by the key ring; opaque here
  made_at  @instant NOT NULL,  -- when it was made
  PRIMARY KEY (scope, owner_id)
);

CREATE TABLE once (
  key_hash @hash PRIMARY KEY,  -- keyed hash of the random key in a form, with the sender
  location @text NOT NULL,     -- where the first sending was answered with a redirect to
  at       @instant NOT NULL   -- when; forgotten after two days
);

CREATE TABLE rate (
  bucket_hash @hash PRIMARY KEY, -- keyed hash of what is limited ("sign-in:address", ...)
  started_at  @instant NOT NULL, -- start of the window
  used        @int NOT NULL      -- how often in this window
);

CREATE TABLE audit (
  id         @id PRIMARY KEY,  -- random
  at         @instant NOT NULL, -- when
  person_id  @id,              -- who; NULL for a stranger
  route      @text NOT NULL,   -- "POST /sets/:set/members"
  subject_id @id,              -- the thing the right was asked about
  outcome    @int NOT NULL     -- HTTP status
);
CREATE INDEX audit_by_time ON audit (at);

-- ---- people ----

CREATE TABLE organisation (
  id      @id PRIMARY KEY,     -- random
  name    @text NOT NULL,      -- a council, a trust; not confidential
  made_at @instant NOT NULL    -- when it was added
);

CREATE TABLE person (
  id              @id PRIMARY KEY,   -- random
  organisation_id @id REFERENCES organisation (id), -- their employer
  name            @sealed NOT NULL,  -- house: the full name
  called          @sealed NOT NULL,  -- house: what they want to be called
  email           @sealed NOT NULL,  -- house: where mail goes
  email_hash      @hash NOT NULL UNIQUE, -- keyed hash of the address in lower case
  job             @sealed,           -- house: "housing options", shown beside the name
  is_coordinator  @bool NOT NULL,    -- works in the programme office
  is_facilitator  @bool NOT NULL,    -- may be given sets to facilitate
  sponsor_of_id   @id REFERENCES organisation (id), -- employer's contact for this organisation
  theme           @int NOT NULL,     -- display: 0 as the device, 1 light, 2 dark
  shortcuts       @bool NOT NULL,    -- display: one-letter keys in the room
  speak           @int NOT NULL,     -- display: room speech 0 everything, 1 only mine, 2 nothing
  made_at         @instant NOT NULL, -- when first invited or created
  erased_at       @instant           -- when deleted at their wish: what is left has no name (app/erasure.h)
);

CREATE TABLE session (
  id         @id PRIMARY KEY,        -- random
  person_id  @id NOT NULL REFERENCES person (id), -- who is signed in
  token_hash @hash NOT NULL UNIQUE,  -- keyed hash of the cookie
  made_at    @instant NOT NULL,      -- signed in at
  seen_at    @instant NOT NULL,      -- last used, to within five minutes
  ends_at    @instant NOT NULL       -- absolute end
);
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE sign_in (
  id           @id PRIMARY KEY,       -- random
  person_id    @id REFERENCES person (id), -- NULL when the address is not known: the answer is the same
  token_hash   @hash NOT NULL UNIQUE, -- keyed hash of the link's token
  code_hash    @hash NOT NULL,        -- keyed hash of the 8 digits, with this id
  browser_hash @hash NOT NULL,        -- keyed hash of the asking browser's cookie: the code works there only
  tries        @int NOT NULL,         -- wrong codes so far; 5 void it
  made_at      @instant NOT NULL,     -- asked at
  ends_at      @instant NOT NULL,     -- 20 minutes later
  used_at      @instant               -- single use
);
CREATE INDEX sign_in_by_browser ON sign_in (browser_hash);

CREATE TABLE mail (
  id         @id PRIMARY KEY,      -- random
  person_id  @id REFERENCES person (id), -- to whom
  kind       @text NOT NULL,       -- "sign-in", "invitation", "apologies", ...: names the template
  subject_id @id,                  -- the set or meeting it speaks of
  secret     @sealed,              -- house: the token and code of a link, until it is sent
  state      @int NOT NULL,        -- 0 waiting, 1 sent, 2 given up
  tries      @int NOT NULL,        -- attempts so far
  next_at    @instant NOT NULL,    -- not before
  made_at    @instant NOT NULL,    -- written at, in the transaction that caused it
  sent_at    @instant              -- handed over at
);
CREATE INDEX mail_waiting ON mail (state, next_at);

-- ---- programmes, sets, meetings ----

CREATE TABLE programme (
  id           @id PRIMARY KEY,   -- random
  name         @text NOT NULL,    -- "Action learning 2026 to 2027"
  meetings     @int NOT NULL,     -- N: meetings in the year; default 9
  entitlement  @int NOT NULL,     -- E: how many the host body facilitates, 0..N; default 6
  cadence_days @int NOT NULL,     -- days between meetings; default 42
  length_min   @int NOT NULL,     -- minutes of a meeting; default 210
  notice_days  @int NOT NULL,     -- notice for changing a facilitated meeting; default 28
  size_min     @int NOT NULL,     -- usual smallest set; default 6
  size_max     @int NOT NULL,     -- usual largest set; default 8
  zone         @text NOT NULL,    -- tz database name; default Europe/London
  made_at      @instant NOT NULL  -- when it was made
);

CREATE TABLE process_version (
  name         @text NOT NULL,    -- of the process: "riverside-halfday", "uk-halfday"
  version      @int NOT NULL,     -- 1, 2, ... of that name; a meeting names one for good
  programme_id @id REFERENCES programme (id), -- whose it is; NULL: shipped, kept as it was when a room opened
  text         @text NOT NULL,    -- the file (docs/processes.md); how one meets, nothing of what is said
  made_by_id   @id REFERENCES person (id), -- who wrote it; NULL for one that is shipped
  made_at      @instant NOT NULL, -- when
  PRIMARY KEY (name, version)
);

CREATE TABLE learning_set (
  id           @id PRIMARY KEY,   -- random
  programme_id @id NOT NULL REFERENCES programme (id), -- whose numbers hold
  name         @text NOT NULL,    -- "Riverside"; chosen by the office, not confidential
  made_at      @instant NOT NULL, -- when it was made
  closed_at    @instant           -- the year is over
);
CREATE INDEX learning_set_by_programme ON learning_set (programme_id);

CREATE TABLE member (
  id         @id PRIMARY KEY,     -- random
  set_id     @id NOT NULL REFERENCES learning_set (id), -- which set
  person_id  @id NOT NULL REFERENCES person (id), -- who
  role       @int NOT NULL,       -- 0 member, 1 facilitator (enum member_role)
  state      @int NOT NULL,       -- 0 invited, 1 joined, 2 left (enum member_state)
  seat       @int NOT NULL,       -- place in the ring, 0.. in order of joining the list
  token_hash @hash UNIQUE,        -- keyed hash of the invitation's token; NULL once used
  invited_at @instant NOT NULL,   -- when
  invite_ends_at @instant,        -- the link's end
  agreed_at  @instant,            -- the two-part commitment was agreed
  left_at    @instant,            -- when they left
  UNIQUE (set_id, person_id)
);
CREATE INDEX member_by_person ON member (person_id);
CREATE INDEX member_in_order ON member (set_id, role, seat, id);

CREATE TABLE meeting (
  id             @id PRIMARY KEY,   -- random
  set_id         @id NOT NULL REFERENCES learning_set (id), -- whose meeting
  number         @int NOT NULL,     -- 1..N in the year
  held_on        @day NOT NULL,     -- local day
  start_min      @int NOT NULL,     -- local minutes after midnight
  length_min     @int NOT NULL,     -- planned minutes
  starts_at      @instant NOT NULL, -- the same start as an instant, kept in step by the store
  facilitated    @bool NOT NULL,    -- spends a credit
  facilitator_id @id REFERENCES person (id), -- who facilitates; NULL when self-facilitated or not yet known
  shell          @text NOT NULL,    -- process of the meeting: "uk-halfday"; "uk-halfday@2" once the room has opened
  round          @text NOT NULL,    -- process of its rounds: "uk-classic", likewise
  place          @sealed,           -- set: where
  call_link      @sealed,           -- set: https address of the call
  state          @int NOT NULL,     -- 0 planned, 1 open, 2 ended, 3 cancelled (enum meeting_state)
  screen_hash    @hash UNIQUE,      -- keyed hash of the six-letter code of the big screen
  screen_code    @sealed,           -- set: the code itself, shown to the facilitator
  opened_at      @instant,          -- the room was first opened
  ended_at       @instant,          -- the meeting ended
  UNIQUE (set_id, number)
);
CREATE INDEX meeting_by_time ON meeting (starts_at);
CREATE INDEX meeting_by_facilitator ON meeting (facilitator_id);

CREATE TABLE attendance (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- which meeting
  person_id  @id NOT NULL REFERENCES person (id),  -- who
  state      @int NOT NULL,    -- 0 expected, 1 apologies, 2 came, 3 did not come (enum attendance)
  note       @sealed,          -- set: "tell the others why, if you want to"
  set_id     @id NOT NULL REFERENCES learning_set (id), -- whose key seals the note
  came_at    @instant,         -- first present at
  changed_at @instant NOT NULL, -- last change
  PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX attendance_by_person ON attendance (person_id);

-- ---- what belongs to the set: words ----

CREATE TABLE issue (
  id         @id PRIMARY KEY,     -- random
  set_id     @id NOT NULL REFERENCES learning_set (id), -- shared with this set only, if at all
  person_id  @id NOT NULL REFERENCES person (id), -- whose it is
  text       @sealed NOT NULL,    -- person: what I am stuck on, in two or three sentences
  want       @sealed,             -- person: what I want from the set
  shared_text @sealed,            -- set: the text as last shared; NULL while it is private
  shared_want @sealed,            -- set: likewise
  is_shared  @bool NOT NULL,      -- the set can read shared_text
  checks     @int NOT NULL,       -- bits: 1 real, 2 matters to me, 4 part of my work, 8 I want to tackle it
  made_at    @instant NOT NULL,   -- first written
  changed_at @instant NOT NULL,   -- last change; guards against lost updates
  shared_at  @instant,            -- when it was shared
  closed_at  @instant             -- set aside for another
);
CREATE INDEX issue_by_person ON issue (person_id, set_id);

CREATE TABLE bid (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- airtime at this meeting
  person_id  @id NOT NULL REFERENCES person (id),  -- who asks for it
  set_id     @id NOT NULL REFERENCES learning_set (id), -- for the gate
  urgency    @int NOT NULL,     -- 1 it can wait, 2 soon, 3 now
  made_at    @instant NOT NULL, -- when; private until the bidding stage
  PRIMARY KEY (meeting_id, person_id)
);

CREATE TABLE room_event (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- whose room
  number     @int NOT NULL,     -- 1.. without gaps
  kind       @int NOT NULL,     -- enum room_act
  by_id      @id,               -- who did it; NULL for the room itself
  subject_id @id,               -- a person, question, action or rule
  a          @long NOT NULL,    -- first number, by kind
  b          @long NOT NULL,    -- second number, by kind
  at         @instant NOT NULL, -- when
  PRIMARY KEY (meeting_id, number)
);

CREATE TABLE presence (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- whose room
  person_id  @id NOT NULL REFERENCES person (id),  -- whose page
  heard_at   @instant NOT NULL, -- last, to within twenty seconds; gone with the meeting, shown to nobody
  PRIMARY KEY (meeting_id, person_id)
);

CREATE TABLE question (
  id           @id PRIMARY KEY,   -- random
  set_id       @id NOT NULL REFERENCES learning_set (id), -- whose key
  meeting_id   @id NOT NULL REFERENCES meeting (id), -- where it was asked
  issue_id     @id REFERENCES issue (id), -- of which issue
  presenter_id @id NOT NULL REFERENCES person (id), -- of whom
  asker_id     @id NOT NULL REFERENCES person (id), -- by whom; the presenter: noted on paper, nobody says by whom
  text         @sealed NOT NULL,  -- set: the question
  is_parked    @bool NOT NULL,    -- the presenter takes it home unanswered
  is_withdrawn @bool NOT NULL,    -- taken back by the asker
  is_held      @bool NOT NULL,    -- written alone: nobody else reads it before the writing is over
  asked_at     @instant NOT NULL  -- when
);
CREATE INDEX question_by_meeting ON question (meeting_id, asked_at);
CREATE INDEX question_by_presenter ON question (presenter_id, asked_at);
CREATE INDEX question_by_asker ON question (asker_id, asked_at);

CREATE TABLE question_kept (
  question_id @id NOT NULL REFERENCES question (id), -- the question
  person_id   @id NOT NULL REFERENCES person (id),   -- its presenter, who alone may know
  at          @instant NOT NULL,                     -- when
  PRIMARY KEY (question_id, person_id)
);

CREATE TABLE question_heat (
  question_id @id NOT NULL REFERENCES question (id), -- the question
  person_id   @id NOT NULL REFERENCES person (id),   -- its presenter, who alone may know
  heat        @int NOT NULL,                         -- 1 cold, 2 warm, 3 hot (enum question_heat)
  PRIMARY KEY (question_id, person_id)
);

CREATE TABLE action (
  id         @id PRIMARY KEY,     -- random
  set_id     @id NOT NULL REFERENCES learning_set (id), -- whose key
  meeting_id @id REFERENCES meeting (id), -- where it was chosen; NULL if added at home
  issue_id   @id REFERENCES issue (id),   -- which issue it serves
  person_id  @id NOT NULL REFERENCES person (id), -- who will do it
  text       @sealed NOT NULL,    -- set: I will ...
  by_words   @sealed,             -- set: by when, as said ("before the next meeting")
  due_on     @day,                -- by when, if a day was given
  sign       @sealed,             -- set: how I will know it worked
  state      @int NOT NULL,       -- 0 open, 1 done, 2 partly, 3 changed, 4 let go (enum action_state)
  learnt     @sealed,             -- set: what was learnt
  is_shared  @bool NOT NULL,      -- shown to the set
  is_held    @bool NOT NULL,      -- to be shown to the set once everybody's writing is over
  made_at    @instant NOT NULL,   -- when
  told_at    @instant,            -- when its owner last said how it went
  told_meeting_id @id REFERENCES meeting (id) -- at which meeting
);
CREATE INDEX action_by_person ON action (person_id, set_id, made_at);
CREATE INDEX action_by_set ON action (set_id, made_at);
CREATE INDEX action_by_meeting ON action (meeting_id, made_at);

CREATE TABLE rule (
  id         @id PRIMARY KEY,     -- random
  set_id     @id NOT NULL REFERENCES learning_set (id), -- whose key
  version    @int NOT NULL,       -- 0 while it is only proposed
  place      @int NOT NULL,       -- order in the list
  text       @sealed NOT NULL,    -- set: the ground rule
  person_id  @id REFERENCES person (id), -- who proposed it
  is_dropped @bool NOT NULL,      -- taken out before it was agreed
  made_at    @instant NOT NULL    -- when
);
CREATE INDEX rule_by_set ON rule (set_id, version, place);

CREATE TABLE rule_version (
  set_id     @id NOT NULL REFERENCES learning_set (id), -- whose rules
  version    @int NOT NULL,       -- 1, 2, ...
  meeting_id @id REFERENCES meeting (id), -- where it was settled
  made_at    @instant NOT NULL,   -- when
  PRIMARY KEY (set_id, version)
);

CREATE TABLE rule_agreed (
  set_id    @id NOT NULL REFERENCES learning_set (id), -- whose rules
  version   @int NOT NULL,        -- which version
  person_id @id NOT NULL REFERENCES person (id), -- who agreed to it
  at        @instant NOT NULL,    -- when
  PRIMARY KEY (set_id, version, person_id)
);

CREATE TABLE review (
  id         @id PRIMARY KEY,     -- random
  set_id     @id NOT NULL REFERENCES learning_set (id), -- whose key
  meeting_id @id NOT NULL REFERENCES meeting (id), -- of which meeting
  person_id  @id NOT NULL REFERENCES person (id), -- by whom
  kind       @int NOT NULL,       -- 0 what helped, 1 what got in the way, 2 what to try, 3 hopes and fears, 4 what a stage asks for, 5 what the set learnt, 6 the question they brought
  text       @sealed NOT NULL,    -- person: one line, private until its writer shares it
  shared_text @sealed,            -- set: the line once shared; NULL before
  is_held    @bool NOT NULL,      -- shared, but not yet shown: the room shows all lines together
  made_at    @instant NOT NULL    -- when
);
CREATE INDEX review_by_meeting ON review (meeting_id, made_at);
CREATE INDEX review_by_person ON review (person_id, made_at);

CREATE TABLE pulse (
  id         @id PRIMARY KEY,     -- random; nothing leads from here to a person
  set_id     @id NOT NULL REFERENCES learning_set (id), -- which set
  meeting_id @id NOT NULL REFERENCES meeting (id), -- which meeting
  helped     @int NOT NULL,       -- how much did this meeting help? 1..5
  safe       @int NOT NULL        -- could you say what you needed to? 1..5
);
CREATE INDEX pulse_by_meeting ON pulse (meeting_id);

CREATE TABLE pulse_given (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- this meeting's
  person_id  @id NOT NULL REFERENCES person (id),  -- was answered, so that nobody answers twice
  PRIMARY KEY (meeting_id, person_id)
);

-- ---- what a set shares out over its year, and does for itself ----

CREATE TABLE airtime (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- at which meeting
  round      @int NOT NULL,     -- 1.. in the running order
  person_id  @id NOT NULL REFERENCES person (id), -- who presents, or presented
  ms         @long NOT NULL,    -- so long; 0 while it is only agreed.  Never who talks
  PRIMARY KEY (meeting_id, round)
);
CREATE INDEX airtime_by_person ON airtime (person_id);

CREATE TABLE airtime_shown (
  set_id    @id NOT NULL REFERENCES learning_set (id), -- this set may see it
  person_id @id NOT NULL REFERENCES person (id), -- whose airtime over the year; no row: only they see it
  at        @instant NOT NULL,  -- when they said so
  PRIMARY KEY (set_id, person_id)
);
CREATE INDEX airtime_shown_by_person ON airtime_shown (person_id);

CREATE TABLE role_held (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- at which meeting
  role       @int NOT NULL,     -- enum process_role
  person_id  @id NOT NULL REFERENCES person (id), -- who has it; once the meeting has ended, who had it
  PRIMARY KEY (meeting_id, role)
);
CREATE INDEX role_held_by_person ON role_held (person_id);

CREATE TABLE duty (
  meeting_id @id NOT NULL REFERENCES meeting (id), -- before which meeting
  kind       @int NOT NULL,     -- enum duty: room, date, reminder
  person_id  @id NOT NULL REFERENCES person (id), -- who ticked it off
  done_at    @instant NOT NULL, -- when
  PRIMARY KEY (meeting_id, kind)
);

CREATE TABLE told (
  meeting_id     @id NOT NULL REFERENCES meeting (id), -- what was said here
  facilitator_id @id NOT NULL REFERENCES person (id),  -- may be read by this facilitator, who was not there
  person_id      @id NOT NULL REFERENCES person (id),  -- says this member; all who came must
  at             @instant NOT NULL, -- when
  PRIMARY KEY (meeting_id, facilitator_id, person_id)
);
CREATE INDEX told_by_facilitator ON told (facilitator_id);

CREATE TABLE handed_over (
  meeting_id  @id NOT NULL REFERENCES meeting (id), -- held on paper
  person_id   @id NOT NULL REFERENCES person (id),  -- whose words they are
  typed_by_id @id NOT NULL REFERENCES person (id),  -- who typed them in
  typed_at    @instant NOT NULL, -- last
  seen_at     @instant,          -- when their owner said that they are right
  PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX handed_over_by_person ON handed_over (person_id);

-- ---- what belongs to one person alone ----

CREATE TABLE log_entry (
  id         @id PRIMARY KEY,     -- random
  person_id  @id NOT NULL REFERENCES person (id), -- whose learning log
  meeting_id @id REFERENCES meeting (id), -- written at or about this meeting
  text       @sealed NOT NULL,    -- person: only they can read it
  made_at    @instant NOT NULL,   -- when
  changed_at @instant NOT NULL    -- last change
);
CREATE INDEX log_entry_by_person ON log_entry (person_id, made_at);

CREATE TABLE note (
  id         @id PRIMARY KEY,     -- random
  person_id  @id NOT NULL REFERENCES person (id), -- whose
  meeting_id @id NOT NULL REFERENCES meeting (id), -- in which room
  text       @sealed NOT NULL,    -- person: a private note made in the room
  made_at    @instant NOT NULL    -- when
);
CREATE INDEX note_by_person ON note (person_id, meeting_id, made_at);

CREATE TABLE noticed (
  id         @id PRIMARY KEY,     -- random
  person_id  @id NOT NULL REFERENCES person (id), -- who led the room just then
  meeting_id @id NOT NULL REFERENCES meeting (id), -- where
  what       @sealed NOT NULL,    -- person: what they noticed and did (domain/noticed.h)
  made_at    @instant NOT NULL    -- when
);
CREATE INDEX noticed_by_person ON noticed (person_id, meeting_id, made_at);

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
