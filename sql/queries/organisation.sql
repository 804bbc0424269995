-- name: organisation_add :exec one
-- in: id organisation_id, name str, now instant
INSERT INTO organisation (id, name, made_at) VALUES (:id, :name, :now);

-- name: organisation_rename :exec one
-- in: id organisation_id, name str
UPDATE organisation SET name = :name WHERE id = :id;

-- name: organisation_by_id :one
-- row: organisation_row
-- in: id organisation_id
-- out: id organisation_id, name str
SELECT id, name FROM organisation WHERE id = :id;

-- Every employer by name, with how many people it has here.
-- name: organisation_list :many
-- row: organisation_row
-- out: id organisation_id, name str, people int
SELECT o.id, o.name, COUNT(p.id) AS people
  FROM organisation o
  LEFT JOIN person p ON p.organisation_id = o.id
 GROUP BY o.id, o.name
 ORDER BY o.name, o.id
 LIMIT 1000;
