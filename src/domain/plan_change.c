/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - a date is lost: the year mended with as few moves as can be.
 *
 * A meeting costs `rho` more anywhere but where it is published, so the same solver and the same proof say
 * that no plan moves fewer meetings at this quality.  A price hangs on a slot and not on a meeting, so each published
 * slot is there twice: for its own meeting, and at a price for the others. */
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

/* The meeting that keeps this slot, if any does; -1. */
static int keeper(const struct plan *old, int slot, uint32_t lost)
{
	for (int m = 0; m < old->meetings; m++)
		if (old->slot[m] == slot && !(lost >> m & 1)) return m;
	return -1;
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

/* The ask with published slots twice. */
struct doubled {
	struct plan_ask ask;
	int *of;        /* slots of the ask that it was made from */
	bool *is_own;   /* for the meeting that is published there */
	int32_t *extra; /* as it will be charged */
};

static const uint8_t *double_row(struct arena *arena, const struct doubled *to,
                                 const struct plan_ask *ask, const uint8_t *rows)
{
	uint8_t *out = NEW(arena, uint8_t, (size_t)(ask->people * to->ask.slots));

	for (int p = 0; p < ask->people; p++)
		for (int k = 0; k < to->ask.slots; k++)
			out[p * to->ask.slots + k] = rows[p * ask->slots + to->of[k]];
	return out;
}

static void double_slots(struct arena *arena, const struct plan_ask *ask, const struct plan *old,
                         uint32_t lost, struct doubled *out)
{
	const size_t most = (size_t)(ask->slots + old->meetings);
	struct plan_slot *slot = NEW(arena, struct plan_slot, most);
	uint32_t *masks = NEW(arena, uint32_t, most);
	int32_t *travel = NEW(arena, int32_t, most);
	int n = 0;

	*out = (struct doubled){ .ask = *ask };
	out->of = NEW(arena, int, most);
	out->is_own = NEW(arena, bool, most);
	out->extra = NEW(arena, int32_t, most);
	for (int s = 0; s < ask->slots; s++) {
		const int m = keeper(old, s, lost);
		for (int own = m >= 0; own >= 0; own--) {
			const uint32_t it = m < 0 ? UINT32_MAX : own ? 1u << m : ~(1u << m);
			slot[n] = ask->slot[s];
			masks[n] = ask->meetings[s] & it;
			travel[n] = ask->travel ? ask->travel[s] : 0;
			out->is_own[n] = own;
			out->of[n++] = s;
		}
	}
	out->ask.slots = n;
	out->ask.slot = slot, out->ask.meetings = masks, out->ask.extra = out->extra;
	if (ask->travel) out->ask.travel = travel;
	out->ask.answer = double_row(arena, out, ask, ask->answer);
	if (ask->chance) out->ask.chance = double_row(arena, out, ask, ask->chance);
}

/* What every move costs. */
static void charge(const struct plan_ask *ask, struct doubled *doubled, int32_t rho)
{
	for (int k = 0; k < doubled->ask.slots; k++)
		doubled->extra[k] = (ask->extra ? ask->extra[doubled->of[k]] : 0) +
		                    (doubled->is_own[k] ? 0 : rho);
}

/* The plan in slots of the ask that it was doubled from. */
static void halve(const struct doubled *doubled, struct plan *plan)
{
	for (int m = 0; m < plan->meetings; m++) plan->slot[m] = doubled->of[plan->slot[m]];
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

static int absences(const struct plan_ask *ask, const struct plan *plan)
{
	int sum = 0;

	for (int m = 0; m < plan->meetings; m++)
		sum += __builtin_popcount(plan_missing(ask, plan->slot[m]));
	return sum;
}

/* The fairest is worth telling only if it is. */
static bool is_worth_telling(const struct plan_change *list, int count,
                             const struct plan_change *tried)
{
	for (int i = 0; i < count && tried->aim == PLAN_AIM_FAIREST; i++)
		if (list[i].plan.parts.fairness <= tried->plan.parts.fairness) return false;
	return is_new(list, count, &tried->plan);
}

/* Who weighs all that counts may come to fewer seats than another way: that has better dates, no more. */
static void name_truly(const struct plan_ask *ask, struct plan_change *list, int count)
{
	for (int i = 0; i < count; i++)
		for (int k = 0; k < count; k++)
			if (list[i].aim == PLAN_AIM_ATTENDANCE &&
			    absences(ask, &list[k].plan) < absences(ask, &list[i].plan))
				list[i].aim = PLAN_AIM_BALANCE;
}

/* The answer to one aim, told by the usual rules, moving not counted. */
static enum err aim_at(struct plan_desk *desk, const struct plan_ask *ask,
                       const struct plan_ask *mended, struct doubled *doubled, size_t aim,
                       struct plan *plan)
{
	struct plan_rules rules = *ask->rules;

	charge(ask, doubled, aims[aim].rho);
	for (int k = 0; k <= rules.meetings; k++) rules.fair[k] *= aims[aim].fair;
	doubled->ask.rules = &rules;
	const enum err err = plan_solve(desk, &doubled->ask, plan);
	if (err) return err;
	halve(doubled, plan);
	plan->cost = plan_price(mended, plan->slot, plan->facilitated, &plan->parts);
	plan->bound = 0; /* proven by the doubled question, not by this one */
	return OK;
}

enum err plan_change(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                     const struct plan *old, uint32_t lost, struct day open,
                     struct plan_change out[PLAN_CHANGES_MAX], int *count)
{
	struct plan_ask mended = *ask;
	struct doubled doubled;
	int fewest = 0;
	const bool is_sure = plan_most(ask) < aims[0].rho;

	*count = 0;
	freeze(ask, old, lost, open, plan_masks(arena, ask), &mended);
	double_slots(arena, &mended, old, lost, &doubled);
	for (size_t i = 0; i < LEN(aims) && *count < PLAN_CHANGES_MAX; i++) {
		struct plan_change tried = { .aim = aims[i].aim };
		const enum err err = aim_at(desk, ask, &mended, &doubled, i, &tried.plan);
		if (err && *count == 0) return err;
		if (err) break;
		note_moves(old, &tried);
		if (i == 0) fewest = tried.moves;
		tried.fewest = is_sure && tried.moves == fewest;
		if (is_worth_telling(out, *count, &tried)) out[(*count)++] = tried;
	}
	name_truly(ask, out, *count);
	return OK;
}

/* What was relaxed, on the slots of the ask that was doubled. */
static void settle_rescue(const struct plan_ask *mended, struct plan_rescue *out)
{
	struct plan_ask ask = *mended;

	ask.rules = &out->rules;
	ask.half_quorum = out->ask.half_quorum;
	ask.guest = out->ask.guest, ask.guest_price = out->ask.guest_price;
	out->ask = ask;
	out->plan.cost = plan_price(&ask, out->plan.slot, out->plan.facilitated, &out->plan.parts);
	out->plan.bound = 0;
}

enum err plan_change_ladder(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                            const struct plan *old, uint32_t lost, struct day open,
                            struct plan_rescue *out)
{
	struct plan_ask mended = *ask;
	struct doubled doubled;
	int kept = 0;

	freeze(ask, old, lost, open, plan_masks(arena, ask), &mended);
	double_slots(arena, &mended, old, lost, &doubled);
	charge(ask, &doubled, aims[0].rho);
	const enum err err = plan_ladder(desk, arena, &doubled.ask, NULL, out);
	halve(&doubled, &out->plan);
	/* Its pins are the dates that are past or too near: nobody can lift those. */
	for (int i = 0; i < out->causes; i++)
		if (out->cause[i].kind != PLAN_CAUSE_PINS) out->cause[kept++] = out->cause[i];
	out->causes = kept;
	if (out->rungs) settle_rescue(&mended, out);
	return err;
}
