/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* today - see today.h. */
#include "app/today.h"

#include "base/zone.h"
#include "store/programme.h"

enum err app_today(struct work *work, set_id set, struct day *out)
{
	struct programme_row programme;
	struct zone *zone;

	enum err err = store_programme_of_set(work->tx, set, &programme);
	if (!err) err = zone_new(programme.zone, &zone);
	if (err) return err;
	*out = zone_local(zone, work->now).day;
	zone_free(zone);
	return OK;
}
