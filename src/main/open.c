/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* open - see open.h. */
#include "main/open.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "main/command.h"
#include "store/person.h"

struct str open_sqlite_path(const struct settings *settings)
{
	const struct str prefix = STR("sqlite:");
	if (!str_starts(settings->database, prefix)) return (struct str){ 0 };
	return str_from(settings->database, prefix.n);
}

static enum err make_folder(struct arena *arena, struct str path)
{
	if (mkdir(str_z(arena, path), 0700) == 0 || errno == EEXIST) return OK;
	(void)command_fail(
		EXIT_WENT_WRONG,
		"The folder %.*s cannot be made: %s. Make it, or choose another with --data.",
		STR_ARG(path), strerror(errno));
	return ERR_SYSTEM;
}

static void say_seal(const struct settings *settings, enum err err)
{
	const struct str ring = settings->key_ring;

	if (err == ERR_ABSENT)
		(void)command_fail(EXIT_WENT_WRONG,
		                   "There is no key ring at %.*s. Put the copy back, or name it "
		                   "with --key-ring.",
		                   STR_ARG(ring));
	else if (err == ERR_REFUSED)
		(void)command_fail(EXIT_WENT_WRONG,
		                   "Others may read the key ring %.*s. Run: chmod 0400 %.*s",
		                   STR_ARG(ring), STR_ARG(ring));
	else if (err == ERR_CORRUPT)
		(void)command_fail(
			EXIT_WENT_WRONG,
			"The key ring %.*s is damaged. Put the copy back; don't delete it.",
			STR_ARG(ring));
	else
		(void)command_fail(EXIT_WENT_WRONG, "The key ring %.*s cannot be read or made.",
		                   STR_ARG(ring));
}

/* The address of a PostgreSQL database is not said: it may hold a password. */
static void say_database(const struct settings *settings)
{
	const struct str path = open_sqlite_path(settings);

	if (path.n)
		(void)command_fail(
			EXIT_WENT_WRONG,
			"The database %.*s cannot be opened. Is it whole, and are it and its "
			"folder ours to write in? Choose another with --data or --database.",
			STR_ARG(path));
	else
		(void)command_fail(EXIT_WENT_WRONG,
		                   "The database server does not answer, or refuses. Look at "
		                   "`database` in the settings, and at its log.");
}

/* A ring that is lost is not made anew where there are rows already: some words would be of one ring and some of
 * another, and the copy of the right one would no longer fit. */
static enum err first_ring(const struct settings *settings, struct seal **out)
{
	const struct db_options options = { .url = settings->database };
	struct db *db = NULL;
	int version = 0;

	enum err err = db_open(&options, &db);
	if (!err) err = db_version(db, &version);
	db_close(db);
	if (err) {
		say_database(settings);
		return err;
	}
	err = version > 0 ? ERR_ABSENT : seal_new(settings->key_ring, SEAL_MAY_CREATE, out);
	if (err) say_seal(settings, err);
	return err;
}

static enum err open_ring(const struct settings *settings, enum open_how how, struct seal **out)
{
	enum err err = seal_new(settings->key_ring, SEAL_MUST_EXIST, out);

	if (err == ERR_ABSENT && how == OPEN_OR_MAKE) return first_ring(settings, out);
	if (err == ERR_ABSENT && how == OPEN_ANEW)
		err = seal_new(settings->key_ring, SEAL_MAY_CREATE, out);
	if (err) say_seal(settings, err);
	return err;
}

/* SQLite would make a file that is not there, and a backup of it would be one of nothing; one that it may not write
 * it would open for reading, until somebody presses a button. */
static enum err must_be_ours(struct arena *arena, const struct settings *settings,
                             enum open_how how)
{
	const struct str path = open_sqlite_path(settings);
	const char *file = str_z(arena, path);

	if (path.n == 0) return OK;
	if (access(file, F_OK) == 0) {
		if (access(file, W_OK) == 0) return OK;
		say_database(settings);
		return ERR_REFUSED;
	}
	if (how != OPEN_EXISTING) return OK;
	(void)command_fail(
		EXIT_WENT_WRONG,
		"There is no database at %.*s. A first `setwise serve` makes it; or name "
		"another with --data or --database.",
		STR_ARG(path));
	return ERR_ABSENT;
}

enum err open_all(struct arena *arena, const struct settings *settings, enum open_how how,
                  struct opened *out)
{
	struct opened opened = { 0 };
	enum err err = OK;

	if (how != OPEN_EXISTING) err = make_folder(arena, settings->data);
	if (!err) err = open_ring(settings, how, &opened.seal);
	if (!err) err = must_be_ours(arena, settings, how);
	if (err) {
		open_release(&opened);
		return err;
	}
	const struct db_options options = { .url = settings->database, .seal = opened.seal };
	err = db_open(&options, &opened.db);
	if (err) {
		say_database(settings);
		open_release(&opened);
		return err;
	}
	*out = opened;
	return OK;
}

void open_release(struct opened *opened)
{
	if (opened->db) db_close(opened->db);
	seal_free(opened->seal);
	/* Last: closing a file ends the locks that SQLite has on it. */
	if (opened->alone) (void)close(opened->alone);
	*opened = (struct opened){ 0 };
}

enum err open_alone(struct arena *arena, const struct settings *settings, struct opened *opened)
{
	const struct str path = open_sqlite_path(settings);

	if (path.n == 0) return OK;
	const int fd = open(str_z(arena, path), O_RDONLY | O_CLOEXEC);
	if (fd <= 0) {
		say_database(settings);
		return ERR_SYSTEM;
	}
	opened->alone = fd;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return OK;
	(void)command_fail(EXIT_WENT_WRONG,
	                   "Another setwise serves %.*s already. Two on one SQLite file would not "
	                   "hear each other's rooms; several nodes want PostgreSQL.",
	                   STR_ARG(path));
	return ERR_BUSY;
}

static enum err read_a_name(struct tx *tx, void *with)
{
	(void)with;
	return store_person_opens(tx);
}

enum err open_words(struct opened *opened)
{
	const struct db_unit unit = { .run = read_a_name };
	struct db_reader *reader = NULL;

	enum err err = db_reader_open(opened->db, &reader);
	if (!err) err = db_read(reader, &unit);
	db_reader_close(reader);
	return err;
}

enum exit_code open_says_ring(const struct settings *settings)
{
	return command_fail(EXIT_WENT_WRONG,
	                    "The words in the database are of another key ring than %.*s. Put the "
	                    "copy of theirs there, or name it with --key-ring.",
	                    STR_ARG(settings->key_ring));
}

enum exit_code open_says_migration(enum err err)
{
	if (err == ERR_REFUSED)
		return command_fail(
			EXIT_WENT_WRONG,
			"The database was made by a newer Setwise. Install that one, or "
			"restore a backup of before.");
	return command_fail(EXIT_WENT_WRONG,
	                    "The database could not be brought up to date (%s). The log says why.",
	                    err_name(err));
}
