/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* region - the demo's fictional region, as content/demo/region.txt tells it (its README says how).
 *
 * Pure: text in, names and words out.  Names are checked against each other here, so that who loads a
 * region need not doubt it: a member is a person of the file, an asker sits in the set, a meeting is
 * one of nine. */
#ifndef MAIN_REGION_H
#define MAIN_REGION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { REGION_MEETINGS = 9 };

enum region_role { REGION_MEMBER, REGION_COORDINATOR, REGION_FACILITATOR, REGION_SPONSOR };

struct region_person {
	struct str name, called, job;
	int organisation; /* index */
	enum region_role role;
};

struct region_ask {
	int person; /* index; always one of the set */
	struct str text;
	bool is_kept, is_parked;
};

enum region_action_state {
	REGION_OPEN,
	REGION_DONE,
	REGION_PARTLY,
	REGION_CHANGED,
	REGION_DROPPED
};

struct region_action {
	struct str text, by, sign, learnt;
	enum region_action_state state;
};

struct region_issue {
	int person;
	int meeting; /* 1..9 where it was presented; 0 if it has not been */
	int minutes; /* presented; 0 if it has not been */
	bool is_shared;
	struct str text, want;
	struct region_ask *asks;
	struct region_action *actions;
	int ask_count, action_count;
};

struct region_rule {
	struct str text;
	int not_agreed; /* the person who has not agreed yet; -1 if all have */
};

struct region_line { /* an apology, a review line, a bid, a log entry, a note, a role */
	int person;
	int number;      /* meeting 1..9, of a log entry 0 too; for a bid its urgency 1..3 */
	struct str text; /* empty for a bid and for who shows their airtime; of a role its name */
};

struct region_handed {  /* typed in from paper for somebody */
	int number;     /* meeting */
	int person, by; /* whose it is, who typed it */
	struct str focus;
};

struct region_noticed {                /* by the facilitator of the set */
	int number;                    /* meeting */
	struct str signal, did, stage; /* "advice", "question" or "let-be", "Questions" */
};

struct region_member {
	int person;
	bool is_invited; /* has not answered */
};

struct region_set {
	struct str name, place;
	int facilitator;
	int weeks;   /* from today to the first meeting, negative for the past */
	bool is_now; /* one meeting starts as the demo does */
	bool is_afternoon;
	unsigned facilitated; /* bit n-1: meeting n has the facilitator */
	unsigned on_paper;    /* likewise: held without its room */
	struct region_member *members;
	struct region_rule *rules;
	struct region_issue *issues;
	struct region_line *apologies, *reviews, *bids, *logs, *notes, *roles, *shown, *learnt;
	struct region_noticed *noticed;
	struct region_handed *handed;
	int member_count, rule_count, issue_count, apology_count, review_count, bid_count;
	int log_count, note_count, role_count, shown_count, noticed_count, handed_count,
		learnt_count;
};

struct region {
	struct str *organisations;
	struct region_person *people;
	struct region_set *sets;
	int organisation_count, person_count, set_count;
};

/* Reads the whole of `text`, which must outlive the region.  ERR_INPUT with "line N: what to write
 * instead" in *why. */
MUST_USE enum err region_read(struct arena *arena, struct str text, struct region *out,
                              struct str *why);

#endif
