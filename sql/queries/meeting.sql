-- name: meeting_add :exec one
-- in: id meeting_id, set set_id, number int, held_on day, start_min int, length_min int
-- in: starts_at instant, facilitated bool, facilitator person_id?, shell str, round str
-- in: place sealed(meeting.place SET:set row:id)?
-- in: call_link sealed(meeting.call_link SET:set row:id)?
INSERT INTO meeting (id, set_id, number, held_on, start_min, length_min, starts_at, facilitated,
                     facilitator_id, shell, round, place, call_link, state, screen_hash,
                     screen_code, opened_at, ended_at)
VALUES (:id, :set, :number, :held_on, :start_min, :length_min, :starts_at, :facilitated,
        :facilitator, :shell, :round, :place, :call_link, 0, NULL, NULL, NULL, NULL);

-- Whose set, and by whose clocks.
-- name: meeting_zone :one
-- in: id meeting_id
-- out: set set_id, zone str
SELECT m.set_id AS set_, p.zone
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
  JOIN programme p ON p.id = s.programme_id
 WHERE m.id = :id;

-- name: meeting_zone_of_set :one
-- in: set set_id
-- out: zone str
SELECT p.zone FROM learning_set s JOIN programme p ON p.id = s.programme_id WHERE s.id = :set;

-- name: meeting_move :exec one
-- in: id meeting_id, held_on day, start_min int, length_min int, starts_at instant
UPDATE meeting
   SET held_on = :held_on, start_min = :start_min, length_min = :length_min, starts_at = :starts_at
 WHERE id = :id AND state = 0;

-- name: meeting_where :exec one
-- in: id meeting_id, set set_id, place sealed(meeting.place SET:set row:id)?
-- in: call_link sealed(meeting.call_link SET:set row:id)?
UPDATE meeting SET place = :place, call_link = :call_link WHERE id = :id AND set_id = :set;

-- name: meeting_facilitate :exec one
-- in: id meeting_id, facilitated bool, facilitator person_id?
UPDATE meeting SET facilitated = :facilitated, facilitator_id = :facilitator
 WHERE id = :id AND state < 2;

-- name: meeting_processes :exec one
-- in: id meeting_id, shell str, round str
UPDATE meeting SET shell = :shell, round = :round WHERE id = :id AND state = 0;

-- name: meeting_open :exec one
-- in: id meeting_id, set set_id, screen hashed(screen)
-- in: code sealed(meeting.screen_code SET:set row:id), now instant
UPDATE meeting SET state = 1, opened_at = :now, screen_hash = :screen, screen_code = :code
 WHERE id = :id AND set_id = :set AND state = 0;

-- name: meeting_end :exec one
-- in: id meeting_id, now instant
UPDATE meeting SET state = 2, ended_at = :now, screen_hash = NULL, screen_code = NULL
 WHERE id = :id AND state = 1;

-- Held without its room: what matters was typed in afterwards.
-- name: meeting_held :exec one
-- in: id meeting_id, ended_at instant
UPDATE meeting SET state = 2, ended_at = :ended_at WHERE id = :id AND state = 0;

-- Ended by mistake: open again, with another code for the big screen.
-- name: meeting_reopen :exec one
-- in: id meeting_id, set set_id, screen hashed(screen)
-- in: code sealed(meeting.screen_code SET:set row:id)
UPDATE meeting SET state = 1, ended_at = NULL, screen_hash = :screen, screen_code = :code
 WHERE id = :id AND set_id = :set AND state = 2;

-- name: meeting_cancel :exec one
-- in: id meeting_id
UPDATE meeting SET state = 3 WHERE id = :id AND state = 0;

-- It takes place after all; a credit must be spent on it anew.
-- name: meeting_restore :exec one
-- in: id meeting_id
UPDATE meeting SET state = 0, facilitated = FALSE, facilitator_id = NULL WHERE id = :id AND state = 3;

-- name: meeting_by_screen :one
-- in: screen hashed(screen)
-- out: id meeting_id
SELECT id FROM meeting WHERE screen_hash = :screen AND state = 1;

-- name: meeting_by_id :one
-- row: meeting_row
-- in: id meeting_id
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id?, shell str
-- out: round str, state int, opened_at instant?, ended_at instant?
-- out: place sealed(meeting.place SET:set row:id)?
-- out: call_link sealed(meeting.call_link SET:set row:id)?
-- out: screen_code sealed(meeting.screen_code SET:set row:id)?
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated, m.facilitator_id AS facilitator, m.shell, m.round, m.state,
       m.opened_at, m.ended_at,
       m.place, m.call_link, m.screen_code
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.id = :id;

-- name: meeting_list :many
-- row: meeting_row
-- in: set set_id
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id?, shell str
-- out: round str, state int, opened_at instant?, ended_at instant?
-- out: place sealed(meeting.place SET:set row:id)?
-- out: call_link sealed(meeting.call_link SET:set row:id)?
-- out: screen_code sealed(meeting.screen_code SET:set row:id)?
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated, m.facilitator_id AS facilitator, m.shell, m.round, m.state,
       m.opened_at, m.ended_at,
       m.place, m.call_link, m.screen_code
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.set_id = :set
 ORDER BY m.number
 LIMIT 100;

