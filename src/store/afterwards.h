/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - who was handed words that somebody else typed in from paper, and whether they have looked.
 * The words are ordinary rows of their owner: questions, actions, a review line. */
#ifndef STORE_AFTERWARDS_H
#define STORE_AFTERWARDS_H

#include "db/db.h"
#include "domain/ids.h"

struct handed_row {
	meeting_id meeting;
	struct day held_on;
	person_id typed_by;
	struct str called;                /* of who typed it in */
	struct instant typed_at, seen_at; /* seen_at.ms == 0: not yet */
};

struct handed_rows {
	struct handed_row *at;
	size_t n;
};

struct handed_to_row {
	person_id person, typed_by;
	struct instant typed_at;
};

struct handed_to_rows {
	struct handed_to_row *at;
	size_t n;
};

/* Again: they have not looked at what is new. */
MUST_USE enum err store_handed_put(struct tx *tx, meeting_id meeting, person_id person,
                                   person_id typed_by, struct instant now);
MUST_USE enum err store_handed_seen(struct tx *tx, meeting_id meeting, person_id person,
                                    struct instant now);
/* ERR_ABSENT: nobody typed in anything of theirs. */
MUST_USE enum err store_handed_load(struct tx *tx, meeting_id meeting, person_id viewer,
                                    struct handed_row *out);
/* That they have not looked at, of one set; the latest meeting first. */
MUST_USE enum err store_handed_waiting(struct tx *tx, person_id viewer, set_id set,
                                       struct handed_rows *out);
MUST_USE enum err store_handed_of_meeting(struct tx *tx, meeting_id meeting,
                                          struct handed_to_rows *out);

#endif
