/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* All of one's own words in a file; and a session that is told before it ends, and never ends in a room. */
#include "flows/support_site.h"

#include "store/action.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/member.h"
#include "store/note.h"
#include "store/question.h"
#include "store/review.h"
#include "store/session.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	struct session_row session;
	struct str token;
};

static enum err run_words(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	const person_id amara = flow_person(flow, AMARA), ben = flow_person(flow, BEN);
	struct question_new question = { .set = story->set,
		                         .meeting = story->meeting,
		                         .presenter = amara,
		                         .asker = ben,
		                         .text = STR("Asked of Amara") };
	const struct action_new action = { .set = story->set,
		                           .person = amara,
		                           .text = STR("Do it \"now\""),
		                           .due_on = day_of(2026, 12, 3) };
	question_id asked;
	action_id chosen;
	issue_id issue;
	log_entry_id log;
	note_id note;
	review_id line;

	tx_use_arena(tx, flow->arena);
	enum err err = store_issue_add(tx, story->set, amara, STR("Her issue\nin two lines"),
	                               (struct str){ 0 }, 0, flow->now, &issue);
	if (!err) err = store_question_add(tx, &question, flow->now, &asked);
	question.presenter = ben;
	question.asker = amara;
	question.text = STR("Asked by Amara");
	if (!err) err = store_question_add(tx, &question, flow->now, &asked);
	if (!err) err = store_action_add(tx, &action, flow->now, &chosen);
	if (!err)
		err = store_log_add(tx, amara, (meeting_id){ 0 }, STR("Her log"), flow->now, &log);
	if (!err) err = store_log_add(tx, ben, (meeting_id){ 0 }, STR("His log"), flow->now, &log);
	if (!err)
		err = store_note_add(tx, amara, story->meeting, STR("Her note"), flow->now, &note);
	if (!err)
		err = store_review_add(tx, story->set, story->meeting, amara, REVIEW_TRY,
		                       STR("Her line"), flow->now, &line);
	if (!err)
		err = store_review_add(tx, story->set, story->meeting, ben, REVIEW_TRY,
		                       STR("His line"), flow->now, &line);
	return err;
}

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };
	struct flow *flow = story.flow;

	story.set = flow_set(flow, "Riverside");
	flow_member(flow, story.set, AMARA);
	flow_member(flow, story.set, BEN);
	story.meeting = flow_meeting(flow, story.set, 2, day_of(2026, 11, 26), NULL);
	CHECK_OK(database_write(flow->database, run_words, &story));
	return story;
}

TEST(all_of_one_s_own_words_and_nobody_else_s)
{
	static const char *const mine[] = { "Amara Okafor",   "Her issue", "Asked of Amara",
		                            "Asked by Amara", "Her log",   "Her note",
		                            "Her line",       "2026-12-03" };
	static const char *const files[] = { "/account/data/setwise.txt",
		                             "/account/data/setwise.json" };
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_post(flow, AMARA,
		                    flow_path(flow, "/meetings/%s/apologies", story.meeting.n),
		                    "note", "Her apology", NULL),
		          303, "");
		CHECK_INT(flow_get(flow, AMARA, "/account/data"), 200, "what it is");
		for (size_t round = 0; round < 2; round++) {
			for (size_t f = 0; f < LEN(files); f++) {
				CHECK_INT(flow_get(flow, AMARA, files[f]), 200, files[f]);
				for (size_t i = 0; i < LEN(mine); i++)
					CHECK(flow_shows(flow, mine[i]), mine[i]);
				CHECK_SHOWS(flow, "Her apology");
				CHECK_HIDES(flow, "His l");
			}
			/* Once more after leaving: what is hers stays hers. */
			if (round == 0) flow_left(flow, story.set, AMARA);
		}
		CHECK_STR(flow_answer_field(flow, "Content-Disposition"),
		          "attachment; filename=\"setwise.json\"", "a file");
		CHECK_SHOWS(flow, "\"action\": \"Do it \\\"now\\\"\"");
		CHECK_SHOWS(flow, "\"issue\": \"Her issue\\nin two lines\"");
		CHECK_INT(flow_get(flow, NULL, files[0]), 303, "who is it?");
		CHECK_INT(flow_get(flow, "A Newcomer", files[0]), 200, "nothing to take");
		CHECK_SHOWS(flow, "Your issues\n\nNothing.");
		flow_close(flow);
	}
}

