/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_table - rows and cells of a table, each with its place. */
#include "domain/form_files.h"

enum { CELLS_MAX = 4 * 1000 * 1000, COLUMNS_MAX = 256 };

struct reader {
	struct arena *arena;
	struct str text;
	size_t at, line_start;
	int line;
	char separator;
	struct form_fault *fault;
};

static enum err wrong(struct reader *r, size_t at, const char *why)
{
	*r->fault = (struct form_fault){ r->line, (int)(at - r->line_start) + 1, str_of(why) };
	return ERR_INPUT;
}

static bool at_end_of_line(const struct reader *r)
{
	return r->at >= r->text.n || r->text.at[r->at] == '\n' ||
	       (r->text.at[r->at] == '\r' && r->at + 1 < r->text.n &&
	        r->text.at[r->at + 1] == '\n');
}

static enum err read_quoted(struct reader *r, struct str *out)
{
	const size_t start = r->at++;
	const int line = r->line;
	const size_t line_start = r->line_start;
	char *to = NEW(r->arena, char, 1); /* grows below: quotes only shorten */
	size_t n = 0, end = r->at;

	while (end < r->text.n &&
	       !(r->text.at[end] == '"' && (end + 1 >= r->text.n || r->text.at[end + 1] != '"')))
		end += r->text.at[end] == '"' ? 2 : 1;
	if (end >= r->text.n) {
		r->line = line;
		r->line_start = line_start;
		return wrong(r, start,
		             "This quotation mark is never closed: put another after the text.");
	}
	to = NEW(r->arena, char, end - r->at + 1);
	while (r->at < end) {
		const char c = r->text.at[r->at++];
		if (c == '"') r->at++;
		if (c == '\n') r->line++, r->line_start = r->at;
		to[n++] = c;
	}
	r->at = end + 1;
	*out = (struct str){ to, n };
	while (!at_end_of_line(r) && r->text.at[r->at] != r->separator) {
		if (r->text.at[r->at] != ' ')
			return wrong(r, r->at,
			             "Text follows a closed quotation mark. One that belongs to "
			             "the text is written twice.");
		r->at++;
	}
	return OK;
}

static enum err read_cell(struct reader *r, struct str *out)
{
	while (!at_end_of_line(r) && r->text.at[r->at] == ' ') r->at++;
	if (!at_end_of_line(r) && r->text.at[r->at] == '"') return read_quoted(r, out);
	const size_t start = r->at;
	while (!at_end_of_line(r) && r->text.at[r->at] != r->separator) r->at++;
	*out = str_trim(str_part(r->text, start, r->at));
	return OK;
}

/* The end of a line is passed. */
static void pass_line(struct reader *r)
{
	while (r->at < r->text.n && r->text.at[r->at] != '\n') r->at++;
	if (r->at < r->text.n) r->at++;
	r->line++;
	r->line_start = r->at;
}

static enum err read_row(struct reader *r, struct form_table *t, size_t row, int columns, int *got)
{
	bool any = false;

	for (int c = 0;; c++) {
		if (c == columns)
			return wrong(r, r->at,
			             "This row has more cells than the first line has names. Text "
			             "with a comma or semicolon in it goes in quotation marks.");
		const size_t i = row * (size_t)columns + (size_t)c;
		t->line[i] = r->line;
		t->column[i] = (int)(r->at - r->line_start) + 1;
		const enum err err = read_cell(r, &t->cell[i]);
		if (err) return err;
		any |= t->cell[i].n > 0;
		if (at_end_of_line(r)) {
			*got = any ? c + 1 : 0;
			for (c++; c < columns; c++) {
				const size_t empty = row * (size_t)columns + (size_t)c;
				t->cell[empty] = (struct str){ 0 };
				t->line[empty] = r->line;
				t->column[empty] = (int)(r->at - r->line_start) + 1;
			}
			pass_line(r);
			return OK;
		}
		r->at++;
	}
}

/* How many names the first line has, and what parts them. */
static int count_columns(struct reader *r)
{
	int commas = 0, semicolons = 0;
	bool quoted = false;

	for (size_t i = r->at; i < r->text.n && (quoted || r->text.at[i] != '\n'); i++) {
		if (r->text.at[i] == '"') quoted = !quoted;
		commas += !quoted && r->text.at[i] == ',';
		semicolons += !quoted && r->text.at[i] == ';';
	}
	r->separator = semicolons > commas ? ';' : ',';
	return (semicolons > commas ? semicolons : commas) + 1;
}

/* The line that is not UTF-8: a line break is never part of a longer letter. */
static enum err wrong_bytes(struct reader *r)
{
	size_t end = r->at;

	for (;; end++, r->line++, r->line_start = end) {
		const size_t start = end;
		while (end < r->text.n && r->text.at[end] != '\n') end++;
		if (end >= r->text.n || !str_is_utf8(str_part(r->text, start, end))) break;
	}
	return wrong(r, r->line_start, "This line is not UTF-8 text: save the table as CSV UTF-8.");
}

enum err form_table_parse(struct arena *arena, struct str text, struct form_table *out,
                          struct form_fault *fault)
{
	struct reader r = { .arena = arena, .text = text, .line = 1, .fault = fault };
	struct form_table t = { 0 };
	size_t lines = 1;
	int got = 0;

	if (str_starts(text, STR("\xEF\xBB\xBF"))) r.at = r.line_start = 3;
	for (size_t i = 0; i < text.n; i++) lines += text.at[i] == '\n';
	const int columns = count_columns(&r);
	if (!str_is_utf8(text)) return wrong_bytes(&r);
	if (columns > COLUMNS_MAX || lines * (size_t)columns > CELLS_MAX)
		return wrong(&r, r.at,
		             "This table is too large: at most 256 columns and 4 million cells.");
	t.columns = columns;
	t.cell = NEW(arena, struct str, lines * (size_t)columns);
	t.line = NEW(arena, int, lines *(size_t)columns);
	t.column = NEW(arena, int, lines *(size_t)columns);
	while (r.at < text.n) {
		const enum err err = read_row(&r, &t, (size_t)t.rows, columns, &got);
		if (err) return err;
		t.rows += got > 0;
	}
	if (t.rows == 0)
		return wrong(&r, r.at, "The table is empty: its first line names the columns.");
	*out = t;
	return OK;
}

int form_table_column(const struct form_table *table, const char *name)
{
	for (int c = 0; c < table->columns && table->rows; c++)
		if (str_eq_ci(table->cell[c], str_of(name))) return c;
	return FORM_NONE;
}

struct str form_table_cell(const struct form_table *table, int row, int column)
{
	if (column == FORM_NONE) return (struct str){ 0 };
	return table->cell[(size_t)row * (size_t)table->columns + (size_t)column];
}
