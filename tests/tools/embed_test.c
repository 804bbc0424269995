/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Files in the program are the files that were given, and no others. */
#include "support/check.h"
#include "tools/support_tool.h"

static const char show[] =
	"#include \"embed/files.h\"\n"
	"#include <stdio.h>\n"
	"int main(void)\n"
	"{\n"
	"\tfor (size_t i = 0; embedded_at(i); i++) {\n"
	"\t\tconst struct embedded *e = embedded_at(i);\n"
	"\t\tif (embedded_find(e->path) != e || e->bytes[e->n] != 0) return 1;\n"
	"\t\tprintf(\"%.*s|%.*s|%zu|\", STR_ARG(e->path), STR_ARG(e->type), e->n);\n"
	"\t\tfwrite(e->bytes, 1, e->n, stdout);\n"
	"\t\tprintf(\"|%.*s|%.*s|%zu\\n\", (int)e->br_n, e->br_n ? e->br : \"\",\n"
	"\t\t       (int)e->gz_n, e->gz_n ? e->gz : \"\", e->etag.n);\n"
	"\t}\n"
	"\treturn embedded_find(STR(\"a\")) || embedded_find(STR(\"static/zz\")) ||\n"
	"\t       embedded_find(STR(\"\"));\n"
	"}\n";

static const char build[] =
	"cc -std=c17 -D_GNU_SOURCE -include \"$SOURCE/src/base/banned.h\" -Wall -Wextra -Werror "
	"-I\"$SOURCE/src\" -Igen show.c "
	"gen/embed/files.c \"$SOURCE\"/src/base/str.c \"$SOURCE\"/src/base/print.c "
	"\"$SOURCE\"/src/base/arena.c \"$SOURCE\"/src/base/err.c -o show && ./show";

TEST(every_file_is_found_again)
{
	struct tool tool;
	tool_begin(&tool);
	tool_put(&tool, "static/app.css", STR("body{}"));
	tool_put(&tool, "static/app.css.br", STR("BR"));
	tool_put(&tool, "static/app.css.gz", STR("GZIP"));
	tool_put(&tool, "static/only.gz", STR("by itself"));
	tool_put(&tool, "static/empty.js", STR(""));
	tool_put(&tool, "static/README.md", STR("not this"));
	tool_put(&tool, "static/.hidden", STR("nor this"));
	tool_put(&tool, "content/pages/a.md", STR("# A \"page\"\\"));
	tool_put(&tool, "sql/schema.sql", STR("x"));
	tool_put(&tool, "gen/embed/files.h", STR("old"));
	tool_put(&tool, "show.c", str_of(show));
	CHECK_INT(tool_run(&tool, "\"$TOOLS/embed\" gen/embed static content sql/schema.sql"), 0,
	          "embedded");
	CHECK_STR(tool.said, "", "without a word");
	const int built = tool_run(&tool, build);
	if (built) print_error("%.*s", STR_ARG(tool.said));
	CHECK_INT(built, 0, "it compiles, and every file is found");
	CHECK_STR(tool.said,
	          "content/pages/a.md|text/markdown; charset=utf-8|11|# A \"page\"\\|||32\n"
	          "sql/schema.sql|application/octet-stream|1|x|||32\n"
	          "static/app.css|text/css; charset=utf-8|6|body{}|BR|GZIP|32\n"
	          "static/empty.js|text/javascript; charset=utf-8|0||||32\n"
	          "static/only.gz|application/octet-stream|9|by itself|||32\n",
	          "in order, with their compressed forms");
	tool_end(&tool);
}

TEST(nothing_is_written_twice)
{
	struct tool tool;
	tool_begin(&tool);
	tool_put(&tool, "static/a.css", STR("1"));
	tool_put(&tool, "gen/x", STR(""));
	CHECK_INT(tool_run(&tool, "\"$TOOLS/embed\" gen static && touch -d 2020-01-01 gen/files.*"),
	          0, "once");
	CHECK_INT(tool_run(&tool, "\"$TOOLS/embed\" gen static && find gen -newermt 2021-01-01 "
	                          "-name 'files.*'"),
	          0, "again");
	CHECK_STR(tool.said, "", "nothing has changed");
	tool_put(&tool, "static/a.css", STR("2"));
	CHECK_INT(tool_run(&tool, "\"$TOOLS/embed\" gen static && find gen -newermt 2021-01-01 "
	                          "-name 'files.*'"),
	          0, "again");
	CHECK_STR(tool.said, "gen/files.c\n", "the same length, another hash");
	tool_end(&tool);
}

TEST(nothing_is_embedded_too)
{
	struct tool tool;
	tool_begin(&tool);
	tool_put(&tool, "gen/embed/x", STR(""));
	tool_put(&tool, "show.c", str_of(show));
	CHECK_INT(tool_run(&tool, "\"$TOOLS/embed\" gen/embed"), 0, "no paths");
	CHECK_INT(tool_run(&tool, build), 0, "it compiles");
	CHECK_STR(tool.said, "", "and is empty");
	tool_end(&tool);
}

TEST(what_lies_elsewhere_is_refused)
{
	const struct {
		const char *command, *said;
	} cases[] = {
		{ "\"$TOOLS/embed\" gen /etc/hostname",
		  "/etc/hostname: only what lies below this folder is embedded\n" },
		{ "\"$TOOLS/embed\" gen ../x",
		  "../x: only what lies below this folder is embedded\n" },
		{ "\"$TOOLS/embed\" gen static/../../x",
		  "static/../../x: only what lies below this folder is embedded\n" },
		{ "\"$TOOLS/embed\" gen ''", ": only what lies below this folder is embedded\n" },
		{ "\"$TOOLS/embed\" gen nothing", "nothing: there is no such file\n" },
		{ "mkdir s; ln -s /etc/hostname s/link; \"$TOOLS/embed\" gen s",
		  "s/link: only files are embedded, no links; copy it here\n" },
		{ "mkdir s; ln -s /etc s/etc; \"$TOOLS/embed\" gen s",
		  "s/etc: only files are embedded, no links; copy it here\n" },
		{ "mkdir s; : >'s/a b'; \"$TOOLS/embed\" gen s",
		  "s/a b: a name is of letters, digits, '-', '_' and '.'; rename it\n" },
		{ "\"$TOOLS/embed\"; test $? = 2 && exit 1", "usage: embed OUTDIR PATH...\n" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct tool tool;
		tool_begin(&tool);
		tool_put(&tool, "gen/x", STR(""));
		CHECK_INT(tool_run(&tool, cases[i].command), 1, cases[i].command);
		CHECK_STR(tool.said, cases[i].said, cases[i].command);
		CHECK(!tool_has(&tool, "gen/files.c"), "nothing is written");
		tool_end(&tool);
	}
}

TESTS(every_file_is_found_again, nothing_is_written_twice, nothing_is_embedded_too,
      what_lies_elsewhere_is_refused)
