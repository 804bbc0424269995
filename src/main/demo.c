/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo - a whole region to try Setwise with, made afresh. */
#include <dirent.h>
#include <unistd.h>

#include "embed/files.h"
#include "main/demo.h"
#include "main/demo_load.h"
#include "main/open.h"
#include "main/serve.h"
#include "store/person.h"
#include "web/cast.h"
#include "web/room.h"

struct making {
	struct demo_load load;
	bool must_be_empty; /* the database is one that was named */
	bool is_there;      /* a kept folder has a region already */
};

static enum err make_region(struct tx *tx, void *with)
{
	struct making *making = with;
	struct person_rows people;

	const enum err err = store_person_list(tx, &people);
	/* Names that another key ring has sealed are people too. */
	if (err == ERR_CORRUPT && making->must_be_empty) return ERR_REFUSED;
	if (err) return err;
	making->is_there = people.n > 0;
	if (making->is_there && making->must_be_empty) return ERR_REFUSED;
	return making->is_there ? OK : demo_load(tx, &making->load);
}

/* ERR_INPUT, having said why, if the region in the program cannot be read. */
static enum err read_region(struct arena *arena, struct region *out)
{
	const struct embedded *file = embedded_find(STR("content/demo/region.txt"));
	struct str why = STR("it is not in the program");

	if (file && !region_read(arena, (struct str){ file->bytes, file->n }, out, &why)) return OK;
	(void)command_fail(EXIT_WENT_WRONG, "content/demo/region.txt: %.*s", STR_ARG(why));
	return ERR_INPUT;
}

static enum err fill(struct arena *arena, const struct settings *settings, struct opened *opened)
{
	struct region region;
	struct zone *zone = NULL;
	struct db_reader *reader = NULL;

	enum err err = read_region(arena, &region);
	if (!err) err = db_migrate(opened->db, NULL);
	if (!err) err = zone_new(settings->zone, &zone);
	if (!err) err = db_reader_open(opened->db, &reader);
	if (!err) {
		struct making making = { .load = { &region, zone, time_now() },
			                 .must_be_empty = db_engine(opened->db) == DB_POSTGRES };
		const struct db_unit unit = { .run = make_region, .with = &making };
		err = db_write_wait(opened->db, reader, &unit);
	}
	db_reader_close(reader);
	zone_free(zone);
	return err;
}

static struct str mail_folder_of(struct arena *arena, struct str folder)
{
	return str_printf(arena, "%.*s/mail", STR_ARG(folder));
}

static void remove_files(const char *path)
{
	DIR *folder = opendir(path);
	if (!folder) return;
	for (const struct dirent *entry; (entry = readdir(folder));)
		if (entry->d_name[0] != '.') (void)unlinkat(dirfd(folder), entry->d_name, 0);
	(void)closedir(folder);
	(void)rmdir(path);
}

void demo_remove(struct arena *arena, struct str folder)
{
	remove_files(str_z(arena, mail_folder_of(arena, folder)));
	remove_files(str_z(arena, folder));
}

/* The demo's own settings: everything below one folder, but for a database that was named here (never the one of
 * the settings, where real people may be), and a body that does not exist. */
static struct settings demo_settings(struct arena *arena, const struct settings *settings,
                                     struct str folder, struct str on)
{
	struct settings demo = *settings;

	demo.data = folder;
	demo.database = on.n ? on : str_printf(arena, "sqlite:%.*s/setwise.db", STR_ARG(folder));
	demo.key_ring = str_printf(arena, "%.*s/keys", STR_ARG(folder));
	demo.mail_folder = mail_folder_of(arena, folder);
	demo.mail_relay = (struct str){ 0 };
	demo.mail_from = STR("setwise@region.example");
	demo.host_body = STR("Penfold and Wyreham Councils, who do not exist");
	demo.contact_name = STR("Joan Fairley");
	demo.contact_email = STR("joan@region.example");
	demo.contact_phone = STR("01632 960001"); /* a number kept for fiction (Ofcom) */
	return demo;
}

static enum exit_code run(struct arena *arena, const struct settings *settings)
{
	struct opened opened;

	if (!serve_knows_zone(settings)) return EXIT_USAGE;
	if (open_all(arena, settings, OPEN_ANEW, &opened)) return EXIT_WENT_WRONG;
	if (open_alone(arena, settings, &opened)) {
		open_release(&opened);
		return EXIT_WENT_WRONG;
	}
	const enum err err = fill(arena, settings, &opened);
	if (err) {
		open_release(&opened);
		if (err == ERR_REFUSED)
			return command_fail(
				EXIT_WENT_WRONG,
				"There are people in that database already. In a demo anyone "
				"can be anyone: name an empty one.");
		return command_fail(EXIT_WENT_WRONG, "The demo's region cannot be made (%s).",
		                    err_name(err));
	}
	struct site_options options = {
		.db = opened.db,
		.seal = opened.seal,
		.house = serve_house(settings),
		.workers = (int)settings->workers,
		.live = &room_live,
		.cast = cast_new(),
	};
	options.house.is_demo = true;
	const enum exit_code code = serve_opened(settings, &options);
	cast_free(options.cast);
	open_release(&opened);
	return code;
}

enum exit_code command_demo(struct arena *arena, const struct settings *settings,
                            const struct arguments *arguments)
{
	static const char *const flags[] = { "keep", "on", NULL };
	struct str folder = command_flag(arguments, "keep");
	const struct str on = command_flag(arguments, "on");
	char made[] = "/tmp/setwise-demo-XXXXXX";

	const enum exit_code wrong = command_words(arguments, 0, 0, flags);
	if (wrong) return wrong;
	const bool keep = folder.n > 0;
	if (folder.at && !keep) return command_fail(EXIT_USAGE, "Write --keep=FOLDER.");
	if (on.at && !str_starts(on, STR("postgres")))
		return command_fail(
			EXIT_USAGE,
			"Write --on=postgres://... with the address of an empty database.");
	if (!keep) {
		if (!mkdtemp(made)) return command_fail(EXIT_WENT_WRONG, "/tmp cannot be written.");
		folder = str_of(made);
	}
	const struct settings demo = demo_settings(arena, settings, folder, on);
	const enum exit_code code = run(arena, &demo);
	if (!keep) demo_remove(arena, folder);
	return code;
}
