/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_course - a room opens, is come to and left, and ends: its events, with the meeting's own row
 * and who came kept in step. */
#include "app/airtime.h"
#include "app/meeting_plan.h"
#include "app/process.h"
#include "base/random.h"
#include "domain/room_clock.h"
#include "domain/rule.h"
#include "store/attendance.h"
#include "store/note.h"
#include "store/presence.h"

/* Read aloud and typed by somebody standing at a screen: no vowels, nothing that looks like another. */
static const char code_letters[] = "BCDFGHJKMNPQRSTVWXYZ";

static struct str new_code(struct arena *arena)
{
	char code[ROOM_CODE_LETTERS];
	uint8_t bytes[ROOM_CODE_LETTERS * 8];
	size_t n = 0;

	/* 240 = 12 * 20: bytes above would make some letters likelier. */
	while (n < LEN(code)) {
		random_bytes_secure(bytes, sizeof bytes);
		for (size_t i = 0; i < sizeof bytes && n < LEN(code); i++)
			if (bytes[i] < 240) code[n++] = code_letters[bytes[i] % 20];
	}
	return str_copy(arena, (struct str){ code, LEN(code) });
}

/* The state of one person, and the note they wrote for the others. */
static enum err attendance_of(struct work *work, const struct room_now *now, person_id person,
                              struct attendance_row *out)
{
	struct attendance_rows rows;

	const enum err err = store_attendance_list(work->tx, now->meeting.id, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.at[i].person.n != person.n) continue;
		*out = rows.at[i];
		return OK;
	}
	return ERR_ABSENT;
}

static enum err put_attendance(struct work *work, const struct room_now *now, person_id person,
                               enum attendance state)
{
	struct attendance_row row = { 0 };

	const enum err err = attendance_of(work, now, person, &row);
	if (err) return err == ERR_ABSENT ? OK : err; /* has left the set meanwhile */
	if (row.state == state) return OK;
	return store_attendance_put(work->tx, now->meeting.id, now->meeting.set, person, state,
	                            row.note, work->now);
}

/* ---- opening, ending ---- */

/* From now on the meeting is held by these versions, whatever becomes of the processes. */
static enum err pin_processes(struct work *work, const struct meeting_row *meeting)
{
	struct str shell, round;

	enum err err = app_process_pin(work, meeting->shell, &shell);
	if (!err) err = app_process_pin(work, meeting->round, &round);
	if (!err) err = store_meeting_processes(work->tx, meeting->id, shell, round);
	return err;
}

enum err app_room_open(struct work *work, meeting_id meeting, struct str reason)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);
	note_id note;

	enum err err = app_room_load(work, meeting, now);
	if (err) return err;
	if (now->meeting.state != MEETING_PLANNED)
		return work_refuse(work, room_verdict_text(ROOM_NO_ALREADY_OPEN));
	const struct meeting_view door = { .state = now->meeting.state,
		                           .starts_at = now->meeting.starts_at,
		                           .length_min = now->meeting.length_min };
	if (!meeting_door_is_open(&door, work->now))
		return work_refuse(work, "The room opens half an hour before the meeting.");
	const enum rule_verdict rules =
		rule_opening(now->meeting.number, now->room.rules_version, reason);
	if (rules) return work_refuse(work, rule_verdict_text(rules));
	if (reason.n)
		err = store_note_add(work->tx, work->viewer, meeting, reason, work->now, &note);
	if (!err) err = pin_processes(work, &now->meeting);
	if (!err) err = store_meeting_open(work->tx, meeting, new_code(work->arena), work->now);
	if (err == ERR_STALE) return ERR_BUSY; /* opened just now, or that code is in use: again */
	if (!err) err = app_room_do(work, now, ROOM_OPEN, 0, 0, 0);
	return err ? err : app_plan_opened(work, now);
}

/* Whoever was neither here nor sent apologies did not come. */
static enum err settle_attendance(struct work *work, const struct room_now *now)
{
	struct attendance_rows rows;

	enum err err = store_attendance_list(work->tx, now->meeting.id, &rows);
	for (size_t i = 0; !err && i < rows.n; i++) {
		const int seat = room_seat_of(&now->room, rows.at[i].person);
		if (seat < 0 || rows.at[i].role != ROLE_MEMBER) continue;
		const enum attendance state =
			attendance_at_end(rows.at[i].state, now->room.seats[seat].came);
		err = put_attendance(work, now, rows.at[i].person, state);
	}
	return err;
}

enum err app_room_end(struct work *work, meeting_id meeting)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (!err) err = app_room_do(work, now, ROOM_END, 0, 0, 0);
	if (!err) err = settle_attendance(work, now);
	if (!err) err = app_airtime_keep(work, now);
	if (!err) err = app_plan_ended(work, now);
	if (!err) err = store_presence_forget(work->tx, meeting);
	if (!err) err = store_meeting_end(work->tx, meeting, work->now);
	return err == ERR_STALE ? ERR_BUSY : err;
}

enum err app_room_reopen(struct work *work, meeting_id meeting)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (!err) err = app_room_do(work, now, ROOM_REOPEN, 0, 0, 0);
	if (!err) err = store_meeting_reopen(work->tx, meeting, new_code(work->arena));
	return err == ERR_STALE ? ERR_BUSY : err;
}

/* ---- who is here ---- */

