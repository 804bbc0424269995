/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* presence - whose pages a room has heard of lately, so that any node knows who is still here.  Gone
 * with the meeting; it is shown to nobody. */
#ifndef STORE_PRESENCE_H
#define STORE_PRESENCE_H

#include "db/db.h"
#include "domain/ids.h"

struct presence_row {
	person_id person;
	struct instant heard_at;
};

struct presence_rows {
	struct presence_row *at;
	size_t n;
};

MUST_USE enum err store_presence_heard(struct tx *tx, meeting_id meeting, person_id person,
                                       struct instant now);
MUST_USE enum err store_presence_gone(struct tx *tx, meeting_id meeting, person_id person);
MUST_USE enum err store_presence_forget(struct tx *tx, meeting_id meeting);
MUST_USE enum err store_presence_list(struct tx *tx, meeting_id meeting, struct presence_rows *out);

#endif
