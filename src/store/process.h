/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - versions of process files: those of programmes, and the shipped ones as they were when a
 * room opened.  A version is never changed. */
#ifndef STORE_PROCESS_H
#define STORE_PROCESS_H

#include "db/db.h"
#include "domain/ids.h"

struct process_row {
	struct str name;
	int version;            /* 1.. */
	programme_id programme; /* none: shipped */
	struct str text;
	person_id made_by; /* may be none */
	struct instant made_at;
};

struct process_rows {
	struct process_row *at;
	size_t n;
};

/* row->made_at is ignored.  ERR_STALE: there is such a version. */
MUST_USE enum err store_process_add(struct tx *tx, const struct process_row *row,
                                    struct instant now);
MUST_USE enum err store_process_load(struct tx *tx, struct str name, int version,
                                     struct process_row *out);
/* ERR_ABSENT: there is none of that name. */
MUST_USE enum err store_process_latest(struct tx *tx, struct str name, struct process_row *out);
/* The newest of each that belongs to a programme, by name. */
MUST_USE enum err store_process_list(struct tx *tx, struct process_rows *out);

#endif
