/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Home: the one main button as time goes on, what is mine, and where people land who bring no issue. */
#include "flows/support_site.h"

#include "domain/bid.h"
#include "store/action.h"
#include "store/attendance.h"
#include "store/bid.h"
#include "store/issue.h"
#include "store/meeting.h"
#include "store/pulse.h"
#include "store/rule.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"
#define HELEN "Helen Marsh"
#define JOAN "Joan Fairley"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id first, second;
};

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };
	struct flow *flow = story.flow;

	(void)flow_coordinator(flow, JOAN);
	story.set = flow_set(flow, "Riverside");
	flow_member(flow, story.set, AMARA);
	flow_member(flow, story.set, BEN);
	flow_facilitator(flow, story.set, HELEN);
	return story;
}

static bool has_main(const struct story *story, const char *href, const char *words)
{
	const struct str link =
		str_printf(story->flow->arena, "<a class=\"btn\" href=\"%s\">%s</a>", href, words);
	return flow_shows(story->flow, str_z(story->flow->arena, link));
}

/* Never two primaries. */
static int primaries(const struct flow *flow)
{
	const struct str mark = STR("class=\"btn\"");
	int n = 0;

	for (size_t i = 0; i + mark.n <= flow->body.n; i++)
		n += str_eq(str_part(flow->body, i, i + mark.n), mark);
	return n;
}

static enum err run_issue(struct tx *tx, void *with)
{
	struct story *story = with;
	issue_id issue;
	return store_issue_add(tx, story->set, flow_person(story->flow, AMARA),
	                       STR("Nobody owns it"), (struct str){ 0 }, 0, story->flow->now,
	                       &issue);
}

static enum err run_bid(struct tx *tx, void *with)
{
	struct story *story = with;
	return store_bid_put(tx, story->second, story->set, flow_person(story->flow, AMARA),
	                     URGENCY_SOON, story->flow->now);
}

static enum err run_held(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;

	const enum err err = store_meeting_open(tx, story->second, STR("ABCDEF"), flow->now);
	return err ? err : store_meeting_end(tx, story->second, flow->now);
}

static enum err run_pulse(struct tx *tx, void *with)
{
	struct story *story = with;
	return store_pulse_give(tx, story->set, story->second, flow_person(story->flow, AMARA), 5,
	                        5);
}

static const char *at(const struct story *story, const char *more)
{
	struct flow *flow = story->flow;
	return str_z(flow->arena,
	             str_printf(flow->arena, "%s%s",
	                        flow_path(flow, "/meetings/%s", story->second.n), more));
}

TEST(the_main_button_changes_with_time)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "no dates");
		CHECK_SHOWS(flow, "Riverside has no dates yet.");
		story.second = flow_meeting(flow, story.set, 2, day_of(2026, 12, 3), HELEN);
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "a week before");
		CHECK_SHOWS(flow, "Riverside set, meeting 2 of 9, in 7 days");
		CHECK(has_main(&story, at(&story, "/prepare"), "Get ready"),
		      "nothing is written yet");
		CHECK_OK(database_write(flow->database, run_issue, &story));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK(has_main(&story, at(&story, "/prepare#coming"), "Read what’s coming"),
		      "an issue is written");
		CHECK_INT(primaries(flow), 1, "one main button");
		CHECK_OK(database_write(flow->database, run_bid, &story));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK(has_main(&story, at(&story, "/prepare"), "Get ready to present"),
		      "she asked");
		CHECK_SHOWS(flow, "You have asked for airtime: Soon");
		/* Thursday 26 November 9:00 to Thursday 3 December 8:59, and one minute more. */
		flow_wait(flow, HOURS(24 * 7) - MINUTES(1));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "31 minutes before");
		CHECK(has_main(&story, at(&story, "/prepare"), "Get ready to present"), "not yet");
		CHECK_SHOWS(flow, "It starts in 31 minutes.");
		flow_wait(flow, MINUTES(1));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "30 minutes before");
		CHECK(has_main(&story, at(&story, "/room"), "Go to the room"), "the door opens");
		flow_wait(flow, HOURS(4));
		CHECK_OK(database_write(flow->database, run_held, &story));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "afterwards");
		CHECK(has_main(&story, at(&story, "/review"), "How did we work?"), "it asks");
		CHECK_OK(database_write(flow->database, run_pulse, &story));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK(has_main(&story, "/actions", "Look at my actions"), "it was told");
		(void)flow_meeting(flow, story.set, 3, day_of(2027, 1, 14), NULL);
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK_SHOWS(flow, "Next: Thursday 14 January 2027, 9:30am to 1pm");
		flow_wait(flow, HOURS(24 * 8));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "a week later it looks ahead");
		CHECK_SHOWS(flow, "meeting 3 of 9");
		CHECK_SHOWS(flow, "You run this one yourselves");
		CHECK_INT(primaries(flow), 1, "one main button");
		flow_close(flow);
	}
}

TEST(there_is_nothing_to_prepare_for_the_first)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		(void)flow_meeting(flow, story.set, 1, day_of(2026, 12, 3), HELEN);
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK_SHOWS(flow, "There is nothing to prepare for the first meeting.");
		CHECK_INT(primaries(flow), 0, "nothing to press");
		CHECK_SHOWS(flow, "No ground rules yet. A set makes them at its first meeting");
		CHECK_SHOWS(flow, "You choose actions in a meeting. You can also add one now.");
		flow_close(flow);
	}
}

