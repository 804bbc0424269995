/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What needs the office: a table of moments, each kind found and not found, and never more than seven. */
#include "domain/need.h"
#include "support/check.h"

enum { BYTES = 1024 * 1024, HELEN = 7, DEV = 8 };

static struct day today(void)
{
	return day_of(2026, 11, 25);
}

/* A set in order, of whom nothing is needed. */
static struct need_set calm_set(const char *name)
{
	return (struct need_set){
		.id = { 1 },
		.name = str_of(name),
		.today = today(),
		.members = 7,
		.oldest_asked = { DAY_NONE },
		.meetings = 9,
		.rules_version = 1,
		.notice_days = 28,
		.credits = { .meetings = 9, .entitlement = 6, .used = 2, .booked = 4 },
		.facilitator = STR("Helen"),
	};
}

/* A meeting of set 0 so many days away, with all it needs. */
static struct need_meeting calm_meeting(int number, int away)
{
	return (struct need_meeting){
		.number = number,
		.held_on = day_add(today(), away),
		.state = away < 0 ? MEETING_ENDED : MEETING_PLANNED,
		.is_over = away < 0,
		.facilitated = true,
		.has_place = true,
		.facilitator_name = STR("Helen Marsh"),
		.facilitator_called = STR("Helen"),
		.booking = { .meeting = { number },
		             .who = { HELEN },
		             .starts_at = { HOURS(24) * (20000 + away) },
		             .length_min = 210 },
	};
}

static struct arena *arena;

static struct needs found(const struct need_set *sets, size_t sets_n,
                          const struct need_meeting *meetings, size_t meetings_n)
{
	const struct need_facts facts = { sets, sets_n, meetings, meetings_n, { 0 } };
	struct needs needs;

	needs_list(arena, &facts, &needs);
	return needs;
}

static struct needs one(const struct need_set *set, const struct need_meeting *meeting)
{
	return found(set, 1, meeting, meeting ? 1 : 0);
}

static void check_one(const struct needs *needs, enum need_kind kind, const char *what,
                      const char *more, const char *button)
{
	CHECK_INT(needs->n, 1, what);
	CHECK_INT(needs->at[0].kind, kind, what);
	CHECK_STR(needs->at[0].what, what, "what");
	CHECK_STR(needs->at[0].more, more, "more");
	CHECK_STR(needs->at[0].button, button, "the button");
	CHECK(*need_tag(kind), "it has a tag");
}

TEST(a_calm_week)
{
	arena = arena_new(BYTES);
	const struct need_set set = calm_set("Riverside");
	const struct need_meeting meetings[] = { calm_meeting(1, -42), calm_meeting(2, 0),
		                                 calm_meeting(3, 42) };

	CHECK_INT(found(&set, 1, meetings, 3).n, 0, "nothing is needed");
	CHECK_INT(found(NULL, 0, NULL, 0).n, 0, "nor where nothing is");
	arena_free(arena);
}

TEST(a_clash_is_told_once_with_both_sets)
{
	arena = arena_new(BYTES);
	struct need_set sets[] = { calm_set("Riverside"), calm_set("Moorland") };
	struct need_meeting meetings[] = { calm_meeting(4, 8), calm_meeting(5, 8) };

	sets[1].id.n = 2;
	meetings[1].set = 1;
	struct needs needs = found(sets, 2, meetings, 2);
	check_one(&needs, NEED_CLASH, "Helen Marsh is down for two sets on Thursday 3 December.",
	          "Moorland and Riverside meet at the same time.", "Sort it out");
	struct need_facts facts = { sets, 2, meetings, 2, { 1 } };
	needs_list(arena, &facts, &needs);
	CHECK_INT(needs.at[0].meeting, 0, "asked by Riverside it is Riverside's meeting");
	facts.only.n = 2;
	needs_list(arena, &facts, &needs);
	CHECK_INT(needs.n, 1, "asked by Moorland");
	CHECK_INT(needs.at[0].meeting, 1, "it is Moorland's");
	facts.only.n = 3;
	needs_list(arena, &facts, &needs);
	CHECK_INT(needs.n, 0, "and nobody else's");
	meetings[1].booking.who = (person_id){ DEV };
	CHECK_INT(found(sets, 2, meetings, 2).n, 0, "two people");
	meetings[1].booking.who = (person_id){ HELEN };
	meetings[1].state = MEETING_CANCELLED;
	CHECK_INT(found(sets, 2, meetings, 2).n, 0, "called off");
	arena_free(arena);
}

