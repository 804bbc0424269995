/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_apply - events into a room.
 *
 * Events were decided once and are not judged again; room_event.c refuses only what would break a
 * room. */
#include "domain/room.h"

#include "domain/attendance.h"
#include "domain/room_parts.h"

/* ---- steps ---- */

/* Nothing runs in a room that nobody started: it may end all the same, as the paper of a meeting. */
static void stop_clock(struct room *room, struct instant at)
{
	if (room->step < 0) return;
	struct room_step *step = &room->steps[room->step];
	const struct instant since = room->is_paused ? room->paused_at : room->entered_at;
	const int64_t ms = instant_since(at, since);

	*(room->is_paused ? &step->paused_ms : &step->used_ms) += ms;
	room->is_paused = false;
}

static void start_clock(struct room *room, struct instant at)
{
	room->entered_at = at;
	room->is_paused = false;
	room->paused_at = (struct instant){ 0 };
}

static void enter(struct room *room, int to, struct instant at)
{
	const int round = room->step < 0 ? 0 : room->steps[room->step].round;
	struct room_step *step = &room->steps[to];

	room->step = to;
	start_clock(room, at);
	if (!step->minutes) step->minutes = room_step_minutes(room, to);
	if (!step->began_at.ms) step->began_at = at;
	if (step->round != round) {
		room->issue = (issue_id){ 0 };
		room->actions_shown = false;
		for (int i = 0; i < ROOM_SEATS_MAX; i++) room->actions_of[i] = 0;
	}
	/* What is written alone belongs to the stage in which it is written. */
	if (step->stage->may & MAY_LINE) {
		room->lines_shared = 0;
		room->lines_revealed = false;
	}
	room->card = 0;
	const enum room_screen screen =
		room->talk.screen != SCREEN_RING && room->issue.n ? SCREEN_ISSUE : SCREEN_RING;
	room->talk = talk_none();
	room->talk.screen = screen;
	turn_begin(room);
	groups_deal(room, 0);
}

void go_next_settled(struct room *room, bool is_agreed, struct instant at)
{
	const int from = room->step;

	stop_clock(room, at);
	room->left = room->talk;
	room->left_issue = room->issue;
	room->left_actions_shown = room->actions_shown;
	loop_settle(room, is_agreed);
	const int to = room_next_step(room);
	/* The last stage of all can be agreed on, and then there is nowhere to go. */
	if (to >= room->step_count) {
		start_clock(room, at);
		return;
	}
	enter(room, to, at);
	room->left_step = from;
	room->next_at = at;
}

static void go_next(struct room *room, struct instant at)
{
	go_next_settled(room, !loop_is_open(room), at);
}

static void hand_down(struct room *room, int seat)
{
	struct room_talk *talk = &room->talk;
	int kept = 0;
	for (int i = 0; i < talk->hand_count; i++)
		if (talk->hands[i] != seat) talk->hands[kept++] = talk->hands[i];
	talk->hand_count = kept;
}

/* Who went while the room was in the next stage waits for no turn; who came belongs to a group. */
static void follow_people(struct room *room)
{
	for (int i = 0; i < room->seat_count; i++) {
		if (room->seats[i].is_here) {
			groups_join(room, i);
			continue;
		}
		hand_down(room, i);
		if (room->talk.speaker == i) room->talk.speaker = -1;
		if (room->talk.turn == i) turn_leave(room);
	}
}

static void go_back(struct room *room, struct instant at)
{
	const int from = room->step, to = plan_before(room);
	struct room_step *left = &room->steps[from];

	stop_clock(room, at);
	const bool is_slip =
		room->left_step == to && instant_since(at, room->next_at) < ROOM_BACK_MS;
	enter(room, to, at);
	loop_unsettle(room);
	room->left_step = -1;
	room->next_at = (struct instant){ 0 };
	if (!is_slip) return;

	/* As if we had never left: the minutes belong to the stage we come back to. */
	room->steps[to].used_ms += left->used_ms;
	room->steps[to].paused_ms += left->paused_ms;
	left->used_ms = left->paused_ms = left->added_ms = 0;
	left->minutes = 0;
	left->began_at = (struct instant){ 0 };
	room->talk = room->left;
	room->issue = room->left_issue;
	room->actions_shown = room->left_actions_shown;
	follow_people(room);
	plan_mark(room);
}

