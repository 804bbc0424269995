/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlgen_write - the C of each statement: row structs, inputs, and one function. */
#include "sqlgen_parts.h"

enum { POSITIONAL_MAX = 3 };

static bool in_struct(const struct query *query)
{
	return query->in_n > POSITIONAL_MAX;
}

/* ---- declarations ---- */

static void write_type(struct buf *out, const struct field *field, bool is_input)
{
	switch (field->type) {
	case TYPE_ID:
		buf_str(out, field->type_name);
		break;
	case TYPE_INT:
		buf_str(out, STR("int"));
		break;
	case TYPE_I64:
		buf_str(out, STR("int64_t"));
		break;
	case TYPE_BOOL:
		buf_str(out, STR("bool"));
		break;
	case TYPE_INSTANT:
		buf_str(out, STR("struct instant"));
		break;
	case TYPE_DAY:
		buf_str(out, STR("struct day"));
		break;
	case TYPE_HASH:
		buf_str(out, is_input ? STR("const uint8_t *") : STR("uint8_t"));
		break;
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_HASHED:
	case TYPE_SEALED:
		buf_str(out, STR("struct str"));
		break;
	}
	if (!(is_input && field->type == TYPE_HASH)) buf_byte(out, ' ');
	buf_str(out, field->name);
	if (!is_input && field->type == TYPE_HASH) buf_str(out, STR("[SEAL_HASH_BYTES]"));
}

static void write_signature(struct buf *out, const struct query *query)
{
	buf_printf(out, "enum err sql_%.*s(struct tx *tx", STR_ARG(query->name));
	if (in_struct(query)) {
		buf_printf(out, ", const struct sql_%.*s_in *in", STR_ARG(query->name));
	} else {
		for (size_t i = 0; i < query->in_n; i++) {
			buf_str(out, STR(", "));
			write_type(out, &query->in[i], true);
		}
	}
	if (query->answer == ANSWER_ONE) buf_printf(out, ", struct %.*s *out", STR_ARG(query->row));
	if (query->answer == ANSWER_MANY)
		buf_printf(out, ", struct %.*s **rows, size_t *count", STR_ARG(query->row));
	buf_byte(out, ')');
}

static void write_struct(struct buf *out, const struct query *query, const char *kind,
                         const struct field *fields, size_t n, bool is_input)
{
	buf_printf(out, "struct sql_%.*s_%s {\n", STR_ARG(query->name), kind);
	for (size_t i = 0; i < n; i++) {
		buf_byte(out, '\t');
		write_type(out, &fields[i], is_input);
		buf_printf(out, ";%s\n", fields[i].nullable ? " /* may be none */" : "");
	}
	buf_str(out, STR("};\n"));
}

void sqlgen_write_header(const struct sqlgen *gen, struct str noun, struct buf *out)
{
	buf_printf(out,
	           "/* Made by tools/sqlgen from sql/queries/%.*s.sql. */\n#pragma once\n"
	           "#include \"db/db.h\"\n#include \"db/seal.h\"\n#include \"domain/ids.h\"\n",
	           STR_ARG(noun));
	bool from_store = false;
	for (const struct query *query = gen->first; query != NULL; query = query->next)
		from_store = from_store ||
		             (str_eq(query->noun, noun) && query->out_n != 0 && !query->own_row);
	if (from_store) buf_printf(out, "#include \"store/%.*s.h\"\n", STR_ARG(noun));
	for (const struct query *query = gen->first; query != NULL; query = query->next) {
		if (!str_eq(query->noun, noun)) continue;
		buf_byte(out, '\n');
		if (query->doc.n != 0) buf_printf(out, "/* %.*s */\n", STR_ARG(query->doc));
		if (in_struct(query)) write_struct(out, query, "in", query->in, query->in_n, true);
		if (query->own_row)
			write_struct(out, query, "row", query->out, query->out_n, false);
		buf_str(out, STR("MUST_USE "));
		write_signature(out, query);
		buf_str(out, STR(";\n"));
	}
}

/* ---- the SQL text ---- */

