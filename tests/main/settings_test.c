/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a setting comes from, which of two wins, and what is said of one that cannot be. */
#include "main/settings.h"

#include <stdlib.h>

#include "support/check.h"
#include "support/folder.h"

enum { BYTES = 1024 * 1024 };

struct run {
	struct arena *arena;
	struct settings settings;
	struct arguments arguments;
	struct str why;
	enum err err;
};

static struct run read_words(int argc, const char *const *words)
{
	struct run run = { .arena = arena_new(BYTES) };
	char *argv[16];

	for (int i = 0; i < argc; i++) argv[i] = (char *)(uintptr_t)words[i];
	run.err = settings_read(run.arena, argc, argv, 0, &run.settings, &run.arguments, &run.why);
	return run;
}

#define READ(...)                                                                                  \
	read_words((int)LEN(((const char *const[]){ __VA_ARGS__ })),                               \
	           (const char *const[]){ __VA_ARGS__ })

/* A settings file in the test's folder. */
static const char *file_of(struct arena *arena, const struct folder *folder, const char *text)
{
	const char *path = str_z(arena, str_printf(arena, "%s/setwise.conf", folder->path));
	FILE *file = fopen(path, "w");

	CHECK(file, "a file can be made");
	CHECK(fputs(text, file) >= 0 && fclose(file) == 0, "written");
	return path;
}

TEST(what_is_not_said_is_standard)
{
	struct run run = READ("--config=/dev/null");

	CHECK_INT(run.err, OK, "");
	CHECK_STR(run.settings.listen, "127.0.0.1:8080", "the standard address");
	CHECK_STR(run.settings.base_url, "http://127.0.0.1:8080", "follows from it");
	CHECK_STR(run.settings.database, "sqlite:/var/lib/setwise/setwise.db", "from the folder");
	CHECK_STR(run.settings.key_ring, "/var/lib/setwise/keys", "and the keys");
	CHECK_INT(run.settings.audit_days, 400, "days");
	arena_free(run.arena);
}

TEST(flag_before_environment_before_file_before_standard)
{
	struct arena *arena = arena_new(BYTES);
	struct folder folder;

	folder_make(&folder);
	const char *path = file_of(arena, &folder,
	                           "# mine\nlisten = 127.0.0.1:1\nzone = Europe/Paris\n"
	                           "host-body = Ŵyreham\naudit-days = 7\n");
	const char *equals = str_z(arena, str_printf(arena, "--config=%s", path));

	CHECK_INT(setenv("SETWISE_LISTEN", "127.0.0.1:2", 1), 0, "");
	CHECK_INT(setenv("SETWISE_ZONE", "Europe/Rome", 1), 0, "");
	struct run run = READ("--config", path, "--listen=127.0.0.1:3", "word", "--own");
	CHECK_INT(run.err, OK, "");
	CHECK_STR(run.settings.listen, "127.0.0.1:3", "the flag");
	CHECK_STR(run.settings.zone, "Europe/Rome", "the environment");
	CHECK_STR(run.settings.host_body, "Ŵyreham", "the file");
	CHECK_INT(run.settings.audit_days, 7, "a number of the file");
	CHECK_INT(run.arguments.n, 2, "what is no setting is left to the command");
	arena_free(run.arena);
	run = READ(equals, "--listen", "127.0.0.1:4");
	CHECK_STR(run.settings.listen, "127.0.0.1:4", "the value may be the next word");
	CHECK_STR(run.settings.host_body, "Ŵyreham", "and the file named with an equals sign");
	arena_free(run.arena);
	CHECK_INT(unsetenv("SETWISE_LISTEN"), 0, "");
	CHECK_INT(unsetenv("SETWISE_ZONE"), 0, "");
	arena_free(arena);
	folder_remove(&folder);
}

