-- Counts one use; a window that began before `oldest` is over, and a new one begins.
-- name: rate_count :exec one
-- in: bucket hashed(rate), now instant, oldest instant
INSERT INTO rate (bucket_hash, started_at, used) VALUES (:bucket, :now, 1)
ON CONFLICT (bucket_hash) DO UPDATE
   SET used = CASE WHEN rate.started_at <= :oldest THEN 1 ELSE rate.used + 1 END,
       started_at = CASE WHEN rate.started_at <= :oldest THEN excluded.started_at
                         ELSE rate.started_at END;

-- name: rate_used :one
-- in: bucket hashed(rate)
-- out: used int
SELECT used FROM rate WHERE bucket_hash = :bucket;

-- name: rate_sweep :exec
-- in: before instant
DELETE FROM rate WHERE started_at < :before;