static const char *cast_of(enum type type)
{
	switch (type) {
	case TYPE_ID:
	case TYPE_INSTANT:
	case TYPE_I64:
		return "bigint";
	case TYPE_INT:
	case TYPE_DAY:
		return "integer";
	case TYPE_BOOL:
		return "boolean";
	case TYPE_STR:
		return "text";
	case TYPE_BYTES:
	case TYPE_HASH:
	case TYPE_HASHED:
	case TYPE_SEALED:
		return "bytea";
	}
	return "text";
}

static const struct field *field_of(const struct query *query, struct str name)
{
	for (size_t i = 0; i < query->in_n; i++)
		if (str_eq(query->in[i].name, name)) return &query->in[i];
	return NULL;
}

/* The number of a :many's closing LIMIT; none if it is not a plain number. */
static struct str limit_of(const struct query *query)
{
	const struct tokens *body = &query->body;
	int64_t number;

	if (query->answer != ANSWER_MANY || body->n < 2) return (struct str){ 0 };
	const struct token *last = &body->at[body->n - 1], *before = last - 1;
	const bool is_plain = last->depth == 0 && token_is(before, "LIMIT") &&
	                      str_i64(last->text, 1, INT32_MAX, &number);
	return is_plain ? last->text : (struct str){ 0 };
}

/* SQLite is not told the limit of a :many: the function stops reading there.  With a LIMIT an ORDER BY
 * fills a B-tree of its own, made and thrown away at each run; without, rows are sorted in an array. */
static void write_sql(struct buf *out, const struct query *query, bool postgres)
{
	const size_t without = postgres || limit_of(query).n == 0 ? 0 : 2;

	buf_byte(out, '"');
	const char *end = NULL;
	for (size_t i = 0; i < query->body.n - without; i++) {
		const struct token *token = &query->body.at[i];
		if (end != NULL && token->text.at != end) buf_byte(out, ' ');
		end = token->text.at + token->text.n;
		const struct field *field = token->kind == TOKEN_PARAM
		                                    ? field_of(query, str_from(token->text, 1))
		                                    : NULL;
		if (field != NULL) {
			if (postgres)
				buf_printf(out, "$%d::%s", field->bound + 1, cast_of(field->type));
			else
				buf_printf(out, "?%d", field->bound + 1);
			continue;
		}
		for (size_t c = 0; c < token->text.n; c++) {
			if (token->text.at[c] == '"' || token->text.at[c] == '\\')
				buf_byte(out, '\\');
			if (token->text.at[c] == '\n')
				buf_str(out, STR("\\n"));
			else
				buf_byte(out, token->text.at[c]);
		}
	}
	buf_byte(out, '"');
}

static void write_statement(struct buf *out, const struct query *query, int index)
{
	buf_printf(out, "const struct statement sql_statement_%.*s = {\n\t\"%.*s\",\n\t",
	           STR_ARG(query->name), STR_ARG(query->name));
	write_sql(out, query, false);
	buf_str(out, STR(",\n\t"));
	write_sql(out, query, true);
	buf_printf(out, ",\n\t%d, %zu, %d, %s\n};\n", query->bound_n, query->out_n, index,
	           query->writes ? "true" : "false");
}

/* ---- inputs ---- */

static struct str value_of(const struct sqlgen *gen, const struct query *query, struct str name)
{
	return str_printf(gen->arena, "%s%.*s", in_struct(query) ? "in->" : "", STR_ARG(name));
}

static const char *scope_name(enum scope scope)
{
	return scope == SCOPE_SET      ? "SEAL_SET"
	       : scope == SCOPE_PERSON ? "SEAL_PERSON"
	                               : "SEAL_HOUSE";
}

/* Expression of the row a value is bound to: an id, or two ids made one. */
static struct str row_of(const struct sqlgen *gen, struct str one, struct str two)
{
	if (two.n == 0) return str_printf(gen->arena, "%.*s.n", STR_ARG(one));
	return str_printf(gen->arena, "sql_two_ids(%.*s.n, %.*s.n)", STR_ARG(one), STR_ARG(two));
}

