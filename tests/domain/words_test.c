/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The small nouns: meeting, attendance, issue, action, rule, bid, member. */
#include "domain/action.h"
#include "domain/attendance.h"
#include "domain/bid.h"
#include "domain/issue.h"
#include "domain/meeting.h"
#include "domain/member.h"
#include "domain/rule.h"

#include "support/check.h"

TEST(the_main_button_changes_with_time)
{
	static const struct {
		const char *why;
		enum meeting_state state;
		int number;
		bool presents, has_issue, pulse;
		int64_t from_start;
		const char *words;
	} cases[] = {
		{ "the first needs nothing", MEETING_PLANNED, 1, false, false, false, -HOURS(48),
		  "" },
		{ "no issue yet", MEETING_PLANNED, 2, false, false, false, -HOURS(48),
		  "Get ready" },
		{ "has bid", MEETING_PLANNED, 2, true, true, false, -HOURS(48),
		  "Get ready to present" },
		{ "others present", MEETING_PLANNED, 2, false, true, false, -HOURS(48),
		  "Read what’s coming" },
		{ "a moment too early", MEETING_PLANNED, 2, true, true, false, -MINUTES(30) - 1,
		  "Get ready to present" },
		{ "from half an hour before", MEETING_PLANNED, 1, false, false, false, -MINUTES(30),
		  "Go to the room" },
		{ "late, and not opened", MEETING_PLANNED, 2, true, true, false, MINUTES(209),
		  "Go to the room" },
		{ "its time is over", MEETING_PLANNED, 2, true, true, false, MINUTES(210),
		  "We met on paper" },
		{ "open, and running over", MEETING_OPEN, 2, true, true, false, MINUTES(240),
		  "Go to the room" },
		{ "ended", MEETING_ENDED, 2, true, true, false, MINUTES(220), "How did we work?" },
		{ "answered", MEETING_ENDED, 2, true, true, true, MINUTES(220),
		  "Look at my actions" },
		{ "cancelled", MEETING_CANCELLED, 2, true, true, false, 0, "" },
	};
	const struct instant start = { 1790000000000 };

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct meeting_view meeting = { .state = cases[i].state,
			                              .number = cases[i].number,
			                              .starts_at = start,
			                              .length_min = 210,
			                              .presents = cases[i].presents,
			                              .has_issue = cases[i].has_issue,
			                              .has_given_pulse = cases[i].pulse };
		const enum meeting_button button =
			meeting_button(&meeting, instant_add(start, cases[i].from_start));
		CHECK_STR(str_of(meeting_button_words(button)), cases[i].words, cases[i].why);
	}
}

/* Somebody opened the room, and then they met on paper. */
TEST(an_open_room_that_nobody_started_is_paper_once_its_time_is_over)
{
	const struct instant start = { 1790000000000 };
	const struct meeting_view meeting = {
		.state = MEETING_OPEN, .starts_at = start, .length_min = 210, .is_unstarted = true
	};

	CHECK_INT(meeting_button(&meeting, instant_add(start, MINUTES(209))), MEETING_GO,
	          "it may still start");
	CHECK_INT(meeting_button(&meeting, instant_add(start, MINUTES(210))), MEETING_TYPE_IN,
	          "its time is over");
}

/* Somebody started it, and nobody ended it. */
TEST(a_room_that_was_left_is_to_be_ended_once_its_time_is_over)
{
	struct arena *arena = arena_new(1 << 16);
	const struct instant start = { 1790000000000 };
	const struct day day = day_of(2026, 9, 21);
	const struct meeting_view meeting = {
		.state = MEETING_OPEN, .starts_at = start, .length_min = 210, .is_left = true
	};

	CHECK_INT(meeting_button(&meeting, instant_add(start, MINUTES(209))), MEETING_GO,
	          "they may be talking");
	CHECK_INT(meeting_button(&meeting, instant_add(start, MINUTES(210))), MEETING_END_IT,
	          "its time is over");
	CHECK_STR(meeting_soon_words(arena, &meeting, day, day, instant_add(start, MINUTES(210))),
	          "Nobody has ended it.", "said so");
	arena_free(arena);
}