TEST(what_cannot_be_is_said_in_a_sentence)
{
	static const struct {
		const char *word, *why;
	} cases[] = {
		{ "--listen", "--listen needs a value." },
		{ "--audit-days=0",
		  "audit-days must be a whole number from 1 to 3650, not \"0\"." },
		{ "--workers=few", "workers must be a whole number from 0 to 256, not \"few\"." },
		{ "--mail-relay=ftp://x", "mail-relay is written like smtp://host:25 or "
		                          "smtps://host:465, not \"ftp://x\"." },
		{ "--base-url=learning.example.org",
		  "base-url is written like https://learning.example.org, not "
		  "\"learning.example.org\"." },
		{ "--base-url=https://", "base-url is written like https://learning.example.org, "
		                         "not \"https://\"." },
		{ "--base-url=https://x.example/sets",
		  "base-url is written like https://learning.example.org, not "
		  "\"https://x.example/sets\"." },
		{ "--database=mysql://u:secret@x/y",
		  "database is written like sqlite:/path/to/file or "
		  "postgres://setwise@/setwise?host=/run/postgresql." },
		{ "--data=", "data names no folder." },
		{ "--config=/tmp", "The settings file /tmp cannot be read." },
		{ "--config", "--config needs the name of a file." },
		{ "--host-body=\xff", "host-body is not UTF-8 text." },
		{ "--config=/nonexistent/setwise.conf",
		  "The settings file /nonexistent/setwise.conf cannot be read." },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct run run = READ("--config=/dev/null", cases[i].word);
		if (str_starts(str_of(cases[i].word), STR("--config="))) {
			arena_free(run.arena);
			run = READ(cases[i].word);
		}
		CHECK_INT(run.err, ERR_INPUT, cases[i].word);
		CHECK_STR(run.why, cases[i].why, cases[i].word);
		arena_free(run.arena);
	}
}

TEST(a_faulty_file_names_its_line)
{
	struct arena *arena = arena_new(BYTES);
	struct folder folder;

	folder_make(&folder);
	struct run run =
		READ("--config", file_of(arena, &folder, "zone = Europe/Paris\nlissen = x\n"));

	CHECK_INT(run.err, ERR_INPUT, "no such setting");
	CHECK(str_ends(run.why, STR("setwise.conf:2: there is no setting \"lissen\". `setwise "
	                            "config` lists them.")),
	      "says which, and where");
	arena_free(run.arena);
	run = READ("--config", file_of(arena, &folder, "\nworkers = few\nlissen = x\n"));
	CHECK(str_ends(run.why, STR("setwise.conf:2: workers must be a whole number from 0 to "
	                            "256, not \"few\".")),
	      "the first of two");
	arena_free(run.arena);
	char wide[400] = "zone = Europe/Paris\nhost-body = ";
	memset(wide + strlen(wide), 'w', sizeof wide - 1 - strlen(wide));
	wide[sizeof wide - 1] = '\0';
	run = READ("--config", file_of(arena, &folder, wide));
	CHECK_INT(run.err, ERR_INPUT, "not cut short");
	CHECK(str_ends(run.why, STR("setwise.conf:2: the line is too long. Give so long a value in "
	                            "the environment.")),
	      "says so");
	arena_free(run.arena);
	run = READ("--config", file_of(arena, &folder, "zone = Europe/Paris\nhello\n"));
	CHECK_INT(run.err, ERR_INPUT, "no setting at all");
	CHECK(str_ends(run.why, STR("setwise.conf:2: write `name = value`.")), "says where");
	arena_free(run.arena);
	arena_free(arena);
	folder_remove(&folder);
}

TEST(what_is_printed_can_be_read_again_and_hides_the_password)
{
	struct arena *arena = arena_new(BYTES);
	struct folder folder;

	folder_make(&folder);
	struct run run = READ("--config=/dev/null", "--mail-password=secret", "--zone=Europe/Rome");
	struct buf out;

	buf_init(&out, BYTES);
	settings_print(&run.settings, &out);
	const struct str text = buf_text(&out);
	CHECK(!str_has(text, STR("secret")), "no password");
	CHECK(str_has(text, STR("(command line)\nzone = Europe/Rome\n")), "value and where from");
	struct run again = READ("--config", file_of(arena, &folder, str_z(run.arena, text)));
	CHECK_INT(again.err, OK, "it is a settings file");
	CHECK_STR(again.settings.zone, "Europe/Rome", "the same");
	CHECK_INT(again.settings.mail_password.n, 0, "and what stands for a password is none");
	arena_free(again.arena);
	buf_release(&out);
	arena_free(run.arena);
	arena_free(arena);
	folder_remove(&folder);
}

TESTS(what_is_not_said_is_standard, flag_before_environment_before_file_before_standard,
      what_cannot_be_is_said_in_a_sentence, a_faulty_file_names_its_line,
      what_is_printed_can_be_read_again_and_hides_the_password)
