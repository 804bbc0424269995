/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every shipped process from opening to close, with 4 to 12 people who do what such people do. */
#include "domain/process_preview.h"
#include "domain/room_clock.h"

#include "support/check.h"
#include "support_room.h"

enum { LEAST = 4, MOST = 12 };

static int pick(struct random *random, int below)
{
	return (int)random_below(random, (uint32_t)below);
}

static void choose_presenters(struct scene *scene, int members)
{
	/* Short rounds fit more often than there are people: then everybody has one. */
	const int fit = scene->room.round_count, rounds = fit < members ? fit : members;
	int seats[ROUNDS_MAX];

	if (!rounds) return;
	for (int i = 0; i < rounds; i++) seats[i] = i;
	CHECK_INT(scene_act(scene, members, ROOM_ORDER, 0, room_order_pack(seats, rounds), rounds),
	          ROOM_OK, "an order");
}

/* What the room plans is what the preview promised. */
static void check_plan(struct scene *scene, int members)
{
	struct preview preview;
	int minutes = 0;

	CHECK_OK(process_preview(scene->arena, scene->shell, scene->round, members, 210, &preview));
	CHECK_INT(scene->room.step_count, preview.count, "as many stages");
	for (int i = 0; i < scene->room.step_count; i++)
		minutes += room_step_minutes(&scene->room, i);
	CHECK_INT(minutes, preview.used_min, "and minutes");
}

/* In a stage: hands, questions, turns, lines, answers; most by chance. */
static void people_act(struct scene *scene, struct random *random, int members)
{
	static const enum room_kind kinds[] = { ROOM_HAND_UP, ROOM_HAND_DOWN, ROOM_ASK,
		                                ROOM_PASS,    ROOM_DONE,      ROOM_TURN_NEXT,
		                                ROOM_PARK,    ROOM_ACTION,    ROOM_LINE,
		                                ROOM_AGREE,   ROOM_MODULE,    ROOM_INVITE,
		                                ROOM_BID,     ROOM_PROGRESS,  ROOM_FLOOR };
	for (int i = 0; i < 12; i++) {
		const enum room_kind kind = kinds[pick(random, LEN(kinds))];
		int64_t subject = 1 + pick(random, members);
		int64_t a = pick(random, 4);
		if (kind == ROOM_MODULE) subject = 0;
		if (kind == ROOM_ACTION) a = 0;
		scene_wait(scene, SECONDS(5 + pick(random, 20)));
		(void)scene_act(scene, pick(random, members + 1), kind, subject, a, 0);
	}
}

/* Nothing written alone is shown before whoever leads shows it, in its own stage. */
static void check_hidden(struct scene *scene, int members)
{
	const struct room *room = &scene->room;

	if (room_floor(room) != FLOOR_WRITE || !room_may(room, MAY_LINE)) return;
	CHECK(!room->lines_revealed, "not shown early");
	CHECK_INT(scene_act(scene, 0, ROOM_REVEAL, 0, 0, 0), ROOM_NO_FACILITATOR,
	          "nor by a member");
	CHECK_INT(scene_act(scene, members, ROOM_REVEAL, 0, 0, 0), ROOM_OK, "then together");
	CHECK(room->lines_revealed, "shown");
}

static void check_moment(const struct scene *scene, int last_step)
{
	const struct room *room = &scene->room;
	const struct room_clock clock = room_clock(room, scene->now);
	const int presenter = room_presenter(room);

	CHECK(clock.used_ms >= 0 && clock.left_ms >= 0 && clock.over_ms >= 0, "no negative time");
	CHECK(room->step > last_step, "never backwards unless somebody bends it");
	CHECK(presenter < 0 || room->seats[presenter].is_member, "a member presents");
	for (int i = 0; i < room->seat_count; i++) {
		if (i == presenter || room_facilitates(room, i)) continue;
		if (room_floor(room) == FLOOR_PRESENTER || room_floor(room) == FLOOR_REPLY)
			CHECK(!room_can_speak(room, i), "one presents, and only one");
	}
	if (room_floor(room) == FLOOR_WITHOUT && presenter >= 0)
		CHECK(!room_can_speak(room, presenter), "who listens, listens");
}

