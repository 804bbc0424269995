/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - a real server on a port of its own, and a client that sends raw bytes. */
#ifndef TESTS_NET_SUPPORT_H
#define TESTS_NET_SUPPORT_H

#include "base/buf.h"
#include "net/http.h"

struct serving;

/* Starts a server on a thread of its own.  options->listen may be empty (127.0.0.1:0). */
struct serving *serving_start(const struct http_options *options);
struct http_server *serving_server(struct serving *serving);
struct str serving_address(struct serving *serving);
/* Waits until its loop has ended by itself. */
void serving_wait(struct serving *serving);
/* Stops it, waits for its end, and frees it. */
void serving_stop(struct serving *serving);
/* Runs fn(with) on the loop thread and waits until it has. */
void serving_run(struct serving *serving, void (*fn)(void *with), void *with);

/* A connected socket, or an ended test. */
int client_open(struct serving *serving);
void client_send(int fd, struct str bytes);
/* Everything until the other side closes (or resets). */
struct str client_read_all(int fd, struct buf *into);
/* Until `mark` has come in, or the end. */
struct str client_read_to(int fd, struct str mark, struct buf *into);
/* Opens, sends, reads until the server closes. */
struct str client_ask(struct serving *serving, struct str bytes, struct buf *into);
/* True once the other side has closed; waits for it, dropping what comes. */
bool client_sees_end(int fd);
/* The number in "HTTP/1.1 NNN", 0 if there is none. */
int answer_status(struct str answer);
size_t count_of(struct str text, struct str needle);

#endif
