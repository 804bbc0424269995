/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail - see mail.h. */
#include "jobs/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "base/log.h"
#include "format/mail.h"
#include "format/url.h"
#include "html/mail.h"
#include "jobs/mail_view.h"
#include "store/mail.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/person.h"
#include "store/set.h"

enum {
	ARENA_BYTES = 16 * 1024 * 1024,
	TEXT_MAX = 64 * 1024,
	MESSAGE_MAX = 256 * 1024,
	PASS_MAX = 20
};
enum { EVERY_SECONDS = 2 };
#define LEASE_MS MINUTES(15) /* longer than a pass can take: 20 mails of 30 s */
#define FIRST_PAUSE SECONDS(15)
#define MOST_PAUSE HOURS(1)
#define DAY_MS HOURS(24)

/* ---- kinds ---- */

/* What a mail shows beside its person: from its secret and its subject. */
struct kind {
	const char *name;
	void (*text)(struct buf *out, const struct mail_view *view);
	const char *path; /* before the token, or before the subject's id; NULL: no link */
	enum about {
		NOTHING,
		SET,
		THEIRS, /* a set, and their meetings in it: without one nothing is sent */
		MEETING
	} about;         /* what the subject is */
	int64_t life_ms; /* after this it is of no use */
};

static const struct kind kinds[] = {
	{ "sign-in", txt_mail_sign_in, "/sign-in/link/", NOTHING, MINUTES(20) },
	{ "invitation", txt_mail_invitation, "/invite/", SET, DAY_MS },
	{ "facilitator", txt_mail_facilitator, "/sets/", SET, DAY_MS },
	{ "facilitates", txt_mail_facilitates, "/sets/", THEIRS, DAY_MS },
	{ "meeting-changed", txt_mail_meeting_changed, "/meetings/", MEETING, DAY_MS },
	{ "rules-wanted", txt_mail_rules_wanted, "/sets/", SET, DAY_MS },
	{ "apologies", txt_mail_apologies, "/meetings/", MEETING, DAY_MS },
	{ "apologies-office", txt_mail_apologies_office, "/meetings/", MEETING, DAY_MS },
	{ "apologies-host", txt_mail_apologies_host, "/meetings/", MEETING, DAY_MS },
	{ "reminder", txt_mail_reminder, "/meetings/", MEETING, DAY_MS },
	{ "host-duties", txt_mail_host_duties, "/meetings/", MEETING, DAY_MS },
	{ "attendance-wanted", txt_mail_attendance_wanted, "/meetings/", MEETING, DAY_MS },
};

static const struct kind *kind_of(struct str name)
{
	for (size_t i = 0; i < LEN(kinds); i++)
		if (str_eq(name, str_of(kinds[i].name))) return &kinds[i];
	return NULL;
}

/* ---- a pass ---- */

enum fate { SENT, DROPPED, LATER, NEVER };

struct letter {
	struct mail_row row;
	const struct kind *kind;
	struct person_row person; /* id.n == 0: there is nobody to send it to */
	struct str set_name;
	struct meeting_row meeting; /* id.n == 0: it speaks of none */
	struct str facilitator;     /* of the meeting; may be empty */
	struct meeting_rows theirs; /* of the set, to come, that the person facilitates */
	enum fate fate;
};

struct pass {
	const struct mail_options *options;
	struct arena *arena;
	struct instant now;
	struct letter letters[PASS_MAX];
	size_t n;
};

static struct instant now_of(const struct mail_options *options)
{
	return options->clock ? options->clock(options->clock_with) : time_now();
}

/* Of a set: when it meets next, and who facilitates it. */
static enum err load_set(struct work *work, set_id id, struct letter *letter)
{
	struct meeting_rows meetings;
	struct member_rows members;
	struct set_row set = { 0 };

