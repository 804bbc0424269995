/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cast - see cast.h. */
#include "web/cast.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/err.h"

struct taken {
	person_id person; /* n == 0: a free row */
	int times;        /* in so many browsers */
};

struct cast {
	pthread_mutex_t lock;
	meeting_id meetings[CAST_MEETINGS];
	size_t n;
	struct taken taken[CAST_PEOPLE];
};

struct cast *cast_new(void)
{
	struct cast *cast = calloc(1, sizeof *cast);
	if (!cast) BUG("out of memory");

	(void)pthread_mutex_init(&cast->lock, NULL);
	return cast;
}

void cast_free(struct cast *cast)
{
	if (!cast) return;
	(void)pthread_mutex_destroy(&cast->lock);
	free(cast);
}

/* ---- meetings ---- */

static size_t place_of(const struct cast *cast, meeting_id meeting)
{
	size_t i = 0;
	while (i < cast->n && cast->meetings[i].n != meeting.n) i++;
	return i;
}

static void let_go(struct cast *cast, size_t at)
{
	for (size_t i = at; i + 1 < cast->n; i++) cast->meetings[i] = cast->meetings[i + 1];
	cast->n--;
}

void cast_call(struct cast *cast, meeting_id meeting, bool on)
{
	(void)pthread_mutex_lock(&cast->lock);
	const size_t at = place_of(cast, meeting);
	if (at < cast->n && !on) let_go(cast, at);
	if (at == cast->n && on) {
		if (cast->n == CAST_MEETINGS) let_go(cast, 0);
		cast->meetings[cast->n++] = meeting;
	}
	(void)pthread_mutex_unlock(&cast->lock);
}

bool cast_is_called(struct cast *cast, meeting_id meeting)
{
	(void)pthread_mutex_lock(&cast->lock);
	const bool is = place_of(cast, meeting) < cast->n;
	(void)pthread_mutex_unlock(&cast->lock);
	return is;
}

size_t cast_called(struct cast *cast, meeting_id out[CAST_MEETINGS])
{
	(void)pthread_mutex_lock(&cast->lock);
	const size_t n = cast->n;
	for (size_t i = 0; i < n; i++) out[i] = cast->meetings[i];
	(void)pthread_mutex_unlock(&cast->lock);
	return n;
}

/* ---- people ---- */

static struct taken *row_of(struct cast *cast, person_id person)
{
	for (size_t i = 0; i < CAST_PEOPLE; i++)
		if (cast->taken[i].person.n == person.n) return &cast->taken[i];
	return NULL;
}

void cast_become(struct cast *cast, person_id before, person_id now)
{
	if (before.n == now.n) return;
	(void)pthread_mutex_lock(&cast->lock);
	struct taken *row = before.n ? row_of(cast, before) : NULL;
	if (row && --row->times == 0) row->person.n = 0;
	if (now.n) {
		row = row_of(cast, now);
		if (!row) row = row_of(cast, (person_id){ 0 });
		if (row) *row = (struct taken){ now, row->times + 1 };
	}
	(void)pthread_mutex_unlock(&cast->lock);
}

bool cast_is_taken(struct cast *cast, person_id person)
{
	(void)pthread_mutex_lock(&cast->lock);
	const bool is = row_of(cast, person) != NULL;
	(void)pthread_mutex_unlock(&cast->lock);
	return is;
}
