/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_stage - the stage in a view: its words and time, the ring, and the buttons that go on. */
#include "format/airtime.h"
#include "format/ring.h"
#include "web/room_make.h"

enum { DRAWING_BYTES = 64 * 1024, ISSUE_IN_STAGE = 320 };

/* ---- time ---- */

/* From the moments that are kept, not from `now`: two pages made at different times say the same. */
static void make_time(struct room_make *make)
{
	const struct room *room = make->room;
	const struct room_step *step = room_step(room);
	const struct room_clock *clock = &make->data->clock;
	struct room_time_view *time = &make->view->time;

	if (!step) return;
	const struct instant since = room->is_paused ? room->paused_at : room->entered_at;
	time->is_running = true;
	time->ends = since.ms + clock->planned_ms - step->used_ms;
	time->starts = time->ends - clock->planned_ms;
	time->paused = room->is_paused ? room->paused_at.ms : 0;
	time->exact = room_clock_exact(make->arena, clock);
	if (clock->over_ms) time->exact = str_from(time->exact, 1); /* the unit says "over" */
	time->words = room_clock_words(make->arena, clock);
	const int left = room_minutes_left(clock), over = (int)(clock->over_ms / MINUTES(1));
	time->number = str_printf(make->arena, "%d", clock->over_ms ? over : left);
	time->unit = room->is_paused ? STR("paused") : clock->over_ms ? STR("over") : STR("left");
}

static struct ring_time ring_time_of(const struct room_make *make)
{
	const struct room_time_view *time = &make->view->time;
	return (struct ring_time){ .from = time->starts,
		                   .to = time->ends,
		                   .now = make->work->now.ms,
		                   .paused = time->paused };
}

/* ---- the ring ---- */

static enum ring_look look_of(const struct room_make *make, int seat)
{
	const struct room *room = make->room;
	const struct room_seat *at = &room->seats[seat];

	if (at->is_facilitator)
		return at->is_here || room->state == ROOM_ENDED ? RING_FACILITATOR : RING_DUE;
	if (!at->is_here) return at->is_expected || at->came ? RING_DUE : RING_AWAY;
	if (seat == room_presenter(room)) return RING_TURN;
	if (seat == room->talk.turn) return room_presenter(room) < 0 ? RING_TURN : RING_SPEAKING;
	if (seat == room->talk.speaker) return RING_SPEAKING;
	if (room_turns(room) && room->talk.had >> seat & 1) return RING_SPOKE;
	return RING_HERE;
}

static bool sits(const struct room_make *make, int seat)
{
	const struct room_seat *at = &make->room->seats[seat];

	if (at->person.n == 0) return false;
	return at->is_member ? who_at(make, seat)->is_of_set || at->came : at->is_facilitator;
}

/* The presenter at the top, members clockwise from there, whoever facilitates opposite. */
static size_t seat_order(const struct room_make *make, int *out)
{
	const struct room *room = make->room;
	const int presenter = room_presenter(room);
	int members[ROOM_SEATS_MAX], others[ROOM_SEATS_MAX];
	size_t n = 0, m = 0, k = 0;

	for (int i = 0; i < room->seat_count; i++) {
		const int seat = presenter < 0 ? i : (presenter + i) % room->seat_count;
		if (!sits(make, seat)) continue;
		if (room->seats[seat].is_facilitator)
			others[k++] = seat;
		else
			members[m++] = seat;
	}
	const size_t half = (m + k) / 2;
	for (size_t i = 0; i < m; i++) {
		if (i == half)
			for (size_t j = 0; j < k; j++) out[n++] = others[j];
		out[n++] = members[i];
	}
	if (half >= m)
		for (size_t j = 0; j < k; j++) out[n++] = others[j];
	return n;
}

static void make_ring(struct room_make *make)
{
	const struct ring_time time = ring_time_of(make);
	struct ring_seat *seats = NEW(make->arena, struct ring_seat, ROOM_SEATS_MAX);
	int order[ROOM_SEATS_MAX];
	struct buf out;

	const size_t n = seat_order(make, order);
	for (size_t i = 0; i < n; i++)
		seats[i] = (struct ring_seat){ .name = called_at(make, order[i]),
			                       .look = look_of(make, order[i]) };
	buf_init(&out, DRAWING_BYTES);
	ring_named(&out, &(struct ring_seats){ seats, n },
	           make->view->time.is_running && !make->view->at_break ? &time : NULL);
	make->view->ring = html_drawing(make->arena, &out);
	buf_init(&out, DRAWING_BYTES);
	ring_clock(&out, make->view->time.is_running ? &time : NULL);
	make->view->ring_clock = html_drawing(make->arena, &out);
}

