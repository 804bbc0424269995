-- name: question_add :exec one
-- in: id question_id, set set_id, meeting meeting_id, issue issue_id?, presenter person_id
-- in: asker person_id, text sealed(question.text SET:set row:id), is_held bool, now instant
INSERT INTO question (id, set_id, meeting_id, issue_id, presenter_id, asker_id, text, is_parked,
                      is_withdrawn, is_held, asked_at)
VALUES (:id, :set, :meeting, :issue, :presenter, :asker, :text, FALSE, FALSE, :is_held, :now);

-- What was written alone is shown: the writing is over.
-- name: question_release :exec
-- in: in_meeting meeting_id
UPDATE question SET is_held = FALSE WHERE meeting_id = :in_meeting AND is_held;

-- name: question_park :exec one
-- in: id question_id, presenter person_id, park bool
UPDATE question SET is_parked = :park
 WHERE id = :id AND presenter_id = :presenter AND NOT is_withdrawn;

-- name: question_withdraw :exec one
-- in: id question_id, asker person_id
UPDATE question SET is_withdrawn = TRUE
 WHERE id = :id AND asker_id = :asker AND NOT is_withdrawn;

-- Noted for the presenter, on paper: theirs to word or take out.
-- name: question_noted_set :one
-- in: id question_id, presenter person_id
-- out: set set_id
SELECT set_id AS set_ FROM question
 WHERE id = :id AND presenter_id = :presenter AND asker_id = :presenter AND NOT is_withdrawn;

-- name: question_noted_word :exec one
-- in: id question_id, set set_id, presenter person_id, text sealed(question.text SET:set row:id)
UPDATE question SET text = :text
 WHERE id = :id AND set_id = :set AND presenter_id = :presenter AND asker_id = :presenter;

-- name: question_is_presenters :one
-- in: id question_id, presenter person_id
-- out: id question_id
SELECT id FROM question WHERE id = :id AND presenter_id = :presenter;

-- name: question_keep :exec
-- in: id question_id, presenter person_id, now instant
INSERT INTO question_kept (question_id, person_id, at) VALUES (:id, :presenter, :now)
ON CONFLICT (question_id, person_id) DO NOTHING;

-- name: question_unkeep :exec
-- in: id question_id, presenter person_id
DELETE FROM question_kept WHERE question_id = :id AND person_id = :presenter;

-- How near it comes, for the presenter's eyes alone.
-- name: question_warm :exec
-- in: id question_id, presenter person_id, heat int
INSERT INTO question_heat (question_id, person_id, heat) VALUES (:id, :presenter, :heat)
ON CONFLICT (question_id, person_id) DO UPDATE SET heat = excluded.heat;

-- name: question_unwarm :exec
-- in: id question_id, presenter person_id
DELETE FROM question_heat WHERE question_id = :id AND person_id = :presenter;

-- name: question_by_id :one
-- row: question_row
-- in: id question_id
-- out: id question_id, set set_id, meeting meeting_id, issue issue_id?, presenter person_id
-- out: asker person_id, asker_called sealed(person.called HOUSE row:asker)
-- out: text sealed(question.text SET:set row:id), is_parked bool, asked_at instant, is_held bool
SELECT q.id, q.set_id AS set_, q.meeting_id AS meeting, q.issue_id AS issue,
       q.presenter_id AS presenter, q.asker_id AS asker, p.called AS asker_called, q.text,
       q.is_parked, q.asked_at, q.is_held
  FROM question q
  JOIN person p ON p.id = q.asker_id
 WHERE q.id = :id AND NOT q.is_withdrawn;

-- name: question_list :many
-- row: question_row
-- in: in_meeting meeting_id
-- out: id question_id, set set_id, meeting meeting_id, issue issue_id?, presenter person_id
-- out: asker person_id, asker_called sealed(person.called HOUSE row:asker)
-- out: text sealed(question.text SET:set row:id), is_parked bool, asked_at instant, is_held bool
SELECT q.id, q.set_id AS set_, q.meeting_id AS meeting, q.issue_id AS issue,
       q.presenter_id AS presenter, q.asker_id AS asker, p.called AS asker_called, q.text,
       q.is_parked, q.asked_at, q.is_held
  FROM question q
  JOIN person p ON p.id = q.asker_id
 WHERE q.meeting_id = :in_meeting AND NOT q.is_withdrawn
 ORDER BY q.asked_at, q.id
 LIMIT 1000;

-- With the private marks, for the presenter alone.
-- name: question_of_presenter :many
-- row: question_row
-- in: viewer person_id, in_meeting meeting_id?
-- out: id question_id, set set_id, meeting meeting_id, issue issue_id?, presenter person_id
-- out: asker person_id, asker_called sealed(person.called HOUSE row:asker)
-- out: text sealed(question.text SET:set row:id), is_parked bool, asked_at instant, is_kept bool
-- out: heat int
SELECT q.id, q.set_id AS set_, q.meeting_id AS meeting, q.issue_id AS issue,
       q.presenter_id AS presenter, q.asker_id AS asker, p.called AS asker_called, q.text,
       q.is_parked, q.asked_at,
       (EXISTS (SELECT 1 FROM question_kept k
                 WHERE k.question_id = q.id AND k.person_id = q.presenter_id)) AS is_kept,
       COALESCE(h.heat, 0) AS heat
  FROM question q
  JOIN person p ON p.id = q.asker_id
  LEFT JOIN question_heat h ON h.question_id = q.id AND h.person_id = q.presenter_id
 WHERE q.presenter_id = :viewer AND NOT q.is_withdrawn AND NOT q.is_held
   AND (:in_meeting IS NULL OR q.meeting_id = :in_meeting)
 ORDER BY q.asked_at DESC, q.id
 LIMIT 500;

-- When each was last asked something: about when they last had airtime in this set.
-- name: question_airtime :many
-- row: question_airtime_row
-- in: set set_id, except meeting_id
-- out: person person_id, at instant
SELECT q.presenter_id AS person, MAX(q.asked_at) AS at
  FROM member m
  JOIN question q ON q.presenter_id = m.person_id AND q.set_id = m.set_id
 WHERE m.set_id = :set AND q.meeting_id <> :except
 GROUP BY q.presenter_id
 ORDER BY q.presenter_id
 LIMIT 100;

-- name: question_of_asker :many
-- row: question_row
-- in: viewer person_id
-- out: id question_id, set set_id, meeting meeting_id, issue issue_id?, presenter person_id
-- out: asker person_id, asker_called sealed(person.called HOUSE row:asker)
-- out: text sealed(question.text SET:set row:id), is_parked bool, asked_at instant
SELECT q.id, q.set_id AS set_, q.meeting_id AS meeting, q.issue_id AS issue,
       q.presenter_id AS presenter, q.asker_id AS asker, p.called AS asker_called, q.text,
       q.is_parked, q.asked_at
  FROM question q
  JOIN person p ON p.id = q.asker_id
 WHERE q.asker_id = :viewer AND q.presenter_id <> :viewer AND NOT q.is_withdrawn
 ORDER BY q.asked_at, q.id
 LIMIT 2000;
