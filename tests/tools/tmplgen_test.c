/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Templates: what a good one becomes, every refusal with its place and words, and that what is made
 * compiles, runs and escapes. */
#include "support/check.h"
#include "support/golden.h"
#include "tools/support_tool.h"
#include "tools/tmplgen_parts.h"

#define VIEW "{% view set_view from \"web/set.h\" %}\n"

static const char frame[] = "{% view page_view from \"web/page.h\" %}\n"
			    "<!doctype html>\n"
			    "<html lang=\"en-GB\">\n"
			    "  <head><title>{{ title }}</title></head>\n"
			    "  <body>\n"
			    "    {% content %}\n"
			    "  </body>\n"
			    "</html>\n";

static const char seat[] = "{% view seat_view from \"web/set.h\" %}\n<b>{{ name }}</b>\n";

static const char icon[] = "{# A hand. #}\n<svg viewBox=\"0 0 24 24\"><path d=\"M1 2\"/></svg>\n";

static const char show[] =
	VIEW "{% layout page %}\n"
	     "<h1 class=\"big{% if open %} open{% end %}\" title=\"{{ set.name }}\">{{ set.name "
	     "}}</h1>\n"
	     "{% if not members.n %}\n"
	     "  <p>Nobody yet?\?</p>\n"
	     "{% elif open %}\n"
	     "  <p>Open</p>\n"
	     "{% else %}\n"
	     "  <p>Shut</p>\n"
	     "{% end %}\n"
	     "<ul>\n"
	     "  {% for m in members %}\n"
	     "    {# a comment\n       of two lines #}\n"
	     "    <li id=\"m{{ m.number }}\">{% include set/seat with m %}\n"
	     "      <a href=\"/people/{{ m.name }}?from={{ link }}\">{{ m.name }}</a>\n"
	     "      {% for d in m.days %}{{ d.n }} {% end %}</li>\n"
	     "  {% else %}\n"
	     "    <li>None</li>\n"
	     "  {% end %}\n"
	     "</ul>\n"
	     "<input name=\"n\" value='{{ n }}'\n"
	     "       {% if open %}checked{% end %}>\n"
	     "<pre>\n  a\n\n  {{ set.name }}\n</pre>\n"
	     "{% include icon/hand %} text \"quoted\" \\ caf\xC3\xA9\n"
	     "{% include set/seat with first %}\n"
	     "<a href=\"{{ link }}\">go</a> {{ about }} {{ share }}\n";

static const char mail[] = "{% view hello_view from \"web/set.h\" %}\n"
			   "Subject: Hello {{ name }}\n"
			   "\n"
			   "Dear {{ name }} <&>,\n"
			   "  {% if late %}\n"
			   "  It's late.\n"
			   "  {% end %}\n"
			   "{% include mail/foot %}\n";

static const char foot[] = "Yours\n";

/* ---- reading one template ----------------------------------------------------------------------- */

/* "LINE:COLUMN: sentence", or "" if it is good. */
static struct str fault_of(struct arena *arena, const char *text, bool plain)
{
	struct tmpl template = { .name = STR("set/x"),
		                 .path = STR("templates/set/x.html"),
		                 .plain = plain };
	struct tmpl_fault fault = { 0 };
	if (tmpl_read(arena, str_of(text), &template, &fault)) return STR("");
	return str_printf(arena, "%d:%d: %.*s", fault.at.line, fault.at.column,
	                  STR_ARG(fault.says));
}

