/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_turn - whose turn it is, where the floor goes round.
 *
 * Nobody's turn is written down ahead: it follows from who is here and who has had one, so whoever
 * comes late still gets theirs. */
#include "domain/room.h"

#include "domain/room_parts.h"

bool room_turns(const struct room *room)
{
	const enum floor floor = room_floor(room);
	return room_stage(room) && (floor == FLOOR_TURN || floor == FLOOR_ASK_TURN);
}

bool turn_is_for(const struct room *room, int seat)
{
	if (!seat_is(room, seat) || !room_turns(room)) return false;
	if (!room->seats[seat].is_member || !room->seats[seat].is_here) return false;
	if (seat != room_presenter(room)) return true;
	if (room_floor(room) == FLOOR_ASK_TURN) return false;
	/* The presenter listens to what the others notice, feel, guess or propose, and takes part in
	 * all other rounds like anybody else. */
	switch ((int)room_stage(room)->kind) {
	case STAGE_REFLECTION:
	case STAGE_FEELINGS:
	case STAGE_HYPOTHESES:
	case STAGE_IDEAS:
		return false;
	default:
		return true;
	}
}

bool room_turn_due(const struct room *room, int seat)
{
	return turn_is_for(room, seat) && !(room->talk.had & seat_bit(seat));
}

/* The first due after the present turn, going round; of those skipped, or of the others. */
static int find_due(const struct room *room, bool skipped)
{
	for (int i = 1; i <= ROOM_SEATS_MAX; i++) {
		const int seat = (room->talk.turn + i + ROOM_SEATS_MAX) % ROOM_SEATS_MAX;
		if (seat == room->talk.turn || !room_turn_due(room, seat)) continue;
		if (((room->talk.skipped & seat_bit(seat)) != 0) == skipped) return seat;
	}
	return -1;
}

int room_turn_following(const struct room *room)
{
	const int seat = find_due(room, false);
	return seat >= 0 ? seat : find_due(room, true);
}

void turn_begin(struct room *room)
{
	room->talk.turn = -1;
	room->talk.had = room->talk.passed = room->talk.skipped = 0;
	room->talk.turn = room_turn_following(room);
}

void turn_take(struct room *room)
{
	if (room->talk.turn >= 0) {
		room->talk.had |= seat_bit(room->talk.turn);
		room->talk.skipped &= ~seat_bit(room->talk.turn);
	}
	room->talk.turn = room_turn_following(room);
}

void turn_leave(struct room *room)
{
	if (room->talk.turn >= 0) room->talk.skipped |= seat_bit(room->talk.turn);
	room->talk.turn = room_turn_following(room);
}
