/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* host - see host.h. */
#include "jobs/host.h"

#include <stdlib.h>

#include "app/remind.h"
#include "base/log.h"
#include "jobs/round.h"

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

struct host_reminder {
	struct host_options options;
	struct db_reader *reader;
	struct round *round;
};

static void pass(void *with)
{
	struct host_reminder *reminder = with;
	const enum err err = host_remind(&reminder->options, reminder->reader);
	if (err) log_warn("job=host err=%s again=\"in an hour\"", err_name(err));
}

enum err host_start(const struct host_options *options, struct host_reminder **out)
{
	struct host_reminder *reminder = calloc(1, sizeof *reminder);
	if (!reminder) BUG("out of memory");

	reminder->options = *options;
	enum err err = db_reader_open(options->db, &reminder->reader);
	if (!err) err = round_start(EVERY_SECONDS, pass, reminder, &reminder->round);
	if (err) {
		db_reader_close(reminder->reader);
		free(reminder);
		return err;
	}
	*out = reminder;
	return OK;
}

void host_stop(struct host_reminder *reminder)
{
	if (!reminder) return;
	round_stop(reminder->round);
	db_reader_close(reminder->reader);
	free(reminder);
}
