/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The set's own space: who is in it, when it meets, what was agreed and since when, what people shared. */
#include "flows/support_site.h"

#include "store/action.h"
#include "store/meeting.h"
#include "store/rule.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"
#define HELEN "Helen Marsh"
#define JOAN "Joan Fairley"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id first;
	const char *space;
};

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };
	struct flow *flow = story.flow;

	(void)flow_coordinator(flow, JOAN);
	story.set = flow_set(flow, "Riverside");
	flow_member(flow, story.set, AMARA);
	flow_member(flow, story.set, BEN);
	flow_invited(flow, story.set, "Ivy Later");
	flow_facilitator(flow, story.set, HELEN);
	story.first = flow_meeting(flow, story.set, 1, day_of(2026, 10, 15), HELEN);
	(void)flow_meeting(flow, story.set, 2, day_of(2026, 12, 3), NULL);
	story.space = flow_path(flow, "/sets/%s", story.set.n);
	return story;
}

static const char *under(const struct story *story, const char *more)
{
	return str_z(story->flow->arena,
	             str_printf(story->flow->arena, "%s%s", story->space, more));
}

static enum err run_year(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	const person_id amara = flow_person(flow, AMARA);
	const struct instant later = instant_add(flow->now, HOURS(24 * 7));
	struct action_new action = { .set = story->set,
		                     .person = flow_person(flow, BEN),
		                     .text = STR("Walk the ward"),
		                     .by_words = STR("by Friday"),
		                     .due_on = { DAY_NONE },
		                     .is_shared = true };
	struct rule_rows rules;
	action_id made;
	rule_id rule;
	int version;

	tx_use_arena(tx, flow->arena);
	enum err err = store_meeting_open(tx, story->first, STR("ABCDEF"), flow->now);
	if (!err) err = store_meeting_end(tx, story->first, flow->now);
	if (!err)
		err = store_rule_propose(tx, story->set, amara, STR("What is said here stays here"),
		                         flow->now, &rule);
	if (!err)
		err = store_rule_propose(tx, story->set, amara, STR("Be on time"), flow->now,
		                         &rule);
	if (!err) err = store_rule_settle(tx, story->set, story->first, flow->now, &version);
	if (!err) err = store_rule_agree(tx, story->set, 1, amara, flow->now);
	if (!err) err = store_rule_reopen(tx, story->set, later);
	if (!err) err = store_rule_list(tx, story->set, 0, &rules);
	if (!err) err = store_rule_word(tx, rules.at[1].id, story->set, STR("Start on time"));
	if (!err) err = store_rule_settle(tx, story->set, (meeting_id){ 0 }, later, &version);
	if (!err) err = store_action_add(tx, &action, flow->now, &made);
	action.text = STR("Keep this to myself");
	action.is_shared = false;
	return err ? err : store_action_add(tx, &action, flow->now, &made);
}

TEST(the_space_of_a_set)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, story.space), 200, "at the start");
		CHECK_SHOWS(flow, "2 members and Helen. Since November 2026.");
		CHECK_SHOWS(flow, "Wyreham Borough Council");
		CHECK_HIDES(flow, "Ivy Later");
		CHECK_SHOWS(flow, "No ground rules yet. A set makes them at its first meeting");
		CHECK_SHOWS(flow, "9 meetings, 6 with a facilitator.");
		CHECK_SHOWS(flow, "You agreed to both parts on Thursday 26 November 2026.");
		CHECK_SHOWS(flow, "I will bring an issue of my own");

		CHECK_OK(database_write(flow->database, run_year, &story));
		CHECK_INT(flow_get(flow, AMARA, story.space), 200, "later");
		CHECK_SHOWS(flow, "There are ground rules you have not agreed to yet.");
		CHECK_SHOWS(flow,
		            "What is said here stays here<span class=\"by\">Agreed Thursday 26 "
		            "November</span>");
		CHECK_SHOWS(flow,
		            "Start on time<span class=\"by\">Added Thursday 3 December</span>");
		CHECK_SHOWS(flow, "Walk the ward");
		CHECK_SHOWS(flow, "Ben, by Friday");
		CHECK_HIDES(flow, "Keep this to myself");
		CHECK_INT(flow_get(flow, AMARA, under(&story, "/actions")), 200, "");
		CHECK_SHOWS(flow, "Walk the ward");
		CHECK_HIDES(flow, "Keep this to myself");
		CHECK_INT(flow_get(flow, AMARA, under(&story, "/meetings")), 200, "");
		CHECK_SHOWS(flow, "Thursday 15 October");
		CHECK_SHOWS(flow, "You run this one yourselves.");
		flow_close(flow);
	}
}

