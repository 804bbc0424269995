/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* note - private notes made in the room, sealed under their writer's own key. */
#ifndef STORE_NOTE_H
#define STORE_NOTE_H

#include "db/db.h"
#include "domain/ids.h"

struct note_row {
	note_id id;
	person_id person;
	meeting_id meeting;
	struct str text;
	struct instant made_at;
};

struct note_rows {
	struct note_row *at;
	size_t n;
};

MUST_USE enum err store_note_add(struct tx *tx, person_id person, meeting_id meeting,
                                 struct str text, struct instant now, note_id *out);
MUST_USE enum err store_note_remove(struct tx *tx, note_id id, person_id person);
/* In the order made; of every meeting when meeting.n is 0. */
MUST_USE enum err store_note_list(struct tx *tx, person_id person, meeting_id meeting,
                                  struct note_rows *out);

#endif
