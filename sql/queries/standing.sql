-- What a person is towards a thing, one statement each: the gate asks nothing else.  Who has left
-- has state 2, and is nothing.  A facilitator is one of a meeting that was given to them; while
-- nobody is named, of one still to come, and afterwards of one in whose room they did something
-- (docs/decisions/0003-who-reads-a-set.md).  Told is a
-- facilitator of the set whom all who came let read what was said without them (0007).

-- name: standing_house :one
-- row: standing_row
-- in: viewer person_id
-- out: is_coordinator bool, may_facilitate bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_invited bool, is_sponsor bool, is_shared bool
SELECT v.is_coordinator, v.is_facilitator AS may_facilitate, TRUE AS is_self,
       (EXISTS (SELECT 1 FROM member a
                 WHERE a.person_id = v.id AND a.state = 1 AND a.role = 0)) AS is_member,
       (EXISTS (SELECT 1 FROM member b
                 WHERE b.person_id = v.id AND b.state = 1 AND b.role = 1)) AS is_facilitator,
       (EXISTS (SELECT 1 FROM member c WHERE c.person_id = v.id AND c.state = 0)) AS is_invited,
       (v.sponsor_of_id IS NOT NULL) AS is_sponsor, TRUE AS is_shared
  FROM person v
 WHERE v.id = :viewer;

-- name: standing_set :one
-- row: standing_row
-- in: viewer person_id, id set_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       FALSE AS is_self,
       COALESCE(m.state = 1 AND m.role = 0, FALSE) AS is_member,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_facilitator,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_adviser,
       COALESCE(m.state = 0, FALSE) AS is_invited,
       FALSE AS is_sponsor, TRUE AS is_shared, s.id AS set_
  FROM learning_set s
  LEFT JOIN person v ON v.id = :viewer
  LEFT JOIN member m ON m.set_id = s.id AND m.person_id = :viewer
 WHERE s.id = :id;

-- name: standing_meeting :one
-- row: standing_row
-- in: viewer person_id, id meeting_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_told bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       FALSE AS is_self,
       COALESCE(m.state = 1 AND m.role = 0, FALSE) AS is_member,
       COALESCE(m.state = 1 AND m.role = 1 AND e.facilitated
                AND (e.facilitator_id = :viewer OR (e.facilitator_id IS NULL
                     AND (e.state < 2 OR EXISTS (SELECT 1 FROM room_event w
                                                  WHERE w.meeting_id = e.id AND w.by_id = :viewer)))),
                FALSE) AS is_facilitator,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_adviser,
       COALESCE(m.state = 1 AND m.role = 1
                AND EXISTS (SELECT 1 FROM told y WHERE y.meeting_id = e.id AND y.facilitator_id = :viewer)
                AND NOT EXISTS (SELECT 1 FROM attendance c
                                  JOIN member b ON b.set_id = e.set_id AND b.person_id = c.person_id
                                               AND b.role = 0 AND b.state = 1
                                  LEFT JOIN told z ON z.meeting_id = e.id AND z.facilitator_id = :viewer
                                                  AND z.person_id = c.person_id
                                 WHERE c.meeting_id = e.id AND c.state = 2 AND z.person_id IS NULL),
                FALSE) AS is_told,
       COALESCE(m.state = 0, FALSE) AS is_invited,
       FALSE AS is_sponsor, TRUE AS is_shared, e.set_id AS set_
  FROM meeting e
  LEFT JOIN person v ON v.id = :viewer
  LEFT JOIN member m ON m.set_id = e.set_id AND m.person_id = :viewer
 WHERE e.id = :id;

-- name: standing_person :one
-- row: standing_row
-- in: viewer person_id, id person_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       (t.id = :viewer) AS is_self,
       (EXISTS (SELECT 1 FROM member a
                  JOIN member b ON b.set_id = a.set_id AND b.person_id = t.id AND b.state = 1
                 WHERE a.person_id = :viewer AND a.state = 1 AND a.role = 0)) AS is_member,
       (EXISTS (SELECT 1 FROM member c
                  JOIN member d ON d.set_id = c.set_id AND d.person_id = t.id AND d.state = 1
                 WHERE c.person_id = :viewer AND c.state = 1 AND c.role = 1)) AS is_facilitator,
       FALSE AS is_adviser, FALSE AS is_invited, FALSE AS is_sponsor, TRUE AS is_shared, NULL AS set_
  FROM person t
  LEFT JOIN person v ON v.id = :viewer
 WHERE t.id = :id;

-- name: standing_programme :one
-- row: standing_row
-- in: viewer person_id, id programme_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       FALSE AS is_self,
       (EXISTS (SELECT 1 FROM member a JOIN learning_set b ON b.id = a.set_id
                 WHERE a.person_id = :viewer AND a.state = 1 AND a.role = 0
                   AND b.programme_id = t.id)) AS is_member,
       (EXISTS (SELECT 1 FROM member c JOIN learning_set d ON d.id = c.set_id
                 WHERE c.person_id = :viewer AND c.state = 1 AND c.role = 1
                   AND d.programme_id = t.id)) AS is_facilitator,
       FALSE AS is_adviser, FALSE AS is_invited, FALSE AS is_sponsor, TRUE AS is_shared, NULL AS set_
  FROM programme t
  LEFT JOIN person v ON v.id = :viewer
 WHERE t.id = :id;

