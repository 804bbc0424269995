/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* organisation - the employers that people come from.  Their names are not confidential. */
#ifndef STORE_ORGANISATION_H
#define STORE_ORGANISATION_H

#include "db/db.h"
#include "domain/ids.h"

struct organisation_row {
	organisation_id id;
	struct str name;
	int people; /* known here; 0 when loaded alone */
};

struct organisation_rows {
	struct organisation_row *at;
	size_t n;
};

MUST_USE enum err store_organisation_add(struct tx *tx, struct str name, struct instant now,
                                         organisation_id *out);
MUST_USE enum err store_organisation_rename(struct tx *tx, organisation_id id, struct str name);
MUST_USE enum err store_organisation_load(struct tx *tx, organisation_id id,
                                          struct organisation_row *out);
/* All of them, by name. */
MUST_USE enum err store_organisation_list(struct tx *tx, struct organisation_rows *out);

#endif
