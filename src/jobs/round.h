/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* round - a thread that does one thing now and then until it is told to stop. */
#ifndef JOBS_ROUND_H
#define JOBS_ROUND_H

#include "base/err.h"

struct round;

/* Calls pass(with) at once, then `seconds` after each pass has ended, on a thread of its own.  `with` is
 * borrowed until round_stop() has returned.  ERR_SYSTEM: no thread can be had. */
MUST_USE enum err round_start(int seconds, void (*pass)(void *with), void *with,
                              struct round **out);
/* Waits for the pass under way.  NULL is harmless. */
void round_stop(struct round *round);

#endif
