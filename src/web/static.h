/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* static - files that are part of the program: stylesheet, scripts, fonts.  Their names carry a hash of
 * what they hold, so browsers keep them for a year. */
#ifndef WEB_STATIC_H
#define WEB_STATIC_H

#include "web/site.h"

/* The addresses of the built assets, made in `arena`.  ERR_ABSENT if one that pages need is not there. */
MUST_USE enum err static_assets(struct arena *arena, struct site_assets *out);

/* What is answered to a request below /static/: status, fields, body (not copied: constant). */
struct static_answer {
	int status; /* 200, 304, 404 */
	struct http_field fields[8];
	size_t n_fields;
	struct str body;
	char etag[80];
};
void static_answer(const struct http_request *http, struct static_answer *out);

#endif
