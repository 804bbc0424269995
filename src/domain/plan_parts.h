/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_parts - what the files of plan share. */
#ifndef DOMAIN_PLAN_PARTS_H
#define DOMAIN_PLAN_PARTS_H

#include "domain/plan.h"

enum {
	PLAN_LANES = 8, /* a register of credits left: 0..7 */
	PLAN_LANES_MAX = 32,
	PLAN_SHARES = PLAN_MEETINGS_MAX + 1,
	PLAN_LABELS_MAX = 1 << 27,                       /* of one solve */
	PLAN_PRICE_MAX = PLAN_COST_MAX / PLAN_PEOPLE_MAX /* on one miss */
};

/* A set's slots that may be used at all, in columns.  Made once for a set; travel may change. */
struct plan_view {
	const struct plan_rules *rules;
	int32_t *column; /* the memory of those below */
	int room;
	int slots, people, meetings, credits;
	int lanes;                    /* credits + 1, rounded up to whole registers */
	int32_t *day, *cost, *travel; /* cost: attendance and extra */
	uint32_t *miss;               /* people who said no */
	uint32_t *may;                /* meetings that may be there */
	int32_t *slot;                /* index into ask.slot */
	int32_t *next, *next_end;     /* where the meeting after may be */
	int32_t from[PLAN_MEETINGS_MAX], to[PLAN_MEETINGS_MAX]; /* range of slots of each meeting */
	int32_t gap[PLAN_GAP_MAX + 1];
	int32_t twice[PLAN_PEOPLE_MAX + 1]; /* by how many people */
	int32_t fair[PLAN_SHARES];          /* with the cap */
	int32_t vote[PLAN_MEETINGS_MAX];
	uint32_t facilitated, self_facilitated, guest;
	int32_t guest_price;
	int32_t fair_step; /* what prices move by while no plan is known */
};

/* Least cost to the end from meeting m at slot j with r credits left, at [(m x slots + j) x lanes + r];
 * PLAN_NEVER if there is no way.  `cost` is the view's, or with prices on people's misses. */
typedef void plan_fill(const struct plan_view *view, const int32_t *cost, int32_t *table);
plan_fill plan_fill_plain;
#if defined(__x86_64__)
plan_fill plan_fill_vector;
#endif

/* Counts of misses, six bits a person: PLAN_PEOPLE_MAX x 6 <= 128. */
typedef unsigned __int128 plan_counts;

struct plan_label {
	plan_counts counts;
	int32_t cost; /* so far, without fairness; the slot's own included only once it is left */
	int32_t parent;
	int32_t slot;  /* of the view */
	int32_t chain; /* the next with the same place in the hash */
	int8_t meeting, credits;
};

struct plan_desk {
	struct arena *arena;
	struct plan_view view; /* of plan_solve() */
	plan_fill *fill;
	bool (*is_stopped)(void *);
	void *context;
	int labels_max;
	size_t table_room;
	int cost_room;
	int32_t *table[2];  /* aligned to a cache line */
	int32_t *priced[2]; /* costs with prices on misses, beside the tables */
	int32_t *fairness;  /* [m][person][misses]: the least that fairness adds from there */
	int64_t solves;     /* tables filled so far */
	struct plan_label *label;
	int label_room, labels;
	int64_t *heap; /* bound, meetings left, label: the least first */
	int heap_room, heaped;
	int32_t *bucket;
	int buckets; /* a power of two */
};

/* Prices on misses, the bound they give, and the table it was read from. */
struct plan_prices {
	int32_t price[PLAN_PEOPLE_MAX];
	int32_t bound;
	const int32_t *table, *cost; /* cost: with the prices */
};

/* A plan within a view. */
struct plan_path {
	int slot[PLAN_MEETINGS_MAX];
	uint32_t facilitated;
	int32_t cost; /* PLAN_NEVER: there is none */
};

/* Slots of `ask` that meet quorum, masks and dates. */
enum err plan_view_make(struct arena *arena, const struct plan_ask *ask, struct plan_view *view);

/* The exact solve of a view.  `best` may come with a plan already known; its cost is what to beat. */
enum err plan_view_solve(struct plan_desk *desk, const struct plan_view *view,
                         struct plan_prices *prices, struct plan_path *best, int32_t *bound);
/* Labels, best first, pruned by prices.bound and best; OK when best is proven. */
enum err plan_search(struct plan_desk *desk, const struct plan_view *view,
                     struct plan_prices *prices, int labels_max, struct plan_path *best);
/* A few of the most promising labels of each meeting, to the end: often a better plan, never a proof. */
void plan_dive(struct plan_desk *desk, const struct plan_view *view, struct plan_prices *prices,
               struct plan_path *best);

int32_t plan_path_cost(const struct plan_view *view, const struct plan_path *path);

static inline int32_t plan_least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* How many people; without an instruction for it the compiler would call a function. */
static inline int plan_count(uint32_t people)
{
	people -= people >> 1 & 0x55555555u;
	people = (people & 0x33333333u) + (people >> 2 & 0x33333333u);
	return (int)((((people >> 4) + people) & 0x0f0f0f0fu) * 0x01010101u >> 24);
}

/* From one slot to the next. */
static inline int32_t plan_step(const struct plan_view *view, int from, int to)
{
	return view->gap[view->day[to] - view->day[from]] +
	       view->twice[plan_count(view->miss[from] & view->miss[to])];
}

/* What facilitating meeting m at slot j adds. */
static inline int32_t plan_facilitated_price(const struct plan_view *view, int m, int j)
{
	if (view->self_facilitated >> m & 1) return PLAN_NEVER;
	const bool guest = view->travel[j] >= PLAN_NEVER && (view->guest >> m & 1);
	return plan_least(PLAN_NEVER,
	                  (guest ? view->guest_price : view->travel[j]) + view->vote[m]);
}

#endif
