/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_order - the running order in a facilitator's view, with what each step took or will take. */
#include "web/room_make.h"

/* A step of the list: a stage by itself, or a whole round. */
struct span {
	int from, to; /* steps, inclusive */
	int64_t planned_ms, used_ms;
	bool is_done, is_now;
};

static struct span span_at(const struct room *room, int from)
{
	struct span span = { .from = from, .to = from };
	const int round = room->steps[from].round;

	while (round && span.to + 1 < room->step_count && room->steps[span.to + 1].round == round)
		span.to++;
	for (int i = span.from; i <= span.to; i++) {
		const struct room_step *step = &room->steps[i];
		if (step->is_left_out) continue;
		span.planned_ms += MINUTES(room_step_minutes(room, i)) + step->added_ms;
		span.used_ms += step->used_ms;
	}
	const bool is_over = room->state == ROOM_ENDED;
	span.is_now = !is_over && room->step >= span.from && room->step <= span.to;
	span.is_done = is_over || room->step > span.to;
	return span;
}

static struct str minutes_words(const struct room_make *make, int64_t ms)
{
	const int64_t n = (ms + MINUTES(1) / 2) / MINUTES(1);

	if (n == 0) return STR("under a minute");
	return str_printf(make->arena, "%lld minute%s", (long long)n, n == 1 ? "" : "s");
}

static struct str span_name(const struct room_make *make, const struct span *span)
{
	const struct room_step *step = &make->room->steps[span->from];
	const int seat = room_presenter_of(make->room, step->round);

	if (!step->round) return step->stage->title;
	if (seat < 0) return str_printf(make->arena, "Round %d", step->round);
	return str_printf(make->arena, "%.*s’s issue", STR_ARG(called_at(make, seat)));
}

static void add_parts(struct room_make *make, const struct span *span, struct room_step_view *view)
{
	const struct room *room = make->room;

	view->parts.at =
		NEW(make->arena, struct room_part_step_view, (size_t)(span->to - span->from + 1));
	for (int i = span->from; i <= span->to; i++) {
		const struct room_step *step = &room->steps[i];
		if (step->is_left_out) continue;
		const int64_t minutes = room_step_minutes(room, i) + step->added_ms / MINUTES(1);
		view->parts.at[view->parts.n++] = (struct room_part_step_view){
			.name = step->stage->title,
			.minutes = str_printf(make->arena, "%lld", (long long)minutes),
			.is_done = i < room->step,
			.is_now = i == room->step,
		};
	}
}

/* When the span under way will be over, if the rest takes its time. */
static struct instant span_end(const struct room_make *make, const struct span *span)
{
	struct instant end = make->data->clock.stage_ends_at;

	for (int i = make->room->step + 1; i <= span->to; i++)
		end = instant_add(end, MINUTES(room_step_minutes(make->room, i)));
	return end;
}

static struct str span_time(const struct room_make *make, const struct span *span,
                            struct instant starts, struct instant *ends)
{
	const struct room_step *step = &make->room->steps[span->from];

	if (span->is_done) {
		if (!step->began_at.ms) return STR("left out");
		return str_printf(make->arena, "%.*s, took %.*s",
		                  STR_ARG(clock_words(make, step->began_at)),
		                  STR_ARG(minutes_words(make, span->used_ms)));
	}
	if (span->is_now) {
		*ends = span_end(make, span);
		return str_printf(make->arena, "%.*s to %.*s",
		                  STR_ARG(clock_words(make, step->began_at)),
		                  STR_ARG(clock_words(make, *ends)));
	}
	*ends = instant_add(starts, span->planned_ms);
	return str_printf(make->arena, "%.*s, %.*s", STR_ARG(clock_words(make, starts)),
	                  STR_ARG(minutes_words(make, span->planned_ms)));
}

/* The meeting could have one more round than its order. */
static bool plan_has_room(const struct room *room)
{
	return room->order_is_set && !process_rounds_fixed(room->shell) &&
	       room->round_count < ROUNDS_MAX;
}

static struct room_step_view finish(const struct room_make *make, struct instant due)
{
	const struct instant ended = make->now->meeting.ended_at;

	if (make->room->state == ROOM_ENDED && ended.ms)
		return (struct room_step_view){ .name = STR("Finished"),
			                        .time = clock_words(make, ended),
			                        .is_done = true };
	return (struct room_step_view){
		.name = STR("Finish"),
		.time = str_printf(make->arena, "by %.*s", STR_ARG(clock_words(make, due))),
	};
}

/* "About 4 minutes behind plan, with 10 minutes to spare at the end."  A meeting that began late is in step with its
 * order and late all the same. */
static void make_behind(struct room_make *make, int64_t spare_min)
{
	struct room_view *view = make->view;
	struct str words = room_behind_words(make->arena, &make->data->clock);

	const int64_t late_min =
		instant_since(make->room->started_at, make->now->meeting.starts_at) / MINUTES(1);
	if (str_eq(words, STR("On time")) && late_min >= 2 && spare_min <= -2)
		words = str_printf(make->arena, "Began %.*s late",
		                   STR_ARG(room_length_words(make->arena, late_min)));
	else if (str_ends(words, STR("behind")))
		words = str_printf(make->arena, "%.*s plan", STR_ARG(words));
	else if (str_ends(words, STR("ahead")))
		words = str_printf(make->arena, "%.*s of plan", STR_ARG(words));
	if (spare_min >= make->room->round->minutes && plan_has_room(make->room))
		words = str_printf(make->arena, "%.*s. There is time for another round.",
		                   STR_ARG(words));
	else if (spare_min >= 1)
		words = str_printf(make->arena, "%.*s, with %.*s to spare at the end.",
		                   STR_ARG(words),
		                   STR_ARG(room_length_words(make->arena, spare_min)));
	else if (spare_min <= -2)
		words = str_printf(make->arena, "%.*s. As it stands, it ends %.*s late.",
		                   STR_ARG(words),
		                   STR_ARG(room_length_words(make->arena, -spare_min)));
	else
		words = str_printf(make->arena, "%.*s.", STR_ARG(words));
	view->behind = words;
}

void make_order(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct meeting_row *meeting = &make->now->meeting;
	struct instant at = room->step < 0 ? meeting->starts_at : make->work->now;

	if (room->step < 0 && make->work->now.ms > at.ms) at = make->work->now;
	view->steps_heading = meeting->start_min < 12 * 60   ? STR("This morning")
	                      : meeting->start_min < 17 * 60 ? STR("This afternoon")
	                                                     : STR("This evening");
	view->steps.at = NEW(make->arena, struct room_step_view, (size_t)room->step_count + 1);
	for (int i = 0; i < room->step_count;) {
		const struct span span = span_at(room, i);
		struct room_step_view *step = &view->steps.at[view->steps.n++];
		*step = (struct room_step_view){
			.name = span_name(make, &span),
			.time = span_time(make, &span, at, &at),
			.is_done = span.is_done,
			.is_now = span.is_now,
		};
		if (span.is_now && room->steps[i].round) add_parts(make, &span, step);
		i = span.to + 1;
	}
	const struct instant due = instant_add(meeting->starts_at, MINUTES(meeting->length_min));
	view->steps.at[view->steps.n++] = finish(make, due);
	if (view->is_running) make_behind(make, instant_since(due, at) / MINUTES(1));
}
