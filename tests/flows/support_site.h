/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_site - a whole site in process, for flows: the real dispatcher, gate, forms, statements and
 * templates on either engine, with a clock of its own and a browser for each person.
 *
 *     FOR_ENGINES (engine) {
 *             struct flow *flow = flow_open(engine);
 *             const set_id set = flow_set(flow, "Riverside");
 *             flow_member(flow, set, "Amara Okafor");
 *             CHECK_INT(flow_get(flow, "Amara Okafor", "/home"), 200, "she is in");
 *             CHECK_SHOWS(flow, "Riverside");
 *             CHECK_INT(flow_post(flow, "Amara Okafor", "/account", "name", "Amara", NULL), 422, "");
 *             flow_close(flow);
 *     }
 *
 * Whoever is named is signed in at first use; NULL is a stranger.  Each name has a cookie jar of its
 * own. */
#ifndef FLOWS_SUPPORT_SITE_H
#define FLOWS_SUPPORT_SITE_H

#include "support/check.h"
#include "support/database.h"
#include "web/dispatch.h"

enum { FLOW_PEOPLE = 64, FLOW_COOKIES = 6 };

struct flow_cookie {
	struct str name, value;
};

/* A browser, and the person who uses it. */
struct flow_browser {
	struct str who; /* empty: a stranger */
	person_id person;
	struct flow_cookie cookies[FLOW_COOKIES];
	size_t n;
};

struct flow {
	struct database *database; /* for preparing data with store functions: database_write() */
	struct arena *arena;       /* as long as the flow */
	struct site *site;
	struct call *call;
	struct instant now;
	struct flow_browser browsers[FLOW_PEOPLE];
	size_t n;
	programme_id programme;       /* made at first need */
	organisation_id organisation; /* likewise: "Wyreham Borough Council" */
	struct str base_url, host;
	/* Of the last request. */
	int status;
	struct str body, location;  /* location without the origin; empty if there was none */
	bool is_live;               /* set: requests are sent as room.js does */
	const char *sec_fetch_site; /* "same-origin"; "" sends none */
	const char *origin;         /* NULL sends none */
	const char *accepts;        /* NULL sends no Accept-Encoding */
	struct str key;             /* of the last form sent */
	int64_t kept[8];            /* whatever a story wants to carry */
	struct flow_browser *last_browser;
	struct http_request last_request; /* without its fields */
};

/* Starts on Thursday 26 November 2026, 9:00 UTC. */
struct flow *flow_open(enum db_engine engine);
void flow_close(struct flow *flow);
void flow_wait(struct flow *flow, int64_t ms); /* the clock goes on */

/* People and sets, made by the store, at once.  A name that is known is that person. */
person_id flow_person(struct flow *flow, const char *name);
person_id flow_coordinator(struct flow *flow, const char *name);
person_id flow_registered(struct flow *flow, const char *name); /* may be given sets */
person_id flow_sponsor(struct flow *flow, const char *name);    /* of the organisation */
set_id flow_set(struct flow *flow, const char *name);
void flow_invited(struct flow *flow, set_id set, const char *name);
void flow_member(struct flow *flow, set_id set, const char *name);
void flow_facilitator(struct flow *flow, set_id set, const char *name);
void flow_left(struct flow *flow, set_id set, const char *name);
/* A planned half day from 9:30; facilitator NULL: self-facilitated. */
meeting_id flow_meeting(struct flow *flow, set_id set, int number, struct day on,
                        const char *facilitator);

/* Requests.  They give the status. */
int flow_get(struct flow *flow, const char *who, const char *path);
/* name, value, ..., NULL; a key is added. */
int flow_post(struct flow *flow, const char *who, const char *path, ...);
/* The body as it is; nothing is added. */
int flow_post_raw(struct flow *flow, const char *who, const char *path, struct str body);
/* The same form once more: the same body and key. */
int flow_again(struct flow *flow);
/* GETs the location of the last answer. */
int flow_follow(struct flow *flow);

struct flow_browser *flow_browser_of(struct flow *flow, const char *who);
/* A path: flow_path(flow, "/sets/%s/rules", set.n). */
const char *flow_path(struct flow *flow, const char *format, int64_t id);
bool flow_shows(const struct flow *flow, const char *text);
int flow_count(const struct flow *flow, const char *text); /* how often the page has it */
/* The value of a field of the last answer; at == NULL if there is none. */
struct str flow_answer_field(const struct flow *flow, const char *name);

#define CHECK_SHOWS(flow, text) CHECK(flow_shows((flow), (text)), "the page shows " text)
#define CHECK_HIDES(flow, text) CHECK(!flow_shows((flow), (text)), "the page does not show " text)

#endif
