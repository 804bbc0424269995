/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* practice - a practice meeting of the viewer's own, with simulated members.
 *
 * Nothing in it is anybody's record: a row, what the viewer pressed, and the time.  Loading one plays it
 * again up to now (domain/practice.h).  It has no set, mails nobody, is counted nowhere, and is deleted by
 * its owner or after a week. */
#ifndef APP_PRACTICE_H
#define APP_PRACTICE_H

#include "app/work.h"
#include "domain/practice.h"
#include "store/practice.h"

enum {
	PRACTICE_SHORT_MIN = 20,
	PRACTICE_LONG_MIN = 45,
	PRACTICE_KEPT_MAX = 20, /* practices of a person at a time */
	PRACTICE_SEED_MAX = 999999
};

/* ---- decks that are part of the program ---- */

struct practice_decks {
	const struct rehearsal_deck **at;
	size_t n;
};

/* Those with a presenter and an issue of their own, by their names. */
MUST_USE enum err practice_deck_list(struct arena *arena, struct practice_decks *out);
/* ERR_ABSENT: none of that name. */
MUST_USE enum err practice_deck(struct arena *arena, struct str name,
                                const struct rehearsal_deck **out);

/* ---- what the viewer does ---- */

struct practice_wish {
	struct str deck;
	int length_min;  /* PRACTICE_SHORT_MIN or _LONG_MIN */
	unsigned habits; /* bits; 0: as the deck has them */
	int64_t seed;    /* 1..PRACTICE_SEED_MAX; 0: any */
};
/* ERR_ABSENT: no such deck or length.  ERR_REFUSED: too many are kept. */
MUST_USE enum err app_practice_begin(struct work *work, const struct practice_wish *wish,
                                     practice_id *out);

struct practice_now {
	struct practice_row row;
	struct practice *practice; /* played up to work->now */
	int presses;
	struct instant pressed_at; /* the last; 0 none */
	/* Setwise has been renewed since, and what was pressed no longer comes to the same. */
	bool is_changed;
	bool is_over; /* ended, left alone, or changed */
};
MUST_USE enum err app_practice_load(struct work *work, practice_id id, struct practice_now *out);
/* press->at is set here.  ERR_REFUSED with a sentence. */
MUST_USE enum err app_practice_press(struct work *work, practice_id id,
                                     const struct practice_press *press);
MUST_USE enum err app_practice_remove(struct work *work, practice_id id);

#endif