	enum err err = store_set_load(work->tx, id, &set);
	if (!err) err = store_meeting_dates(work->tx, id, &meetings);
	if (!err) err = store_member_list(work->tx, id, &members);
	if (err) return err;
	letter->set_name = set.name;
	letter->theirs.at = NEW(work->arena, struct meeting_row, meetings.n);
	for (size_t i = 0; i < meetings.n; i++) {
		const struct meeting_row *m = &meetings.at[i];
		if (m->state != MEETING_PLANNED) continue;
		if (letter->meeting.id.n == 0) letter->meeting = *m;
		if (m->facilitator.n == letter->row.person.n)
			letter->theirs.at[letter->theirs.n++] = *m;
	}
	for (size_t i = members.n; i-- > 0;)
		if (members.at[i].role == ROLE_FACILITATOR)
			letter->facilitator = members.at[i].name;
	return OK;
}

/* The set's name, and of a meeting when it is and who facilitates. */
static enum err load_subject(struct work *work, struct letter *letter)
{
	const int64_t subject = letter->row.subject;
	struct person_row facilitator = { 0 };
	enum err err = OK;

	switch (letter->kind->about) {
	case NOTHING:
		return OK;
	case SET:
	case THEIRS:
		return load_set(work, (set_id){ subject }, letter);
	case MEETING:
		err = store_meeting_load(work->tx, (meeting_id){ subject }, &letter->meeting);
		letter->set_name = letter->meeting.set_name;
		if (!err && letter->meeting.facilitator.n)
			err = store_person_load(work->tx, letter->meeting.facilitator,
			                        &facilitator);
		letter->facilitator = facilitator.name;
		return err;
	}
	return OK;
}

static enum err load(struct work *work, struct letter *letter)
{
	letter->kind = kind_of(letter->row.kind);
	if (!letter->kind || letter->row.person.n == 0) return OK;
	enum err err = load_subject(work, letter);
	if (!err) err = store_person_load(work->tx, letter->row.person, &letter->person);
	return err == ERR_ABSENT ? OK : err;
}

static enum err take(struct work *work, void *with)
{
	struct pass *pass = with;
	struct mail_rows rows = { 0 };

	pass->n = 0;
	enum err err = store_mail_take(work->tx, work->now, LEASE_MS, &rows);
	for (size_t i = 0; !err && i < rows.n && i < PASS_MAX; i++) {
		pass->letters[i] = (struct letter){ .row = rows.at[i] };
		err = load(work, &pass->letters[i]);
		pass->n = i + 1;
	}
	return err;
}

static enum err mark(struct work *work, void *with)
{
	const struct letter *letter = with;
	const mail_id id = letter->row.id;
	enum err err = OK;

	switch (letter->fate) {
	case SENT:
	case DROPPED:
		err = store_mail_sent(work->tx, id, work->now);
		break;
	case LATER:
		err = store_mail_retry(work->tx, id,
		                       instant_add(work->now, mail_pause(letter->row.tries)));
		break;
	case NEVER:
		err = store_mail_give_up(work->tx, id);
		break;
	}
	return err == ERR_STALE ? OK : err; /* another sender was faster */
}

int64_t mail_pause(int tries)
{
	int64_t pause = FIRST_PAUSE;

	for (int i = 1; i < tries && pause < MOST_PAUSE; i++) pause *= 2;
	return pause < MOST_PAUSE ? pause : MOST_PAUSE;
}

/* ---- the text ---- */

static struct str when_of(struct arena *arena, const struct meeting_row *meeting)
{
	if (meeting->id.n == 0) return (struct str){ 0 };
	return str_printf(arena, "%.*s, %.*s", STR_ARG(day_words_year(arena, meeting->held_on)),
	                  STR_ARG(minute_range_words(arena, meeting->start_min,
	                                             meeting->start_min + meeting->length_min)));
}

/* The secret is "token" or "token code"; without one the link leads to the subject. */
static struct mail_view view_of(const struct pass *pass, const struct letter *letter)
{
	const struct house *house = &pass->options->house;
	struct str code = letter->row.secret, token = { 0 };
	struct mail_view view = {
		.called = letter->person.called,
		.set_name = letter->set_name,
		.when = when_of(pass->arena, &letter->meeting),
		.facilitator = letter->facilitator,
		.number = letter->meeting.number,
		.is_first = letter->meeting.number == 1,
		.is_off = letter->meeting.state == MEETING_CANCELLED,
		.is_facilitated = letter->meeting.facilitated,
		.host_body = house->host_body,
		.contact_name = house->contact_name,
		.contact_phone = house->contact_phone,
	};

