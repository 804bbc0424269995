/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* phrasegen: what good tables become, and what is said of each kind of fault. */
#include "support/check.h"
#include "tools/support_tool.h"

/* The classes that the reader asks for by name, each with a word. */
#define NAMED                                                                                      \
	"class wh = what\nclass aux = do\nclass be = is\nclass negaux = don't\n"                   \
	"class clitic = 's\nclass bare = go\nclass pron = you\nclass subject = we\n"               \
	"class det = the\nclass filler = well\nclass link = and\nclass prep = of\n"                \
	"class relative = that\nclass actor = people\nclass scene = room\nclass name = sam\n"      \
	"class self = i\nclass holds = think\nclass turn = so\n"                                   \
	"class or = or\nclass anyof = either\n"
#define HINTS                                                                                      \
	"# a remark\n\nH1 | Maybe ask. | What have you \"tried\"?\nH16 | Several. | Which?\n"      \
	"H17 | Two. | What?\nH18 | Yes or no. | How?\nH19 | Named. | How?\nH26 | Noted. | What?\n"

static int generate(struct tool *tool, const char *phrases, const char *hints)
{
	tool_put(tool, "phrases.txt", str_of(phrases));
	tool_put(tool, "hints.txt", str_of(hints));
	return tool_run(tool, "\"$TOOLS/phrasegen\" phrases.txt hints.txt table.inc");
}

TEST(a_table_becomes_constants_that_compile)
{
	static const char show[] =
		"#include \"domain/question_table.h\"\n"
		"#include <stdio.h>\n"
		"#include \"table.inc\"\n"
		"int main(void)\n"
		"{\n"
		"\tconst struct question_phrase *p = &question_phrases[0];\n"
		"\tprintf(\"%d %s %d %d %d \", question_phrase_count, p->id, p->strength,\n"
		"\t       p->steps, p->start);\n"
		"\tprintf(\"%s|%s\\n\", question_hints[p->hint].hint,\n"
		"\t       question_hints[p->hint].example);\n"
		"\treturn 0;\n"
		"}\n";
	struct tool tool;

	tool_begin(&tool);
	CHECK_INT(generate(&tool,
	                   NAMED
	                   "alias whats = what 's\n"
	                   "tried disguised 2 H1 : ^ do you? *2 tried|<bare> $ !< what !> yet\n",
	                   HINTS),
	          0, "made");
	CHECK_STR(tool.said, "", "without a word");
	tool_put(&tool, "show.c", str_of(show));
	const int built = tool_run(&tool, "cc -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror "
	                                  "-I\"$SOURCE/src\" -I. show.c -o show && ./show");
	if (built) print_error("%.*s", STR_ARG(tool.said));
	CHECK_INT(built, 0, "it compiles");
	CHECK_STR(tool.said, "1 tried 2 5 1 Maybe ask.|What have you \"tried\"?\n",
	          "the phrase, its five steps, and its hint");
	tool_end(&tool);
}

TEST(the_same_tables_give_the_same_bytes)
{
	struct tool tool;

	tool_begin(&tool);
	CHECK_INT(tool_run(&tool, "for i in 1 2; do \"$TOOLS/phrasegen\" "
	                          "\"$SOURCE/content/questions/phrases.txt\" "
	                          "\"$SOURCE/content/questions/hints.txt\" $i.inc || exit 1; done; "
	                          "cmp 1.inc 2.inc"),
	          0, "once and again");
	tool_end(&tool);
}

TEST(a_fault_is_named_by_file_and_line_and_nothing_is_written)
{
	static const struct {
		const char *line, *words;
	} cases[] = {
		{ "class\n", "class NAME = words" },
		{ "class x what\n", "class NAME = words" },
		{ "class x = <nobody>\n", "no class <nobody>" },
		{ "alias dont\n", "alias FORM = WORD [WORD]" },
		{ "x disguised 2 H1 what\n", "there is no colon" },
		{ "x disguised 2 : what\n", "ID LABEL STRENGTH HINT : PATTERN" },
		{ "x diguised 2 H1 : what\n", "no label diguised" },
		{ "x disguised 3 H1 : what\n", "strength is 1 or 2" },
		{ "x disguised 2 H99 : what\n", "no hint H99" },
		{ "x disguised 2 H1 : *2 what\n", "a phrase begins with a word" },
		{ "x disguised 2 H1 :\n", "a phrase begins with a word" },
		{ "x disguised 2 H1 : , what\n", "a phrase begins with a word" },
		{ "x disguised 2 H1 : <nobody>\n", "no class <nobody>" },
		{ "x disguised 2 H1 : abcdefghijklmnopqrstuvwxyz\n", "a word has 1 to 24 letters" },
		{ "x disguised 2 H1 : a a a a a a a a a a a a a a a a a a a a a a a a a\n",
		  "too many steps" },
		{ "x open 1 - : what\nx open 1 - : how\n", "x is there already" },
		{ "x open 1 - : what !! it's\n", "it's is read as two words" },
		{ "x open 1 - : what !! $\n", "$ is no word" },
		{ "alias gonna = going to\nx open 1 - : gonna\n", "gonna stands for two words" },
		{ "x open 1 - : what && <ing>\n",
		  "x: no <any>, <ing>, <num> or comma after !! or &&" },
	};
	struct tool tool;

	tool_begin(&tool);
	for (size_t i = 0; i < LEN(cases); i++) {
		char text[2048], wanted[256];
		(void)snprintf(text, sizeof(text), NAMED "%s", cases[i].line);
		(void)snprintf(wanted, sizeof(wanted), "phrases.txt:%d: %s\n",
		               strchr(cases[i].line, '\n')[1] ? 23 : 22, cases[i].words);
		CHECK_INT(generate(&tool, text, HINTS), 1, cases[i].line);
		CHECK_STR(tool.said, wanted, cases[i].line);
	}
	CHECK(!tool_has(&tool, "table.inc"), "nothing was written");
	tool_end(&tool);
}

TEST(what_the_reader_needs_must_be_there)
{
	struct tool tool;

	tool_begin(&tool);
	CHECK_INT(generate(&tool, "class wh = what\n", HINTS), 1, "no class aux");
	CHECK_STR(tool.said, "phrases.txt:1: the class aux is missing\n", "it is named");
	CHECK_INT(generate(&tool, NAMED, "H1 | one\n"), 1, "half a hint");
	CHECK_STR(tool.said, "hints.txt:1: ID | HINT | EXAMPLE\n", "it is named");
	CHECK_INT(generate(&tool, NAMED, "H1 | one | two\n"), 1, "a hint that the reader gives");
	CHECK_STR(tool.said, "hints.txt:1: no hint H16\n", "it is named");
	tool_put(&tool, "hints.txt", STR(HINTS));
	CHECK(tool_run(&tool, "\"$TOOLS/phrasegen\" nowhere hints.txt out") == 1, "no file");
	CHECK_STR(tool.said, "nowhere:0: cannot be read\n", "it is named");
	CHECK_INT(tool_run(&tool, "\"$TOOLS/phrasegen\""), 2, "no words");
	CHECK_STR(tool.said, "phrasegen PHRASES HINTS OUT\n", "how it is used");
	CHECK(!tool_has(&tool, "table.inc") && !tool_has(&tool, "out"), "nothing was written");
	tool_end(&tool);
}

TESTS(a_table_becomes_constants_that_compile, the_same_tables_give_the_same_bytes,
      a_fault_is_named_by_file_and_line_and_nothing_is_written, what_the_reader_needs_must_be_there)
