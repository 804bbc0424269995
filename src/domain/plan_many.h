/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_many - the years of many sets at once, whose facilitators are shared.
 *
 * A set keeps one facilitator for its year.  A facilitator is in one place at a time, in so many
 * places in a week, and takes so many sets.  Prices on their half-days, weeks and places give a bound
 * that no plan can beat; plans are placed at those prices and bettered by taking some out and putting
 * them back exactly.  What is reported is the distance between the two: the proven gap.
 *
 *     struct plan_many *many = plan_many_new(arena, &ask, &crew);
 *     while (plan_many_step(many) == PLAN_MANY_MORE) show(plan_many_standing(many));
 *
 * The result depends on the question and the effort only, not on how many threads did the work. */
#ifndef DOMAIN_PLAN_MANY_H
#define DOMAIN_PLAN_MANY_H

#include "domain/plan.h"

enum {
	PLAN_OFFERS_MAX = 16,
	PLAN_MANY_SETS_MAX = 20000,
	PLAN_MANY_THREADS_MAX = 64,
	PLAN_UNASSIGNED_MAX = PLAN_COST_MAX / 16
};

struct plan_facilitator {
	const int32_t *travel; /* per slot, 0.. for each meeting there; PLAN_NEVER: not free */
	int week_max;          /* meetings in a week from Monday, 0.. */
	int set_max;           /* sets in the year, 0.. */
	bool one_a_day;        /* places too far apart for two in a day */
};

/* Somebody who could facilitate a set, and what that adds for each facilitated meeting. */
struct plan_offer {
	int facilitator;
	int32_t price;
};

struct plan_many_set {
	struct plan_ask ask; /* its travel is not used */
	int offers;
	struct plan_offer offer[PLAN_OFFERS_MAX];
};

/* Every set has the same rules and the same slots. */
struct plan_many_ask {
	int sets, facilitators;
	const struct plan_many_set *set;
	const struct plan_facilitator *facilitator;
	int32_t unassigned; /* what a set costs that gets no facilitator, and so no plan: 2000 is usual; plans
	                     * that cost more are not made */
	uint64_t seed; /* of the search */
	int effort;    /* 1.. : rounds of prices and of search; 100 is usual */
};

/* A set's place; facilitator -1: none was found. */
struct plan_many_place {
	int facilitator;
	struct plan plan;
};

struct plan_many_standing {
	int64_t cost, bound; /* of all sets that can have a plan by themselves */
	int impossible;      /* sets without a plan even alone with each who offered */
	int unassigned;      /* sets that could, and have none */
	int round, rounds;
};

enum plan_many_state { PLAN_MANY_MORE, PLAN_MANY_DONE };

/* Runs job(argument, n, thread) for every n in [0, count), on as many threads as it likes. */
typedef void plan_job(void *argument, int n, int thread);
typedef void plan_each(void *context, int count, plan_job *job, void *argument);

struct plan_many;
/* Who does the work, and where: the domain makes no threads of its own. */
struct plan_many_crew {
	int threads;                /* 1.. */
	struct arena *const *arena; /* one for each thread, for nobody else until the end */
	plan_each *each;            /* NULL: one after the other, as thread 0 */
	void *context;
	bool plainly; /* without vector instructions */
};

/* Checks and prepares, and finds who can be planned at all.  NULL if sizes or prices do not fit.  `ask`
 * must outlive what is made. */
struct plan_many *plan_many_new(struct arena *arena, const struct plan_many_ask *ask,
                                const struct plan_many_crew *crew);
/* Some work; what was best stays best.  Stop when you like. */
enum plan_many_state plan_many_step(struct plan_many *many);
struct plan_many_standing plan_many_standing(const struct plan_many *many);
/* The best places so far, one for each set. */
void plan_many_result(const struct plan_many *many, struct plan_many_place *out);

#endif
