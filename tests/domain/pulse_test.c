/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Nothing is shown for fewer than five answers, and one sentence sums up the rest. */
#include "domain/pulse.h"
#include "support/check.h"

TEST(five_is_the_least)
{
	static const struct pulse_counts four = { { 4, 0, 0, 0, 0 } }, five = { { 1, 1, 1, 1, 1 } },
					 none = { { 0 } };

	CHECK(!pulse_may_show(&none) && !pulse_may_show(&four), "too few");
	CHECK(pulse_may_show(&five), "enough");
	CHECK_INT(pulse_answers(&five), 5, "counted");
}

TEST(one_sentence_leaves_small_sets_out)
{
	struct arena *arena = arena_new(4096);
	const struct pulse_counts sets[] = { { { 3, 2, 1, 1, 0 } },
		                             { { 0, 0, 0, 0, 4 } },
		                             { { 5, 1, 0, 0, 0 } } };

	CHECK_STR(pulse_words(arena, sets, 3), "11 of 13 say quite a lot or more.", "two sets");
	CHECK_STR(pulse_words(arena, sets + 1, 1), "", "four answers say nothing");
	CHECK_STR(pulse_words(arena, sets + 2, 1), "All 6 say quite a lot or more.", "all");
	CHECK_STR(pulse_words(arena, NULL, 0), "", "none");
	arena_free(arena);
}

TESTS(five_is_the_least, one_sentence_leaves_small_sets_out)
