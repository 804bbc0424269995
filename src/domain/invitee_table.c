/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invitee_table - see invitee_table.h. */
#include "domain/invitee_table.h"

static const struct {
	const char *words;
	enum invitee_column column;
} headings[] = {
	{ "name", COLUMN_NAME },
	{ "full name", COLUMN_NAME },
	{ "first name", COLUMN_FIRST_NAME },
	{ "given name", COLUMN_FIRST_NAME },
	{ "forename", COLUMN_FIRST_NAME },
	{ "last name", COLUMN_LAST_NAME },
	{ "family name", COLUMN_LAST_NAME },
	{ "surname", COLUMN_LAST_NAME },
	{ "email", COLUMN_EMAIL },
	{ "e-mail", COLUMN_EMAIL },
	{ "email address", COLUMN_EMAIL },
	{ "e-mail address", COLUMN_EMAIL },
	{ "work email", COLUMN_EMAIL },
	{ "organisation", COLUMN_EMPLOYER },
	{ "organization", COLUMN_EMPLOYER },
	{ "employer", COLUMN_EMPLOYER },
	{ "council", COLUMN_EMPLOYER },
	{ "authority", COLUMN_EMPLOYER },
	{ "trust", COLUMN_EMPLOYER },
	{ "company", COLUMN_EMPLOYER },
	{ "job", COLUMN_JOB },
	{ "job title", COLUMN_JOB },
	{ "role", COLUMN_JOB },
	{ "work", COLUMN_JOB },
};

static char separator_of(struct str row)
{
	return str_has(row, STR("\t")) ? '\t' : str_has(row, STR(";")) ? ';' : ',';
}

static struct str without_quotes(struct str cell)
{
	const struct str s = str_trim(cell);
	const bool quoted = s.n >= 2 && s.at[0] == '"' && s.at[s.n - 1] == '"';
	return quoted ? str_trim(str_part(s, 1, s.n - 1)) : s;
}

bool invitee_cells_of(struct str row, struct invitee_cells *out)
{
	const char separator = separator_of(row);
	bool quoted = false;
	size_t from = 0;

	out->n = 0;
	for (size_t i = 0; i <= row.n; i++) {
		if (i < row.n && row.at[i] == '"') quoted = !quoted;
		if (i < row.n && (quoted || row.at[i] != separator)) continue;
		if (out->n == INVITEE_CELLS_MAX) return false;
		out->at[out->n++] = without_quotes(str_part(row, from, i));
		from = i + 1;
	}
	return true;
}

static enum invitee_column column_of(struct str cell)
{
	for (size_t i = 0; i < LEN(headings); i++)
		if (str_eq_ci(cell, str_of(headings[i].words))) return headings[i].column;
	return COLUMN_UNKNOWN;
}

bool invitee_heading_of(const struct invitee_cells *cells, struct invitee_heading *out)
{
	bool has_email = false;

	for (size_t i = 0; i < cells->n; i++) {
		out->at[i] = column_of(cells->at[i]);
		has_email = has_email || out->at[i] == COLUMN_EMAIL;
	}
	out->n = has_email ? cells->n : 0;
	return has_email;
}

static struct str joined(struct arena *arena, struct str a, struct str b)
{
	if (a.n == 0 || b.n == 0) return a.n ? a : b;
	return str_printf(arena, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
}

static bool sort_by_heading(struct arena *arena, const struct invitee_cells *cells,
                            const struct invitee_heading *heading, struct str out[COLUMNS])
{
	for (size_t i = 0; i < cells->n && i < heading->n; i++)
		out[heading->at[i]] = joined(arena, out[heading->at[i]], cells->at[i]);
	if (out[COLUMN_NAME].n == 0)
		out[COLUMN_NAME] = joined(arena, out[COLUMN_FIRST_NAME], out[COLUMN_LAST_NAME]);
	return out[COLUMN_EMAIL].n > 0;
}

/* Names stand before the address, in one cell or two. */
static bool sort_by_place(struct arena *arena, const struct invitee_cells *cells,
                          struct str out[COLUMNS])
{
	size_t before = 0, after = 0;

	for (size_t i = 0; i < cells->n; i++) {
		const struct str cell = cells->at[i];
		if (cell.n == 0) continue;
		if (str_has(cell, STR("@"))) {
			if (out[COLUMN_EMAIL].n) return false;
			out[COLUMN_EMAIL] = cell;
		} else if (out[COLUMN_EMAIL].n == 0) {
			before++;
			out[COLUMN_NAME] = joined(arena, out[COLUMN_NAME], cell);
		} else if (before == 0 && after++ == 0) {
			out[COLUMN_NAME] = cell;
		} else {
			if (out[COLUMN_EMPLOYER].n) return false;
			out[COLUMN_EMPLOYER] = cell;
		}
	}
	return out[COLUMN_EMAIL].n && before <= 2;
}

bool invitee_sort_cells(struct arena *arena, const struct invitee_cells *cells,
                        const struct invitee_heading *heading, struct str out[COLUMNS])
{
	for (int i = 0; i < COLUMNS; i++) out[i] = (struct str){ 0 };
	return heading->n ? sort_by_heading(arena, cells, heading, out)
	                  : sort_by_place(arena, cells, out);
}
