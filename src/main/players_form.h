/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* players_form - a simulated member's move as the form that a person would send for it. */
#ifndef MAIN_PLAYERS_FORM_H
#define MAIN_PLAYERS_FORM_H

#include "base/arena.h"
#include "domain/rehearsal.h"

struct players_post {
	const char *verb; /* of POST /meetings/:meeting/room/:verb */
	struct str form;  /* "text=What+..."; never NULL */
};

/* name, value, ..., NULL: "a=b&c=d", percent-encoded, with a key of its own. */
struct str players_form(struct arena *arena, const char *name, ...);

/* False: nothing to send, as of words that are only said aloud. */
bool players_post(struct arena *arena, const struct room *room, int seat,
                  const struct rehearsal_move *move, struct players_post *out);

#endif