/* Seals before the statement is opened, since sealing may run statements of its own. */
static void write_closing(const struct sqlgen *gen, struct buf *out, const struct query *query)
{
	for (size_t i = 0; i < query->in_n; i++) {
		const struct field *field = &query->in[i];
		if (field->type != TYPE_SEALED || field->bound < 0) continue;
		struct str value = value_of(gen, query, field->name);
		struct str row = value_of(gen, query, field->row);
		struct str too = field->row_too.n != 0 ? value_of(gen, query, field->row_too)
		                                       : field->row_too;
		struct str owner = field->scope == SCOPE_HOUSE
		                           ? STR("0")
		                           : row_of(gen, value_of(gen, query, field->owner),
		                                    (struct str){ NULL, 0 });
		row = row_of(gen, row, too);
		buf_printf(out, "\tstruct str %.*s_sealed = { NULL, 0 };\n\t",
		           STR_ARG(field->name));
		if (field->nullable) buf_printf(out, "if (%.*s.at != NULL) ", STR_ARG(value));
		buf_printf(
			out,
			"err = seal_close(tx, \"%.*s.%.*s\", %s, %.*s, %.*s, %.*s, &%.*s_sealed);\n"
			"\tif (err != OK) return err;\n",
			STR_ARG(field->table), STR_ARG(field->column), scope_name(field->scope),
			STR_ARG(owner), STR_ARG(row), STR_ARG(value), STR_ARG(field->name));
	}
}

static void write_bind(const struct sqlgen *gen, struct buf *out, const struct query *query,
                       const struct field *field)
{
	struct str value = value_of(gen, query, field->name);
	const char *null = field->nullable ? "_or_null" : "";
	int at = field->bound;
	switch (field->type) {
	case TYPE_ID:
		buf_printf(out, "\tsql_bind_i64%s(cursor, %d, %.*s.n);\n", null, at,
		           STR_ARG(value));
		break;
	case TYPE_INSTANT:
		buf_printf(out, "\tsql_bind_i64%s(cursor, %d, %.*s.ms);\n", null, at,
		           STR_ARG(value));
		break;
	case TYPE_DAY:
		buf_printf(out, "\tsql_bind_day%s(cursor, %d, %.*s);\n", null, at, STR_ARG(value));
		break;
	case TYPE_INT:
	case TYPE_I64:
		buf_printf(out, "\tcursor_bind_i64(cursor, %d, %.*s);\n", at, STR_ARG(value));
		break;
	case TYPE_BOOL:
		buf_printf(out, "\tcursor_bind_bool(cursor, %d, %.*s);\n", at, STR_ARG(value));
		break;
	case TYPE_STR:
		buf_printf(out, "\tsql_bind_str%s(cursor, %d, %.*s);\n", null, at, STR_ARG(value));
		break;
	case TYPE_BYTES:
		buf_printf(out, "\tsql_bind_blob%s(cursor, %d, %.*s);\n", null, at, STR_ARG(value));
		break;
	case TYPE_HASH:
		buf_printf(out, "\tsql_bind_hash%s(cursor, %d, %.*s);\n", null, at, STR_ARG(value));
		break;
	case TYPE_HASHED:
		buf_printf(out, "\tsql_bind_hashed%s(tx, cursor, %d, \"%.*s\", %.*s);\n", null, at,
		           STR_ARG(field->purpose), STR_ARG(value));
		break;
	case TYPE_SEALED:
		buf_printf(out, "\tsql_bind_blob%s(cursor, %d, %.*s_sealed);\n", null, at,
		           STR_ARG(field->name));
		break;
	}
}

/* ---- outputs ---- */

