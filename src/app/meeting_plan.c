/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_plan - see meeting_plan.h. */
#include "app/meeting_plan.h"

#include "app/process.h"
#include "domain/rotation.h"
#include "store/airtime.h"
#include "store/duty.h"
#include "store/mail.h"
#include "store/member.h"
#include "store/role.h"

enum { DAY_MINUTES = 24 * 60 };

/* ---- roles ---- */

/* What a process gives out; where the set is alone, somebody leads and somebody hosts in any case. */
static enum err given_out(struct work *work, const struct meeting_row *meeting, unsigned *out)
{
	const struct process *shell, *round;

	enum err err = app_process_find(work, meeting->shell, &shell);
	if (!err) err = app_process_find(work, meeting->round, &round);
	if (err) return err;
	*out = shell->roles | round->roles;
	if (meeting->facilitated)
		*out &= ~(1u << SAY_FACILITATOR | 1u << SAY_HOST | 1u << SAY_COACH);
	else
		*out |= 1u << SAY_FACILITATOR | 1u << SAY_HOST | 1u << SAY_TIMEKEEPER;
	return OK;
}

/* Members who have joined, but for `but`: by seat. */
static enum err members_of(struct work *work, set_id set, person_id **out, size_t *n)
{
	struct member_rows rows;

	const enum err err = store_member_list(work->tx, set, &rows);
	if (err) return err;
	*out = NEW(work->arena, person_id, rows.n);
	*n = 0;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].role == ROLE_MEMBER && rows.at[i].state == MEMBER_JOINED)
			(*out)[(*n)++] = rows.at[i].person;
	return OK;
}

static bool is_one_of(const person_id *people, size_t n, person_id person)
{
	for (size_t i = 0; i < n; i++)
		if (people[i].n == person.n) return true;
	return false;
}

static enum err history_of(struct work *work, const struct meeting_row *meeting,
                           struct role_turn **out, size_t *n)
{
	struct role_rows rows;

	const enum err err = store_role_before(work->tx, meeting->set, meeting->number, &rows);
	if (err) return err;
	*out = NEW(work->arena, struct role_turn, rows.n);
	*n = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		(*out)[i] =
			(struct role_turn){ rows.at[i].person, rows.at[i].role, rows.at[i].number };
	return OK;
}

/* The first to present leads nothing meanwhile. */
static enum err first_presenter(struct work *work, const struct meeting_row *meeting,
                                person_id *out)
{
	struct airtime_rows rows;

	const enum err err = store_airtime_of_meeting(work->tx, meeting->id, &rows);
	if (!err) *out = rows.n ? rows.at[0].person : (person_id){ 0 };
	return err;
}

enum err app_plan_roles(struct work *work, const struct meeting_row *meeting,
                        struct plan_roles *out)
{
	struct role_turn *history;
	struct role_rows held;
	person_id *people, presenter;
	size_t n_history, n;

	*out = (struct plan_roles){ 0 };
	enum err err = given_out(work, meeting, &out->given_out);
	if (!err) err = members_of(work, meeting->set, &people, &n);
	if (!err) err = history_of(work, meeting, &history, &n_history);
	if (!err) err = store_role_of_meeting(work->tx, meeting->id, &held);
	if (!err) err = first_presenter(work, meeting, &presenter);
	if (err) return err;
	const struct role_offer offer =
		rotation_offer(history, n_history, people, n, out->given_out, presenter);
	for (int role = 0; role < SAY_COUNT; role++) out->offered[role] = offer.of[role];
	for (size_t i = 0; i < held.n; i++)
		if ((int)held.at[i].role < SAY_COUNT && is_one_of(people, n, held.at[i].person))
			out->held[held.at[i].role] = held.at[i].person;
	return OK;
}

enum err app_plan_host(struct work *work, const struct meeting_row *meeting, person_id *out)
{
	struct plan_roles roles;

	*out = meeting->facilitated ? meeting->facilitator : (person_id){ 0 };
	if (meeting->facilitated) return OK;
	const enum err err = app_plan_roles(work, meeting, &roles);
	if (err) return err;
	*out = roles.held[SAY_HOST].n ? roles.held[SAY_HOST] : roles.offered[SAY_HOST];
	return OK;
}

/* ---- the acts ---- */

enum err app_plan_may(struct work *work, meeting_id meeting, struct meeting_row *out)
{
	struct member_row me;

	enum err err = store_meeting_load(work->tx, meeting, out);
	if (!err) err = store_member_load(work->tx, out->set, work->viewer, &me);
	if (err) return err;
	if (out->state == MEETING_OPEN)
		return work_refuse(work, "The meeting has begun, so it stays as it is. You can "
		                         "still bend it in the room.");
	if (out->state != MEETING_PLANNED)
		return work_refuse(work, "This meeting can’t be planned any more.");
	if (out->facilitated && me.role != ROLE_FACILITATOR)
		return work_refuse(work, "Its facilitator plans this meeting.");
	return OK;
}

