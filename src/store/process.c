/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - rows of process_version. */
#include "store/process.h"

#include "sql/process.h"

enum err store_process_add(struct tx *tx, const struct process_row *row, struct instant now)
{
	const struct sql_process_add_in in = {
		.name = row->name,
		.version = row->version,
		.programme = row->programme,
		.text = row->text,
		.made_by = row->made_by,
		.now = now,
	};
	return sql_process_add(tx, &in);
}

enum err store_process_load(struct tx *tx, struct str name, int version, struct process_row *out)
{
	return sql_process_by_version(tx, name, version, out);
}

enum err store_process_latest(struct tx *tx, struct str name, struct process_row *out)
{
	return sql_process_latest(tx, name, out);
}

enum err store_process_list(struct tx *tx, struct process_rows *out)
{
	return sql_process_list(tx, &out->at, &out->n);
}
