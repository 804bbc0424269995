/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlgen_read - query files: the lines that declare a statement, then its SQL. */
#include "sqlgen_parts.h"

static struct str scan_space(struct str rest)
{
	while (rest.n > 0 && (rest.at[0] == ' ' || rest.at[0] == '\t')) rest = str_from(rest, 1);
	return rest;
}

struct str sqlgen_word(struct str *rest)
{
	*rest = scan_space(*rest);
	size_t n = 0;
	while (n < rest->n && ((rest->at[n] >= 'a' && rest->at[n] <= 'z') ||
	                       (rest->at[n] >= 'A' && rest->at[n] <= 'Z') || rest->at[n] == '_' ||
	                       (rest->at[n] >= '0' && rest->at[n] <= '9')))
		n++;
	struct str word = str_part(*rest, 0, n);
	*rest = str_from(*rest, n);
	return word;
}

static bool scan_mark(struct str *rest, char mark)
{
	*rest = scan_space(*rest);
	if (rest->n == 0 || rest->at[0] != mark) return false;
	*rest = str_from(*rest, 1);
	return true;
}

struct field *sqlgen_field(struct field *fields, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(fields[i].name, name)) return &fields[i];
	return NULL;
}

/* What stands in the brackets of sealed(table.column SCOPE:owner row:id+id). */
static bool read_sealed(struct sqlgen *gen, struct str *rest, struct field *field)
{
	const char *at = rest->at;
	if (!scan_mark(rest, '('))
		return sqlgen_fault(gen, at, "write sealed(table.column SCOPE:owner row:id)");
	at = (*rest = scan_space(*rest)).at;
	field->table = sqlgen_word(rest);
	if (!scan_mark(rest, '.'))
		return sqlgen_fault(gen, at, "sealed() begins with table.column");
	field->column = sqlgen_word(rest);
	const struct column *column = sqlgen_column(gen, field->table, field->column);
	if (column == NULL)
		return sqlgen_fault(gen, at, "the schema has no column %.*s.%.*s",
		                    STR_ARG(field->table), STR_ARG(field->column));
	if (column->scope == SCOPE_NONE)
		return sqlgen_fault(gen, at, "column %.*s.%.*s is not sealed in the schema",
		                    STR_ARG(field->table), STR_ARG(field->column));
	at = (*rest = scan_space(*rest)).at;
	struct str scope = sqlgen_word(rest);
	field->scope = str_eq(scope, STR("HOUSE"))    ? SCOPE_HOUSE
	               : str_eq(scope, STR("SET"))    ? SCOPE_SET
	               : str_eq(scope, STR("PERSON")) ? SCOPE_PERSON
	                                              : SCOPE_NONE;
	if (field->scope == SCOPE_NONE)
		return sqlgen_fault(gen, at,
		                    "after the column comes HOUSE, SET:owner or PERSON:owner");
	if (field->scope != column->scope)
		return sqlgen_fault(gen, at,
		                    "the schema's comment gives this column another scope");
	if (field->scope != SCOPE_HOUSE) {
		if (!scan_mark(rest, ':'))
			return sqlgen_fault(gen, at, "say whose key: SCOPE:owner");
		field->owner = sqlgen_word(rest);
	}
	at = (*rest = scan_space(*rest)).at;
	if (!str_eq(sqlgen_word(rest), STR("row")) || !scan_mark(rest, ':'))
		return sqlgen_fault(gen, at, "say which row: row:id");
	field->row = sqlgen_word(rest);
	if (scan_mark(rest, '+')) field->row_too = sqlgen_word(rest);
	if (!scan_mark(rest, ')'))
		return sqlgen_fault(gen, rest->at, "sealed( wants its closing bracket");
	return true;
}

