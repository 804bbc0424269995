/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_many - bettering what is placed: some sets out, and back in exactly, one after the other.
 *
 * A set that pays much more than it would at the prices is taken out together with those in its way, or
 * with some that share its facilitators.  What comes out worse is undone. */
#include "domain/plan_many_parts.h"

struct ruin {
	int n;
	int set[MANY_RUIN_MAX];
	int offer[MANY_RUIN_MAX];
	struct plan_path path[MANY_RUIN_MAX];
	int64_t total;
};

static int below(struct plan_many *many, int n)
{
	return (int)random_below(&many->random, (uint32_t)n);
}

static bool has(const struct ruin *ruin, int set)
{
	for (int i = 0; i < ruin->n; i++)
		if (ruin->set[i] == set) return true;
	return false;
}

static void take(struct plan_many *many, struct ruin *ruin, int set)
{
	if (ruin->n == MANY_RUIN_MAX || has(ruin, set) || many->set[set].impossible) return;
	ruin->set[ruin->n] = set;
	ruin->offer[ruin->n] = many->now.offer[set];
	ruin->path[ruin->n++] = many->now.path[set];
	many_take_out(many, set);
}

static void undo(struct plan_many *many, const struct ruin *ruin)
{
	for (int i = 0; i < ruin->n; i++) many_take_out(many, ruin->set[i]);
	for (int i = 0; i < ruin->n; i++)
		if (ruin->offer[i] >= 0)
			many_put(many, ruin->set[i], ruin->offer[i], &ruin->path[i]);
	ASSERT(many->now.total == ruin->total);
}

/* Of three at random, the one that pays most above its own best. */
static int choose(struct plan_many *many)
{
	int best = -1;
	int32_t most = -1;

	for (int i = 0; i < 3; i++) {
		const int n = below(many, many->ask->sets);
		const struct many_set *set = &many->set[n];
		int32_t alone = many->ask->unassigned * MANY_SCALE;
		for (int o = 0; o < many->ask->set[n].offers; o++)
			alone = plan_least(alone, set->alone[o]);
		const int32_t above = set->impossible ? -1 : many->now.cost[n] - alone;
		if (above > most) most = above, best = n;
	}
	return best;
}

/* Those who hold what `n` would take if it were alone at the prices. */
static void take_rivals(struct plan_many *many, struct ruin *ruin, int n, int o)
{
	const int f = many->ask->set[n].offer[o].facilitator;
	const struct plan_view *view = &many->set[n].view;
	struct plan_path path;
	int32_t bound;

	many_travel(many, n, o, &many->dual.best, below(many, 17), NULL);
	if (!many_solve(many, n, o, 0, PLAN_NEVER, &path, &bound)) return;
	for (int m = 0; m < view->meetings; m++) {
		if (!(path.facilitated >> m & 1)) continue;
		const int owner = many->now.owner[many_cell(many, f, view->slot[path.slot[m]])];
		if (owner) take(many, ruin, owner - 1);
	}
}

/* Some who use a facilitator that `n` could have. */
static void take_neighbours(struct plan_many *many, struct ruin *ruin, int n, int wanted)
{
	const struct plan_many_set *ask = &many->ask->set[n];

	for (int tries = 0; tries < 40 && ruin->n < wanted; tries++) {
		const int f = ask->offer[below(many, ask->offers)].facilitator;
		const int owner = many->now.owner[f * many->slots + below(many, many->slots)];
		if (owner) take(many, ruin, owner - 1);
	}
}

static void shuffle(struct plan_many *many, int *list, int count)
{
	for (int i = count - 1; i > 0; i--) {
		const int other = below(many, i + 1), swap = list[i];
		list[i] = list[other];
		list[other] = swap;
	}
}

static void try_one(struct plan_many *many)
{
	struct ruin ruin = { .total = many->now.total };
	int order[MANY_RUIN_MAX];
	const int n = choose(many);

	if (n < 0) return;
	take(many, &ruin, n);
	if (below(many, 2))
		take_rivals(many, &ruin, n, below(many, many->ask->set[n].offers));
	else
		take_neighbours(many, &ruin, n, 3 + below(many, 6));
	for (int i = 0; i < ruin.n; i++) order[i] = ruin.set[i];
	if (below(many, 3)) {
		shuffle(many, order + 1, ruin.n - 1);
	} else
		shuffle(many, order, ruin.n);
	const int share = below(many, 3) * 8;
	for (int i = 0; i < ruin.n; i++) many_insert(many, order[i], share);
	if (many->now.total > ruin.total) undo(many, &ruin);
}

void many_search(struct plan_many *many, int trials)
{
	for (int i = 0; i < trials; i++) try_one(many);
}
