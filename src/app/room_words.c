/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_words - what people write in a room.  Words go into tables of their own, sealed; the event that
 * goes with them carries an id, in the same unit.  A room_decide() that says no undoes both. */
#include "app/room.h"
#include "domain/action.h"
#include "store/action.h"
#include "store/bid.h"
#include "store/issue.h"
#include "store/note.h"
#include "store/pulse.h"
#include "store/question.h"
#include "store/review.h"

static enum err load(struct work *work, meeting_id meeting, struct room_now **out)
{
	*out = NEW(work->arena, struct room_now, 1);
	return app_room_load(work, meeting, *out);
}

/* ---- questions ---- */

static person_id presenter_of(const struct room_now *now)
{
	const int seat = room_presenter(&now->room);
	return seat < 0 ? (person_id){ 0 } : now->room.seats[seat].person;
}

/* The issue that somebody is working on, if the set can read it. */
static enum err shared_issue(struct work *work, const struct room_now *now, person_id person,
                             issue_id *out)
{
	struct issue_mine_row issue;

	*out = (issue_id){ 0 };
	const enum err err = store_issue_current(work->tx, now->meeting.set, person, &issue);
	if (!err && issue.is_shared) *out = issue.id;
	return err == ERR_ABSENT ? OK : err;
}

static enum err add_question(struct work *work, struct room_now *now, struct str text)
{
	struct question_new question = {
		.set = now->meeting.set,
		.meeting = now->meeting.id,
		.presenter = presenter_of(now),
		.asker = work->viewer,
		.text = text,
		.is_held = room_writing(&now->room).is_written,
	};
	question_id id;

	enum err err = shared_issue(work, now, question.presenter, &question.issue);
	if (!err) err = store_question_add(work->tx, &question, work->now, &id);
	return err ? err : app_room_do(work, now, ROOM_ASK, id.n, 0, 0);
}

/* Written for a stage, or for somebody, that has passed. */
static bool is_late(const struct room_now *now, const struct room_ask *ask,
                    enum room_verdict verdict)
{
	const person_id presenter = presenter_of(now);

	if (ask->presenter.n && ask->presenter.n != presenter.n) return true;
	return verdict == ROOM_NO_STAGE || verdict == ROOM_NO_NO_PRESENTER ||
	       verdict == ROOM_NO_IS_PRESENTER || verdict == ROOM_NO_ENDED;
}

enum err app_room_ask(struct work *work, meeting_id meeting, const struct room_ask *ask,
                      struct str *kept)
{
	struct room_now *now;
	note_id note;

	*kept = STR("");
	enum err err = load(work, meeting, &now);
	if (err) return err;
	/* An id that no question has: only whether it may be asked is wanted. */
	const enum room_verdict verdict =
		ask->text.n ? app_room_may(work, now, ROOM_ASK, 1, 0, 0) : ROOM_OK;
	if (ask->text.n && is_late(now, ask, verdict)) {
		*kept = STR("That stage is over, so your question is kept in your notes.");
		return store_note_add(work->tx, work->viewer, meeting, ask->text, work->now, &note);
	}
	if (!ask->text.n && ask->presenter.n && ask->presenter.n != presenter_of(now).n)
		return work_refuse(work, "That stage is over, so your hand was not put up.");
	if (ask->text.n) err = add_question(work, now, ask->text);
	if (err || !ask->hand) return err;
	/* With a question, a hand that is up already is up. */
	if (ask->text.n && app_room_may(work, now, ROOM_HAND_UP, 0, 0, 0)) return OK;
	return app_room_do(work, now, ROOM_HAND_UP, 0, 0, 0);
}

static enum err question_here(struct work *work, meeting_id meeting, question_id id)
{
	struct question_row question;

	const enum err err = store_question_load(work->tx, id, &question);
	if (err) return err;
	return question.meeting.n == meeting.n ? OK : ERR_ABSENT;
}

static enum err question_is_open(struct work *work, question_id id)
{
	struct question_row question;

	const enum err err = store_question_load(work->tx, id, &question);
	if (err) return err;
	if (question.is_held) return work_refuse(work, room_verdict_text(ROOM_NO_FLOOR_WRITE));
	return OK;
}

enum err app_room_withdraw(struct work *work, meeting_id meeting, question_id question)
{
	enum err err = question_here(work, meeting, question);
	if (!err) err = store_question_withdraw(work->tx, question, work->viewer);
	if (err == ERR_STALE) return work_refuse(work, "Only whoever asked takes it back.");
	return err ? err : app_room_act(work, meeting, ROOM_WITHDRAW, question.n, 0, 0);
}

enum err app_room_show(struct work *work, meeting_id meeting, question_id question)
{
	enum err err = question_here(work, meeting, question);
	/* Not even its writer's own, before the writing is over. */
	if (!err) err = question_is_open(work, question);
	return err ? err : app_room_act(work, meeting, ROOM_SHOW, question.n, 0, 0);
}

