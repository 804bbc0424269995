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

-- Answers to "how much did this meeting help?" at the last meeting that each set held, from a great deal
-- (5) to not at all (1). Where fewer than `least` answered there is no row.
-- name: pulse_latest :many
-- row: pulse_latest_row
-- in: least int
-- out: set set_id, number int, held_on day, answers int, helped5 int, helped4 int, helped3 int
-- out: helped2 int, helped1 int
SELECT m.set_id AS set_, m.number, m.held_on, COUNT(*) AS answers,
       SUM(CASE WHEN p.helped = 5 THEN 1 ELSE 0 END) AS helped5,
       SUM(CASE WHEN p.helped = 4 THEN 1 ELSE 0 END) AS helped4,
       SUM(CASE WHEN p.helped = 3 THEN 1 ELSE 0 END) AS helped3,
       SUM(CASE WHEN p.helped = 2 THEN 1 ELSE 0 END) AS helped2,
       SUM(CASE WHEN p.helped = 1 THEN 1 ELSE 0 END) AS helped1
  FROM meeting m
  JOIN pulse p ON p.meeting_id = m.id
 WHERE m.state = 2
   AND m.number = (SELECT MAX(n.number) FROM meeting n WHERE n.set_id = m.set_id AND n.state = 2)
 GROUP BY m.set_id, m.id, m.number, m.held_on
HAVING COUNT(*) >= :least
 ORDER BY m.set_id
 LIMIT 1000;
