/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlgen_check - what a statement may not do: the rules that keep one SQL for two engines, and
 * sealed columns sealed. */
#include "sqlgen_parts.h"

struct check {
	struct sqlgen *gen;
	struct query *query;
	struct tokens body;
	struct {
		struct str table, alias;
	} uses[FIELD_MAX];
	size_t use_n;
};

static bool is_word(const struct check *check, size_t i, const char *word)
{
	return i < check->body.n && token_is(&check->body.at[i], word);
}

static bool is_keyword(const struct token *token)
{
	static const char *const words[] = {
		"SELECT", "DISTINCT", "FROM",    "WHERE",  "AND",      "OR",      "NOT",
		"NULL",   "IS",       "IN",      "EXISTS", "JOIN",     "LEFT",    "INNER",
		"CROSS",  "ON",       "AS",      "ORDER",  "GROUP",    "BY",      "HAVING",
		"LIMIT",  "OFFSET",   "ASC",     "DESC",   "CASE",     "WHEN",    "THEN",
		"ELSE",   "END",      "INSERT",  "INTO",   "VALUES",   "UPDATE",  "SET",
		"DELETE", "DO",       "NOTHING", "TRUE",   "FALSE",    "BETWEEN", "CONFLICT",
		"OUTER",  "NULLS",    "FIRST",   "LAST",   "COALESCE", "UNION",   "ALL",
	};
	for (size_t i = 0; i < LEN(words); i++)
		if (token_is(token, words[i])) return true;
	return false;
}

/* Words one engine knows and the other does not, or that read a clock or roll dice. */
static bool refuse_words(const struct check *check)
{
	static const char *const anywhere[] = {
		"LIKE",         "ILIKE",          "GLOB",
		"REGEXP",       "SIMILAR",        "CURRENT_TIMESTAMP",
		"CURRENT_DATE", "CURRENT_TIME",   "RETURNING",
		"WITH",         "PRAGMA",         "ROWID",
		"IGNORE",       "LOCALTIMESTAMP", "OID",
		"CTID",         "UNION",          "INTERSECT",
		"EXCEPT",       "ATTACH",         "USING",
		"NATURAL",      "FULL",           "RIGHT",
	};
	static const char *const called[] = {
		"DATE",       "TIME",       "DATETIME",        "JULIANDAY",
		"STRFTIME",   "NOW",        "RANDOM",          "RANDOMBLOB",
		"IFNULL",     "IIF",        "TYPEOF",          "GROUP_CONCAT",
		"STRING_AGG", "UNIXEPOCH",  "EXTRACT",         "TO_CHAR",
		"TOTAL",      "INSTR",      "GREATEST",        "LEAST",
		"REPLACE",    "HEX",        "PRINTF",          "FORMAT",
		"AGE",        "DATE_TRUNC", "CLOCK_TIMESTAMP",
	};
	for (size_t i = 0; i < check->body.n; i++) {
		const struct token *token = &check->body.at[i];
		const char *at = token->text.at;
		if (token->kind == TOKEN_MARK &&
		    !str_has(STR("()*,.=<>+-/%<=>=<>||!="), token->text))
			return sqlgen_fault(check->gen, at,
			                    "\"%.*s\" is not written in statements for two engines",
			                    STR_ARG(token->text));
		if (token->kind != TOKEN_WORD) continue;
		bool bad = token->text.at[0] == '@' ||
		           str_starts(str_lower(check->gen->arena, token->text), STR("json"));
		for (size_t w = 0; w < LEN(anywhere); w++)
			bad = bad || token_is(token, anywhere[w]);
		for (size_t w = 0; w < LEN(called) && is_word(check, i + 1, "("); w++)
			bad = bad || token_is(token, called[w]);
		if (bad)
			return sqlgen_fault(check->gen, at,
			                    "\"%.*s\" is not the same on both engines, or reads "
			                    "the world; do it in C",
			                    STR_ARG(token->text));
	}
	return true;
}

/* ---- tables and columns ---- */

