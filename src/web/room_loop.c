/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_loop - in a view: are we agreed, in which way is a stage done, who is in which small group; and
 * their presses. */
#include "format/ring.h"
#include "web/path.h"
#include "web/room_make.h"

enum { RING_BYTES = 64 * 1024 };

/* "Ben, Priya and Tom"; empty: nobody. */
static struct str names_of(const struct room_make *make, unsigned seats)
{
	struct str words = STR("");
	int left = 0;

	for (int i = 0; i < make->room->seat_count; i++) left += (int)(seats >> i & 1);
	for (int i = 0; i < make->room->seat_count; i++) {
		if (!(seats >> i & 1)) continue;
		left--;
		words = str_printf(make->arena, "%.*s%.*s%s", STR_ARG(words),
		                   STR_ARG(called_at(make, i)),
		                   left > 1    ? ", "
		                   : left == 1 ? " and "
		                               : "");
	}
	return words;
}

/* ---- are we agreed? ---- */

static struct str said_words(const struct room_make *make)
{
	const struct room_talk *talk = &make->room->talk;
	const struct {
		const char *what;
		unsigned seats;
	} said[] = { { "Yes", talk->yes }, { "Not sure", talk->unsure }, { "Not yet", talk->no } };
	struct str words = STR("");

	for (size_t i = 0; i < LEN(said); i++)
		if (said[i].seats)
			words = str_printf(make->arena, "%.*s%s%s: %.*s.", STR_ARG(words),
			                   words.n ? " " : "", said[i].what,
			                   STR_ARG(names_of(make, said[i].seats)));
	return words.n ? words : STR("Nobody has said yet.");
}

static bool waits_for_lines(const struct room *room)
{
	return room_may(room, MAY_LINE) && !room->lines_revealed;
}

static void make_agreement(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct stage *stage = room_stage(room);
	const unsigned bit = make->seat >= 0 ? 1u << make->seat : 0;

	if (!stage || !stage->loops || room_step(room)->at < 0) return;
	view->at_loop = true;
	if (waits_for_lines(room)) {
		view->loop_words =
			STR("First everyone writes alone. Then all is shown, and you say whether "
		            "you agree.");
		return;
	}
	view->loop_words = room_is_agreed(room) ? STR("Everyone here agrees.")
	                                        : STR("Is it the same for all of you?");
	view->said_words = said_words(make);
	view->may_answer = view->is_member;
	view->said_yes = (room->talk.yes & bit) != 0;
	view->said_no = (room->talk.no & bit) != 0;
	view->said_unsure = (room->talk.unsure & bit) != 0;
}

static struct room_press_view press(const char *verb, const char *value, struct str words)
{
	return (struct room_press_view){ .is_there = true,
		                         .verb = str_of(verb),
		                         .name = STR("do"),
		                         .value = str_of(value),
		                         .words = words };
}

/* One thing is the next to do; the other stays in reach. */
void make_loop_presses(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct stage *stage = room_stage(room);

	if (!view->at_loop || !view->may_control) return;
	const struct process *process = room_step(room)->round ? room->round : room->shell;
	const struct room_press_view on = press("settle", "on", STR("We agree: go on"));
	const struct room_press_view back =
		press("settle", "back",
	              str_printf(make->arena, "Not yet: back to %.*s",
	                         STR_ARG(lower_first(make->arena,
	                                             process->stages[stage->loop_to].title))));
	const bool is_open = (room->talk.no | room->talk.unsure) != 0;

	/* "Not yet: back to questions" and "Back to ..." side by side are one too many: a slip is put right
	 * among the meeting's tools. */
	view->may_back = false;
	if (waits_for_lines(room)) {
		view->turn = press("reveal", "all", STR("Show what was written"));
		view->next = on;
		return;
	}
	view->turn = is_open ? back : on;
	view->next = is_open ? on : back;
}

/* ---- in one of several ways ---- */

static void make_modules(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct room_step *step = room_step(room);
	const int at = step ? room_choice_step(room) : -1;

	if (at < 0 || room->steps[at].round != step->round) return;
	if (at != room->step && step->stage->kind != STAGE_CHOOSE) return;
	const struct room_step *choice = &room->steps[at];
	const struct process *process = choice->round ? room->round : room->shell;
	const struct stage *stage = &process->stages[choice->at];
	view->modules.at = NEW(make->arena, struct room_module_view, PROCESS_MODULES_MAX + 1);
	for (int i = 0; i <= stage->module_count; i++) {
		const struct stage *way =
			i ? &process->modules[stage->module_first + i - 1] : stage;
		view->modules.at[view->modules.n++] = (struct room_module_view){
			.value = str_printf(make->arena, "%d", i),
			.title = i ? way->title : STR("As it comes"),
			.say = way->say[SAY_ALL],
			.is_chosen = choice->module == i,
		};
	}
	view->module_step = str_printf(make->arena, "%d", choice->id);
	view->modules_title = stage->title;
	view->may_module = view->is_running && (view->may_control || view->is_presenter);
}

