/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* erasure - see erasure.h. */
#include "app/erasure.h"

#include "app/set.h"
#include "store/erasure.h"
#include "store/member.h"
#include "store/person.h"
#include "store/set.h"

static enum err leave_all(struct work *work, person_id person)
{
	struct set_mine_rows sets;

	enum err err = store_set_of_person(work->tx, person, &sets);
	for (size_t i = 0; !err && i < sets.n; i++) {
		struct member_row member;
		err = store_member_load(work->tx, sets.at[i].id, person, &member);
		if (!err) err = app_set_remove(work, &member);
	}
	return err;
}

enum err app_erasure(struct work *work, person_id person)
{
	struct person_row row;

	enum err err = store_person_load(work->tx, person, &row);
	if (err) return err;
	if (person.n == work->viewer.n)
		return work_refuse(work,
		                   "You can’t delete yourself. Ask another coordinator to do it.");
	err = leave_all(work, person);
	if (!err) err = store_erasure(work->tx, person, work->now);
	if (!err) work_tell_gone(work, person);
	return err;
}