static bool read_tables(struct check *check)
{
	for (size_t i = 0; i + 1 < check->body.n; i++) {
		bool begins =
			is_word(check, i, "FROM") || is_word(check, i, "JOIN") ||
			is_word(check, i, "INTO") ||
			(is_word(check, i, "UPDATE") && (i == 0 || !is_word(check, i - 1, "DO")));
		if (!begins || is_word(check, i + 1, "(")) continue;
		struct str table = check->body.at[i + 1].text;
		if (!sqlgen_has_table(check->gen, table))
			return sqlgen_fault(check->gen, table.at, "the schema has no table %.*s",
			                    STR_ARG(table));
		size_t a = i + 2 + (is_word(check, i + 2, "AS") ? 1 : 0);
		struct str alias = table;
		if (a < check->body.n && check->body.at[a].kind == TOKEN_WORD &&
		    !is_keyword(&check->body.at[a]))
			alias = check->body.at[a].text;
		if (check->use_n == LEN(check->uses))
			return sqlgen_fault(check->gen, table.at,
			                    "a statement uses at most %d tables", FIELD_MAX);
		check->uses[check->use_n].table = table;
		check->uses[check->use_n++].alias = alias;
		if (is_word(check, a + (str_eq(alias, table) ? 0 : 1), ","))
			return sqlgen_fault(check->gen, table.at,
			                    "join tables with JOIN, not with a comma");
	}
	return true;
}

/* The column that token i names, NULL if none; `qualifier` may be empty.  A sealed one wins. */
static const struct column *find_column(const struct check *check, struct str qualifier,
                                        struct str name)
{
	const struct column *found = NULL;
	for (size_t u = 0; u < check->use_n; u++) {
		bool excluded = str_eq(qualifier, STR("excluded"));
		if (qualifier.n != 0 && !excluded && !str_eq(check->uses[u].alias, qualifier))
			continue;
		const struct column *column = sqlgen_column(check->gen, check->uses[u].table, name);
		if (column != NULL && (found == NULL || column->scope != SCOPE_NONE))
			found = column;
	}
	return found;
}

static bool is_column_place(const struct check *check, size_t i)
{
	const struct token *token = &check->body.at[i];
	return token->kind == TOKEN_WORD && !is_keyword(token) && !is_word(check, i + 1, "(") &&
	       !is_word(check, i + 1, ".") && !(i > 0 && is_word(check, i - 1, "AS"));
}

static const struct column *column_at(const struct check *check, size_t i)
{
	if (i >= check->body.n || !is_column_place(check, i)) return NULL;
	struct str qualifier = { NULL, 0 };
	if (i >= 2 && is_word(check, i - 1, ".")) qualifier = check->body.at[i - 2].text;
	return find_column(check, qualifier, check->body.at[i].text);
}

static struct field *param_at(const struct check *check, size_t i)
{
	if (i >= check->body.n || check->body.at[i].kind != TOKEN_PARAM) return NULL;
	return sqlgen_field(check->query->in, check->query->in_n,
	                    str_from(check->body.at[i].text, 1));
}

static bool is_for(const struct field *field, const struct column *column)
{
	return field != NULL && field->type == TYPE_SEALED && str_eq(field->table, column->table) &&
	       str_eq(field->column, column->name);
}

/* Is `column` lawfully written with the expression [from, to)?  Marks what may seal it. */
static bool check_written(struct check *check, const struct column *column, size_t from, size_t to)
{
	if (column->scope == SCOPE_NONE) return true;
	size_t at = to - 1;
	bool lawful = to - from == 1 &&
	              (is_for(param_at(check, from), column) || is_word(check, from, "NULL"));
	bool again = to - from == 3 && is_word(check, from, "excluded") &&
	             str_eq(check->body.at[at].text, column->name);
	if (lawful || again) check->body.at[at].checked = true;
	return lawful || again;
}

