/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* dispatch - see dispatch.h. */
#include "web/dispatch.h"

#include "app/session.h"
#include "base/id.h"
#include "base/log.h"
#include "html/form.h"
#include "store/audit.h"
#include "store/once.h"
#include "web/compress.h"
#include "web/cookie.h"
#include "web/csrf.h"
#include "web/error.h"
#include "web/gate.h"

enum { ARENA_MAX = 64 * 1024 * 1024, TOKEN_CHARS = 43, ONCE_WORDS = 300 };
#define SEEN_MS MINUTES(5)

static const struct str html_type = STR_INIT("text/html; charset=utf-8");
static const struct str text_type = STR_INIT("text/plain; charset=utf-8");

/* ---- a call's life ---- */

struct call *call_new(struct site *site)
{
	struct call *call = calloc(1, sizeof *call);
	if (!call) BUG("out of memory");

	call->arena = arena_new(ARENA_MAX);
	buf_init(&call->reply.body, REPLY_BODY_MAX);
	call->rq.site = site;
	return call;
}

void call_free(struct call *call)
{
	if (!call) return;
	buf_release(&call->reply.body);
	arena_free(call->arena);
	free(call);
}

static void reply_reset(struct reply *reply)
{
	struct buf body = reply->body;

	buf_clear(&body);
	*reply = (struct reply){ .status = 200, .body = body, .type = html_type };
}

void call_reset(struct call *call)
{
	struct site *site = call->rq.site;

	arena_reset(call->arena);
	reply_reset(&call->reply);
	*call = (struct call){ .arena = call->arena, .reply = call->reply };
	call->rq.site = site;
}

/* ---- without a database ---- */

/* Forms are name=value pairs; an empty body needs no type. */
static bool is_form(const struct http_request *http)
{
	struct str type = http_field_of(http, STR("content-type")), word;

	if (!type.at) return http->body.n == 0;
	(void)str_cut(&type, ';', &word);
	return str_eq_ci(str_trim(word), STR("application/x-www-form-urlencoded"));
}

static int read_form(struct request *rq)
{
	int64_t key;

	if (!is_form(rq->http)) return 415;
	const enum err err = pairs_read(rq->work.arena, rq->http->body, &rq->form);
	if (err == ERR_LIMIT) return 413;
	if (err) return 400;
	if (!csrf_is_ours(rq)) return 403;
	rq->key = request_field(rq, "key");
	if (!id_parse(rq->key, &key)) rq->key = STR("");
	if (rq->meant.n == 0) rq->meant = request_field(rq, "me");
	return 0;
}

static int read_all(struct request *rq)
{
	const enum method method = rq->http->method == HTTP_POST ? POST : GET;

	rq->route = route_find(method, rq->http->path, &rq->path);
	if (!rq->route) return 404;
	if (pairs_read(rq->work.arena, rq->http->query, &rq->query)) return 400;
	return method == POST ? read_form(rq) : 0;
}

bool call_read(struct call *call, const struct http_request *http)
{
	struct request *rq = &call->rq;

	reply_reset(&call->reply);
	rq->http = http;
	rq->work = (struct work){
		.arena = call->arena,
		.house = &rq->site->house,
		.seal = rq->site->seal,
		.now = site_now(rq->site),
	};
	rq->looked = looks_now(rq->site->looks);
	rq->meant = http_field_of(http, STR("x-me"));
	rq->is_live = str_eq(http_field_of(http, STR("x-live")), STR("1"));
	const struct str token = cookie_of(rq, COOKIE_SESSION);
	rq->token = token.n == TOKEN_CHARS ? token : STR("");
	rq->said = cookie_said(rq);
	const int status = read_all(rq);
	if (status == 0) return true;
	error_reply(rq, &call->reply, status, STR(""));
	call->reply_stands = true;
	return false;
}

bool call_changes(const struct call *call)
{
	return call->rq.route->method == POST;
}

/* ---- the unit ---- */

static enum err load_viewer(struct request *rq)
{
	rq->session = (struct session_row){ 0 };
	rq->me = (struct person_row){ 0 };
	if (rq->token.n == 0) return OK;

