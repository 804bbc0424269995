/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* clash - one facilitator, two sets, one moment. */
#ifndef DOMAIN_CLASH_H
#define DOMAIN_CLASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "domain/ids.h"

/* Somebody is needed from `starts_at` for `length_min` minutes. */
struct booking {
	meeting_id meeting;
	person_id who; /* n == 0: nobody is named, so nobody can clash */
	struct instant starts_at;
	int length_min; /* 1 and up */
};

/* The same person, two meetings, and the times overlap.  Back to back is no clash. */
bool clash_between(const struct booking *one, const struct booking *two);
/* The first in the list that clashes with `one`, and is not `one` itself; n if none does. */
size_t clash_find(const struct booking *one, const struct booking *list, size_t n);

#endif
