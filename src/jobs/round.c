/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* round - see round.h. */
#include "jobs/round.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct round {
	int seconds;
	void (*pass)(void *with);
	void *with;
	round_fn *pass_on; /* of round_start_on, with what it needs */
	void *options;
	struct db_reader *reader;
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
	db_reader_close(round->reader);
	free(round->options);
	free(round);
}

static void *must(void *at)
{
	if (!at) BUG("out of memory");
	return at;
}

/* Takes the round, whatever comes of it. */
static enum err begin(struct round *round, struct round **out)
{
	pthread_condattr_t attr;

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

enum err round_start(int seconds, void (*pass)(void *with), void *with, struct round **out)
{
	struct round *round = must(calloc(1, sizeof *round));

	round->seconds = seconds;
	round->pass = pass;
	round->with = with;
	return begin(round, out);
}

static void pass_on(void *with)
{
	struct round *round = with;
	round->pass_on(round->options, round->reader);
}

enum err round_start_on(struct db *db, int seconds, round_fn *pass, const void *options, size_t n,
                        struct round **out)
{
	struct db_reader *reader;

	const enum err err = db_reader_open(db, &reader);
	if (err) return err;
	struct round *round = must(calloc(1, sizeof *round));
	round->seconds = seconds;
	round->pass = pass_on;
	round->with = round;
	round->pass_on = pass;
	round->reader = reader;
	round->options = must(malloc(n));
	memcpy(round->options, options, n);
	return begin(round, out);
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
