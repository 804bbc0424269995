/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* screen - see screen.h. */
#include "web/screen.h"

#include "app/screen.h"
#include "html/screen.h"
#include "web/path.h"
#include "web/room_make.h"

enum { LONG_LETTERS = 140 };

/* ---- what it shows ---- */

static void show(struct room_view *view, struct str who, struct str text, bool is_voice)
{
	view->screen_who = who;
	view->screen_text = text;
	view->screen_is_voice = is_voice;
	view->screen_is_long = str_points(text) > LONG_LETTERS;
}

static void show_question(struct room_make *make)
{
	const struct room_question_view *shown = &make->view->shown;

	show(make->view,
	     str_printf(make->arena, "%.*s asked %.*s", STR_ARG(shown->by),
	                STR_ARG(make->view->presenter)),
	     shown->text, true);
}

static void show_turns(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const int following = room_turn_following(room);

	if (room->talk.turn < 0) return;
	view->screen_now = called_at(make, room->talk.turn);
	view->screen_then = called_at(make, following);
}

static void show_stage(struct room_make *make)
{
	struct room_view *view = make->view;

	if (view->at_break) {
		show(view, str_printf(make->arena, "Back at %.*s", STR_ARG(view->break_until)),
		     view->lead, true);
	} else if (view->at_cards) {
		show(view, STR("What action learning is"), view->card_title, false);
	} else if (view->at_close) {
		show(view, STR("Next time"), view->next_date.n ? view->next_date : view->lead,
		     false);
	} else if (view->in_round && !str_eq(view->lead, view->issue)) {
		show(view, view->who_rest, view->lead, true);
	} else if (!view->in_round && view->lead.n) {
		show(view, view->who_rest, view->lead, true);
	}
	if (view->at_turns) show_turns(make);
}

void make_screen(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;

	view->is_curtained = room->is_curtained;
	view->may_show_lines = view->at_lines && view->lines_are_shown;
	view->may_show_actions = view->actions_are_shown && view->actions.n > 0;
	if (view->has_shown)
		show_question(make);
	else if (room->talk.screen == SCREEN_ISSUE && room->issue.n && view->has_issue &&
	         str_eq(view->lead, view->issue))
		show(view,
		     str_printf(make->arena, "%.*s is thinking about", STR_ARG(view->presenter)),
		     view->issue, true);
	else
		show_stage(make);
	if (view->is_waiting) show(view, STR("Waiting to start"), view->meeting_words, false);
	if (view->is_ended)
		show(view, STR("The meeting has ended"),
		     view->next_date.n
		             ? str_printf(make->arena, "Next time: %.*s", STR_ARG(view->next_date))
		             : STR("Thank you."),
		     false);
	view->is_alone = !view->screen_text.n && !view->groups.n && !view->may_show_lines &&
	                 !view->may_show_actions && !view->screen_now.n;
	view->foot_left = view->in_round ? view->hold : STR("");
	if (view->next_words.n)
		view->foot_right = str_printf(make->arena, "Next: %.*s", STR_ARG(view->next_words));
	/* What may be private to the set has no business here: neither the issue unless its presenter
	 * let it, nor the list of questions, nor the words of those who have not shared them. */
	view->questions.n = view->my_actions.n = view->my_lines.n = view->notes.n = 0;
	if (!view->may_show_actions) view->actions.n = 0;
	view->issue = view->want = (struct str){ 0 };
}

void screen_write_parts(struct buf *out, const struct room_view *view)
{
	html_screen_title(out, view);
	html_screen_body(out, view);
	html_screen_foot(out, view);
}

/* ---- its page ---- */

static enum err view_of(struct request *rq, struct room_view *out)
{
	struct room_data data;

	enum err err = room_data_load(&rq->work, rq->path.meeting, &data);
	if (!err) err = room_make_page(rq, &data, SEAT_SCREEN, out);
	room_data_free(&data);
	return err;
}

/* GET /meetings/:meeting/screen */
enum err page_screen(struct request *rq, struct reply *reply)
{
	struct room_view *view = NEW(rq->work.arena, struct room_view, 1);

	const enum err err = view_of(rq, view);
	if (!err) html_screen_show(&reply->body, view);
	return err;
}

/* GET /meetings/:meeting/screen/since/:number */
enum err page_screen_since(struct request *rq, struct reply *reply)
{
	return room_news(rq, reply, AUDIENCE_SCREEN);
}

/* STREAM /meetings/:meeting/screen/events - nobody's browser: it takes no seat in the ring. */
enum err stream_screen(struct request *rq, struct reply *reply)
{
	const enum err err = reply_stream(rq, reply, topic_room(rq->path.meeting), AUDIENCE_SCREEN,
	                                  request_last(rq));
	reply->seat.person = 0;
	return err;
}

/* ---- the code ---- */

struct code_form {
	struct str code;
};

static const struct field code_fields[] = {
	FIELD_TEXT(struct code_form, code, "the six letters", 1, 20),
};

/* GET /screen */
enum err page_screen_code(struct request *rq, struct reply *reply)
{
	struct screen_code_view view = {
		.page = page_at_door(rq, STR("Big screen")),
		.form = form_begin(rq),
		.code = form_input(rq, "code", STR("Code of the big screen"), STR("")),
	};

	view.code.hint = STR("Six letters. Whoever facilitates can see them in the room.");
	view.code.autocomplete = STR("off");
	view.code.width = STR("govuk-input--width-10");
	html_screen_code(&reply->body, &view);
	return OK;
}

/* POST /screen */
enum err post_screen_code(struct request *rq, struct reply *reply)
{
	struct code_form form = { 0 };
	meeting_id meeting;
	struct str code;

	enum err err = form_read(rq, code_fields, LEN(code_fields), &form);
	if (err == ERR_INPUT) return form_again(rq, reply, page_screen_code);
	if (err) return err;
	err = app_screen_open(&rq->work, form.code, request_peer(rq), &code, &meeting);
	if (err == ERR_REFUSED) {
		reply->keep = true; /* so that it counts */
		return form_again_at(rq, reply, page_screen_code, "code");
	}
	if (err) return err;
	reply_screen(rq, reply, code);
	return reply_see_other(reply, path_screen_of(rq->work.arena, meeting));
}
