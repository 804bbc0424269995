/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An issue, from the first words to the share step and back: private, shared, changed in two windows,
 * set aside; and a wish for airtime. */
#include "flows/support_site.h"

#include "domain/bid.h"
#include "store/action.h"
#include "store/bid.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/question.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"
#define HELEN "Helen Marsh"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	const char *prepare;
};

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };

	story.set = flow_set(story.flow, "Riverside");
	flow_member(story.flow, story.set, AMARA);
	flow_member(story.flow, story.set, BEN);
	flow_facilitator(story.flow, story.set, HELEN);
	story.meeting = flow_meeting(story.flow, story.set, 2, day_of(2026, 12, 10), HELEN);
	story.prepare = flow_path(story.flow, "/meetings/%s/prepare", story.meeting.n);
	return story;
}

/* Saves by the button that leads to the share step; gives the issue's address. */
static const char *write_issue(struct story *story, const char *who, const char *text)
{
	struct flow *flow = story->flow;

	CHECK_INT(flow_post(flow, who, story->prepare, "text", text, "want", "Ask me hard things",
	                    "real", "yes", "wanted", "yes", "issue", "", "seen", "", "do", "share",
	                    NULL),
	          303, "saved, and on to the share step");
	CHECK(str_starts(flow->location, STR("/issues/")), "the share step");
	CHECK(str_ends(flow->location, STR("/share")), "is a page of its own");
	return str_z(flow->arena, str_part(flow->location, 0, sizeof("/issues/") - 1 + 13));
}

static const char *under(struct flow *flow, const char *path, const char *more)
{
	return str_z(flow->arena, str_printf(flow->arena, "%s%s", path, more));
}

TEST(an_issue_is_private_until_it_is_shared)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, story.prepare), 200, "she gets ready");
		CHECK_SHOWS(flow, "What are you stuck on?");
		CHECK_SHOWS(flow, "It is part of my work");
		CHECK_SHOWS(flow, "Only you can read this, until you choose to share it.");
		const char *issue =
			write_issue(&story, AMARA, "Three directors, one bill & no owner.");

		CHECK_INT(flow_get(flow, BEN, issue), 404, "nobody else can read it");
		CHECK_INT(flow_get(flow, HELEN, issue), 404, "the facilitator neither");
		CHECK_INT(flow_get(flow, AMARA, under(flow, issue, "/share")), 200, "");
		CHECK_SHOWS(flow, "Who can read this:</b> the 2 people in Riverside and Helen. "
		                  "Nobody else, ever.");
		CHECK_SHOWS(flow, "That is you, Ben Hartley and Helen Marsh.");
		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/share"), NULL), 303,
		          "shared");
		CHECK_INT(flow_follow(flow), 200, "and her own page says so");
		CHECK_SHOWS(flow, "Your issue is shared with your set.");
		CHECK_SHOWS(flow, "Shared with your set</span>");
		CHECK_SHOWS(flow, "You ticked: real and you want to tackle it.");

		CHECK_INT(flow_get(flow, BEN, issue), 200, "the set reads it");
		CHECK_SHOWS(flow, "Amara’s issue");
		CHECK_SHOWS(flow, "Three directors, one bill &amp; no owner.");
		CHECK_HIDES(flow, "You ticked");
		CHECK_INT(flow_get(flow, HELEN, issue), 200, "and its facilitator");
		CHECK_INT(flow_get(flow, BEN, story.prepare), 200, "Ben gets ready");
		CHECK_SHOWS(flow, "Three directors, one bill");

		CHECK_INT(flow_post(flow, BEN, under(flow, issue, "/private"), NULL), 404,
		          "it is not his to take back");
		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/private"), NULL), 303, "");
		CHECK_INT(flow_get(flow, BEN, issue), 404, "taken back");
		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/private"), NULL), 303,
		          "pressed again: harmless");
		flow_close(flow);
	}
}

