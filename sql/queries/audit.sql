-- name: audit_add :exec one
-- in: id i64, at instant, person person_id?, route str, subject i64, outcome int
INSERT INTO audit (id, at, person_id, route, subject_id, outcome)
VALUES (:id, :at, :person, :route, NULLIF(:subject, 0), :outcome);

-- name: audit_list :many
-- row: audit_row
-- in: before instant
-- out: at instant, person person_id?, route str, subject i64, outcome int
SELECT at, person_id AS person, route, COALESCE(subject_id, 0) AS subject, outcome
  FROM audit
 WHERE at < :before
 ORDER BY at DESC, id
 LIMIT 500;

-- name: audit_sweep :exec
-- in: before instant
DELETE FROM audit WHERE at < :before;
