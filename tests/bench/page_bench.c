/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* page_bench - what a page costs without sockets: its statements and its template, by the same handler, with the
 * same flags as the program.  A set's page; and a room, some stages into a meeting of eight.
 *
 * Usage: page_bench                                  both pages on SQLite files of their own, one thread
 *        page_bench DATABASE KEYS make               fills it with the demo's region, and signs in one member:
 *                                                    prints the cookie, and the address of their set's page
 *        page_bench DATABASE KEYS PATH COOKIE [SECONDS [THREADS]]
 *                                                    CPU a page, twice: "pure" is a transaction in which the
 *                                                    handler runs (queries and render); "whole" is all that a
 *                                                    request is but net: who asks, the gate, fields, errors
 *
 * tests/bench/page.mjs runs it in turns with the server and nginx. */
#include <pthread.h>
#include <unistd.h>

#include "app/sign_in.h"
#include "base/log.h"
#include "embed/files.h"
#include "main/demo_load.h"
#include "store/person.h"
#include "store/session.h"
#include "store/set.h"
#include "support/meetings.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/room.h"
#include "support/folder.h"

enum { TEXT = 64 * 1024, ARENA = 64 * 1024 * 1024, THREADS_MOST = 64, WARM = 200, ROOM_STAGES = 6 };

struct bench {
	struct site *site;
	struct db *db;
	struct http_request http;
	struct http_field cookie;
	int64_t seconds, threads;
};

struct lane { /* a thread, with its own connection as a worker has */
	struct bench *bench;
	pthread_t thread;
	double pure_us, whole_us; /* of CPU a page */
	size_t bytes;
};

/* ---- making ---- */

struct making {
	struct demo_load load;
	struct arena *arena;
	struct str token;
	set_id set;
};

static enum err sign_in(struct tx *tx, struct making *making)
{
	struct person_rows people;
	struct set_mine_rows sets;
	session_id session;

	enum err err = store_person_list(tx, &people);
	for (size_t i = 0; !err && i < people.n; i++) {
		if (!str_eq(people.at[i].name, STR("Amara Okafor"))) continue;
		err = store_set_of_person(tx, people.at[i].id, &sets);
		if (err) return err;
		making->set = sets.at[0].id;
		making->token = app_token(making->arena);
		return store_session_add(tx, people.at[i].id, making->token, making->load.now,
		                         instant_add(making->load.now, HOURS(24)), &session);
	}
	return err ? err : ERR_ABSENT;
}

static enum err make_region(struct tx *tx, void *with)
{
	struct making *making = with;
	const enum err err = demo_load(tx, &making->load);

	return err ? err : sign_in(tx, making);
}

struct made {
	struct str cookie, path;
};

static struct made make(struct arena *arena, struct db *db)
{
	const struct embedded *file = embedded_find(STR("content/demo/region.txt"));
	struct making making = { .load.now = time_now(), .arena = arena };
	const struct db_unit unit = { .run = make_region, .with = &making };
	struct db_reader *reader;
	struct region region;
	struct zone *zone;
	struct str why = { 0 };

	if (!file || region_read(arena, (struct str){ file->bytes, file->n }, &region, &why))
		BUG(file ? str_z(arena, why) : "no region in the program");
	if (zone_new(STR("Europe/London"), &zone) || db_migrate(db, NULL) ||
	    db_reader_open(db, &reader))
		BUG("no database");
	making.load.region = &region;
	making.load.zone = zone;
	if (db_write_wait(db, reader, &unit)) BUG("the region cannot be made");
	db_reader_close(reader);
	zone_free(zone);
	return (struct made){ str_printf(arena, "setwise=%.*s", STR_ARG(making.token)),
		              path_set(arena, making.set).text };
}

/* ---- measuring ---- */

static int64_t cpu_ns(void)
{
	struct timespec spent;
	if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent) != 0) BUG("no clock of CPU");
	return (int64_t)spent.tv_sec * 1000000000 + spent.tv_nsec;
}

/* A request that has passed the gate, to be answered again and again. */
struct passed {
	struct request rq;
	struct reply *reply;
};

static enum err run_handler(struct work *work, void *with)
{
	struct passed *passed = with;
	struct request *rq = &passed->rq;

	rq->work = *work;
	rq->forms_key = rq->forms_csrf = (struct str){ 0 };
	buf_clear(&passed->reply->body);
	const enum err err = rq->route->handler(rq, passed->reply);
	return err ? err : rq->page_err;
}

static void one_pure(struct passed *passed, struct arena *arena, struct db_reader *reader)
{
	struct work_unit unit = { .work = passed->rq.work, .run = run_handler, .with = passed };

	arena_reset(arena);
	unit.work.tx = NULL;
	unit.work.arena = arena;
	if (work_read(reader, &unit)) BUG("the page cannot be made");
}

static void one_whole(struct bench *bench, struct call *call, struct db_reader *reader)
{
	call_reset(call);
	web_dispatch(bench->site, reader, &bench->http, call);
	if (call->reply.status != 200) BUG("the page is refused");
}

