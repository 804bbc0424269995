/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* attendance - who is expected, sent apologies, came.  The office reads the state, never the note. */
#ifndef STORE_ATTENDANCE_H
#define STORE_ATTENDANCE_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct attendance_row {
	set_id set;
	person_id person;
	struct str name, called;
	enum member_role role;
	int seat;
	enum attendance state;
	struct str note;        /* may be none; always none from store_attendance_states() */
	struct instant came_at; /* ms == 0: has not */
};

struct attendance_rows {
	struct attendance_row *at;
	size_t n;
};

/* What became of one person at one meeting that was held; who said nothing has none. */
struct attendance_held_row {
	meeting_id meeting;
	person_id person;
	enum attendance state;
};

struct attendance_held_rows {
	struct attendance_held_row *at;
	size_t n;
};

/* Who said nothing was expected. */
enum attendance attendance_held_state(const struct attendance_held_rows *held, meeting_id meeting,
                                      person_id person);

/* How often one member of a set came, for the office. */
struct attendance_total_row {
	person_id person;
	int came, apologies, missed;
};

struct attendance_total_rows {
	struct attendance_total_row *at;
	size_t n;
};

/* note.at == NULL: none.  came_at is kept from the first ATTENDANCE_CAME on. */
MUST_USE enum err store_attendance_put(struct tx *tx, meeting_id meeting, set_id set,
                                       person_id person, enum attendance state, struct str note,
                                       struct instant now);
/* Everybody who has joined the set, by seat. */
MUST_USE enum err store_attendance_list(struct tx *tx, meeting_id meeting,
                                        struct attendance_rows *out);
MUST_USE enum err store_attendance_states(struct tx *tx, meeting_id meeting,
                                          struct attendance_rows *out);
/* Of the ended meetings from number `since` on: one statement, however many they are. */
MUST_USE enum err store_attendance_held(struct tx *tx, set_id set, int since,
                                        struct attendance_held_rows *out);
/* Over the ended meetings of a set. */
MUST_USE enum err store_attendance_totals(struct tx *tx, set_id set,
                                          struct attendance_total_rows *out);

/* What one person said of their meetings, in order: those of sets they have left too. */
struct attendance_mine_row {
	meeting_id meeting;
	set_id set;
	person_id person;
	struct str set_name;
	struct day held_on;
	enum attendance state;
	struct str note; /* may be none */
	int urgency;     /* of the airtime they asked for; 0: none */
};

struct attendance_mine_rows {
	struct attendance_mine_row *at;
	size_t n;
};

MUST_USE enum err store_attendance_mine(struct tx *tx, person_id person,
                                        struct attendance_mine_rows *out);

#endif