static enum err run_mine(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	struct action_new action = { .set = story->set,
		                     .person = flow_person(flow, AMARA),
		                     .text = STR("Ask the third director"),
		                     .by_words = STR("by Friday"),
		                     .due_on = { DAY_NONE } };
	action_id made;
	rule_id rule;
	int version;

	tx_use_arena(tx, flow->arena);
	enum err err = store_action_add(tx, &action, flow->now, &made);
	action.text = STR("Sit in on the briefing");
	if (!err) err = store_action_add(tx, &action, flow->now, &made);
	if (!err)
		err = store_action_tell(tx, made, action.person, ACTION_DONE, (struct str){ 0 },
		                        (meeting_id){ 0 }, instant_add(flow->now, HOURS(1)));
	for (int i = 0; !err && i < 4; i++)
		err = store_rule_propose(tx, story->set, action.person,
		                         i == 3 ? STR("The fourth") : STR("One of three"),
		                         flow->now, &rule);
	return err ? err
	           : store_rule_settle(tx, story->set, (meeting_id){ 0 }, flow->now, &version);
}

TEST(home_shows_what_is_mine)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		story.second = flow_meeting(flow, story.set, 2, day_of(2026, 11, 26), NULL);
		CHECK_OK(database_write(flow->database, run_issue, &story));
		CHECK_OK(database_write(flow->database, run_held, &story));
		CHECK_OK(database_write(flow->database, run_mine, &story));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK_SHOWS(flow, "Nobody owns it");
		CHECK_SHOWS(flow, "Only you can read it");
		CHECK_SHOWS(flow, "Ask the third director");
		CHECK_SHOWS(flow, "By Friday");
		CHECK_HIDES(flow, "Sit in on the briefing");
		CHECK_SHOWS(flow, "1 done since last time");
		CHECK_SHOWS(flow, "All 4 ground rules");
		CHECK_HIDES(flow, "The fourth");
		CHECK_SHOWS(flow, "There are ground rules you have not agreed to yet.");
		CHECK_SHOWS(flow, "What has surprised you since November?");
		CHECK_INT(flow_get(flow, BEN, "/home"), 200, "");
		CHECK_HIDES(flow, "Nobody owns it");
		CHECK_HIDES(flow, "Ask the third director");
		flow_close(flow);
	}
}

static int times_shown(const struct flow *flow, const char *text)
{
	int n = 0;

	for (size_t i = 0; i < flow->body.n; i++)
		n += str_starts(str_from(flow->body, i), str_of(text));
	return n;
}

TEST(where_others_land)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		(void)flow_registered(flow, "Nadia Karim");
		story.second = flow_meeting(flow, story.set, 2, day_of(2026, 11, 26), HELEN);
		(void)flow_meeting(flow, story.set, 3, day_of(2027, 1, 14), HELEN);
		(void)flow_meeting(flow, story.set, 4, day_of(2027, 2, 25), NULL);
		CHECK_INT(flow_get(flow, JOAN, "/home"), 303, "");
		CHECK_STR(flow->location, "/overview", "the office");
		CHECK_INT(flow_get(flow, HELEN, "/home"), 303, "");
		CHECK_STR(flow->location, "/facilitate", "a facilitator");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Hello Helen");
		CHECK_SHOWS(flow, "Riverside meets today.");
		CHECK_SHOWS(flow, "Go to the room");
		CHECK_SHOWS(flow, "Riverside has no ground rules yet.");
		CHECK_INT(times_shown(flow, "<b>Riverside has no ground rules yet.</b>"), 1,
		          "once, however many meetings are to come");
		CHECK_SHOWS(flow, "Thursday 14 January");
		CHECK_HIDES(flow, "Thursday 25 February");
		CHECK_SHOWS(flow, "2 members, 0 of 9 meetings held");
		CHECK_INT(flow_get(flow, "Nadia Karim", "/facilitate"), 200, "on the register");
		CHECK_SHOWS(flow, "When a set is given to you, it is shown here.");
		CHECK_INT(flow_get(flow, AMARA, "/facilitate"), 404,
		          "a member has no business there");
		CHECK_INT(flow_get(flow, "A Newcomer", "/home"), 200, "in no set");
		CHECK_SHOWS(flow, "You are not in a set yet.");
		(void)flow_sponsor(flow, "Marcus Bell");
		CHECK_INT(flow_get(flow, "Marcus Bell", "/home"), 200, "an employer's contact");
		CHECK_SHOWS(flow, "You are the contact for Wyreham Borough Council.");
		CHECK_HIDES(flow, "You are not in a set yet.");
		flow_close(flow);
	}
}

TEST(a_year_that_is_over_is_not_one_without_dates)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		story.second = flow_meeting(flow, story.set, 9, day_of(2026, 11, 26), HELEN);
		CHECK_OK(database_write(flow->database, run_held, &story));
		flow_wait(flow, HOURS(24 * 20));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "weeks after the last");
		CHECK_SHOWS(flow, "The Riverside year is over: you have met 1 time.");
		CHECK_HIDES(flow, "has no dates yet");
		flow_close(flow);
	}
}

TESTS(the_main_button_changes_with_time, there_is_nothing_to_prepare_for_the_first,
      home_shows_what_is_mine, where_others_land, a_year_that_is_over_is_not_one_without_dates)
