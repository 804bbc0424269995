-- name: practice_add :exec one
-- in: id practice_id, person person_id, deck str, seed i64, length_min int, habits int, now instant
INSERT INTO practice (id, person_id, deck, seed, length_min, habits, began_at, ended_at)
VALUES (:id, :person, :deck, :seed, :length_min, :habits, :now, NULL);

-- name: practice_by_id :one
-- row: practice_row
-- in: id practice_id, viewer person_id
-- out: id practice_id, person person_id, deck str, seed i64, length_min int, habits int
-- out: began_at instant, ended_at instant?
SELECT id, person_id AS person, deck, seed, length_min, habits, began_at, ended_at
  FROM practice
 WHERE id = :id AND person_id = :viewer;

-- name: practice_list :many
-- row: practice_row
-- in: viewer person_id
-- out: id practice_id, person person_id, deck str, seed i64, length_min int, habits int
-- out: began_at instant, ended_at instant?
SELECT id, person_id AS person, deck, seed, length_min, habits, began_at, ended_at
  FROM practice
 WHERE person_id = :viewer
 ORDER BY began_at DESC, id
 LIMIT 100;

-- name: practice_end :exec one
-- in: id practice_id, person person_id, now instant
UPDATE practice SET ended_at = :now WHERE id = :id AND person_id = :person;

-- name: practice_press :exec one
-- in: id practice_press_id, practice practice_id, person person_id, number int, at instant, heard int
-- in: what sealed(practice_press.what PERSON:person row:id)
INSERT INTO practice_press (id, practice_id, number, at, heard, what)
VALUES (:id, :practice, :number, :at, :heard, :what);

-- name: practice_presses :many
-- row: practice_press_row
-- in: practice practice_id, viewer person_id
-- out: id practice_press_id, person person_id, number int, at instant, heard int
-- out: what sealed(practice_press.what PERSON:person row:id)
SELECT r.id, p.person_id AS person, r.number, r.at, r.heard, r.what
  FROM practice p
  JOIN practice_press r ON r.practice_id = p.id
 WHERE p.id = :practice AND p.person_id = :viewer
 ORDER BY r.number
 LIMIT 700;

-- What was pressed goes first.
-- name: practice_forget :exec
-- in: id practice_id, person person_id
DELETE FROM practice_press
 WHERE practice_id IN (SELECT p.id FROM practice p WHERE p.id = :id AND p.person_id = :person);

-- name: practice_remove :exec one
-- in: id practice_id, person person_id
DELETE FROM practice WHERE id = :id AND person_id = :person;

-- name: practice_press_sweep :exec
-- in: before instant
DELETE FROM practice_press
 WHERE practice_id IN (SELECT p.id FROM practice p WHERE p.began_at < :before);

-- name: practice_sweep :exec
-- in: before instant
DELETE FROM practice WHERE began_at < :before;
