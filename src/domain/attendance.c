/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* attendance - see attendance.h. */
#include "domain/attendance.h"

const char *attendance_words(enum attendance attendance)
{
	switch (attendance) {
	case ATTENDANCE_EXPECTED:
		return "Coming";
	case ATTENDANCE_APOLOGIES:
		return "Apologies";
	case ATTENDANCE_CAME:
		return "Came";
	case ATTENDANCE_MISSED:
		return "Did not come";
	}
	return "";
}

struct attendance_totals attendance_count(const enum attendance *states, size_t count)
{
	struct attendance_totals totals = { 0 };
	for (size_t i = 0; i < count; i++) {
		if (states[i] == ATTENDANCE_EXPECTED) totals.expected++;
		if (states[i] == ATTENDANCE_APOLOGIES) totals.apologies++;
		if (states[i] == ATTENDANCE_CAME) totals.came++;
		if (states[i] == ATTENDANCE_MISSED) totals.missed++;
	}
	return totals;
}

struct str attendance_totals_words(struct arena *arena, const struct attendance_totals *totals,
                                   bool ended)
{
	const int coming = totals->expected + totals->came;
	const int all = coming + totals->apologies + totals->missed;

	if (all == 0) return STR("Nobody is in this set yet.");
	if (!ended) {
		if (totals->apologies == 0) return str_printf(arena, "%d coming.", coming);
		return str_printf(arena, "%d coming, %d can’t.", coming, totals->apologies);
	}
	if (totals->came == all) return str_printf(arena, "All %d came.", all);
	if (totals->apologies == 0) return str_printf(arena, "%d of %d came.", totals->came, all);
	return str_printf(arena, "%d of %d came, %d sent apologies.", totals->came, all,
	                  totals->apologies);
}

bool attendance_may_change(enum attendance from, bool ended)
{
	return !ended && (from == ATTENDANCE_EXPECTED || from == ATTENDANCE_APOLOGIES);
}

enum attendance attendance_at_end(enum attendance state, bool was_here)
{
	if (was_here) return ATTENDANCE_CAME;
	return state == ATTENDANCE_EXPECTED ? ATTENDANCE_MISSED : state;
}
