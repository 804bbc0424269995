/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* pool - see pool.h. */
#include "web/pool.h"

#include <pthread.h>

struct worker {
	struct pool *pool;
	struct db_reader *reader;
	pthread_t thread;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t more, idle;
	struct job *first, **end;
	size_t queued, busy, held;
	bool stopping;
	int n;
	struct worker workers[];
};

static bool is_idle(const struct pool *pool)
{
	return pool->queued == 0 && pool->busy == 0 && pool->held == 0;
}

static void tell_if_idle(struct pool *pool)
{
	if (is_idle(pool)) (void)pthread_cond_broadcast(&pool->idle);
}

static struct job *take(struct pool *pool)
{
	while (!pool->first && !pool->stopping) (void)pthread_cond_wait(&pool->more, &pool->lock);
	struct job *job = pool->first;
	if (!job) return NULL;
	pool->first = job->next;
	if (!pool->first) pool->end = &pool->first;
	pool->queued--;
	pool->busy++;
	return job;
}

static void *work(void *with)
{
	struct worker *worker = with;
	struct pool *pool = worker->pool;
	struct job *job;

	(void)pthread_mutex_lock(&pool->lock);
	while ((job = take(pool)) != NULL) {
		(void)pthread_mutex_unlock(&pool->lock);
		job->run(job, worker->reader);
		(void)pthread_mutex_lock(&pool->lock);
		pool->busy--;
		tell_if_idle(pool);
	}
	(void)pthread_mutex_unlock(&pool->lock);
	return NULL;
}

enum err pool_new(struct db *db, int threads, struct pool **out)
{
	struct pool *pool = calloc(1, sizeof *pool + (size_t)threads * sizeof pool->workers[0]);
	if (!pool) BUG("out of memory");

	pool->end = &pool->first;
	(void)pthread_mutex_init(&pool->lock, NULL);
	(void)pthread_cond_init(&pool->more, NULL);
	(void)pthread_cond_init(&pool->idle, NULL);
	for (; pool->n < threads; pool->n++) {
		struct worker *worker = &pool->workers[pool->n];
		worker->pool = pool;
		enum err err = db_reader_open(db, &worker->reader);
		if (!err && pthread_create(&worker->thread, NULL, work, worker) != 0) {
			db_reader_close(worker->reader);
			err = ERR_SYSTEM;
		}
		if (err) {
			pool_free(pool);
			return err;
		}
	}
	*out = pool;
	return OK;
}

void pool_free(struct pool *pool)
{
	if (!pool) return;
	(void)pthread_mutex_lock(&pool->lock);
	pool->stopping = true;
	(void)pthread_cond_broadcast(&pool->more);
	(void)pthread_mutex_unlock(&pool->lock);
	for (int i = 0; i < pool->n; i++) {
		(void)pthread_join(pool->workers[i].thread, NULL);
		db_reader_close(pool->workers[i].reader);
	}
	(void)pthread_cond_destroy(&pool->more);
	(void)pthread_cond_destroy(&pool->idle);
	(void)pthread_mutex_destroy(&pool->lock);
	free(pool);
}

static void put(struct pool *pool, struct job *job)
{
	job->next = NULL;
	*pool->end = job;
	pool->end = &job->next;
	pool->queued++;
	(void)pthread_cond_signal(&pool->more);
}

bool pool_offer(struct pool *pool, struct job *job)
{
	(void)pthread_mutex_lock(&pool->lock);
	const bool fits = pool->queued < POOL_QUEUE_MAX;
	if (fits) put(pool, job);
	(void)pthread_mutex_unlock(&pool->lock);
	return fits;
}

void pool_push(struct pool *pool, struct job *job)
{
	(void)pthread_mutex_lock(&pool->lock);
	put(pool, job);
	(void)pthread_mutex_unlock(&pool->lock);
}

void pool_hold(struct pool *pool)
{
	(void)pthread_mutex_lock(&pool->lock);
	pool->held++;
	(void)pthread_mutex_unlock(&pool->lock);
}

void pool_release(struct pool *pool)
{
	(void)pthread_mutex_lock(&pool->lock);
	pool->held--;
	tell_if_idle(pool);
	(void)pthread_mutex_unlock(&pool->lock);
}

void pool_idle(struct pool *pool)
{
	(void)pthread_mutex_lock(&pool->lock);
	while (!is_idle(pool)) (void)pthread_cond_wait(&pool->idle, &pool->lock);
	(void)pthread_mutex_unlock(&pool->lock);
}
