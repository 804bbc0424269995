/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a page costs: a template against the same page by fprintf into open_memstream, once without any
 * escaping and once escaping as the template does.
 *
 * Usage: template_bench TMPLGEN SOURCES   (build/tools/tmplgen and the folder of the checkout)
 *
 * The template is compiled by TMPLGEN and by cc -O2 in a folder of its own, which is removed.  The
 * three take turns, so that a slow moment falls on all; the best of each is compared.  Exit 1 if they
 * do not write the same bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "support/folder.h"

static const char view[] = "#pragma once\n#include \"format/html.h\"\n"
			   "struct row_view { struct str name, organisation, days; struct url "
			   "link; int number; bool leads; };\n"
			   "struct list_view { struct str title; struct { const struct row_view "
			   "*at; size_t n; } rows; };\n";

static const char page[] =
	"{% view list_view from \"web/set.h\" %}\n"
	"<h1>{{ title }}</h1>\n"
	"<table class=\"plain\"><thead><tr><th scope=\"col\">Name</th><th "
	"scope=\"col\">From</th><th scope=\"col\">Days</th></tr></thead>\n"
	"<tbody>\n"
	"{% for row in rows %}\n"
	"<tr id=\"row-{{ row.number }}\" {% if row.leads %}class=\"leads\"{% end %}><th "
	"scope=\"row\"><a class=\"quiet\" href=\"{{ row.link }}\">{{ row.name }}</a></th>"
	"<td title=\"{{ row.organisation }}\">{{ row.organisation }}</td><td>{{ row.days "
	"}}</td></tr>\n"
	"{% end %}\n"
	"</tbody></table>\n";

static const char start[] =
	"#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <time.h>\n"
	"#include \"html/set.h\"\n#include \"web/set.h\"\n\n"
	"enum { ROWS = 40, PAGES = 2000, TURNS = 9 };\n\n"
	"static void esc(FILE *f, struct str s)\n{\n"
	"\tfor (size_t i = 0; i < s.n; i++) switch (s.at[i]) {\n"
	"\t\tcase '&': fputs(\"&amp;\", f); break;\n\t\tcase '<': fputs(\"&lt;\", f); break;\n"
	"\t\tcase '>': fputs(\"&gt;\", f); break;\n\t\tdefault: putc_unlocked(s.at[i], "
	"f);\n\t}\n}\n\n"
	"static void by_printf(FILE *f, const struct list_view *v)\n{\n"
	"\tfprintf(f, \"<h1>%.*s</h1>\\n<table class=\\\"plain\\\"><thead><tr><th "
	"scope=\\\"col\\\">Name</th>\"\n"
	"\t\t\"<th scope=\\\"col\\\">From</th><th "
	"scope=\\\"col\\\">Days</th></tr></thead>\\n<tbody>\\n\", STR_ARG(v->title));\n"
	"\tfor (size_t i = 0; i < v->rows.n; i++) {\n\t\tconst struct row_view *r = "
	"&v->rows.at[i];\n"
	"\t\tfprintf(f, \"<tr id=\\\"row-%d\\\" %s><th scope=\\\"row\\\"><a class=\\\"quiet\\\" "
	"href=\\\"%.*s\\\">%.*s</a></th>\"\n"
	"\t\t\t\"<td title=\\\"%.*s\\\">%.*s</td><td>%.*s</td></tr>\\n\", r->number, r->leads ? "
	"\"class=\\\"leads\\\"\" : \"\",\n"
	"\t\t\tSTR_ARG(r->link.text), STR_ARG(r->name), STR_ARG(r->organisation), "
	"STR_ARG(r->organisation), STR_ARG(r->days));\n"
	"\t}\n\tfprintf(f, \"</tbody></table>\");\n}\n\n"
	"static void by_escaping(FILE *f, const struct list_view *v)\n{\n"
	"\tfprintf(f, \"<h1>\");\n\tesc(f, v->title);\n"
	"\tfprintf(f, \"</h1>\\n<table class=\\\"plain\\\"><thead><tr><th "
	"scope=\\\"col\\\">Name</th>\"\n"
	"\t\t\"<th scope=\\\"col\\\">From</th><th "
	"scope=\\\"col\\\">Days</th></tr></thead>\\n<tbody>\\n\");\n"
	"\tfor (size_t i = 0; i < v->rows.n; i++) {\n\t\tconst struct row_view *r = "
	"&v->rows.at[i];\n"
	"\t\tfprintf(f, \"<tr id=\\\"row-%d\\\" %s><th scope=\\\"row\\\"><a class=\\\"quiet\\\" "
	"href=\\\"\", r->number,\n"
	"\t\t\tr->leads ? \"class=\\\"leads\\\"\" : \"\");\n"
	"\t\tesc(f, r->link.text);\n\t\tfprintf(f, \"\\\">\");\n\t\tesc(f, r->name);\n"
	"\t\tfprintf(f, \"</a></th><td title=\\\"\");\n\t\tesc(f, "
	"r->organisation);\n\t\tfprintf(f, \"\\\">\");\n"
	"\t\tesc(f, r->organisation);\n\t\tfprintf(f, \"</td><td>\");\n\t\tesc(f, r->days);\n"
	"\t\tfprintf(f, \"</td></tr>\\n\");\n\t}\n\tfprintf(f, \"</tbody></table>\");\n}\n\n";

