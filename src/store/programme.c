/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - rows of programmes. */
#include "store/programme.h"

#include "base/random.h"
#include "domain/programme.h"
#include "sql/programme.h"

struct programme_row store_programme_defaults(void)
{
	const struct programme_numbers *usual = &programme_standard;

	return (struct programme_row){
		.meetings = usual->meetings,
		.entitlement = usual->entitlement,
		.cadence_days = usual->cadence_days,
		.length_min = usual->length_min,
		.notice_days = usual->notice_days,
		.size_min = usual->size_min,
		.size_max = usual->size_max,
		.zone = STR("Europe/London"),
	};
}

enum err store_programme_add(struct tx *tx, const struct programme_row *programme,
                             struct instant now, programme_id *out)
{
	const struct sql_programme_add_in in = {
		.id = { random_id() },
		.name = programme->name,
		.meetings = programme->meetings,
		.entitlement = programme->entitlement,
		.cadence_days = programme->cadence_days,
		.length_min = programme->length_min,
		.notice_days = programme->notice_days,
		.size_min = programme->size_min,
		.size_max = programme->size_max,
		.zone = programme->zone,
		.now = now,
	};
	enum err err = sql_programme_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_programme_change(struct tx *tx, const struct programme_row *programme)
{
	const struct sql_programme_change_in in = {
		.id = programme->id,
		.name = programme->name,
		.meetings = programme->meetings,
		.entitlement = programme->entitlement,
		.cadence_days = programme->cadence_days,
		.length_min = programme->length_min,
		.notice_days = programme->notice_days,
		.size_min = programme->size_min,
		.size_max = programme->size_max,
		.zone = programme->zone,
	};
	return sql_programme_change(tx, &in);
}

enum err store_programme_load(struct tx *tx, programme_id id, struct programme_row *out)
{
	return sql_programme_by_id(tx, id, out);
}

enum err store_programme_of_set(struct tx *tx, set_id set, struct programme_row *out)
{
	return sql_programme_of_set(tx, set, out);
}

enum err store_programme_list(struct tx *tx, struct programme_rows *out)
{
	return sql_programme_list(tx, &out->at, &out->n);
}
