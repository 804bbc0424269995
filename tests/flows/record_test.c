/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a year leaves: each member's own record, for them alone, on the page and in a file; and the set's,
 * for its members. */
#include "flows/support_site.h"

#include "store/issue.h"
#include "store/log.h"
#include "store/review.h"
#include "store/rule.h"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	person_id amara, ben;
	const char *mine, *file, *record, *record_file;
};

static enum err write_words(struct tx *tx, void *with)
{
	struct story *story = with;
	const struct instant now = story->flow->now;
	const struct str none = { 0 };
	issue_id issue, secret;
	log_entry_id entry;
	review_id line;
	rule_id rule;
	int version;

	tx_use_arena(tx, story->flow->arena);
	enum err err = store_issue_add(tx, story->set, story->amara, STR("# Nobody owns it"), none,
	                               0, now, &secret);
	if (!err)
		err = store_issue_add(tx, story->set, story->ben, STR("I say yes too soon"), none,
		                      0, now, &issue);
	if (!err) err = store_issue_share(tx, issue, story->ben, now);
	if (!err)
		err = store_log_add(tx, story->amara, story->meeting,
		                    STR("I was glad of the silence"), now, &entry);
	if (!err)
		err = store_review_add(tx, story->set, story->meeting, story->amara, REVIEW_HELPED,
		                       STR("Nobody hurried me"), now, &line);
	if (!err)
		err = store_review_add(tx, story->set, story->meeting, story->ben, REVIEW_TRY,
		                       STR("Begin on time"), now, &line);
	if (!err) err = store_review_share(tx, line, story->ben, false);
	if (!err)
		err = store_rule_propose(tx, story->set, story->ben, STR("One person speaks"), now,
		                         &rule);
	if (!err) err = store_rule_settle(tx, story->set, story->meeting, now, &version);
	return err;
}

/* Riverside met alone, on paper: Amara presented. */
static struct story story_open(enum db_engine engine)
{
	struct flow *flow = flow_open(engine);
	struct story story = { .flow = flow, .set = flow_set(flow, "Riverside") };

	(void)flow_coordinator(flow, "Joan");
	(void)flow_sponsor(flow, "Marcus");
	flow_member(flow, story.set, "Amara");
	flow_member(flow, story.set, "Ben");
	flow_facilitator(flow, story.set, "Helen");
	flow_member(flow, flow_set(flow, "Heron"), "Una");
	story.amara = flow_person(flow, "Amara");
	story.ben = flow_person(flow, "Ben");
	story.meeting = flow_meeting(flow, story.set, 3, day_of(2026, 11, 26), NULL);
	story.mine = flow_path(flow, "/sets/%s/mine", story.set.n);
	story.file = flow_path(flow, "/sets/%s/mine/record.md", story.set.n);
	story.record = flow_path(flow, "/sets/%s/record", story.set.n);
	story.record_file = flow_path(flow, "/sets/%s/record/record.md", story.set.n);
	flow_wait(flow, HOURS(5));
	CHECK_INT(flow_post(flow, "Ben",
	                    flow_path(flow, "/meetings/%s/afterwards", story.meeting.n),
	                    flow_path(flow, "came-%s", story.amara.n), "yes",
	                    flow_path(flow, "came-%s", story.ben.n), "yes", "who-1",
	                    flow_path(flow, "%s", story.amara.n), "minutes-1", "40", "focus-1",
	                    "Whose is it?", "questions-1", "Who loses sleep over it?", "act-1-1",
	                    "Ask the three of them", "by-1-1", "Friday", NULL),
	          303, "typed in");
	CHECK_OK(database_write(flow->database, write_words, &story));
	return story;
}

