/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - the minutes that belong to one presenter, as a bar: a part for each stage, filled to now.
 *
 * The running order beside it repeats every label and number in words. */
#ifndef FORMAT_AIRTIME_H
#define FORMAT_AIRTIME_H

#include "base/buf.h"
#include "format/ring.h"

enum airtime_place { AIRTIME_PAST, AIRTIME_NOW, AIRTIME_AHEAD };

struct airtime_part {
	struct str name; /* "Questions"; shown only where it fits */
	int64_t planned; /* milliseconds, above 0; the width of the part */
	enum airtime_place place;
	struct ring_time time; /* of the part that is AIRTIME_NOW; elsewhere ignored */
};

struct airtime_parts {
	const struct airtime_part *at;
	size_t n; /* up to AIRTIME_MOST; 0 draws an empty bar */
};
enum { AIRTIME_MOST = 16 };

void airtime_bar(struct buf *out, const struct airtime_parts *parts);

#endif
