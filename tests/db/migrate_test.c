/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The numbered steps, one after another, give what sql/schema.sql says, on both engines. */
#include "base/buf.h"
#include "db/engine.h" /* the words of each engine for the types of the schema */
#include "embed/files.h"
#include "support/check.h"
#include "support/database.h"
#include "support/golden.h"

#include <sodium.h>

/* Each gives lines that say all of one kind; what differs by design (the table of versions, the order
 * of columns) is left out. */
/* clang-format off */
static const struct statement catalogue[] = {
	{ .name = "t_columns", .outputs = 1, .index = 0,
	  .sqlite = "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' '"
		    " || coalesce(c.dflt_value, '-') || ' ' || c.pk"
		    " FROM sqlite_master m, pragma_table_xinfo(m.name) c"
		    " WHERE m.type = 'table' AND m.name <> 'schema_version' ORDER BY 1",
	  .postgres = "SELECT (table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable"
		      " || ' ' || coalesce(column_default, '-'))::text"
		      " FROM information_schema.columns WHERE table_schema = current_schema()"
		      " AND table_name <> 'schema_version' ORDER BY 1" },
	{ .name = "t_indices", .outputs = 1, .index = 1,
	  .sqlite = "SELECT m.name || ' ' || i.name || ' ' || i.\"unique\" || ' ' || i.origin || ' '"
		    " || coalesce(s.sql, '-') || ' ' || c.seqno || ' ' || coalesce(c.name, '-') || ' '"
		    " || c.\"desc\" FROM sqlite_master m, pragma_index_list(m.name) i,"
		    " pragma_index_xinfo(i.name) c LEFT JOIN sqlite_master s ON s.name = i.name"
		    " WHERE m.type = 'table' AND m.name <> 'schema_version' ORDER BY 1",
	  .postgres = "SELECT replace(indexdef, current_schema() || '.', '')::text FROM pg_indexes"
		      " WHERE schemaname = current_schema() AND tablename <> 'schema_version'"
		      " ORDER BY 1" },
	{ .name = "t_rules", .outputs = 1, .index = 2,
	  .sqlite = "SELECT m.name || ' ' || f.\"from\" || ' ' || f.\"table\" || ' ' || coalesce(f.\"to\", '-')"
		    " || ' ' || f.on_update || ' ' || f.on_delete"
		    " FROM sqlite_master m, pragma_foreign_key_list(m.name) f"
		    " WHERE m.type = 'table' ORDER BY 1",
	  .postgres = "SELECT (r.relname || ' ' || pg_get_constraintdef(c.oid))::text"
		      " FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
		      " WHERE r.relnamespace = current_schema()::regnamespace"
		      " AND r.relname <> 'schema_version' ORDER BY 1" },
	{ .name = "t_others", .outputs = 1, .index = 3,
	  .sqlite = "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view')"
		    " ORDER BY 1",
	  .postgres = "SELECT (relkind::text || ' ' || relname)::text FROM pg_class"
		      " WHERE relnamespace = current_schema()::regnamespace AND relkind NOT IN ('r', 'i')"
		      " ORDER BY 1" },
};
/* clang-format on */

static enum err list_all(struct tx *tx, void *with)
{
	struct buf *lines = with;

	for (size_t i = 0; i < LEN(catalogue); i++) {
		struct cursor *cursor;
		enum err err = cursor_open(tx, &catalogue[i], &cursor);
		if (err) return err;
		while ((err = cursor_next(cursor)) == OK) {
			buf_str(lines, cursor_str(cursor, 0));
			buf_byte(lines, '\n');
		}
		cursor_close(cursor);
		if (err != ERR_ABSENT) return err;
	}
	return OK;
}

static struct str catalogue_of(struct database *database)
{
	struct buf lines;

