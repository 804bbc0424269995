/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* ahead - what a page is going to ask, told to the database at once (tx_ahead).
 *
 * A page asks a dozen small questions that wait for nothing but each other's turn.  Told ahead, PostgreSQL is asked
 * them in one message; the store's functions then find their answers there.  It changes no answer: what is told
 * and never asked is work for nothing, and what is asked and was not told is asked by itself. */
#ifndef STORE_AHEAD_H
#define STORE_AHEAD_H

#include "db/db.h"
#include "domain/ids.h"

/* Who asks, and what they are towards what they ask for: the one whose id is not 0, or the installation. */
void store_ahead_viewer(struct tx *tx, person_id viewer, set_id set, meeting_id meeting);
/* The set, its programme, its people. */
void store_ahead_circle(struct tx *tx, set_id set);
/* The rest of the set's own page. */
void store_ahead_set(struct tx *tx, set_id set, bool is_member);
/* What a room is made of, beside its events: for its page and its streams. */
void store_ahead_room(struct tx *tx, set_id set, meeting_id meeting);
/* What the frame of every page asks. */
void store_ahead_page(struct tx *tx, person_id viewer);

#endif
