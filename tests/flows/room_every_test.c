/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every shipped process from opening to close, on both engines: 4 to 12 simulated members do in each stage
 * what the stage is for, through the acts that people's presses reach, and keep its minutes.  At the end it is
 * as the source says: minutes, airtime, what was asked and written.
 *
 * One site an engine, and a set for each meeting; each meeting is a day after the one before. */
#include "flows/support_play.h"

#include <dirent.h>

#include "app/process.h"
#include "base/id.h"
#include "domain/process_preview.h"
#include "domain/room_clock.h"
#include "store/action.h"
#include "store/airtime.h"
#include "store/meeting.h"
#include "store/question.h"
#include "store/review.h"

enum { LEAST = 4, MOST = 12, NAMES = 64, LENGTH_MIN = 210 };

/* ---- what people do in a stage ---- */

static int other_than(const struct play *play, int seat)
{
	return (seat + 1) % play->members;
}

static void bid_and_order(struct play *play)
{
	const struct room *room = &play->now->room;
	const int rounds = room->round_count < play->members ? room->round_count : play->members;
	int seats[ROUNDS_MAX];

	if (!rounds) return;
	for (int i = 0; i < rounds; i++) seats[i] = i;
	if (room_may(room, MAY_BID))
		for (int i = 0; i < rounds; i++) play_act(play, i, ROOM_BID, 0, 1 + i % 3, 0);
	play_act(play, play_leads(play), ROOM_ORDER, 0, room_order_pack(seats, rounds), rounds);
	CHECK_INT(play->now->room.order_count, rounds, "an order");
}

/* Questions by two people; where one asks at a time, by whoever's turn it is. */
static void ask(struct play *play, int presenter)
{
	const bool in_turn = room_floor(&play->now->room) == FLOOR_ASK_TURN;
	int by = in_turn ? play->now->room.talk.turn : other_than(play, presenter);

	CHECK(by >= 0, "somebody asks");
	for (int i = 0; i < 2; i++) {
		play_say(play, by, ROOM_ASK, "Who gains if nothing changes?");
		play->questions++;
		if (!in_turn) by = other_than(play, by);
		if (by == presenter) by = other_than(play, by);
	}
}

static void write_actions(struct play *play, int presenter)
{
	const bool each = room_floor(&play->now->room) == FLOOR_WRITE;

	for (int i = 0; i < play->members; i++) {
		if (!each && i != presenter) continue;
		play_say(play, i, ROOM_ACTION, "Bring both teams to one table");
		play->actions++;
	}
}

/* Two of those who don't listen now. */
static void write_lines(struct play *play, enum stage_kind kind, int presenter)
{
	const enum review_kind line = kind == STAGE_HOPES    ? REVIEW_HOPES
	                              : kind == STAGE_REVIEW ? REVIEW_HELPED
	                                                     : REVIEW_LINE;

	for (int i = 1; i <= 2; i++) {
		play_do(play, play_person(play, (presenter + i) % play->members),
		        (struct play_act){ .kind = ROOM_LINE,
		                           .a = line,
		                           .text = "Nobody knows who may decide" });
		play->lines++;
	}
	CHECK(!play->now->room.lines_revealed, "not before they are shown together");
	play_act(play, play_leads(play), ROOM_REVEAL, 0, 0, 0);
}

static void make_rules(struct play *play)
{
	play_say(play, 0, ROOM_RULE_PROPOSED, "What is said here stays here");
	play_act(play, play_leads(play), ROOM_RULE_SETTLED, 0, 0, 0);
	for (int i = 0; i < play->members; i++) play_act(play, i, ROOM_RULE_AGREED, 0, 1, 0);
}

/* Each in turn; the first passes, where that is allowed. */
static void go_round(struct play *play)
{
	const struct room *room = &play->now->room;
	int turns = 0;

	if (room_turns(room) && room->talk.turn >= 0 && room_may(room, MAY_PASS)) {
		play_act(play, room->talk.turn, ROOM_PASS, 0, 0, 0);
		turns++;
	}
	for (; room_turns(&play->now->room) && play->now->room.talk.turn >= 0; turns++) {
		CHECK(turns < play->members, "a turn is had once");
		play_act(play, play->now->room.talk.turn, ROOM_DONE, 0, 0, 0);
	}
}

/* Nobody facilitates: a member who does not present takes the lead by a tap. */
static void change_hands(struct play *play, int presenter)
{
	const int next = other_than(play, presenter);
	if (play_leads(play) != next)
		play_act(play, next, ROOM_ROLE, play_person(play, next).n, SAY_FACILITATOR, 0);
	CHECK_INT(play_leads(play), next, "by a tap");
}