/* The end of the item that begins at `from`: a comma at its depth, or one of the ending words. */
static size_t item_end(const struct check *check, size_t from)
{
	int depth = from < check->body.n ? check->body.at[from].depth : 0;
	size_t i = from;
	for (; i < check->body.n; i++) {
		const struct token *token = &check->body.at[i];
		if (token->depth < depth) break;
		if (token->depth > depth) continue;
		if (token_is(token, ",") || token_is(token, "FROM") || token_is(token, "WHERE") ||
		    token_is(token, "ON") || token_is(token, "LIMIT") || token_is(token, "ORDER"))
			break;
	}
	return i;
}

/* INSERT INTO t (a, b) VALUES (x, y) | SELECT x, y: pairs each column with its value. */
static bool check_insert(struct check *check)
{
	if (!is_word(check, 0, "INSERT")) return true;
	if (!is_word(check, 1, "INTO") || !is_word(check, 3, "("))
		return sqlgen_fault(check->gen, check->body.at[0].text.at,
		                    "write INSERT INTO table (columns) VALUES or SELECT");
	size_t close = 4;
	while (close < check->body.n &&
	       !(check->body.at[close].depth == 0 && is_word(check, close, ")")))
		close++;
	size_t value = close + 2 + (is_word(check, close + 1, "VALUES") ? 1 : 0);
	for (size_t c = 4; c < close; c += 2) {
		const struct column *column =
			sqlgen_column(check->gen, check->body.at[2].text, check->body.at[c].text);
		const char *at = check->body.at[c].text.at;
		if (column == NULL)
			return sqlgen_fault(check->gen, at, "table %.*s has no such column",
			                    STR_ARG(check->body.at[2].text));
		size_t end = item_end(check, value);
		if (end == value || value >= check->body.n)
			return sqlgen_fault(check->gen, at, "this column has no value");
		check->body.at[c].checked = check_written(check, column, value, end);
		value = end + 1;
		if (c + 2 < close && !is_word(check, end, ","))
			return sqlgen_fault(check->gen, at, "there are more columns than values");
	}
	return true;
}

/* SET a = x, b = y: of an UPDATE, or after ON CONFLICT. */
static bool check_set(struct check *check)
{
	for (size_t i = 0; i < check->body.n; i++) {
		if (!is_word(check, i, "SET")) continue;
		size_t c = i + 1;
		while (c + 2 < check->body.n && is_word(check, c + 1, "=")) {
			struct str table =
				check->use_n > 0 ? check->uses[0].table : check->body.at[c].text;
			const struct column *column =
				sqlgen_column(check->gen, table, check->body.at[c].text);
			if (column == NULL)
				return sqlgen_fault(check->gen, check->body.at[c].text.at,
				                    "table %.*s has no such column",
				                    STR_ARG(table));
			size_t end = item_end(check, c + 2);
			check->body.at[c].checked = check_written(check, column, c + 2, end);
			if (!is_word(check, end, ",")) break;
			c = end + 1;
		}
	}
	return true;
}

