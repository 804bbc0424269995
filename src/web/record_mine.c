/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* record_mine - a member's own record of the year, meeting by meeting (record.h).  Every statement here
 * gives the viewer's own rows and nobody else's; questions were said to them. */
#include "domain/action.h"
#include "html/record.h"
#include "store/action.h"
#include "store/airtime.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/note.h"
#include "store/question.h"
#include "store/review.h"
#include "store/role.h"
#include "web/action.h"
#include "web/meeting.h"
#include "web/path.h"
#include "web/record.h"
#include "web/review.h"

enum { ALL_NUMBERS = 10000 };

struct year {
	struct request *rq;
	const struct circle *circle;
	struct meeting_rows meetings;
	struct question_rows questions;
	struct action_rows actions;
	struct log_rows logs;
	struct note_rows notes;
	struct review_rows lines;
	struct attendance_mine_rows came;
	struct airtime_rows airtime;
	struct role_rows roles;
};

static enum err load(struct year *y)
{
	struct tx *tx = y->rq->work.tx;
	const person_id me = y->rq->work.viewer;
	const set_id set = y->circle->set.id;
	const meeting_id any = { 0 };

	enum err err = store_meeting_dates(tx, set, &y->meetings);
	if (!err) err = store_question_of_presenter(tx, me, any, &y->questions);
	if (!err) err = store_action_of_person_in_set(tx, me, set, &y->actions);
	if (!err) err = store_log_list(tx, me, &y->logs);
	if (!err) err = store_note_list(tx, me, any, &y->notes);
	if (!err) err = store_review_of_person(tx, me, &y->lines);
	if (!err) err = store_attendance_mine(tx, me, &y->came);
	if (!err) err = store_airtime_of_set(tx, set, &y->airtime);
	return err ? err : store_role_before(tx, set, ALL_NUMBERS, &y->roles);
}

/* ---- one meeting ---- */

static struct str came_words(const struct year *y, meeting_id meeting)
{
	for (size_t i = 0; i < y->came.n; i++) {
		if (y->came.at[i].meeting.n != meeting.n) continue;
		switch (y->came.at[i].state) {
		case ATTENDANCE_CAME:
			return STR("I came.");
		case ATTENDANCE_APOLOGIES:
			return STR("I sent apologies.");
		case ATTENDANCE_MISSED:
			return STR("I did not come.");
		case ATTENDANCE_EXPECTED:
			return STR("");
		}
	}
	return STR("");
}

static long long minutes_of(const struct year *y, int number)
{
	int64_t ms = 0;

	for (size_t i = 0; i < y->airtime.n; i++)
		if (y->airtime.at[i].number == number &&
		    y->airtime.at[i].person.n == y->rq->work.viewer.n)
			ms += y->airtime.at[i].ms;
	return (long long)((ms + MINUTES(1) / 2) / MINUTES(1));
}

static struct str roles_of(const struct year *y, int number)
{
	struct arena *arena = y->rq->work.arena;
	struct str *names = NEW(arena, struct str, y->roles.n);
	size_t n = 0;

	for (size_t i = 0; i < y->roles.n; i++)
		if (y->roles.at[i].number == number &&
		    y->roles.at[i].person.n == y->rq->work.viewer.n)
			names[n++] =
				str_lower(arena, str_of(process_role_title(y->roles.at[i].role)));
	return words_list(arena, names, n);
}

static struct str facts_of(const struct year *y, const struct meeting_row *meeting)
{
	struct arena *arena = y->rq->work.arena;
	const long long minutes = minutes_of(y, meeting->number);
	const struct str roles = roles_of(y, meeting->number);
	struct str words = came_words(y, meeting->id);

	if (minutes)
		words = str_printf(arena, "%.*s%sI presented for %lld minute%s.", STR_ARG(words),
		                   words.n ? " " : "", minutes, minutes == 1 ? "" : "s");
	if (roles.n)
		words = str_printf(arena, "%.*s%sMy part: %.*s.", STR_ARG(words),
		                   words.n ? " " : "", STR_ARG(roles));
	return words;
}