TEST(a_place_a_fortnight_before)
{
	arena = arena_new(BYTES);
	const struct need_set set = calm_set("Foundry");
	struct need_meeting meeting = calm_meeting(4, 1);

	meeting.has_place = false;
	struct needs needs = one(&set, &meeting);
	check_one(&needs, NEED_PLACE, "Foundry meets tomorrow and has no place.", "",
	          "Add a place");
	meeting = calm_meeting(4, 14);
	meeting.has_place = false;
	CHECK_INT(one(&set, &meeting).n, 1, "a fortnight");
	meeting = calm_meeting(4, 15);
	meeting.has_place = false;
	CHECK_INT(one(&set, &meeting).n, 0, "a day more");
	arena_free(arena);
}

TEST(somebody_to_facilitate_six_weeks_before)
{
	arena = arena_new(BYTES);
	const struct need_set set = calm_set("Foundry");
	struct need_meeting meeting = calm_meeting(4, 8);

	meeting.facilitator_name = meeting.facilitator_called = STR("");
	struct needs needs = one(&set, &meeting);
	check_one(&needs, NEED_FACILITATOR, "Foundry has nobody to facilitate meeting 4.",
	          "It is on Thursday 3 December.", "Choose somebody");
	meeting.facilitated = false;
	CHECK_INT(one(&set, &meeting).n, 0, "they run it themselves");
	arena_free(arena);
}

TEST(ground_rules_before_the_second_meeting)
{
	arena = arena_new(BYTES);
	struct need_set set = calm_set("Foundry");
	struct need_meeting meeting = calm_meeting(2, 0);

	set.rules_version = 0;
	struct needs needs = one(&set, &meeting);
	check_one(&needs, NEED_RULES, "Foundry has no ground rules yet.",
	          "Its second meeting is today.", "Remind Helen");
	set.rules_asked = true;
	CHECK_INT(one(&set, &meeting).n, 0, "Helen has been asked");
	set.rules_asked = false;
	meeting.number = 1;
	CHECK_INT(one(&set, &meeting).n, 0, "the first meeting makes them");
	arena_free(arena);
}

TEST(who_came)
{
	arena = arena_new(BYTES);
	const struct need_set set = calm_set("Foundry");
	struct need_meeting meeting = calm_meeting(3, -1);

	meeting.unsaid = 1;
	struct needs needs = one(&set, &meeting);
	check_one(&needs, NEED_ATTENDANCE, "Foundry, meeting 3: who came?",
	          "It is not known of one person.", "Remind Helen");
	meeting.unsaid = 4;
	CHECK_STR(one(&set, &meeting).at[0].more, "It is not known of 4 people.", "several");
	meeting.attendance_asked = true;
	CHECK_INT(one(&set, &meeting).n, 0, "asked lately");
	meeting = calm_meeting(3, -29);
	meeting.unsaid = 4;
	CHECK_INT(one(&set, &meeting).n, 0, "long ago");
	meeting = calm_meeting(3, -1);
	meeting.state = MEETING_PLANNED;
	needs = one(&set, &meeting);
	check_one(&needs, NEED_PAST, "Foundry, meeting 3 was to be on Tuesday 24 November.",
	          "Nobody opened it. Give it another day, or call it off.", "Sort it out");
	arena_free(arena);
}

