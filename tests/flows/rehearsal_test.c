/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The rehearsal room: begun, led, looked at in the mirror, repeated with the same number, deleted; and
 * nothing of it is anybody's but its owner's. */
#include "flows/support_post.h"

#include "domain/practice.h"
#include "store/practice.h"

#define HELEN "Helen Marsh"
#define BEN "Ben Hartley"
#define JOAN "Joan Fairley"

struct story {
	struct flow *flow;
	const char *room; /* "/rehearsal/..." of the last begun */
	struct practice_rows rows;
};

static enum err run_rows(struct tx *tx, void *with)
{
	struct story *story = with;

	tx_use_arena(tx, story->flow->arena);
	return store_practice_list(tx, flow_person(story->flow, HELEN), &story->rows);
}

static size_t practices(struct story *story)
{
	CHECK_OK(database_read(story->flow->database, run_rows, story));
	return story->rows.n;
}

static struct story story_open(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };

	(void)flow_registered(story.flow, HELEN);
	(void)flow_person(story.flow, BEN);
	(void)flow_coordinator(story.flow, JOAN);
	return story;
}

static void begin(struct story *story, const char *deck, const char *length, const char *seed)
{
	struct flow *flow = story->flow;

	CHECK_INT(flow_post(flow, HELEN, "/rehearsal", "deck", deck, "length", length, "seed", seed,
	                    NULL),
	          303, "begun");
	CHECK(str_starts(flow->location, STR("/rehearsal/")), "led to its room");
	story->room = str_z(flow->arena, flow->location);
}

static const char *at(struct story *story, const char *more)
{
	return str_z(story->flow->arena, str_printf(story->flow->arena, "%s%s", story->room, more));
}

static int press(struct story *story, const char *verb, const char *name, const char *value)
{
	return flow_post(story->flow, HELEN, at(story, verb), name, value, NULL);
}

/* The part of the last page between two texts. */
static struct str between(const struct flow *flow, const char *from, const char *to)
{
	const struct str body = flow->body;

	for (size_t i = 0; i < body.n; i++) {
		if (!str_starts(str_from(body, i), str_of(from))) continue;
		for (size_t k = i; k < body.n; k++)
			if (str_starts(str_from(body, k), str_of(to))) return str_part(body, i, k);
	}
	return STR("");
}

/* The value of the first person that can be invited; empty: no hand is up. */
static struct str first_hand(const struct flow *flow)
{
	const struct str form = between(flow, "id=\"invite-", "</form>");

	for (size_t i = 0; i < form.n; i++)
		if (str_starts(str_from(form, i), STR("name=\"person\" value=\"")))
			return str_part(form, i + 21, i + 34);
	return STR("");
}

/* Twelve minutes of it, looked at every `look` ms; what was to be heard at each whole ten seconds. */
static struct str lead(struct story *story, int64_t look, struct buf *heard)
{
	struct flow *flow = story->flow;

	buf_init(heard, 1024 * 1024);
	flow_wait(flow, SECONDS(40));
	CHECK_INT(press(story, "/start", "x", ""), 303, "started");
	for (int64_t ms = look; ms <= MINUTES(12); ms += look) {
		flow_wait(flow, look);
		if (ms == SECONDS(80) || ms == SECONDS(240))
			CHECK_INT(press(story, "/next", "x", ""), 303, "the next stage");
		if (ms == SECONDS(300))
			CHECK_INT(press(story, "/say", "say", "question"), 303, "said");
		if (ms == SECONDS(360))
			CHECK_INT(press(story, "/say", "say", "quiet"), 303, "said");
		CHECK_INT(flow_get(flow, HELEN, at(story, "/since/0")), 200, "news");
		CHECK_HIDES(flow, "/meetings/"); /* of which there is none */
		if (ms % SECONDS(30) == 0) {
			const struct str hand = first_hand(flow);
			if (hand.n)
				CHECK_INT(
					press(story, "/invite", "person", str_z(flow->arena, hand)),
					303, "invited");
		}
		if (ms % SECONDS(10) == 0) {
			CHECK_INT(flow_get(flow, HELEN, at(story, "/since/0")), 200, "news");
			buf_str(heard, between(flow, "role=\"log\"", "</ol>"));
		}
	}
	CHECK_INT(press(story, "/end", "x", ""), 303, "ended");
	CHECK(str_ends(flow->location, STR("/mirror")), "to the mirror");
	CHECK_INT(flow_follow(flow), 200, "");
	return str_copy(flow->arena,
	                between(flow, "<section class=\"card mirror\"", "id=\"h-then\""));
}