TEST(a_value_stands_where_it_is_safe)
{
	const struct {
		const char *text, *fault;
	} cases[] = {
		{ VIEW "<p>{{ a }}</p>", "" },
		{ VIEW "<p class=\"{{ a }}\">x</p>", "" },
		{ VIEW "<p class='{{ a }}'>x</p>", "" },
		{ VIEW "<a href=\"/x/{{ a }}?q={{ b }}\">x</a>", "" },
		{ VIEW "<textarea>{{ a }}</textarea>", "" },
		{ VIEW "<script src=\"{{ a }}\"></script>", "" },
		{ VIEW "<script>{{ a }}</script>", "2:9: a value may not stand in <script>; put it "
		                                   "in a data- attribute and read it from there" },
		{ VIEW "<style>{{ a }}</style>", "2:8: a value may not stand in <style>; put it in "
		                                 "a data- attribute and read it from there" },
		{ VIEW "<p onclick=\"{{ a }}\">", "2:11: onclick runs script from an attribute; "
		                                  "add the listener in ui/js instead" },
		{ VIEW "<p onclick=\"x()\">", "2:11: onclick runs script from an attribute; add "
		                              "the listener in ui/js instead" },
		{ VIEW "<p ONCLICK='x()'>", "2:11: ONCLICK runs script from an attribute; add the "
		                            "listener in ui/js instead" },
		{ VIEW "<p style=\"{{ a }}\">",
		  "2:9: style attributes are forbidden by our security policy; use a class" },
		{ VIEW "<p style=\"color: red\">",
		  "2:9: style attributes are forbidden by our security policy; use a class" },
		{ VIEW "<iframe srcdoc=\"x\">",
		  "2:15: srcdoc is a page inside an attribute; give it an address of its own" },
		{ VIEW "<p class={{ a }}>", "2:10: put quotes round the value of class" },
		{ VIEW "<p class=x{{ a }}>", "2:11: put quotes round the value of class" },
		{ VIEW "<p {{ a }}>",
		  "2:4: a value may not be an attribute's name; use {% if %} round the attribute" },
		{ VIEW "<p x{{ a }}>",
		  "2:5: a value may not be an attribute's name; use {% if %} round the attribute" },
		{ VIEW "<h{{ a }}>",
		  "2:3: a value may not be part of a tag's name; use {% if %} round two tags" },
		{ VIEW "<{{ a }}>",
		  "2:2: a value may not be part of a tag's name; use {% if %} round two tags" },
		{ VIEW "</{{ a }}>",
		  "2:3: a value may not be part of a tag's name; use {% if %} round two tags" },
		{ VIEW "<!-- {{ a }} -->",
		  "2:6: a value may not stand in a comment; write {# ... #}, which is not sent" },
		{ VIEW "<!doctype {{ a }}>",
		  "2:11: a value may not stand in a comment; write {# ... #}, which is not sent" },
		{ VIEW "<img srcset=\"{{ a }} 2x\">",
		  "2:14: a value may not stand in srcset, a list of addresses; use src or href" },
		{ VIEW "<a ping=\"{{ a }}\">x</a>",
		  "2:10: a value may not stand in ping, a list of addresses; use src or href" },
		{ VIEW "<meta http-equiv=\"refresh\" content=\"{{ a }}\">",
		  "2:37: a value may not stand in the content of http-equiv; send a header "
		  "instead" },
		{ VIEW "<a href=\"javascript:{{ a }}\">x</a>",
		  "2:21: javascript: in an attribute is script; use a link or a form, and ui/js" },
		{ VIEW "<a href=\"JavaScript:x\">x</a>",
		  "2:22: javascript: in an attribute is script; use a link or a form, and ui/js" },
		{ VIEW "<a href=\" java\tscript:x\">x</a>",
		  "2:24: javascript: in an attribute is script; use a link or a form, and ui/js" },
		{ VIEW "<a href=javascript:x>x</a>",
		  "2:21: javascript: in an attribute is script; use a link or a form, and ui/js" },
		{ VIEW "<a href=\"vbscript:x\">x</a>",
		  "2:20: vbscript: in an attribute is script; use a link or a form, and ui/js" },
		{ VIEW "<a href=\"data:text/html,{{ a }}\">x</a>",
		  "2:25: data:text in an attribute is script; use a link or a form, and ui/js" },
	};
	struct arena *arena = arena_new(64 << 20);
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(fault_of(arena, cases[i].text, false), cases[i].fault, cases[i].text);
	arena_free(arena);
}

