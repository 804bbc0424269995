/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_decide - may this be done now, and which event does it become?
 *
 * One table says who may do what, and when; what depends on more than that follows, a family of acts
 * a function. */
#include "domain/room.h"

#include "domain/attendance.h"
#include "domain/room_clock.h"
#include "domain/room_parts.h"

enum who {
	WHO_ROOM, /* anyone with a seat, or the room itself */
	WHO_SEAT, /* anyone with a seat */
	WHO_MEMBER,
	WHO_CONTROLS, /* facilitates, fully */
	WHO_HOLDS,    /* also who stands in: pause and next only */
	WHO_PRESENTER,
	WHO_PRESENTER_OR_CONTROLS,
	WHO_WRITER /* the presenter; where everybody writes alone, any member */
};

enum {
	WAITING = 1 << ROOM_WAITING,
	RUNNING = 1 << ROOM_RUNNING,
	ENDED = 1 << ROOM_ENDED,
	CLOSED = 1 << ROOM_CLOSED,
	ANYTIME = CLOSED | WAITING | RUNNING | ENDED
};

/* clang-format off */
static const struct {
	enum who who;
	unsigned when;
	unsigned may;    /* the stage must allow it (enum contribution); 0: any stage */
	bool subject;    /* names something */
	enum process_role also; /* whoever has this role may, too; SAY_ALL: no such role */
} acts[ROOM_KIND_END] = {
	[ROOM_OPEN]       = { WHO_SEAT,     CLOSED,            0, false, SAY_ALL },
	[ROOM_START]      = { WHO_CONTROLS, WAITING,           0, false, SAY_ALL },
	[ROOM_NEXT]       = { WHO_HOLDS,    RUNNING,           0, false, SAY_ALL },
	[ROOM_BACK]       = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_PAUSE]      = { WHO_HOLDS,    RUNNING,           0, false, SAY_TIMEKEEPER },
	[ROOM_RESUME]     = { WHO_HOLDS,    RUNNING,           0, false, SAY_TIMEKEEPER },
	[ROOM_EXTEND]     = { WHO_CONTROLS, RUNNING,           0, false, SAY_TIMEKEEPER },
	[ROOM_HAND_UP]    = { WHO_MEMBER,   RUNNING, MAY_HAND,    false, SAY_ALL },
	[ROOM_HAND_DOWN]  = { WHO_SEAT,     RUNNING,           0, false, SAY_ALL },
	[ROOM_INVITE]     = { WHO_CONTROLS, RUNNING,           0, true, SAY_ALL },
	[ROOM_DONE]       = { WHO_SEAT,     RUNNING,           0, false, SAY_ALL },
	[ROOM_PASS]       = { WHO_MEMBER,   RUNNING, MAY_PASS,    false, SAY_ALL },
	[ROOM_TURN_NEXT]  = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_TURN_SKIP]  = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_TURN_TO]    = { WHO_CONTROLS, RUNNING,           0, true, SAY_ALL },
	[ROOM_ORDER]      = { WHO_CONTROLS, WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_PRESENTER]  = { WHO_CONTROLS, WAITING | RUNNING, 0, true, SAY_ALL },
	[ROOM_SHOW]       = { WHO_CONTROLS, RUNNING,           0, false, SAY_SECRETARY },
	[ROOM_SHOW_OFF]   = { WHO_CONTROLS, RUNNING,           0, false, SAY_SECRETARY },
	[ROOM_ASK]        = { WHO_MEMBER,   RUNNING, MAY_QUESTION, true, SAY_ALL },
	[ROOM_WITHDRAW]   = { WHO_SEAT,     RUNNING,           0, true, SAY_ALL },
	[ROOM_PARK]       = { WHO_PRESENTER, RUNNING, MAY_PARK,   true, SAY_ALL },
	[ROOM_ACTION]     = { WHO_WRITER, RUNNING,          0, true, SAY_ALL },
	[ROOM_RULE_PROPOSED] = { WHO_SEAT,  RUNNING, MAY_RULE,    true, SAY_ALL },
	[ROOM_RULE_WORDED]   = { WHO_SEAT,  RUNNING, MAY_RULE,    true, SAY_ALL },
	[ROOM_RULE_DROPPED]  = { WHO_SEAT,  RUNNING, MAY_RULE,    true, SAY_ALL },
	[ROOM_RULE_SETTLED]  = { WHO_CONTROLS, RUNNING,        0, false, SAY_ALL },
	[ROOM_RULE_AGREED]   = { WHO_SEAT,  RUNNING,           0, false, SAY_ALL },
	[ROOM_BID]        = { WHO_MEMBER,   WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_ATTEND]     = { WHO_SEAT,     WAITING | RUNNING | ENDED, 0, true, SAY_ALL },
	[ROOM_HERE]       = { WHO_SEAT,     ANYTIME,           0, false, SAY_ALL },
	[ROOM_GONE]       = { WHO_ROOM,     ANYTIME,           0, false, SAY_ALL },
	[ROOM_ISSUE_ON]   = { WHO_PRESENTER, RUNNING,          0, true, SAY_ALL },
	[ROOM_ISSUE_OFF]  = { WHO_PRESENTER, RUNNING,          0, false, SAY_ALL },
	[ROOM_ACTIONS_ON] = { WHO_PRESENTER, RUNNING,          0, false, SAY_ALL },
	[ROOM_LINE]       = { WHO_SEAT,     RUNNING, MAY_LINE,    true, SAY_ALL },
	[ROOM_REVEAL]     = { WHO_CONTROLS, RUNNING, MAY_LINE,    false, SAY_ALL },
	[ROOM_CURTAIN]    = { WHO_CONTROLS, WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_END]        = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_REOPEN]     = { WHO_CONTROLS, ENDED,             0, false, SAY_ALL },
	[ROOM_HOLD]       = { WHO_MEMBER,   WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_FLOOR]      = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_OPTION]     = { WHO_PRESENTER_OR_CONTROLS, WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_PROGRESS]   = { WHO_MEMBER,   RUNNING, MAY_PROGRESS, true, SAY_ALL },
	[ROOM_CARD]       = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_AGREE]      = { WHO_MEMBER,   RUNNING,           0, false, SAY_ALL },
	[ROOM_SETTLE]     = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_MODULE]     = { WHO_PRESENTER_OR_CONTROLS, RUNNING, 0, false, SAY_ALL },
	[ROOM_ROLE]       = { WHO_SEAT,     WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_CO_HOLD]    = { WHO_CONTROLS, WAITING | RUNNING, 0, false, SAY_ALL },
	[ROOM_SKIP]       = { WHO_CONTROLS, WAITING | RUNNING, 0, true,  SAY_ALL },
	[ROOM_REPEAT]     = { WHO_CONTROLS, RUNNING,           0, true,  SAY_ALL },
	[ROOM_LENGTH]     = { WHO_CONTROLS, WAITING | RUNNING, 0, true,  SAY_TIMEKEEPER },
	[ROOM_INSERT]     = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_MOVE]       = { WHO_CONTROLS, WAITING | RUNNING, 0, true,  SAY_ALL },
	[ROOM_SPREAD]     = { WHO_CONTROLS, RUNNING,           0, false, SAY_TIMEKEEPER },
	[ROOM_GROUPS]     = { WHO_CONTROLS, RUNNING,           0, false, SAY_ALL },
	[ROOM_ALOUD]      = { WHO_MEMBER,   RUNNING, MAY_QUESTION, false, SAY_ALL },
	[ROOM_ADVANCE]    = { WHO_ROOM,     RUNNING,           0, false, SAY_ALL },
	[ROOM_PAPER]      = { WHO_ROOM,     WAITING,           0, false, SAY_ALL },
};
/* clang-format on */