TEST(a_practice_is_led_and_looked_back_at)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;
		struct buf heard;

		CHECK_INT(flow_get(flow, HELEN, "/facilitate"), 200, "");
		CHECK_SHOWS(flow, "href=\"/rehearsal\"");
		CHECK_INT(flow_get(flow, HELEN, "/rehearsal"), 200, "");
		CHECK_SHOWS(flow, "The plan that is nearly there");
		CHECK_SHOWS(flow, "After the inquest");
		CHECK_HIDES(flow, "Any issue");
		begin(&story, "temporary-housing", "20", "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Practice: nobody here is real");
		CHECK_SHOWS(flow, "Everyone has a fix.");
		CHECK_SHOWS(flow, "Start the meeting");
		const struct str mirror = lead(&story, SECONDS(10), &heard);
		CHECK(mirror.n > 0, "there was something to notice");
		CHECK_SHOWS(flow, "The bill that nobody owns");
		CHECK_SHOWS(flow, "Can you turn that into a question, in their words?");
		CHECK_SHOWS(flow, "There are no marks, and no right answers.");
		CHECK(buf_ok(&heard) && heard.n > 1000, "and something to hear");
		CHECK_INT(flow_get(flow, HELEN, story.room), 200, "the room stays");
		CHECK_SHOWS(flow, "The practice has ended.");
		CHECK_HIDES(flow, "Your actions are at home");
		CHECK_INT(press(&story, "/pause", "x", ""), 422, "over is over");
		CHECK_SHOWS(flow, "The meeting has ended");
		buf_release(&heard);
		flow_close(flow);
	}
}

/* On either engine, and however often one looks: the same lines, and the same mirror. */
TEST(the_same_number_gives_the_same_lines)
{
	struct str lines[2] = { 0 }, mirrors[2] = { 0 };
	struct arena *arena = arena_new(16 << 20);

	FOR_ENGINES(engine)
	{
		for (int i = 0; i < 2; i++) {
			struct story story = story_open(engine);
			struct buf heard;
			begin(&story, "temporary-housing", "20", "4711");
			const struct str mirror =
				lead(&story, i ? SECONDS(2) : SECONDS(10), &heard);
			const struct str all = buf_text(&heard);
			if (!lines[i].n) {
				lines[i] = str_copy(arena, all);
				mirrors[i] = str_copy(arena, mirror);
			}
			CHECK(str_eq(lines[i], all), "other lines on the other engine");
			CHECK(str_eq(mirrors[i], mirror), "another mirror");
			buf_release(&heard);
			flow_close(story.flow);
		}
		CHECK(str_eq(lines[0], lines[1]), "other lines when one looks more often");
		CHECK(str_eq(mirrors[0], mirrors[1]), "another mirror when one looks more often");
	}
	arena_free(arena);
}

TEST(a_practice_has_one_reader)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;
		struct flow_letters letters;

		begin(&story, "depot", "45", "");
		flow_wait(flow, SECONDS(30));
		static const char *const others[] = { BEN, JOAN };
		for (size_t i = 0; i < LEN(others); i++) {
			CHECK_INT(flow_get(flow, others[i], story.room), 404, "");
			CHECK_INT(flow_get(flow, others[i], at(&story, "/since/0")), 404, "");
			CHECK_INT(flow_get(flow, others[i], at(&story, "/mirror")), 404, "");
			CHECK_INT(flow_post(flow, others[i], at(&story, "/start"), NULL), 404, "");
			CHECK_INT(flow_post(flow, others[i], at(&story, "/gone"), NULL), 404, "");
			CHECK_INT(flow_get(flow, others[i], "/rehearsal"), 200, "their own");
			CHECK_HIDES(flow, "Your practice meetings");
		}
		CHECK_INT(flow_get(flow, HELEN, "/facilitate"), 200, "");
		CHECK_HIDES(flow, "The depot closes in March");
		flow_letters(flow, &letters);
		CHECK_INT((int)letters.n, 0, "nobody is written to");
		CHECK_INT(flow_get(flow, HELEN, "/account/data/setwise.txt"), 200, "");
		CHECK_SHOWS(flow, "depot");
		CHECK_INT(flow_get(flow, BEN, "/account/data/setwise.txt"), 200, "");
		CHECK_HIDES(flow, "depot");
		CHECK_INT(flow_get(flow, HELEN, "/rehearsal"), 200, "");
		CHECK_SHOWS(flow, "Your practice meetings");
		CHECK_INT((int)practices(&story), 1, "it is kept");
		CHECK_INT(flow_post(flow, HELEN, at(&story, "/gone"), NULL), 303,
		          "deleted at once");
		CHECK_INT((int)practices(&story), 0, "and gone");
		CHECK_INT(flow_get(flow, HELEN, story.room), 404, "");
		flow_close(flow);
	}
}