TEST(new_words_stay_private_until_they_are_shared_too)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *issue = write_issue(&story, AMARA, "First words");
		const char *id = issue + sizeof("/issues/") - 1;

		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/share"), NULL), 303, "");
		const char *seen = str_z(flow->arena,
		                         str_printf(flow->arena, "%lld", (long long)flow->now.ms));
		flow_wait(flow, MINUTES(1));
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "Second words", "issue", id,
		                    "seen", seen, "do", "save", NULL),
		          303, "saved");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "The set still reads the words you shared.");
		CHECK_INT(flow_get(flow, BEN, issue), 200, "");
		CHECK_SHOWS(flow, "First words");
		CHECK_HIDES(flow, "Second words");
		CHECK_INT(flow_get(flow, AMARA, issue), 200, "");
		CHECK_SHOWS(flow, "They read your earlier words:");
		CHECK_SHOWS(flow, "Share the new words");

		/* In another window she still has the form with the first words. */
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "Third words", "issue", id,
		                    "seen", seen, "do", "save", NULL),
		          409, "the other window was first");
		CHECK_SHOWS(flow, "This was changed in another window while you were writing.");
		CHECK_SHOWS(flow, "What is saved now");
		CHECK_SHOWS(flow, "<p class=\"voice\">Second words</p>");
		CHECK_SHOWS(flow, ">Third words</textarea>");
		const char *now_seen = str_z(
			flow->arena, str_printf(flow->arena, "%lld", (long long)flow->now.ms));
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "Third words", "issue", id,
		                    "seen", now_seen, "do", "save", NULL),
		          303, "she has seen both, and keeps hers");
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "From an empty form",
		                    "issue", "", "seen", "", NULL),
		          409, "a window that was open before the first saving");
		CHECK_SHOWS(flow, "<p class=\"voice\">Third words</p>");
		flow_close(flow);
	}
}

TEST(wrong_input_is_told_and_kept)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		char *longest = NEW(flow->arena, char, 2002);

		memset(longest, 'x', 2001);
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "  \n ", "want",
		                    "Only \"this\" <b>", "matters", "yes", NULL),
		          422, "nothing written");
		CHECK_SHOWS(
			flow,
			"<a href=\"#text\">Write what you are stuck on. One sentence will do.</a>");
		CHECK_SHOWS(flow, ">Only \"this\" &lt;b&gt;</textarea>");
		CHECK_SHOWS(flow, "name=\"matters\" type=\"checkbox\" value=\"yes\" checked");
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", longest, NULL), 422, "");
		CHECK_SHOWS(flow, "That is more than 2,000 letters.");
		longest[700] = '\0';
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "Well", "want", longest,
		                    NULL),
		          422, "");
		CHECK_SHOWS(
			flow,
			"<a href=\"#want\">What you want from the set can have 600 letters.</a>");
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "Well", "issue",
		                    "0000000000001", NULL),
		          404, "no such issue");
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", "Well", "issue", "what?",
		                    NULL),
		          422, "no id at all");
		CHECK_INT(flow_get(flow, AMARA, "/issues"), 200, "nothing of it was kept");
		CHECK_SHOWS(flow, "Write my issue");
		flow_close(flow);
	}
}

TEST(one_is_set_aside_and_another_begun)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *issue = write_issue(&story, AMARA, "The old one");
		const char *here = flow_path(flow, "/sets/%s/issue", story.set.n);

		CHECK_INT(flow_get(flow, AMARA, here), 200, "");
		CHECK_SHOWS(flow, "Change my issue");
		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/aside"), NULL), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "It is set aside.");
		CHECK_SHOWS(flow, "<h3 class=\"after\">Set aside</h3>");
		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/share"), NULL), 422,
		          "what is set aside is not shared by accident");
		CHECK_SHOWS(flow, "You set this issue aside.");
		CHECK_INT(flow_get(flow, AMARA, here), 200, "");
		CHECK_SHOWS(flow, "Write my issue");
		CHECK_INT(flow_post(flow, AMARA, here, "text", "The new one", "issue", "", NULL),
		          303, "");
		CHECK_STR(flow->location, here, "without a meeting in sight");
		CHECK_INT(flow_get(flow, AMARA, "/issues"), 200, "");
		CHECK_SHOWS(flow, "The new one");
		CHECK_SHOWS(flow, "The old one");
		CHECK_INT(flow_post(flow, AMARA, here, "text", "x", "issue",
		                    issue + sizeof("/issues/") - 1, NULL),
		          404, "what is set aside is not changed");
		flow_close(flow);
	}
}

