/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cookie - the small things a browser keeps for us: who is signed in, a random name for the browser, one
 * sentence to be shown once, and the code of the meeting that a big screen shows.
 *
 * Under https their names begin with __Host-, so that no other host and no plain http can set them. */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "web/reply.h"

enum cookie { COOKIE_SESSION, COOKIE_BROWSER, COOKIE_SAID, COOKIE_SCREEN };

/* What this browser sent; at == NULL if nothing. */
struct str cookie_of(const struct request *rq, enum cookie cookie);

/* seconds 0: until the browser closes; < 0: forget it. */
void cookie_set(struct request *rq, struct reply *reply, enum cookie cookie, struct str value,
                int64_t seconds);

/* The sentence of reply_say(), if it is ours; empty otherwise. */
struct str cookie_said(struct request *rq);

#endif