TEST(tags_nest_in_a_template_and_in_each_block)
{
	const struct {
		const char *text, *fault;
	} cases[] = {
		{ "<div><p>x</p><br><img alt=\"\"></div>", "" },
		{ "<DIV></div>", "" },
		{ "<svg><path d=\"M0\"/></svg>", "" },
		{ "<path d=\"M0\"/>", "" },
		{ "<br/>", "" },
		{ "a &lt; b", "" },
		{ "<script>if (a < b) x = \"</p>\";</script>", "" },
		{ "<input disabled>", "" },
		{ "<input value=3>", "" },
		{ "<div>", "1:1: <div> is never closed; write </div>" },
		{ "<div>\n <p>\n</div>",
		  "3:1: </div> comes while <p> of line 2 is open; write </p> first" },
		{ "</div>",
		  "1:1: </div> closes nothing; open it in this template, or leave it out" },
		{ "<br></br>", "1:5: <br> has no closing tag; leave out </br>" },
		{ "<div/>", "1:1: <div/> does not close itself in HTML; write <div></div>" },
		{ "a < b", "1:4: a lone < is not text; write &lt;" },
		{ "<p", "1:1: this tag or comment is never finished" },
		{ "<p class=\"x>", "1:1: this tag or comment is never finished" },
		{ "<!-- x", "1:1: this tag or comment is never finished" },
		{ "<!x[", "1:1: this tag or comment is never finished" },
		{ "<![CDATA[", "1:3: after <! comes doctype or --; write {# ... #} for a comment" },
		{ "<script>x", "1:1: <script> is never closed; write </script>" },
		{ "<p a=\"1\"b=\"2\"></p>", "1:9: put a space before this attribute" },
		{ "<p =x></p>", "1:4: an attribute's name begins with a letter" },
		{ "<p a$=\"1\"></p>", "1:5: '$' may not stand in an attribute's name" },
		{ "<p a= \"1\"></p>", "1:6: a value must follow =, in quotes" },
		{ "<p a=></p>", "1:6: a value must follow =, in quotes" },
		{ "<p a=x\"y></p>", "1:7: put the whole value in quotes" },
		{ "<br / >", "1:6: after the / of a tag comes >" },
		{ "<p></p x>", "1:8: a closing tag holds only a name" },
		{ VIEW "{% if a %}<b>x</b>{% else %}<i>y</i>{% end %}", "" },
		{ VIEW "<p {% if a %}class=\"x\"{% end %}></p>", "" },
		{ VIEW "<p{% if a %} class=\"{{ b }}\"{% else %} id=\"c\"{% end %} d></p>", "" },
		{ VIEW "<p class=\"a{% if a %} {{ b }}{% end %}\"></p>", "" },
		{ VIEW "{% if a %}<b>{% end %}</b>",
		  "2:11: <b> must be closed in the block where it is opened, before line 2" },
		{ VIEW "<b>{% if a %}</b>{% end %}",
		  "2:14: </b> closes a tag from outside this block; open and close a tag in the "
		  "same block" },
		{ VIEW "{% for m in a %}<b>{% end %}",
		  "2:17: <b> must be closed in the block where it is opened, before line 2" },
		{ VIEW "{% if a %}<b>{% else %}</b>{% end %}",
		  "2:11: <b> must be closed in the block where it is opened, before line 2" },
		{ VIEW "<p {% if a %}class=\"x{% end %}\"></p>",
		  "2:22: this block begins and ends at different places of a tag; put whole "
		  "attributes or whole tags in it" },
		{ VIEW "<p {% if a %}b{% end %}{% if a %}c{% end %}></p>",
		  "2:34: put a space before this attribute" },
		{ VIEW "<p {% if a %}b{% end %}c></p>", "2:24: put a space before this attribute" },
		{ VIEW "<p class={% if a %}x{% end %}></p>",
		  "2:10: put quotes round the value of class" },
		{ VIEW "<script>{% if a %}x{% end %}</script>",
		  "2:9: a control word may not stand in <script>; put what differs in a data- "
		  "attribute" },
		{ VIEW "<!-- {% if a %} -->",
		  "2:6: a control word may not stand inside a comment or a tag's name" },
		{ VIEW "<{% if a %}b{% end %}>",
		  "2:2: a control word may not stand inside a comment or a tag's name" },
		{ VIEW "<p {% include icon/hand %}></p>",
		  "2:4: {% include %} stands between tags, not inside one" },
		{ VIEW "<p class=\"{% include icon/hand %}\"></p>",
		  "2:11: {% include %} stands between tags, not inside one" },
		{ VIEW "<p {% content %}></p>",
		  "2:4: {% content %} stands between tags, not inside one" },
	};
	struct arena *arena = arena_new(64 << 20);
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(fault_of(arena, cases[i].text, false), cases[i].fault, cases[i].text);
	arena_free(arena);
}

