/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* practice - rows of practice meetings. */
#include "store/practice.h"

#include "base/random.h"
#include "sql/practice.h"

enum err store_practice_add(struct tx *tx, const struct practice_row *row, practice_id *out)
{
	const struct sql_practice_add_in in = {
		.id = { random_id() },
		.person = row->person,
		.deck = row->deck,
		.seed = row->seed,
		.length_min = row->length_min,
		.habits = row->habits,
		.now = row->began_at,
	};
	const enum err err = sql_practice_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_practice_load(struct tx *tx, practice_id id, person_id person,
                             struct practice_row *out)
{
	return sql_practice_by_id(tx, id, person, out);
}

enum err store_practice_list(struct tx *tx, person_id person, struct practice_rows *out)
{
	return sql_practice_list(tx, person, &out->at, &out->n);
}

enum err store_practice_end(struct tx *tx, practice_id id, person_id person, struct instant now)
{
	return sql_practice_end(tx, id, person, now);
}

enum err store_practice_presses(struct tx *tx, practice_id id, person_id person,
                                struct practice_press_rows *out)
{
	return sql_practice_presses(tx, id, person, &out->at, &out->n);
}

enum err store_practice_press(struct tx *tx, practice_id id, const struct practice_press_row *row)
{
	const struct sql_practice_press_in in = {
		.id = { random_id() },
		.practice = id,
		.person = row->person,
		.number = row->number,
		.at = row->at,
		.heard = row->heard,
		.what = row->what,
	};
	return sql_practice_press(tx, &in);
}

enum err store_practice_remove(struct tx *tx, practice_id id, person_id person)
{
	const enum err err = sql_practice_forget(tx, id, person);
	return err ? err : sql_practice_remove(tx, id, person);
}

enum err store_practice_sweep(struct tx *tx, struct instant before)
{
	const enum err err = sql_practice_press_sweep(tx, before);
	return err ? err : sql_practice_sweep(tx, before);
}