	buf_init(&lines, 4 * 1024 * 1024);
	CHECK_OK(database_read(database, list_all, &lines));
	CHECK(buf_ok(&lines), "room");
	const struct str text = str_copy(database->arena, buf_text(&lines));
	buf_release(&lines);
	return text;
}

static struct str schema_for(struct database *database)
{
	const struct embedded *schema = embedded_find(STR("sql/schema.sql"));

	CHECK(schema, "the schema is part of the program");
	const struct str text = { schema->bytes, schema->n };
	return dialect_expand(database->arena, database->engine, text);
}

TEST(the_steps_give_what_the_schema_says)
{
	FOR_ENGINES(engine)
	{
		struct database *stepped = database_open(engine);
		struct database *whole = database_open_empty(engine);
		const struct str sql = schema_for(whole);
		struct str line;

		CHECK(database_script(whole, str_z(whole->arena, sql)), "the schema alone");
		struct str left = catalogue_of(stepped), right = catalogue_of(whole);
		CHECK(str_has(left, STR("data_key")) && left.n > 2000, "a catalogue");
		while (str_cut(&left, '\n', &line)) {
			struct str wanted = { 0 };
			(void)str_cut(&right, '\n', &wanted);
			CHECK_STR(line, str_z(whole->arena, wanted), "steps against schema");
		}
		CHECK(right.at == NULL || right.n == 0, "and nothing more");
		database_free(whole);
		database_free(stepped);
	}
}

/* A database that has taken a step never takes it again: what is edited in it afterwards would be missing there
 * for good.  A line that changes in the golden file is such an edit; a new step is a new line. */
TEST(a_step_that_was_taken_anywhere_is_never_edited)
{
	const struct str folder = STR("sql/migrations/");
	struct arena *arena = arena_new(1024 * 1024);
	const struct embedded *file;
	struct buf lines;

	buf_init(&lines, 64 * 1024);
	for (size_t i = 0; (file = embedded_at(i)) != NULL; i++) {
		uint8_t hash[16];
		if (!str_starts(file->path, folder)) continue;
		CHECK_INT(crypto_generichash(hash, sizeof hash, (const uint8_t *)file->bytes,
		                             file->n, NULL, 0),
		          0, "a fingerprint");
		buf_printf(&lines, "%.*s %.*s\n", STR_ARG(str_hex(arena, hash, sizeof hash)),
		           STR_ARG(str_from(file->path, folder.n)));
	}
	golden_same(buf_text(&lines), "migrations.txt");
	buf_release(&lines);
	arena_free(arena);
}

TEST(a_second_run_has_nothing_to_do)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open_empty(engine);
		int first = 0, second = -1, version = -1;

		CHECK_OK(db_version(database->db, &version));
		CHECK_INT(version, 0, "an empty database");
		CHECK_OK(db_migrate(database->db, &first));
		CHECK(first > 0, "steps were applied");
		CHECK_OK(db_version(database->db, &version));
		CHECK_INT(version, first, "numbered from one without a gap");
		const struct str before = catalogue_of(database);
		CHECK_OK(db_migrate(database->db, &second));
		CHECK_INT(second, 0, "none left");
		CHECK(str_eq(before, catalogue_of(database)), "nothing changed");
		database_free(database);
	}
}

TEST(a_database_of_a_newer_program_is_refused)
{
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		int applied = -1;

		CHECK(database_script(database,
		                      "INSERT INTO schema_version (number, name, applied_at)"
		                      " VALUES (9999, 'later', 0)"),
		      "a later step");
		const struct str before = catalogue_of(database);
		CHECK(db_migrate(database->db, &applied) == ERR_REFUSED, "refused");
		CHECK_INT(applied, -1, "result untouched");
		CHECK(str_eq(before, catalogue_of(database)), "nothing changed");
		database_free(database);
	}
}

TESTS(the_steps_give_what_the_schema_says, a_step_that_was_taken_anywhere_is_never_edited,
      a_second_run_has_nothing_to_do, a_database_of_a_newer_program_is_refused)
