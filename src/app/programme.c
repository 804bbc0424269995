/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - see programme.h. */
#include "app/programme.h"

enum err app_programme_add(struct work *work, const struct programme_row *programme,
                           programme_id *out)
{
	return store_programme_add(work->tx, programme, work->now, out);
}

enum err app_programme_change(struct work *work, const struct programme_row *programme)
{
	struct programme_row was;

	const enum err err = store_programme_load(work->tx, programme->id, &was);
	if (err) return err;
	if (was.sets > 0 && !str_eq(was.zone, programme->zone))
		return work_refuse(work, "The time zone can’t change while sets run in this "
		                         "programme. Make another programme for the other zone.");
	return store_programme_change(work->tx, programme);
}