enum err app_plan_where(struct work *work, meeting_id id, const struct plan_where *where)
{
	struct meeting_row meeting;

	enum err err = app_plan_may(work, id, &meeting);
	if (err) return err;
	if (where->start_min + meeting.length_min > DAY_MINUTES)
		return work_refuse(work, "A meeting must end on the day it starts.");
	if (where->start_min != meeting.start_min)
		err = store_meeting_move(work->tx, id, meeting.held_on, where->start_min,
		                         meeting.length_min);
	if (!err)
		err = store_meeting_where(work->tx, id, str_or_none(where->place),
		                          str_or_none(where->call_link));
	if (err || meeting.facilitated || !(where->place.n || where->call_link.n)) return err;
	return store_duty_done(work->tx, id, DUTY_ROOM, work->viewer, work->now);
}

static enum err refuse_stranger(struct work *work, set_id set, person_id person)
{
	person_id *people;
	size_t n;

	if (person.n == 0) return OK;
	const enum err err = members_of(work, set, &people, &n);
	if (err) return err;
	return is_one_of(people, n, person) ? OK : work_refuse(work, "Choose somebody of the set.");
}

enum err app_plan_role(struct work *work, meeting_id id, enum process_role role, person_id person)
{
	struct meeting_row meeting;
	unsigned given = 0;

	enum err err = app_plan_may(work, id, &meeting);
	if (!err) err = given_out(work, &meeting, &given);
	if (!err) err = refuse_stranger(work, meeting.set, person);
	if (err) return err;
	if ((int)role >= SAY_COUNT || !(given & 1u << role))
		return work_refuse(work, "This meeting has no such role.");
	return store_role_put(work->tx, id, role, person);
}

enum err app_plan_take_offer(struct work *work, meeting_id id)
{
	struct meeting_row meeting;
	struct plan_roles roles;

	enum err err = app_plan_may(work, id, &meeting);
	if (!err) err = app_plan_roles(work, &meeting, &roles);
	for (int role = 0; !err && role < SAY_COUNT; role++)
		if (roles.offered[role].n && !roles.held[role].n)
			err = store_role_put(work->tx, id, (enum process_role)role,
			                     roles.offered[role]);
	return err;
}

enum err app_plan_presenters(struct work *work, meeting_id id, const person_id *people, size_t n)
{
	struct meeting_row meeting;

	enum err err = app_plan_may(work, id, &meeting);
	for (size_t i = 0; !err && i < n; i++) {
		if (is_one_of(people, i, people[i]))
			return work_refuse(work, "The same person is there twice. Choose each "
			                         "presenter once.");
		err = refuse_stranger(work, meeting.set, people[i]);
	}
	if (!err) err = store_airtime_clear(work->tx, id);
	for (size_t i = 0; !err && i < n; i++)
		err = store_airtime_put(work->tx, id, (int)i + 1, people[i], 0);
	return err;
}

enum err app_plan_duty(struct work *work, meeting_id id, enum duty duty, bool done)
{
	struct meeting_row meeting;

	const enum err err = app_plan_may(work, id, &meeting);
	if (err) return err;
	if (meeting.facilitated || (int)duty >= DUTY_COUNT)
		return work_refuse(work, "This meeting has no such task.");
	return done ? store_duty_done(work->tx, id, duty, work->viewer, work->now)
	            : store_duty_undone(work->tx, id, duty);
}

enum err app_plan_remind(struct work *work, meeting_id id)
{
	struct mail_asked_rows asked;
	struct meeting_row meeting;
	struct member_rows members;
	mail_id mail;

	enum err err = app_plan_may(work, id, &meeting);
	if (!err)
		err = store_mail_asked(work->tx, STR("reminder"),
		                       instant_add(work->now, -HOURS(24)), &asked);
	if (!err) err = store_member_list(work->tx, meeting.set, &members);
	if (err) return err;
	for (size_t i = 0; i < asked.n; i++)
		if (asked.at[i].subject == id.n)
			return work_refuse(work, "A reminder went out in the last 24 hours.");
	for (size_t i = 0; !err && i < members.n; i++) {
		const struct member_row *member = &members.at[i];
		const bool comes =
			member->role == ROLE_MEMBER || member->person.n == meeting.facilitator.n;
		if (member->state != MEMBER_JOINED || !comes) continue;
		err = store_mail_add(work->tx, member->person, STR("reminder"), id.n,
		                     (struct str){ 0 }, work->now, &mail);
	}
	if (err || meeting.facilitated) return err;
	return store_duty_done(work->tx, id, DUTY_REMINDER, work->viewer, work->now);
}

