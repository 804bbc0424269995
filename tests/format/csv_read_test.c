/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/csv_read.h"

#include "base/buf.h"
#include "format/csv.h"
#include "support/check.h"

/* Cells in [brackets], rows on lines; a fault as line:column sentence. */
static struct str show(struct arena *arena, struct str text)
{
	struct csv_read csv;
	struct csv_row row;
	struct str out = STR("");

	csv_read_begin(&csv, text);
	while (csv_read_row(&csv, arena, &row)) {
		for (int i = 0; i < row.cells; i++)
			out = str_printf(arena, "%.*s[%.*s]", STR_ARG(out),
			                 STR_ARG(row.cell[i].text));
		out = str_printf(arena, "%.*s\n", STR_ARG(out));
	}
	if (csv.fault)
		out = str_printf(arena, "%.*s%d:%d: %s", STR_ARG(out), csv.line, csv.column,
		                 csv.fault);
	return out;
}

TEST(tables_are_read_as_spreadsheets_write_them)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "a,b\nc,d\n", "[a][b]\n[c][d]\n" },
		{ "a,b\r\nc,d", "[a][b]\n[c][d]\n" },
		{ "\xEF\xBB\xBF"
		  "name\n",
		  "[name]\n" },
		{ "a;b\n1,5;2\n", "[a][b]\n[1,5][2]\n" },
		{ "a,b;c\n", "[a][b;c]\n" },
		{ " a , b \n\n ,,\n\nc", "[a][b]\n[c]\n" },
		{ "\"a,b\",\"say \"\"hi\"\"\"\n", "[a,b][say \"hi\"]\n" },
		{ "\"two\nlines\",x\n", "[two\nlines][x]\n" },
		{ ",a\n", "[][a]\n" },
		{ "a\rb\n", "[a]\n[b]\n" },
		{ "a,\"b\n", "1:3: This quotation mark is never closed." },
		{ "x\na,\"b\"c\n",
		  "[x]\n2:6: After a closing quotation mark comes a comma or a new line." },
		{ "\xC3\xA9\xC3\xA9,b\"c\n",
		  "1:5: A cell with a quotation mark in it stands in quotation marks as a whole." },
		{ "\xff", "1:1: This file is not UTF-8 text. Save it as \"CSV UTF-8\"." },
		{ ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
		  "1:33: This line has more than 32 cells." },
	};
	struct arena *arena = arena_new(1 << 20);

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(show(arena, str_of(cases[i][0])), cases[i][1], cases[i][0]);
	arena_free(arena);
}

TEST(what_csv_writes_is_read_back)
{
	static const char letters[] = "ab ,;\"\n-=.";
	struct arena *arena = arena_new(1 << 22);

	FOR_SEEDS (random, 500) {
		struct buf out;
		struct csv csv;
		struct csv_read read;
		struct csv_row row;
		struct str text[12];
		const int cells = 2 + (int)random_below(&random, 10);
		arena_reset(arena);
		buf_init(&out, 1 << 16);
		csv_begin(&csv, &out);
		csv_text(&csv, STR("head,")); /* a comma in the first line: never semicolons */
		csv_line(&csv);
		for (int i = 0; i < cells; i++) {
			char *at = NEW(arena, char, 9);
			const size_t n = random_below(&random, 9);
			for (size_t k = 0; k < n; k++)
				at[k] = letters[random_below(&random, sizeof(letters) - 1)];
			at[0] = 'x'; /* no formula, never empty */
			text[i] = str_trim((struct str){ at, n ? n : 1 });
			csv_text(&csv, text[i]);
		}
		csv_line(&csv);
		csv_read_begin(&read, buf_text(&out));
		CHECK(csv_read_row(&read, arena, &row) && csv_read_row(&read, arena, &row), "two");
		CHECK_INT(row.cells, cells, "as many cells");
		for (int i = 0; i < cells; i++) {
			struct str want = { 0 };
			for (size_t k = 0; k < text[i].n; k++) /* csv writes CRLF inside */
				want = str_printf(arena, "%.*s%s%c", STR_ARG(want),
				                  text[i].at[k] == '\n' ? "\r" : "", text[i].at[k]);
			CHECK_STR(row.cell[i].text, str_z(arena, want), "the same text");
		}
		CHECK(!csv_read_row(&read, arena, &row) && !read.fault, "and no more");
		buf_release(&out);
	}
	arena_free(arena);
}

TESTS(tables_are_read_as_spreadsheets_write_them, what_csv_writes_is_read_back)
