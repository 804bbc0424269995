/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* role - who has which role at a meeting (enum process_role): before it as the set agreed, once it has
 * ended as it was. */
#ifndef STORE_ROLE_H
#define STORE_ROLE_H

#include "db/db.h"
#include "domain/ids.h"
#include "domain/process.h"

struct role_row {
	int number; /* of the meeting, 1.. in the year */
	enum process_role role;
	person_id person;
};

struct role_rows {
	struct role_row *at;
	size_t n;
};

struct role_mine_row {
	struct str set_name;
	struct day held_on;
	enum process_role role;
};

struct role_mine_rows {
	struct role_mine_row *at;
	size_t n;
};

/* person.n == 0: nobody has it. */
MUST_USE enum err store_role_put(struct tx *tx, meeting_id meeting, enum process_role role,
                                 person_id person);
MUST_USE enum err store_role_clear(struct tx *tx, meeting_id meeting);
MUST_USE enum err store_role_of_meeting(struct tx *tx, meeting_id meeting, struct role_rows *out);
/* Of the set's meetings with a smaller number, cancelled ones left out. */
MUST_USE enum err store_role_before(struct tx *tx, set_id set, int number, struct role_rows *out);
MUST_USE enum err store_role_mine(struct tx *tx, person_id person, struct role_mine_rows *out);

#endif
