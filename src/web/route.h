/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* route - a row of the map of the site. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "base/err.h"
#include "domain/policy.h"
#include "web/path.h"

struct request;
struct reply;

/* GET reads; POST changes; STREAM is a GET that stays open as server-sent events. */
enum method { GET, POST, STREAM };

/* Fills the reply and gives OK, or says what is wrong:
 * ERR_ABSENT 404, ERR_REFUSED with work_refuse() 422 (or form_again), ERR_STALE 409, ERR_LIMIT 429,
 * ERR_SIGN_IN the sign-in page, anything else 500. */
typedef enum err page_fn(struct request *rq, struct reply *reply);

struct route {
	enum method method;
	const char *path; /* "/sets/:set/members"; ":word" kinds are in web/path.c */
	enum right right; /* over the thing that its last id names */
	page_fn *handler;
};

extern const struct route routes[];
extern const size_t route_count;

/* The row for a path; NULL if there is none.  GET finds STREAM rows too. */
const struct route *route_find(enum method method, struct str path, struct path *out);
const char *method_name(enum method method);

#endif
