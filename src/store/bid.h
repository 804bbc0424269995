/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* bid - who asks for airtime at a meeting, and how soon they need it. */
#ifndef STORE_BID_H
#define STORE_BID_H

#include "db/db.h"
#include "domain/ids.h"

struct bid_row {
	person_id person;
	int urgency; /* 1 it can wait, 2 soon, 3 now */
	struct instant made_at;
};

struct bid_rows {
	struct bid_row *at;
	size_t n;
};

/* In place of an earlier one. */
MUST_USE enum err store_bid_put(struct tx *tx, meeting_id meeting, set_id set, person_id person,
                                int urgency, struct instant now);
MUST_USE enum err store_bid_remove(struct tx *tx, meeting_id meeting, person_id person);
/* ERR_ABSENT: none. */
MUST_USE enum err store_bid_mine(struct tx *tx, meeting_id meeting, person_id person,
                                 struct bid_row *out);
/* Most urgent first, then the earliest. */
MUST_USE enum err store_bid_list(struct tx *tx, meeting_id meeting, struct bid_rows *out);

#endif
