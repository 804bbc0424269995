/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A role given by two taps, somebody chosen to take over; questions asked aloud, written down for another,
 * marked by their presenter, taken back. */
#include "flows/support_room.h"

#include "store/question.h"

static const char *roles_page(struct hall *hall)
{
	return hall_path(hall, "/roles");
}

TEST(a_role_is_given_by_two_taps)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *ben = flow_path(flow, "%s", flow_person(flow, "Ben").n);
		const char *amara = flow_path(flow, "%s", flow_person(flow, "Amara").n);

		CHECK_INT(flow_get(flow, "Helen", roles_page(&hall)), 200, "not open yet");
		CHECK_SHOWS(flow, "Roles are given once the room is open");
		hall_gather(&hall);
		hall_look(&hall, "Helen");
		CHECK_SHOWS(flow, ">Who does what</a>");
		CHECK_INT(flow_get(flow, "Helen", roles_page(&hall)), 200, "the first tap");
		CHECK_SHOWS(flow, "Secretary");
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/role"), "role", "7", "back",
		                    "roles", "person", ben, NULL),
		          303, "the second");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Ben has it.");
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "Give a role to somebody");
		CHECK_INT(flow_post(flow, "Ben", hall_path(&hall, "/role"), "role", "7", "back",
		                    "roles", "person", amara, NULL),
		          303, "he hands it on");
		CHECK_INT(flow_post(flow, "Ben", hall_path(&hall, "/role"), "role", "7", "back",
		                    "roles", "person", ben, NULL),
		          303, "or takes it again");
		CHECK_INT(flow_post(flow, "Priya", hall_path(&hall, "/role"), "role", "7", "back",
		                    "roles", "person", amara, NULL),
		          422, "not hers to give");
		CHECK_INT(flow_post(flow, "Priya", hall_path(&hall, "/co-hold"), "back", "roles",
		                    "person", ben, NULL),
		          422, "nor who takes over");
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/co-hold"), "back", "roles",
		                    "person", amara, NULL),
		          303, "Helen chooses");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Amara has it.");
		hall_do(&hall, "Helen", "leave", NULL);
		hall_refuses(&hall, "You can take over when they have been gone for a minute.",
		             "Priya", "hold", NULL);
		hall_do(&hall, "Amara", "hold", NULL);
		hall_do(&hall, "Amara", "next", NULL);
		hall_close(&hall);
	}
}

struct heats {
	struct hall *hall;
	const char *who;
	struct question_rows rows;
};

static enum err read_heats(struct tx *tx, void *with)
{
	struct heats *heats = with;

	tx_use_arena(tx, heats->hall->flow->arena);
	return store_question_of_presenter(tx, flow_person(heats->hall->flow, heats->who),
	                                   heats->hall->meeting, &heats->rows);
}

TEST(questions_typed_and_said)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		struct heats heats = { .hall = &hall, .who = "Amara" };
		const char *tom = flow_path(flow, "%s", flow_person(flow, "Tom").n);

		hall_gather(&hall);
		hall_do(&hall, "Helen", "order", "seats", "0", NULL);
		hall_until(&hall, "Questions");
		hall_look(&hall, "Helen");
		CHECK_SHOWS(flow, "Ben; Priya; Tom");
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "I asked aloud</button>");
		hall_do(&hall, "Ben", "aloud", NULL);
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "I asked aloud again");
		hall_refuses(&hall, "You are presenting. The others do that.", "Amara", "aloud",
		             NULL);
		hall_look(&hall, "Helen");
		CHECK_HIDES(flow, "Ben; Priya");
		CHECK_SHOWS(flow, "Priya; Tom");

		CHECK_INT(flow_get(flow, "Priya", hall_path(&hall, "/scribe")), 404,
		          "she does not note");
		CHECK_INT(flow_get(flow, "Helen", hall_path(&hall, "/scribe")), 200, "Helen may");
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/scribe"), "text",
		                    "What would you miss?", NULL),
		          422, "who asked it?");
		CHECK_SHOWS(flow, "What would you miss?</textarea>");
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/scribe"), "person", tom,
		                    "text", "What would you miss?", NULL),
		          303, "in Tom’s name");
		CHECK_INT(flow_post(flow, "Priya", hall_path(&hall, "/scribe"), "person", tom,
		                    "text", "No", NULL),
		          404, "not by anybody");
		hall_look(&hall, "Amara");
		CHECK_SHOWS(flow, "What would you miss?");
		CHECK_SHOWS(flow, "<p class=\"by\">Tom");
		const char *id =
			str_z(flow->arena, hall_id_near(&hall, "id=\"q-", "What would you"));
		hall_do(&hall, "Amara", "heat", "question", id, "do", "hot", NULL);
		hall_look(&hall, "Amara");
		CHECK_SHOWS(flow, "value=\"none\" aria-pressed=\"true\">Hot");
		hall_look(&hall, "Helen");
		CHECK_HIDES(flow, ">Hot<");
		hall_look(&hall, "Tom");
		CHECK_HIDES(flow, ">Hot<");
		CHECK_INT(flow_post(flow, "Tom", hall_path(&hall, "/heat"), "question", id, "do",
		                    "cold", NULL),
		          404, "hers alone");
		CHECK_OK(database_read(flow->database, read_heats, &heats));
		CHECK_INT((int64_t)heats.rows.n, 1, "");
		CHECK_INT(heats.rows.at[0].heat, HEAT_HOT, "kept");
		hall_do(&hall, "Amara", "heat", "question", id, "do", "none", NULL);
		CHECK_OK(database_read(flow->database, read_heats, &heats));
		CHECK_INT(heats.rows.at[0].heat, HEAT_NONE, "and taken away");
		hall_do(&hall, "Tom", "withdraw", "question", id, NULL);
		hall_look(&hall, "Amara");
		CHECK_HIDES(flow, "What would you miss?");
		hall_close(&hall);
	}
}

/* Where a set is small and alone, whoever leads may present: their marks are at hand all the same. */
TEST(who_leads_and_presents_marks_too)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, false);
		struct flow *flow = hall.flow;

		hall_do(&hall, "Amara", "open", NULL);
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Amara", "start", NULL);
		hall_do(&hall, "Amara", "order", "seats", "0", NULL);
		for (int i = 0; i < 8; i++) {
			hall_look(&hall, "Amara");
			if (flow_shows(flow, "<title id=\"title\">Questions")) break;
			flow_wait(flow, 2000);
			hall_do(&hall, "Amara", "next", NULL);
		}
		hall_do(&hall, "Ben", "question", "text", "What would you miss?", "do", "send",
		        NULL);
		hall_look(&hall, "Amara");
		CHECK_SHOWS(flow, "What do you notice?");
		CHECK_SHOWS(flow, "Your marks are for you only.");
		const char *id =
			str_z(flow->arena, hall_id_near(&hall, "id=\"q-", "What would you"));
		flow->is_live = true;
		CHECK_INT(flow_post(flow, "Amara", hall_path(&hall, "/heat"), "question", id, "do",
		                    "warm", NULL),
		          200, "");
		flow->is_live = false;
		CHECK_SHOWS(flow, "aria-pressed=\"true\">Warm");
		hall_look(&hall, "Ben");
		CHECK_HIDES(flow, ">Warm<");
		hall_close(&hall);
	}
}

TESTS(a_role_is_given_by_two_taps, questions_typed_and_said, who_leads_and_presents_marks_too)
