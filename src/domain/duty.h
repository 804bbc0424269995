/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* duty - what somebody has to do before a meeting that a set runs alone.  Nobody confirming room, date
 * and reminder is what ends most such sets, not the missing facilitator. */
#ifndef DOMAIN_DUTY_H
#define DOMAIN_DUTY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"

/* Stored in duty.kind: only append. */
enum duty {
	DUTY_ROOM,    /* a place, or the link of a call, is booked and said on the plan */
	DUTY_DATE,    /* everybody has the date and the time */
	DUTY_REMINDER /* the set is reminded */
};
enum { DUTY_COUNT = DUTY_REMINDER + 1, DUTY_REMIND_DAYS = 2, DUTY_FIRST_DAYS = 28 };

const char *duty_title(enum duty duty); /* "Book the room" */
const char *duty_help(enum duty duty);  /* a sentence */
/* The last day to do it: four weeks, two weeks, one week before. */
struct day duty_due(enum duty duty, struct day held_on);
/* Is the host to be reminded of it today?  From two days before the last day until then; they may have done
 * it, or been reminded: the caller knows. */
bool duty_reminds(enum duty duty, struct day held_on, struct day today);
/* "By Thursday 12 November", "By today", "It was to be done by Thursday 12 November". */
struct str duty_due_words(struct arena *arena, enum duty duty, struct day held_on,
                          struct day today);
#endif
