/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is read from a request before anything is asked of a database. */
#include "support/check.h"
#include "web/reply.h"
#include "web/static.h"

TEST(pairs_are_read_strictly)
{
	static const struct {
		const char *why;
		struct str text;
		enum err err;
		size_t n;
		const char *name, *value;
	} cases[] = {
		{ "nothing", STR_INIT(""), OK, 0, NULL, NULL },
		{ "one", STR_INIT("a=b"), OK, 1, "a", "b" },
		{ "a space", STR_INIT("a=b+c"), OK, 1, "a", "b c" },
		{ "a plus", STR_INIT("a=b%2Bc"), OK, 1, "a", "b+c" },
		{ "no value", STR_INIT("a"), OK, 1, "a", "" },
		{ "an equals sign inside", STR_INIT("a=b=c"), OK, 1, "a", "b=c" },
		{ "an ampersand inside", STR_INIT("a=b%26c"), OK, 1, "a", "b&c" },
		{ "lines of a browser", STR_INIT("a=x%0D%0Ay"), OK, 1, "a", "x\ny" },
		{ "a lone CR", STR_INIT("a=x%0Dy"), OK, 1, "a", "x\ny" },
		{ "a tab", STR_INIT("a=x%09y"), OK, 1, "a", "x\ty" },
		{ "empty pairs", STR_INIT("&&a=b&"), OK, 1, "a", "b" },
		{ "half a percent", STR_INIT("a=%"), ERR_INPUT, 0, NULL, NULL },
		{ "no hexadecimal", STR_INIT("a=%zz"), ERR_INPUT, 0, NULL, NULL },
		{ "NUL", STR_INIT("a=%00"), ERR_INPUT, 0, NULL, NULL },
		{ "a line's end as Word has it", STR_INIT("a=x%0By"), OK, 1, "a", "x\ny" },
		{ "a page's end as PDF has it", STR_INIT("a=x%0Cy"), OK, 1, "a", "x\ny" },
		{ "ESC and DEL", STR_INIT("a=x%1b%7Fy"), OK, 1, "a", "xy" },
		{ "Latin-1", STR_INIT("a=%e9"), ERR_INPUT, 0, NULL, NULL },
		{ "Latin-1 in a name", STR_INIT("%e9=a"), ERR_INPUT, 0, NULL, NULL },
	};
	struct arena *arena = arena_new(1 << 20);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct pairs pairs = { 0 };
		CHECK_INT(pairs_read(arena, cases[i].text, &pairs), cases[i].err, cases[i].why);
		CHECK_INT(pairs.n, cases[i].n, cases[i].why);
		if (cases[i].n == 0) continue;
		CHECK_STR(pairs.at[0].name, cases[i].name, cases[i].why);
		CHECK_STR(pairs.at[0].value, cases[i].value, cases[i].why);
	}
	arena_free(arena);
}

TEST(pairs_have_a_limit)
{
	struct arena *arena = arena_new(1 << 20);
	struct buf text;
	struct pairs pairs;

	buf_init(&text, 1 << 20);
	for (int i = 0; i < PAIRS_MAX; i++) buf_printf(&text, "%sa=%d", i ? "&" : "", i);
	CHECK_OK(pairs_read(arena, buf_text(&text), &pairs));
	CHECK_INT(pairs.n, PAIRS_MAX, "as many as that");
	buf_str(&text, STR("&a=1"));
	CHECK_INT(pairs_read(arena, buf_text(&text), &pairs), ERR_LIMIT, "and no more");
	buf_release(&text);
	arena_free(arena);
}

TEST(a_cookie_is_found_by_its_whole_name)
{
	static const struct {
		const char *cookies, *value; /* NULL: not there */
	} cases[] = {
		{ "setwise=abc", "abc" },
		{ "a=1; setwise=abc; b=2", "abc" },
		{ "a=1;setwise=abc", "abc" },
		{ "xsetwise=abc", NULL },
		{ "setwise-said=1", NULL },
		{ "setwise", NULL },
		{ "", NULL },
		{ "setwise=", "" },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct str found = cookie_find(str_of(cases[i].cookies), STR("setwise"));
		CHECK((found.at != NULL) == (cases[i].value != NULL), cases[i].cookies);
		if (cases[i].value) CHECK_STR(found, cases[i].value, cases[i].cookies);
	}
}

