/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting - rows of meetings; the instant of a start follows from its local day and time. */
#include "store/meeting.h"

#include "base/random.h"
#include "base/zone.h"
#include "sql/meeting.h"
#include "store/person.h"

/* When the clocks of `zone_name` show that day and minute. */
static enum err start_of(struct str zone_name, struct day day, int minute, struct instant *out)
{
	struct zone *zone = NULL;
	enum err err = zone_new(zone_name, &zone);
	if (err) return err;
	*out = zone_instant(zone, day, minute);
	zone_free(zone);
	return OK;
}

enum err store_meeting_add(struct tx *tx, const struct meeting_plan *plan, meeting_id *out)
{
	struct sql_meeting_zone_of_set_row place;
	struct instant starts_at = { 0 };
	enum err err = sql_meeting_zone_of_set(tx, plan->set, &place);
	if (!err) err = start_of(place.zone, plan->held_on, plan->start_min, &starts_at);
	if (err) return err;

	const struct sql_meeting_add_in in = {
		.id = { random_id() },
		.set = plan->set,
		.number = plan->number,
		.held_on = plan->held_on,
		.start_min = plan->start_min,
		.length_min = plan->length_min,
		.starts_at = starts_at,
		.facilitated = plan->facilitated,
		.facilitator = plan->facilitator,
		.shell = plan->shell,
		.round = plan->round,
		.place = plan->place,
		.call_link = plan->call_link,
	};
	err = sql_meeting_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_meeting_move(struct tx *tx, meeting_id id, struct day held_on, int start_min,
                            int length_min)
{
	struct sql_meeting_zone_row place;
	struct instant starts_at = { 0 };
	enum err err = sql_meeting_zone(tx, id, &place);
	if (!err) err = start_of(place.zone, held_on, start_min, &starts_at);
	if (err) return err;

	const struct sql_meeting_move_in in = {
		.id = id,
		.held_on = held_on,
		.start_min = start_min,
		.length_min = length_min,
		.starts_at = starts_at,
	};
	return sql_meeting_move(tx, &in);
}

enum err store_meeting_where(struct tx *tx, meeting_id id, struct str place, struct str call_link)
{
	struct sql_meeting_zone_row of;
	enum err err = sql_meeting_zone(tx, id, &of);
	if (err) return err;
	const struct sql_meeting_where_in in = {
		.id = id,
		.set = of.set,
		.place = place,
		.call_link = call_link,
	};
	return sql_meeting_where(tx, &in);
}

enum err store_meeting_facilitate(struct tx *tx, meeting_id id, bool facilitated,
                                  person_id facilitator)
{
	return sql_meeting_facilitate(tx, id, facilitated, facilitator);
}

enum err store_meeting_processes(struct tx *tx, meeting_id id, struct str shell, struct str round)
{
	return sql_meeting_processes(tx, id, shell, round);
}

enum err store_meeting_open(struct tx *tx, meeting_id id, struct str screen_code,
                            struct instant now)
{
	struct sql_meeting_zone_row of;
	enum err err = sql_meeting_zone(tx, id, &of);
	if (err) return err;
	const struct sql_meeting_open_in in = {
		.id = id,
		.set = of.set,
		.screen = str_lower(tx_arena(tx), screen_code),
		.code = screen_code,
		.now = now,
	};
	return sql_meeting_open(tx, &in);
}

enum err store_meeting_reopen(struct tx *tx, meeting_id id, struct str screen_code)
{
	struct sql_meeting_zone_row of;
	enum err err = sql_meeting_zone(tx, id, &of);
	if (err) return err;
	const struct sql_meeting_reopen_in in = {
		.id = id,
		.set = of.set,
		.screen = str_lower(tx_arena(tx), screen_code),
		.code = screen_code,
	};
	return sql_meeting_reopen(tx, &in);
}

enum err store_meeting_end(struct tx *tx, meeting_id id, struct instant now)
{
	return sql_meeting_end(tx, id, now);
}

enum err store_meeting_held(struct tx *tx, meeting_id id, struct instant ended_at)
{
	return sql_meeting_held(tx, id, ended_at);
}

enum err store_meeting_cancel(struct tx *tx, meeting_id id)
{
	return sql_meeting_cancel(tx, id);
}

enum err store_meeting_restore(struct tx *tx, meeting_id id)
{
	return sql_meeting_restore(tx, id);
}

enum err store_meeting_load(struct tx *tx, meeting_id id, struct meeting_row *out)
{
	return sql_meeting_by_id(tx, id, out);
}

enum err store_meeting_by_screen(struct tx *tx, struct str code, meeting_id *out)
{
	struct sql_meeting_by_screen_row row;
	enum err err = sql_meeting_by_screen(tx, str_lower(tx_arena(tx), code), &row);
	if (!err) *out = row.id;
	return err;
}

enum err store_meeting_list(struct tx *tx, set_id set, struct meeting_rows *out)
{
	return sql_meeting_list(tx, set, &out->at, &out->n);
}

enum err store_meeting_dates(struct tx *tx, set_id set, struct meeting_rows *out)
{
	return sql_meeting_dates(tx, set, &out->at, &out->n);
}

enum err store_meeting_upcoming(struct tx *tx, person_id person, struct instant from,
                                struct meeting_rows *out)
{
	return sql_meeting_upcoming(tx, person, from, &out->at, &out->n);
}

enum err store_meeting_last(struct tx *tx, person_id person, struct meeting_row *out)
{
	return sql_meeting_last(tx, person, out);
}

enum err store_meeting_between(struct tx *tx, struct instant from, struct instant to,
                               struct meeting_rows *out)
{
	return sql_meeting_between(tx, from, to, &out->at, &out->n);
}

enum err store_meeting_office(struct tx *tx, set_id set, struct instant since,
                              struct meeting_office_rows *out)
{
	return sql_meeting_office(tx, set, since, &out->at, &out->n);
}
