/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards_yours - what somebody typed in for the viewer, as they alone find it: to say that it is right,
 * word it better, or take it out (afterwards.h). */
#include "app/afterwards.h"
#include "base/id.h"
#include "domain/action.h"
#include "html/afterwards.h"
#include "store/action.h"
#include "store/afterwards.h"
#include "store/airtime.h"
#include "store/question.h"
#include "store/review.h"
#include "web/afterwards.h"
#include "web/path.h"

static enum err fill_focus(struct request *rq, struct yours_view *view)
{
	struct review_rows rows;
	struct str text = STR("");

	const enum err err =
		store_review_mine(rq->work.tx, rq->path.meeting, rq->work.viewer, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].kind == REVIEW_FOCUS) text = rows.at[i].text;
	view->has_focus = text.n != 0;
	view->focus = form_textarea(rq, "focus", STR("The question you brought"), text,
	                            AFTERWARDS_FOCUS_MAX);
	view->focus.is_voice = true;
	view->focus.rows = 3;
	return OK;
}

static enum err fill_questions(struct request *rq, struct yours_view *view)
{
	struct arena *arena = rq->work.arena;
	struct question_rows rows;

	const enum err err =
		store_question_of_presenter(rq->work.tx, rq->work.viewer, rq->path.meeting, &rows);
	if (err) return err;
	view->questions.at = NEW(arena, struct yours_question_view, rows.n);
	/* The list is newest first; on paper they stood in the other order. */
	for (size_t i = rows.n; i-- > 0;) {
		const struct question_row *row = &rows.at[i];
		const struct str id = id_text(arena, row->id.n);
		if (row->asker.n != row->presenter.n) continue;
		struct yours_question_view *to = &view->questions.at[view->questions.n++];
		to->id = id;
		to->form = view->form;
		to->to = view->to;
		to->text = form_textarea(rq, str_z(arena, str_printf(arena, "q-%.*s", STR_ARG(id))),
		                         str_printf(arena, "Question %zu", view->questions.n),
		                         row->text, 0);
		to->text.is_voice = true;
		to->text.rows = 2;
	}
	return OK;
}

static enum err fill_actions(struct request *rq, struct yours_view *view)
{
	struct arena *arena = rq->work.arena;
	struct action_rows rows;

	const enum err err =
		store_action_of_meeting(rq->work.tx, rq->path.meeting, rq->work.viewer, &rows);
	if (err) return err;
	view->actions.at = NEW(arena, struct yours_action_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view->actions.at[view->actions.n++] = (struct yours_action_view){
			.text = rows.at[i].text,
			.by = action_by_words(arena, rows.at[i].by_words, rows.at[i].due_on),
			.sign = rows.at[i].sign,
			.to = path_action(arena, rows.at[i].id),
		};
	return OK;
}

static enum err fill_minutes(struct request *rq, struct yours_view *view)
{
	struct airtime_rows rows;
	int64_t ms = 0;

	const enum err err = store_airtime_of_meeting(rq->work.tx, rq->path.meeting, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].person.n == rq->work.viewer.n) ms += rows.at[i].ms;
	if (ms)
		view->minutes = str_printf(rq->work.arena, "You presented for %lld minutes.",
		                           (long long)(ms / MINUTES(1)));
	return OK;
}

/* GET /meetings/:meeting/yours - absent for whom nothing was typed in. */
enum err page_yours(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct yours_view view = { .page = page_begin(rq, STR("Yours, from paper")),
		                   .form = form_begin(rq) };
	struct handed_row handed;
	struct meeting_row meeting;
	struct circle circle;

	enum err err = store_handed_load(rq->work.tx, rq->path.meeting, rq->work.viewer, &handed);
	if (!err) err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = circle_load(rq, meeting.set, &circle);
	if (err) return err;
	view.to = path_meeting_yours(arena, meeting.id);
	view.meeting = path_meeting(arena, meeting.id);
	view.set = path_set(arena, meeting.set);
	view.set_name = circle.set.name;
	view.title =
		str_printf(arena, "Meeting %d of %d", meeting.number, circle.programme.meetings);
	view.typed =
		str_printf(arena, "%.*s typed this in from paper on %.*s.", STR_ARG(handed.called),
	                   STR_ARG(day_words(arena, circle_day(&circle, handed.typed_at))));
	view.is_seen = handed.seen_at.ms != 0;
	err = fill_focus(rq, &view);
	if (!err) err = fill_questions(rq, &view);
	if (!err) err = fill_actions(rq, &view);
	if (!err) err = fill_minutes(rq, &view);
	if (!err) html_afterwards_yours(&reply->body, &view);
	return err;
}

static enum err save_question(struct request *rq, struct str *said)
{
	const struct str sent = request_field(rq, "question");
	question_id question;

	if (!id_parse(sent, &question.n)) return ERR_ABSENT;
	const char *name =
		str_z(rq->work.arena, str_printf(rq->work.arena, "q-%.*s", STR_ARG(sent)));
	const struct str text = form_does(rq, "out") ? STR("") : str_trim(request_field(rq, name));
	if (!form_does(rq, "out") && !text.n)
		return form_fault(rq, name, "Write the question, or press Take it out");
	*said = text.n ? STR("The question is saved.") : STR("The question is taken out.");
	return app_afterwards_question(&rq->work, question, text);
}

static enum err save(struct request *rq, struct str *said)
{
	if (form_does(rq, "right")) {
		*said = STR("Thank you. It stays as it is.");
		return app_afterwards_seen(&rq->work, rq->path.meeting);
	}
	if (request_field(rq, "question").at) return save_question(rq, said);
	const struct str text =
		form_does(rq, "out") ? STR("") : str_trim(request_field(rq, "focus"));
	if (!form_does(rq, "out") && !text.n)
		return form_fault(rq, "focus", "Write the question, or press Take it out");
	*said = text.n ? STR("Your question is saved.") : STR("It is taken out.");
	return app_afterwards_focus(&rq->work, rq->path.meeting, text);
}

/* POST /meetings/:meeting/yours */
enum err post_yours(struct request *rq, struct reply *reply)
{
	struct handed_row handed;
	struct str said = { 0 };

	enum err err = store_handed_load(rq->work.tx, rq->path.meeting, rq->work.viewer, &handed);
	if (!err) err = save(rq, &said);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_yours);
	if (err) return err;
	reply_say(rq, reply, said);
	return reply_see_other(reply,
	                       form_does(rq, "right")
	                               ? path_meeting(rq->work.arena, rq->path.meeting)
	                               : path_meeting_yours(rq->work.arena, rq->path.meeting));
}

enum err afterwards_waiting(struct request *rq, set_id set, struct str *words, struct url *to)
{
	struct handed_rows rows;

	*words = STR("");
	const enum err err = store_handed_waiting(rq->work.tx, rq->work.viewer, set, &rows);
	if (err || !rows.n) return err;
	*words = str_printf(
		rq->work.arena, "%.*s has typed in what is yours from the meeting on %.*s.",
		STR_ARG(rows.at[0].called), STR_ARG(day_words(rq->work.arena, rows.at[0].held_on)));
	*to = path_meeting_yours(rq->work.arena, rows.at[0].meeting);
	return OK;
}
