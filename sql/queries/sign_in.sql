-- name: sign_in_add :exec one
-- in: id sign_in_id, person person_id?, token hashed(sign_in), code hashed(code)
-- in: browser hashed(browser), now instant, ends_at instant
INSERT INTO sign_in (id, person_id, token_hash, code_hash, browser_hash, tries, made_at, ends_at, used_at)
VALUES (:id, :person, :token, :code, :browser, 0, :now, :ends_at, NULL);

-- name: sign_in_by_token :one
-- row: sign_in_row
-- in: token hashed(sign_in), now instant, tries int
-- out: id sign_in_id, person person_id?, ends_at instant
SELECT id, person_id AS person, ends_at
  FROM sign_in
 WHERE token_hash = :token AND ends_at > :now AND used_at IS NULL AND tries < :tries;

-- Those this browser may type a code for, the newest first.
-- name: sign_in_of_browser :many
-- in: browser hashed(browser), now instant, tries int
-- out: id sign_in_id, person person_id?, code_hash hash, ends_at instant
SELECT id, person_id AS person, code_hash, ends_at
  FROM sign_in
 WHERE browser_hash = :browser AND ends_at > :now AND used_at IS NULL AND tries < :tries
 ORDER BY made_at DESC, id
 LIMIT 5;

-- name: sign_in_wrong :exec
-- in: browser hashed(browser), now instant
UPDATE sign_in SET tries = tries + 1
 WHERE browser_hash = :browser AND ends_at > :now AND used_at IS NULL;

-- name: sign_in_use :exec one
-- in: id sign_in_id, now instant
UPDATE sign_in SET used_at = :now WHERE id = :id AND used_at IS NULL;

-- name: sign_in_sweep :exec
-- in: before instant
DELETE FROM sign_in WHERE ends_at < :before;
