/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* host - see host.h. */
#include "jobs/host.h"

#include "app/remind.h"
#include "base/log.h"

enum { EVERY_SECONDS = 60 * 60, ARENA_BYTES = 4 * 1024 * 1024 };

static enum err run(struct work *work, void *with)
{
	(void)with;
	return app_remind_hosts(work);
}

enum err host_remind(const struct host_options *options, struct db_reader *reader)
{
	struct arena *arena = arena_new(ARENA_BYTES);
	struct work_unit unit = {
		.work = { .arena = arena,
		          .house = &options->house,
		          .seal = options->seal,
		          .now = options->clock ? options->clock(options->clock_with)
		                                : time_now() },
		.run = run,
	};
	const enum err err = work_write_wait(options->db, reader, &unit);

	arena_free(arena);
	return err;
}

/* ---- the thread ---- */

static void pass(const void *options, struct db_reader *reader)
{
	const enum err err = host_remind(options, reader);
	if (err) log_warn("job=host err=%s again=\"in an hour\"", err_name(err));
}

enum err host_start(const struct host_options *options, struct round **out)
{
	return round_start_on(options->db, EVERY_SECONDS, pass, options, sizeof *options, out);
}
