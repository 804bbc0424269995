/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* live - from "this room has changed" to every screen that shows it.
 *
 * A topic changes: work_tell() is heard after the commit.  If anybody listens to the topic, a worker
 * asks the source, in one reading unit, for the frames of each event after the earliest that some
 * listener still lacks, for the audiences that listen; the loop hands them to the hub in order.  At
 * most one rendering of a topic is under way, so events never overtake each other; what is told
 * meanwhile causes one more.  The hub skips whoever has an event already: each listener gets every
 * event once, in order, whether it was here all the time or has come back with Last-Event-ID. */
#ifndef WEB_LIVE_H
#define WEB_LIVE_H

#include "app/work.h"
#include "live/hub.h"

struct site;
struct live;
struct live_out;

enum { LIVE_AUDIENCES = 64, LIVE_PEOPLE = 64 };

/* Given by whoever owns the live pages (the room): two functions, and nothing else is needed. */
struct live_source {
	/* A reading unit on a worker.  Calls live_emit() for every event with a number above `after`,
	 * in ascending order, for each of the `n` audiences.  Full state belongs in the last event's
	 * frames; earlier ones may be as short as an empty "room" frame. */
	enum err (*render)(struct work *work, struct topic topic, int64_t after,
	                   const int64_t *audiences, size_t n, struct live_out *out);
	/* A changing unit on a worker; may be NULL.  Who is connected, by person, ascending: called
	 * when that changes, and every LIVE_TICK_MS while anybody is connected. */
	enum err (*present)(struct work *work, struct topic topic, const person_id *people,
	                    size_t n);
};

enum { LIVE_TICK_MS = 15000, LIVE_STREAM_MS = 600000 };

/* `frames` are whole, made by hub_frame() with the same event number; copied. */
void live_emit(struct live_out *out, int64_t event, int64_t audience, struct str frames);

/* The same for one page that asks: what a listener of that audience who has seen `after` would be sent. */
MUST_USE enum err live_news(struct work *work, const struct live_source *source, struct topic topic,
                            int64_t after, int64_t audience, struct buf *out);

/* ---- for web/server.c ---- */

struct live *live_new(struct site *site, struct http_server *server);
/* After the http server has been freed. */
void live_free(struct live *live);
/* Any thread: what db_listen() hears: a topic's text, "*" for all, or who may see less than before. */
void live_heard(struct live *live, struct str topic);
/* Loop thread: somebody begins to listen.  Takes the exchange. */
void live_listen(struct live *live, struct exchange *exchange, const struct hub_seat *seat);

#endif
