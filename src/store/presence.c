/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* presence - rows of who was heard of when. */
#include "store/presence.h"

#include "sql/presence.h"

enum err store_presence_heard(struct tx *tx, meeting_id meeting, person_id person,
                              struct instant now)
{
	return sql_presence_heard(tx, meeting, person, now);
}

enum err store_presence_gone(struct tx *tx, meeting_id meeting, person_id person)
{
	return sql_presence_gone(tx, meeting, person);
}

enum err store_presence_forget(struct tx *tx, meeting_id meeting)
{
	return sql_presence_forget(tx, meeting);
}

enum err store_presence_list(struct tx *tx, meeting_id meeting, struct presence_rows *out)
{
	return sql_presence_list(tx, meeting, &out->at, &out->n);
}
