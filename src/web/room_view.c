/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_view - a room as one seat sees it: what is read for it, and who may do what. */
#include "base/id.h"
#include "format/url.h"
#include "store/note.h"
#include "web/room_make.h"
#include "web/cast.h"
#include "web/path.h"
#include "web/site.h"

/* ---- what is read ---- */

static enum err load_issue(struct work *work, struct room_data *data)
{
	const int seat = room_presenter(&data->now->room);
	struct issue_shared_rows issues;

	if (seat < 0) return OK;
	const enum err err = store_issue_list_shared(work->tx, data->now->meeting.set, &issues);
	if (err) return err;
	for (size_t i = 0; i < issues.n; i++) {
		if (issues.at[i].person.n != data->now->room.seats[seat].person.n) continue;
		if (data->has_issue && issues.at[i].shared_at.ms < data->issue.shared_at.ms)
			continue;
		data->issue = issues.at[i];
		data->has_issue = true;
	}
	return OK;
}

/* Only those that the present presenter was asked. */
static enum err load_questions(struct work *work, struct room_data *data)
{
	const int seat = room_presenter(&data->now->room);
	struct question_rows all;
	size_t n = 0;

	if (seat < 0) return OK;
	const enum err err = store_question_list(work->tx, data->now->meeting.id, &all);
	if (err) return err;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].presenter.n == data->now->room.seats[seat].person.n)
			all.at[n++] = all.at[i];
	data->questions = (struct question_rows){ all.at, n };
	return OK;
}

static enum err load_rules(struct work *work, struct room_data *data)
{
	const set_id set = data->now->meeting.set;
	const int version = data->now->room.rules_version;

	enum err err = store_rule_list(work->tx, set, 0, &data->proposed);
	if (!err && version) err = store_rule_list(work->tx, set, version, &data->rules);
	if (!err && version) err = store_rule_agreed(work->tx, set, version, &data->agreed);
	return err;
}

static enum err load_stage(struct work *work, struct room_data *data)
{
	const struct room_now *now = data->now;
	const struct stage *stage = room_stage(&now->room);
	const meeting_id meeting = now->meeting.id;

	enum err err = OK;

	if (!stage) return OK;
	if (stage->may & MAY_BID) err = app_room_bids(work, now, &data->bids);
	if (!err && (stage->may & MAY_RULE || stage->kind == STAGE_WELCOME))
		err = load_rules(work, data);
	if (!err && stage->may & MAY_LINE)
		err = store_review_shared(work->tx, meeting, &data->lines);
	if (!err && (stage->may & (MAY_PROGRESS | MAY_ACTION) || stage->kind == STAGE_ROUND_REVIEW))
		err = store_action_shared(work->tx, now->meeting.set, &data->actions);
	return err;
}

enum err room_data_fill(struct work *work, struct room_data *data)
{
	struct room_now *now = data->now;

	data->clock = room_clock(&now->room, work->now);
	enum err err = zone_new(now->zone, &data->zone);
	if (!err) err = load_issue(work, data);
	if (!err) err = load_questions(work, data);
	if (!err) err = load_stage(work, data);
	if (!err) err = store_meeting_dates(work->tx, now->meeting.set, &data->meetings);
	return err;
}

enum err room_data_load(struct work *work, meeting_id meeting, struct room_data *out)
{
	*out = (struct room_data){ .now = NEW(work->arena, struct room_now, 1) };
	const enum err err = app_room_load(work, meeting, out->now);
	return err ? err : room_data_fill(work, out);
}

void room_data_free(struct room_data *data)
{
	zone_free(data->zone);
	data->zone = NULL;
}

/* ---- small things ---- */

const struct room_who *who_at(const struct room_make *make, int seat)
{
	return &make->now->who[seat];
}

struct str called_at(const struct room_make *make, int seat)
{
	return seat < 0 ? STR("") : make->now->who[seat].called;
}

struct str clock_words(const struct room_make *make, struct instant at)
{
	const int minute = zone_local(make->data->zone, at).minute;
	const int hour = minute / 60 % 12 ? minute / 60 % 12 : 12;

