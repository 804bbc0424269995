-- Adds an employer.
-- name: organisation_add :exec one
-- in: id organisation_id, name str, now instant
INSERT INTO organisation (id, name, made_at) VALUES (:id, :name, :now);

-- name: organisation_rename :exec one
-- in: id organisation_id, name str
UPDATE organisation SET name = :name WHERE id = :id;

-- name: organisation_by_id :one
-- in: id organisation_id
-- out: id organisation_id, name str
SELECT id, name FROM organisation WHERE id = :id;

-- Every employer by name, with how many people it has here.
-- name: organisation_list :many
-- out: id organisation_id, name str, people int
SELECT o.id, o.name, (SELECT COUNT(*) FROM person p WHERE p.organisation_id = o.id) AS people
FROM organisation o ORDER BY o.name, o.id LIMIT 1000;