static struct record_question_view question_view(const struct year *y,
                                                 const struct question_row *row)
{
	struct arena *arena = y->rq->work.arena;
	const struct str by = question_by_words(arena, row);

	return (struct record_question_view){
		.text = row->text,
		.by = row->is_parked ? str_printf(arena, "%.*s. Parked for later", STR_ARG(by))
		                     : by,
	};
}

static void add_questions(const struct year *y, meeting_id meeting, struct record_part_view *part)
{
	part->kept.at = NEW(y->rq->work.arena, struct record_question_view, y->questions.n);
	part->others.at = NEW(y->rq->work.arena, struct record_question_view, y->questions.n);
	/* The list is newest first; people heard them in the other order. */
	for (size_t i = y->questions.n; i-- > 0;) {
		const struct question_row *row = &y->questions.at[i];
		struct record_questions *to = row->is_kept ? &part->kept : &part->others;
		if (row->meeting.n == meeting.n) to->at[to->n++] = question_view(y, row);
	}
}

static struct str how_words(const struct year *y, const struct action_row *row)
{
	struct arena *arena = y->rq->work.arena;

	if (row->state == ACTION_OPEN || !row->told_at.ms) return STR("Still open");
	return str_printf(arena, "%s, %.*s", action_state_words(row->state),
	                  STR_ARG(day_words_year(arena, circle_day(y->circle, row->told_at))));
}

static void add_actions(const struct year *y, meeting_id meeting, struct record_part_view *part)
{
	struct arena *arena = y->rq->work.arena;

	part->actions.at = NEW(arena, struct record_action_view, y->actions.n);
	for (size_t i = y->actions.n; i-- > 0;) {
		const struct action_row *row = &y->actions.at[i];
		if (row->meeting.n != meeting.n) continue;
		part->actions.at[part->actions.n++] = (struct record_action_view){
			.text = row->text,
			.by = action_when_words(arena,
			                        action_by_words(arena, row->by_words, row->due_on)),
			.sign = row->sign,
			.how = how_words(y, row),
			.learnt = row->learnt,
		};
	}
}

static void add_line(struct record_part_view *part, struct str text, struct str about)
{
	part->lines.at[part->lines.n++] = (struct record_line_view){ text, about };
}

/* What they brought, how it was, what they noted there, what they wrote about it later. */
static void add_lines(const struct year *y, meeting_id meeting, struct record_part_view *part)
{
	struct arena *arena = y->rq->work.arena;

	part->lines.at = NEW(arena, struct record_line_view, y->lines.n + y->notes.n + y->logs.n);
	for (size_t i = 0; i < y->lines.n; i++)
		if (y->lines.at[i].meeting.n == meeting.n)
			add_line(part, y->lines.at[i].text,
			         y->lines.at[i].kind == REVIEW_FOCUS
			                 ? STR("The question I brought")
			                 : review_kind_words(y->lines.at[i].kind));
	for (size_t i = 0; i < y->notes.n; i++)
		if (y->notes.at[i].meeting.n == meeting.n)
			add_line(part, y->notes.at[i].text, STR("My note in the room"));
	for (size_t i = y->logs.n; i-- > 0;)
		if (y->logs.at[i].meeting.n == meeting.n)
			add_line(part, y->logs.at[i].text,
			         str_printf(arena, "My learning log, %.*s",
			                    STR_ARG(day_words_year(
						    arena, circle_day(y->circle,
			                                              y->logs.at[i].made_at)))));
}

static void add_part(const struct year *y, const struct meeting_row *meeting,
                     struct record_part_view *part)
{
	struct arena *arena = y->rq->work.arena;
	const meeting_id id = meeting ? meeting->id : (meeting_id){ 0 };

