/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* csv - see csv.h. */
#include "format/csv.h"

void csv_begin(struct csv *csv, struct buf *out)
{
	*csv = (struct csv){ .out = out };
	buf_str(out, STR("\xEF\xBB\xBF"));
}

static void cell(struct csv *csv)
{
	if (csv->inside) buf_byte(csv->out, ',');
	csv->inside = true;
}

/* Would a spreadsheet take it for a formula?  The full-width forms of the signs count too. */
static bool is_formula(struct str text)
{
	static const struct str wide[] = { STR_INIT("\xEF\xBC\x9D"), STR_INIT("\xEF\xBC\x8B"),
		                           STR_INIT("\xEF\xBC\x8D"), STR_INIT("\xEF\xBC\xA0") };
	size_t i = 0;

	while (i < text.n && (unsigned char)text.at[i] <= ' ') i++;
	const struct str rest = str_from(text, i);
	if (rest.n == 0) return false;
	if (strchr("=+-@", rest.at[0])) return true; /* rest is past the controls: never NUL */
	for (size_t w = 0; w < LEN(wide); w++)
		if (str_starts(rest, wide[w])) return true;
	return false;
}

/* ';' as well: it parts cells where the comma is the decimal sign. */
static bool needs_quotes(struct str text)
{
	if (text.n == 0) return false;
	if (text.at[0] == ' ' || text.at[text.n - 1] == ' ') return true;
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] != '\0' && strchr(",;\"\n", text.at[i])) return true;
	return false;
}

void csv_text(struct csv *csv, struct str text)
{
	const bool quotes = needs_quotes(text);

	cell(csv);
	if (quotes) buf_byte(csv->out, '"');
	if (is_formula(text)) buf_byte(csv->out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		const char c = text.at[i];
		if (c == '"')
			buf_str(csv->out, STR("\"\""));
		else if (c == '\n')
			buf_str(csv->out, STR("\r\n"));
		else if ((unsigned char)c >= ' ' && c != 0x7f)
			buf_byte(csv->out, c);
	}
	if (quotes) buf_byte(csv->out, '"');
}

void csv_i64(struct csv *csv, int64_t n)
{
	cell(csv);
	buf_i64(csv->out, n);
}

void csv_day(struct csv *csv, struct day day)
{
	cell(csv);
	if (day.n == DAY_NONE) return;
	const struct date date = day_date(day);
	buf_printf(csv->out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void csv_line(struct csv *csv)
{
	buf_str(csv->out, STR("\r\n"));
	csv->inside = false;
}
