/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* audit - who asked for which change. */
#include "store/audit.h"

#include "base/random.h"
#include "sql/audit.h"

enum err store_audit_add(struct tx *tx, const struct audit_row *row)
{
	const struct sql_audit_add_in in = {
		.id = random_id(),
		.at = row->at,
		.person = row->person,
		.route = row->route,
		.subject = row->subject,
		.outcome = row->outcome,
	};
	return sql_audit_add(tx, &in);
}

enum err store_audit_list(struct tx *tx, struct instant before, struct audit_rows *out)
{
	return sql_audit_list(tx, before, &out->at, &out->n);
}

enum err store_audit_sweep(struct tx *tx, struct instant before)
{
	return sql_audit_sweep(tx, before);
}