static enum room_verdict check_when(const struct room *room, enum room_kind kind)
{
	if (acts[kind].when & 1u << room->state) return ROOM_OK;
	switch (room->state) {
	case ROOM_CLOSED:
		return ROOM_NO_NOT_OPEN;
	case ROOM_WAITING:
		if (kind == ROOM_OPEN) return ROOM_NO_ALREADY_OPEN;
		return kind == ROOM_REOPEN ? ROOM_NO_NOT_ENDED : ROOM_NO_NOT_STARTED;
	case ROOM_RUNNING:
		if (kind == ROOM_OPEN) return ROOM_NO_ALREADY_OPEN;
		return kind == ROOM_REOPEN ? ROOM_NO_NOT_ENDED : ROOM_NO_STARTED;
	case ROOM_ENDED:
		return ROOM_NO_ENDED;
	}
	return ROOM_NO_INPUT;
}

/* What was forgotten, any member may end: it would be under way for ever. */
static bool may_end_left(const struct room *room, enum room_kind kind, int by, struct instant now)
{
	return kind == ROOM_END && by >= 0 && room->seats[by].is_member && room_is_left(room, now);
}

static enum room_verdict check_presenter(const struct room *room, int by)
{
	const int presenter = room_presenter(room);
	if (presenter < 0) return ROOM_NO_NO_PRESENTER;
	return presenter == by ? ROOM_OK : ROOM_NO_NOT_PRESENTER;
}

