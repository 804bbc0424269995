/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The demo's simulated members in a real room, over sockets: they come when they are called, whoever is
 * somebody's own is left alone, and they go when they are let go. */
#include "flows/support_room.h"

#include <pthread.h>
#include <unistd.h>

#include "app/room.h"
#include "main/players.h"
#include "web/room.h"

enum { HASTE = 10, LOOKS = 600, LOOK_US = 50 * 1000 };

struct stage_hand {
	struct hall hall;
	struct instant start; /* of the flow's clock */
	struct instant real;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t listening;
	char address[64];
	enum err result;
	int here;
	bool own_is_here;
	person_id own;
};

/* Ten times as fast as ours. */
static struct instant quick(void *with)
{
	const struct stage_hand *at = with;
	return instant_add(at->start, HASTE * instant_since(time_now(), at->real));
}

static void ready(struct site *site, struct str address, void *with)
{
	struct stage_hand *at = with;

	(void)site;
	(void)pthread_mutex_lock(&at->lock);
	(void)snprintf(at->address, sizeof at->address, "%.*s", STR_ARG(address));
	(void)pthread_cond_signal(&at->listening);
	(void)pthread_mutex_unlock(&at->lock);
}

static void *serve(void *with)
{
	struct stage_hand *at = with;
	const struct site_serving serving = {
		.http = { .listen = STR("127.0.0.1:0") },
		.ready = ready,
		.with = at,
	};
	at->result = site_serve(at->hall.flow->site, &serving);
	return NULL;
}

static enum err count_here(struct tx *tx, void *with)
{
	struct stage_hand *at = with;
	struct flow *flow = at->hall.flow;
	struct arena *arena = arena_new(16 * 1024 * 1024);
	struct work work = {
		.tx = tx, .arena = arena, .house = &flow->site->house, .now = quick(at)
	};
	struct room_now *now = NEW(arena, struct room_now, 1);

	const enum err err = app_room_load(&work, at->hall.meeting, now);
	at->here = 0;
	at->own_is_here = false;
	for (int i = 0; !err && i < now->room.seat_count; i++) {
		if (!now->room.seats[i].is_here) continue;
		at->here++;
		at->own_is_here |= now->room.seats[i].person.n == at->own.n;
	}
	arena_free(arena);
	return err;
}

/* Looks until so many are here, or for half a minute. */
static void wait_for(struct stage_hand *at, int wanted)
{
	for (int i = 0; i < LOOKS; i++) {
		CHECK_OK(database_read(at->hall.flow->database, count_here, at));
		if (at->here == wanted) return;
		(void)usleep(LOOK_US);
	}
	CHECK_INT(at->here, wanted, "so many are here");
}

TEST(they_come_when_called_and_go_when_let_go)
{
	struct stage_hand at = { .hall = hall_open(DB_SQLITE, 1, true) };
	struct flow *flow = at.hall.flow;
	struct cast *cast = cast_new();
	struct players *players = NULL;

	hall_do(&at.hall, room_host, "open", NULL);
	at.start = flow->now;
	at.real = time_now();
	at.own = flow_person(flow, "Amara");
	flow->site->clock = quick;
	flow->site->clock_with = &at;
	flow->site->cast = cast;
	(void)pthread_mutex_init(&at.lock, NULL);
	(void)pthread_cond_init(&at.listening, NULL);
	CHECK_INT(pthread_create(&at.thread, NULL, serve, &at), 0, "a thread");
	(void)pthread_mutex_lock(&at.lock);
	while (!at.address[0]) (void)pthread_cond_wait(&at.listening, &at.lock);
	(void)pthread_mutex_unlock(&at.lock);

	const struct players_options options = {
		.db = flow->site->db,
		.seal = flow->site->seal,
		.house = flow->site->house,
		.cast = cast,
		.address = str_of(at.address),
		.seed = 7,
		.clock = quick,
		.clock_with = &at,
	};
	CHECK_OK(players_start(&options, &players));
	cast_become(cast, (person_id){ 0 }, at.own);
	cast_call(cast, at.hall.meeting, true);
	wait_for(&at, ROOM_MEMBERS - 1);
	CHECK(!at.own_is_here, "Amara is somebody's own");
	cast_call(cast, at.hall.meeting, false);
	wait_for(&at, 0);

	players_stop(players);
	players_stop(NULL);
	site_stop(flow->site);
	(void)pthread_join(at.thread, NULL);
	CHECK_OK(at.result);
	(void)pthread_cond_destroy(&at.listening);
	(void)pthread_mutex_destroy(&at.lock);
	cast_free(cast);
	hall_close(&at.hall);
}

TEST(only_a_demos_facilitator_calls_them)
{
	struct hall hall = hall_open(DB_SQLITE, 1, true);
	struct flow *flow = hall.flow;
	struct cast *cast = cast_new();
	const char *path = hall_path(&hall, "/simulate");

	hall_do(&hall, room_host, "open", NULL);
	CHECK_INT(flow_post(flow, room_host, path, "do", "call", NULL), 404, "not in earnest");
	hall_look(&hall, room_host);
	CHECK_HIDES(flow, "imulated members");
	flow->site->cast = cast;
	hall_look(&hall, room_host);
	CHECK_SHOWS(flow, "Ask simulated members to join");
	CHECK_INT(flow_post(flow, "Amara", path, "do", "call", NULL), 404, "not a member");
	CHECK(!cast_is_called(cast, hall.meeting), "so nobody is called");
	CHECK_INT(flow_post(flow, room_host, path, "do", "call", NULL), 303, "she does");
	CHECK(cast_is_called(cast, hall.meeting), "they are called");
	hall_look(&hall, room_host);
	CHECK_SHOWS(flow, "Let them go");
	CHECK_INT(flow_post(flow, room_host, path, "do", "let-go", NULL), 303, "and lets them go");
	CHECK(!cast_is_called(cast, hall.meeting), "nobody is called");
	hall_close(&hall);
	cast_free(cast);
}

TESTS(they_come_when_called_and_go_when_let_go, only_a_demos_facilitator_calls_them)