	if (minute % 60 == 0) return str_printf(make->arena, "%d o’clock", hour);
	return str_printf(make->arena, "%d:%02d", hour, minute % 60);
}

struct str lower_first(struct arena *arena, struct str words)
{
	const struct str first = str_part(words, 0, 1), rest = str_from(words, 1);
	return str_printf(arena, "%.*s%.*s", STR_ARG(str_lower(arena, first)), STR_ARG(rest));
}

struct str id_words(const struct room_make *make, int64_t id)
{
	return id_text(make->arena, id);
}

int facilitator_seat(const struct room *room)
{
	int due = -1;
	for (int i = 0; i < room->seat_count; i++) {
		if (!room_facilitates(room, i)) continue;
		if (room->seats[i].is_here) return i;
		if (due < 0) due = i;
	}
	return due;
}

/* ---- whose it is, and who may ---- */

/* What somebody types into the machine of the meeting room: "learning.example.org/screen". */
static struct str screen_address(const struct room_make *make)
{
	const struct str base = make->work->house->base_url;
	size_t from = 0;

	while (from < base.n && !str_starts(str_from(base, from), STR("://"))) from++;
	return str_printf(make->arena, "%.*s/screen",
	                  STR_ARG(from < base.n ? str_from(base, from + 3) : base));
}

static void make_names(struct room_make *make)
{
	const struct meeting_row *meeting = &make->now->meeting;
	struct room_view *view = make->view;

	view->set = meeting->set_name;
	view->heading = str_printf(make->arena, "Live room: %.*s set, meeting %d",
	                           STR_ARG(view->set), meeting->number);
	view->meeting_short = str_printf(make->arena, "%.*s set, meeting %d", STR_ARG(view->set),
	                                 meeting->number);
	view->meeting_words =
		str_printf(make->arena, "Meeting %d of %d, %.*s", meeting->number,
	                   make->now->meetings, STR_ARG(day_words(make->arena, meeting->held_on)));
	view->number = make->room->event_count;
	view->room = path_room(make->arena, meeting->id);
	view->screen = path_screen_of(make->arena, meeting->id);
	view->order_page = path_room_order(make->arena, meeting->id);
	view->running_page = path_room_running(make->arena, meeting->id);
	view->plan_page = path_meeting_plan(make->arena, meeting->id);
	view->roles_page = path_room_roles(make->arena, meeting->id);
	view->scribe_page = path_room_scribe(make->arena, meeting->id);
	view->people_page = path_room_people(make->arena, meeting->id);
	view->home = path_home();
	view->place = meeting->place;
	view->code = meeting->screen_code;
	view->screen_at = screen_address(make);
	if (meeting->call_link.n && !url_https(meeting->call_link, &view->call_link))
		view->call_link = (struct url){ .text = { 0 } };
}

static void make_rights(struct room_make *make)
{
	const struct room *room = make->room;
	struct room_view *view = make->view;
	const int seat = make->seat;

	view->is_closed = room->state == ROOM_CLOSED;
	view->is_waiting = room->state == ROOM_WAITING;
	view->is_running = room->state == ROOM_RUNNING;
	view->is_ended = room->state == ROOM_ENDED;
	if (seat < 0) return;
	view->is_member = room->seats[seat].is_member;
	view->is_facilitator = room->seats[seat].is_facilitator;
	view->is_here = room->seats[seat].is_here;
	view->on_call = room->seats[seat].on_call;
	view->may_call = view->is_here && (view->is_waiting || view->is_running);
	view->call_value = view->on_call ? STR("no") : STR("yes");
	view->call_words =
		view->on_call ? STR("I’m in the room after all") : STR("I’m on the call");
	view->call_said =
		view->on_call ? STR("Your seat is in the room.") : STR("Your seat is on the call.");
	view->may_control = room_facilitates(room, seat);
	view->may_hold_only = !view->may_control && room_holds(room, seat);
	view->may_hold = room_can_hold(room, seat, make->work->now);
	view->may_reopen = view->may_control && view->is_ended && room->started_at.ms &&
	                   instant_since(make->work->now, room->ended_at) < ROOM_REOPEN_MS;
	view->is_presenter = room_presenter(room) == seat;
	if (room->self_facilitated) view->may_open = view->is_member;
	if (view->is_facilitator) view->may_open = true;
	view->wants_open = view->may_open && view->is_closed;
	view->wants_reason = make->now->meeting.number > 1 && room->rules_version == 0;
}

