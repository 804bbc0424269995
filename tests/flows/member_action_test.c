/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An action at home: added, shared or not, told how it went, worded anew, deleted; and who reads it. */
#include "flows/support_site.h"

#include "base/id.h"
#include "store/action.h"
#include "store/issue.h"
#include "store/meeting.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"
#define HELEN "Helen Marsh"

struct story {
	struct flow *flow;
	set_id set;
	const char *add;
	action_id action;
};

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };

	story.set = flow_set(story.flow, "Riverside");
	flow_member(story.flow, story.set, AMARA);
	flow_member(story.flow, story.set, BEN);
	flow_facilitator(story.flow, story.set, HELEN);
	story.add = flow_path(story.flow, "/sets/%s/actions/new", story.set.n);
	return story;
}

static enum err run_first(struct tx *tx, void *with)
{
	struct story *story = with;
	struct action_rows rows;

	tx_use_arena(tx, story->flow->arena);
	const enum err err = store_action_of_person(tx, flow_person(story->flow, AMARA), &rows);
	if (!err && rows.n != 1) return ERR_CORRUPT;
	if (!err) story->action = rows.at[0].id;
	return err;
}

/* Adds Amara's one action; gives its address. */
static const char *add_one(struct story *story, const char *who)
{
	CHECK_INT(flow_post(story->flow, AMARA, story->add, "text", "Ask the finance director",
	                    "by_words", "before we meet again", "sign", "She names a figure", "who",
	                    who, NULL),
	          303, "added");
	CHECK_STR(story->flow->location, "/actions", "and among the others");
	CHECK_OK(database_read(story->flow->database, run_first, story));
	return flow_path(story->flow, "/actions/%s", story->action.n);
}

static const char *under(struct flow *flow, const char *path, const char *more)
{
	return str_z(flow->arena, str_printf(flow->arena, "%s%s", path, more));
}

TEST(an_action_is_added_and_told)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, "/actions"), 200, "none yet");
		CHECK_SHOWS(flow, "You choose actions in a meeting. You can also add one now.");
		CHECK_INT(flow_get(flow, AMARA, story.add), 200, "");
		CHECK_SHOWS(flow, "The 2 people in Riverside and Helen");
		const char *action = add_one(&story, "me");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Your action is added.");
		CHECK_SHOWS(flow, "By when: before we meet again");

		CHECK_INT(
			flow_post(flow, AMARA, under(flow, action, "/told"), "state", "done", NULL),
			303, "Mark as done");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Done. What did you learn?");
		CHECK_SHOWS(flow, "value=\"done\" checked");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/told"), "state", "partly",
		                    "learnt", "She had a figure all along", NULL),
		          303, "people change their minds");
		CHECK_INT(
			flow_post(flow, AMARA, under(flow, action, "/told"), "state", "done", NULL),
			303, "marked again");
		CHECK_INT(flow_get(flow, AMARA, action), 200, "what was learnt is still there");
		CHECK_SHOWS(flow, "She had a figure all along");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/told"), "state", "changed",
		                    "learnt", "", NULL),
		          303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Add what you will do instead");
		CHECK_HIDES(flow, "She had a figure all along");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/words"), "text", "Other",
		                    NULL),
		          422, "what has been told is not worded anew");
		CHECK_SHOWS(flow, "You have said how this one went.");
		CHECK_INT(flow_get(flow, AMARA, "/actions"), 200, "");
		CHECK_SHOWS(flow, "How it went");
		flow_close(flow);
	}
}

TEST(it_is_read_by_those_it_was_shared_with)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *action = add_one(&story, "me");

		CHECK_INT(flow_get(flow, BEN, action), 404, "hers alone");
		CHECK_INT(flow_post(flow, BEN, under(flow, action, "/shared"), "do", "share", NULL),
		          404, "hers to share");
		CHECK_INT(
			flow_post(flow, AMARA, under(flow, action, "/shared"), "do", "share", NULL),
			303, "");
		CHECK_INT(flow_get(flow, BEN, action), 200, "the set");
		CHECK_SHOWS(flow, "Amara’s action");
		CHECK_SHOWS(flow, "She names a figure");
		CHECK_HIDES(flow, "How did it go?");
		CHECK_INT(flow_get(flow, HELEN, action), 200, "she was named in the share step");
		CHECK_INT(flow_post(flow, BEN, under(flow, action, "/told"), "state", "done", NULL),
		          404, "not his to tell");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/shared"), "do", "private",
		                    NULL),
		          303, "");
		CHECK_INT(flow_get(flow, BEN, action), 404, "taken back");
		flow_left(flow, story.set, AMARA);
		CHECK_INT(flow_get(flow, AMARA, action), 200, "still hers");
		CHECK_INT(
			flow_post(flow, AMARA, under(flow, action, "/shared"), "do", "share", NULL),
			404, "there is no set to share it with");
		flow_close(flow);
	}
}