	enum err err = store_session_by_token(rq->work.tx, rq->token, rq->work.now, &rq->session);
	if (!err) gate_ahead(rq, rq->session.person);
	if (!err) err = store_person_viewer(rq->work.tx, rq->session.person, &rq->me);
	if (!err) rq->work.viewer = rq->me.id;
	return err == ERR_ABSENT ? OK : err;
}

/* Who sent it where, and the form with its key: the forms of one page share a key, so it is the whole
 * form that tells a second sending from another press. */
static struct str once_key(const struct request *rq)
{
	return str_printf(rq->work.arena, "%lld %.*s %.*s", (long long)rq->work.viewer.n,
	                  STR_ARG(rq->http->path), STR_ARG(rq->http->body));
}

/* How an answer is remembered: where it led; or, of one to room.js, "=204", "=409 sentence". */
static struct str once_answer(const struct request *rq, const struct reply *reply)
{
	const struct str words = buf_text(&reply->body);

	if (reply->status == 303) return reply->location.text;
	if (!rq->is_live) return STR("");
	if (reply->status < 400) return STR("=204");
	return str_printf(rq->work.arena, "=%d %.*s", reply->status,
	                  STR_ARG(str_first(words, ONCE_WORDS)));
}

static enum err answer_once_more(struct str kept, struct reply *reply)
{
	struct str left = str_from(kept, 1), number;
	int64_t status;
	struct url to;

	if (!str_starts(kept, STR("="))) {
		if (!url_local(kept, &to)) return ERR_CORRUPT;
		return reply_see_other(reply, to);
	}
	if (!str_cut(&left, ' ', &number) || !str_i64(number, 200, 499, &status))
		return ERR_CORRUPT;
	reply->status = (int)status;
	reply->keep = true;
	reply->type = text_type;
	buf_str(&reply->body, left);
	return OK;
}

/* OK: it was done before, and the reply leads where it led then.  ERR_ABSENT: it is new. */
static enum err done_before(struct request *rq, struct reply *reply)
{
	struct str kept;

	if (rq->key.n == 0) return ERR_ABSENT;
	const enum err err = store_once_find(rq->work.tx, once_key(rq), &kept);
	return err ? err : answer_once_more(kept, reply);
}

static enum err keep_once(struct request *rq, const struct reply *reply)
{
	const struct str answer = once_answer(rq, reply);

	if (rq->key.n == 0 || answer.n == 0 || reply->sets_cookie) return OK;
	const enum err err = store_once_keep(rq->work.tx, once_key(rq), answer, rq->work.now);
	return err == ERR_STALE ? ERR_BUSY : err; /* again: it will be found */
}

static struct audit_row audit_of(const struct request *rq, int status)
{
	return (struct audit_row){
		.at = rq->work.now,
		.person = rq->work.viewer,
		.route = str_printf(rq->work.arena, "%s %s", method_name(rq->route->method),
		                    rq->route->path),
		.subject = rq->path.subject_id,
		.outcome = status,
	};
}

static enum err change(struct request *rq, struct reply *reply)
{
	enum err err = done_before(rq, reply);
	if (err != ERR_ABSENT) return err;

	err = rq->route->handler(rq, reply);
	if (!err) err = rq->page_err;
	if (err || (reply->status >= 400 && !reply->keep)) return err;
	err = keep_once(rq, reply);
	if (!err && rq->me.is_coordinator) {
		const struct audit_row row = audit_of(rq, reply->status);
		err = store_audit_add(rq->work.tx, &row);
	}
	return err;
}

static enum err look(struct request *rq, struct reply *reply)
{
	const enum err err = rq->route->handler(rq, reply);
	return err ? err : rq->page_err;
}

/* Somebody else has signed in on a shared machine since: words that wait in a page are not theirs to send. */
static bool is_meant(const struct request *rq)
{
	return rq->meant.n == 0 || rq->me.id.n == 0 || rq->route->right == ANYONE ||
	       str_eq(rq->meant, id_text(rq->work.arena, rq->me.id.n));
}

static enum err run(struct work *work, void *with)
{
	struct call *call = with;
	struct request *rq = &call->rq;
	struct reply *reply = &call->reply;

	/* A unit may run again: nothing of the last try remains. */
	rq->work = *work;
	rq->faults = (struct faults){ 0 };
	rq->again = NULL;
	rq->page_err = OK;
	rq->said_shown = false;
	call->was_refused = call->reply_stands = false;
	reply_reset(reply);

