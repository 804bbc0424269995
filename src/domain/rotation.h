/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rotation - what is shared fairly over a year: roles in meetings without a facilitator, and airtime.
 *
 * Both follow from what was: nothing is kept but the history, and the same history gives the same
 * offer.  An offer is only that; a tap changes it (ROOM_ROLE). */
#ifndef DOMAIN_ROTATION_H
#define DOMAIN_ROTATION_H

#include "base/arena.h"
#include "domain/ids.h"
#include "domain/process.h"

/* Somebody had a role at a meeting. */
struct role_turn {
	person_id person;
	enum process_role role;
	int meeting; /* 1.. in the year */
};

/* Who is offered each of `roles` (1 << enum process_role, or-ed); n 0: nobody is left.
 *
 * Whoever had that role least often comes first, then whose turn was longest ago, then who had fewest
 * roles at all, then by place in `people`.  A presenter leads nothing while presenting, so `presenter`
 * (n 0: none) is offered no role but host.  Nobody has two while somebody else has none. */
struct role_offer {
	person_id of[SAY_COUNT];
};
struct role_offer rotation_offer(const struct role_turn *history, size_t n, const person_id *people,
                                 size_t count, unsigned roles, person_id presenter);

/* Somebody presented for so long. */
struct airtime_turn {
	person_id person;
	int meeting;
	int64_t ms;
};

/* Never who talks how much: only a presenter's time, which is the scarce good of a set. */
struct airtime {
	person_id person;
	int64_t ms;
	int rounds;
	int last_meeting; /* 0: none yet */
};

/* A line for each of `people`, those first who have waited longest; of them, with the least time. */
void airtime_ledger(const struct airtime_turn *turns, size_t n, const person_id *people,
                    size_t count, struct airtime *out);
/* "82 minutes in 2 rounds, last at meeting 4"; "No airtime yet". */
struct str airtime_words(struct arena *arena, const struct airtime *line);

#endif
