-- name: session_add :exec one
-- in: id session_id, person person_id, token hashed(session), now instant, ends_at instant
INSERT INTO session (id, person_id, token_hash, made_at, seen_at, ends_at)
VALUES (:id, :person, :token, :now, :now, :ends_at);

-- name: session_by_token :one
-- row: session_row
-- in: token hashed(session), now instant
-- out: id session_id, person person_id, made_at instant, seen_at instant, ends_at instant
SELECT id, person_id AS person, made_at, seen_at, ends_at
  FROM session
 WHERE token_hash = :token AND ends_at > :now;

-- name: session_seen :exec
-- in: id session_id, now instant
UPDATE session SET seen_at = :now WHERE id = :id AND seen_at < :now;

-- Never sooner than before.
-- name: session_extend :exec
-- in: id session_id, ends_at instant
UPDATE session SET ends_at = :ends_at WHERE id = :id AND ends_at < :ends_at;

-- name: session_end :exec
-- in: id session_id
DELETE FROM session WHERE id = :id;

-- name: session_end_all :exec
-- in: person person_id
DELETE FROM session WHERE person_id = :person;

-- name: session_sweep :exec
-- in: now instant
DELETE FROM session WHERE ends_at <= :now;
