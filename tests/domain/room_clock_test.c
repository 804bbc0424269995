/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The room's clock: numbers, and the words that people see. */
#include "domain/room_clock.h"

#include "support/check.h"
#include "support_room.h"

enum { HELEN = 8 };

TEST(words_for_every_moment)
{
	static const struct {
		int64_t used, planned;
		const char *words, *exact;
	} cases[] = {
		{ 0, MINUTES(15), "About 15 minutes left", "15:00" },
		{ 1, MINUTES(15), "About 15 minutes left", "15:00" },
		{ MINUTES(3) + SECONDS(22), MINUTES(15), "About 12 minutes left", "11:38" },
		{ MINUTES(14), MINUTES(15), "About 1 minute left", "1:00" },
		{ MINUTES(14) + 1, MINUTES(15), "Less than a minute left", "1:00" },
		{ MINUTES(15) - 1, MINUTES(15), "Less than a minute left", "0:01" },
		{ MINUTES(15), MINUTES(15), "That’s the time. Finish when you are ready.", "0:00" },
		{ MINUTES(15) + SECONDS(59), MINUTES(15),
		  "That’s the time. Finish when you are ready.", "+0:59" },
		{ MINUTES(16), MINUTES(15), "1 minute over", "+1:00" },
		{ MINUTES(17) + SECONDS(5), MINUTES(15), "2 minutes over", "+2:05" },
	};
	struct scene *scene = scene_new("uk-halfday", 8, 1);

	scene_start(scene);
	scene_go_to(scene, STAGE_QUESTIONS);
	const struct instant began = scene->now;
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct room_clock clock =
			room_clock(&scene->room, instant_add(began, cases[i].used));
		CHECK_INT(clock.planned_ms, cases[i].planned, "fifteen minutes");
		CHECK_STR(room_clock_words(scene->arena, &clock), cases[i].words, cases[i].words);
		CHECK_STR(room_clock_exact(scene->arena, &clock), cases[i].exact, cases[i].words);
	}
	scene_free(scene);
}

TEST(pause_stops_it_and_two_minutes_are_two_minutes)
{
	struct scene *scene = scene_new("uk-halfday", 8, 1);
	struct room_clock clock;

	scene_start(scene);
	scene_go_to(scene, STAGE_QUESTIONS);
	scene_wait(scene, MINUTES(4));
	CHECK_INT(scene_act(scene, HELEN, ROOM_PAUSE, 0, 0, 0), ROOM_OK, "pause");
	scene_wait(scene, MINUTES(7));
	clock = room_clock(&scene->room, scene->now);
	CHECK_INT(clock.used_ms, MINUTES(4), "paused");
	CHECK_STR(room_clock_words(scene->arena, &clock), "Paused", "says so");
	CHECK_INT(scene_act(scene, HELEN, ROOM_EXTEND, 0, 0, 0), ROOM_OK, "+2, also in a pause");
	CHECK_INT(scene_act(scene, HELEN, ROOM_RESUME, 0, 0, 0), ROOM_OK, "on");
	scene_wait(scene, MINUTES(1));
	clock = room_clock(&scene->room, scene->now);
	CHECK_INT(clock.used_ms, MINUTES(5), "the pause does not count");
	CHECK_INT(clock.planned_ms, MINUTES(17), "two more");
	CHECK_INT(room_minutes_left(&clock), 12, "twelve");
	for (int i = 0; i < 7; i++)
		CHECK_INT(scene_act(scene, HELEN, ROOM_EXTEND, 0, 30, 0), ROOM_OK, "more");
	CHECK_INT(scene_act(scene, HELEN, ROOM_EXTEND, 0, 29, 0), ROOM_NO_EXTENDED, "enough");
	CHECK_INT(scene_act(scene, HELEN, ROOM_EXTEND, 0, 28, 0), ROOM_OK, "four hours in all");
	CHECK_INT(scene_act(scene, HELEN, ROOM_EXTEND, 0, 1, 0), ROOM_NO_EXTENDED, "and no more");
	CHECK_INT(scene_act(scene, HELEN, ROOM_EXTEND, 0, 31, 0), ROOM_NO_INPUT, "not so many");
	scene_free(scene);
}