static void write_read(struct buf *out, const struct field *field, size_t at)
{
	const char *n = field->nullable ? "true" : "false";
	const char *what = "";
	switch (field->type) {
	case TYPE_ID:
		buf_printf(out, "\tok = sql_read_i64(cursor, %zu, %s, &row->%.*s.n) && ok;\n", at,
		           n, STR_ARG(field->name));
		return;
	case TYPE_INSTANT:
		buf_printf(out, "\tok = sql_read_i64(cursor, %zu, %s, &row->%.*s.ms) && ok;\n", at,
		           n, STR_ARG(field->name));
		return;
	case TYPE_INT: /* the struct's may be an enum */
		buf_printf(out,
		           "\tint n%zu = 0;\n\tok = sql_read_int(cursor, %zu, %s, &n%zu) && ok;\n"
		           "\trow->%.*s = (__typeof__(row->%.*s))n%zu;\n",
		           at, at, n, at, STR_ARG(field->name), STR_ARG(field->name), at);
		return;
	case TYPE_I64:
		what = "i64";
		break;
	case TYPE_BOOL:
		what = "bool";
		break;
	case TYPE_DAY:
		what = "day";
		break;
	case TYPE_STR:
		what = "str";
		break;
	case TYPE_HASH:
		buf_printf(out, "\tok = sql_read_hash(cursor, %zu, %s, row->%.*s) && ok;\n", at, n,
		           STR_ARG(field->name));
		return;
	case TYPE_BYTES:
	case TYPE_SEALED:
	case TYPE_HASHED:
		what = "blob";
		break;
	}
	buf_printf(out, "\tok = sql_read_%s(cursor, %zu, %s, &row->%.*s) && ok;\n", what, at, n,
	           STR_ARG(field->name));
}

static void write_reader(struct buf *out, const struct query *query)
{
	buf_printf(out,
	           "\nstatic enum err read_%.*s(struct cursor *cursor, struct %.*s *row)\n{\n"
	           "\tbool ok = true;\n",
	           STR_ARG(query->name), STR_ARG(query->row));
	for (size_t i = 0; i < query->out_n; i++) write_read(out, &query->out[i], i);
	buf_str(out, STR("\treturn ok ? OK : ERR_CORRUPT;\n}\n"));
}

static bool opens(const struct query *query)
{
	for (size_t i = 0; i < query->out_n; i++)
		if (query->out[i].type == TYPE_SEALED) return true;
	return false;
}

static struct str place_of(const struct sqlgen *gen, struct query *query, struct str name)
{
	if (name.n == 0) return name;
	if (sqlgen_field(query->out, query->out_n, name) != NULL)
		return str_printf(gen->arena, "row->%.*s", STR_ARG(name));
	return value_of(gen, query, name);
}

/* Statements that open `row`, once the cursor is closed. */
static void write_opening(const struct sqlgen *gen, struct buf *out, struct query *query)
{
	for (size_t i = 0; i < query->out_n; i++) {
		const struct field *field = &query->out[i];
		if (field->type != TYPE_SEALED) continue;
		struct str row = row_of(gen, place_of(gen, query, field->row),
		                        place_of(gen, query, field->row_too));
		struct str owner = field->scope == SCOPE_HOUSE
		                           ? STR("0")
		                           : row_of(gen, place_of(gen, query, field->owner),
		                                    (struct str){ NULL, 0 });
		buf_printf(out,
		           "\t\tif (err == OK && row->%.*s.at != NULL)\n"
		           "\t\t\terr = seal_open(tx, \"%.*s.%.*s\", %s, %.*s, %.*s, row->%.*s, "
		           "&row->%.*s);\n",
		           STR_ARG(field->name), STR_ARG(field->table), STR_ARG(field->column),
		           scope_name(field->scope), STR_ARG(owner), STR_ARG(row),
		           STR_ARG(field->name), STR_ARG(field->name));
	}
}

static void write_one(const struct sqlgen *gen, struct buf *out, struct query *query)
{
	buf_printf(out,
	           "\tstruct %.*s found = { 0 };\n\terr = cursor_next(cursor);\n"
	           "\tif (err == OK) err = read_%.*s(cursor, &found);\n"
	           "\tif (err == OK) err = sql_no_more(cursor);\n\tcursor_close(cursor);\n",
	           STR_ARG(query->row), STR_ARG(query->name));
	if (opens(query)) {
		buf_printf(out, "\tif (err == OK) {\n\t\tstruct %.*s *row = &found;\n",
		           STR_ARG(query->row));
		write_opening(gen, out, query);
		buf_str(out, STR("\t}\n"));
	}
	buf_str(out, STR("\tif (err == OK) *out = found;\n\treturn err;\n"));
}

