/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_conflict - which rules are in each other's way, where no plan was found: by deletion.
 *
 * Rules are left out in halves, quarters, and at last one by one; where still no plan is found, they stay
 * out.  What is left is a small set of rules, and without any one of them a plan was found.  Whether a
 * plan is there is asked of the search itself, and of form_prove whether what is left is a proof; or, where
 * that takes but a moment, of form_prove from the first. */
#include "domain/form_parts.h"

enum { PROOF = 20000000, PROOF_FIRST = 4000000, PROOF_ALL = 400000000 };
enum { TRIALS = 150000, TRIALS_EACH = 2500, TRIALS_MAX = 3000000, NAMED_MAX = 24 };

struct item {
	enum form_rule rule; /* FORM_RULES: what a facilitator can do */
	int at; /* of a link, ban, person, attribute or facilitator; of a team its number */
};

struct conflict {
	struct arena *arena, *scratch;
	const bool *may_bend; /* NULL: any rule but sizes */
	const struct form_problem *p;
	const struct form_time *time;
	struct form_problem less; /* p without what is left out */
	struct item *item;
	bool *out;
	int items;
	int64_t trials, start_us;
	uint64_t seed;
	bool exact;     /* asks form_prove, not the search */
	int64_t budget; /* left of it */
};

/* ---- the rules there are ----------------------------------------------------------------------- */

static void add(struct conflict *c, enum form_rule rule, int at)
{
	if (c->may_bend && (rule == FORM_RULES || !c->may_bend[rule])) return;
	c->item[c->items++] = (struct item){ rule, at };
}

static uint64_t all_of(const uint64_t *mask, int n)
{
	uint64_t all = 0;

	for (int x = 0; x < n; x++) all |= mask[x];
	return all;
}

static void list_items(struct conflict *c)
{
	const struct form_problem *p = c->p;
	const uint64_t when = all_of(p->slots, p->people),
		       where = p->places ? all_of(p->places, p->people) : 0;
	int *team = NEW(c->arena, int, 65536);

	c->item = NEW(c->arena, struct item,
	              (size_t)p->links + (size_t)p->bans + 5 * (size_t)p->people +
	                      FORM_ATTRIBUTES_MAX + FORM_TRAITS_MAX + (size_t)p->facilitators +
	                      (size_t)p->sets);
	for (int i = 0; i < p->links; i++) {
		const enum form_link_kind kind = p->link[i].kind;
		if (kind == FORM_TOGETHER) add(c, FORM_RULE_TOGETHER, i);
		if (kind == FORM_APART || kind == FORM_SEALED) add(c, FORM_RULE_APART, i);
	}
	for (int i = 0; i < p->bans; i++) add(c, FORM_RULE_NOT_SETS, i);
	for (int x = 0; x < p->people; x++) {
		const bool stays = p->pin[x] != FORM_NONE && p->locked && p->locked[p->pin[x]];
		if (p->slots[x] != when) add(c, FORM_RULE_SLOTS, x);
		if (p->places && p->places[x] != where) add(c, FORM_RULE_PLACES, x);
		if (p->pin[x] != FORM_NONE && !stays) add(c, FORM_RULE_PINS, x);
		if (p->manager[x] != FORM_NONE) add(c, FORM_RULE_MANAGER, x);
		if (p->team[x] && ++team[p->team[x]] == 2) add(c, FORM_RULE_TEAM, p->team[x]);
	}
	for (int a = 0; a < p->attributes; a++)
		if (p->attribute[a].quota) add(c, FORM_RULE_QUOTAS, a);
	for (int t = 0; t < p->traits; t++)
		if (p->trait[t].least || p->trait[t].most)
			add(c, FORM_RULE_QUOTAS, FORM_ATTRIBUTES_MAX + t);
	for (int f = 0; f < p->facilitators; f++) add(c, FORM_RULES, f);
	for (int k = 0; k < p->sets && c->may_bend; k++) add(c, FORM_RULE_SIZES, k);
	c->out = NEW(c->arena, bool, (size_t)c->items);
}

