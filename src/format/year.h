/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* year - a set's year: a strip of numbered meetings for its members, a row of the coordinator's
 * planner, and the planner's head with its months.
 *
 * A facilitated meeting carries a small square, the facilitator's shape. */
#ifndef FORMAT_YEAR_H
#define FORMAT_YEAR_H

#include "base/buf.h"

enum year_state {
	YEAR_HELD,
	YEAR_NEXT, /* the next one: the only lit one */
	YEAR_PLANNED,
	YEAR_CHOOSING, /* its date is being chosen */
	YEAR_CLASH,    /* planner: something is wrong with it */
	YEAR_STATES
};

struct year_meeting {
	int number;     /* 1 is the first */
	struct str day; /* strip: "3 Dec" */
	enum year_state state;
	bool facilitated;
	struct str href; /* strip: may be empty; planner: where the circle leads */
	struct str
		words; /* strip: of the link under it, "choose date"; planner: a whole sentence */
	double place;  /* planner: 0 to 1 along the row */
};

struct year_meetings {
	const struct year_meeting *at;
	size_t n;
};

/* The <ol class="year">, and a line of key if any meeting is facilitated. */
void year_strip(struct buf *out, const struct year_meetings *meetings);

struct year_band {
	double from, to; /* 0 to 1 along the row */
	bool election;   /* before an election; else a school holiday */
};

struct year_month {
	struct str name; /* "Sep" */
	double place;    /* 0 to 1 along the row */
};

/* What every row of one planner has behind its meetings. */
struct year_ground {
	const struct year_band *bands;
	size_t bands_n;
	const struct year_month *months;
	size_t months_n;
	double today; /* 0 to 1; below 0 or above 1: not within the year */
};

void year_months(struct buf *out, const struct year_ground *ground);
/* The SVG of one set's row: links of 32 px, each with its sentence as its name. */
void year_row(struct buf *out, const struct year_ground *ground,
              const struct year_meetings *meetings);

#endif
