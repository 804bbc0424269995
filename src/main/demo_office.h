/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo_office - what gives the demo's office something to do: answers after meetings, a meeting without
 * a place, a facilitator booked twice. */
#ifndef MAIN_DEMO_OFFICE_H
#define MAIN_DEMO_OFFICE_H

#include "base/time.h"
#include "db/db.h"

/* In the unit that made the region, after its sets. */
MUST_USE enum err demo_office(struct tx *tx, struct instant now);

#endif