#define PATH_OF(path)                                                                              \
	"'" path "' is not a dotted path of names; work it out in C and put it in the view"

TEST(control_words_are_whole)
{
	const struct {
		const char *text, *fault;
	} cases[] = {
		{ VIEW "{{ }}", "2:1: name a field of the view between {{ and }}" },
		{ VIEW "{{ a", "2:1: this is not finished on its line; write }}" },
		{ VIEW "{{ a\n}}", "2:1: this is not finished on its line; write }}" },
		{ VIEW "{# a", "2:1: this is never finished; write #}" },
		{ VIEW "{{ a + b }}", "2:1: " PATH_OF("a + b") },
		{ VIEW "{{ a. }}", "2:1: " PATH_OF("a.") },
		{ VIEW "{{ .a }}", "2:1: " PATH_OF(".a") },
		{ VIEW "{{ a->b }}", "2:1: " PATH_OF("a->b") },
		{ VIEW "{{ f() }}", "2:1: " PATH_OF("f()") },
		{ VIEW "{{ a[0] }}", "2:1: " PATH_OF("a[0]") },
		{ VIEW "{{ 1 }}", "2:1: " PATH_OF("1") },
		{ "{{ a }}", "1:1: this template has no view; begin it with {% view NAME from "
		             "\"web/NOUN.h\" %}" },
		{ "{% for m in a %}{% end %}", "1:1: this template has no view; begin it with {% "
		                               "view NAME from \"web/NOUN.h\" %}" },
		{ VIEW "{% %}",
		  "2:1: write a control word between {% and %}: if, for, include ..." },
		{ VIEW "{% while a %}", "2:1: there is no control word 'while'; there are view, "
		                        "layout, content, if, elif, else, for, end, include" },
		{ VIEW "{% raw a %}", "2:1: there is no control word 'raw'; there are view, "
		                      "layout, content, if, elif, else, for, end, include" },
		{ VIEW "x\n {% if a %}", "3:2: this {% if %} is never closed; write {% end %}" },
		{ VIEW "{% for m in a %}", "2:1: this {% for %} is never closed; write {% end %}" },
		{ VIEW "{% if %}", "2:1: write {% if path %} or {% if not path %}; work anything "
		                   "else out in C and put it in the view" },
		{ VIEW "{% if a == b %}", "2:1: write {% if path %} or {% if not path %}; work "
		                          "anything else out in C and put it in the view" },
		{ VIEW "{% if a and b %}", "2:1: write {% if path %} or {% if not path %}; work "
		                           "anything else out in C and put it in the view" },
		{ VIEW "{% if a %}{% elif %}",
		  "2:11: write {% elif path %} or {% elif not path %}; work anything else out in C "
		  "and put it in the view" },
		{ VIEW "{% else %}", "2:1: {% else %} belongs to an {% if %}, and none is open" },
		{ VIEW "{% elif a %}", "2:1: {% elif %} belongs to an {% if %}, and none is open" },
		{ VIEW "{% if a %}{% else b %}",
		  "2:11: {% else %} stands alone; write {% elif path %}" },
		{ VIEW "{% if a %}{% else %}{% else %}",
		  "2:21: the {% else %} of line 2 comes last" },
		{ VIEW "{% if a %}{% else %}{% elif b %}",
		  "2:21: the {% else %} of line 2 comes last" },
		{ VIEW "{% for m in a %}{% elif b %}",
		  "2:17: {% elif %} belongs to an {% if %}, and a {% for %} is open" },
		{ VIEW "{% end %}", "2:1: {% end %} closes nothing; leave it out" },
		{ VIEW "{% if a %}{% end if %}", "2:11: {% end %} stands alone" },
		{ VIEW "{% for m %}", "2:1: write {% for NAME in path %}" },
		{ VIEW "{% for m.x in a %}", "2:1: write {% for NAME in path %}" },
		{ VIEW "{% for m in a b %}", "2:1: write {% for NAME in path %}" },
		{ VIEW "{% for m in a %}{% for m in b %}",
		  "2:17: 'm' is in use already; choose another name" },
		{ VIEW "{% for view in a %}",
		  "2:1: 'view' is in use already; choose another name" },
		{ VIEW "{% include %}",
		  "2:1: write {% include NOUN/NAME with path %} or {% include NOUN/NAME %}" },
		{ VIEW "{% include ../x %}",
		  "2:1: write {% include NOUN/NAME with path %} or {% include NOUN/NAME %}" },
		{ VIEW "{% include a/b/c %}",
		  "2:1: write {% include NOUN/NAME with path %} or {% include NOUN/NAME %}" },
		{ VIEW "{% include a/b with %}",
		  "2:1: write {% include NOUN/NAME with path %} or {% include NOUN/NAME %}" },
		{ VIEW VIEW, "2:1: {% view %} comes first, and once" },
		{ "x\n" VIEW, "2:1: {% view %} comes first, and once" },
		{ "{% view x %}", "1:1: write {% view NAME from \"web/NOUN.h\" %}" },
		{ "{% view x from web/x.h %}", "1:1: write {% view NAME from \"web/NOUN.h\" %}" },
		{ "{% view x from \"../x.h\" %}",
		  "1:1: write {% view NAME from \"web/NOUN.h\" %}" },
		{ "{% view x from \"/etc/x.h\" %}",
		  "1:1: write {% view NAME from \"web/NOUN.h\" %}" },
		{ "{% view x from \"web/x.c\" %}",
		  "1:1: write {% view NAME from \"web/NOUN.h\" %}" },
		{ "{% layout page %}",
		  "1:1: a layout needs a view; begin with {% view NAME from \"web/NOUN.h\" %}" },
		{ VIEW "{% layout %}", "2:1: write {% layout page %}" },
		{ VIEW "x {% layout page %}",
		  "2:3: {% layout %} comes straight after {% view %}, and once" },
		{ VIEW "{% content x %}", "2:1: {% content %} stands alone" },
		{ VIEW "{% content %}{% content %}", "2:14: {% content %} may stand once" },
		{ VIEW "{% if a %}{% content %}{% end %}",
		  "2:11: {% content %} may not stand in a block; a page has its content always" },
		{ "{% content %}",
		  "1:1: a template with {% content %} has a view and no layout of its own" },
		{ VIEW "{% layout page %}{% content %}",
		  "1:1: a template with {% content %} has a view and no layout of its own" },
		{ "\xff", "1:1: this is not UTF-8; save it as UTF-8" },
		{ VIEW "\xC5\xB7\xC5\xB7 {{ }}",
		  "2:4: name a field of the view between {{ and }}" },
	};
	struct arena *arena = arena_new(64 << 20);
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(fault_of(arena, cases[i].text, false), cases[i].fault, cases[i].text);
	CHECK_STR(fault_of(arena, VIEW "{% layout page %}", true),
	          "2:1: mail in plain text has no layout; leave it out", "mail");
	CHECK_STR(fault_of(arena, VIEW "{% content %}", true),
	          "2:1: mail in plain text has no layout; leave {% content %} out", "mail");
	CHECK_STR(fault_of(arena, VIEW "a < b <p {{ c }}>", true), "", "mail is no HTML");
	arena_free(arena);
}