TEST(the_whole_order_is_ahead_or_behind)
{
	struct scene *scene = scene_new("uk-halfday", 8, 1);
	struct room_clock clock;

	scene_start(scene);
	const struct instant began = scene->now;
	clock = room_clock(&scene->room, scene->now);
	CHECK_INT(instant_since(clock.meeting_ends_at, began), MINUTES(210), "half a day in all");
	scene_wait(scene, MINUTES(9));
	clock = room_clock(&scene->room, scene->now);
	CHECK_STR(room_behind_words(scene->arena, &clock), "About 4 minutes behind",
	          "5 were planned");
	CHECK_INT(instant_since(clock.meeting_ends_at, began), MINUTES(214), "and the end moves");
	CHECK_INT(scene_act(scene, HELEN, ROOM_NEXT, 0, 0, 0), ROOM_OK, "check-in, 16 minutes");
	scene_wait(scene, MINUTES(9));
	CHECK_INT(scene_act(scene, HELEN, ROOM_NEXT, 0, 0, 0), ROOM_OK, "in 9");
	clock = room_clock(&scene->room, scene->now);
	CHECK_STR(room_behind_words(scene->arena, &clock), "About 3 minutes ahead", "4 - 7");
	scene_wait(scene, MINUTES(26));
	clock = room_clock(&scene->room, scene->now);
	CHECK_STR(room_behind_words(scene->arena, &clock), "On time", "24 were planned");
	scene_free(scene);
}

/* Minutes and seconds after the start, in a stage of five minutes: has the room drifted since 20 seconds before? */
TEST(a_room_drifts_by_the_minute_and_only_when_it_is_late)
{
	static const struct {
		int minutes, seconds;
		bool paused, drifts;
	} cases[] = {
		{ 3, 35, false, false }, /* within its time */
		{ 5, 25, false, false }, /* a little late, but not by half a minute */
		{ 5, 40, false, true },  { 6, 10, false, false }, { 6, 35, false, true },
		{ 3, 35, true, true },   { 3, 10, true, false },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct scene *scene = scene_new("uk-halfday", 8, 1);
		scene_start(scene);
		if (cases[i].paused)
			CHECK_INT(scene_act(scene, HELEN, ROOM_PAUSE, 0, 0, 0), ROOM_OK, "pause");
		scene_wait(scene, MINUTES(cases[i].minutes) + SECONDS(cases[i].seconds));
		const struct instant before = instant_add(scene->now, -SECONDS(20));
		CHECK_INT(room_has_drifted(&scene->room, before, scene->now), cases[i].drifts,
		          "by the minute");
		scene_free(scene);
	}
}

TEST(a_long_time_is_said_in_hours)
{
	static const struct {
		int64_t minutes;
		const char *words;
	} cases[] = {
		{ 1, "1 minute" },
		{ 89, "89 minutes" },
		{ 90, "an hour and a half" },
		{ 104, "an hour and a half" },
		{ 105, "2 hours" },
		{ 179, "3 hours" },
	};
	struct arena *arena = arena_new(4096);

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(room_length_words(arena, cases[i].minutes), cases[i].words,
		          cases[i].words);
	arena_free(arena);
}

TEST(a_clock_set_back_takes_nobodys_minutes)
{
	struct scene *scene = scene_new("uk-halfday", 8, 1);
	struct room_clock clock;

	scene_start(scene);
	scene_go_to(scene, STAGE_QUESTIONS);
	scene_wait(scene, MINUTES(4));
	CHECK_INT(scene_act(scene, 1, ROOM_HAND_UP, 0, 0, 0), ROOM_OK, "at four minutes");
	scene_wait(scene, -HOURS(1));
	clock = room_clock(&scene->room, scene->now);
	CHECK_INT(clock.used_ms, MINUTES(4), "it waits for the next event");
	CHECK_INT(scene_act(scene, 1, ROOM_HAND_DOWN, 0, 0, 0), ROOM_OK, "an hour earlier");
	scene_wait(scene, MINUTES(2));
	clock = room_clock(&scene->room, scene->now);
	CHECK_INT(clock.used_ms, MINUTES(6), "and then goes on");
	scene_free(scene);
}

TEST(nothing_to_say_outside_a_meeting)
{
	struct scene *scene = scene_new("uk-halfday", 8, 1);
	const struct room_clock clock = room_clock(&scene->room, scene->now);

	CHECK_STR(room_clock_words(scene->arena, &clock), "", "before");
	CHECK_STR(room_clock_exact(scene->arena, &clock), "", "before");
	CHECK_STR(room_behind_words(scene->arena, &clock), "", "before");
	scene_free(scene);
}

TESTS(words_for_every_moment, pause_stops_it_and_two_minutes_are_two_minutes,
      the_whole_order_is_ahead_or_behind, a_long_time_is_said_in_hours,
      a_room_drifts_by_the_minute_and_only_when_it_is_late, a_clock_set_back_takes_nobodys_minutes,
      nothing_to_say_outside_a_meeting)
