/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_why - why somebody is not in a set, and what an exchange would do: read off a plan as it
 * stands.  A question costs a few comparisons of one person with the members of two sets. */
#include "domain/form_parts.h"

struct form_desk *form_desk_new(struct arena *arena, const struct form_problem *problem,
                                const struct form_plan *plan)
{
	struct form_desk *desk = NEW(arena, struct form_desk, 1);
	int *sizes = NEW(arena, int, (size_t)problem->sets);

	desk->sets = form_sets_new(arena, problem, FORM_PATH_BEST);
	for (int k = 0; k < problem->sets; k++) {
		form_lead(desk->sets, k, form_leader(problem, plan, k));
		form_retime(desk->sets, k, plan->slot[k], plan->place[k]);
	}
	for (int x = 0; x < problem->people; x++) {
		form_enter(desk->sets, x, plan->set[x]);
		sizes[plan->set[x]]++;
	}
	desk->hat = form_likeness_random(problem);
	desk->width = desk->hat - form_likeness_least(arena, problem, sizes);
	return desk;
}

double form_desk_mix(const struct form_desk *desk, int64_t like, int size)
{
	const double mean = size > 1 ? 2.0 * (double)like / (size * (size - 1.0)) : 0;

	return desk->width > 0 ? 100 * (desk->hat - mean) / desk->width : 100;
}

/* The first hard reason against x in the set while `skip` (FORM_NONE: nobody) is not there. */
static enum form_reason hard_reason(const struct form_sets *s, int x, int set, int skip, int *other,
                                    int *attribute)
{
	const struct form_problem *p = s->problem;
	const struct form_set *at = &s->set[set];
	enum form_reason first = FORM_REASON_NONE;

	*other = *attribute = FORM_NONE;
	if (p->pin[x] != FORM_NONE && p->pin[x] != set) return FORM_REASON_PINNED;
	if (p->locked && (p->locked[set] || p->locked[s->of[x]])) return FORM_REASON_LOCKED;
	for (int l = 0; l < at->size; l++) {
		const int y = at->member[l];
		enum form_reason here = FORM_REASON_NONE;
		if (y == skip || y == x) continue;
		if (p->team[x] && p->team[x] == p->team[y]) here = FORM_REASON_TEAM;
		if (p->manager[x] == y || p->manager[y] == x) here = FORM_REASON_MANAGER;
		for (int k = s->link_at[x]; k < s->link_at[x + 1] && !here; k++) {
			if (s->link_of[k].b != y) continue;
			if (s->link_of[k].kind == FORM_APART) here = FORM_REASON_APART;
			if (s->link_of[k].kind == FORM_SEALED) here = FORM_REASON_SEALED;
		}
		if (here && (!first || here < first)) first = here, *other = y;
	}
	if (first) return first;
	if (!(p->slots[x] >> at->slot & 1)) return FORM_REASON_SLOT;
	if (!form_reaches(p, x, at->place))
		return at->place == FORM_ONLINE || !(p->places[x] & ~(1ull << FORM_ONLINE))
		               ? FORM_REASON_FORMAT
		               : FORM_REASON_TRAVEL;
	if (form_misfit(s, x, set, at->slot, at->place)) return FORM_REASON_BANNED;
	for (int k = s->link_at[x]; k < s->link_at[x + 1]; k++)
		if (s->link_of[k].kind == FORM_TOGETHER && s->of[s->link_of[k].b] != set) {
			*other = s->link_of[k].b;
			return FORM_REASON_TOGETHER;
		}
	for (int a = 0; a < p->attributes; a++) {
		int equal = 0;
		const uint16_t v = p->attribute[a].value[x];
		for (int l = 0; l < at->size; l++)
			equal += at->member[l] != skip && at->member[l] != x && at->lane[a][l] == v;
		if (!p->attribute[a].quota || v == FORM_UNKNOWN || equal < p->attribute[a].quota)
			continue;
		*attribute = a;
		return FORM_REASON_QUOTA;
	}
	for (int t = 0; t < p->traits; t++) {
		const int gone = skip == FORM_NONE ? 0 : p->has[skip] >> t & 1;
		const int n = at->have[t] - gone + (p->has[x] >> t & 1);
		if ((!p->trait[t].most || n <= p->trait[t].most) &&
		    (n >= p->trait[t].least || n >= at->have[t]))
			continue;
		*attribute = FORM_ATTRIBUTES_MAX + t;
		return FORM_REASON_QUOTA;
	}
	return FORM_REASON_NONE;
}

/* Would its own set lack somebody of a trait without x? */
static bool is_needed(const struct form_sets *s, int x)
{
	const struct form_problem *p = s->problem;
	bool needed = false;

	for (int t = 0; t < p->traits; t++)
		needed |= (p->has[x] >> t & 1) && s->set[s->of[x]].have[t] <= p->trait[t].least;
	return needed;
}

/* Sets of x and y after an exchange (y FORM_NONE: x moves): likeness of both. */
static void after(const struct form_sets *s, int x, int y, int64_t *from, int64_t *to)
{
	const int a = s->of[x], b = y == FORM_NONE ? FORM_NONE : s->of[y];

	*from = s->set[a].like - form_fit(s, x, a, s->lane[x]).like;
	if (y == FORM_NONE) return;
	*from += form_fit(s, y, a, s->lane[x]).like;
	*to = s->set[b].like - form_fit(s, y, b, s->lane[y]).like +
	      form_fit(s, x, b, s->lane[y]).like;
}

