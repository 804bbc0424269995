/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every statement there is, prepared by both engines against the tables that migrations make; and
 * none of those that pages wait for reads a whole table. */
#include <sqlite3.h>

#include "support/check.h"
#include "support/database.h"

/* A statement that cannot be prepared is a wrong column: the run stops at its name. */
static enum err prepare_all(struct tx *tx, void *with)
{
	int *prepared = with;
	for (int i = 0; i < statement_count; i++) {
		struct cursor *cursor = NULL;
		*prepared = i;
		enum err err = cursor_open(tx, statements[i], &cursor);
		if (err) return err;
		for (int input = 0; input < statements[i]->inputs; input++)
			cursor_bind_i64(cursor, input, 0);
		if (!statements[i]->writes) err = cursor_next(cursor);
		cursor_close(cursor);
		if (err && err != ERR_ABSENT) return err;
	}
	*prepared = statement_count;
	return OK;
}

TEST(every_statement_is_understood)
{
	CHECK(statement_count > 100, "there are statements");
	FOR_ENGINES(engine)
	{
		struct database *database = database_open(engine);
		int prepared = 0;
		const enum err err = database_write(database, prepare_all, &prepared);
		if (err)
			print_error("%s on %s\n",
			            prepared < statement_count ? statements[prepared]->name
			                                       : "commit",
			            engine == DB_SQLITE ? "SQLite" : "PostgreSQL");
		CHECK_OK(err);
		CHECK_INT(prepared, statement_count, "all of them");
		database_free(database);
	}
}

TEST(indices_are_dense_and_names_unique)
{
	for (int i = 0; i < statement_count; i++) {
		CHECK_INT(statements[i]->index, i, statements[i]->name);
		for (int j = 0; j < i; j++)
			CHECK(!str_eq(str_of(statements[i]->name), str_of(statements[j]->name)),
			      statements[i]->name);
	}
}

/* Small tables read whole by the office, and what is swept now and then. */
static bool may_scan(const char *name)
{
	static const char *const names[] = {
		"organisation_list", "person_list",  "person_facilitators", "person_coordinators",
		"programme_list",    "set_overview", "set_names",           "pulse_latest",
		"mail_asked",        "process_list", "member_facilitators"
	};
	for (size_t i = 0; i < LEN(names); i++)
		if (str_eq(str_of(name), str_of(names[i]))) return true;
	/* Somebody asks for their erasure a few times a year. */
	return str_ends(str_of(name), STR("_sweep")) || str_starts(str_of(name), STR("erasure_"));
}

TEST(nothing_a_page_waits_for_reads_a_whole_table)
{
	struct database *database = database_open(DB_SQLITE);
	sqlite3 *sqlite = NULL;
	const struct str path = str_from(database_url(database), sizeof("sqlite:") - 1);
	CHECK_INT(sqlite3_open(str_z(database->arena, path), &sqlite), SQLITE_OK, "opened again");
	for (int i = 0; i < statement_count; i++) {
		sqlite3_stmt *plan = NULL;
		const struct str sql =
			str_printf(database->arena, "EXPLAIN QUERY PLAN %s", statements[i]->sqlite);
		CHECK_INT(sqlite3_prepare_v2(sqlite, sql.at, (int)sql.n, &plan, NULL), SQLITE_OK,
		          statements[i]->name);
		while (sqlite3_step(plan) == SQLITE_ROW) {
			const struct str step = str_of((const char *)sqlite3_column_text(plan, 3));
			const bool scans = str_starts(step, STR("SCAN")) &&
			                   !str_has(step, STR("CONSTANT ROW"));
			if (scans && !may_scan(statements[i]->name))
				print_error("%.*s\n", STR_ARG(step));
			CHECK(!scans || may_scan(statements[i]->name), statements[i]->name);
		}
		sqlite3_finalize(plan);
	}
	sqlite3_close(sqlite);
	database_free(database);
}

TESTS(every_statement_is_understood, indices_are_dense_and_names_unique,
      nothing_a_page_waits_for_reads_a_whole_table)
