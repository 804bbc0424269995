/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - what prices cannot prove: partial plans, the most promising first.
 *
 * A label is a plan up to a slot, with how often each person has missed so far.  What it can still cost
 * at least is read from the table, without the prices paid and with the exact remainder of fairness:
 * so the first label that reaches the last meeting is the best plan, and that is the proof. */
#include "domain/plan_parts.h"

enum { INDEX_BITS = 28, MEETING_BITS = 5, STOP_EVERY = 64, COUNT_BITS = 6 };

struct search {
	struct plan_desk *desk;
	const struct plan_view *view;
	const struct plan_prices *prices;
	int32_t limit; /* labels that cannot end below it are dropped */
};

static plan_counts one(int person)
{
	return (plan_counts)1 << COUNT_BITS * person;
}

static int misses(plan_counts counts, int person)
{
	return (int)(counts >> COUNT_BITS * person) & 31;
}

/* ---- what fairness adds at least ---- */

static int32_t *fairness_of(const struct search *search, int m, int person)
{
	return search->desk->fairness +
	       ((size_t)m * PLAN_PEOPLE_MAX + (size_t)person) * PLAN_SHARES;
}

/* From meeting m on, after c misses up to and with it: min over x of fair(c + x) - price x. */
static void fill_fairness(const struct search *search)
{
	const struct plan_view *view = search->view;

	for (int m = 0; m < view->meetings; m++)
		for (int p = 0; p < view->people; p++) {
			int32_t *least = fairness_of(search, m, p);
			const int32_t price = search->prices->price[p];
			for (int c = 0; c <= m + 1; c++) {
				least[c] = view->fair[c];
				for (int x = 1; x <= view->meetings - 1 - m; x++)
					if (view->fair[c + x] < PLAN_NEVER)
						least[c] = plan_least(least[c], view->fair[c + x] -
						                                        price * x);
			}
		}
}

/* ---- the heap ---- */

static void push(struct plan_desk *desk, int64_t key)
{
	if (desk->heaped == desk->heap_room) {
		int64_t *more = NEW(desk->arena, int64_t, 2 * (size_t)desk->heap_room);
		memcpy(more, desk->heap, (size_t)desk->heaped * sizeof(*more));
		desk->heap = more;
		desk->heap_room *= 2;
	}
	int at = desk->heaped++;
	for (; at > 0 && desk->heap[(at - 1) / 2] > key; at = (at - 1) / 2)
		desk->heap[at] = desk->heap[(at - 1) / 2];
	desk->heap[at] = key;
}

static int64_t pop(struct plan_desk *desk)
{
	const int64_t first = desk->heap[0], last = desk->heap[--desk->heaped];
	int at = 0;

	for (int child = 1; child < desk->heaped; child = 2 * at + 1) {
		if (child + 1 < desk->heaped && desk->heap[child + 1] < desk->heap[child]) child++;
		if (desk->heap[child] >= last) break;
		desk->heap[at] = desk->heap[child];
		at = child;
	}
	desk->heap[at] = last;
	return first;
}

/* ---- labels ---- */

static uint32_t bucket_of(const struct plan_desk *desk, const struct plan_label *label)
{
	const uint64_t counts = (uint64_t)(label->counts ^ label->counts >> 64);
	const uint32_t place = ((uint32_t)label->slot * 32 + (uint32_t)label->meeting) * 32 +
	                       (uint32_t)label->credits;
	const uint32_t key = place * 2654435761u ^ (uint32_t)(counts * 0x9e3779b97f4a7c15u >> 32);
	return key >> 7 & (uint32_t)(desk->buckets - 1);
}

static void chain(struct plan_desk *desk, int index)
{
	int32_t *head = &desk->bucket[bucket_of(desk, &desk->label[index])];

	desk->label[index].chain = *head;
	*head = index + 1;
}

static void clear_buckets(struct plan_desk *desk)
{
	memset(desk->bucket, 0, (size_t)desk->buckets * sizeof(*desk->bucket));
}