static enum room_verdict check_who(const struct room *room, const struct room_act *act, int by)
{
	const enum who who = acts[act->kind].who;
	if (by < 0) return who == WHO_ROOM && act->by.n == 0 ? ROOM_OK : ROOM_NO_SEAT;
	const enum process_role also = acts[act->kind].also;
	if (also != SAY_ALL && room->roles[also] == by) return ROOM_OK;

	switch (who) {
	case WHO_ROOM:
	case WHO_SEAT:
		return ROOM_OK;
	case WHO_MEMBER:
		return room->seats[by].is_member ? ROOM_OK : ROOM_NO_NOT_MEMBER;
	case WHO_CONTROLS:
		if (room_facilitates(room, by)) return ROOM_OK;
		return room_holds(room, by) ? ROOM_NO_HOLD_ONLY : ROOM_NO_FACILITATOR;
	case WHO_HOLDS:
		return room_holds(room, by) ? ROOM_OK : ROOM_NO_FACILITATOR;
	case WHO_PRESENTER:
		return check_presenter(room, by);
	case WHO_PRESENTER_OR_CONTROLS:
		if (room_facilitates(room, by)) return ROOM_OK;
		return check_presenter(room, by);
	case WHO_WRITER:
		if (room_floor(room) == FLOOR_WRITE && room_may(room, MAY_ACTION))
			return room->seats[by].is_member ? ROOM_OK : ROOM_NO_NOT_MEMBER;
		return check_presenter(room, by);
	}
	return ROOM_NO_INPUT;
}

/* ---- families ---- */

static enum room_verdict decide_open(const struct room *room, int by, struct room_event *event)
{
	if (!room->self_facilitated && !room->seats[by].is_facilitator) return ROOM_NO_FACILITATOR;
	if (room->self_facilitated && !room->seats[by].is_member) return ROOM_NO_NOT_MEMBER;

	event->a = (int64_t)room->rules_version << 32;
	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_expected) event->a |= (int64_t)seat_bit(i);
	event->b = room->length_min;
	return ROOM_OK;
}

static enum room_verdict decide_next(const struct room *room, struct instant now)
{
	/* A clock that went back would make this last for hours, so that is let through. */
	const int64_t since = instant_since(now, room->next_at);

	if (room->next_at.ms && since >= 0 && since < ROOM_NEXT_GUARD_MS) return ROOM_NO_TOO_SOON;
	return room_next_step(room) < room->step_count ? ROOM_OK : ROOM_NO_LAST_STAGE;
}

static enum room_verdict decide_extend(const struct room *room, struct room_event *event)
{
	if (event->a == 0) event->a = ROOM_EXTEND_MIN;
	if (event->a < 1 || event->a > 30) return ROOM_NO_INPUT;
	const int64_t added = room->steps[room->step].added_ms + MINUTES(event->a);
	return added > MINUTES(ROOM_ADDED_MAX_MIN) ? ROOM_NO_EXTENDED : ROOM_OK;
}