/* ---- the problem without some ------------------------------------------------------------------ */

/* Rows of the problem that may be changed, in the scratch arena. */
struct rows {
	struct form_link *link;
	struct form_ban *ban;
	uint64_t *slots, *places, *facilitator_slots, *facilitator_places, *facilitator_ban;
	int *pin, *manager;
	uint16_t *team;
	bool *no_link, *no_ban;
	int *least, *most;
};

static struct rows copy_rows(struct conflict *c)
{
	const struct form_problem *p = c->p;
	struct arena *a = c->scratch;
	const size_t n = (size_t)p->people, f = (size_t)p->facilitators;
	struct rows r = { .link = NEW(a, struct form_link, (size_t)p->links),
		          .ban = NEW(a, struct form_ban, (size_t)p->bans),
		          .slots = NEW(a, uint64_t, n),
		          .places = NEW(a, uint64_t, n),
		          .facilitator_slots = NEW(a, uint64_t, f),
		          .facilitator_places = NEW(a, uint64_t, f),
		          .facilitator_ban = NEW(a, uint64_t, f * FORM_BAN_WORDS(n)),
		          .pin = NEW(a, int, n),
		          .manager = NEW(a, int, n),
		          .team = NEW(a, uint16_t, n),
		          .no_link = NEW(a, bool, (size_t)p->links),
		          .no_ban = NEW(a, bool, (size_t)p->bans),
		          .least = NEW(a, int, (size_t)p->sets),
		          .most = NEW(a, int, (size_t)p->sets) };

	for (size_t x = 0; x < n; x++) {
		r.slots[x] = p->slots[x];
		r.places[x] = p->places ? p->places[x] : 0;
		r.pin[x] = p->pin[x];
		r.manager[x] = p->manager[x];
		r.team[x] = p->team[x];
	}
	for (int k = 0; k < p->sets; k++) {
		r.least[k] = p->least[k];
		r.most[k] = p->most[k];
	}
	for (size_t i = 0; i < f; i++) {
		r.facilitator_slots[i] = p->facilitator_slots[i];
		r.facilitator_places[i] = p->facilitator_places ? p->facilitator_places[i] : 0;
	}
	for (size_t i = 0; i < f * FORM_BAN_WORDS(n) && p->facilitator_ban; i++)
		r.facilitator_ban[i] = p->facilitator_ban[i];
	return r;
}

static void leave_out(struct conflict *c, struct rows *r, const struct item *item)
{
	switch (item->rule) {
	case FORM_RULE_TOGETHER:
	case FORM_RULE_APART:
		r->no_link[item->at] = true;
		break;
	case FORM_RULE_NOT_SETS:
		r->no_ban[item->at] = true;
		break;
	case FORM_RULE_SLOTS:
		r->slots[item->at] = all_of(c->p->slots, c->p->people);
		break;
	case FORM_RULE_PLACES:
		r->places[item->at] = all_of(c->p->places, c->p->people);
		break;
	case FORM_RULE_PINS:
		r->pin[item->at] = FORM_NONE;
		break;
	case FORM_RULE_MANAGER:
		r->manager[item->at] = FORM_NONE;
		break;
	case FORM_RULE_TEAM:
		for (int x = 0; x < c->p->people; x++)
			if (r->team[x] == item->at) r->team[x] = 0;
		break;
	case FORM_RULE_QUOTAS:
		if (item->at < FORM_ATTRIBUTES_MAX)
			c->less.attribute[item->at].quota = 0;
		else
			c->less.trait[item->at - FORM_ATTRIBUTES_MAX].least =
				c->less.trait[item->at - FORM_ATTRIBUTES_MAX].most = 0;
		break;
	case FORM_RULES:
		r->facilitator_slots[item->at] = ~0ull;
		r->facilitator_places[item->at] = ~0ull;
		for (size_t w = 0; w < FORM_BAN_WORDS(c->p->people); w++)
			r->facilitator_ban[(size_t)item->at * FORM_BAN_WORDS(c->p->people) + w] = 0;
		break;
	case FORM_RULE_SIZES: /* by one, where there is a lane for it */
		if (r->least[item->at] > 1) r->least[item->at]--;
		if (r->most[item->at] < FORM_SET_SIZE_MAX) r->most[item->at]++;
		break;
	default:
		break;
	}
}

