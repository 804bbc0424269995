/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* policy - who may do what: rights against standings, one table.
 *
 * A standing is what a person is towards the very thing they ask about, worked out by the store for
 * each request and or-ed together.  Somebody who left a set has no standing in it.  What is said in
 * a set stays in the set: the office and sponsors see names, dates, attendance and totals. */
#ifndef DOMAIN_POLICY_H
#define DOMAIN_POLICY_H

#include <stdbool.h>
#include <stddef.h>

enum standing {
	STRANGER = 1, /* everybody, signed in or not */
	SIGNED_IN = 2,
	SELF = 4,         /* it is about me, or I wrote it */
	MEMBER = 8,       /* joined, of this set */
	FACILITATOR = 16, /* of this set; for a meeting, of that very meeting */
	SET_ADVISER = 32, /* facilitates this set, though not the meeting in question */
	COORDINATOR = 64, /* works in the programme office */
	SPONSOR = 128,    /* the employer's contact, for this organisation's totals */
	SCREEN = 256,     /* a big screen opened by this meeting's code */
	INVITED = 512,    /* asked to join this set, has not agreed yet */
	PRESENTER = 1024, /* presents now, in this room */
	TOLD = 2048 /* facilitates this set, was not at this meeting; all who were let them read it */
};
enum { STANDING_COUNT = 12 };

enum right {
	ANYONE,        /* public pages, sign-in, invitation links */
	BE_SIGNED_IN,  /* home, my issues, my actions, my log, my account: lists of one's own */
	JOIN_SET,      /* agree the two-part commitment */
	SEE_SET,       /* members, next date, the year: names and dates only */
	SEE_SET_WORDS, /* ground rules, shared actions, canvases */
	SEE_RULES,
	AGREE_RULES,
	SHOW_AIRTIME,      /* let the set see how long one has presented, or not */
	SEE_MEETING,       /* date, place, who is coming */
	SEE_MEETING_WORDS, /* what happened, my view of it */
	LET_READ,          /* say that a facilitator who was not there may read it */
	SEE_PLACE,         /* place and call link */
	PREPARE_MEETING,   /* issue, bid */
	SEND_APOLOGIES,
	SEE_ATTENDANCE,
	SET_ATTENDANCE,
	SIT_IN_ROOM, /* see the room, its stream and parts */
	ACT_IN_ROOM, /* hands, questions, turns; room_decide says which */
	RUN_ROOM,    /* the facilitator's controls; room_decide says when */
	SEE_SCREEN,  /* the big screen */
	SEE_ISSUE,   /* one's own, or one shared with the set (the store grants MEMBER only then) */
	WRITE_ISSUE,
	SEE_ACTION,
	WRITE_ACTION,
	SEE_LOG_ENTRY,
	WRITE_LOG_ENTRY,
	SEE_NOTE,
	KEEP_QUESTION, /* a presenter's private mark */
	GIVE_PULSE,
	WRITE_REVIEW,
	PRACTISE,      /* a practice meeting of one's own */
	FACILITATE,    /* my sets, what needs me */
	PLAN_MEETING,  /* place, roles, who presents */
	TYPE_IN,       /* what matters of a meeting held on paper */
	READ_OWN,      /* what is the viewer's own in a set */
	READ_RECORD,   /* what the set shared over its year */
	SEE_OVERVIEW,  /* the office's pages */
	MANAGE_SETS,   /* make sets, invite, dates and rooms, facilitators, credits */
	MANAGE_PEOPLE, /* people and organisations */
	MANAGE_PROGRAMMES,
	SEE_REPORT,      /* attendance and suppressed totals */
	MANAGE_SETTINGS, /* settings and audit */
	RIGHT_COUNT
};

/* `standings` is any mixture of enum standing. */
bool policy_allows(enum right right, unsigned standings);
const char *right_name(enum right right);          /* "sit in room" */
const char *standing_name(enum standing standing); /* "member"; of one standing, not a mixture */

#endif
