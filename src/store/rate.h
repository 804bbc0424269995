/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rate - how often something happened in a window: sign-in links per address and the like. */
#ifndef STORE_RATE_H
#define STORE_RATE_H

#include "db/db.h"

/* Counts one use of `bucket` ("sign-in:ann@example.org"); *used is how many there have been in this
 * window, this one included.  The unit must be kept for the count to be. */
MUST_USE enum err store_rate_count(struct tx *tx, struct str bucket, struct instant now,
                                   int64_t window_ms, int *used);
MUST_USE enum err store_rate_sweep(struct tx *tx, struct instant before);

#endif
