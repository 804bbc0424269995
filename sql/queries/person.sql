-- name: person_add :exec one
-- in: id person_id, organisation organisation_id?
-- in: name sealed(person.name HOUSE row:id), called sealed(person.called HOUSE row:id)
-- in: email sealed(person.email HOUSE row:id), address hashed(email)
-- in: job sealed(person.job HOUSE row:id)?
-- in: is_coordinator bool, is_facilitator bool, sponsor_of organisation_id?, now instant
INSERT INTO person (id, organisation_id, name, called, email, email_hash, job,
                    is_coordinator, is_facilitator, sponsor_of_id, theme, shortcuts, speak, made_at)
VALUES (:id, :organisation, :name, :called, :email, :address, :job,
        :is_coordinator, :is_facilitator, :sponsor_of, 0, FALSE, 0, :now);

-- name: person_by_id :one
-- row: person_row
-- in: id person_id
-- out: id person_id, organisation organisation_id?, organisation_name str?
-- out: name sealed(person.name HOUSE row:id), called sealed(person.called HOUSE row:id)
-- out: email sealed(person.email HOUSE row:id), job sealed(person.job HOUSE row:id)?
-- out: is_coordinator bool, is_facilitator bool, sponsor_of organisation_id?
-- out: theme int, shortcuts bool, speak int
SELECT p.id, p.organisation_id AS organisation, o.name AS organisation_name,
       p.name, p.called, p.email, p.job,
       p.is_coordinator, p.is_facilitator, p.sponsor_of_id AS sponsor_of,
       p.theme, p.shortcuts, p.speak
  FROM person p
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE p.id = :id AND p.erased_at IS NULL;

-- Who asks for a page: what every page asks of them, and nothing else that would have to be opened.
-- name: person_viewer :one
-- row: person_row
-- in: id person_id
-- out: id person_id, name sealed(person.name HOUSE row:id), called sealed(person.called HOUSE row:id)
-- out: is_coordinator bool, is_facilitator bool, sponsor_of organisation_id?
-- out: theme int, shortcuts bool, speak int
SELECT id, name, called, is_coordinator, is_facilitator, sponsor_of_id AS sponsor_of, theme, shortcuts, speak
  FROM person
 WHERE id = :id AND erased_at IS NULL;

-- name: person_by_email :one
-- row: person_row
-- in: address hashed(email)
-- out: id person_id, organisation organisation_id?, organisation_name str?
-- out: name sealed(person.name HOUSE row:id), called sealed(person.called HOUSE row:id)
-- out: email sealed(person.email HOUSE row:id), job sealed(person.job HOUSE row:id)?
-- out: is_coordinator bool, is_facilitator bool, sponsor_of organisation_id?
-- out: theme int, shortcuts bool, speak int
SELECT p.id, p.organisation_id AS organisation, o.name AS organisation_name,
       p.name, p.called, p.email, p.job,
       p.is_coordinator, p.is_facilitator, p.sponsor_of_id AS sponsor_of,
       p.theme, p.shortcuts, p.speak
  FROM person p
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE p.email_hash = :address;

-- Any of them: to see whether the key ring opens what is kept.
-- name: person_any :one
-- out: id person_id, name sealed(person.name HOUSE row:id)
SELECT id, name FROM person WHERE id > 0 ORDER BY id LIMIT 1;

-- Whose address it is, with nothing opened: the same work whether there is somebody or not.
-- name: person_id_by_email :one
-- in: address hashed(email)
-- out: id person_id
SELECT id FROM person WHERE email_hash = :address;

-- name: person_list :many
-- row: person_row
-- out: id person_id, organisation organisation_id?, organisation_name str?
-- out: name sealed(person.name HOUSE row:id), called sealed(person.called HOUSE row:id)
-- out: email sealed(person.email HOUSE row:id), job sealed(person.job HOUSE row:id)?
-- out: is_coordinator bool, is_facilitator bool, sponsor_of organisation_id?
-- out: theme int, shortcuts bool, speak int
SELECT p.id, p.organisation_id AS organisation, o.name AS organisation_name,
       p.name, p.called, p.email, p.job,
       p.is_coordinator, p.is_facilitator, p.sponsor_of_id AS sponsor_of,
       p.theme, p.shortcuts, p.speak
  FROM person p
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE p.erased_at IS NULL
 ORDER BY p.id
 LIMIT 5000;

-- name: person_facilitators :many
-- row: person_row
-- out: id person_id, organisation organisation_id?, organisation_name str?
-- out: name sealed(person.name HOUSE row:id), called sealed(person.called HOUSE row:id)
-- out: email sealed(person.email HOUSE row:id), job sealed(person.job HOUSE row:id)?
-- out: is_coordinator bool, is_facilitator bool, sponsor_of organisation_id?
-- out: theme int, shortcuts bool, speak int
SELECT p.id, p.organisation_id AS organisation, o.name AS organisation_name,
       p.name, p.called, p.email, p.job,
       p.is_coordinator, p.is_facilitator, p.sponsor_of_id AS sponsor_of,
       p.theme, p.shortcuts, p.speak
  FROM person p
  LEFT JOIN organisation o ON o.id = p.organisation_id
 WHERE p.is_facilitator
 ORDER BY p.id
 LIMIT 1000;

-- Who works in the office, with nothing opened.
-- name: person_coordinators :many
-- out: id person_id
SELECT id FROM person WHERE is_coordinator ORDER BY id LIMIT 100;

-- name: person_rename :exec one
-- in: id person_id, name sealed(person.name HOUSE row:id)
-- in: called sealed(person.called HOUSE row:id), job sealed(person.job HOUSE row:id)?
UPDATE person SET name = :name, called = :called, job = :job WHERE id = :id;

-- name: person_display :exec one
-- in: id person_id, theme int, shortcuts bool, speak int
UPDATE person SET theme = :theme, shortcuts = :shortcuts, speak = :speak WHERE id = :id;

-- name: person_place :exec one
-- in: id person_id, organisation organisation_id?, is_coordinator bool, is_facilitator bool
-- in: sponsor_of organisation_id?
UPDATE person
   SET organisation_id = :organisation, is_coordinator = :is_coordinator,
       is_facilitator = :is_facilitator, sponsor_of_id = :sponsor_of
 WHERE id = :id;

-- The office corrects an address: sign-in links go there from now on.
-- name: person_readdress :exec one
-- in: id person_id, email sealed(person.email HOUSE row:id), address hashed(email)
UPDATE person SET email = :email, email_hash = :address WHERE id = :id;
