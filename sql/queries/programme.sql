-- name: programme_add :exec one
-- in: id programme_id, name str, meetings int, entitlement int, cadence_days int, length_min int
-- in: notice_days int, size_min int, size_max int, zone str, now instant
INSERT INTO programme (id, name, meetings, entitlement, cadence_days, length_min, notice_days,
                       size_min, size_max, zone, made_at)
VALUES (:id, :name, :meetings, :entitlement, :cadence_days, :length_min, :notice_days,
        :size_min, :size_max, :zone, :now);

-- name: programme_change :exec one
-- in: id programme_id, name str, meetings int, entitlement int, cadence_days int, length_min int
-- in: notice_days int, size_min int, size_max int, zone str
UPDATE programme
   SET name = :name, meetings = :meetings, entitlement = :entitlement,
       cadence_days = :cadence_days, length_min = :length_min, notice_days = :notice_days,
       size_min = :size_min, size_max = :size_max, zone = :zone
 WHERE id = :id;

-- name: programme_by_id :one
-- row: programme_row
-- in: id programme_id
-- out: id programme_id, name str, meetings int, entitlement int, cadence_days int
-- out: length_min int, notice_days int, size_min int, size_max int, zone str, sets int
SELECT p.id, p.name, p.meetings, p.entitlement, p.cadence_days, p.length_min, p.notice_days,
       p.size_min, p.size_max, p.zone,
       (SELECT COUNT(*) FROM learning_set c WHERE c.programme_id = p.id) AS sets
  FROM programme p
 WHERE p.id = :id;

-- name: programme_of_set :one
-- row: programme_row
-- in: set set_id
-- out: id programme_id, name str, meetings int, entitlement int, cadence_days int
-- out: length_min int, notice_days int, size_min int, size_max int, zone str, sets int
SELECT p.id, p.name, p.meetings, p.entitlement, p.cadence_days, p.length_min, p.notice_days,
       p.size_min, p.size_max, p.zone,
       (SELECT COUNT(*) FROM learning_set c WHERE c.programme_id = p.id) AS sets
  FROM programme p
  JOIN learning_set s ON s.programme_id = p.id
 WHERE s.id = :set;

-- name: programme_list :many
-- row: programme_row
-- out: id programme_id, name str, meetings int, entitlement int, cadence_days int
-- out: length_min int, notice_days int, size_min int, size_max int, zone str, sets int
SELECT p.id, p.name, p.meetings, p.entitlement, p.cadence_days, p.length_min, p.notice_days,
       p.size_min, p.size_max, p.zone,
       (SELECT COUNT(*) FROM learning_set c WHERE c.programme_id = p.id) AS sets
  FROM programme p
 ORDER BY p.made_at DESC, p.id
 LIMIT 2000;
