/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* site - the running web side of an installation: what every request shares, and how it is served.
 *
 * Threads: the loop thread owns sockets and the hub; workers own a database connection each and take
 * whole requests; the database's writer (SQLite) runs the units that change something.  A request is
 * served in process, without sockets, by web_dispatch() (web/dispatch.h): that is what flows use. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include <pthread.h>

#include "base/zone.h"
#include "db/db.h"
#include "db/seal.h"
#include "web/live.h"
#include "web/looks.h"
#include "web/page.h"

struct pool;
struct cast;

enum { SITE_ZONES_MAX = 2048 }; /* more than the time zone database has names */

struct site_options {
	struct db *db;      /* borrowed, migrated; nothing may have been written through it yet */
	struct seal *seal;  /* borrowed */
	struct house house; /* texts are borrowed */
	int workers;        /* 0: chosen from the machine and the engine */
	struct instant (*clock)(void *with); /* NULL: the real one */
	void *clock_with;
	const struct live_source *live; /* what streams show; NULL: nothing is live */
	struct cast *cast; /* borrowed; the demo's simulated members (web/cast.h); NULL elsewhere */
};

struct site_assets {
	struct url css, font, icon, forms_js, room_js, screen_js;
};

/* What the parts of the web layer share; others use the functions below. */
struct site {
	struct arena *arena; /* of the assets' addresses */
	struct db *db;
	struct seal *seal;
	struct house house;
	bool is_https;
	int workers;
	struct instant (*clock)(void *with);
	void *clock_with;
	const struct live_source *live_source;
	struct cast *cast;
	struct looks *looks; /* who was told lately to look again */
	struct site_assets assets;
	struct http_server *server; /* while site_serve() runs */
	struct pool *pool;          /* likewise */
	struct live *live;          /* likewise */
	pthread_mutex_t lock;       /* over spare, zones, and over live while it is heard */
	struct call *spare;         /* calls that wait for a request */
	size_t n_spare;
	struct zone *zones[SITE_ZONES_MAX]; /* read so far: see site_zone() */
	size_t n_zones;
};

MUST_USE enum err site_new(const struct site_options *options, struct site **out);
void site_free(struct site *site);
struct instant site_now(const struct site *site);
/* The zone of that name, read once and kept as long as the site.  Any thread.  ERR_ABSENT, ERR_CORRUPT,
 * or ERR_LIMIT: more zones than any installation has. */
MUST_USE enum err site_zone(struct site *site, struct str name, const struct zone **out);

struct site_serving {
	struct http_options http; /* handle, with: filled in by site_serve */
	/* Called once it listens, on the calling thread; address is "127.0.0.1:8080". */
	void (*ready)(struct site *site, struct str address, void *with);
	void *with;
};

/* Listens and serves until http_server_stop (a signal, or site_stop).  ERR_INPUT, ERR_SYSTEM as
 * http_server_new. */
MUST_USE enum err site_serve(struct site *site, const struct site_serving *serving);
/* Any thread: what db_listen() hears. */
void site_heard(struct str text, void *site);
/* Any thread, while site_serve runs. */
void site_stop(struct site *site);

#endif
