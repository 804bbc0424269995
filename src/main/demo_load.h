/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo_load - puts a region into an empty installation, as if its sets had been meeting for months. */
#ifndef MAIN_DEMO_LOAD_H
#define MAIN_DEMO_LOAD_H

#include "base/zone.h"
#include "db/db.h"
#include "main/region.h"

struct demo_load {
	const struct region *region;
	const struct zone *zone;
	struct instant now; /* weeks are counted from its day; one meeting starts then */
};

/* To be run in one writing unit: all of it or nothing. */
MUST_USE enum err demo_load(struct tx *tx, const struct demo_load *demo);

/* The address of the person with that index: "amara7@region.example". */
struct str demo_email(struct arena *arena, const struct region *region, int person);

#endif