static struct str person_words(const struct room_make *make, int seat)
{
	const struct room_seat *at = &make->room->seats[seat];

	if (seat == room_presenter(make->room)) return STR("presenting");
	if (at->is_facilitator)
		return at->is_here ? STR("facilitator") : STR("facilitator, not here yet");
	if (at->is_here) return at->on_call ? STR("here, on the call") : STR("here");
	if (at->came) return STR("has stepped out");
	return at->is_expected ? STR("not here yet") : STR("sent apologies");
}

static void make_people(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;

	view->people.at = NEW(make->arena, struct room_person_view, ROOM_SEATS_MAX);
	for (int i = 0; i < room->seat_count; i++) {
		const struct room_seat *seat = &room->seats[i];
		const struct room_who *who = who_at(make, i);
		if (seat->person.n == 0 || (!seat->is_member && !seat->is_facilitator)) continue;
		if (!who->is_of_set && !seat->came) continue;
		view->people.at[view->people.n++] = (struct room_person_view){
			.id = id_words(make, seat->person.n),
			.called = who->called,
			.name = who->name,
			.words = person_words(make, i),
			.is_here = seat->is_here,
			.may_present = seat->is_member && seat->is_here,
		};
	}
	const int here = room_here(room), due = room_people(room);
	view->count_words = here == due ? str_printf(make->arena, "%d here", here)
	                                : str_printf(make->arena, "%d of %d here", here, due);
}

/* Who holds the room, or who is missed. */
static void make_holder(struct room_make *make)
{
	const struct room *room = make->room;
	const bool is_second = make->seat >= 0 && room->co_holder == make->seat;
	int host = -1;

	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_facilitator) host = i;
	if (host < 0 && room->holder >= 0 && !room->seats[room->holder].is_here)
		host = room->holder;
	make->view->holder_words =
		host < 0 ? STR("Nobody holds the room.")
			 : str_printf(make->arena,
	                              is_second ? "%.*s is not heard just now."
	                                        : "%.*s has been away for a minute.",
	                              STR_ARG(called_at(make, host)));
	make->view->hold_words =
		is_second ? STR("You were named to take over: you can pause, and move to the next "
	                        "stage.")
			  : STR("Any of you can hold the room: pause it, and move to the next "
	                        "stage.");
	if (room->holder >= 0 && room->holder == make->seat)
		make->view->holder_words =
			host < 0 ? STR("")
				 : str_printf(make->arena, "%.*s has it back when they return.",
		                              STR_ARG(called_at(make, host)));
}

static void make_title(struct room_make *make)
{
	struct room_view *view = make->view;
	struct str stage = view->stage;

	if (view->is_closed) stage = STR("Not open yet");
	if (view->is_waiting) stage = STR("Waiting to start");
	if (view->is_ended) stage = STR("The meeting has ended");
	view->stage = stage;
	view->title =
		str_printf(make->arena, "%.*s – %.*s set", STR_ARG(stage), STR_ARG(view->set));
}

static void make_opening(struct room_make *make)
{
	const struct meeting_row *meeting = &make->now->meeting;
	struct room_view *view = make->view;
	const struct meeting_view door = { .state = meeting->state,
		                           .starts_at = meeting->starts_at,
		                           .length_min = meeting->length_min };
	const struct instant opens = instant_add(meeting->starts_at, -MEETING_DOOR_MS);
	const int host = facilitator_seat(make->room);

	view->opens_words = str_printf(make->arena, "The room opens on %.*s at %.*s.",
	                               STR_ARG(day_words(make->arena, meeting->held_on)),
	                               STR_ARG(clock_words(make, opens)));
	if (meeting_door_is_open(&door, make->work->now)) {
		view->opens_words = host < 0 ? STR("Any of you can open the room.")
		                    : host == make->seat
		                            ? STR("Open the room when you are ready.")
		                            : str_printf(make->arena, "%.*s opens the room.",
		                                         STR_ARG(called_at(make, host)));
		if (meeting->state == MEETING_CANCELLED)
			view->opens_words = STR("This meeting has been cancelled.");
		return;
	}
	view->may_open = view->wants_open = false;
}

