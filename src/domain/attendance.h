/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* attendance - who came: kept by presence, corrected by the facilitator. */
#ifndef DOMAIN_ATTENDANCE_H
#define DOMAIN_ATTENDANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Stored in attendance.state. */
enum attendance { ATTENDANCE_EXPECTED, ATTENDANCE_APOLOGIES, ATTENDANCE_CAME, ATTENDANCE_MISSED };
enum { ATTENDANCE_COUNT = ATTENDANCE_MISSED + 1 };

const char *
attendance_words(enum attendance attendance); /* "Coming", "Apologies", "Came", "Did not come" */

struct attendance_totals {
	int expected, apologies, came, missed;
};
struct attendance_totals attendance_count(const enum attendance *states, size_t count);
/* "6 of 8 came, 1 sent apologies." or, before, "7 coming, 1 can't." */
struct str attendance_totals_words(struct arena *arena, const struct attendance_totals *totals,
                                   bool ended);
/* Apologies may be sent or taken back until the meeting ends. */
bool attendance_may_change(enum attendance from, bool ended);
/* What stands when a meeting ends: whoever was neither here nor sent apologies did not come. */
enum attendance attendance_at_end(enum attendance state, bool was_here);

#endif
