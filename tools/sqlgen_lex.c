/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlgen_lex - words, numbers, texts, parameters and marks of SQL; and the schema's columns. */
#include "sqlgen_parts.h"

#include <stdarg.h>

void sqlgen_begin(struct sqlgen *gen, struct arena *arena)
{
	*gen = (struct sqlgen){ .arena = arena };
	gen->last = &gen->first;
}

/* Keeps the first fault only; always false, so that callers can return it. */
bool sqlgen_fault(struct sqlgen *gen, const char *at, const char *format, ...)
{
	if (gen->fault.n != 0) return false;
	int line = 1, col = 1;
	for (const char *p = gen->source.at;
	     p != NULL && p < at && p < gen->source.at + gen->source.n; p++) {
		col = *p == '\n' ? 1 : col + 1;
		line += *p == '\n';
	}
	va_list args;
	va_start(args, format);
	struct str what = str_vprintf(gen->arena, format, args);
	va_end(args);
	gen->fault = str_printf(gen->arena, "%s:%d:%d: %.*s", gen->file, line, col, STR_ARG(what));
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many bytes the token at `s` has; 0 for a text without an end. */
static size_t token_length(struct str s, enum token_kind *kind)
{
	size_t n = 1;
	if (is_letter(s.at[0]) || s.at[0] == '@') {
		*kind = TOKEN_WORD;
		while (n < s.n && (is_letter(s.at[n]) || is_digit(s.at[n]))) n++;
	} else if (is_digit(s.at[0])) {
		*kind = TOKEN_NUMBER;
		while (n < s.n && is_digit(s.at[n])) n++;
	} else if (s.at[0] == '\'') {
		*kind = TOKEN_TEXT;
		while (n < s.n && s.at[n] != '\'') n++;
		return n < s.n ? n + 1 : 0;
	} else if (s.at[0] == ':' && s.n > 1 && is_letter(s.at[1])) {
		*kind = TOKEN_PARAM;
		while (n < s.n && (is_letter(s.at[n]) || is_digit(s.at[n]))) n++;
	} else if (str_starts(s, STR("--"))) {
		*kind = TOKEN_COMMENT;
		while (n < s.n && s.at[n] != '\n') n++;
	} else {
		*kind = TOKEN_MARK;
		static const char *const pairs[] = { "<=", ">=", "<>", "||", "::", "!=", "->" };
		for (size_t i = 0; i < LEN(pairs); i++)
			if (str_starts(s, str_of(pairs[i]))) n = 2;
	}
	return n;
}

bool sqlgen_lex(struct sqlgen *gen, struct tokens *out)
{
	struct str rest = gen->source;
	struct token *at = NEW(gen->arena, struct token, rest.n + 1);
	size_t n = 0;
	int depth = 0;

	while (rest.n > 0) {
		char c = rest.at[0];
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			rest = str_from(rest, 1);
			continue;
		}
		if ((unsigned char)c >= 0x80 || (unsigned char)c < ' ')
			return sqlgen_fault(gen, rest.at,
			                    "SQL is written in ASCII outside comments");
		enum token_kind kind = TOKEN_MARK;
		size_t length = token_length(rest, &kind);
		if (length == 0)
			return sqlgen_fault(gen, rest.at, "this text has no closing quote");
		if (kind == TOKEN_MARK && c == ')' && --depth < 0)
			return sqlgen_fault(gen, rest.at, "this bracket closes nothing");
		at[n++] = (struct token){ .kind = kind,
			                  .text = str_part(rest, 0, length),
			                  .depth = depth };
		depth += kind == TOKEN_MARK && c == '(';
		rest = str_from(rest, length);
	}
	*out = (struct tokens){ at, n };
	return true;
}

bool token_is(const struct token *token, const char *word)
{
	return (token->kind == TOKEN_WORD || token->kind == TOKEN_MARK) &&
	       str_eq_ci(token->text, str_of(word));
}

/* ---- the schema ---- */

