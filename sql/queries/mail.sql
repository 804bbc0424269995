-- name: mail_add :exec one
-- in: id mail_id, person person_id?, kind str, subject i64
-- in: secret sealed(mail.secret HOUSE row:id)?, now instant, next_at instant
INSERT INTO mail (id, person_id, kind, subject_id, secret, state, tries, next_at, made_at, sent_at)
VALUES (:id, :person, :kind, NULLIF(:subject, 0), :secret, 0, 0, :next_at, :now, NULL);

-- How many to this person, of this kind and about this, nobody has begun to send.
-- name: mail_waiting :one
-- in: person person_id, kind str, subject i64
-- out: waiting int
SELECT COUNT(*) AS waiting
  FROM mail
 WHERE state = 0 AND tries = 0 AND person_id = :person AND kind = :kind AND subject_id = :subject;

-- name: mail_due :many
-- row: mail_row
-- in: now instant
-- out: id mail_id, person person_id?, kind str, subject i64
-- out: secret sealed(mail.secret HOUSE row:id)?, tries int, next_at instant, made_at instant
SELECT id, person_id AS person, kind, COALESCE(subject_id, 0) AS subject, secret, tries, next_at,
       made_at
  FROM mail
 WHERE state = 0 AND next_at <= :now
 ORDER BY next_at, id
 LIMIT 20;

-- Puts a mail off, as whoever is about to send it does; fails if another did it first.
-- name: mail_take :exec one
-- in: id mail_id, was instant, until instant
UPDATE mail SET next_at = :until, tries = tries + 1 WHERE id = :id AND state = 0 AND next_at = :was;

-- name: mail_sent :exec one
-- in: id mail_id, now instant
UPDATE mail SET state = 1, secret = NULL, sent_at = :now WHERE id = :id AND state = 0;

-- name: mail_retry :exec one
-- in: id mail_id, next_at instant
UPDATE mail SET next_at = :next_at WHERE id = :id AND state = 0;

-- name: mail_give_up :exec one
-- in: id mail_id
UPDATE mail SET state = 2, secret = NULL WHERE id = :id AND state = 0;

-- name: mail_counts :one
-- out: waiting int, given_up int
SELECT (SELECT COUNT(*) FROM mail WHERE state = 0) AS waiting,
       (SELECT COUNT(*) FROM mail WHERE state = 2) AS given_up;

-- name: mail_sweep :exec
-- in: before instant
DELETE FROM mail WHERE state = 1 AND next_at < :before AND sent_at < :before;

-- name: mail_sweep_given_up :exec
-- in: before instant
DELETE FROM mail WHERE state = 2 AND made_at < :before;

-- Of one kind, written since: what somebody has been asked for already.
-- name: mail_asked :many
-- row: mail_asked_row
-- in: kind str, since instant
-- out: subject i64, made_at instant
SELECT m.subject_id AS subject, MAX(m.made_at) AS made_at
  FROM mail m
 WHERE m.kind = :kind AND m.made_at >= :since AND m.subject_id IS NOT NULL
 GROUP BY m.subject_id
 ORDER BY m.subject_id
 LIMIT 1000;