static enum err run_session(struct tx *tx, void *with)
{
	struct story *story = with;

	tx_use_arena(tx, story->flow->arena);
	return store_session_by_token(tx, story->token, story->flow->now, &story->session);
}

static struct instant ends_at(struct story *story)
{
	const struct flow_browser *browser = flow_browser_of(story->flow, AMARA);

	for (size_t i = 0; i < browser->n; i++)
		if (browser->cookies[i].value.n == 43) story->token = browser->cookies[i].value;
	CHECK_OK(database_read(story->flow->database, run_session, story));
	return story->session.ends_at;
}

TEST(a_session_is_told_before_it_ends_and_may_go_on)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		CHECK_SHOWS(flow, "data-session data-left=\"");
		CHECK_SHOWS(flow, "data-more=\"43200000\" hidden>");
		flow_wait(flow, instant_since(ends_at(&story), flow->now) - MINUTES(14));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "a quarter of an hour before");
		CHECK_HIDES(flow, "data-more=\"43200000\" hidden>");
		CHECK_SHOWS(flow, "You will be signed out at");
		CHECK_INT(flow_post(flow, AMARA, "/account/session", "back", "/log", NULL), 303,
		          "");
		CHECK_STR(flow->location, "/log", "back to where she was");
		CHECK_INT(
			flow_post(flow, AMARA, "/account/session", "back", "//evil.example", NULL),
			303, "");
		CHECK_STR(flow->location, "/home", "and nowhere else");
		flow_wait(flow, HOURS(11));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "still in");
		flow_wait(flow, HOURS(2));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 303, "and out, in the end");
		CHECK_INT(flow_post(flow, NULL, "/account/session", NULL), 403, "nobody to keep");
		flow_close(flow);
	}
}

TEST(nobody_is_signed_out_during_a_meeting)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *room = flow_path(flow, "/meetings/%s/room", story.meeting.n);

		flow_wait(flow, instant_since(ends_at(&story), flow->now) - MINUTES(5));
		CHECK_INT(flow_get(flow, AMARA, room), 200, "five minutes before it would end");
		flow_wait(flow, HOURS(8));
		CHECK_INT(flow_get(flow, AMARA, room), 200, "the longest meeting there is");
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "");
		flow_close(flow);
	}
}

TEST(nor_by_a_practice_that_they_lead)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		flow_wait(flow, instant_since(ends_at(&story), flow->now) - MINUTES(5));
		CHECK_INT(
			flow_post(flow, AMARA, "/rehearsal", "deck", "depot", "length", "20", NULL),
			303, "five minutes before it would end");
		const char *room = str_z(flow->arena, flow->location);
		const struct instant before = ends_at(&story);
		CHECK_INT(flow_get(flow, AMARA, room), 200, "a page that is left open");
		CHECK(ends_at(&story).ms == before.ms, "keeps nobody signed in");
		const char *start = str_z(flow->arena, str_printf(flow->arena, "%s/start", room));
		CHECK_INT(flow_post(flow, AMARA, start, NULL), 303, "whoever leads it");
		flow_wait(flow, HOURS(8));
		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "stays");
		flow_close(flow);
	}
}

TESTS(all_of_one_s_own_words_and_nobody_else_s, a_session_is_told_before_it_ends_and_may_go_on,
      nobody_is_signed_out_during_a_meeting, nor_by_a_practice_that_they_lead)
