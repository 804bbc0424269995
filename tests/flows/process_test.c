/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ways to meet: read, adapted with faults on the way, kept in versions, chosen for a meeting, and never
 * changed under one that has begun. */
#include "base/id.h"
#include "domain/process.h"
#include "flows/support_room.h"

#define JOAN "Joan Fairley"

static const char *text_of(const char *minutes, const char *floor)
{
	static char text[600];
	FILE *out = fmemopen(text, sizeof text, "w");

	CHECK(out != NULL, "memory");
	CHECK(fprintf(out,
	              "shell river-day\ntitle River day\nminutes %s\npeople 7\nround-minutes 40\n"
	              "stage check-in\n title Check-in\n floor %s\n minutes 10\n say all: How are "
	              "you?\nrounds 1\nstage close\n title Close\n floor turn\n minutes 10\n say "
	              "all: One word.\n",
	              minutes, floor) > 0,
	      "written");
	CHECK(fclose(out) == 0, "closed");
	return text;
}

TEST(what_there_is_can_be_read_by_whoever_is_signed_in)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id set = flow_set(flow, "Riverside");
		flow_member(flow, set, "Amara");

		CHECK_INT(flow_get(flow, NULL, "/processes"), 303, "a stranger signs in first");
		CHECK_INT(flow_get(flow, "Amara", "/processes"), 200, "the list");
		CHECK_SHOWS(flow, "WIAL, 90 minutes");
		CHECK_SHOWS(flow, "Heilsbronn, eight steps");
		CHECK_HIDES(flow, "Write one");
		CHECK_INT(flow_get(flow, "Amara", "/processes/uk-halfday?people=7"), 200, "one");
		CHECK_SHOWS(flow, "For 7 people: 205 minutes");
		CHECK_SHOWS(flow, "5 minutes are left over.");
		CHECK_SHOWS(flow, "The file");
		CHECK_INT(flow_get(flow, "Amara", "/processes/case-clinic?people=9"), 200, "nine");
		CHECK_SHOWS(flow, "It is meant for 4 to 5 people.");
		CHECK_INT(flow_get(flow, "Amara", "/processes/wial?people=none"), 200, "nonsense");
		CHECK_SHOWS(flow, "For 8 people: 68 minutes");
		CHECK_SHOWS(flow, "Agreed? If not, back again.");
		CHECK_INT(flow_get(flow, "Amara", "/processes/nothing"), 404, "no such");
		CHECK_INT(flow_get(flow, "Amara", "/processes/new"), 404, "the office writes");
		flow_close(flow);
	}
}

TEST(a_coordinator_adapts_one_and_every_keeping_is_a_version)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		(void)flow_coordinator(flow, JOAN);
		(void)flow_set(flow, "Riverside");

		CHECK_INT(flow_get(flow, JOAN, "/processes/new?from=uk-halfday"), 200, "a copy");
		CHECK_SHOWS(flow, "shell uk-halfday-ours\n");
		const char *of = str_z(flow->arena, id_text(flow->arena, flow->programme.n));

		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("60", "some"), "do", "check", NULL),
		          422, "a fault");
		CHECK_SHOWS(flow, "Line 8, column 8: A floor rule is one of turn, presenter");
		CHECK_SHOWS(flow, "shell river-day");
		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("61", "turn"), "do", "keep", NULL),
		          422, "a wrong sum");
		CHECK_SHOWS(flow, "The 41 left of 61 are not filled by rounds of 40.");
		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("60", "turn"), "do", "check", NULL),
		          200, "right, and only looked at");
		CHECK_SHOWS(flow, "It is right. This is how it goes");
		CHECK_SHOWS(flow, "shell river-day");
		CHECK_INT(flow_get(flow, JOAN, "/processes/river-day"), 404, "not kept yet");

		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("60", "turn"), "do", "keep", NULL),
		          303, "kept");
		CHECK_INT(flow_follow(flow), 200, "and shown");
		CHECK_SHOWS(flow, "Version 1 is kept.");
		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("60", "all"), "do", "keep", NULL),
		          303, "again");
		CHECK_INT(flow_get(flow, JOAN, "/processes"), 200, "");
		CHECK_SHOWS(flow, "Version 2");
		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    "round wial\ntitle X\nminutes 5\nstage close\n title C\n floor "
		                    "all\n minutes 5\n",
		                    "do", "keep", NULL),
		          422, "a shipped name");
		CHECK_SHOWS(flow, "is the name of one that comes with Setwise");
		flow_close(flow);
	}
}

TEST(a_meeting_is_held_by_what_it_chose_and_stays_with_it)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *choose = flow_path(flow, "/meetings/%s/process", hall.meeting.n);
		(void)flow_coordinator(flow, JOAN);
		const char *of = str_z(flow->arena, id_text(flow->arena, flow->programme.n));

		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("60", "turn"), "do", "keep", NULL),
		          303, "kept");
		CHECK_INT(flow_get(flow, JOAN, choose), 404, "how a set meets is not the office's");
		CHECK_INT(flow_get(flow, "Helen", choose), 200, "it is the set's");
		CHECK_INT(flow_post(flow, "Helen", choose, "shell", "wial", "round", "wial", NULL),
		          422, "a round is no meeting");
		CHECK_SHOWS(flow, "Choose how the meeting goes");
		CHECK_INT(flow_post(flow, "Helen", choose, "shell", "river-day", "round",
		                    "heilsbronn-8", NULL),
		          303, "chosen");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "That is how you meet.");

		hall_gather(&hall);
		hall_look(&hall, "Helen");
		CHECK_SHOWS(flow, "Check-in");
		/* Whoever changes the process now changes it for later meetings only. */
		CHECK_INT(flow_post(flow, JOAN, "/processes/new", "programme", of, "text",
		                    text_of("60", "all"), "do", "keep", NULL),
		          303, "a second version");
		hall_look(&hall, "Helen");
		CHECK(flow_shows(flow, floor_words(FLOOR_TURN)), "by the rule it began with");
		CHECK_INT(flow_post(flow, "Helen", choose, "shell", "uk-halfday", "round",
		                    "uk-classic", NULL),
		          422, "too late");
		CHECK_SHOWS(flow, "You can still bend it in the room.");
		hall_close(&hall);
	}
}

TESTS(what_there_is_can_be_read_by_whoever_is_signed_in,
      a_coordinator_adapts_one_and_every_keeping_is_a_version,
      a_meeting_is_held_by_what_it_chose_and_stays_with_it)
