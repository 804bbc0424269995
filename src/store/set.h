/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set - the sets of a programme.  The office sees counts and dates. */
#ifndef STORE_SET_H
#define STORE_SET_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct set_row {
	set_id id;
	programme_id programme;
	struct str name;
	struct instant made_at;
	struct instant closed_at; /* ms == 0: runs */
};

/* A set of a person's, with what that person is in it. */
struct set_mine_row {
	set_id id;
	struct str name;
	enum member_role role;
	enum member_state state; /* invited or joined; those left are not listed */
};

struct set_mine_rows {
	struct set_mine_row *at;
	size_t n;
};

/* What the office sees of a set: counts and dates only. */
struct set_overview_row {
	set_id id;
	programme_id programme;
	struct str name;
	int members; /* joined, without facilitators */
	int invited; /* not yet joined */
	int facilitators;
	int meetings; /* not cancelled */
	int ended;
	int facilitated_ended;          /* credits used */
	int facilitated_planned;        /* credits booked */
	struct instant next_at;         /* ms == 0: none is planned */
	struct instant oldest_asked_at; /* of those not yet joined; ms == 0: nobody is asked */
	int rules_version;              /* of the ground rules, which others read; 0: none yet */
	struct str programme_name;
	int programme_meetings; /* that the programme means a year to have */
	int entitlement;
	int notice_days;
	struct str zone;
};

struct set_name_row {
	set_id id;
	struct str name;
};

struct set_name_rows {
	struct set_name_row *at;
	size_t n;
};

/* The overview lists no more sets than this; no host has so many. */
enum { SET_OVERVIEW_MAX = 2000 };

struct set_overview_rows {
	struct set_overview_row *at;
	size_t n;
};

MUST_USE enum err store_set_add(struct tx *tx, programme_id programme, struct str name,
                                struct instant now, set_id *out);
MUST_USE enum err store_set_rename(struct tx *tx, set_id id, struct str name);
MUST_USE enum err store_set_close(struct tx *tx, set_id id, struct instant now);
MUST_USE enum err store_set_load(struct tx *tx, set_id id, struct set_row *out);
MUST_USE enum err store_set_of_person(struct tx *tx, person_id person, struct set_mine_rows *out);
/* All sets' names. */
MUST_USE enum err store_set_names(struct tx *tx, struct set_name_rows *out);
/* Of every programme when programme.n is 0; by name, SET_OVERVIEW_MAX at most. */
MUST_USE enum err store_set_overview(struct tx *tx, programme_id programme,
                                     struct set_overview_rows *out);
/* Of one set. */
MUST_USE enum err store_set_overview_one(struct tx *tx, set_id id, struct set_overview_row *out);

#endif
