/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_bend - see room_bend.h.  What may be bent and what follows is domain/room_bend.c's. */
#include "web/room_bend.h"

#include "html/room.h"
#include "web/path.h"
#include "web/room_make.h"

/* One page, or one press, under way. */
struct bending {
	struct request *rq;
	struct arena *arena;
	const struct room_data *data;
	const struct room *room;
	struct room_make make; /* for words */
	struct room_running_view *view;
};

static bool may(const struct bending *at, enum room_kind kind, int64_t subject, int64_t a,
                int64_t b)
{
	return app_room_may(&at->rq->work, at->data->now, kind, subject, a, b) == ROOM_OK;
}

static struct str step_id(const struct bending *at, int step)
{
	return str_printf(at->arena, "%d", at->room->steps[step].id);
}

static struct str minutes_words(const struct bending *at, int minutes)
{
	return str_printf(at->arena, "%d minute%s", minutes, minutes == 1 ? "" : "s");
}

/* ---- the steps to come ---- */

/* The nearest place before, or behind, the present one that it may go to; "" none. */
static struct str place_earlier(const struct bending *at, int step)
{
	for (int to = step - 1; to > at->room->step; to--)
		if (may(at, ROOM_MOVE, at->room->steps[step].id, at->room->steps[to].id, 0))
			return step_id(at, to);
	return STR("");
}

static struct str place_later(const struct bending *at, int step)
{
	const struct room *room = at->room;

	for (int to = step + 2; to <= room->step_count; to++) {
		const int id = to < room->step_count ? room->steps[to].id : 0;
		if (may(at, ROOM_MOVE, room->steps[step].id, id, 0))
			return str_printf(at->arena, "%d", id);
	}
	return STR("");
}

/* "before Sum up, 10:40": by its time too, since a stage may be there twice. */
static struct str place_words(const struct bending *at, int step, int to,
                              const struct instant *starts)
{
	const struct room *room = at->room;

	if (to == room->step_count) return STR("to the very end");
	const struct room_step *before = &room->steps[to];
	const struct str when = clock_words(&at->make, starts[to]);
	if (before->round && before->round != room->steps[step].round)
		return str_printf(at->arena, "before round %d, %.*s", before->round, STR_ARG(when));
	return str_printf(at->arena, "before %.*s, %.*s", STR_ARG(before->stage->title),
	                  STR_ARG(when));
}

/* All places it may go to at once, if there are more than one step earlier and one later. */
static void make_places(const struct bending *at, int step, const struct instant *starts,
                        struct room_bend_step_view *view)
{
	const struct room *room = at->room;
	const size_t most = (size_t)(room->step_count - room->step);
	size_t n = 0;

	view->places.at = NEW(at->arena, struct option_view, most);
	for (int to = room->step + 1; to <= room->step_count; to++) {
		const int id = to < room->step_count ? room->steps[to].id : 0;
		if (id && room->steps[to].is_left_out) continue;
		if (!may(at, ROOM_MOVE, room->steps[step].id, id, 0)) continue;
		view->places.at[n++] = (struct option_view){
			.value = str_printf(at->arena, "%d", id),
			.label = place_words(at, step, to, starts),
		};
	}
	if (n > 2) view->places.n = n;
}

static struct str round_words(const struct bending *at, int round)
{
	const int seat = room_presenter_of(at->room, round);

	if (seat < 0) return str_printf(at->arena, "Round %d", round);
	return str_printf(at->arena, "Round %d: %.*s’s issue", round,
	                  STR_ARG(called_at(&at->make, seat)));
}

static struct str bounds_of(const struct bending *at, const struct stage *stage)
{
	if (stage->each || stage->min == stage->max) return STR("");
	return str_printf(at->arena, "%d to %d is usual.", stage->min, stage->max);
}

/* The page has one of each step, so each has a name of its own. */
static const char *minutes_field(struct arena *arena, int step)
{
	return str_z(arena, str_printf(arena, "minutes-%d", step));
}

