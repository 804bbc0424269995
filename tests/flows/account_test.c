/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One page from end to end: the account, as a person uses it, and as a stranger or a double press does. */
#include "flows/support_site.h"

#include "base/id.h"

TEST(a_person_changes_what_they_are_called)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "her own account");
		CHECK_SHOWS(flow, "Sign out everywhere");
		CHECK_SHOWS(flow, "value=\"Amara Okafor\"");
		CHECK_SHOWS(flow, "<title id=\"title\">Your account – Setwise</title>");
		CHECK_HIDES(flow, "data-theme");

		CHECK_INT(flow_post(flow, "Amara Okafor", "/account", "name", "Amara N Okafor",
		                    "called", "Ama", "job", "housing options", NULL),
		          303, "saved");
		CHECK_STR(flow->location, "/account", "back to the page");
		CHECK_INT(flow_follow(flow), 200, "which shows it");
		CHECK_SHOWS(flow, "value=\"Ama\"");
		CHECK_SHOWS(flow, "value=\"housing options\"");
		CHECK_SHOWS(flow, "Your name is saved.");
		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "once more");
		CHECK_HIDES(flow, "Your name is saved.");
		flow_close(flow);
	}
}

TEST(faults_are_all_told_at_once_and_what_was_typed_stays)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_post(flow, "Amara Okafor", "/account", "name", "", "called",
		                    "A name that is far longer than anybody calls across a room",
		                    "job", "\"><script>x</script>", NULL),
		          422, "two faults");
		CHECK_SHOWS(flow, "<title id=\"title\">Error: Your account – Setwise</title>");
		CHECK_SHOWS(flow, "<a href=\"#name\">Enter your name</a>");
		CHECK_SHOWS(flow, "What people call you must be 40 characters or fewer");
		CHECK_SHOWS(flow, "A name that is far longer");
		CHECK_HIDES(flow, "<script>x");
		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "nothing was kept");
		CHECK_SHOWS(flow, "value=\"Amara Okafor\"");
		CHECK_HIDES(flow, "There is a problem");
		flow_close(flow);
	}
}

TEST(display_settings_change_the_frame)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_post(flow, "Ben Carter", "/account/display", "theme", "dark",
		                    "speak", "mine", "shortcuts", "yes", NULL),
		          303, "saved");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "data-theme=\"dark\"");
		CHECK_INT(flow_post(flow, "Ben Carter", "/account/display", "theme", "plaid", NULL),
		          422, "no such theme");
		CHECK_SHOWS(flow, "Choose how pages look");
		flow_close(flow);
	}
}

TEST(a_form_sent_twice_does_its_work_once)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_post(flow, "Ben Carter", "/account", "name", "Ben Carter", "called",
		                    "Ben", "job", "", NULL),
		          303, "first");
		const struct flow first = *flow;
		CHECK_INT(flow_post(flow, "Ben Carter", "/account", "name", "Benedict Carter",
		                    "called", "Ben", "job", "", NULL),
		          303, "then another form");
		flow->last_request = first.last_request;
		CHECK_INT(flow_again(flow), 303, "the first comes again, late");
		CHECK_STR(flow->location, "/account", "it leads where it led");
		CHECK_INT(flow_get(flow, "Ben Carter", "/account"), 200, "");
		CHECK_SHOWS(flow, "value=\"Benedict Carter\"");
		flow_close(flow);
	}
}

TEST(the_same_form_of_two_people_is_done_for_both)
{
	FOR_ENGINES(engine)
	{
		static const char forty[] = "key=0000000000001&name=Sam&job=&called="
					    "abcdefghijklmnopqrstuvwxyzabcdefghijklmn";
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_post_raw(flow, "Amara Okafor", "/account", str_of(forty)), 303,
		          "hers, of forty letters just");
		CHECK_INT(flow_post_raw(flow, "Ben Carter", "/account", str_of(forty)), 303,
		          "his, to the letter and with her key");
		CHECK_INT(flow_get(flow, "Ben Carter", "/account"), 200, "");
		CHECK_SHOWS(flow, "value=\"Sam\"");
		flow_close(flow);
	}
}

TEST(a_stranger_signs_in_first_and_loses_nothing)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_get(flow, NULL, "/account?a=b"), 303, "who is it?");
		CHECK_STR(flow->location, "/sign-in?next=%2Faccount%3Fa%3Db",
		          "and back afterwards");
		CHECK_INT(flow_post(flow, NULL, "/account", "name", "Lost in the post", NULL), 403,
		          "signed out while writing");
		CHECK_SHOWS(flow, "You have been signed out");
		CHECK_SHOWS(flow, "<p class=\"voice\">Lost in the post</p>");
		flow->is_live = true;
		CHECK_INT(flow_post(flow, NULL, "/account", "name", "x", NULL), 401, "for room.js");
		flow_close(flow);
	}
}

TEST(what_one_wrote_is_not_sent_as_somebody_else)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const person_id amara = flow_person(flow, "Amara Okafor");
		const char *me = str_z(flow->arena, id_text(flow->arena, amara.n));

		CHECK_INT(flow_get(flow, "Amara Okafor", "/log"), 200, "her page says whose it is");
		CHECK(flow_shows(flow,
		                 str_z(flow->arena,
		                       str_printf(flow->arena, "name=\"me\" value=\"%s\"", me))),
		      "in its forms");
		CHECK_INT(flow_post(flow, "Tom Whitcombe", "/log", "text", "A private thought",
		                    "me", me, NULL),
		          403, "Tom has signed in on that machine since");
		CHECK_SHOWS(flow, "Somebody else is signed in here now");
		CHECK_SHOWS(flow, "A private thought");
		CHECK_SHOWS(flow, "Send it again");
		CHECK_INT(flow_get(flow, "Tom Whitcombe", "/log"), 200, "");
		CHECK_HIDES(flow, "A private thought");
		CHECK_INT(flow_post(flow, "Amara Okafor", "/log", "text", "A private thought", "me",
		                    me, NULL),
		          303, "she sends it herself");
		CHECK_INT(flow_post(flow, "Tom Whitcombe", "/sign-out", "me", me, NULL), 303,
		          "what anyone may do is done for whoever is there");
		flow_close(flow);
	}
}

TEST(room_js_is_answered_without_pages)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		flow->is_live = true;
		CHECK_INT(flow_post(flow, "Ben Carter", "/account", "name", "Ben", "called", "Ben",
		                    NULL),
		          204, "done");
		CHECK_INT(flow_post(flow, "Ben Carter", "/account", "name", "", "called", "Ben",
		                    NULL),
		          422, "refused");
		CHECK_SHOWS(flow, "Enter your name</p>");
		CHECK_HIDES(flow, "<html");
		flow_close(flow);
	}
}

TESTS(a_person_changes_what_they_are_called, faults_are_all_told_at_once_and_what_was_typed_stays,
      display_settings_change_the_frame, a_form_sent_twice_does_its_work_once,
      the_same_form_of_two_people_is_done_for_both, a_stranger_signs_in_first_and_loses_nothing,
      what_one_wrote_is_not_sent_as_somebody_else, room_js_is_answered_without_pages)
