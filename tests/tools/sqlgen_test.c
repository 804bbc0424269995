/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What sqlgen makes of good statements, and every refusal with its place. */
#include "support/check.h"

#include "tools/sqlgen_parts.h"

static const char schema[] = "CREATE TABLE person (\n"
			     "  id @id PRIMARY KEY, -- random\n"
			     "  name @sealed NOT NULL, -- house: the full name\n"
			     "  email_hash @hash NOT NULL UNIQUE\n"
			     ");\n"
			     "CREATE TABLE action (\n"
			     "  id @id PRIMARY KEY, -- random\n"
			     "  set_id @id NOT NULL REFERENCES learning_set (id), -- whose key\n"
			     "  person_id @id NOT NULL, -- who\n"
			     "  text @sealed NOT NULL, -- set: I will ...\n"
			     "  due_on @day, -- by when\n"
			     "  is_done @bool NOT NULL, -- over\n"
			     "  PRIMARY KEY (id)\n"
			     ");\n"
			     "CREATE TABLE note (\n"
			     "  id @id PRIMARY KEY,\n"
			     "  person_id @id NOT NULL,\n"
			     "  text @sealed NOT NULL -- person: theirs\n"
			     ");\n";

static void begin(struct sqlgen *gen, struct arena *arena)
{
	sqlgen_begin(gen, arena);
	CHECK(sqlgen_schema(gen, "schema.sql", str_of(schema)), "the schema is read");
}

/* Header and source of one query file; it must be good. */
static void compile(struct arena *arena, const char *noun, const char *source, struct buf *header,
                    struct buf *code)
{
	struct sqlgen gen;
	begin(&gen, arena);
	bool ok = sqlgen_queries(&gen, "q.sql", str_of(noun), str_of(source));
	if (!ok) print_error("%.*s\n", STR_ARG(gen.fault));
	CHECK(ok, "the statement is good");
	sqlgen_write_header(&gen, str_of(noun), header);
	sqlgen_write_source(&gen, str_of(noun), code);
	CHECK(buf_ok(header) && buf_ok(code), "it fits");
}

TEST(schema_tells_whose_key_seals_a_column)
{
	struct arena *arena = arena_new(1 << 20);
	struct sqlgen gen;
	begin(&gen, arena);
	const struct {
		const char *table, *column;
		enum scope scope;
	} cases[] = {
		{ "person", "name", SCOPE_HOUSE },      { "action", "text", SCOPE_SET },
		{ "note", "text", SCOPE_PERSON },       { "action", "due_on", SCOPE_NONE },
		{ "person", "email_hash", SCOPE_NONE },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct column *column =
			sqlgen_column(&gen, str_of(cases[i].table), str_of(cases[i].column));
		CHECK(column != NULL, cases[i].column);
		CHECK_INT(column->scope, cases[i].scope, cases[i].column);
	}
	CHECK(sqlgen_column(&gen, STR("action"), STR("PRIMARY")) == NULL,
	      "a constraint is no column");
	arena_free(arena);
}

