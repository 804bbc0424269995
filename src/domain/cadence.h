/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cadence - the dates of a set's year: six-weekly, on working days, each still a person's to change. */
#ifndef DOMAIN_CADENCE_H
#define DOMAIN_CADENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"

enum {
	CADENCE_MAX = 24,
	CADENCE_TOLERANCE = 7, /* days either side: 42 gives 35 to 49 */
	CADENCE_MORNING = 9 * 60 + 30,
	CADENCE_AFTERNOON = 13 * 60 + 30
};

struct cadence {
	struct day first; /* the day of meeting 1 */
	int meetings;     /* 1..CADENCE_MAX */
	int cadence_days; /* 7..182 */
};

enum cadence_shift {
	CADENCE_PLAIN,
	CADENCE_MOVED_HOLIDAY, /* would have fallen on a bank holiday */
	CADENCE_MOVED_WEEKEND
};

struct cadence_date {
	struct day day;
	struct day wanted; /* before it was shifted */
	enum cadence_shift shift;
};

/* The dates, ascending.  Each falls cadence_days after meeting 1's place in the rhythm, so that one
 * shift does not push the others; a bank holiday or weekend moves by the fewest days to a working
 * day (the later of two as near, and the same weekday a week later for a bank holiday that would
 * otherwise leave the tolerance).  out has room for `meetings`. */
void cadence_propose(const struct cadence *cadence, struct cadence_date *out);

enum cadence_verdict {
	CADENCE_OK,
	CADENCE_SHORT, /* nearer than the tolerance to the one before */
	CADENCE_LONG,
	CADENCE_HOLIDAY,
	CADENCE_WEEKEND,
	CADENCE_ORDER /* not after the one before: the only one that refuses */
};
enum { CADENCE_VERDICT_COUNT = CADENCE_ORDER + 1 };
/* What there is to say about meeting `i` (0..) on its day. */
enum cadence_verdict cadence_check(int cadence_days, const struct day *days, size_t count,
                                   size_t i);
bool cadence_refuses(enum cadence_verdict verdict);
/* A sentence: "Meeting 4 is 8 weeks after meeting 3. Six weeks is usual."  "" for CADENCE_OK. */
struct str cadence_words(struct arena *arena, int cadence_days, const struct day *days,
                         size_t count, size_t i);
/* Why a proposed date was moved: "Moved from Monday 5 April, Easter Monday."  "" if it was not. */
struct str cadence_shift_words(struct arena *arena, const struct cadence_date *date);
/* "6 weeks later", "5 weeks and 3 days later". */
struct str cadence_gap_words(struct arena *arena, struct day from, struct day to);

#endif
