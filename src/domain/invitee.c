/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invitee - see invitee.h. */
#include "domain/invitee.h"

#include "domain/email.h"
#include "domain/invitee_table.h"

enum { SHOWN_MOST = 60 }; /* letters of a faulty line that are said back */

static bool is_upper_or_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "ben.hartley" becomes "Ben Hartley"; digits and what stands after a + are dropped. */
static struct str name_of_address(struct arena *arena, struct str email)
{
	struct str rest = email, local = email;
	size_t n = 0;

	(void)str_cut(&rest, '@', &local);
	char *out = NEW(arena, char, local.n + 1);
	for (size_t i = 0; i < local.n && local.at[i] != '+'; i++) {
		const char c = local.at[i];
		const bool first = n == 0 || out[n - 1] == ' ' || out[n - 1] == '-';
		if (is_upper_or_lower(c))
			out[n++] = (char)(first && c >= 'a' ? c - ('a' - 'A') : c);
		else if ((c == '.' || c == '_') && n && out[n - 1] != ' ')
			out[n++] = ' ';
		else if (c == '-' && n && !first)
			out[n++] = '-';
	}
	const struct str name = str_trim((struct str){ out, n });
	return name.n ? name : email;
}

static struct str unquoted(struct str s)
{
	const struct str name = str_trim(s);
	const bool quoted = name.n >= 2 && name.at[0] == '"' && name.at[name.n - 1] == '"';
	return quoted ? str_trim(str_part(name, 1, name.n - 1)) : name;
}

/* "Name <address>": what stands before, and between. */
static bool split_angles(struct str piece, struct str *name, struct str *email)
{
	struct str rest = piece, before;

	if (!str_has(piece, STR("<"))) return false;
	(void)str_cut(&rest, '<', &before);
	*name = unquoted(before);
	*email = rest;
	if (str_ends(*email, STR(">"))) *email = str_part(*email, 0, email->n - 1);
	*email = str_trim(*email);
	return true;
}

static bool parts(char c)
{
	return c == ' ' || c == ',' || c == '(' || c == ')';
}

/* What stands before or after an address, without the comma or the bracket that parted them. */
static struct str name_beside(struct str s)
{
	struct str out = str_trim(s);

	while (out.n && parts(out.at[out.n - 1]) && out.at[out.n - 1] != ')') out.n--;
	while (out.n && parts(out.at[0]) && out.at[0] != '(') out = str_part(out, 1, out.n);
	return unquoted(out);
}

/* "Name address", "Name, address", "address, Name": a row of a table, in either order.  False if there is not
 * exactly one word with an @ in it. */
static bool split_row(struct str piece, struct str *name, struct str *email)
{
	size_t from = 0, to = 0, found = 0;

	for (size_t i = 0; i < piece.n;) {
		size_t end = i;
		while (end < piece.n && !parts(piece.at[end])) end++;
		if (str_has(str_part(piece, i, end), STR("@"))) {
			found++;
			from = i;
			to = end;
		}
		i = end + 1;
	}
	if (found != 1) return false;
	const struct str before = name_beside(str_part(piece, 0, from));
	const struct str after = name_beside(str_part(piece, to, piece.n));
	if (before.n && after.n) return false; /* words on both sides: not for us to guess */
	*email = str_part(piece, from, to);
	*name = before.n ? before : after;
	return true;
}

/* "PhD", "MBE": letters after a name, not a first name. */
static bool is_honour(struct str s)
{
	int capitals = 0;

	for (size_t i = 0; i < s.n; i++) capitals += s.at[i] >= 'A' && s.at[i] <= 'Z';
	return s.n <= 5 && capitals > 1 && !str_has(s, STR(" "));
}

/* "Hartley, Ben", as directories write it, is Ben Hartley: he is to be greeted by his first name. */
static struct str first_name_first(struct arena *arena, struct str name)
{
	struct str first = name, last;

	if (!str_cut(&first, ',', &last)) return name;
	first = str_trim(first);
	last = str_trim(last);
	if (first.n == 0 || last.n == 0 || str_has(first, STR(",")) || str_has(name, STR("(")) ||
	    is_honour(first))
		return name;
	return str_printf(arena, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
}

static bool is_known(const struct invitees *so_far, struct str email)
{
	for (size_t i = 0; i < so_far->n; i++)
		if (str_eq(so_far->at[i].email, email)) return true;
	return false;
}

/* Checks what was found and makes the invitee of it. */
static void settle(struct arena *arena, const struct invitees *so_far, struct str name,
                   struct str email, struct invitee *who)
{
	if (!str_has(email, STR("@"))) {
		who->fault = INVITEE_NO_ADDRESS;
	} else if (!email_is_good(email)) {
		who->fault = INVITEE_BAD_ADDRESS;
	} else if (str_points(name) > INVITEE_NAME_MAX) {
		who->fault = INVITEE_LONG_NAME;
	} else {
		who->email = str_lower(arena, email);
		who->name =
			name.n ? first_name_first(arena, name) : name_of_address(arena, who->email);
		if (is_known(so_far, who->email)) who->fault = INVITEE_TWICE;
	}
}

static size_t addresses_in(struct str row)
{
	size_t n = 0;

	for (size_t i = 0; i < row.n; i++) n += row.at[i] == '@';
	return n;
}

/* The row as cells of a table. */
static struct invitee read_cells(struct arena *arena, const struct invitees *so_far,
                                 const struct invitee_heading *heading, int line, struct str row)
{
	struct invitee who = { .line = line, .text = row };
	struct invitee_cells cells;
	struct str at[COLUMNS], email;

	if (addresses_in(row) == 0) {
		who.fault = INVITEE_NO_ADDRESS;
	} else if (!invitee_cells_of(row, &cells) ||
	           !invitee_sort_cells(arena, &cells, heading, at)) {
		who.fault = INVITEE_COLUMNS;
	} else {
		email = at[COLUMN_EMAIL];
		if (str_starts(email, STR("<")) && str_ends(email, STR(">")))
			email = str_part(email, 1, email.n - 1);
		who.employer = at[COLUMN_EMPLOYER];
		who.job = at[COLUMN_JOB];
		settle(arena, so_far, at[COLUMN_NAME], email, &who);
	}
	return who;
}

static struct invitee read_piece(struct arena *arena, const struct invitees *so_far, int line,
                                 struct str piece)
{
	static const struct invitee_heading none;
	struct invitee who = { .line = line, .text = piece };
	struct str email = piece, name = { 0 };

