/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* pulse - what may be told of the answers after a meeting: nothing for fewer than five,
 * who could be told apart. */
#ifndef DOMAIN_PULSE_H
#define DOMAIN_PULSE_H

#include "base/arena.h"
#include "base/str.h"

enum { PULSE_LEAST = 5, PULSE_STEPS = 5 };

/* Answers from "a great deal" down to "not at all". */
struct pulse_counts {
	int count[PULSE_STEPS];
};

int pulse_answers(const struct pulse_counts *counts); /* how many answered */
bool pulse_may_show(const struct pulse_counts *counts);
/* One sentence over all of them together: "18 of 26 say quite a lot or more."; empty for none. */
struct str pulse_words(struct arena *arena, const struct pulse_counts *all, size_t n);

#endif