TEST(ground_rules_are_agreed_as_they_were_read)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *agreed = under(&story, "/rules/agreed");

		CHECK_INT(flow_post(flow, AMARA, agreed, "version", "1", NULL), 422, "none yet");
		CHECK_SHOWS(flow, "Your set has no ground rules to agree yet.");
		CHECK_OK(database_write(flow->database, run_year, &story));
		CHECK_INT(flow_get(flow, AMARA, under(&story, "/rules")), 200, "");
		CHECK_SHOWS(flow, "Ground rules, version 2");
		CHECK_SHOWS(flow, "Version 2. Agreed by 0 of 2.");
		CHECK_SHOWS(flow, "I agree to these");
		CHECK_INT(flow_post(flow, AMARA, agreed, "version", "1", NULL), 422,
		          "a page that was open since version 1");
		CHECK_SHOWS(flow, "The ground rules have changed since you opened this page.");
		CHECK_INT(flow_post(flow, AMARA, agreed, "version", "2", NULL), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "You have agreed to the ground rules.");
		CHECK_SHOWS(flow, "Version 2. Agreed by 1 of 2.");
		CHECK_HIDES(flow, "I agree to these");
		CHECK_INT(flow_get(flow, AMARA, under(&story, "/rules/1")), 200, "as they were");
		CHECK_SHOWS(flow, "An earlier version");
		CHECK_SHOWS(flow, "Be on time");
		CHECK_SHOWS(flow, "Settled Thursday 26 November 2026, at meeting 1");
		CHECK_HIDES(flow, "I agree to these");
		CHECK_INT(flow_get(flow, AMARA, under(&story, "/rules/3")), 404, "not made yet");
		CHECK_INT(flow_get(flow, AMARA, under(&story, "/rules/0")), 404, "");
		CHECK_INT(flow_post(flow, HELEN, agreed, "version", "2", NULL), 404,
		          "members agree to them");
		CHECK_INT(flow_get(flow, HELEN, under(&story, "/rules")), 200, "she reads them");
		CHECK_INT(flow_post(flow, AMARA, agreed, "version", "two", NULL), 422, "");
		flow_close(flow);
	}
}

TEST(who_may_look_in)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_OK(database_write(flow->database, run_year, &story));
		CHECK_INT(flow_get(flow, JOAN, story.space), 200, "the office sees who and when");
		CHECK_SHOWS(flow, "Amara Okafor");
		CHECK_HIDES(flow, "Start on time");
		CHECK_HIDES(flow, "Walk the ward");
		CHECK_INT(flow_get(flow, JOAN, under(&story, "/rules")), 404, "no word of it");
		CHECK_INT(flow_get(flow, JOAN, under(&story, "/actions")), 404, "");
		CHECK_INT(flow_get(flow, "Ivy Later", story.space), 404, "who has not joined");
		CHECK_INT(flow_get(flow, "A Stranger", story.space), 404, "");
		CHECK_INT(flow_get(flow, NULL, story.space), 303, "who is it?");
		flow_left(flow, story.set, BEN);
		CHECK_INT(flow_get(flow, BEN, story.space), 404, "who left");
		CHECK_INT(flow_get(flow, BEN, under(&story, "/rules")), 404, "");
		flow_close(flow);
	}
}

TESTS(the_space_of_a_set, ground_rules_are_agreed_as_they_were_read, who_may_look_in)
