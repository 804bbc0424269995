/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_search - one search for a division: what it holds, and the steps every way of searching is made
 * of.  form_temper and form_anneal decide when and how warm. */
#ifndef DOMAIN_FORM_SEARCH_H
#define DOMAIN_FORM_SEARCH_H

#include "domain/form_fixed.h"
#include "domain/form_parts.h"

enum {
	FORM_LOSSES =
		4096, /* losses drawn from the exponential distribution, beside a row's worth */
	FORM_STEP_LEAST = 1 << 14, /* proposals at one temperature, at least */
	FORM_REPORT_STEPS = 64,    /* temperatures between two reports */
	/* Noise of form_search_start: only the sizes with the most pairs, one vector of them or
	 * another. */
	FORM_BEST_SIZES = FORM_PAIR / 50
};

struct form_search {
	const struct form_matrix *matrix;
	const struct form_path *path;
	const struct form_time *time;
	struct form_state now;
	struct random random;
	struct arena *arena, *scratch;       /* of the caller; forgotten between starts */
	int *order;                          /* people, shuffled for each round */
	int32_t *draws;                      /* of form_draw_fixed */
	int32_t *least;                      /* -temperature x draws */
	int *sizes;                          /* of a start */
	int64_t evaluations, start_us, took; /* proposals that took, for the share accepted */
	bool stopped;
	int64_t hot, cold; /* temperatures between which there is something to find */
	int32_t *best;
	int64_t best_value;
	int sign; /* of the mean difference: are more pairs better? */
};

void form_search_init(struct form_search *s, struct arena *arena, const struct form_matrix *matrix);
/* Room for a division of this matrix, without anybody in it. */
struct form_state form_state_new(struct arena *arena, const struct form_matrix *matrix);
void form_state_copy(struct form_state *to, const struct form_state *from);
/* Share of the time that is used up. */
int64_t form_search_spent(const struct form_search *s);
void form_search_report(struct form_search *s, int64_t share);
/* A random division; its sizes have the most pairs, give or take `noise` of FORM_PAIR. */
void form_search_start(struct form_search *s, int noise);
/* From the best so far. */
void form_search_resume(struct form_search *s);
void form_search_warm(struct form_search *s, int64_t heat);
/* Everybody once against everybody, in a new order, at the temperature in force. */
void form_search_round(struct form_search *s);
/* Upwards only, until nobody can better it; the best so far is kept. */
void form_search_descend(struct form_search *s);
/* A cooling finds hot and cold. */
void form_search_calibrate(struct form_search *s);

/* Both take all the time that is left. */
void form_anneal(struct form_search *s);
void form_temper(struct form_search *s, int rounds);

#endif
