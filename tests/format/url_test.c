/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Addresses: what may be one, and what pretends to be. */
#include "format/url.h"

#include "support/check.h"

enum { LOCAL = 1, HTTPS = 2, LINK = 4 };

TEST(an_address_is_what_it_seems)
{
	const struct {
		const char *text;
		int is;
	} cases[] = {
		{ "/", LOCAL | LINK },
		{ "/sets/0123456789abc?a=b&c=%20#here", LOCAL | LINK },
		{ "//evil.example", 0 },
		{ "/\\evil.example", 0 },
		{ "\\\\evil.example", 0 },
		{ "/a b", 0 },
		{ "/a\tb", 0 },
		{ "/a\nb", 0 },
		{ "/a\"b", 0 },
		{ "/caf\xC3\xA9", 0 },
		{ "", 0 },
		{ "sets", 0 },
		{ "https://www.gov.uk/help", HTTPS | LINK },
		{ "HTTPS://www.gov.uk", HTTPS | LINK },
		{ "https://sets.example.org:8443/x?y@z", HTTPS | LINK },
		{ "https://", 0 },
		{ "https:///x", 0 },
		{ "https://:80/", 0 },
		{ "https://bank.example@evil.example/", 0 },
		{ "https:evil", 0 },
		{ "http://www.example.org/", 0 },
		{ "javascript:alert(1)", 0 },
		{ "JaVaScRiPt:alert(1)", 0 },
		{ " javascript:alert(1)", 0 },
		{ "data:text/html,x", 0 },
		{ "vbscript:x", 0 },
		{ "mailto:office@example.org", LINK },
		{ "mailto:", 0 },
		{ "tel:+441234567890", LINK },
		{ "#how", LINK },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct url url = { STR("untouched") };
		const struct str text = str_of(cases[i].text);
		CHECK(url_local(text, &url) == !!(cases[i].is & LOCAL), cases[i].text);
		CHECK(url_https(text, &url) == !!(cases[i].is & HTTPS), cases[i].text);
		CHECK(url_link(text, &url) == !!(cases[i].is & LINK), cases[i].text);
		CHECK_STR(url.text, cases[i].is ? cases[i].text : "untouched",
		          "the result only if it fits");
	}
}

TEST(a_long_address_is_refused)
{
	static char text[URL_LONGEST + 1];
	struct url url;
	memset(text, 'a', sizeof text);
	text[0] = '/';
	CHECK(url_local((struct str){ text, URL_LONGEST }, &url), "the longest");
	CHECK(!url_local((struct str){ text, URL_LONGEST + 1 }, &url), "one more");
}

TEST(addresses_are_put_together)
{
	struct arena *arena = arena_new(1 << 20);
	const struct url set = url_printf(arena, "/sets/%s", "0123456789abc");
	CHECK_STR(set.text, "/sets/0123456789abc", "a path");
	const struct url asked = url_with(arena, set, "q", STR("a&b=c#d e"));
	CHECK_STR(asked.text, "/sets/0123456789abc?q=a%26b%3Dc%23d%20e", "a value stays one value");
	CHECK_STR(url_with(arena, asked, "n", STR("2")).text,
	          "/sets/0123456789abc?q=a%26b%3Dc%23d%20e&n=2", "two");
	CHECK_STR(url_with(arena, url_at(arena, set, STR("here")), "n", STR("2")).text,
	          "/sets/0123456789abc?n=2#here", "a place stays last");
	CHECK_STR(url_at(arena, url_at(arena, set, STR("a")), STR("b c")).text,
	          "/sets/0123456789abc#b%20c", "one place");
	CHECK_STR(url_whole(arena, STR("https://sets.example.org/"), set).text,
	          "https://sets.example.org/sets/0123456789abc", "for mail");
	CHECK_STR(url_mailto(arena, STR("o'neil+x@example.org")).text,
	          "mailto:o%27neil%2Bx@example.org", "mail");
	arena_free(arena);
}

TEST(decoding_is_strict)
{
	const struct {
		const char *text;
		bool form, fits;
		const char *value;
	} cases[] = {
		{ "a%20b", false, true, "a b" }, { "a+b", false, true, "a+b" },
		{ "a+b", true, true, "a b" },    { "%c3%A9", true, true, "\xC3\xA9" },
		{ "", true, true, "" },          { "%", true, false, "" },
		{ "%4", true, false, "" },       { "%4g", true, false, "" },
		{ "%00", true, false, "" },      { "a%41", true, true, "aA" },
		{ "%2541", true, true, "%41" },
	};
	struct arena *arena = arena_new(1 << 20);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str value = { 0 };
		CHECK(url_decode(arena, str_of(cases[i].text), cases[i].form, &value) ==
		              cases[i].fits,
		      cases[i].text);
		CHECK_STR(value, cases[i].value, cases[i].text);
	}
	FOR_SEEDS (random, 200) {
		char bytes[30];
		const size_t n = random_below(&random, sizeof bytes);
		for (size_t i = 0; i < n; i++) bytes[i] = (char)(1 + random_below(&random, 255));
		struct buf buf;
		struct str back = { 0 };
		buf_init(&buf, 100);
		html_segment(&buf, (struct str){ bytes, n });
		CHECK(url_decode(arena, buf_text(&buf), true, &back), "what we encode, we read");
		CHECK(str_eq(back, (struct str){ bytes, n }), "there and back");
		buf_release(&buf);
	}
	arena_free(arena);
}

TESTS(an_address_is_what_it_seems, a_long_address_is_refused, addresses_are_put_together,
      decoding_is_strict)
