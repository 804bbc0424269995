/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What waits in the outbox is written to a folder, put off when that cannot be, and given up in time. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/sign_in.h"
#include "jobs/mail.h"
#include "store/mail.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/programme.h"
#include "store/set.h"
#include "support/check.h"
#include "support/database.h"

enum { FILE_MAX = 20000 };

struct desk {
	struct database *database;
	struct mail_options options;
	struct instant now;
	person_id ann, helen;
	set_id set;
	mail_id mail;
	int waiting, given_up;
};

static struct instant clock_of(void *with)
{
	return ((struct desk *)with)->now;
}

static enum err add_ann(struct tx *tx, void *with)
{
	struct desk *desk = with;
	const struct person_new ann = { .name = STR("Ann Lee"),
		                        .called = STR("Ann"),
		                        .email = STR("ann@example.org") };

	return store_person_add(tx, &ann, desk->now, &desk->ann);
}

static struct desk *desk_open(enum db_engine engine)
{
	struct database *database = database_open(engine);
	struct desk *desk = NEW(database->arena, struct desk, 1);

	desk->database = database;
	desk->now = (struct instant){ 1772528400000 };
	desk->options = (struct mail_options){
		.db = database->db,
		.seal = database->seal,
		.house = { .base_url = STR("https://sets.example.org"),
		           .host_body = STR("Region of Learning") },
		.folder = str_printf(database->arena, "%s/mail", database->folder.path),
		.from = STR("setwise@example.org"),
		.clock = clock_of,
		.clock_with = desk,
	};
	CHECK_OK(database_write(database, add_ann, desk));
	return desk;
}

/* How many mails the folder holds, and the path of one of them. */
static int mails(struct desk *desk, struct str *path)
{
	const char *folder = str_z(desk->database->arena, desk->options.folder);
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int count = 0;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.') continue;
		*path = str_printf(desk->database->arena, "%s/%s", folder, entry->d_name);
		count++;
	}
	if (dir) (void)closedir(dir);
	return count;
}

static void holds(struct desk *desk, int wanted, const char *why)
{
	struct str path;

	CHECK_INT(mails(desk, &path), wanted, why);
}

/* The only mail of the folder, which nobody but its owner may read. */
static struct str only_mail(struct desk *desk)
{
	char *text = NEW(desk->database->arena, char, FILE_MAX);
	struct str path = { 0 };
	struct stat about = { 0 };

	CHECK_INT(mails(desk, &path), 1, "one file");
	const int fd = open(str_z(desk->database->arena, path), O_RDONLY | O_CLOEXEC);
	CHECK(fd >= 0 && fstat(fd, &about) == 0, "a mail in the folder can be read");
	CHECK_INT(about.st_mode & 0777, 0600, "for its owner alone");
	const ssize_t n = read(fd, text, FILE_MAX);
	(void)close(fd);
	CHECK(n > 0, "and is not empty");
	return (struct str){ text, (size_t)n };
}

/* Quoted-printable lets long lines go on after "=" and a line end. */
static struct str unfolded(struct desk *desk, struct str text)
{
	char *at = NEW(desk->database->arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (str_starts(str_from(text, i), STR("=\r\n")))
			i += 2;
		else
			at[n++] = text.at[i];
	}
	return (struct str){ at, n };
}

static struct mail_pass pass_of(struct desk *desk)
{
	struct mail_pass pass = { 0 };
	CHECK_OK(mail_send_due(&desk->options, desk->database->reader, &pass));
	return pass;
}

static enum err read_counts(struct tx *tx, void *with)
{
	struct desk *desk = with;
	return store_mail_counts(tx, &desk->waiting, &desk->given_up);
}

static enum err ask(struct tx *tx, void *with)
{
	struct desk *desk = with;
	return store_mail_add(tx, desk->ann, STR("sign-in"), 0,
	                      STR("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ 01234567"),
	                      desk->now, &desk->mail);
}

static enum err ask_nonsense(struct tx *tx, void *with)
{
	struct desk *desk = with;
	return store_mail_add(tx, desk->ann, STR("no-such-kind"), 0, (struct str){ 0 }, desk->now,
	                      &desk->mail);
}

TEST(a_link_is_written_to_the_folder_once)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_INT(pass_of(desk).sent, 0, "nothing waits at first");
		CHECK_OK(database_write(desk->database, ask, desk));
		CHECK_INT(pass_of(desk).sent, 1, "one is sent");
		CHECK_INT(pass_of(desk).sent, 0, "and not again");

		const struct str text = unfolded(desk, only_mail(desk));
		CHECK(str_has(text, STR("ann@example.org")), "to Ann");
		CHECK(str_has(text, STR("Subject: Your link to sign in to Setwise")), "subject");
		CHECK(str_has(text, STR("Hello Ann,")), "by name");
		CHECK(str_has(text, STR("https://sets.example.org/sign-in/link/"
		                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ")),
		      "the whole link on one line");
		CHECK(str_has(text, STR("0123 4567")), "the digits in two groups");
		CHECK(str_has(text, STR("Region of Learning")), "who runs this");
		database_free(desk->database);
	}
}

