/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* round - a thread that does one thing now and then until it is told to stop. */
#ifndef JOBS_ROUND_H
#define JOBS_ROUND_H

#include <stddef.h>

#include "app/work.h"

struct round;

/* Calls pass(with) at once, then `seconds` after each pass has ended, on a thread of its own.  `with` is
 * borrowed until round_stop() has returned.  ERR_SYSTEM: no thread can be had. */
MUST_USE enum err round_start(int seconds, void (*pass)(void *with), void *with,
                              struct round **out);
/* The same with a reader of its own, and with `n` bytes of options that are copied: what they point to is
 * borrowed until round_stop() has returned, which comes before db_close(). */
typedef void round_fn(const void *options, struct db_reader *reader);
MUST_USE enum err round_start_on(struct db *db, int seconds, round_fn *pass, const void *options,
                                 size_t n, struct round **out);
/* Waits for the pass under way.  NULL is harmless. */
void round_stop(struct round *round);

#endif
