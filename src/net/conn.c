/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* conn - one connection: heads and bodies in, answers out, each step with its deadline. */
#include "net/inside.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

enum { LINGER_MS = 1000, STALL_MS = 60 * 1000 };

static void advance(struct conn *conn);

static void set_state(struct conn *conn, enum conn_state state, int64_t deadline)
{
	conn->state = state;
	conn->deadline = deadline;
}

/* Takes it out of the server; whoever waits for it hears of it. */
void conn_free(struct conn *conn)
{
	struct http_server *server = conn->server;

	if (conn->prev)
		conn->prev->next = conn->next;
	else
		server->conns = conn->next;
	if (conn->next) conn->next->prev = conn->prev;
	if (conn->stream) {
		const struct stream_events *events = &conn->stream->events;
		if (events->closed) events->closed(conn->stream, events->with);
		free(conn->stream);
	}
	if (conn->exchange) {
		conn->exchange->conn = NULL;
		if (conn->state == CONN_BODY) exchange_free(conn->exchange);
	}
	if (conn->visitor) visitor_left(server, conn->visitor);
	/* libevent would close the socket in a later turn of the loop, and there may be none. */
	const evutil_socket_t fd = bufferevent_getfd(conn->bev);
	bufferevent_disable(conn->bev, EV_READ | EV_WRITE);
	close(fd);
	bufferevent_free(conn->bev);
	free(conn);
	server_closed_one(server);
}

/* ---- out ------------------------------------------------------------------------------------------ */

static void linger(struct conn *conn)
{
	struct evbuffer *in = bufferevent_get_input(conn->bev);

	if (conn->ended) {
		conn_free(conn);
		return;
	}
	/* Closing while bytes are still coming would reset the connection, and the client might lose
	 * the answer: say that this was all, and let the client close. */
	shutdown(bufferevent_getfd(conn->bev), SHUT_WR);
	set_state(conn, CONN_LINGER, now_ms() + LINGER_MS);
	evbuffer_drain(in, evbuffer_get_length(in));
}

/* All of the answer has been taken by the socket. The connection may be gone afterwards. */
static void written(struct conn *conn)
{
	if (conn->last) {
		linger(conn);
		return;
	}
	conn->seen = 0;
	conn->started = false;
	set_state(conn, CONN_HEAD, now_ms() + conn->server->limits.idle_ms);
	advance(conn); /* the next request may be here already */
}

/* A socket nearly always takes an answer or a frame at once: to wait for the event that says so costs three
 * more calls of the system.  What it does not take, or an error, is left to the event. */
void conn_push(struct conn *conn)
{
	struct evbuffer *out = bufferevent_get_output(conn->bev);

	if (bufferevent_get_enabled(conn->bev) & EV_WRITE) return; /* it is waiting already */
	evbuffer_unfreeze(out, 1);
	(void)evbuffer_write(out, bufferevent_getfd(conn->bev));
	evbuffer_freeze(out, 1);
	if (evbuffer_get_length(out) > 0) bufferevent_enable(conn->bev, EV_WRITE);
}

void conn_writing(struct conn *conn, size_t bytes)
{
	const struct http_limits *limits = &conn->server->limits;
	const int64_t slow = (int64_t)bytes * 1000 / limits->body_rate;

	set_state(conn, CONN_WRITE, now_ms() + limits->body_grace_ms + slow);
	conn_push(conn);
	if (evbuffer_get_length(bufferevent_get_output(conn->bev)) == 0) written(conn);
}

static void refuse(struct conn *conn, int status)
{
	struct buf out;
	const bool with_body = !conn->exchange || conn->exchange->request.method != HTTP_HEAD;

	if (conn->exchange) exchange_free(conn->exchange);
	conn->exchange = NULL;
	conn->last = true;
	buf_init(&out, 1024);
	refusal_print(&out, status, server_date(conn->server), with_body);
	ASSERT(buf_ok(&out));
	evbuffer_add(bufferevent_get_output(conn->bev), out.at, out.n);
	conn_writing(conn, out.n);
	buf_release(&out);
}

/* The socket has taken what it had no room for at first. */
static void on_write(struct bufferevent *bev, void *with)
{
	struct conn *conn = with;

	bufferevent_disable(bev, EV_WRITE);
	if (conn->state == CONN_WRITE) written(conn); /* else 100 Continue, or frames of a stream */
}

/* ---- in ------------------------------------------------------------------------------------------- */

/* The whole request is here: the exchange leaves. */
static void hand_out(struct conn *conn)
{
	struct exchange *exchange = conn->exchange;

	exchange->request.body =
		exchange->body.n ? buf_text(&exchange->body) : (struct str){ "", 0 };
	set_state(conn, CONN_AWAY, 0);
	conn->server->handle(exchange, conn->server->with);
	/* conn may be a stream now; what comes next is an event's or the queue's. */
}

static void begin_body(struct conn *conn, bool expects_continue)
{
	const struct http_limits *limits = &conn->server->limits;
	struct evbuffer *in = bufferevent_get_input(conn->bev);

	if (expects_continue && evbuffer_get_length(in) == 0) {
		static const char go[] = "HTTP/1.1 100 Continue\r\n\r\n";
		evbuffer_add(bufferevent_get_output(conn->bev), go, sizeof go - 1);
		conn_push(conn);
	}
	conn->since = now_ms();
	set_state(conn, CONN_BODY, conn->since + limits->body_grace_ms);
}

