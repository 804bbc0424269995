/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* commitment - the two things everyone agrees to on joining a set. */
#ifndef DOMAIN_COMMITMENT_H
#define DOMAIN_COMMITMENT_H

#include <stdbool.h>

enum { COMMITMENT_PARTS = 2 };

struct commitment_part {
	const char *title; /* "My own issue" */
	const char *
		text; /* "I will bring an issue of my own, and do what I say I will do about it." */
};
const struct commitment_part *commitment_part(int i); /* 0..1 */

/* Both must be ticked. */
bool commitment_is_whole(bool own, bool others);
/* What to say when one is missing: names the one that is; "" if none is. */
const char *commitment_missing_text(bool own, bool others);

#endif
