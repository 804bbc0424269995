/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_form - instances made by rule, and oracles that share nothing with the search. */
#ifndef SUPPORT_FORM_H
#define SUPPORT_FORM_H

#include "domain/form_divide.h"
#include "support/check.h"

/* Differences 0..100 by splitmix64 from `seed`, in row order; every group least..most. */
struct form_matrix form_random_matrix(struct arena *arena, int n, int groups, int least, int most,
                                      uint64_t seed);
/* The objective, pair by pair.  Fails the test if a bound is broken. */
int64_t form_recount(const struct form_matrix *matrix, const int *group);
/* The greatest objective there is, by trying every division (n <= 10). */
int64_t form_exact(const struct form_matrix *matrix);

#endif
