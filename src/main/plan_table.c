/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_table - see plan_table.h. */
#include "main/plan_table.h"

static bool fail_at(struct plan_table *table, int line, int column, struct str why)
{
	if (!table->failed) *table->fault = (struct plan_fault){ table->file, line, column, why };
	table->failed = true;
	return false;
}

bool plan_table_fail(struct plan_table *table, int n, const char *format, ...)
{
	const struct csv_cell cell = plan_table_cell(table, n);
	va_list args;

	va_start(args, format);
	const struct str why = str_vprintf(table->arena, format, args);
	va_end(args);
	return fail_at(table, cell.line, cell.column, why);
}

static const char *bare(const char *column)
{
	return *column == '?' ? column + 1 : column;
}

struct str plan_table_list(struct arena *arena, const char *const *words)
{
	struct str out = STR("");

	for (int i = 0; words[i]; i++)
		if (words[i][0])
			out = str_printf(arena, "%.*s%s%s", STR_ARG(out), out.n ? ", " : "",
			                 bare(words[i]));
	return out;
}

/* A cell as it is told back: no more of it than anybody wants to read. */
static struct str shown(struct arena *arena, struct str text)
{
	enum { POINTS = 40 };
	const struct str first = str_first(text, POINTS);

	return first.n < text.n ? str_printf(arena, "%.*s...", STR_ARG(first)) : text;
}

static bool read_head(struct plan_table *table)
{
	for (int i = 0; table->column[i]; i++) table->at[i] = -1;
	table->width = table->row.cells;
	for (int c = 0; c < table->row.cells; c++) {
		const struct csv_cell *cell = &table->row.cell[c];
		int found = -1;
		if (cell->text.n == 0) continue;
		for (int i = 0; table->column[i]; i++)
			if (str_eq_ci(cell->text, str_of(bare(table->column[i])))) found = i;
		if (found < 0)
			return fail_at(
				table, cell->line, cell->column,
				str_printf(table->arena,
			                   "There is no column \"%.*s\" here. They are: %.*s.",
			                   STR_ARG(shown(table->arena, cell->text)),
			                   STR_ARG(plan_table_list(table->arena, table->column))));
		if (table->at[found] >= 0)
			return fail_at(table, cell->line, cell->column,
			               STR("This column is there twice."));
		table->at[found] = c;
	}
	for (int i = 0; table->column[i]; i++)
		if (table->at[i] < 0 && *table->column[i] != '?')
			return fail_at(table, table->row.cell[0].line, 1,
			               str_printf(table->arena, "The column \"%s\" is missing.",
			                          table->column[i]));
	return true;
}

bool plan_table_begin(struct plan_table *table, struct arena *arena, struct plan_fault *fault,
                      enum plan_file file, struct str text, const char *const *columns)
{
	*table = (struct plan_table){
		.arena = arena, .fault = fault, .file = file, .column = columns
	};
	csv_read_begin(&table->csv, text);
	if (!plan_table_next(table)) {
		if (table->failed) return false;
		return fail_at(table, 1, 1, STR("The first line names the columns."));
	}
	return read_head(table);
}

/* Nothing may stand where the first line names no column: it would be lost. */
static bool is_under_head(struct plan_table *table)
{
	for (int c = table->width; table->width && c < table->row.cells; c++)
		if (table->row.cell[c].text.n)
			return fail_at(
				table, table->row.cell[c].line, table->row.cell[c].column,
				STR("This is beyond the last column. A text with a comma in it "
			            "stands in quotation marks."));
	return true;
}

bool plan_table_next(struct plan_table *table)
{
	if (table->failed) return false;
	if (csv_read_row(&table->csv, table->arena, &table->row)) return is_under_head(table);
	if (table->csv.fault)
		(void)fail_at(table, table->csv.line, table->csv.column, str_of(table->csv.fault));
	return false;
}

struct str plan_table_shown(const struct plan_table *table, int n)
{
	return shown(table->arena, plan_table_cell(table, n).text);
}

struct csv_cell plan_table_cell(const struct plan_table *table, int n)
{
	const int at = table->at[n];

	if (at >= 0 && at < table->row.cells) return table->row.cell[at];
	return (struct csv_cell){ STR(""), table->row.cell[0].line, table->row.cell[0].column };
}

bool plan_table_number(struct plan_table *table, int n, int least, int most, int *out)
{
	const struct str text = plan_table_cell(table, n).text;
	int64_t number;

	if (!str_i64(text, least, most, &number))
		return plan_table_fail(table, n, "\"%.*s\" is not a whole number from %d to %d.",
		                       STR_ARG(shown(table->arena, text)), least, most);
	*out = (int)number;
	return true;
}

enum { YEAR_MIN = 2000, YEAR_MAX = 2150 };

/* "5/11/2026", "05.11.26", "2026-9-5": the day first, as it is written in Britain, or the year. */
static bool read_loose(struct str text, struct day *out)
{
	enum { CENTURY = 100 };
	int64_t part[3];
	char separator = 0;

	for (size_t i = 0; i < text.n && !separator; i++)
		if (text.at[i] == '/' || text.at[i] == '.' || text.at[i] == '-')
			separator = text.at[i];
	for (int i = 0; i < 3; i++) {
		struct str word;
		if (!str_cut(&text, separator, &word)) return false;
		if (!str_i64(word, 1, YEAR_MAX, &part[i])) return false;
	}
	const bool is_year_first = part[0] >= YEAR_MIN;
	const int64_t year = is_year_first ? part[0] : part[2],
		      day = is_year_first ? part[2] : part[0];
	const int full = (int)(year < CENTURY ? year + YEAR_MIN : year);
	if (text.n || full < YEAR_MIN || !day_is_valid(full, (int)part[1], (int)day)) return false;
	*out = day_of(full, (int)part[1], (int)day);
	return true;
}

bool plan_table_day(struct plan_table *table, int n, struct day *out)
{
	const struct str text = plan_table_cell(table, n).text;
	struct day meant;

	if (day_parse(text, out) && day_date(*out).year >= YEAR_MIN &&
	    day_date(*out).year <= YEAR_MAX)
		return true;
	if (read_loose(text, &meant))
		return plan_table_fail(table, n, "Write this as %.*s if it is %.*s.",
		                       STR_ARG(day_iso(table->arena, meant)),
		                       STR_ARG(day_words_year(table->arena, meant)));
	return plan_table_fail(table, n,
	                       "\"%.*s\" is no day between 2000 and 2150. Write a date such as "
	                       "2026-11-05.",
	                       STR_ARG(shown(table->arena, text)));
}

bool plan_table_choice(struct plan_table *table, int n, const char *const *words, int *out)
{
	const struct str text = plan_table_cell(table, n).text;

	for (int i = 0; words[i]; i++)
		if (str_eq_ci(text, str_of(words[i]))) {
			*out = i;
			return true;
		}
	return plan_table_fail(table, n, "\"%.*s\" does not fit here. Write one of: %.*s.",
	                       STR_ARG(shown(table->arena, text)),
	                       STR_ARG(plan_table_list(table->arena, words)));
}

bool plan_table_text(struct plan_table *table, int n, struct str *out)
{
	*out = plan_table_cell(table, n).text;
	if (out->n == 0)
		return plan_table_fail(table, n, "\"%s\" is empty here.", bare(table->column[n]));
	if (out->n > 200) return plan_table_fail(table, n, "This is longer than 200 bytes.");
	return true;
}
