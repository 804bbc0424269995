/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - what people ask around a plan, answered by solving again.
 *
 *   why not this slot?      plan_why()     the best plan that has it, and what that changes
 *   nothing fits            plan_ladder()  the first rule to relax, and what is in the way
 *   a date is lost          plan_change()  at most three ways, none of which moves more than it must
 *   which six?              plan_flags()   facilitated meetings with the dates as they are
 *   who has not answered?   plan_estimate(), plan_worth()
 *
 * plan_words.h has the sentences; each says only what these structs hold. */
#ifndef DOMAIN_PLAN_ADVICE_H
#define DOMAIN_PLAN_ADVICE_H

#include "domain/plan.h"

/* ---- single wishes ---- */

/* A copy of ask.meetings to change, one mask per slot. */
uint32_t *plan_masks(struct arena *arena, const struct plan_ask *ask);
void plan_pin(const struct plan_ask *ask, uint32_t *masks, int meeting, int slot);

/* ---- what is in the way ---- */

enum plan_cause_kind {
	PLAN_CAUSE_PERSON, /* without this person there is a plan */
	PLAN_CAUSE_FACILITATOR,
	PLAN_CAUSE_QUORUM,
	PLAN_CAUSE_GAPS,
	PLAN_CAUSE_PINS,
	PLAN_CAUSE_REQUIRED,
	PLAN_CAUSE_MISS_MAX,
	PLAN_CAUSE_TWICE,
	PLAN_CAUSE_WEEKDAY,
	PLAN_CAUSE_START,
	PLAN_CAUSES_MAX = PLAN_PEOPLE_MAX + 9
};

struct plan_cause {
	enum plan_cause_kind kind;
	int person;
};

/* For an ask that has no plan: each of these alone, lifted, would give one; how many.  Where the half-days
 * that are closed or pinned are lifted, `stays` is what stays (a mask for each slot, as ask.meetings); NULL:
 * nothing. */
int plan_causes(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                const uint32_t *stays, struct plan_cause out[PLAN_CAUSES_MAX]);

/* ---- why not? ---- */

enum plan_why_not {
	PLAN_WHY_USED,    /* the plan has it already */
	PLAN_WHY_QUORUM,  /* too many said no */
	PLAN_WHY_OUTSIDE, /* not within the year's dates */
	PLAN_WHY_CLOSED,  /* forbidden, or pinned dates leave no meeting for it */
	PLAN_WHY_NO_PLAN, /* no plan that keeps the rules has it */
	PLAN_WHY_COSTS,   /* it could be: with[] is the best plan that has it */
	PLAN_WHY_UNKNOWN  /* stopped before an answer was proven */
};

struct plan_why {
	enum plan_why_not verdict;
	int slot;
	int coming, needed; /* people, for PLAN_WHY_QUORUM */
	int meeting;        /* which of `with` it is */
	struct plan with;
	int32_t more; /* points that `with` costs above the plan */
};

MUST_USE enum err plan_why(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                           const struct plan *plan, int slot, struct plan_why *out);
/* For PLAN_WHY_NO_PLAN: what is in the way of every plan that has the slot; how many. */
int plan_why_causes(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                    int slot, struct plan_cause out[PLAN_CAUSES_MAX]);

/* ---- when nothing fits ---- */

enum plan_rung {
	PLAN_RUNG_QUORUM = 1,  /* one meeting with half of the set */
	PLAN_RUNG_GAPS = 2,    /* a week more either way between meetings */
	PLAN_RUNG_GUEST = 4,   /* one meeting with another facilitator */
	PLAN_RUNG_EVENING = 8, /* other half-days too */
	PLAN_RUNG_FEWER = 16,  /* one meeting less: the last, if nothing is settled of it */
	PLAN_RUNGS = 5
};

