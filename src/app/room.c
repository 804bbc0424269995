/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - see room.h.  Loading a room, and the one way an event comes into being. */
#include "app/room.h"

#include "app/process.h"
#include "base/log.h"
#include "store/ahead.h"
#include "store/attendance.h"
#include "store/member.h"
#include "store/programme.h"
#include "store/room.h"
#include "store/rule.h"

/* Of a meeting with a facilitator: the one it is given to, else whoever facilitates the set. */
static bool facilitates(const struct meeting_row *meeting, const struct member_row *member)
{
	if (!meeting->facilitated || member->role != ROLE_FACILITATOR) return false;
	if (member->state != MEMBER_JOINED) return false;
	return meeting->facilitator.n == 0 || meeting->facilitator.n == member->person.n;
}

static bool sent_apologies(const struct attendance_rows *rows, person_id person)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n)
			return rows->at[i].state == ATTENDANCE_APOLOGIES;
	return false;
}

/* Everybody who was ever of the set has a seat, or events of theirs would have nobody. */
static enum err seat_people(struct work *work, struct room_now *out,
                            struct room_person people[ROOM_SEATS_MAX], size_t *n)
{
	struct member_rows members;
	struct attendance_rows attendance;

	enum err err = store_member_ever(work->tx, out->meeting.set, &members);
	if (!err) err = store_attendance_states(work->tx, out->meeting.id, &attendance);
	if (err) return err;
	*n = 0;
	for (size_t i = 0; i < members.n; i++) {
		const struct member_row *member = &members.at[i];
		const bool joined = member->state == MEMBER_JOINED;
		if (member->seat < 0 || member->seat >= ROOM_SEATS_MAX) continue;
		people[(*n)++] = (struct room_person){
			.person = member->person,
			.seat = member->seat,
			.is_member = member->role == ROLE_MEMBER,
			.is_facilitator = facilitates(&out->meeting, member),
			.has_apologies = !joined || sent_apologies(&attendance, member->person),
		};
		out->who[member->seat] = (struct room_who){
			.person = member->person,
			.name = member->name,
			.called = member->called,
			.job = member->job,
			.organisation = member->organisation_name,
			.is_of_set = joined,
		};
	}
	return OK;
}

enum err app_room_base(struct work *work, meeting_id meeting, struct room_now *out)
{
	struct room_person people[ROOM_SEATS_MAX];
	const struct process *shell, *round;
	struct programme_row programme;
	size_t n;
	int version = 0;

	memset(out->who, 0, sizeof out->who);
	enum err err = store_meeting_load(work->tx, meeting, &out->meeting);
	if (!err) store_ahead_room(work->tx, out->meeting.set, meeting);
	if (!err) err = store_programme_of_set(work->tx, out->meeting.set, &programme);
	if (!err) err = app_process_find(work, out->meeting.shell, &shell);
	if (!err) err = app_process_find(work, out->meeting.round, &round);
	if (!err) err = store_rule_version(work->tx, out->meeting.set, &version, NULL);
	if (!err) err = seat_people(work, out, people, &n);
	if (err) return err;
	out->meetings = programme.meetings;
	out->zone = programme.zone;
	return room_init(&out->room, shell, round, out->meeting.length_min, version, people, n);
}

enum err app_room_load(struct work *work, meeting_id meeting, struct room_now *out)
{
	struct room_event_rows events;

	enum err err = app_room_base(work, meeting, out);
	if (!err) err = store_room_load(work->tx, meeting, 0, &events);
	for (size_t i = 0; !err && i < events.n; i++) err = room_apply(&out->room, &events.at[i]);
	if (err == ERR_CORRUPT) log_error("room=%lld cannot be read", (long long)meeting.n);
	return err;
}

/* ---- acting ---- */

static enum room_verdict decide(const struct work *work, const struct room_now *now,
                                enum room_kind kind, const int64_t numbers[3],
                                struct room_event *event)
{
	const struct room_act act = {
		.kind = kind,
		.by = work->viewer,
		.subject = numbers[0],
		.a = numbers[1],
		.b = numbers[2],
	};
	return room_decide(&now->room, &act, work->now, event);
}

enum room_verdict app_room_may(const struct work *work, const struct room_now *now,
                               enum room_kind kind, int64_t subject, int64_t a, int64_t b)
{
	struct room_event event;
	return decide(work, now, kind, (int64_t[]){ subject, a, b }, &event);
}

enum err app_room_do(struct work *work, struct room_now *now, enum room_kind kind, int64_t subject,
                     int64_t a, int64_t b)
{
	const struct room_writing before = room_writing(&now->room);
	struct room_event event;

	const enum room_verdict verdict =
		decide(work, now, kind, (int64_t[]){ subject, a, b }, &event);
	if (verdict) return work_refuse(work, room_verdict_text(verdict));
	enum err err = store_room_append(work->tx, now->meeting.id, &event);
	if (err == ERR_STALE) return ERR_BUSY; /* another took the number: again, on what is now */
	if (!err) err = room_apply(&now->room, &event);
	if (!err) err = room_writing_over(work, now, &before);
	if (!err) work_tell(work, topic_room(now->meeting.id));
	return err;
}

enum err app_room_act(struct work *work, meeting_id meeting, enum room_kind kind, int64_t subject,
                      int64_t a, int64_t b)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	const enum err err = app_room_load(work, meeting, now);
	return err ? err : app_room_do(work, now, kind, subject, a, b);
}