static void make_room(struct plan_desk *desk)
{
	enum { LABELS = 1024, BUCKETS = 512 };

	if (!desk->label) {
		desk->label_room = desk->heap_room = LABELS;
		desk->label = NEW(desk->arena, struct plan_label, LABELS);
		desk->heap = NEW(desk->arena, int64_t, LABELS);
		desk->buckets = BUCKETS;
		desk->bucket = NEW(desk->arena, int32_t, BUCKETS);
		desk->fairness = NEW(desk->arena, int32_t,
		                     PLAN_MEETINGS_MAX * PLAN_PEOPLE_MAX * PLAN_SHARES);
	}
	if (desk->labels < desk->label_room) return;
	struct plan_label *more = NEW(desk->arena, struct plan_label, 2 * (size_t)desk->label_room);
	memcpy(more, desk->label, (size_t)desk->labels * sizeof(*more));
	desk->label = more;
	desk->label_room *= 2;
	desk->buckets *= 2;
	desk->bucket = NEW(desk->arena, int32_t, (size_t)desk->buckets);
	for (int i = 0; i < desk->labels; i++) chain(desk, i);
}

/* Is there a label at the same place, with the same misses, that costs no more than this one, or less? */
static bool is_dominated(const struct plan_desk *desk, const struct plan_label *label,
                         int32_t cost_max)
{
	for (int32_t i = desk->bucket[bucket_of(desk, label)]; i;) {
		const struct plan_label *other = &desk->label[i - 1];
		if (other->slot == label->slot && other->meeting == label->meeting &&
		    other->credits == label->credits && other->counts == label->counts &&
		    other->cost <= cost_max)
			return true;
		i = other->chain;
	}
	return false;
}

static void add(const struct search *search, const struct plan_label *label, int32_t least)
{
	struct plan_desk *desk = search->desk;

	if (is_dominated(desk, label, label->cost)) return;
	make_room(desk);
	desk->label[desk->labels] = *label;
	chain(desk, desk->labels);
	push(desk, ((int64_t)least << MEETING_BITS | (PLAN_MEETINGS_MAX - label->meeting))
	                           << INDEX_BITS |
	                   desk->labels);
	desk->labels++;
}

/* What is the same for all labels that follow one. */
struct follow {
	plan_counts counts;
	int m;                          /* the meeting they reach */
	int32_t base;                   /* of fairness, without more misses */
	int32_t delta[PLAN_PEOPLE_MAX]; /* what one more miss adds, less its price */
	int32_t slack;                  /* the sum of those below 0 */
};

static void prepare(const struct search *search, plan_counts counts, int m, struct follow *out)
{
	*out = (struct follow){ .counts = counts, .m = m };
	for (int p = 0; p < search->view->people; p++) {
		const int32_t *least = fairness_of(search, m, p) + misses(counts, p);
		out->base += least[0];
		out->delta[p] = least[1] < PLAN_NEVER
		                        ? least[1] - least[0] - search->prices->price[p]
		                        : PLAN_NEVER;
		if (out->delta[p] < 0) out->slack += out->delta[p];
	}
}

/* Those who miss slot k: what that adds to fairness; PLAN_NEVER if somebody may not. */
static int32_t miss(const struct follow *follow, uint32_t people, plan_counts *counts)
{
	int32_t sum = 0;

	for (; people; people &= people - 1) {
		const int p = __builtin_ctz(people);
		if (follow->delta[p] >= PLAN_NEVER) return PLAN_NEVER;
		*counts += one(p);
		sum += follow->delta[p];
	}
	return sum;
}

/* Labels at slot k, if they may still end below the limit.  `cost` is before k, by whether the meeting before
 * was facilitated; `r` credits were left then. */
static void reach(const struct search *search, const struct follow *follow, int k, int r,
                  const int32_t cost[2], int parent)
{
	const struct plan_view *view = search->view;
	const int32_t *row = search->prices->table + (follow->m * view->slots + k) * view->lanes;
	struct plan_label label = {
		.counts = follow->counts, .parent = parent, .slot = k, .meeting = (int8_t)follow->m
	};
	int32_t missing = PLAN_NEVER;

	for (int y = 0; y <= 1 && y <= r; y++) {
		if (cost[y] >= PLAN_NEVER || row[r - y] >= PLAN_NEVER) continue;
		const int32_t least = cost[y] + row[r - y] + follow->base;
		if (least + follow->slack >= search->limit) continue;
		if (missing == PLAN_NEVER) missing = miss(follow, view->miss[k], &label.counts);
		if (missing == PLAN_NEVER) return;
		if (least + missing >= search->limit) continue;
		label.cost = cost[y];
		label.credits = (int8_t)(r - y);
		add(search, &label, least + missing);
	}
}

