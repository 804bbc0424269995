/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - the numbers by which sets are run. */
#ifndef STORE_PROGRAMME_H
#define STORE_PROGRAMME_H

#include "db/db.h"
#include "domain/ids.h"

struct programme_row {
	programme_id id;
	struct str name;
	int meetings, entitlement, cadence_days, length_min, notice_days, size_min, size_max;
	struct str zone; /* "Europe/London" */
	int sets;        /* how many run under it */
};

struct programme_rows {
	struct programme_row *at;
	size_t n;
};

/* programme_standard as a row, without an id and a name. */
struct programme_row store_programme_defaults(void);
/* id and sets of `programme` are not read. */
MUST_USE enum err store_programme_add(struct tx *tx, const struct programme_row *programme,
                                      struct instant now, programme_id *out);
MUST_USE enum err store_programme_change(struct tx *tx, const struct programme_row *programme);
MUST_USE enum err store_programme_load(struct tx *tx, programme_id id, struct programme_row *out);
/* That of a set. */
MUST_USE enum err store_programme_of_set(struct tx *tx, set_id set, struct programme_row *out);
/* Newest first. */
MUST_USE enum err store_programme_list(struct tx *tx, struct programme_rows *out);

#endif