TEST(a_meeting_says_when_and_with_whom)
{
	struct arena *arena = arena_new(1 << 16);
	const struct day day = day_of(2026, 12, 3);
	struct meeting_view meeting = { .starts_at = { HOURS(100) }, .length_min = 210 };

	CHECK_STR(meeting_when_words(arena, day, 570, 210, day_of(2026, 11, 20)),
	          "Thursday 3 December, 9:30am to 1pm", "this year");
	CHECK_STR(meeting_when_words(arena, day, 570, 210, day), "Today, 9:30am to 1pm", "today");
	CHECK_STR(meeting_when_words(arena, day, 570, 210, day_add(day, -1)),
	          "Tomorrow, 9:30am to 1pm", "tomorrow");
	CHECK_STR(meeting_when_words(arena, day, 570, 210, day_of(2027, 1, 5)),
	          "Thursday 3 December 2026, 9:30am to 1pm", "another year");
	CHECK_STR(meeting_soon_words(arena, &meeting, day, day, (struct instant){ HOURS(100) - 1 }),
	          "It starts in 1 minute.", "a moment before");
	CHECK_STR(meeting_soon_words(arena, &meeting, day, day_add(day, -10),
	                             (struct instant){ HOURS(1) }),
	          "in 10 days", "long before");
	CHECK_STR(meeting_soon_words(arena, &meeting, day, day, (struct instant){ HOURS(100) }),
	          "It is due to start now.", "now");
	meeting.state = MEETING_OPEN;
	CHECK_STR(meeting_soon_words(arena, &meeting, day, day, (struct instant){ HOURS(101) }),
	          "It is under way.", "open");
	arena_free(arena);
}

TEST(attendance_is_counted_and_said)
{
	static const struct {
		enum attendance states[4];
		size_t count;
		bool ended;
		const char *words;
	} cases[] = {
		{ { 0 }, 0, false, "Nobody is in this set yet." },
		{ { ATTENDANCE_EXPECTED, ATTENDANCE_EXPECTED }, 2, false, "2 coming." },
		{ { ATTENDANCE_EXPECTED, ATTENDANCE_APOLOGIES }, 2, false, "1 coming, 1 can’t." },
		{ { ATTENDANCE_CAME, ATTENDANCE_CAME }, 2, true, "All 2 came." },
		{ { ATTENDANCE_CAME, ATTENDANCE_MISSED }, 2, true, "1 of 2 came." },
		{ { ATTENDANCE_CAME, ATTENDANCE_MISSED, ATTENDANCE_APOLOGIES },
		  3,
		  true,
		  "1 of 3 came, 1 sent apologies." },
	};
	struct arena *arena = arena_new(1 << 16);

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct attendance_totals totals =
			attendance_count(cases[i].states, cases[i].count);
		CHECK_STR(attendance_totals_words(arena, &totals, cases[i].ended), cases[i].words,
		          cases[i].words);
	}
	CHECK_INT(attendance_at_end(ATTENDANCE_APOLOGIES, true), ATTENDANCE_CAME, "came after all");
	CHECK_INT(attendance_at_end(ATTENDANCE_APOLOGIES, false), ATTENDANCE_APOLOGIES, "as said");
	CHECK_INT(attendance_at_end(ATTENDANCE_EXPECTED, false), ATTENDANCE_MISSED, "not seen");
	CHECK_INT(attendance_at_end(ATTENDANCE_CAME, false), ATTENDANCE_CAME, "as corrected");
	CHECK(attendance_may_change(ATTENDANCE_APOLOGIES, false), "apologies may be taken back");
	CHECK(!attendance_may_change(ATTENDANCE_EXPECTED, true), "not after the meeting");
	arena_free(arena);
}

static struct str long_text(struct arena *arena, size_t n)
{
	char *at = NEW(arena, char, n);
	memset(at, 'x', n);
	return (struct str){ at, n };
}

