-- name: set_add :exec one
-- in: id set_id, programme programme_id, name str, now instant
INSERT INTO learning_set (id, programme_id, name, made_at, closed_at)
VALUES (:id, :programme, :name, :now, NULL);

-- name: set_rename :exec one
-- in: id set_id, name str
UPDATE learning_set SET name = :name WHERE id = :id;

-- name: set_close :exec one
-- in: id set_id, now instant
UPDATE learning_set SET closed_at = :now WHERE id = :id AND closed_at IS NULL;

-- name: set_by_id :one
-- row: set_row
-- in: id set_id
-- out: id set_id, programme programme_id, name str, made_at instant, closed_at instant?
SELECT id, programme_id AS programme, name, made_at, closed_at FROM learning_set WHERE id = :id;

-- The sets a person is in or asked to join.
-- name: set_of_person :many
-- row: set_mine_row
-- in: person person_id
-- out: id set_id, name str, role int, state int
SELECT s.id, s.name, m.role, m.state
  FROM member m
  JOIN learning_set s ON s.id = m.set_id
 WHERE m.person_id = :person AND m.state < 2
 ORDER BY s.name, s.id
 LIMIT 100;

-- All names: a new set must not be called as another. They are few and short.
-- name: set_names :many
-- row: set_name_row
-- out: id set_id, name str
SELECT id, name FROM learning_set ORDER BY name, id LIMIT 100000;

-- What the office sees: counts and dates. Both inputs may be none.
-- name: set_overview :many
-- row: set_overview_row
-- in: only set_id?, programme programme_id?
-- out: id set_id, programme programme_id, name str, members int, invited int, facilitators int
-- out: meetings int, ended int, facilitated_ended int, facilitated_planned int, next_at instant?
-- out: oldest_asked_at instant?, rules_version int, programme_name str, programme_meetings int
-- out: entitlement int, notice_days int, zone str
SELECT s.id, s.programme_id AS programme, s.name,
       (SELECT COUNT(*) FROM member a WHERE a.set_id = s.id AND a.state = 1 AND a.role = 0) AS members,
       (SELECT COUNT(*) FROM member b WHERE b.set_id = s.id AND b.state = 0) AS invited,
       (SELECT COUNT(*) FROM member c WHERE c.set_id = s.id AND c.state = 1 AND c.role = 1) AS facilitators,
       (SELECT COUNT(*) FROM meeting d WHERE d.set_id = s.id AND d.state < 3) AS meetings,
       (SELECT COUNT(*) FROM meeting e WHERE e.set_id = s.id AND e.state = 2) AS ended,
       (SELECT COUNT(*) FROM meeting f WHERE f.set_id = s.id AND f.state = 2 AND f.facilitated) AS facilitated_ended,
       (SELECT COUNT(*) FROM meeting g WHERE g.set_id = s.id AND g.state < 2 AND g.facilitated) AS facilitated_planned,
       (SELECT MIN(h.starts_at) FROM meeting h WHERE h.set_id = s.id AND h.state < 2) AS next_at,
       (SELECT MIN(i.invited_at) FROM member i WHERE i.set_id = s.id AND i.state = 0) AS oldest_asked_at,
       (SELECT COALESCE(MAX(j.version), 0) FROM rule_version j WHERE j.set_id = s.id) AS rules_version,
       p.name AS programme_name, p.meetings AS programme_meetings, p.entitlement, p.notice_days, p.zone
  FROM learning_set s
  JOIN programme p ON p.id = s.programme_id
 WHERE (:only IS NULL OR s.id = :only) AND (:programme IS NULL OR s.programme_id = :programme)
 ORDER BY s.name, s.id
 LIMIT 2000;