static void *run_lane(void *with)
{
	struct lane *lane = with;
	struct bench *bench = lane->bench;
	struct arena *arena = arena_new(ARENA);
	struct call *call = call_new(bench->site), *other = call_new(bench->site);
	struct db_reader *reader;
	int64_t n = 0;

	if (db_reader_open(bench->db, &reader)) BUG("no connection");
	one_whole(bench, call, reader); /* who asks and what they may is found here */
	lane->bytes = call->reply.body.n;
	struct passed passed = { call->rq, &call->reply };
	for (int i = 0; i < WARM; i++) one_pure(&passed, arena, reader);
	const int64_t end = time_monotonic_us() + bench->seconds * 1000000;
	int64_t began = cpu_ns();
	for (; time_monotonic_us() < end; n++) one_pure(&passed, arena, reader);
	lane->pure_us = (double)(cpu_ns() - began) / 1e3 / (double)n;
	if (call->reply.body.n != lane->bytes) BUG("another page");

	const int64_t whole_end = time_monotonic_us() + bench->seconds * 1000000;
	began = cpu_ns();
	for (n = 0; time_monotonic_us() < whole_end; n++) one_whole(bench, other, reader);
	lane->whole_us = (double)(cpu_ns() - began) / 1e3 / (double)n;
	db_reader_close(reader);
	call_free(call);
	call_free(other);
	arena_free(arena);
	return NULL;
}

static void measure(struct bench *bench)
{
	struct lane lanes[THREADS_MOST] = { 0 };
	double pure = 0, whole = 0;

	for (int64_t i = 0; i < bench->threads; i++) {
		lanes[i].bench = bench;
		if (pthread_create(&lanes[i].thread, NULL, run_lane, &lanes[i])) BUG("no thread");
	}
	for (int64_t i = 0; i < bench->threads; i++) {
		(void)pthread_join(lanes[i].thread, NULL);
		pure += lanes[i].pure_us / (double)bench->threads;
		whole += lanes[i].whole_us / (double)bench->threads;
	}
	printf("pure %.1f whole %.1f us of CPU a page of %zu bytes\n", pure, whole, lanes[0].bytes);
}

static void open_site(struct bench *bench, struct seal *seal)
{
	const struct site_options options = {
		.db = bench->db,
		.seal = seal,
		.house = { .base_url = STR("http://127.0.0.1"), .zone = STR("Europe/London") },
		.live = &room_live,
	};
	if (site_new(&options, &bench->site)) BUG("no site");
}

static void open_database(struct bench *bench, const char *url, const char *keys,
                          struct seal **seal)
{
	if (seal_new(str_of(keys), SEAL_MAY_CREATE, seal)) BUG("no keys");
	const struct db_options options = { .url = str_of(url), .seal = *seal };
	if (db_open(&options, &bench->db)) BUG("no database there");
}

static void ask(struct bench *bench, struct str path, struct str cookie)
{
	bench->cookie = (struct http_field){ STR("Cookie"), cookie };
	bench->http = (struct http_request){ .method = HTTP_GET,
		                             .target = path,
		                             .path = path,
		                             .query = STR(""),
		                             .host = STR("127.0.0.1"),
		                             .peer = STR("127.0.0.1"),
		                             .fields = &bench->cookie,
		                             .n_fields = 1 };
}

static void release(struct bench *bench, struct seal *seal)
{
	site_free(bench->site);
	db_close(bench->db);
	seal_free(seal);
}

/* A member's room, some stages into a meeting of eight. */
static struct made make_room(struct arena *arena, struct db *db, struct seal *seal)
{
	struct meeting_made made;

	if (db_migrate(db, NULL)) BUG("no database");
	meetings_make(db, seal, arena, 1, ROOM_STAGES, &made);
	return (struct made){ str_printf(arena, "setwise=%.*s", STR_ARG(made.tokens[0])),
		              path_room(arena, made.meeting).text };
}

/* On an SQLite file of its own. */
static void alone(struct bench *bench, struct arena *arena, bool in_room)
{
	struct folder folder;
	struct seal *seal;

	folder_make(&folder);
	const char *keys = str_z(arena, str_printf(arena, "%s/keys", folder.path));
	const char *url = str_z(arena, str_printf(arena, "sqlite:%s/a.db", folder.path));
	open_database(bench, url, keys, &seal);
	const struct made made =
		in_room ? make_room(arena, bench->db, seal) : make(arena, bench->db);
	ask(bench, made.path, made.cookie);
	open_site(bench, seal);
	measure(bench);
	release(bench, seal);
	folder_remove(&folder);
}

int main(int count, char **words)
{
	struct bench bench = { .seconds = 2, .threads = 1 };
	struct arena *arena = arena_new(ARENA);
	struct seal *seal;

	log_level_set(LOG_ERROR);
	if (count == 1) {
		printf("a set's page: ");
		alone(&bench, arena, false);
		printf("a room, mid-meeting: ");
		alone(&bench, arena, true);
		arena_free(arena);
		return 0;
	}
	if (count < 4) BUG("page_bench DATABASE KEYS make, or PATH COOKIE [SECONDS [THREADS]]");
	open_database(&bench, words[1], words[2], &seal);
	if (count == 4) {
		const struct made made = make(arena, bench.db);
		printf("%.*s %.*s\n", STR_ARG(made.cookie), STR_ARG(made.path));
	} else {
		if ((count > 5 && !str_i64(str_of(words[5]), 1, 600, &bench.seconds)) ||
		    (count > 6 && !str_i64(str_of(words[6]), 1, THREADS_MOST, &bench.threads)))
			BUG("a number is wanted");
		ask(&bench, str_of(words[3]), str_of(words[4]));
		open_site(&bench, seal);
		measure(&bench);
	}
	release(&bench, seal);
	arena_free(arena);
	return 0;
}