TEST(an_issue_is_checked_gently)
{
	struct arena *arena = arena_new(1 << 16);

	for (int checks = 0; checks <= ISSUE_CHECKS_ALL; checks++)
		CHECK(issue_check_words(checks)[0] != 0, "a sentence for every mixture");
	unsigned bits = 0;
	for (int i = 0; i < ISSUE_CHECK_COUNT; i++) bits |= (unsigned)issue_check_row(i)->bit;
	CHECK_INT(bits, ISSUE_CHECKS_ALL, "all four");
	CHECK_INT(issue_check_text(STR(" \n\t "), STR("")), ISSUE_NO_TEXT, "nothing");
	CHECK_INT(issue_check_text(STR("How do I say no?"), STR("")), ISSUE_OK, "one sentence");
	CHECK_INT(issue_check_text(long_text(arena, ISSUE_TEXT_MAX), STR("")), ISSUE_OK, "just");
	CHECK_INT(issue_check_text(long_text(arena, ISSUE_TEXT_MAX + 1), STR("")), ISSUE_NO_LONG,
	          "");
	CHECK_INT(issue_check_text(STR("x"), long_text(arena, ISSUE_WANT_MAX + 1)),
	          ISSUE_NO_WANT_LONG, "the want is long");
	/* A gentle check of four points, word for word. */
	static const char *const checks[] = { "It is real", "It matters to me",
		                              "It is part of my work", "I want to tackle it" };
	for (int i = 0; i < (int)LEN(checks); i++)
		CHECK(strcmp(issue_check_row(i)->label, checks[i]) == 0, checks[i]);
	for (int i = 1; i < ISSUE_VERDICT_COUNT; i++)
		CHECK(issue_verdict_text((enum issue_verdict)i)[0] != 0, "a sentence");
	arena_free(arena);
}

TEST(an_action_is_its_owners)
{
	const struct day today = day_of(2026, 11, 24), none = { DAY_NONE };
	struct arena *arena = arena_new(1 << 16);
	const struct str empty = STR(""), ring = STR("Ring the three directors");

	CHECK_INT(action_write(empty, empty, empty, none, today), ACTION_NO_TEXT, "nothing");
	CHECK_INT(action_write(ring, empty, empty, none, today), ACTION_OK, "no day");
	CHECK_INT(action_write(ring, empty, empty, today, today), ACTION_OK, "today");
	CHECK_INT(action_write(ring, empty, empty, day_add(today, -1), today), ACTION_NO_PAST,
	          "gone");
	CHECK_INT(action_write(ring, empty, long_text(arena, 501), none, today), ACTION_NO_LONG,
	          "");
	CHECK_INT(action_tell(false, ACTION_DONE, empty), ACTION_NO_OWNER, "not mine");
	CHECK_INT(action_tell(true, (enum action_state)9, empty), ACTION_NO_STATE, "no such state");
	CHECK_INT(action_tell(true, ACTION_LET_GO, empty), ACTION_OK, "learning is not demanded");
	for (int i = 0; i < ACTION_STATE_COUNT; i++) {
		enum action_state got;
		CHECK(action_state_parse(str_of(action_state_name((enum action_state)i)), &got),
		      "name");
		CHECK_INT(got, i, "and back");
		CHECK_INT(action_is_carried(got), i == ACTION_OPEN || i == ACTION_PARTLY,
		          "carried");
	}
	CHECK_STR(action_by_words(arena, STR(" before Easter "), today), "before Easter",
	          "as said");
	CHECK_STR(action_by_words(arena, empty, today), "by Tuesday 24 November", "the day");
	CHECK_STR(action_by_words(arena, empty, none), "", "neither");
	for (int i = 1; i < ACTION_VERDICT_COUNT; i++)
		CHECK(action_verdict_text((enum action_verdict)i)[0] != 0, "a sentence");
	arena_free(arena);
}