static enum room_verdict decide_course(const struct room *room, int by, struct instant now,
                                       struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_OPEN:
		return decide_open(room, by, event);
	case ROOM_NEXT:
		return decide_next(room, now);
	case ROOM_BACK:
		return plan_before(room) >= 0 ? ROOM_OK : ROOM_NO_FIRST_STAGE;
	case ROOM_PAUSE:
		return room->is_paused ? ROOM_NO_PAUSED : ROOM_OK;
	case ROOM_RESUME:
		return room->is_paused ? ROOM_OK : ROOM_NO_NOT_PAUSED;
	case ROOM_EXTEND:
		return decide_extend(room, event);
	case ROOM_END:
		event->a = room_facilitates(room, by) ? 0 : instant_since(now, room->acted_at);
		return ROOM_OK;
	case ROOM_REOPEN:
		if (!room->started_at.ms) return ROOM_NO_NOT_STARTED;
		if (instant_since(now, room->ended_at) > ROOM_REOPEN_MS) return ROOM_NO_REOPEN_LATE;
		return ROOM_OK;
	default:
		return ROOM_OK;
	}
}

static enum room_verdict decide_hand(const struct room *room, int by, int subject,
                                     struct room_event *event)
{
	if (event->kind == ROOM_HAND_UP) {
		if (by == room_presenter(room)) return ROOM_NO_IS_PRESENTER;
		return room_has_hand(room, by) ? ROOM_NO_HAND_IS_UP : ROOM_OK;
	}
	if (event->kind == ROOM_HAND_DOWN) {
		if (!event->subject) subject = by;
		if (subject != by && !room_facilitates(room, by)) return ROOM_NO_FACILITATOR;
		if (subject < 0 || !room_has_hand(room, subject)) return ROOM_NO_HAND_NOT_UP;
		event->subject = room->seats[subject].person.n;
		return ROOM_OK;
	}
	/* ROOM_INVITE */
	if (subject < 0 || !room->seats[subject].is_here) return ROOM_NO_NOT_HERE;
	return subject == room->talk.speaker ? ROOM_NO_SAME : ROOM_OK;
}

static enum room_verdict decide_done(const struct room *room, int by)
{
	const struct room_talk *talk = &room->talk;
	if (talk->speaker == by || talk->turn == by) return ROOM_OK;
	if (room_facilitates(room, by) && (talk->speaker >= 0 || talk->turn >= 0)) return ROOM_OK;
	return ROOM_NO_NOT_SPEAKING;
}

static enum room_verdict decide_turn(const struct room *room, int by, int subject,
                                     const struct room_event *event)
{
	const struct room_talk *talk = &room->talk;

	if (!room_turns(room)) return ROOM_NO_TURNS;
	if (event->kind == ROOM_PASS) {
		if (!turn_is_for(room, by)) return ROOM_NO_TURNS;
		return talk->had & seat_bit(by) && talk->turn != by ? ROOM_NO_HAD_TURN : ROOM_OK;
	}
	if (event->kind == ROOM_TURN_TO) {
		if (!turn_is_for(room, subject)) return ROOM_NO_NOT_HERE;
		return subject == talk->turn ? ROOM_NO_SAME : ROOM_OK;
	}
	if (event->kind == ROOM_TURN_SKIP)
		return room_turn_following(room) < 0 ? ROOM_NO_TURN_LEFT : ROOM_OK;
	return talk->turn < 0 && room_turn_following(room) < 0 ? ROOM_NO_TURN_LEFT : ROOM_OK;
}

static enum room_verdict decide_floor(const struct room *room, const struct room_event *event)
{
	if (room_stage(room)->floor_then == FLOOR_NONE) return ROOM_NO_SECOND_FLOOR;
	if (event->a != 0 && event->a != 1) return ROOM_NO_INPUT;
	return event->a == room->talk.floor_at ? ROOM_NO_SAME : ROOM_OK;
}

static enum room_verdict decide_talk(const struct room *room, int by, int subject,
                                     struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_HAND_UP:
	case ROOM_HAND_DOWN:
	case ROOM_INVITE:
		return decide_hand(room, by, subject, event);
	case ROOM_DONE:
		return decide_done(room, by);
	case ROOM_FLOOR:
		return decide_floor(room, event);
	default:
		return decide_turn(room, by, subject, event);
	}
}

static enum room_verdict decide_presenter(const struct room *room, int subject)
{
	const int due = plan_round_due(room);