TEST(a_year_is_its_owners_alone)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;
		static const char *const others[] = { "Helen", "Joan", "Marcus", "Una" };

		CHECK_INT(flow_get(flow, "Amara", story.mine), 200, "");
		CHECK_SHOWS(flow, "# Nobody owns it");
		CHECK_SHOWS(flow, "I came. I presented for 40 minutes.");
		CHECK_SHOWS(flow, "Whose is it?");
		CHECK_SHOWS(flow, "Questions I kept");
		CHECK_SHOWS(flow, "Who loses sleep over it?");
		CHECK_SHOWS(flow, "Ask the three of them");
		CHECK_SHOWS(flow, "Still open. By when: Friday");
		CHECK_SHOWS(flow, "I was glad of the silence");
		CHECK_SHOWS(flow, "Nobody hurried me");
		CHECK_HIDES(flow, "Begin on time");
		CHECK_INT(flow_get(flow, "Ben", story.mine), 200, "another member has their own");
		CHECK_SHOWS(flow, "I say yes too soon");
		CHECK_SHOWS(flow, "Begin on time");
		CHECK_HIDES(flow, "Nobody owns it");
		CHECK_HIDES(flow, "Who loses sleep");
		CHECK_HIDES(flow, "glad of the silence");
		for (size_t i = 0; i < LEN(others); i++) {
			CHECK_INT(flow_get(flow, others[i], story.mine), 404, others[i]);
			CHECK_INT(flow_get(flow, others[i], story.file), 404, others[i]);
			CHECK_INT(flow_get(flow, others[i], story.record), 404, others[i]);
			CHECK_INT(flow_get(flow, others[i], story.record_file), 404, others[i]);
		}
		CHECK_INT(flow_get(flow, NULL, story.mine), 303, "who are you?");
		flow_close(flow);
	}
}

TEST(it_is_a_file_that_any_editor_opens)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, "Amara", story.file), 200, "");
		CHECK_SHOWS(flow, "# My year in action learning\n");
		CHECK_SHOWS(flow, "\n> \\# Nobody owns it\n");
		CHECK_SHOWS(flow, "\n## Meeting 3, Thursday 26 November 2026\n");
		CHECK_SHOWS(
			flow,
			"### Questions I kept\n\n> Who loses sleep over it?\n\nNoted on paper\n");
		CHECK_SHOWS(flow, "How it went: Still open");
		CHECK_HIDES(flow, "<");
		flow_close(flow);
	}
}

TEST(the_sets_record_holds_what_was_shared)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, "Ben", story.record), 200, "");
		CHECK_SHOWS(flow, "Version 1, agreed Thursday 26 November 2026 at meeting 3");
		CHECK_SHOWS(flow, "One person speaks");
		CHECK_SHOWS(flow, "On your own. All 2 came.");
		CHECK_SHOWS(flow, "Begin on time");
		CHECK_SHOWS(flow, "I say yes too soon");
		CHECK_SHOWS(flow, "2 people keep theirs to themselves.");
		CHECK_HIDES(flow, "Nobody owns it");
		CHECK_HIDES(flow, "Who loses sleep");
		CHECK_HIDES(flow, "Ask the three");
		CHECK_HIDES(flow, "Nobody hurried me");
		CHECK_HIDES(flow, "glad of the silence");
		CHECK_HIDES(flow, "40 minutes");
		CHECK_INT(flow_post(flow, "Amara", flow_path(flow, "/sets/%s/airtime", story.set.n),
		                    "do", "show", NULL),
		          303, "she lets the set see it");
		CHECK_INT(flow_get(flow, "Ben", story.record), 200, "");
		CHECK_SHOWS(flow, "40 minutes in 1 round, last at meeting 3");
		flow_close(flow);
	}
}

TEST(the_sets_record_is_a_file_too)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, "Ben", story.record), 200, "");
		CHECK_SHOWS(flow, "/record/record.md\" download");
		CHECK_INT(flow_get(flow, "Ben", story.record_file), 200, "");
		CHECK_STR(flow_answer_field(flow, "Content-Disposition"),
		          "attachment; filename=\"our-record.md\"", "to keep");
		CHECK_SHOWS(flow, "# Our year in action learning\n\nSet: Riverside\n");
		CHECK_SHOWS(flow, "### Version 1, agreed Thursday 26 November 2026 at meeting 3\n\n"
		                  "> One person speaks\n");
		CHECK_SHOWS(flow, "### Meeting 3, Thursday 26 November 2026\n\nOn your own.\n\n"
		                  "All 2 came.");
		CHECK_SHOWS(flow, "> Begin on time\n");
		CHECK_SHOWS(flow, "> I say yes too soon\n\nBen\n");
		CHECK_SHOWS(flow, "2 people keep theirs to themselves.");
		CHECK_HIDES(flow, "Nobody owns it");
		CHECK_HIDES(flow, "Who loses sleep");
		CHECK_HIDES(flow, "Ask the three");
		CHECK_HIDES(flow, "Nobody hurried me");
		CHECK_HIDES(flow, "glad of the silence");
		CHECK_HIDES(flow, "40 minutes");
		CHECK_HIDES(flow, "<");
		flow_close(flow);
	}
}

TESTS(a_year_is_its_owners_alone, it_is_a_file_that_any_editor_opens,
      the_sets_record_holds_what_was_shared, the_sets_record_is_a_file_too)
