/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* players - the demo's simulated members: so that one person alone can see a room alive.
 *
 * What they would do next comes from domain/rehearsal.h, for the room as it is stored; what they do goes over
 * loopback HTTP as forms, each with a session of their own, and meets the same gate and rules as everybody's.
 * They are there only for meetings that a facilitator has called them to (web/cast.h). */
#ifndef MAIN_PLAYERS_H
#define MAIN_PLAYERS_H

#include "app/work.h"
#include "web/cast.h"

struct players_options {
	struct db *db; /* borrowed, like all of these, until players_stop() */
	struct seal *seal;
	struct house house;
	struct cast *cast;
	struct str address;                  /* where the site listens: "127.0.0.1:8080" */
	int pace;                            /* per cent of a person's time; 0: the demo's */
	uint64_t seed;                       /* 0: another each time */
	struct instant (*clock)(void *with); /* NULL: the real one */
	void *clock_with;
};

struct players;

/* ERR_SYSTEM: no thread; ERR_INPUT: the deck in the program cannot be read; database errors as they are. */
MUST_USE enum err players_start(const struct players_options *options, struct players **out);
void players_stop(
	struct players *players); /* NULL is harmless; while the site still serves, or after */

#endif
