-- name: review_add :exec one
-- in: id review_id, set set_id, meeting meeting_id, person person_id, kind int
-- in: text sealed(review.text PERSON:person row:id), now instant
INSERT INTO review (id, set_id, meeting_id, person_id, kind, text, shared_text, is_held, made_at)
VALUES (:id, :set, :meeting, :person, :kind, :text, NULL, FALSE, :now);

-- name: review_change :exec one
-- in: id review_id, person person_id, text sealed(review.text PERSON:person row:id)
UPDATE review SET text = :text WHERE id = :id AND person_id = :person;

-- name: review_by_id :one
-- in: id review_id, viewer person_id
-- out: set set_id, person person_id, text sealed(review.text PERSON:person row:id)
SELECT set_id AS set_, person_id AS person, text
  FROM review
 WHERE id = :id AND person_id = :viewer;

-- name: review_share :exec one
-- in: id review_id, set set_id, person person_id, text sealed(review.shared_text SET:set row:id)
-- in: is_held bool
UPDATE review SET shared_text = :text, is_held = :is_held WHERE id = :id AND set_id = :set AND person_id = :person;

-- All that waits is shown together.
-- name: review_release :exec
-- in: in_meeting meeting_id
UPDATE review SET is_held = FALSE WHERE meeting_id = :in_meeting AND is_held;

-- name: review_unshare :exec one
-- in: id review_id, person person_id
UPDATE review SET shared_text = NULL WHERE id = :id AND person_id = :person;

-- name: review_remove :exec one
-- in: id review_id, person person_id
DELETE FROM review WHERE id = :id AND person_id = :person;

-- name: review_mine :many
-- row: review_row
-- in: in_meeting meeting_id, viewer person_id
-- out: id review_id, set set_id, meeting meeting_id, person person_id
-- out: called sealed(person.called HOUSE row:person), kind int
-- out: text sealed(review.text PERSON:person row:id), is_shared bool, made_at instant
SELECT r.id, r.set_id AS set_, r.meeting_id AS meeting, r.person_id AS person, p.called, r.kind,
       r.text, (r.shared_text IS NOT NULL) AS is_shared, r.made_at
  FROM review r
  JOIN person p ON p.id = r.person_id
 WHERE r.meeting_id = :in_meeting AND r.person_id = :viewer
 ORDER BY r.made_at, r.id
 LIMIT 100;

-- All that a person ever wrote, for them alone.
-- name: review_of_person :many
-- row: review_row
-- in: viewer person_id
-- out: id review_id, set set_id, meeting meeting_id, person person_id
-- out: called sealed(person.called HOUSE row:person), kind int
-- out: text sealed(review.text PERSON:person row:id), is_shared bool, made_at instant
SELECT r.id, r.set_id AS set_, r.meeting_id AS meeting, r.person_id AS person, p.called, r.kind,
       r.text, (r.shared_text IS NOT NULL) AS is_shared, r.made_at
  FROM review r
  JOIN person p ON p.id = r.person_id
 WHERE r.person_id = :viewer
 ORDER BY r.made_at, r.id
 LIMIT 1000;

-- name: review_shared :many
-- row: review_row
-- in: in_meeting meeting_id
-- out: id review_id, set set_id, meeting meeting_id, person person_id
-- out: called sealed(person.called HOUSE row:person), kind int
-- out: text sealed(review.shared_text SET:set row:id), is_shared bool, made_at instant
SELECT r.id, r.set_id AS set_, r.meeting_id AS meeting, r.person_id AS person, p.called, r.kind,
       r.shared_text AS text, TRUE AS is_shared, r.made_at
  FROM review r
  JOIN person p ON p.id = r.person_id
 WHERE r.meeting_id = :in_meeting AND r.shared_text IS NOT NULL AND NOT r.is_held
 ORDER BY r.kind, r.made_at, r.id
 LIMIT 300;

-- The same of every meeting of a set that was held.
-- name: review_shared_in :many
-- row: review_row
-- in: in_set set_id
-- out: id review_id, set set_id, meeting meeting_id, person person_id
-- out: called sealed(person.called HOUSE row:person), kind int
-- out: text sealed(review.shared_text SET:set row:id), is_shared bool, made_at instant
SELECT r.id, r.set_id AS set_, r.meeting_id AS meeting, r.person_id AS person, p.called, r.kind,
       r.shared_text AS text, TRUE AS is_shared, r.made_at
  FROM meeting e
  JOIN review r ON r.meeting_id = e.id
  JOIN person p ON p.id = r.person_id
 WHERE e.set_id = :in_set AND e.state = 2 AND r.shared_text IS NOT NULL AND NOT r.is_held
 ORDER BY e.number, r.kind, r.made_at, r.id
 LIMIT 10000;