struct bids {
	meeting_id meeting;
	person_id person;
	int urgency; /* 0: none */
};

static enum err run_bid(struct tx *tx, void *with)
{
	struct bids *bids = with;
	struct bid_row row = { 0 };
	const enum err err = store_bid_mine(tx, bids->meeting, bids->person, &row);

	bids->urgency = err ? 0 : row.urgency;
	return err == ERR_ABSENT ? OK : err;
}

static enum err run_open(struct tx *tx, void *with)
{
	struct bids *bids = with;
	return store_meeting_open(tx, bids->meeting, STR("ABCDEF"), (struct instant){ 1 });
}

TEST(a_wish_for_airtime_is_private_and_can_be_taken_back)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		struct bids bids = { story.meeting, flow_person(flow, AMARA), 0 };
		const char *bid = flow_path(flow, "/meetings/%s/bid", story.meeting.n);

		CHECK_INT(flow_post(flow, AMARA, bid, "urgency", "now", NULL), 303, "asked");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Your wish for airtime is saved.");
		CHECK_SHOWS(flow, "value=\"now\" checked");
		CHECK_OK(database_read(flow->database, run_bid, &bids));
		CHECK_INT(bids.urgency, URGENCY_NOW, "it is kept");
		CHECK_INT(flow_get(flow, BEN, story.prepare), 200, "");
		CHECK_HIDES(flow, "value=\"now\" checked");
		CHECK_INT(flow_post(flow, AMARA, bid, "urgency", "shouting", NULL), 422, "");
		CHECK_SHOWS(flow, "Choose how soon you need it");
		CHECK_INT(flow_post(flow, AMARA, bid, "urgency", "none", NULL), 303, "taken back");
		CHECK_OK(database_read(flow->database, run_bid, &bids));
		CHECK_INT(bids.urgency, 0, "nothing is kept");
		CHECK_INT(flow_post(flow, HELEN, bid, "urgency", "now", NULL), 404,
		          "the facilitator brings no issue");
		CHECK_OK(database_write(flow->database, run_open, &bids));
		CHECK_INT(flow_post(flow, AMARA, bid, "urgency", "soon", NULL), 422, "too late");
		CHECK_SHOWS(flow, "The room is open. Ask for airtime there.");
		flow_close(flow);
	}
}

static enum err run_year(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	const person_id amara = flow_person(flow, AMARA), ben = flow_person(flow, BEN);
	struct question_new question = { .set = story->set,
		                         .meeting = story->meeting,
		                         .presenter = amara,
		                         .asker = ben,
		                         .text = STR("Who gains if nothing changes?") };
	struct action_new action = { .set = story->set,
		                     .meeting = story->meeting,
		                     .person = amara,
		                     .text = STR("Sit in on the briefing"),
		                     .by_words = STR("before the next meeting"),
		                     .due_on = { DAY_NONE } };
	question_id kept, other;
	action_id done, open;
	log_entry_id log;

	tx_use_arena(tx, flow->arena);
	enum err err = store_issue_add(tx, story->set, amara, STR("Nobody owns it"),
	                               (struct str){ 0 }, 0, flow->now, &question.issue);
	action.issue = question.issue;
	if (!err) err = store_issue_share(tx, question.issue, amara, flow->now);
	if (!err) err = store_question_add(tx, &question, flow->now, &kept);
	if (!err) err = store_question_keep(tx, kept, amara, true, flow->now);
	question.text = STR("What have you ruled out?");
	if (!err) err = store_question_add(tx, &question, flow->now, &other);
	if (!err) err = store_question_park(tx, other, amara, true);
	if (!err) err = store_action_add(tx, &action, flow->now, &done);
	if (!err)
		err = store_action_tell(tx, done, amara, ACTION_DONE, STR("Each guards a budget"),
		                        (meeting_id){ 0 }, flow->now);
	action.text = STR("Ask the third director");
	action.is_shared = true;
	if (!err) err = store_action_add(tx, &action, flow->now, &open);
	if (!err)
		err = store_log_add(tx, amara, story->meeting, STR("They are afraid"), flow->now,
		                    &log);
	flow->kept[0] = question.issue.n;
	return err;
}

