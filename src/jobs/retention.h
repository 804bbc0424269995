/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* retention - forgets what has served its time: links and sessions that have ended, keys of forms, counters
 * of windows, mail that was dealt with, and the audit after as long as the settings say.
 *
 * Nothing here touches what people wrote; that goes with its set or its person. */
#ifndef JOBS_RETENTION_H
#define JOBS_RETENTION_H

#include "app/work.h"
#include "jobs/round.h"

struct retention_options {
	struct db *db; /* borrowed, like all of these */
	struct seal *seal;
	struct house house;
	int64_t audit_days;                  /* how long the audit is kept, 1 and up */
	struct instant (*clock)(void *with); /* NULL: the real one */
	void *clock_with;
};

/* One pass, a unit a table, so that nobody waits long for the writer.  `reader` is the calling thread's. A
 * table that cannot be swept does not keep the others: the first error is given. */
MUST_USE enum err retention_sweep(const struct retention_options *options,
                                  struct db_reader *reader);

/* The same on a thread of its own, at the start and every hour.  Texts of `options` are borrowed. */
MUST_USE enum err retention_start(const struct retention_options *options, struct round **out);

#endif
