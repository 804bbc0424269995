/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_handler - a handler for tests of the server: its path says what it does. */
#ifndef TESTS_NET_SUPPORT_HANDLER_H
#define TESTS_NET_SUPPORT_HANDLER_H

#include <pthread.h>

#include "net/http.h"
#include "net/support.h"

#define HOST "Host: a.example\r\n"
#define END "Connection: close\r\n\r\n"

enum { HANDLER_BIG = 8 * 1024 * 1024 }; /* more than sockets hold */

/* "/echo..." says what came; "/later" is answered by another thread; "/stream" streams until told;
 * "/hold" waits for the test to let it go; "/big" is HANDLER_BIG bytes; "/bad" tries to split the answer. */
struct handler {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct exchange *held;
	struct stream *stream;
	int closed, byes, handled;
};

/* Starts a server with that handler; options.handle and .with are set here. */
struct serving *handler_start(struct handler *handler, struct http_options options);
void handler_answer(struct exchange *exchange); /* says what came, as "/echo" does */
/* Waits until "/hold" has been asked for; gives its exchange, to be answered by the test. */
struct exchange *handler_wait_held(struct handler *handler);
/* Waits until a stream is open, or is not. */
void handler_wait_streaming(struct handler *handler, bool wanted);

int handler_handled(struct handler *handler); /* requests so far */

/* Asks on an open connection and takes the answer. */
void ask_on(int fd);
/* Connections that the server has now. */
size_t connections(struct serving *serving);

#endif
