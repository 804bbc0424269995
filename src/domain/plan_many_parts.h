/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_many_parts - what the files of plan_many share. */
#ifndef DOMAIN_PLAN_MANY_PARTS_H
#define DOMAIN_PLAN_MANY_PARTS_H

#include "base/random.h"
#include "domain/plan_many.h"
#include "domain/plan_parts.h"

/* Costs are counted in parts of a point, so that prices need not be whole points. */
enum { MANY_SCALE = 16, MANY_RUIN_MAX = 24 };

/* A set at work. */
struct many_set {
	struct plan_view view; /* scaled */
	bool impossible;
	struct plan_prices prices[PLAN_OFFERS_MAX]; /* where the last solve left off */
	int32_t alone[PLAN_OFFERS_MAX];             /* best cost with that facilitator to itself */
	/* The cheapest at the prices tried last. */
	int32_t value;
	int winner; /* an offer; -1: unassigned */
	struct plan_path path;
};

/* Prices: on a facilitator's half-days (or days), weeks and places. */
struct many_prices {
	int32_t *slot;  /* [facilitators x slots] */
	int32_t *week;  /* [facilitators x weeks] */
	int32_t *place; /* [facilitators] */
};

/* Where sets are. */
struct many_state {
	int *offer;             /* by set: which offer it uses; -1 */
	struct plan_path *path; /* by set */
	int32_t *cost;          /* by set, scaled, without prices */
	int *owner;             /* [facilitators x slots]: set + 1 */
	int *week;              /* [facilitators x weeks]: meetings */
	int *places;            /* [facilitators]: sets */
	int64_t total;
};

struct many_dual {
	struct many_prices tried, best;
	double *centre, *direction, *violation; /* [prices], where best.* rounds centre */
	int64_t bound;                          /* scaled, the best */
	double reach;                           /* of a step */
	int worse;                              /* rounds since the bound last rose */
};

struct plan_many {
	const struct plan_many_ask *ask;
	struct arena *arena;
	struct plan_desk *desk[PLAN_MANY_THREADS_MAX];
	struct plan_many_crew crew;
	int slots, weeks, prices;
	int *week_of;  /* by slot */
	int *day_slot; /* by slot: the first slot of its day */
	struct many_set *set;
	struct many_dual dual;
	struct many_state now, best;
	struct random random;
	int impossible, round, rounds;
	int *order; /* of sets, for placing */
};

/* The cell of a facilitator's time that a slot takes. */
static inline int many_cell(const struct plan_many *many, int facilitator, int slot)
{
	const bool day = many->ask->facilitator[facilitator].one_a_day;
	return facilitator * many->slots + (day ? many->day_slot[slot] : slot);
}

static inline int many_week(const struct plan_many *many, int facilitator, int slot)
{
	return facilitator * many->weeks + many->week_of[slot];
}

/* What each facilitated meeting of offer `o` of set `n` costs at each slot of its view: prices x share
 * / 16 on top of the travel.  With `state`, what is taken there cannot be had. */
void many_travel(const struct plan_many *many, int n, int o, const struct many_prices *prices,
                 int share, const struct many_state *state);
/* The cheapest way to do without a facilitator, or with offer `o`: solves, bounded by `cutoff`.  True if
 * one cheaper than the cutoff was found: *path.  *bound is proven in any case. */
bool many_solve(struct plan_many *many, int n, int o, int thread, int32_t cutoff,
                struct plan_path *path, int32_t *bound);

void many_each(struct plan_many *many, int count, plan_job *job, void *argument);

void many_dual_begin(struct plan_many *many);
void many_dual_round(struct plan_many *many);

void many_state_new(struct plan_many *many, struct many_state *state);
void many_state_copy(const struct plan_many *many, struct many_state *to,
                     const struct many_state *from);
void many_take_out(struct plan_many *many, int n);
void many_put(struct plan_many *many, int n, int o, const struct plan_path *path);
void many_insert(struct plan_many *many, int n, int share);
void many_place_all(struct plan_many *many);
void many_search(struct plan_many *many, int trials);

#endif