/* A clock that was set back takes nobody's minutes: what runs is moved along with it. */
static void follow_clock(struct room *room, struct instant at)
{
	const int64_t back = instant_since(at, room->last_at);
	struct instant *const running[] = { &room->started_at, &room->opened_at, &room->entered_at,
		                            &room->next_at,    &room->paused_at, &room->ended_at,
		                            &room->acted_at };

	if (room->last_at.ms && back < 0) {
		for (size_t i = 0; i < LEN(running); i++)
			if (running[i]->ms) *running[i] = instant_add(*running[i], back);
		for (int i = 0; i < room->seat_count; i++)
			if (room->seats[i].gone_at.ms)
				room->seats[i].gone_at = instant_add(room->seats[i].gone_at, back);
	}
	room->last_at = at;
}

/* ---- hands and turns ---- */

static void pass(struct room *room, int seat)
{
	room->talk.passed |= seat_bit(seat);
	room->talk.had |= seat_bit(seat);
	if (room->talk.turn == seat) turn_take(room);
}

static void turn_to(struct room *room, int seat)
{
	if (room->talk.turn >= 0 && room->talk.turn != seat)
		room->talk.skipped |= seat_bit(room->talk.turn);
	room->talk.had &= ~seat_bit(seat);
	room->talk.passed &= ~seat_bit(seat);
	room->talk.skipped &= ~seat_bit(seat);
	room->talk.asked[seat] = 0;
	room->talk.turn = seat;
}

static void finish_speaking(struct room *room, int seat)
{
	const bool all = seat < 0 || room_facilitates(room, seat);
	if (room->talk.speaker >= 0 && (all || room->talk.speaker == seat))
		room->talk.speaker = -1;
	else
		turn_take(room);
}

static void apply_talk(struct room *room, const struct room_event *event, int by, int subject)
{
	if (event->kind == ROOM_HAND_UP && !room_has_hand(room, by)) {
		ASSERT(room->talk.hand_count < ROOM_SEATS_MAX);
		room->talk.hands[room->talk.hand_count++] = by;
	}
	if (event->kind == ROOM_HAND_DOWN) hand_down(room, subject);
	if (event->kind == ROOM_INVITE) {
		hand_down(room, subject);
		room->talk.speaker = subject;
	}
	if (event->kind == ROOM_DONE) finish_speaking(room, by);
	if (event->kind == ROOM_PASS) pass(room, by);
	if (event->kind == ROOM_TURN_NEXT) turn_take(room);
	if (event->kind == ROOM_TURN_SKIP) turn_leave(room);
	if (event->kind == ROOM_TURN_TO) turn_to(room, subject);
	if (event->kind == ROOM_FLOOR) {
		room->talk.floor_at = (int)event->a;
		room->talk.speaker = -1;
		turn_begin(room);
	}
}

/* ---- presence ---- */

static void arrive(struct room *room, const struct room_event *event, int by)
{
	struct room_seat *seat = &room->seats[by];

	seat->is_here = seat->came = true;
	seat->on_call = event->a == 1;
	seat->gone_at = (struct instant){ 0 };
	if (!seat->came_at.ms) seat->came_at = event->at;
	/* Whoever stood in for the facilitator is thanked, and the controls go back. */
	if (seat->is_facilitator) room->holder = -1;
	groups_join(room, by);
}

static void leave(struct room *room, const struct room_event *event, int who)
{
	room->seats[who].is_here = false;
	room->seats[who].gone_at = instant_add(event->at, -event->a);
	hand_down(room, who);
	if (room->talk.speaker == who) room->talk.speaker = -1;
	if (room->talk.turn == who) turn_leave(room);
}

static void correct(struct room *room, const struct room_event *event, int who)
{
	struct room_seat *seat = &room->seats[who];
	const bool came = event->a == ATTENDANCE_CAME;

	seat->is_expected = came || event->a == ATTENDANCE_EXPECTED;
	seat->came = came;
	if (came && !seat->came_at.ms) seat->came_at = event->at;
}

static void open_room(struct room *room, const struct room_event *event, int by)
{
	room->state = ROOM_WAITING;
	room->opened_at = event->at;
	room->length_min = (int)event->b;
	room->rules_version = (int)(event->a >> 32);
	for (int i = 0; i < room->seat_count; i++)
		room->seats[i].is_expected = (event->a >> i & 1) != 0;
	if (room->self_facilitated) room->holder = by;
}

/* Nobody presented while the room stood forgotten. */
static void end_room(struct room *room, struct instant at, int64_t left_ms)
{
	stop_clock(room, instant_add(at, -left_ms));
	room->state = ROOM_ENDED;
	room->ended_at = at;
	room->talk = talk_none();
	room->left_step = -1;
}

static void reopen_room(struct room *room, struct instant at)
{
	room->state = ROOM_RUNNING;
	room->ended_at = (struct instant){ 0 };
	start_clock(room, at);
	turn_begin(room);
	groups_deal(room, 0);
}