/* Gives the minutes that were planned for the stages gone through. */
static int hold(struct scene *scene, struct random *random, int members)
{
	struct room *room = &scene->room;
	int last = -1, minutes = 0;

	for (;;) {
		check_moment(scene, last);
		check_hidden(scene, members);
		people_act(scene, random, members);
		minutes += room_step_minutes(room, room->step);
		last = room->step;
		scene_wait(scene, SECONDS(5));
		if (room_next_step(room) >= room->step_count) break;
		CHECK_INT(scene_act(scene, members, ROOM_NEXT, 0, 0, 0), ROOM_OK, "on");
	}
	CHECK_INT(scene_act(scene, members, ROOM_END, 0, 0, 0), ROOM_OK, "and the end");
	return minutes;
}

TEST(every_process_runs_from_opening_to_close_with_four_to_twelve_people)
{
	struct arena *arena = arena_new(1 << 20);
	struct str names[SHIPPED_MAX];
	const size_t n = shipped_names(arena, names);
	struct random random;

	random_seed(&random, 20261125);
	for (size_t i = 0; i < n; i++)
		for (int members = LEAST; members <= MOST; members++) {
			struct scene *scene = scene_by(names[i], members, 1);
			struct room again;
			scene_start(scene);
			check_plan(scene, members);
			choose_presenters(scene, members);
			CHECK(hold(scene, &random, members) > 0, str_z(arena, names[i]));
			CHECK(scene->room.state == ROOM_ENDED, "to the close");
			CHECK_OK(scene_replay(scene, &again));
			CHECK(memcmp(&again, &scene->room, sizeof again) == 0,
			      "a replay gives the same room");
			scene_free(scene);
		}
	CHECK(n >= 24, "all that the source names");
	arena_free(arena);
}

/* Alone: nobody facilitates, roles go round, and the same meeting holds. */
TEST(a_set_holds_its_own_half_day_with_roles_that_change_hands)
{
	struct arena *arena = arena_new(16 << 20);
	const struct process *shell = shipped(arena, "self-fac");
	struct scene *scene = scene_of(arena, shell, shipped(arena, "uk-classic"), 6, 0);
	struct room *room = &scene->room;
	const int seats[] = { 0, 1, 2 };
	int led = 0;

	scene_start(scene);
	CHECK_INT(scene_act(scene, 5, ROOM_ORDER, 0, room_order_pack(seats, 3), 3), ROOM_OK, "");
	CHECK_INT(scene_act(scene, 0, ROOM_ROLE, person_at(3), SAY_TIMEKEEPER, 0), ROOM_OK, "");
	while (room_next_step(room) < room->step_count) {
		const int presenter = room_presenter(room);
		/* Who leads does not present: the next one takes over by a tap. */
		if (presenter >= 0 && room_step(room)->stage->kind == STAGE_PRESENT) {
			const int leads = 3 + presenter % 3;
			const enum room_verdict verdict = scene_act(
				scene, leads, ROOM_ROLE, person_at(leads), SAY_FACILITATOR, 0);
			CHECK(verdict == ROOM_OK || verdict == ROOM_NO_SAME, "a tap");
			CHECK(room_facilitates(room, leads), "and leads");
			led++;
		}
		scene_wait(scene, MINUTES(2));
		CHECK_INT(scene_act(scene, room->holder, ROOM_NEXT, 0, 0, 0), ROOM_OK, "on");
	}
	CHECK_INT(led, 3, "three rounds, three who led");
	CHECK_INT(scene_act(scene, room->holder, ROOM_END, 0, 0, 0), ROOM_OK, "and the end");
	scene_free(scene);
}

TESTS(every_process_runs_from_opening_to_close_with_four_to_twelve_people,
      a_set_holds_its_own_half_day_with_roles_that_change_hands)
