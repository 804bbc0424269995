/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_words - plans and advice in sentences, made of the numbers that the planner used.
 *
 * Each function gives lines that end with a newline.  What a sentence says is what the struct holds;
 * tests/domain/plan_words_test.c reads them against the answers. */
#ifndef DOMAIN_PLAN_WORDS_H
#define DOMAIN_PLAN_WORDS_H

#include "base/str.h"
#include "domain/plan_advice.h"

/* "Thursday 5 November 2026, morning" */
struct str plan_slot_words(struct arena *arena, const struct plan_slot *slot);
/* "Priya", "Priya and Sam", "Priya, Sam and Ann" of the people in the mask. */
struct str plan_people_words(struct arena *arena, const struct str *names, uint32_t people);

/* The whole plan: a summary, then a line for each meeting with who cannot come. */
struct str plan_words(struct arena *arena, const struct plan_ask *ask, const struct str *names,
                      const struct plan *plan);
struct str plan_why_words(struct arena *arena, const struct plan_ask *ask, const struct str *names,
                          const struct plan *plan, const struct plan_why *why);
/* After "No plan with that half-day keeps all the rules": what is in the way. */
struct str plan_why_cause_words(struct arena *arena, const struct str *names,
                                const struct plan_cause *cause, int count);
struct str plan_rescue_words(struct arena *arena, const struct plan_ask *ask,
                             const struct str *names, const struct plan_rescue *rescue);
/* Which meetings move from the old plan to the new, who can come by it and who cannot any more. */
struct str plan_moves_words(struct arena *arena, const struct plan_ask *ask,
                            const struct str *names, const struct plan *old,
                            const struct plan *new);
/* Who has not answered, the most worth a reminder first. */
struct str plan_worth_words(struct arena *arena, const struct str *names,
                            const struct plan_worth *worth, int count);
/* Each meeting with its date: facilitated or not, and whether that is new.  `score` as in plan_votes(), or
 * NULL. */
struct str plan_flags_words(struct arena *arena, const struct plan_ask *ask, const struct plan *old,
                            uint32_t flags, const int8_t *score);
struct str plan_change_words(struct arena *arena, const struct plan_ask *ask,
                             const struct str *names, const struct plan *old,
                             const struct plan_change *change);

#endif
