-- name: rule_add :exec one
-- in: id rule_id, set set_id, place int, text sealed(rule.text SET:set row:id), person person_id?
-- in: now instant
INSERT INTO rule (id, set_id, version, place, text, person_id, is_dropped, made_at)
VALUES (:id, :set, 0, :place, :text, :person, FALSE, :now);

-- name: rule_next_place :one
-- in: set set_id
-- out: place int
SELECT COALESCE(MAX(place) + 1, 0) AS place FROM rule WHERE set_id = :set AND version = 0;

-- name: rule_word :exec one
-- in: id rule_id, set set_id, text sealed(rule.text SET:set row:id)
UPDATE rule SET text = :text
 WHERE id = :id AND set_id = :set AND version = 0 AND NOT is_dropped;

-- name: rule_drop :exec one
-- in: id rule_id, set set_id
UPDATE rule SET is_dropped = TRUE
 WHERE id = :id AND set_id = :set AND version = 0 AND NOT is_dropped;

-- name: rule_settle :exec
-- in: set set_id, version int
UPDATE rule SET version = :version WHERE set_id = :set AND version = 0 AND NOT is_dropped;

-- name: rule_settled :exec one
-- in: set set_id, version int, meeting meeting_id?, now instant
INSERT INTO rule_version (set_id, version, meeting_id, made_at)
VALUES (:set, :version, :meeting, :now);

-- name: rule_agree :exec
-- in: set set_id, version int, person person_id, now instant
INSERT INTO rule_agreed (set_id, version, person_id, at) VALUES (:set, :version, :person, :now)
ON CONFLICT (set_id, version, person_id) DO NOTHING;

-- name: rule_version :one
-- in: set set_id
-- out: version int, made_at instant
SELECT version, made_at FROM rule_version
 WHERE set_id = :set
 ORDER BY version DESC
 LIMIT 1;

-- name: rule_list :many
-- row: rule_row
-- in: in_set set_id, of_version int
-- out: id rule_id, set set_id, version int, place int, text sealed(rule.text SET:set row:id)
-- out: person person_id?
SELECT id, set_id AS set_, version, place, text, person_id AS person
  FROM rule
 WHERE set_id = :in_set AND version = :of_version AND NOT is_dropped
 ORDER BY place, id
 LIMIT 100;

-- Of every version that was settled, the earliest first.
-- name: rule_lists :many
-- row: rule_row
-- in: in_set set_id
-- out: id rule_id, set set_id, version int, place int, text sealed(rule.text SET:set row:id)
-- out: person person_id?
SELECT id, set_id AS set_, version, place, text, person_id AS person
  FROM rule
 WHERE set_id = :in_set AND version > 0 AND NOT is_dropped
 ORDER BY version, place, id
 LIMIT 10000;

-- name: rule_by_id :one
-- row: rule_row
-- in: id rule_id
-- out: id rule_id, set set_id, version int, place int, text sealed(rule.text SET:set row:id)
-- out: person person_id?
SELECT id, set_id AS set_, version, place, text, person_id AS person
  FROM rule
 WHERE id = :id;

-- name: rule_agreed :many
-- row: rule_agreed_row
-- in: in_set set_id, of_version int
-- out: person person_id, called sealed(person.called HOUSE row:person), at instant
SELECT a.person_id AS person, p.called, a.at
  FROM rule_agreed a
  JOIN person p ON p.id = a.person_id
 WHERE a.set_id = :in_set AND a.version = :of_version
 ORDER BY a.at, a.person_id
 LIMIT 100;

-- Only who, not what they are called.
-- name: rule_agreed_people :many
-- row: rule_agreed_row
-- in: in_set set_id, of_version int
-- out: person person_id
SELECT person_id AS person
  FROM rule_agreed
 WHERE set_id = :in_set AND version = :of_version
 ORDER BY person_id
 LIMIT 100;

-- Newest first; number is that of the meeting where it was settled, 0 for none.
-- name: rule_versions :many
-- row: rule_version_row
-- in: in_set set_id
-- out: version int, made_at instant, number int
SELECT v.version, v.made_at, COALESCE(m.number, 0) AS number
  FROM rule_version v
  LEFT JOIN meeting m ON m.id = v.meeting_id
 WHERE v.set_id = :in_set
 ORDER BY v.version DESC
 LIMIT 100;
