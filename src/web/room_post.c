/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_post - every press of a button in a room, by its verb.
 *
 * Who may do what when is the room's own rule (domain/room_decide.c): the gate has let in only those
 * who sit here.  A press that changes what others see is heard by the stream; one that changes only
 * private words is answered with the parts that show them. */
#include "base/id.h"
#include "html/room.h"
#include "web/cast.h"
#include "web/noticed.h"
#include "web/path.h"
#include "web/room_bend.h"
#include "web/room_make.h"
#include "web/room_manage.h"
#include "web/room_post.h"
#include "web/site.h"

/* clang-format off */
static const struct choice attendances[] = {
	{ "expected",  ATTENDANCE_EXPECTED,  "" }, { "apologies", ATTENDANCE_APOLOGIES, "" },
	{ "came",      ATTENDANCE_CAME,      "" }, { "missed",    ATTENDANCE_MISSED,    "" },
};
static const struct field person_fields[] = { FIELD_ID(struct room_form, person, "a person") };
static const struct field ask_fields[] = {
	FIELD_LONG(struct room_form, text, "your question", 0, ROOM_QUESTION_MAX),
	FIELD_ID_OR_NONE(struct room_form, presenter, "whom you ask"),
};
static const struct field bid_fields[] = { FIELD_INT(struct room_form, urgency, "how pressing it is", 0, 3) };
static const struct field card_fields[] = { FIELD_INT(struct room_form, card, "a page", 0, 99) };
static const struct field at_fields[] = { FIELD_INT(struct room_form, at, "the stage you are in", 0, ROOM_STEPS_MAX) };
static const struct field reason_fields[] = { FIELD_LONG(struct room_form, reason, "the reason", 0, 600) };
static const struct field attend_fields[] = {
	FIELD_ID(struct room_form, person, "a person"),
	FIELD_CHOICE(struct room_form, state, "whether they came", attendances),
};
static const struct field order_fields[] = { FIELD_TEXT(struct room_form, seats, "the order", 0, 40) };
/* clang-format on */

enum err room_post_act(const struct doing *doing, enum room_kind kind, int64_t subject, int64_t a)
{
	return app_room_act(&doing->rq->work, doing->rq->path.meeting, kind, subject, a, 0);
}

bool room_post_does(const struct doing *doing, const char *word)
{
	return form_does(doing->rq, word);
}

/* ---- the course of the meeting ---- */

static enum err do_open(struct doing *doing)
{
	const enum err err = READ(doing, reason_fields);
	return err ? err
	           : app_room_open(&doing->rq->work, doing->rq->path.meeting, doing->form.reason);
}

static enum err do_start(struct doing *doing)
{
	return room_post_act(doing, ROOM_START, 0, 0);
}

static enum err do_next(struct doing *doing)
{
	doing->form.at = -1;
	const bool knows = request_field(doing->rq, "at").n != 0;
	const enum err err = knows ? READ(doing, at_fields) : OK;
	return err ? err : app_room_next(&doing->rq->work, doing->rq->path.meeting, doing->form.at);
}

static enum err do_back(struct doing *doing)
{
	return room_post_act(doing, ROOM_BACK, 0, 0);
}

static enum err do_pause(struct doing *doing)
{
	return room_post_act(doing, ROOM_PAUSE, 0, 0);
}

static enum err do_resume(struct doing *doing)
{
	return room_post_act(doing, ROOM_RESUME, 0, 0);
}

static enum err do_time(struct doing *doing)
{
	return room_post_act(doing, ROOM_EXTEND, 0, ROOM_EXTEND_MIN);
}

static enum err do_end(struct doing *doing)
{
	return app_room_end(&doing->rq->work, doing->rq->path.meeting);
}

static enum err do_reopen(struct doing *doing)
{
	return app_room_reopen(&doing->rq->work, doing->rq->path.meeting);
}

