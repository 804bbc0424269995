-- name: action_add :exec one
-- in: id action_id, set set_id, meeting meeting_id?, issue issue_id?, person person_id
-- in: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- in: due_on day?, sign sealed(action.sign SET:set row:id)?, is_shared bool
-- in: is_held bool, now instant
INSERT INTO action (id, set_id, meeting_id, issue_id, person_id, text, by_words, due_on, sign,
                    state, learnt, is_shared, is_held, made_at, told_at, told_meeting_id)
VALUES (:id, :set, :meeting, :issue, :person, :text, :by_words, :due_on, :sign,
        0, NULL, :is_shared, :is_held, :now, NULL, NULL);

-- Written alone by each, and shown to the set once the writing is over.
-- name: action_release :exec
-- in: in_meeting meeting_id?
UPDATE action SET is_shared = TRUE, is_held = FALSE WHERE meeting_id = :in_meeting AND is_held;

-- Whose key seals it.
-- name: action_set :one
-- in: id action_id, person person_id
-- out: set set_id
SELECT set_id AS set_ FROM action WHERE id = :id AND person_id = :person;

-- name: action_change :exec one
-- in: id action_id, set set_id, person person_id
-- in: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- in: due_on day?, sign sealed(action.sign SET:set row:id)?
UPDATE action SET text = :text, by_words = :by_words, due_on = :due_on, sign = :sign
 WHERE id = :id AND set_id = :set AND person_id = :person AND state = 0;

-- name: action_tell :exec one
-- in: id action_id, set set_id, person person_id, state int
-- in: learnt sealed(action.learnt SET:set row:id)?, meeting meeting_id?, now instant
UPDATE action
   SET state = :state, learnt = :learnt, told_at = :now, told_meeting_id = :meeting
 WHERE id = :id AND set_id = :set AND person_id = :person;

-- name: action_share :exec one
-- in: id action_id, person person_id, shared bool
UPDATE action SET is_shared = :shared WHERE id = :id AND person_id = :person;

-- name: action_remove :exec one
-- in: id action_id, person person_id
DELETE FROM action WHERE id = :id AND person_id = :person;

-- name: action_by_id :one
-- row: action_row
-- in: id action_id
-- out: id action_id, set set_id, set_name str, meeting meeting_id?, issue issue_id?
-- out: person person_id, called sealed(person.called HOUSE row:person)
-- out: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- out: due_on day?, sign sealed(action.sign SET:set row:id)?, state int
-- out: learnt sealed(action.learnt SET:set row:id)?, is_shared bool, made_at instant
-- out: told_at instant?
SELECT a.id, a.set_id AS set_, s.name AS set_name, a.meeting_id AS meeting, a.issue_id AS issue,
       a.person_id AS person, p.called, a.text, a.by_words, a.due_on, a.sign, a.state, a.learnt,
       a.is_shared, a.made_at, a.told_at
  FROM action a
  JOIN learning_set s ON s.id = a.set_id
  JOIN person p ON p.id = a.person_id
 WHERE a.id = :id;

-- name: action_of_person :many
-- row: action_row
-- in: owner person_id, in_set set_id?
-- out: id action_id, set set_id, set_name str, meeting meeting_id?, issue issue_id?
-- out: person person_id, called sealed(person.called HOUSE row:person)
-- out: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- out: due_on day?, sign sealed(action.sign SET:set row:id)?, state int
-- out: learnt sealed(action.learnt SET:set row:id)?, is_shared bool, made_at instant
-- out: told_at instant?
SELECT a.id, a.set_id AS set_, s.name AS set_name, a.meeting_id AS meeting, a.issue_id AS issue,
       a.person_id AS person, p.called, a.text, a.by_words, a.due_on, a.sign, a.state, a.learnt,
       a.is_shared, a.made_at, a.told_at
  FROM action a
  JOIN learning_set s ON s.id = a.set_id
  JOIN person p ON p.id = a.person_id
 WHERE a.person_id = :owner AND (:in_set IS NULL OR a.set_id = :in_set)
 ORDER BY CASE WHEN a.state = 0 THEN 0 ELSE 1 END, a.made_at DESC, a.id
 LIMIT 300;

-- name: action_shared :many
-- row: action_row
-- in: in_set set_id
-- out: id action_id, set set_id, set_name str, meeting meeting_id?, issue issue_id?
-- out: person person_id, called sealed(person.called HOUSE row:person)
-- out: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- out: due_on day?, sign sealed(action.sign SET:set row:id)?, state int
-- out: learnt sealed(action.learnt SET:set row:id)?, is_shared bool, made_at instant
-- out: told_at instant?
SELECT a.id, a.set_id AS set_, s.name AS set_name, a.meeting_id AS meeting, a.issue_id AS issue,
       a.person_id AS person, p.called, a.text, a.by_words, a.due_on, a.sign, a.state, a.learnt,
       a.is_shared, a.made_at, a.told_at
  FROM action a
  JOIN learning_set s ON s.id = a.set_id
  JOIN person p ON p.id = a.person_id
 WHERE a.set_id = :in_set AND a.is_shared
 ORDER BY a.made_at DESC, a.id
 LIMIT 500;

