/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invitee - see invitee.h. */
#include "domain/invitee.h"

#include "domain/email.h"

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

static bool is_known(const struct invitees *so_far, struct str email)
{
	for (size_t i = 0; i < so_far->n; i++)
		if (str_eq(so_far->at[i].email, email)) return true;
	return false;
}

static struct invitee read_one(struct arena *arena, const struct invitees *so_far, int line,
                               struct str piece)
{
	struct invitee who = { .line = line, .text = piece };
	struct str email = piece, name = { 0 };

	if (!split_angles(piece, &name, &email)) (void)split_row(piece, &name, &email);
	if (!str_has(email, STR("@"))) {
		who.fault = INVITEE_NO_ADDRESS;
	} else if (!email_is_good(email)) {
		who.fault = INVITEE_BAD_ADDRESS;
	} else if (str_points(name) > INVITEE_NAME_MAX) {
		who.fault = INVITEE_LONG_NAME;
	} else {
		who.email = str_lower(arena, email);
		who.name = name.n ? name : name_of_address(arena, who.email);
		if (is_known(so_far, who.email)) who.fault = INVITEE_TWICE;
	}
	return who;
}

/* Tabs, as tables are pasted with, are spaces. */
static struct str plain(struct arena *arena, struct str text)
{
	char *out = NEW(arena, char, text.n + 1);

	for (size_t i = 0; i < text.n; i++) out[i] = text.at[i] == '\t' ? ' ' : text.at[i];
	return (struct str){ out, text.n };
}

void invitees_read(struct arena *arena, struct str text, struct invitees *out)
{
	struct str rest = plain(arena, text), row, piece;

	out->n = 0;
	out->is_too_long = false;
	for (int line = 1; str_cut(&rest, '\n', &row); line++)
		while (str_cut(&row, ';', &piece)) {
			piece = str_trim(piece);
			if (str_ends(piece, STR(",")))
				piece = str_trim(str_part(piece, 0, piece.n - 1));
			if (piece.n == 0) continue;
			if (out->n == INVITEES_MAX) {
				out->is_too_long = true;
				return;
			}
			out->at[out->n] = read_one(arena, out, line, piece);
			out->n++;
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
	case INVITEE_TWICE:
		return str_printf(arena, "Line %d, “%.*s”: this address stands further up already",
		                  who->line, STR_ARG(shown));
	}
	return (struct str){ 0 };
}