TEST(depth_is_limited)
{
	struct arena *arena = arena_new(64 << 20);
	struct buf buf;
	buf_init(&buf, 10000);
	for (int i = 0; i < 65; i++) buf_str(&buf, STR("<b>"));
	CHECK_STR(fault_of(arena, str_z(arena, buf_text(&buf)), false),
	          "1:193: tags are nested more than 64 deep; move the inner part to a template of "
	          "its own",
	          "tags");
	buf_clear(&buf);
	buf_str(&buf, STR(VIEW));
	for (int i = 0; i < 25; i++) buf_str(&buf, STR("{% if a %}"));
	CHECK_STR(fault_of(arena, str_z(arena, buf_text(&buf)), false),
	          "2:241: blocks are nested more than 24 deep; move the inner part to a template "
	          "of its own",
	          "blocks");
	buf_release(&buf);
	arena_free(arena);
}

/* ---- the whole tool -------------------------------------------------------------------------------- */

static void put_good_tree(struct tool *tool)
{
	tool_put(tool, "out/html/x", STR(""));
	tool_put(tool, "templates/page.html", str_of(frame));
	tool_put(tool, "templates/icon/hand.html", str_of(icon));
	tool_put(tool, "templates/set/show.html", str_of(show));
	tool_put(tool, "templates/set/seat.html", str_of(seat));
	tool_put(tool, "templates/mail/hello.txt", str_of(mail));
	tool_put(tool, "templates/mail/foot.txt", str_of(foot));
	tool_put(tool, "src/web/page.h",
	         STR("#pragma once\n#include \"format/html.h\"\nstruct page_view { struct str "
	             "title; };\n"));
	tool_put(tool, "src/web/set.h",
	         STR("#pragma once\n#include \"web/page.h\"\n"
	             "struct day_view { int n; };\n"
	             "struct seat_view { struct str name; unsigned number; struct { const struct "
	             "day_view *at; size_t n; } days; };\n"
	             "struct set_view { struct page_view page; struct { struct str name; } set; "
	             "bool open; int64_t n;\n"
	             "  struct { struct seat_view *at; int n; } members; struct seat_view first; "
	             "struct url link;\n"
	             "  struct html about; double share; };\n"
	             "struct hello_view { struct str name; bool late; };\n"));
}

