/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - see room.h.  An empty room, and what may be read from any. */
#include "domain/room.h"

#include "domain/room_parts.h"

struct room_talk talk_none(void)
{
	return (struct room_talk){ .speaker = -1, .turn = -1 };
}

static bool seat_fits(const struct room *room, const struct room_person *person)
{
	if (person->seat < 0 || person->seat >= ROOM_SEATS_MAX || person->person.n <= 0)
		return false;
	return room->seats[person->seat].person.n == 0 && room_seat_of(room, person->person) < 0;
}

/* As many as the running order has room for. */
static int rounds_most(const struct process *shell, const struct process *round)
{
	const int most = (ROOM_PLANNED_MAX - plan_stages(shell)) / plan_stages(round);
	return most < ROUNDS_MAX ? most : ROUNDS_MAX;
}

static int rounds_least(const struct process *shell)
{
	int least = 0;
	for (int i = 0; i < shell->stage_count; i++)
		if (shell->stages[i].kind == STAGE_ROUNDS) least += shell->stages[i].rounds;
	return least;
}

enum err room_init(struct room *room, const struct process *shell, const struct process *round,
                   int length_min, int rules_version, const struct room_person *people,
                   size_t count)
{
	const int rounds = rounds_most(shell, round);
	struct room made = {
		.shell = shell,
		.round = round,
		.self_facilitated = true,
		.length_min = length_min,
		.rules_version = rules_version,
		.step = -1,
		.holder = -1,
		.left_step = -1,
		.rounds_most = rounds,
		.co_holder = -1,
		.talk = talk_none(),
		.left = talk_none(),
	};

	ASSERT(shell->is_shell && !round->is_shell);
	if (rounds < rounds_least(shell)) return ERR_LIMIT;
	for (int role = 0; role < SAY_COUNT; role++) made.roles[role] = -1;
	for (size_t i = 0; i < count; i++) {
		const struct room_person *person = &people[i];
		if (!seat_fits(&made, person)) return ERR_LIMIT;
		made.seats[person->seat] = (struct room_seat){
			.person = person->person,
			.is_member = person->is_member,
			.is_facilitator = person->is_facilitator,
			.is_expected = !person->has_apologies,
		};
		if (person->seat >= made.seat_count) made.seat_count = person->seat + 1;
		if (person->is_facilitator) made.self_facilitated = false;
	}
	plan_build(&made);
	*room = made;
	return OK;
}

int room_seat_of(const struct room *room, person_id person)
{
	if (person.n == 0) return -1;
	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].person.n == person.n) return i;
	return -1;
}

const struct room_step *room_step(const struct room *room)
{
	if (room->state != ROOM_RUNNING || room->step < 0) return NULL;
	return &room->steps[room->step];
}

const struct stage *room_stage(const struct room *room)
{
	const struct room_step *step = room_step(room);
	return step ? step->stage : NULL;
}

bool room_is_running_at(const struct room *room, enum stage_kind kind)
{
	const struct stage *stage = room_stage(room);
	return stage && stage->kind == kind;
}

enum floor room_floor(const struct room *room)
{
	const struct stage *stage = room_stage(room);
	if (!stage) return FLOOR_ALL;
	return room->talk.floor_at ? stage->floor_then : stage->floor;
}

int room_presenter_of(const struct room *room, int round)
{
	if (round < 1 || round > room->order_count) return -1;
	return room->order[round - 1];
}

int room_presenter(const struct room *room)
{
	const struct room_step *step = room_step(room);
	return step ? room_presenter_of(room, step->round) : -1;
}

bool room_may(const struct room *room, enum contribution what)
{
	const struct stage *stage = room_stage(room);
	return stage && (stage->may & (unsigned)what) != 0;
}

int room_here(const struct room *room)
{
	int count = 0;
	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_member && room->seats[i].is_here) count++;
	return count;
}

int room_people(const struct room *room)
{
	int count = 0;
	for (int i = 0; i < room->seat_count; i++) {
		const struct room_seat *seat = &room->seats[i];
		if (seat->is_member && (seat->is_expected || seat->is_here)) count++;
	}
	return count;
}

bool room_has_hand(const struct room *room, int seat)
{
	for (int i = 0; i < room->talk.hand_count; i++)
		if (room->talk.hands[i] == seat) return true;
	return false;
}

bool room_facilitates(const struct room *room, int seat)
{
	if (!seat_is(room, seat)) return false;
	if (room->seats[seat].is_facilitator) return true;
	return room->self_facilitated && room->holder == seat;
}

bool room_holds(const struct room *room, int seat)
{
	return seat_is(room, seat) && (room->holder == seat || room_facilitates(room, seat));
}

static bool is_long_gone(const struct room *room, int seat, struct instant now)
{
	const struct room_seat *at = &room->seats[seat];
	if (at->is_here) return false;
	/* Somebody who was never here has been away since the room opened. */
	const struct instant since = at->gone_at.ms ? at->gone_at : room->opened_at;
	return instant_since(now, since) >= ROOM_HOLD_MS;
}

static bool anyone_leads(const struct room *room)
{
	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_here && room_holds(room, i)) return true;
	return false;
}

bool room_can_hold(const struct room *room, int seat, struct instant now)
{
	if (room->state != ROOM_WAITING && room->state != ROOM_RUNNING) return false;
	if (!seat_is(room, seat) || !room->seats[seat].is_member || !room->seats[seat].is_here)
		return false;
	if (room_holds(room, seat)) return false;
	/* A co-holder was chosen for this, and does not wait. */
	if (seat == room->co_holder && !anyone_leads(room)) return true;
	if (room->holder >= 0 && !is_long_gone(room, room->holder, now)) return false;
	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_facilitator && !is_long_gone(room, i, now)) return false;
	return true;
}

bool room_is_left(const struct room *room, struct instant now)
{
	return room->state == ROOM_RUNNING && instant_since(now, room->acted_at) >= ROOM_LEFT_MS;
}

bool room_can_back(const struct room *room, struct instant now)
{
	if (room->state != ROOM_RUNNING || !room->next_at.ms || plan_before(room) < 0) return false;
	return instant_since(now, room->next_at) < ROOM_BACK_OFFER_MS;
}

bool room_can_speak(const struct room *room, int seat)
{
	if (!seat_is(room, seat) || !room->seats[seat].is_here) return false;
	const enum floor floor = room_floor(room);
	const int presenter = room_presenter(room);

	/* The process is theirs to hold, so they may always step in, except into a silence. */
	if (room_facilitates(room, seat) && floor != FLOOR_SILENCE) return true;
	switch (floor) {
	case FLOOR_TURN:
		return seat == room->talk.turn;
	case FLOOR_ASK_TURN:
		return seat == room->talk.turn || seat == presenter;
	case FLOOR_PRESENTER:
	case FLOOR_REPLY:
		return seat == presenter;
	case FLOOR_ASK:
		return room->talk.speaker < 0 || seat == room->talk.speaker || seat == presenter;
	case FLOOR_WITHOUT:
		return seat != presenter;
	case FLOOR_ASK_ANY:
	case FLOOR_ALL:
	case FLOOR_NONE:
		return true;
	case FLOOR_WRITE:
	case FLOOR_SILENCE:
	case FLOOR_FACILITATOR:
		return false;
	}
	return false;
}
