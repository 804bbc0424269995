/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* backup - a consistent copy of an SQLite database while others write to it. */
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/log.h"
#include "db/engine.h"

/* Opened afresh, and every page looked at. */
enum err db_is_whole(const char *path)
{
	sqlite3 *copy = NULL;
	sqlite3_stmt *check = NULL;
	enum err err = ERR_CORRUPT;

	if (sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(copy, "PRAGMA integrity_check", -1, &check, NULL) == SQLITE_OK &&
	    sqlite3_step(check) == SQLITE_ROW) {
		const char *word = (const char *)sqlite3_column_text(check, 0);
		if (str_eq(str_of(word), STR("ok"))) err = OK;
	}
	(void)sqlite3_finalize(check);
	(void)sqlite3_close(copy);
	return err;
}

/* All in one step, which is one read transaction: between steps a change by another connection would
 * make the copy begin again, for ever under load.  In WAL mode nobody waits for a reader. */
static enum err copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	if (!backup) return ERR_SYSTEM;
	const int rc = sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup) == SQLITE_OK && rc == SQLITE_DONE ? OK : ERR_SYSTEM;
}

static bool sync_file(const char *path)
{
	const int fd = open(path, O_RDWR | O_CLOEXEC);
	const bool good = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0) (void)close(fd);
	return good;
}

enum err db_backup(struct db *db, struct str path)
{
	struct connection *from = NULL;
	sqlite3 *to = NULL;

	if (db->engine->kind != DB_SQLITE) return ERR_REFUSED;
	char *name = str_z_new(path);
	if (!name) BUG("out of memory");
	/* Made here, so that it is ours alone, and so that nothing is ever overwritten. */
	const int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err err = fd < 0 ? ERR_SYSTEM : OK;
	if (fd >= 0) (void)close(fd);

	if (!err) err = db->engine->connect(db, &from);
	if (!err && sqlite3_open_v2(name, &to, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		err = ERR_SYSTEM;
	if (!err) err = copy_pages(from->handle, to);
	(void)sqlite3_close(to);
	if (!err && !sync_file(name)) err = ERR_SYSTEM;
	if (!err) err = db_is_whole(name);
	if (from) db->engine->disconnect(from);
	if (err && fd >= 0) (void)unlink(name);
	if (err) log_error("db=backup result=%s", err_name(err));
	free(name);
	return err;
}
