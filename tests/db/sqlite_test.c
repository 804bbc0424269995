/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* SQLite: the file's locks, and what is left in it of a key that was destroyed. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"
#include "support/database.h"

/* Looks at a file from another process: opening and closing it in this one would drop SQLite's locks. */
static bool child_says(bool (*look)(const char *path, const void *with), const char *path,
                       const void *with)
{
	int status = 0;
	const pid_t child = fork();

	CHECK(child >= 0, "a child");
	if (child == 0) _exit(look(path, with) ? 1 : 0);
	CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status), "its answer");
	return WEXITSTATUS(status) == 1;
}

static const char *file_of(struct database *database, const char *end)
{
	return str_z(database->arena,
	             str_printf(database->arena, "%s/setwise.db%s", database->folder.path, end));
}

static bool is_locked(const char *path, const void *with)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	const int fd = open(path, O_RDWR | O_CLOEXEC);

	(void)with;
	return fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

TEST(another_connection_leaves_the_locks_of_the_first)
{
	struct database *database = database_open_empty(DB_SQLITE);
	const struct db_options again = { .url = database_url(database) };
	const char *path = file_of(database, "");
	struct db_reader *reader;
	struct db *second;

	CHECK(child_says(is_locked, path, NULL), "others see that it is in use");
	CHECK_OK(db_reader_open(database->db, &reader));
	CHECK(child_says(is_locked, path, NULL), "still, after another reader");
	CHECK_OK(db_open(&again, &second));
	CHECK(child_says(is_locked, path, NULL), "still, after it was opened a second time");
	db_close(second);
	db_reader_close(reader);
	CHECK(child_says(is_locked, path, NULL), "still, after those have closed");
	database_free(database);
}

TEST(a_new_file_is_ours_alone)
{
	struct database *database = database_open(DB_SQLITE);
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct stat found;

	for (size_t i = 0; i < LEN(ends); i++) {
		CHECK(stat(file_of(database, ends[i]), &found) == 0, ends[i]);
		CHECK_INT(found.st_mode & 0777, 0600, "nobody else reads it");
	}
	database_free(database);
}

/* ---- a destroyed key ---- */

/* clang-format off */
static const struct statement wrapped_key = { .name = "t_wrapped", .outputs = 1, .index = 0,
	.sqlite = "SELECT wrapped FROM data_key WHERE scope = 1 AND owner_id = 7" };
/* clang-format on */

struct key {
	struct arena *keep;
	struct str wrapped;
};

static enum err seal_something(struct tx *tx, void *with)
{
	struct str sealed;
	(void)with;
	return seal_close(tx, "issue.text", SEAL_SET, 7, 1, STR("words"), &sealed);
}

static enum err read_wrapped(struct tx *tx, void *with)
{
	struct key *key = with;
	struct cursor *cursor;

	enum err err = cursor_open(tx, &wrapped_key, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	if (!err) key->wrapped = str_copy(key->keep, cursor_blob(cursor, 0));
	cursor_close(cursor);
	return err;
}

static enum err destroy_it(struct tx *tx, void *with)
{
	(void)with;
	return seal_destroy(tx, SEAL_SET, 7);
}

static bool holds(const char *path, const void *with)
{
	const struct str *bytes = with;
	struct stat found;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &found) != 0 || found.st_size == 0) return false;
	const void *at = mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	return at != MAP_FAILED && memmem(at, (size_t)found.st_size, bytes->at, bytes->n) != NULL;
}

TEST(a_destroyed_key_is_in_no_file_any_more)
{
	struct database *database = database_open(DB_SQLITE);
	struct key key = { .keep = database->arena };
	const char *path = file_of(database, ""), *log = file_of(database, "-wal");

	CHECK_OK(database_write(database, seal_something, NULL));
	CHECK_OK(database_read(database, read_wrapped, &key));
	CHECK(child_says(holds, path, &key.wrapped) || child_says(holds, log, &key.wrapped),
	      "it is there at first");
	CHECK_OK(database_write(database, destroy_it, NULL));
	CHECK(!child_says(holds, path, &key.wrapped), "not in the database");
	CHECK(!child_says(holds, log, &key.wrapped), "nor in the log of changes");
	database_free(database);
}

TESTS(another_connection_leaves_the_locks_of_the_first, a_new_file_is_ours_alone,
      a_destroyed_key_is_in_no_file_any_more)
