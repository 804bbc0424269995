/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* crew - see crew.h. */
#include "main/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/err.h"

struct hand {
	struct crew *crew;
	pthread_t thread;
	int number;
};

struct crew {
	pthread_mutex_t lock;
	pthread_cond_t begun, ended;
	struct hand hand[CREW_MAX]; /* from 1; 0 is the caller */
	int threads;
	/* Of the work under way; under the lock but for `next`. */
	void (*job)(void *, int, int);
	void *argument;
	int count, busy;
	unsigned turn;
	bool over;
	atomic_int next;
};

static void work(struct crew *crew, int thread)
{
	for (;;) {
		const int n = atomic_fetch_add(&crew->next, 1);
		if (n >= crew->count) return;
		crew->job(crew->argument, n, thread);
	}
}

static void *stand_by(void *context)
{
	struct hand *hand = context;
	struct crew *crew = hand->crew;
	unsigned seen = 0;

	pthread_mutex_lock(&crew->lock);
	for (;;) {
		while (!crew->over && crew->turn == seen)
			pthread_cond_wait(&crew->begun, &crew->lock);
		if (crew->over) break;
		seen = crew->turn;
		pthread_mutex_unlock(&crew->lock);
		work(crew, hand->number);
		pthread_mutex_lock(&crew->lock);
		if (--crew->busy == 0) pthread_cond_signal(&crew->ended);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

struct crew *crew_new(int threads)
{
	ASSERT(threads >= 1 && threads <= CREW_MAX);
	struct crew *crew = calloc(1, sizeof(*crew));

	if (!crew) return NULL;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->begun, NULL);
	pthread_cond_init(&crew->ended, NULL);
	for (crew->threads = 1; crew->threads < threads; crew->threads++) {
		struct hand *hand = &crew->hand[crew->threads];
		*hand = (struct hand){ .crew = crew, .number = crew->threads };
		if (pthread_create(&hand->thread, NULL, stand_by, hand)) break;
	}
	return crew;
}

void crew_free(struct crew *crew)
{
	if (!crew) return;
	pthread_mutex_lock(&crew->lock);
	crew->over = true;
	pthread_cond_broadcast(&crew->begun);
	pthread_mutex_unlock(&crew->lock);
	for (int t = 1; t < crew->threads; t++) pthread_join(crew->hand[t].thread, NULL);
	pthread_cond_destroy(&crew->begun);
	pthread_cond_destroy(&crew->ended);
	pthread_mutex_destroy(&crew->lock);
	free(crew);
}

void crew_each(void *context, int count, void (*job)(void *argument, int n, int thread),
               void *argument)
{
	struct crew *crew = context;

	pthread_mutex_lock(&crew->lock);
	crew->job = job;
	crew->argument = argument;
	crew->count = count;
	crew->busy = crew->threads - 1;
	atomic_store(&crew->next, 0);
	crew->turn++;
	pthread_cond_broadcast(&crew->begun);
	pthread_mutex_unlock(&crew->lock);
	work(crew, 0);
	pthread_mutex_lock(&crew->lock);
	while (crew->busy > 0) pthread_cond_wait(&crew->ended, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}
