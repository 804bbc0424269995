/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_edit - a hand edit looked at before it is made: every rule it would break by name, or what it does to
 * the mix of the two sets.  A few comparisons of one person with the members of two sets; no search. */
#include "domain/form_parts.h"

struct edit {
	const struct form_sets *s;
	struct arena *arena;
	struct buf *out;
	int x, set, breaks;
};

static struct str name(const struct edit *e, int x)
{
	const struct form_problem *p = e->s->problem;

	return p->name ? p->name[x] : str_printf(e->arena, "Person %d", x + 1);
}

/* "X, then what, then whom." */
static void tell(struct edit *e, const char *what, int other)
{
	e->breaks++;
	buf_printf(e->out, "%.*s %s", STR_ARG(name(e, e->x)), what);
	if (other != FORM_NONE) buf_printf(e->out, " %.*s", STR_ARG(name(e, other)));
	buf_printf(e->out, ".\n");
}

static void check_members(struct edit *e)
{
	const struct form_problem *p = e->s->problem;
	const struct form_set *at = &e->s->set[e->set];
	bool sealed = false;

	for (int l = 0; l < at->size; l++) {
		const int y = at->member[l];
		if (p->team[e->x] && p->team[e->x] == p->team[y])
			tell(e, "is of the same team as", y);
		if (p->manager[e->x] == y) tell(e, "reports to", y);
		if (p->manager[y] == e->x) tell(e, "is the line manager of", y);
	}
	for (int k = e->s->link_at[e->x]; k < e->s->link_at[e->x + 1]; k++) {
		const struct form_link *l = &e->s->link_of[k];
		const bool there = e->s->of[l->b] == e->set;
		if (there && l->kind == FORM_APART) tell(e, "is to be kept apart from", l->b);
		if (there && l->kind == FORM_SEALED) sealed = true;
		if (!there && l->kind == FORM_TOGETHER) tell(e, "is to be together with", l->b);
	}
	for (int k = e->s->ban_at[e->x]; k < e->s->ban_at[e->x + 1]; k++)
		sealed |= e->s->ban_of[k] == e->set;
	sealed |= form_is_banned(p, e->s->who[e->set], e->x);
	if (sealed) tell(e, "may not be in this set", FORM_NONE);
}

static void check_set(struct edit *e)
{
	const struct form_problem *p = e->s->problem;
	const struct form_set *at = &e->s->set[e->set];
	const int home = e->s->of[e->x];

	if (p->pin[e->x] != FORM_NONE && p->pin[e->x] != e->set)
		tell(e, "is pinned to another set", FORM_NONE);
	if (p->locked && (p->locked[e->set] || p->locked[home]))
		tell(e, "cannot change: one of the two sets is locked", FORM_NONE);
	if (at->slot == FORM_NONE || !(p->slots[e->x] >> at->slot & 1))
		tell(e, "is not free when this set meets", FORM_NONE);
	if (!form_reaches(p, e->x, at->place))
		tell(e, "cannot meet where this set does: format, or the way is too far",
		     FORM_NONE);
}

static void check_counts(struct edit *e)
{
	const struct form_problem *p = e->s->problem;
	const struct form_set *at = &e->s->set[e->set];
	const int home = e->s->of[e->x];

	for (int a = 0; a < p->attributes; a++) {
		const uint16_t v = p->attribute[a].value[e->x];
		int equal = 1;
		for (int l = 0; l < at->size; l++) equal += at->lane[a][l] == v;
		if (!p->attribute[a].quota || v == FORM_UNKNOWN || equal <= p->attribute[a].quota)
			continue;
		e->breaks++;
		buf_printf(e->out, "%.*s would be one of %d of the same %.*s; at most %d may be.\n",
		           STR_ARG(name(e, e->x)), equal, STR_ARG(p->attribute[a].name),
		           p->attribute[a].quota);
	}
	if (at->size >= p->most[e->set]) {
		e->breaks++;
		buf_printf(e->out, "Set %d would have %d people; it should have at most %d.\n",
		           e->set + 1, at->size + 1, p->most[e->set]);
	}
	if (e->s->set[home].size <= p->least[home]) {
		e->breaks++;
		buf_printf(e->out, "Set %d would have %d people; it should have at least %d.\n",
		           home + 1, e->s->set[home].size - 1, p->least[home]);
	}
}

static void check_traits(struct edit *e)
{
	const struct form_problem *p = e->s->problem;
	const int home = e->s->of[e->x];

	for (int t = 0; t < p->traits; t++) {
		const struct form_trait *trait = &p->trait[t];
		if (!(p->has[e->x] >> t & 1)) continue;
		if (trait->most && e->s->set[e->set].have[t] >= trait->most) {
			e->breaks++;
			buf_printf(e->out, "Set %d would have more than %d with %.*s.\n",
			           e->set + 1, trait->most, STR_ARG(trait->name));
		}
		if (e->s->set[home].have[t] > trait->least) continue;
		e->breaks += trait->least > 0;
		if (trait->least)
			buf_printf(e->out, "Set %d would have fewer than %d with %.*s.\n", home + 1,
			           trait->least, STR_ARG(trait->name));
	}
}

void form_edit_check(struct form_desk *desk, struct arena *arena, int person, int set,
                     struct buf *out, struct form_edit *edit)
{
	const struct form_sets *s = desk->sets;
	const int home = s->of[person];
	const struct form_set *a = &s->set[home], *b = &s->set[set];
	struct edit e = { .s = s, .arena = arena, .out = out, .x = person, .set = set };

	*edit = (struct form_edit){ .from_before = form_desk_mix(desk, a->like, a->size),
		                    .to_before = form_desk_mix(desk, b->like, b->size) };
	edit->from_after = edit->from_before;
	edit->to_after = edit->to_before;
	if (home == set) return;
	check_set(&e);
	check_members(&e);
	check_counts(&e);
	check_traits(&e);
	edit->breaks = e.breaks;
	edit->from_after = form_desk_mix(
		desk, a->like - form_fit(s, person, home, s->lane[person]).like, a->size - 1);
	if (b->size < FORM_SET_SIZE_MAX)
		edit->to_after = form_desk_mix(
			desk, b->like + form_fit(s, person, set, FORM_NONE).like, b->size + 1);
}

int form_moves_least(struct arena *arena, const struct form_problem *problem, const int *start,
                     const int *start_slot)
{
	const struct form_problem *p = problem;
	int *size = NEW(arena, int, (size_t)p->sets), *leave = NEW(arena, int, (size_t)p->sets);
	int newcomers = 0, out = 0, in = 0;

	for (int x = 0; x < p->people; x++) {
		const int k = start[x];
		if (k == FORM_NONE) {
			newcomers++;
			continue;
		}
		size[k]++;
		const bool stays = p->keep_times && start_slot && start_slot[k] != FORM_NONE;
		leave[k] += (p->pin[x] != FORM_NONE && p->pin[x] != k) ||
		            (stays && !(p->slots[x] >> start_slot[k] & 1));
	}
	for (int k = 0; k < p->sets; k++) {
		const int many = size[k] - p->most[k], few = p->least[k] - (size[k] - leave[k]);
		out += many > leave[k] ? many : leave[k];
		in += few > 0 ? few : 0;
	}
	in -= newcomers;
	return in > out ? in : out;
}
