/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_scale - the clients of scale_bench: a process each, with its rooms, their streams and presses. */
#ifndef BENCH_SUPPORT_SCALE_H
#define BENCH_SUPPORT_SCALE_H

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"
#include "base/time.h"
#include "support/meetings.h"

enum {
	SCALE_SLOTS = 100000, /* of delays: ten seconds */
	SCALE_SLOT_US = 100,
	SCALE_CLIENTS_MOST = 16
};

struct scale_room {
	struct str id, tokens[MEETING_PEOPLE];
};

struct scale_part {
	struct str address;
	struct scale_room *rooms;
	size_t n, first; /* `first`: of its rooms among all, so that addresses differ */
	int64_t seconds;
};

/* Delays in slots of SCALE_SLOT_US; `late` frames had not come when the run ended.  Of all `numbers` that streams
 * were given, `astray` were not one more than the last (the first: 1); `apart` streams had another last number than
 * the others of their room.  `away` frames were of a press while their stream was closed; their delay has
 * the pause that a page makes before it comes back. */
struct scale_report {
	uint64_t presses, skipped, refused, frames, late, numbers, astray, apart;
	uint64_t reopened, streams_refused, away;
	uint32_t delays[SCALE_SLOTS], answers[SCALE_SLOTS];
};

/* What `scale_bench make` wrote. */
void scale_read(struct arena *arena, const char *path, struct scale_part *out);
/* How many processes so many streams need here. */
size_t scale_clients(size_t streams);
struct scale_part scale_share(const struct scale_part *whole, size_t i, size_t n);
/* Opens all streams, says so, waits for a byte, presses for part->seconds, says so, waits for another.  The
 * report is memory that both have, and grows all the time. */
_Noreturn void scale_client(const struct scale_part *part, struct scale_report *report,
                            int from_parent, int to_parent);

#endif