static struct room_bend_step_view step_view(const struct bending *at, int i,
                                            const struct instant *starts)
{
	const struct room_step *step = &at->room->steps[i];
	const int before = i > 0 ? at->room->steps[i - 1].round : 0;
	const int minutes = room_step_minutes(at->room, i);
	struct room_bend_step_view view = {
		.id = step_id(at, i),
		.name = step->stage->title,
		.minutes = form_input(at->rq, minutes_field(at->arena, step->id), STR("Minutes"),
		                      str_printf(at->arena, "%d", minutes)),
		.bounds = bounds_of(at, step->stage),
		.is_out = step->is_left_out,
		.may_skip = at->view->may_bend,
		.may_move = at->view->may_bend && !step->is_left_out,
		.in_round = step->round != 0,
	};

	view.time = step->is_left_out ? STR("left out")
	                              : str_printf(at->arena, "%.*s, %.*s",
	                                           STR_ARG(clock_words(&at->make, starts[i])),
	                                           STR_ARG(minutes_words(at, minutes)));
	if (step->round && step->round != before) view.round = round_words(at, step->round);
	if (view.may_move) {
		view.earlier = place_earlier(at, i);
		view.later = place_later(at, i);
		make_places(at, i, starts, &view);
	}
	return view;
}

static void make_steps(struct bending *at)
{
	const struct room *room = at->room;
	struct room_running_view *view = at->view;
	const struct meeting_row *meeting = &at->data->now->meeting;
	struct instant from = room->step < 0 ? meeting->starts_at : at->data->clock.stage_ends_at;

	if (room->step < 0 && at->rq->work.now.ms > from.ms) from = at->rq->work.now;
	struct instant *starts = NEW(at->arena, struct instant, (size_t)room->step_count + 1);
	for (int i = room->step + 1; i < room->step_count; i++) {
		starts[i] = from;
		if (!room->steps[i].began_at.ms)
			from = instant_add(from, MINUTES(room_step_minutes(room, i)));
	}
	view->steps.at = NEW(at->arena, struct room_bend_step_view, (size_t)room->step_count + 1);
	for (int i = room->step + 1; i < room->step_count; i++)
		if (!room->steps[i].began_at.ms)
			view->steps.at[view->steps.n++] = step_view(at, i, starts);
	const struct instant due = instant_add(meeting->starts_at, MINUTES(meeting->length_min));
	/* To the nearest minute, as it is said. */
	const int64_t ms = instant_since(from, due) + MINUTES(1) / 2;
	const int64_t late = ms < 0 ? -((MINUTES(1) - 1 - ms) / MINUTES(1)) : ms / MINUTES(1);
	from = instant_add(from, MINUTES(1) / 2);
	view->end_words = str_printf(at->arena, "As it stands, it ends at %.*s",
	                             STR_ARG(clock_words(&at->make, from)));
	view->end_words =
		late >= 1    ? str_printf(at->arena, "%.*s, %.*s later than planned.",
	                                  STR_ARG(view->end_words),
	                                  STR_ARG(minutes_words(at, (int)late)))
		: late <= -1 ? str_printf(at->arena, "%.*s, with %.*s to spare.",
	                                  STR_ARG(view->end_words),
	                                  STR_ARG(minutes_words(at, (int)-late)))
			     : str_printf(at->arena, "%.*s, as planned.", STR_ARG(view->end_words));
}

static void make_now(struct bending *at)
{
	const struct room *room = at->room;

	if (room->step < 0) {
		at->view->now_words = STR("The meeting has not started.");
		return;
	}
	const int left = room_minutes_left(&at->data->clock);
	at->view->now_words =
		str_printf(at->arena, "Now: %.*s, until %.*s", STR_ARG(room_stage(room)->title),
	                   STR_ARG(clock_words(&at->make, at->data->clock.stage_ends_at)));
	if (!left)
		at->view->now_words = str_printf(at->arena, "Now: %.*s. Its time has been reached",
		                                 STR_ARG(room_stage(room)->title));
	at->view->now_words = str_printf(at->arena, "%.*s.", STR_ARG(at->view->now_words));
}

