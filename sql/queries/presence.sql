-- name: presence_heard :exec one
-- in: meeting meeting_id, person person_id, now instant
INSERT INTO presence (meeting_id, person_id, heard_at) VALUES (:meeting, :person, :now)
ON CONFLICT (meeting_id, person_id) DO UPDATE SET heard_at = excluded.heard_at;

-- name: presence_gone :exec
-- in: meeting meeting_id, person person_id
DELETE FROM presence WHERE meeting_id = :meeting AND person_id = :person;

-- name: presence_forget :exec
-- in: meeting meeting_id
DELETE FROM presence WHERE meeting_id = :meeting;

-- name: presence_list :many
-- row: presence_row
-- in: meeting meeting_id
-- out: person person_id, heard_at instant
SELECT person_id AS person, heard_at
  FROM presence
 WHERE meeting_id = :meeting
 ORDER BY person_id
 LIMIT 100;