TEST(invitations_people_and_dates)
{
	arena = arena_new(BYTES);
	struct need_set set = calm_set("Foundry");

	set.asked = 2;
	set.members = 6;
	set.oldest_asked = day_add(today(), -5);
	struct needs needs = one(&set, NULL);
	check_one(&needs, NEED_ANSWERS, "Foundry: 2 of 8 have not answered.",
	          "The first was asked on Friday 20 November.", "Remind 2 people");
	set.asked = 1;
	CHECK_STR(one(&set, NULL).at[0].what, "Foundry: 1 of 7 has not answered.", "one");
	set.oldest_asked = day_add(today(), -4);
	CHECK_INT(one(&set, NULL).n, 0, "give them time");

	set = calm_set("Foundry");
	set.meetings = 0;
	set.credits = (struct credits){ .meetings = 9, .entitlement = 6 };
	needs = one(&set, NULL);
	check_one(&needs, NEED_DATES, "Foundry has no dates yet.", "", "Propose dates");
	set.members = 0;
	needs = one(&set, NULL);
	check_one(&needs, NEED_MEMBERS, "Foundry has nobody yet.",
	          "Start with six people and a facilitator.", "Invite members");
	arena_free(arena);
}

TEST(credits_that_would_soon_have_nowhere_to_go)
{
	arena = arena_new(BYTES);
	struct need_set set = calm_set("Foundry");
	struct need_meeting meetings[4];

	set.credits = (struct credits){ .meetings = 9, .entitlement = 6, .used = 4 };
	for (int i = 0; i < 4; i++) {
		meetings[i] = calm_meeting(6 + i, 30 + 42 * i);
		meetings[i].facilitated = false;
	}
	CHECK_INT(found(&set, 1, meetings, 4).n, 0, "two to place, four left: no hurry");
	struct needs needs = found(&set, 1, meetings + 1, 3);
	check_one(&needs, NEED_CREDITS, "Foundry has 2 meetings with a facilitator to place.",
	          "3 meetings are left that could have one.", "Place them");
	CHECK_INT(needs.at[0].days, 44, "until the notice of the first");
	set.credits.booked = 1;
	needs = found(&set, 1, meetings + 3, 1);
	check_one(&needs, NEED_CREDITS, "Foundry has 1 meeting with a facilitator to place.",
	          "One meeting is left that could have one.", "Place them");
	set.notice_days = 180;
	CHECK_INT(found(&set, 1, meetings + 3, 1).n, 0, "too late for it");
	arena_free(arena);
}

/* Whatever there is: at most seven, soonest first, the rest counted. */
TEST(seven_at_most_and_the_soonest_first)
{
	FOR_SEEDS (random, 200) {
		enum { MOST = 20 };
		struct need_set sets[MOST];
		struct need_meeting meetings[MOST];
		const size_t n = 1 + random_below(&random, MOST);
		size_t all = 0;

		arena = arena_new(BYTES);
		for (size_t i = 0; i < n; i++) {
			sets[i] = calm_set("Foundry");
			meetings[i] = calm_meeting((int)i + 3, (int)random_below(&random, 20));
			meetings[i].set = i;
			meetings[i].booking.who = (person_id){ 100 + (int64_t)i };
			meetings[i].has_place = random_below(&random, 2) == 0;
			all += !meetings[i].has_place &&
			       meetings[i].held_on.n - today().n <= NEED_PLACE_DAYS;
		}
		const struct needs needs = found(sets, n, meetings, n);
		CHECK_INT(needs.n, all < NEEDS_MOST ? all : NEEDS_MOST, "at most seven");
		CHECK_INT(needs.n + needs.left_out, all, "none is lost");
		for (size_t i = 1; i < needs.n; i++)
			CHECK(needs.at[i - 1].days <= needs.at[i].days, "soonest first");
		arena_free(arena);
	}
}

TESTS(a_calm_week, a_clash_is_told_once_with_both_sets, a_place_a_fortnight_before,
      somebody_to_facilitate_six_weeks_before, ground_rules_before_the_second_meeting, who_came,
      invitations_people_and_dates, credits_that_would_soon_have_nowhere_to_go,
      seven_at_most_and_the_soonest_first)
