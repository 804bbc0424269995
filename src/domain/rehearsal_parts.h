/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_parts - shared by the parts of rehearsal; nobody else includes it. */
#ifndef DOMAIN_REHEARSAL_PARTS_H
#define DOMAIN_REHEARSAL_PARTS_H

#include "domain/rehearsal.h"

/* Seconds, for a person at full pace. */
enum { SPEAK_S = 4, ANSWER_S = 9 };

/* About so many seconds from now; people are never exact. */
struct instant member_soon(struct rehearsal_member *member, struct instant now, int seconds);

/* The question is one of the deck: its place; else -1. */
int deck_ask_of(const struct rehearsal_deck *deck, struct str words);

#endif
