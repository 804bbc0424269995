/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - see afterwards.h. */
#include "app/afterwards.h"

#include "app/action.h"
#include "app/review.h"
#include "app/room.h"
#include "store/action.h"
#include "store/afterwards.h"
#include "store/airtime.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/presence.h"
#include "store/question.h"
#include "store/review.h"

static enum err is_started(struct work *work, meeting_id meeting, enum afterwards_room *out)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	const enum err err = app_room_load(work, meeting, now);
	*out = now->room.state == ROOM_WAITING       ? AFTERWARDS_ROOM_WAITS
	       : room_is_left(&now->room, work->now) ? AFTERWARDS_ROOM_LEFT
	                                             : AFTERWARDS_ROOM_RUNS;
	return err;
}

/* A room that was opened and in which nobody presented is no record: the network was down, say.  Minutes that
 * stand beside words handed over were typed in. */
static enum err find_room(struct work *work, const struct meeting_row *meeting,
                          enum afterwards_room *out)
{
	struct airtime_rows rounds;
	struct handed_to_rows handed;
	bool has_presented = false;

	*out = AFTERWARDS_ROOM_NONE;
	if (!meeting->opened_at.ms) return OK;
	if (meeting->state == MEETING_OPEN) return is_started(work, meeting->id, out);
	enum err err = store_airtime_of_meeting(work->tx, meeting->id, &rounds);
	if (!err) err = store_handed_of_meeting(work->tx, meeting->id, &handed);
	if (err) return err;
	for (size_t i = 0; i < rounds.n; i++) has_presented = has_presented || rounds.at[i].ms > 0;
	if (has_presented && handed.n == 0) *out = AFTERWARDS_ROOM_KEPT;
	return OK;
}

enum err app_afterwards_may(struct work *work, meeting_id meeting, struct meeting_row *out,
                            const char **why_not)
{
	enum afterwards_room room;

	enum err err = store_meeting_load(work->tx, meeting, out);
	if (!err) err = find_room(work, out, &room);
	if (err) return err;
	*why_not = afterwards_verdict_text(
		afterwards_may(out->state, room, out->starts_at, out->length_min, work->now));
	return OK;
}

enum err app_afterwards_may_end(struct work *work, const struct meeting_row *meeting, bool *may,
                                bool *is_left)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	*may = *is_left = false;
	if (meeting->state != MEETING_OPEN) return OK;
	const enum err err = app_room_load(work, meeting->id, now);
	if (err) return err;
	*may = app_room_may(work, now, ROOM_END, 0, 0, 0) == ROOM_OK;
	*is_left = room_is_left(&now->room, work->now);
	return OK;
}

/* ---- who came ---- */

static enum err keep_attendance(struct work *work, const struct meeting_row *meeting,
                                const struct afterwards_sheet *sheet)
{
	struct attendance_rows rows;
	size_t known = 0;

	enum err err = store_attendance_list(work->tx, meeting->id, &rows);
	for (size_t i = 0; !err && i < rows.n; i++) {
		const struct attendance_row *row = &rows.at[i];
		if (row->role != ROLE_MEMBER) continue;
		const bool came = afterwards_came(sheet, row->person);
		/* What was ticked before may have been a slip. */
		const enum attendance was = row->state == ATTENDANCE_APOLOGIES
		                                    ? ATTENDANCE_APOLOGIES
		                                    : ATTENDANCE_EXPECTED;
		const enum attendance state =
			came ? ATTENDANCE_CAME : attendance_at_end(was, false);
		known += came;
		if (state != row->state)
			err = store_attendance_put(work->tx, meeting->id, meeting->set, row->person,
			                           state, row->note, work->now);
	}
	/* Somebody who is not a member of this set. */
	return !err && known != sheet->came_count ? ERR_ABSENT : err;
}

static enum err keep_minutes(struct work *work, meeting_id meeting,
                             const struct afterwards_sheet *sheet)
{
	int round = 0;

	enum err err = store_airtime_clear(work->tx, meeting);
	for (int i = 0; !err && i < AFTERWARDS_PARTS; i++)
		if (sheet->parts[i].minutes)
			err = store_airtime_put(work->tx, meeting, ++round, sheet->parts[i].person,
			                        MINUTES(sheet->parts[i].minutes));
	return err;
}

/* ---- what is handed over ---- */

/* The one they are working on; n 0: none. */
static enum err issue_of(struct work *work, set_id set, person_id person, issue_id *out)
{
	struct issue_mine_row issue = { 0 };

	const enum err err = store_issue_current(work->tx, set, person, &issue);
	if (err && err != ERR_ABSENT) return err;
	*out = issue.id;
	return OK;
}

static enum err hand_questions(struct work *work, const struct meeting_row *meeting,
                               const struct afterwards_part *part, issue_id issue)
{
	struct question_new question = { .set = meeting->set,
		                         .meeting = meeting->id,
		                         .issue = issue,
		                         .presenter = part->person,
		                         .asker = part->person };
	struct str lines = part->questions;
	question_id id;
	int n = 0;
	enum err err = OK;

	/* A millisecond apart, so that they stay in the order of the paper. */
	while (!err && afterwards_question(&lines, &question.text)) {
		err = store_question_add(work->tx, &question, instant_add(work->now, n++), &id);
		if (!err) err = store_question_keep(work->tx, id, part->person, true, work->now);
	}
	return err;
}