static void check_run(struct tool *tool, const char *command, int code, const char *why)
{
	const int got = tool_run(tool, command);
	if (got != code) print_error("%.*s\n", STR_ARG(tool->said));
	CHECK_INT(got, code, why);
}

static const char generate[] = "\"$TOOLS/tmplgen\" templates out/html";

#define CC_LINE(compiler)                                                                          \
	compiler " -std=c17 -D_GNU_SOURCE -include \"$SOURCE/src/base/banned.h\" -Wall -Wextra "   \
		 "-Werror -Wshadow "                                                               \
		 "-Wconversion -Wsign-conversion -Wswitch-enum -Wstrict-prototypes "               \
		 "-Wmissing-prototypes -Wvla "                                                     \
		 "-Wcast-qual -Wwrite-strings -Isrc -Iout -I\"$SOURCE/src\" "
#define BASE(name) "\"$SOURCE/src/base/" name ".c\" "
#define LINE_OF(compiler)                                                                          \
	CC_LINE(compiler)                                                                          \
	"main.c out/html/*.c \"$SOURCE/src/format/html.c\" " BASE("arena") BASE("buf")             \
		BASE("print") BASE("err") BASE("str") "-lm -o main && ./main"

TEST(a_good_tree_becomes_c)
{
	struct tool tool;
	tool_begin(&tool);
	put_good_tree(&tool);
	check_run(&tool, generate, 0, "good");
	CHECK_STR(tool.said, "", "without a word");
	golden_same(tool_get(&tool, "out/html/set.c"), "tmplgen-set.c.txt");
	golden_same(tool_get(&tool, "out/html/set.h"), "tmplgen-set.h.txt");
	golden_same(tool_get(&tool, "out/html/page.c"), "tmplgen-page.c.txt");
	golden_same(tool_get(&tool, "out/html/mail.c"), "tmplgen-mail.c.txt");
	check_run(&tool,
	          "touch -d 2020-01-01 out/html/*; \"$TOOLS/tmplgen\" templates out/html && find "
	          "out -newermt 2021-01-01 -name '*.[ch]'",
	          0, "again");
	CHECK_STR(tool.said, "", "what did not change is not written");
	tool_end(&tool);
}