/* ---- what is left, spread ---- */

/* Minutes after midnight, as people say them: "12:30", "1.00"; before now it is the afternoon's. */
static bool read_until(struct str text, int now, int *out)
{
	struct str hours = str_trim(text), minutes;
	int64_t h, m = 0;
	size_t cut = 0;

	while (cut < hours.n && hours.at[cut] != ':' && hours.at[cut] != '.') cut++;
	minutes = cut < hours.n ? str_from(hours, cut + 1) : STR("0");
	hours = str_first(hours, cut);
	if (!str_i64(hours, 0, 23, &h) || !str_i64(minutes, 0, 59, &m)) return false;
	*out = (int)(h * 60 + m);
	if (*out <= now && *out + 12 * 60 > now && h <= 12) *out += 12 * 60;
	return *out > now && *out - now <= 600;
}

/* Minutes until the end that is wanted; 0 and a fault if it can't be read. */
static int minutes_until(struct bending *at, struct str text)
{
	const int now = zone_local(at->data->zone, at->rq->work.now).minute;
	int until;

	if (read_until(text, now, &until)) return until - now;
	at->view->until_fault = STR("Enter a time later than now, like 12:30");
	return 0;
}

static struct str due_words(const struct bending *at)
{
	const struct meeting_row *meeting = &at->data->now->meeting;
	const struct instant due = instant_add(meeting->starts_at, MINUTES(meeting->length_min));
	const int minute = zone_local(at->data->zone, due).minute;

	return str_printf(at->arena, "%d:%02d", minute / 60, minute % 60);
}

static struct str spread_words(const struct bending *at, const struct room_spread *spread)
{
	if (spread->short_min)
		return str_printf(
			at->arena,
			"Even at their shortest the stages need %.*s more. Leave something "
			"out, or end later.",
			STR_ARG(minutes_words(at, spread->short_min)));
	if (spread->spare_min)
		return str_printf(at->arena, "%.*s stay spare at the end.",
		                  STR_ARG(minutes_words(at, spread->spare_min)));
	return STR("");
}

static void make_spread(struct bending *at)
{
	struct room_running_view *view = at->view;
	const struct room *room = at->room;
	const struct str asked = request_query(at->rq, "until");
	const struct str wanted = asked.n ? asked : request_field(at->rq, "until");

	if (!room_step(room) || !view->may_spread) return;
	view->until = wanted.n ? wanted : due_words(at);
	if (!wanted.n) return;
	const int minutes = minutes_until(at, wanted);
	if (!minutes) return;
	const struct room_spread spread = room_spread(room, minutes, at->rq->work.now);
	view->lines.at = NEW(at->arena, struct room_spread_line_view, (size_t)room->step_count);
	for (int i = room->step + 1; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		const int now = room_step_minutes(room, i);
		if (step->is_left_out || step->began_at.ms || spread.minutes[i] == now) continue;
		view->lines.at[view->lines.n++] = (struct room_spread_line_view){
			.name = step->round ? str_printf(at->arena, "%.*s, round %d",
			                                 STR_ARG(step->stage->title), step->round)
			                    : step->stage->title,
			.now = str_printf(at->arena, "%d", now),
			.then = str_printf(at->arena, "%d", spread.minutes[i]),
		};
	}
	view->has_spread = true;
	view->spread_words = spread_words(at, &spread);
	view->until_words = clock_words(&at->make, instant_add(at->rq->work.now, MINUTES(minutes)));
}

/* ---- brought in, done again ---- */

static void make_insert(struct bending *at)
{
	struct option_view *options = NEW(at->arena, struct option_view, ROOM_INSERT_COUNT);

	for (int i = 0; i < ROOM_INSERT_COUNT; i++) {
		const struct stage *stage = room_insert_stage((enum room_insert)i);
		options[i] = (struct option_view){
			.value = str_printf(at->arena, "%d", i),
			.label = str_printf(at->arena, "%.*s, %.*s", STR_ARG(stage->title),
			                    STR_ARG(minutes_words(at, stage->minutes))),
		};
	}
	at->view->insert =
		form_options(at->rq, "insert", STR("What"), options, ROOM_INSERT_COUNT, STR("0"));
	at->view->insert_minutes =
		form_input(at->rq, "insert-minutes", STR("Minutes, if not as usual"), STR(""));
	at->view->insert_minutes.is_number = true;
	at->view->insert_minutes.width = STR("govuk-input--width-3");
}

