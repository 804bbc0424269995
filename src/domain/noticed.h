/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - what a facilitator noticed in a meeting and what they did there, noted by one tap: for their own
 * eyes, as a few words, so that it is sealed like a note. */
#ifndef DOMAIN_NOTICED_H
#define DOMAIN_NOTICED_H

#include "base/arena.h"
#include "domain/intervention.h"

struct noticed {
	enum room_signal signal;
	enum intervention did; /* INTERVENE_NONE: let it be */
	struct str stage;      /* title of the stage; may be empty */
};

/* As it is kept: "advice question Questions"; and back.  False for what is no such words. */
struct str noticed_keep(struct arena *arena, const struct noticed *noticed);
bool noticed_read(struct str kept, struct noticed *out);

const char *noticed_title(enum room_signal signal); /* on a list, as one looks for it: "Advice" */
bool noticed_parse(struct str name, enum room_signal *out); /* "advice" */
/* "Advice: turned it into a question" - "Advice. Turn it into a question", or "Advice. Let it be". */
struct str noticed_words(struct arena *arena, const struct noticed *noticed);
/* What can be said, where names are not known: "Let’s come back to (name)." */
struct str noticed_say(struct arena *arena, enum intervention intervention);

#endif
