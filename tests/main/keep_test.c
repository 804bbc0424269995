/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Backup and restore, as an operator runs them: what is copied comes back, and what would lose something is
 * refused with a sentence, and changes nothing. */
#include "main/support.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/db.h"
#include "support/check.h"

struct house {
	struct desk desk;
	char data[128], backup[128];
};

static struct house house_begin(void)
{
	struct house house;

	desk_begin(&house.desk);
	(void)snprintf(house.data, sizeof house.data, "--data=%s/data", house.desk.folder.path);
	(void)snprintf(house.backup, sizeof house.backup, "%s/backup.db", house.desk.folder.path);
	return house;
}

static struct run run_of(const struct house *house, command_run *command, ...)
{
	const char *words[8] = { house->data };
	va_list more;
	int n = 1;

	va_start(more, command);
	while (n < (int)LEN(words) - 1 && (words[n] = va_arg(more, const char *))) n++;
	va_end(more);
	return run_command(command, words, NULL, 0);
}

#define RUN(...) run_of(__VA_ARGS__, NULL)
#define CHECK_SAYS(text, part) CHECK(strstr((text), (part)), part)

static void appoint(const struct house *house, const char *email)
{
	const struct run run = RUN(house, command_admin, email, "Joan Fairley");

	CHECK_INT(run.code, EXIT_GOOD, run.err);
}

TEST(what_was_backed_up_comes_back)
{
	struct house house = house_begin();

	appoint(&house, "joan@x.example");
	struct run run = RUN(&house, command_backup, house.backup);
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK_SAYS(run.out, "opened and checked");
	run = RUN(&house, command_backup, house.backup);
	CHECK_INT(run.code, EXIT_USAGE, "one that is there is not written over");
	CHECK_SAYS(run.err, "is there already. Choose another name.");
	appoint(&house, "kofi@x.example");
	run = RUN(&house, command_restore, house.backup);
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK_SAYS(run.out, "setwise.db.before-restore");
	run = RUN(&house, command_admin, "kofi@x.example", "Kofi Mensah");
	CHECK_SAYS(run.out, "Kofi Mensah is a coordinator.");
	run = RUN(&house, command_admin, "joan@x.example", "Joan Fairley");
	CHECK_SAYS(run.out, "Joan Fairley is a coordinator now.");
	run = RUN(&house, command_restore, house.backup);
	CHECK_INT(run.code, EXIT_USAGE, "what an earlier restore set aside is not lost");
	CHECK_SAYS(run.err, "Move it away first.");
	desk_end(&house.desk);
}

/* A copy of a backup with one of its pages overwritten. */
static void spoil(const char *backup, const char *to)
{
	enum { PAGE = 4096 };
	FILE *in = fopen(backup, "rb"), *out = fopen(to, "wb");
	char page[PAGE];
	size_t pages = 0;

	CHECK(in && out, "both can be opened");
	for (; fread(page, 1, PAGE, in) == PAGE; pages++) {
		if (pages == 20) memset(page, 'x', PAGE);
		CHECK(fwrite(page, 1, PAGE, out) == PAGE, "copied");
	}
	CHECK(pages > 40, "that page is in the midst of it");
	CHECK(fclose(in) == 0 && fclose(out) == 0, "");
}

TEST(what_does_not_open_is_not_restored)
{
	struct house house = house_begin();
	char other[128];

	appoint(&house, "joan@x.example");
	CHECK_INT(RUN(&house, command_backup, house.backup).code, EXIT_GOOD, "");
	desk_put(&house.desk, "text.db", "hello");
	(void)snprintf(other, sizeof other, "%s/text.db", house.desk.folder.path);
	struct run run = RUN(&house, command_restore, other);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "no database");
	CHECK_SAYS(run.err, "Nothing was changed.");

	/* Opening an empty file would make a house without people of it. */
	desk_put(&house.desk, "text.db", "");
	run = RUN(&house, command_restore, other);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "an empty file");
	CHECK_SAYS(run.err, "Nothing was changed.");
	spoil(house.backup, other);
	run = RUN(&house, command_restore, other);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "one with a page that was lost on the way");
	CHECK_SAYS(run.err, "Nothing was changed. Is it whole");
	run = RUN(&house, command_restore, house.desk.folder.path);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "a folder");
	CHECK(!desk_get(&house.desk, "data/setwise.db.restoring"), "nothing is left in the way");
	CHECK(!desk_get(&house.desk, "data/setwise.db.before-restore"), "nor set aside");

	/* The same backup where another ring is: its words could not be read. */
	(void)snprintf(house.data, sizeof house.data, "--data=%s/other", house.desk.folder.path);
	CHECK_INT(RUN(&house, command_migrate).code, EXIT_GOOD, "an installation of its own");
	run = RUN(&house, command_restore, house.backup);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "another key ring");
	CHECK_SAYS(run.err, "is the ring the one it was made with?");
	CHECK(!desk_get(&house.desk, "other/setwise.db.before-restore"), "nothing was set aside");
	CHECK(!desk_get(&house.desk, "other/setwise.db.restoring"), "and nothing is left behind");
	desk_end(&house.desk);
}