static void make_repeat(struct bending *at)
{
	const struct room *room = at->room;
	struct option_view *options = NEW(at->arena, struct option_view, (size_t)room->step_count);
	size_t n = 0;

	for (int i = room->step; i >= 0; i--) {
		if (!may(at, ROOM_REPEAT, room->steps[i].id, 0, 0)) continue;
		options[n++] = (struct option_view){
			.value = step_id(at, i),
			.label = room->steps[i].stage->title,
		};
	}
	at->view->may_repeat = n > 0;
	if (n)
		at->view->repeat =
			form_options(at->rq, "again", STR("Which"), options, n, options[0].value);
}

/* ---- the page ---- */

static void make_running(struct bending *at)
{
	struct room_running_view *view = at->view;
	const struct room *room = at->room;
	const int seat = room_seat_of(room, at->rq->work.viewer);

	view->may_bend = room_facilitates(room, seat);
	view->is_running = room->state == ROOM_RUNNING;
	view->may_spread = view->is_running && may(at, ROOM_SPREAD, 0, 60, 0);
	view->may_insert = may(at, ROOM_INSERT, 0, INSERT_BREAK, 0);
	make_now(at);
	make_steps(at);
	make_spread(at);
	if (view->may_insert) make_insert(at);
	if (view->may_bend && view->is_running) make_repeat(at);
}

static bool is_for(const struct room *room, int seat)
{
	if (room->state != ROOM_WAITING && room->state != ROOM_RUNNING) return false;
	return room_facilitates(room, seat) || room_has_role(room, seat, SAY_TIMEKEEPER);
}

static struct bending begin(struct request *rq, const struct room_data *data,
                            struct room_running_view *view)
{
	return (struct bending){
		.rq = rq,
		.arena = rq->work.arena,
		.data = data,
		.room = &data->now->room,
		.make = { .work = &rq->work,
		          .arena = rq->work.arena,
		          .data = data,
		          .now = data->now },
		.view = view,
	};
}

static enum err show(struct request *rq, const struct room_data *data, struct reply *reply)
{
	struct room_running_view *view = NEW(rq->work.arena, struct room_running_view, 1);
	struct bending at = begin(rq, data, view);

	if (!is_for(at.room, room_seat_of(at.room, rq->work.viewer))) return ERR_ABSENT;
	view->page = page_begin(rq, STR("Change the running order"));
	view->form = form_begin(rq);
	view->room = path_room(rq->work.arena, rq->path.meeting);
	view->here = path_room_running(rq->work.arena, rq->path.meeting);
	view->order_page = path_room_order(rq->work.arena, rq->path.meeting);
	view->set = data->now->meeting.set_name;
	make_running(&at);
	html_room_running_page(&reply->body, view);
	return OK;
}

enum err page_room_running(struct request *rq, struct reply *reply)
{
	struct room_data data;

	enum err err = room_data_load(&rq->work, rq->path.meeting, &data);
	if (!err) err = show(rq, &data, reply);
	room_data_free(&data);
	return err;
}

/* ---- presses ---- */

struct bend_form {
	int step, before, insert, again;
	struct str until;
};

/* clang-format off */
static const struct field step_fields[] = { FIELD_INT(struct bend_form, step, "a stage", 1, 100000) };
static const struct field move_fields[] = {
	FIELD_INT(struct bend_form, step, "a stage", 1, 100000),
	FIELD_INT(struct bend_form, before, "where it goes", 0, 100000),
};
static const struct field insert_fields[] = {
	FIELD_INT(struct bend_form, insert, "what to bring in", 0, ROOM_INSERT_COUNT - 1),
};
static const struct field again_fields[] = { FIELD_INT(struct bend_form, again, "a stage", 1, 100000) };
static const struct field until_fields[] = { FIELD_TEXT(struct bend_form, until, "when it ends", 1, 10) };
/* clang-format on */

