/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_desk - what a stage works with, in a view: questions, turns, bids, rules, lines, actions. */
#include "domain/bid.h"
#include "domain/programme.h"
#include "domain/rule.h"
#include "embed/files.h"
#include "format/markdown.h"
#include "web/path.h"
#include "web/room_make.h"

static bool is_mine(const struct room_make *make, person_id person)
{
	return make->person.n != 0 && make->person.n == person.n;
}

/* ---- questions ---- */

static struct room_question_view question_of(const struct room_make *make,
                                             const struct question_row *row)
{
	const struct room_view *view = make->view;
	const bool shown = make->room->talk.screen == SCREEN_QUESTION &&
	                   make->room->talk.question.n == row->id.n;

	return (struct room_question_view){
		.id = id_words(make, row->id.n),
		.text = row->text,
		.by = is_mine(make, row->asker) ? STR("You") : row->asker_called,
		.is_shown = shown,
		.is_mine = is_mine(make, row->asker),
		.is_parked = row->is_parked,
		.may_show = view->may_control && view->is_running && !row->is_held,
		.room = view->room,
		.may_withdraw = is_mine(make, row->asker) && view->is_running,
	};
}

/* What was written alone is its writer's alone until the writing is over. */
static bool is_open(const struct room_make *make, const struct question_row *row)
{
	return !row->is_held || is_mine(make, row->asker);
}

/* Newest first; the one on the big screen before all. */
static void make_questions(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct question_rows *rows = &make->data->questions;

	const int hands = make->room->talk.hand_count;
	size_t asked = 0;
	for (size_t i = 0; i < rows->n; i++) asked += is_open(make, &rows->at[i]);
	view->asked_words = str_printf(make->arena, "%zu asked", asked);
	if (hands > 0)
		view->asked_words = str_printf(make->arena, "%zu asked, %d hand%s up", asked, hands,
		                               hands == 1 ? "" : "s");
	view->questions.at = NEW(make->arena, struct room_question_view, rows->n + 1);
	for (size_t i = rows->n; i-- > 0;) {
		if (!is_open(make, &rows->at[i])) continue;
		const struct room_question_view question = question_of(make, &rows->at[i]);
		if (!question.is_shown) {
			view->questions.at[view->questions.n++] = question;
			continue;
		}
		view->has_shown = true;
		view->shown = question;
	}
	if (!view->has_shown) return;
	memmove(view->questions.at + 1, view->questions.at,
	        sizeof(struct room_question_view) * view->questions.n++);
	view->questions.at[0] = view->shown;
}

static void make_hands(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room_talk *talk = &make->room->talk;

	if (!view->may_control) return;
	view->hands.at = NEW(make->arena, struct room_person_view, ROOM_SEATS_MAX);
	for (int i = 0; i < talk->hand_count; i++)
		view->hands.at[view->hands.n++] = (struct room_person_view){
			.id = id_words(make, make->room->seats[talk->hands[i]].person.n),
			.called = called_at(make, talk->hands[i]),
			.may_invite = true,
		};
}

/* ---- turns ---- */

static struct str turn_words(const struct room_make *make, int seat)
{
	const struct room_talk *talk = &make->room->talk;
	const struct str called = called_at(make, seat);
	const unsigned bit = 1u << seat;
	const char *words = "";

	if (seat == talk->turn)
		words = " is speaking";
	else if (talk->passed & bit)
		words = " passed";
	else if (talk->had & bit)
		words = " has spoken";
	else if (talk->skipped & bit)
		words = ", we come back";
	return str_printf(make->arena, "%.*s%s", STR_ARG(called), words);
}

