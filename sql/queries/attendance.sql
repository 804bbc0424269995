-- name: attendance_put :exec one
-- in: meeting meeting_id, set set_id, person person_id, state int
-- in: note sealed(attendance.note SET:set row:meeting+person)?, came_at instant?, now instant
INSERT INTO attendance (meeting_id, person_id, state, note, set_id, came_at, changed_at)
VALUES (:meeting, :person, :state, :note, :set, :came_at, :now)
ON CONFLICT (meeting_id, person_id) DO UPDATE
   SET state = excluded.state, note = excluded.note,
       came_at = COALESCE(attendance.came_at, excluded.came_at), changed_at = excluded.changed_at;

-- Everybody of the set, whether or not they have said anything.
-- name: attendance_list :many
-- row: attendance_row
-- in: meeting meeting_id
-- out: person person_id, role int, seat int
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
-- out: state int, note sealed(attendance.note SET:set row:meeting+person)?, came_at instant?
-- out: set set_id
SELECT m.person_id AS person, m.role, m.seat, p.name, p.called,
       COALESCE(a.state, 0) AS state, a.note, a.came_at, m.set_id AS set_
  FROM meeting e
  JOIN member m ON m.set_id = e.set_id AND m.state = 1
  JOIN person p ON p.id = m.person_id
  LEFT JOIN attendance a ON a.meeting_id = e.id AND a.person_id = m.person_id
 WHERE e.id = :meeting
 ORDER BY m.role, m.seat, m.id
 LIMIT 100;

-- name: attendance_states :many
-- row: attendance_row
-- in: meeting meeting_id
-- out: person person_id, role int, seat int
-- out: name sealed(person.name HOUSE row:person), called sealed(person.called HOUSE row:person)
-- out: state int, came_at instant?, set set_id
SELECT m.person_id AS person, m.role, m.seat, p.name, p.called,
       COALESCE(a.state, 0) AS state, a.came_at, m.set_id AS set_
  FROM meeting e
  JOIN member m ON m.set_id = e.set_id AND m.state = 1
  JOIN person p ON p.id = m.person_id
  LEFT JOIN attendance a ON a.meeting_id = e.id AND a.person_id = m.person_id
 WHERE e.id = :meeting
 ORDER BY m.role, m.seat, m.id
 LIMIT 100;

-- What became of each at the ended meetings of a set, from one number on.
-- name: attendance_held :many
-- row: attendance_held_row
-- in: set set_id, since int
-- out: meeting meeting_id, person person_id, state int
SELECT a.meeting_id AS meeting, a.person_id AS person, a.state
  FROM meeting e
  JOIN attendance a ON a.meeting_id = e.id
 WHERE e.set_id = :set AND e.state = 2 AND e.number >= :since
 ORDER BY e.number, a.person_id
 LIMIT 10000;

-- Over the ended meetings of a set, for the office.
-- name: attendance_totals :many
-- row: attendance_total_row
-- in: set set_id
-- out: person person_id, came int, apologies int, missed int
SELECT a.person_id AS person,
       SUM(CASE WHEN a.state = 2 THEN 1 ELSE 0 END) AS came,
       SUM(CASE WHEN a.state = 1 THEN 1 ELSE 0 END) AS apologies,
       SUM(CASE WHEN a.state = 3 THEN 1 ELSE 0 END) AS missed
  FROM meeting m
  JOIN attendance a ON a.meeting_id = m.id
 WHERE m.set_id = :set AND m.state = 2
 GROUP BY a.person_id
 ORDER BY a.person_id
 LIMIT 200;

-- What one person said of every meeting of theirs, with the airtime they asked for.
-- name: attendance_mine :many
-- row: attendance_mine_row
-- in: viewer person_id
-- out: meeting meeting_id, set set_id, set_name str, held_on day, state int, person person_id
-- out: note sealed(attendance.note SET:set row:meeting+person)?, urgency int
SELECT a.meeting_id AS meeting, a.set_id AS set_, s.name AS set_name, m.held_on, a.state,
       a.person_id AS person, a.note, COALESCE(b.urgency, 0) AS urgency
  FROM attendance a
  JOIN meeting m ON m.id = a.meeting_id
  JOIN learning_set s ON s.id = a.set_id
  LEFT JOIN bid b ON b.meeting_id = a.meeting_id AND b.person_id = a.person_id
 WHERE a.person_id = :viewer
 ORDER BY m.starts_at, m.id
 LIMIT 500;
