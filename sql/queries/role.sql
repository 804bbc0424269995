-- Who has which role at a meeting: before it as the set agreed, after it as it was.

-- name: role_put :exec one
-- in: meeting meeting_id, role int, person person_id
INSERT INTO role_held (meeting_id, role, person_id)
VALUES (:meeting, :role, :person)
ON CONFLICT (meeting_id, role) DO UPDATE SET person_id = excluded.person_id;

-- name: role_drop :exec
-- in: meeting meeting_id, role int
DELETE FROM role_held WHERE meeting_id = :meeting AND role = :role;

-- name: role_clear :exec
-- in: meeting meeting_id
DELETE FROM role_held WHERE meeting_id = :meeting;

-- name: role_of_meeting :many
-- row: role_row
-- in: meeting meeting_id
-- out: number int, role int, person person_id
SELECT m.number, r.role, r.person_id AS person
  FROM role_held r
  JOIN meeting m ON m.id = r.meeting_id
 WHERE r.meeting_id = :meeting
 ORDER BY r.role
 LIMIT 20;

-- The history of a set before one of its meetings, for a fair turn.
-- name: role_before :many
-- row: role_row
-- in: set set_id, before int
-- out: number int, role int, person person_id
SELECT m.number, r.role, r.person_id AS person
  FROM meeting m
  JOIN role_held r ON r.meeting_id = m.id
 WHERE m.set_id = :set AND m.number < :before AND m.state < 3
 ORDER BY m.number, r.role
 LIMIT 1000;

-- name: role_mine :many
-- row: role_mine_row
-- in: viewer person_id
-- out: set_name str, held_on day, role int
SELECT s.name AS set_name, m.held_on, r.role
  FROM role_held r
  JOIN meeting m ON m.id = r.meeting_id
  JOIN learning_set s ON s.id = m.set_id
 WHERE r.person_id = :viewer
 ORDER BY m.starts_at, r.role
 LIMIT 1000;
