/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* organisation - rows of employers. */
#include "store/organisation.h"

#include "base/random.h"
#include "sql/organisation.h"

enum err store_organisation_add(struct tx *tx, struct str name, struct instant now,
                                organisation_id *out)
{
	const organisation_id id = { random_id() };
	enum err err = sql_organisation_add(tx, id, name, now);
	if (!err) *out = id;
	return err;
}

enum err store_organisation_rename(struct tx *tx, organisation_id id, struct str name)
{
	return sql_organisation_rename(tx, id, name);
}

enum err store_organisation_load(struct tx *tx, organisation_id id, struct organisation_row *out)
{
	return sql_organisation_by_id(tx, id, out);
}

enum err store_organisation_list(struct tx *tx, struct organisation_rows *out)
{
	return sql_organisation_list(tx, &out->at, &out->n);
}