	enum err err = load_viewer(rq);
	if (!err && !is_meant(rq)) err = ERR_SIGN_IN;
	if (!err) err = gate(rq);
	if (err) {
		call->was_refused = err == ERR_ABSENT && rq->me.id.n != 0;
		return err;
	}
	err = call_changes(call) ? change(rq, reply) : look(rq, reply);
	if (err || reply->status < 400 || reply->keep) return err;
	call->reply_stands = true;
	return ERR_INPUT; /* undo */
}

void call_unit(struct call *call)
{
	call->unit = (struct work_unit){ .work = call->rq.work, .run = run, .with = call };
}

/* ---- a form again ---- */

bool call_shows_again(const struct call *call)
{
	return call->rq.again && (call->result == ERR_INPUT || call->result == OK);
}

static enum err run_again(struct work *work, void *with)
{
	struct call *call = with;
	struct reply *reply = &call->reply;
	const int status = reply->status;

	call->rq.work = *work;
	buf_clear(&reply->body);
	enum err err = call->rq.again(&call->rq, reply);
	if (!err) err = call->rq.page_err;
	/* The form's page leads elsewhere by now (its meeting has ended): without a page the words would be lost. */
	if (!err && reply->status == 303)
		error_reply(&call->rq, reply, 409, STR(""));
	else
		reply->status = status;
	return err;
}

void call_again(struct call *call, struct db_reader *reader)
{
	if (call->rq.is_live) {
		const struct faults_view view = { call->rq.faults };
		html_form_live(&call->reply.body, &view);
		call->reply_stands = true;
		return;
	}
	call->rq.work.tx = NULL;
	call->unit = (struct work_unit){ .work = call->rq.work, .run = run_again, .with = call };
	call->result = work_read(reader, &call->unit);
	call->reply_stands = call->result == OK;
}

/* ---- the answer ---- */

static int status_of(enum err err)
{
	switch (err) {
	case OK:
	case ERR_SIGN_IN:
		return 200;
	case ERR_ABSENT:
		return 404;
	case ERR_REFUSED:
		return 422;
	case ERR_INPUT:
		return 400;
	case ERR_STALE:
		return 409;
	case ERR_BUSY:
		return 503;
	case ERR_LIMIT:
		return 429;
	case ERR_FULL:
		return 507;
	case ERR_CORRUPT:
	case ERR_SYSTEM:
		return 500;
	}
	return 500;
}

static enum err ask_to_sign_in(struct request *rq, struct reply *reply)
{
	struct url here;

	if (rq->is_live || rq->route->method == STREAM) {
		reply->status = 401;
		reply->type = text_type;
		buf_str(&reply->body, STR("You have been signed out.\n"));
		return OK;
	}
	if (rq->route->method == POST) {
		error_signed_out(rq, reply);
		return OK;
	}
	const bool known = url_local(rq->http->target, &here);
	return reply_see_other(reply, path_sign_in(rq->work.arena, known ? here.text : STR("")));
}

/* room.js shows sentences, not pages. */
static void live_error(struct reply *reply, int status, struct str more)
{
	reply->status = status;
	reply->type = text_type;
	buf_clear(&reply->body);
	buf_str(&reply->body, more.n ? more : error_sentence(status));
}

static void show_error(struct call *call)
{
	struct request *rq = &call->rq;
	struct reply *reply = &call->reply;
	const int status = status_of(call->result);
	struct str more = { 0 };

	if (call->result == ERR_REFUSED) more = rq->work.refusal;
	if (call->result == ERR_STALE) more = rq->work.clash;
	reply_reset(reply);
	if (call->result == ERR_SIGN_IN) {
		(void)ask_to_sign_in(rq, reply);
		return;
	}
	if (status >= 500)
		log_error("route=\"%s %s\" err=%s", method_name(rq->route->method), rq->route->path,
		          err_name(call->result));
	if (rq->is_live)
		live_error(reply, status, more);
	else
		error_reply(rq, reply, status, more);
}

