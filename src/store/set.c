/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set - rows of sets. */
#include "store/set.h"

#include "base/random.h"
#include "sql/set.h"

enum err store_set_add(struct tx *tx, programme_id programme, struct str name, struct instant now,
                       set_id *out)
{
	const struct sql_set_add_in in = {
		.id = { random_id() },
		.programme = programme,
		.name = name,
		.now = now,
	};
	enum err err = sql_set_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_set_rename(struct tx *tx, set_id id, struct str name)
{
	return sql_set_rename(tx, id, name);
}

enum err store_set_close(struct tx *tx, set_id id, struct instant now)
{
	return sql_set_close(tx, id, now);
}

enum err store_set_load(struct tx *tx, set_id id, struct set_row *out)
{
	return sql_set_by_id(tx, id, out);
}

enum err store_set_of_person(struct tx *tx, person_id person, struct set_mine_rows *out)
{
	return sql_set_of_person(tx, person, &out->at, &out->n);
}

enum err store_set_names(struct tx *tx, struct set_name_rows *out)
{
	return sql_set_names(tx, &out->at, &out->n);
}

enum err store_set_overview(struct tx *tx, programme_id programme, struct set_overview_rows *out)
{
	return sql_set_overview(tx, (set_id){ 0 }, programme, &out->at, &out->n);
}

enum err store_set_overview_one(struct tx *tx, set_id id, struct set_overview_row *out)
{
	struct set_overview_rows rows = { NULL, 0 };
	enum err err = sql_set_overview(tx, id, (programme_id){ 0 }, &rows.at, &rows.n);
	if (err) return err;
	if (rows.n == 0) return ERR_ABSENT;
	*out = rows.at[0];
	return OK;
}
