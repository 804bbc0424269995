/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* serve - the command that opens the installation and answers requests until it is told to stop. */
#include "main/serve.h"

#include <stdatomic.h>

#include "base/log.h"
#include "base/zone.h"
#include "jobs/mail.h"
#include "jobs/host.h"
#include "jobs/retention.h"
#include "main/open.h"
#include "main/players.h"
#include "store/person.h"
#include "web/room.h"
#include "web/site.h"

enum { PROXIES_MAX = 32 };

struct house serve_house(const struct settings *settings)
{
	return (struct house){
		.base_url = settings->base_url,
		.host_body = settings->host_body,
		.contact_name = settings->contact_name,
		.contact_phone = settings->contact_phone,
		.contact_email = settings->contact_email,
		.zone = settings->zone,
	};
}

bool serve_knows_zone(const struct settings *settings)
{
	struct zone *zone = NULL;

	const enum err err = zone_new(settings->zone, &zone);
	zone_free(zone);
	if (err)
		(void)command_fail(
			EXIT_USAGE,
			"This machine does not know the time zone \"%.*s\". Install tzdata, or "
			"set `zone`, as in Europe/London.",
			STR_ARG(settings->zone));
	return !err;
}

/* What runs beside the site. */
struct beside {
	struct round *mail, *retention, *host;
	struct players *players; /* the demo's */
	atomic_bool stops;
};

static enum err start_mail(const struct settings *settings, const struct site_options *site,
                           struct beside *beside)
{
	const struct mail_options options = {
		.db = site->db,
		.seal = site->seal,
		.house = site->house,
		.relay = { .url = settings->mail_relay,
		           .user = settings->mail_user,
		           .password = settings->mail_password },
		.folder = settings->mail_folder,
		.from = settings->mail_from,
		.stop = &beside->stops,
	};
	return mail_start(&options, &beside->mail);
}

static void start_players(struct site *site, struct str address, struct beside *beside)
{
	const struct players_options options = {
		.db = site->db,
		.seal = site->seal,
		.house = site->house,
		.cast = site->cast,
		.address = address,
	};
	const enum err err = players_start(&options, &beside->players);
	if (err) log_warn("simulated members cannot be had: err=%s", err_name(err));
}

static void ready(struct site *site, struct str address, void *with)
{
	log_info("listening=%.*s base-url=%.*s", STR_ARG(address), STR_ARG(site->house.base_url));
	printf("Setwise is at %.*s\n", STR_ARG(site->house.base_url));
	(void)fflush(stdout);
	if (site->cast && !str_starts(address, STR("unix:"))) start_players(site, address, with);
}

static void stop_beside(struct beside *beside)
{
	atomic_store(&beside->stops, true);
	players_stop(beside->players);
	round_stop(beside->host);
	round_stop(beside->retention);
	round_stop(beside->mail);
}

static enum exit_code start_beside(const struct settings *settings, const struct site_options *site,
                                   struct beside *out)
{
	const struct retention_options retention = {
		.db = site->db,
		.seal = site->seal,
		.house = site->house,
		.audit_days = settings->audit_days,
	};
	const struct host_options host = {
		.db = site->db,
		.seal = site->seal,
		.house = site->house,
	};

	if (start_mail(settings, site, out))
		return command_fail(EXIT_USAGE,
		                    "`mail-from` (%.*s) is not an address that can be used.",
		                    STR_ARG(settings->mail_from));
	if (retention_start(&retention, &out->retention) == OK &&
	    host_start(&host, &out->host) == OK)
		return EXIT_GOOD;
	stop_beside(out);
	return command_fail(EXIT_WENT_WRONG, "The machine gives no more threads. Look at "
	                                     "TasksMax and LimitNPROC of the service.");
}

enum exit_code serve_opened(const struct settings *settings, const struct site_options *options)
{
	struct str proxies[PROXIES_MAX], left = settings->proxies, piece;
	struct beside beside = { 0 };
	struct site_serving serving = { .ready = ready, .with = &beside };
	struct site *site;

	while (serving.http.n_trusted < PROXIES_MAX && str_cut(&left, ',', &piece)) {
		if (str_trim(piece).n == 0) continue;
		proxies[serving.http.n_trusted++] = str_trim(piece);
	}
	serving.http.trusted = proxies;
	serving.http.listen = settings->listen;
	serving.http.stop_on_signals = true;

	enum err err = site_new(options, &site);
	if (err)
		return command_fail(EXIT_WENT_WRONG,
		                    "The stylesheet and scripts are not in the program. Run `make "
		                    "assets` and build again.");
	const enum exit_code code = start_beside(settings, options, &beside);
	if (code) {
		site_free(site);
		return code;
	}
	err = site_serve(site, &serving);
	stop_beside(&beside);
	site_free(site);
	if (err == ERR_INPUT)
		return command_fail(EXIT_USAGE,
		                    "`listen` (%.*s) or `proxies` cannot be read. An address is "
		                    "like 127.0.0.1:8080 or unix:/path.",
		                    STR_ARG(settings->listen));
	if (err)
		return command_fail(
			EXIT_WENT_WRONG,
			"The address %.*s cannot be had. Is another program there? Choose "
			"one with --listen.",
			STR_ARG(settings->listen));
	return EXIT_GOOD;
}

static enum err count_coordinators(struct tx *tx, void *with)
{
	struct person_ids people;
	const enum err err = store_person_coordinators(tx, &people);

	if (!err) *(size_t *)with = people.n;
	return err;
}

/* A first start: who reads the terminal is told what comes next. */
static void tell_next(struct db *db)
{
	struct db_reader *reader = NULL;
	size_t coordinators = 1;
	const struct db_unit unit = { .run = count_coordinators, .with = &coordinators };

	enum err err = db_reader_open(db, &reader);
	if (!err) err = db_read(reader, &unit);
	db_reader_close(reader);
	if (!err && coordinators == 0)
		printf("Nobody can sign in yet. With the same settings, `setwise admin EMAIL "
		       "\"NAME\"` makes the first\ncoordinator and prints a link that signs them "
		       "in.\n");
}

enum exit_code command_serve(struct arena *arena, const struct settings *settings,
                             const struct arguments *arguments)
{
	struct opened opened;
	int applied = 0;

	enum exit_code code = command_words(arguments, 0, 0, NULL);
	if (code) return code;
	if (!serve_knows_zone(settings)) return EXIT_USAGE;
	if (open_all(arena, settings, OPEN_OR_MAKE, &opened)) return EXIT_WENT_WRONG;
	if (open_alone(arena, settings, &opened)) {
		open_release(&opened);
		return EXIT_WENT_WRONG;
	}
	const enum err err = db_migrate(opened.db, &applied);
	if (err) {
		open_release(&opened);
		return open_says_migration(err);
	}
	if (applied) log_info("migrations=%d", applied);
	if (open_words(&opened)) {
		open_release(&opened);
		return open_says_ring(settings);
	}
	tell_next(opened.db);
	const struct site_options options = {
		.db = opened.db,
		.seal = opened.seal,
		.house = serve_house(settings),
		.workers = (int)settings->workers,
		.live = &room_live,
	};
	code = serve_opened(settings, &options);
	open_release(&opened);
	return code;
}
