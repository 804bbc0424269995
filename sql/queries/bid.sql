-- name: bid_put :exec one
-- in: meeting meeting_id, set set_id, person person_id, urgency int, now instant
INSERT INTO bid (meeting_id, person_id, set_id, urgency, made_at)
VALUES (:meeting, :person, :set, :urgency, :now)
ON CONFLICT (meeting_id, person_id) DO UPDATE
   SET urgency = excluded.urgency, made_at = excluded.made_at;

-- name: bid_remove :exec
-- in: meeting meeting_id, person person_id
DELETE FROM bid WHERE meeting_id = :meeting AND person_id = :person;

-- name: bid_mine :one
-- row: bid_row
-- in: meeting meeting_id, viewer person_id
-- out: person person_id, urgency int, made_at instant
SELECT person_id AS person, urgency, made_at
  FROM bid
 WHERE meeting_id = :meeting AND person_id = :viewer;

-- name: bid_list :many
-- row: bid_row
-- in: meeting meeting_id
-- out: person person_id, urgency int, made_at instant
SELECT person_id AS person, urgency, made_at
  FROM bid
 WHERE meeting_id = :meeting
 ORDER BY urgency DESC, made_at, person_id
 LIMIT 100;
