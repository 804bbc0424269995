/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/support_form.h"

static uint64_t splitmix(uint64_t *s)
{
	uint64_t z = *s += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

struct form_matrix form_random_matrix(struct arena *arena, int n, int groups, int least, int most,
                                      uint64_t seed)
{
	struct form_matrix m = form_matrix_new(arena, n, groups);
	int *low = NEW(arena, int, (size_t)groups), *high = NEW(arena, int, (size_t)groups);

	for (int g = 0; g < groups; g++) low[g] = least, high[g] = most;
	m.least = low;
	m.most = high;
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n; j++)
			m.d[i * m.stride + j] = m.d[j * m.stride + i] =
				(int32_t)(splitmix(&seed) % 101);
	return m;
}

int64_t form_recount(const struct form_matrix *matrix, const int *group)
{
	int64_t sum = 0;

	for (int g = 0; g < matrix->groups; g++) {
		int size = 0;
		for (int i = 0; i < matrix->n; i++) size += group[i] == g;
		CHECK(size >= matrix->least[g] && size <= matrix->most[g],
		      "every group within its bounds");
	}
	for (int i = 0; i < matrix->n; i++) {
		CHECK(group[i] >= 0 && group[i] < matrix->groups, "everybody in a group");
		for (int j = 0; j < i; j++)
			if (group[i] == group[j]) sum += matrix->d[i * matrix->stride + j];
	}
	return sum;
}

struct exact {
	const struct form_matrix *matrix;
	int group[16], size[16];
	int64_t best;
};

static void place(struct exact *e, int i, int64_t sum)
{
	if (i == e->matrix->n) {
		for (int g = 0; g < e->matrix->groups; g++)
			if (e->size[g] < e->matrix->least[g]) return;
		if (sum > e->best) e->best = sum;
		return;
	}
	for (int g = 0; g < e->matrix->groups; g++) {
		if (e->size[g] == e->matrix->most[g]) continue;
		int64_t more = 0;
		for (int j = 0; j < i; j++)
			if (e->group[j] == g) more += e->matrix->d[i * e->matrix->stride + j];
		e->group[i] = g;
		e->size[g]++;
		place(e, i + 1, sum + more);
		e->size[g]--;
	}
}

int64_t form_exact(const struct form_matrix *matrix)
{
	struct exact e = { .matrix = matrix, .best = INT64_MIN };

	place(&e, 0, 0);
	return e.best;
}

/* ---- applicants -------------------------------------------------------------------------------- */

static double uniform(struct random *random)
{
	return (double)(random_next(random) >> 11) / 9007199254740992.0;
}

struct draft {
	uint16_t *value[6], *team;
	int *manager, *pin, *last;
	uint64_t *slots;
	int teams;
};

static void apply_for(struct draft *d, int i, int organisations, struct random *random)
{
	const double u = uniform(random);
	const int o = (int)(organisations * u * u * u);
	const int stray = uniform(random) < 0.3 ? (int)random_below(random, 10) : 0;

	d->value[0][i] = (uint16_t)o;
	d->value[1][i] = (uint16_t)random_below(random, 12);
	d->value[2][i] = (uint16_t)(random_below(random, 3) + random_below(random, 4));
	d->value[3][i] = (uint16_t)((7 * o + stray) % 10);
	d->value[4][i] = (uint16_t)(o % 5);
	d->value[5][i] = (uint16_t)random_below(random, 4);
	d->manager[i] = d->pin[i] = FORM_NONE;
	const double with = uniform(random);
	d->team[i] = (uint16_t)(d->last[o] >= 0 && with < 0.3 ? d->team[d->last[o]] : ++d->teams);
	if (d->last[o] >= 0 && with >= 0.3 && with < 0.38) d->manager[i] = d->last[o];
	d->last[o] = i;
	const int free = 3 + (int)random_below(random, 4);
	while (__builtin_popcountll(d->slots[i]) < free)
		d->slots[i] |= 1ull << random_below(random, 10);
}