/* The items of the outer SELECT against `out`, by number, name and seal. */
static bool check_outputs(struct check *check)
{
	struct query *query = check->query;
	const char *at = check->body.at[0].text.at;
	if (query->writes) {
		if (query->out_n != 0)
			return sqlgen_fault(check->gen, at, "a statement that writes has no out:");
		return true;
	}
	if (query->out_n == 0)
		return sqlgen_fault(check->gen, at, "say what comes out: -- out: name type");
	size_t i = 1 + (is_word(check, 1, "DISTINCT") ? 1 : 0);
	for (size_t o = 0; o < query->out_n; o++) {
		const struct field *field = &query->out[o];
		size_t end = item_end(check, i);
		if (end == i)
			return sqlgen_fault(check->gen, at,
			                    "fewer columns are selected than declared");
		const struct token *last = &check->body.at[end - 1];
		bool named = end - i >= 2 && is_word(check, end - 2, "AS");
		bool plain = last->kind == TOKEN_WORD &&
		             (end - i == 1 || (end - i == 3 && is_word(check, i + 1, ".")));
		if (named && end - i >= 3) {
			size_t n = end - i - 2;
			const struct column *column =
				n == 1 || (n == 3 && is_word(check, i + 1, "."))
					? column_at(check, end - 3)
					: NULL;
			if (column != NULL && is_for(field, column))
				check->body.at[end - 3].checked = true;
		}
		/* "AS set_" names the field `set`, which is a word of SQL. */
		struct str name = last->text;
		if (named && str_ends(name, STR("_"))) name.n--;
		if ((named || plain) && !str_eq(name, field->name))
			return sqlgen_fault(check->gen, last->text.at,
			                    "out: says %.*s here; order or AS differs",
			                    STR_ARG(field->name));
		if (!named && !plain)
			return sqlgen_fault(check->gen, last->text.at,
			                    "give this expression its name with AS %.*s",
			                    STR_ARG(field->name));
		const struct column *column = plain ? column_at(check, end - 1) : NULL;
		if (column != NULL && is_for(field, column)) check->body.at[end - 1].checked = true;
		if (field->type == TYPE_SEALED && !check->body.at[end - (named ? 3 : 1)].checked)
			return sqlgen_fault(check->gen, last->text.at,
			                    "here column %.*s.%.*s itself is to be selected",
			                    STR_ARG(field->table), STR_ARG(field->column));
		bool more = o + 1 < query->out_n;
		if (more != is_word(check, end, ","))
			return sqlgen_fault(check->gen, last->text.at,
			                    more ? "fewer columns are selected than declared"
			                         : "more columns are selected than declared");
		i = end + 1;
	}
	return true;
}

/* ---- sealed columns, parameters ---- */

static bool check_sealed(struct check *check)
{
	for (size_t i = 0; i < check->body.n; i++) {
		const struct token *token = &check->body.at[i];
		if (token->kind == TOKEN_WORD && is_word(check, i + 1, ".") &&
		    i + 2 < check->body.n && !token_is(&check->body.at[i + 2], "*") &&
		    find_column(check, token->text, check->body.at[i + 2].text) == NULL)
			return sqlgen_fault(
				check->gen, token->text.at, "there is no column %.*s.%.*s here",
				STR_ARG(token->text), STR_ARG(check->body.at[i + 2].text));
		const struct column *column = column_at(check, i);
		bool asked = is_word(check, i + 1, "IS") &&
		             (is_word(check, i + 2, "NULL") ||
		              (is_word(check, i + 2, "NOT") && is_word(check, i + 3, "NULL")));
		if (column != NULL && column->scope != SCOPE_NONE && !token->checked && !asked)
			return sqlgen_fault(check->gen, token->text.at,
			                    "%.*s.%.*s is sealed: select it whole or write it "
			                    "whole, as sealed(), or ask "
			                    "whether it IS NULL",
			                    STR_ARG(column->table), STR_ARG(column->name));
		const struct field *field = param_at(check, i);
		if (field != NULL && field->type == TYPE_SEALED && !token->checked)
			return sqlgen_fault(check->gen, token->text.at,
			                    "a sealed input is written to %.*s.%.*s, nowhere else",
			                    STR_ARG(field->table), STR_ARG(field->column));
	}
	return true;
}

/* Owner and row of a sealed field are other fields: ids, or numbers such as those of a key. */
static bool check_reference(struct check *check, const struct field *field, struct str name,
                            bool outputs)
{
	struct query *query = check->query;
	struct field *other = outputs ? sqlgen_field(query->out, query->out_n, name) : NULL;
	if (other == NULL) other = sqlgen_field(query->in, query->in_n, name);
	if (other == NULL || other->type != TYPE_ID || other->nullable)
		return sqlgen_fault(check->gen, field->name.at,
		                    "sealed() of %.*s names \"%.*s\", which is no id here",
		                    STR_ARG(field->name), STR_ARG(name));
	return true;
}

static bool check_references(struct check *check, struct field *fields, size_t n, bool outputs)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *field = &fields[i];
		if (field->type != TYPE_SEALED) continue;
		if (field->scope != SCOPE_HOUSE &&
		    !check_reference(check, field, field->owner, outputs))
			return false;
		if (!check_reference(check, field, field->row, outputs)) return false;
		if (field->row_too.n != 0 &&
		    !check_reference(check, field, field->row_too, outputs))
			return false;
	}
	return true;
}

