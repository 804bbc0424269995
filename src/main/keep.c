/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* keep - migrate, backup and restore: commands that look after the database. */
#include <errno.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

#include "main/command.h"
#include "main/open.h"

enum exit_code command_migrate(struct arena *arena, const struct settings *settings,
                               const struct arguments *arguments)
{
	struct opened opened;
	int applied, version;

	const enum exit_code code = command_words(arguments, 0, 0, NULL);
	if (code) return code;
	if (open_all(arena, settings, OPEN_OR_MAKE, &opened)) return EXIT_WENT_WRONG;

	enum err err = db_migrate(opened.db, &applied);
	if (!err) err = db_version(opened.db, &version);
	open_release(&opened);
	if (err) return open_says_migration(err);
	printf("%d step%s applied, the database is at version %d.\n", applied,
	       applied == 1 ? "" : "s", version);
	return EXIT_GOOD;
}

enum exit_code command_backup(struct arena *arena, const struct settings *settings,
                              const struct arguments *arguments)
{
	struct opened opened;
	const struct str path = command_word(arguments, 0);

	const enum exit_code code = command_words(arguments, 1, 1, NULL);
	if (code) return code;
	if (open_sqlite_path(settings).n == 0)
		return command_fail(
			EXIT_USAGE,
			"On PostgreSQL, use pg_dump. Keep the key ring %.*s apart from it.",
			STR_ARG(settings->key_ring));
	if (access(str_z(arena, path), F_OK) == 0)
		return command_fail(EXIT_USAGE, "%.*s is there already. Choose another name.",
		                    STR_ARG(path));
	if (open_all(arena, settings, OPEN_EXISTING, &opened)) return EXIT_WENT_WRONG;

	int version = 0;
	enum err err = db_version(opened.db, &version);
	if (!err && version == 0) {
		open_release(&opened);
		return command_fail(EXIT_WENT_WRONG,
		                    "%.*s is empty: there is nothing to back up. Name another with "
		                    "--data or --database.",
		                    STR_ARG(open_sqlite_path(settings)));
	}
	if (!err) err = db_backup(opened.db, path);
	open_release(&opened);
	if (err)
		return command_fail(EXIT_WENT_WRONG,
		                    "The backup failed (%s). Is there room at %.*s?", err_name(err),
		                    STR_ARG(path));
	printf("Copied to %.*s, opened and checked. The keys are not in it: keep %.*s elsewhere.\n",
	       STR_ARG(path), STR_ARG(settings->key_ring));
	return EXIT_GOOD;
}

/* ---- restore ---- */

static bool copy_file(const char *from, const char *to)
{
	char bytes[64 * 1024];
	bool good = true;
	const int in = open(from, O_RDONLY | O_CLOEXEC);
	const int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t n = 0;

	if (out < 0) good = false;
	while (good && (n = read(in, bytes, sizeof bytes)) > 0)
		good = write(out, bytes, (size_t)n) == n;
	if (n < 0 || (out >= 0 && fsync(out) != 0)) good = false;
	if (in >= 0) (void)close(in);
	if (out >= 0 && close(out) != 0) good = false;
	return good;
}

/* Opens the copy with the key ring and brings it up to date: proof that it can be used.  An empty file would be
 * brought up to date too, and be a house without people: it is ERR_ABSENT. */
static enum err try_copy(struct arena *arena, const struct settings *settings, const char *path)
{
	struct settings trial = *settings;
	struct opened opened;
	int version = 0;

	trial.database = str_printf(arena, "sqlite:%s", path);
	enum err err = db_is_whole(path);
	if (!err) err = open_all(arena, &trial, OPEN_EXISTING, &opened);
	if (err) return err;
	err = db_version(opened.db, &version);
	if (!err && version == 0) err = ERR_ABSENT;
	if (!err) err = db_migrate(opened.db, NULL);
	if (err == ERR_REFUSED) (void)open_says_migration(err);
	if (!err) err = open_words(&opened);
	open_release(&opened);
	return err;
}