void form_applicants(struct arena *arena, int n, uint64_t seed, struct form_problem *out)
{
	static const char *const names[] = { "organisation", "role",   "grade",
		                             "region",       "sector", "experience" };
	static const int weights[] = { 40, 20, 15, 15, 10, 10 };
	const int organisations = n / 25 + 2, sets = (n + 6) / 7;
	struct draft d = { .team = NEW(arena, uint16_t, (size_t)n),
		           .manager = NEW(arena, int, (size_t)n),
		           .pin = NEW(arena, int, (size_t)n),
		           .last = NEW(arena, int, (size_t)organisations),
		           .slots = NEW(arena, uint64_t, (size_t)n) };
	struct random random;
	int *least = NEW(arena, int, (size_t)sets), *most = NEW(arena, int, (size_t)sets);

	random_seed(&random, seed);
	*out = (struct form_problem){
		.people = n, .sets = sets, .attributes = 6, .max_moves = FORM_NONE
	};
	for (int a = 0; a < 6; a++) {
		d.value[a] = NEW(arena, uint16_t, (size_t)n);
		out->attribute[a] = (struct form_attribute){ .name = str_of(names[a]),
			                                     .wish = FORM_MIX,
			                                     .weight = weights[a],
			                                     .value = d.value[a] };
	}
	for (int o = 0; o < organisations; o++) d.last[o] = FORM_NONE;
	for (int i = 0; i < n; i++) apply_for(&d, i, organisations, &random);
	for (int k = 0; k < sets; k++) least[k] = 6, most[k] = 8;
	out->team = d.team;
	out->manager = d.manager;
	out->pin = d.pin;
	out->slots = d.slots;
	out->least = least;
	out->most = most;
}