static const char program[] =
	"#include \"html/set.h\"\n#include \"html/mail.h\"\n#include \"web/set.h\"\n#include "
	"<stdio.h>\n"
	"int main(void)\n{\n"
	"\tconst struct day_view days[] = { { 3 }, { 17 } };\n"
	"\tstruct seat_view members[] = { { STR(\"Amara <&\\\"'>\"), 1, { days, 2 } }, { "
	"STR(\"../x?y\"), 2, { 0, 0 } } };\n"
	"\tstruct set_view view = { .page = { STR(\"A & B\") }, .set = { "
	"STR(\"\\\"Riverside\\\"\") }, .open = true, .n = -5,\n"
	"\t\t.members = { members, 2 }, .first = members[0], .link = { STR(\"/a?b=1&c=2\") },\n"
	"\t\t.about = { STR(\"<em>x</em>\") }, .share = 0.5 };\n"
	"\tconst struct hello_view hello = { STR(\"A\\nBcc: x\\t\\x01\"), true };\n"
	"\tstruct buf out;\n"
	"\tbuf_init(&out, 100000);\n"
	"\thtml_set_show(&out, &view);\n"
	"\tbuf_byte(&out, '\\n');\n"
	"\tview.members.n = 0;\n"
	"\tview.open = false;\n"
	"\thtml_set_show(&out, &view);\n"
	"\tbuf_byte(&out, '\\n');\n"
	"\ttxt_mail_hello(&out, &hello);\n"
	"\tfwrite(out.at, 1, out.n, stdout);\n"
	"\treturn !buf_ok(&out);\n}\n";

TEST(what_is_made_compiles_and_escapes)
{
	static const char *const lines[] = { LINE_OF("gcc"), LINE_OF("clang") };
	struct tool tool;
	tool_begin(&tool);
	put_good_tree(&tool);
	tool_put(&tool, "main.c", str_of(program));
	check_run(&tool, generate, 0, "good");
	for (size_t i = 0; i < LEN(lines); i++) {
		if (i == 1 && tool_run(&tool, "command -v clang") != 0) continue;
		check_run(&tool, lines[i], 0, "both compilers");
		golden_same(tool.said, "tmplgen-rendered.txt");
	}
	tool_end(&tool);
}

