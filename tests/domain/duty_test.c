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
}

TEST(its_host_is_reminded_while_there_is_time)
{
	const struct day held = day_of(2026, 12, 10);
	const struct {
		const char *why;
		struct day today;
		bool is_due;
	} cases[] = {
		{ "too early", day_of(2026, 11, 9), false },
		{ "two days before its last", day_of(2026, 11, 10), true },
		{ "the last day", day_of(2026, 11, 12), true },
		{ "late: the page says so", day_of(2026, 11, 13), false },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK(duty_reminds(DUTY_ROOM, held, cases[i].today) == cases[i].is_due,
		      cases[i].why);
	for (int duty = 0; duty < DUTY_COUNT; duty++)
		CHECK(held.n - duty_due((enum duty)duty, held).n <= DUTY_FIRST_DAYS,
		      "none is due earlier than the first");
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

TESTS(each_is_due_in_time_for_the_next, its_host_is_reminded_while_there_is_time,
      it_is_said_as_people_say_it)
