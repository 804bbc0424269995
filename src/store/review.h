/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* review - "how did we work?": one line each, private until its writer shares it. */
#ifndef STORE_REVIEW_H
#define STORE_REVIEW_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct review_row {
	review_id id;
	set_id set;
	meeting_id meeting;
	person_id person;
	struct str called;
	enum review_kind kind;
	struct str text; /* one's own words; in a shared list, the words shared */
	bool is_shared;
	struct instant made_at;
};

struct review_rows {
	struct review_row *at;
	size_t n;
};

MUST_USE enum err store_review_add(struct tx *tx, set_id set, meeting_id meeting, person_id person,
                                   enum review_kind kind, struct str text, struct instant now,
                                   review_id *out);
MUST_USE enum err store_review_change(struct tx *tx, review_id id, person_id person,
                                      struct str text);
/* `hold`: shown to others only once the room shows all lines together (store_review_release). */
MUST_USE enum err store_review_share(struct tx *tx, review_id id, person_id person, bool hold);
MUST_USE enum err store_review_release(struct tx *tx, meeting_id meeting);
MUST_USE enum err store_review_unshare(struct tx *tx, review_id id, person_id person);
MUST_USE enum err store_review_remove(struct tx *tx, review_id id, person_id person);
MUST_USE enum err store_review_mine(struct tx *tx, meeting_id meeting, person_id person,
                                    struct review_rows *out);
/* All they ever wrote, in the order written. */
MUST_USE enum err store_review_of_person(struct tx *tx, person_id person, struct review_rows *out);
MUST_USE enum err store_review_shared(struct tx *tx, meeting_id meeting, struct review_rows *out);
/* The same of every meeting of a set that was held, by meeting. */
MUST_USE enum err store_review_shared_in(struct tx *tx, set_id set, struct review_rows *out);

#endif
