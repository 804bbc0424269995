/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* office - see office.h. */
#include "web/office.h"

#include "base/buf.h"
#include "base/zone.h"
#include "web/site.h"

enum err office_today(const struct request *rq, struct str name, struct day *out)
{
	const struct zone *zone = NULL;

	const enum err err = site_zone(rq->site, name, &zone);
	if (!err) *out = zone_local(zone, rq->work.now).day;
	return err;
}

struct programme_numbers office_numbers(const struct programme_row *programme)
{
	return (struct programme_numbers){
		.meetings = programme->meetings,
		.entitlement = programme->entitlement,
		.cadence_days = programme->cadence_days,
		.length_min = programme->length_min,
		.notice_days = programme->notice_days,
		.size_min = programme->size_min,
		.size_max = programme->size_max,
	};
}

struct credits office_credits(const struct set_overview_row *set)
{
	return (struct credits){
		.meetings = set->meetings ? set->meetings : set->programme_meetings,
		.entitlement = set->entitlement,
		.used = set->facilitated_ended,
		.booked = set->facilitated_planned,
	};
}

struct str office_count(struct arena *arena, int n, const char *one, const char *many)
{
	return str_printf(arena, "%d %s", n, n == 1 ? one : many);
}

struct str office_joined_words(struct arena *arena, int joined, int asked)
{
	return asked ? str_printf(arena, "%d joined, %d asked", joined, asked)
	             : str_printf(arena, "%d joined", joined);
}

/* ---- clashes ---- */

struct bookings office_bookings(struct arena *arena, const struct meeting_office_rows *meetings)
{
	struct bookings bookings = { NEW(arena, struct booking, meetings->n), meetings->n };

	for (size_t i = 0; i < meetings->n; i++) {
		const struct meeting_office_row *m = &meetings->at[i];
		const bool needed = m->facilitated && m->state < MEETING_ENDED;
		bookings.at[i] = (struct booking){
			.meeting = m->id,
			.who = needed ? m->facilitator : (person_id){ 0 },
			.starts_at = m->starts_at,
			.length_min = m->length_min,
		};
	}
	return bookings;
}

const struct meeting_office_row *office_clash(const struct meeting_office_rows *meetings,
                                              const struct bookings *bookings,
                                              const struct meeting_row *meeting)
{
	const struct booking one = {
		.meeting = meeting->id,
		.who = meeting->facilitated && meeting->state < MEETING_ENDED ? meeting->facilitator
		                                                              : (person_id){ 0 },
		.starts_at = meeting->starts_at,
		.length_min = meeting->length_min,
	};
	const size_t found = clash_find(&one, bookings->at, bookings->n);
	return found < bookings->n ? &meetings->at[found] : NULL;
}

struct str office_clash_words(struct arena *arena, const struct meeting_office_row *other)
{
	return str_printf(arena, "%.*s is down for %.*s too, from %.*s.",
	                  STR_ARG(other->facilitator_name), STR_ARG(other->set_name),
	                  STR_ARG(minute_words(arena, other->start_min)));
}
