/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_bend - the running order of a room, to be changed by whoever leads it: left out, done again, made
 * longer, brought in, moved, and what is left spread over the time there is, seen before it is done. */
#ifndef WEB_ROOM_BEND_H
#define WEB_ROOM_BEND_H

#include "web/room.h"

/* A step that is still to come. */
struct room_bend_step_view {
	struct str id, name, time;
	struct str round;                   /* on the first of a round: "Round 2: Kofi’s issue" */
	struct field_view minutes;          /* planned now, or as typed */
	struct str bounds;                  /* "5 to 10" as its author says, or empty */
	struct str earlier, later;          /* before which step it goes; empty: it can't */
	LIST_OF(struct option_view) places; /* all of them, if there are more than those two */
	bool is_out, may_skip, may_move, in_round;
};

/* A line of the preview: a stage that gets another time. */
struct room_spread_line_view {
	struct str name, now, then;
};

struct room_running_view {
	struct page_view page;
	struct form_view form;
	struct url room, here, order_page;
	struct str set, now_words, end_words;
	bool may_bend; /* all of it; else the times alone, as the timekeeper may */
	bool is_running, may_insert, may_repeat, may_spread, has_spread;
	struct str until, until_words, spread_words, until_fault;
	LIST_OF(struct room_bend_step_view) steps;
	LIST_OF(struct room_spread_line_view) lines;
	struct choice_view insert, repeat;
	struct field_view insert_minutes;
};

/* GET /meetings/:meeting/room/running; ?until=12:30 shows what is left spread to end then. */
enum err page_room_running(struct request *rq, struct reply *reply);

/* A press of that page, by its verb.  ERR_ABSENT: not one of these. */
enum err room_bend_press(struct request *rq, struct reply *reply);
bool room_is_bend(struct str verb);

#endif