static bool read_type(struct sqlgen *gen, struct str *rest, bool is_input, struct field *field)
{
	static const struct {
		const char *word;
		enum type type;
	} types[] = {
		{ "str", TYPE_STR },       { "bytes", TYPE_BYTES }, { "int", TYPE_INT },
		{ "i64", TYPE_I64 },       { "bool", TYPE_BOOL },   { "instant", TYPE_INSTANT },
		{ "day", TYPE_DAY },       { "hash", TYPE_HASH },   { "hashed", TYPE_HASHED },
		{ "sealed", TYPE_SEALED },
	};
	const char *at = (*rest = scan_space(*rest)).at;
	struct str word = sqlgen_word(rest);
	bool found = false;
	if (str_ends(word, STR("_id"))) {
		field->type = TYPE_ID;
		field->type_name = word;
		found = true;
	}
	for (size_t i = 0; i < LEN(types) && !found; i++) {
		if (!str_eq(word, str_of(types[i].word))) continue;
		field->type = types[i].type;
		found = true;
	}
	if (!found) return sqlgen_fault(gen, at, "there is no type \"%.*s\"", STR_ARG(word));
	if (field->type == TYPE_SEALED && !read_sealed(gen, rest, field)) return false;
	if (field->type == TYPE_HASHED) {
		if (!is_input)
			return sqlgen_fault(gen, at,
			                    "hashed() is for inputs; a hash comes out as hash");
		if (!scan_mark(rest, '('))
			return sqlgen_fault(gen, at, "say what the hash is for: hashed(purpose)");
		field->purpose = sqlgen_word(rest);
		if (field->purpose.n == 0 || !scan_mark(rest, ')'))
			return sqlgen_fault(gen, at, "say what the hash is for: hashed(purpose)");
	}
	field->nullable = scan_mark(rest, '?');
	if (field->nullable &&
	    (field->type == TYPE_INT || field->type == TYPE_I64 || field->type == TYPE_BOOL))
		return sqlgen_fault(gen, at,
		                    "numbers and truths cannot be NULL in C; use COALESCE");
	return true;
}

static bool is_taken(struct str name)
{
	static const char *const names[] = { "tx",    "in",  "out",    "rows",
		                             "count", "err", "cursor", "room" };
	for (size_t i = 0; i < LEN(names); i++)
		if (str_eq(name, str_of(names[i]))) return true;
	return false;
}

/* "owner person_id, today day" */
static bool read_fields(struct sqlgen *gen, struct str rest, bool is_input, struct field *fields,
                        size_t *n)
{
	do {
		const char *at = (rest = scan_space(rest)).at;
		struct field field = { .name = sqlgen_word(&rest), .bound = -1 };
		if (field.name.n == 0)
			return sqlgen_fault(gen, at, "here a name and a type are wanted");
		if (is_input && is_taken(field.name))
			return sqlgen_fault(gen, at,
			                    "generated code uses this name itself; choose another");
		if (sqlgen_field(fields, *n, field.name) != NULL)
			return sqlgen_fault(gen, at, "%.*s is declared twice", STR_ARG(field.name));
		if (!read_type(gen, &rest, is_input, &field)) return false;
		if (*n == FIELD_MAX)
			return sqlgen_fault(gen, at, "a statement has at most %d fields",
			                    FIELD_MAX);
		fields[(*n)++] = field;
	} while (scan_mark(&rest, ','));
	rest = scan_space(rest);
	if (rest.n != 0) return sqlgen_fault(gen, rest.at, "a comma is wanted between fields");
	return true;
}

