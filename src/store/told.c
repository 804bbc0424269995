/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* told - rows of members' yes. */
#include "store/told.h"

#include "sql/told.h"

enum err store_told_put(struct tx *tx, meeting_id meeting, person_id facilitator, person_id member,
                        bool yes, struct instant now)
{
	const struct sql_told_put_in in = {
		.meeting = meeting,
		.facilitator = facilitator,
		.person = member,
		.now = now,
	};
	return yes ? sql_told_put(tx, &in) : sql_told_take_back(tx, meeting, facilitator, member);
}

enum err store_told_count(struct tx *tx, meeting_id meeting, person_id facilitator,
                          person_id viewer, struct told_row *out)
{
	return sql_told_count(tx, meeting, facilitator, viewer, out);
}
