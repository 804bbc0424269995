/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The learning log: written, read back, looked through, changed in two windows, deleted; for one reader. */
#include "flows/support_site.h"

#include "store/log.h"
#include "store/meeting.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"

struct story {
	struct flow *flow;
	struct log_rows rows;
};

static enum err run_rows(struct tx *tx, void *with)
{
	struct story *story = with;

	tx_use_arena(tx, story->flow->arena);
	return store_log_list(tx, flow_person(story->flow, AMARA), &story->rows);
}

static const char *entry(struct story *story, size_t i, const char *more)
{
	struct flow *flow = story->flow;

	CHECK_OK(database_read(flow->database, run_rows, story));
	CHECK(i < story->rows.n, "there is such an entry");
	return str_z(flow->arena,
	             str_printf(flow->arena, "%s%s",
	                        flow_path(flow, "/log/%s", story->rows.at[i].id.n), more));
}

TEST(a_log_has_one_reader)
{
	FOR_ENGINES(engine)
	{
		struct story story = { .flow = flow_open(engine) };
		struct flow *flow = story.flow;
		const set_id set = flow_set(flow, "Riverside");

		flow_member(flow, set, AMARA);
		flow_member(flow, set, BEN);
		CHECK_INT(flow_get(flow, AMARA, "/log"), 200, "empty");
		CHECK_SHOWS(flow, "A few words will do. Nobody else can read it.");
		CHECK_SHOWS(flow, "What are you noticing?");
		CHECK_INT(
			flow_post(flow, AMARA, "/log", "text", "I like being asked.\nStill.", NULL),
			303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Saved to your log. Only you can read it.");
		CHECK_SHOWS(flow, "I like being asked.\nStill.");
		CHECK_SHOWS(flow, "Thursday 26 November 2026");
		const char *one = entry(&story, 0, "");
		CHECK_INT(flow_get(flow, BEN, one), 404, "not even the set");
		CHECK_INT(flow_post(flow, BEN, one, "text", "mine now", NULL), 404, "");
		CHECK_INT(flow_post(flow, BEN, entry(&story, 0, "/gone"), NULL), 404, "");
		CHECK_INT(flow_get(flow, BEN, "/log"), 200, "");
		CHECK_HIDES(flow, "I like being asked");
		flow_close(flow);
	}
}

TEST(an_entry_is_looked_for_without_telling_the_address_bar)
{
	FOR_ENGINES(engine)
	{
		struct story story = { .flow = flow_open(engine) };
		struct flow *flow = story.flow;

		CHECK_INT(flow_post(flow, AMARA, "/log", "text", "The Budget again", NULL), 303,
		          "");
		flow_wait(flow, MINUTES(1));
		CHECK_INT(flow_post(flow, AMARA, "/log", "text", "Silence", NULL), 303, "");
		CHECK_INT(flow_post(flow, AMARA, "/log/found", "q", " budget ", NULL), 200, "");
		CHECK_SHOWS(flow, "1 entry with “budget”");
		CHECK_SHOWS(flow, "The Budget again");
		CHECK_HIDES(flow, "Silence");
		CHECK_INT(flow_post(flow, AMARA, "/log/found", "q", "<b>", NULL), 200, "");
		CHECK_SHOWS(flow, "0 entries with “&lt;b&gt;”");
		CHECK_INT(flow_post(flow, AMARA, "/log/found", "q", "", NULL), 200, "all of them");
		CHECK_SHOWS(flow, "Silence");
		CHECK_INT(flow_get(flow, AMARA, "/log/found"), 404, "it has no address");
		flow_close(flow);
	}
}

TEST(it_is_changed_and_deleted_and_nothing_is_lost)
{
	FOR_ENGINES(engine)
	{
		struct story story = { .flow = flow_open(engine) };
		struct flow *flow = story.flow;

		CHECK_INT(flow_post(flow, AMARA, "/log", "text", "First", NULL), 303, "");
		const char *one = entry(&story, 0, "");
		const char *seen = str_z(flow->arena,
		                         str_printf(flow->arena, "%lld", (long long)flow->now.ms));
		CHECK_INT(flow_get(flow, AMARA, one), 200, "");
		CHECK_SHOWS(flow, ">First</textarea>");
		flow_wait(flow, MINUTES(2));
		CHECK_INT(flow_post(flow, AMARA, one, "text", "Second", "seen", seen, NULL), 303,
		          "");
		CHECK_INT(flow_post(flow, AMARA, one, "text", "Third", "seen", seen, NULL), 409,
		          "another window was first");
		CHECK_SHOWS(flow, "<p class=\"voice\">Second</p>");
		CHECK_SHOWS(flow, ">Third</textarea>");
		CHECK_INT(flow_get(flow, AMARA, entry(&story, 0, "/gone")), 200, "");
		CHECK_SHOWS(flow, "Delete this entry?");
		CHECK_INT(flow_post(flow, AMARA, entry(&story, 0, "/gone"), NULL), 303, "");
		CHECK_INT(flow_get(flow, AMARA, one), 404, "gone");
		CHECK_INT(flow_get(flow, AMARA, "/log"), 200, "");
		CHECK_HIDES(flow, "Second");
		flow_close(flow);
	}
}

static enum err run_held(struct tx *tx, void *with)
{
	const struct flow *flow = with;
	const meeting_id meeting = { flow->kept[0] };

	const enum err err = store_meeting_open(tx, meeting, STR("ABCDEF"), flow->now);
	return err ? err : store_meeting_end(tx, meeting, flow->now);
}

TEST(an_entry_may_be_about_a_meeting_of_one_s_own)
{
	FOR_ENGINES(engine)
	{
		struct story story = { .flow = flow_open(engine) };
		struct flow *flow = story.flow;
		const set_id set = flow_set(flow, "Riverside");

		flow_member(flow, set, AMARA);
		flow->kept[0] = flow_meeting(flow, set, 1, day_of(2026, 10, 15), NULL).n;
		const char *id = flow_path(flow, "/%s", flow->kept[0]) + 1;
		CHECK_OK(database_write(flow->database, run_held, flow));
		CHECK_INT(flow_get(flow, AMARA, "/log"), 200, "");
		CHECK_SHOWS(flow, "What has surprised you since October?");
		CHECK_INT(
			flow_post(flow, AMARA, "/log", "text", "They waited", "meeting", id, NULL),
			303, "");
		CHECK_INT(flow_get(flow, AMARA, "/log"), 200, "");
		CHECK_SHOWS(flow, "Riverside, meeting 1");
		CHECK_INT(flow_post(flow, BEN, "/log", "text", "Whose?", "meeting", id, NULL), 404,
		          "not his meeting");
		flow_left(flow, set, AMARA);
		CHECK_INT(flow_get(flow, AMARA, "/log"), 200, "the words are hers");
		CHECK_SHOWS(flow, "They waited");
		CHECK_HIDES(flow, "Riverside, meeting 1");
		flow_close(flow);
	}
}

TEST(wrong_input_is_told)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		char *longest = NEW(flow->arena, char, 5002);

		memset(longest, 'z', 5001);
		CHECK_INT(flow_post(flow, AMARA, "/log", "text", " \n ", NULL), 422, "");
		CHECK_SHOWS(flow,
		            "<a href=\"#text\">Write something first. A few words will do.</a>");
		CHECK_INT(flow_post(flow, AMARA, "/log", "text", longest, NULL), 422, "");
		CHECK_SHOWS(flow, "That is more than 5,000 letters.");
		CHECK_SHOWS(flow, "zzzzzzzzzz</textarea>");
		CHECK_INT(
			flow_post(flow, AMARA, "/log", "text", "Well", "meeting", "nonsense", NULL),
			422, "");
		flow_close(flow);
	}
}

TESTS(a_log_has_one_reader, an_entry_is_looked_for_without_telling_the_address_bar,
      it_is_changed_and_deleted_and_nothing_is_lost, an_entry_may_be_about_a_meeting_of_one_s_own,
      wrong_input_is_told)
