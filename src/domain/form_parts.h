/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_parts - what the files of form share. */
#ifndef DOMAIN_FORM_PARTS_H
#define DOMAIN_FORM_PARTS_H

#include "base/random.h"
#include "domain/form.h"

enum {
	FORM_LANES = 16,        /* every row is padded to a multiple of this */
	FORM_FAR = 1 << 29,     /* makes any exchange of padding or within a group unthinkable */
	FORM_PATIENCE = 1 << 27 /* the greatest loss that may be accepted */
};

/* A division under way, and what each exchange would give, kept up to date as it changes. */
struct form_state {
	int n, groups, stride;
	const int32_t *d;
	int32_t *sum;   /* groups rows of stride: differences of v to all in group g */
	int32_t *own;   /* sum[group of v][v]; FORM_FAR in the padding */
	int32_t *group; /* of v; 0 in the padding */
	int32_t *join;  /* for the x being tried: what joining g gives it; -FORM_FAR for its own */
	int *size;
	int64_t value; /* of the division */
};

/* The two loops that take all the time, one pair for each kind of processor. */
struct form_path {
	/* The first y in [from, to) for which exchanging x and y gives at least least[y]; -1 if none. */
	int (*scan)(const struct form_state *state, int x, int from, int to, const int32_t *least);
	/* x and y change places: sums, own and group; not size, not value. */
	void (*swap)(struct form_state *state, int x, int y);
};
const struct form_path *form_path(enum form_path_kind kind);

static inline int32_t form_difference(const struct form_state *state, int x, int y)
{
	return state->d[(size_t)x * (size_t)state->stride + (size_t)y];
}
static inline int32_t form_sum(const struct form_state *state, int g, int x)
{
	return state->sum[(size_t)g * (size_t)state->stride + (size_t)x];
}

/* `n` numbers, zeroed, that begin a line of the cache. */
int32_t *form_row(struct arena *arena, size_t n);

/* Natural logarithm (x > 0) and exponential from + - * / alone: the same bits on every machine,
 * where libm's differ. */
double form_log(double x);
double form_exp(double x);
/* Drawn from the exponential distribution of mean 1. */
float form_draw(struct random *random);
/* Share of the time used up, 0..1; `start_us`: its clock at the start. */
double form_spent(const struct form_time *time, int64_t evaluations, int64_t start_us);

/* ---- sets under way ----------------------------------------------------------------------------- */

/* A set is 16 lanes, one for each member: every column holds one number of each. */
enum {
	FORM_COLUMN_TEAM = FORM_ATTRIBUTES_MAX,
	FORM_COLUMN_SELF,
	FORM_COLUMN_MANAGER,
	FORM_COLUMNS = 16,
	FORM_EMPTY = 0xFFFE /* in a lane without a member */
};
struct form_set {
	uint16_t lane[FORM_COLUMNS][FORM_SET_SIZE_MAX];
	int member[FORM_SET_SIZE_MAX];
	int size, slot, place;
	uint8_t have[FORM_TRAITS_MAX]; /* of each trait */
	int64_t like;                  /* likeness of all its pairs */
	int64_t cost;
};

/* An attribute as the loops want it. */
struct form_column {
	uint16_t same, differ,
		unknown;     /* likeness: of equal, of unequal names, of what is not known */
	uint16_t step, band; /* ordered: a step of difference; beyond `band` it counts */
	bool ordered, has_unknown;
	int quota;
	const uint64_t *bits; /* of skills; NULL */
};

struct form_sets {
	const struct form_problem *problem;
	struct form_column column[FORM_ATTRIBUTES_MAX];
	struct form_set *set;
	int *of, *lane; /* set and lane of each person; of is FORM_NONE before they are placed */
	int *link_at;   /* links of i: link_of[link_at[i]] .. link_of[link_at[i + 1] - 1] */
	struct form_link *link_of; /* b is the other */
	int *ban_at, *ban_of;
	int *who;                   /* leads each set, or FORM_NONE */
	int *load;                  /* sets of each facilitator */
	uint64_t *facilitator_used; /* half-days taken, of each facilitator */
	uint8_t *booked;            /* sets of each facilitator at each of FORM_SLOTS_MAX */
	int64_t bend; /* what curves the cost, so that a poor set costs more than it saves elsewhere */
	int broken, moved;
	int upset;      /* moved, each as firmly as they were told of their set */
	bool eases;     /* anything that unease counts */
	int64_t unease; /* what people would rather have otherwise, in units of cost */
	int unease_of[FORM_LEVELS], met_cost;
	void (*compare)(const struct form_sets *, const uint16_t *, const struct form_set *,
	                unsigned, int *, int *);
};

/* x as if among `set` but for the lanes of `skip`: likeness, and rules broken with its members. */
struct form_fit {
	int like, broken;
};
struct form_sets *form_sets_new(struct arena *arena, const struct form_problem *problem,
                                enum form_path_kind path);
struct form_fit form_fit(const struct form_sets *sets, int x, int set, int skip_lane);
/* Rules that person x breaks by being in the set at all if it meets then and there: half-day, place,
 * pin, ban. */
int form_misfit(const struct form_sets *sets, int x, int set, int slot, int place);
int64_t form_cost(const struct form_sets *sets, int64_t like, int size);
/* What x would rather have otherwise then and there. */
int64_t form_unease(const struct form_sets *sets, int x, int slot, int place);
/* What traits say if `out` leaves the set and `in` comes (each may be FORM_NONE): how many more rules are
 * broken; adds to *unease. */
int form_trait_change(const struct form_sets *sets, int set, int out, int in, int64_t *unease);
void form_ease_new(struct form_sets *sets);
/* Puts in, takes out; keeps like, broken and cost right. */
void form_enter(struct form_sets *sets, int x, int set);
void form_leave(struct form_sets *sets, int x);
void form_retime(struct form_sets *sets, int set, int slot, int place);
void form_lead(struct form_sets *sets, int set, int facilitator);
/* May the facilitator (FORM_NONE: nobody) not lead this person? */
static inline bool form_is_banned(const struct form_problem *p, int facilitator, int x)
{
	return facilitator != FORM_NONE && p->facilitator_ban &&
	       (p->facilitator_ban[(size_t)facilitator * FORM_BAN_WORDS(p->people) +
	                           (size_t)x / 64] >>
	                (unsigned)x % 64 &
	        1);
}
static inline int form_firm(const struct form_problem *p, int x)
{
	return p->firm ? p->firm[x] : 1;
}
/* Who leads the set in the plan. */
static inline int form_leader(const struct form_problem *p, const struct form_plan *plan, int set)
{
	if (plan->facilitator) return plan->facilitator[set];
	return p->facilitator ? p->facilitator[set] : FORM_NONE;
}
/* Can the person meet there? */
bool form_reaches(const struct form_problem *problem, int x, int place);
/* Questions to a plan (form_why, form_edit). */
struct form_desk {
	struct form_sets *sets;
	double hat, width; /* likeness from a hat; from there to the ideal, 0: all is the same */
};
double form_desk_mix(const struct form_desk *desk, int64_t like, int size);

/* Mean likeness of two people anywhere: of a division drawn from a hat. */
double form_likeness_random(const struct form_problem *problem);
/* A bound: no division into sets of these sizes has less likeness per person. */
double form_likeness_least(struct arena *arena, const struct form_problem *problem,
                           const int *sizes);
void form_columns(const struct form_problem *problem, struct form_column *out);
/* Likeness of two people, one attribute after another: what the lanes do at once. */
int form_likeness(const struct form_problem *problem, const struct form_column *column, int x,
                  int y);

#endif
