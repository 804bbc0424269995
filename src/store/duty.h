/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* duty - what the host of a meeting has ticked off (domain/duty.h). */
#ifndef STORE_DUTY_H
#define STORE_DUTY_H

#include "db/db.h"
#include "domain/duty.h"
#include "domain/ids.h"

struct duty_row {
	enum duty kind;
	person_id person; /* who ticked it off */
	struct instant done_at;
};

struct duty_rows {
	struct duty_row *at;
	size_t n;
};

MUST_USE enum err store_duty_done(struct tx *tx, meeting_id meeting, enum duty kind,
                                  person_id person, struct instant now);
MUST_USE enum err store_duty_undone(struct tx *tx, meeting_id meeting, enum duty kind);
MUST_USE enum err store_duty_list(struct tx *tx, meeting_id meeting, struct duty_rows *out);

#endif
