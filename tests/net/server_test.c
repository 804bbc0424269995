/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* server - connections counted, streams, stopping, and what other threads ask. */
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/support_handler.h"
#include "support/check.h"
#include "support/folder.h"

TEST(connections_are_limited_by_address_and_in_all)
{
	static const struct {
		struct http_limits limits;
		struct str trusted;
		int served;
	} rows[] = {
		{ { .per_address = 3 }, STR_INIT(""), 3 },
		{ { .connections = 4 }, STR_INIT(""), 4 },
		{ { .per_address = 3, .connections = 5 }, STR_INIT("127.0.0.0/8"), 5 },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct handler handler;
		int fd[8];
		struct buf into = { 0 };
		struct serving *serving = handler_start(
			&handler, (struct http_options){ .limits = rows[i].limits,
		                                         .trusted = &rows[i].trusted,
		                                         .n_trusted = rows[i].trusted.n > 0 });
		for (int n = 0; n < rows[i].served; n++) {
			fd[n] = client_open(serving);
			ask_on(fd[n]);
		}
		const int more = client_open(serving);
		CHECK_INT(answer_status(client_read_all(more, &into)), 503, "one too many");
		close(more);
		buf_release(&into);
		close(fd[0]);
		while (connections(serving) == (size_t)rows[i].served) usleep(1000);
		fd[0] = client_open(serving);
		ask_on(fd[0]); /* there is room again */
		for (int n = 0; n < rows[i].served; n++) close(fd[n]);
		serving_stop(serving);
	}
}

TEST(a_unix_socket)
{
	struct folder folder;
	char path[80], listen_at[96];
	struct handler handler;
	struct stat info;
	folder_make(&folder);
	snprintf(path, sizeof path, "%s/web.sock", folder.path);
	snprintf(listen_at, sizeof listen_at, "unix:%s", path);
	const struct str trusted = STR("unix");
	for (int round = 0; round < 2; round++) {
		struct serving *serving = handler_start(
			&handler, (struct http_options){ .listen = str_of(listen_at),
		                                         .trusted = &trusted,
		                                         .n_trusted = (size_t)round });
		struct buf into = { 0 };
		struct str answer = client_ask(
			serving,
			STR("GET /echo HTTP/1.1\r\n" HOST "X-Forwarded-For: 192.0.2.9\r\n" END),
			&into);
		CHECK(str_has(answer, round ? STR(" 192.0.2.9 ") : STR(" unix ")), "who asks");
		CHECK(stat(path, &info) == 0 && (info.st_mode & 07) == 0, "not for everybody");
		buf_release(&into);
		serving_stop(serving);
		CHECK(stat(path, &info) != 0, "the file is gone");
	}
	folder_remove(&folder);
}

TEST(an_address_in_use_or_unreadable)
{
	struct handler handler;
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	struct http_server *second = NULL;
	struct http_options options = { .listen = serving_address(serving) };
	CHECK_INT(http_server_new(&options, &second), ERR_SYSTEM, "taken");
	options.listen = STR("nowhere");
	CHECK_INT(http_server_new(&options, &second), ERR_INPUT, "no address");
	const struct str trusted = STR("a.example");
	options = (struct http_options){ .listen = STR("127.0.0.1:0"),
		                         .trusted = &trusted,
		                         .n_trusted = 1 };
	CHECK_INT(http_server_new(&options, &second), ERR_INPUT, "no network");
	CHECK(!second, "untouched");
	serving_stop(serving);
}

/* ---- streams ---- */

struct sending {
	struct handler *handler;
	struct str bytes;
	enum err err;
	size_t queued;
};

static void do_send(void *with)
{
	struct sending *sending = with;
	sending->err = stream_send(sending->handler->stream, sending->bytes);
	sending->queued = stream_queued(sending->handler->stream);
}

static void do_close(void *with)
{
	stream_close(((struct handler *)with)->stream);
}

static void do_abort(void *with)
{
	stream_abort(((struct handler *)with)->stream);
}

