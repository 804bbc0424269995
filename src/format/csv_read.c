/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* csv_read - see csv_read.h. */
#include "format/csv_read.h"

#include <string.h>

static int peek(const struct csv_read *csv)
{
	return csv->at < csv->text.n ? (unsigned char)csv->text.at[csv->at] : -1;
}

/* One byte on; a column is a character, so bytes within one do not count. */
static void step(struct csv_read *csv)
{
	const int c = peek(csv);

	csv->at++;
	if (c == '\n') {
		csv->line++;
		csv->column = 1;
	} else if (peek(csv) < 0 || (peek(csv) & 0xC0) != 0x80)
		csv->column++;
}

static bool fail(struct csv_read *csv, const char *fault)
{
	csv->fault = fault;
	return false;
}

void csv_read_begin(struct csv_read *csv, struct str text)
{
	*csv = (struct csv_read){ .text = text, .comma = ',', .line = 1, .column = 1 };
	if (!str_is_utf8(text)) {
		csv->fault = "This file is not UTF-8 text. Save it as \"CSV UTF-8\".";
		return;
	}
	if (str_starts(text, STR("\xEF\xBB\xBF"))) csv->at = 3;
	for (size_t i = csv->at; i < text.n && text.at[i] != '\n' && text.at[i] != ','; i++)
		if (text.at[i] == ';') csv->comma = ';';
	for (size_t i = csv->at; i < text.n && text.at[i] != '\n'; i++)
		if (text.at[i] == ',') csv->comma = ',';
}

static bool is_end_of_cell(const struct csv_read *csv)
{
	const int c = peek(csv);

	return c < 0 || c == csv->comma || c == '\n' || c == '\r';
}

static void skip_blanks(struct csv_read *csv)
{
	while (peek(csv) == ' ' || peek(csv) == '\t') step(csv);
}

/* From the opening quote to past the closing one; doubled quotes become one. */
static bool read_quoted(struct csv_read *csv, struct arena *arena, struct csv_cell *cell)
{
	step(csv);
	const size_t start = csv->at;
	size_t n = 0;
	bool doubled = false;

	for (;; step(csv)) {
		if (peek(csv) < 0) {
			csv->line = cell->line;
			csv->column = cell->column;
			return fail(csv, "This quotation mark is never closed.");
		}
		if (peek(csv) != '"') continue;
		if (csv->at + 1 >= csv->text.n || csv->text.at[csv->at + 1] != '"') break;
		doubled = true;
		step(csv);
	}
	cell->text = str_part(csv->text, start, csv->at);
	step(csv);
	skip_blanks(csv);
	if (!is_end_of_cell(csv))
		return fail(csv, "After a closing quotation mark comes a comma or a new line.");
	if (doubled) {
		char *copy = NEW(arena, char, cell->text.n);
		for (size_t i = 0; i < cell->text.n; i++) {
			copy[n++] = cell->text.at[i];
			if (cell->text.at[i] == '"') i++;
		}
		cell->text = (struct str){ copy, n };
	}
	cell->text = str_trim(cell->text);
	return true;
}

static bool read_cell(struct csv_read *csv, struct arena *arena, struct csv_cell *cell)
{
	skip_blanks(csv);
	*cell = (struct csv_cell){ .line = csv->line, .column = csv->column };
	if (peek(csv) == '"') return read_quoted(csv, arena, cell);
	const size_t start = csv->at;
	while (!is_end_of_cell(csv)) {
		if (peek(csv) == '"')
			return fail(csv, "A cell with a quotation mark in it stands in quotation "
			                 "marks as a whole.");
		step(csv);
	}
	cell->text = str_trim(str_part(csv->text, start, csv->at));
	return true;
}

/* The end of a line, if it is one. */
static void read_line_end(struct csv_read *csv)
{
	if (peek(csv) == '\r') step(csv);
	if (peek(csv) == '\n') step(csv);
}

bool csv_read_row(struct csv_read *csv, struct arena *arena, struct csv_row *row)
{
	while (!csv->fault && peek(csv) >= 0) {
		bool empty = true;
		row->cells = 0;
		for (;;) {
			if (row->cells == CSV_CELLS_MAX)
				return fail(csv, "This line has more than 32 cells.");
			struct csv_cell *cell = &row->cell[row->cells++];
			if (!read_cell(csv, arena, cell)) return false;
			empty &= cell->text.n == 0;
			if (peek(csv) != csv->comma) break;
			step(csv);
		}
		read_line_end(csv);
		if (!empty) return true;
	}
	return false;
}