TEST(a_slip_in_a_field_is_reported_at_its_own_line)
{
	const struct {
		const char *text, *said;
	} cases[] = {
		{ VIEW "<p>\n{{ set.nam }}</p>", "templates/set/bad.html:3" },
		{ VIEW "\n\n{% if opn %}x{% end %}", "templates/set/bad.html:4" },
		{ VIEW "\n{% for m in membrs %}x{% end %}", "templates/set/bad.html:3" },
		{ VIEW "\n{% for m in members %}\n{{ m.nam }}{% end %}",
		  "templates/set/bad.html:4" },
		{ VIEW "\n{% include set/seat with set %}", "templates/set/bad.html:3" },
		{ VIEW "\n{{ open }}", "templates/set/bad.html:3" },
		{ VIEW "\n<p id=\"{{ about }}\"></p>", "templates/set/bad.html:3" },
		{ VIEW "\n{% if members %}x{% end %}", "templates/set/bad.html:3" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct tool tool;
		tool_begin(&tool);
		put_good_tree(&tool);
		tool_put(&tool, "templates/set/bad.html", str_of(cases[i].text));
		check_run(&tool, generate, 0, "only C knows the fields");
		check_run(&tool, CC_LINE("gcc") "-fsyntax-only out/html/set.c", 1, cases[i].text);
		CHECK(str_has(tool.said, str_of(cases[i].said)), cases[i].said);
		tool_end(&tool);
	}
}

TEST(templates_know_of_each_other)
{
	const struct {
		const char *path, *text, *said;
	} cases[] = {
		{ "templates/set/a.html", VIEW "\n {% include set/none %}",
		  "templates/set/a.html:3:2: set/none.html is not a template; look for a slip in "
		  "its name\n" },
		{ "templates/set/a.html", VIEW "{% include mail/foot %}",
		  "templates/set/a.html:2:1: mail/foot.html is not a template; look for a slip in "
		  "its name\n" },
		{ "templates/mail/a.txt", VIEW "{% include set/seat with x %}",
		  "templates/mail/a.txt:2:1: set/seat.txt is not a template; look for a slip in "
		  "its name\n" },
		{ "templates/set/a.html", VIEW "{% include set/seat %}",
		  "templates/set/a.html:2:1: set/seat needs a view; write {% include ... with path "
		  "%}\n" },
		{ "templates/set/a.html", VIEW "{% include icon/hand with x %}",
		  "templates/set/a.html:2:1: icon/hand has no view; leave out 'with'\n" },
		{ "templates/set/a.html", VIEW "{% include page with page %}",
		  "templates/set/a.html:2:1: page has a {% content %}; write {% layout %} in the "
		  "first lines instead\n" },
		{ "templates/set/a.html", VIEW "{% layout none %}",
		  "templates/set/a.html:2:1: none.html is not a template; look for a slip in its "
		  "name\n" },
		{ "templates/set/a.html", VIEW "{% layout set/seat %}",
		  "templates/set/a.html:2:1: set/seat is no layout; it has no {% content %}\n" },
		{ "templates/set/Bad.html", "x",
		  "templates/set/Bad.html: a template's name is of small letters, digits and -; "
		  "rename it\n" },
		{ "templates/set/a/b.html", "x",
		  "templates/set/a: templates stand in templates/NOUN/, no deeper; move them "
		  "up\n" },
		{ "templates/page/a.html", "x",
		  "templates/page: 'page' is where templates/*.html go; choose another noun\n" },
		{ "templates/set/a.html", "<b>",
		  "templates/set/a.html:1:1: <b> is never closed; write </b>\n" },
		{ "templates/set/seat_.html", "x", "" },
		{ "templates/set/notes.md", "<b>", "" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct tool tool;
		tool_begin(&tool);
		put_good_tree(&tool);
		tool_put(&tool, cases[i].path, str_of(cases[i].text));
		check_run(&tool, generate, *cases[i].said ? 1 : 0, cases[i].path);
		CHECK_STR(tool.said, cases[i].said, cases[i].path);
		CHECK(!*cases[i].said || !tool_has(&tool, "out/html/set.c") || i < 8,
		      "nothing of a bad tree is written");
		tool_end(&tool);
	}
}

TEST(every_bad_template_is_named_at_once)
{
	struct tool tool;
	tool_begin(&tool);
	put_good_tree(&tool);
	tool_put(&tool, "templates/set/a.html", STR("<b>"));
	tool_put(&tool, "templates/set/b.html", STR("{{ x }}"));
	check_run(&tool, generate, 1, "two are bad");
	CHECK_STR(tool.said,
	          "templates/set/a.html:1:1: <b> is never closed; write </b>\n"
	          "templates/set/b.html:1:1: this template has no view; begin it with {% view NAME "
	          "from \"web/NOUN.h\" %}\n",
	          "both are named");
	check_run(&tool,
	          "rm templates/set/[ab].html; ln -s /etc/passwd templates/set/c.html; "
	          "\"$TOOLS/tmplgen\" templates out/html",
	          1, "a link");
	CHECK_STR(tool.said, "templates/set/c.html: this is not a readable file of at most 1 MiB\n",
	          "is refused");
	check_run(&tool,
	          "rm templates/set/c.html; cp templates/set/seat.html templates/set/se-at.html; "
	          "cp templates/set/seat.html templates/set/se_at.html; \"$TOOLS/tmplgen\" "
	          "templates out/html",
	          1, "two of one name");
	CHECK_STR(tool.said,
	          "templates/set/se_at.html: another template has this name in C; rename one\n",
	          "is refused");
	tool_end(&tool);
}

TESTS(a_value_stands_where_it_is_safe, tags_nest_in_a_template_and_in_each_block,
      control_words_are_whole, depth_is_limited, a_good_tree_becomes_c,
      what_is_made_compiles_and_escapes, a_slip_in_a_field_is_reported_at_its_own_line,
      templates_know_of_each_other, every_bad_template_is_named_at_once)
