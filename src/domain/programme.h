/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - the numbers of a year, and the credits of facilitation that a set spends.
 *
 * The host body facilitates some of a set's meetings; the set decides which.  Meeting 1 always
 * is, so one credit is spent before the set begins. */
#ifndef DOMAIN_PROGRAMME_H
#define DOMAIN_PROGRAMME_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/time.h"

struct programme_numbers {
	int meetings;     /* N, 1..26 in the year */
	int entitlement;  /* E, 0..N with a facilitator */
	int cadence_days; /* 7..182 from one to the next */
	int length_min;   /* minutes, 60..480 */
	int notice_days;  /* 0..180, for changing a facilitated meeting */
	int size_min;     /* usual smallest set, 3..20 */
	int size_max;     /* usual largest, size_min..20 */
};

/* A year as most programmes run it: 9, 6, 42, 210, 28, 6 to 8. */
extern const struct programme_numbers programme_standard;

enum programme_verdict {
	PROGRAMME_OK,
	PROGRAMME_MEETINGS,
	PROGRAMME_ENTITLEMENT,
	PROGRAMME_CADENCE,
	PROGRAMME_LENGTH,
	PROGRAMME_NOTICE,
	PROGRAMME_SIZE
};

/* The first number that does not fit. */
enum programme_verdict programme_check(const struct programme_numbers *numbers);
const char *programme_verdict_text(enum programme_verdict verdict);

/* "every 6 weeks", "every week", "every 40 days". */
struct str programme_cadence_words(struct arena *arena, int days);
/* "9 meetings, 6 with a facilitator, every 6 weeks" */
struct str programme_words(struct arena *arena, const struct programme_numbers *numbers);

/* ---- credits ---- */

/* What a set's meetings say about its credits. */
struct credits {
	int meetings, entitlement;
	int used;   /* facilitated meetings that have been held */
	int booked; /* facilitated meetings to come */
};

int credits_to_place(const struct credits *credits); /* never negative */
/* "9 meetings, 6 with a facilitator. Used 2, booked 1, 3 to place." */
struct str credits_words(struct arena *arena, const struct credits *credits);

enum credit_verdict {
	CREDIT_OK,
	CREDIT_FIRST,  /* meeting 1 is always facilitated */
	CREDIT_HELD,   /* the meeting has been held */
	CREDIT_SPENT,  /* all are used or booked */
	CREDIT_NOTICE, /* too close; the office may still do it */
};

/* A meeting that is to become facilitated, or to stop being so. */
struct credit_wish {
	int number; /* of the meeting in its year, from 1 */
	struct day held_on;
	bool is_held, is_facilitated; /* as it is */
	bool wants_facilitator;       /* as somebody would have it */
};

/* May it be, said on `today`?  Asking for what is so already is CREDIT_OK. */
enum credit_verdict credit_change(const struct credits *credits,
                                  const struct programme_numbers *numbers,
                                  const struct credit_wish *wish, struct day today);
struct str credit_verdict_words(struct arena *arena, enum credit_verdict verdict,
                                const struct programme_numbers *numbers);

/* ---- size ---- */

/* Empty for a usual size; otherwise a gentle sentence.  Never a wall. */
struct str programme_size_words(struct arena *arena, const struct programme_numbers *numbers,
                                int people);

#endif
