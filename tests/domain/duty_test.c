/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a host does before a meeting, and when they are reminded of it. */
#include "domain/duty.h"

#include "support/check.h"

TEST(each_is_due_in_time_for_the_next)
{
	const struct day held = day_of(2026, 12, 10);

	CHECK_INT(duty_due(DUTY_ROOM, held).n, day_of(2026, 11, 12).n, "four weeks before");
	CHECK_INT(duty_due(DUTY_DATE, held).n, day_of(2026, 11, 26).n, "two weeks");
	CHECK_INT(duty_due(DUTY_REMINDER, held).n, day_of(2026, 12, 3).n, "a week");
	for (int duty = 0; duty < DUTY_COUNT; duty++) {
		CHECK(duty_title((enum duty)duty)[0] != 0, "has a name");
		CHECK(duty_help((enum duty)duty)[0] != 0, "and says how");
	}
	CHECK_STR(str_of(duty_title(DUTY_NUDGE)), "", "that one is not theirs");
}

TEST(it_is_said_as_people_say_it)
{
	struct arena *arena = arena_new(4096);
	const struct day held = day_of(2026, 12, 10);

	CHECK_STR(duty_due_words(arena, DUTY_ROOM, held, day_of(2026, 11, 2)),
	          "By Thursday 12 November", "to come");
	CHECK_STR(duty_due_words(arena, DUTY_ROOM, held, day_of(2026, 11, 12)), "By today", "now");
	CHECK_STR(duty_due_words(arena, DUTY_ROOM, held, day_of(2026, 11, 13)),
	          "It was to be done by Thursday 12 November", "past");
	arena_free(arena);
}

TEST(the_host_is_mailed_once_and_only_if_something_is_left)
{
	static const struct {
		bool done[DUTY_COUNT], nudged;
		int days; /* before the meeting */
		bool due;
		const char *why;
	} cases[] = {
		{ { true, true, false }, false, 9, true, "the reminder is left" },
		{ { false, false, false }, false, 1, true, "late is better than never" },
		{ { true, true, true }, false, 9, false, "all is done" },
		{ { false, false, false }, true, 9, false, "once is enough" },
		{ { false, false, false }, false, 10, false, "not so early" },
		{ { false, false, false }, false, 0, false, "it is the day itself" },
	};
	const struct day held = day_of(2026, 12, 10);

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK(duty_nudge_due(cases[i].done, cases[i].nudged, held,
		                     (struct day){ held.n - cases[i].days }) == cases[i].due,
		      cases[i].why);
}

TESTS(each_is_due_in_time_for_the_next, it_is_said_as_people_say_it,
      the_host_is_mailed_once_and_only_if_something_is_left)