static bool is_sealing(const struct field *fields, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (fields[i].type == TYPE_SEALED &&
		    (str_eq(fields[i].owner, name) || str_eq(fields[i].row, name) ||
		     str_eq(fields[i].row_too, name)))
			return true;
	return false;
}

static bool check_params(struct check *check)
{
	struct query *query = check->query;
	for (size_t i = 0; i < check->body.n; i++) {
		const struct token *token = &check->body.at[i];
		if (token->kind != TOKEN_PARAM) continue;
		struct field *field = param_at(check, i);
		if (field == NULL)
			return sqlgen_fault(
				check->gen, token->text.at,
				"input %.*s is not declared in in:", STR_ARG(token->text));
		field->bound = 0;
	}
	for (size_t i = 0; i < query->in_n; i++) {
		struct field *field = &query->in[i];
		if (field->bound == 0) {
			field->bound = query->bound_n++;
		} else if (!is_sealing(query->in, query->in_n, field->name) &&
		           !is_sealing(query->out, query->out_n, field->name)) {
			return sqlgen_fault(check->gen, field->name.at,
			                    "input %.*s is declared and not used",
			                    STR_ARG(field->name));
		}
	}
	return true;
}

static bool check_shape(struct check *check)
{
	struct query *query = check->query;
	const char *at = check->body.at[0].text.at;
	query->writes = is_word(check, 0, "INSERT") || is_word(check, 0, "UPDATE") ||
	                is_word(check, 0, "DELETE");
	if (!query->writes && !is_word(check, 0, "SELECT"))
		return sqlgen_fault(check->gen, at,
		                    "a statement is a SELECT, INSERT, UPDATE or DELETE");
	bool exec = query->answer == ANSWER_EXEC || query->answer == ANSWER_EXEC_ONE;
	if (query->writes != exec)
		return sqlgen_fault(
			check->gen, at,
			"a statement that writes is :exec, one that reads :one or :many");
	bool limited = false;
	int depth = 0;
	for (size_t i = 0; i < check->body.n; i++) {
		const struct token *token = &check->body.at[i];
		depth += token_is(token, "(") - token_is(token, ")");
		limited = limited || (token->depth == 0 && token_is(token, "LIMIT"));
		bool star = token_is(token, "*") && i > 0 &&
		            (is_word(check, i - 1, "SELECT") || is_word(check, i - 1, ".") ||
		             is_word(check, i - 1, ","));
		if (star)
			return sqlgen_fault(check->gen, token->text.at,
			                    "name the columns; * changes with the schema");
		bool second = i > 0 && token->depth == 0 &&
		              (token_is(token, "INSERT") || token_is(token, "DELETE") ||
		               (token_is(token, "UPDATE") && !is_word(check, i - 1, "DO")));
		if (second)
			return sqlgen_fault(check->gen, token->text.at,
			                    "this is a second statement");
	}
	if (depth != 0)
		return sqlgen_fault(check->gen, at, "the brackets of this statement do not close");
	if (query->answer == ANSWER_MANY && !limited)
		return sqlgen_fault(
			check->gen, at,
			"a statement that is :many ends in LIMIT: everything has a limit");
	return true;
}

bool sqlgen_check(struct sqlgen *gen, struct query *query)
{
	query->own_row = query->row.n == 0 && query->out_n != 0;
	if (query->own_row)
		query->row = str_printf(gen->arena, "sql_%.*s_row", STR_ARG(query->name));
	struct check check = { .gen = gen, .query = query, .body = query->body };
	if (query->body.n == 0)
		return sqlgen_fault(gen, query->name.at, "this statement has no SQL");
	return check_shape(&check) && refuse_words(&check) && read_tables(&check) &&
	       check_params(&check) && check_references(&check, query->in, query->in_n, false) &&
	       check_references(&check, query->out, query->out_n, true) && check_insert(&check) &&
	       check_set(&check) && check_outputs(&check) && check_sealed(&check);
}