TEST(a_stream_stays_open_and_is_closed_by_either_side)
{
	struct handler handler;
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	for (int round = 0; round < 3; round++) {
		struct buf into = { 0 };
		const int fd = client_open(serving);
		client_send(fd, STR("GET /stream HTTP/1.1\r\n" HOST "\r\n"));
		CHECK_INT(answer_status(client_read_to(fd, STR("\r\n\r\n"), &into)), 200, "begun");
		CHECK(!str_has(buf_text(&into), STR("Content-Length")), "without an end");
		handler_wait_streaming(&handler, true);
		struct sending sending = { &handler, STR("one\n"), ERR_SYSTEM, 0 };
		serving_run(serving, do_send, &sending);
		CHECK_OK(sending.err);
		client_read_to(fd, STR("one\n"), &into);
		if (round == 0) {
			serving_run(serving, do_close, &handler);
			CHECK(client_sees_end(fd), "closed by the server");
			close(fd);
		} else if (round == 1) {
			serving_run(serving, do_abort, &handler);
			CHECK(client_sees_end(fd), "cut off");
			close(fd);
		} else {
			close(fd);
		}
		handler_wait_streaming(&handler, false);
		CHECK_INT(handler.closed, round + 1, "told once");
		buf_release(&into);
	}
	serving_stop(serving);
	CHECK_INT(handler.byes, 0, "none was open at the end");
}

TEST(a_stream_has_a_queue_with_an_end)
{
	static char kilobytes[64 * 1024];
	struct handler handler;
	const struct http_limits limits = { .stream_queue = 256 * 1024 };
	struct serving *serving =
		handler_start(&handler, (struct http_options){ .limits = limits });
	const int fd = client_open(serving);
	client_send(fd, STR("GET /stream HTTP/1.1\r\n" HOST "\r\n"));
	handler_wait_streaming(&handler, true);
	memset(kilobytes, 'x', sizeof kilobytes);
	struct sending sending = { &handler, { kilobytes, sizeof kilobytes }, OK, 0 };
	/* The client takes nothing: the sockets' buffers fill, then the queue. */
	for (int i = 0; i < 4000 && !sending.err; i++) {
		serving_run(serving, do_send, &sending);
		CHECK(sending.queued <= limits.stream_queue, "within the limit");
	}
	CHECK_INT(sending.err, ERR_LIMIT, "full");
	serving_run(serving, do_abort, &handler);
	handler_wait_streaming(&handler, false);
	close(fd);
	serving_stop(serving);
}

/* ---- stopping ---- */

static void *stop_and_wait(void *serving)
{
	serving_stop(serving);
	return NULL;
}

TEST(stopping_finishes_what_is_under_way)
{
	struct handler handler;
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	struct buf held = { 0 }, streamed = { 0 };
	pthread_t stopper;
	const int idle = client_open(serving), hold = client_open(serving),
		  stream = client_open(serving);
	ask_on(idle);
	client_send(stream, STR("GET /stream HTTP/1.1\r\n" HOST "\r\n"));
	handler_wait_streaming(&handler, true);
	client_send(hold,
	            STR("GET /hold HTTP/1.1\r\n" HOST "\r\nGET /echo HTTP/1.1\r\n" HOST "\r\n"));
	struct exchange *exchange = handler_wait_held(&handler);
	pthread_create(&stopper, NULL, stop_and_wait, serving);
	CHECK(client_sees_end(idle), "idle connections close at once");
	CHECK(str_ends(client_read_all(stream, &streamed), STR("bye\n")), "streams hear it");
	close(stream);
	handler_answer(exchange);
	const struct str answer = client_read_all(hold, &held);
	CHECK_INT(count_of(answer, STR("HTTP/1.1 200 OK")), 1, "the one under way, no other");
	CHECK(str_has(answer, STR("Connection: close")), "and it says so");
	close(hold);
	close(idle);
	pthread_join(stopper, NULL);
	CHECK_INT(handler.byes, 1, "one stream");
	CHECK_INT(handler.closed, 1, "closed once");
	buf_release(&held);
	buf_release(&streamed);
}

TEST(stopping_does_not_wait_for_ever)
{
	struct handler handler;
	struct serving *serving = handler_start(
		&handler, (struct http_options){ .limits = (struct http_limits){ .stop_ms = 50 } });
	const int fd = client_open(serving);
	client_send(fd, STR("GET /hold HTTP/1.1\r\n" HOST "\r\n"));
	struct exchange *exchange = handler_wait_held(&handler);
	http_server_stop(serving_server(serving));
	http_server_stop(serving_server(serving)); /* harmless */
	serving_wait(serving);                     /* although the exchange is out */
	handler_answer(exchange);                  /* into nothing, before the end */
	serving_stop(serving);
	CHECK(client_sees_end(fd), "closed");
	close(fd);
}