/* ---- order, screen, words ---- */

static void set_presenter(struct room *room, int seat)
{
	const int at = plan_round_due(room) - 1;
	int was = -1;

	for (int i = 0; i < room->order_count; i++)
		if (room->order[i] == seat) was = i;
	if (was < 0 && at == room->order_count)
		room->order_count++;
	else if (was >= 0 && at < room->order_count)
		room->order[was] = room->order[at];
	else if (was >= 0)
		return; /* chosen for a round before: their place stays */
	room->order[at] = seat;
}

static void apply_order(struct room *room, const struct room_event *event, int subject)
{
	const int presenter = room_presenter(room);
	const int left_round = room->left_step < 0 ? 0 : room->steps[room->left_step].round;
	const int left_presenter = room_presenter_of(room, left_round);

	if (event->kind == ROOM_PRESENTER) {
		set_presenter(room, subject);
	} else if (event->kind == ROOM_OPTION) {
		const unsigned round = seat_bit(plan_round_due(room));
		if (event->a)
			room->rounds_without &= ~round;
		else
			room->rounds_without |= round;
	} else {
		room->order_count = (int)event->b;
		room->order_is_set = event->b > 0;
		if (!room_order_unpack(event->a, room->order_count, room->order))
			BUG("an order was not checked");
	}
	plan_build(room);
	if (room_presenter_of(room, left_round) != left_presenter) room->left_step = -1;
	if (room_presenter(room) == presenter) return;
	/* What one presenter let be seen does not pass to another. */
	room->issue = (issue_id){ 0 };
	room->actions_shown = false;
	if (room->talk.screen == SCREEN_ISSUE) room->talk.screen = SCREEN_RING;
	if (room_turns(room) && room->talk.turn >= 0 && !turn_is_for(room, room->talk.turn))
		room->talk.turn = room_turn_following(room);
}

static void apply_screen(struct room *room, const struct room_event *event)
{
	struct room_talk *talk = &room->talk;
	const bool shows_question = talk->screen == SCREEN_QUESTION;

	if (event->kind == ROOM_SHOW) {
		talk->screen = event->a ? SCREEN_ISSUE : SCREEN_QUESTION;
		talk->question = (question_id){ event->a ? 0 : event->subject };
	}
	if (event->kind == ROOM_ISSUE_ON) {
		room->issue = (issue_id){ event->subject };
		talk->screen = SCREEN_ISSUE;
		talk->question = (question_id){ 0 };
	}
	if (event->kind == ROOM_ISSUE_OFF) room->issue = (issue_id){ 0 };
	if (event->kind == ROOM_SHOW_OFF || (event->kind == ROOM_ISSUE_OFF && !shows_question) ||
	    (event->kind == ROOM_WITHDRAW && talk->question.n == event->subject)) {
		talk->screen = SCREEN_RING;
		talk->question = (question_id){ 0 };
	}
	if (event->kind == ROOM_ACTIONS_ON) room->actions_shown = event->a == 1;
	if (event->kind == ROOM_CURTAIN) room->is_curtained = event->a == 1;
	if (event->kind == ROOM_REVEAL) room->lines_revealed = true;
	if (event->kind == ROOM_CARD) room->card = (int)event->a;
}

static void count_down(int *count)
{
	if (*count > 0) (*count)--;
}

static void apply_words(struct room *room, const struct room_event *event, int by)
{
	const struct room_step *step = room_step(room);
	const int round = step ? step->round : 0;

	if (event->kind == ROOM_ASK || event->kind == ROOM_ALOUD) {
		room->questions_asked[round]++;
		room->talk.asked[by]++;
	}
	if (event->kind == ROOM_ALOUD) room->talk.aloud |= seat_bit(by);
	if (event->kind == ROOM_WITHDRAW) {
		count_down(&room->questions_asked[round]);
		apply_screen(room, event);
	}
	if (event->kind == ROOM_ACTION && event->a == 0) {
		room->actions_written[round]++;
		room->actions_of[by]++;
	}
	if (event->kind == ROOM_ACTION && event->a == 2) {
		count_down(&room->actions_written[round]);
		count_down(&room->actions_of[by]);
	}
	if (event->kind == ROOM_RULE_PROPOSED) room->rules_proposed++;
	if (event->kind == ROOM_RULE_DROPPED) count_down(&room->rules_proposed);
	if (event->kind == ROOM_RULE_SETTLED) {
		room->rules_version = (int)event->a;
		room->rules_agreed = 0;
		room->rules_proposed = 0;
	}
	if (event->kind == ROOM_RULE_AGREED) room->rules_agreed |= seat_bit(by);
	if (event->kind == ROOM_LINE && event->a == 1) room->lines_shared++;
	if (event->kind == ROOM_LINE && event->a == 0) count_down(&room->lines_shared);
	if (event->kind == ROOM_BID) {
		room->seats[by].urgency = (int)event->a;
		room->seats[by].bid_at = event->at;
	}
}