	if (subject < 0 || !room->seats[subject].is_member) return ROOM_NO_NOT_MEMBER;
	if (due < 1 || due > room->order_count + 1) return ROOM_NO_ORDER;
	if (room_presenter_of(room, due) == subject) return ROOM_NO_SAME;
	for (int round = 1; round < due; round++)
		if (room_presenter_of(room, round) == subject) return ROOM_NO_ORDER_PAST;
	return ROOM_OK;
}

/* Those rounds that are over keep their presenters. */
static enum room_verdict decide_whole_order(const struct room *room, const struct room_event *event)
{
	int seats[ROUNDS_MAX];
	const int over = plan_rounds_begun(room) - 1;

	if (!plan_order_fits(room, event->a, event->b)) return ROOM_NO_ORDER;
	if (!room_order_unpack(event->a, (int)event->b, seats)) return ROOM_NO_ORDER;
	for (int i = 0; i < over && i < room->order_count; i++)
		if (i >= (int)event->b || seats[i] != room->order[i]) return ROOM_NO_ORDER_PAST;
	return ROOM_OK;
}

static enum room_verdict decide_option(const struct room *room, const struct room_event *event)
{
	const int due = plan_round_due(room);

	if (event->a != 0 && event->a != 1) return ROOM_NO_INPUT;
	for (int i = 0; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		if (due < 1 || step->round != due) continue;
		if (!step->stage->optional || step->began_at.ms) continue;
		return step->is_left_out == (event->a == 0) ? ROOM_NO_SAME : ROOM_OK;
	}
	return ROOM_NO_OPTION;
}

static enum room_verdict decide_action(const struct room *room, int by,
                                       const struct room_event *event)
{
	if (event->a < 0 || event->a > 2) return ROOM_NO_INPUT;
	if (event->a != 0) return ROOM_OK;
	if (!room_may(room, MAY_ACTION)) return ROOM_NO_STAGE;
	return room->actions_of[by] >= ROOM_ACTIONS_MAX ? ROOM_NO_ACTIONS_ENOUGH : ROOM_OK;
}

static enum room_verdict decide_rules(const struct room *room, int by,
                                      const struct room_event *event)
{
	if (event->kind == ROOM_RULE_SETTLED) {
		if (event->a != room->rules_version + 1) return ROOM_NO_RULES_VERSION;
		if (room->rules_proposed < 1 && room->rules_version < 1) return ROOM_NO_RULES_NONE;
		return ROOM_OK;
	}
	if (room->rules_version < 1) return ROOM_NO_RULES_NONE;
	if (event->a != room->rules_version) return ROOM_NO_RULES_VERSION;
	return room->rules_agreed & seat_bit(by) ? ROOM_NO_AGREED : ROOM_OK;
}

static enum room_verdict decide_show(const struct room *room, const struct room_event *event)
{
	const struct room_talk *talk = &room->talk;

	if (event->kind == ROOM_SHOW && event->a == 1) {
		if (!room->issue.n) return ROOM_NO_SCREEN;
		return talk->screen == SCREEN_ISSUE ? ROOM_NO_SAME : ROOM_OK;
	}
	if (event->kind == ROOM_SHOW) {
		if (event->a != 0 || event->subject <= 0) return ROOM_NO_INPUT;
		return talk->question.n == event->subject ? ROOM_NO_SAME : ROOM_OK;
	}
	if (event->kind == ROOM_SHOW_OFF)
		return talk->screen == SCREEN_RING ? ROOM_NO_SCREEN : ROOM_OK;
	return room->issue.n ? ROOM_OK : ROOM_NO_SCREEN; /* ROOM_ISSUE_OFF */
}

/* 0 or 1, and not what it is already. */
static enum room_verdict decide_switch(int64_t a, bool is)
{
	if (a != 0 && a != 1) return ROOM_NO_INPUT;
	return (a == 1) == is ? ROOM_NO_SAME : ROOM_OK;
}

