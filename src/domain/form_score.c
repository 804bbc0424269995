/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_score - how good a plan is: 0 as drawn from a hat, 100 as no division can be better.
 *
 * Both ends are counted from the values alone.  The hat: the mean likeness of two people anywhere.
 * The ideal: each attribute by itself spread as evenly as the sizes allow, which is found exactly by
 * giving out people one by one to the set where the next costs least. */
#include "domain/form_parts.h"

/* How many people have each value of an attribute, how many values there may be, and how many are known. */
struct tally {
	int64_t *count;
	int values, known;
};

static struct tally count_values(struct arena *arena, const struct form_problem *p, int a)
{
	const uint16_t *value = p->attribute[a].value;
	struct tally t = { .values = p->attribute[a].range + 1 };

	for (int x = 0; x < p->people; x++)
		if (value[x] != FORM_UNKNOWN && value[x] >= t.values) t.values = value[x] + 1;
	t.count = NEW(arena, int64_t, (size_t)t.values);
	for (int x = 0; x < p->people; x++) {
		if (value[x] == FORM_UNKNOWN) continue;
		t.count[value[x]]++;
		t.known++;
	}
	return t;
}

/* Sum of likeness over all pairs of people who are known. */
static double pairs_of_all(const struct form_column *c, int range, const struct tally *t)
{
	const int64_t *count = t->count;
	const int known = t->known;
	const double pairs = 0.5 * known * (known - 1.0);
	double alike = 0, apart = 0, near = 0;
	int64_t below = 0;

	if (!c->ordered) {
		for (int v = 0; v < t->values; v++)
			alike += 0.5 * (double)count[v] * (double)(count[v] - 1);
		return alike * c->same + (pairs - alike) * c->differ;
	}
	for (int v = 0; v <= range; v++) {
		near += 0.5 * (double)count[v] * (double)(count[v] - 1);
		for (int w = v + 1; w <= v + c->band && w <= range; w++)
			near += (double)count[v] * (double)count[w];
		below += count[v];
		apart += (double)below * (double)(known - below);
	}
	if (c->band) return (pairs - near) * c->differ;
	return pairs * c->same + apart * c->step * (c->same ? -1 : 1);
}

double form_likeness_random(const struct form_problem *p)
{
	struct form_column column[FORM_ATTRIBUTES_MAX];
	struct arena *arena = arena_new((size_t)1 << 24);
	const double pairs = 0.5 * p->people * (p->people - 1.0);
	double sum = 0;

	form_columns(p, column);
	for (int a = 0; a < p->attributes; a++) {
		const struct tally t = count_values(arena, p, a);
		const double known = 0.5 * t.known * (t.known - 1.0);
		/* Of skills the mean, which is what unknown counts as. */
		sum += column[a].bits ? known * column[a].unknown
		                      : pairs_of_all(&column[a], p->attribute[a].range, &t);
		sum += (pairs - known) * column[a].unknown;
	}
	arena_free(arena);
	return pairs > 0 ? sum / pairs : 0;
}

struct step {
	double cost; /* of one more in a set that has `have` already */
	int sets;
};

/* Steps for sets of these sizes, cheapest first.  `ordered`: the cost is minus the pairs set apart. */
static int make_steps(const int *sizes, int sets, bool ordered, struct step *out)
{
	int of_size[FORM_SET_SIZE_MAX + 1] = { 0 }, n = 0;

	for (int k = 0; k < sets; k++) of_size[sizes[k]]++;
	for (int size = 2; size <= FORM_SET_SIZE_MAX; size++) {
		if (!of_size[size]) continue;
		for (int have = 0; have < size; have++) {
			const double cost = ordered ? (2.0 * have + 1 - size) / (size - 1)
			                            : (double)have / (size - 1);
			int at = n++;
			for (; at > 0 && out[at - 1].cost > cost; at--) out[at] = out[at - 1];
			out[at] = (struct step){ cost, of_size[size] };
		}
	}
	return n;
}

