/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* year - a set's year as the office plans it: dates, places, who facilitates. */
#ifndef APP_YEAR_H
#define APP_YEAR_H

#include "app/work.h"
#include "domain/cadence.h"
#include "store/meeting.h"
#include "store/set.h"
#include "store/programme.h"

/* The rhythm of a programme: its days, a week either way as far as that fits, bank holidays of England and
 * Wales. */
struct cadence app_year_cadence(const struct programme_row *programme);

/* Makes the meetings that cadence_propose() gives from `first` on, all at `start_min`.  The first is
 * facilitated if the programme has a credit for it, by the set's facilitator if there is one.
 * ERR_REFUSED with a sentence: the set has meetings, see cadence_first_text(), or a meeting would not end
 * on its day. */
MUST_USE enum err app_year_make(struct work *work, set_id set, struct day first, int start_min);

enum { YEAR_PLACE_CHARS = 200, YEAR_LINK_CHARS = 500 };

struct year_change {
	struct day held_on;
	int start_min, length_min;
	struct str place, call_link; /* may be empty */
	bool tell;                   /* the set, by email */
	bool later_too;              /* place and call, for app_year_place_later() */
};

/* ERR_REFUSED with a sentence: not planned any more, out of order, past, or over midnight. */
MUST_USE enum err app_year_change(struct work *work, meeting_id meeting,
                                  const struct year_change *change);

/* How many planned meetings after this one have neither place nor call. */
MUST_USE enum err app_year_later(struct work *work, const struct meeting_row *meeting, int *count);
/* Gives them those of `change`: most sets meet in one place all year. */
MUST_USE enum err app_year_place_later(struct work *work, meeting_id meeting,
                                       const struct year_change *change, int *count);

struct year_facilitator {
	bool facilitated;
	person_id who;  /* n == 0: not named yet; else one who facilitates this set */
	bool is_agreed; /* the set knows, though the notice is short */
	bool tell;
};

/* Spends a credit, gives one back, or names somebody else.  ERR_REFUSED with a sentence (see
 * credit_change). */
MUST_USE enum err app_year_facilitate(struct work *work, meeting_id meeting,
                                      const struct year_facilitator *wanted);

/* The meeting does not take place: its credit is free again.  Everybody in the set is told by email. */
MUST_USE enum err app_year_call_off(struct work *work, meeting_id meeting);
/* Does a meeting that was called off come back with its facilitator: has its credit gone nowhere else? */
bool app_year_keeps_credit(const struct meeting_row *meeting, const struct set_overview_row *set);
/* A meeting that was called off takes place after all, as it was; self-facilitated if its credit has been
 * spent on another meanwhile. */
MUST_USE enum err app_year_restore(struct work *work, meeting_id meeting);

#endif
