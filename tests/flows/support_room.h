/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_room - a set with a facilitator and seven members, and presses in their room. */
#ifndef FLOWS_SUPPORT_ROOM_H
#define FLOWS_SUPPORT_ROOM_H

#include "flows/support_site.h"

enum { ROOM_MEMBERS = 7, ROOM_MEMBERS_MAX = 12 };
extern const char *const room_members[ROOM_MEMBERS_MAX]; /* "Amara", "Ben", ... */
extern const char *const room_host;                      /* "Helen" */

struct hall {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	int members;
	const char *shell, *round; /* of hall_shell() */
};

/* Meeting `number`, whose door is open now; not opened. */
struct hall hall_open(enum db_engine engine, int number, bool facilitated);
/* Meeting 1 with so many members, by these processes. */
struct hall hall_by(enum db_engine engine, int members, const char *shell, const char *round);
void hall_close(struct hall *hall);
void hall_shell(struct hall *hall, const char *shell); /* "uk-halfday", before it opens */

/* POST .../room/VERB with name, value, ..., NULL; a stop of the test unless it is done (303). */
void hall_do(struct hall *hall, const char *who, const char *verb, ...);
/* The same, refused with a page that shows this sentence (422). */
void hall_refuses(struct hall *hall, const char *sentence, const char *who, const char *verb, ...);
/* GETs the room as `who`. */
void hall_look(struct hall *hall, const char *who);
/* The room as that person has it just now shows these words; or does not. */
void hall_says(struct hall *hall, const char *who, const char *text);
void hall_hides(struct hall *hall, const char *who, const char *text);
const char *hall_path(struct hall *hall, const char *after); /* "/meetings/.../room" and after */
struct str hall_id(struct hall *hall, int64_t id);
/* The id after the last `prefix` ("id=\"q-") that stands before `text` in the last page. */
struct str hall_id_near(struct hall *hall, const char *prefix, const char *text);
/* Everybody comes; the facilitator opens and starts. */
void hall_gather(struct hall *hall);
/* "next" until the stage of this title. */
void hall_until(struct hall *hall, const char *stage);

#endif
