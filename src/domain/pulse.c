/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* pulse - see pulse.h. */
#include "domain/pulse.h"

int pulse_answers(const struct pulse_counts *counts)
{
	int answers = 0;

	for (int i = 0; i < PULSE_STEPS; i++) answers += counts->count[i];
	return answers;
}

bool pulse_may_show(const struct pulse_counts *counts)
{
	return pulse_answers(counts) >= PULSE_LEAST;
}

struct str pulse_words(struct arena *arena, const struct pulse_counts *all, size_t n)
{
	int answers = 0, good = 0;

	for (size_t i = 0; i < n; i++) {
		if (!pulse_may_show(&all[i])) continue;
		answers += pulse_answers(&all[i]);
		good += all[i].count[0] + all[i].count[1];
	}
	if (answers == 0) return (struct str){ 0 };
	if (good == answers) return str_printf(arena, "All %d say quite a lot or more.", answers);
	return str_printf(arena, "%d of %d say quite a lot or more.", good, answers);
}
