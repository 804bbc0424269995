-- A set lets a facilitator who was not at a meeting read what was said there: all who came must say so.

-- name: told_put :exec one
-- in: meeting meeting_id, facilitator person_id, person person_id, now instant
INSERT INTO told (meeting_id, facilitator_id, person_id, at)
VALUES (:meeting, :facilitator, :person, :now)
ON CONFLICT (meeting_id, facilitator_id, person_id) DO UPDATE SET at = told.at;

-- name: told_take_back :exec
-- in: meeting meeting_id, facilitator person_id, person person_id
DELETE FROM told WHERE meeting_id = :meeting AND facilitator_id = :facilitator AND person_id = :person;

-- Of those who came and are still of the set, how many there are and how many say yes.
-- name: told_count :one
-- row: told_row
-- in: meeting meeting_id, facilitator person_id, viewer person_id
-- out: came int, said int, mine bool
SELECT COUNT(*) AS came,
       COUNT(t.person_id) AS said,
       (EXISTS (SELECT 1 FROM told o WHERE o.meeting_id = :meeting AND o.facilitator_id = :facilitator
                   AND o.person_id = :viewer)) AS mine
  FROM meeting e
  JOIN attendance a ON a.meeting_id = e.id AND a.state = 2
  JOIN member b ON b.set_id = e.set_id AND b.person_id = a.person_id AND b.role = 0 AND b.state = 1
  LEFT JOIN told t ON t.meeting_id = e.id AND t.facilitator_id = :facilitator
                  AND t.person_id = a.person_id
 WHERE e.id = :meeting;