static void write_many(const struct sqlgen *gen, struct buf *out, struct query *query)
{
	const struct str limit = limit_of(query);

	buf_printf(
		out,
		"\tsize_t n = 0, room = 16;\n\tstruct %.*s *list = NEW(tx_arena(tx), "
		"struct %.*s, room);\n"
		"\twhile (%s%.*s%s(err = cursor_next(cursor)) == OK) {\n"
		"\t\tif (n == room) {\n\t\t\tstruct %.*s *more = NEW(tx_arena(tx), struct "
		"%.*s, room * 2);\n"
		"\t\t\tmemcpy(more, list, n * sizeof(*list));\n\t\t\tlist = more;\n\t\t\troom *= "
		"2;\n\t\t}\n"
		"\t\terr = read_%.*s(cursor, &list[n]);\n\t\tif (err != OK) break;\n\t\tn++;\n\t}\n"
		"\tcursor_close(cursor);\n\tif (err != OK && err != ERR_ABSENT) return err;\n",
		STR_ARG(query->row), STR_ARG(query->row), limit.n ? "n < " : "", STR_ARG(limit),
		limit.n ? " && " : "", STR_ARG(query->row), STR_ARG(query->row),
		STR_ARG(query->name));
	if (opens(query)) {
		buf_printf(out,
		           "\terr = OK;\n\tfor (size_t i = 0; i < n && err == OK; i++) {\n"
		           "\t\tstruct %.*s *row = &list[i];\n",
		           STR_ARG(query->row));
		write_opening(gen, out, query);
		buf_str(out, STR("\t}\n\tif (err != OK) return err;\n"));
	}
	buf_str(out, STR("\t*rows = list;\n\t*count = n;\n\treturn OK;\n"));
}

static void write_function(const struct sqlgen *gen, struct buf *out, struct query *query)
{
	if (query->out_n != 0) write_reader(out, query);
	buf_byte(out, '\n');
	write_signature(out, query);
	buf_str(out, STR("\n{\n\tenum err err = OK;\n"));
	write_closing(gen, out, query);
	buf_printf(out,
	           "\tstruct cursor *cursor = NULL;\n\terr = cursor_open(tx, &sql_statement_%.*s, "
	           "&cursor);\n"
	           "\tif (err != OK) return err;\n",
	           STR_ARG(query->name));
	for (size_t i = 0; i < query->in_n; i++)
		if (query->in[i].bound >= 0) write_bind(gen, out, query, &query->in[i]);
	switch (query->answer) {
	case ANSWER_ONE:
		write_one(gen, out, query);
		break;
	case ANSWER_MANY:
		write_many(gen, out, query);
		break;
	case ANSWER_EXEC:
		buf_str(out, STR("\treturn sql_run(cursor, false);\n"));
		break;
	case ANSWER_EXEC_ONE:
		buf_str(out, STR("\treturn sql_run(cursor, true);\n"));
		break;
	}
	buf_str(out, STR("}\n"));
}

void sqlgen_write_source(const struct sqlgen *gen, struct str noun, struct buf *out)
{
	buf_printf(
		out,
		"/* Made by tools/sqlgen from sql/queries/%.*s.sql. */\n#include \"sql/%.*s.h\"\n\n"
		"#include \"sql/all.h\"\n#include \"sql/bind.h\"\n",
		STR_ARG(noun), STR_ARG(noun));
	int index = 0;
	for (struct query *query = gen->first; query != NULL; query = query->next, index++) {
		if (!str_eq(query->noun, noun)) continue;
		buf_byte(out, '\n');
		write_statement(out, query, index);
		write_function(gen, out, query);
	}
}

void sqlgen_write_all(const struct sqlgen *gen, struct buf *header, struct buf *source)
{
	buf_str(header, STR("/* Made by tools/sqlgen: every statement there is. */\n#pragma once\n"
	                    "#include \"db/db.h\"\n\n"));
	buf_str(source, STR("/* Made by tools/sqlgen: every statement there is. */\n#include "
	                    "\"sql/all.h\"\n\n"
	                    "const struct statement *const statements[] = {\n"));
	int n = 0;
	for (const struct query *query = gen->first; query != NULL; query = query->next, n++) {
		buf_printf(header, "extern const struct statement sql_statement_%.*s;\n",
		           STR_ARG(query->name));
		buf_printf(source, "\t&sql_statement_%.*s,\n", STR_ARG(query->name));
	}
	buf_printf(source, "\tNULL,\n};\nconst int statement_count = %d;\n", n);
}
