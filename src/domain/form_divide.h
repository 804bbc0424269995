/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_divide - people into groups by a matrix of differences: the maximally diverse grouping problem.
 *
 * Given a difference for each pair and bounds for the size of each group, find the division with the
 * greatest sum of differences inside groups.  All arithmetic is in whole numbers (form_fixed.h), so an
 * answer does not depend on the machine: the same matrix, seed and number of evaluations give the
 * same groups on every path (plain C, AVX2, AVX-512).  docs/form.md tells how it searches. */
#ifndef DOMAIN_FORM_DIVIDE_H
#define DOMAIN_FORM_DIVIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
	FORM_DIVIDE_N_MAX = 4096,
	FORM_DIVIDE_GROUPS_MAX = 2048,
	/* Largest group times largest difference: five such and a little fit into 32 bits. */
	FORM_DIVIDE_SUM_MAX = 1 << 28
};

struct form_matrix {
	int n, groups;
	int stride;              /* numbers from one row of `d` to the next: n rounded up to 16 */
	int32_t *d;              /* n rows, symmetric, 0 on the diagonal and in the padding */
	const int *least, *most; /* bounds of each group */
	/* Of a file: its differences to the last digit, n rows of which those right of the diagonal count, in
	 * parts of `unit`, and what a whole 1 is in `d`, which is rounded where all digits do not fit. */
	const int64_t *exact;
	int64_t unit, scale;
};

/* A matrix of zeros in the arena. */
struct form_matrix form_matrix_new(struct arena *arena, int n, int groups);
/* Can these be divided, and do the sums fit?  A sentence if not; the empty text if they do. */
struct str form_matrix_fault(struct arena *arena, const struct form_matrix *matrix);

/* How long to search, told by the caller: the domain has no clock. */
struct form_time {
	int64_t evaluations;    /* stop after so many, at least; 0: the clock decides */
	int64_t clock_us;       /* stop when the clock has moved so far; used if evaluations is 0 */
	int64_t (*now)(void *); /* microseconds of any clock that never goes back */
	/* Asked now and then, may be NULL: best so far, share of the time in 0..1000; false stops. */
	bool (*progress)(void *, int64_t objective, int share);
	void *context; /* for both */
};

enum form_path_kind { FORM_PATH_BEST, FORM_PATH_PLAIN, FORM_PATH_AVX2, FORM_PATH_AVX512 };
/* Has this machine got it? */
bool form_path_is_here(enum form_path_kind kind);

struct form_division {
	int *group; /* of each person */
	int64_t objective;
	int64_t evaluations;
	bool stopped; /* progress said so */
};

/* The best division found.  The matrix must be without fault.  Memory: about (groups + 40) x stride
 * numbers beside the matrix, all in the arena. */
void form_divide(struct arena *arena, const struct form_matrix *matrix,
                 const struct form_time *time, uint64_t seed, enum form_path_kind kind,
                 struct form_division *out);

/* Sizes within bounds whose number of pairs is greatest (least if `sign` < 0), each pair count
 * shifted by noise[g * (n + 1) + size] / FORM_PAIR if noise is not NULL.  False if no sizes fit. */
enum { FORM_PAIR = 1 << 16 };
bool form_sizes(struct arena *arena, const struct form_matrix *matrix, int sign,
                const int32_t *noise, int *sizes);

/* The sum of the exact differences inside groups, in parts of `unit`: of a matrix from a file. */
int64_t form_matrix_value(const struct form_matrix *matrix, const int *group);

/* The text of an MDGPLIB file (docs/form.md).  ERR_INPUT: *line, *column (from 1) and *why. */
struct form_fault {
	int line, column;
	struct str why;
};
MUST_USE enum err form_mdgplib_parse(struct arena *arena, struct str text, struct form_matrix *out,
                                     struct form_fault *fault);

/* Pairs that must share a group, or must not: lines of "i j together" and "i j apart". */
struct form_pair {
	int i, j;
	bool apart;
};
MUST_USE enum err form_pairs_parse(struct arena *arena, struct str text, int n,
                                   struct form_pair **out, int *count, struct form_fault *fault);
/* Adds to (or takes from) the difference of each pair so much that no division gains by breaking it
 * while one that keeps it is near. */
void form_pairs_bend(struct form_matrix *matrix, const struct form_pair *pairs, int count);
int form_pairs_broken(const struct form_pair *pairs, int count, const int *group);

#endif
