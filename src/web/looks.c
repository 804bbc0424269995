/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* looks - see looks.h.  A ring of the last few, and a number that is another after each start. */
#include "web/looks.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/id.h"
#include "base/random.h"

enum { KEPT = 1024 };

struct looks {
	pthread_mutex_t lock;
	int64_t start; /* of this process: marks of another say nothing here */
	int64_t n;     /* how many there were */
	struct topic at[KEPT];
};

struct looks *looks_new(void)
{
	struct looks *looks = calloc(1, sizeof *looks);

	if (!looks || pthread_mutex_init(&looks->lock, NULL) != 0) BUG("out of memory");
	looks->start = random_id();
	return looks;
}

void looks_free(struct looks *looks)
{
	if (!looks) return;
	(void)pthread_mutex_destroy(&looks->lock);
	free(looks);
}

void looks_hear(struct looks *looks, struct str text)
{
	struct topic topic = { 0 }; /* "*": every room, everybody */

	if (!str_eq(text, STR("*")) && (!topic_parse(text, &topic) || !topic.is_look)) return;
	(void)pthread_mutex_lock(&looks->lock);
	looks->at[looks->n++ % KEPT] = topic;
	(void)pthread_mutex_unlock(&looks->lock);
}

int64_t looks_now(struct looks *looks)
{
	(void)pthread_mutex_lock(&looks->lock);
	const int64_t n = looks->n;
	(void)pthread_mutex_unlock(&looks->lock);
	return n;
}

struct str looks_mark(const struct looks *looks, struct arena *arena, int64_t now)
{
	return str_printf(arena, "%.*s.%lld", STR_ARG(id_text(arena, looks->start)),
	                  (long long)now);
}

static bool concerns(struct topic topic, meeting_id meeting, person_id person)
{
	if (topic.n && topic.n != meeting.n) return false;
	return topic.whom.n == 0 || topic.whom.n == person.n;
}

bool looks_since(struct looks *looks, struct str mark, meeting_id meeting, person_id person)
{
	struct str start;
	int64_t since, which;
	bool is = false;

	if (mark.n == 0) return false;
	if (!str_cut(&mark, '.', &start) || !id_parse(start, &which) || which != looks->start)
		return true;
	if (!str_i64(mark, 0, INT64_MAX, &since)) return true;
	(void)pthread_mutex_lock(&looks->lock);
	if (since < looks->n - KEPT || since > looks->n) is = true;
	for (int64_t i = since; !is && i < looks->n; i++)
		is = concerns(looks->at[i % KEPT], meeting, person);
	(void)pthread_mutex_unlock(&looks->lock);
	return is;
}