enum err app_room_park(struct work *work, meeting_id meeting, question_id question, bool park)
{
	enum err err = question_here(work, meeting, question);
	if (!err) err = question_is_open(work, question);
	if (!err) err = store_question_park(work->tx, question, work->viewer, park);
	if (err == ERR_STALE) return work_refuse(work, room_verdict_text(ROOM_NO_NOT_PRESENTER));
	return err ? err : app_room_act(work, meeting, ROOM_PARK, question.n, park, 0);
}

enum err app_room_keep(struct work *work, meeting_id meeting, question_id question, bool keep)
{
	enum err err = question_here(work, meeting, question);
	if (!err) err = store_question_keep(work->tx, question, work->viewer, keep, work->now);
	return err;
}

enum err app_room_warm(struct work *work, meeting_id meeting, question_id question,
                       enum question_heat heat)
{
	const enum err err = question_here(work, meeting, question);
	return err ? err : store_question_warm(work->tx, question, work->viewer, heat);
}

bool app_room_is_scribe(const struct room *room, int seat)
{
	return room_facilitates(room, seat) || room_has_role(room, seat, SAY_SECRETARY);
}

/* Written by somebody who listens, in the name of who asked: their rights, their turn, their question. */
enum err app_room_scribe(struct work *work, meeting_id meeting, person_id asker, struct str text)
{
	struct room_now *now;
	struct work theirs = *work;

	enum err err = load(work, meeting, &now);
	if (err) return err;
	if (!app_room_is_scribe(&now->room, room_seat_of(&now->room, work->viewer)))
		return work_refuse(work, "Whoever leads, or notes what is asked, does that.");
	/* What each writes alone nobody has said aloud. */
	if (room_writing(&now->room).is_written)
		return work_refuse(work, room_verdict_text(ROOM_NO_FLOOR_WRITE));
	theirs.viewer = asker;
	err = add_question(&theirs, now, text);
	work->refusal = theirs.refusal;
	return err;
}

/* ---- notes ---- */

enum err app_room_note(struct work *work, meeting_id meeting, struct str text)
{
	note_id id;
	return store_note_add(work->tx, work->viewer, meeting, text, work->now, &id);
}

enum err app_room_forget_note(struct work *work, note_id note)
{
	const enum err err = store_note_remove(work->tx, note, work->viewer);
	return err == ERR_STALE ? ERR_ABSENT : err;
}

/* ---- the issue ---- */

static enum err write_issue(struct work *work, const struct room_now *now, struct str text,
                            issue_id *out)
{
	struct issue_mine_row issue;
	const struct str none = { 0 };

	enum err err = store_issue_current(work->tx, now->meeting.set, work->viewer, &issue);
	if (err && err != ERR_ABSENT) return err;
	if (err == ERR_ABSENT && !text.n)
		return work_refuse(work, "Write your issue first: one sentence is enough.");
	if (err == ERR_ABSENT)
		err = store_issue_add(work->tx, now->meeting.set, work->viewer, text, none, 0,
		                      work->now, out);
	else {
		*out = issue.id;
		err = OK;
		if (text.n && !str_eq(text, issue.text))
			err = store_issue_change(work->tx, issue.id, work->viewer, text, issue.want,
			                         issue.checks, issue.changed_at, work->now);
	}
	if (!err) err = store_issue_share(work->tx, *out, work->viewer, work->now);
	return err;
}

enum err app_room_issue(struct work *work, meeting_id meeting, struct str text, bool on_screen)
{
	struct room_now *now;
	issue_id issue;

	enum err err = load(work, meeting, &now);
	if (!err && !on_screen && !room_may(&now->room, MAY_ISSUE))
		return work_refuse(work, room_verdict_text(ROOM_NO_STAGE));
	if (!err) err = write_issue(work, now, text, &issue);
	if (err) return err;
	if (on_screen) return app_room_do(work, now, ROOM_ISSUE_ON, issue.n, 0, 0);
	work_tell(work, topic_look(meeting, (person_id){ 0 }));
	return OK;
}

/* ---- actions ---- */

static enum err my_action(struct work *work, const struct room_now *now, action_id id,
                          struct action_row *out)
{
	const enum err err = store_action_load(work->tx, id, out);
	if (err) return err;
	return out->person.n == work->viewer.n && out->set.n == now->meeting.set.n ? OK
	                                                                           : ERR_ABSENT;
}

enum err app_room_action(struct work *work, meeting_id meeting, const struct room_action *action)
{
	struct room_now *now;
	struct action_row before;
	struct action_new wanted = {
		.meeting = meeting,
		.person = work->viewer,
		.text = action->text,
		.by_words = str_or_none(action->by_words),
		.sign = str_or_none(action->sign),
		.due_on = { DAY_NONE },
	};
	action_id id = action->action;

	const struct day none = { DAY_NONE };
	const enum action_verdict verdict =
		action_write(action->text, action->by_words, action->sign, none, none);
	if (verdict) return work_refuse(work, action_verdict_text(verdict));
	enum err err = load(work, meeting, &now);
	if (err) return err;
	wanted.set = now->meeting.set;
	wanted.is_held = room_writing(&now->room).is_written;
	wanted.is_shared = !wanted.is_held;
	if (id.n == 0) {
		err = shared_issue(work, now, work->viewer, &wanted.issue);
		if (!err) err = store_action_add(work->tx, &wanted, work->now, &id);
	} else {
		err = my_action(work, now, id, &before);
		if (!err && before.meeting.n != meeting.n) err = ERR_ABSENT;
		if (!err) err = store_action_change(work->tx, id, work->viewer, &wanted);
	}
	return err ? err : app_room_do(work, now, ROOM_ACTION, id.n, action->action.n != 0, 0);
}

