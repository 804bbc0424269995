/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whatever people try, in whatever order, by whatever clock: these things hold. */
#include "domain/room_clock.h"

#include "support/check.h"
#include "support_room.h"

static int pick(struct random *random, int below)
{
	return (int)random_below(random, (uint32_t)below);
}

static void check_seats(const struct room *room)
{
	const struct room_talk *talk = &room->talk;
	unsigned seen = 0;

	CHECK(talk->hand_count >= 0 && talk->hand_count <= ROOM_SEATS_MAX, "hands have room");
	for (int i = 0; i < talk->hand_count; i++) {
		const int seat = talk->hands[i];
		CHECK(seat >= 0 && seat < room->seat_count && room->seats[seat].is_member,
		      "a member's");
		CHECK(!(seen & 1u << seat), "a person has one hand");
		seen |= 1u << seat;
	}
	CHECK(talk->speaker < 0 || room->seats[talk->speaker].is_here, "who speaks is here");
	CHECK(talk->turn < 0 || room->seats[talk->turn].is_here, "whose turn it is, is here");
	CHECK(talk->turn < 0 || !(talk->had & 1u << talk->turn), "a turn is had once");
	CHECK((talk->passed & ~talk->had) == 0, "who passed has had their turn");
	CHECK(talk->screen != SCREEN_QUESTION || talk->question.n, "a question is shown");
	CHECK(talk->screen != SCREEN_ISSUE || room->issue.n, "an issue only with leave");
	CHECK(room->issue.n == 0 || room_presenter(room) >= 0 || room->state == ROOM_ENDED,
	      "an issue has its presenter");
	CHECK(room->holder < 0 || room->seats[room->holder].is_member, "a member holds the room");
}

static void check_order(const struct room *room)
{
	CHECK(room->step >= -1 && room->step < room->step_count, "a step of the order");
	CHECK(room->order_count <= ROUNDS_MAX && room->round_count <= ROUNDS_MAX, "rounds");
	for (int i = 0; i < room->order_count; i++) {
		CHECK(room->seats[room->order[i]].is_member, "members present");
		for (int j = 0; j < i; j++) CHECK(room->order[i] != room->order[j], "each once");
	}
	int rounds = 0;
	for (int i = 0; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		CHECK(step->round == 0 || step->round == rounds || step->round == rounds + 1,
		      "in turn");
		if (step->round > rounds) rounds = step->round;
		CHECK(step->used_ms >= 0 && step->paused_ms >= 0 && step->added_ms >= 0,
		      "nobody gets negative time");
	}
	CHECK_INT(rounds, room->round_count, "as many rounds as the order says");
	CHECK(room->step < 0 || room->steps[room->step].began_at.ms, "the present has begun");
}

static void check_clock(const struct room *room, struct instant now)
{
	const struct room_clock clock = room_clock(room, now);
	CHECK(clock.used_ms >= 0 && clock.left_ms >= 0 && clock.over_ms >= 0, "no negative time");
	CHECK(clock.left_ms == 0 || clock.over_ms == 0, "either left or over");
	CHECK(!(clock.is_paused && clock.is_running), "paused or running");
	CHECK((room->state == ROOM_RUNNING) == (clock.is_paused || clock.is_running),
	      "a stage runs");
}

