-- name: issue_add :exec one
-- in: id issue_id, set set_id, person person_id, text sealed(issue.text PERSON:person row:id)
-- in: want sealed(issue.want PERSON:person row:id)?, checks int, now instant
INSERT INTO issue (id, set_id, person_id, text, want, shared_text, shared_want, is_shared, checks,
                   made_at, changed_at, shared_at, closed_at)
VALUES (:id, :set, :person, :text, :want, NULL, NULL, FALSE, :checks, :now, :now, NULL, NULL);

-- name: issue_change :exec one
-- in: id issue_id, person person_id, text sealed(issue.text PERSON:person row:id)
-- in: want sealed(issue.want PERSON:person row:id)?, checks int, seen instant, now instant
UPDATE issue SET text = :text, want = :want, checks = :checks, changed_at = :now
 WHERE id = :id AND person_id = :person AND changed_at = :seen AND closed_at IS NULL;

-- name: issue_share :exec one
-- in: id issue_id, person person_id, set set_id, text sealed(issue.shared_text SET:set row:id)
-- in: want sealed(issue.shared_want SET:set row:id)?, now instant
UPDATE issue SET shared_text = :text, shared_want = :want, is_shared = TRUE, shared_at = :now
 WHERE id = :id AND person_id = :person AND set_id = :set;

-- name: issue_unshare :exec one
-- in: id issue_id, person person_id
UPDATE issue SET shared_text = NULL, shared_want = NULL, is_shared = FALSE, shared_at = NULL
 WHERE id = :id AND person_id = :person AND is_shared;

-- name: issue_close :exec one
-- in: id issue_id, person person_id, now instant
UPDATE issue SET closed_at = :now WHERE id = :id AND person_id = :person AND closed_at IS NULL;

-- name: issue_mine :one
-- row: issue_mine_row
-- in: id issue_id, viewer person_id
-- out: id issue_id, set set_id, person person_id, set_name str
-- out: text sealed(issue.text PERSON:person row:id), want sealed(issue.want PERSON:person row:id)?
-- out: shared_text sealed(issue.shared_text SET:set row:id)?
-- out: shared_want sealed(issue.shared_want SET:set row:id)?
-- out: is_shared bool, checks int, made_at instant, changed_at instant, shared_at instant?
-- out: closed_at instant?
SELECT i.id, i.set_id AS set_, i.person_id AS person, s.name AS set_name, i.text, i.want,
       i.shared_text, i.shared_want, i.is_shared, i.checks, i.made_at, i.changed_at, i.shared_at,
       i.closed_at
  FROM issue i
  JOIN learning_set s ON s.id = i.set_id
 WHERE i.id = :id AND i.person_id = :viewer;

-- name: issue_current :one
-- row: issue_mine_row
-- in: in_set set_id, viewer person_id
-- out: id issue_id, set set_id, person person_id, set_name str
-- out: text sealed(issue.text PERSON:person row:id), want sealed(issue.want PERSON:person row:id)?
-- out: shared_text sealed(issue.shared_text SET:set row:id)?
-- out: shared_want sealed(issue.shared_want SET:set row:id)?
-- out: is_shared bool, checks int, made_at instant, changed_at instant, shared_at instant?
-- out: closed_at instant?
SELECT i.id, i.set_id AS set_, i.person_id AS person, s.name AS set_name, i.text, i.want,
       i.shared_text, i.shared_want, i.is_shared, i.checks, i.made_at, i.changed_at, i.shared_at,
       i.closed_at
  FROM issue i
  JOIN learning_set s ON s.id = i.set_id
 WHERE i.person_id = :viewer AND i.set_id = :in_set AND i.closed_at IS NULL
 ORDER BY i.made_at DESC, i.id
 LIMIT 1;

-- name: issue_list_mine :many
-- row: issue_mine_row
-- in: viewer person_id
-- out: id issue_id, set set_id, person person_id, set_name str
-- out: text sealed(issue.text PERSON:person row:id), want sealed(issue.want PERSON:person row:id)?
-- out: shared_text sealed(issue.shared_text SET:set row:id)?
-- out: shared_want sealed(issue.shared_want SET:set row:id)?
-- out: is_shared bool, checks int, made_at instant, changed_at instant, shared_at instant?
-- out: closed_at instant?
SELECT i.id, i.set_id AS set_, i.person_id AS person, s.name AS set_name, i.text, i.want,
       i.shared_text, i.shared_want, i.is_shared, i.checks, i.made_at, i.changed_at, i.shared_at,
       i.closed_at
  FROM issue i
  JOIN learning_set s ON s.id = i.set_id
 WHERE i.person_id = :viewer
 ORDER BY i.made_at DESC, i.id
 LIMIT 200;

-- name: issue_shared :one
-- row: issue_shared_row
-- in: id issue_id
-- out: id issue_id, set set_id, person person_id
-- out: called sealed(person.called HOUSE row:person)
-- out: text sealed(issue.shared_text SET:set row:id), want sealed(issue.shared_want SET:set row:id)?
-- out: shared_at instant
SELECT i.id, i.set_id AS set_, i.person_id AS person, p.called, i.shared_text AS text,
       i.shared_want AS want, i.shared_at
  FROM issue i
  JOIN person p ON p.id = i.person_id
 WHERE i.id = :id AND i.is_shared;

-- name: issue_list_shared :many
-- row: issue_shared_row
-- in: in_set set_id
-- out: id issue_id, set set_id, person person_id
-- out: called sealed(person.called HOUSE row:person)
-- out: text sealed(issue.shared_text SET:set row:id), want sealed(issue.shared_want SET:set row:id)?
-- out: shared_at instant
SELECT i.id, i.set_id AS set_, i.person_id AS person, p.called, i.shared_text AS text,
       i.shared_want AS want, i.shared_at
  FROM issue i
  JOIN person p ON p.id = i.person_id
  JOIN member m ON m.person_id = i.person_id AND m.set_id = i.set_id AND m.state = 1
 WHERE m.set_id = :in_set AND i.is_shared AND i.closed_at IS NULL
 ORDER BY m.seat, i.made_at DESC
 LIMIT 200;
