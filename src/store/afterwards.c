/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - rows of what was handed over. */
#include "store/afterwards.h"

#include "sql/afterwards.h"

enum err store_handed_put(struct tx *tx, meeting_id meeting, person_id person, person_id typed_by,
                          struct instant now)
{
	const struct sql_afterwards_hand_in in = {
		.meeting = meeting,
		.person = person,
		.typed_by = typed_by,
		.now = now,
	};
	return sql_afterwards_hand(tx, &in);
}

enum err store_handed_seen(struct tx *tx, meeting_id meeting, person_id person, struct instant now)
{
	return sql_afterwards_seen(tx, meeting, person, now);
}

enum err store_handed_load(struct tx *tx, meeting_id meeting, person_id viewer,
                           struct handed_row *out)
{
	return sql_afterwards_one(tx, meeting, viewer, out);
}

enum err store_handed_waiting(struct tx *tx, person_id viewer, set_id set, struct handed_rows *out)
{
	return sql_afterwards_waiting(tx, viewer, set, &out->at, &out->n);
}

enum err store_handed_of_meeting(struct tx *tx, meeting_id meeting, struct handed_to_rows *out)
{
	return sql_afterwards_of_meeting(tx, meeting, &out->at, &out->n);
}
