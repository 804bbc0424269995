/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* need - what needs the office this week: at most seven things, soonest first, each with one button
 * that puts it right.
 *
 * Facts in, sentences out.  Nothing here is about what was said in a set. */
#ifndef DOMAIN_NEED_H
#define DOMAIN_NEED_H

#include "domain/clash.h"
#include "domain/meeting.h"
#include "domain/programme.h"

enum {
	NEEDS_MOST = 7,
	NEED_PLACE_DAYS = 14,      /* a meeting without a place is near */
	NEED_WHO_DAYS = 42,        /* one that lacks a facilitator */
	NEED_RULES_DAYS = 14,      /* meeting 2, and no ground rules yet */
	NEED_ATTENDANCE_DAYS = 28, /* a meeting is over, and of somebody it is not known */
	NEED_ANSWER_DAYS = 5       /* an invitation has had no answer for so long */
};

enum need_kind {
	NEED_CLASH,       /* a facilitator is booked for two sets at once */
	NEED_PAST,        /* a meeting's day is over, and it was never opened */
	NEED_PLACE,       /* no place and no call */
	NEED_FACILITATOR, /* facilitated, and nobody is named */
	NEED_RULES,       /* version 1 is missing before meeting 2 */
	NEED_ATTENDANCE,  /* somebody's attendance is not known */
	NEED_ANSWERS,     /* invitations without an answer */
	NEED_MEMBERS,     /* a set without people */
	NEED_DATES,       /* a set without dates */
	NEED_CREDITS      /* as many credits to place as meetings left for them */
};
enum { NEED_KIND_COUNT = NEED_CREDITS + 1 };

struct need_set {
	set_id id;
	struct str name;
	struct day today;        /* by the set's clocks */
	int members, asked;      /* joined; not yet */
	struct day oldest_asked; /* DAY_NONE: nobody is asked */
	int meetings;            /* planned and held */
	int rules_version;       /* 0: none yet */
	int notice_days;
	struct credits credits;
	struct str facilitator; /* what the set's first facilitator is called; empty: it has none */
	bool rules_asked;       /* the facilitator has been reminded lately */
};

struct need_meeting {
	size_t set; /* in the sets */
	int number;
	struct day held_on;
	enum meeting_state state;
	bool is_over; /* its end has passed, whatever the state */
	bool facilitated, has_place;
	struct str facilitator_name, facilitator_called; /* empty: nobody is named */
	int unsaid;             /* members of whom it is not known whether they came */
	bool attendance_asked;  /* the facilitator has been reminded lately */
	struct booking booking; /* who.n == 0 unless a facilitator is needed */
};

struct need_facts {
	const struct need_set *sets;
	size_t sets_n;
	const struct need_meeting *meetings; /* soonest first */
	size_t meetings_n;
	set_id only; /* n == 0: of all sets; else what concerns this one */
};

enum { NEED_OF_NO_MEETING = -1 };

struct need {
	enum need_kind kind;
	size_t set;        /* in the sets */
	int meeting;       /* in the meetings, or NEED_OF_NO_MEETING */
	int days;          /* until it bites; negative: it is late */
	struct str what;   /* "Helen Marsh is down for two sets on Thursday 3 December." */
	struct str more;   /* "Riverside from 9:30am, Moorland from 10am."; may be empty */
	struct str button; /* "Sort it out" */
};

struct needs {
	struct need at[NEEDS_MOST];
	size_t n;
	size_t left_out; /* of those that were found */
};

void needs_list(struct arena *arena, const struct need_facts *facts, struct needs *out);
/* One or two words for a tag: "Clash". */
const char *need_tag(enum need_kind kind);

#endif
