/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cadence - a year of meetings, one every so many days, clear of bank holidays and weekends.
 *
 * A proposal, which people then change as they like: cadence_check() says in words what a change does
 * to the gaps.  Meeting k is due cadence_days after meeting k-1 was *due*, so that one shift does not
 * move the rest of the year. */
#ifndef DOMAIN_CADENCE_H
#define DOMAIN_CADENCE_H

#include "base/arena.h"
#include "base/time.h"
#include "domain/holiday.h"

enum {
	CADENCE_DAYS = 42,     /* every six weeks */
	CADENCE_TOLERANCE = 7, /* days either way: 35 to 49 */
	CADENCE_MEETINGS_MAX = 26,
	CADENCE_AHEAD_YEARS = 3 /* a first meeting later than that is a slip of the pen */
};

struct cadence {
	enum nation nation;
	int days;      /* from one to the next, 7..182 */
	int tolerance; /* days either way, 0..days/2 */
};

struct cadence_date {
	struct day day;
	struct day due; /* where the cadence put it */
	const char *
		closed; /* why it was moved: the holiday's name or "a weekend"; NULL if it was not */
	bool is_out_of_step; /* no free day lies within the tolerance: a person must choose */
};

/* May a year of meetings begin on `first`?  "", or a sentence for whoever chose it. */
const char *cadence_first_text(struct day first, struct day today);

/* Dates for `count` meetings (1..CADENCE_MEETINGS_MAX), the first on or after `first`.  A closed day
 * is moved by a week, later before earlier, so that the weekday stays; failing that, to the nearest
 * free weekday within the tolerance. */
void cadence_propose(const struct cadence *cadence, struct day first, int count,
                     struct cadence_date *out);

/* "", or a sentence for the person who chose `day` after `before` (DAY_NONE for the first meeting): too
 * near, too far, a bank holiday, a weekend, out of order.  A warning, never a wall, unless *refused. */
struct str cadence_check(struct arena *arena, const struct cadence *cadence, struct day before,
                         struct day day, bool *refused);

#endif
