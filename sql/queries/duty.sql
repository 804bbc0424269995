-- What the host of a meeting has ticked off.

-- name: duty_done :exec one
-- in: meeting meeting_id, kind int, person person_id, now instant
INSERT INTO duty (meeting_id, kind, person_id, done_at)
VALUES (:meeting, :kind, :person, :now)
ON CONFLICT (meeting_id, kind) DO UPDATE SET person_id = excluded.person_id, done_at = excluded.done_at;

-- name: duty_undone :exec
-- in: meeting meeting_id, kind int
DELETE FROM duty WHERE meeting_id = :meeting AND kind = :kind;

-- name: duty_list :many
-- row: duty_row
-- in: meeting meeting_id
-- out: kind int, person person_id, done_at instant
SELECT kind, person_id AS person, done_at FROM duty WHERE meeting_id = :meeting ORDER BY kind LIMIT 20;
