/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What every answer has, what no form may do, and that forbidden looks like absent. */
#include "flows/support_site.h"

#include "store/audit.h"
#include "support/unbrotli.h"

static const char *const every_field[] = {
	"Content-Security-Policy",    "X-Content-Type-Options", "Referrer-Policy",
	"Cross-Origin-Opener-Policy", "Cache-Control",
};

static void check_fields(const struct flow *flow)
{
	for (size_t i = 0; i < LEN(every_field); i++)
		CHECK(flow_answer_field(flow, every_field[i]).n > 0, every_field[i]);
}

TEST(every_answer_is_guarded)
{
	struct flow *flow = flow_open(DB_SQLITE);

	CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "a page");
	check_fields(flow);
	CHECK_STR(
		flow_answer_field(flow, "Content-Security-Policy"),
		"default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src "
		"'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
		"frame-ancestors 'none'",
		"the policy the design is made for");
	CHECK_INT(flow_get(flow, NULL, "/nowhere"), 404, "no page");
	check_fields(flow);
	CHECK_INT(flow_get(flow, NULL, "/account"), 303, "elsewhere");
	check_fields(flow);
	CHECK_INT(flow_post_raw(flow, NULL, "/account", STR("a=%GG")), 400, "no form");
	check_fields(flow);
	flow_close(flow);
}

TEST(forms_from_elsewhere_are_refused)
{
	static const struct {
		const char *why, *site, *origin;
		bool token;
		int status;
	} cases[] = {
		{ "our own page", "same-origin", NULL, false, 303 },
		{ "typed by the person", "none", NULL, false, 303 },
		{ "another site", "cross-site", NULL, true, 403 },
		{ "a neighbour", "same-site", NULL, true, 403 },
		{ "our origin", NULL, "http://127.0.0.1:8080", false, 303 },
		{ "another origin", NULL, "http://127.0.0.1:8081", true, 403 },
		{ "an origin that hides", NULL, "null", true, 403 },
		{ "https is another origin", NULL, "https://127.0.0.1:8080", false, 403 },
		{ "another scheme, as long as ours", NULL, "ftps://127.0.0.1:8080", false, 403 },
		{ "an old browser with the page's token", NULL, NULL, true, 303 },
		{ "neither", NULL, NULL, false, 403 },
	};
	struct flow *flow = flow_open(DB_SQLITE);

	for (size_t i = 0; i < LEN(cases); i++) {
		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "the form");
		const struct str start = STR("name=\"csrf\" value=\"");
		size_t at = 0;
		while (!str_starts(str_from(flow->body, at), start)) at++;
		const struct str token = str_part(flow->body, at + start.n, at + start.n + 32);
		flow->sec_fetch_site = cases[i].site ? cases[i].site : "";
		flow->origin = cases[i].origin;
		CHECK_INT(flow_post(flow, "Amara Okafor", "/account", "name", "Amara", "called",
		                    "Amara", "csrf",
		                    cases[i].token ? str_z(flow->arena, token) : "", NULL),
		          cases[i].status, cases[i].why);
	}
	flow_close(flow);
}

/* What another site makes a browser ask may carry text of its choice back beside the token: its length is to tell
 * nothing (docs/decisions/0011-pages-compressed.md). */
TEST(pages_that_another_site_asked_for_go_uncompressed)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		flow->accepts = "gzip, deflate, br";
		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "her own page");
		CHECK_STR(flow_answer_field(flow, "Content-Encoding"), "br", "compressed");
		flow->body = unbrotli(flow->arena, flow->body);
		CHECK_SHOWS(flow, "value=\"Amara Okafor\"");
		check_fields(flow);
		flow->sec_fetch_site = "cross-site";
		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200,
		          "by a link from elsewhere");
		CHECK_STR(flow_answer_field(flow, "Content-Encoding"), "", "as it is");
		CHECK_SHOWS(flow, "value=\"Amara Okafor\"");
		CHECK_INT(flow_post(flow, "Amara Okafor", "/account", "name", "a guess", NULL), 403,
		          "a form from elsewhere");
		CHECK_STR(flow_answer_field(flow, "Content-Encoding"), "", "as it is");
		CHECK_SHOWS(flow, "a guess");
		flow_close(flow);
	}
}