TEST(paths_match_whole_and_name_their_subject)
{
	static const struct {
		const char *pattern, *path;
		bool fits;
		enum subject subject;
	} cases[] = {
		{ "/", "/", true, SUBJECT_HOUSE },
		{ "/sets", "/sets", true, SUBJECT_HOUSE },
		{ "/sets", "/sets/", false, SUBJECT_HOUSE },
		{ "/sets/:set", "/sets/0000000000001", true, SUBJECT_SET },
		{ "/sets/:set", "/sets/new", false, SUBJECT_HOUSE },
		{ "/sets/:set", "/sets/0000000000001/x", false, SUBJECT_HOUSE },
		{ "/sets/:set", "/sets/000000000000A", false, SUBJECT_HOUSE },
		{ "/sets/:set", "/sets/0000000000000", false, SUBJECT_HOUSE },
		{ "/sets/:set/members/:member", "/sets/0000000000001/members/0000000000002", true,
		  SUBJECT_SET },
		{ "/sets/:set/meetings/:meeting", "/sets/0000000000001/meetings/0000000000002",
		  true, SUBJECT_MEETING },
		{ "/invite/:word", "/invite/Ab-9_", true, SUBJECT_HOUSE },
		{ "/invite/:word", "/invite/a.b", false, SUBJECT_HOUSE },
		{ "/meetings/:meeting/room/since/:number", "/meetings/0000000000001/room/since/12",
		  true, SUBJECT_MEETING },
		{ "/meetings/:meeting/room/since/:number", "/meetings/0000000000001/room/since/-1",
		  false, SUBJECT_HOUSE },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct path path = { .number = -1 };
		CHECK_INT(path_match(cases[i].pattern, str_of(cases[i].path), &path), cases[i].fits,
		          cases[i].path);
		if (cases[i].fits)
			CHECK_INT(path.subject, cases[i].subject, cases[i].path);
		else
			CHECK_INT(path.number, -1, "untouched");
	}
}

TEST(every_address_leads_to_a_row)
{
	struct arena *arena = arena_new(1 << 20);
	const struct url urls[] = { path_front(), path_sign_in(arena, STR("")), path_home(),
		                    path_account() };

	for (size_t i = 0; i < LEN(urls); i++) {
		struct path path;
		CHECK(route_find(GET, urls[i].text, &path), str_z(arena, urls[i].text));
	}
	arena_free(arena);
}

TEST(files_are_sent_in_the_form_that_is_accepted)
{
	static const struct {
		const char *accepts, *coding; /* NULL: plain */
	} cases[] = {
		{ "br, gzip", "br" }, { "gzip, deflate", "gzip" },
		{ "", NULL },         { "br;q=0, gzip", "gzip" },
		{ "identity", NULL }, { "gzip;q=0.5", "gzip" },
		{ "BR", "br" },
	};
	struct arena *arena = arena_new(1 << 20);
	struct site_assets assets;

	CHECK_OK(static_assets(arena, &assets));
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct http_field field = { STR("Accept-Encoding"),
			                          str_of(cases[i].accepts) };
		struct http_request http = { .path = assets.css.text,
			                     .fields = &field,
			                     .n_fields = 1 };
		struct static_answer answer;
		static_answer(&http, &answer);
		CHECK_INT(answer.status, 200, "there it is");
		struct str coding = { 0 };
		for (size_t j = 0; j < answer.n_fields; j++)
			if (str_eq(answer.fields[j].name, STR("Content-Encoding")))
				coding = answer.fields[j].value;
		CHECK_STR(coding, cases[i].coding ? cases[i].coding : "", cases[i].accepts);

		const struct str etag = str_copy(arena, str_of(answer.etag));
		struct http_field both[2] = { field, { STR("If-None-Match"), etag } };
		http.fields = both;
		http.n_fields = 2;
		static_answer(&http, &answer);
		CHECK_INT(answer.status, 304, "the browser has it");
		CHECK_INT(answer.body.n, 0, "so nothing is sent");
	}
	arena_free(arena);
}

TESTS(pairs_are_read_strictly, pairs_have_a_limit, a_cookie_is_found_by_its_whole_name,
      paths_match_whole_and_name_their_subject, every_address_leads_to_a_row,
      files_are_sent_in_the_form_that_is_accepted)