struct plan_rescue {
	int rungs;               /* what was relaxed (bits of enum plan_rung); 0: nothing helps */
	int quorum, guest;       /* the meeting relaxed; -1 */
	struct plan_rules rules; /* as relaxed; plan was made by them */
	struct plan_ask ask;     /* likewise; its rules point to `rules` */
	struct plan plan;
	int causes; /* each alone: lift it, and the rules can be kept */
	struct plan_cause cause[PLAN_CAUSES_MAX];
};

enum { PLAN_GUEST_PRICE = 30 };

/* For an ask that has no plan: the first rung that gives one, else the first two together, and so on.
 * `wider` is the same ask with more half-days, or NULL.  ERR_ABSENT if none does: out->causes is set anyway. */
MUST_USE enum err plan_ladder(struct plan_desk *desk, struct arena *arena,
                              const struct plan_ask *ask, const struct plan_ask *wider,
                              struct plan_rescue *out);

/* ---- a date is lost ---- */

enum plan_aim { PLAN_AIM_FEWEST, PLAN_AIM_BALANCE, PLAN_AIM_ATTENDANCE, PLAN_AIM_FAIREST };
enum { PLAN_CHANGES_MAX = 3, PLAN_NOTICE_WORKING_DAYS = 10 };

struct plan_change {
	enum plan_aim aim;
	struct plan plan; /* cost without what moving is charged */
	uint32_t moved;   /* meetings (bits) with another date */
	int moves;
	bool fewest; /* proven: no plan that keeps the rules moves fewer */
};

/* `lost`: meetings (bits) that cannot be where they are.  Meetings before `open` stay, past or too near
 * to move, unless lost; new dates are from `open` on. */
MUST_USE enum err plan_change(struct plan_desk *desk, struct arena *arena,
                              const struct plan_ask *ask, const struct plan *old, uint32_t lost,
                              struct day open, struct plan_change out[PLAN_CHANGES_MAX],
                              int *count);

/* Where no plan keeps all the rules: the ladder for what may still move, and of each rung's plans one that
 * moves as few published dates as can be.  ERR_ABSENT if no rung helps. */
MUST_USE enum err plan_change_ladder(struct plan_desk *desk, struct arena *arena,
                                     const struct plan_ask *ask, const struct plan *old,
                                     uint32_t lost, struct day open, struct plan_rescue *out);

/* ---- which six ---- */

/* Dates as they are: the cheapest facilitated meetings, `keep` points for each that differs from
 * `before`; what costs the same stays as it was.  *out is what settled flags, free facilitators and credits allow. */
MUST_USE enum err plan_flags(const struct plan_ask *ask, const int *slot, uint32_t before,
                             int32_t keep, uint32_t *out, int32_t *cost);
/* What the group's scores (0..4 from each person for each meeting, -1 no vote) cost: the mean of
 * 4 - score, rounded; 2 where nobody voted. */
void plan_votes(int people, int meetings, const int8_t *score, int32_t *vote);

/* ---- who has not answered ---- */

/* Percent that somebody comes who has not answered: from their own answers on that half-day of the week,
 * else on that weekday; else the group's; else PLAN_CHANCE. */
enum { PLAN_CHANCE = 60 };
void plan_estimate(const struct plan_ask *ask, uint8_t *chance);

/* How sure a date is: yes and if need be, no, not answered; fragile if quorum needs the unknown. */
struct plan_certainty {
	int yes, if_need_be, no, unknown;
	bool is_fragile;
};
struct plan_certainty plan_certainty(const struct plan_ask *ask, int slot);

/* What it would be worth to hear from somebody: how much the plan changes between their "all yes" and
 * "all no".  Those who have answered everything are left out; the most worth first. */
struct plan_worth {
	int person, unknown; /* slots not answered */
	bool with, without;  /* is there a plan if all that is yes, if all is no? */
	int dates;           /* that differ */
	int32_t points;      /* that the costs differ by */
};
MUST_USE enum err plan_worth(struct plan_desk *desk, struct arena *arena,
                             const struct plan_ask *ask, struct plan_worth out[PLAN_PEOPLE_MAX],
                             int *count);

#endif