static void work_on(struct play *play)
{
	const struct stage *stage = room_stage(&play->now->room);
	const int presenter = room_presenter(&play->now->room);
	const bool in_round = room_step(&play->now->room)->round > 0;

	if (in_round) CHECK(presenter >= 0, "somebody presents");
	if (in_round && play->alone && stage->kind == STAGE_PRESENT) change_hands(play, presenter);
	if (in_round && stage->may & MAY_ISSUE && stage->kind == STAGE_PRESENT)
		play_say(play, presenter, ROOM_ISSUE_ON, "Two teams wait for each other");
	if (in_round && stage->kind == STAGE_CHOOSE && room_choice_step(&play->now->room) >= 0)
		play_act(play, presenter, ROOM_MODULE, 0, 1, 0);
	const bool listens_first = stage->floor == FLOOR_PRESENTER;
	if (in_round && stage->may & MAY_QUESTION && !listens_first) ask(play, presenter);
	if (in_round && stage->may & MAY_ACTION) write_actions(play, presenter);
	if (stage->may & MAY_LINE) write_lines(play, stage->kind, presenter < 0 ? 0 : presenter);
	if (stage->may & MAY_RULE) make_rules(play);
	go_round(play);
	if (stage->floor_then != FLOOR_NONE && room_floor(&play->now->room) == stage->floor) {
		play_act(play, play_leads(play), ROOM_FLOOR, 0, 1, 0);
		if (in_round && stage->may & MAY_QUESTION && listens_first) ask(play, presenter);
		go_round(play);
	}
}

/* The page of one of them, in every stage. */
static void look(struct play *play, int who)
{
	struct flow *flow = play->flow;
	const struct str id = id_text(play->arena, play->meeting.n);
	const char *path =
		str_z(play->arena, str_printf(play->arena, "/meetings/%.*s/room", STR_ARG(id)));
	const struct str title = room_stage(&play->now->room)->title;

	CHECK_INT(flow_get(flow, room_members[who], path), 200, path);
	CHECK(str_has(flow->body,
	              str_printf(play->arena, "<title id=\"title\">%.*s", STR_ARG(title))),
	      "their page shows the stage");
}

/* At the very end of its time.  In a loop they are not agreed the first time, unless they are few. */
static void go_on(struct play *play)
{
	const struct room *room = &play->now->room;
	const struct stage *stage = room_stage(room);
	const int step = room->step, id = room->steps[step].id;
	const bool is_long_enough = play->members > LEAST && room_pass(room) < stage->passes;

	play->planned_min += room_step_minutes(room, step);
	if (stage->loops)
		for (int i = 0; i < play->members; i++)
			play_act(play, i, ROOM_AGREE, 0, is_long_enough && i == 0 ? 2 : 1, 0);
	const struct instant ends = room_clock(&play->now->room, play->flow->now).stage_ends_at;
	CHECK(instant_since(ends, play->flow->now) >= 0, "all of it within the stage's time");
	flow_wait(play->flow, instant_since(ends, play->flow->now) - 700);
	if (stage->overrun == OVERRUN_ADVANCE) {
		flow_wait(play->flow, 700);
		play_present(play);
	} else if (stage->loops)
		play_act(play, play_leads(play), ROOM_SETTLE, 0, !is_long_enough, 0);
	else
		play_act(play, play_leads(play), ROOM_NEXT, 0, 0, 0);
	CHECK(play->now->room.steps[play->now->room.step].id != id, "the next stage");
	CHECK(play->now->room.step > step, "in its order");
}

static void hold(struct play *play, bool looks)
{
	play_gather(play);
	bid_and_order(play);
	for (int i = 0;; i++) {
		play_present(play);
		if (looks) look(play, i % play->members);
		work_on(play);
		const struct room *room = &play->now->room;
		if (room_next_step(room) >= room->step_count) break;
		go_on(play);
	}
	const struct room *room = &play->now->room;
	play->planned_min += room_step_minutes(room, room->step);
	const struct instant ends = room_clock(room, play->flow->now).stage_ends_at;
	flow_wait(play->flow, instant_since(ends, play->flow->now) - 700);
	play_do(play, play_person(play, play_leads(play)), (struct play_act){ .kind = ROOM_END });
}

/* ---- what is there afterwards ---- */

struct found {
	struct play *play;
	struct airtime_rows airtime;
	struct question_rows questions;
	struct review_rows lines;
	int actions;
	struct meeting_row meeting;
};

static enum err run_find(struct tx *tx, void *with)
{
	struct found *found = with;
	struct play *play = found->play;
	struct action_rows rows;

	tx_use_arena(tx, play->arena);
	enum err err = store_airtime_of_meeting(tx, play->meeting, &found->airtime);
	if (!err) err = store_question_list(tx, play->meeting, &found->questions);
	if (!err) err = store_review_shared(tx, play->meeting, &found->lines);
	if (!err) err = store_meeting_load(tx, play->meeting, &found->meeting);
	for (int i = 0; !err && i < play->members; i++) {
		err = store_action_of_meeting(tx, play->meeting, play_person(play, i), &rows);
		for (size_t j = 0; !err && j < rows.n; j++)
			CHECK(rows.at[j].is_shared, "the set's");
		if (!err) found->actions += (int)rows.n;
	}
	return err;
}