/* ---- words ---- */

static struct str say(const struct stage *stage, enum process_role role)
{
	return stage ? stage->say[role] : STR("");
}

static void make_kinds(struct room_view *view, const struct stage *stage)
{
	const enum stage_kind kind = stage->kind;

	view->at_questions = (stage->may & MAY_QUESTION) != 0;
	view->at_bids = (stage->may & MAY_BID) != 0;
	view->at_rules = (stage->may & MAY_RULE) != 0;
	view->at_lines = (stage->may & MAY_LINE) != 0;
	view->at_hopes = kind == STAGE_HOPES;
	view->at_review = kind == STAGE_REVIEW;
	view->at_actions = (stage->may & MAY_ACTION) != 0 || kind == STAGE_ROUND_REVIEW;
	view->at_progress = (stage->may & MAY_PROGRESS) != 0;
	view->at_issues = kind == STAGE_ISSUES;
	view->at_cards = kind == STAGE_EXPLAINER;
	view->at_dates = kind == STAGE_DATES;
	view->at_break = kind == STAGE_BREAK;
	view->at_close = kind == STAGE_CLOSE;
	view->at_welcome = kind == STAGE_WELCOME;
}

static struct str presenter_detail(const struct room_make *make, int seat)
{
	const struct room_who *who = who_at(make, seat);

	if (who->job.n && who->organisation.n)
		return str_printf(make->arena, ", %.*s, %.*s", STR_ARG(who->job),
		                  STR_ARG(who->organisation));
	if (!who->job.n && !who->organisation.n) return STR("");
	return str_printf(make->arena, ", %.*s",
	                  STR_ARG(who->job.n ? who->job : who->organisation));
}

static void make_presenter(struct room_make *make)
{
	struct room_view *view = make->view;
	const int seat = room_presenter(make->room);

	const struct room_step *step = room_step(make->room);
	view->in_round = seat >= 0;
	view->needs_presenter = step && step->round && seat < 0;
	if (seat < 0) return;
	view->presenter = called_at(make, seat);
	view->presenter_name = who_at(make, seat)->name;
	view->presenter_id = id_words(make, make->room->seats[seat].person.n);
	view->presenter_detail = presenter_detail(make, seat);
	view->has_issue = make->data->has_issue;
	if (view->has_issue) {
		view->issue = make->data->issue.text;
		view->want = make->data->issue.want;
	}
	view->issue_is_shown = make->room->issue.n != 0;
}

static struct str title_of(const struct room_make *make, int step)
{
	return make->room->steps[step].stage->title;
}

static struct str round_words(const struct room_make *make, int round)
{
	const int seat = room_presenter_of(make->room, round);
	if (seat < 0 && round == 1) return STR("the first round");
	if (seat < 0) return STR("the next round");
	return str_printf(make->arena, "%.*s’s issue", STR_ARG(called_at(make, seat)));
}

/* "reflection", "Kofi’s issue", "the break". */
static struct str next_words(const struct room_make *make, int next)
{
	const struct room *room = make->room;

	if (next >= room->step_count) return STR("");
	const struct room_step *step = &room->steps[next];
	if (step->round && (room->step < 0 || step->round != room->steps[room->step].round))
		return round_words(make, step->round);
	if (step->stage->kind == STAGE_BREAK) return STR("the break");
	return lower_first(make->arena, step->stage->title);
}

static bool in_hall(const struct room_make *make)
{
	return make->seat < 0 || room_holds(make->room, make->seat);
}

/* In a round: whose issue it is, and the issue; to its presenter, theirs. */
static void make_round_lead(struct room_make *make, const struct stage *stage)
{
	struct room_view *view = make->view;
	const bool turns = room_turns(make->room);

	if (presenter_listens(make)) {
		view->lead = view->hold;
		view->want = STR("");
		if (make->seat >= 0 && room_presenter(make->room) == make->seat) {
			view->who_rest = STR("What the others are asked");
			view->hold = say(stage, SAY_PRESENTER);
			return;
		}
		/* The rule says that they listen; here, to what. */
		view->who_bold = str_printf(make->arena, "%.*s’s issue", STR_ARG(view->presenter));
		view->hold = turns && stage->may & MAY_PASS
		                     ? STR("Pass if you like. You can come back.")
		                     : STR("");
		return;
	}
	view->lead = view->issue;
	if (in_hall(make)) {
		view->who_bold = view->presenter_name;
		view->who_rest = view->presenter_detail;
	} else if (room_presenter(make->room) == make->seat) {
		view->who_bold = STR("Your issue");
		view->want = STR("");
		if (say(stage, SAY_PRESENTER).n) view->hold = say(stage, SAY_PRESENTER);
	} else {
		view->who_bold = view->presenter;
		view->who_rest =
			view->has_issue ? STR(" is thinking about") : STR(" is presenting");
	}
}