static void read_body(struct conn *conn)
{
	const struct http_limits *limits = &conn->server->limits;
	struct evbuffer *in = bufferevent_get_input(conn->bev);
	struct buf *body = &conn->exchange->body;
	const size_t wanted = (size_t)conn->exchange->length - body->n;
	const size_t here = evbuffer_get_length(in);
	const size_t n = here < wanted ? here : wanted;

	if (n && !buf_reserve(body, n)) BUG("a body beyond its length");
	if (n && evbuffer_remove(in, body->at + body->n, n) != (int)n) BUG("input went away");
	body->n += n;
	/* Each byte buys time, at the least rate that we wait for. */
	conn->deadline =
		conn->since + limits->body_grace_ms + (int64_t)body->n * 1000 / limits->body_rate;
	if (n == wanted)
		hand_out(conn);
	else if (conn->ended)
		conn_free(conn);
}

/* A whole head at the front of the input.  True if a body follows; otherwise the connection may be
 * gone. */
static bool take_head(struct conn *conn, struct str bytes)
{
	struct evbuffer *in = bufferevent_get_input(conn->bev);
	struct head head;

	int status = head_parse(bytes, &head);
	if (!status && head.length > (int64_t)conn->server->limits.body) status = 413;
	if (!status) {
		conn->exchange = exchange_new(conn, &head, bytes);
		if (!conn->exchange) status = 400;
	}
	if (status) {
		refuse(conn, status);
		return false;
	}
	evbuffer_drain(in, bytes.n);
	conn->last = head.close;
	if (head.length > 0) {
		begin_body(conn, head.expects_continue);
		return true;
	}
	hand_out(conn);
	return false;
}

/* The same. */
static bool read_head(struct conn *conn)
{
	const struct http_limits *limits = &conn->server->limits;
	struct evbuffer *in = bufferevent_get_input(conn->bev);
	const size_t here = evbuffer_get_length(in);
	const size_t n = here < limits->head ? here : limits->head;
	enum head_seen seen = HEAD_MORE;
	struct str bytes = { "", 0 };

	if (here > 0) {
		if (!conn->started) conn->deadline = now_ms() + limits->head_ms;
		conn->started = true;
		bytes = (struct str){ (const char *)evbuffer_pullup(in, (ev_ssize_t)n), n };
		seen = head_end(bytes, &conn->seen);
	}
	if (seen == HEAD_WHOLE) return take_head(conn, str_part(bytes, 0, conn->seen));
	if (seen == HEAD_BAD)
		refuse(conn, 400);
	else if (here >= limits->head)
		refuse(conn, memchr(bytes.at, '\n', n) ? 431 : 414);
	else if (conn->ended)
		conn_free(conn);
	return false;
}

/* Goes on with what is in the input.  The connection may be gone afterwards. */
static void advance(struct conn *conn)
{
	if (conn->state == CONN_HEAD && !read_head(conn)) return;
	if (conn->state == CONN_BODY) read_body(conn);
}

static void on_read(struct bufferevent *bev, void *with)
{
	struct conn *conn = with;
	if (conn->state == CONN_LINGER || conn->state == CONN_STREAM) {
		struct evbuffer *in = bufferevent_get_input(bev);
		evbuffer_drain(in, evbuffer_get_length(in));
		return;
	}
	advance(conn);
}

static void on_event(struct bufferevent *bev, short what, void *with)
{
	struct conn *conn = with;
	(void)bev;
	if (what & BEV_EVENT_EOF) {
		conn->ended = true;
		/* A client may say that it has no more to ask and still wait for answers. */
		if (conn->state == CONN_AWAY || conn->state == CONN_WRITE) return;
	}
	conn_free(conn);
}

/* ---- life ----------------------------------------------------------------------------------------- */

static void tune_socket(evutil_socket_t fd)
{
	const int on = 1;
	const unsigned stall = STALL_MS;
	/* A client that has vanished under an idle stream is found when a beat is not acknowledged. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &stall, sizeof stall);
}

void conn_new(struct http_server *server, evutil_socket_t fd, const struct address *from)
{
	struct conn *conn = calloc(1, sizeof *conn);

	if (!conn) BUG("out of memory");
	conn->server = server;
	conn->from = *from;
	conn->trusted = networks_have(server->trusted, server->n_trusted, from);
	if (!conn->trusted && !from->local) conn->visitor = visitor_find(server, from);
	if (!from->local) tune_socket(fd);
	conn->bev = bufferevent_socket_new(server->base, fd, 0);
	if (!conn->bev) BUG("out of memory");
	bufferevent_setcb(conn->bev, on_read, on_write, on_event, conn);
	bufferevent_setwatermark(conn->bev, EV_READ, 0, INPUT_MOST);
	set_state(conn, CONN_HEAD, now_ms() + server->limits.idle_ms);
	conn->next = server->conns;
	if (conn->next) conn->next->prev = conn;
	server->conns = conn;
	server->n_conns++;
	bufferevent_disable(conn->bev, EV_WRITE); /* see conn_push() */
	bufferevent_enable(conn->bev, EV_READ);
}

void conn_stop(struct conn *conn)
{
	struct stream *stream = conn->stream;

	conn->last = true;
	if (conn->state == CONN_STREAM) {
		if (stream->events.bye) stream->events.bye(stream, stream->events.with);
		stream_close(stream);
	} else if (conn->state == CONN_HEAD && !conn->started) {
		conn_free(conn);
	}
}

void conn_timeout(struct conn *conn, int64_t now)
{
	if (conn->deadline == 0 || now < conn->deadline) return;
	if ((conn->state == CONN_HEAD && conn->started) || conn->state == CONN_BODY)
		refuse(conn, 408);
	else
		conn_free(conn);
}
