/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - minutes presented at the meetings of a set, and who lets their set see theirs.  Never who
 * talks: a row is one presenter's round.  The office has no statement that reads it. */
#ifndef STORE_AIRTIME_H
#define STORE_AIRTIME_H

#include "db/db.h"
#include "domain/ids.h"

struct airtime_row {
	meeting_id meeting;
	int number; /* of the meeting, 1.. in the year */
	struct instant starts_at;
	int round; /* 1.. */
	person_id person;
	int64_t ms; /* 0: agreed beforehand, not held yet */
};

struct airtime_rows {
	struct airtime_row *at;
	size_t n;
};

struct airtime_mine_row {
	struct str set_name;
	struct day held_on;
	int64_t ms;
};

struct airtime_mine_rows {
	struct airtime_mine_row *at;
	size_t n;
};

struct airtime_people {
	person_id *at;
	size_t n;
};

/* In place of an earlier one of that round. */
MUST_USE enum err store_airtime_put(struct tx *tx, meeting_id meeting, int round, person_id person,
                                    int64_t ms);
MUST_USE enum err store_airtime_clear(struct tx *tx, meeting_id meeting);
MUST_USE enum err store_airtime_of_meeting(struct tx *tx, meeting_id meeting,
                                           struct airtime_rows *out);
/* Of all meetings that were held, in order. */
MUST_USE enum err store_airtime_of_set(struct tx *tx, set_id set, struct airtime_rows *out);
MUST_USE enum err store_airtime_mine(struct tx *tx, person_id person,
                                     struct airtime_mine_rows *out);
/* The set may see this person's, or may not any more. */
MUST_USE enum err store_airtime_show(struct tx *tx, set_id set, person_id person, bool shown,
                                     struct instant now);
MUST_USE enum err store_airtime_shown(struct tx *tx, set_id set, struct airtime_people *out);

#endif
