/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_after - what happened at a meeting: my issue and what I was asked, my actions and notes; and
 * what the set shared (meeting.h). */
#include "store/action.h"
#include "store/afterwards.h"
#include "store/issue.h"
#include "store/note.h"
#include "store/pulse.h"
#include "store/question.h"
#include "store/review.h"
#include "store/rule.h"
#include "web/log.h"
#include "web/review.h"

static enum err fill_questions(struct request *rq, meeting_id meeting,
                               struct meeting_page_view *view)
{
	struct arena *arena = rq->work.arena;
	struct question_rows rows;

	const enum err err =
		store_question_of_presenter(rq->work.tx, rq->work.viewer, meeting, &rows);
	if (err) return err;
	view->questions.at = NEW(arena, struct meeting_question_view, rows.n);
	for (size_t i = rows.n; i-- > 0;) {
		const struct question_row *row = &rows.at[i];
		view->questions.at[view->questions.n++] = (struct meeting_question_view){
			.text = row->text,
			.by = question_by_words(arena, row),
			.kept = path_question_kept(arena, row->id),
			.parked = path_question_parked(arena, row->id),
			.form = view->form,
			.is_kept = row->is_kept,
			.is_parked = row->is_parked,
		};
		if (row->issue.n == 0 || view->has_issue) continue;
		view->has_issue = true;
		view->issue = path_issue(arena, row->issue);
	}
	return OK;
}

static enum err fill_mine(struct request *rq, meeting_id meeting, struct meeting_page_view *view)
{
	struct action_rows rows;

	const enum err err = store_action_of_meeting(rq->work.tx, meeting, rq->work.viewer, &rows);
	if (err) return err;
	view->mine.at = NEW(rq->work.arena, struct action_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		view->mine.at[view->mine.n++] = action_line(rq, &rows.at[i]);
		if (rows.at[i].issue.n == 0 || view->has_issue) continue;
		view->has_issue = true;
		view->issue = path_issue(rq->work.arena, rows.at[i].issue);
	}
	return OK;
}

static enum err fill_others(struct request *rq, const struct meeting_row *meeting,
                            struct meeting_page_view *view)
{
	struct action_rows rows;

	const enum err err = store_action_shared_at(rq->work.tx, meeting->set, meeting->id, &rows);
	if (err) return err;
	view->others.at = NEW(rq->work.arena, struct action_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].person.n != rq->work.viewer.n)
			view->others.at[view->others.n++] = action_line(rq, &rows.at[i]);
	return OK;
}

static enum err fill_lines(struct request *rq, meeting_id meeting, struct meeting_page_view *view)
{
	struct review_rows rows;

	const enum err err = store_review_shared(rq->work.tx, meeting, &rows);
	if (err) return err;
	view->lines.at = NEW(rq->work.arena, struct meeting_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view->lines.at[view->lines.n++] =
			(struct meeting_line_view){ rows.at[i].text, rows.at[i].called,
			                            review_kind_words(rows.at[i].kind) };
	return OK;
}

static enum err fill_rules(struct request *rq, const struct meeting_row *meeting,
                           struct meeting_page_view *view)
{
	struct rule_version_rows versions;

	const enum err err = store_rule_versions(rq->work.tx, meeting->set, &versions);
	for (size_t i = 0; !err && i < versions.n; i++)
		if (versions.at[i].number == meeting->number)
			view->rules_made = str_printf(rq->work.arena, "Ground rules, version %d",
			                              versions.at[i].version);
	return err;
}

static enum err fill_private(struct request *rq, meeting_id meeting, struct meeting_page_view *view)
{
	struct note_rows notes;
	bool given = false;

	enum err err = store_note_list(rq->work.tx, rq->work.viewer, meeting, &notes);
	if (!err) err = store_pulse_given(rq->work.tx, meeting, rq->work.viewer, &given);
	if (!err) err = log_prompt(rq, &view->log_prompt);
	if (err) return err;
	view->is_asked_review = view->is_member && !given;
	view->notes.at = NEW(rq->work.arena, struct meeting_note_view, notes.n);
	for (size_t i = 0; i < notes.n; i++)
		view->notes.at[view->notes.n++].text = notes.at[i].text;
	return OK;
}

/* From paper, by somebody else: it can be put right for as long as one likes. */
static enum err fill_handed(struct request *rq, meeting_id meeting, struct meeting_page_view *view)
{
	struct handed_row handed;

	const enum err err = store_handed_load(rq->work.tx, meeting, rq->work.viewer, &handed);
	if (err) return err == ERR_ABSENT ? OK : err;
	view->handed = str_printf(rq->work.arena, "%.*s typed in what is yours from paper.",
	                          STR_ARG(handed.called));
	view->yours = path_meeting_yours(rq->work.arena, meeting);
	return OK;
}

enum err meeting_after(struct request *rq, const struct circle *circle,
                       const struct meeting_row *meeting, struct meeting_page_view *view)
{
	enum err err = fill_questions(rq, meeting->id, view);
	if (!err) err = fill_mine(rq, meeting->id, view);
	if (!err) err = fill_handed(rq, meeting->id, view);
	if (!err) err = fill_others(rq, meeting, view);
	if (!err) err = fill_lines(rq, meeting->id, view);
	if (!err) err = fill_rules(rq, meeting, view);
	if (!err) err = noticed_fill(rq, circle->zone, meeting->id, &view->noticed);
	return err ? err : fill_private(rq, meeting->id, view);
}