static int minutes_of_round(const struct room *room, int round)
{
	int minutes = 0;

	for (int i = 0; i < room->step_count; i++)
		if (room->steps[i].round == round && !room->steps[i].is_left_out &&
		    room->steps[i].stage->kind != STAGE_BREAK)
			minutes += room_step_minutes(room, i);
	return minutes;
}

static void check_airtime(const struct play *play, const struct airtime_rows *rows)
{
	const struct room *room = &play->now->room;

	CHECK_INT(rows->n, room->order_count, "everybody who presented");
	for (size_t i = 0; i < rows->n; i++) {
		const int seat = room_presenter_of(room, rows->at[i].round);
		CHECK_INT(rows->at[i].person.n, play_person(play, seat).n, "whose round it was");
		CHECK_INT(rows->at[i].ms, MINUTES(minutes_of_round(room, rows->at[i].round)),
		          play->name);
	}
}

/* The source's own sum, and the running order that was promised to whoever planned it. */
static void check_minutes(const struct play *play)
{
	const struct room *room = &play->now->room;
	const struct process *shell = room->shell, *round = room->round;
	const int took = (int)(instant_since(room->ended_at, room->started_at) / MINUTES(1));
	struct preview preview;

	CHECK_INT(instant_since(room->ended_at, room->started_at), MINUTES(play->planned_min),
	          play->name);
	CHECK_OK(process_preview(play->arena, shell, round, play->members, LENGTH_MIN, &preview));
	const bool went_through = play->members > LEAST; /* loops as often as reckoned */
	if (went_through && room->order_count == preview.rounds) {
		CHECK_INT(took, preview.used_min, play->name);
		if (shell->people == play->members && shell->minutes < LENGTH_MIN)
			CHECK_INT(took, shell->minutes, "as the source says");
	}
	if (went_through && room->order_count > 0)
		CHECK_INT(minutes_of_round(room, 1), process_minutes(round, play->members),
		          "a round is as long as its source says");
}

static void check_after(struct play *play)
{
	struct found found = { .play = play };

	CHECK_OK(database_read(play->flow->database, run_find, &found));
	CHECK(play->now->room.state == ROOM_ENDED, "closed");
	CHECK(found.meeting.state == MEETING_ENDED, "for the calendar too");
	check_airtime(play, &found.airtime);
	CHECK_INT(found.questions.n, play->questions, "all that was asked");
	CHECK_INT(found.actions, play->actions, "all that was written down to do");
	CHECK_INT(found.lines.n, play->lines, "all that was shown together");
	for (size_t i = 0; i < found.questions.n; i++)
		CHECK(!found.questions.at[i].is_held, "what was held is shown");
	check_minutes(play);
}

/* ---- all of them ---- */

static size_t names_of_all(struct arena *arena, const char *names[NAMES])
{
	static const struct str ending = STR_INIT(".process");
	DIR *folder = opendir("content/processes");
	const struct dirent *entry;
	size_t n = 0;

	CHECK(folder != NULL, "the folder is there");
	while ((entry = readdir(folder)) != NULL) {
		const struct str name = str_of(entry->d_name);
		if (!str_ends(name, ending)) continue;
		CHECK(n < NAMES, "room for the names");
		names[n++] = str_z(arena, str_first(name, name.n - ending.n));
	}
	CHECK_INT(closedir(folder), 0, "closed");
	return n;
}

/* The number that the source reckons with, the least or the most, and one between: over all processes
 * each number several times. */
static int sizes_of(const struct process *process, size_t at, int sizes[3])
{
	int n = 0;
	const int other = at % 2 ? LEAST : MOST, between = 5 + (int)(at % 7);

	sizes[n++] = other;
	sizes[n++] = between;
	if (process->people > LEAST && process->people != between) sizes[n++] = process->people;
	return n;
}

static void play_one(struct flow *flow, const char *name, int members, struct day on, bool looks)
{
	struct play play;

	play_begin(&play, flow, name, members, on);
	hold(&play, looks);
	check_after(&play);
	play_end(&play);
}

TEST(every_process_runs_from_opening_to_close_with_four_to_twelve_people)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const char *names[NAMES];
		const size_t n = names_of_all(flow->arena, names);
		struct day on = day_of(2026, 11, 26);
		unsigned met = 0;

		CHECK(n >= 24, "all that the source names");
		for (size_t i = 0; i < n; i++) {
			const struct process *process;
			int sizes[3];
			CHECK_OK(process_shipped(flow->arena, str_of(names[i]), &process));
			const int count = sizes_of(process, i, sizes);
			for (int j = 0; j < count; j++) {
				play_one(flow, names[i], sizes[j], on, j == 0);
				met |= 1u << sizes[j];
				on = day_add(on, 1);
			}
		}
		for (int i = LEAST; i <= MOST; i++) CHECK(met & 1u << i, "every size");
		flow_close(flow);
	}
}

TESTS(every_process_runs_from_opening_to_close_with_four_to_twelve_people)
