/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a browser is given to keep, and what it cannot make up by itself. */
#include "flows/support_site.h"

#include "store/meeting.h"
#include "web/site.h"

static struct flow_cookie *kept(struct flow *flow, const char *who, const char *name)
{
	struct flow_browser *browser = flow_browser_of(flow, who);

	for (size_t i = 0; i < browser->n; i++)
		if (str_eq(browser->cookies[i].name, str_of(name))) return &browser->cookies[i];
	CHECK(browser->n < FLOW_COOKIES, "few cookies");
	browser->cookies[browser->n].name = str_of(name);
	return &browser->cookies[browser->n++];
}

TEST(cookies_are_kept_from_scripts_and_from_other_sites)
{
	struct flow *flow = flow_open(DB_SQLITE);

	CHECK_INT(flow_get(flow, NULL, "/sign-in"), 200, "a browser that was never here");
	const struct str plain = flow_answer_field(flow, "Set-Cookie");
	CHECK(str_starts(plain, STR("setwise-browser=")), "its own name");
	CHECK(str_has(plain, STR("; Path=/; HttpOnly; SameSite=Lax")), "no script reads it");
	CHECK(!str_has(plain, STR("Secure")), "or it would not come back over http");
	flow->site->is_https = true;
	CHECK_INT(flow_get(flow, NULL, "/sign-in"), 200, "over https");
	const struct str sealed = flow_answer_field(flow, "Set-Cookie");
	CHECK(str_starts(sealed, STR("__Host-setwise-browser=")), "no neighbour can set it");
	CHECK(str_has(sealed, STR("; HttpOnly; SameSite=Lax; Secure")), "and never in the clear");
	flow_close(flow);
}

TEST(a_sentence_that_we_did_not_say_is_not_shown)
{
	struct flow *flow = flow_open(DB_SQLITE);
	const char *who = "Amara Okafor";

	for (int forged = 0; forged < 2; forged++) {
		CHECK_INT(flow_post(flow, who, "/account", "name", who, "called", "Amara", NULL),
		          303, "saved");
		struct flow_cookie *said = kept(flow, who, "setwise-said");
		char *own = NEW(flow->arena, char, said->value.n);
		memcpy(own, said->value.at, said->value.n);
		if (forged) own[0] = own[0] == '0' ? '1' : '0'; /* of the mark before the words */
		said->value.at = own;
		CHECK_INT(flow_get(flow, who, "/account"), 200, "the next page");
		CHECK_INT(flow_shows(flow, "Your name is saved."), !forged, "ours, or nobody's");
	}
	flow_close(flow);
}

static enum err run_code(struct tx *tx, void *with)
{
	struct flow *flow = with;
	struct meeting_row row = { 0 };

	const enum err err = store_meeting_load(tx, (meeting_id){ flow->kept[0] }, &row);
	kept(flow, NULL, "setwise-screen")->value = str_copy(flow->arena, row.screen_code);
	return err;
}

TEST(a_screen_shows_its_own_meeting_and_no_other)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id riverside = flow_set(flow, "Riverside"), moor = flow_set(flow, "Moor");

		flow_facilitator(flow, riverside, "Helen Marsh");
		flow_facilitator(flow, moor, "Gus Reid");
		const meeting_id ours =
			flow_meeting(flow, riverside, 1, day_of(2026, 11, 26), "Helen Marsh");
		const meeting_id theirs =
			flow_meeting(flow, moor, 1, day_of(2026, 11, 26), "Gus Reid");
		CHECK_INT(flow_get(flow, NULL, flow_path(flow, "/meetings/%s/screen", ours.n)), 303,
		          "without the code: sign in");
		CHECK_INT(flow_post(flow, "Helen Marsh",
		                    flow_path(flow, "/meetings/%s/room/open", ours.n), NULL),
		          303, "the room is open, and has a code");
		flow->kept[0] = ours.n;
		CHECK_OK(database_read(flow->database, run_code, flow));
		CHECK_INT(flow_get(flow, NULL, flow_path(flow, "/meetings/%s/screen", ours.n)), 200,
		          "the screen of this code");
		CHECK_INT(flow_get(flow, NULL, flow_path(flow, "/meetings/%s/screen", theirs.n)),
		          303, "another meeting's is shut to it");
		CHECK_INT(flow_get(flow, NULL, flow_path(flow, "/meetings/%s/room", ours.n)), 303,
		          "and so is the room");
		flow_close(flow);
	}
}

TESTS(cookies_are_kept_from_scripts_and_from_other_sites,
      a_sentence_that_we_did_not_say_is_not_shown, a_screen_shows_its_own_meeting_and_no_other)
