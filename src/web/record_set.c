/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* record_set - the set's own record: what it agreed, when it met, what people shared (record.h).  For its
 * members alone; nothing that one of them has not shared. */
#include "app/airtime.h"
#include "html/record.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/meeting.h"
#include "store/review.h"
#include "store/rule.h"
#include "web/path.h"
#include "web/record.h"
#include "web/review.h"

static enum err fill_rules(struct request *rq, const struct circle *circle,
                           struct record_set_view *view)
{
	struct arena *arena = rq->work.arena;
	struct rule_version_rows versions;
	struct rule_rows rules;

	enum err err = store_rule_versions(rq->work.tx, circle->set.id, &versions);
	if (!err) err = store_rule_lists(rq->work.tx, circle->set.id, &rules);
	if (err) return err;
	view->rules.at = NEW(arena, struct record_rules_view, versions.n);
	for (size_t i = 0; i < versions.n; i++) {
		const struct rule_version_row *row = &versions.at[i];
		struct record_rules_view *to = &view->rules.at[view->rules.n++];
		const struct str day = day_words_year(arena, circle_day(circle, row->made_at));
		to->heading = row->number
		                      ? str_printf(arena, "Version %d, agreed %.*s at meeting %d",
		                                   row->version, STR_ARG(day), row->number)
		                      : str_printf(arena, "Version %d, agreed %.*s", row->version,
		                                   STR_ARG(day));
		to->rules.at = NEW(arena, struct record_rule_view, rules.n);
		for (size_t j = 0; j < rules.n; j++)
			if (rules.at[j].version == row->version)
				to->rules.at[to->rules.n++].text = rules.at[j].text;
	}
	return OK;
}

static void fill_lines(struct arena *arena, const struct review_rows *rows, meeting_id meeting,
                       struct record_date_view *to)
{
	to->lines.at = NEW(arena, struct record_line_view, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		const struct review_row *row = &rows->at[i];
		if (row->meeting.n != meeting.n) continue;
		to->lines.at[to->lines.n++] = (struct record_line_view){
			.text = row->text,
			.about = str_printf(arena, "%.*s. %.*s", STR_ARG(row->called),
			                    STR_ARG(review_kind_words(row->kind))),
		};
	}
}

static struct str with_words(struct request *rq, const struct circle *circle,
                             const struct meeting_row *meeting)
{
	const struct member_row *who = circle_person(circle, meeting->facilitator);

	if (meeting->state == MEETING_CANCELLED) return STR("Cancelled");
	if (!meeting->facilitated) return STR("On your own");
	return who ? str_printf(rq->work.arena, "With %.*s", STR_ARG(who->called))
	           : STR("With a facilitator");
}

static enum err fill_dates(struct request *rq, const struct circle *circle,
                           struct record_set_view *view)
{
	struct arena *arena = rq->work.arena;
	struct attendance_held_rows held;
	struct review_rows shared;
	struct meeting_rows rows;

	enum err err = store_meeting_dates(rq->work.tx, circle->set.id, &rows);
	if (!err) err = store_attendance_held(rq->work.tx, circle->set.id, 0, &held);
	if (!err) err = store_review_shared_in(rq->work.tx, circle->set.id, &shared);
	if (err) return err;
	view->years = record_years(arena, &rows);
	view->held.at = NEW(arena, struct record_date_view, rows.n);
	view->ahead.at = NEW(arena, struct record_date_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct meeting_row *row = &rows.at[i];
		const bool is_held = row->state == MEETING_ENDED;
		struct record_date_views *list = is_held ? &view->held : &view->ahead;
		struct record_date_view *to = &list->at[list->n++];
		*to = (struct record_date_view){
			.title = str_printf(arena, "Meeting %d", row->number),
			.when = day_words_year(arena, row->held_on),
			.with = with_words(rq, circle, row),
		};
		if (!is_held) continue;
		to->came = circle_came_words(arena, circle, &held, row->id);
		fill_lines(arena, &shared, row->id, to);
	}
	return OK;
}

static enum err fill_issues(struct request *rq, const struct circle *circle,
                            struct record_set_view *view)
{
	struct issue_shared_rows rows;

	const enum err err = store_issue_list_shared(rq->work.tx, circle->set.id, &rows);
	if (err) return err;
	view->issues.at = NEW(rq->work.arena, struct record_shared_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view->issues.at[view->issues.n++] =
			(struct record_shared_view){ rows.at[i].called, rows.at[i].text,
			                             rows.at[i].want };
	return OK;
}

/* Only of who lets the set see it, the viewer too: this paper may lie about. */
static enum err fill_airtime(struct request *rq, const struct circle *circle,
                             struct record_set_view *view)
{
	struct arena *arena = rq->work.arena;
	person_id *people = NEW(arena, person_id, circle->people.n);
	struct airtime_lines lines;
	size_t n = 0;

	for (size_t i = 0; i < circle->people.n; i++)
		if (circle->people.at[i].role == ROLE_MEMBER)
			people[n++] = circle->people.at[i].person;
	const enum err err = app_airtime_ledger(&rq->work, circle->set.id, people, n, &lines);
	if (err) return err;
	view->airtime.at = NEW(arena, struct record_airtime_view, lines.n);
	for (size_t i = 0; i < lines.n; i++)
		if (lines.at[i].is_shown)
			view->airtime.at[view->airtime.n++] = (struct record_airtime_view){
				circle_person(circle, lines.at[i].of.person)->called,
				airtime_words(arena, &lines.at[i].of)
			};
	if (view->airtime.n < n)
		view->kept = str_printf(
			arena, "%.*s to themselves.",
			STR_ARG(words_count(arena, n - view->airtime.n, "person keeps theirs",
		                            "people keep theirs")));
	return OK;
}

static enum err fill(struct request *rq, const struct circle *circle, struct record_set_view *view)
{
	struct arena *arena = rq->work.arena;
	struct str *names = NEW(arena, struct str, circle->people.n);

	for (size_t i = 0; i < circle->people.n; i++) names[i] = circle->people.at[i].name;
	view->name = circle->set.name;
	view->people = words_list(arena, names, circle->people.n);
	enum err err = fill_rules(rq, circle, view);
	if (!err) err = fill_dates(rq, circle, view);
	if (!err) err = fill_issues(rq, circle, view);
	return err ? err : fill_airtime(rq, circle, view);
}

/* GET /sets/:set/record */
enum err page_record_set(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct record_set_view view = { .page = page_begin(rq, STR("The set’s record")) };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = fill(rq, &circle, &view);
	if (err) return err;
	view.set = path_set(arena, circle.set.id);
	view.mine = path_set_record_mine(arena, circle.set.id);
	view.file = path_set_record_words(arena, circle.set.id);
	view.sheet = str_printf(arena, "%.*s set", STR_ARG(circle.set.name));
	html_record_set(&reply->body, &view);
	return OK;
}

/* GET /sets/:set/record/record.md */
enum err page_record_set_file(struct request *rq, struct reply *reply)
{
	struct record_set_view view = { 0 };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = fill(rq, &circle, &view);
	if (err) return err;
	reply_file(rq, reply, STR("text/markdown; charset=utf-8"), STR("our-record.md"));
	record_set_write(&reply->body, &view);
	return OK;
}
