/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* dispatch - one request from its arrival to its answer: the only place that knows the whole order.
 *
 *   call_read      no database: the row of the map, cookies, the form, did it come from our page
 *   call_unit      one transaction: who asks, the gate, was it done before, the handler, the audit
 *   call_again     a form is shown again: its page, in a reading transaction after the undoing
 *   call_conclude  no database: errors become pages, the fields that every answer has
 *   call_after     one more transaction, if need be: a refusal's audit row, "last seen"
 *
 * Each is called once, in this order, on whichever thread has the request. web/server.c does so with
 * workers and the writer; web_dispatch() one after another, for flows. */
#ifndef WEB_DISPATCH_H
#define WEB_DISPATCH_H

#include "web/pool.h"
#include "web/site.h"

struct call {
	struct job job;            /* for the pool */
	struct exchange *exchange; /* NULL in flows */
	struct arena *arena;
	struct request rq;
	struct reply reply;
	struct work_unit unit;
	enum err result;   /* of the unit */
	bool reply_stands; /* undone, but the handler's reply is the answer */
	bool was_refused;  /* by the gate, to somebody signed in */
	struct str audit_route;
	struct call *next;
};

struct call *call_new(struct site *site);
void call_free(struct call *call);
/* Ready for another request: what the last one allocated is gone. */
void call_reset(struct call *call);

/* False: the reply is made already, and call_conclude() comes next.  `http` must outlive the call's
 * conclusion. */
MUST_USE bool call_read(struct call *call, const struct http_request *http);
bool call_changes(const struct call *call); /* a POST: its unit is for work_write */
/* Sets up call->unit; the caller runs it and keeps the result in call->result. */
void call_unit(struct call *call);
bool call_shows_again(const struct call *call);
void call_again(struct call *call, struct db_reader *reader);
void call_conclude(struct call *call);
/* Is there something to note afterwards?  Then call->unit is set up for work_write. */
MUST_USE bool call_after(struct call *call);

/* All of it on the calling thread.  The reply is call->reply. */
void web_dispatch(struct site *site, struct db_reader *reader, const struct http_request *http,
                  struct call *call);

#endif