static void expand(const struct search *search, int index)
{
	const struct plan_view *view = search->view;
	const struct plan_label at = search->desk->label[index];
	const int m = at.meeting, j = at.slot;
	const int from = view->next[j] > view->from[m + 1] ? view->next[j] : view->from[m + 1];
	const int to = plan_least(view->next_end[j], view->to[m + 1]);
	const int32_t price = plan_facilitated_price(view, m, j), here = at.cost + view->cost[j];
	struct follow follow;

	prepare(search, at.counts, m + 1, &follow);
	for (int k = from; k < to; k++) {
		const int32_t step = plan_step(view, j, k);
		if (step >= PLAN_NEVER) continue;
		const int32_t cost[2] = {
			view->facilitated >> m & 1 ? PLAN_NEVER : here + step,
			price >= PLAN_NEVER ? PLAN_NEVER : here + step + price,
		};
		reach(search, &follow, k, at.credits, cost, index);
	}
}

static void read_back(const struct search *search, int index, int32_t cost, struct plan_path *best)
{
	const struct plan_label *label = search->desk->label;
	int after = 0;

	*best = (struct plan_path){ .cost = cost };
	for (int i = index; i >= 0; i = label[i].parent) {
		best->slot[label[i].meeting] = label[i].slot;
		if (label[i].credits > after) best->facilitated |= 1u << label[i].meeting;
		after = label[i].credits;
	}
}

static bool is_stopped(const struct plan_desk *desk, int turn)
{
	return turn % STOP_EVERY == 0 && desk->is_stopped && desk->is_stopped(desk->context);
}

/* All labels of the first meeting, and nothing else. */
static void begin(struct search *search, const struct plan_path *best)
{
	struct plan_desk *desk = search->desk;
	const struct plan_view *view = search->view;
	const int32_t start[2] = { 0, PLAN_NEVER };
	struct follow follow;

	search->limit = best->cost;
	desk->labels = desk->heaped = 0;
	make_room(desk);
	clear_buckets(desk);
	fill_fairness(search);
	prepare(search, 0, 0, &follow);
	for (int k = view->from[0]; k < view->to[0]; k++)
		reach(search, &follow, k, view->credits, start, -1);
}

static int index_of(int64_t key)
{
	return (int)(key & ((1 << INDEX_BITS) - 1));
}

static int32_t least_of(int64_t key)
{
	return (int32_t)(key >> (INDEX_BITS + MEETING_BITS));
}

void plan_dive(struct plan_desk *desk, const struct plan_view *view, struct plan_prices *prices,
               struct plan_path *best)
{
	enum { WIDTH = 32 };
	struct search search = { .desk = desk, .view = view, .prices = prices };
	int kept[WIDTH];

	begin(&search, best);
	for (int m = 0; m + 1 < view->meetings; m++) {
		int n = 0;
		while (n < WIDTH && desk->heaped) kept[n++] = index_of(pop(desk));
		desk->heaped = 0;
		for (int i = 0; i < n; i++) expand(&search, kept[i]);
	}
	if (!desk->heaped) return;
	const int64_t key = pop(desk);
	read_back(&search, index_of(key), least_of(key), best);
}

enum err plan_search(struct plan_desk *desk, const struct plan_view *view,
                     struct plan_prices *prices, int labels_max, struct plan_path *best)
{
	struct search search = { .desk = desk, .view = view, .prices = prices };

	begin(&search, best);
	for (int turn = 1; desk->heaped; turn++) {
		const int64_t key = pop(desk);
		const int index = index_of(key);
		if (desk->label[index].meeting == view->meetings - 1) {
			read_back(&search, index, least_of(key), best);
			return OK;
		}
		if (desk->labels > labels_max || is_stopped(desk, turn)) {
			prices->bound = least_of(key);
			return ERR_LIMIT;
		}
		/* A cheaper way to the same came after it. */
		const struct plan_label *label = &desk->label[index];
		if (!is_dominated(desk, label, label->cost - 1)) expand(&search, index);
	}
	return OK;
}