TEST(bad_forms_are_refused_plainly)
{
	struct flow *flow = flow_open(DB_SQLITE);
	static const struct {
		const char *why;
		struct str body;
		int status;
	} cases[] = {
		{ "a broken percent", STR_INIT("name=%4"), 400 },
		{ "not UTF-8", STR_INIT("name=%ff"), 400 },
		{ "overlong", STR_INIT("name=%c0%80"), 400 },
		{ "a surrogate", STR_INIT("name=%ed%a0%80"), 400 },
		{ "NUL", STR_INIT("name=a%00b"), 400 },
		{ "a control character among words", STR_INIT("name=a%07b&called=a"), 303 },
		{ "nothing but control characters", STR_INIT("name=%07%7f&called=a"), 422 },
		{ "a name nobody sees", STR_INIT("name=%E2%80%8B%C2%A0&called=a"), 422 },
		{ "a newline in one line", STR_INIT("name=a%0d%0ab&called=a"), 422 },
		{ "emoji and right-to-left", STR_INIT("name=%F0%9F%99%82%D7%A9&called=a"), 303 },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_INT(flow_post_raw(flow, "Amara Okafor", "/account", cases[i].body),
		          cases[i].status, cases[i].why);
	flow_close(flow);
}

TEST(forbidden_and_absent_are_the_same_bytes)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		(void)flow_person(flow, "Amara Okafor");
		CHECK_INT(flow_get(flow, "Amara Okafor", "/nowhere"), 404, "absent");
		const struct str absent = flow->body;
		CHECK_SHOWS(flow, "It may have moved, or you may not be in that set.");
		CHECK_INT(flow_get(flow, NULL, "/account/secret"), 404, "absent for a stranger");
		CHECK(str_eq(flow->body, absent), "the same page for everybody");
		CHECK_HIDES(flow, "Amara");
		flow_close(flow);
	}
}

TEST(a_session_ends)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 200, "signed in");
		flow_wait(flow, HOURS(24 * 366));
		CHECK_INT(flow_get(flow, "Amara Okafor", "/account"), 303, "after its end");
		flow_close(flow);
	}
}

static enum err run_audit(struct tx *tx, void *with)
{
	struct flow *flow = with;
	struct audit_rows rows;

	tx_use_arena(tx, flow->arena);
	const enum err err = store_audit_list(tx, instant_add(flow->now, 1), &rows);
	if (err) return err;
	flow->kept[0] = (int64_t)rows.n;
	flow->kept[1] = rows.n ? rows.at[0].outcome : 0;
	return OK;
}

static void check_audit(struct flow *flow, int rows, int outcome, const char *why)
{
	CHECK_OK(database_read(flow->database, run_audit, flow));
	CHECK_INT(flow->kept[0], rows, why);
	CHECK_INT(flow->kept[1], outcome, why);
}

TEST(what_the_office_changes_and_what_is_refused_is_noted)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		(void)flow_coordinator(flow, "Olu Adeyemi");
		CHECK_INT(flow_get(flow, "Olu Adeyemi", "/account"), 200, "looking");
		check_audit(flow, 0, 0, "looking is not noted");
		CHECK_INT(flow_post(flow, "Olu Adeyemi", "/account", "name", "Olu", "called", "Olu",
		                    NULL),
		          303, "a change");
		check_audit(flow, 1, 303, "with the change");
		flow_wait(flow, 1);
		CHECK_INT(flow_post(flow, "Olu Adeyemi", "/account", "name", "", "called", "Olu",
		                    NULL),
		          422, "a change that is undone");
		check_audit(flow, 2, 422, "on its own");
		CHECK_INT(flow_post(flow, "Amara Okafor", "/account", "name", "A", "called", "A",
		                    NULL),
		          303, "a member's own affair");
		check_audit(flow, 2, 422, "is not noted");
		flow_wait(flow, 1);
		CHECK_INT(flow_get(flow, "Amara Okafor", "/people"), 404, "the office's list");
		check_audit(flow, 3, 404, "whoever tries a door that is shut is");
		flow_wait(flow, 1);
		CHECK_INT(flow_get(flow, NULL, "/people"), 303, "a stranger signs in first");
		check_audit(flow, 3, 404, "that is no try");
		flow_close(flow);
	}
}

TEST(the_machine_says_that_it_is_well)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(flow_get(flow, NULL, "/health"), 200, "the database answers");
		CHECK_STR(flow->body, "ok\n", "in a word");
		flow_close(flow);
	}
}

TESTS(every_answer_is_guarded, forms_from_elsewhere_are_refused,
      pages_that_another_site_asked_for_go_uncompressed, bad_forms_are_refused_plainly,
      forbidden_and_absent_are_the_same_bytes, a_session_ends,
      what_the_office_changes_and_what_is_refused_is_noted, the_machine_says_that_it_is_well)