TEST(ground_rules_come_before_meeting_two)
{
	struct arena *arena = arena_new(1 << 16);

	CHECK_INT(rule_opening(1, 0, STR("")), RULE_OK, "the first makes them");
	CHECK_INT(rule_opening(2, 0, STR(" ")), RULE_NO_FIRST_VERSION, "the second waits");
	CHECK_INT(rule_opening(2, 0, STR("Half were ill.")), RULE_OK, "unless there is a reason");
	CHECK_INT(rule_opening(2, 1, STR("")), RULE_OK, "version 1 is there");
	CHECK_INT(rule_propose(STR(""), 0), RULE_NO_TEXT, "nothing");
	CHECK_INT(rule_propose(long_text(arena, 301), 0), RULE_NO_LONG, "long");
	CHECK_INT(rule_propose(STR("Be on time."), RULES_MAX), RULE_NO_MANY, "many");
	CHECK_STR(rule_agreed_words(arena, 0, 0, 7), "No ground rules yet.", "none");
	CHECK_STR(rule_agreed_words(arena, 2, 5, 7), "Version 2. Agreed by 5 of 7.", "some");
	CHECK_STR(rule_agreed_words(arena, 2, 7, 7), "Version 2. Everybody has agreed.", "all");
	for (int i = 1; i < RULE_VERDICT_COUNT; i++)
		CHECK(rule_verdict_text((enum rule_verdict)i)[0] != 0, "a sentence");
	arena_free(arena);
}

TEST(bids_are_ordered_by_need_then_by_waiting)
{
	struct bid bids[] = {
		{ { 1 }, 0, URGENCY_NONE, { 0 }, 0 },
		{ { 2 }, 1, URGENCY_SOON, { 900 }, 0 },
		{ { 3 }, 2, URGENCY_NOW, { 900 }, MINUTES(82) },
		{ { 4 }, 3, URGENCY_SOON, { 0 }, 0 },
		{ { 5 }, 4, URGENCY_SOON, { 500 }, 0 },
		{ { 6 }, 5, URGENCY_SOON, { 0 }, 0 },
	};
	static const int wanted[] = { 2, 3, 5, 4, 1, 0 };
	struct arena *arena = arena_new(1 << 16);
	const struct day today = day_of(2026, 11, 24);

	bid_order(bids, LEN(bids));
	for (size_t i = 0; i < LEN(bids); i++) CHECK_INT(bids[i].seat, wanted[i], "in order");
	CHECK_STR(bid_words(arena, &bids[1], today, today), "Soon, and has not presented yet.",
	          "never");
	CHECK_STR(bid_words(arena, &bids[0], day_add(today, -42), today),
	          "Now, and last presented 6 weeks ago. 82 minutes this year.", "long ago");
	arena_free(arena);
}

TEST(a_place_in_a_set_is_offered_taken_and_left)
{
	CHECK_INT(member_invite(false, MEMBER_INVITED, 3), MEMBER_OK, "new");
	CHECK_INT(member_invite(true, MEMBER_JOINED, 3), MEMBER_NO_INVITED, "twice");
	CHECK_INT(member_invite(true, MEMBER_LEFT, MEMBER_SEATS_MAX), MEMBER_OK, "comes back");
	CHECK_INT(member_invite(false, MEMBER_INVITED, MEMBER_SEATS_MAX), MEMBER_NO_FULL, "full");
	CHECK_INT(member_leave(MEMBER_JOINED), MEMBER_OK, "leaves");
	CHECK_INT(member_leave(MEMBER_LEFT), MEMBER_NO_LEFT, "once");
}

TESTS(the_main_button_changes_with_time,
      an_open_room_that_nobody_started_is_paper_once_its_time_is_over,
      a_room_that_was_left_is_to_be_ended_once_its_time_is_over, a_meeting_says_when_and_with_whom,
      attendance_is_counted_and_said, an_issue_is_checked_gently, an_action_is_its_owners,
      ground_rules_come_before_meeting_two, bids_are_ordered_by_need_then_by_waiting,
      a_place_in_a_set_is_offered_taken_and_left)
