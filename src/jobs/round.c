/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* round - see round.h. */
#include "jobs/round.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

struct round {
	int seconds;
	void (*pass)(void *with);
	void *with;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stops; /* under the lock */
};

/* False when it is time to stop.  By the clock that nobody sets, so that a pause is what it says. */
static bool rest(struct round *round)
{
	struct timespec until;

	(void)clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += round->seconds;
	(void)pthread_mutex_lock(&round->lock);
	int woken = 0;
	while (!round->stops && woken != ETIMEDOUT)
		woken = pthread_cond_timedwait(&round->wake, &round->lock, &until);
	const bool stops = round->stops;
	(void)pthread_mutex_unlock(&round->lock);
	return !stops;
}

static void *run(void *with)
{
	struct round *round = with;

	do round->pass(round->with);
	while (rest(round));
	return NULL;
}

static void release(struct round *round)
{
	(void)pthread_cond_destroy(&round->wake);
	(void)pthread_mutex_destroy(&round->lock);
	free(round);
}

enum err round_start(int seconds, void (*pass)(void *with), void *with, struct round **out)
{
	pthread_condattr_t attr;
	struct round *round = calloc(1, sizeof *round);
	if (!round) BUG("out of memory");

	round->seconds = seconds;
	round->pass = pass;
	round->with = with;
	(void)pthread_mutex_init(&round->lock, NULL);
	(void)pthread_condattr_init(&attr);
	(void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&round->wake, &attr);
	(void)pthread_condattr_destroy(&attr);
	if (pthread_create(&round->thread, NULL, run, round) != 0) {
		release(round);
		return ERR_SYSTEM;
	}
	*out = round;
	return OK;
}

void round_stop(struct round *round)
{
	if (!round) return;
	(void)pthread_mutex_lock(&round->lock);
	round->stops = true;
	(void)pthread_cond_signal(&round->wake);
	(void)pthread_mutex_unlock(&round->lock);
	(void)pthread_join(round->thread, NULL);
	release(round);
}
