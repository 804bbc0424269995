-- name: pulse_add :exec one
-- in: id i64, set set_id, meeting meeting_id, helped int, safe int
INSERT INTO pulse (id, set_id, meeting_id, helped, safe)
VALUES (:id, :set, :meeting, :helped, :safe);

-- name: pulse_give :exec one
-- in: meeting meeting_id, person person_id
INSERT INTO pulse_given (meeting_id, person_id) VALUES (:meeting, :person);

-- name: pulse_given :one
-- in: meeting meeting_id, person person_id
-- out: given bool
SELECT (EXISTS (SELECT 1 FROM pulse_given g
                 WHERE g.meeting_id = :meeting AND g.person_id = :person)) AS given;

-- name: pulse_total :one
-- row: pulse_total
-- in: meeting meeting_id
-- out: answers int, helped int, safe int
SELECT COUNT(*) AS answers, COALESCE(SUM(p.helped), 0) AS helped, COALESCE(SUM(p.safe), 0) AS safe
  FROM pulse p
 WHERE p.meeting_id = :meeting;