static enum room_verdict decide_words(const struct room *room, int by, struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_ASK:
	case ROOM_ALOUD:
		if (room_presenter(room) < 0) return ROOM_NO_NO_PRESENTER;
		return by == room_presenter(room) ? ROOM_NO_IS_PRESENTER : ROOM_OK;
	case ROOM_PARK:
	case ROOM_LINE:
		return event->a == 0 || event->a == 1 ? ROOM_OK : ROOM_NO_INPUT;
	case ROOM_ACTION:
		return decide_action(room, by, event);
	case ROOM_RULE_SETTLED:
	case ROOM_RULE_AGREED:
		return decide_rules(room, by, event);
	case ROOM_BID:
		if (event->a < 0 || event->a > 3) return ROOM_NO_INPUT;
		return event->a == room->seats[by].urgency ? ROOM_NO_SAME : ROOM_OK;
	case ROOM_SHOW:
	case ROOM_SHOW_OFF:
	case ROOM_ISSUE_OFF:
		return decide_show(room, event);
	case ROOM_ACTIONS_ON:
		return decide_switch(event->a, room->actions_shown);
	case ROOM_CURTAIN:
		return decide_switch(event->a, room->is_curtained);
	case ROOM_REVEAL:
		return room->lines_revealed ? ROOM_NO_REVEALED : ROOM_OK;
	case ROOM_CARD:
		return event->a >= 0 && event->a <= 99 ? ROOM_OK : ROOM_NO_INPUT;
	default:
		return ROOM_OK;
	}
}

static enum room_verdict decide_gone(const struct room *room, int by, int subject,
                                     struct room_event *event)
{
	const int who = event->by.n == 0 || event->subject ? subject : by;

	if (who < 0) return ROOM_NO_SEAT;
	if (by >= 0 && who != by) return ROOM_NO_INPUT;
	if (!room->seats[who].is_here) return ROOM_NO_NOT_HERE;
	if (event->a < 0 || event->a > HOURS(24)) return ROOM_NO_INPUT;
	event->subject = room->seats[who].person.n;
	return ROOM_OK;
}

static enum room_verdict decide_hold(const struct room *room, int by, int subject,
                                     struct instant now, struct room_event *event)
{
	if (!event->subject || subject == by) {
		if (!room_can_hold(room, by, now)) return ROOM_NO_HOLD_YET;
		event->subject = event->by.n;
		return ROOM_OK;
	}
	/* Handing over, as self-facilitated sets do from round to round. */
	if (room->holder != by) return ROOM_NO_FACILITATOR;
	if (subject < 0 || !room->seats[subject].is_member) return ROOM_NO_NOT_MEMBER;
	return room->seats[subject].is_here ? ROOM_OK : ROOM_NO_NOT_HERE;
}

/* Whoever leads corrects anybody; a member who is not here sends apologies, or takes them back. */
static enum room_verdict decide_attend(const struct room *room, int by, int subject,
                                       const struct room_event *event)
{
	const bool of_oneself = subject == by && room->state != ROOM_ENDED &&
	                        !room->seats[by].came && event->a <= ATTENDANCE_APOLOGIES;

	if (!of_oneself && !room_facilitates(room, by))
		return room_holds(room, by) ? ROOM_NO_HOLD_ONLY : ROOM_NO_FACILITATOR;
	if (subject < 0) return ROOM_NO_SEAT;
	return event->a >= 0 && event->a < ATTENDANCE_COUNT ? ROOM_OK : ROOM_NO_INPUT;
}

static enum room_verdict decide_presence(const struct room *room, int by, int subject,
                                         struct instant now, struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_HERE:
		if (event->a != 0 && event->a != 1) return ROOM_NO_INPUT;
		if (!room->seats[by].is_here) return ROOM_OK;
		return room->seats[by].on_call == (event->a == 1) ? ROOM_NO_HERE : ROOM_OK;
	case ROOM_GONE:
		return decide_gone(room, by, subject, event);
	case ROOM_ATTEND:
		return decide_attend(room, by, subject, event);
	default:
		return decide_hold(room, by, subject, now, event);
	}
}

/* Only the room itself, and only when the clock says so. */
static enum room_verdict decide_advance(const struct room *room, struct instant now,
                                        const struct room_event *event)
{
	const struct room_clock clock = room_clock(room, now);

	if (event->by.n != 0) return ROOM_NO_INPUT;
	if (room_stage(room)->overrun != OVERRUN_ADVANCE || !clock.is_running || clock.left_ms > 0)
		return ROOM_NO_NOT_DUE;
	return room_next_step(room) < room->step_count ? ROOM_OK : ROOM_NO_LAST_STAGE;
}