TEST(an_answer_to_a_client_that_has_gone)
{
	struct handler handler;
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	const struct linger reset = { 1, 0 };
	const int fd = client_open(serving);
	client_send(fd, STR("GET /hold HTTP/1.1\r\n" HOST "\r\n"));
	struct exchange *exchange = handler_wait_held(&handler);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
	close(fd);
	while (connections(serving) > 0) usleep(1000);
	CHECK_STR(exchange_request(exchange)->path, "/hold", "the request is still whole");
	handler_answer(exchange);
	serving_stop(serving);
}

TEST(a_signal_stops)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };

	for (size_t i = 0; i < LEN(numbers); i++) {
		struct handler handler;
		struct serving *serving =
			handler_start(&handler, (struct http_options){ .stop_on_signals = true });
		const int fd = client_open(serving);
		ask_on(fd);
		kill(getpid(), numbers[i]);
		CHECK(client_sees_end(fd), "stopped");
		close(fd);
		serving_stop(serving);
	}
}

TEST(what_is_to_outlive_its_terminal_does)
{
	struct handler handler;
	void (*before)(int) = signal(SIGHUP, SIG_IGN);
	struct serving *serving =
		handler_start(&handler, (struct http_options){ .stop_on_signals = true });
	const int fd = client_open(serving);
	kill(getpid(), SIGHUP);
	ask_on(fd); /* and is answered */
	close(fd);
	serving_stop(serving);
	(void)signal(SIGHUP, before);
}

/* ---- other threads ---- */

enum { POSTERS = 4, POSTS = 2000 };

struct posting {
	struct serving *serving;
	int from, *last, *n; /* [POSTERS]; of the loop thread */
	int number;
};

static void take_post(void *with)
{
	struct posting *posting = with;
	CHECK_INT(posting->number, posting->last[posting->from] + 1, "in order for one caller");
	posting->last[posting->from] = posting->number;
	++*posting->n;
	free(posting);
}

static void *post_many(void *with)
{
	const struct posting *mine = with;
	for (int i = 1; i <= POSTS; i++) {
		struct posting *posting = malloc(sizeof *posting);
		*posting = *mine;
		posting->number = i;
		http_post(serving_server(mine->serving), take_post, posting);
	}
	return NULL;
}

TEST(what_is_posted_runs_once_and_in_order)
{
	struct handler handler;
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	pthread_t threads[POSTERS];
	struct posting posting[POSTERS];
	int last[POSTERS] = { 0 }, n = 0;
	for (int i = 0; i < POSTERS; i++) {
		posting[i] = (struct posting){ serving, i, last, &n, 0 };
		pthread_create(&threads[i], NULL, post_many, &posting[i]);
	}
	for (int i = 0; i < POSTERS; i++) pthread_join(threads[i], NULL);
	serving_stop(serving); /* runs what is left */
	CHECK_INT(n, POSTERS * POSTS, "every one");
}

static void *ask_many(void *serving)
{
	for (int i = 0; i < 50; i++) {
		struct buf into = { 0 };
		const struct str answer = client_ask(
			serving,
			STR("GET /later HTTP/1.1\r\n" HOST "\r\nGET /echo HTTP/1.1\r\n" HOST END),
			&into);
		CHECK_INT(count_of(answer, STR("HTTP/1.1 200 OK")), 2, "both");
		buf_release(&into);
	}
	return NULL;
}

TEST(many_at_once)
{
	struct handler handler;
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	pthread_t threads[4];
	for (size_t i = 0; i < LEN(threads); i++)
		pthread_create(&threads[i], NULL, ask_many, serving);
	for (size_t i = 0; i < LEN(threads); i++) pthread_join(threads[i], NULL);
	serving_stop(serving);
	CHECK_INT(handler.handled, 400, "handled");
}

TESTS(connections_are_limited_by_address_and_in_all, a_unix_socket, an_address_in_use_or_unreadable,
      a_stream_stays_open_and_is_closed_by_either_side, a_stream_has_a_queue_with_an_end,
      stopping_finishes_what_is_under_way, stopping_does_not_wait_for_ever,
      an_answer_to_a_client_that_has_gone, a_signal_stops, what_is_to_outlive_its_terminal_does,
      what_is_posted_runs_once_and_in_order, many_at_once)
