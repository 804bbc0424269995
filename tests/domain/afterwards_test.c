/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What one person may type in of a meeting that was held on paper, and when. */
#include "domain/afterwards.h"

#include "support/check.h"

static const person_id amara = { 1 }, ben = { 2 }, chidi = { 3 }, nobody = { 0 };

TEST(only_a_meeting_without_its_room_and_not_before_it_begins)
{
	const struct instant start = { 1000000 }, before = { 999999 },
			     over = { 1000000 + MINUTES(210) }, almost = { over.ms - 1 };
	const struct {
		const char *why;
		enum meeting_state state;
		enum afterwards_room room;
		struct instant now;
		enum afterwards_verdict verdict;
	} cases[] = {
		{ "it has begun, on paper", MEETING_PLANNED, AFTERWARDS_ROOM_NONE, start,
		  AFTERWARDS_OK },
		{ "it was typed in before", MEETING_ENDED, AFTERWARDS_ROOM_NONE, start,
		  AFTERWARDS_OK },
		{ "too early", MEETING_PLANNED, AFTERWARDS_ROOM_NONE, before, AFTERWARDS_NO_EARLY },
		{ "its room runs", MEETING_OPEN, AFTERWARDS_ROOM_RUNS, over, AFTERWARDS_NO_OPEN },
		{ "it was left", MEETING_OPEN, AFTERWARDS_ROOM_LEFT, over, AFTERWARDS_NO_LEFT },
		{ "it may still start", MEETING_OPEN, AFTERWARDS_ROOM_WAITS, almost,
		  AFTERWARDS_NO_WAITS },
		{ "it never started", MEETING_OPEN, AFTERWARDS_ROOM_WAITS, over, AFTERWARDS_OK },
		{ "its room has kept it", MEETING_ENDED, AFTERWARDS_ROOM_KEPT, over,
		  AFTERWARDS_NO_ROOM },
		{ "it was not held", MEETING_CANCELLED, AFTERWARDS_ROOM_NONE, start,
		  AFTERWARDS_NO_CANCELLED },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_INT(afterwards_may(cases[i].state, cases[i].room, start, 210, cases[i].now),
		          cases[i].verdict, cases[i].why);
}

static struct afterwards_sheet sheet_of(const person_id *came, size_t n)
{
	return (struct afterwards_sheet){
		.came = came,
		.came_count = n,
		.parts = { { .person = amara, .minutes = 40, .focus = STR("How do I say no?") } },
	};
}

TEST(a_sheet_is_whole)
{
	const person_id came[] = { amara, ben };
	const struct {
		const char *why;
		struct afterwards_part part;
		enum afterwards_verdict verdict;
	} cases[] = {
		{ "nothing in it", { .minutes = 0 }, AFTERWARDS_OK },
		{ "actions alone",
		  { .person = ben, .actions = { { .text = STR("Ask her") } } },
		  AFTERWARDS_OK },
		{ "nobody's words", { .focus = STR("Whose?") }, AFTERWARDS_NO_PERSON },
		{ "nobody's minutes", { .minutes = 20 }, AFTERWARDS_NO_PERSON },
		{ "was not there", { .person = chidi, .minutes = 20 }, AFTERWARDS_NO_AWAY },
		{ "twice", { .person = amara, .minutes = 20 }, AFTERWARDS_NO_TWICE },
		{ "too long", { .person = ben, .minutes = 241 }, AFTERWARDS_NO_MINUTES },
		{ "just as long as may be", { .person = ben, .minutes = 240 }, AFTERWARDS_OK },
		{ "fewer than none", { .person = ben, .minutes = -1 }, AFTERWARDS_NO_MINUTES },
		{ "by when, but not what",
		  { .person = ben, .actions = { { .by_words = STR("Friday") } } },
		  AFTERWARDS_NO_ACTION },
		{ "thirteen questions",
		  { .person = ben, .questions = STR("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm") },
		  AFTERWARDS_NO_MANY },
		{ "twelve and empty lines",
		  { .person = ben, .questions = STR("a\n\nb\nc\nd\ne\nf\n\ng\nh\ni\nj\nk\nl\n") },
		  AFTERWARDS_OK },
	};
	int part;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct afterwards_sheet sheet = sheet_of(came, LEN(came));
		sheet.parts[1] = cases[i].part;
		CHECK_INT(afterwards_check(&sheet, ben, false, &part), cases[i].verdict,
		          cases[i].why);
		CHECK_INT(part, cases[i].verdict ? 1 : -1, "and says which part");
	}
}

TEST(who_types_was_there)
{
	const person_id came[] = { amara, ben };
	struct afterwards_sheet sheet = sheet_of(came, LEN(came));
	int part;

	CHECK_INT(afterwards_check(&sheet, chidi, false, &part), AFTERWARDS_NO_NOT_THERE, "");
	CHECK_INT(afterwards_check(&sheet, chidi, true, &part), AFTERWARDS_OK,
	          "who facilitates was there");
	sheet.came_count = 0;
	CHECK_INT(afterwards_check(&sheet, amara, false, &part), AFTERWARDS_NO_NOBODY, "");
	CHECK_INT(part, -1, "of no part");
	CHECK(nobody.n == 0, "n 0 is nobody");
}

TEST(questions_are_a_line_each)
{
	struct str lines = STR("  What have you ruled out?\n\n \r\nWho else minds?"), question;

	CHECK(afterwards_question(&lines, &question), "one");
	CHECK_STR(question, "What have you ruled out?", "trimmed");
	CHECK(afterwards_question(&lines, &question), "two");
	CHECK_STR(question, "Who else minds?", "past the empty lines");
	CHECK(!afterwards_question(&lines, &question), "no more");
}

TEST(each_refusal_is_a_sentence)
{
	for (int i = 1; i < AFTERWARDS_VERDICT_COUNT; i++)
		CHECK(afterwards_verdict_text((enum afterwards_verdict)i)[0] != 0, "says why");
	CHECK(afterwards_verdict_text(AFTERWARDS_OK)[0] == 0, "nothing to say");
}

TESTS(only_a_meeting_without_its_room_and_not_before_it_begins, a_sheet_is_whole,
      who_types_was_there, questions_are_a_line_each, each_refusal_is_a_sentence)