-- name: meeting_dates :many
-- row: meeting_row
-- in: set set_id
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id?, shell str
-- out: round str, state int, opened_at instant?, ended_at instant?
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated, m.facilitator_id AS facilitator, m.shell, m.round, m.state,
       m.opened_at, m.ended_at
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.set_id = :set
 ORDER BY m.number
 LIMIT 100;

-- name: meeting_upcoming :many
-- row: meeting_row
-- in: person person_id, since instant
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id?, shell str
-- out: round str, state int, opened_at instant?, ended_at instant?
-- out: place sealed(meeting.place SET:set row:id)?
-- out: call_link sealed(meeting.call_link SET:set row:id)?
-- out: screen_code sealed(meeting.screen_code SET:set row:id)?
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated, m.facilitator_id AS facilitator, m.shell, m.round, m.state,
       m.opened_at, m.ended_at,
       m.place, m.call_link, m.screen_code
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
  JOIN member b ON b.set_id = m.set_id AND b.person_id = :person AND b.state = 1
 WHERE m.state < 2 AND m.starts_at >= :since
   AND (b.role = 0 OR m.facilitator_id = :person OR (m.facilitated AND m.facilitator_id IS NULL))
 ORDER BY m.starts_at, m.id
 LIMIT 20;

-- The last that was held of any set a person is a member of.
-- name: meeting_last :one
-- row: meeting_row
-- in: person person_id
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id?, shell str
-- out: round str, state int, opened_at instant?, ended_at instant?
-- out: place sealed(meeting.place SET:set row:id)?
-- out: call_link sealed(meeting.call_link SET:set row:id)?
-- out: screen_code sealed(meeting.screen_code SET:set row:id)?
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated, m.facilitator_id AS facilitator, m.shell, m.round, m.state,
       m.opened_at, m.ended_at,
       m.place, m.call_link, m.screen_code
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
  JOIN member b ON b.set_id = m.set_id AND b.person_id = :person AND b.state = 1 AND b.role = 0
 WHERE m.state = 2
 ORDER BY m.starts_at DESC, m.id
 LIMIT 1;

-- name: meeting_between :many
-- row: meeting_row
-- in: since instant, until instant
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id?, shell str
-- out: round str, state int, opened_at instant?, ended_at instant?
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated, m.facilitator_id AS facilitator, m.shell, m.round, m.state,
       m.opened_at, m.ended_at
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.starts_at >= :since AND m.starts_at < :until AND m.state < 2
 ORDER BY m.starts_at, m.id
 LIMIT 1000;

-- What the office sees of meetings, of one set or of all that start from `since` on: dates, who
-- facilitates, whether a place is known, and how many came. No words.
-- name: meeting_office :many
-- row: meeting_office_row
-- in: only set_id?, since instant
-- out: id meeting_id, set set_id, set_name str, number int, held_on day, start_min int
-- out: length_min int, starts_at instant, facilitated bool, facilitator person_id
-- out: facilitator_name sealed(person.name HOUSE row:facilitator)?, state int, ended_at instant?
-- out: has_place bool, came int, apologies int, missed int, unsaid int
SELECT m.id, m.set_id AS set_, s.name AS set_name, m.number, m.held_on, m.start_min, m.length_min,
       m.starts_at, m.facilitated,
       COALESCE(m.facilitator_id, 0) AS facilitator, w.name AS facilitator_name,
       m.state, m.ended_at,
       (m.place IS NOT NULL OR m.call_link IS NOT NULL) AS has_place,
       (SELECT COUNT(*) FROM attendance a JOIN member b ON b.set_id = a.set_id AND b.person_id = a.person_id
         WHERE a.meeting_id = m.id AND b.role = 0 AND a.state = 2) AS came,
       (SELECT COUNT(*) FROM attendance c JOIN member d ON d.set_id = c.set_id AND d.person_id = c.person_id
         WHERE c.meeting_id = m.id AND d.role = 0 AND c.state = 1) AS apologies,
       (SELECT COUNT(*) FROM attendance e JOIN member f ON f.set_id = e.set_id AND f.person_id = e.person_id
         WHERE e.meeting_id = m.id AND f.role = 0 AND e.state = 3) AS missed,
       (SELECT COUNT(*) FROM member g
          LEFT JOIN attendance h ON h.meeting_id = m.id AND h.person_id = g.person_id
         WHERE g.set_id = m.set_id AND g.role = 0 AND g.state = 1 AND g.agreed_at < m.starts_at
           AND COALESCE(h.state, 0) = 0) AS unsaid
  FROM meeting m
  JOIN learning_set s ON s.id = m.set_id
  LEFT JOIN person w ON w.id = m.facilitator_id
 WHERE (:only IS NULL OR m.set_id = :only) AND m.starts_at >= :since AND m.state < 3
   AND s.closed_at IS NULL
 ORDER BY m.starts_at, m.id
 LIMIT 2000;