/* ---- small groups ---- */

static struct html group_ring(const struct room_make *make, unsigned seats)
{
	struct ring_seat *at = NEW(make->arena, struct ring_seat, ROOM_SEATS_MAX);
	struct buf out;
	size_t n = 0;

	for (int i = 0; i < make->room->seat_count; i++)
		if (seats >> i & 1)
			at[n++] =
				(struct ring_seat){ .name = called_at(make, i), .look = RING_HERE };
	buf_init(&out, RING_BYTES);
	ring_named(&out, &(struct ring_seats){ at, n }, NULL);
	return html_drawing(make->arena, &out);
}

static void make_groups(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room_talk *talk = &make->room->talk;

	if (!room_stage(make->room) || talk->group_count < 2) return;
	view->groups.at = NEW(make->arena, struct room_group_view, ROOM_SEATS_MAX);
	for (int group = 1; group <= talk->group_count; group++) {
		unsigned seats = 0;
		for (int i = 0; i < make->room->seat_count; i++)
			if (talk->group[i] == group) seats |= 1u << i;
		view->groups.at[view->groups.n++] = (struct room_group_view){
			.title = str_printf(make->arena, "Group %d", group),
			.names = names_of(make, seats),
			.ring = group_ring(make, seats),
			.is_mine = make->seat >= 0 && (seats >> make->seat & 1),
		};
	}
	view->may_regroup = view->may_control;
	view->regroup = make->room->event_count % ROOM_SEATS_MAX + 1;
	if (make->seat >= 0 && talk->group[make->seat])
		view->group_words =
			str_printf(make->arena, "You are in group %d.", talk->group[make->seat]);
}

void make_loop(struct room_make *make)
{
	make_agreement(make);
	make_modules(make);
	make_groups(make);
}

/* ---- presses ---- */

struct loop_form {
	int module, step, shift, said;
};

/* clang-format off */
static const struct choice sayings[] = { { "yes", 1, "" }, { "no", 2, "" }, { "unsure", 3, "" }, { "nothing", 0, "" } };
static const struct field said_fields[] = { FIELD_CHOICE(struct loop_form, said, "yes, no or not sure", sayings) };
static const struct field module_fields[] = {
	FIELD_INT(struct loop_form, module, "a way to do it", 0, PROCESS_MODULES_MAX),
	FIELD_INT(struct loop_form, step, "a stage", 1, 100000),
};
static const struct field group_fields[] = { FIELD_INT(struct loop_form, shift, "how to deal", 0, 1000) };
/* clang-format on */

static enum err press_loop(struct request *rq, bool *is_one)
{
	const struct str verb = rq->path.word;
	struct loop_form form = { 0 };
	enum room_kind kind = ROOM_AGREE;
	int64_t subject = 0, a = 0;
	enum err err = OK;

	*is_one = true;
	if (str_eq(verb, STR("agreed"))) {
		err = form_read(rq, said_fields, LEN(said_fields), &form);
		a = form.said;
	} else if (str_eq(verb, STR("settle"))) {
		kind = ROOM_SETTLE;
		a = form_does(rq, "on");
	} else if (str_eq(verb, STR("module"))) {
		err = form_read(rq, module_fields, LEN(module_fields), &form);
		kind = ROOM_MODULE;
		subject = form.step;
		a = form.module;
	} else if (str_eq(verb, STR("groups"))) {
		err = form_read(rq, group_fields, LEN(group_fields), &form);
		kind = ROOM_GROUPS;
		a = form.shift;
	} else {
		*is_one = false;
	}
	if (err || !*is_one) return err;
	return app_room_act(&rq->work, rq->path.meeting, kind, subject, a, 0);
}

enum err room_loop_press(struct request *rq, struct reply *reply)
{
	bool is_one;

	const enum err err = press_loop(rq, &is_one);
	if (!is_one) return room_role_press(rq, reply);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_room);
	if (err) return err;
	return reply_see_other(reply, path_room(rq->work.arena, rq->path.meeting));
}
