/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_mine - what one seat alone may read, in a view: marks, lines before they are shared, actions. */
#include "store/pulse.h"
#include "web/review.h"
#include "web/room_make.h"

/* ---- what only they may read ---- */

static enum err mark_kept(struct room_make *make)
{
	struct room_view *view = make->view;
	struct question_rows mine;

	if (!view->is_presenter) return OK;
	const enum err err = store_question_of_presenter(make->work->tx, make->person,
	                                                 make->now->meeting.id, &mine);
	if (err) return err;
	for (size_t i = 0; i < view->questions.n; i++) {
		view->questions.at[i].may_keep = true;
		view->questions.at[i].may_park = view->may_park;
		for (size_t j = 0; j < mine.n; j++) {
			struct room_question_view *question = &view->questions.at[i];
			if (!str_eq(id_words(make, mine.at[j].id.n), question->id)) continue;
			question->is_kept = mine.at[j].is_kept;
			question->is_hot = mine.at[j].heat == HEAT_HOT;
			question->is_warm = mine.at[j].heat == HEAT_WARM;
			question->is_cold = mine.at[j].heat == HEAT_COLD;
		}
	}
	return OK;
}

/* What the stage asks to be written, as a label; also after it, for whoever is still in the box. */
static void make_write(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct stage *stage = room_stage(make->room);
	const unsigned writes = stage ? stage->writes : 0;

	view->write_label = writes & WRITES_STATEMENT ? STR("The problem, in one sentence")
	                    : writes & WRITES_OPTIONS ? STR("Your idea, or your advice")
	                    : writes & WRITES_ACTIONS ? STR("What you will do")
	                    : writes & WRITES_LEARNING && stage->kind == STAGE_CHECK_IN
	                            ? STR("What you will practise")
	                    : writes & WRITES_LEARNING ? STR("What you take from this")
	                    : writes & WRITES_FEELINGS ? STR("What it stirs in you")
	                                               : STR("What you would write");
	view->write_help = room_floor(make->room) != FLOOR_WRITE
	                           ? STR("Only you can read a line until you show it.")
	                   : make->room->lines_revealed
	                           ? STR("All is shown now. Show yours, and it stands there too.")
	                           : STR("Nobody sees what anybody wrote before all is shown.");
}

static enum err my_lines(struct room_make *make)
{
	struct room_view *view = make->view;
	struct review_rows mine;

	make_write(make);
	if (!view->at_lines) return OK;
	const enum err err =
		store_review_mine(make->work->tx, make->now->meeting.id, make->person, &mine);
	if (err) return err;
	view->my_lines.at = NEW(make->arena, struct room_line_view, mine.n);
	for (size_t i = 0; i < mine.n; i++) {
		if (!line_is_due(make, &mine.at[i])) continue;
		view->my_lines.at[view->my_lines.n++] = (struct room_line_view){
			.id = id_words(make, mine.at[i].id.n),
			.text = mine.at[i].text,
			.by = view->at_review ? review_kind_words(mine.at[i].kind) : STR(""),
			.is_shared = mine.at[i].is_shared,
		};
	}
	view->wants_line = view->at_review;
	view->wants_hopes = view->at_hopes;
	view->wants_write = view->is_member && !view->at_review && !view->at_hopes;
	/* Once what each wrote alone is shown, there is something else to do: read it, and say whether we agree. */
	if (room_floor(make->room) == FLOOR_WRITE && make->room->lines_revealed && view->my_lines.n)
		view->wants_write = false;
	return OK;
}

static void add_carried(struct room_make *make, const struct action_row *row)
{
	struct room_view *view = make->view;
	const struct str id = id_words(make, row->id.n);

	view->carried.at[view->carried.n++] = (struct room_carried_view){
		.id = id,
		.field = str_printf(make->arena, "learnt-%.*s", STR_ARG(id)),
		.text = row->text,
		.by = action_by_words(make->arena, row->by_words, row->due_on),
		.learnt = row->learnt,
	};
}

static enum err my_actions(struct room_make *make)
{
	struct room_view *view = make->view;
	struct action_rows mine;
	int here = 0;
	/* The presenter; where everybody writes alone, everybody. */
	const bool writes = view->is_presenter || room_floor(make->room) == FLOOR_WRITE;

