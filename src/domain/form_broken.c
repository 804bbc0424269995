/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_broken - every broken rule of a plan in a sentence, counted from the plan and the problem
 * alone: nothing of the search is believed. */
#include "domain/form_parts.h"

const char *const form_rule_name[FORM_RULES] = {
	"sizes",   "pins",  "together", "apart",   "team",
	"manager", "slots", "places",   "not_set", "quotas"
};

enum form_rule form_rule_named(struct str name)
{
	int rule = 0;

	while (rule < FORM_RULES && !str_eq_ci(name, str_of(form_rule_name[rule]))) rule++;
	return (enum form_rule)rule;
}

struct listing {
	struct arena *arena;
	const struct form_problem *p;
	const struct form_plan *plan;
	struct buf *out;
	int *first, *member; /* of set k: member[first[k]] .. member[first[k + 1] - 1] */
	int broken, by_rule[FORM_RULES];
};

static void count(struct listing *l, enum form_rule rule, int n)
{
	l->broken += n;
	l->by_rule[rule] += n;
}

static struct str name(const struct listing *l, int x)
{
	return l->p->name ? l->p->name[x] : str_printf(l->arena, "Person %d", x + 1);
}

/* Two in one set who may not be. */
static void pair_broken(struct listing *l, enum form_rule rule, int x, int y, const char *why)
{
	count(l, rule, 1);
	buf_printf(l->out, "%.*s and %.*s share set %d, but %s.\n", STR_ARG(name(l, x)),
	           STR_ARG(name(l, y)), l->plan->set[x] + 1, why);
}

static void list_people(struct listing *l)
{
	const struct form_problem *p = l->p;

	for (int x = 0; x < p->people; x++) {
		const int k = l->plan->set[x];
		if (!(p->slots[x] >> l->plan->slot[k] & 1)) {
			count(l, FORM_RULE_SLOTS, 1);
			buf_printf(l->out, "%.*s is not free when set %d meets.\n",
			           STR_ARG(name(l, x)), k + 1);
		}
		if (!form_reaches(p, x, l->plan->place[k])) {
			count(l, FORM_RULE_PLACES, 1);
			buf_printf(l->out, "%.*s cannot meet where set %d does.\n",
			           STR_ARG(name(l, x)), k + 1);
		}
		if (form_is_banned(p, form_leader(p, l->plan, k), x)) {
			count(l, FORM_RULE_NOT_SETS, 1);
			buf_printf(l->out, "%.*s may not be in set %d: not with its facilitator.\n",
			           STR_ARG(name(l, x)), k + 1);
		}
		if (p->pin[x] != FORM_NONE && p->pin[x] != k) {
			count(l, FORM_RULE_PINS, 1);
			buf_printf(l->out, "%.*s is pinned to set %d, but is in set %d.\n",
			           STR_ARG(name(l, x)), p->pin[x] + 1, k + 1);
		}
	}
	for (int i = 0; i < p->bans; i++) {
		if (l->plan->set[p->ban[i].person] != p->ban[i].set) continue;
		count(l, FORM_RULE_NOT_SETS, 1);
		buf_printf(l->out, "%.*s may not be in set %d.\n",
		           STR_ARG(name(l, p->ban[i].person)), p->ban[i].set + 1);
	}
}

static void list_links(struct listing *l)
{
	for (int i = 0; i < l->p->links; i++) {
		const struct form_link *link = &l->p->link[i];
		const bool same = l->plan->set[link->a] == l->plan->set[link->b];
		if (same && link->kind == FORM_APART)
			pair_broken(l, FORM_RULE_APART, link->a, link->b, "are to be kept apart");
		if (same && link->kind == FORM_SEALED) {
			count(l, FORM_RULE_APART, 1);
			buf_printf(l->out, "%.*s may not be in set %d.\n",
			           STR_ARG(name(l, link->a)), l->plan->set[link->a] + 1);
		}
		if (same || link->kind != FORM_TOGETHER) continue;
		count(l, FORM_RULE_TOGETHER, 1);
		buf_printf(l->out, "%.*s and %.*s are to be together, but are not.\n",
		           STR_ARG(name(l, link->a)), STR_ARG(name(l, link->b)));
	}
}