static void drop(struct arena *arena, const char *path)
{
	(void)unlink(path);
	(void)unlink(str_printf(arena, "%s-wal%c", path, '\0').at);
	(void)unlink(str_printf(arena, "%s-shm%c", path, '\0').at);
}

/* Whether some program has the database open: each of its connections holds a lock on these bytes
 * (sqlite.org/fileformat2.html, "The Lock-Byte Page"). */
static bool is_in_use(const char *path)
{
	enum { SHARED_FIRST = 0x40000002, SHARED_BYTES = 510 };
	struct flock lock = { .l_type = F_WRLCK,
		              .l_whence = SEEK_SET,
		              .l_start = SHARED_FIRST,
		              .l_len = SHARED_BYTES };
	const int file = open(path, O_RDWR | O_CLOEXEC);
	bool used = false;

	if (file < 0) return false;
	if (fcntl(file, F_GETLK, &lock) == 0) used = lock.l_type != F_UNLCK;
	(void)close(file);
	return used;
}

/* The database with its journal, which may hold what a killed service had promised. */
static bool set_aside(struct arena *arena, const char *here, const char *old)
{
	const char *journal = str_printf(arena, "%s-wal%c", here, '\0').at;

	if (access(here, F_OK) == 0 && rename(here, old) != 0) return false;
	if (access(journal, F_OK) == 0 &&
	    rename(journal, str_printf(arena, "%s-wal%c", old, '\0').at) != 0)
		return false;
	(void)unlink(str_printf(arena, "%s-shm%c", here, '\0').at);
	return true;
}

enum exit_code command_restore(struct arena *arena, const struct settings *settings,
                               const struct arguments *arguments)
{
	const struct str path = open_sqlite_path(settings);

	const enum exit_code code = command_words(arguments, 1, 1, NULL);
	if (code) return code;
	if (path.n == 0) return command_fail(EXIT_USAGE, "On PostgreSQL, use pg_restore.");

	const char *from = str_z(arena, command_word(arguments, 0));
	const char *here = str_z(arena, path);
	const char *copy = str_printf(arena, "%s.restoring%c", here, '\0').at;
	const char *old = str_printf(arena, "%s.before-restore%c", here, '\0').at;

	if (access(old, F_OK) == 0)
		return command_fail(EXIT_USAGE,
		                    "%s is there from an earlier restore. Move it away first.",
		                    old);
	if (is_in_use(here))
		return command_fail(EXIT_USAGE,
		                    "%s is in use. Stop the service first, then restore.", here);
	drop(arena, copy); /* of a restore that was cut short */
	if (!copy_file(from, copy)) {
		const int why = errno;
		drop(arena, copy);
		return command_fail(EXIT_WENT_WRONG, "%s cannot be copied to %s: %s.", from, copy,
		                    strerror(why));
	}
	if (try_copy(arena, settings, copy)) {
		drop(arena, copy);
		return command_fail(
			EXIT_WENT_WRONG,
			"%s is no backup that the key ring %.*s opens. Nothing was "
			"changed. Is it whole, and is the ring the one it was made with?",
			from, STR_ARG(settings->key_ring));
	}
	if (!set_aside(arena, here, old))
		return command_fail(EXIT_WENT_WRONG, "%s cannot be set aside: %s.", here,
		                    strerror(errno));
	if (rename(copy, here) != 0)
		return command_fail(EXIT_WENT_WRONG,
		                    "The backup is checked, at %s, but cannot be moved: %s.", copy,
		                    strerror(errno));
	printf("Restored. What was there before is kept as %s.\n", old);
	return EXIT_GOOD;
}

enum exit_code command_config(struct arena *arena, const struct settings *settings,
                              const struct arguments *arguments)
{
	struct buf out;

	(void)arena;
	const enum exit_code code = command_words(arguments, 0, 0, NULL);
	if (code) return code;
	buf_init(&out, 64 * 1024);
	settings_print(settings, &out);
	(void)fwrite(out.at, 1, out.n, stdout);
	buf_release(&out);
	return EXIT_GOOD;
}