/* ---- by kind ---- */

static void apply_course(struct room *room, const struct room_event *event, int by)
{
	if (event->kind == ROOM_OPEN) {
		open_room(room, event, by);
		plan_build(room);
	}
	if (event->kind == ROOM_START) {
		room->state = ROOM_RUNNING;
		room->started_at = event->at;
		plan_build(room);
		enter(room, room_next_step(room), event->at);
	}
	if (event->kind == ROOM_NEXT || event->kind == ROOM_ADVANCE) go_next(room, event->at);
	if (event->kind == ROOM_BACK) go_back(room, event->at);
	if (event->kind == ROOM_PAUSE) {
		stop_clock(room, event->at);
		room->is_paused = true;
		room->paused_at = event->at;
	}
	if (event->kind == ROOM_RESUME) {
		stop_clock(room, event->at);
		start_clock(room, event->at);
	}
	if (event->kind == ROOM_EXTEND) room->steps[room->step].added_ms += MINUTES(event->a);
	if (event->kind == ROOM_END || event->kind == ROOM_PAPER)
		end_room(room, event->at, event->kind == ROOM_END ? event->a : 0);
	if (event->kind == ROOM_REOPEN) reopen_room(room, event->at);
}

static void apply_kind(struct room *room, const struct room_event *event, int by, int subject)
{
	/* clang-format off */
	switch (event->kind) {
	case ROOM_OPEN: case ROOM_START: case ROOM_NEXT: case ROOM_BACK: case ROOM_PAUSE:
	case ROOM_RESUME: case ROOM_EXTEND: case ROOM_END: case ROOM_REOPEN: case ROOM_ADVANCE:
	case ROOM_PAPER:
		apply_course(room, event, by);
		break;
	case ROOM_HAND_UP: case ROOM_HAND_DOWN: case ROOM_INVITE: case ROOM_DONE: case ROOM_PASS:
	case ROOM_TURN_NEXT: case ROOM_TURN_SKIP: case ROOM_TURN_TO: case ROOM_FLOOR:
		apply_talk(room, event, by, subject);
		break;
	case ROOM_ORDER: case ROOM_PRESENTER: case ROOM_OPTION:
		apply_order(room, event, subject);
		break;
	case ROOM_SHOW: case ROOM_SHOW_OFF: case ROOM_ISSUE_ON: case ROOM_ISSUE_OFF:
	case ROOM_ACTIONS_ON: case ROOM_REVEAL: case ROOM_CURTAIN: case ROOM_CARD:
		apply_screen(room, event);
		break;
	case ROOM_ASK: case ROOM_WITHDRAW: case ROOM_PARK: case ROOM_ACTION:
	case ROOM_RULE_PROPOSED: case ROOM_RULE_WORDED: case ROOM_RULE_DROPPED:
	case ROOM_RULE_SETTLED: case ROOM_RULE_AGREED: case ROOM_BID: case ROOM_LINE:
	case ROOM_PROGRESS: case ROOM_ALOUD:
		apply_words(room, event, by);
		break;
	case ROOM_ATTEND:
		correct(room, event, subject);
		break;
	case ROOM_HERE:
		arrive(room, event, by);
		break;
	case ROOM_GONE:
		leave(room, event, subject);
		break;
	case ROOM_HOLD:
		room->holder = subject;
		break;
	case ROOM_AGREE: case ROOM_SETTLE: case ROOM_MODULE: case ROOM_GROUPS:
		apply_loop(room, event, by);
		break;
	case ROOM_ROLE: case ROOM_CO_HOLD:
		apply_role(room, event, subject);
		break;
	case ROOM_SKIP: case ROOM_REPEAT: case ROOM_LENGTH: case ROOM_INSERT: case ROOM_MOVE:
	case ROOM_SPREAD:
		apply_bend(room, event);
		break;
	}
	/* clang-format on */
}

enum err room_apply(struct room *room, const struct room_event *event)
{
	const int by = room_seat_of(room, event->by);
	const int subject = room_seat_of(room, (person_id){ event->subject });

	if (!event_fits(room, event, by, subject)) return ERR_CORRUPT;
	follow_clock(room, event->at);
	if (event->kind != ROOM_HERE && event->kind != ROOM_GONE && event->kind != ROOM_ATTEND)
		room->acted_at = event->at;
	apply_kind(room, event, by, subject);
	room->event_count++;
	return OK;
}
