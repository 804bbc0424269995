/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* duty - rows of what is done before a meeting. */
#include "store/duty.h"

#include "sql/duty.h"

enum err store_duty_done(struct tx *tx, meeting_id meeting, enum duty kind, person_id person,
                         struct instant now)
{
	const struct sql_duty_done_in in = {
		.meeting = meeting,
		.kind = (int)kind,
		.person = person,
		.now = now,
	};
	return sql_duty_done(tx, &in);
}

enum err store_duty_undone(struct tx *tx, meeting_id meeting, enum duty kind)
{
	return sql_duty_undone(tx, meeting, (int)kind);
}

enum err store_duty_list(struct tx *tx, meeting_id meeting, struct duty_rows *out)
{
	return sql_duty_list(tx, meeting, &out->at, &out->n);
}