TEST(a_database_in_use_is_not_restored_over)
{
	struct house house = house_begin();
	char url[256];
	struct db *db;
	int version;

	appoint(&house, "joan@x.example");
	CHECK_INT(RUN(&house, command_backup, house.backup).code, EXIT_GOOD, "");
	(void)snprintf(url, sizeof url, "sqlite:%s/data/setwise.db", house.desk.folder.path);
	CHECK_INT(db_open(&(struct db_options){ .url = str_of(url) }, &db), OK,
	          "as a service does");
	CHECK_INT(db_version(db, &version), OK, "and reads");
	struct run run = RUN(&house, command_restore, house.backup);
	CHECK_INT(run.code, EXIT_USAGE, "refused");
	CHECK_SAYS(run.err, "is in use. Stop the service first, then restore.");
	db_close(db);
	CHECK_INT(RUN(&house, command_restore, house.backup).code, EXIT_GOOD, "once it is closed");
	desk_end(&house.desk);
}

/* What a service that was killed had promised stands in the journal: it is set aside with the database. */
TEST(the_journal_of_a_killed_service_is_kept)
{
	struct house house = house_begin();

	appoint(&house, "joan@x.example");
	CHECK_INT(RUN(&house, command_backup, house.backup).code, EXIT_GOOD, "");
	desk_put(&house.desk, "data/setwise.db-wal", "promised");
	CHECK_INT(RUN(&house, command_restore, house.backup).code, EXIT_GOOD, "");
	CHECK_SAYS(desk_get(&house.desk, "data/setwise.db.before-restore-wal"), "promised");
	CHECK(!desk_get(&house.desk, "data/setwise.db-wal"), "and not beside the new one");
	desk_end(&house.desk);
}

TEST(the_doctor_and_the_service_know_another_ring)
{
	struct house house = house_begin();
	struct house other = house;
	char ring[160];

	appoint(&house, "joan@x.example");
	(void)snprintf(other.data, sizeof other.data, "--data=%s/other", house.desk.folder.path);
	CHECK_INT(RUN(&other, command_migrate).code, EXIT_GOOD, "makes a ring of its own");
	(void)snprintf(ring, sizeof ring, "--key-ring=%s/other/keys", house.desk.folder.path);
	struct run run = RUN(&house, command_doctor, ring);
	CHECK_INT(run.code, EXIT_FINDINGS, "to be mended");
	CHECK_SAYS(run.out, "MEND  The words in the database are of another key ring.");
	run = RUN(&house, command_serve, ring, "--listen=127.0.0.1:0");
	CHECK_INT(run.code, EXIT_WENT_WRONG, "it does not start");
	CHECK_SAYS(run.err, "Put the copy of theirs there, or name it with --key-ring.");
	run = RUN(&house, command_admin, ring, "kofi@x.example", "Kofi Mensah");
	CHECK_INT(run.code, EXIT_WENT_WRONG, "nor is anybody sealed under the wrong one");
	CHECK_SAYS(run.err, "Put the copy of theirs there, or name it with --key-ring.");
	desk_end(&house.desk);
}

/* A new ring beside old rows would seal some words under one and some under the other. */
TEST(a_ring_that_is_lost_is_not_made_anew)
{
	static command_run *const commands_all[] = { command_serve, command_admin,
		                                     command_migrate };
	struct house house = house_begin();

	appoint(&house, "joan@x.example");
	desk_drop(&house.desk, "data/keys");
	for (size_t i = 0; i < LEN(commands_all); i++) {
		const bool is_admin = commands_all[i] == command_admin;
		const struct run run =
			is_admin ? RUN(&house, command_admin, "kofi@x.example", "Kofi Mensah")
				 : RUN(&house, commands_all[i]);
		CHECK_INT(run.code, EXIT_WENT_WRONG, "refused");
		CHECK_SAYS(run.err, "There is no key ring at ");
		CHECK_SAYS(run.err, "Put the copy back, or name it with --key-ring.");
		CHECK(!desk_get(&house.desk, "data/keys"), "none was made");
	}
	const struct run run = RUN(&house, command_doctor);
	CHECK_INT(run.code, EXIT_FINDINGS, "to be mended");
	CHECK_SAYS(run.out, "\n1 to mend, ");
	desk_end(&house.desk);
}

