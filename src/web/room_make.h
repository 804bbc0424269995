/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_make - how a room's views are made; for web/room*.c and screen.c alone. */
#ifndef WEB_ROOM_MAKE_H
#define WEB_ROOM_MAKE_H

#include "base/zone.h"
#include "domain/room_clock.h"
#include "store/action.h"
#include "store/issue.h"
#include "store/question.h"
#include "store/review.h"
#include "store/rule.h"
#include "web/room.h"

enum { SEAT_SCREEN = -1, AUDIENCE_SCREEN = 1000, AUDIENCE_SEAT = 1 };

/* What all views of one rendering share: read once, and only what the stage needs. */
struct room_data {
	struct room_now *now;
	struct zone *zone;
	struct room_clock clock;
	struct question_rows questions; /* of the present presenter, in the order asked */
	struct review_rows lines;       /* shared */
	struct rule_rows rules, proposed;
	struct rule_agreed_rows agreed;
	struct action_rows actions; /* shared with the set */
	struct room_bids bids;
	struct issue_shared_row issue; /* the presenter's, if has_issue */
	bool has_issue;
	struct meeting_rows meetings; /* of the set */
};

/* One view under way. */
struct room_make {
	struct work *work;
	struct arena *arena;
	const struct room_data *data;
	const struct room_now *now;
	const struct room *room;
	int seat;         /* whose; SEAT_SCREEN */
	person_id person; /* n == 0: the screen */
	struct room_view *view;
};

/* Loads the room, and what its stage shows.  The zone is freed by room_data_free(). */
MUST_USE enum err room_data_load(struct work *work, meeting_id meeting, struct room_data *out);
MUST_USE enum err room_data_fill(struct work *work, struct room_data *data); /* data->now is set */
void room_data_free(struct room_data *data);

/* Everything in a view that is live. */
MUST_USE enum err room_make(struct work *work, const struct room_data *data, int seat,
                            struct room_view *out);
/* What stands round every page of a room: assets, the viewer's display, forms' keys; out->room is set. */
void room_make_frame(struct request *rq, struct room_view *out);
/* What the page has beyond: frame, forms' keys, private notes. */
MUST_USE enum err room_make_page(struct request *rq, const struct room_data *data, int seat,
                                 struct room_view *out);

/* room_loop.c, room_role.c, and their presses; ERR_ABSENT: not one of theirs. */
void make_loop(struct room_make *make);
void make_roles(struct room_make *make);
void make_loop_presses(struct room_make *make); /* whoever leads: shown, agreed, or back */
enum err room_loop_press(struct request *rq, struct reply *reply);
enum err room_role_press(struct request *rq, struct reply *reply);
/* The presenter listens now, to what the others say. */
bool presenter_listens(const struct room_make *make);

/* room_stage.c, room_desk.c, room_order.c, room_screen.c */
void make_stage(struct room_make *make);
void make_presses(struct room_make *make);
MUST_USE enum err make_desk(struct room_make *make);
void make_order(struct room_make *make);
void make_airtime(struct room_make *make);
void make_screen(struct room_make *make);
MUST_USE enum err make_mine(struct room_make *make); /* what only they may read */

/* room_signals.c: for whoever leads, what to look for and what they noted. */
MUST_USE enum err make_signals(struct request *rq, const struct room_data *data,
                               struct room_view *view);

/* ---- small things ---- */

struct room_action_view action_of(const struct room_make *make, const struct action_row *row);
/* Chosen before, and carried still or told in this room. */
bool is_carried_here(const struct room_make *make, const struct action_row *row);
/* Of this very stage. */
bool line_is_due(const struct room_make *make, const struct review_row *row);

const struct room_who *who_at(const struct room_make *make, int seat);
struct str called_at(const struct room_make *make, int seat);            /* "" for -1 */
struct str clock_words(const struct room_make *make, struct instant at); /* "10:40", "1 o’clock" */
struct str lower_first(struct arena *arena, struct str words);
struct str id_words(const struct room_make *make, int64_t id);
int facilitator_seat(const struct room *room); /* -1: none is here or due */

/* The parts, in the order of the page: a whole room's news for one seat. */
void room_write_parts(struct buf *out, const struct room_view *view);
/* One of them by its name; false if there is no such part. */
MUST_USE bool room_write_part(struct buf *out, const struct room_view *view, struct str name);
/* Those that only private words change: sent in answer to a press. */
void room_write_private(struct buf *out, const struct room_view *view);

/* Answers a press with them. */
enum err room_private_parts(struct request *rq, struct reply *reply);

/* Answers a page that asks: the frames of a stream of that audience since the number asked with, and "look" if it was
 * told to since its mark. */
enum err room_news(struct request *rq, struct reply *reply, int64_t audience);

/* The big screen's. */
void screen_write_parts(struct buf *out, const struct room_view *view);

/* "Reads as an open question.", "Could this be a suggestion? Send it either way.", or nothing. */
struct str room_hint(struct str text);
enum err post_room_hint(struct request *rq, struct reply *reply); /* nothing is kept */

#endif
