/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* zone - what the clocks on the wall say, by the system's tz database.
 *
 * Never by the process-wide TZ: several zones may be in use at once.  A zone is read once and then
 * constant, so threads share it freely. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/str.h"
#include "base/time.h"

struct zone;

struct local {
	struct day day;
	int minute; /* of the day, 0..1439 */
	int second; /* 0..59 */
};

/* Reads "Europe/London" and the like (TZif, versions 1 to 4, the footer rule included) from
 * /usr/share/zoneinfo.  The name is checked: letters, digits, '/', '_', '-', '+', no "..".
 * ERR_ABSENT, ERR_CORRUPT.  Owner: the caller. */
MUST_USE enum err zone_new(struct str name, struct zone **out);
void zone_free(struct zone *zone);
struct str zone_name(const struct zone *zone);

struct local zone_local(const struct zone *zone, struct instant at);

/* The instant at which that wall clock shows `day`, `minute`.  In the hour that is skipped in spring
 * the later reading is used (1:30 becomes 2:30); in the hour that comes twice, the first. */
struct instant zone_instant(const struct zone *zone, struct day day, int minute);

#endif