	*part = (struct record_part_view){ .heading = STR("Between meetings") };
	if (meeting) {
		part->heading = str_printf(arena, "Meeting %d, %.*s", meeting->number,
		                           STR_ARG(day_words_year(arena, meeting->held_on)));
		part->facts = facts_of(y, meeting);
		add_questions(y, id, part);
	}
	add_actions(y, id, part);
	add_lines(y, id, part);
}

/* ---- the year ---- */

static struct str issue_when(const struct year *y, const struct issue_mine_row *row)
{
	struct arena *arena = y->rq->work.arena;
	const struct str written = day_words_year(arena, circle_day(y->circle, row->made_at));

	if (!row->closed_at.ms) return str_printf(arena, "Written %.*s", STR_ARG(written));
	return str_printf(arena, "Written %.*s, set aside %.*s", STR_ARG(written),
	                  STR_ARG(day_words_year(arena, circle_day(y->circle, row->closed_at))));
}

static enum err add_issues(const struct year *y, struct record_view *view)
{
	struct issue_mine_rows rows;

	const enum err err = store_issue_list_mine(y->rq->work.tx, y->rq->work.viewer, &rows);
	if (err) return err;
	view->issues.at = NEW(y->rq->work.arena, struct record_issue_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].set.n == y->circle->set.id.n)
			view->issues.at[view->issues.n++] =
				(struct record_issue_view){ rows.at[i].text, rows.at[i].want,
				                            issue_when(y, &rows.at[i]) };
	return OK;
}

struct str record_years(struct arena *arena, const struct meeting_rows *meetings)
{
	struct day first = { DAY_NONE }, last = { DAY_NONE };

	for (size_t i = 0; i < meetings->n; i++) {
		if (meetings->at[i].state == MEETING_CANCELLED) continue;
		if (first.n == DAY_NONE) first = meetings->at[i].held_on;
		last = meetings->at[i].held_on;
	}
	if (first.n == DAY_NONE) return STR("");
	return str_printf(arena, "%.*s to %.*s", STR_ARG(day_words_year(arena, first)),
	                  STR_ARG(day_words_year(arena, last)));
}

/* All but page and links. */
static enum err fill(struct request *rq, const struct circle *circle, struct record_view *view)
{
	struct year y = { .rq = rq, .circle = circle };

	enum err err = load(&y);
	if (!err) err = add_issues(&y, view);
	if (err) return err;
	view->set_name = circle->set.name;
	view->name = rq->me.name;
	view->years = record_years(rq->work.arena, &y.meetings);
	view->parts.at = NEW(rq->work.arena, struct record_part_view, y.meetings.n + 1);
	for (size_t i = 0; i < y.meetings.n; i++)
		if (y.meetings.at[i].state == MEETING_ENDED ||
		    y.meetings.at[i].state == MEETING_OPEN)
			add_part(&y, &y.meetings.at[i], &view->parts.at[view->parts.n++]);
	struct record_part_view *between = &view->parts.at[view->parts.n];
	add_part(&y, NULL, between);
	if (between->actions.n + between->lines.n) view->parts.n++;
	return OK;
}

/* GET /sets/:set/mine */
enum err page_record(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct record_view view = { .page = page_begin(rq, STR("My year")) };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = fill(rq, &circle, &view);
	if (err) return err;
	view.set = path_set(arena, circle.set.id);
	view.file = path_set_record_file(arena, circle.set.id);
	view.json = path_account_data();
	view.sheet =
		str_printf(arena, "%.*s, %.*s set", STR_ARG(view.name), STR_ARG(circle.set.name));
	html_record_mine(&reply->body, &view);
	return OK;
}

/* GET /sets/:set/mine/record.md */
enum err page_record_file(struct request *rq, struct reply *reply)
{
	struct record_view view = { 0 };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = fill(rq, &circle, &view);
	if (err) return err;
	reply_file(rq, reply, STR("text/markdown; charset=utf-8"), STR("my-year.md"));
	record_write(&reply->body, &view);
	return OK;
}
