/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_ease - what counts beside the mix: half-days people would rather have, the way there, and how many of
 * a trait are in a set. */
#include "domain/form_parts.h"

const char *const form_level_name[FORM_LEVELS] = { "mix",    "worst", "alone", "preferred",
	                                           "travel", "met",   "moves" };

/* In units of form_cost, where two of one organisation in a set of seven are about 20000: a person at
 * another half-day, a set with one alone, a minute on the way. */
static const int costs[FORM_LEVELS][3] = {
	[FORM_LEVEL_ALONE] = { [FORM_AFTER_MIX] = 4000, [FORM_BEFORE_MIX] = 80000 },
	[FORM_LEVEL_PREFERRED] = { [FORM_AFTER_MIX] = 1500, [FORM_BEFORE_MIX] = 40000 },
	[FORM_LEVEL_TRAVEL] = { [FORM_AFTER_MIX] = 15, [FORM_BEFORE_MIX] = 400 },
};
/* In likeness: a pair who met before is as bad as one alike in all. */
static const int met_costs[] = {
	[FORM_AFTER_MIX] = FORM_WEIGHT, [FORM_BEFORE_MIX] = 4 * FORM_WEIGHT, [FORM_NOT_COUNTED] = 0
};

void form_ease_new(struct form_sets *s)
{
	const struct form_problem *p = s->problem;

	for (int i = 0; i < FORM_LEVELS; i++) s->unease_of[i] = costs[i][p->strength[i]];
	s->met_cost = met_costs[p->strength[FORM_LEVEL_MET]];
	s->eases = p->preferred || p->minutes || p->traits;
	for (int t = 0; t < p->traits; t++) s->broken += p->sets * p->trait[t].least;
}

int64_t form_unease(const struct form_sets *s, int x, int slot, int place)
{
	const struct form_problem *p = s->problem;
	int64_t sum = 0;

	if (p->preferred && p->preferred[x] &&
	    (slot == FORM_NONE || !(p->preferred[x] >> slot & 1)))
		sum += s->unease_of[FORM_LEVEL_PREFERRED];
	if (!p->minutes || place == FORM_NONE || place == FORM_ONLINE) return sum;
	const uint16_t minutes = p->minutes[(size_t)x * FORM_PLACES_MAX + (size_t)place];
	if (minutes != FORM_UNKNOWN) sum += (int64_t)minutes * s->unease_of[FORM_LEVEL_TRAVEL];
	return sum;
}

/* So many too few or too many. */
static int off(const struct form_trait *trait, int n)
{
	const int few = trait->least - n, many = trait->most ? n - trait->most : 0;

	return (few > 0 ? few : 0) + (many > 0 ? many : 0);
}

int form_trait_change(const struct form_sets *s, int set, int out, int in, int64_t *unease)
{
	const struct form_problem *p = s->problem;
	int broken = 0;

	if (!p->traits) return 0;
	const int gone = out == FORM_NONE ? 0 : p->has[out],
		  come = in == FORM_NONE ? 0 : p->has[in];

	for (int t = 0; t < p->traits; t++) {
		const struct form_trait *trait = &p->trait[t];
		const int before = s->set[set].have[t];
		const int after = before - (gone >> t & 1) + (come >> t & 1);
		if (after == before) continue;
		broken += off(trait, after) - off(trait, before);
		if (trait->not_alone)
			*unease += s->unease_of[FORM_LEVEL_ALONE] * ((after == 1) - (before == 1));
	}
	return broken;
}