	view.meetings.at = NEW(pass->arena, struct mail_meeting, letter->theirs.n);
	for (size_t i = 0; i < letter->theirs.n; i++)
		view.meetings.at[view.meetings.n++] =
			(struct mail_meeting){ letter->theirs.at[i].number,
			                       when_of(pass->arena, &letter->theirs.at[i]) };
	(void)str_cut(&code, ' ', &token);
	if (token.n == 0 && letter->row.subject) token = id_text(pass->arena, letter->row.subject);
	if (letter->kind->path && token.n)
		view.link = url_whole(pass->arena, house->base_url,
		                      url_printf(pass->arena, "%s%.*s", letter->kind->path,
		                                 STR_ARG(token)))
		                    .text;
	if (code.n == 8)
		view.code = str_printf(pass->arena, "%.*s %.*s", STR_ARG(str_part(code, 0, 4)),
		                       STR_ARG(str_from(code, 4)));
	return view;
}

static struct str host_of(struct str address)
{
	struct str host = address, before;

	(void)str_cut(&host, '@', &before);
	return host;
}

/* The template's first line is the subject. */
static enum err compose(const struct pass *pass, const struct letter *letter, struct buf *out)
{
	const struct mail_view view = view_of(pass, letter);
	const struct str word = STR("Subject: "), from = pass->options->from;
	struct str body, subject;
	struct buf text;

	buf_init(&text, TEXT_MAX);
	letter->kind->text(&text, &view);
	if (!buf_ok(&text)) {
		buf_release(&text);
		return ERR_LIMIT;
	}
	body = buf_text(&text);
	(void)str_cut(&body, '\n', &subject);
	ASSERT(str_starts(subject, word));
	const struct mail mail = {
		.from = { STR("Setwise"), from },
		.to = { letter->person.name, letter->person.email },
		.subject = str_from(subject, word.n),
		.body = str_from(body, body.n && body.at[0] == '\n' ? 1 : 0),
		.message_id = str_printf(pass->arena, "%.*s@%.*s",
		                         STR_ARG(id_text(pass->arena, letter->row.id.n)),
		                         STR_ARG(host_of(from))),
		.at = letter->row.made_at,
	};
	const enum err err = mail_compose(pass->arena, &mail, out);
	buf_release(&text);
	return err;
}

/* ---- to a folder ---- */

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		const ssize_t n = write(fd, bytes.at, bytes.n);
		if (n < 0 && errno == EINTR) continue;
		if (n <= 0) return false;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

/* Under another name until it is whole.  Written a second time it replaces itself. */
static enum err put_file(const struct pass *pass, const struct letter *letter, struct str message)
{
	const struct str folder = pass->options->folder,
			 id = id_text(pass->arena, letter->row.id.n);
	const char *whole =
		str_z(pass->arena, str_printf(pass->arena, "%.*s/%lld-%.*s.eml", STR_ARG(folder),
	                                      (long long)letter->row.made_at.ms, STR_ARG(id)));
	const char *part = str_z(pass->arena, str_printf(pass->arena, "%s.part", whole));

	if (mkdir(str_z(pass->arena, folder), 0700) != 0 && errno != EEXIST) return ERR_SYSTEM;
	(void)unlink(part);
	const int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) return ERR_SYSTEM;
	const bool written = write_all(fd, message) && fsync(fd) == 0;
	const bool closed = close(fd) == 0;
	if (written && closed && rename(part, whole) == 0) return OK;
	(void)unlink(part);
	return ERR_SYSTEM;
}

/* ---- sending ---- */

static enum err hand_over(const struct pass *pass, const struct letter *letter, struct str message)
{
	const struct mail_options *options = pass->options;
	struct smtp_outcome outcome = { 0 };