/* "-- house: the full name" says whose key it is. */
static enum scope scope_of_comment(struct str comment)
{
	struct str words = str_trim(str_from(comment, 2));
	if (str_starts(words, STR("house:"))) return SCOPE_HOUSE;
	if (str_starts(words, STR("set:"))) return SCOPE_SET;
	if (str_starts(words, STR("person:"))) return SCOPE_PERSON;
	return SCOPE_NONE;
}

static bool is_constraint(const struct token *token)
{
	static const char *const words[] = { "PRIMARY", "UNIQUE", "FOREIGN", "CHECK",
		                             "CONSTRAINT" };
	for (size_t i = 0; i < LEN(words); i++)
		if (token_is(token, words[i])) return true;
	return false;
}

/* The column that begins at tokens.at[i]: its comment is the first that follows. */
static bool read_column(struct sqlgen *gen, struct tokens tokens, size_t i, struct str table)
{
	struct column column = { .table = table, .name = tokens.at[i].text };
	if (i + 1 >= tokens.n)
		return sqlgen_fault(gen, tokens.at[i].text.at, "this column has no type");
	if (token_is(&tokens.at[i + 1], "@sealed")) {
		size_t c = i;
		while (c < tokens.n && tokens.at[c].kind != TOKEN_COMMENT) c++;
		if (c < tokens.n) column.scope = scope_of_comment(tokens.at[c].text);
		if (column.scope == SCOPE_NONE)
			return sqlgen_fault(
				gen, tokens.at[i].text.at,
				"the comment of a sealed column begins with the word house:, set: "
				"or person:, saying whose key seals it");
	}
	if (sqlgen_column(gen, table, column.name) != NULL)
		return sqlgen_fault(gen, tokens.at[i].text.at, "table %.*s has this column twice",
		                    STR_ARG(table));
	gen->columns[gen->column_n++] = column;
	return true;
}

/* Columns of the table whose opening bracket is at `i`; *next gets the token after its bracket. */
static bool read_table(struct sqlgen *gen, struct tokens tokens, size_t i, struct str table,
                       size_t *next)
{
	int depth = tokens.at[i].depth;
	bool begins = true;
	for (i++; i < tokens.n && !(tokens.at[i].depth == depth && token_is(&tokens.at[i], ")"));
	     i++) {
		const struct token *token = &tokens.at[i];
		if (token->kind == TOKEN_COMMENT) continue;
		if (begins && token->kind == TOKEN_WORD && !is_constraint(token) &&
		    !read_column(gen, tokens, i, table))
			return false;
		begins = token->depth == depth + 1 && token_is(token, ",");
	}
	if (i >= tokens.n) return sqlgen_fault(gen, table.at, "this table has no closing bracket");
	*next = i + 1;
	return true;
}

bool sqlgen_schema(struct sqlgen *gen, const char *file, struct str source)
{
	gen->file = file;
	gen->source = source;
	struct tokens tokens = { NULL, 0 };
	if (!sqlgen_lex(gen, &tokens)) return false;
	gen->columns = NEW(gen->arena, struct column, tokens.n);
	for (size_t i = 0; i + 3 < tokens.n;) {
		if (token_is(&tokens.at[i], "CREATE") && token_is(&tokens.at[i + 1], "TABLE") &&
		    token_is(&tokens.at[i + 3], "(")) {
			if (sqlgen_has_table(gen, tokens.at[i + 2].text))
				return sqlgen_fault(gen, tokens.at[i + 2].text.at,
				                    "this table is there already");
			if (!read_table(gen, tokens, i + 3, tokens.at[i + 2].text, &i))
				return false;
		} else {
			i++;
		}
	}
	return true;
}

const struct column *sqlgen_column(const struct sqlgen *gen, struct str table, struct str name)
{
	for (size_t i = 0; i < gen->column_n; i++)
		if (str_eq(gen->columns[i].table, table) && str_eq(gen->columns[i].name, name))
			return &gen->columns[i];
	return NULL;
}

bool sqlgen_has_table(const struct sqlgen *gen, struct str table)
{
	for (size_t i = 0; i < gen->column_n; i++)
		if (str_eq(gen->columns[i].table, table)) return true;
	return false;
}