/* Anything at all, more often what is likely to be allowed. */
static void try_something(struct scene *scene, struct random *random)
{
	static const enum room_kind often[] = { ROOM_NEXT,      ROOM_NEXT,      ROOM_BACK,
		                                ROOM_HAND_UP,   ROOM_TURN_NEXT, ROOM_PASS,
		                                ROOM_HERE,      ROOM_GONE,      ROOM_ORDER,
		                                ROOM_PRESENTER, ROOM_ISSUE_ON };
	const int people = (int)scene->people_count;
	const bool likely = pick(random, 2) == 0;
	const enum room_kind kind =
		likely ? often[pick(random, LEN(often))]
		       : (enum room_kind)(ROOM_KIND_FIRST + pick(random, ROOM_KIND_END - 1));
	const int by = pick(random, 3) == 0 ? people - 1 : pick(random, people + 2) - 1;
	int64_t a = pick(random, 4), b = 0;
	int64_t subject = pick(random, people + 2);

	/* Steps are many more than people. */
	if (kind >= ROOM_MODULE && kind != ROOM_ROLE && kind != ROOM_CO_HOLD)
		subject = pick(random, scene->room.step_ids + 2);
	if (kind == ROOM_ROLE) a = pick(random, SAY_COUNT + 1);
	if (kind == ROOM_MOVE) a = pick(random, scene->room.step_ids + 2);
	if (kind == ROOM_SPREAD) a = pick(random, 240);

	/* Ending is allowed and cuts a history short, so it is tried seldom. */
	if (kind == ROOM_END && pick(random, 20)) return;
	if (kind == ROOM_ORDER) {
		int seats[3];
		b = pick(random, 4);
		for (int i = 0; i < (int)b; i++) seats[i] = (pick(random, people) + i) % people;
		a = room_order_pack(seats, (int)b);
	}
	(void)scene_act(scene, by, kind, subject, a, b);
}

static void pass_time(struct scene *scene, struct random *random)
{
	const int what = pick(random, 40);
	if (what == 0)
		scene_wait(scene, -pick(random, 3600 * 1000));
	else if (what == 1)
		scene_wait(scene, pick(random, 7200 * 1000));
	else
		scene_wait(scene, pick(random, 90 * 1000));
}

static void check_same(const struct scene *scene)
{
	struct room again;
	CHECK_OK(scene_replay(scene, &again));
	CHECK(memcmp(&again, &scene->room, sizeof(again)) == 0, "a replay gives the same room");
}

TEST(any_history_keeps_the_room_whole)
{
	int64_t events = 0, ended = 0, rounds = 0;

	FOR_SEEDS (random, 3000) {
		const char *shell = pick(&random, 4) ? "uk-halfday" : "first-taster";
		struct scene *scene = scene_new(shell, 4 + pick(&random, 5), pick(&random, 3));
		if (pick(&random, 10)) scene_start(scene);
		for (int i = 0; i < 150; i++) {
			pass_time(scene, &random);
			try_something(scene, &random);
			check_seats(&scene->room);
			check_order(&scene->room);
			check_clock(&scene->room, scene->now);
		}
		check_same(scene);
		events += scene->event_count;
		ended += scene->room.state == ROOM_ENDED;
		rounds += scene->room.step >= 0 && scene->room.steps[scene->room.step].round > 0;
		scene_free(scene);
	}
	/* The histories are worth something: most acts of many kinds were allowed. */
	CHECK(events > 3000 * 30, "much happens");
	CHECK(ended > 20 && rounds > 300, "also in rounds, also to the end");
}

/* Damaged rows: any change to any event is an error or a room that is still whole. */
TEST(damage_never_breaks_a_room)
{
	FOR_SEEDS (random, 1500) {
		struct scene *scene = scene_new("uk-halfday", 6, 1);
		struct room room;
		scene_start(scene);
		for (int i = 0; i < 60; i++) {
			pass_time(scene, &random);
			try_something(scene, &random);
		}
		struct room_event *event = &scene->history[pick(&random, scene->event_count)];
		const int64_t junk = (int64_t)random_next(&random);
		switch (pick(&random, 6)) {
		case 0:
			event->kind = (enum room_kind)(pick(&random, 80) - 5);
			break;
		case 1:
			event->a = junk;
			break;
		case 2:
			event->b = junk;
			break;
		case 3:
			event->subject = junk;
			break;
		case 4:
			event->by = (person_id){ pick(&random, 12) };
			break;
		default:
			event->at = (struct instant){ junk };
			break;
		}
		const enum err err = scene_replay(scene, &room);
		CHECK(err == OK || err == ERR_CORRUPT, "an error, or a room");
		scene_free(scene);
	}
}

TESTS(any_history_keeps_the_room_whole, damage_never_breaks_a_room)
