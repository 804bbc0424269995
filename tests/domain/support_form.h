/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_form - instances made by rule, and oracles that share nothing with the search. */
#ifndef SUPPORT_FORM_H
#define SUPPORT_FORM_H

#include "domain/form.h"
#include "support/check.h"

/* Differences 0..100 by splitmix64 from `seed`, in row order; every group least..most. */
struct form_matrix form_random_matrix(struct arena *arena, int n, int groups, int least, int most,
                                      uint64_t seed);
/* The objective, pair by pair.  Fails the test if a bound is broken. */
int64_t form_recount(const struct form_matrix *matrix, const int *group);
/* The greatest objective there is, by trying every division (n <= 10). */
int64_t form_exact(const struct form_matrix *matrix);

/* Applicants by the rule of docs/form.md: organisations, roles, grades, regions, teams, line managers
 * and half-days for n people in sets of 6 to 8. */
void form_applicants(struct arena *arena, int n, uint64_t seed, struct form_problem *out);
/* 24 to 83 applicants with every kind of rule there is, made round a plan that keeps them all. */
void form_planted(struct arena *arena, uint64_t seed, struct form_problem *out);
/* Counts every broken rule of a plan, person by person; nothing of the search is used. */
int form_count_broken(const struct form_problem *problem, const struct form_plan *plan);
/* 0 as from a hat, 100 as good as the bound: pairs alike, counted one by one.  For names only. */
double form_count_mix(const struct form_problem *problem, const struct form_plan *plan);

#endif
