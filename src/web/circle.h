/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* circle - the people round a set and the clock on its wall, as its pages need them in words. */
#ifndef WEB_CIRCLE_H
#define WEB_CIRCLE_H

#include "base/zone.h"
#include "store/attendance.h"
#include "store/member.h"
#include "store/programme.h"
#include "store/set.h"
#include "web/request.h"

struct circle {
	struct set_row set;
	struct programme_row programme;
	const struct zone *zone;   /* the site's */
	struct day today;          /* by that zone */
	struct member_rows people; /* who has joined, members first, by seat */
	size_t members, facilitators;
};

MUST_USE enum err circle_load(struct request *rq, set_id set, struct circle *out);
/* The local day of an instant. */
struct day circle_day(const struct circle *circle, struct instant at);
/* The zone of the installation, for what belongs to no set. */
MUST_USE enum err home_zone(struct request *rq, const struct zone **out);
/* Of a person in it; NULL: none of them. */
const struct member_row *circle_person(const struct circle *circle, person_id person);
/* "the 7 people in Riverside and Helen": who reads what is shared with the set. */
struct str circle_readers(struct arena *arena, const struct circle *circle);
/* "6 of 8 came, 1 sent apologies.": of its members, at a meeting that was held. */
struct str circle_came_words(struct arena *arena, const struct circle *circle,
                             const struct attendance_held_rows *held, meeting_id meeting);
/* "Ben, Priya and Tom": a list of names as people say it; empty for none. */
struct str words_list(struct arena *arena, const struct str *words, size_t n);
/* "AO" of "Amara Okafor". */
struct str words_initials(struct arena *arena, struct str name);
/* "7 people", "1 person". */
struct str words_count(struct arena *arena, size_t n, const char *one, const char *many);

#endif