/* As their owner would: checked by the same rule, and private until they share it. */
static enum err hand_actions(struct work *work, const struct meeting_row *meeting,
                             const struct afterwards_part *part, issue_id issue)
{
	struct work theirs = *work;
	enum err err = OK;

	theirs.viewer = part->person;
	for (int i = 0; !err && i < AFTERWARDS_ACTIONS; i++) {
		const struct action_words words = {
			.text = part->actions[i].text,
			.by_words = part->actions[i].by_words,
			.sign = part->actions[i].sign,
			.due_on = { DAY_NONE },
			.issue = issue,
		};
		action_id id;
		if (words.text.n)
			err = app_action_add(&theirs, meeting->set, meeting->id, &words, &id);
	}
	work->refusal = theirs.refusal;
	return err;
}

/* Any line of that kind of this person at this meeting; id.n == 0: none. */
static enum err line_of(struct work *work, meeting_id meeting, person_id person,
                        enum review_kind kind, struct review_row *out)
{
	struct review_rows rows;

	const enum err err = store_review_mine(work->tx, meeting, person, &rows);
	if (err) return err;
	*out = (struct review_row){ 0 };
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].kind == kind) *out = rows.at[i];
	return OK;
}

static enum err put_focus(struct work *work, const struct meeting_row *meeting, person_id person,
                          struct str text)
{
	struct review_row line;
	review_id id;

	const enum err err = line_of(work, meeting->id, person, REVIEW_FOCUS, &line);
	if (err) return err;
	if (line.id.n && !text.n) return store_review_remove(work->tx, line.id, person);
	if (line.id.n) return store_review_change(work->tx, line.id, person, text);
	return text.n ? store_review_add(work->tx, meeting->set, meeting->id, person, REVIEW_FOCUS,
	                                 text, work->now, &id)
	              : OK;
}

static enum err hand(struct work *work, const struct meeting_row *meeting,
                     const struct afterwards_part *part)
{
	issue_id issue;

	if (!afterwards_has_words(part)) return OK;
	enum err err = issue_of(work, meeting->set, part->person, &issue);
	if (!err) err = hand_questions(work, meeting, part, issue);
	if (!err) err = hand_actions(work, meeting, part, issue);
	if (!err && part->focus.n) err = put_focus(work, meeting, part->person, part->focus);
	if (err || part->person.n == work->viewer.n) return err;
	return store_handed_put(work->tx, meeting->id, part->person, work->viewer, work->now);
}

/* The set's: whoever typed it in can change it with their own lines. */
static enum err keep_learnt(struct work *work, meeting_id meeting, struct str learnt)
{
	const struct review_line line = { .kind = REVIEW_LEARNT,
		                          .text = learnt,
		                          .is_shared = true };
	review_id id;

	return learnt.n ? app_review_write(work, meeting, &line, &id) : OK;
}

/* ---- the sheet ---- */

static struct instant end_of(const struct work *work, const struct meeting_row *meeting)
{
	const struct instant planned = { meeting->starts_at.ms + MINUTES(meeting->length_min) };
	return planned.ms < work->now.ms ? planned : work->now;
}

/* Whoever still waits in the room is told that it is over. */
static enum err end_room(struct work *work, const struct meeting_row *meeting)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);
	struct work nobodys = *work;

	nobodys.viewer = (person_id){ 0 };
	enum err err = app_room_load(work, meeting->id, now);
	if (!err) err = app_room_do(&nobodys, now, ROOM_PAPER, 0, 0, 0);
	if (!err) err = store_presence_forget(work->tx, meeting->id);
	return err ? err : store_meeting_end(work->tx, meeting->id, end_of(work, meeting));
}

enum err app_afterwards_keep(struct work *work, meeting_id meeting, bool leads,
                             const struct afterwards_sheet *sheet)
{
	struct meeting_row row;
	const char *why_not;
	int part;

	enum err err = app_afterwards_may(work, meeting, &row, &why_not);
	if (err) return err;
	if (*why_not) return work_refuse(work, why_not);
	const enum afterwards_verdict verdict = afterwards_check(sheet, work->viewer, leads, &part);
	if (verdict) return work_refuse(work, afterwards_verdict_text(verdict));
	if (row.state == MEETING_PLANNED)
		err = store_meeting_held(work->tx, meeting, end_of(work, &row));
	if (row.state == MEETING_OPEN) err = end_room(work, &row);
	if (err == ERR_STALE) return ERR_BUSY; /* opened or typed in just now: look again */
	if (!err) err = keep_attendance(work, &row, sheet);
	if (!err) err = keep_minutes(work, meeting, sheet);
	for (int i = 0; !err && i < AFTERWARDS_PARTS; i++)
		if (sheet->parts[i].person.n) err = hand(work, &row, &sheet->parts[i]);
	return err ? err : keep_learnt(work, meeting, sheet->learnt);
}

/* ---- by its owner ---- */

enum err app_afterwards_focus(struct work *work, meeting_id meeting, struct str text)
{
	struct meeting_row row;

	if (str_points(text) > AFTERWARDS_FOCUS_MAX)
		return work_refuse(work, "That is more than 500 letters. A sentence or two is "
		                         "enough.");
	const enum err err = store_meeting_load(work->tx, meeting, &row);
	return err ? err : put_focus(work, &row, work->viewer, text);
}

enum err app_afterwards_question(struct work *work, question_id question, struct str text)
{
	if (str_points(text) > AFTERWARDS_QUESTION_MAX)
		return work_refuse(work, "That is more than 500 letters. One question is enough.");
	return store_question_word_noted(work->tx, question, work->viewer, text);
}

enum err app_afterwards_seen(struct work *work, meeting_id meeting)
{
	return store_handed_seen(work->tx, meeting, work->viewer, work->now);
}
