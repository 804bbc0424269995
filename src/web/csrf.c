/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* csrf - see csrf.h. */
#include "web/csrf.h"

#include <sodium.h>

#include "web/site.h"

enum { TOKEN_BYTES = 16 };

struct str csrf_token(const struct request *rq)
{
	uint8_t hash[SEAL_HASH_BYTES];

	seal_hash(rq->site->seal, "csrf", rq->token, hash);
	return str_hex(rq->work.arena, hash, TOKEN_BYTES);
}

/* "https://learning.example.org" is where people reach us, or names the host they asked for. */
static bool origin_is_ours(const struct request *rq, struct str origin)
{
	if (str_eq(origin, rq->site->house.base_url)) return true;

	const struct str scheme =
		rq->site->is_https || rq->http->secure ? STR("https://") : STR("http://");
	return str_starts(origin, scheme) && str_eq_ci(str_from(origin, scheme.n), rq->http->host);
}

bool csrf_is_ours(const struct request *rq)
{
	const struct str site = http_field_of(rq->http, STR("sec-fetch-site"));
	if (site.at) return str_eq(site, STR("same-origin")) || str_eq(site, STR("none"));

	const struct str origin = http_field_of(rq->http, STR("origin"));
	if (origin.at) return origin_is_ours(rq, origin);

	const struct str sent = request_field(rq, "csrf"), wanted = csrf_token(rq);
	return sent.n == wanted.n && sodium_memcmp(sent.at, wanted.at, wanted.n) == 0;
}