#define READ(rq, fields, form) form_read(rq, fields, LEN(fields), form)

static enum err act(struct request *rq, enum room_kind kind, int64_t subject, int64_t a, int64_t b)
{
	return app_room_act(&rq->work, rq->path.meeting, kind, subject, a, b);
}

static enum err press_skip(struct request *rq, struct bend_form *form)
{
	const enum err err = READ(rq, step_fields, form);
	return err ? err : act(rq, ROOM_SKIP, form->step, !form_does(rq, "in"), 0);
}

static enum err press_repeat(struct request *rq, struct bend_form *form)
{
	const enum err err = READ(rq, again_fields, form);
	return err ? err : act(rq, ROOM_REPEAT, form->again, 0, 0);
}

static enum err press_length(struct request *rq, struct bend_form *form)
{
	int64_t minutes;

	const enum err err = READ(rq, step_fields, form);
	if (err) return err;
	const char *field = minutes_field(rq->work.arena, form->step);
	if (!str_i64(str_trim(request_field(rq, field)), 1, 240, &minutes))
		return form_fault(rq, field, "Minutes must be a whole number from 1 to 240");
	return act(rq, ROOM_LENGTH, form->step, minutes, 0);
}

static enum err press_move(struct request *rq, struct bend_form *form)
{
	const enum err err = READ(rq, move_fields, form);
	return err ? err : act(rq, ROOM_MOVE, form->step, form->before, 0);
}

static enum err press_insert(struct request *rq, struct bend_form *form)
{
	const struct str sent = str_trim(request_field(rq, "insert-minutes"));
	int64_t minutes = 0;

	const enum err err = READ(rq, insert_fields, form);
	if (err) return err;
	if (sent.n && !str_i64(sent, 1, 240, &minutes))
		return form_fault(rq, "insert-minutes",
		                  "Minutes must be a whole number from 1 to 240");
	return act(rq, ROOM_INSERT, 0, form->insert, minutes);
}

static enum err press_spread(struct request *rq, struct bend_form *form)
{
	struct room_data data;
	struct room_running_view view = { 0 };

	enum err err = READ(rq, until_fields, form);
	if (!err) err = room_data_load(&rq->work, rq->path.meeting, &data);
	if (err) return err;
	struct bending at = begin(rq, &data, &view);
	const int minutes = minutes_until(&at, form->until);
	room_data_free(&data);
	if (!minutes) return form_fault(rq, "until", "%.*s", STR_ARG(view.until_fault));
	return act(rq, ROOM_SPREAD, 0, minutes, 0);
}

static const struct bend {
	const char *verb;
	enum err (*press)(struct request *rq, struct bend_form *form);
	const char *done;
} bends[] = {
	{ "skip", press_skip, "The order is changed." },
	{ "repeat", press_repeat, "It comes again next." },
	{ "length", press_length, "Its time is changed." },
	{ "move", press_move, "The order is changed." },
	{ "insert", press_insert, "It comes next." },
	{ "spread", press_spread, "What is left is spread over the time there is." },
};

static const struct bend *bend_of(struct str verb)
{
	for (size_t i = 0; i < LEN(bends); i++)
		if (str_eq(verb, str_of(bends[i].verb))) return &bends[i];
	return NULL;
}

bool room_is_bend(struct str verb)
{
	return bend_of(verb) != NULL;
}

enum err room_bend_press(struct request *rq, struct reply *reply)
{
	const struct bend *bend = bend_of(rq->path.word);
	struct bend_form form = { 0 };

	if (!bend) return ERR_ABSENT;
	const enum err err = bend->press(rq, &form);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_room_running);
	if (err) return err;
	reply_say(rq, reply, str_of(bend->done));
	return reply_see_other(reply, path_room_running(rq->work.arena, rq->path.meeting));
}
