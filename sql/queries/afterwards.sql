-- Meetings held on paper: whose words were typed in by somebody else, and whether they have looked.

-- name: afterwards_hand :exec one
-- in: meeting meeting_id, person person_id, typed_by person_id, now instant
INSERT INTO handed_over (meeting_id, person_id, typed_by_id, typed_at, seen_at)
VALUES (:meeting, :person, :typed_by, :now, NULL)
ON CONFLICT (meeting_id, person_id) DO UPDATE
   SET typed_by_id = excluded.typed_by_id, typed_at = excluded.typed_at, seen_at = NULL;

-- name: afterwards_seen :exec
-- in: meeting meeting_id, person person_id, now instant
UPDATE handed_over SET seen_at = :now WHERE meeting_id = :meeting AND person_id = :person;

-- name: afterwards_one :one
-- row: handed_row
-- in: meeting meeting_id, viewer person_id
-- out: meeting meeting_id, held_on day, typed_by person_id
-- out: called sealed(person.called HOUSE row:typed_by), typed_at instant, seen_at instant?
SELECT h.meeting_id AS meeting, m.held_on, h.typed_by_id AS typed_by, p.called, h.typed_at,
       h.seen_at
  FROM handed_over h
  JOIN meeting m ON m.id = h.meeting_id
  JOIN person p ON p.id = h.typed_by_id
 WHERE h.meeting_id = :meeting AND h.person_id = :viewer;

-- Of one set, not looked at yet, the latest meeting first.
-- name: afterwards_waiting :many
-- row: handed_row
-- in: viewer person_id, in_set set_id
-- out: meeting meeting_id, held_on day, typed_by person_id
-- out: called sealed(person.called HOUSE row:typed_by), typed_at instant, seen_at instant?
SELECT h.meeting_id AS meeting, m.held_on, h.typed_by_id AS typed_by, p.called, h.typed_at,
       h.seen_at
  FROM handed_over h
  JOIN meeting m ON m.id = h.meeting_id
  JOIN person p ON p.id = h.typed_by_id
 WHERE h.person_id = :viewer AND m.set_id = :in_set AND h.seen_at IS NULL
 ORDER BY m.number DESC
 LIMIT 20;

-- Who has been handed something of a meeting, and by whom: for whoever types in more of it.
-- name: afterwards_of_meeting :many
-- row: handed_to_row
-- in: meeting meeting_id
-- out: person person_id, typed_by person_id, typed_at instant
SELECT h.person_id AS person, h.typed_by_id AS typed_by, h.typed_at
  FROM handed_over h
 WHERE h.meeting_id = :meeting
 ORDER BY h.typed_at, h.person_id
 LIMIT 100;
