/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Nobody can be in two rooms at once; one after the other they can. */
#include "domain/clash.h"
#include "support/check.h"

static struct booking at(int64_t meeting, int64_t who, int hour, int minutes)
{
	return (struct booking){
		.meeting = { meeting },
		.who = { who },
		.starts_at = { HOURS(1000 + hour) },
		.length_min = minutes,
	};
}

TEST(two_bookings)
{
	static const struct {
		const char *what;
		int64_t who, other;
		int hour, minutes;
		bool clash;
	} cases[] = {
		{ "the same hours", 1, 1, 9, 210, true },
		{ "it ends as the other begins", 1, 1, 6, 180, false },
		{ "a minute too long", 1, 1, 6, 181, true },
		{ "it begins as the other ends", 1, 1, 12, 60, false },
		{ "within", 1, 1, 10, 30, true },
		{ "around", 1, 1, 5, 600, true },
		{ "two people", 1, 2, 9, 210, false },
		{ "nobody is named", 0, 0, 9, 210, false },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct booking one = at(1, cases[i].who, 9, 180);
		const struct booking two = at(2, cases[i].other, cases[i].hour, cases[i].minutes);
		CHECK(clash_between(&one, &two) == cases[i].clash, cases[i].what);
		CHECK(clash_between(&two, &one) == cases[i].clash, "either way round");
		CHECK(!clash_between(&one, &one), "never with itself");
	}
}

TEST(the_first_in_a_list)
{
	const struct booking list[] = { at(1, 1, 9, 180), at(2, 2, 9, 180), at(3, 1, 20, 60),
		                        at(4, 1, 10, 60) };
	const struct booking free = at(5, 3, 9, 60);

	CHECK_INT(clash_find(&list[0], list, LEN(list)), 3, "past itself and others");
	CHECK_INT(clash_find(&list[3], list, LEN(list)), 0, "and back");
	CHECK_INT(clash_find(&free, list, LEN(list)), LEN(list), "none");
}

TESTS(two_bookings, the_first_in_a_list)
