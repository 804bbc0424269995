/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages that people edit: what Markdown becomes, and what it may never become. */
#include "format/markdown.h"

#include "format/url.h"
#include "support/check.h"

static struct markdown_word words[] = {
	{ .name = STR_INIT("host"), .value = STR_INIT("North & *South* <Councils>") },
	{ .name = STR_INIT("email"),
	  .value = STR_INIT("o_f_f@example.org"),
	  .link = { STR_INIT("mailto:o_f_f@example.org") } },
};

TEST(markdown_becomes_html)
{
	const struct {
		const char *text, *title, *body;
	} cases[] = {
		{ "", "", "" },
		{ "# Your *first* meeting\n\nHello.", "Your first meeting", "<p>Hello.</p>\n" },
		{ "Hello.\n\n# Late", "", "<p>Hello.</p>\n<h2>Late</h2>\n" },
		{ "# T\n\n## How\n\n### Deeper", "T", "<h2>How</h2>\n<h3>Deeper</h3>\n" },
		{ "a *b* **c** `d<` ~~e~~", "",
		  "<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code> <del>e</del></p>\n" },
		{ "- a\n- b", "", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n" },
		{ "3. a\n4. b", "", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n" },
		{ "> said", "", "<blockquote>\n<p>said</p>\n</blockquote>\n" },
		{ "a\nb  \nc", "", "<p>a\nb<br>\nc</p>\n" },
		{ "```\n<x> {host}\n```", "", "<pre><code>&lt;x&gt; {host}\n</code></pre>\n" },
		{ "| a | b |\n|---|---|\n| 1 | 2 |", "",
		  "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th "
		  "scope=\"col\">b</th>\n</tr>\n</thead>\n<tbody>\n"
		  "<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n" },
		{ "a &copy; &lt;b&gt; & c", "", "<p>a &copy; &lt;b&gt; &amp; c</p>\n" },
		{ "[help](/help?a=1&b=2#x)", "",
		  "<p><a href=\"/help?a=1&amp;b=2#x\">help</a></p>\n" },
		{ "[x](https://www.gov.uk/caf\xC3\xA9)", "",
		  "<p><a href=\"https://www.gov.uk/caf%C3%A9\">x</a></p>\n" },
		{ "see https://www.gov.uk/help.", "",
		  "<p>see <a href=\"https://www.gov.uk/help\">https://www.gov.uk/help</a>.</p>\n" },
		{ "write a@example.org", "",
		  "<p>write <a href=\"mailto:a@example.org\">a@example.org</a></p>\n" },
	};
	struct arena *arena = arena_new(1 << 20);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct markdown page = { 0 };
		CHECK_OK(markdown(arena, str_of(cases[i].text), NULL, 0, &page));
		CHECK_STR(page.title, cases[i].title, cases[i].text);
		CHECK_STR(page.body.text, cases[i].body, cases[i].text);
	}
	arena_free(arena);
}

TEST(nothing_runs)
{
	const struct {
		const char *text, *body;
	} cases[] = {
		{ "<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n" },
		{ "a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n" },
		{ "[x](javascript:alert(1))", "<p>x</p>\n" },
		{ "[x](JAVASCRIPT:alert(1))", "<p>x</p>\n" },
		{ "[x](javascript&#58;alert(1))", "<p>x</p>\n" },
		{ "[x](&#106;avascript:alert(1))", "<p>x</p>\n" },
		{ "[x](data:text/html,x)", "<p>x</p>\n" },
		{ "[x](//evil.example)", "<p>x</p>\n" },
		{ "<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n" },
		{ "[*x* **y**](vbscript:x)", "<p><em>x</em> <strong>y</strong></p>\n" },
		{ "![a *picture*](https://evil.example/x.png)", "<p>a picture</p>\n" },
		{ "[x](/a\"onmouseover=\"y)", "<p>x</p>\n" },
		{ "[x](</a b>)", "<p>x</p>\n" },
	};
	struct arena *arena = arena_new(1 << 20);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct markdown page = { 0 };
		CHECK_OK(markdown(arena, str_of(cases[i].text), NULL, 0, &page));
		CHECK_STR(page.body.text, cases[i].body, cases[i].text);
	}
	arena_free(arena);
}

TEST(words_stand_for_values_and_are_never_markdown)
{
	struct arena *arena = arena_new(1 << 20);
	struct markdown page = { 0 };
	CHECK_OK(markdown(
		arena, STR("# Ask {host}\n\n**{host}**, {nobody} { {email}: [mail {email}](/x)."),
		words, LEN(words), &page));
	CHECK_STR(page.title, "Ask North & *South* <Councils>", "escaped where it is shown");
	CHECK_STR(page.body.text,
	          "<p><strong>North &amp; *South* &lt;Councils&gt;</strong>, {nobody} { "
	          "<a href=\"mailto:o_f_f@example.org\">o_f_f@example.org</a>: <a href=\"/x\">mail "
	          "o_f_f@example.org</a>.</p>\n",
	          "in the text");
	arena_free(arena);
}

TEST(what_does_not_fit_is_refused)
{
	struct arena *arena = arena_new(8 << 20);
	struct markdown page = { .title = STR("untouched") };
	char *text = NEW(arena, char, MARKDOWN_LONGEST + 1);
	memset(text, '<', MARKDOWN_LONGEST + 1);
	CHECK(markdown(arena, (struct str){ text, MARKDOWN_LONGEST + 1 }, NULL, 0, &page) ==
	              ERR_LIMIT,
	      "too long");
	CHECK(markdown(arena, STR("a\xff"), NULL, 0, &page) == ERR_INPUT, "not text");
	CHECK_STR(page.title, "untouched", "no result");
	CHECK_OK(markdown(arena, (struct str){ text, MARKDOWN_LONGEST }, NULL, 0, &page));
	arena_free(arena);
}

TESTS(markdown_becomes_html, nothing_runs, words_stand_for_values_and_are_never_markdown,
      what_does_not_fit_is_refused)
