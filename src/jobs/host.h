/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* host - reminds whoever hosts a meeting that a set runs alone of what is due before it. */
#ifndef JOBS_HOST_H
#define JOBS_HOST_H

#include "app/work.h"
#include "jobs/round.h"

struct host_options {
	struct db *db; /* borrowed, like all of these */
	struct seal *seal;
	struct house house;
	struct instant (*clock)(void *with); /* NULL: the real one */
	void *clock_with;
};

/* One pass, in one unit: what is due goes into the outbox.  `reader` is the calling thread's. */
MUST_USE enum err host_remind(const struct host_options *options, struct db_reader *reader);

/* The same on a thread of its own, at the start and every hour.  Texts of `options` are borrowed. */
MUST_USE enum err host_start(const struct host_options *options, struct round **out);

#endif
