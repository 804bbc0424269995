/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - rows of rounds presented. */
#include "store/airtime.h"

#include "sql/airtime.h"

enum err store_airtime_put(struct tx *tx, meeting_id meeting, int round, person_id person,
                           int64_t ms)
{
	const struct sql_airtime_put_in in = {
		.meeting = meeting,
		.round = round,
		.person = person,
		.ms = ms,
	};
	return sql_airtime_put(tx, &in);
}

enum err store_airtime_clear(struct tx *tx, meeting_id meeting)
{
	return sql_airtime_clear(tx, meeting);
}

enum err store_airtime_of_meeting(struct tx *tx, meeting_id meeting, struct airtime_rows *out)
{
	return sql_airtime_of_meeting(tx, meeting, &out->at, &out->n);
}

enum err store_airtime_of_set(struct tx *tx, set_id set, struct airtime_rows *out)
{
	return sql_airtime_of_set(tx, set, &out->at, &out->n);
}

enum err store_airtime_mine(struct tx *tx, person_id person, struct airtime_mine_rows *out)
{
	return sql_airtime_mine(tx, person, &out->at, &out->n);
}

enum err store_airtime_show(struct tx *tx, set_id set, person_id person, bool shown,
                            struct instant now)
{
	return shown ? sql_airtime_show(tx, set, person, now) : sql_airtime_hide(tx, set, person);
}

enum err store_airtime_shown(struct tx *tx, set_id set, struct airtime_people *out)
{
	struct sql_airtime_shown_in_row *rows;
	size_t n;

	const enum err err = sql_airtime_shown_in(tx, set, &rows, &n);
	if (err) return err;
	out->at = NEW(tx_arena(tx), person_id, n);
	out->n = n;
	for (size_t i = 0; i < n; i++) out->at[i] = rows[i].person;
	return OK;
}
