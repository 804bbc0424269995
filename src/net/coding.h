/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* coding - which content coding a client takes, and brotli, the one that answers are made in. */
#ifndef NET_CODING_H
#define NET_CODING_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* Does an Accept-Encoding field allow this coding ("br")?  A weight that cannot be read allows nothing;
 * "*" speaks for what is not named. */
bool coding_accepts(struct str field, struct str coding);

/* `plain` in brotli, made in the arena, with `padding` bytes in it that the browser skips: whoever sees only the
 * length of an answer is to learn little from it.  .at is NULL if all that would not be shorter. */
enum { CODING_PADDING_MOST = 1023 };
struct str coding_brotli(struct arena *arena, struct str plain, size_t padding);

#endif
