/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* practice - practice meetings with simulated members: which, and what was pressed in them.
 *
 * What the members say is no row of anybody's: it follows from these (domain/practice.h).  Every function
 * reaches the rows of `person` alone, and no other noun's statements read these tables. */
#ifndef STORE_PRACTICE_H
#define STORE_PRACTICE_H

#include "db/db.h"
#include "domain/ids.h"

struct practice_row {
	practice_id id;
	person_id person;
	struct str deck;
	int64_t seed;
	int length_min, habits;
	struct instant began_at, ended_at; /* ended_at.ms 0: it has not been ended */
};

struct practice_rows {
	struct practice_row *at;
	size_t n;
};

struct practice_press_row {
	practice_press_id id;
	person_id person;
	int number;
	struct instant at;
	int heard; /* practice_number() when it was pressed */
	struct str what;
};

struct practice_press_rows {
	struct practice_press_row *at;
	size_t n;
};

/* row->id is made here; row->began_at is now. */
MUST_USE enum err store_practice_add(struct tx *tx, const struct practice_row *row,
                                     practice_id *out);
MUST_USE enum err store_practice_load(struct tx *tx, practice_id id, person_id person,
                                      struct practice_row *out);
/* Newest first. */
MUST_USE enum err store_practice_list(struct tx *tx, person_id person, struct practice_rows *out);
MUST_USE enum err store_practice_end(struct tx *tx, practice_id id, person_id person,
                                     struct instant now);
/* In order. */
MUST_USE enum err store_practice_presses(struct tx *tx, practice_id id, person_id person,
                                         struct practice_press_rows *out);
/* `row->number` is one more than the last; ERR_STALE: another had it first. */
MUST_USE enum err store_practice_press(struct tx *tx, practice_id id,
                                       const struct practice_press_row *row);
/* With all that was pressed.  ERR_STALE: it is not there, or not theirs. */
MUST_USE enum err store_practice_remove(struct tx *tx, practice_id id, person_id person);
MUST_USE enum err store_practice_sweep(struct tx *tx, struct instant before);

#endif
