/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The room's own timer: a stage whose process says so ends by itself. */
#include "flows/support_room.h"

#include <pthread.h>
#include <time.h>

/* Troika's clock is strict: its stages follow one another with nobody pressing. */
TEST(a_stage_with_a_strict_clock_ends_by_itself)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 3, "troika", "troika-client");

		hall_gather(&hall);
		hall_do(&hall, "Helen", "order", "seats", "0-1-2", NULL);
		hall_do(&hall, "Helen", "next", NULL);
		flow_wait(hall.flow, SECONDS(30));
		hall_look(&hall, "Amara");
		CHECK(flow_shows(hall.flow, "This is your time, Amara."), "not before its time");
		for (int i = 0; i < 12; i++) {
			flow_wait(hall.flow, MINUTES(1));
			hall_look(&hall, "Amara");
			hall_look(&hall, "Ben");
		}
		hall_look(&hall, "Amara");
		CHECK(!flow_shows(hall.flow, "This is your time, Amara."),
		      "her ten minutes have passed");
		hall_close(&hall);
	}
}

/* The step that the page on the desk shows. */
static const char *shown_step(struct hall *hall)
{
	const struct str mark = STR("name=\"at\" value=\"");

	hall_look(hall, "Helen");
	for (size_t i = 0; i + mark.n < hall->flow->body.n; i++) {
		struct str rest = str_from(hall->flow->body, i), value;
		if (!str_starts(rest, mark)) continue;
		rest = str_from(rest, mark.n);
		CHECK(str_cut(&rest, '"', &value), "a value");
		return str_z(hall->flow->arena, str_copy(hall->flow->arena, value));
	}
	CHECK(false, "the page says where it is");
	return "";
}

/* The answer was lost on the way, or the news has not come: the same button is pressed again. */
TEST(a_press_on_a_page_that_is_behind_skips_no_stage)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_shell(&hall, "uk-halfday");
		hall_gather(&hall);
		const char *first = shown_step(&hall);
		hall_do(&hall, "Helen", "next", "at", first, NULL);
		const char *second = shown_step(&hall);
		CHECK(strcmp(first, second) != 0, "the room goes on");
		hall_do(&hall, "Helen", "next", "at", first, NULL);
		CHECK(strcmp(shown_step(&hall), second) == 0, "only once");
		hall_do(&hall, "Helen", "next", "at", second, NULL);
		const char *third = shown_step(&hall);
		hall_do(&hall, "Helen", "back", NULL);
		CHECK(strcmp(shown_step(&hall), second) == 0, "and back");
		flow_wait(hall.flow, 2000);
		CHECK_INT(
			flow_post(hall.flow, "Helen", hall_path(&hall, "/next"), "at", third, NULL),
			409, "a page that is ahead of the room is told so");
		CHECK(strcmp(shown_step(&hall), second) == 0, "and nothing happens");
		hall_close(&hall);
	}
}

/* ---- late, and nobody presses ---- */

struct ear {
	pthread_mutex_t lock;
	pthread_cond_t news;
	struct topic wanted;
	bool heard;
};

static void hear(struct str text, void *with)
{
	struct ear *ear = with;
	struct topic topic;

	if (!topic_parse(text, &topic)) return;
	if (!topic.is_look || topic.n != ear->wanted.n || topic.whom.n != ear->wanted.whom.n)
		return;
	(void)pthread_mutex_lock(&ear->lock);
	ear->heard = true;
	(void)pthread_cond_signal(&ear->news);
	(void)pthread_mutex_unlock(&ear->lock);
}

/* Five seconds: on PostgreSQL listening may not have begun yet, and then it is told again. */
static bool hears(struct ear *ear)
{
	struct timespec until;
	int rc = 0;

	(void)clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	(void)pthread_mutex_lock(&ear->lock);
	while (!ear->heard && rc == 0) rc = pthread_cond_timedwait(&ear->news, &ear->lock, &until);
	const bool heard = ear->heard;
	(void)pthread_mutex_unlock(&ear->lock);
	return heard;
}

TEST(whoever_holds_the_room_is_told_how_late_it_is)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct ear ear = { .lock = PTHREAD_MUTEX_INITIALIZER,
			           .news = PTHREAD_COND_INITIALIZER };

		hall_shell(&hall, "uk-halfday");
		hall_gather(&hall);
		hall_until(&hall, "Check-in");
		ear.wanted = topic_look(hall.meeting, flow_person(hall.flow, "Helen"));
		db_listen(hall.flow->database->db, hear, &ear);
		/* Its time is over, by more and more; each time somebody is heard of. */
		flow_wait(hall.flow, MINUTES(30) + SECONDS(35));
		for (int i = 0; i < 6; i++) {
			hall_look(&hall, "Ben");
			if (hears(&ear)) break;
			flow_wait(hall.flow, MINUTES(1));
		}
		CHECK(hears(&ear), "Helen is told to look, and nothing was pressed");
		hall_close(&hall);
	}
}

TEST(a_minute_without_whoever_leads_is_told_to_all)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct ear ear = { .lock = PTHREAD_MUTEX_INITIALIZER,
			           .news = PTHREAD_COND_INITIALIZER };

		hall_gather(&hall);
		hall_do(&hall, "Helen", "leave", NULL);
		flow_wait(hall.flow, SECONDS(50));
		hall_look(&hall, "Ben");
		hall_look(&hall, "Amara");
		ear.wanted = topic_look(hall.meeting, flow_person(hall.flow, "Ben"));
		db_listen(hall.flow->database->db, hear, &ear);
		/* On PostgreSQL listening begins a little later: not before a note of Ben's is heard of. */
		do hall_do(&hall, "Ben", "note", "text", "canary", NULL);
		while (!hears(&ear));
		ear.heard = false;
		flow_wait(hall.flow, SECONDS(25));
		hall_look(&hall, "Amara");
		CHECK(hears(&ear), "Ben is told to look, and finds that he may hold the room");
		hall_close(&hall);
	}
}

TESTS(a_press_on_a_page_that_is_behind_skips_no_stage, a_stage_with_a_strict_clock_ends_by_itself,
      whoever_holds_the_room_is_told_how_late_it_is, a_minute_without_whoever_leads_is_told_to_all)
