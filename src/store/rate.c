/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rate - counters of windows of time. */
#include "store/rate.h"

#include "sql/rate.h"

enum err store_rate_count(struct tx *tx, struct str bucket, struct instant now, int64_t window_ms,
                          int *used)
{
	struct sql_rate_used_row row;
	enum err err = sql_rate_count(tx, bucket, now, instant_add(now, -window_ms));
	if (!err) err = sql_rate_used(tx, bucket, &row);
	if (!err) *used = row.used;
	return err;
}

enum err store_rate_sweep(struct tx *tx, struct instant before)
{
	return sql_rate_sweep(tx, before);
}
