-- A new version; the number has been found by process_latest in the same unit.
-- name: process_add :exec one
-- in: name str, version int, programme programme_id?, text str, made_by person_id?, now instant
INSERT INTO process_version (name, version, programme_id, text, made_by_id, made_at)
VALUES (:name, :version, :programme, :text, :made_by, :now);

-- name: process_by_version :one
-- row: process_row
-- in: name str, version int
-- out: name str, version int, programme programme_id?, text str, made_by person_id?
-- out: made_at instant
SELECT name, version, programme_id AS programme, text, made_by_id AS made_by, made_at
  FROM process_version
 WHERE name = :name AND version = :version;

-- name: process_latest :one
-- row: process_row
-- in: name str
-- out: name str, version int, programme programme_id?, text str, made_by person_id?
-- out: made_at instant
SELECT name, version, programme_id AS programme, text, made_by_id AS made_by, made_at
  FROM process_version
 WHERE name = :name
 ORDER BY version DESC
 LIMIT 1;

-- The newest of each that a programme has made.
-- name: process_list :many
-- row: process_row
-- out: name str, version int, programme programme_id?, text str, made_by person_id?
-- out: made_at instant
SELECT p.name, p.version, p.programme_id AS programme, p.text, p.made_by_id AS made_by, p.made_at
  FROM process_version p
 WHERE p.programme_id IS NOT NULL
   AND p.version = (SELECT MAX(q.version) FROM process_version q WHERE q.name = p.name)
 ORDER BY p.name
 LIMIT 200;
