/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - what somebody who led a room noticed and did: one tap in the room; afterwards their own list. */
#ifndef WEB_NOTICED_H
#define WEB_NOTICED_H

#include "web/circle.h"
#include "web/page.h"

struct noticed_line_view {
	struct str id, words, when; /* "Advice. Turn it into a question"; "10:40, Questions" */
};

struct noticed_lines {
	struct noticed_line_view *at;
	size_t n;
};

/* Of one meeting, of the viewer's own; empty for who noted nothing. */
MUST_USE enum err noticed_fill(struct request *rq, const struct zone *zone, meeting_id meeting,
                               struct noticed_lines *out);

struct noticed_meeting_view {
	struct str title, h;
	struct url to;
	struct noticed_lines lines;
};

struct noticed_view {
	struct page_view page;
	struct str often; /* "Most often: Advice, 4 times"; may be empty */
	struct {
		struct noticed_meeting_view *at;
		size_t n;
	} meetings;
};

page_fn page_noticed;
/* POST /meetings/:meeting/room/noticed */
enum err post_room_noticed(struct request *rq, struct reply *reply);

#endif