/* ---- into the room, and out of it ---- */

/* What the room would refuse is not worth a word: a tap puts it right there. */
static enum err try_role(struct work *work, struct room_now *now, enum process_role role,
                         person_id person)
{
	if (app_room_may(work, now, ROOM_ROLE, person.n, (int64_t)role, 0)) return OK;
	return app_room_do(work, now, ROOM_ROLE, person.n, (int64_t)role, 0);
}

/* Whoever keeps the time takes over at once if the device of whoever leads drops. */
static enum err name_second(struct work *work, struct room_now *now)
{
	const struct room *room = &now->room;
	const int next = room->roles[SAY_TIMEKEEPER];

	if (next < 0 || next == room->holder || room->co_holder >= 0) return OK;
	const person_id second = room->seats[next].person;
	if (app_room_may(work, now, ROOM_CO_HOLD, second.n, 0, 0)) return OK;
	return app_room_do(work, now, ROOM_CO_HOLD, second.n, 0, 0);
}

enum err app_plan_opened(struct work *work, struct room_now *now)
{
	struct role_rows held;

	enum err err = store_role_of_meeting(work->tx, now->meeting.id, &held);
	for (size_t i = 0; !err && i < held.n; i++)
		if (held.at[i].role != SAY_FACILITATOR) /* that is theirs when they are here */
			err = try_role(work, now, held.at[i].role, held.at[i].person);
	return err;
}

enum err app_plan_arrived(struct work *work, struct room_now *now)
{
	const struct room *room = &now->room;
	struct role_rows held;

	if (!room->self_facilitated || room->holder >= 0) return OK;
	if (room->state != ROOM_WAITING && room->state != ROOM_RUNNING) return OK;
	enum err err = store_role_of_meeting(work->tx, now->meeting.id, &held);
	for (size_t i = 0; !err && i < held.n; i++)
		if (held.at[i].role == SAY_FACILITATOR && held.at[i].person.n == work->viewer.n)
			err = try_role(work, now, SAY_FACILITATOR, work->viewer);
	return err ? err : name_second(work, now);
}

/* Members here: those without a role, or, where everybody has one, all. */
static size_t free_hands(struct work *work, const struct room *room, person_id **out)
{
	unsigned have = 0;
	size_t n = 0;

	*out = NEW(work->arena, person_id, ROOM_SEATS_MAX);
	if (room->holder >= 0) have |= 1u << room->holder;
	for (int role = 0; role < SAY_COUNT; role++)
		if (room->roles[role] >= 0) have |= 1u << room->roles[role];
	for (int pass = 0; pass < 2 && !n; pass++)
		for (int i = 0; i < room->seat_count; i++) {
			const struct room_seat *seat = &room->seats[i];
			const bool is_free = pass || !(have & 1u << i);
			if (seat->is_member && seat->is_here && is_free) (*out)[n++] = seat->person;
		}
	return n;
}

enum err app_plan_offered(struct work *work, struct room_now *now)
{
	const struct room *room = &now->room;
	const int presenter = room_presenter_of(room, 1);
	struct role_turn *history;
	person_id *people;
	unsigned roles = 0;
	size_t n_history;

	if (!room->self_facilitated || !room_is_running_at(room, STAGE_ROLES)) return OK;
	enum err err = given_out(work, &now->meeting, &roles);
	if (!err) err = history_of(work, &now->meeting, &history, &n_history);
	if (err) return err;
	roles &= ~(1u << SAY_FACILITATOR); /* whoever opened leads, until another does */
	for (int role = 0; role < SAY_COUNT; role++)
		if (room->roles[role] >= 0) roles &= ~(1u << role);
	const size_t n = free_hands(work, room, &people);
	const struct role_offer offer =
		rotation_offer(history, n_history, people, n, roles,
	                       presenter < 0 ? (person_id){ 0 } : room->seats[presenter].person);
	for (int role = 0; !err && role < SAY_COUNT; role++)
		if (offer.of[role].n)
			err = try_role(work, now, (enum process_role)role, offer.of[role]);
	return err ? err : name_second(work, now);
}

enum err app_plan_ended(struct work *work, const struct room_now *now)
{
	const struct room *room = &now->room;

	enum err err = store_role_clear(work->tx, now->meeting.id);
	for (int role = 0; !err && role < SAY_COUNT; role++)
		if (room->roles[role] >= 0)
			err = store_role_put(work->tx, now->meeting.id, (enum process_role)role,
			                     room->seats[room->roles[role]].person);
	return err;
}
