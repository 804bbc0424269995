/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_parts - what the files of form share. */
#ifndef DOMAIN_FORM_PARTS_H
#define DOMAIN_FORM_PARTS_H

#include "base/random.h"
#include "domain/form_divide.h"

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

#endif
