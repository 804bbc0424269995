/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* inside - what the parts of the HTTP server share; nobody else includes it.
 *
 * A connection reads a head, then a body, hands the exchange out, writes the answer, and begins
 * again; or becomes a stream; or closes.  Only the loop thread touches connections. */
#ifndef NET_INSIDE_H
#define NET_INSIDE_H

#include <pthread.h>
#include <stdatomic.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>

#include "base/buf.h"
#include "net/address.h"
#include "net/head.h"
#include "net/http.h"

enum { VISITOR_SLOTS = 4096, INPUT_MOST = 64 * 1024, FIELDS_MOST = 64 * 1024 };

enum conn_state {
	CONN_HEAD,   /* waiting for a head, or in the middle of one */
	CONN_BODY,   /* reading the body of `exchange` */
	CONN_AWAY,   /* the exchange is with the handler */
	CONN_WRITE,  /* the last answer (or a closing stream's queue) is being taken */
	CONN_STREAM, /* an open stream */
	CONN_LINGER  /* all is said: waiting for the client to close, so that it surely reads it */
};

/* How many connections an address has. */
struct visitor {
	struct visitor *next;
	struct address home;
	int n;
};

struct stream {
	struct conn *conn;
	struct stream_events events;
};

struct conn {
	struct http_server *server;
	struct conn *next, *prev;
	struct bufferevent *bev;
	struct visitor *visitor; /* NULL for trusted proxies, which are not counted */
	struct exchange *exchange;
	struct stream *stream;
	struct address from;
	int64_t deadline; /* monotonic ms; 0 for none */
	int64_t since;    /* monotonic ms: when the body began */
	size_t seen;      /* bytes of the head already looked at */
	enum conn_state state;
	bool trusted;
	bool started; /* a byte of the head has come */
	bool ended;   /* the client sends no more */
	bool last;    /* close after this answer */
};

/* Something for the loop thread to do. */
struct posted {
	struct posted *next;
	void (*fn)(void *with);
	void *with;
	bool owned; /* freed after use */
};

struct exchange {
	struct http_server *server;
	struct conn *conn; /* NULL once the client has gone; loop thread */
	struct http_request request;
	struct address from; /* believed */
	struct buf body;
	int64_t length; /* of the body */
	struct posted posted;
	int status;
	size_t answer_head, answer_body; /* bytes in answer: fields and empty line; content */
	struct buf answer;
	char peer[ADDRESS_TEXT];
	struct http_field fields[]; /* then the head's bytes, then the decoded path */
};

struct timer {
	struct timer *next;
	struct event *event;
	void (*fn)(void *with);
	void *with;
};

struct http_server {
	struct http_limits limits;
	void (*handle)(struct exchange *exchange, void *with);
	void *with;
	struct network *trusted;
	size_t n_trusted;

	struct event_base *base;
	struct evconnlistener *listener; /* NULL once stopping */
	struct event *wake, *sweep, *stop_deadline, *signals[3];
	struct timer *timers;
	char *address, *socket_path; /* where it listens; the unix socket's file or NULL */

	struct conn *conns; /* newest first */
	size_t n_conns;
	struct visitor *visitors[VISITOR_SLOTS];
	bool stopping;

	int64_t date_s; /* the second that `date` says */
	char date[40];

	int wake_fd;
	_Atomic bool stop_asked;
	pthread_mutex_t lock; /* over the queue */
	struct posted *first, **end;
};

int64_t now_ms(void); /* monotonic */
void server_post(struct http_server *server, struct posted *posted);
void server_closed_one(struct http_server *server); /* a connection has gone */
struct visitor *visitor_find(struct http_server *server, const struct address *from);
void visitor_left(struct http_server *server, struct visitor *visitor);

/* conn.c */
void conn_new(struct http_server *server, evutil_socket_t fd, const struct address *from);
void conn_free(struct conn *conn);
void conn_stop(struct conn *conn);                 /* the server stops */
void conn_timeout(struct conn *conn, int64_t now); /* its deadline has passed */
/* Something has been added to its output: gives the socket what it takes. Never frees the connection. */
void conn_push(struct conn *conn);
void conn_writing(struct conn *conn,
                  size_t bytes); /* an answer of that many bytes has been queued */

/* exchange.c */
struct exchange *exchange_new(struct conn *conn, const struct head *head, struct str bytes);
void exchange_free(struct exchange *exchange);
/* A whole short answer, made without an exchange, after which the connection closes. */
void refusal_print(struct buf *out, int status, const char *date, bool with_body);

/* server.c */
const char *server_date(struct http_server *server);

#endif