void form_planted(struct arena *arena, uint64_t seed, struct form_problem *p)
{
	const int n = 24 + (int)(splitmix(&seed) % 60);
	struct random random;

	form_applicants(arena, n, seed, p);
	random_seed(&random, seed);
	const int sets = p->sets, facilitators = sets / 2 + 1;
	int *home = NEW(arena, int, (size_t)n), *who = NEW(arena, int, (size_t)sets);
	uint16_t *team = NEW(arena, uint16_t, (size_t)n);
	int *manager = NEW(arena, int, (size_t)n), *pin = NEW(arena, int, (size_t)n);
	uint64_t *slots = NEW(arena, uint64_t, (size_t)n),
		 *places = NEW(arena, uint64_t, (size_t)n);
	uint64_t *their = NEW(arena, uint64_t, (size_t)facilitators),
		 *reach = NEW(arena, uint64_t, (size_t)facilitators);
	struct form_link *link = NEW(arena, struct form_link, (size_t)n);
	struct form_ban *ban = NEW(arena, struct form_ban, (size_t)n);
	bool *locked = NEW(arena, bool, (size_t)sets);

	/* Set k meets at half-day k % 10 at place k % 4, led by k / 2: that is a plan. */
	for (int k = 0; k < sets; k++) {
		who[k] = k / 2;
		their[who[k]] |= 1ull << k % 10;
		reach[who[k]] |= 1ull << k % 4;
	}
	for (int x = 0; x < n; x++) home[x] = x % sets;
	for (int x = 0; x < n; x++) {
		slots[x] = p->slots[x] | 1ull << home[x] % 10 | 1ull << random_below(&random, 10);
		places[x] =
			((random_next(&random) | random_next(&random)) & 15) | 1ull << home[x] % 4;
		pin[x] = random_below(&random, 20) == 0 ? home[x] : FORM_NONE;
		manager[x] = FORM_NONE;
		const int y = (int)random_below(&random, (uint32_t)n);
		if (home[y] != home[x]) manager[x] = y;
		/* At most one of each team in each set. */
		team[x] = (uint16_t)(random_below(&random, 2) ? 1 + x / sets : 0);
		const int z = (int)random_below(&random, (uint32_t)n);
		if (z != x && (x & 3) == 0)
			link[p->links++] = (struct form_link){ x, z,
				                               home[x] != home[z] ? FORM_APART
				                                                  : FORM_TOGETHER };
		if (z != x && (x & 7) == 1)
			link[p->links++] = (struct form_link){ x, z,
				                               home[x] != home[z] ? FORM_SEALED
				                                                  : FORM_PREFER };
		const int k = (int)random_below(&random, (uint32_t)sets);
		if (k != home[x] && (x & 3) == 2) ban[p->bans++] = (struct form_ban){ x, k };
	}
	p->team = team, p->manager = manager, p->pin = pin, p->slots = slots, p->places = places;
	p->link = link, p->ban = ban, p->locked = locked;
	p->facilitators = facilitators, p->facilitator = who;
	p->facilitator_slots = their, p->facilitator_places = reach;
	/* Every other problem starts with facilitators where they cannot be, and lets the search give them out;
	 * some they may not lead. */
	if (seed & 1) {
		int *room = NEW(arena, int, (size_t)facilitators);
		uint64_t *no = NEW(arena, uint64_t, FORM_BAN_WORDS(n) * (size_t)facilitators);
		for (int f = 0; f < facilitators; f++) room[f] = 2;
		for (int k = 0; k < sets; k++) who[k] = (k / 2 + 1) % facilitators;
		for (int x = 0; x < n; x++) {
			const int f = (int)random_below(&random, (uint32_t)facilitators);
			if (f != home[x] / 2)
				no[(size_t)f * FORM_BAN_WORDS(n) + (size_t)x / 64] |=
					1ull << (unsigned)x % 64;
		}
		p->facilitator_room = room, p->facilitator_ban = no;
	}
	int *least = NEW(arena, int, (size_t)sets);
	for (int k = 0; k < sets; k++) least[k] = 5;
	p->least = least;
	/* Two of each set have the first trait, one or none the second; some would rather meet then. */
	uint8_t *has = NEW(arena, uint8_t, (size_t)n);
	uint64_t *rather = NEW(arena, uint64_t, (size_t)n);
	for (int x = 0; x < n; x++) {
		has[x] = (uint8_t)((x < 2 * sets) | (x < sets + sets / 2 && x >= sets) << 1);
		rather[x] = x % 3 ? slots[x] & (slots[x] - 1) : 0;
	}
	p->has = has, p->preferred = rather, p->traits = 2;
	p->trait[0] = (struct form_trait){ .name = STR("gender F"), .least = 1, .not_alone = true };
	p->trait[1] = (struct form_trait){ .name = STR("role chair"), .most = 1 };
}

/* ---- the checker ------------------------------------------------------------------------------- */

static int pair_broken(const struct form_problem *p, int x, int y)
{
	return (p->team[x] && p->team[x] == p->team[y]) + (p->manager[x] == y) +
	       (p->manager[y] == x);
}

static int quota_broken(const struct form_problem *p, const struct form_plan *plan, int a, int x)
{
	int before = 0; /* of the same value in the same set, with lower numbers */

	for (int y = 0; y < x; y++)
		before += plan->set[y] == plan->set[x] &&
		          p->attribute[a].value[y] == p->attribute[a].value[x];
	return p->attribute[a].value[x] != FORM_UNKNOWN && before >= p->attribute[a].quota;
}

