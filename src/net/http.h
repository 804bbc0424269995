/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* http - a strict HTTP/1.1 server: whole requests in, whole answers or streams out.
 *
 * One thread, the loop thread (whoever calls http_server_run), owns every socket.  A request comes
 * to the handler as an exchange, with its body; the exchange belongs to whoever is to answer it, on
 * any thread, and ends with exactly one of http_answer() and http_stream_begin().  What is doubtful
 * is refused before the handler hears of it (net/head.h says what that is). */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct http_server;
struct exchange;
struct stream;

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST };

struct http_field {
	struct str name, value;
};

/* A request as data: what a test can make by hand.  Everything points into the exchange. */
struct http_request {
	enum http_method method;
	struct str target; /* as sent, without scheme and host: "/sets/abc?open=1" */
	struct str
		path; /* decoded: begins with '/', UTF-8, no control bytes, no "." or ".." segment */
	struct str query; /* as sent, after the '?'; empty if there is none */
	struct str host;  /* the Host field: "setwise.example", "[::1]:8080" */
	struct str peer;  /* the client's address in words, "192.0.2.7", "2001:db8::1", "unix" */
	bool secure;      /* a trusted proxy says that the client came by https */
	const struct http_field *fields;
	size_t n_fields;
	struct str body;
};

/* The first field of that name (letter case does not matter), trimmed; .at is NULL if there is none. */
struct str http_field_of(const struct http_request *request, struct str name);

/* Maxima; a 0 takes the default, in brackets. */
struct http_limits {
	size_t head;         /* bytes of a request's head [16 KiB]; at most 60 KiB */
	size_t body;         /* bytes of a body [1 MiB] */
	size_t stream_queue; /* bytes waiting to be sent on one stream [256 KiB] */
	int connections;     /* in all [what descriptors allow, at most 60,000] */
	int per_address; /* connections from one address, or one IPv6 /64 [200]; not for trusted proxies */
	int64_t head_ms;       /* from a head's first byte to its last [10 s] */
	int64_t idle_ms;       /* between requests [60 s] */
	int64_t body_grace_ms; /* until a body must have kept body_rate [10 s] */
	int64_t body_rate;     /* bytes a second, of a body and of an answer being taken [1024] */
	int64_t stop_ms; /* what is under way may take this long after http_server_stop [10 s] */
};

struct http_options {
	/* "127.0.0.1:8080", "[::1]:80", "unix:/run/setwise.sock"; port 0 chooses a free one. */
	struct str listen;
	/* Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks,
	 * "127.0.0.1", "10.0.0.0/8", and "unix" for whoever reaches a unix socket.  Otherwise those
	 * fields are ignored.  Copied. */
	const struct str *trusted;
	size_t n_trusted;
	struct http_limits limits;
	bool stop_on_signals; /* SIGINT, SIGTERM and SIGHUP (unless it is ignored) do http_server_stop */
	/* Called on the loop thread for each request; must not block.  A HEAD is answered like its GET:
	 * the server leaves the body out. */
	void (*handle)(struct exchange *exchange, void *with);
	void *with;
};

/* Listens at once.  ERR_INPUT: `listen` or `trusted` cannot be read; ERR_SYSTEM: the address is not
 * to be had.  Ignores SIGPIPE in the whole process. */
MUST_USE enum err http_server_new(const struct http_options *options, struct http_server **out);

/* Serves until stopped; the calling thread is the loop thread. */
void http_server_run(struct http_server *server);

/* Any thread, also a signal's: stops accepting, says bye to streams, lets what is under way finish
 * (stop_ms), and makes http_server_run return.  Harmless when repeated. */
void http_server_stop(struct http_server *server);

/* After http_server_run has returned and every exchange has been answered.  Functions posted and
 * not yet run are run here, so that they can release what they hold. */
void http_server_free(struct http_server *server);

/* Where it listens: "127.0.0.1:41873".  Lives as long as the server. */
struct str http_server_address(const struct http_server *server);

/* Any thread: runs fn(with) on the loop thread soon; in order for one caller.  Always runs once. */
void http_post(struct http_server *server, void (*fn)(void *with), void *with);

/* Loop thread, or before http_server_run: calls fn(with) every `ms` until the server is freed. */
void http_every(struct http_server *server, int64_t ms, void (*fn)(void *with), void *with);

/* Connections open, streams among them.  Loop thread. */
size_t http_connections(const struct http_server *server);

const struct http_request *exchange_request(const struct exchange *exchange);

/* Any thread, once: answers and takes the exchange.  Everything is copied before it returns.  Status
 * 200..599.  Date, Content-Length and Connection are written here and must not be among the fields;
 * a field with a control character in it makes the answer a 500. */
void http_answer(struct exchange *exchange, int status, const struct http_field *fields,
                 size_t n_fields, struct str body);

/* What happens to a stream; either may be NULL.  Called on the loop thread; `closed` must not close
 * other streams. */
struct stream_events {
	void (*bye)(struct stream *stream,
	            void *with); /* the server stops: last words, then it closes */
	void (*closed)(struct stream *stream,
	               void *with); /* once, whoever closed it; then it is gone */
	void *with;
};

/* Loop thread: answers 200 and leaves the answer open; takes the exchange.  NULL if the client has
 * gone or the server is stopping: no event follows. */
struct stream *http_stream_begin(struct exchange *exchange, const struct http_field *fields,
                                 size_t n_fields, const struct stream_events *events);

/* Loop thread: queues bytes.  ERR_LIMIT: they would pass the stream's queue; nothing was queued, and
 * the usual thing to do is stream_abort. Never calls an event. */
MUST_USE enum err stream_send(struct stream *stream, struct str bytes);
size_t stream_queued(const struct stream *stream); /* bytes that the client has not taken yet */

/* Loop thread: closes when the queue has been taken; closes now (`closed` is called inside). */
void stream_close(struct stream *stream);
void stream_abort(struct stream *stream);

#endif
