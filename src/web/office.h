/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* office - what the coordinator's pages share. */
#ifndef WEB_OFFICE_H
#define WEB_OFFICE_H

#include "domain/clash.h"
#include "domain/programme.h"
#include "store/meeting.h"
#include "store/programme.h"
#include "store/set.h"
#include "web/request.h"

enum { OFFICE_DRAWING_BYTES = 256 * 1024 };
#define OFFICE_YEAR_MS HOURS(24 * 400) /* a set's whole year is behind this */

/* The day that the clocks of this zone show now. */
MUST_USE enum err office_today(const struct request *rq, struct str zone, struct day *out);
struct programme_numbers office_numbers(const struct programme_row *programme);
/* E as the programme has it, what is used and booked as the set's meetings say. */
struct credits office_credits(const struct set_overview_row *set);
/* What a drawing left in `buf`, which is released. */
/* Who is needed where, of the facilitated meetings that have not ended: for clash_find(). */
struct bookings {
	struct booking *at;
	size_t n;
};
struct bookings office_bookings(struct arena *arena, const struct meeting_office_rows *meetings);
/* The first planned meeting of another set that has this one's facilitator at the same time; NULL: none. */
const struct meeting_office_row *office_clash(const struct meeting_office_rows *meetings,
                                              const struct bookings *bookings,
                                              const struct meeting_row *meeting);
/* "Helen Marsh is down for Moorland too, from 9:30am." */
struct str office_clash_words(struct arena *arena, const struct meeting_office_row *other);
/* "1 member", "7 members". */
struct str office_count(struct arena *arena, int n, const char *one, const char *many);
/* "6 joined, 2 asked"; "6 joined" if nobody is left to answer. */
struct str office_joined_words(struct arena *arena, int joined, int asked);

#endif