enum err app_room_drop_action(struct work *work, meeting_id meeting, action_id action)
{
	struct room_now *now;
	struct action_row before;

	enum err err = load(work, meeting, &now);
	if (!err) err = my_action(work, now, action, &before);
	if (!err && before.meeting.n != meeting.n) err = ERR_ABSENT;
	if (!err) err = store_action_remove(work->tx, action, work->viewer);
	return err ? err : app_room_do(work, now, ROOM_ACTION, action.n, 2, 0);
}

enum err app_room_progress(struct work *work, meeting_id meeting, action_id action,
                           enum action_state state, struct str learnt)
{
	struct room_now *now;
	struct action_row before;

	enum err err = load(work, meeting, &now);
	if (!err) err = my_action(work, now, action, &before);
	if (err) return err;
	const enum action_verdict verdict = action_tell(true, state, learnt);
	if (verdict) return work_refuse(work, action_verdict_text(verdict));
	err = store_action_tell(work->tx, action, work->viewer, state, str_or_none(learnt), meeting,
	                        work->now);
	return err ? err : app_room_do(work, now, ROOM_PROGRESS, action.n, 0, 0);
}

/* ---- airtime ---- */

enum err app_room_bid(struct work *work, meeting_id meeting, int urgency)
{
	struct room_now *now;

	enum err err = load(work, meeting, &now);
	if (!err && urgency)
		err = store_bid_put(work->tx, meeting, now->meeting.set, work->viewer, urgency,
		                    work->now);
	if (!err && !urgency) err = store_bid_remove(work->tx, meeting, work->viewer);
	if (err) return err;
	/* A bid made before the meeting is in no event yet; said again, it is so already. */
	if (app_room_may(work, now, ROOM_BID, 0, urgency, 0) == ROOM_NO_SAME) {
		work_tell(work, topic_look(meeting, (person_id){ 0 }));
		return OK;
	}
	return app_room_do(work, now, ROOM_BID, 0, urgency, 0);
}

/* ---- lines: review, hopes and fears ---- */

static enum err share_line(struct work *work, struct room_now *now, review_id line)
{
	const bool hold = room_writing(&now->room).has_lines;

	const enum err err = store_review_share(work->tx, line, work->viewer, hold);
	return err ? err : app_room_do(work, now, ROOM_LINE, line.n, 1, 0);
}

enum err app_room_line(struct work *work, meeting_id meeting, enum review_kind kind,
                       struct str text, bool share)
{
	struct room_now *now;
	review_id id;

	enum err err = load(work, meeting, &now);
	if (err) return err;
	if (!room_may(&now->room, MAY_LINE))
		return work_refuse(work, room_verdict_text(ROOM_NO_STAGE));
	err = store_review_add(work->tx, now->meeting.set, meeting, work->viewer, kind, text,
	                       work->now, &id);
	return err || !share ? err : share_line(work, now, id);
}

static enum err line_here(struct work *work, meeting_id meeting, review_id line, bool *is_shared)
{
	struct review_rows mine;

	const enum err err = store_review_mine(work->tx, meeting, work->viewer, &mine);
	if (err) return err;
	for (size_t i = 0; i < mine.n; i++) {
		if (mine.at[i].id.n != line.n) continue;
		*is_shared = mine.at[i].is_shared;
		return OK;
	}
	return ERR_ABSENT;
}

enum err app_room_share_line(struct work *work, meeting_id meeting, review_id line, bool share)
{
	bool is_shared;

	enum err err = line_here(work, meeting, line, &is_shared);
	if (err) return err;
	if (is_shared == share) return work_refuse(work, room_verdict_text(ROOM_NO_SAME));
	if (!share) {
		err = store_review_unshare(work->tx, line, work->viewer);
		return err ? err : app_room_act(work, meeting, ROOM_LINE, line.n, 0, 0);
	}
	struct room_now *now;
	err = load(work, meeting, &now);
	return err ? err : share_line(work, now, line);
}

/* ---- the pulse ---- */

enum err app_room_pulse(struct work *work, meeting_id meeting, int helped, int safe)
{
	struct meeting_row row;

	enum err err = store_meeting_load(work->tx, meeting, &row);
	if (err) return err;
	if (row.state != MEETING_OPEN && row.state != MEETING_ENDED)
		return work_refuse(work, room_verdict_text(ROOM_NO_NOT_OPEN));
	bool given = false;
	err = store_pulse_given(work->tx, meeting, work->viewer, &given);
	if (err) return err;
	if (given) return work_refuse(work, "You have answered already. Thank you.");
	return store_pulse_give(work->tx, row.set, meeting, work->viewer, helped, safe);
}
