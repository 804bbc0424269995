/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What whoever leads a room notices: a list at hand, one tap to note it, their own list afterwards; and
 * nobody else's. */
#include "flows/support_room.h"

TEST(one_tap_notes_it_for_who_led_alone)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *page = flow_path(flow, "/meetings/%s", hall.meeting.n);

		(void)flow_coordinator(flow, "Joan");
		hall_gather(&hall);
		hall_do(&hall, "Helen", "order", "seats", "0", NULL);
		hall_until(&hall, "Questions");
		hall_look(&hall, "Helen");
		CHECK_SHOWS(flow, "What do you notice?");
		CHECK_SHOWS(flow, "Can you turn that into a question, in their words?");
		CHECK_SHOWS(flow, "Let’s come back to (name).");
		hall_look(&hall, "Amara");
		CHECK_HIDES(flow, "What do you notice?");
		hall_do(&hall, "Helen", "noticed", "signal", "advice", "did", "question", NULL);
		hall_do(&hall, "Helen", "noticed", "signal", "silence", "did", "let-be", NULL);
		hall_refuses(&hall, "Choose what you did", "Helen", "noticed", "signal", "advice",
		             "did", "shout", NULL);
		hall_refuses(&hall, "Whoever facilitates does that.", "Ben", "noticed", "signal",
		             "advice", "did", "let-be", NULL);
		hall_look(&hall, "Helen");
		CHECK_SHOWS(flow, "Advice. Turn it into a question");
		CHECK_SHOWS(flow, "Nobody speaks. I let it be");
		const char *id =
			str_z(flow->arena, hall_id_near(&hall, "id=\"noticed-", "I let it be,"));
		CHECK_INT(flow_post(flow, "Ben", hall_path(&hall, "/noticed"), "do", "forget",
		                    "noticed", id, NULL),
		          404, "not his");
		flow->is_live = true;
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/noticed"), "do", "forget",
		                    "noticed", id, NULL),
		          200, "her own parts come back");
		flow->is_live = false;
		CHECK_SHOWS(flow, "id=\"my-noticed\"");
		CHECK_HIDES(flow, "I let it be,");
		hall_do(&hall, "Helen", "noticed", "signal", "advice", "did", "name", NULL);
		hall_do(&hall, "Helen", "end", NULL);

		CHECK_INT(flow_get(flow, "Helen", page), 200, "");
		CHECK_SHOWS(flow, "What you noticed. Only you can see this");
		CHECK_SHOWS(flow, "Advice. Turn it into a question");
		CHECK_INT(flow_get(flow, "Helen", "/noticed"), 200, "");
		CHECK_SHOWS(flow, "What you noted most often: Advice, 2 times.");
		CHECK_SHOWS(flow, ", Questions");
		CHECK_INT(flow_get(flow, "Helen", "/account/data/setwise.txt"), 200, "");
		CHECK_SHOWS(flow, "What: Advice. Turn it into a question");
		CHECK_INT(flow_get(flow, "Amara", page), 200, "");
		CHECK_HIDES(flow, "What you noticed");
		CHECK_INT(flow_get(flow, "Amara", "/noticed"), 200, "her own is empty");
		CHECK_HIDES(flow, "Advice");
		CHECK_INT(flow_get(flow, "Joan", page), 200, "");
		CHECK_HIDES(flow, "noticed");
		hall_close(&hall);
	}
}

/* The first key after these words is one, and stands in the same form. */
static bool has_key(struct flow *flow, const char *form)
{
	static const char key[] = "name=\"key\" value=\"";
	const struct str body = flow->body;
	const char *at = memmem(body.at, body.n, form, strlen(form));

	if (!at) return false;
	const size_t left = body.n - (size_t)(at - body.at);
	const char *end = memmem(at, left, "</form>", strlen("</form>"));
	const char *found = memmem(at, left, key, strlen(key));
	return found && found < end && found[strlen(key)] != '"';
}

/* The forms of the page carry its key, so that a double press without scripts is one. */
TEST(two_presses_of_one_page_note_it_once)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;

		hall_gather(&hall);
		hall_look(&hall, "Helen");
		CHECK(has_key(flow, "id=\"notice-advice\""), "one tap, with a key");
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/noticed"), "signal", "advice",
		                    "did", "question", NULL),
		          303, "");
		CHECK_INT(flow_again(flow), 303, "the same page pressed twice");
		hall_look(&hall, "Helen");
		CHECK_INT(flow_count(flow, "id=\"noticed-"), 1, "is noted once");
		hall_do(&hall, "Helen", "noticed", "signal", "advice", "did", "question", NULL);
		hall_look(&hall, "Helen");
		CHECK_INT(flow_count(flow, "id=\"noticed-"), 2,
		          "the same at another moment is another one");
		hall_close(&hall);
	}
}

TESTS(one_tap_notes_it_for_who_led_alone, two_presses_of_one_page_note_it_once)
