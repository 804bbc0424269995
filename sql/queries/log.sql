-- name: log_add :exec one
-- in: id log_entry_id, person person_id, meeting meeting_id?
-- in: text sealed(log_entry.text PERSON:person row:id), now instant
INSERT INTO log_entry (id, person_id, meeting_id, text, made_at, changed_at)
VALUES (:id, :person, :meeting, :text, :now, :now);

-- name: log_change :exec one
-- in: id log_entry_id, person person_id, text sealed(log_entry.text PERSON:person row:id)
-- in: seen instant, now instant
UPDATE log_entry SET text = :text, changed_at = :now
 WHERE id = :id AND person_id = :person AND changed_at = :seen;

-- name: log_remove :exec one
-- in: id log_entry_id, person person_id
DELETE FROM log_entry WHERE id = :id AND person_id = :person;

-- Both with the meeting that it is about, while its writer is in that set still.
--
-- name: log_by_id :one
-- row: log_row
-- in: id log_entry_id, viewer person_id
-- out: id log_entry_id, person person_id, meeting meeting_id?, about_set str?, about_number int
-- out: text sealed(log_entry.text PERSON:person row:id), made_at instant, changed_at instant
SELECT l.id, l.person_id AS person, l.meeting_id AS meeting, s.name AS about_set,
       COALESCE(m.number, 0) AS about_number, l.text, l.made_at, l.changed_at
  FROM log_entry l
  LEFT JOIN meeting m ON m.id = l.meeting_id
  LEFT JOIN member b ON b.set_id = m.set_id AND b.person_id = l.person_id AND b.state = 1
  LEFT JOIN learning_set s ON s.id = b.set_id
 WHERE l.id = :id AND l.person_id = :viewer;

-- name: log_list :many
-- row: log_row
-- in: viewer person_id
-- out: id log_entry_id, person person_id, meeting meeting_id?, about_set str?, about_number int
-- out: text sealed(log_entry.text PERSON:person row:id), made_at instant, changed_at instant
SELECT l.id, l.person_id AS person, l.meeting_id AS meeting, s.name AS about_set,
       COALESCE(m.number, 0) AS about_number, l.text, l.made_at, l.changed_at
  FROM log_entry l
  LEFT JOIN meeting m ON m.id = l.meeting_id
  LEFT JOIN member b ON b.set_id = m.set_id AND b.person_id = l.person_id AND b.state = 1
  LEFT JOIN learning_set s ON s.id = b.set_id
 WHERE l.person_id = :viewer
 ORDER BY l.made_at DESC, l.id
 LIMIT 500;