static enum err do_hold(struct doing *doing)
{
	const struct str to = request_field(doing->rq, "person");
	const enum err err = to.n ? READ(doing, person_fields) : OK;
	return err ? err : room_post_act(doing, ROOM_HOLD, doing->form.person.n, 0);
}

static enum err do_floor(struct doing *doing)
{
	return room_post_act(doing, ROOM_FLOOR, 0, room_post_does(doing, "second"));
}

static enum err do_option(struct doing *doing)
{
	return room_post_act(doing, ROOM_OPTION, 0, room_post_does(doing, "with"));
}

static enum err do_card(struct doing *doing)
{
	const enum err err = READ(doing, card_fields);
	return err ? err : room_post_act(doing, ROOM_CARD, 0, doing->form.card);
}

static enum err do_curtain(struct doing *doing)
{
	return room_post_act(doing, ROOM_CURTAIN, 0, room_post_does(doing, "draw"));
}

/* The demo's facilitator asks simulated members to join, or lets them go. */
static enum err do_simulate(struct doing *doing)
{
	struct cast *cast = doing->rq->site->cast;

	if (!cast || !request_may(doing->rq, SET_ATTENDANCE)) return ERR_ABSENT;
	cast_call(cast, doing->rq->path.meeting, room_post_does(doing, "call"));
	return OK;
}

/* ---- who is here, who speaks ---- */

static enum err do_come(struct doing *doing)
{
	const bool on_call = str_eq(request_field(doing->rq, "call"), STR("yes"));
	return app_room_come(&doing->rq->work, doing->rq->path.meeting, on_call);
}

static enum err do_leave(struct doing *doing)
{
	return app_room_leave(&doing->rq->work, doing->rq->path.meeting);
}

static enum err do_attend(struct doing *doing)
{
	const enum err err = READ(doing, attend_fields);
	return err ? err
	           : app_room_attend(&doing->rq->work, doing->rq->path.meeting, doing->form.person,
	                             (enum attendance)doing->form.state);
}

static enum err do_hand(struct doing *doing)
{
	struct room_ask ask = { .hand = true };
	enum err err = OK;

	if (room_post_does(doing, "down")) {
		if (request_field(doing->rq, "person").n) err = READ(doing, person_fields);
		return err ? err : room_post_act(doing, ROOM_HAND_DOWN, doing->form.person.n, 0);
	}
	err = READ(doing, ask_fields);
	ask.presenter = doing->form.presenter;
	return err ? err
	           : app_room_ask(&doing->rq->work, doing->rq->path.meeting, &ask, &doing->kept);
}

static enum err do_invite(struct doing *doing)
{
	const enum err err = READ(doing, person_fields);
	return err ? err : room_post_act(doing, ROOM_INVITE, doing->form.person.n, 0);
}

static enum err do_done(struct doing *doing)
{
	return room_post_act(doing, ROOM_DONE, 0, 0);
}

static enum err do_pass(struct doing *doing)
{
	return room_post_act(doing, ROOM_PASS, 0, 0);
}

static enum err do_turn(struct doing *doing)
{
	enum err err = OK;

	if (room_post_does(doing, "skip")) return room_post_act(doing, ROOM_TURN_SKIP, 0, 0);
	if (!room_post_does(doing, "to")) return room_post_act(doing, ROOM_TURN_NEXT, 0, 0);
	err = READ(doing, person_fields);
	return err ? err : room_post_act(doing, ROOM_TURN_TO, doing->form.person.n, 0);
}

/* ---- airtime ---- */

static enum err do_bid(struct doing *doing)
{
	const enum err err = READ(doing, bid_fields);
	return err ? err
	           : app_room_bid(&doing->rq->work, doing->rq->path.meeting, doing->form.urgency);
}

static enum err do_presenter(struct doing *doing)
{
	const enum err err = READ(doing, person_fields);
	return err ? err : room_post_act(doing, ROOM_PRESENTER, doing->form.person.n, 0);
}

