/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* server - the site behind sockets: the loop hands requests to workers, workers hand changes to the
 * writer, answers go back to the loop. */
#include "base/log.h"
#include "web/dispatch.h"
#include "web/error.h"
#include "web/static.h"

enum { SPARE_MAX = 64 };

/* ---- calls are used again, so that a request allocates nothing ---- */

static struct call *take_call(struct site *site)
{
	(void)pthread_mutex_lock(&site->lock);
	struct call *call = site->spare;
	if (call) {
		site->spare = call->next;
		site->n_spare--;
	}
	(void)pthread_mutex_unlock(&site->lock);
	return call ? call : call_new(site);
}

static void give_call(struct call *call)
{
	struct site *site = call->rq.site;

	call_reset(call);
	(void)pthread_mutex_lock(&site->lock);
	const bool kept = site->n_spare < SPARE_MAX;
	if (kept) {
		call->next = site->spare;
		site->spare = call;
		site->n_spare++;
	}
	(void)pthread_mutex_unlock(&site->lock);
	if (!kept) call_free(call);
}

static void free_spare(struct site *site)
{
	while (site->spare) {
		struct call *call = site->spare;
		site->spare = call->next;
		call_free(call);
	}
	site->n_spare = 0;
}

/* ---- an answer without a page ---- */

static void answer_plain(struct exchange *exchange, int status, struct str body)
{
	static const struct http_field fields[] = {
		{ STR_INIT("Content-Type"), STR_INIT("text/plain; charset=utf-8") },
		{ STR_INIT("Cache-Control"), STR_INIT("no-store") },
		{ STR_INIT("X-Content-Type-Options"), STR_INIT("nosniff") },
		{ STR_INIT("Content-Security-Policy"),
		  STR_INIT("default-src 'none'; frame-ancestors 'none'") },
		{ STR_INIT("Referrer-Policy"), STR_INIT("same-origin") },
		{ STR_INIT("Cross-Origin-Opener-Policy"), STR_INIT("same-origin") },
	};
	http_answer(exchange, status, fields, LEN(fields), body);
}

/* ---- one request ---- */

static struct call *call_of(struct job *job)
{
	return (struct call *)(void *)job; /* its first member */
}

static void after_done(enum err result, void *with)
{
	struct call *call = with;
	struct pool *pool = call->rq.site->pool;

	if (result) log_warn("what was to be noted afterwards was not: err=%s", err_name(result));
	give_call(call);
	pool_release(pool);
}

static void on_loop_listen(void *with)
{
	struct call *call = with;

	if (call->rq.site->live)
		live_listen(call->rq.site->live, call->exchange, &call->reply.seat);
	else
		answer_plain(call->exchange, 503, error_sentence(503)); /* we are stopping */
	give_call(call);
}

static void answer(struct call *call, struct db_reader *reader)
{
	struct site *site = call->rq.site;
	const struct reply *reply = &call->reply;

	if (reply->is_stream && call->result == OK) {
		http_post(site->server, on_loop_listen, call);
		return;
	}
	call_conclude(call);
	http_answer(call->exchange, reply->status, reply->fields, reply->n_fields,
	            reply->status == 204 ? STR("") : buf_text(&reply->body));
	call->exchange = NULL;
	if (!call_after(call)) {
		give_call(call);
		return;
	}
	call->unit.done = after_done;
	pool_hold(site->pool);
	work_write(site->db, reader, &call->unit);
}

/* A worker goes on where the writer has left off. */
static void run_written(struct job *job, struct db_reader *reader)
{
	struct call *call = call_of(job);

	if (call_shows_again(call)) call_again(call, reader);
	answer(call, reader);
}

static void written(enum err result, void *with)
{
	struct call *call = with;
	struct pool *pool = call->rq.site->pool;

	call->result = result;
	call->job.run = run_written;
	pool_push(pool, &call->job);
	pool_release(pool);
}

static void run_call(struct job *job, struct db_reader *reader)
{
	struct call *call = call_of(job);

	if (!call_read(call, exchange_request(call->exchange))) {
		answer(call, reader);
		return;
	}
	call_unit(call);
	if (call_changes(call)) {
		call->unit.done = written;
		pool_hold(call->rq.site->pool);
		work_write(call->rq.site->db, reader, &call->unit);
		return;
	}
	call->result = work_read(reader, &call->unit);
	answer(call, reader);
}

/* ---- what needs no worker ---- */

static void answer_clock(struct site *site, struct exchange *exchange)
{
	char text[24];
	const int n = snprintf(text, sizeof text, "%lld", (long long)site_now(site).ms);

	answer_plain(exchange, 200, (struct str){ text, (size_t)n });
}

/* False: not a file that there is; the dispatcher says so. */
static bool answer_file(struct exchange *exchange)
{
	struct static_answer found;

	static_answer(exchange_request(exchange), &found);
	if (found.status == 404) return false;
	http_answer(exchange, found.status, found.fields, found.n_fields, found.body);
	return true;
}

static void handle(struct exchange *exchange, void *with)
{
	struct site *site = with;
	const struct http_request *http = exchange_request(exchange);

	if (http->method != HTTP_POST) {
		if (str_starts(http->path, STR("/static/")) && answer_file(exchange)) return;
		if (str_eq(http->path, STR("/clock"))) {
			answer_clock(site, exchange);
			return;
		}
	}
	struct call *call = take_call(site);
	call->exchange = exchange;
	call->job.run = run_call;
	if (pool_offer(site->pool, &call->job)) return;
	give_call(call);
	answer_plain(exchange, 503, error_sentence(503));
}

/* ---- serving ---- */

void site_heard(struct str text, void *with)
{
	struct site *site = with;

	looks_hear(site->looks, text);
	(void)pthread_mutex_lock(&site->lock);
	if (site->live) live_heard(site->live, text);
	(void)pthread_mutex_unlock(&site->lock);
}

static void set_live(struct site *site, struct live *live)
{
	(void)pthread_mutex_lock(&site->lock);
	site->live = live;
	(void)pthread_mutex_unlock(&site->lock);
}

enum err site_serve(struct site *site, const struct site_serving *serving)
{
	struct http_options options = serving->http;
	struct live *live = NULL;

	options.handle = handle;
	options.with = site;
	enum err err = pool_new(site->db, site->workers, &site->pool);
	if (!err) err = http_server_new(&options, &site->server);
	if (err) goto done;

	live = live_new(site, site->server);
	set_live(site, live);
	db_listen(site->db, site_heard, site);
	if (serving->ready) serving->ready(site, http_server_address(site->server), serving->with);
	http_server_run(site->server);
	/* What is under way still reaches the loop's queue; then nobody posts to it any more. */
	set_live(site, NULL);
	pool_idle(site->pool);
	db_listen_end(site->db);
done:
	http_server_free(site->server);
	live_free(live);
	pool_free(site->pool);
	site->server = NULL;
	site->pool = NULL;
	free_spare(site);
	return err;
}

void site_stop(struct site *site)
{
	http_server_stop(site->server);
}
