/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* request - what a page is asked: the unit of work, the row of the map, who asks, what was sent. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "app/work.h"
#include "net/http.h"
#include "store/person.h"
#include "store/session.h"
#include "web/route.h"

struct site;

enum { PAIRS_MAX = 400, FAULTS_MAX = 40 };

/* name=value, decoded: UTF-8, no control characters but newline and tab (make_plain). */
struct pair {
	struct str name, value;
};

struct pairs {
	struct pair *at;
	size_t n;
};

/* Something wrong with a field. */
struct fault {
	struct str field; /* name and id of the field; empty: of the form as a whole */
	struct str words; /* "Enter your name" */
};

struct faults {
	struct fault *at;
	size_t n;
};

struct request {
	struct work work;
	struct site *site;
	const struct http_request *http;
	const struct route *route;
	struct path path;
	unsigned standings;       /* what the viewer is towards the path's subject */
	set_id set;               /* the set that the subject belongs to; n == 0: none */
	struct pairs query, form; /* of the address; of the body */
	struct faults faults;     /* of the form that was sent, if this page shows it again */
	struct person_row me;     /* as store_person_viewer() gives it; me.id.n == 0: a stranger */
	struct session_row session; /* likewise */
	struct str token;           /* the session's cookie; empty for strangers */
	struct str key;             /* of the form sent; empty if it carries none */
	struct str forms_key;       /* of every form of this page; empty until the first begins */
	struct str forms_csrf;      /* likewise */
	struct str said;            /* one-time notification from the page before */
	bool said_shown;            /* it has been shown, and is forgotten */
	int64_t looked;             /* looks_now() before anything was read */
	struct str meant;           /* whose page it comes from, by its own account; may be empty */
	bool is_live;               /* sent by room.js: 204 or 422, no redirects */
	page_fn *again;             /* set by form_again() */
	enum err page_err;          /* set by page_begin() */
};

/* The first value of that name; at == NULL if there is none. */
struct str request_field(const struct request *rq, const char *name);
struct str request_query(const struct request *rq, const char *name);

/* A random cookie of this browser that says nothing about who uses it; empty if it has none.  For the
 * 8 digits of a sign-in, which work in the browser that asked (reply_browser() gives it one). */
struct str request_browser(const struct request *rq);
/* The visitor's address in words, for rate limits. */
struct str request_peer(const struct request *rq);

/* May the viewer, with the standings towards this subject? For showing the buttons that would work. */
bool request_may(const struct request *rq, enum right right);

/* Reads "a=b&c=d".  ERR_INPUT: not UTF-8, NUL, a broken percent-encoding; ERR_LIMIT: too
 * many pairs. */
MUST_USE enum err pairs_read(struct arena *arena, struct str text, struct pairs *out);
/* The value of a cookie in a Cookie field; at == NULL if there is none. */
struct str cookie_find(struct str cookies, struct str name);

#endif
