/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_post - what waits in the outbox, for stories in which somebody opens their mail. */
#ifndef FLOWS_SUPPORT_POST_H
#define FLOWS_SUPPORT_POST_H

#include "flows/support_site.h"

enum { FLOW_LETTERS = 64 };

struct flow_letter {
	person_id to;
	struct str kind, token; /* token: empty if it has none */
	int64_t subject;
};

struct flow_letters {
	struct flow_letter at[FLOW_LETTERS];
	size_t n;
};

/* Takes all letters out of the outbox, as if they were sent. */
void flow_letters(struct flow *flow, struct flow_letters *out);
size_t flow_letters_of(const struct flow_letters *letters, const char *kind);

#endif