-- name: standing_organisation :one
-- row: standing_row
-- in: viewer person_id, id organisation_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       COALESCE(v.organisation_id = t.id, FALSE) AS is_self,
       FALSE AS is_member, FALSE AS is_facilitator, FALSE AS is_adviser, FALSE AS is_invited,
       COALESCE(v.sponsor_of_id = t.id, FALSE) AS is_sponsor, TRUE AS is_shared, NULL AS set_
  FROM organisation t
  LEFT JOIN person v ON v.id = :viewer
 WHERE t.id = :id;

-- name: standing_issue :one
-- row: standing_row
-- in: viewer person_id, id issue_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       (t.person_id = :viewer) AS is_self,
       COALESCE(m.state = 1 AND m.role = 0, FALSE) AS is_member,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_facilitator,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_adviser,
       COALESCE(m.state = 0, FALSE) AS is_invited,
       FALSE AS is_sponsor, t.is_shared AS is_shared, t.set_id AS set_
  FROM issue t
  LEFT JOIN person v ON v.id = :viewer
  LEFT JOIN member m ON m.set_id = t.set_id AND m.person_id = :viewer
 WHERE t.id = :id;

-- name: standing_question :one
-- row: standing_row
-- in: viewer person_id, id question_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       (t.asker_id = :viewer OR t.presenter_id = :viewer) AS is_self,
       COALESCE(m.state = 1 AND m.role = 0, FALSE) AS is_member,
       COALESCE(m.state = 1 AND m.role = 1 AND e.facilitated
                AND (e.facilitator_id = :viewer OR (e.facilitator_id IS NULL
                     AND (e.state < 2 OR EXISTS (SELECT 1 FROM room_event w
                                                  WHERE w.meeting_id = e.id AND w.by_id = :viewer)))),
                FALSE) AS is_facilitator,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_adviser,
       COALESCE(m.state = 0, FALSE) AS is_invited,
       FALSE AS is_sponsor, TRUE AS is_shared, t.set_id AS set_
  FROM question t
  JOIN meeting e ON e.id = t.meeting_id
  LEFT JOIN person v ON v.id = :viewer
  LEFT JOIN member m ON m.set_id = t.set_id AND m.person_id = :viewer
 WHERE t.id = :id AND NOT t.is_withdrawn;

-- name: standing_action :one
-- row: standing_row
-- in: viewer person_id, id action_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       (t.person_id = :viewer) AS is_self,
       COALESCE(m.state = 1 AND m.role = 0, FALSE) AS is_member,
       COALESCE(m.state = 1 AND m.role = 1
                AND (t.meeting_id IS NULL OR e.facilitator_id = :viewer OR o.facilitator_id = :viewer
                     OR EXISTS (SELECT 1 FROM room_event w
                                 WHERE w.by_id = :viewer
                                   AND (w.meeting_id = t.meeting_id
                                        OR w.meeting_id = t.told_meeting_id))),
                FALSE) AS is_facilitator,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_adviser,
       COALESCE(m.state = 0, FALSE) AS is_invited,
       FALSE AS is_sponsor, t.is_shared AS is_shared, t.set_id AS set_
  FROM action t
  LEFT JOIN meeting e ON e.id = t.meeting_id AND e.facilitated
  LEFT JOIN meeting o ON o.id = t.told_meeting_id AND o.facilitated
  LEFT JOIN person v ON v.id = :viewer
  LEFT JOIN member m ON m.set_id = t.set_id AND m.person_id = :viewer
 WHERE t.id = :id;

-- name: standing_rule :one
-- row: standing_row
-- in: viewer person_id, id rule_id
-- out: is_coordinator bool, is_self bool, is_member bool
-- out: is_facilitator bool, is_adviser bool, is_invited bool, is_sponsor bool, is_shared bool
-- out: set set_id?
SELECT COALESCE(v.is_coordinator, FALSE) AS is_coordinator,
       COALESCE(t.person_id = :viewer, FALSE) AS is_self,
       COALESCE(m.state = 1 AND m.role = 0, FALSE) AS is_member,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_facilitator,
       COALESCE(m.state = 1 AND m.role = 1, FALSE) AS is_adviser,
       COALESCE(m.state = 0, FALSE) AS is_invited,
       FALSE AS is_sponsor, TRUE AS is_shared, t.set_id AS set_
  FROM rule t
  LEFT JOIN person v ON v.id = :viewer
  LEFT JOIN member m ON m.set_id = t.set_id AND m.person_id = :viewer
 WHERE t.id = :id AND NOT t.is_dropped;

-- name: standing_log :one
-- row: standing_row
-- in: viewer person_id, id log_entry_id
-- out: is_self bool
SELECT (person_id = :viewer) AS is_self FROM log_entry WHERE id = :id;

-- name: standing_practice :one
-- row: standing_row
-- in: viewer person_id, id practice_id
-- out: is_self bool
SELECT (person_id = :viewer) AS is_self FROM practice WHERE id = :id;
