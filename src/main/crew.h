/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* crew - threads for work that parts well: the same job for every number. */
#ifndef MAIN_CREW_H
#define MAIN_CREW_H

struct crew;

enum { CREW_MAX = 16 };

/* `threads` in all, 1..CREW_MAX; the caller is one of them.  NULL if the system gives none. */
struct crew *crew_new(int threads);
void crew_free(struct crew *crew);

/* Runs job(argument, n, thread) for n in [0, count), each once, in any order; returns when all are done.
 * `crew` is a struct crew: the form that domain/plan_many.h asks for. */
void crew_each(void *crew, int count, void (*job)(void *argument, int n, int thread),
               void *argument);

#endif