/* Two meetings; Helen facilitates the set, and none of them yet. */
static enum err make_set(struct tx *tx, void *with)
{
	struct desk *desk = with;
	const struct person_new helen = { .name = STR("Helen Marsh"),
		                          .called = STR("Helen"),
		                          .email = STR("helen@example.org") };
	struct programme_row numbers = store_programme_defaults();
	struct meeting_plan plan = { .number = 1,
		                     .held_on = day_of(2026, 12, 17),
		                     .start_min = 570,
		                     .length_min = 210,
		                     .facilitated = true,
		                     .shell = STR("first-taster"),
		                     .round = STR("uk-classic") };
	programme_id programme;
	meeting_id meeting;
	member_id member;
	person_id id;

	numbers.name = STR("Across places");
	enum err err = store_person_add(tx, &helen, desk->now, &id);
	if (!err) err = store_programme_add(tx, &numbers, desk->now, &programme);
	if (!err) err = store_set_add(tx, programme, STR("Riverside"), desk->now, &plan.set);
	if (!err) err = store_member_appoint(tx, plan.set, id, desk->now, &member);
	for (; !err && plan.number < 3; plan.number++, plan.held_on = day_add(plan.held_on, 42))
		err = store_meeting_add(tx, &plan, &meeting);
	desk->helen = id;
	desk->set = plan.set;
	return err;
}

static enum err invite_ann(struct tx *tx, void *with)
{
	struct desk *desk = with;
	return store_mail_add(tx, desk->ann, STR("invitation"), desk->set.n, STR("token"),
	                      desk->now, &desk->mail);
}

TEST(an_invitation_says_who_asks_when_it_begins_and_who_facilitates)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_OK(database_write(desk->database, make_set, desk));
		CHECK_OK(database_write(desk->database, invite_ann, desk));
		CHECK_INT(pass_of(desk).sent, 1, "one is sent");
		const struct str text = unfolded(desk, only_mail(desk));
		CHECK(str_has(text, STR("Region of Learning invites you\r\nto Riverside")), "who");
		CHECK(str_has(text, STR("It meets for the first time on\r\n\r\n"
		                        "Thursday 17 December 2026, 9:30am to 1pm\r\n")),
		      "the first of its dates");
		CHECK(str_has(text, STR("Helen Marsh facilitates it.")), "and who facilitates");
		CHECK(str_has(text, STR("https://sets.example.org/invite/token")), "the way in");
		database_free(desk->database);
	}
}

static enum err book_helen(struct tx *tx, void *with)
{
	struct desk *desk = with;
	struct meeting_rows rows;

	enum err err = store_meeting_dates(tx, desk->set, &rows);
	for (size_t i = 0; !err && i < rows.n; i++) {
		err = store_meeting_facilitate(tx, rows.at[i].id, true, desk->helen);
		if (!err)
			err = store_mail_add_once(tx, desk->helen, STR("facilitates"), desk->set.n,
			                          desk->now, MINUTES(10));
	}
	return err;
}

static enum err let_helen_off(struct tx *tx, void *with)
{
	struct desk *desk = with;
	struct meeting_rows rows;

	enum err err = store_meeting_dates(tx, desk->set, &rows);
	for (size_t i = 0; !err && i < rows.n; i++)
		err = store_meeting_facilitate(tx, rows.at[i].id, false, (person_id){ 0 });
	return err;
}

TEST(meetings_given_one_by_one_are_told_in_one_mail)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_OK(database_write(desk->database, make_set, desk));
		CHECK_OK(database_write(desk->database, book_helen, desk));
		CHECK_INT(pass_of(desk).sent, 0, "more may follow");
		desk->now = instant_add(desk->now, MINUTES(10));
		CHECK_INT(pass_of(desk).sent, 1, "one mail");
		const struct str text = unfolded(desk, only_mail(desk));
		CHECK(str_has(text, STR("1: Thursday 17 December 2026, 9:30am to 1pm\r\n"
		                        "2: Thursday 28 January 2027, 9:30am to 1pm\r\n")),
		      "of both");
		database_free(desk->database);
	}
}

