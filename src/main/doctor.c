/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* doctor - grades the installation as it is configured, and names each fix. */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/zone.h"
#include "main/command.h"
#include "main/open.h"
#include "store/mail.h"

enum grade { GOOD, LOOK, MEND };

enum { WAITING_MOST = 100 };              /* the sender takes 20 every two seconds */
enum { FILES_LEAST = 4096 };              /* 200 connections an address, streams, readers */
static const double free_least = 1 << 30; /* bytes of disk below which to look */

struct doctor {
	struct arena *arena;
	const struct settings *settings;
	int look, mend;
};

static void say(struct doctor *doctor, enum grade grade, const char *format, ...) PRINTF(3, 4);

static void say(struct doctor *doctor, enum grade grade, const char *format, ...)
{
	static const char *const marks[] = { "good", "look", "MEND" };
	va_list args;

	if (grade == LOOK) doctor->look++;
	if (grade == MEND) doctor->mend++;
	printf("%s  ", marks[grade]);
	va_start(args, format);
	(void)vprintf(format, args);
	va_end(args);
	putchar('\n');
}

static void look_at_folder(struct doctor *doctor)
{
	const struct str data = doctor->settings->data;
	const char *path = str_z(doctor->arena, data);
	struct stat found;
	struct statvfs disk;

	if (stat(path, &found) != 0) {
		say(doctor, MEND, "The data folder %s: %s. Make it, or set `data`.", path,
		    strerror(errno));
		return;
	}
	if (found.st_mode & 077)
		say(doctor, MEND, "Others can look into the data folder. Run: chmod 0700 %s", path);
	else
		say(doctor, GOOD, "The data folder %s is ours alone.", path);
	if (statvfs(path, &disk) == 0) {
		const double left = (double)disk.f_bavail * (double)disk.f_frsize;
		say(doctor, left < free_least ? LOOK : GOOD, "%.1f GB of disk are free.%s",
		    left / 1e9,
		    left < free_least ? " Make room: a full disk stops every change." : "");
	}
}

/* The folder part of a path. */
static struct str folder_of(struct str path)
{
	while (path.n && path.at[path.n - 1] != '/') path.n--;
	return path;
}

/* Whether the database can be opened with them. */
static bool look_at_keys(struct doctor *doctor)
{
	const struct str ring = doctor->settings->key_ring;
	struct seal *seal = NULL;

	const enum err err = seal_new(ring, SEAL_MUST_EXIST, &seal);
	switch (err) {
	case OK:
		say(doctor, GOOD, "The key ring %.*s is whole, and ours alone.", STR_ARG(ring));
		break;
	case ERR_ABSENT:
		say(doctor, MEND,
		    "There is no key ring at %.*s. A first start makes it; otherwise put the copy "
		    "back.",
		    STR_ARG(ring));
		break;
	case ERR_REFUSED:
		say(doctor, MEND, "Others may read the key ring. Run: chmod 0400 %.*s",
		    STR_ARG(ring));
		break;
	case ERR_INPUT:
	case ERR_STALE:
	case ERR_BUSY:
	case ERR_LIMIT:
	case ERR_SIGN_IN:
	case ERR_FULL:
	case ERR_SYSTEM:
		say(doctor, MEND,
		    "The key ring %.*s cannot be read. It is a file, not a link, and belongs to "
		    "whom "
		    "Setwise runs as.",
		    STR_ARG(ring));
		break;
	case ERR_CORRUPT:
		say(doctor, MEND, "The key ring %.*s is damaged. Put the copy back.",
		    STR_ARG(ring));
		break;
	}
	seal_free(seal);
	if (str_eq(folder_of(ring), folder_of(open_sqlite_path(doctor->settings))))
		say(doctor, LOOK,
		    "Keys and database share a folder, so whoever copies it has both. Set "
		    "`key-ring`.");
	return err == OK;
}

struct outbox {
	int waiting, given_up;
};

static enum err count_mail(struct tx *tx, void *with)
{
	struct outbox *outbox = with;
	return store_mail_counts(tx, &outbox->waiting, &outbox->given_up);
}

static void look_at_outbox(struct doctor *doctor, struct db *db)
{
	struct outbox outbox = { 0 };
	const struct db_unit unit = { .run = count_mail, .with = &outbox };
	struct db_reader *reader = NULL;

	enum err err = db_reader_open(db, &reader);
	if (!err) err = db_read(reader, &unit);
	db_reader_close(reader);
	if (err)
		say(doctor, MEND, "The outbox cannot be read.");
	else if (outbox.given_up || outbox.waiting > WAITING_MOST)
		say(doctor, LOOK,
		    "%d mails wait, %d of the last 30 days could not be sent. The log says why, in "
		    "lines with mail=.",
		    outbox.waiting, outbox.given_up);
	else
		say(doctor, GOOD, "%d mails wait, none was given up.", outbox.waiting);
}

