-- Minutes presented, by meeting and round; and who lets their set see theirs.

-- name: airtime_put :exec one
-- in: meeting meeting_id, round int, person person_id, ms i64
INSERT INTO airtime (meeting_id, round, person_id, ms)
VALUES (:meeting, :round, :person, :ms)
ON CONFLICT (meeting_id, round) DO UPDATE SET person_id = excluded.person_id, ms = excluded.ms;

-- name: airtime_clear :exec
-- in: meeting meeting_id
DELETE FROM airtime WHERE meeting_id = :meeting;

-- name: airtime_of_meeting :many
-- row: airtime_row
-- in: meeting meeting_id
-- out: meeting meeting_id, number int, starts_at instant, round int, person person_id, ms i64
SELECT a.meeting_id AS meeting, m.number, m.starts_at, a.round, a.person_id AS person, a.ms
  FROM airtime a
  JOIN meeting m ON m.id = a.meeting_id
 WHERE a.meeting_id = :meeting
 ORDER BY a.round
 LIMIT 20;

-- Over the meetings of a set that were held.
-- name: airtime_of_set :many
-- row: airtime_row
-- in: set set_id
-- out: meeting meeting_id, number int, starts_at instant, round int, person person_id, ms i64
SELECT a.meeting_id AS meeting, m.number, m.starts_at, a.round, a.person_id AS person, a.ms
  FROM meeting m
  JOIN airtime a ON a.meeting_id = m.id AND a.ms > 0
 WHERE m.set_id = :set AND m.state = 2
 ORDER BY m.number, a.round
 LIMIT 1000;

-- One person's own, of every set they were in.
-- name: airtime_mine :many
-- row: airtime_mine_row
-- in: viewer person_id
-- out: set_name str, held_on day, ms i64
SELECT s.name AS set_name, m.held_on, a.ms
  FROM airtime a
  JOIN meeting m ON m.id = a.meeting_id
  JOIN learning_set s ON s.id = m.set_id
 WHERE a.person_id = :viewer AND a.ms > 0
 ORDER BY m.starts_at, a.round
 LIMIT 1000;

-- name: airtime_show :exec one
-- in: set set_id, person person_id, now instant
INSERT INTO airtime_shown (set_id, person_id, at) VALUES (:set, :person, :now)
ON CONFLICT (set_id, person_id) DO UPDATE SET at = airtime_shown.at;

-- name: airtime_hide :exec
-- in: set set_id, person person_id
DELETE FROM airtime_shown WHERE set_id = :set AND person_id = :person;

-- name: airtime_shown_in :many
-- in: set set_id
-- out: person person_id
SELECT person_id AS person FROM airtime_shown WHERE set_id = :set ORDER BY person_id LIMIT 200;