static void try_moving(struct form_desk *desk, int x, int set, struct form_why *best)
{
	const struct form_sets *s = desk->sets;
	const struct form_set *a = &s->set[s->of[x]], *b = &s->set[set];
	int64_t from;

	if (b->size >= s->problem->most[set] || a->size <= s->problem->least[s->of[x]] ||
	    is_needed(s, x))
		return;
	after(s, x, FORM_NONE, &from, NULL);
	best->reason = FORM_REASON_NONE;
	best->from_after = form_desk_mix(desk, from, a->size - 1);
	best->to_after =
		form_desk_mix(desk, b->like + form_fit(s, x, set, FORM_NONE).like, b->size + 1);
}

static void try_exchanges(struct form_desk *desk, int x, int set, struct form_why *best)
{
	const struct form_sets *s = desk->sets;
	const int home = s->of[x];

	for (int l = 0; l < s->set[set].size; l++) {
		const int y = s->set[set].member[l];
		int other, attribute;
		int64_t from, to = 0;
		if (hard_reason(s, x, set, y, &other, &attribute) ||
		    hard_reason(s, y, home, x, &other, &attribute))
			continue;
		after(s, x, y, &from, &to);
		const double here = form_desk_mix(desk, from, s->set[home].size);
		const double there = form_desk_mix(desk, to, s->set[set].size);
		if (best->reason == FORM_REASON_NONE &&
		    here + there <= best->from_after + best->to_after)
			continue;
		best->reason = FORM_REASON_NONE;
		best->other = y;
		best->from_after = here;
		best->to_after = there;
	}
}

void form_why_not(struct form_desk *desk, int person, int set, struct form_why *out)
{
	const struct form_sets *s = desk->sets;
	const int home = s->of[person];

	*out = (struct form_why){ .other = FORM_NONE, .attribute = FORM_NONE };
	out->from_before = form_desk_mix(desk, s->set[home].like, s->set[home].size);
	out->to_before = form_desk_mix(desk, s->set[set].like, s->set[set].size);
	if (home == set) {
		out->reason = FORM_REASON_HERE;
		return;
	}
	struct form_why possible = *out;
	possible.reason = FORM_REASON_FULL;
	const enum form_reason hard =
		hard_reason(s, person, set, FORM_NONE, &out->other, &out->attribute);
	if (!hard) try_moving(desk, person, set, &possible);
	try_exchanges(desk, person, set, &possible);
	if (possible.reason == FORM_REASON_NONE)
		*out = possible;
	else
		out->reason = hard ? hard : FORM_REASON_FULL;
}

static struct str name_of(struct arena *arena, const struct form_problem *p, int x)
{
	return p->name ? p->name[x] : str_printf(arena, "person %d", x + 1);
}

struct str form_why_words(struct arena *arena, const struct form_problem *p, int person, int set,
                          const struct form_why *why)
{
	static const char *const words[FORM_REASONS] = {
		[FORM_REASON_HERE] = "is in this set",
		[FORM_REASON_PINNED] = "is pinned to another set",
		[FORM_REASON_LOCKED] = "cannot change: one of the two sets is locked",
		[FORM_REASON_MANAGER] = "cannot share a set with their line",
		[FORM_REASON_TEAM] = "is of the same team as",
		[FORM_REASON_APART] = "is to be kept apart from",
		[FORM_REASON_SEALED] = "may not be in this set",
		[FORM_REASON_SLOT] = "is not free when this set meets",
		[FORM_REASON_FORMAT] = "does not meet the way this set does, online or in person",
		[FORM_REASON_TRAVEL] = "would travel further than they said they can",
		[FORM_REASON_BANNED] = "may not be in this set",
		[FORM_REASON_TOGETHER] = "is to be together with",
		[FORM_REASON_QUOTA] = "would be one too many of the same",
		[FORM_REASON_FULL] = "has nobody to change places with: the set is full",
	};
	const struct str who = name_of(arena, p, person);

	if (why->reason == FORM_REASON_NONE && why->other == FORM_NONE)
		return str_printf(arena,
		                  "%.*s could move to set %d: its mix %.0f to %.0f, the old set "
		                  "%.0f to %.0f.",
		                  STR_ARG(who), set + 1, why->to_before, why->to_after,
		                  why->from_before, why->from_after);
	if (why->reason == FORM_REASON_NONE)
		return str_printf(arena,
		                  "%.*s could change places with %.*s: mix of set %d %.0f to %.0f, "
		                  "of the other "
		                  "%.0f to %.0f.",
		                  STR_ARG(who), STR_ARG(name_of(arena, p, why->other)), set + 1,
		                  why->to_before, why->to_after, why->from_before, why->from_after);
	if (why->reason == FORM_REASON_QUOTA)
		return str_printf(
			arena, "%.*s %s %.*s.", STR_ARG(who),
			why->attribute < FORM_ATTRIBUTES_MAX
				? words[why->reason]
				: "would make too many or too few with",
			STR_ARG(why->attribute < FORM_ATTRIBUTES_MAX
		                        ? p->attribute[why->attribute].name
		                        : p->trait[why->attribute - FORM_ATTRIBUTES_MAX].name));
	/* A sealed pair names nobody. */
	if (why->reason == FORM_REASON_SEALED || why->other == FORM_NONE)
		return str_printf(arena, "%.*s %s.", STR_ARG(who), words[why->reason]);
	return str_printf(arena, "%.*s %s %.*s.", STR_ARG(who), words[why->reason],
	                  STR_ARG(name_of(arena, p, why->other)));
}