static void make_turns(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;

	if (!room_turns(room)) return;
	view->turns.at = NEW(make->arena, struct room_turn_view, ROOM_SEATS_MAX);
	for (int i = 0; i < room->seat_count; i++) {
		const unsigned bit = 1u << i;
		const bool had = (room->talk.had & bit) != 0;
		if (!room->seats[i].is_member || (!room->seats[i].is_here && !had)) continue;
		if (i != room->talk.turn && !had && !room_turn_due(room, i)) continue;
		view->turns.at[view->turns.n++] = (struct room_turn_view){
			.id = id_words(make, room->seats[i].person.n),
			.called = called_at(make, i),
			.words = turn_words(make, i),
			.is_done = had && i != room->talk.turn,
			.is_now = i == room->talk.turn,
			.may_come =
				view->may_control && i != room->talk.turn && room->seats[i].is_here,
		};
	}
}

/* ---- airtime ---- */

static void suggest_order(struct room_make *make, const struct bid *bids, size_t n)
{
	struct room_view *view = make->view;
	struct buf value, words;
	size_t taken = 0;

	buf_init(&value, 1024);
	buf_init(&words, 4096);
	for (size_t i = 0; i < n && taken < (size_t)make->room->round_count; i++) {
		if (!make->room->seats[bids[i].seat].is_here) continue;
		if (taken) buf_str(&words, STR(", then "));
		buf_str(&words, called_at(make, bids[i].seat));
		buf_printf(&value, "%s%d", taken ? "-" : "", bids[i].seat);
		taken++;
	}
	view->order_value = str_copy(make->arena, buf_text(&value));
	view->order_words = str_copy(make->arena, buf_text(&words));
	buf_release(&value);
	buf_release(&words);
}

/* "In this order: Kofi, then Amara." */
static void make_order_now(struct room_make *make)
{
	const struct room *room = make->room;
	struct buf out;

	if (room->order_count == 0) return;
	buf_init(&out, 4096);
	for (int i = 0; i < room->order_count; i++)
		buf_printf(&out, "%s%.*s", i ? ", then " : "In this order: ",
		           STR_ARG(called_at(make, room->order[i])));
	buf_str(&out, STR("."));
	make->view->order_now = str_copy(make->arena, buf_text(&out));
	buf_release(&out);
}

static void make_bids(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct bid *bids = make->data->bids.at;
	const size_t n = make->data->bids.n;
	const struct day today = zone_local(make->data->zone, make->work->now).day;

	if (!view->at_bids) return;
	view->bids.at = NEW(make->arena, struct room_bid_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct day when =
			bids[i].airtime_at.ms ? zone_local(make->data->zone, bids[i].airtime_at).day
					      : (struct day){ DAY_NONE };
		view->bids.at[view->bids.n++] = (struct room_bid_view){
			.id = id_words(make, bids[i].person.n),
			.called = called_at(make, bids[i].seat),
			.why = bid_words(make->arena, &bids[i], when, today),
			.may_present = view->may_control,
		};
		if (is_mine(make, bids[i].person))
			view->my_bid =
				lower_first(make->arena, str_of(urgency_words(bids[i].urgency)));
	}
	if (view->may_control) suggest_order(make, bids, n);
	make_order_now(make);
}

/* ---- ground rules ---- */

static struct str members_agreed(const struct room_make *make)
{
	int members = 0, agreed = 0;

	for (int i = 0; i < make->room->seat_count; i++) {
		if (!make->room->seats[i].is_member || !who_at(make, i)->is_of_set) continue;
		members++;
		for (size_t j = 0; j < make->data->agreed.n; j++)
			if (make->data->agreed.at[j].person.n == make->room->seats[i].person.n)
				agreed++;
	}
	return rule_agreed_words(make->arena, make->room->rules_version, agreed, members);
}