	if (split_angles(piece, &name, &email)) {
		settle(arena, so_far, name, email, &who);
		return who;
	}
	if (str_has(piece, STR("\t"))) return read_cells(arena, so_far, &none, line, piece);
	if (!split_row(piece, &name, &email) && str_has(piece, STR(",")))
		return read_cells(arena, so_far, &none, line, piece);
	settle(arena, so_far, name, email, &who);
	return who;
}

static bool add(struct invitees *out, struct invitee who)
{
	if (out->n == INVITEES_MAX) {
		out->is_too_long = true;
		return false;
	}
	out->at[out->n++] = who;
	return true;
}

/* "Ann <a@x.example>, b@x.example": commas part people if each part has an address of its own. */
static bool are_people(struct str piece, struct invitee_cells *cells)
{
	if (addresses_in(piece) < 2 || !invitee_cells_of(piece, cells)) return false;
	for (size_t i = 0; i < cells->n; i++)
		if (addresses_in(cells->at[i]) != 1) return false;
	return cells->n > 1;
}

/* Several people may stand on a line, parted as mail programs part them. */
static bool read_line(struct arena *arena, struct str row, int line, struct invitees *out)
{
	struct invitee_cells people;
	struct str piece;

	while (str_cut(&row, ';', &piece)) {
		piece = str_trim(piece);
		if (str_ends(piece, STR(","))) piece = str_trim(str_part(piece, 0, piece.n - 1));
		if (piece.n == 0) continue;
		if (!are_people(piece, &people)) people = (struct invitee_cells){ { piece }, 1 };
		for (size_t i = 0; i < people.n; i++)
			if (!add(out, read_piece(arena, out, line, people.at[i]))) return false;
	}
	return true;
}

/* A spreadsheet saved with semicolons: more than one cell is filled, and one of them holds the address. */
static bool is_semicolon_row(struct str row)
{
	struct str rest = row, piece;
	size_t filled = 0;

	while (str_cut(&rest, ';', &piece)) filled += str_trim(piece).n > 0;
	return filled > 1 && addresses_in(row) == 1;
}

void invitees_read(struct arena *arena, struct str text, struct invitees *out)
{
	struct invitee_heading heading = { .n = 0 };
	struct invitee_cells cells;
	struct str rest = text, row;
	bool more = true;

	*out = (struct invitees){ .n = 0 };
	for (int line = 1; more && str_cut(&rest, '\n', &row); line++) {
		row = str_trim(row);
		if (row.n == 0) continue;
		if (out->n == 0 && !heading.n && addresses_in(row) == 0 &&
		    invitee_cells_of(row, &cells) && invitee_heading_of(&cells, &heading))
			out->heading = row;
		else if (heading.n || is_semicolon_row(row))
			more = add(out, read_cells(arena, out, &heading, line, row));
		else
			more = read_line(arena, row, line, out);
	}
}

struct str invitee_fault_words(struct arena *arena, const struct invitee *who)
{
	const struct str shown = str_first(who->text, SHOWN_MOST);

	switch (who->fault) {
	case INVITEE_OK:
		return (struct str){ 0 };
	case INVITEE_NO_ADDRESS:
		return str_printf(arena, "Line %d, “%.*s”: add an email address", who->line,
		                  STR_ARG(shown));
	case INVITEE_BAD_ADDRESS:
		return str_printf(arena,
		                  "Line %d, “%.*s”: write the email address like "
		                  "name@example.gov.uk",
		                  who->line, STR_ARG(shown));
	case INVITEE_LONG_NAME:
		return str_printf(arena, "Line %d, “%.*s”: a name has %d letters at most",
		                  who->line, STR_ARG(shown), INVITEE_NAME_MAX);
	case INVITEE_COLUMNS:
		return str_printf(
			arena,
			"Line %d, “%.*s”: we can’t tell what each part is. Put a row above "
			"them that says Name, Email, Organisation, as it fits",
			who->line, STR_ARG(shown));
	case INVITEE_TWICE:
		return str_printf(arena, "Line %d, “%.*s”: this address stands further up already",
		                  who->line, STR_ARG(shown));
	}
	return (struct str){ 0 };
}
