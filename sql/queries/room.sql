-- The number is the primary key: of two at once the later fails, and is decided again.
-- name: room_append :exec one
-- in: meeting meeting_id, number int, kind int, by person_id?, subject i64, a i64, b i64, at instant
INSERT INTO room_event (meeting_id, number, kind, by_id, subject_id, a, b, at)
VALUES (:meeting, :number, :kind, :by, NULLIF(:subject, 0), :a, :b, :at);

-- name: room_events :many
-- row: room_event
-- in: meeting meeting_id, after int, most int
-- out: number int, kind int, by person_id?, subject i64, a i64, b i64, at instant
SELECT number, kind, by_id AS by_, COALESCE(subject_id, 0) AS subject, a, b, at
  FROM room_event
 WHERE meeting_id = :meeting AND number > :after
 ORDER BY number
 LIMIT :most;