TEST(what_was_typed_is_kept_and_every_fault_told)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		char *longest = NEW(flow->arena, char, 1002);

		memset(longest, 'y', 1001);
		CHECK_INT(flow_post(flow, AMARA, story.add, "text", " ", "by_words", "a\nb",
		                    "due_on-d", "31", "due_on-m", "2", "due_on-y", "2027", "sign",
		                    "A <sign>", NULL),
		          422, "");
		CHECK_SHOWS(
			flow,
			"<a href=\"#text\">Write what you will do. A few words are enough.</a>");
		CHECK_SHOWS(flow, "By when must be on one line");
		CHECK_SHOWS(flow, "The day must be a real date, like 27 11 2026");
		CHECK_SHOWS(flow, "Choose who can see it");
		CHECK_SHOWS(flow, ">A &lt;sign&gt;</textarea>");
		CHECK_INT(flow_post(flow, AMARA, story.add, "text", "Go", "due_on-d", "25",
		                    "due_on-m", "11", "due_on-y", "2026", "who", "me", NULL),
		          422, "yesterday");
		CHECK_SHOWS(flow, "<a href=\"#due_on\">That day has gone.");
		CHECK_INT(flow_post(flow, AMARA, story.add, "text", longest, "who", "me", NULL),
		          422, "");
		CHECK_SHOWS(flow, "That is more than 500 letters.");
		CHECK_INT(flow_post(flow, AMARA, story.add, "text", "Go", "who", "me", "issue",
		                    "0000000000001", NULL),
		          404, "an issue that is not there");
		const char *action = add_one(&story, "set");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/told"), "state", "", NULL),
		          422, "");
		CHECK_SHOWS(flow, "Choose how it went");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/told"), "state", "done",
		                    "learnt", longest, NULL),
		          422, "");
		CHECK_SHOWS(flow, "The rest could go into your learning log.");
		flow_close(flow);
	}
}

TEST(other_words_and_gone)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *action = add_one(&story, "set");

		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/words"), "text",
		                    "Ask both directors", "due_on", "2026-12-03", NULL),
		          303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Ask both directors");
		CHECK_SHOWS(flow, "By Thursday 3 December");
		CHECK_INT(flow_get(flow, BEN, under(flow, action, "/gone")), 404, "not his");
		CHECK_INT(flow_get(flow, AMARA, under(flow, action, "/gone")), 200, "");
		CHECK_SHOWS(flow, "Delete this action?");
		CHECK_INT(flow_post(flow, AMARA, under(flow, action, "/gone"), NULL), 303, "");
		CHECK_INT(flow_get(flow, AMARA, action), 404, "gone");
		CHECK_INT(flow_get(flow, BEN, action), 404, "for everybody");
		flow_close(flow);
	}
}

static enum err run_alone(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	struct action_new action = { .set = story->set,
		                     .meeting = { flow->kept[0] },
		                     .person = flow_person(flow, AMARA),
		                     .text = STR("Said among ourselves"),
		                     .due_on = { DAY_NONE },
		                     .is_shared = true };
	return store_action_add(tx, &action, flow->now, &story->action);
}

static enum err run_told(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;

	tx_use_arena(tx, flow->arena);
	return store_action_tell(tx, story->action, flow_person(flow, AMARA), ACTION_PARTLY,
	                         (struct str){ 0 }, (meeting_id){ flow->kept[1] }, flow->now);
}

TEST(a_facilitator_reads_what_was_chosen_or_told_at_their_meetings)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		flow->kept[0] = flow_meeting(flow, story.set, 3, day_of(2026, 11, 12), NULL).n;
		flow->kept[1] = flow_meeting(flow, story.set, 4, day_of(2026, 11, 26), HELEN).n;
		CHECK_OK(database_write(flow->database, run_alone, &story));
		const char *action = flow_path(flow, "/actions/%s", story.action.n);
		CHECK_INT(flow_get(flow, BEN, action), 200, "he was there");
		CHECK_INT(flow_get(flow, HELEN, action), 404, "she was not");
		CHECK_OK(database_write(flow->database, run_told, &story));
		CHECK_INT(flow_get(flow, HELEN, action), 200, "she heard it told");
		flow_close(flow);
	}
}

TESTS(an_action_is_added_and_told, it_is_read_by_those_it_was_shared_with,
      what_was_typed_is_kept_and_every_fault_told, other_words_and_gone,
      a_facilitator_reads_what_was_chosen_or_told_at_their_meetings)