TEST(the_thread_is_the_owner_s_and_the_set_reads_what_was_shared)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_OK(database_write(flow->database, run_year, &story));
		const char *issue = flow_path(flow, "/issues/%s", flow->kept[0]);
		CHECK_INT(flow_get(flow, AMARA, issue), 200, "her year");
		CHECK_SHOWS(flow, "Meeting 2, Thursday 10 December");
		CHECK_SHOWS(flow, "Questions that stayed with you");
		CHECK_SHOWS(flow, "Who gains if nothing changes?");
		CHECK_SHOWS(flow, "1 more question asked of you");
		CHECK_SHOWS(flow, "Parked for later");
		CHECK_SHOWS(flow, "They are afraid");
		CHECK_SHOWS(flow, "Done, Thursday 26 November");
		CHECK_SHOWS(flow, "Each guards a budget");
		CHECK_SHOWS(flow, "By when: before the next meeting");

		CHECK_INT(flow_get(flow, BEN, issue), 200, "Ben reads what she shared");
		CHECK_SHOWS(flow, "Nobody owns it");
		CHECK_SHOWS(flow, "Ask the third director");
		CHECK_SHOWS(flow, "By when: before the next meeting");
		CHECK_HIDES(flow, "Who gains if nothing changes?");
		CHECK_HIDES(flow, "They are afraid");
		CHECK_HIDES(flow, "Sit in on the briefing");
		flow_left(flow, story.set, BEN);
		CHECK_INT(flow_get(flow, BEN, issue), 404, "who left reads nothing more");
		flow_left(flow, story.set, AMARA);
		CHECK_INT(flow_get(flow, AMARA, issue), 200, "what is hers stays hers");
		CHECK_INT(flow_post(flow, AMARA, under(flow, issue, "/share"), NULL), 404,
		          "she has no set to share it with");
		CHECK_INT(flow_get(flow, AMARA, "/issues"), 200, "");
		CHECK_SHOWS(flow, "Nobody owns it");
		flow_close(flow);
	}
}

static enum err run_held(struct tx *tx, void *with)
{
	const struct story *story = with;

	return store_meeting_held(tx, story->meeting, story->flow->now);
}

/* The page that the form stood in leads elsewhere by then. */
TEST(faulty_words_for_a_meeting_that_is_over_are_given_back)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_OK(database_write(flow->database, run_held, &story));
		CHECK_INT(flow_post(flow, AMARA, story.prepare, "text", " ", "want",
		                    "Ask me about Tuesday", NULL),
		          409, "it has been held");
		CHECK_SHOWS(flow, "Ask me about Tuesday");
		flow_close(flow);
	}
}

TESTS(an_issue_is_private_until_it_is_shared, new_words_stay_private_until_they_are_shared_too,
      wrong_input_is_told_and_kept, faulty_words_for_a_meeting_that_is_over_are_given_back,
      one_is_set_aside_and_another_begun, a_wish_for_airtime_is_private_and_can_be_taken_back,
      the_thread_is_the_owner_s_and_the_set_reads_what_was_shared)
