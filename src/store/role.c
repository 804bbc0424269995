/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* role - rows of who has which role. */
#include "store/role.h"

#include "sql/role.h"

enum err store_role_put(struct tx *tx, meeting_id meeting, enum process_role role, person_id person)
{
	return person.n ? sql_role_put(tx, meeting, (int)role, person)
	                : sql_role_drop(tx, meeting, (int)role);
}

enum err store_role_clear(struct tx *tx, meeting_id meeting)
{
	return sql_role_clear(tx, meeting);
}

enum err store_role_of_meeting(struct tx *tx, meeting_id meeting, struct role_rows *out)
{
	return sql_role_of_meeting(tx, meeting, &out->at, &out->n);
}

enum err store_role_before(struct tx *tx, set_id set, int number, struct role_rows *out)
{
	return sql_role_before(tx, set, number, &out->at, &out->n);
}

enum err store_role_mine(struct tx *tx, person_id person, struct role_mine_rows *out)
{
	return sql_role_mine(tx, person, &out->at, &out->n);
}
