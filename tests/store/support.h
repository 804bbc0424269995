/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - a small world for tests of the store: a programme, two sets, people, two meetings.
 *
 * A story is a writing unit.  On SQLite it runs on the writer's thread, so it may not use CHECK: it
 * uses TRY (an error ends it) and WANT (a sentence that must be true); story() tells which failed. */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include "domain/ids.h"
#include "support/check.h"
#include "support/database.h"

struct world {
	struct database *database;
	struct instant now; /* Tuesday 3 March 2026, 9:00 UTC */
	organisation_id council;
	programme_id programme;
	set_id set, other;
	person_id ann, ben; /* have joined the set */
	person_id fay;      /* its facilitator */
	person_id gus;      /* a facilitator, of the other set */
	person_id ivy;      /* invited to the set */
	person_id xan;      /* was in the set and left */
	person_id olu;      /* in the office */
	person_id sid;      /* a sponsor, of the council */
	person_id una;      /* a member of the other set */
	meeting_id first;   /* 3 March 2026, 9:30, facilitated by Fay */
	meeting_id second;  /* 14 April 2026, 9:30, self-facilitated */
	int64_t kept[8];    /* what one story leaves to the next */
	int line;           /* of the TRY or WANT that failed */
	const char *what;
};

struct world *world_open(enum db_engine engine);
void world_free(struct world *world);

typedef enum err (*story_run)(struct tx *tx, void *with);

/* Runs it and stops the test unless it ends in `wanted`. */
void story(struct world *world, story_run run, enum err wanted, const char *why);

#define TRY(call)                                                                                  \
	do {                                                                                       \
		const enum err try_err = (call);                                                   \
		if (try_err) {                                                                     \
			world->line = __LINE__;                                                    \
			world->what = #call;                                                       \
			return try_err;                                                            \
		}                                                                                  \
	} while (0)

#define WANT(condition)                                                                            \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			world->line = __LINE__;                                                    \
			world->what = #condition;                                                  \
			return ERR_INPUT;                                                          \
		}                                                                                  \
	} while (0)

#define WANT_STR(got, wanted) WANT(str_eq((got), STR(wanted)))
#define STORY(name) static enum err name(struct tx *tx, void *with)
#define WORLD struct world *world = with

static const struct str NONE __attribute__((unused)) = { NULL, 0 };

#endif