-- Of those, what is still carried, and only what a list of it shows.
-- name: action_carried :many
-- row: action_row
-- in: in_set set_id
-- out: id action_id, set set_id, person person_id, text sealed(action.text SET:set row:id)
-- out: by_words sealed(action.by_words SET:set row:id)?, due_on day?, state int
SELECT a.id, a.set_id AS set_, a.person_id AS person, a.text, a.by_words, a.due_on, a.state
  FROM action a
 WHERE a.set_id = :in_set AND a.is_shared AND a.state IN (0, 2)
 ORDER BY a.made_at DESC, a.id
 LIMIT 500;

-- As a facilitator of the set reads it: added at home, or chosen or told at a meeting of theirs.
-- name: action_shared_with :many
-- row: action_row
-- in: in_set set_id, facilitator person_id
-- out: id action_id, set set_id, set_name str, meeting meeting_id?, issue issue_id?
-- out: person person_id, called sealed(person.called HOUSE row:person)
-- out: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- out: due_on day?, sign sealed(action.sign SET:set row:id)?, state int
-- out: learnt sealed(action.learnt SET:set row:id)?, is_shared bool, made_at instant
-- out: told_at instant?
SELECT a.id, a.set_id AS set_, s.name AS set_name, a.meeting_id AS meeting, a.issue_id AS issue,
       a.person_id AS person, p.called, a.text, a.by_words, a.due_on, a.sign, a.state, a.learnt,
       a.is_shared, a.made_at, a.told_at
  FROM action a
  JOIN learning_set s ON s.id = a.set_id
  JOIN person p ON p.id = a.person_id
  LEFT JOIN meeting e ON e.id = a.meeting_id AND e.facilitated
  LEFT JOIN meeting o ON o.id = a.told_meeting_id AND o.facilitated
 WHERE a.set_id = :in_set AND a.is_shared
   AND (a.meeting_id IS NULL OR e.facilitator_id = :facilitator OR o.facilitator_id = :facilitator
        OR EXISTS (SELECT 1 FROM room_event w
                    WHERE w.by_id = :facilitator
                      AND (w.meeting_id = a.meeting_id OR w.meeting_id = a.told_meeting_id)))
 ORDER BY a.made_at DESC, a.id
 LIMIT 500;

-- name: action_carried_with :many
-- row: action_row
-- in: in_set set_id, facilitator person_id
-- out: id action_id, set set_id, person person_id, text sealed(action.text SET:set row:id)
-- out: by_words sealed(action.by_words SET:set row:id)?, due_on day?, state int
SELECT a.id, a.set_id AS set_, a.person_id AS person, a.text, a.by_words, a.due_on, a.state
  FROM action a
  LEFT JOIN meeting e ON e.id = a.meeting_id AND e.facilitated
  LEFT JOIN meeting o ON o.id = a.told_meeting_id AND o.facilitated
 WHERE a.set_id = :in_set AND a.is_shared AND a.state IN (0, 2)
   AND (a.meeting_id IS NULL OR e.facilitator_id = :facilitator OR o.facilitator_id = :facilitator
        OR EXISTS (SELECT 1 FROM room_event w
                    WHERE w.by_id = :facilitator
                      AND (w.meeting_id = a.meeting_id OR w.meeting_id = a.told_meeting_id)))
 ORDER BY a.made_at DESC, a.id
 LIMIT 500;

-- What was chosen at one meeting and shared, for whoever may read that meeting.
-- name: action_shared_at :many
-- row: action_row
-- in: in_set set_id, meeting meeting_id
-- out: id action_id, set set_id, set_name str, meeting meeting_id?, issue issue_id?
-- out: person person_id, called sealed(person.called HOUSE row:person)
-- out: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- out: due_on day?, sign sealed(action.sign SET:set row:id)?, state int
-- out: learnt sealed(action.learnt SET:set row:id)?, is_shared bool, made_at instant
-- out: told_at instant?
SELECT a.id, a.set_id AS set_, s.name AS set_name, a.meeting_id AS meeting, a.issue_id AS issue,
       a.person_id AS person, p.called, a.text, a.by_words, a.due_on, a.sign, a.state, a.learnt,
       a.is_shared, a.made_at, a.told_at
  FROM action a
  JOIN learning_set s ON s.id = a.set_id
  JOIN person p ON p.id = a.person_id
 WHERE a.set_id = :in_set AND a.meeting_id = :meeting AND a.is_shared
 ORDER BY a.made_at, a.id
 LIMIT 500;

-- name: action_of_meeting :many
-- row: action_row
-- in: in_meeting meeting_id, owner person_id
-- out: id action_id, set set_id, set_name str, meeting meeting_id?, issue issue_id?
-- out: person person_id, called sealed(person.called HOUSE row:person)
-- out: text sealed(action.text SET:set row:id), by_words sealed(action.by_words SET:set row:id)?
-- out: due_on day?, sign sealed(action.sign SET:set row:id)?, state int
-- out: learnt sealed(action.learnt SET:set row:id)?, is_shared bool, made_at instant
-- out: told_at instant?
SELECT a.id, a.set_id AS set_, s.name AS set_name, a.meeting_id AS meeting, a.issue_id AS issue,
       a.person_id AS person, p.called, a.text, a.by_words, a.due_on, a.sign, a.state, a.learnt,
       a.is_shared, a.made_at, a.told_at
  FROM action a
  JOIN learning_set s ON s.id = a.set_id
  JOIN person p ON p.id = a.person_id
 WHERE a.person_id = :owner AND a.meeting_id = :in_meeting
 ORDER BY a.made_at, a.id
 LIMIT 100;
