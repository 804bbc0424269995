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

-- name: log_by_id :one
-- row: log_row
-- in: id log_entry_id, viewer person_id
-- out: id log_entry_id, person person_id, meeting meeting_id?
-- out: text sealed(log_entry.text PERSON:person row:id), made_at instant, changed_at instant
SELECT id, person_id AS person, meeting_id AS meeting, text, made_at, changed_at
  FROM log_entry
 WHERE id = :id AND person_id = :viewer;

-- name: log_list :many
-- row: log_row
-- in: viewer person_id
-- out: id log_entry_id, person person_id, meeting meeting_id?
-- out: text sealed(log_entry.text PERSON:person row:id), made_at instant, changed_at instant
SELECT id, person_id AS person, meeting_id AS meeting, text, made_at, changed_at
  FROM log_entry
 WHERE person_id = :viewer
 ORDER BY made_at DESC, id
 LIMIT 500;
