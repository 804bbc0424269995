/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Values stay values wherever they stand. */
#include "format/html.h"

#include <math.h>

#include "support/check.h"

typedef void escaper(struct buf *out, struct str s);

static struct str through(struct buf *buf, escaper *escape, struct str s)
{
	buf_release(buf);
	buf_init(buf, 1 << 20);
	escape(buf, s);
	return buf_text(buf);
}

TEST(each_place_has_its_escapes)
{
	const struct {
		struct str given;
		const char *text, *attr, *segment, *plain, *line;
	} cases[] = {
		{ STR_INIT(""), "", "", "", "", "" },
		{ STR_INIT("Amara"), "Amara", "Amara", "Amara", "Amara", "Amara" },
		{ STR_INIT("<b>&\"'"), "&lt;b&gt;&amp;\"'", "&lt;b&gt;&amp;&quot;&#39;",
		  "%3Cb%3E%26%22%27", "<b>&\"'", "<b>&\"'" },
		{ STR_INIT("a\0b\x1f\x7f"
		           "c"),
		  "abc", "abc", "a%00b%1F%7Fc", "abc", "abc" },
		{ STR_INIT("a\tb\nc\r"), "a\tb\nc\r", "a\tb\nc\r", "a%09b%0Ac%0D", "ab\nc",
		  "a b c" },
		{ STR_INIT("Pr\xC5\xB7s"), "Pr\xC5\xB7s", "Pr\xC5\xB7s", "Pr%C5%B7s", "Pr\xC5\xB7s",
		  "Pr\xC5\xB7s" },
		{ STR_INIT("javascript:x/../?a=b#c"), "javascript:x/../?a=b#c",
		  "javascript:x/../?a=b#c", "javascript%3Ax%2F..%2F%3Fa%3Db%23c",
		  "javascript:x/../?a=b#c", "javascript:x/../?a=b#c" },
		{ STR_INIT("-._~@09azAZ"), "-._~@09azAZ", "-._~@09azAZ", "-._~@09azAZ",
		  "-._~@09azAZ", "-._~@09azAZ" },
		{ STR_INIT("!$()*+,;[]^`{|}\\"), "!$()*+,;[]^`{|}\\", "!$()*+,;[]^`{|}\\",
		  "%21%24%28%29%2A%2B%2C%3B%5B%5D%5E%60%7B%7C%7D%5C", "!$()*+,;[]^`{|}\\",
		  "!$()*+,;[]^`{|}\\" },
	};
	struct buf buf;
	buf_init(&buf, 1);
	for (size_t i = 0; i < LEN(cases); i++) {
		CHECK_STR(through(&buf, html_text, cases[i].given), cases[i].text, "in text");
		CHECK_STR(through(&buf, html_attr, cases[i].given), cases[i].attr,
		          "in an attribute");
		CHECK_STR(through(&buf, html_segment, cases[i].given), cases[i].segment,
		          "in an address");
		CHECK_STR(through(&buf, html_plain, cases[i].given), cases[i].plain, "in mail");
		CHECK_STR(through(&buf, html_line, cases[i].given), cases[i].line, "in a subject");
	}
	buf_release(&buf);
}

TEST(no_byte_breaks_out_of_its_place)
{
	struct buf buf;
	buf_init(&buf, 1);
	for (int c = 0; c < 256; c++) {
		const char byte = (char)c;
		const struct str given = { &byte, 1 };
		const struct str text = through(&buf, html_text, given);
		CHECK(!str_has(text, STR("<")), "no tag begins in text");
		CHECK(str_starts(text, STR("&")) == (c == '<' || c == '>' || c == '&'),
		      "no entity begins in text");
		const struct str attr = through(&buf, html_attr, given);
		CHECK(!str_has(attr, STR("\"")) && !str_has(attr, STR("'")), "no attribute ends");
		const struct str segment = through(&buf, html_segment, given);
		for (size_t i = 0; i < segment.n; i++)
			CHECK((segment.at[i] >= '0' && segment.at[i] <= '9') ||
			              (segment.at[i] >= 'a' && segment.at[i] <= 'z') ||
			              (segment.at[i] >= 'A' && segment.at[i] <= 'Z') ||
			              strchr("-._~@%", segment.at[i]),
			      "an address keeps its parts");
	}
	buf_release(&buf);
}

TEST(every_byte_is_seen_at_every_place_of_every_length)
{
	struct buf buf;
	buf_init(&buf, 1);
	for (size_t n = 1; n <= 50; n++) {
		for (size_t at = 0; at < n; at++) {
			for (const char *c = "&<>\"'\x01\x7f\t\xc3"; *c; c++) {
				/* Exactly as long as the text, so that a byte read beyond it is noticed. */
				char *bytes = malloc(n);
				CHECK(bytes, "memory");
				memset(bytes, 'a', n);
				bytes[at] = *c;
				const struct str given = { bytes, n };
				const struct str text = through(&buf, html_text, given);
				CHECK(str_eq(text, given) == !strchr("&<>\x01\x7f", *c), "in text");
				const struct str attr = through(&buf, html_attr, given);
				CHECK(str_eq(attr, given) == !strchr("&<>\"'\x01\x7f", *c),
				      "in an attribute");
				free(bytes);
			}
		}
	}
	buf_release(&buf);
}