static void make_rules(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room_data *data = make->data;
	bool agreed = false;

	if (!view->at_rules && !view->at_welcome) return;
	view->rules.at = NEW(make->arena, struct room_rule_view, data->rules.n);
	for (size_t i = 0; i < data->rules.n; i++)
		view->rules.at[view->rules.n++] =
			(struct room_rule_view){ .id = id_words(make, data->rules.at[i].id.n),
			                         .text = data->rules.at[i].text };
	if (data->rules.n) view->rules_words = members_agreed(make);
	view->rules_version = make->room->rules_version;
	for (size_t i = 0; i < data->agreed.n; i++)
		if (is_mine(make, data->agreed.at[i].person)) agreed = true;
	view->may_agree = view->is_member && data->rules.n && !agreed;
	if (!view->at_rules) return;
	view->proposed.at = NEW(make->arena, struct room_rule_view, data->proposed.n);
	for (size_t i = 0; i < data->proposed.n; i++)
		view->proposed.at[view->proposed.n++] = (struct room_rule_view){
			.id = id_words(make, data->proposed.at[i].id.n),
			.text = data->proposed.at[i].text,
			.change = path_room_rule(make->arena, make->now->meeting.id,
			                         data->proposed.at[i].id),
			.may_change = make->seat >= 0,
		};
	view->may_rule = make->seat >= 0;
	view->wants_rule = view->may_rule;
	view->may_settle = view->may_control && data->proposed.n > 0;
	view->may_word_again = view->may_control && data->proposed.n == 0 && data->rules.n > 0;
}

/* ---- lines ---- */

static struct str kind_words(enum review_kind kind)
{
	switch (kind) {
	case REVIEW_HELPED:
		return STR("what helped");
	case REVIEW_HINDERED:
		return STR("what got in the way");
	case REVIEW_TRY:
		return STR("what to try");
	case REVIEW_HOPES:
		return STR("hopes and fears");
	case REVIEW_LINE:
	case REVIEW_LEARNT:
	case REVIEW_FOCUS:
		return STR("");
	}
	return STR("");
}

/* The stage's own: hopes are not shown again at the review, nor one time round a loop at the next. */
bool line_is_due(const struct room_make *make, const struct review_row *row)
{
	const struct room_view *view = make->view;
	const struct room_step *step = room_step(make->room);

	if (view->at_hopes) return row->kind == REVIEW_HOPES;
	if (view->at_review) return row->kind <= REVIEW_TRY;
	return row->kind == REVIEW_LINE && step && row->made_at.ms >= step->began_at.ms;
}

static void make_lines(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct review_rows *rows = &make->data->lines;
	const int waiting = make->room->lines_shared;

	if (!view->at_lines) return;
	view->lines_are_shown = make->room->lines_revealed;
	view->lines.at = NEW(make->arena, struct room_line_view, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		if (!view->lines_are_shown || !line_is_due(make, &rows->at[i])) continue;
		view->lines.at[view->lines.n++] = (struct room_line_view){
			.id = id_words(make, rows->at[i].id.n),
			.text = rows->at[i].text,
			.by = !view->at_review ? rows->at[i].called
			                       : str_printf(make->arena, "%.*s, %.*s",
			                                    STR_ARG(rows->at[i].called),
			                                    STR_ARG(kind_words(rows->at[i].kind))),
		};
	}
	view->may_reveal = view->may_control && !view->lines_are_shown && waiting > 0;
	view->lines_words = waiting == 0 ? STR("Nobody has shared a line yet.")
	                                 : str_printf(make->arena, "%d line%s shared.", waiting,
	                                              waiting == 1 ? "" : "s");
}

/* ---- actions ---- */

struct room_action_view action_of(const struct room_make *make, const struct action_row *row)
{
	const bool told = row->told_at.ms != 0;
	return (struct room_action_view){
		.id = id_words(make, row->id.n),
		.text = row->text,
		.by = action_by_words(make->arena, row->by_words, row->due_on),
		.sign = row->sign,
		.state = told ? str_of(action_state_words(row->state)) : STR(""),
		.learnt = row->learnt,
		.is_told = told,
	};
}

/* Chosen before, and carried still or told in this room. */
bool is_carried_here(const struct room_make *make, const struct action_row *row)
{
	if (row->meeting.n == make->now->meeting.id.n) return false;
	if (action_is_carried(row->state)) return true;
	return make->room->opened_at.ms && row->told_at.ms >= make->room->opened_at.ms;
}

