/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* pulse - answers without a name, and who has answered. */
#include "store/pulse.h"

#include "base/random.h"
#include "sql/pulse.h"

enum err store_pulse_give(struct tx *tx, set_id set, meeting_id meeting, person_id person,
                          int helped, int safe)
{
	enum err err = sql_pulse_give(tx, meeting, person);
	if (err) return err;
	const struct sql_pulse_add_in in = {
		.id = random_id(),
		.set = set,
		.meeting = meeting,
		.helped = helped,
		.safe = safe,
	};
	return sql_pulse_add(tx, &in);
}

enum err store_pulse_given(struct tx *tx, meeting_id meeting, person_id person, bool *out)
{
	struct sql_pulse_given_row row;
	enum err err = sql_pulse_given(tx, meeting, person, &row);
	if (!err) *out = row.given;
	return err;
}

enum err store_pulse_total(struct tx *tx, meeting_id meeting, struct pulse_total *out)
{
	return sql_pulse_total(tx, meeting, out);
}

enum err store_pulse_latest(struct tx *tx, int least, struct pulse_latest_rows *out)
{
	return sql_pulse_latest(tx, least, &out->at, &out->n);
}
