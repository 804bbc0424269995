/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* compress - see compress.h. */
#include "web/compress.h"

#include "base/random.h"
#include "net/coding.h"

static bool is_long_page(const struct reply *reply)
{
	return str_starts(reply->type, STR("text/html")) && reply->body.n >= COMPRESS_FROM;
}

/* Asked by the person or by a page of ours.  A browser that does not say so may have been sent by anybody. */
static bool is_asked_here(const struct http_request *http)
{
	const struct str site = http_field_of(http, STR("sec-fetch-site"));

	return str_eq(site, STR("same-origin")) || str_eq(site, STR("none"));
}

/* Uniform, afresh for each answer: a hundred lengths of one page say little more than one. */
static size_t padding(void)
{
	uint16_t bits;

	random_bytes_secure((uint8_t *)&bits, sizeof bits);
	return bits & CODING_PADDING_MOST;
}

void compress_reply(struct request *rq, struct reply *reply)
{
	if (!is_long_page(reply)) return;
	reply_field(rq, reply, STR("Vary"), STR("Accept-Encoding, Sec-Fetch-Site"));
	if (!is_asked_here(rq->http) ||
	    !coding_accepts(http_field_of(rq->http, STR("accept-encoding")), STR("br")))
		return;

	const struct str small = coding_brotli(rq->work.arena, buf_text(&reply->body), padding());
	if (!small.at) return;
	buf_clear(&reply->body);
	buf_str(&reply->body, small);
	reply_field(rq, reply, STR("Content-Encoding"), STR("br"));
}
