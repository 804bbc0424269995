/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables: quoted as RFC 4180 says, and nothing that a spreadsheet would run. */
#include "format/csv.h"

#include "support/check.h"

TEST(cells_are_quoted_and_tamed)
{
	const struct {
		struct str given;
		const char *cell;
	} cases[] = {
		{ STR_INIT(""), "" },
		{ STR_INIT("plain"), "plain" },
		{ STR_INIT("a,b"), "\"a,b\"" },
		{ STR_INIT("a;b"), "\"a;b\"" },
		{ STR_INIT("say \"it\""), "\"say \"\"it\"\"\"" },
		{ STR_INIT("two\nlines"), "\"two\r\nlines\"" },
		{ STR_INIT("two\r\nlines"), "\"two\r\nlines\"" },
		{ STR_INIT(" edge"), "\" edge\"" },
		{ STR_INIT("=1+1"), "'=1+1" },
		{ STR_INIT("+44 1234"), "'+44 1234" },
		{ STR_INIT("-1"), "'-1" },
		{ STR_INIT("@SUM(A1)"), "'@SUM(A1)" },
		{ STR_INIT("  =1"), "\"'  =1\"" },
		{ STR_INIT("\t=1"), "'=1" },
		{ STR_INIT("\0=1"), "'=1" },
		{ STR_INIT("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"" },
		{ STR_INIT("\xEF\xBC\x9D"
		           "1"),
		  "'\xEF\xBC\x9D"
		  "1" },
		{ STR_INIT("a=b"), "a=b" },
		{ STR_INIT("Pr\xC5\xB7s"), "Pr\xC5\xB7s" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct buf buf;
		struct csv csv;
		buf_init(&buf, 1000);
		csv_begin(&csv, &buf);
		csv_text(&csv, cases[i].given);
		CHECK_STR(str_from(buf_text(&buf), 3), cases[i].cell, "one cell");
		buf_release(&buf);
	}
}

TEST(a_table_has_lines_of_cells)
{
	struct buf buf;
	struct csv csv;
	buf_init(&buf, 1000);
	csv_begin(&csv, &buf);
	csv_text(&csv, STR("Organisation"));
	csv_text(&csv, STR("Places"));
	csv_line(&csv);
	csv_text(&csv, STR(""));
	csv_i64(&csv, -3);
	csv_day(&csv, day_of(2026, 12, 3));
	csv_day(&csv, (struct day){ DAY_NONE });
	csv_line(&csv);
	CHECK_STR(buf_text(&buf), "\xEF\xBB\xBFOrganisation,Places\r\n,-3,2026-12-03,\r\n",
	          "numbers stay numbers");
	buf_release(&buf);
}

TESTS(cells_are_quoted_and_tamed, a_table_has_lines_of_cells)
