/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_practice - practice meetings of the decks that are shipped. */
#ifndef DOMAIN_SUPPORT_PRACTICE_H
#define DOMAIN_SUPPORT_PRACTICE_H

#include "domain/practice.h"
#include "support_room.h"

#define TOLD(condition, ...)                                                                       \
	do {                                                                                       \
		if (!(condition)) fail_msg(__VA_ARGS__);                                           \
	} while (0)

enum { PRACTICE_DECKS = 10 };
extern const char *const practice_decks[PRACTICE_DECKS]; /* those with a presenter */

const struct rehearsal_deck *deck_read(struct arena *arena, const char *name);
/* `length` 20 or 45; habits as in the plan. */
struct practice *practice_of(struct arena *arena, const char *deck, int length, uint64_t seed,
                             unsigned habits);

#endif
