/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* site - what every request shares (site.h).  Serving by sockets is in server.c. */
#include "web/site.h"

#include <unistd.h>

#include "web/static.h"

enum { WORKERS_MOST = 64, ASSETS_MAX = 64 * 1024 };

static struct instant real_clock(void *with)
{
	(void)with;
	return time_now();
}

/* PostgreSQL's workers wait for another machine, so there are more of them. */
static int workers_for(enum db_engine engine)
{
	const long cores = sysconf(_SC_NPROCESSORS_ONLN);
	const int n = cores > 0 ? (int)cores : 1;
	const int wanted = engine == DB_SQLITE ? 2 * n : 4 * n;
	const int least = engine == DB_SQLITE ? 4 : 8;

	return wanted < least ? least : wanted > WORKERS_MOST ? WORKERS_MOST : wanted;
}

enum err site_new(const struct site_options *options, struct site **out)
{
	struct arena *arena = arena_new(ASSETS_MAX);
	struct site_assets assets;

	const enum err err = static_assets(arena, &assets);
	if (err) {
		arena_free(arena);
		return err;
	}
	struct site *site = calloc(1, sizeof *site);
	if (!site) BUG("out of memory");
	*site = (struct site){
		.arena = arena,
		.db = options->db,
		.seal = options->seal,
		.house = options->house,
		.is_https = str_starts(options->house.base_url, STR("https://")),
		.workers = options->workers > 0 ? options->workers
		                                : workers_for(db_engine(options->db)),
		.clock = options->clock ? options->clock : real_clock,
		.clock_with = options->clock_with,
		.live_source = options->live,
		.cast = options->cast,
		.looks = looks_new(),
		.assets = assets,
	};
	(void)pthread_mutex_init(&site->lock, NULL);
	*out = site;
	return OK;
}

void site_free(struct site *site)
{
	if (!site) return;
	for (size_t i = 0; i < site->n_zones; i++) zone_free(site->zones[i]);
	(void)pthread_mutex_destroy(&site->lock);
	looks_free(site->looks);
	arena_free(site->arena);
	free(site);
}

struct instant site_now(const struct site *site)
{
	return site->clock(site->clock_with);
}

static enum err find_zone(struct site *site, struct str name, const struct zone **out)
{
	for (size_t i = 0; i < site->n_zones; i++)
		if (str_eq(zone_name(site->zones[i]), name)) {
			*out = site->zones[i];
			return OK;
		}
	if (site->n_zones == SITE_ZONES_MAX) return ERR_LIMIT;
	const enum err err = zone_new(name, &site->zones[site->n_zones]);
	if (!err) *out = site->zones[site->n_zones++];
	return err;
}

enum err site_zone(struct site *site, struct str name, const struct zone **out)
{
	(void)pthread_mutex_lock(&site->lock);
	const enum err err = find_zone(site, name, out);
	(void)pthread_mutex_unlock(&site->lock);
	return err;
}
