/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* organisation - see organisation.h. */
#include "app/organisation.h"

#include "store/organisation.h"

/* Two of one name could not be told apart in any list. */
static enum err refuse_twin(struct work *work, organisation_id but, struct str name)
{
	struct organisation_rows rows;

	const enum err err = store_organisation_list(work->tx, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id.n != but.n && str_eq_ci(rows.at[i].name, name))
			return work_refusef(work, "%.*s is on the list already.",
			                    STR_ARG(rows.at[i].name));
	return OK;
}

enum err app_organisation_add(struct work *work, struct str name, organisation_id *out)
{
	const enum err err = refuse_twin(work, (organisation_id){ 0 }, name);
	return err ? err : store_organisation_add(work->tx, name, work->now, out);
}

enum err app_organisation_rename(struct work *work, organisation_id id, struct str name)
{
	const enum err err = refuse_twin(work, id, name);
	return err ? err : store_organisation_rename(work->tx, id, name);
}
