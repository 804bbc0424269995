/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_event - what a stored event must be.
 *
 * Only what would break a room is refused (a person without a seat, numbers out of step), so that a
 * damaged row is an error and not a crash. */
#include "domain/room.h"

#include "domain/attendance.h"
#include "domain/room_parts.h"

/* clang-format off */
enum { IN_CLOSED = 1, IN_WAITING = 2, IN_RUNNING = 4, IN_ENDED = 8, IN_ALL = 15 };
enum { NEEDS_BY = 1, NEEDS_SUBJECT_SEAT = 2, NEEDS_A = 4 };

/* States in which the event can stand, what it must name, the range of `a`. */
static const struct {
	unsigned in, needs;
	int64_t least, most;
} shapes[ROOM_KIND_END] = {
	[ROOM_OPEN]       = { IN_CLOSED,  NEEDS_BY | NEEDS_A, 0, (int64_t)1 << 52 },
	[ROOM_START]      = { IN_WAITING, NEEDS_BY, 0, 0 },
	[ROOM_NEXT]       = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_BACK]       = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_PAUSE]      = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_RESUME]     = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_EXTEND]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 1, ROOM_ADDED_MAX_MIN },
	[ROOM_HAND_UP]    = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_HAND_DOWN]  = { IN_RUNNING, NEEDS_BY | NEEDS_SUBJECT_SEAT, 0, 0 },
	[ROOM_INVITE]     = { IN_RUNNING, NEEDS_BY | NEEDS_SUBJECT_SEAT, 0, 0 },
	[ROOM_DONE]       = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_PASS]       = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_TURN_NEXT]  = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_TURN_SKIP]  = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_TURN_TO]    = { IN_RUNNING, NEEDS_BY | NEEDS_SUBJECT_SEAT, 0, 0 },
	[ROOM_ORDER]      = { IN_WAITING | IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_PRESENTER]  = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_SUBJECT_SEAT, 0, 0 },
	[ROOM_SHOW]       = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_SHOW_OFF]   = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_ASK]        = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_WITHDRAW]   = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_PARK]       = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_ACTION]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 2 },
	[ROOM_RULE_PROPOSED] = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_RULE_WORDED]   = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_RULE_DROPPED]  = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_RULE_SETTLED]  = { IN_RUNNING, NEEDS_BY | NEEDS_A, 1, 10000 },
	[ROOM_RULE_AGREED]   = { IN_RUNNING, NEEDS_BY | NEEDS_A, 1, 10000 },
	[ROOM_BID]        = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 3 },
	[ROOM_ATTEND]     = { IN_ALL, NEEDS_BY | NEEDS_SUBJECT_SEAT | NEEDS_A, 0, ATTENDANCE_COUNT - 1 },
	[ROOM_HERE]       = { IN_ALL, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_GONE]       = { IN_ALL, NEEDS_SUBJECT_SEAT | NEEDS_A, 0, 24 * 60 * 60 * 1000 },
	[ROOM_ISSUE_ON]   = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_ISSUE_OFF]  = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_ACTIONS_ON] = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_LINE]       = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_REVEAL]     = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_CURTAIN]    = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_END]        = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_REOPEN]     = { IN_ENDED, NEEDS_BY, 0, 0 },
	[ROOM_HOLD]       = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_SUBJECT_SEAT, 0, 0 },
	[ROOM_FLOOR]      = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_OPTION]     = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_PROGRESS]   = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_CARD]       = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 99 },
	[ROOM_AGREE]      = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 3 },
	[ROOM_SETTLE]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_MODULE]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, PROCESS_MODULES_MAX },
	[ROOM_ROLE]       = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_A, 0, SAY_COUNT - 1 },
	[ROOM_CO_HOLD]    = { IN_WAITING | IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_SKIP]       = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 1 },
	[ROOM_REPEAT]     = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_LENGTH]     = { IN_WAITING | IN_RUNNING, NEEDS_BY | NEEDS_A, 1, 240 },
	[ROOM_INSERT]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, ROOM_INSERT_COUNT - 1 },
	[ROOM_MOVE]       = { IN_WAITING | IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_SPREAD]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 1, 600 },
	[ROOM_GROUPS]     = { IN_RUNNING, NEEDS_BY | NEEDS_A, 0, 99 },
	[ROOM_ALOUD]      = { IN_RUNNING, NEEDS_BY, 0, 0 },
	[ROOM_ADVANCE]    = { IN_RUNNING, 0, 0, 0 },
	[ROOM_PAPER]      = { IN_WAITING, 0, 0, 0 },
};
/* clang-format on */

static bool kind_fits(const struct room *room, const struct room_event *event, int by, int subject)
{
	const struct stage *stage = room_stage(room);
	const int due = plan_round_due(room);

	switch ((int)event->kind) {
	case ROOM_OPEN:
		return event->b >= 1 && event->b <= 24 * 60;
	case ROOM_NEXT:
		return room_next_step(room) < room->step_count;
	case ROOM_BACK:
		return plan_before(room) >= 0;
	case ROOM_PAUSE:
		return !room->is_paused;
	case ROOM_RESUME:
		return room->is_paused;
	case ROOM_ORDER:
		return plan_order_fits(room, event->a, event->b);
	case ROOM_PRESENTER:
		return due >= 1 && due <= ROUNDS_MAX && due <= room->order_count + 1;
	case ROOM_OPTION:
		return due >= 1;
	case ROOM_FLOOR:
		return event->a == 0 || stage->floor_then != FLOOR_NONE;
	case ROOM_PAPER:
		return event->by.n == 0;
	case ROOM_END:
		return event->a == 0 ||
		       (event->a > 0 && event->a <= instant_since(event->at, room->acted_at));
	case ROOM_REOPEN:
		return room->started_at.ms != 0;
	case ROOM_GONE:
		return event->by.n == 0 || by >= 0;
	case ROOM_AGREE:
	case ROOM_SETTLE:
	case ROOM_MODULE:
	case ROOM_GROUPS:
		return loop_fits(room, event);
	case ROOM_ROLE:
	case ROOM_CO_HOLD:
		return event->subject == 0 || subject >= 0;
	case ROOM_SKIP:
	case ROOM_REPEAT:
	case ROOM_LENGTH:
	case ROOM_INSERT:
	case ROOM_MOVE:
	case ROOM_SPREAD:
		return bend_fits(room, event);
	case ROOM_ADVANCE:
		return room_next_step(room) < room->step_count;
	default:
		return true;
	}
}

bool event_fits(const struct room *room, const struct room_event *event, int by, int subject)
{
	if ((int)event->kind < ROOM_KIND_FIRST || (int)event->kind >= ROOM_KIND_END) return false;
	if (event->number != room->event_count + 1 || event->at.ms <= 0) return false;
	if (event->at.ms > INT64_MAX / 4) return false;
	if (!(shapes[event->kind].in & 1u << room->state)) return false;
	if (shapes[event->kind].needs & NEEDS_BY && by < 0) return false;
	if (shapes[event->kind].needs & NEEDS_SUBJECT_SEAT && subject < 0) return false;
	if (shapes[event->kind].needs & NEEDS_A &&
	    (event->a < shapes[event->kind].least || event->a > shapes[event->kind].most))
		return false;
	return kind_fits(room, event, by, subject);
}