TEST(schema_faults_are_refused)
{
	const struct {
		const char *source, *fault;
	} cases[] = {
		{ "CREATE TABLE a (\n x @sealed NOT NULL, -- the words\n);",
		  "s.sql:2:2: the comment of a sealed column" },
		{ "CREATE TABLE a (\n x @sealed NOT NULL\n);",
		  "s.sql:2:2: the comment of a sealed column" },
		{ "CREATE TABLE a (x @id);\nCREATE TABLE a (x @id);",
		  "s.sql:2:14: this table is there" },
		{ "CREATE TABLE a (x @id, x @id);", "s.sql:1:24: table a has this column twice" },
		{ "CREATE TABLE a (x @id", "s.sql:1:14: this table has no closing bracket" },
		{ "CREATE TABLE a (x @id));", "s.sql:1:23: this bracket closes nothing" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct arena *arena = arena_new(1 << 20);
		struct sqlgen gen;
		sqlgen_begin(&gen, arena);
		CHECK(!sqlgen_schema(&gen, "s.sql", str_of(cases[i].source)), cases[i].fault);
		if (!str_starts(gen.fault, str_of(cases[i].fault)))
			CHECK_STR(gen.fault, cases[i].fault, "the fault names its place");
		arena_free(arena);
	}
}

TEST(good_statements_become_typed_functions)
{
	const struct {
		const char *noun, *source, *in_header, *in_code;
	} cases[] = {
		{ "action",
		  "-- Says when.\n-- name: action_due :one\n-- in: id action_id\n-- out: due_on "
		  "day?\n"
		  "SELECT a.due_on FROM action a WHERE a.id = :id;",
		  "/* Says when. */\nstruct sql_action_due_row {\n\tstruct day due_on; /* may be "
		  "none */\n};\n"
		  "MUST_USE enum err sql_action_due(struct tx *tx, action_id id, struct "
		  "sql_action_due_row *out);",
		  "WHERE a.id = $1::bigint" },
		{ "action",
		  "-- name: action_list :many\n-- in: owner person_id\n"
		  "-- out: id action_id, set set_id, text sealed(action.text SET:set row:id)\n"
		  "SELECT id, set_id AS set_, text FROM action WHERE person_id = :owner LIMIT 9;",
		  "struct sql_action_list_row **rows, size_t *count",
		  "seal_open(tx, \"action.text\", SEAL_SET, row->set.n, row->id.n, row->text" },
		{ "action",
		  "-- name: action_all :many\n-- in: owner person_id\n-- out: id action_id\n"
		  "SELECT id FROM action WHERE person_id = :owner ORDER BY id LIMIT 9;",
		  "sql_action_all(", "?1 ORDER BY id\",\n" },
		{ "action",
		  "-- name: action_all :many\n-- in: owner person_id\n-- out: id action_id\n"
		  "SELECT id FROM action WHERE person_id = :owner ORDER BY id LIMIT 9;",
		  "sql_action_all(", "while (n < 9 && (err = cursor_next(cursor)) == OK)" },
		{ "action",
		  "-- name: action_add :exec one\n-- in: id action_id, set set_id, owner "
		  "person_id\n"
		  "-- in: text sealed(action.text SET:set row:id), done bool\n"
		  "INSERT INTO action (id, set_id, person_id, text, is_done)\n"
		  "VALUES (:id, :set, :owner, :text, :done);",
		  "const struct sql_action_add_in *in",
		  "seal_close(tx, \"action.text\", SEAL_SET, in->set.n, in->id.n, in->text, "
		  "&text_sealed)" },
		{ "person",
		  "-- name: person_by_email :one\n-- in: email hashed(email)\n"
		  "-- out: id person_id, name sealed(person.name HOUSE row:id)\n"
		  "SELECT p.id, p.name FROM person AS p WHERE p.email_hash = :email;",
		  "sql_person_by_email(struct tx *tx, struct str email,",
		  "sql_bind_hashed(tx, cursor, 0, \"email\", email)" },
		{ "note",
		  "-- name: note_word :exec one\n-- in: id note_id, owner person_id\n"
		  "-- in: text sealed(note.text PERSON:owner row:id+owner)\n"
		  "UPDATE note SET text = :text WHERE id = :id;",
		  "person_id owner", "SEAL_PERSON, owner.n, sql_two_ids(id.n, owner.n), text" },
		{ "note",
		  "-- name: note_told :one\n-- row: note_told_row\n-- in: id note_id\n-- out: told "
		  "bool\n"
		  "SELECT (text IS NOT NULL) AS told FROM note WHERE id = :id;",
		  "#include \"store/note.h\"", "struct note_told_row found = { 0 };" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct arena *arena = arena_new(1 << 22);
		struct buf header, code;
		buf_init(&header, 1 << 20);
		buf_init(&code, 1 << 20);
		compile(arena, cases[i].noun, cases[i].source, &header, &code);
		if (!str_has(buf_text(&header), str_of(cases[i].in_header)))
			CHECK_STR(buf_text(&header), cases[i].in_header, "the header has this");
		if (!str_has(buf_text(&code), str_of(cases[i].in_code)))
			CHECK_STR(buf_text(&code), cases[i].in_code, "the source has this");
		buf_release(&header);
		buf_release(&code);
		arena_free(arena);
	}
}

static const struct {
	const char *source, *fault;
} refusals[] = {
	{ "SELECT 1;", "q.sql:1:1: a statement begins with a line" },
	{ "-- name: person_x :one\nSELECT 1;",
	  "q.sql:1:10: names in this file begin with \"action_\"" },
	{ "-- name: actions :one\nSELECT 1;", "q.sql:1:10: names in this file begin" },
	{ "-- name: action_x :some\nSELECT 1;", "q.sql:1:10: after the name comes" },
	{ "-- in: id action_id\nSELECT 1;", "q.sql:1:4: the name: line comes before" },
	{ "-- name: action_x :one\n", "q.sql:1:10: this statement has no SQL" },
	{ "-- name: action_x :one\n-- name: action_y :one\nSELECT 1;",
	  "q.sql:2:4: the statement above has no SQL" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action",
	  "q.sql:3:1: this statement has no semicolon" },
	{ "-- name: action_x :exec\n-- in: id action_id\nDELETE FROM action WHERE id = :id;\n"
	  "-- name: action_x :exec\n-- in: id action_id\nDELETE FROM action WHERE id = :id;",
	  "q.sql:4:10: this name is there already" },
	{ "-- name: action_x :one\n-- in: id nonsense\nSELECT 1;",
	  "q.sql:2:11: there is no type \"nonsense\"" },
	{ "-- name: action_x :one\n-- in: id int?\nSELECT 1;",
	  "q.sql:2:11: numbers and truths cannot be NULL" },
	{ "-- name: action_x :one\n-- in: a int b int\nSELECT 1;",
	  "q.sql:2:14: a comma is wanted" },
	{ "-- name: action_x :one\n-- in: a int, a int\nSELECT 1;",
	  "q.sql:2:15: a is declared twice" },
	{ "-- name: action_x :one\n-- in: tx int\nSELECT 1;",
	  "q.sql:2:8: generated code uses this name" },
	{ "-- name: action_x :one\n-- in: a hashed\nSELECT 1;",
	  "q.sql:2:10: say what the hash is for" },
	{ "-- name: action_x :one\n-- out: a hashed(email)\nSELECT 1;",
	  "q.sql:2:11: hashed() is for inputs" },
	{ "-- name: action_x :one\n-- out: t sealed(action.words SET:s row:id)\nSELECT 1;",
	  "q.sql:2:18: the schema has no column action.words" },
	{ "-- name: action_x :one\n-- out: t sealed(action.due_on SET:s row:id)\nSELECT 1;",
	  "q.sql:2:18: column action.due_on is not sealed" },
	{ "-- name: action_x :one\n-- out: t sealed(action.text PERSON:s row:id)\nSELECT 1;",
	  "q.sql:2:30: the schema's comment gives this column another scope" },
	{ "-- name: action_x :one\n-- out: t sealed(action.text SET row:id)\nSELECT 1;",
	  "q.sql:2:30: say whose key" },
	{ "-- name: action_x :one\n-- out: t sealed(action.text SET:s)\nSELECT 1;",
	  "q.sql:2:35: say which row" },
	{ "-- name: action_x :one\n-- out: id action_id, text sealed(action.text SET:s row:id)\n"
	  "SELECT id, text FROM action;",
	  "q.sql:2:23: sealed() of text names \"s\"" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action WHERE id = :id;",
	  "q.sql:3:34: input :id is not declared" },
	{ "-- name: action_x :one\n-- in: id action_id, day day\n-- out: id action_id\nSELECT id "
	  "FROM action WHERE id = :id;",
	  "q.sql:2:22: input day is declared and not used" },
	{ "-- name: action_x :one\n-- out: text str\nSELECT text FROM action;",
	  "q.sql:3:8: action.text is sealed" },
	{ "-- name: action_x :one\n-- out: text str\nSELECT n.text FROM note n;",
	  "q.sql:3:10: note.text is sealed" },
	{ "-- name: action_x :one\n-- out: n int\nSELECT COUNT(a.text) AS n FROM action a;",
	  "q.sql:3:16: action.text is sealed" },
	{ "-- name: action_x :one\n-- in: word str\n-- out: id action_id\nSELECT id FROM action "
	  "WHERE text = :word;",
	  "q.sql:4:29: action.text is sealed" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action ORDER BY text;",
	  "q.sql:3:32: action.text is sealed" },
	{ "-- name: action_x :exec\n-- in: id action_id, text str\nUPDATE action SET text = :text "
	  "WHERE id = :id;",
	  "q.sql:3:19: action.text is sealed" },
	{ "-- name: action_x :exec\n-- in: id action_id, s set_id, t sealed(action.text SET:s "
	  "row:id)\n"
	  "UPDATE action SET due_on = :t WHERE id = :id;",
	  "q.sql:3:28: a sealed input is written to action.text" },
	{ "-- name: action_x :exec\n-- in: id action_id, text str\nINSERT INTO action (id, text) "
	  "VALUES (:id, :text);",
	  "q.sql:3:25: action.text is sealed" },
	{ "-- name: action_x :exec\nINSERT INTO action (id, colour) VALUES (1, 2);",
	  "q.sql:2:25: table action has no such column" },
	{ "-- name: action_x :exec\nINSERT INTO action (id, due_on) VALUES (1);",
	  "q.sql:2:21: there are more columns" },
	{ "-- name: action_x :exec\nUPDATE action SET colour = 1;",
	  "q.sql:2:19: table action has no such column" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM actions;",
	  "q.sql:3:16: the schema has no table actions" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT a.id FROM action a WHERE a.colour "
	  "= 1;",
	  "q.sql:3:33: there is no column a.colour here" },
	{ "-- name: action_x :many\n-- out: id action_id\nSELECT id FROM action;",
	  "q.sql:3:1: a statement that is :many ends in LIMIT" },
	{ "-- name: action_x :many\n-- out: n int\nSELECT (SELECT 1 FROM note LIMIT 1) AS n FROM "
	  "action;",
	  "q.sql:3:1: a statement that is :many ends in LIMIT" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT * FROM action;",
	  "q.sql:3:8: name the columns" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT a.* FROM action a;",
	  "q.sql:3:10: name the columns" },
	{ "-- name: action_x :one\n-- out: id action_id\nDELETE FROM action;",
	  "q.sql:3:1: a statement that writes is :exec" },
	{ "-- name: action_x :many\nDELETE FROM action;",
	  "q.sql:2:1: a statement that writes is :exec" },
	{ "-- name: action_x :exec\nSELECT 1;", "q.sql:2:1: a statement that writes is :exec" },
	{ "-- name: action_x :exec\n-- out: id action_id\nDELETE FROM action;",
	  "q.sql:3:1: a statement that writes has no out" },
	{ "-- name: action_x :one\nSELECT id FROM action;", "q.sql:2:1: say what comes out" },
	{ "-- name: action_x :exec\nDROP TABLE action;", "q.sql:2:1: a statement is a SELECT" },
	{ "-- name: action_x :exec\nDELETE FROM action DELETE FROM note;",
	  "q.sql:2:20: this is a second statement" },
	{ "-- name: action_x :exec\nDELETE FROM action; DELETE FROM note;",
	  "q.sql:2:21: a statement begins with a line" },
	{ "-- name: action_x :one\n-- out: id action_id, due_on day\nSELECT id FROM action;",
	  "q.sql:3:8: fewer columns" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id, due_on FROM action;",
	  "q.sql:3:8: more columns" },
	{ "-- name: action_x :one\n-- out: due_on day, id action_id\nSELECT id, due_on FROM "
	  "action;",
	  "q.sql:3:8: out: says due_on here" },
	{ "-- name: action_x :one\n-- out: n int\nSELECT COUNT(*) FROM action;",
	  "q.sql:3:15: give this expression its name" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action WHERE due_on LIKE "
	  "'x';",
	  "q.sql:3:36: \"LIKE\" is not the same" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action WHERE due_on < "
	  "date('now');",
	  "q.sql:3:38: \"date\" is not the same" },
	{ "-- name: action_x :one\n-- out: n int\nSELECT random() AS n FROM action;",
	  "q.sql:3:8: \"random\" is not the same" },
	{ "-- name: action_x :one\n-- out: n int\nSELECT json_extract(id, id) AS n FROM action;",
	  "q.sql:3:8: \"json_extract\" is not" },
	{ "-- name: action_x :one\n-- out: n int\nSELECT id::integer AS n FROM action;",
	  "q.sql:3:10: \"::\" is not written" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action WHERE id = ?;",
	  "q.sql:3:34: \"?\" is not written" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action WHERE id = 'x;",
	  "q.sql:3:34: this text has no closing quote" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action WHERE (id = 1;",
	  "q.sql:3:1: the brackets" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT action.id FROM action, note;",
	  "q.sql:3:23: join tables with JOIN" },
	{ "-- name: action_x :one\n-- out: id action_id\nSELECT id FROM action UNION SELECT id "
	  "FROM note;",
	  "q.sql:3:23: \"UNION\" is not" },
	{ "-- name: action_x :one\n-- out: \xc3\xa9 int\nSELECT \xc3\xa9;",
	  "q.sql:3:8: SQL is written in ASCII" },
	{ "-- name: action_x :one\n-- row: a b\n-- out: id action_id\nSELECT id FROM action;",
	  "q.sql:2:4: after the name: line, row:" },
};

TEST(every_refusal_names_its_place)
{
	for (size_t i = 0; i < LEN(refusals); i++) {
		struct arena *arena = arena_new(1 << 22);
		struct sqlgen gen;
		begin(&gen, arena);
		bool ok = sqlgen_queries(&gen, "q.sql", STR("action"), str_of(refusals[i].source));
		CHECK(!ok, refusals[i].source);
		if (!str_starts(gen.fault, str_of(refusals[i].fault))) {
			print_error("of: %s\n", refusals[i].source);
			CHECK_STR(gen.fault, refusals[i].fault, "the fault and its place");
		}
		CHECK(gen.fault.n > 0, refusals[i].source);
		arena_free(arena);
	}
}

TEST(all_statements_are_listed_once)
{
	struct arena *arena = arena_new(1 << 22);
	struct sqlgen gen;
	struct buf header, source;
	begin(&gen, arena);
	CHECK(sqlgen_queries(&gen, "a.sql", STR("action"),
	                     STR("-- name: action_x :exec\nDELETE FROM action;\n"
	                         "-- name: action_y :exec\nDELETE FROM action;\n")),
	      "two of one noun");
	CHECK(sqlgen_queries(&gen, "n.sql", STR("note"),
	                     STR("-- name: note_x :exec\nDELETE FROM note;")),
	      "and one of another");
	buf_init(&header, 1 << 16);
	buf_init(&source, 1 << 16);
	sqlgen_write_all(&gen, &header, &source);
	CHECK(str_has(buf_text(&source),
	              STR("\t&sql_statement_action_y,\n\t&sql_statement_note_x,\n")),
	      "in the order read");
	CHECK(str_has(buf_text(&source), STR("const int statement_count = 3;")), "and counted");
	buf_clear(&source);
	sqlgen_write_source(&gen, STR("note"), &source);
	CHECK(str_has(buf_text(&source), STR("0, 0, 2, true")), "its index goes on over the files");
	buf_release(&header);
	buf_release(&source);
	arena_free(arena);
}

TESTS(schema_tells_whose_key_seals_a_column, schema_faults_are_refused,
      good_statements_become_typed_functions, every_refusal_names_its_place,
      all_statements_are_listed_once)
