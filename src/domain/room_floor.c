/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_floor - the floor rule, held by the tool: what people may send to everybody just now.
 *
 * It never keeps anybody from talking.  What is one's own - a note, one's issue taken off the screen - is
 * never in question, and nor is whatever whoever facilitates does. */
#include "domain/room.h"

#include "domain/room_parts.h"

static enum room_verdict lets_in_turn(const struct room *room, int by)
{
	const struct room_talk *talk = &room->talk;

	/* Everyone has had their turn: what comes up now may be asked. */
	if (talk->turn < 0) return ROOM_OK;
	if (talk->turn != by) return ROOM_NO_FLOOR_ASK_TURN;
	return talk->asked[by] < ROOM_TURN_QUESTIONS ? ROOM_OK : ROOM_NO_FLOOR_ASKED_TWO;
}

static enum room_verdict lets_ask(const struct room *room, int by)
{
	switch (room_floor(room)) {
	case FLOOR_ASK:
	case FLOOR_ASK_ANY:
	case FLOOR_ALL:
	case FLOOR_NONE:
	case FLOOR_WRITE: /* held until the writing is over */
		return ROOM_OK;
	case FLOOR_ASK_TURN:
		return lets_in_turn(room, by);
	case FLOOR_TURN:
		return ROOM_NO_FLOOR_TURN;
	case FLOOR_PRESENTER:
		return ROOM_NO_FLOOR_PRESENTER;
	case FLOOR_WITHOUT:
		return ROOM_NO_FLOOR_WITHOUT;
	case FLOOR_REPLY:
		return ROOM_NO_FLOOR_REPLY;
	case FLOOR_SILENCE:
		return ROOM_NO_FLOOR_SILENCE;
	case FLOOR_FACILITATOR:
		return ROOM_NO_FLOOR_FACILITATOR;
	}
	return ROOM_NO_INPUT;
}

/* What the presenter sends to all: where they listen, not before they may reply. */
static enum room_verdict lets_answer(const struct room *room, int by)
{
	if (by != room_presenter(room)) return ROOM_OK;
	return room_floor(room) == FLOOR_WITHOUT ? ROOM_NO_FLOOR_LISTEN : ROOM_OK;
}

enum room_verdict floor_lets(const struct room *room, int by, const struct room_event *event)
{
	const bool is_quiet = room_floor(room) == FLOOR_SILENCE;

	switch ((int)event->kind) {
	case ROOM_ASK:
	case ROOM_ALOUD:
		return lets_ask(room, by);
	case ROOM_HAND_UP:
		return is_quiet ? ROOM_NO_FLOOR_SILENCE : ROOM_OK;
	case ROOM_LINE:
		if (event->a == 1 && is_quiet) return ROOM_NO_FLOOR_SILENCE;
		return event->a == 1 ? lets_answer(room, by) : ROOM_OK;
	case ROOM_ACTION:
		return event->a == 0 ? lets_answer(room, by) : ROOM_OK;
	case ROOM_ISSUE_ON:
		return lets_answer(room, by);
	default:
		return ROOM_OK;
	}
}