/* Those of whoever has the floor: in a round its presenter's new ones, at progress last time's. */
static void make_actions(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct action_rows *rows = &make->data->actions;
	const int seat = view->at_progress ? make->room->talk.turn : room_presenter(make->room);

	if ((!view->at_progress && !view->at_actions) || seat < 0) return;
	view->whose_actions = called_at(make, seat);
	view->are_my_actions = seat == make->seat;
	view->actions.at = NEW(make->arena, struct room_action_view, rows->n);
	for (size_t i = rows->n; i-- > 0;) {
		const struct action_row *row = &rows->at[i];
		if (row->person.n != make->room->seats[seat].person.n) continue;
		const bool due = view->at_progress ? is_carried_here(make, row)
		                                   : row->meeting.n == make->now->meeting.id.n;
		/* What they have still to tell stands on their own page as a form. */
		if (view->at_progress && view->are_my_actions && !row->told_at.ms) continue;
		if (due) view->actions.at[view->actions.n++] = action_of(make, row);
	}
	if (view->at_progress && view->are_my_actions && view->actions.n == 0)
		view->whose_actions = STR("");
	view->actions_are_shown = make->room->actions_shown;
}

/* ---- dates, cards ---- */

static void make_dates(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct meeting_rows *rows = &make->data->meetings;

	view->dates.at = NEW(make->arena, struct room_date_view, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		const struct meeting_row *row = &rows->at[i];
		const struct str when = str_printf(
			make->arena, "%.*s, %.*s", STR_ARG(day_words(make->arena, row->held_on)),
			STR_ARG(minute_range_words(make->arena, row->start_min,
		                                   row->start_min + row->length_min)));
		if (row->number > make->now->meeting.number && row->state == MEETING_PLANNED &&
		    !view->next_date.n)
			view->next_date = when;
		view->dates.at[view->dates.n++] = (struct room_date_view){
			.number = row->number,
			.words = when,
			.note = row->facilitated ? STR("with a facilitator") : STR("on your own"),
			.is_now = row->id.n == make->now->meeting.id.n,
			.is_held = row->state == MEETING_ENDED,
		};
	}
}

/* Card n of the first-meeting page: its n-th part, each begun by a heading.  False: there is none. */
static bool card_text(int n, struct str *title, struct str *body, int *count)
{
	const struct embedded *file = embedded_find(STR("content/pages/first-meeting.md"));
	struct str text, line;
	const char *from = NULL, *to = NULL;
	int at = -1;

	if (!file) return false;
	text = (struct str){ file->bytes, file->n };
	while (str_cut(&text, '\n', &line)) {
		if (!str_starts(line, STR("## "))) continue;
		at++;
		if (at == n) {
			*title = str_from(line, 3);
			from = line.at + line.n;
		}
		if (at == n + 1) to = line.at;
	}
	*count = at + 1;
	if (!from) return false;
	if (!to) to = file->bytes + file->n;
	*body = (struct str){ from, (size_t)(to - from) };
	return true;
}

static enum err make_card(struct room_make *make)
{
	struct room_view *view = make->view;
	struct str title, body;
	struct markdown card;
	int count, n = make->room->card;

	if (!view->at_cards) return OK;
	if (!card_text(n, &title, &body, &count)) {
		n = 0;
		if (!card_text(0, &title, &body, &count)) return ERR_CORRUPT;
	}
	const enum err err = markdown(make->arena, body, NULL, 0, &card);
	if (err) return err;
	view->card = card.body;
	view->card_title = title;
	view->card_words = str_printf(make->arena, "%d of %d", n + 1, count);
	view->has_card_before = n > 0;
	view->has_card_after = n + 1 < count;
	view->card_before = n - 1;
	view->card_after = n + 1;
	return OK;
}

enum err make_desk(struct room_make *make)
{
	make_questions(make);
	make_hands(make);
	make_turns(make);
	make_bids(make);
	make_rules(make);
	make_lines(make);
	make_actions(make);
	make_dates(make);
	return make_card(make);
}