	if (!view->is_member) return OK;
	const enum err err = store_action_of_person_in_set(make->work->tx, make->person,
	                                                   make->now->meeting.set, &mine);
	if (err) return err;
	view->my_actions.at = NEW(make->arena, struct room_action_view, mine.n);
	view->carried.at = NEW(make->arena, struct room_carried_view, mine.n);
	for (size_t i = 0; i < mine.n; i++) {
		const bool is_new = mine.at[i].meeting.n == make->now->meeting.id.n;
		if (!is_new && !is_carried_here(make, &mine.at[i])) continue;
		struct room_action_view *action = &view->my_actions.at[view->my_actions.n++];
		*action = action_of(make, &mine.at[i]);
		action->may_drop = is_new && writes && view->at_actions;
		here += is_new;
		if (!is_new) add_carried(make, &mine.at[i]);
	}
	view->has_room_for_action = here < ROOM_ACTIONS_MAX;
	view->may_action = writes && room_may(make->room, MAY_ACTION);
	view->wants_action = view->may_action && view->has_room_for_action;
	view->wants_progress = view->at_progress && view->carried.n > 0;
	return OK;
}

static void my_issue(struct room_make *make)
{
	struct room_view *view = make->view;
	const bool may = view->is_member && room_may(make->room, MAY_ISSUE);

	view->may_show_issue = view->is_presenter && may && view->has_issue;
	view->wants_issue = may && (view->at_issues || (view->is_presenter && !view->has_issue));
	view->issue_label = view->at_issues ? STR("Your issue, in one sentence")
	                                    : STR("Your issue, in two or three sentences");
}

/* "Not asked yet" is worked out here, from this stage alone, and kept nowhere. */
static void make_not_asked(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct room_step *step = room_step(room);
	struct buf out;
	int n = 0;

	if (!view->may_control || !view->at_questions) return;
	if (room_floor(room) == FLOOR_WRITE) return;
	if (!view->advice.n) view->advice = STR("Ask: “Can you turn that into a question?”");
	buf_init(&out, 4096);
	for (int i = 0; i < room->seat_count; i++) {
		bool asked = (room->talk.aloud >> i & 1) != 0;
		if (!room->seats[i].is_member || !room->seats[i].is_here) continue;
		if (i == room_presenter(room)) continue;
		for (size_t j = 0; j < make->data->questions.n; j++) {
			const struct question_row *row = &make->data->questions.at[j];
			if (row->asker.n == room->seats[i].person.n &&
			    row->asked_at.ms >= step->began_at.ms)
				asked = true;
		}
		if (asked) continue;
		buf_printf(&out, "%s%.*s%s", n++ ? "; " : "", STR_ARG(called_at(make, i)),
		           room_has_hand(room, i) ? ", whose hand is up" : "");
	}
	if (n) view->not_asked = str_printf(make->arena, "%.*s.", STR_ARG(buf_text(&out)));
	buf_release(&out);
}

/* For those who speak and never type: theirs counts, and whoever notes it may write it down. */
static void make_aloud(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;

	if (make->seat < 0 || !view->at_questions || room_floor(room) == FLOOR_WRITE) return;
	view->may_aloud = view->is_member &&
	                  app_room_may(make->work, make->now, ROOM_ALOUD, 0, 0, 0) == ROOM_OK;
	view->has_asked_aloud = (room->talk.aloud >> make->seat & 1) != 0;
	view->may_scribe = room_presenter(room) >= 0 && app_room_is_scribe(room, make->seat);
}

static void make_option(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const bool may =
		view->is_running && view->in_round && (view->may_control || view->is_presenter);

	if (!may) return;
	if (app_room_may(make->work, make->now, ROOM_OPTION, 0, 0, 0) == ROOM_OK)
		view->may_option = true;
	else if (app_room_may(make->work, make->now, ROOM_OPTION, 0, 1, 0) == ROOM_OK)
		view->may_option = view->is_without = true;
	for (int i = room->step; view->may_option && i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		if (step->round != room_step(room)->round || step->began_at.ms) continue;
		if (step->stage->optional && !view->option_title.n)
			view->option_title = lower_first(make->arena, step->stage->title);
	}
}

enum err make_mine(struct room_make *make)
{
	struct work theirs = *make->work;
	struct work *const before = make->work;

	/* A stream renders for others: their rights are asked as theirs. */
	theirs.viewer = make->person;
	make->work = &theirs;
	make_not_asked(make);
	make_aloud(make);
	make_option(make);
	enum err err = mark_kept(make);
	if (!err) err = my_lines(make);
	if (!err) err = my_actions(make);
	my_issue(make);
	struct room_view *view = make->view;
	view->at_pulse = view->is_member && (view->at_close || view->is_ended);
	if (!err && view->at_pulse)
		err = store_pulse_given(theirs.tx, make->now->meeting.id, make->person,
		                        &view->pulse_is_given);
	view->wants_pulse = view->at_pulse && !view->pulse_is_given;
	make->work = before;
	return err;
}
