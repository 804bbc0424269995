/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* ahead - see ahead.h. */
#include "store/ahead.h"

#include "db/seal.h"
#include "sql/all.h"

static void tell(struct tx *tx, const struct statement *const *asked, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) tx_ahead(tx, asked[i], id, 0);
}

void store_ahead_viewer(struct tx *tx, person_id viewer, set_id set, meeting_id meeting)
{
	tx_ahead(tx, &sql_statement_person_viewer, viewer.n, 0);
	if (set.n)
		tx_ahead(tx, &sql_statement_standing_set, viewer.n, set.n);
	else if (meeting.n)
		tx_ahead(tx, &sql_statement_standing_meeting, viewer.n, meeting.n);
	else
		tx_ahead(tx, &sql_statement_standing_house, viewer.n, 0);
}

void store_ahead_circle(struct tx *tx, set_id set)
{
	static const struct statement *const asked[] = {
		&sql_statement_set_by_id,
		&sql_statement_programme_of_set,
		&sql_statement_member_list,
	};
	tell(tx, asked, LEN(asked), set.n);
}

void store_ahead_set(struct tx *tx, set_id set, bool is_member)
{
	static const struct statement *const asked[] = {
		&sql_statement_meeting_dates,    &sql_statement_rule_versions,
		&sql_statement_rule_lists,       &sql_statement_airtime_of_set,
		&sql_statement_airtime_shown_in,
	};
	tell(tx, asked, LEN(asked), set.n);
	if (is_member) tx_ahead(tx, &sql_statement_action_carried, set.n, 0);
	seal_ahead(tx, SEAL_SET, set.n);
}

void store_ahead_room(struct tx *tx, set_id set, meeting_id meeting)
{
	static const struct statement *const asked[] = {
		&sql_statement_programme_of_set,
		&sql_statement_rule_version,
		&sql_statement_member_ever,
	};
	tell(tx, asked, LEN(asked), set.n);
	tx_ahead(tx, &sql_statement_attendance_states, meeting.n, 0);
}

void store_ahead_page(struct tx *tx, person_id viewer)
{
	tx_ahead(tx, &sql_statement_set_of_person, viewer.n, 0);
}
