/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who is asked to join which meeting, and who is a visitor's own. */
#include "web/cast.h"

#include "support/check.h"

static meeting_id meeting(int64_t n)
{
	return (meeting_id){ n };
}

static person_id person(int64_t n)
{
	return (person_id){ n };
}

TEST(meetings_call_and_let_go)
{
	struct cast *cast = cast_new();
	meeting_id called[CAST_MEETINGS];

	CHECK(!cast_is_called(cast, meeting(1)), "nobody was asked");
	cast_call(cast, meeting(1), true);
	cast_call(cast, meeting(1), true);
	CHECK_INT(cast_called(cast, called), 1, "asking twice is asking");
	cast_call(cast, meeting(2), false);
	CHECK(cast_is_called(cast, meeting(1)), "another's end is not this one's");
	cast_call(cast, meeting(1), false);
	CHECK_INT(cast_called(cast, called), 0, "let go");
	for (int i = 1; i <= CAST_MEETINGS + 1; i++) cast_call(cast, meeting(i), true);
	CHECK_INT(cast_called(cast, called), CAST_MEETINGS, "so many and no more");
	CHECK(!cast_is_called(cast, meeting(1)), "the first of them was let go");
	CHECK(cast_is_called(cast, meeting(CAST_MEETINGS + 1)), "for the last");
	cast_free(cast);
	cast_free(NULL);
}

TEST(whoever_a_visitor_has_become_is_theirs_until_they_are_somebody_else)
{
	struct cast *cast = cast_new();

	cast_become(cast, person(0), person(7));
	cast_become(cast, person(0), person(7)); /* in a second browser */
	CHECK(cast_is_taken(cast, person(7)), "theirs");
	cast_become(cast, person(7), person(8));
	CHECK(cast_is_taken(cast, person(7)) && cast_is_taken(cast, person(8)), "one each");
	cast_become(cast, person(7), person(0));
	CHECK(!cast_is_taken(cast, person(7)), "nobody's");
	cast_become(cast, person(9), person(0));
	CHECK(cast_is_taken(cast, person(8)), "a stranger's leaving changes nothing");
	for (int i = 100; i < 100 + 2 * CAST_PEOPLE; i++) cast_become(cast, person(0), person(i));
	CHECK(cast_is_taken(cast, person(100)), "a full list keeps what it has");
	cast_free(cast);
}

TESTS(meetings_call_and_let_go, whoever_a_visitor_has_become_is_theirs_until_they_are_somebody_else)
