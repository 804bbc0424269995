/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_manage - see room_manage.h.  Their forms are presses of the room (room_post.c). */
#include "web/room_manage.h"

#include "base/id.h"
#include "domain/rule.h"
#include "html/room.h"
#include "store/rule.h"
#include "web/path.h"

/* The room, for whoever leads it; others are told that there is no such page. */
static enum err load_led(struct request *rq, struct room_now **out)
{
	*out = NEW(rq->work.arena, struct room_now, 1);
	const enum err err = app_room_load(&rq->work, rq->path.meeting, *out);
	if (err) return err;
	const struct room *room = &(*out)->room;
	return room_facilitates(room, room_seat_of(room, rq->work.viewer)) ? OK : ERR_ABSENT;
}

/* ---- who presents ---- */

static size_t members(struct request *rq, const struct room_now *now, struct option_view *out)
{
	size_t n = 0;

	out[n++] = (struct option_view){ .value = STR(""), .label = STR("Not chosen yet") };
	for (int i = 0; i < now->room.seat_count; i++) {
		const struct room_seat *seat = &now->room.seats[i];
		if (!seat->is_member || !now->who[i].is_of_set) continue;
		out[n++] = (struct option_view){
			.value = str_printf(rq->work.arena, "%d", i),
			.label = seat->is_here ? now->who[i].called
			                       : str_printf(rq->work.arena, "%.*s, not here",
			                                    STR_ARG(now->who[i].called)),
		};
	}
	return n;
}

static struct choice_view round_select(struct request *rq, const struct room_now *now, int round)
{
	struct option_view *options = NEW(rq->work.arena, struct option_view, ROOM_SEATS_MAX + 1);
	const size_t n = members(rq, now, options);
	const int seat = room_presenter_of(&now->room, round);
	const struct str chosen = seat < 0 ? STR("") : str_printf(rq->work.arena, "%d", seat);
	const char *name = str_z(rq->work.arena, str_printf(rq->work.arena, "round-%d", round));

	return form_options(rq, name, str_printf(rq->work.arena, "Round %d", round), options, n,
	                    chosen);
}

/* GET /meetings/:meeting/room/order */
enum err page_room_order(struct request *rq, struct reply *reply)
{
	struct room_now *now;

	const enum err err = load_led(rq, &now);
	if (err) return err;
	struct room_order_view view = {
		.page = page_begin(rq, STR("Who presents")),
		.form = form_begin(rq),
		.room = path_room(rq->work.arena, rq->path.meeting),
		.set = now->meeting.set_name,
	};
	const int fixed = process_rounds_fixed(now->room.shell);
	const int most = fixed ? fixed : ROUNDS_MAX;
	int shown = now->room.round_count + 1;
	if (shown > most) shown = most;
	view.rounds_words =
		fixed ? str_printf(rq->work.arena, "This meeting has %d round%s.", fixed,
	                           fixed == 1 ? "" : "s")
		      : str_printf(
				rq->work.arena,
				"There is time for about %d round%s. Choose as many as you agree.",
				now->room.round_count, now->room.round_count == 1 ? "" : "s");
	view.rounds.at = NEW(rq->work.arena, struct room_round_view, ROUNDS_MAX);
	for (int round = 1; round <= shown; round++)
		view.rounds.at[view.rounds.n++].who = round_select(rq, now, round);
	html_room_order_page(&reply->body, &view);
	return OK;
}

/* ---- who is here ---- */

static struct str attend_words(const struct room_seat *seat)
{
	if (seat->is_here) return seat->on_call ? STR("Here, on the call") : STR("Here");
	if (seat->came) return STR("Came, and has stepped out");
	return seat->is_expected ? STR("Not here yet") : STR("Sent apologies, or away");
}

/* GET /meetings/:meeting/room/people */
enum err page_room_people(struct request *rq, struct reply *reply)
{
	struct room_now *now;

	const enum err err = load_led(rq, &now);
	if (err) return err;
	const struct room *room = &now->room;
	const int me = room_seat_of(room, rq->work.viewer);
	struct room_people_view view = {
		.page = page_begin(rq, STR("Who is here")),
		.form = form_begin(rq),
		.room = path_room(rq->work.arena, rq->path.meeting),
		.set = now->meeting.set_name,
		.count_words = str_printf(rq->work.arena, "%d of %d members are here.",
		                          room_here(room), room_people(room)),
		.may_hand_over = room->holder >= 0 && room->holder == me,
	};
	view.people.at = NEW(rq->work.arena, struct room_attend_view, ROOM_SEATS_MAX);
	for (int i = 0; i < room->seat_count; i++) {
		const struct room_seat *seat = &room->seats[i];
		if (!seat->is_member || (!now->who[i].is_of_set && !seat->came)) continue;
		view.people.at[view.people.n++] = (struct room_attend_view){
			.id = id_text(rq->work.arena, seat->person.n),
			.name = now->who[i].name,
			.words = attend_words(seat),
			.has_come = seat->came,
			.has_apologies = !seat->is_expected && !seat->came,
			.may_hand_over = view.may_hand_over && i != me && seat->is_here,
		};
	}
	html_room_people_page(&reply->body, &view);
	return OK;
}

/* ---- one rule ---- */

/* GET /meetings/:meeting/room/rule/:rule - the gate has asked about the rule's set. */
enum err page_room_rule(struct request *rq, struct reply *reply)
{
	struct meeting_row meeting;
	struct rule_row rule;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = store_rule_load(rq->work.tx, rq->path.rule, &rule);
	if (err) return err;
	if (rule.set.n != meeting.set.n || rule.version != 0) return ERR_ABSENT;
	struct room_rule_page_view view = {
		.page = page_begin(rq, STR("Change the words")),
		.form = form_begin(rq),
		.room = path_room(rq->work.arena, rq->path.meeting),
		.id = id_text(rq->work.arena, rule.id.n),
		.set = meeting.set_name,
		.text = form_textarea(rq, "text", STR("The rule, in your own words"), rule.text,
		                      RULE_TEXT_MAX),
	};
	view.text.is_voice = true;
	html_room_rule_page(&reply->body, &view);
	return OK;
}
