/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_plan - what is arranged before a meeting by whoever holds it: its facilitator, or, where the set
 * runs it alone, the set.  Roles go round fairly over the year; what is agreed here is there when the
 * room opens, and any of it may still be changed by a tap. */
#ifndef APP_MEETING_PLAN_H
#define APP_MEETING_PLAN_H

#include "app/room.h"
#include "domain/duty.h"

enum { PLAN_PLACE_MAX = 200, PLAN_LINK_MAX = 500 };

/* Who has each role, and who is offered it by turns. */
struct plan_roles {
	unsigned given_out;        /* 1 << enum process_role, or-ed: that this meeting has */
	person_id held[SAY_COUNT]; /* n 0: nobody yet */
	person_id offered[SAY_COUNT];
};
MUST_USE enum err app_plan_roles(struct work *work, const struct meeting_row *meeting,
                                 struct plan_roles *out);
/* Who is told what only one need know: the facilitator; where the set runs it alone the host, or whoever
 * has the next turn as host.  n 0: there is nobody. */
MUST_USE enum err app_plan_host(struct work *work, const struct meeting_row *meeting,
                                person_id *out);

/* Loads it for one of the acts below, or says in a sentence why not. */
MUST_USE enum err app_plan_may(struct work *work, meeting_id meeting, struct meeting_row *out);

/* The acts of the page.  ERR_REFUSED with a sentence for a member of a meeting that has a facilitator,
 * and once the meeting is open: from then on the room is where things change. */
struct plan_where {
	struct str place, call_link; /* may be empty */
	int start_min;               /* local minutes after midnight; the day stays */
};
MUST_USE enum err app_plan_where(struct work *work, meeting_id meeting,
                                 const struct plan_where *where);
/* Nobody: n 0. */
MUST_USE enum err app_plan_role(struct work *work, meeting_id meeting, enum process_role role,
                                person_id person);
/* All who are offered one take it, as far as nobody has it. */
MUST_USE enum err app_plan_take_offer(struct work *work, meeting_id meeting);
/* Who presents, in order; as many as are agreed (0: left to the bidding). */
MUST_USE enum err app_plan_presenters(struct work *work, meeting_id meeting,
                                      const person_id *people, size_t n);
MUST_USE enum err app_plan_duty(struct work *work, meeting_id meeting, enum duty duty, bool done);
/* A short mail to everybody in the set, at most once a day. */
MUST_USE enum err app_plan_remind(struct work *work, meeting_id meeting);

/* What was agreed goes into the room: after it opened; and when somebody arrived. */
MUST_USE enum err app_plan_opened(struct work *work, struct room_now *now);
MUST_USE enum err app_plan_arrived(struct work *work, struct room_now *now);
/* Alone, in the stage for it: those here who had a role least and longest ago have what nobody has taken. */
MUST_USE enum err app_plan_offered(struct work *work, struct room_now *now);
/* Roles as they were, for the next one's fair turn. */
MUST_USE enum err app_plan_ended(struct work *work, const struct room_now *now);

#endif
