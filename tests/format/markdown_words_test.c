/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words in a Markdown file stay words: the same renderer that shows the site's pages reads them back. */
#include "format/markdown_words.h"

#include "format/markdown.h"
#include "support/check.h"

TEST(words_stay_words)
{
	static const struct {
		const char *words, *written;
	} cases[] = {
		{ "What would she gain?", "What would she gain?" },
		{ "- not a list", "\\- not a list" },
		{ "1. not a list", "1\\. not a list" },
		{ "2027 is a year", "2027 is a year" },
		{ "# not a heading", "\\# not a heading" },
		{ "*loud* <b>tag</b>", "\\*loud\\* \\<b\\>tag\\</b\\>" },
		{ "two\nlines", "two lines" },
	};
	struct buf buf;

	buf_init(&buf, 4096);
	for (size_t i = 0; i < LEN(cases); i++) {
		buf_clear(&buf);
		markdown_line(&buf, str_of(cases[i].words));
		CHECK_STR(buf_text(&buf), cases[i].written, cases[i].words);
	}
	buf_clear(&buf);
	markdown_quote(&buf, STR("One.\n\n- Two.\n"));
	CHECK_STR(buf_text(&buf), "> One.  \n>\n> \\- Two.\n\n", "lines stay lines");
	buf_clear(&buf);
	markdown_quote(&buf, STR(" \n "));
	CHECK_STR(buf_text(&buf), "", "no words, no quotation");
	buf_release(&buf);
}

TEST(a_reader_of_markdown_sees_what_was_written)
{
	static const char *const all[] = { "- # 1. > * _so_ [a](b) <i> & `c` | ~~d~~", "12) twelve",
		                           "=== heading?", "a_b_c \\ d" };
	struct arena *arena = arena_new(64 * 1024);
	struct markdown read;
	struct buf buf;

	buf_init(&buf, 4096);
	for (size_t i = 0; i < LEN(all); i++) {
		struct buf want;
		buf_init(&want, 4096);
		buf_clear(&buf);
		markdown_line(&buf, str_of(all[i]));
		CHECK_OK(markdown(arena, buf_text(&buf), NULL, 0, &read));
		buf_str(&want, STR("<p>"));
		html_text(&want, str_of(all[i]));
		buf_str(&want, STR("</p>\n"));
		CHECK_STR(read.body.text, str_z(arena, buf_text(&want)), all[i]);
		buf_release(&want);
	}
	buf_release(&buf);
	arena_free(arena);
}

TESTS(words_stay_words, a_reader_of_markdown_sees_what_was_written)
