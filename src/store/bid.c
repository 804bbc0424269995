/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* bid - rows of who asks for airtime. */
#include "store/bid.h"

#include "sql/bid.h"

enum err store_bid_put(struct tx *tx, meeting_id meeting, set_id set, person_id person, int urgency,
                       struct instant now)
{
	const struct sql_bid_put_in in = {
		.meeting = meeting,
		.set = set,
		.person = person,
		.urgency = urgency,
		.now = now,
	};
	return sql_bid_put(tx, &in);
}

enum err store_bid_remove(struct tx *tx, meeting_id meeting, person_id person)
{
	return sql_bid_remove(tx, meeting, person);
}

enum err store_bid_mine(struct tx *tx, meeting_id meeting, person_id person, struct bid_row *out)
{
	return sql_bid_mine(tx, meeting, person, out);
}

enum err store_bid_list(struct tx *tx, meeting_id meeting, struct bid_rows *out)
{
	return sql_bid_list(tx, meeting, &out->at, &out->n);
}
