/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - rows of what was noticed. */
#include "store/noticed.h"

#include "base/random.h"
#include "sql/noticed.h"

enum err store_noticed_add(struct tx *tx, person_id person, meeting_id meeting, struct str what,
                           struct instant now, noticed_id *out)
{
	const struct sql_noticed_add_in in = {
		.id = { random_id() },
		.person = person,
		.meeting = meeting,
		.what = what,
		.now = now,
	};
	const enum err err = sql_noticed_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_noticed_remove(struct tx *tx, noticed_id id, person_id person)
{
	return sql_noticed_remove(tx, id, person);
}

enum err store_noticed_list(struct tx *tx, person_id viewer, meeting_id meeting,
                            struct noticed_rows *out)
{
	return sql_noticed_list(tx, viewer, meeting, &out->at, &out->n);
}