/* The selects of the order page, "round-1" and so on, as "3-0-5"; a gap closes up. */
static struct str rounds_chosen(const struct request *rq)
{
	struct str all = STR("");

	for (int round = 1; round <= ROUNDS_MAX; round++) {
		char name[24];
		(void)snprintf(name, sizeof name, "round-%d", round);
		const struct str seat = str_trim(request_field(rq, name));
		if (!seat.n) continue;
		all = str_printf(rq->work.arena, "%.*s%s%.*s", STR_ARG(all), all.n ? "-" : "",
		                 STR_ARG(str_first(seat, 4)));
	}
	return all;
}

/* "3-0-5": seats, the first presents first; empty: as many rounds as fit, nobody chosen. */
static enum err do_order(struct doing *doing)
{
	int seats[ROUNDS_MAX];
	struct str left, piece;
	int64_t seat;
	int n = 0;

	const enum err err = READ(doing, order_fields);
	if (err) return err;
	left = doing->form.seats.n ? doing->form.seats : rounds_chosen(doing->rq);
	while (left.n && str_cut(&left, '-', &piece)) {
		if (n == ROUNDS_MAX || !str_i64(piece, 0, ROOM_SEATS_MAX - 1, &seat))
			return work_refuse(&doing->rq->work, room_verdict_text(ROOM_NO_ORDER));
		seats[n++] = (int)seat;
	}
	return app_room_act(&doing->rq->work, doing->rq->path.meeting, ROOM_ORDER, 0,
	                    room_order_pack(seats, n), n);
}

/* ---- all of them ---- */

enum after { ROOM_AGAIN, HOME, PRIVATE };

/* clang-format off */
static const struct verb {
	const char *word;
	enum err (*act)(struct doing *doing);
	enum after after; /* PRIVATE: answered with the parts that only they see */
} verbs[] = {
	{ "aloud",        do_aloud,        ROOM_AGAIN }, { "heat",      do_heat,      PRIVATE },
	{ "action",       do_action,       ROOM_AGAIN }, { "agree",     do_agree,     ROOM_AGAIN },
	{ "attend",       do_attend,       ROOM_AGAIN }, { "back",      do_back,      ROOM_AGAIN },
	{ "bid",          do_bid,          ROOM_AGAIN }, { "card",      do_card,      ROOM_AGAIN },
	{ "come",         do_come,         ROOM_AGAIN }, { "curtain",   do_curtain,   ROOM_AGAIN },
	{ "done",         do_done,         ROOM_AGAIN }, { "end",       do_end,       ROOM_AGAIN },
	{ "floor",        do_floor,        ROOM_AGAIN }, { "hand",      do_hand,      ROOM_AGAIN },
	{ "hold",         do_hold,         ROOM_AGAIN }, { "invite",    do_invite,    ROOM_AGAIN },
	{ "issue",        do_issue,        ROOM_AGAIN }, { "keep",      do_keep,      PRIVATE },
	{ "leave",        do_leave,        HOME },       { "line",      do_line,      PRIVATE },
	{ "next",         do_next,         ROOM_AGAIN }, { "note",      do_note,      PRIVATE },
	{ "open",         do_open,         ROOM_AGAIN }, { "option",    do_option,    ROOM_AGAIN },
	{ "order",        do_order,        ROOM_AGAIN }, { "park",      do_park,      ROOM_AGAIN },
	{ "pass",         do_pass,         ROOM_AGAIN }, { "pause",     do_pause,     ROOM_AGAIN },
	{ "presenter",    do_presenter,    ROOM_AGAIN }, { "progress",  do_progress,  ROOM_AGAIN },
	{ "pulse",        do_pulse,        PRIVATE },    { "question",  do_question,  PRIVATE },
	{ "reopen",       do_reopen,       ROOM_AGAIN }, { "resume",    do_resume,    ROOM_AGAIN },
	{ "reveal",       do_reveal,       ROOM_AGAIN }, { "rule",      do_rule,      ROOM_AGAIN },
	{ "screen",       do_screen,       ROOM_AGAIN }, { "show-actions", do_show_actions, ROOM_AGAIN },
	{ "simulate",     do_simulate,     ROOM_AGAIN },
	{ "start",        do_start,        ROOM_AGAIN }, { "time",      do_time,      ROOM_AGAIN },
	{ "turn",         do_turn,         ROOM_AGAIN }, { "withdraw",  do_withdraw,  ROOM_AGAIN },
};
/* clang-format on */