static enum room_verdict decide_kind(const struct room *room, int by, int subject,
                                     struct instant now, struct room_event *event)
{
	/* clang-format off */
	switch (event->kind) {
	case ROOM_OPEN: case ROOM_START: case ROOM_NEXT: case ROOM_BACK: case ROOM_PAUSE:
	case ROOM_RESUME: case ROOM_EXTEND: case ROOM_END: case ROOM_REOPEN:
		return decide_course(room, by, now, event);
	case ROOM_HAND_UP: case ROOM_HAND_DOWN: case ROOM_INVITE: case ROOM_DONE: case ROOM_PASS:
	case ROOM_TURN_NEXT: case ROOM_TURN_SKIP: case ROOM_TURN_TO: case ROOM_FLOOR:
		return decide_talk(room, by, subject, event);
	case ROOM_ORDER:
		return decide_whole_order(room, event);
	case ROOM_PRESENTER:
		return decide_presenter(room, subject);
	case ROOM_OPTION:
		return decide_option(room, event);
	case ROOM_HERE: case ROOM_GONE: case ROOM_ATTEND: case ROOM_HOLD:
		return decide_presence(room, by, subject, now, event);
	case ROOM_SHOW: case ROOM_SHOW_OFF: case ROOM_ASK: case ROOM_WITHDRAW: case ROOM_PARK:
	case ROOM_ACTION: case ROOM_RULE_PROPOSED: case ROOM_RULE_WORDED: case ROOM_RULE_DROPPED:
	case ROOM_RULE_SETTLED: case ROOM_RULE_AGREED: case ROOM_BID: case ROOM_ISSUE_ON:
	case ROOM_ISSUE_OFF: case ROOM_ACTIONS_ON: case ROOM_LINE: case ROOM_REVEAL:
	case ROOM_CURTAIN: case ROOM_PROGRESS: case ROOM_CARD: case ROOM_ALOUD:
		return decide_words(room, by, event);
	case ROOM_AGREE: case ROOM_SETTLE: case ROOM_MODULE: case ROOM_GROUPS:
		return decide_loop(room, event);
	case ROOM_ROLE: case ROOM_CO_HOLD:
		return decide_role(room, by, subject, event);
	case ROOM_SKIP: case ROOM_REPEAT: case ROOM_LENGTH: case ROOM_INSERT: case ROOM_MOVE:
	case ROOM_SPREAD:
		return decide_bend(room, now, event);
	case ROOM_ADVANCE:
		return decide_advance(room, now, event);
	case ROOM_PAPER:
		return event->by.n ? ROOM_NO_INPUT : ROOM_OK;
	}
	/* clang-format on */
	return ROOM_NO_INPUT;
}

enum room_verdict room_decide(const struct room *room, const struct room_act *act,
                              struct instant now, struct room_event *out)
{
	const int by = room_seat_of(room, act->by);
	const int subject = room_seat_of(room, (person_id){ act->subject });
	struct room_event event = {
		.number = room->event_count + 1,
		.kind = act->kind,
		.by = act->by,
		.subject = act->subject,
		.a = act->a,
		.b = act->b,
		.at = now,
	};

	if ((int)act->kind < ROOM_KIND_FIRST || (int)act->kind >= ROOM_KIND_END)
		return ROOM_NO_INPUT;
	enum room_verdict verdict = check_when(room, act->kind);
	if (!verdict && !may_end_left(room, act->kind, by, now)) verdict = check_who(room, act, by);
	if (!verdict && acts[act->kind].may && !(room_stage(room)->may & acts[act->kind].may))
		verdict = ROOM_NO_STAGE;
	if (!verdict && acts[act->kind].subject && act->subject <= 0) verdict = ROOM_NO_INPUT;
	if (!verdict && by >= 0) verdict = floor_lets(room, by, &event);
	if (!verdict) verdict = decide_kind(room, by, subject, now, &event);
	if (!verdict) *out = event;
	return verdict;
}
