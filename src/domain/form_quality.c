/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_quality - a plan in numbers that a coordinator understands: each attribute by itself, wishes, the way
 * there.  Counted from the plan and the problem alone. */
#include "domain/form_parts.h"

struct counting {
	struct arena *arena;
	const struct form_problem *p;
	const struct form_plan *plan;
	int *first, *member; /* of set k: member[first[k]] .. member[first[k + 1] - 1] */
};

/* Hat, plan and bound as if only this attribute counted (FORM_NONE: all). */
static void weigh(const struct counting *c, int attribute, struct form_share *out)
{
	struct form_problem one = *c->p;
	struct form_plan plan = *c->plan;
	int *sizes = NEW(c->arena, int, (size_t)one.sets);

	if (attribute != FORM_NONE) {
		one.attributes = 1;
		one.attribute[0] = c->p->attribute[attribute];
		one.attribute[0].weight = 1;
	}
	for (int k = 0; k < one.sets; k++) sizes[k] = c->first[k + 1] - c->first[k];
	form_measure(c->arena, &one, &plan, NULL);
	const double hat = form_likeness_random(&one),
		     least = form_likeness_least(c->arena, &one, sizes);
	const double width = hat > least ? hat - least : 0;
	out->mix = plan.mix;
	out->hat = hat / FORM_WEIGHT;
	out->ideal = least / FORM_WEIGHT;
	out->actual = (hat - plan.mix * width / 100) / FORM_WEIGHT;
}

static int by_value(const void *a, const void *b)
{
	return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* Values that there are among n people, what is unknown left out; pairs of the same. */
static int count_values(const uint16_t *value, const int *member, int n, uint16_t *spare,
                        int64_t *pairs)
{
	int known = 0, values = 0;

	for (int i = 0; i < n; i++) {
		const uint16_t v = value[member ? member[i] : i];
		if (v != FORM_UNKNOWN) spare[known++] = v;
	}
	qsort(spare, (size_t)known, sizeof(*spare), by_value);
	for (int i = 0, run = 0; i < known; i++) {
		run = i && spare[i] == spare[i - 1] ? run + 1 : 0;
		values += run == 0;
		*pairs += run;
	}
	return values;
}

static void count_attribute(const struct counting *c, int a, struct form_share *out)
{
	const uint16_t *value = c->p->attribute[a].value;
	uint16_t *spare = NEW(c->arena, uint16_t, (size_t)c->p->people);
	int64_t unused = 0, different = 0, possible = 0;
	const int all = count_values(value, NULL, c->p->people, spare, &unused);

	out->repeated = 0;
	for (int k = 0; k < c->p->sets; k++) {
		const int n = c->first[k + 1] - c->first[k];
		different += count_values(value, c->member + c->first[k], n, spare, &out->repeated);
		possible += n < all ? n : all;
	}
	out->different = (double)different / c->p->sets;
	out->possible = (double)possible / c->p->sets;
}

static void count_wishes(const struct counting *c, struct form_quality *q)
{
	const struct form_problem *p = c->p;
	int64_t minutes = 0;

	for (int x = 0; x < p->people; x++) {
		const int k = c->plan->set[x], slot = c->plan->slot[k], place = c->plan->place[k];
		if (p->preferred && p->preferred[x]) {
			q->wishes++;
			q->wishes_met += (int)(p->preferred[x] >> slot & 1);
		}
		if (!p->minutes || place == FORM_ONLINE) continue;
		const uint16_t way = p->minutes[(size_t)x * FORM_PLACES_MAX + (size_t)place];
		if (way == FORM_UNKNOWN) continue;
		q->travellers++;
		minutes += way;
		if (way > q->minutes_most) q->minutes_most = way;
	}
	q->minutes_mean = q->travellers ? (double)minutes / q->travellers : 0;
	for (int i = 0; i < p->links; i++)
		q->met += p->link[i].kind == FORM_MET &&
		          c->plan->set[p->link[i].a] == c->plan->set[p->link[i].b];
}

static int by_mix(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void count_sets(const struct counting *c, const double *set_mix, struct form_quality *q)
{
	const int sets = c->p->sets, tenth = sets >= 10 ? sets / 10 : 1;
	double *sorted = NEW(c->arena, double, (size_t)sets), sum = 0;

	q->smallest = q->largest = c->first[1] - c->first[0];
	for (int k = 0; k < sets; k++) {
		const int n = c->first[k + 1] - c->first[k];
		sorted[k] = set_mix[k];
		if (q->worst_set == FORM_NONE || set_mix[k] < set_mix[q->worst_set])
			q->worst_set = k;
		if (n < q->smallest) q->smallest = n;
		if (n > q->largest) q->largest = n;
		for (int t = 0; t < c->p->traits; t++) {
			int have = 0;
			for (int i = c->first[k]; i < c->first[k + 1]; i++)
				have += c->p->has[c->member[i]] >> t & 1;
			q->alone[t] += have == 1;
		}
	}
	qsort(sorted, (size_t)sets, sizeof(*sorted), by_mix);
	for (int i = 0; i < tenth; i++) sum += sorted[i];
	q->worst_tenth = sum / tenth;
}

void form_quality(struct arena *arena, const struct form_problem *problem,
                  const struct form_plan *plan, const double *set_mix, struct form_quality *out)
{
	struct counting c = { .arena = arena, .p = problem, .plan = plan };

	*out = (struct form_quality){ .worst_set = FORM_NONE };
	c.first = NEW(arena, int, (size_t)problem->sets + 2);
	c.member = NEW(arena, int, (size_t)problem->people);
	for (int x = 0; x < problem->people; x++) c.first[plan->set[x] + 2]++;
	for (int k = 2; k < problem->sets + 2; k++) c.first[k] += c.first[k - 1];
	for (int x = 0; x < problem->people; x++) c.member[c.first[plan->set[x] + 1]++] = x;
	weigh(&c, FORM_NONE, &out->all);
	for (int a = 0; a < problem->attributes; a++) {
		if (problem->attribute[a].wish != FORM_IGNORE) weigh(&c, a, &out->attribute[a]);
		count_attribute(&c, a, &out->attribute[a]);
	}
	count_wishes(&c, out);
	count_sets(&c, set_mix, out);
}
