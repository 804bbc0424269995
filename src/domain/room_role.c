/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_role - who has which role in a room, who takes over, and what each presented. */
#include "domain/room.h"

#include "domain/room_clock.h"
#include "domain/room_parts.h"

bool room_has_role(const struct room *room, int seat, enum process_role role)
{
	return seat_is(room, seat) && room->roles[role] == seat;
}

enum process_role room_role_of(const struct room *room, int seat)
{
	/* The nearest to what is asked of them now comes first. */
	static const enum process_role given[] = { SAY_COACH, SAY_TIMEKEEPER, SAY_SECRETARY,
		                                   SAY_OBSERVER, SAY_HOST };

	if (!seat_is(room, seat)) return SAY_ALL;
	if (seat == room_presenter(room)) return SAY_PRESENTER;
	if (room_facilitates(room, seat)) return SAY_FACILITATOR;
	for (size_t i = 0; i < LEN(given); i++)
		if (room->roles[given[i]] == seat) return given[i];
	return SAY_MEMBER;
}

int64_t room_airtime_ms(const struct room *room, int seat, struct instant now)
{
	int64_t ms = 0;

	for (int i = 0; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		if (!step->round || room_presenter_of(room, step->round) != seat) continue;
		if (step->stage->kind == STAGE_BREAK) continue;
		/* The present step's own count stops when it was entered. */
		const bool runs = i == room->step && room->state == ROOM_RUNNING;
		ms += runs ? room_clock(room, now).used_ms : step->used_ms;
	}
	return ms;
}

static bool is_given_out(int64_t role)
{
	return role > SAY_ALL && role < SAY_COUNT && role != SAY_PRESENTER && role != SAY_MEMBER;
}

static enum room_verdict decide_who_has(const struct room *room, int by, int subject,
                                        const struct room_event *event)
{
	if (!is_given_out(event->a)) return ROOM_NO_ROLE;
	/* With a facilitator in the room, nobody takes that part from them. */
	if (event->a == SAY_FACILITATOR && !room->self_facilitated) return ROOM_NO_ROLE;
	if (event->subject && subject < 0) return ROOM_NO_SEAT;
	if (event->subject && !room->seats[subject].is_member) return ROOM_NO_NOT_MEMBER;
	if (event->a == SAY_FACILITATOR && (!event->subject || !room->seats[subject].is_here))
		return ROOM_NO_NOT_HERE;
	if (room->roles[event->a] == subject) return ROOM_NO_SAME;
	if (room_facilitates(room, by) || subject == by) return ROOM_OK;
	/* What is one's own is handed back, or on, by a tap, too. */
	if (room->roles[event->a] == by) return ROOM_OK;
	return room->self_facilitated && room->seats[by].is_member ? ROOM_OK : ROOM_NO_FACILITATOR;
}

enum room_verdict decide_role(const struct room *room, int by, int subject,
                              const struct room_event *event)
{
	if (event->kind == ROOM_ROLE) return decide_who_has(room, by, subject, event);
	/* ROOM_CO_HOLD */
	if (event->subject && (subject < 0 || !room->seats[subject].is_member))
		return ROOM_NO_NOT_MEMBER;
	return room->co_holder == subject ? ROOM_NO_SAME : ROOM_OK;
}

void apply_role(struct room *room, const struct room_event *event, int subject)
{
	if (event->kind == ROOM_CO_HOLD) {
		room->co_holder = subject;
		return;
	}
	room->roles[event->a] = subject;
	if (event->a == SAY_FACILITATOR && room->self_facilitated && subject >= 0)
		room->holder = subject;
}
