/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - the dates of a set's year: which half-days, and which of the meetings are facilitated.
 *
 * Everybody says of each half-day yes, if need be or no; plan_solve() finds the plan of least cost, and
 * proves that none is better.  The cost adds up, in points:
 *
 *   attendance  what each person's answer to each date costs (rules.weight)
 *   rhythm      (days from one meeting to the next - gap_ideal)^2 div gap_divisor
 *   twice       rules.twice for each person who would miss two meetings running
 *   travel      what the facilitator asks for each facilitated date
 *   vote        what the group's wish costs for each facilitated meeting (ask.vote)
 *   fairness    rules.fair[how many meetings a person would miss], for each person
 *   extra       what is asked for single slots, such as moving a published date (ask.extra)
 *
 * Whole numbers throughout, ties go to the earlier slot: the same question has the same plan on every
 * machine.  Pure; memory is the caller's arena; nothing is kept between calls but what the desk lends.
 * docs/plan.md has the model, the method and the proof. */
#ifndef DOMAIN_PLAN_H
#define DOMAIN_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"

enum {
	PLAN_MEETINGS_MAX = 26,
	PLAN_PEOPLE_MAX = 20,
	PLAN_SLOTS_MAX = 4096,
	PLAN_GAP_MAX = 182,     /* days from one meeting to the next */
	PLAN_NEVER = 1 << 28,   /* a price nobody pays: forbidden */
	PLAN_COST_MAX = 1 << 20 /* of any single price; sums stay below PLAN_NEVER */
};

enum plan_answer { PLAN_YES, PLAN_IF_NEED_BE, PLAN_UNKNOWN, PLAN_NO, PLAN_ANSWERS };
enum plan_half { PLAN_MORNING, PLAN_AFTERNOON, PLAN_EVENING };

struct plan_slot {
	struct day day;
	enum plan_half half;
};

/* What the programme settles. */
struct plan_rules {
	int meetings;         /* N, 1..PLAN_MEETINGS_MAX */
	int credits;          /* K, 0..N meetings are facilitated */
	int gap_min, gap_max; /* days, 1..PLAN_GAP_MAX */
	int gap_ideal, gap_divisor;
	int quorum_part,
		quorum_whole; /* at least people x part / whole, rounded up, did not say no */
	int32_t weight[PLAN_ANSWERS];
	int32_t twice;                       /* PLAN_NEVER forbids it */
	int32_t fair[PLAN_MEETINGS_MAX + 1]; /* by meetings missed; never falls */
	int miss_max; /* meetings that one person may miss; N does not limit */
	bool same_weekday;
	bool first_is_facilitated; /* if K > 0 */
};

/* 9 meetings, 6 facilitated, 35 to 49 days around 42, two thirds. */
extern const struct plan_rules plan_standard;

/* The first thing that does not fit, as a sentence; NULL if all does. */
const char *plan_rules_fault(const struct plan_rules *rules);

/* What is asked for one set.  Zeroed fields ask for nothing. */
struct plan_ask {
	const struct plan_rules *rules;
	int slots;
	const struct plan_slot *slot; /* ascending by day, then half; equal ones are allowed */
	int people;
	const uint8_t *answer; /* enum plan_answer of person p for slot s at [p x slots + s] */
	const uint8_t
		*chance; /* NULL, or percent that somebody who has not answered comes, likewise */
	struct day start_first, start_last; /* where the first meeting may be */
	struct day end_last;                /* the last day of the year */
	const int32_t
		*travel; /* per slot, 0..PLAN_COST_MAX; PLAN_NEVER: the facilitator is not free.
	                        * NULL: free always */
	int32_t vote[PLAN_MEETINGS_MAX];        /* price of facilitating each meeting, 0.. */
	uint32_t facilitated, self_facilitated; /* meetings (bits) for which that is settled */
	const uint32_t *meetings; /* NULL, or which meetings (bits) may be at each slot */
	const int32_t *extra;     /* NULL, or an added price per slot */
	uint32_t required[PLAN_MEETINGS_MAX]; /* people (bits) who must not have said no */
	uint32_t half_quorum, no_quorum;      /* meetings (bits) where half, or fewer, are enough */
	uint32_t
		guest; /* meetings (bits) that another facilitator takes where theirs is not free */
	int32_t guest_price;
};

struct plan_parts {
	int32_t attendance, rhythm, twice, travel, vote, fairness, extra;
};

struct plan {
	int meetings;
	int slot[PLAN_MEETINGS_MAX]; /* index into ask.slot */
	uint32_t facilitated;        /* bits */
	int32_t cost, bound;         /* no plan costs less than bound; equal: proven best */
	struct plan_parts parts;
	int labels; /* partial plans looked at; 0: proven by prices alone */
};

/* A place to work: tables that every solve of a thread uses again.  Owned by the arena. */
struct plan_desk;
/* Uses vector instructions if the machine has them, unless `plainly`.  The result is the same. */
struct plan_desk *plan_desk_new(struct arena *arena, bool plainly);
/* Asked now and then during a long solve; true stops it. */
void plan_desk_stop(struct plan_desk *desk, bool (*is_stopped)(void *context), void *context);
/* Limit of partial plans for one solve, 1 million unless changed. */
void plan_desk_labels(struct plan_desk *desk, int max);
bool plan_desk_is_vector(const struct plan_desk *desk);

/* ERR_ABSENT: no plan keeps all the rules.  ERR_LIMIT: stopped, or too many labels; if plan->meetings is
 * not 0 then it is a plan, with the bound that was reached.  ERR_INPUT: rules or sizes do not fit. */
MUST_USE enum err plan_solve(struct plan_desk *desk, const struct plan_ask *ask, struct plan *plan);

/* What a plan costs, part by part; written from the rules alone.  PLAN_NEVER if it breaks one. */
int32_t plan_price(const struct plan_ask *ask, const int *slot, uint32_t facilitated,
                   struct plan_parts *parts);
/* No plan costs more than this, whatever its dates. */
int64_t plan_most(const struct plan_ask *ask);
/* People (bits) who said no to a slot; how many must not have. */
uint32_t plan_missing(const struct plan_ask *ask, int slot);
/* What somebody costs who has not answered and comes with `chance` percent. */
int32_t plan_unknown_cost(const struct plan_rules *rules, int chance);
int plan_quorum(const struct plan_rules *rules, int people);

#endif
