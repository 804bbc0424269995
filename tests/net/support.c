/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - see support.h. */
#include "net/support.h"

#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "net/address.h"
#include "support/check.h"

enum { PATIENCE_S = 30, ANSWER_MOST = 16 * 1024 * 1024 };

struct serving {
	struct http_server *server;
	pthread_t thread;
	bool ended; /* the thread has been waited for */
};

static void *serve(void *with)
{
	http_server_run(with);
	return NULL;
}

struct serving *serving_start(const struct http_options *options)
{
	struct http_options mine = *options;
	struct serving *serving = calloc(1, sizeof *serving);

	CHECK(serving, "memory");
	if (mine.listen.n == 0) mine.listen = STR("127.0.0.1:0");
	CHECK_OK(http_server_new(&mine, &serving->server));
	CHECK_INT(pthread_create(&serving->thread, NULL, serve, serving->server), 0, "a thread");
	return serving;
}

struct http_server *serving_server(struct serving *serving)
{
	return serving->server;
}

struct str serving_address(struct serving *serving)
{
	return http_server_address(serving->server);
}

void serving_wait(struct serving *serving)
{
	if (!serving->ended) pthread_join(serving->thread, NULL);
	serving->ended = true;
}

void serving_stop(struct serving *serving)
{
	http_server_stop(serving->server);
	serving_wait(serving);
	http_server_free(serving->server);
	free(serving);
}

struct errand {
	void (*fn)(void *);
	void *with;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool done;
};

static void do_errand(void *with)
{
	struct errand *errand = with;
	errand->fn(errand->with);
	pthread_mutex_lock(&errand->lock);
	errand->done = true;
	pthread_cond_signal(&errand->changed);
	pthread_mutex_unlock(&errand->lock);
}

void serving_run(struct serving *serving, void (*fn)(void *with), void *with)
{
	struct errand errand = { fn, with, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER,
		                 false };
	http_post(serving->server, do_errand, &errand);
	pthread_mutex_lock(&errand.lock);
	while (!errand.done) pthread_cond_wait(&errand.changed, &errand.lock);
	pthread_mutex_unlock(&errand.lock);
}

int client_open(struct serving *serving)
{
	const struct timeval patience = { PATIENCE_S, 0 };
	struct sockaddr_storage at;
	socklen_t at_n;

	CHECK(endpoint_parse(serving_address(serving), &at, &at_n), "the server's address");
	const int fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	CHECK(fd >= 0, "a socket");
	/* A server that never answers fails the test instead of hanging it. */
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	CHECK_INT(connect(fd, (struct sockaddr *)&at, at_n), 0, "the server takes connections");
	return fd;
}

void client_send(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		const ssize_t n = send(fd, bytes.at, bytes.n, MSG_NOSIGNAL);
		if (n <= 0) return; /* refused meanwhile: the answer says why */
		bytes = str_from(bytes, (size_t)n);
	}
}

static ssize_t take(int fd, char *bytes, size_t room)
{
	const ssize_t n = recv(fd, bytes, room, 0);
	CHECK(n >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK), "the server keeps us waiting");
	return n;
}

struct str client_read_to(int fd, struct str mark, struct buf *into)
{
	char bytes[16 * 1024];

	if (!into->max) buf_init(into, ANSWER_MOST);
	while (mark.n == 0 || !str_has(buf_text(into), mark)) {
		const ssize_t n = take(fd, bytes, mark.n ? 1024 : sizeof bytes);
		if (n <= 0) break;
		buf_put(into, bytes, (size_t)n);
	}
	return buf_text(into);
}

struct str client_read_all(int fd, struct buf *into)
{
	return client_read_to(fd, STR(""), into);
}

struct str client_ask(struct serving *serving, struct str bytes, struct buf *into)
{
	const int fd = client_open(serving);
	client_send(fd, bytes);
	const struct str answer = client_read_all(fd, into);
	close(fd);
	return answer;
}

bool client_sees_end(int fd)
{
	char bytes[4096];
	while (take(fd, bytes, sizeof bytes) > 0) continue;
	return true;
}

int answer_status(struct str answer)
{
	int64_t status = 0;
	if (!str_starts(answer, STR("HTTP/1.1 ")) ||
	    !str_i64(str_part(answer, 9, 12), 100, 599, &status))
		return 0;
	return (int)status;
}

size_t count_of(struct str text, struct str needle)
{
	size_t n = 0;
	while (text.n >= needle.n) {
		if (memcmp(text.at, needle.at, needle.n) == 0) n++;
		text = str_from(text, 1);
	}
	return n;
}
