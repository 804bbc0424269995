/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* fetch - asks an HTTP server on this machine, one request after another on one connection, as a browser
 * would: for the demo's simulated members.  Bodies are read and thrown away; redirects are not followed. */
#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct fetch;

/* `base` is "http://127.0.0.1:8080", `origin` what is said to be the page's: both are copied. */
struct fetch *fetch_new(struct str base, struct str origin);
void fetch_free(struct fetch *fetch); /* NULL is harmless */

/* GET, or POST with `form` ("a=b&c=d") when form.at is not NULL.  `cookie` is the whole field, "name=value".
 * Blocks, 10 seconds at most.  ERR_SYSTEM: no answer. */
MUST_USE enum err fetch_ask(struct fetch *fetch, struct arena *arena, struct str path,
                            struct str cookie, struct str form, int *status);

#endif