TEST(meetings_taken_off_again_before_it_was_told_are_not_told)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_OK(database_write(desk->database, make_set, desk));
		CHECK_OK(database_write(desk->database, book_helen, desk));
		CHECK_OK(database_write(desk->database, let_helen_off, desk));
		desk->now = instant_add(desk->now, MINUTES(10));
		CHECK_INT(pass_of(desk).sent, 0, "there is nothing to say");
		holds(desk, 0, "nothing was written");
		database_free(desk->database);
	}
}

TEST(what_cannot_be_written_waits_longer_and_longer)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);
		const struct str folder = desk->options.folder;

		desk->options.folder = STR("/dev/null/mail");
		CHECK_OK(database_write(desk->database, ask, desk));
		CHECK_INT(pass_of(desk).put_off, 1, "put off");
		CHECK_INT(pass_of(desk).put_off, 0, "not tried again at once");
		desk->now = instant_add(desk->now, mail_pause(1));
		CHECK_INT(pass_of(desk).put_off, 1, "tried again after a pause");
		desk->now = instant_add(desk->now, mail_pause(2) - 1);
		CHECK_INT(pass_of(desk).put_off, 0, "the next pause is longer");
		desk->now = instant_add(desk->now, 1);
		desk->options.folder = folder;
		CHECK_INT(pass_of(desk).sent, 1, "sent once the folder can be had");
		holds(desk, 1, "one file");
		database_free(desk->database);
	}
}

TEST(what_is_not_sent_when_the_program_stops_is_sent_by_the_next)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);
		atomic_bool stop = true;

		desk->options.stop = &stop;
		CHECK_OK(database_write(desk->database, ask, desk));
		CHECK_INT(pass_of(desk).put_off, 1, "put off");
		stop = false;
		desk->now = instant_add(desk->now, mail_pause(1));
		CHECK_INT(pass_of(desk).sent, 1, "and sent after it");
		holds(desk, 1, "once");
		database_free(desk->database);
	}
}

TEST(what_is_of_no_use_is_given_up)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_OK(database_write(desk->database, ask, desk));
		CHECK_OK(database_write(desk->database, ask_nonsense, desk));
		desk->now = instant_add(desk->now, MINUTES(SIGN_IN_MINUTES));
		CHECK_INT(pass_of(desk).given_up, 2,
		          "a link that has ended, a kind without a text");
		holds(desk, 0, "nothing was written");
		CHECK_OK(database_read(desk->database, read_counts, desk));
		CHECK_INT(desk->waiting, 0, "nothing waits");
		CHECK_INT(desk->given_up, 2, "both are counted for the doctor");
		database_free(desk->database);
	}
}

static enum err ask_nobody(struct tx *tx, void *with)
{
	struct desk *desk = with;
	return store_mail_add(tx, (person_id){ 0 }, STR("sign-in"), 0, STR("token 01234567"),
	                      desk->now, &desk->mail);
}

TEST(a_mail_to_nobody_is_dropped_and_the_doctor_hears_nothing_of_it)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_OK(database_write(desk->database, ask_nobody, desk));
		const struct mail_pass pass = pass_of(desk);
		CHECK_INT(pass.sent + pass.put_off + pass.given_up, 0, "nothing to tell");
		holds(desk, 0, "nothing was written");
		CHECK_OK(database_read(desk->database, read_counts, desk));
		CHECK_INT(desk->waiting + desk->given_up, 0, "it is done with");
		database_free(desk->database);
	}
}

TEST(pauses_grow_up_to_an_hour)
{
	for (int tries = 1; tries < 40; tries++)
		CHECK(mail_pause(tries + 1) >= mail_pause(tries), "never shorter");
	CHECK_INT(mail_pause(1), SECONDS(15), "the first");
	CHECK_INT(mail_pause(2), SECONDS(30), "the second");
	CHECK_INT(mail_pause(40), HOURS(1), "the longest");
}

TEST(a_sender_that_is_no_address_is_refused)
{
	struct desk *desk = desk_open(DB_SQLITE);
	struct mail_pass pass;

	desk->options.from = STR("no address");
	CHECK(mail_send_due(&desk->options, desk->database->reader, &pass) == ERR_INPUT,
	      "before anything is taken");
	database_free(desk->database);
}

TESTS(a_link_is_written_to_the_folder_once,
      an_invitation_says_who_asks_when_it_begins_and_who_facilitates,
      meetings_given_one_by_one_are_told_in_one_mail,
      meetings_taken_off_again_before_it_was_told_are_not_told,
      what_is_not_sent_when_the_program_stops_is_sent_by_the_next,
      what_cannot_be_written_waits_longer_and_longer, what_is_of_no_use_is_given_up,
      a_mail_to_nobody_is_dropped_and_the_doctor_hears_nothing_of_it, pauses_grow_up_to_an_hour,
      a_sender_that_is_no_address_is_refused)
