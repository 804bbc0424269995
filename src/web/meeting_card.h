/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_card - one meeting on a card: when, where, who is coming, and the one thing to do about it.
 * On home, on the facilitator's home and on the meeting's own page. */
#ifndef WEB_MEETING_CARD_H
#define WEB_MEETING_CARD_H

#include "format/html.h"
#include "store/attendance.h"
#include "store/meeting.h"
#include "web/circle.h"
#include "web/page.h"

/* meeting/card.html */
struct meeting_card {
	struct str h;      /* id of its heading */
	struct str when;   /* "Riverside set, meeting 4 of 9, in 10 days" */
	struct str words;  /* "Thursday 3 December, 9:30am to 1pm" */
	struct str with;   /* "With Helen" */
	struct str place;  /* may be empty */
	struct str part;   /* the viewer's; may be empty */
	struct str coming; /* "Ruth has sent apologies. Everyone else is coming." */
	struct url call;   /* may be empty */
	struct html ring;
	struct str count, count_words; /* "6 of 7", "coming" */
	struct url main;               /* the main button; has_main */
	struct str main_words;
	struct url show, prepare, plan, calendar, apologies, afterwards, room;
	struct str apologies_words, afterwards_words;
	bool has_call, has_main, is_primary, is_here; /* is_here: on the meeting's own page */
	bool may_calendar, may_apologise, is_cancelled, may_prepare, may_plan, may_afterwards,
		may_room;
};

/* What a page knows of the viewer and the meeting, for the card. */
struct meeting_card_of {
	const struct circle *circle;
	const struct meeting_row *meeting;
	const struct attendance_rows *people;
	bool is_member;      /* of the set */
	bool is_facilitator; /* of this meeting */
	bool may_place;      /* reads place and call link */
	bool is_primary;     /* its button is the page's one main button */
	bool is_here;
};

MUST_USE enum err meeting_card_fill(struct request *rq, const struct meeting_card_of *of,
                                    struct str h, struct meeting_card *out);

/* Of those who belong to the meeting: members, and its facilitator. */
bool meeting_has(const struct meeting_row *meeting, const struct attendance_row *person);
/* "7 of 8 came, 1 sent apologies."; before the end "6 coming, 1 can't." Members only. */
struct str meeting_came_words(struct request *rq, const struct meeting_row *meeting,
                              const struct attendance_rows *people);
/* "Helen facilitates", "You run this one yourselves", "A facilitator is to be named"; of one that was held,
 * "Helen facilitated". */
struct str meeting_with_words(struct request *rq, const struct circle *circle,
                              const struct meeting_row *meeting);
/* The strip of the year; `next` is lit (n == 0: none). */
MUST_USE enum err meeting_year(struct request *rq, const struct meeting_rows *meetings,
                               meeting_id next, struct html *out);
/* The first of them that is planned or open; NULL: none. */
const struct meeting_row *meeting_next(const struct meeting_rows *meetings);
/* Does the map have a page there? */
bool map_has(struct url to);

#endif
