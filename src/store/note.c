/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* note - rows of private notes. */
#include "store/note.h"

#include "base/random.h"
#include "sql/note.h"

enum err store_note_add(struct tx *tx, person_id person, meeting_id meeting, struct str text,
                        struct instant now, note_id *out)
{
	const struct sql_note_add_in in = {
		.id = { random_id() },
		.person = person,
		.meeting = meeting,
		.text = text,
		.now = now,
	};
	enum err err = sql_note_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_note_remove(struct tx *tx, note_id id, person_id person)
{
	return sql_note_remove(tx, id, person);
}

enum err store_note_list(struct tx *tx, person_id person, meeting_id meeting, struct note_rows *out)
{
	return sql_note_list(tx, person, meeting, &out->at, &out->n);
}
