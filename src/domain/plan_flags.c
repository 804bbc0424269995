/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - which six, and what is known of those who have not answered. */
#include "domain/plan_advice.h"

#include <string.h>

/* ---- which six ---- */

enum err plan_flags(const struct plan_ask *ask, const int *slot, uint32_t before, int32_t keep,
                    uint32_t *out, int32_t *cost)
{
	const struct plan_rules *rules = ask->rules;
	int32_t price[PLAN_MEETINGS_MAX];
	uint32_t flags = 0;
	int32_t sum = 0;

	/* With the dates settled each flag costs by itself, so the cheapest are the best. */
	for (int m = 0; m < rules->meetings; m++) {
		const bool must = (ask->facilitated >> m & 1) ||
		                  (m == 0 && rules->first_is_facilitated && rules->credits > 0);
		int32_t travel = ask->travel ? ask->travel[slot[m]] : 0;
		if (travel == PLAN_NEVER && (ask->guest >> m & 1)) travel = ask->guest_price;
		price[m] = travel + ask->vote[m] + (before >> m & 1 ? -keep : keep);
		const bool never = travel == PLAN_NEVER || (ask->self_facilitated >> m & 1);
		if (must && never) return ERR_ABSENT;
		if (must) price[m] = -PLAN_NEVER;
		if (never) price[m] = PLAN_NEVER;
	}
	for (int k = 0; k < rules->credits; k++) {
		int best = -1;
		for (int m = 0; m < rules->meetings; m++) {
			if (flags >> m & 1) continue;
			const bool stays = best >= 0 && price[m] == price[best] &&
			                   (before >> m & 1) && !(before >> best & 1);
			if (best < 0 || price[m] < price[best] || stays) best = m;
		}
		if (best < 0 || price[best] == PLAN_NEVER) return ERR_ABSENT;
		flags |= 1u << best;
	}
	for (int m = 0; m < rules->meetings; m++) {
		const bool must = price[m] == -PLAN_NEVER;
		if (must && !(flags >> m & 1)) return ERR_ABSENT;
		if (!(flags >> m & 1)) continue;
		const int32_t travel = ask->travel ? ask->travel[slot[m]] : 0;
		sum += (travel == PLAN_NEVER ? ask->guest_price : travel) + ask->vote[m];
	}
	*out = flags;
	*cost = sum;
	return OK;
}

void plan_votes(int people, int meetings, const int8_t *score, int32_t *vote)
{
	enum { MOST = 4, NOBODY = 2 };

	for (int m = 0; m < meetings; m++) {
		int sum = 0, count = 0;
		for (int p = 0; p < people; p++) {
			const int8_t s = score[p * meetings + m];
			if (s < 0) continue;
			sum += MOST - s, count++;
		}
		vote[m] = count ? (2 * sum + count) / (2 * count) : NOBODY;
	}
}

/* ---- who has not answered ---- */

enum { WEEKDAYS = 7, HALVES = 3 };

/* Of answers that were given: how many, and how many were not no. */
struct rate {
	int given, come;
};

static void count(const struct plan_ask *ask, int person, struct rate half[WEEKDAYS][HALVES],
                  struct rate day[WEEKDAYS])
{
	for (int s = 0; s < ask->slots; s++) {
		const uint8_t answer = ask->answer[person * ask->slots + s];
		const int weekday = day_weekday(ask->slot[s].day);
		if (answer == PLAN_UNKNOWN) continue;
		const int come = answer != PLAN_NO;
		half[weekday][ask->slot[s].half].given++;
		half[weekday][ask->slot[s].half].come += come;
		day[weekday].given++;
		day[weekday].come += come;
	}
}

static uint8_t percent(struct rate rate)
{
	return (uint8_t)((200 * rate.come + rate.given) / (2 * rate.given));
}

void plan_estimate(const struct plan_ask *ask, uint8_t *chance)
{
	struct rate all_half[WEEKDAYS][HALVES] = { 0 }, all_day[WEEKDAYS] = { 0 };

	for (int p = 0; p < ask->people; p++) count(ask, p, all_half, all_day);
	for (int p = 0; p < ask->people; p++) {
		struct rate half[WEEKDAYS][HALVES] = { 0 }, day[WEEKDAYS] = { 0 };
		count(ask, p, half, day);
		for (int s = 0; s < ask->slots; s++) {
			const int weekday = day_weekday(ask->slot[s].day);
			const struct rate *own = &half[weekday][ask->slot[s].half];
			chance[p * ask->slots + s] = own->given           ? percent(*own)
			                             : day[weekday].given ? percent(day[weekday])
			                             : all_day[weekday].given
			                                     ? percent(all_day[weekday])
			                                     : (uint8_t)PLAN_CHANCE;
		}
	}
}

struct plan_certainty plan_certainty(const struct plan_ask *ask, int slot)
{
	struct plan_certainty out = { 0 };

	for (int p = 0; p < ask->people; p++) {
		const uint8_t answer = ask->answer[p * ask->slots + slot];
		out.yes += answer == PLAN_YES;
		out.if_need_be += answer == PLAN_IF_NEED_BE;
		out.no += answer == PLAN_NO;
		out.unknown += answer == PLAN_UNKNOWN;
	}
	const int sure = out.yes + out.if_need_be, needed = plan_quorum(ask->rules, ask->people);
	out.is_fragile = sure < needed && sure + out.unknown >= needed;
	return out;
}

/* The ask with all that `person` has not answered taken for one answer. */
static enum err suppose(struct plan_desk *desk, const struct plan_ask *ask, int person,
                        uint8_t answer, uint8_t *room, struct plan *plan)
{
	struct plan_ask supposed = *ask;
	uint8_t *own = room + person * ask->slots;

	memcpy(room, ask->answer, (size_t)(ask->people * ask->slots));
	for (int s = 0; s < ask->slots; s++)
		if (own[s] == PLAN_UNKNOWN) own[s] = answer;
	supposed.answer = room;
	return plan_solve(desk, &supposed, plan);
}

static bool comes_before(const struct plan_worth *a, const struct plan_worth *b)
{
	if (a->dates != b->dates) return a->dates > b->dates;
	if (a->points != b->points) return a->points > b->points;
	return a->person < b->person;
}

enum err plan_worth(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                    struct plan_worth out[PLAN_PEOPLE_MAX], int *n)
{
	uint8_t *room = NEW(arena, uint8_t, (size_t)(ask->people * ask->slots));

	*n = 0;
	for (int p = 0; p < ask->people; p++) {
		struct plan_worth worth = { .person = p, .dates = ask->rules->meetings };
		struct plan yes, no;
		for (int s = 0; s < ask->slots; s++)
			worth.unknown += ask->answer[p * ask->slots + s] == PLAN_UNKNOWN;
		if (!worth.unknown) continue;
		const enum err with = suppose(desk, ask, p, PLAN_YES, room, &yes);
		const enum err without = suppose(desk, ask, p, PLAN_NO, room, &no);
		if (with == ERR_INPUT) return with;
		worth.with = yes.meetings > 0, worth.without = no.meetings > 0;
		if (worth.with && worth.without) {
			worth.points = no.cost > yes.cost ? no.cost - yes.cost : 0;
			for (int m = 0; m < yes.meetings; m++)
				worth.dates -= yes.slot[m] == no.slot[m];
		} else if (with == without)
			worth.dates = 0; /* no plan in either case */
		else
			worth.points = PLAN_NEVER; /* whether there is a plan hangs on them */
		int at = (*n)++;
		for (; at > 0 && comes_before(&worth, &out[at - 1]); at--) out[at] = out[at - 1];
		out[at] = worth;
	}
	return OK;
}
