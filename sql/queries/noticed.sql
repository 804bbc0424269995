-- What somebody who led a meeting noticed, and did there.  Nobody else's to read.

-- name: noticed_add :exec one
-- in: id noticed_id, person person_id, meeting meeting_id
-- in: what sealed(noticed.what PERSON:person row:id), now instant
INSERT INTO noticed (id, person_id, meeting_id, what, made_at)
VALUES (:id, :person, :meeting, :what, :now);

-- name: noticed_remove :exec one
-- in: id noticed_id, person person_id
DELETE FROM noticed WHERE id = :id AND person_id = :person;

-- Of one meeting, or of all: the latest meeting first, in the order noticed.
-- name: noticed_list :many
-- row: noticed_row
-- in: viewer person_id, in_meeting meeting_id?
-- out: id noticed_id, person person_id, meeting meeting_id, set_name str, number int, held_on day
-- out: what sealed(noticed.what PERSON:person row:id), made_at instant
SELECT n.id, n.person_id AS person, n.meeting_id AS meeting, s.name AS set_name, m.number, m.held_on,
       n.what, n.made_at
  FROM noticed n
  JOIN meeting m ON m.id = n.meeting_id
  JOIN learning_set s ON s.id = m.set_id
 WHERE n.person_id = :viewer AND (:in_meeting IS NULL OR n.meeting_id = :in_meeting)
 ORDER BY m.starts_at DESC, n.meeting_id, n.made_at, n.id
 LIMIT 1000;
