/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* compress - which answers go compressed.  A page says what a set said to itself, beside words that somebody else may
 * have chosen, so its compressed length is something to be careful with: docs/decisions/0011-*.md. */
#ifndef WEB_COMPRESS_H
#define WEB_COMPRESS_H

#include "web/reply.h"

enum { COMPRESS_FROM = 2048 }; /* bytes; less than that fits in two packets anyway */

/* The finished reply: its body is put into brotli, and the fields say so, if it is a page, long enough, the browser
 * takes it, and no other site had a hand in the request. */
void compress_reply(struct request *rq, struct reply *reply);

#endif