static void build(struct conflict *c)
{
	const struct form_problem *p = c->p;
	struct rows r = copy_rows(c);
	int links = 0, bans = 0;

	c->less = *p;
	for (int i = 0; i < c->items; i++)
		if (c->out[i]) leave_out(c, &r, &c->item[i]);
	for (int i = 0; i < p->links; i++)
		if (!r.no_link[i]) r.link[links++] = p->link[i];
	for (int i = 0; i < p->bans; i++)
		if (!r.no_ban[i]) r.ban[bans++] = p->ban[i];
	c->less.link = r.link;
	c->less.links = links;
	c->less.ban = r.ban;
	c->less.bans = bans;
	c->less.least = r.least;
	c->less.most = r.most;
	c->less.slots = r.slots;
	c->less.places = p->places ? r.places : NULL;
	c->less.pin = r.pin;
	c->less.manager = r.manager;
	c->less.team = r.team;
	c->less.facilitator_slots = r.facilitator_slots;
	c->less.facilitator_places = p->facilitator_places ? r.facilitator_places : NULL;
	c->less.facilitator_ban = p->facilitator_ban ? r.facilitator_ban : NULL;
	c->less.before = c->less.place_before = NULL;
	c->less.few_moves = false;
	c->less.max_moves = FORM_NONE;
}

/* ---- asking the search ------------------------------------------------------------------------- */

static bool until_none_is_broken(void *context, int64_t objective, int share)
{
	(void)context;
	(void)share;
	return objective < 0;
}

static bool is_possible(struct conflict *c, int times)
{
	const int64_t wanted = TRIALS + TRIALS_EACH * (int64_t)c->p->people;
	const struct form_time time = { .evaluations =
		                                times * (wanted < TRIALS_MAX ? wanted : TRIALS_MAX),
		                        .progress = until_none_is_broken };
	struct form_plan plan;

	arena_reset(c->scratch);
	build(c);
	if (c->exact) {
		c->budget -= PROOF_FIRST; /* at most; so the end does not depend on a clock */
		return !form_prove(c->scratch, &c->less, PROOF_FIRST);
	}
	if (form_impossible(c->scratch, &c->less).n) return false;
	form_make(c->scratch, &c->less, NULL, NULL, &time, c->seed, FORM_PATH_BEST, &plan);
	c->trials += plan.trials;
	return plan.broken == 0;
}

static bool is_over(const struct conflict *c)
{
	if (c->exact) return c->budget <= 0;
	return form_spent(c->time, c->trials, c->start_us) >= 1;
}

/* Leaves out pieces of so many; what a plan needs to be without comes back. */
static void delete_pieces(struct conflict *c, int piece)
{
	for (int from = 0; from < c->items && !is_over(c); from += piece) {
		bool any = false;
		bool *before = NEW(c->arena, bool, (size_t)piece);
		for (int i = from; i < from + piece && i < c->items; i++) {
			before[i - from] = c->out[i];
			any |= !c->out[i];
			c->out[i] = true;
		}
		if (!any || !is_possible(c, 1)) continue;
		for (int i = from; i < from + piece && i < c->items; i++)
			c->out[i] = before[i - from];
	}
}

/* Brings back pieces of so many, as far as there is a plan with them. */
static void restore_pieces(struct conflict *c, int piece)
{
	for (int from = 0; from < c->items && !is_over(c); from += piece) {
		bool any = false;
		bool *before = NEW(c->arena, bool, (size_t)piece);
		for (int i = from; i < from + piece && i < c->items; i++) {
			before[i - from] = c->out[i];
			any |= c->out[i];
			c->out[i] = false;
		}
		if (!any || is_possible(c, 1)) continue;
		for (int i = from; i < from + piece && i < c->items; i++)
			c->out[i] = before[i - from];
	}
}

