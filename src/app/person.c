/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person - see person.h. */
#include "app/person.h"

/* What others call them: "Priya" of "Priya Nair", unless they said. */
static struct str called_by(struct str name, struct str called)
{
	return called.n ? called : str_first(str_word(name), 40);
}

enum err app_person_has_email(struct work *work, struct str email, person_id but,
                              struct person_row *out)
{
	struct person_row row;

	const enum err err = store_person_by_email(work->tx, email, &row);
	if (err) return err;
	if (row.id.n == but.n) return ERR_ABSENT;
	*out = row;
	return OK;
}

enum err app_person_add(struct work *work, const struct person_new *person, person_id *out)
{
	struct person_new named = *person;

	named.called = called_by(person->name, person->called);
	return store_person_add(work->tx, &named, work->now, out);
}

enum err app_person_change(struct work *work, person_id id, const struct person_new *person)
{
	struct person_row was;

	enum err err = store_person_load(work->tx, id, &was);
	if (err) return err;
	if (id.n == work->viewer.n && !person->is_coordinator)
		return work_refuse(work, "You can’t leave the programme office yourself. Ask "
		                         "another coordinator to do it.");
	err = store_person_rename(work->tx, id, person->name,
	                          called_by(person->name, person->called), person->job);
	if (!err)
		err = store_person_place(work->tx, id, person->organisation, person->is_coordinator,
		                         person->is_facilitator, person->sponsor_of);
	if (!err && !str_eq_ci(was.email, str_trim(person->email)))
		err = store_person_readdress(work->tx, id, person->email);
	return err;
}