static void make_lead(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct stage *stage = room_stage(room);
	const int host = facilitator_seat(room);

	if (view->needs_presenter) {
		view->who_rest = view->may_control ? STR("Who presents?")
		                 : host < 0
		                         ? STR("Nobody has been chosen to present yet.")
		                         : str_printf(make->arena, "%.*s is choosing who presents.",
		                                      STR_ARG(called_at(make, host)));
		view->hold = STR("");
	} else if (stage && view->in_round) {
		make_round_lead(make, stage);
	} else if (stage) {
		view->lead = view->hold;
		view->hold = STR("");
		view->who_rest =
			view->at_break ? STR("Break") : str_of(floor_words(room_floor(room)));
	} else if (room->state == ROOM_WAITING) {
		view->who_rest = STR("Waiting to start");
		view->hold = host < 0 || host == make->seat
		                     ? STR("Start when you are ready.")
		                     : str_printf(make->arena, "%.*s starts the meeting.",
		                                  STR_ARG(called_at(make, host)));
	} else if (room->state == ROOM_ENDED) {
		view->who_rest = STR("The meeting has ended");
		if (in_hall(make)) view->hold = STR("Thank you, all of you.");
	} else {
		view->who_rest = STR("Not open yet");
	}
	view->has_who = stage && (!view->at_break || view->needs_presenter);
}

void make_stage(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct stage *stage = room_stage(room);

	make_time(make);
	make_presenter(make);
	if (stage) {
		view->stage = stage->title;
		make_kinds(view, stage);
		view->at_turns = room_turns(room);
		view->hold = say(stage, SAY_ALL);
		view->prompt = say(stage, SAY_ALL);
		view->next_words = next_words(make, room_next_step(room));
	}
	if (view->at_break) {
		const struct instant ends = { view->time.ends };
		view->break_until = clock_words(make, ends);
	}
	make_lead(make);
	make_ring(make);
}

/* ---- buttons ---- */

static struct room_press_view press(const char *verb, struct str words, bool has_arrow)
{
	return (struct room_press_view){
		.is_there = true, .verb = str_of(verb), .words = words, .has_arrow = has_arrow
	};
}

static void make_turn_presses(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const int turn = room->talk.turn, following = room_turn_following(room);

	if (!room_turns(room) || turn < 0) return;
	if (following >= 0) {
		view->turn = press("turn",
		                   str_printf(make->arena, "%.*s is next",
		                              STR_ARG(called_at(make, following))),
		                   true);
		view->turn.name = STR("do");
		view->turn.value = STR("next");
		view->skip = press("turn",
		                   str_printf(make->arena, "Come back to %.*s",
		                              STR_ARG(called_at(make, turn))),
		                   false);
		view->skip.name = STR("do");
		view->skip.value = STR("skip");
	}
}

static void make_next_press(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const int next = room_next_step(room);

	if (view->is_waiting) {
		view->next = press("start", STR("Start the meeting"), true);
		return;
	}
	if (!view->is_running) return;
	view->at = room->step;
	if (next >= room->step_count) {
		if (view->may_control) view->next = press("end", STR("End the meeting"), false);
		return;
	}
	const struct str words = view->next_words;
	const bool asks = str_ends(words, STR("?"));
	view->next =
		press("next",
	              asks ? str_printf(make->arena, "Next: %.*s", STR_ARG(title_of(make, next)))
	                   : str_printf(make->arena, "Start %.*s", STR_ARG(words)),
	              true);
}

static struct str finished_or_empty(const struct room_make *make)
{
	const struct room *room = make->room;
	const bool mine = room->talk.speaker == make->seat || room->talk.turn == make->seat;
	return mine ? STR("done") : STR("");
}

/* Quiet, or writing: nobody has the time before the others. */
static bool is_for_all_alone(enum floor floor)
{
	return floor == FLOOR_SILENCE || floor == FLOOR_WRITE;
}

