/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* migrate - numbered steps, sql/migrations/NNNN-name.sql, each in a transaction of its own. */
#include "base/log.h"
#include "db/engine.h"
#include "embed/files.h"

static const char make_table[] = "CREATE TABLE IF NOT EXISTS schema_version ("
				 "number @int PRIMARY KEY, name @text NOT NULL,"
				 " applied_at @instant NOT NULL)";
static const struct statement newest = {
	.name = "own_version",
	.sqlite = "SELECT coalesce(max(number), 0) FROM schema_version",
	.postgres = "SELECT coalesce(max(number), 0) FROM schema_version",
	.outputs = 1,
	.index = -5,
};
static const struct statement applied_now = {
	.name = "own_applied",
	.sqlite = "INSERT INTO schema_version (number, name, applied_at) VALUES (?1, ?2, ?3)",
	.postgres = "INSERT INTO schema_version (number, name, applied_at)"
		    " VALUES ($1::integer, $2::text, $3::bigint)",
	.inputs = 3,
	.index = -6,
	.writes = true,
};

/* The number in "sql/migrations/0012-more.sql"; 0 if the file is no migration. */
static int number_of(struct str path)
{
	const struct str folder = STR("sql/migrations/");
	int64_t number;

	if (!str_starts(path, folder) || !str_ends(path, STR(".sql"))) return 0;
	if (!str_i64(str_part(path, folder.n, folder.n + 4), 1, 9999, &number)) return 0;
	return (int)number;
}

static enum err expand_and_run(struct connection *connection, struct str sql)
{
	struct arena *arena = arena_new(4 * 1024 * 1024);
	const struct engine *engine = connection->db->engine;

	const struct str text = dialect_expand(arena, engine->kind, sql);
	const enum err err = engine->script(connection, str_z(arena, text));
	arena_free(arena);
	return err;
}

/* Inside a transaction.  Makes the table of versions on the way. */
static enum err read_version(struct tx *tx, int *out)
{
	struct cursor *cursor;

	enum err err = expand_and_run(tx->connection, str_of(make_table));
	if (!err) err = cursor_open(tx, &newest, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	if (!err) *out = (int)cursor_i64(cursor, 0);
	cursor_close(cursor);
	return err;
}

static enum err note_applied(struct tx *tx, int number, struct str path)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, &applied_now, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, number);
	cursor_bind_str(cursor, 1, path);
	cursor_bind_i64(cursor, 2, time_now().ms);
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

/* Applies the step after `version`, if there is one.  The version is read again inside the transaction:
 * two nodes may start at once. */
static enum err apply_next(struct tx *tx, bool *applied)
{
	int version;

	enum err err = read_version(tx, &version);
	if (err) return err;
	for (size_t i = 0; embedded_at(i); i++) {
		const struct embedded *file = embedded_at(i);
		const int number = number_of(file->path);
		if (number != version + 1) continue;
		err = expand_and_run(tx->connection, (struct str){ file->bytes, file->n });
		if (!err) err = note_applied(tx, number, file->path);
		if (err) log_error("db=migrate step=%d result=%s", number, err_name(err));
		*applied = !err;
		return err;
	}
	*applied = false;
	return OK;
}

static int newest_known(void)
{
	int known = 0;
	for (size_t i = 0; embedded_at(i); i++) {
		const int number = number_of(embedded_at(i)->path);
		if (number > known) known = number;
	}
	return known;
}

/* Runs `step` in a transaction of its own. */
static enum err in_transaction(struct connection *connection,
                               enum err (*step)(struct tx *tx, void *with), void *with)
{
	const struct engine *engine = connection->db->engine;
	struct tx tx;
	enum err err = ERR_BUSY;

	for (int i = 0; i < 12 && err == ERR_BUSY; i++) {
		err = engine->begin(connection, BEGIN_WRITE);
		if (err) continue;
		tx_begin(&tx, connection);
		err = step(&tx, with);
		tx_end(&tx);
		if (tx.conflict) err = ERR_BUSY;
		if (err)
			engine->rollback(connection);
		else
			err = engine->commit(connection);
	}
	return err;
}

static enum err version_step(struct tx *tx, void *with)
{
	return read_version(tx, with);
}

static enum err next_step(struct tx *tx, void *with)
{
	return apply_next(tx, with);
}

enum err migrate_version(struct connection *connection, int *out)
{
	return in_transaction(connection, version_step, out);
}

enum err migrate_on(struct connection *connection, int *applied)
{
	int version = 0;
	bool more = true;

	enum err err = migrate_version(connection, &version);
	if (!err && version > newest_known()) return ERR_REFUSED; /* made by a newer Setwise */
	while (!err && more) {
		err = in_transaction(connection, next_step, &more);
		if (!err && more) ++*applied;
	}
	return err;
}