TEST(a_database_that_is_not_there_is_not_backed_up)
{
	struct house house = house_begin();

	appoint(&house, "joan@x.example");
	desk_drop(&house.desk, "data/setwise.db");
	struct run run = RUN(&house, command_backup, house.backup);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "refused");
	CHECK_SAYS(run.err, "There is no database at ");
	CHECK(!desk_get(&house.desk, "data/setwise.db"), "looking did not make one");
	desk_put(&house.desk, "data/setwise.db", "");
	run = RUN(&house, command_backup, house.backup);
	CHECK_INT(run.code, EXIT_WENT_WRONG, "an empty one");
	CHECK_SAYS(run.err, "there is nothing to back up");
	CHECK(!desk_get(&house.desk, "backup.db"), "no copy of nothing");
	desk_end(&house.desk);
}

TEST(a_ring_or_a_database_that_is_not_ours_is_said_to_be_so)
{
	struct house house = house_begin();
	char path[256], link_path[256];

	appoint(&house, "joan@x.example");
	(void)snprintf(path, sizeof path, "%s/data/keys", house.desk.folder.path);
	(void)snprintf(link_path, sizeof link_path, "%s/ring", house.desk.folder.path);
	CHECK(symlink(path, link_path) == 0, "a link, which could lead anywhere");
	(void)snprintf(link_path, sizeof link_path, "--key-ring=%s/ring", house.desk.folder.path);
	struct run run = RUN(&house, command_doctor, link_path);
	CHECK_INT(run.code, EXIT_FINDINGS, "to be mended");
	CHECK_SAYS(run.out, "cannot be read. It is a file, not a link");
	(void)snprintf(path, sizeof path, "%s/data/setwise.db", house.desk.folder.path);
	CHECK(chmod(path, 0400) == 0, "not ours to write");
	if (access(path, W_OK) != 0) { /* root may write all the same */
		run = RUN(&house, command_doctor);
		CHECK_SAYS(run.out, "MEND  The database does not open");
		CHECK_SAYS(run.err, "are it and its folder ours to write in?");
		run = RUN(&house, command_serve, "--listen=127.0.0.1:0");
		CHECK_INT(run.code, EXIT_WENT_WRONG, "it does not start to fail later");
	}
	desk_end(&house.desk);
}

TEST(one_program_serves_a_file)
{
	struct house house = house_begin();
	char path[256];

	appoint(&house, "joan@x.example");
	(void)snprintf(path, sizeof path, "%s/data/setwise.db", house.desk.folder.path);
	const int fd = open(path, O_RDONLY);
	CHECK(fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0, "as one that serves has it");
	const struct run run = RUN(&house, command_serve, "--listen=127.0.0.1:0");
	CHECK_INT(run.code, EXIT_WENT_WRONG, "a second is refused");
	CHECK_SAYS(run.err, "Another setwise serves ");
	appoint(&house, "kofi@x.example"); /* the other commands go on */
	CHECK_INT(RUN(&house, command_backup, house.backup).code, EXIT_GOOD, "");
	CHECK(close(fd) == 0, "");
	desk_end(&house.desk);
}

TEST(a_coordinator_has_a_name_and_an_address)
{
	static const char *const wrong[][2] = {
		{ "joan", "Joan Fairley" },       { "joan@x", "Joan Fairley" },
		{ "joan@x.example", "" },         { "joan@x.example", "  " },
		{ "joan@x.example", "J\nF" },     { "joan@x.example", "J\033[31m" },
		{ "joan@x.example", "\xff\xfe" },
	};
	struct house house = house_begin();

	for (size_t i = 0; i < LEN(wrong); i++)
		CHECK_INT(RUN(&house, command_admin, wrong[i][0], wrong[i][1]).code, EXIT_USAGE,
		          "refused");
	appoint(&house, "joan@x.example");
	const struct run run = RUN(&house, command_admin, "JOAN@x.example", "Somebody Else");
	CHECK_SAYS(run.out, "Joan Fairley is a coordinator now."); /* what they are called here */
	desk_end(&house.desk);
}

TESTS(what_was_backed_up_comes_back, what_does_not_open_is_not_restored,
      a_database_in_use_is_not_restored_over, the_journal_of_a_killed_service_is_kept,
      the_doctor_and_the_service_know_another_ring, a_ring_that_is_lost_is_not_made_anew,
      a_database_that_is_not_there_is_not_backed_up,
      a_ring_or_a_database_that_is_not_ours_is_said_to_be_so, one_program_serves_a_file,
      a_coordinator_has_a_name_and_an_address)