/* Those of a set whose value as many before them have as there may be. */
static void list_quotas(struct listing *l, int set, int a)
{
	const struct form_attribute *attribute = &l->p->attribute[a];

	for (int i = l->first[set]; i < l->first[set + 1] && attribute->quota; i++) {
		const uint16_t v = attribute->value[l->member[i]];
		int before = 0;
		for (int j = l->first[set]; j < i; j++)
			before += attribute->value[l->member[j]] == v;
		if (v == FORM_UNKNOWN || before < attribute->quota) continue;
		count(l, FORM_RULE_QUOTAS, 1);
		buf_printf(l->out, "%.*s is one too many in set %d of the same %.*s.\n",
		           STR_ARG(name(l, l->member[i])), set + 1, STR_ARG(attribute->name));
	}
}

static void list_trait(struct listing *l, int set, int t)
{
	const struct form_trait *trait = &l->p->trait[t];
	int n = 0;

	for (int i = l->first[set]; i < l->first[set + 1]; i++)
		n += l->p->has[l->member[i]] >> t & 1;
	const bool few = n < trait->least, many = trait->most && n > trait->most;
	if (!few && !many) return;
	count(l, FORM_RULE_QUOTAS, few ? trait->least - n : n - trait->most);
	buf_printf(l->out, "Set %d has %d with %.*s; it should have at %s %d.\n", set + 1, n,
	           STR_ARG(trait->name), few ? "least" : "most", few ? trait->least : trait->most);
}

/* Facilitators who are not free, do not come there, or have two sets at once. */
static void list_leader(struct listing *l, int set)
{
	const struct form_problem *p = l->p;
	const int f = form_leader(p, l->plan, set), slot = l->plan->slot[set];

	if (f == FORM_NONE) return;
	if (!(p->facilitator_slots[f] >> slot & 1)) {
		count(l, FORM_RULE_NOT_SETS, 1);
		buf_printf(l->out, "The facilitator of set %d is not free when it meets.\n",
		           set + 1);
	}
	if (p->facilitator_places && !(p->facilitator_places[f] >> l->plan->place[set] & 1)) {
		count(l, FORM_RULE_NOT_SETS, 1);
		buf_printf(l->out, "The facilitator of set %d does not come where it meets.\n",
		           set + 1);
	}
	for (int k = 0; k < set; k++) {
		if (form_leader(p, l->plan, k) != f || l->plan->slot[k] != slot) continue;
		count(l, FORM_RULE_NOT_SETS, 1);
		buf_printf(l->out, "Sets %d and %d have one facilitator and meet at once.\n", k + 1,
		           set + 1);
		break;
	}
}

static void list_set(struct listing *l, int set)
{
	const struct form_problem *p = l->p;
	const int size = l->first[set + 1] - l->first[set];

	if (size < p->least[set] || size > p->most[set]) {
		count(l, FORM_RULE_SIZES,
		      size < p->least[set] ? p->least[set] - size : size - p->most[set]);
		buf_printf(l->out, "Set %d has %d people; it should have %d to %d.\n", set + 1,
		           size, p->least[set], p->most[set]);
	}
	for (int i = l->first[set]; i < l->first[set + 1]; i++)
		for (int j = l->first[set]; j < i; j++) {
			const int x = l->member[j], y = l->member[i];
			if (p->team[x] && p->team[x] == p->team[y])
				pair_broken(l, FORM_RULE_TEAM, x, y, "are of one team");
			if (p->manager[x] == y)
				pair_broken(l, FORM_RULE_MANAGER, x, y,
				            "the first reports to the second");
			if (p->manager[y] == x)
				pair_broken(l, FORM_RULE_MANAGER, x, y,
				            "the second reports to the first");
		}
	for (int a = 0; a < p->attributes; a++) list_quotas(l, set, a);
	for (int t = 0; t < p->traits; t++) list_trait(l, set, t);
	list_leader(l, set);
}

int form_broken(struct arena *arena, const struct form_problem *problem,
                const struct form_plan *plan, struct buf *out, int by_rule[FORM_RULES])
{
	struct listing l = { .arena = arena, .p = problem, .plan = plan, .out = out };

	l.first = NEW(arena, int, (size_t)problem->sets + 2);
	l.member = NEW(arena, int, (size_t)problem->people);
	for (int x = 0; x < problem->people; x++) l.first[plan->set[x] + 2]++;
	for (int k = 2; k < problem->sets + 2; k++) l.first[k] += l.first[k - 1];
	for (int x = 0; x < problem->people; x++) l.member[l.first[plan->set[x] + 1]++] = x;
	list_people(&l);
	list_links(&l);
	for (int k = 0; k < problem->sets; k++) list_set(&l, k);
	for (int i = 0; i < FORM_RULES && by_rule; i++) by_rule[i] = l.by_rule[i];
	return l.broken;
}