bool form_bend(struct arena *arena, const struct form_problem *problem,
               const bool may_bend[FORM_RULES], const struct form_time *time, uint64_t seed,
               struct form_problem *out)
{
	struct conflict c = {
		.arena = arena, .p = problem, .time = time, .seed = seed, .may_bend = may_bend
	};
	int piece = 1;

	c.start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	c.scratch = arena_new((size_t)1 << 30);
	list_items(&c);
	for (int i = 0; i < c.items; i++) c.out[i] = true;
	const bool possible = is_possible(&c, 5);
	while (piece * 2 < c.items) piece *= 2;
	for (; possible && piece > 0; piece /= 2) restore_pieces(&c, piece);
	arena_free(c.scratch);
	c.scratch = arena;
	build(&c);
	*out = c.less;
	out->before = problem->before;
	out->place_before = problem->place_before;
	out->few_moves = problem->few_moves;
	return possible;
}

/* ---- telling ----------------------------------------------------------------------------------- */

static struct str name(const struct conflict *c, int x)
{
	return c->p->name ? c->p->name[x] : str_printf(c->arena, "Person %d", x + 1);
}

static void tell_link(const struct conflict *c, const struct form_link *link, struct buf *out)
{
	if (link->kind == FORM_SEALED) {
		buf_printf(out, "- There is a rule about %.*s that is not told here.\n",
		           STR_ARG(name(c, link->a)));
		return;
	}
	buf_printf(out, "- %.*s and %.*s are to be %s.\n", STR_ARG(name(c, link->a)),
	           STR_ARG(name(c, link->b)),
	           link->kind == FORM_TOGETHER ? "together" : "kept apart");
}

static void tell_team(const struct conflict *c, int team, struct buf *out)
{
	bool first = true;

	buf_printf(out, "- These are of one team, and no two of it share a set: ");
	for (int x = 0; x < c->p->people; x++) {
		if (c->p->team[x] != team) continue;
		buf_printf(out, "%s%.*s", first ? "" : ", ", STR_ARG(name(c, x)));
		first = false;
	}
	buf_printf(out, ".\n");
}

static void tell_trait(const struct form_trait *trait, struct buf *out)
{
	if (trait->least)
		buf_printf(out, "- Each set is to have at least %d with %.*s.\n", trait->least,
		           STR_ARG(trait->name));
	if (trait->most)
		buf_printf(out, "- Each set is to have at most %d with %.*s.\n", trait->most,
		           STR_ARG(trait->name));
}

/* Is it about the other of a sealed pair that is told of?  Then it would tell who that is. */
static bool would_tell(const struct conflict *c, const struct item *item)
{
	const bool person = item->rule == FORM_RULE_SLOTS || item->rule == FORM_RULE_PLACES ||
	                    item->rule == FORM_RULE_PINS || item->rule == FORM_RULE_MANAGER;
	const int who = item->rule == FORM_RULE_NOT_SETS ? c->p->ban[item->at].person
	                : person                         ? item->at
	                                                 : FORM_NONE;

	for (int i = 0; i < c->items && who != FORM_NONE; i++) {
		if (c->out[i] || c->item[i].rule != FORM_RULE_APART) continue;
		const struct form_link *l = &c->p->link[c->item[i].at];
		if (l->kind == FORM_SEALED && l->b == who) return true;
	}
	return false;
}

