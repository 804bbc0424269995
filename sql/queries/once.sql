-- name: once_find :one
-- in: key hashed(once)
-- out: location str
SELECT location FROM once WHERE key_hash = :key;

-- name: once_keep :exec one
-- in: key hashed(once), location str, now instant
INSERT INTO once (key_hash, location, at) VALUES (:key, :location, :now);

-- name: once_sweep :exec
-- in: before instant
DELETE FROM once WHERE at < :before;
