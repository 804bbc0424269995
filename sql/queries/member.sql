-- name: member_add :exec one
-- in: id member_id, set set_id, person person_id, role int, state int, seat int
-- in: token hashed(invitation)?, now instant, invite_ends_at instant?, agreed_at instant?
INSERT INTO member (id, set_id, person_id, role, state, seat, token_hash, invited_at,
                    invite_ends_at, agreed_at, left_at)
VALUES (:id, :set, :person, :role, :state, :seat, :token, :now, :invite_ends_at, :agreed_at, NULL);

-- Asks again one who was asked before, or who left.
-- name: member_ask_again :exec one
-- in: id member_id, token hashed(invitation), now instant, invite_ends_at instant
UPDATE member
   SET role = 0, state = 0, token_hash = :token, invited_at = :now, invite_ends_at = :invite_ends_at,
       left_at = NULL
 WHERE id = :id AND state <> 1;

-- name: member_appoint_again :exec one
-- in: id member_id, now instant
UPDATE member
   SET role = 1, state = 1, token_hash = NULL, invite_ends_at = NULL, agreed_at = :now, left_at = NULL
 WHERE id = :id AND state <> 1;

-- Is the person known to the set already, and as what?
-- name: member_known :one
-- in: set set_id, person person_id
-- out: id member_id, state int
SELECT id, state FROM member WHERE set_id = :set AND person_id = :person;

-- name: member_next_seat :one
-- in: set set_id
-- out: seat int
SELECT COALESCE(MAX(seat) + 1, 0) AS seat FROM member WHERE set_id = :set;

-- name: member_by_token :one
-- row: invitation_row
-- in: token hashed(invitation), now instant
-- out: member member_id, set set_id, person person_id, role int, set_name str, ends_at instant
SELECT m.id AS member, m.set_id AS set_, m.person_id AS person, m.role, s.name AS set_name,
       m.invite_ends_at AS ends_at
  FROM member m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.token_hash = :token AND m.state = 0 AND m.invite_ends_at > :now;

-- name: member_join :exec one
-- in: id member_id, now instant
UPDATE member SET state = 1, agreed_at = :now, token_hash = NULL, invite_ends_at = NULL
 WHERE id = :id AND state = 0;

-- name: member_leave :exec one
-- in: id member_id, now instant
UPDATE member SET state = 2, left_at = :now, token_hash = NULL, invite_ends_at = NULL
 WHERE id = :id AND state < 2;

-- name: member_of_set :one
-- row: member_row
-- in: set set_id, person person_id
-- out: id member_id, set set_id, person person_id, role int, state int, seat int
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
-- out: job sealed(person.job HOUSE row:person)?, organisation_name str?, agreed_at instant?
SELECT m.id, m.set_id AS set_, m.person_id AS person, m.role, m.state, m.seat,
       p.name, p.called, p.job, o.name AS organisation_name, m.agreed_at
  FROM member m
  JOIN person p ON p.id = m.person_id
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE m.set_id = :set AND m.person_id = :person;

-- name: member_by_id :one
-- row: member_row
-- in: id member_id
-- out: id member_id, set set_id, person person_id, role int, state int, seat int
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
-- out: job sealed(person.job HOUSE row:person)?, organisation_name str?, agreed_at instant?
SELECT m.id, m.set_id AS set_, m.person_id AS person, m.role, m.state, m.seat,
       p.name, p.called, p.job, o.name AS organisation_name, m.agreed_at
  FROM member m
  JOIN person p ON p.id = m.person_id
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE m.id = :id;

-- name: member_list :many
-- row: member_row
-- in: set set_id
-- out: id member_id, set set_id, person person_id, role int, state int, seat int
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
-- out: job sealed(person.job HOUSE row:person)?, organisation_name str?, agreed_at instant?
SELECT m.id, m.set_id AS set_, m.person_id AS person, m.role, m.state, m.seat,
       p.name, p.called, p.job, o.name AS organisation_name, m.agreed_at
  FROM member m
  JOIN person p ON p.id = m.person_id
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE m.set_id = :set AND m.state < 2
 ORDER BY m.role, m.seat, m.id
 LIMIT 100;

-- Whoever was ever asked, joined or left: events of a room may be theirs.
-- name: member_ever :many
-- row: member_row
-- in: set set_id
-- out: id member_id, set set_id, person person_id, role int, state int, seat int
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
-- out: job sealed(person.job HOUSE row:person)?, organisation_name str?, agreed_at instant?
SELECT m.id, m.set_id AS set_, m.person_id AS person, m.role, m.state, m.seat,
       p.name, p.called, p.job, o.name AS organisation_name, m.agreed_at
  FROM member m
  JOIN person p ON p.id = m.person_id
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE m.set_id = :set
 ORDER BY m.seat, m.id
 LIMIT 100;

-- Who facilitates which set, of all sets, for the office.
-- name: member_facilitators :many
-- row: facilitates_row
-- out: set set_id, set_name str, person person_id
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
SELECT m.set_id AS set_, s.name AS set_name, m.person_id AS person, p.name, p.called
  FROM member m
  JOIN learning_set s ON s.id = m.set_id
  JOIN person p ON p.id = m.person_id
 WHERE m.role = 1 AND m.state < 2
 ORDER BY s.name, s.id, m.seat, m.id
 LIMIT 10000;

-- Every set a person was ever asked to, for them alone.
-- name: member_mine :many
-- row: member_mine_row
-- in: person person_id
-- out: set_name str, role int, state int, invited_at instant, agreed_at instant?, left_at instant?
SELECT s.name AS set_name, m.role, m.state, m.invited_at, m.agreed_at, m.left_at
  FROM member m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.person_id = :person
 ORDER BY m.invited_at, m.id
 LIMIT 200;