enum err room_private_parts(struct request *rq, struct reply *reply)
{
	struct room_view *view = NEW(rq->work.arena, struct room_view, 1);
	struct room_data data;

	enum err err = room_data_load(&rq->work, rq->path.meeting, &data);
	if (!err)
		err = room_make_page(rq, &data, room_seat_of(&data.now->room, rq->work.viewer),
		                     view);
	room_data_free(&data);
	if (err) return err;
	reply_number(rq, reply, view->number);
	room_write_private(&reply->body, view);
	return OK;
}

static enum err answer(struct doing *doing, const struct verb *verb)
{
	struct request *rq = doing->rq;
	struct reply *reply = doing->reply;

	if (doing->kept.n && rq->is_live) {
		/* Not as asked, so that the page says so; kept all the same. */
		reply->status = 409;
		reply->keep = true;
		reply->type = STR("text/plain; charset=utf-8");
		reply_field(rq, reply, STR("X-Kept"), STR("1"));
		buf_str(&reply->body, doing->kept);
		return OK;
	}
	if (doing->kept.n) reply_say(rq, reply, doing->kept);
	/* Their other devices look again; nobody else learns that anything was written. */
	if (verb->after == PRIVATE)
		work_tell(&rq->work, topic_look(rq->path.meeting, rq->work.viewer));
	if (verb->after == PRIVATE && rq->is_live) return room_private_parts(rq, reply);
	if (verb->after == HOME) return reply_see_other(reply, path_home());
	if (str_eq(request_field(rq, "back"), STR("people")))
		return reply_see_other(reply, path_room_people(rq->work.arena, rq->path.meeting));
	return reply_see_other(reply, path_room(rq->work.arena, rq->path.meeting));
}

static enum err page_rule_again(struct request *rq, struct reply *reply)
{
	int64_t rule;

	if (!id_parse(request_field(rq, "rule"), &rule)) return page_room(rq, reply);
	rq->path.rule = (rule_id){ rule };
	return page_room_rule(rq, reply);
}

/* The page that the form stands on. */
static page_fn *page_of(const struct request *rq)
{
	if (str_eq(request_field(rq, "back"), STR("people"))) return page_room_people;
	if (request_field(rq, "round-1").at) return page_room_order;
	if (str_eq(rq->path.word, STR("rule")) && request_field(rq, "rule").n &&
	    !form_does(rq, "drop"))
		return page_rule_again;
	return page_room;
}

/* POST /meetings/:meeting/room/:word */
enum err post_room(struct request *rq, struct reply *reply)
{
	struct doing doing = { .rq = rq, .reply = reply };

	if (str_eq(rq->path.word, STR("hint"))) return post_room_hint(rq, reply);
	if (str_eq(rq->path.word, STR("scribe"))) return post_room_scribe(rq, reply);
	if (str_eq(rq->path.word, STR("noticed"))) return post_room_noticed(rq, reply);
	if (room_is_bend(rq->path.word)) return room_bend_press(rq, reply);
	for (size_t i = 0; i < LEN(verbs); i++) {
		if (!str_eq(rq->path.word, str_of(verbs[i].word))) continue;
		const enum err err = verbs[i].act(&doing);
		if (err == ERR_INPUT || err == ERR_REFUSED)
			return form_again(rq, reply, page_of(rq));
		return err ? err : answer(&doing, &verbs[i]);
	}
	return room_loop_press(rq, reply);
}