static bool read_name(struct sqlgen *gen, struct str rest, struct query *query)
{
	const char *at = (rest = scan_space(rest)).at;
	query->name = sqlgen_word(&rest);
	if (!str_starts(query->name, query->noun) ||
	    (query->name.n > query->noun.n && query->name.at[query->noun.n] != '_'))
		return sqlgen_fault(gen, at, "names in this file begin with \"%.*s_\"",
		                    STR_ARG(query->noun));
	for (const struct query *q = gen->first; q != NULL; q = q->next)
		if (str_eq(q->name, query->name))
			return sqlgen_fault(gen, at, "this name is there already");
	rest = str_trim(rest);
	if (str_eq(rest, STR(":one"))) {
		query->answer = ANSWER_ONE;
	} else if (str_eq(rest, STR(":many"))) {
		query->answer = ANSWER_MANY;
	} else if (str_eq(rest, STR(":exec"))) {
		query->answer = ANSWER_EXEC;
	} else if (str_eq(rest, STR(":exec one"))) {
		query->answer = ANSWER_EXEC_ONE;
	} else {
		return sqlgen_fault(gen, at,
		                    "after the name comes :one, :many, :exec or :exec one");
	}
	return true;
}

/* One comment line above or between: a declaration, or words about the statement that follows. */
static bool read_comment(struct sqlgen *gen, struct str comment, struct query *query)
{
	struct str words = str_trim(str_from(comment, 2));
	if (str_starts(words, STR("name:"))) {
		if (query->name.n != 0)
			return sqlgen_fault(gen, words.at, "the statement above has no SQL yet");
		return read_name(gen, str_from(words, 5), query);
	}
	bool is_in = str_starts(words, STR("in:")), is_out = str_starts(words, STR("out:"));
	if ((is_in || is_out) && query->name.n == 0)
		return sqlgen_fault(gen, words.at, "the name: line comes before this");
	if (str_starts(words, STR("row:"))) {
		query->row = str_trim(str_from(words, 4));
		struct str rest = query->row, word = sqlgen_word(&rest);
		if (word.n == 0 || rest.n != 0 || query->name.n == 0)
			return sqlgen_fault(gen, words.at,
			                    "after the name: line, row: is the tag of one struct");
		return true;
	}
	if (is_in) return read_fields(gen, str_from(words, 3), true, query->in, &query->in_n);
	if (is_out) return read_fields(gen, str_from(words, 4), false, query->out, &query->out_n);
	if (words.n == 0) {
		query->doc = (struct str){ NULL, 0 };
	} else if (query->name.n == 0) {
		query->doc = str_printf(gen->arena, "%.*s%s%.*s", STR_ARG(query->doc),
		                        query->doc.n != 0 ? "\n * " : "", STR_ARG(words));
	}
	return true;
}

static struct query *query_new(struct sqlgen *gen, struct str noun)
{
	struct query *query = NEW(gen->arena, struct query, 1);
	query->noun = noun;
	return query;
}

bool sqlgen_queries(struct sqlgen *gen, const char *file, struct str noun, struct str source)
{
	gen->file = file;
	gen->source = source;
	struct tokens tokens = { NULL, 0 };
	if (!sqlgen_lex(gen, &tokens)) return false;

	struct query *query = query_new(gen, noun);
	size_t i = 0;
	while (i < tokens.n) {
		struct token *token = &tokens.at[i];
		if (token->kind == TOKEN_COMMENT) {
			if (!read_comment(gen, token->text, query)) return false;
			i++;
			continue;
		}
		if (query->name.n == 0)
			return sqlgen_fault(gen, token->text.at,
			                    "a statement begins with a line \"-- name: %.*s_...\"",
			                    STR_ARG(noun));
		query->body.at = NEW(gen->arena, struct token, tokens.n - i);
		for (; i < tokens.n && !token_is(&tokens.at[i], ";"); i++)
			if (tokens.at[i].kind != TOKEN_COMMENT)
				query->body.at[query->body.n++] = tokens.at[i];
		if (i == tokens.n)
			return sqlgen_fault(gen, token->text.at, "this statement has no semicolon");
		i++;
		if (!sqlgen_check(gen, query)) return false;
		*gen->last = query;
		gen->last = &query->next;
		query = query_new(gen, noun);
	}
	if (query->name.n != 0)
		return sqlgen_fault(gen, query->name.at, "this statement has no SQL");
	return true;
}
