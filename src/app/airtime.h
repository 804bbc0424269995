/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - minutes presented over a set's year: kept when a meeting ends, seen by consent. */
#ifndef APP_AIRTIME_H
#define APP_AIRTIME_H

#include "app/room.h"
#include "domain/rotation.h"

struct airtime_line {
	struct airtime of;
	bool is_shown; /* this set may see it: its owner said so */
	struct instant
		presented_at; /* start of the meeting of their last round; ms == 0: none yet */
};

struct airtime_lines {
	struct airtime_line *at;
	size_t n;
};

/* Whoever presented in this room, and for how long, takes the place of what was agreed before. */
MUST_USE enum err app_airtime_keep(struct work *work, const struct room_now *now);
/* A line for each of `people`, those who have waited longest first.  Who may read which is for the page:
 * `is_shown`, or one's own. */
MUST_USE enum err app_airtime_ledger(struct work *work, set_id set, const person_id *people,
                                     size_t count, struct airtime_lines *out);
/* The viewer lets the set see theirs, or not any more. */
MUST_USE enum err app_airtime_show(struct work *work, set_id set, bool shown);

#endif