static void every_field(struct request *rq, struct reply *reply)
{
	/* clang-format off */
	static const struct http_field fields[] = {
		{ STR_INIT("Content-Security-Policy"),
		  STR_INIT("default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; "
		           "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'") },
		{ STR_INIT("X-Content-Type-Options"), STR_INIT("nosniff") },
		{ STR_INIT("Referrer-Policy"), STR_INIT("same-origin") },
		{ STR_INIT("Cross-Origin-Opener-Policy"), STR_INIT("same-origin") },
		{ STR_INIT("Permissions-Policy"), STR_INIT("camera=(), microphone=(), geolocation=()") },
		{ STR_INIT("Cache-Control"), STR_INIT("no-store") },
	};
	/* clang-format on */
	for (size_t i = 0; i < LEN(fields); i++)
		reply_field(rq, reply, fields[i].name, fields[i].value);
	if (rq->site->is_https)
		reply_field(rq, reply, STR("Strict-Transport-Security"), STR("max-age=63072000"));
}

void call_conclude(struct call *call)
{
	struct request *rq = &call->rq;
	struct reply *reply = &call->reply;

	rq->work.tx = NULL;
	if (call->result && !call->reply_stands) show_error(call);
	if (!buf_ok(&reply->body)) {
		call->result = ERR_LIMIT;
		error_reply(rq, reply, 500, STR(""));
	}
	if (rq->said_shown) cookie_set(rq, reply, COOKIE_SAID, STR(""), -1);
	if (reply->status == 303 && rq->is_live) {
		reply->status = 204;
	} else if (reply->status == 303) {
		reply_field(rq, reply, STR("Location"), reply->location.text);
	}
	if (reply->status != 204 && reply->status != 303)
		reply_field(rq, reply, STR("Content-Type"), reply->type);
	every_field(rq, reply);
	compress_reply(rq, reply);
}

/* ---- afterwards ---- */

static bool is_due(const struct request *rq)
{
	return rq->session.id.n != 0 && instant_since(rq->work.now, rq->session.seen_at) >= SEEN_MS;
}

/* In a room; or leading a practice, whose page by itself, left open, keeps nobody signed in. */
static bool is_in_meeting(const struct request *rq)
{
	if (rq->path.practice.n != 0) return rq->route->method == POST;
	return rq->path.meeting.n != 0 &&
	       str_starts(str_of(rq->route->path), STR("/meetings/:meeting/room"));
}

/* Nobody is signed out during a meeting: who is let into a room, or does something in it, stays. */
static bool is_kept_in(const struct call *call)
{
	const struct request *rq = &call->rq;

	return rq->session.id.n != 0 && call->result == OK && is_in_meeting(rq) &&
	       instant_since(rq->session.ends_at, rq->work.now) < SESSION_MORE_MS - HOURS(1);
}

static bool is_noted(const struct call *call)
{
	const bool undone = call->result != OK || call->reply_stands;
	return call->was_refused ||
	       (call->rq.me.is_coordinator && call_changes(call) && undone && !call->reply.keep);
}

static enum err run_after(struct work *work, void *with)
{
	struct call *call = with;
	struct request *rq = &call->rq;
	enum err err = OK;

	if (is_noted(call)) {
		const struct audit_row row = audit_of(rq, call->reply.status);
		err = store_audit_add(work->tx, &row);
	}
	if (!err && is_due(rq)) err = store_session_seen(work->tx, rq->session.id, rq->work.now);
	if (!err && is_kept_in(call)) {
		struct instant ends_at = rq->session.ends_at;
		err = app_session_extend(work, rq->session.id, &ends_at);
	}
	if (!err && call->reply.after) {
		rq->work = *work;
		err = call->reply.after(rq);
	}
	return err;
}

bool call_after(struct call *call)
{
	if (!call->rq.route ||
	    !(is_noted(call) || is_due(&call->rq) || is_kept_in(call) || call->reply.after))
		return false;
	call->unit = (struct work_unit){ .work = call->rq.work, .run = run_after, .with = call };
	return true;
}

/* ---- all at once ---- */

void web_dispatch(struct site *site, struct db_reader *reader, const struct http_request *http,
                  struct call *call)
{
	if (call_read(call, http)) {
		call_unit(call);
		call->result = call_changes(call) ? work_write_wait(site->db, reader, &call->unit)
		                                  : work_read(reader, &call->unit);
		if (call_shows_again(call)) call_again(call, reader);
	}
	call_conclude(call);
	if (call_after(call) && work_write_wait(site->db, reader, &call->unit))
		log_warn("what was to be noted afterwards was not");
}