/* What &lt; and the like stand for, as a browser reads it. */
static void unescape(struct buf *out, struct str s)
{
	const struct {
		struct str word;
		char c;
	} words[] = { { STR_INIT("&amp;"), '&' },
		      { STR_INIT("&lt;"), '<' },
		      { STR_INIT("&gt;"), '>' },
		      { STR_INIT("&quot;"), '"' },
		      { STR_INIT("&#39;"), '\'' } };
	for (size_t i = 0; i < s.n;) {
		size_t w = 0;
		while (w < LEN(words) && !str_starts(str_from(s, i), words[w].word)) w++;
		buf_byte(out, w < LEN(words) ? words[w].c : s.at[i]);
		i += w < LEN(words) ? words[w].word.n : 1;
	}
}

TEST(what_is_read_is_what_was_meant)
{
	static const char letters[] = "ab &<>\"'";
	FOR_SEEDS (random, 500) {
		char text[40];
		const size_t n = random_below(&random, sizeof text);
		for (size_t i = 0; i < n; i++)
			text[i] = letters[random_below(&random, sizeof letters - 1)];
		struct buf once, back;
		buf_init(&once, 1000);
		buf_init(&back, 1000);
		html_attr(&once, (struct str){ text, n });
		unescape(&back, buf_text(&once));
		CHECK(str_eq(buf_text(&back), (struct str){ text, n }), "there and back");
		buf_release(&once);
		buf_release(&back);
	}
}

TEST(types_choose_how_they_are_written)
{
	const struct str words = STR("<&>");
	const struct url url = { STR("/sets/x?a=1&b=2") };
	const struct html html = { STR("<em>x</em>") };
	struct buf buf;
	buf_init(&buf, 1000);
	OUT_TEXT(&buf, words);
	OUT_TEXT(&buf, html);
	OUT_TEXT(&buf, url);
	OUT_RAW(&buf, "|");
	OUT_ATTR(&buf, words);
	OUT_ATTR(&buf, url);
	OUT_RAW(&buf, "|");
	OUT_URL(&buf, words);
	OUT_URL(&buf, url);
	OUT_URL(&buf, 7);
	CHECK_STR(buf_text(&buf),
	          "&lt;&amp;&gt;<em>x</em>/sets/x?a=1&amp;b=2|&lt;&amp;&gt;/sets/x?a=1&amp;b=2|"
	          "%3C%26%3E/sets/x?a=1&amp;b=27",
	          "by type and place");
	buf_release(&buf);
}

TEST(numbers_are_decimal)
{
	struct buf buf;
	buf_init(&buf, 1000);
	OUT_TEXT(&buf, INT64_MIN);
	OUT_RAW(&buf, " ");
	OUT_TEXT(&buf, UINT64_MAX);
	OUT_RAW(&buf, " ");
	OUT_ATTR(&buf, (size_t)0);
	OUT_RAW(&buf, " ");
	OUT_PLAIN(&buf, (unsigned char)200);
	CHECK_STR(buf_text(&buf), "-9223372036854775808 18446744073709551615 0 200",
	          "whole numbers");
	buf_release(&buf);

	const struct {
		double n;
		const char *text;
	} cases[] = { { 0, "0" },
		      { -0.0, "0" },
		      { 1, "1" },
		      { 12.5, "12.5" },
		      { -3.25, "-3.25" },
		      { 1.0 / 3, "0.3333" },
		      { 99.99999, "100" },
		      { -0.00001, "0" },
		      { 100, "100" },
		      { (double)NAN, "0" },
		      { (double)INFINITY, "0" },
		      { 1e300, "0" } };
	for (size_t i = 0; i < LEN(cases); i++) {
		buf_init(&buf, 1000);
		OUT_TEXT(&buf, cases[i].n);
		CHECK_STR(buf_text(&buf), cases[i].text, "a measure");
		buf_release(&buf);
	}
}

TEST(there_is_something_or_not)
{
	CHECK(!IS(STR("")) && IS(STR("0")), "text that is not empty");
	CHECK(!IS(0) && IS(-1) && !IS((size_t)0) && IS(UINT64_MAX), "a number that is not 0");
	CHECK(!IS((bool)false) && IS((bool)true), "true");
	CHECK(!IS((struct url){ 0 }) && IS((struct html){ STR("x") }), "an address, markup");
}

TESTS(each_place_has_its_escapes, every_byte_is_seen_at_every_place_of_every_length,
      no_byte_breaks_out_of_its_place, what_is_read_is_what_was_meant,
      types_choose_how_they_are_written, numbers_are_decimal, there_is_something_or_not)
