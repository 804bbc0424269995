/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* clash - see clash.h. */
#include "domain/clash.h"

static struct instant end_of(const struct booking *booking)
{
	return instant_add(booking->starts_at, MINUTES(booking->length_min));
}

bool clash_between(const struct booking *one, const struct booking *two)
{
	if (one->who.n == 0 || one->who.n != two->who.n) return false;
	if (one->meeting.n == two->meeting.n) return false;
	return one->starts_at.ms < end_of(two).ms && two->starts_at.ms < end_of(one).ms;
}

size_t clash_find(const struct booking *one, const struct booking *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (clash_between(one, &list[i])) return i;
	return n;
}