	if (options->relay.url.n == 0) {
		const enum err err = put_file(pass, letter, message);
		if (err)
			log_warn("mail=%lld err=%s why=\"the mail folder cannot be written\"",
			         (long long)letter->row.id.n, err_name(err));
		return err;
	}
	struct smtp_server relay = options->relay;

	relay.stop = options->stop;
	const enum err err =
		smtp_send(&relay, options->from, letter->person.email, message, &outcome);
	if (err)
		log_warn("mail=%lld try=%d err=%s code=%d why=\"%s\"", (long long)letter->row.id.n,
		         letter->row.tries, err_name(err), outcome.code, outcome.reason);
	return err;
}

static enum fate try_one(const struct pass *pass, const struct letter *letter)
{
	struct buf message;

	/* Somebody asked to sign in with an address that nobody has (app/sign_in.c). */
	if (letter->kind && letter->row.person.n == 0) return DROPPED;
	/* Taken off again, before it was told. */
	if (letter->kind && letter->kind->about == THEIRS && letter->theirs.n == 0) return DROPPED;
	if (!letter->kind || letter->person.id.n == 0) {
		log_error("mail=%lld kind=%.*s why=\"no such text, or nobody to send it to\"",
		          (long long)letter->row.id.n, STR_ARG(letter->row.kind));
		return NEVER;
	}
	if (instant_since(pass->now, letter->row.made_at) >= letter->kind->life_ms) return NEVER;

	buf_init(&message, MESSAGE_MAX);
	enum err err = compose(pass, letter, &message);
	if (err)
		log_error("mail=%lld err=%s why=\"cannot be composed\"",
		          (long long)letter->row.id.n, err_name(err));
	else
		err = hand_over(pass, letter, buf_text(&message));
	buf_release(&message);
	if (!err) return SENT;
	return err == ERR_SYSTEM ? LATER : NEVER;
}

static enum err run_unit(const struct pass *pass, struct db_reader *reader,
                         enum err (*run)(struct work *work, void *with), void *with)
{
	struct work_unit unit = {
		.work = { .arena = pass->arena,
		          .house = &pass->options->house,
		          .seal = pass->options->seal,
		          .now = pass->now },
		.run = run,
		.with = with,
	};
	return work_write_wait(pass->options->db, reader, &unit);
}

enum err mail_send_due(const struct mail_options *options, struct db_reader *reader,
                       struct mail_pass *out)
{
	struct mail_pass counts = { 0 };

	if (!mail_is_address(options->from)) return ERR_INPUT;
	struct pass pass = {
		.options = options,
		.arena = arena_new(ARENA_BYTES),
		.now = now_of(options),
	};
	enum err err = run_unit(&pass, reader, take, &pass);
	for (size_t i = 0; !err && i < pass.n; i++) {
		struct letter *letter = &pass.letters[i];
		/* Twenty letters to a relay that does not answer would hold the program for ten minutes. */
		const bool stops = options->stop && atomic_load(options->stop);
		letter->fate = stops ? LATER : try_one(&pass, letter);
		err = run_unit(&pass, reader, mark, letter);
		counts.sent += letter->fate == SENT;
		counts.put_off += letter->fate == LATER;
		counts.given_up += letter->fate == NEVER;
	}
	arena_free(pass.arena);
	if (!err) *out = counts;
	return err;
}

/* ---- the thread ---- */

static void run_pass(const void *options, struct db_reader *reader)
{
	struct mail_pass pass = { 0 };

	const enum err err = mail_send_due(options, reader, &pass);
	if (err) log_error("job=mail err=%s", err_name(err));
	if (pass.sent || pass.put_off || pass.given_up)
		log_info("job=mail sent=%d put-off=%d given-up=%d", pass.sent, pass.put_off,
		         pass.given_up);
}

enum err mail_start(const struct mail_options *options, struct round **out)
{
	if (!mail_is_address(options->from)) return ERR_INPUT;
	return round_start_on(options->db, EVERY_SECONDS, run_pass, options, sizeof *options, out);
}