TEST(what_cannot_be_is_said_and_what_was_chosen_stays)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;

		CHECK_INT(
			flow_post(flow, HELEN, "/rehearsal", "length", "45", "silent", "yes", NULL),
			422, "");
		CHECK_SHOWS(flow, "Choose a scenario");
		CHECK_SHOWS(flow, "value=\"45\" checked");
		CHECK_INT(flow_post(flow, HELEN, "/rehearsal", "deck", "depot", "length", "20",
		                    "seed", "many", NULL),
		          422, "");
		CHECK_SHOWS(flow, "The number of a practice is from 1 to 999999");
		CHECK_SHOWS(flow, "value=\"many\"");
		CHECK_SHOWS(flow, "value=\"depot\" checked");
		CHECK_INT(flow_post(flow, HELEN, "/rehearsal", "deck", "general", "length", "20",
		                    NULL),
		          422, "one without a presenter");
		CHECK_INT(flow_post(flow, HELEN, "/rehearsal", "deck", "../pages/help", "length",
		                    "20", NULL),
		          422, "what is no scenario");
		CHECK_INT((int)practices(&story), 0, "nothing was begun");
		begin(&story, "depot", "20", "");
		CHECK_INT(press(&story, "/say", "say", "one"), 422, "before the start");
		CHECK_INT(press(&story, "/say", "say", "shout"), 422, "not on the list");
		CHECK_INT(press(&story, "/invite", "person", "nobody"), 422, "no such person");
		CHECK_INT(press(&story, "/line", "helped", "x"), 404, "no such press");
		flow->is_live = true;
		flow_wait(flow, SECONDS(40));
		CHECK_INT(press(&story, "/next", "x", ""), 422, "a sentence for the script");
		CHECK_INT(press(&story, "/start", "x", ""), 200, "what has come of it, at once");
		CHECK_SHOWS(flow, "id=\"stage\"");
		CHECK_INT(press(&story, "/say", "say", "time"), 200, "");
		CHECK_SHOWS(flow, "We have a few minutes left.");
		flow->is_live = false;
		for (int i = 0; i < 19; i++) begin(&story, "depot", "20", "");
		CHECK_INT(
			flow_post(flow, HELEN, "/rehearsal", "deck", "depot", "length", "20", NULL),
			422, "enough");
		CHECK_SHOWS(flow, "You have 20 practice meetings. Delete one first.");
		flow_close(flow);
	}
}

TEST(left_alone_it_stops)
{
	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;

		begin(&story, "screens", "20", "5");
		flow_wait(flow, SECONDS(40));
		CHECK_INT(press(&story, "/start", "x", ""), 303, "");
		flow_wait(flow, MINUTES(31));
		CHECK_INT(flow_get(flow, HELEN, story.room), 200, "");
		CHECK_SHOWS(flow, "It was left alone for half an hour, and stopped.");
		CHECK_HIDES(flow, "id=\"do-pause\"");
		CHECK_INT(press(&story, "/say", "say", "one"), 422, "nobody is there");
		CHECK_INT(flow_get(flow, HELEN, at(&story, "/mirror")), 200, "the mirror is");
		flow_close(flow);
	}
}

/* Own words, kept under the facilitator's own key and played again; and a presenter who is chosen. */
TEST(one_speaks_in_ones_own_words)
{
	static const char words[] = "Gil <b>, what would you ask & why?";

	FOR_ENGINES(engine)
	{
		struct story story = story_open(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_post(flow, HELEN, "/rehearsal", "deck", "temporary-housing",
		                    "length", "20", "presenter", "anxious", "seed", "12", NULL),
		          303, "begun");
		story.room = str_z(flow->arena, flow->location);
		flow_wait(flow, SECONDS(40));
		CHECK_INT(press(&story, "/own", "words", "Good morning"), 422,
		          "not before it starts");
		CHECK_SHOWS(flow, "value=\"Good morning\"");
		CHECK_INT(press(&story, "/start", "x", ""), 303, "started");
		CHECK_INT(press(&story, "/own", "words", "  "), 422, "");
		CHECK_SHOWS(flow, "Write what you would say");
		char *longest = NEW(flow->arena, char, PRACTICE_OWN_MAX + 2);
		memset(longest, 'a', PRACTICE_OWN_MAX + 1);
		CHECK_INT(press(&story, "/own", "words", longest), 422, "");
		CHECK_SHOWS(flow, "Say it in 300 letters at most");
		CHECK(flow_shows(flow, longest), "and is still there");
		CHECK_INT(press(&story, "/own", "words", words), 303, "said");
		CHECK_INT(flow_again(flow), 303, "sent twice, said once");
		flow_wait(flow, SECONDS(20));
		CHECK_INT(flow_get(flow, HELEN, story.room), 200, "played again");
		CHECK_SHOWS(flow, "Gil &lt;b&gt;, what would you ask &amp; why?");
		CHECK_HIDES(flow, "Setwise has been renewed");
		CHECK_INT(press(&story, "/end", "x", ""), 303, "ended");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Gil &lt;b&gt;, what would you ask &amp; why?");
		CHECK_INT(flow_count(flow, "Gil &lt;b&gt;"), 1, "once");
		CHECK_SHOWS(flow, "presenter=anxious");
		flow_close(flow);
	}
}

TESTS(a_practice_is_led_and_looked_back_at, the_same_number_gives_the_same_lines,
      a_practice_has_one_reader, what_cannot_be_is_said_and_what_was_chosen_stays,
      left_alone_it_stops, one_speaks_in_ones_own_words)