/* The one line that is for this person now. */
static void make_yours(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct str called = called_at(make, make->seat);

	if (view->is_waiting || view->is_running)
		view->wants_come = !view->is_here && room->seats[make->seat].came;
	if (!view->is_running) return;
	if (room->talk.speaker == make->seat)
		view->yours = str_printf(make->arena, "Go ahead, %.*s.", STR_ARG(called));
	else if (room->talk.turn == make->seat)
		view->yours = str_printf(make->arena, "It’s your turn, %.*s.", STR_ARG(called));
	else if (view->is_presenter && presenter_listens(make))
		view->yours = str_printf(make->arena, "You listen now, %.*s.", STR_ARG(called));
	else if (view->is_presenter && !is_for_all_alone(room_floor(room)))
		view->yours = str_printf(make->arena, "This is your time, %.*s.", STR_ARG(called));
	view->yours_verb = finished_or_empty(make);
	view->may_pass = room_may(room, MAY_PASS) && room->talk.turn == make->seat;
}

static void make_asking(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const int host = facilitator_seat(room);

	const struct room_step *step = room_step(room);
	const bool was_asked = step && room->questions_asked[step->round] > 0;

	view->hand_is_up = room_has_hand(room, make->seat);
	view->shows_asked = view->in_round && (was_asked || room_may(room, MAY_QUESTION));
	view->may_hand = view->is_member && !view->is_presenter && room_may(room, MAY_HAND);
	view->may_ask = view->is_member && !view->is_presenter && view->in_round &&
	                room_may(room, MAY_QUESTION);
	view->may_park = view->is_presenter && room_may(room, MAY_PARK);
	view->hand_words = host < 0 || host == make->seat
	                           ? STR("Your hand is up.")
	                           : str_printf(make->arena, "Your hand is up. %.*s can see it.",
	                                        STR_ARG(called_at(make, host)));
	view->wants_ask = view->may_ask;
	view->ask_label =
		str_printf(make->arena, "Your question for %.*s", STR_ARG(view->presenter));
}

static void make_back(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;

	if (!view->may_control || !view->is_running) return;
	int before = room->step - 1;
	while (before >= 0 && room->steps[before].is_left_out) before--;
	if (before < 0) return;
	view->back_words = str_printf(make->arena, "Back to %.*s", STR_ARG(title_of(make, before)));
	view->may_back = room_can_back(room, make->work->now);
	view->back_until = room->next_at.ms + ROOM_BACK_OFFER_MS;
}

void make_presses(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;

	make_yours(make);
	make_asking(make);
	if (!view->may_control && !view->may_hold_only) return;
	make_next_press(make);
	if (!view->may_control) return;
	make_turn_presses(make);
	make_back(make);
	make_loop_presses(make);
	view->is_curtained = room->is_curtained;
	const struct stage *stage = room_stage(room);
	if (stage && stage->floor_then != FLOOR_NONE) {
		view->may_floor = true;
		view->floor_value = room->talk.floor_at ? STR("first") : STR("second");
		const enum floor to = room->talk.floor_at ? stage->floor : stage->floor_then;
		view->floor_words = to == FLOOR_TURN    ? STR("Go round, one turn each")
		                    : to == FLOOR_WRITE ? STR("Write alone again")
		                    : to == FLOOR_ALL   ? STR("Open the floor")
		                                        : STR("Talk without turns");
	}
}

/* ---- the presenter's airtime ---- */

void make_airtime(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct room_step *step = room_step(room);
	struct airtime_part *parts = NEW(make->arena, struct airtime_part, AIRTIME_MOST);
	struct buf out;
	int64_t total = 0, to_come = 0;
	size_t n = 0;

	if (!step || !view->in_round) return;
	for (int i = 0; i < room->step_count && n < AIRTIME_MOST; i++) {
		const struct room_step *at = &room->steps[i];
		if (at->round != step->round || at->is_left_out) continue;
		const int64_t planned = MINUTES(room_step_minutes(room, i)) + at->added_ms;
		if (planned <= 0) continue;
		parts[n++] = (struct airtime_part){
			.name = at->stage->title,
			.planned = planned,
			.place = i < room->step    ? AIRTIME_PAST
			         : i == room->step ? AIRTIME_NOW
			                           : AIRTIME_AHEAD,
			.time = ring_time_of(make),
		};
		total += planned;
		if (i > room->step) to_come += planned;
	}
	buf_init(&out, DRAWING_BYTES);
	airtime_bar(&out, &(struct airtime_parts){ parts, n });
	view->airtime = html_drawing(make->arena, &out);
	view->air = view->time;
	view->air.ends += to_come;
	view->air_total = total / MINUTES(1);
	const int64_t at = view->time.paused ? view->time.paused : make->work->now.ms;
	const int64_t left = (view->air.ends - at + MINUTES(1) - 1) / MINUTES(1);
	view->air_words = str_printf(make->arena, "%lld of %lld minutes left",
	                             (long long)(left < 0 ? 0 : left), (long long)view->air_total);
}
