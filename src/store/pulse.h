/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* pulse - two questions after a meeting.  An answer has no name and no time; that a person answered
 * is kept apart, so that nobody answers twice. */
#ifndef STORE_PULSE_H
#define STORE_PULSE_H

#include "db/db.h"
#include "domain/ids.h"

/* Show nothing of it for fewer than five answers. */
struct pulse_total {
	int answers;
	int helped, safe; /* sums of answers of 1..5 */
};

/* Of the last meeting that a set held; there is none where fewer than the least answered. */
struct pulse_latest_row {
	set_id set;
	int number; /* of the meeting */
	struct day held_on;
	int answers;
	int helped5, helped4, helped3, helped2, helped1; /* a great deal .. not at all */
};

struct pulse_latest_rows {
	struct pulse_latest_row *at;
	size_t n;
};

/* ERR_STALE if they answered already. */
MUST_USE enum err store_pulse_give(struct tx *tx, set_id set, meeting_id meeting, person_id person,
                                   int helped, int safe);
MUST_USE enum err store_pulse_given(struct tx *tx, meeting_id meeting, person_id person, bool *out);
MUST_USE enum err store_pulse_total(struct tx *tx, meeting_id meeting, struct pulse_total *out);
/* For the office.  `least`: PULSE_LEAST (domain/pulse.h); smaller numbers never leave the store. */
MUST_USE enum err store_pulse_latest(struct tx *tx, int least, struct pulse_latest_rows *out);

#endif