/* On a member's page the question on the big screen stands in a place of its own, and once. */
static void set_apart(struct room_view *view)
{
	if (!view->has_shown) return;
	view->shown = view->questions.at[0];
	view->shown.is_apart = view->has_apart = true;
	view->questions.at++;
	view->questions.n--;
}

enum err room_make(struct work *work, const struct room_data *data, int seat, struct room_view *out)
{
	struct room_make make = {
		.work = work,
		.arena = work->arena,
		.data = data,
		.now = data->now,
		.room = &data->now->room,
		.seat = seat,
		.view = out,
	};

	*out = (struct room_view){ 0 };
	if (seat >= 0) make.person = data->now->room.seats[seat].person;
	make_names(&make);
	make_rights(&make);
	make_people(&make);
	make_holder(&make);
	make_stage(&make);
	make_title(&make);
	if (out->is_closed) {
		make_opening(&make);
		out->hold = out->opens_words;
	}
	make_airtime(&make);
	make_roles(&make);
	make_loop(&make);
	enum err err = make_desk(&make);
	if (err) return err;
	if (seat == SEAT_SCREEN) {
		make_screen(&make);
		return OK;
	}
	make_presses(&make);
	if (out->may_control || out->may_hold_only) make_order(&make);
	err = make_mine(&make);
	if (!out->may_control && !out->may_hold_only) set_apart(out);
	return err;
}

/* ---- the page's own ---- */

static enum err make_notes(struct request *rq, const struct room_data *data, struct room_view *view)
{
	struct note_rows notes;

	const enum err err =
		store_note_list(rq->work.tx, rq->work.viewer, data->now->meeting.id, &notes);
	if (err) return err;
	view->notes.at = NEW(rq->work.arena, struct room_line_view, notes.n);
	for (size_t i = 0; i < notes.n; i++)
		view->notes.at[view->notes.n++] = (struct room_line_view){
			.id = id_text(rq->work.arena, notes.at[i].id.n),
			.text = notes.at[i].text,
		};
	return OK;
}

/* Somebody who comes while it is under way is told where we are. */
static void make_late(struct request *rq, const struct room_data *data, int seat,
                      struct room_view *view)
{
	const struct room *room = &data->now->room;
	const int presenter = room_presenter(room);

	if (!view->is_running || room->seats[seat].came) return;
	view->late_until = rq->work.now.ms + MINUTES(2);
	view->late = str_printf(rq->work.arena, "You’ve joined during %.*s.", STR_ARG(view->stage));
	if (presenter < 0 || presenter == seat) return;
	view->late = str_printf(rq->work.arena, "%.*s %.*s %s.", STR_ARG(view->late),
	                        STR_ARG(data->now->who[presenter].called),
	                        room_is_running_at(room, STAGE_PRESENT) ? "is presenting"
	                                                                : "has presented");
	view->late = data->questions.n ? str_printf(rq->work.arena, "%.*s %zu question%s so far.",
	                                            STR_ARG(view->late), data->questions.n,
	                                            data->questions.n == 1 ? "" : "s")
	                               : str_printf(rq->work.arena, "%.*s No questions yet.",
	                                            STR_ARG(view->late));
}

static struct str scale_words(const struct request *rq, int n)
{
	return str_printf(rq->work.arena, "%d%s", n,
	                  n == 1   ? ", not at all"
	                  : n == 5 ? ", very much"
	                           : "");
}

/* Their issue as it stands, for a form that shares it. */
static enum err make_my_issue(struct request *rq, const struct room_data *data,
                              struct room_view *view)
{
	struct issue_mine_row mine;