static void tell(const struct conflict *c, const struct item *item, struct buf *out)
{
	const struct form_problem *p = c->p;
	const struct str who = item->at < p->people ? name(c, item->at) : STR("");

	switch (item->rule) {
	case FORM_RULE_TOGETHER:
	case FORM_RULE_APART:
		tell_link(c, &p->link[item->at], out);
		break;
	case FORM_RULE_NOT_SETS:
		buf_printf(out, "- %.*s may not be in set %d.\n",
		           STR_ARG(name(c, p->ban[item->at].person)), p->ban[item->at].set + 1);
		break;
	case FORM_RULE_SLOTS:
		buf_printf(out, "- %.*s is free at %d half-day%s only.\n", STR_ARG(who),
		           __builtin_popcountll(p->slots[item->at]),
		           __builtin_popcountll(p->slots[item->at]) == 1 ? "" : "s");
		break;
	case FORM_RULE_PLACES:
		buf_printf(out, "- %.*s cannot meet everywhere: format, area and travel limit.\n",
		           STR_ARG(who));
		break;
	case FORM_RULE_PINS:
		buf_printf(out, "- %.*s is pinned to set %d.\n", STR_ARG(who),
		           p->pin[item->at] + 1);
		break;
	case FORM_RULE_MANAGER:
		buf_printf(out, "- %.*s reports to %.*s.\n", STR_ARG(who),
		           STR_ARG(name(c, p->manager[item->at])));
		break;
	case FORM_RULE_TEAM:
		tell_team(c, item->at, out);
		break;
	case FORM_RULE_QUOTAS:
		if (item->at < FORM_ATTRIBUTES_MAX)
			buf_printf(out, "- At most %d in a set have the same %.*s.\n",
			           p->attribute[item->at].quota,
			           STR_ARG(p->attribute[item->at].name));
		else
			tell_trait(&p->trait[item->at - FORM_ATTRIBUTES_MAX], out);
		break;
	case FORM_RULES:
		buf_printf(out,
		           "- %.*s leads only some: half-days, places, people whom they may "
		           "not lead.\n",
		           STR_ARG(p->facilitator_name
		                           ? p->facilitator_name[item->at]
		                           : str_printf(c->arena, "Facilitator %d", item->at + 1)));
		break;
	case FORM_RULE_SIZES:
	default:
		break;
	}
}

static void delete_all(struct conflict *c)
{
	int piece = 1;

	list_items(c);
	while (piece * 2 < c->items) piece *= 2;
	for (; piece > 0 && !is_over(c); piece /= 2) delete_pieces(c, piece);
}

/* The rules that are left, but for what would tell of a sealed pair. */
static int tell_all(const struct conflict *c, const char *head, struct buf *out)
{
	int left = 0, told = 0;

	for (int i = 0; i < c->items; i++) left += !c->out[i];
	buf_printf(out, "%s", head);
	for (int i = 0; i < c->items && told < NAMED_MAX; i++) {
		if (c->out[i] || would_tell(c, &c->item[i])) continue;
		tell(c, &c->item[i], out);
		told++;
	}
	if (left > NAMED_MAX) buf_printf(out, "- and %d more.\n", left - NAMED_MAX);
	if (left == 0) buf_printf(out, "- The sizes of the sets alone.\n");
	return left;
}

bool form_conflict_proven(struct arena *arena, const struct form_problem *problem, struct buf *out)
{
	struct conflict c = { .arena = arena, .p = problem, .exact = true, .budget = PROOF_ALL };

	if (!form_prove(arena, problem, PROOF_FIRST)) return false;
	c.scratch = arena_new((size_t)1 << 30);
	delete_all(&c);
	(void)tell_all(&c, "These rules leave no way to form the sets; every one was tried:\n",
	               out);
	arena_free(c.scratch);
	return true;
}

int form_conflict(struct arena *arena, const struct form_problem *problem,
                  const struct form_time *time, uint64_t seed, struct buf *out, bool *proven)
{
	struct conflict c = { .arena = arena, .p = problem, .time = time, .seed = seed };

	c.start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	c.scratch = arena_new((size_t)1 << 30);
	delete_all(&c);
	const bool minimal = !is_over(&c);
	arena_reset(c.scratch);
	build(&c);
	*proven = form_prove(c.scratch, &c.less, PROOF);
	const int left = tell_all(
		&c,
		*proven   ? "These rules leave no way to form the sets; every one was tried:\n"
		: minimal ? "These rules are in each other's way; without any one of them a plan "
			    "was found:\n"
			  : "Rules in each other's way are among these; there was no time to tell "
			    "which:\n",
		out);
	arena_free(c.scratch);
	return left;
}
