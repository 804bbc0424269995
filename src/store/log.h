/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - a person's learning log.  Only they can read it, in the database too: it is sealed under
 * their own key. */
#ifndef STORE_LOG_H
#define STORE_LOG_H

#include "db/db.h"
#include "domain/ids.h"

struct log_row {
	log_entry_id id;
	person_id person;
	meeting_id meeting;   /* may be none */
	struct str about_set; /* of that meeting, while they are in that set still; or none */
	int about_number;
	struct str text;
	struct instant made_at, changed_at;
};

struct log_rows {
	struct log_row *at;
	size_t n;
};

MUST_USE enum err store_log_add(struct tx *tx, person_id person, meeting_id meeting,
                                struct str text, struct instant now, log_entry_id *out);
/* ERR_STALE if it was changed since `seen`, or is not theirs. */
MUST_USE enum err store_log_change(struct tx *tx, log_entry_id id, person_id person,
                                   struct str text, struct instant seen, struct instant now);
MUST_USE enum err store_log_remove(struct tx *tx, log_entry_id id, person_id person);
/* ERR_ABSENT unless theirs. */
MUST_USE enum err store_log_load(struct tx *tx, log_entry_id id, person_id person,
                                 struct log_row *out);
/* Newest first. */
MUST_USE enum err store_log_list(struct tx *tx, person_id person, struct log_rows *out);

#endif
