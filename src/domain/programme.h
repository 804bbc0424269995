/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - the numbers of a year of action learning, and the credits a set spends. */
#ifndef DOMAIN_PROGRAMME_H
#define DOMAIN_PROGRAMME_H

#include "base/str.h"
#include "base/time.h"

struct programme_numbers {
	int meetings;    /* N, 1..24; 9 */
	int entitlement; /* E, 1..N: meeting 1 is always facilitated; 0 for a programme without; 6 */
	int cadence_days; /* 7..182; 42 */
	int length_min;   /* 60..480; 210 */
	int notice_days;  /* 0..120; 28 */
	int size_min;     /* 3..12; 6 */
	int size_max;     /* size_min..12; 8 */
};

struct programme_numbers programme_defaults(void);

enum programme_verdict {
	PROGRAMME_OK,
	PROGRAMME_NO_MEETINGS,
	PROGRAMME_NO_ENTITLEMENT,
	PROGRAMME_NO_CADENCE,
	PROGRAMME_NO_LENGTH,
	PROGRAMME_NO_NOTICE,
	PROGRAMME_NO_SIZE_MIN,
	PROGRAMME_NO_SIZE_MAX
};
enum { PROGRAMME_VERDICT_COUNT = PROGRAMME_NO_SIZE_MAX + 1 };
/* The first number that is out of bounds. */
enum programme_verdict programme_check(const struct programme_numbers *numbers);
const char *programme_verdict_text(enum programme_verdict verdict);

/* A meeting as far as credits are concerned. */
struct credit_meeting {
	int number; /* 1.. */
	bool facilitated;
	bool ended, cancelled;
	struct day held_on;
};

struct credits {
	int meetings; /* in the year, not cancelled */
	int entitlement;
	int used;      /* facilitated and ended */
	int booked;    /* facilitated and still to come */
	int to_place;  /* what is left; never negative */
	int overspent; /* facilitated beyond the entitlement; 0 is well */
};

struct credits credits_count(const struct programme_numbers *numbers,
                             const struct credit_meeting *meetings, size_t count);
/* "9 meetings, 6 with a facilitator. Used 2, booked 1, 3 to place." */
struct str credits_words(struct arena *arena, const struct credits *credits);

enum credit_verdict {
	CREDIT_OK,
	CREDIT_NO_FIRST, /* meeting 1 is always facilitated */
	CREDIT_NO_ENDED,
	CREDIT_NO_LEFT,
	CREDIT_NO_NOTICE /* too near: the office may still do it with a reason */
};
enum { CREDIT_VERDICT_COUNT = CREDIT_NO_NOTICE + 1 };
/* May this meeting become facilitated, or not? */
enum credit_verdict credit_change(const struct programme_numbers *numbers,
                                  const struct credits *credits,
                                  const struct credit_meeting *meeting, bool facilitated,
                                  struct day today);
const char *credit_verdict_text(enum credit_verdict verdict);

/* "" inside size_min..size_max, else a gentle sentence.  A warning, never a wall. */
struct str set_size_words(struct arena *arena, const struct programme_numbers *numbers,
                          int members);

#endif
