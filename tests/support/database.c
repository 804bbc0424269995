/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* database - see database.h. */
#include "support/database.h"

#include <dirent.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/random.h"
#include "support/check.h"

enum { ARENA_MAX = 64 * 1024 * 1024 };

static const char *postgres_url(void)
{
	return getenv("SETWISE_TEST_POSTGRES");
}

int database_engines(enum db_engine out[2])
{
	out[0] = DB_SQLITE;
	out[1] = DB_POSTGRES;
	if (postgres_url()) return 2;
	fputs("note: SQLite only, since SETWISE_TEST_POSTGRES is not set\n", stderr);
	return 1;
}

static bool on_server(const char *sql)
{
	PGconn *connection = PQconnectdb(postgres_url());
	PGresult *result = PQexec(connection, sql);
	const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	PQfinish(connection);
	return good;
}

struct str database_url(const struct database *database)
{
	if (database->engine == DB_SQLITE)
		return str_printf(database->arena, "sqlite:%s/setwise.db", database->folder.path);
	const char *url = postgres_url();
	return str_printf(database->arena, "%s%coptions=-csearch_path%%3D%s", url,
	                  strchr(url, '?') ? '&' : '?', database->schema);
}

struct database *database_open_empty(enum db_engine engine)
{
	struct database *database = calloc(1, sizeof *database);
	const struct db_options options = { 0 };

	CHECK(database, "memory");
	database->engine = engine;
	database->arena = arena_new(ARENA_MAX);
	folder_make(&database->folder);
	(void)snprintf(database->schema, sizeof database->schema, "t%016llx",
	               (unsigned long long)random_id());
	if (engine == DB_POSTGRES)
		CHECK(on_server(
			      str_printf(database->arena, "CREATE SCHEMA %s%c", database->schema, 0)
				      .at),
		      "a schema");
	CHECK_OK(seal_new(str_printf(database->arena, "%s/keys", database->folder.path),
	                  SEAL_MAY_CREATE, &database->seal));
	struct db_options open = options;
	open.url = database_url(database);
	open.seal = database->seal;
	CHECK_OK(db_open(&open, &database->db));
	CHECK_OK(db_reader_open(database->db, &database->reader));
	return database;
}

struct database *database_open(enum db_engine engine)
{
	struct database *database = database_open_empty(engine);
	CHECK_OK(db_migrate(database->db, NULL));
	return database;
}

void database_free(struct database *database)
{
	if (!database) return;
	db_reader_close(database->reader);
	db_close(database->db);
	seal_free(database->seal);
	if (database->engine == DB_POSTGRES)
		(void)on_server(
			str_printf(database->arena,
		                   "SET client_min_messages = warning; DROP SCHEMA %s CASCADE%c",
		                   database->schema, 0)
				.at);
	folder_remove(&database->folder);
	arena_free(database->arena);
	free(database);
}

enum err database_write(struct database *database, enum err (*run)(struct tx *, void *), void *with)
{
	const struct db_unit unit = { .run = run, .with = with };
	return db_write_wait(database->db, database->reader, &unit);
}

enum err database_read(struct database *database, enum err (*run)(struct tx *, void *), void *with)
{
	const struct db_unit unit = { .run = run, .with = with };
	return db_read(database->reader, &unit);
}

bool database_script(struct database *database, const char *sql)
{
	const struct str url = database_url(database);

	if (database->engine == DB_SQLITE) {
		sqlite3 *handle = NULL;
		const char *path = str_z(database->arena, str_from(url, STR("sqlite:").n));
		bool good = sqlite3_open(path, &handle) == SQLITE_OK;
		(void)sqlite3_busy_timeout(handle, 5000);
		good = good && sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK;
		(void)sqlite3_close(handle);
		return good;
	}
	PGconn *connection = PQconnectdb(str_z(database->arena, url));
	PGresult *result = PQexec(connection, sql);
	const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	PQfinish(connection);
	return good;
}
