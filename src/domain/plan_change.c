/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - a date is lost: the year mended with as few moves as can be.
 *
 * Every slot that is not already published costs `rho` more, so the same solver and the same proof say
 * that no plan moves fewer dates at this quality. */
#include "domain/plan_advice.h"

#include <string.h>

static const struct {
	enum plan_aim aim;
	int32_t rho;
	int fair; /* fairness counts so many times */
} aims[] = {
	{ PLAN_AIM_FEWEST, PLAN_COST_MAX / 2, 1 },
	{ PLAN_AIM_BALANCE, 100, 1 },
	{ PLAN_AIM_ATTENDANCE, 30, 1 },
	{ PLAN_AIM_FAIREST, 100, 4 },
};

static bool is_published(const struct plan *old, int slot, uint32_t lost)
{
	for (int m = 0; m < old->meetings; m++)
		if (old->slot[m] == slot && !(lost >> m & 1)) return true;
	return false;
}

static bool is_frozen(const struct plan_ask *ask, const struct plan *old, int m, uint32_t lost,
                      struct day open)
{
	return ask->slot[old->slot[m]].day.n < open.n && !(lost >> m & 1);
}

/* What must stay stays, whatever rule it breaks by now; what is lost is closed. */
static void freeze(const struct plan_ask *ask, const struct plan *old, uint32_t lost,
                   struct day open, uint32_t *masks, struct plan_ask *out)
{
	uint32_t frozen = 0;

	for (int m = 0; m < old->meetings; m++)
		if (is_frozen(ask, old, m, lost, open)) frozen |= 1u << m;
	for (int s = 0; s < ask->slots; s++)
		if (ask->slot[s].day.n < open.n) masks[s] &= frozen;
	for (int m = 0; m < old->meetings; m++) {
		if (lost >> m & 1) masks[old->slot[m]] = 0;
		if (!(frozen >> m & 1)) continue;
		plan_pin(ask, masks, m, old->slot[m]);
		masks[old->slot[m]] |= 1u << m;
		out->required[m] = 0;
		if (old->facilitated >> m & 1) {
			out->facilitated |= 1u << m;
			out->guest |= 1u << m; /* who came then is settled */
		} else
			out->self_facilitated |= 1u << m;
	}
	out->meetings = masks;
	out->no_quorum |= frozen;
	out->guest_price = 0;
	if ((frozen & 1) && ask->slot[old->slot[0]].day.n > out->start_last.n)
		out->start_last = ask->slot[old->slot[0]].day;
}

/* What every new date costs more than a published one. */
static void charge(const struct plan_ask *ask, const struct plan *old, uint32_t lost, int32_t rho,
                   int32_t *extra)
{
	for (int s = 0; s < ask->slots; s++)
		extra[s] =
			(ask->extra ? ask->extra[s] : 0) + (is_published(old, s, lost) ? 0 : rho);
}

static void note_moves(const struct plan *old, struct plan_change *change)
{
	change->moved = 0;
	for (int m = 0; m < old->meetings; m++)
		if (change->plan.slot[m] != old->slot[m]) change->moved |= 1u << m;
	change->moves = __builtin_popcount(change->moved);
}

static bool is_new(const struct plan_change *list, int count, const struct plan *plan)
{
	for (int i = 0; i < count; i++)
		if (!memcmp(list[i].plan.slot, plan->slot, sizeof(plan->slot)) &&
		    list[i].plan.facilitated == plan->facilitated)
			return false;
	return true;
}

enum err plan_change(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                     const struct plan *old, uint32_t lost, struct day open,
                     struct plan_change out[PLAN_CHANGES_MAX], int *count)
{
	struct plan_rules rules = *ask->rules;
	struct plan_ask mended = *ask;
	int32_t *extra = NEW(arena, int32_t, (size_t)ask->slots);
	uint32_t *masks = plan_masks(arena, ask);
	int fewest = 0;
	const bool is_sure = plan_most(ask) < aims[0].rho;

	*count = 0;
	freeze(ask, old, lost, open, masks, &mended);
	mended.rules = &rules;
	mended.extra = extra;
	for (size_t i = 0; i < LEN(aims) && *count < PLAN_CHANGES_MAX; i++) {
		struct plan_change *change = &out[*count];
		struct plan_change tried = { .aim = aims[i].aim };
		charge(ask, old, lost, aims[i].rho, extra);
		for (int k = 0; k <= rules.meetings; k++)
			rules.fair[k] = ask->rules->fair[k] * aims[i].fair;
		enum err err = plan_solve(desk, &mended, &tried.plan);
		if (err) return *count ? OK : err;
		note_moves(old, &tried);
		if (i == 0) fewest = tried.moves;
		tried.fewest = is_sure && tried.moves == fewest;
		if (!is_new(out, *count, &tried.plan)) continue;
		/* What it costs by the usual rules, moving not counted. */
		struct plan_ask usual = mended;
		usual.rules = ask->rules;
		usual.extra = ask->extra;
		tried.plan.cost = plan_price(&usual, tried.plan.slot, tried.plan.facilitated,
		                             &tried.plan.parts);
		tried.plan.bound = 0; /* proven by the mended question, not by this one */
		*change = tried;
		(*count)++;
	}
	return OK;
}

enum err plan_change_ladder(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                            const struct plan *old, uint32_t lost, struct day open,
                            struct plan_rescue *out)
{
	struct plan_ask mended = *ask;
	int32_t *extra = NEW(arena, int32_t, (size_t)ask->slots);
	int kept = 0;

	freeze(ask, old, lost, open, plan_masks(arena, ask), &mended);
	charge(ask, old, lost, aims[0].rho, extra);
	mended.extra = extra;
	const enum err err = plan_ladder(desk, arena, &mended, NULL, out);
	/* Its pins are the dates that are past or too near: nobody can lift those. */
	for (int i = 0; i < out->causes; i++)
		if (out->cause[i].kind != PLAN_CAUSE_PINS) out->cause[kept++] = out->cause[i];
	out->causes = kept;
	return err;
}
