-- name: note_add :exec one
-- in: id note_id, person person_id, meeting meeting_id
-- in: text sealed(note.text PERSON:person row:id), now instant
INSERT INTO note (id, person_id, meeting_id, text, made_at)
VALUES (:id, :person, :meeting, :text, :now);

-- name: note_remove :exec one
-- in: id note_id, person person_id
DELETE FROM note WHERE id = :id AND person_id = :person;

-- name: note_list :many
-- row: note_row
-- in: viewer person_id, in_meeting meeting_id?
-- out: id note_id, person person_id, meeting meeting_id
-- out: text sealed(note.text PERSON:person row:id), made_at instant
SELECT id, person_id AS person, meeting_id AS meeting, text, made_at
  FROM note
 WHERE person_id = :viewer AND (:in_meeting IS NULL OR meeting_id = :in_meeting)
 ORDER BY made_at, id
 LIMIT 1000;
