/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* pool - the workers: threads that own a database connection each and take jobs from one queue.
 *
 * New requests come through pool_offer(), which refuses when the queue is full; what goes on with a
 * request already taken comes through pool_push(), which does not, since there can be no more of
 * those than requests. */
#ifndef WEB_POOL_H
#define WEB_POOL_H

#include "db/db.h"

/* Lives inside whatever is to be worked on. */
struct job {
	struct job *next;
	void (*run)(struct job *job, struct db_reader *reader);
};

enum { POOL_QUEUE_MAX = 2000 };

struct pool;
MUST_USE enum err pool_new(struct db *db, int threads, struct pool **out);
/* Runs what is queued, then stops the threads. */
void pool_free(struct pool *pool);
MUST_USE bool pool_offer(struct pool *pool, struct job *job);
void pool_push(struct pool *pool, struct job *job);
/* Something of ours is with the database's writer, and will come back: pool_idle() waits for it. */
void pool_hold(struct pool *pool);
void pool_release(struct pool *pool);
/* Waits until nothing is queued, under way or held. */
void pool_idle(struct pool *pool);

#endif
