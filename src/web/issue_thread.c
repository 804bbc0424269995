/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue_thread - one issue over the year, meeting by meeting: the questions it was asked, what was seen,
 * what was chosen, what happened and what was learnt (issue.h).  For its owner alone. */
#include "store/action.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/question.h"
#include "web/action.h"
#include "web/issue.h"
#include "web/meeting.h"

struct thread {
	struct request *rq;
	const struct circle *circle;
	issue_id issue;
	struct meeting_rows meetings;
	struct question_rows questions;
	struct action_rows actions;
	struct log_rows logs;
};

struct thread_action_view thread_action(struct request *rq, const struct circle *circle,
                                        const struct action_row *action)
{
	struct arena *arena = rq->work.arena;
	const struct str by = action_by_words(arena, action->by_words, action->due_on);
	struct thread_action_view view = { .text = action->text, .learnt = action->learnt };

	if (action->told_at.ms && action->state != ACTION_OPEN)
		view.told =
			str_printf(arena, "%s, %.*s", action_state_words(action->state),
		                   STR_ARG(day_words(arena, circle_day(circle, action->told_at))));
	else if (by.n)
		view.told = action_when_words(arena, by);
	else
		view.told = STR("Still open");
	return view;
}

static void add_questions(const struct thread *t, meeting_id meeting, struct thread_part_view *part)
{
	struct arena *arena = t->rq->work.arena;
	const size_t most = t->questions.n;

	part->kept.at = NEW(arena, struct thread_question_view, most);
	part->others.at = NEW(arena, struct thread_question_view, most);
	/* The list is newest first; people heard them in the other order. */
	for (size_t i = most; i-- > 0;) {
		const struct question_row *q = &t->questions.at[i];
		const struct thread_question_view view = { q->text,
			                                   q->asker.n == q->presenter.n
			                                           ? STR("Noted on paper")
			                                           : q->asker_called,
			                                   q->is_parked };
		if (q->meeting.n != meeting.n || q->issue.n != t->issue.n) continue;
		if (q->is_kept)
			part->kept.at[part->kept.n++] = view;
		else
			part->others.at[part->others.n++] = view;
	}
	part->others_words =
		str_printf(arena, "%s%.*s asked of you", part->kept.n ? "" : "The ",
	                   STR_ARG(words_count(arena, part->others.n,
	                                       part->kept.n ? "more question" : "question",
	                                       part->kept.n ? "more questions" : "questions")));
}

static void add_actions(const struct thread *t, meeting_id meeting, struct thread_part_view *part)
{
	part->actions.at = NEW(t->rq->work.arena, struct thread_action_view, t->actions.n);
	for (size_t i = t->actions.n; i-- > 0;) {
		const struct action_row *action = &t->actions.at[i];
		if (action->meeting.n == meeting.n && action->issue.n == t->issue.n)
			part->actions.at[part->actions.n++] =
				thread_action(t->rq, t->circle, action);
	}
}

static void add_notes(const struct thread *t, meeting_id meeting, struct thread_part_view *part)
{
	part->notes.at = NEW(t->rq->work.arena, struct thread_note_view, t->logs.n);
	for (size_t i = t->logs.n; i-- > 0;)
		if (t->logs.at[i].meeting.n == meeting.n)
			part->notes.at[part->notes.n++].text = t->logs.at[i].text;
}

static enum err load(struct thread *t, person_id owner)
{
	struct tx *tx = t->rq->work.tx;
	const set_id set = t->circle->set.id;

	enum err err = store_meeting_dates(tx, set, &t->meetings);
	if (!err) err = store_question_of_presenter(tx, owner, (meeting_id){ 0 }, &t->questions);
	if (!err) err = store_action_of_person_in_set(tx, owner, set, &t->actions);
	if (!err) err = store_log_list(tx, owner, &t->logs);
	return err;
}

enum err issue_thread(struct request *rq, const struct circle *circle, issue_id issue,
                      person_id owner, struct issue_view *view)
{
	struct arena *arena = rq->work.arena;
	struct thread t = { .rq = rq, .circle = circle, .issue = issue };

	const enum err err = load(&t, owner);
	if (err) return err;
	view->parts.at = NEW(arena, struct thread_part_view, t.meetings.n + 1);
	for (size_t i = 0; i < t.meetings.n; i++) {
		const struct meeting_row *meeting = &t.meetings.at[i];
		struct thread_part_view *part = &view->parts.at[view->parts.n];
		add_questions(&t, meeting->id, part);
		add_actions(&t, meeting->id, part);
		/* What was noted there belongs to the thread if the issue was worked on there. */
		if (part->kept.n + part->others.n + part->actions.n == 0) continue;
		add_notes(&t, meeting->id, part);
		part->heading = str_printf(arena, "Meeting %d, %.*s", meeting->number,
		                           STR_ARG(day_words(arena, meeting->held_on)));
		view->parts.n++;
	}
	struct thread_part_view *home = &view->parts.at[view->parts.n];
	*home = (struct thread_part_view){ .heading = STR("At home") };
	add_actions(&t, (meeting_id){ 0 }, home);
	if (home->actions.n) view->parts.n++;
	return OK;
}