enum err app_room_attend(struct work *work, meeting_id meeting, person_id person,
                         enum attendance state)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (!err) err = app_room_do(work, now, ROOM_ATTEND, person.n, (int64_t)state, 0);
	return err ? err : put_attendance(work, now, person, state);
}

static enum err arrive(struct work *work, struct room_now *now, bool on_call)
{
	enum err err = app_room_do(work, now, ROOM_HERE, 0, on_call, 0);
	if (!err) err = app_plan_arrived(work, now);
	return err ? err : put_attendance(work, now, work->viewer, ATTENDANCE_CAME);
}

static bool keeps_presence(const struct room_now *now)
{
	return now->room.state == ROOM_WAITING || now->room.state == ROOM_RUNNING;
}

enum err app_room_come(struct work *work, meeting_id meeting, bool on_call)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (err) return err;
	if (!keeps_presence(now)) return work_refuse(work, room_verdict_text(ROOM_NO_NOT_OPEN));
	err = store_presence_heard(work->tx, meeting, work->viewer, work->now);
	return err ? err : arrive(work, now, on_call);
}

enum err app_room_leave(struct work *work, meeting_id meeting)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (!err) err = store_presence_gone(work->tx, meeting, work->viewer);
	return err ? err : app_room_do(work, now, ROOM_GONE, 0, 0, 0);
}

static struct instant heard_at(const struct presence_rows *rows, person_id person)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n) return rows->at[i].heard_at;
	return (struct instant){ 0 };
}

static enum err hear(struct work *work, struct room_now *now, const struct presence_rows *rows,
                     person_id person)
{
	const int seat = room_seat_of(&now->room, person);
	enum err err = OK;

	if (seat < 0) return OK;
	if (instant_since(work->now, heard_at(rows, person)) >= ROOM_HEARD_MS)
		err = store_presence_heard(work->tx, now->meeting.id, person, work->now);
	if (err || now->room.seats[seat].is_here) return err;
	struct work theirs = *work;
	theirs.viewer = person;
	return arrive(&theirs, now, now->room.seats[seat].on_call);
}

/* Whoever is named to take over does not wait a minute for it.  Not sooner either: one who is there may be heard
 * only every 40 seconds, a page without scripts every 30. */
static int64_t gone_after(const struct room *room, int seat)
{
	const bool is_led = seat >= 0 && room_facilitates(room, seat);
	const bool is_seconded = room->co_holder >= 0 && room->co_holder != seat &&
	                         room->seats[room->co_holder].is_here;

	return is_led && is_seconded ? ROOM_LEAD_GONE_MS : ROOM_GONE_MS;
}

/* Heard once, and not for a minute.  Who came by their own word without script is heard by their page's
 * refreshing; who was marked so by the facilitator alone is never thought gone. */
static enum err miss(struct work *work, struct room_now *now, const struct presence_row *row)
{
	const int seat = room_seat_of(&now->room, row->person);
	const int64_t silent = instant_since(work->now, row->heard_at);
	struct work nobodys = *work;

	if (silent < gone_after(&now->room, seat)) return OK;
	enum err err = store_presence_gone(work->tx, now->meeting.id, row->person);
	if (err || seat < 0 || !now->room.seats[seat].is_here) return err;
	nobodys.viewer = (person_id){ 0 };
	return app_room_do(&nobodys, now, ROOM_GONE, row->person.n,
	                   silent > HOURS(24) ? HOURS(24) : silent, 0);
}

/* A stage of a method with a strict clock is over: the room itself goes on. */
static enum err advance(struct work *work, struct room_now *now)
{
	struct work nobodys = *work;

	nobodys.viewer = (person_id){ 0 };
	if (app_room_may(&nobodys, now, ROOM_ADVANCE, 0, 0, 0) != ROOM_OK) return OK;
	return app_room_do(&nobodys, now, ROOM_ADVANCE, 0, 0, 0);
}

/* Whoever holds the room is told how far behind plan it is, also when nobody presses anything. */
static void tell_drift(struct work *work, const struct room_now *now)
{
	const struct room *room = &now->room;
	const struct instant before = instant_add(work->now, -ROOM_REPORT_MS);

	if (!room_has_drifted(room, before, work->now)) return;
	for (int i = 0; i < room->seat_count; i++)
		if (room_holds(room, i))
			work_tell(work, topic_look(now->meeting.id, room->seats[i].person));
}

/* That a minute has passed without whoever leads is no event either. */
static void tell_hold(struct work *work, const struct room_now *now)
{
	const struct room *room = &now->room;
	const struct instant before = instant_add(work->now, -ROOM_REPORT_MS);

	for (int i = 0; i < room->seat_count; i++)
		if (room_can_hold(room, i, work->now) && !room_can_hold(room, i, before))
			work_tell(work, topic_look(now->meeting.id, room->seats[i].person));
}

enum err app_room_present(struct work *work, meeting_id meeting, const person_id *people, size_t n)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);
	struct presence_rows rows;

	enum err err = app_room_load(work, meeting, now);
	if (err || !keeps_presence(now)) return err;
	err = store_presence_list(work->tx, meeting, &rows);
	for (size_t i = 0; !err && i < n; i++) err = hear(work, now, &rows, people[i]);
	if (!err) err = store_presence_list(work->tx, meeting, &rows);
	for (size_t i = 0; !err && i < rows.n; i++) err = miss(work, now, &rows.at[i]);
	if (!err) err = advance(work, now);
	if (!err) tell_drift(work, now);
	if (!err) tell_hold(work, now);
	return err;
}