int form_count_broken(const struct form_problem *p, const struct form_plan *plan)
{
	int broken = 0, *size = calloc((size_t)p->sets, sizeof(int));

	for (int x = 0; x < p->people; x++) {
		const int k = plan->set[x];
		CHECK(k >= 0 && k < p->sets, "everybody in a set");
		size[k]++;
		broken += !(p->slots[x] >> plan->slot[k] & 1);
		broken += p->places && !(p->places[x] >> plan->place[k] & 1);
		broken += p->pin[x] != FORM_NONE && p->pin[x] != k;
		if (p->facilitator_ban && plan->facilitator)
			broken += (int)(p->facilitator_ban[(size_t)plan->facilitator[k] *
			                                           FORM_BAN_WORDS(p->people) +
			                                   (size_t)x / 64] >>
			                        (unsigned)x % 64 &
			                1);
		for (int y = 0; y < x; y++)
			if (plan->set[y] == k) broken += pair_broken(p, x, y);
		for (int a = 0; a < p->attributes; a++)
			if (p->attribute[a].quota) broken += quota_broken(p, plan, a, x);
	}
	for (int k = 0; k < p->sets; k++) {
		broken += size[k] < p->least[k] ? p->least[k] - size[k] : 0;
		broken += size[k] > p->most[k] ? size[k] - p->most[k] : 0;
	}
	for (int t = 0; t < p->traits; t++)
		for (int k = 0; k < p->sets; k++) {
			int n = 0;
			for (int x = 0; x < p->people; x++)
				n += plan->set[x] == k && (p->has[x] >> t & 1);
			if (n < p->trait[t].least) broken += p->trait[t].least - n;
			if (p->trait[t].most && n > p->trait[t].most)
				broken += n - p->trait[t].most;
		}
	for (int i = 0; i < p->links; i++) {
		const struct form_link *l = &p->link[i];
		const bool same = plan->set[l->a] == plan->set[l->b];
		broken += same && (l->kind == FORM_APART || l->kind == FORM_SEALED);
		broken += !same && l->kind == FORM_TOGETHER;
	}
	for (int k = 0; k < p->sets && p->facilitator; k++) {
		const int *leader = plan->facilitator ? plan->facilitator : p->facilitator;
		const int f = leader[k];
		bool twice = false;
		if (f == FORM_NONE) continue;
		broken += !(p->facilitator_slots[f] >> plan->slot[k] & 1);
		broken +=
			p->facilitator_places && !(p->facilitator_places[f] >> plan->place[k] & 1);
		for (int j = 0; j < k; j++)
			twice |= leader[j] == f && plan->slot[j] == plan->slot[k];
		broken += twice;
	}
	for (int i = 0; i < p->bans; i++) broken += plan->set[p->ban[i].person] == p->ban[i].set;
	free(size);
	return broken;
}

double form_count_mix(const struct form_problem *p, const struct form_plan *plan)
{
	double hat = 0, here = 0, least = 0;
	int *size = calloc((size_t)p->sets, sizeof(int));

	for (int x = 0; x < p->people; x++) size[plan->set[x]]++;
	for (int a = 0; a < p->attributes; a++) {
		const uint16_t *value = p->attribute[a].value;
		const double weight = p->attribute[a].weight;
		double pairs = 0;
		for (int x = 0; x < p->people; x++)
			for (int y = 0; y < x; y++) {
				if (value[x] != value[y]) continue;
				pairs++;
				if (plan->set[x] == plan->set[y])
					here += 2 * weight / (size[plan->set[x]] - 1);
			}
		hat += weight * pairs / (0.5 * p->people * (p->people - 1.0)) * p->people;
		/* Even spread: each value gives every set of size s its share, cheapest step first. */
		for (int v = 0; v < 65535; v++) {
			int left = 0, *have = calloc((size_t)p->sets, sizeof(int));
			for (int x = 0; x < p->people; x++) left += value[x] == v;
			while (left-- > 0) {
				int best = 0;
				for (int k = 1; k < p->sets; k++)
					if (have[k] * (size[best] - 1) < have[best] * (size[k] - 1))
						best = k;
				least += 2 * weight * have[best] / (size[best] - 1);
				have[best]++;
			}
			free(have);
			if (v > 1000) break;
		}
	}
	free(size);
	return 100 * (hat - here) / (hat - least);
}