	const enum err err =
		store_issue_current(rq->work.tx, data->now->meeting.set, rq->work.viewer, &mine);
	if (!err) view->my_issue = mine.text;
	return err == ERR_ABSENT ? OK : err;
}

/* What was learnt stays with its action; where the action is told or gone by now, its words are offered as a
 * note. */
static void keep_learnt(const struct request *rq, struct room_view *view)
{
	const struct str action = request_field(rq, "action"), learnt = request_field(rq, "learnt");

	for (size_t i = 0; i < view->carried.n; i++) {
		if (!str_eq(view->carried.at[i].id, action)) continue;
		view->carried.at[i].learnt = learnt;
		return;
	}
	view->note_text = learnt;
	if (learnt.n)
		view->note_help = STR("These are your words about that action. Save them as a "
		                      "note, or copy them.");
}

/* A form that was refused is shown again with what was typed. */
static void keep_typed(const struct request *rq, struct room_view *view)
{
	const struct str verb = rq->path.word, text = request_field(rq, "text");

	if (str_eq(verb, STR("question")) || str_eq(verb, STR("hint"))) view->ask_text = text;
	if (str_eq(verb, STR("note"))) view->note_text = text;
	if (str_eq(verb, STR("issue"))) view->my_issue = text;
	if (str_eq(verb, STR("action"))) view->will = text;
	if (str_eq(verb, STR("rule"))) view->rule_text = text;
	if (str_eq(verb, STR("hint"))) view->ask_hint = room_hint(text);
	view->by = request_field(rq, "by");
	view->know = request_field(rq, "know");
	view->hindered = request_field(rq, "hindered");
	view->try = request_field(rq, "try");
	view->hopes = request_field(rq, "hopes");
	view->written = request_field(rq, "written");
	if (str_eq(verb, STR("line"))) view->helped = request_field(rq, "helped");
	if (str_eq(verb, STR("progress"))) keep_learnt(rq, view);
}

void room_make_frame(struct request *rq, struct room_view *out)
{
	static const char *const speak[] = { "all", "mine", "none" };
	const struct site_assets *assets = &rq->site->assets;

	out->css = assets->css;
	out->font = assets->font;
	out->icon = assets->icon;
	out->room_js = assets->room_js;
	out->screen_js = assets->screen_js;
	out->is_light = rq->me.theme == THEME_LIGHT;
	out->is_dark = rq->me.theme == THEME_DARK;
	out->form = form_begin(rq);
	out->said = rq->said;
	rq->said_shown = rq->said.n > 0;
	out->is_still = request_query(rq, "write").at != NULL;
	out->here = out->room;
	out->still = url_with(rq->work.arena, out->room, "write", STR("1"));
	for (size_t i = 0; i < out->questions.n; i++) out->questions.at[i].form = out->form;
	out->shown.form = out->form;
	out->may_type_keys = rq->me.shortcuts;
	out->speak = str_of(speak[rq->me.speak]);
	out->me = id_text(rq->work.arena, rq->me.id.n);
	out->looked = looks_mark(rq->site->looks, rq->work.arena, rq->looked);
}

enum err room_make_page(struct request *rq, const struct room_data *data, int seat,
                        struct room_view *out)
{
	enum err err = room_make(&rq->work, data, seat, out);
	if (err) return err;
	room_make_frame(rq, out);
	out->scale.at = NEW(rq->work.arena, struct room_scale_view, 5);
	for (int i = 1; i <= 5; i++)
		out->scale.at[out->scale.n++] = (struct room_scale_view){ i, scale_words(rq, i) };
	if (rq->site->cast) {
		const struct room *room = &data->now->room;

		out->is_simulated = cast_is_called(rq->site->cast, rq->path.meeting);
		out->may_simulate = request_may(rq, SET_ATTENDANCE) && !out->is_ended &&
		                    (out->is_simulated || room_here(room) < room_people(room));
	}
	if (seat < 0) return OK;
	make_late(rq, data, seat, out);
	err = make_notes(rq, data, out);
	if (!err) err = make_signals(rq, data, out);
	if (!err) err = make_my_issue(rq, data, out);
	keep_typed(rq, out);
	return err;
}
