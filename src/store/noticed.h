/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - what somebody who led a meeting noticed and did, sealed under their own key. */
#ifndef STORE_NOTICED_H
#define STORE_NOTICED_H

#include "db/db.h"
#include "domain/ids.h"

struct noticed_row {
	noticed_id id;
	person_id person;
	meeting_id meeting;
	struct str set_name;
	int number; /* of the meeting */
	struct day held_on;
	struct str what; /* noticed_read() */
	struct instant made_at;
};

struct noticed_rows {
	struct noticed_row *at;
	size_t n;
};

MUST_USE enum err store_noticed_add(struct tx *tx, person_id person, meeting_id meeting,
                                    struct str what, struct instant now, noticed_id *out);
/* ERR_STALE unless theirs. */
MUST_USE enum err store_noticed_remove(struct tx *tx, noticed_id id, person_id person);
/* Of every meeting when meeting.n is 0: the latest first, each in the order noticed. */
MUST_USE enum err store_noticed_list(struct tx *tx, person_id viewer, meeting_id meeting,
                                     struct noticed_rows *out);

#endif
