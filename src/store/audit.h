/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* audit - who asked for which change, and what came of it.  Ids only. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "db/db.h"
#include "domain/ids.h"

struct audit_row {
	struct instant at;
	person_id person; /* n == 0: a stranger */
	struct str route;
	int64_t subject; /* 0: none */
	int outcome;     /* HTTP status */
};

struct audit_rows {
	struct audit_row *at;
	size_t n;
};

MUST_USE enum err store_audit_add(struct tx *tx, const struct audit_row *row);
/* The newest 500 before `before`. */
MUST_USE enum err store_audit_list(struct tx *tx, struct instant before, struct audit_rows *out);
MUST_USE enum err store_audit_sweep(struct tx *tx, struct instant before);

#endif