static const char finish[] =
	"static double now(void)\n{\n\tstruct timespec t;\n\tclock_gettime(CLOCK_MONOTONIC, &t);\n"
	"\treturn (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;\n}\n\n"
	"static double run(int way, const struct list_view *v, size_t *n, char **copy)\n{\n"
	"\tstruct buf out;\n\tconst double from = now();\n\tbuf_init(&out, 1 << 20);\n"
	"\tfor (int i = 0; i < PAGES; i++) {\n\t\tif (way == 0) {\n\t\t\tbuf_release(&out);\n"
	"\t\t\tbuf_init(&out, 1 << 20);\n\t\t\thtml_set_list(&out, v);\n\t\t\t*n = "
	"out.n;\n\t\t\tcontinue;\n\t\t}\n"
	"\t\tchar *at = NULL;\n\t\tFILE *f = open_memstream(&at, n);\n"
	"\t\tif (way == 1) by_printf(f, v);\n\t\telse by_escaping(f, v);\n\t\tfclose(f);\n"
	"\t\tif (i == PAGES - 1) *copy = at;\n\t\telse free(at);\n\t}\n"
	"\tif (way == 0) *copy = out.at;\n\treturn (now() - from) / PAGES;\n}\n\n"
	"int main(void)\n{\n\tstatic struct row_view rows[ROWS];\n"
	"\tfor (int i = 0; i < ROWS; i++)\n"
	"\t\trows[i] = (struct row_view){ STR(\"Amara Okafor\"), STR(\"Riverside District "
	"Council\"),\n"
	"\t\t\tSTR(\"Thursday 3 December 2026, 9:30am to 1pm\"), { STR(\"/people/0123456789abc\") "
	"}, i, i % 8 == 0 };\n"
	"\tconst struct list_view v = { STR(\"Everyone in Riverside\"), { rows, ROWS } };\n"
	"\tdouble best[3] = { 1e9, 1e9, 1e9 };\n\tfor (int t = 0; t < TURNS; t++) {\n"
	"\t\tsize_t n[3] = { 0 };\n\t\tchar *made[3];\n\t\tfor (int w = 0; w < 3; w++) {\n"
	"\t\t\tconst double us = run(w, &v, &n[w], &made[w]);\n\t\t\tif (us < best[w]) best[w] = "
	"us;\n\t\t}\n"
	"\t\tfor (int w = 1; w < 3; w++)\n\t\t\tif (n[w] != n[0] || memcmp(made[w], made[0], n[0]) "
	"!= 0) return 1;\n"
	"\t\tif (t == 0) printf(\"a page of %zu bytes, %d rows\\n\", n[0], ROWS);\n"
	"\t\tfor (int w = 0; w < 3; w++) free(made[w]);\n\t}\n"
	"\tprintf(\"template             %7.2f us\\n\", best[0]);\n"
	"\tprintf(\"fprintf, no escapes  %7.2f us   ratio %.2f\\n\", best[1], best[0] / best[1]);\n"
	"\tprintf(\"fprintf, escaping    %7.2f us   ratio %.2f\\n\", best[2], best[0] / best[2]);\n"
	"\treturn 0;\n}\n";

static bool put(const char *path, const char *text, const char *more)
{
	FILE *file = fopen(path, "wb");
	return file && fputs(text, file) >= 0 && fputs(more, file) >= 0 && fclose(file) == 0;
}

int main(int argc, char **argv)
{
	static const char command[] =
		"\"$0\" templates html && cc -std=c17 -D_GNU_SOURCE -O2 -include "
		"\"$1/src/base/banned.h\" -I. -I\"$1/src\" "
		"main.c html/set.c \"$1\"/src/format/html.c \"$1\"/src/base/arena.c "
		"\"$1\"/src/base/buf.c "
		"\"$1\"/src/base/err.c \"$1\"/src/base/print.c \"$1\"/src/base/str.c -lm -o bench "
		"&& ./bench";
	struct folder folder;
	char *tool = argc == 3 ? realpath(argv[1], NULL) : NULL;
	char *sources = argc == 3 ? realpath(argv[2], NULL) : NULL;

	if (!tool || !sources) {
		(void)fprintf(stderr, "usage: template_bench TMPLGEN SOURCES\n");
		return 2;
	}
	folder_make(&folder);
	bool ok = chdir(folder.path) == 0 && mkdir("templates", 0700) == 0 &&
	          mkdir("templates/set", 0700) == 0 && mkdir("html", 0700) == 0 &&
	          mkdir("web", 0700) == 0 && put("templates/set/list.html", page, "") &&
	          put("web/set.h", view, "") && put("main.c", start, finish);
	struct arena *arena = arena_new(1 << 20);
	const char *line =
		str_z(arena, str_printf(arena, "sh -c '%s' '%s' '%s'", command, tool, sources));
	ok = ok && system(line) == 0;
	ok = chdir("/") == 0 && ok;
	folder_remove(&folder);
	arena_free(arena);
	free(tool);
	free(sources);
	return ok ? 0 : 1;
}
