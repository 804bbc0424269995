-- What goes when somebody is deleted (app/erasure.h).  Order: what refers to something goes before it.

-- name: erasure_log :exec
-- in: person person_id
DELETE FROM log_entry WHERE person_id = :person;

-- name: erasure_notes :exec
-- in: person person_id
DELETE FROM note WHERE person_id = :person;

-- name: erasure_noticed :exec
-- in: person person_id
DELETE FROM noticed WHERE person_id = :person;

-- name: erasure_presses :exec
-- in: person person_id
DELETE FROM practice_press
 WHERE practice_id IN (SELECT p.id FROM practice p WHERE p.person_id = :person);

-- name: erasure_practices :exec
-- in: person person_id
DELETE FROM practice WHERE person_id = :person;

-- name: erasure_reviews :exec
-- in: person person_id
DELETE FROM review WHERE person_id = :person;

-- name: erasure_kept :exec
-- in: person person_id
DELETE FROM question_kept WHERE person_id = :person;

-- name: erasure_heat :exec
-- in: person person_id
DELETE FROM question_heat WHERE person_id = :person;

-- What they were asked, which only they could read.  What they asked others is the others' to keep.
-- name: erasure_questions :exec
-- in: person person_id
DELETE FROM question WHERE presenter_id = :person;

-- name: erasure_actions :exec
-- in: person person_id
DELETE FROM action WHERE person_id = :person;

-- name: erasure_issues :exec
-- in: person person_id
DELETE FROM issue WHERE person_id = :person;

-- name: erasure_bids :exec
-- in: person person_id
DELETE FROM bid WHERE person_id = :person;

-- name: erasure_airtime :exec
-- in: person person_id
DELETE FROM airtime WHERE person_id = :person;

-- name: erasure_airtime_shown :exec
-- in: person person_id
DELETE FROM airtime_shown WHERE person_id = :person;

-- Why they sent apologies; that they did stays a number of the meeting.
-- name: erasure_apologies :exec
-- in: person person_id
UPDATE attendance SET note = NULL WHERE person_id = :person;

-- A ground rule is the set's; who proposed it is not said any more.
-- name: erasure_rules :exec
-- in: person person_id
UPDATE rule SET person_id = NULL WHERE person_id = :person;

-- name: erasure_mail :exec
-- in: person person_id
DELETE FROM mail WHERE person_id = :person;

-- name: erasure_sign_ins :exec
-- in: person person_id
DELETE FROM sign_in WHERE person_id = :person;

-- Nobody finds them from here on.
-- name: erasure_person :exec one
-- in: person person_id, now instant
UPDATE person SET erased_at = :now WHERE id = :person AND erased_at IS NULL;
