/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_room - see support_room.h. */
#include "flows/support_room.h"

#include "base/id.h"
#include "store/meeting.h"

const char *const room_members[ROOM_MEMBERS_MAX] = { "Amara",  "Ben",  "Priya", "Tom",
	                                             "Sioned", "Kofi", "Ruth",  "Idris",
	                                             "Nadia",  "Owen", "Leila", "Grace" };
const char *const room_host = "Helen";

static struct hall open_with(enum db_engine engine, int members, int number, bool facilitated)
{
	struct hall hall = { .flow = flow_open(engine), .members = members };

	hall.set = flow_set(hall.flow, "Riverside");
	for (int i = 0; i < members; i++) flow_member(hall.flow, hall.set, room_members[i]);
	flow_facilitator(hall.flow, hall.set, room_host);
	/* The flow's clock shows 9:00 on 26 November; the meeting is at 9:30. */
	hall.meeting = flow_meeting(hall.flow, hall.set, number, day_of(2026, 11, 26),
	                            facilitated ? room_host : NULL);
	return hall;
}

struct hall hall_open(enum db_engine engine, int number, bool facilitated)
{
	return open_with(engine, ROOM_MEMBERS, number, facilitated);
}

void hall_close(struct hall *hall)
{
	flow_close(hall->flow);
}

static enum err run_shell(struct tx *tx, void *with)
{
	const struct hall *hall = with;
	return store_meeting_processes(tx, hall->meeting, str_of(hall->shell), str_of(hall->round));
}

void hall_shell(struct hall *hall, const char *shell)
{
	hall->shell = shell;
	hall->round = "uk-classic";
	CHECK_OK(database_write(hall->flow->database, run_shell, hall));
}

struct hall hall_by(enum db_engine engine, int members, const char *shell, const char *round)
{
	struct hall hall = open_with(engine, members, 1, true);

	hall.shell = shell;
	hall.round = round;
	CHECK_OK(database_write(hall.flow->database, run_shell, &hall));
	return hall;
}

const char *hall_path(struct hall *hall, const char *after)
{
	const struct str id = id_text(hall->flow->arena, hall->meeting.n);
	return str_z(hall->flow->arena,
	             str_printf(hall->flow->arena, "/meetings/%.*s/room%s", STR_ARG(id), after));
}

struct str hall_id(struct hall *hall, int64_t id)
{
	return id_text(hall->flow->arena, id);
}

/* flow_post() takes its fields one by one: up to six pairs are passed on. */
static int press(struct hall *hall, const char *who, const char *verb, va_list args)
{
	const char *field[13] = { NULL };
	size_t n = 0;

	for (const char *word; n < 12 && (word = va_arg(args, const char *));) field[n++] = word;
	const char *path = hall_path(
		hall, str_z(hall->flow->arena, str_printf(hall->flow->arena, "/%s", verb)));
	return flow_post(hall->flow, who, path, field[0], field[1], field[2], field[3], field[4],
	                 field[5], field[6], field[7], field[8], field[9], field[10], field[11],
	                 NULL);
}

void hall_do(struct hall *hall, const char *who, const char *verb, ...)
{
	va_list args;

	flow_wait(hall->flow, 2000); /* past the guard against a second press */
	va_start(args, verb);
	const int status = press(hall, who, verb, args);
	va_end(args);
	if (status != 303) print_error("%s: %s\n%.*s\n", who, verb, STR_ARG(hall->flow->body));
	CHECK_INT(status, 303, verb);
}

void hall_refuses(struct hall *hall, const char *sentence, const char *who, const char *verb, ...)
{
	va_list args;

	flow_wait(hall->flow, 2000);
	va_start(args, verb);
	const int status = press(hall, who, verb, args);
	va_end(args);
	CHECK_INT(status, 422, verb);
	CHECK(flow_shows(hall->flow, sentence), sentence);
}

void hall_look(struct hall *hall, const char *who)
{
	CHECK_INT(flow_get(hall->flow, who, hall_path(hall, "")), 200, who);
}

void hall_says(struct hall *hall, const char *who, const char *text)
{
	hall_look(hall, who);
	CHECK(flow_shows(hall->flow, text), text);
}

void hall_hides(struct hall *hall, const char *who, const char *text)
{
	hall_look(hall, who);
	CHECK(!flow_shows(hall->flow, text), text);
}

struct str hall_id_near(struct hall *hall, const char *prefix, const char *text)
{
	struct str body = hall->flow->body;
	const struct str mark = str_of(prefix), wanted = str_of(text);
	struct str found = { 0 };

	for (size_t i = 0; i + mark.n + ID_TEXT <= body.n; i++) {
		const struct str here = str_from(body, i);
		if (str_starts(here, mark)) found = str_part(here, mark.n, mark.n + ID_TEXT);
		if (found.n && str_starts(here, wanted)) return found;
	}
	CHECK(false, text);
	return found;
}

void hall_gather(struct hall *hall)
{
	hall_do(hall, room_host, "open", NULL);
	for (int i = 0; i < hall->members; i++) hall_look(hall, room_members[i]);
	hall_look(hall, room_host);
	hall_do(hall, room_host, "start", NULL);
}

void hall_until(struct hall *hall, const char *stage)
{
	const char *title = str_z(hall->flow->arena,
	                          str_printf(hall->flow->arena, "<title id=\"title\">%s –", stage));

	for (int i = 0; i < 40; i++) {
		hall_look(hall, room_host);
		if (flow_shows(hall->flow, title)) return;
		hall_do(hall, room_host, "next", NULL);
	}
	CHECK(false, stage);
}