static void look_at_database(struct doctor *doctor)
{
	struct opened opened;
	int version = 0;

	(void)fflush(stdout); /* before what open_all says */
	if (open_all(doctor->arena, doctor->settings, OPEN_EXISTING, &opened)) {
		say(doctor, MEND, "The database does not open, as was just said.");
		return;
	}
	if (db_version(opened.db, &version))
		say(doctor, MEND, "The database does not answer.");
	else if (version == 0)
		say(doctor, LOOK,
		    "The database is empty. `setwise serve` or `setwise migrate` fills it.");
	else
		say(doctor, GOOD, "The database answers, at version %d.", version);
	if (version > 0) look_at_outbox(doctor, opened.db);
	if (version > 0 && open_words(&opened))
		say(doctor, MEND,
		    "The words in the database are of another key ring. Put the copy of that ring "
		    "at "
		    "%.*s.",
		    STR_ARG(doctor->settings->key_ring));
	open_release(&opened);
}

static bool is_loopback(struct str address)
{
	return str_starts(address, STR("127.")) || str_starts(address, STR("localhost")) ||
	       str_starts(address, STR("[::1]")) || str_starts(address, STR("unix:"));
}

static void look_at_address(struct doctor *doctor)
{
	const struct settings *s = doctor->settings;
	const bool secure = str_starts(s->base_url, STR("https://"));
	const struct str host =
		str_starts(s->base_url, STR("http://")) ? str_from(s->base_url, 7) : s->base_url;

	if (secure)
		say(doctor, GOOD, "People reach it at %.*s.", STR_ARG(s->base_url));
	else if (is_loopback(host))
		say(doctor, LOOK,
		    "Only this machine can use %.*s. Set `base-url` to the https address.",
		    STR_ARG(s->base_url));
	else
		say(doctor, MEND,
		    "%.*s is not encrypted. Put a proxy with https before it, and set `base-url`.",
		    STR_ARG(s->base_url));
	if (secure && s->proxies.n == 0)
		say(doctor, LOOK,
		    "Every visitor looks like the proxy, and limits count them together. Set "
		    "`proxies`.");
	if (!is_loopback(s->listen))
		say(doctor, LOOK,
		    "It listens on %.*s. Behind a proxy on this machine, 127.0.0.1 is safer.",
		    STR_ARG(s->listen));
}

static int files_in(const char *path)
{
	DIR *folder = opendir(path);
	int n = 0;

	if (!folder) return 0;
	for (const struct dirent *entry; (entry = readdir(folder));) n += entry->d_name[0] != '.';
	(void)closedir(folder);
	return n;
}

static void look_at_mail(struct doctor *doctor)
{
	const struct settings *s = doctor->settings;

	if (s->mail_relay.n) {
		const bool plain = str_starts(s->mail_relay, STR("smtp://")) &&
		                   !is_loopback(str_from(s->mail_relay, 7));
		say(doctor, plain ? LOOK : GOOD, "Mail leaves by %.*s.%s", STR_ARG(s->mail_relay),
		    plain ? " Sign-in links pass in the clear: smtps:// is safer." : "");
	} else {
		say(doctor, LOOK,
		    "There is no relay: mail is written to %.*s (%d there). Set `mail-relay`.",
		    STR_ARG(s->mail_folder), files_in(str_z(doctor->arena, s->mail_folder)));
	}
	if (str_ends(s->mail_from, STR(".invalid")))
		say(doctor, LOOK,
		    "Mail comes from %.*s. Set `mail-from` to an address people can answer.",
		    STR_ARG(s->mail_from));
}

static void look_at_the_rest(struct doctor *doctor)
{
	const struct settings *s = doctor->settings;
	struct zone *zone = NULL;
	struct rlimit files;

	if (zone_new(s->zone, &zone))
		say(doctor, MEND,
		    "This machine does not know the time zone %.*s. Install tzdata, or set `zone`.",
		    STR_ARG(s->zone));
	else
		say(doctor, GOOD, "New programmes keep the time of %.*s.", STR_ARG(s->zone));
	zone_free(zone);

	if (s->host_body.n == 0 || s->contact_name.n == 0 || s->contact_email.n == 0)
		say(doctor, LOOK,
		    "People don't see whom to ask. Set `host-body`, `contact-name`, "
		    "`contact-email`.");
	if (getuid() == 0) say(doctor, LOOK, "It runs as root. Give it a user of its own.");
	if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < FILES_LEAST)
		say(doctor, LOOK,
		    "At most %llu connections fit. Set LimitNOFILE=65536 in the service.",
		    (unsigned long long)files.rlim_cur);
}

enum exit_code command_doctor(struct arena *arena, const struct settings *settings,
                              const struct arguments *arguments)
{
	struct doctor doctor = { .arena = arena, .settings = settings };

	const enum exit_code code = command_words(arguments, 0, 0, NULL);
	if (code) return code;
	look_at_folder(&doctor);
	if (look_at_keys(&doctor))
		look_at_database(&doctor);
	else
		say(&doctor, LOOK, "Without its keys the database was not looked at.");
	look_at_address(&doctor);
	look_at_mail(&doctor);
	look_at_the_rest(&doctor);
	printf("\n%d to mend, %d to look at.\n", doctor.mend, doctor.look);
	return doctor.mend ? EXIT_FINDINGS : EXIT_GOOD;
}