static double give_out(const struct step *steps, int n, int64_t people)
{
	double cost = 0;

	for (int i = 0; i < n && people > 0; i++) {
		const int64_t here = people < steps[i].sets ? people : steps[i].sets;
		cost += (double)here * steps[i].cost;
		people -= here;
	}
	return cost;
}

/* Twice the likeness over size - 1, summed over the pairs of all sets: no division has less of names. */
static double least_of_names(const struct form_column *c, const struct step *steps, int n,
                             const struct tally *t, int unknown)
{
	/* Each unknown has size - 1 pairs, of which it may share some with other unknowns: half count. */
	double sum = (double)c->unknown * unknown;

	for (int v = 0; v < t->values; v++)
		if (t->count[v]) sum += 2.0 * c->same * give_out(steps, n, t->count[v]);
	return sum;
}

/* The same of levels: at each threshold between two levels those below are set apart from all others.  Who is
 * unknown may be on the other side, whichever that is, and counts as the mean. */
static double least_of_levels(const struct form_column *c, int range, int people,
                              const struct step *steps, int n, const int64_t *count, int unknown)
{
	const int known = people - unknown;
	double sum = (double)c->same * people - 2.0 * (c->same - c->unknown) * unknown;
	int64_t below = 0;

	for (int v = 0; v < range; v++) {
		below += count[v];
		const double under = give_out(steps, n, below),
			     over = give_out(steps, n, known - below);
		sum += 2.0 * c->step * (under > over ? under : over);
	}
	return sum > 0 ? sum : 0;
}

double form_likeness_least(struct arena *arena, const struct form_problem *p, const int *sizes)
{
	struct form_column column[FORM_ATTRIBUTES_MAX];
	struct step spread[256], apart[256];
	const int spreads = make_steps(sizes, p->sets, false, spread);
	const int aparts = make_steps(sizes, p->sets, true, apart);
	double sum = 0;

	form_columns(p, column);
	for (int a = 0; a < p->attributes; a++) {
		const struct form_column *c = &column[a];
		if (!c->same || c->bits) continue; /* nothing is a bound */
		const struct tally t = count_values(arena, p, a);
		const int unknown = p->people - t.known;
		sum += c->ordered ? least_of_levels(c, p->attribute[a].range, p->people, apart,
		                                    aparts, t.count, unknown)
		                  : least_of_names(c, spread, spreads, &t, unknown);
	}
	return sum / p->people;
}

/* Mean likeness of the pairs of one set. */
static double set_likeness(const struct form_problem *p, const struct form_column *column,
                           const struct form_set *set)
{
	int64_t sum = 0;

	for (int i = 0; i < set->size; i++)
		for (int j = 0; j < i; j++)
			sum += form_likeness(p, column, set->member[i], set->member[j]);
	return set->size > 1 ? 2.0 * (double)sum / (set->size * (set->size - 1.0)) : 0;
}

void form_measure(struct arena *arena, const struct form_problem *p, struct form_plan *plan,
                  double *set_mix)
{
	struct form_sets *s = form_sets_new(arena, p, FORM_PATH_BEST);
	int *sizes = NEW(arena, int, (size_t)p->sets);
	double sum = 0;

	for (int k = 0; k < p->sets; k++) {
		form_lead(s, k, form_leader(p, plan, k));
		form_retime(s, k, plan->slot[k], plan->place[k]);
	}
	for (int x = 0; x < p->people; x++) {
		if (plan->set[x] == FORM_NONE) continue;
		form_enter(s, x, plan->set[x]);
		sizes[plan->set[x]]++;
	}
	const double hat = form_likeness_random(p), least = form_likeness_least(arena, p, sizes);
	const double width = hat - least; /* 0: no division is better than another */
	plan->worst = 100;
	for (int k = 0; k < p->sets; k++) {
		const double like = set_likeness(p, s->column, &s->set[k]);
		const double mix = width > 0 ? 100 * (hat - like) / width : 100;
		sum += like * s->set[k].size;
		if (set_mix) set_mix[k] = mix;
		if (mix < plan->worst) plan->worst = mix;
	}
	plan->mix = width > 0 ? 100 * (hat - sum / p->people) / width : 100;
	plan->broken = s->broken;
	plan->moved = s->moved;
}
