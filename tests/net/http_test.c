/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* http - a listening server and raw bytes: what it answers, what it refuses, and how it ends. */
#include "net/http.h"

#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/support.h"
#include "support/check.h"

/* "/echo..." says what came; "/later" is answered by another thread; "/stream" streams until told;
 * "/hold" waits for the test to let it go; "/big" is 3 MiB; "/bad" tries to split the answer. */
struct handler {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct exchange *held;
	struct stream *stream;
	int closed, byes, handled;
};

static const struct http_field plain = { STR_INIT("Content-Type"), STR_INIT("text/plain") };

static void echo(struct exchange *exchange)
{
	const struct http_request *request = exchange_request(exchange);
	static const char *const methods[] = { "GET", "HEAD", "POST" };
	struct buf out;
	buf_init(&out, 4 * 1024 * 1024);
	buf_printf(&out, "[%s %.*s ?%.*s %.*s %.*s %s ", methods[request->method],
	           STR_ARG(request->path), STR_ARG(request->query), STR_ARG(request->host),
	           STR_ARG(request->peer), request->secure ? "https" : "http");
	buf_str(&out, request->body);
	buf_byte(&out, ']');
	http_answer(exchange, 200, &plain, 1, buf_text(&out));
	buf_release(&out);
}

static void *answer_elsewhere(void *exchange)
{
	echo(exchange);
	return NULL;
}

static void stream_closed(struct stream *stream, void *with)
{
	struct handler *handler = with;
	(void)stream;
	pthread_mutex_lock(&handler->lock);
	handler->stream = NULL;
	handler->closed++;
	pthread_cond_broadcast(&handler->changed);
	pthread_mutex_unlock(&handler->lock);
}

static void stream_bye(struct stream *stream, void *with)
{
	struct handler *handler = with;
	handler->byes++;
	CHECK_OK(stream_send(stream, STR("bye\n")));
}

static void handle(struct exchange *exchange, void *with)
{
	struct handler *handler = with;
	const struct str path = exchange_request(exchange)->path;

	pthread_mutex_lock(&handler->lock);
	handler->handled++;
	if (str_eq(path, STR("/hold"))) {
		handler->held = exchange;
		exchange = NULL;
	} else if (str_eq(path, STR("/stream"))) {
		const struct stream_events events = { stream_bye, stream_closed, handler };
		handler->stream = http_stream_begin(exchange, &plain, 1, &events);
		exchange = NULL;
	}
	pthread_cond_broadcast(&handler->changed);
	pthread_mutex_unlock(&handler->lock);
	if (!exchange) return;
	if (str_eq(path, STR("/later"))) {
		pthread_t thread;
		CHECK_INT(pthread_create(&thread, NULL, answer_elsewhere, exchange), 0, "a thread");
		pthread_detach(thread);
	} else if (str_eq(path, STR("/big"))) {
		static char big[3 * 1024 * 1024];
		memset(big, 'x', sizeof big);
		http_answer(exchange, 200, &plain, 1, (struct str){ big, sizeof big });
	} else if (str_eq(path, STR("/bad"))) {
		const struct http_field split = { STR("Location"), STR("/\r\nSet-Cookie: a=b") };
		http_answer(exchange, 303, &split, 1, STR("hidden"));
	} else if (str_eq(path, STR("/none"))) {
		http_answer(exchange, 204, NULL, 0, STR(""));
	} else {
		echo(exchange);
	}
}

static struct serving *start(struct handler *handler, struct http_options options)
{
	*handler = (struct handler){ .lock = PTHREAD_MUTEX_INITIALIZER,
		                     .changed = PTHREAD_COND_INITIALIZER };
	options.handle = handle;
	options.with = handler;
	return serving_start(&options);
}

static struct exchange *wait_held(struct handler *handler)
{
	pthread_mutex_lock(&handler->lock);
	while (!handler->held) pthread_cond_wait(&handler->changed, &handler->lock);
	struct exchange *held = handler->held;
	handler->held = NULL;
	pthread_mutex_unlock(&handler->lock);
	return held;
}

static void wait_streaming(struct handler *handler, bool wanted)
{
	pthread_mutex_lock(&handler->lock);
	while ((handler->stream != NULL) != wanted)
		pthread_cond_wait(&handler->changed, &handler->lock);
	pthread_mutex_unlock(&handler->lock);
}

#define HOST "Host: a.example\r\n"
#define END "Connection: close\r\n\r\n"

static const struct {
	struct str request;
	const char *answers[4]; /* found in what comes back, in any order */
	int status;
} requests[] = {
	{ STR_INIT("GET /echo%20it?a=1 HTTP/1.1\r\n" HOST END),
	  { "[GET /echo it ?a=1 a.example 127.0.0.1 http ]", "\r\nDate: ", "\r\nContent-Length: 4",
	    "\r\nConnection: close\r\n" },
	  200 },
	{ STR_INIT("GET /echo HTTP/1.0\r\n" HOST "\r\n"),
	  { "[GET /echo", "\r\nConnection: close\r\n" },
	  200 },
	{ STR_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 5\r\n" END "hello"),
	  { "http hello]" },
	  200 },
	{ STR_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0\r\n" END), { "http ]" }, 200 },
	{ STR_INIT("POST /later HTTP/1.1\r\n" HOST "Content-Length: 5\r\n" END "hello"),
	  { "http hello]" },
	  200 },
	{ STR_INIT("GET /none HTTP/1.1\r\n" HOST END), { "204 No Content" }, 204 },
	{ STR_INIT("GET /bad HTTP/1.1\r\n" HOST END), { "Something went wrong here." }, 500 },
	{ STR_INIT("GET /echo HTTP/1.1\r\n" HOST
	           "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n" END),
	  { " 127.0.0.1 http ]" },
	  200 },
	/* Refused, with one short answer and a close. */
	{ STR_INIT("GET / HTTP/1.1\r\n\r\n"), { "could not be understood" }, 400 },
	{ STR_INIT("GET / HTTP/1.1\r\n" HOST HOST "\r\n"), { "Connection: close" }, 400 },
	{ STR_INIT("GET / HTTP/1.1\r\n" HOST "X : 1\r\n\r\n"), { "" }, 400 },
	{ STR_INIT("GET / HTTP/1.1\r\n" HOST "X: 1\r\n folded\r\n\r\n"), { "" }, 400 },
	{ STR_INIT("GET / HTTP/1.1\n"), { "" }, 400 },
	{ STR_INIT("GET / HTTP/1.1\rHost"), { "" }, 400 },
	{ STR_INIT("GET /\0 HTTP/1.1\r\n"), { "" }, 400 },
	{ STR_INIT("\r\n"), { "" }, 400 },
	{ STR_INIT("GET /a/../b HTTP/1.1\r\n" HOST "\r\n"), { "" }, 400 },
	{ STR_INIT("GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"), { "" }, 400 },
	{ STR_INIT("GET /a%zz HTTP/1.1\r\n" HOST "\r\n"), { "" }, 400 },
	{ STR_INIT("GET http://b.example/ HTTP/1.1\r\n" HOST "\r\n"), { "" }, 400 },
	{ STR_INIT("GET / HTTP/3.0\r\n" HOST "\r\n"), { "HTTP/1.1 are spoken" }, 505 },
	{ STR_INIT("DELETE / HTTP/1.1\r\n" HOST "\r\n"),
	  { "\r\nAllow: GET, HEAD, POST\r\n" },
	  405 },
	{ STR_INIT("BREW / HTTP/1.1\r\n" HOST "\r\n"), { "" }, 501 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"),
	  { "" },
	  400 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: +4\r\n\r\nabcd"), { "" }, 400 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: -4\r\n\r\nabcd"), { "" }, 400 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST
	           "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	  { "" },
	  400 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	  { "" },
	  411 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "\r\n"), { "" }, 411 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 1048577\r\n\r\n"),
	  { "larger" },
	  413 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST
	           "Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n"),
	  { "larger" },
	  413 },
	{ STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 9\r\nExpect: 200-ok\r\n\r\n"),
	  { "" },
	  417 },
};

TEST(requests_and_their_answers)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	for (size_t i = 0; i < LEN(requests); i++) {
		struct buf into = { 0 };
		const struct str answer = client_ask(serving, requests[i].request, &into);
		CHECK_INT(answer_status(answer), requests[i].status, requests[i].request.at);
		CHECK_INT(count_of(answer, STR("HTTP/1.1 ")), requests[i].status == 505 ? 2 : 1,
		          "one answer (and one sentence that names the version)");
		for (size_t j = 0; j < 4 && requests[i].answers[j]; j++)
			CHECK(str_has(answer, str_of(requests[i].answers[j])),
			      requests[i].answers[j]);
		CHECK(!str_has(answer, STR("Set-Cookie")), "no field by smuggling");
		buf_release(&into);
	}
	serving_stop(serving);
}

TEST(what_follows_a_refusal_is_not_a_request)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	struct buf into = { 0 };
	const struct str answer = client_ask(
		serving,
		STR("POST / HTTP/1.1\r\n" HOST "Content-Length: 4\r\n"
	            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /echo HTTP/1.1\r\n" HOST
	            "\r\n"),
		&into);
	CHECK_INT(answer_status(answer), 400, "refused");
	CHECK_INT(count_of(answer, STR("HTTP/1.1 ")), 1, "and nothing more");
	CHECK_INT(handler.handled, 0, "nor did the handler hear of it");
	buf_release(&into);
	serving_stop(serving);
}

TEST(long_heads)
{
	static const struct {
		size_t line, fields; /* bytes of padding in the target and in a field */
		int status;
	} rows[] = {
		{ 100, 15000, 200 }, { 15000, 100, 200 }, { 17000, 0, 414 }, { 100, 17000, 431 }
	};
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	for (size_t i = 0; i < LEN(rows); i++) {
		struct buf text, into = { 0 };
		buf_init(&text, 64 * 1024);
		buf_str(&text, STR("GET /echo?"));
		for (size_t n = 0; n < rows[i].line; n++) buf_byte(&text, 'a');
		buf_str(&text, STR(" HTTP/1.1\r\n" HOST "Connection: close\r\nX: "));
		for (size_t n = 0; n < rows[i].fields; n++) buf_byte(&text, 'b');
		buf_str(&text, STR("\r\n\r\n"));
		CHECK_INT(answer_status(client_ask(serving, buf_text(&text), &into)),
		          rows[i].status, "a long head");
		buf_release(&text);
		buf_release(&into);
	}
	serving_stop(serving);
}

TEST(pipelined_requests_are_answered_in_order)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	struct buf text, into = { 0 };
	buf_init(&text, 64 * 1024);
	for (int i = 0; i < 50; i++)
		buf_printf(&text, "POST /%s?%d HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nb%02d",
		           i % 3 ? "echo" : "later", i, i);
	buf_str(&text, STR("HEAD /echo HTTP/1.1\r\n" HOST "\r\n"));
	buf_str(&text, STR("GET /echo?last HTTP/1.1\r\n" HOST END));
	struct str answer = client_ask(serving, buf_text(&text), &into);
	CHECK_INT(count_of(answer, STR("HTTP/1.1 200 OK\r\n")), 52, "each is answered");
	CHECK_INT(count_of(answer, STR("[HEAD")), 0, "a HEAD has no body");
	for (int i = 0; i < 50; i++) {
		char mark[32];
		snprintf(mark, sizeof mark, "http b%02d]", i);
		const char *at = memmem(answer.at, answer.n, mark, strlen(mark));
		CHECK(at, "in order");
		answer = str_from(answer, (size_t)(at - answer.at));
	}
	CHECK(str_has(answer, STR("?last")), "the last one last");
	buf_release(&text);
	buf_release(&into);
	serving_stop(serving);
}

TEST(bytes_may_come_one_by_one_and_half_closed)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	const struct str text = STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello"
	                            "GET /later HTTP/1.1\r\n" HOST "\r\nGET /hal");
	struct buf into = { 0 };
	const int fd = client_open(serving);
	for (size_t i = 0; i < text.n; i++) client_send(fd, str_part(text, i, i + 1));
	shutdown(fd, SHUT_WR);
	const struct str answer = client_read_all(fd, &into);
	CHECK_INT(count_of(answer, STR("HTTP/1.1 200 OK")), 2, "both whole ones are answered");
	CHECK(str_has(answer, STR("http hello]")), "the body is whole");
	buf_release(&into);
	close(fd);
	serving_stop(serving);
}

TEST(continue_is_said_when_waited_for)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	struct buf into = { 0 };
	const int fd = client_open(serving);
	client_send(fd, STR("POST /echo HTTP/1.1\r\n" HOST
	                    "Content-Length: 5\r\nExpect: 100-continue\r\n" END));
	CHECK_STR(client_read_to(fd, STR("\r\n\r\n"), &into), "HTTP/1.1 100 Continue\r\n\r\n",
	          "go on");
	client_send(fd, STR("hello"));
	CHECK(str_has(client_read_all(fd, &into), STR("http hello]")), "then the answer");
	buf_release(&into);
	close(fd);
	serving_stop(serving);
}

TEST(large_bodies_and_answers_pass_whole)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	struct buf text, into = { 0 };
	const int fd = client_open(serving);
	buf_init(&text, 2 * 1024 * 1024);
	buf_str(&text, STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 1048576\r\n\r\n"));
	for (int i = 0; i < 1024 * 1024 / 16; i++) buf_str(&text, STR("0123456789abcdef"));
	buf_str(&text, STR("GET /big HTTP/1.1\r\n" HOST END));
	client_send(fd, buf_text(&text));
	const struct str answer = client_read_all(fd, &into);
	CHECK_INT(count_of(answer, STR("0123456789abcdef")), 65536, "there and back");
	CHECK_INT(count_of(str_from(answer, answer.n - 3 * 1024 * 1024), STR("x")), 3 * 1024 * 1024,
	          "three MiB");
	buf_release(&text);
	buf_release(&into);
	close(fd);
	serving_stop(serving);
}

TEST(whoever_is_slow_is_not_waited_for)
{
	/* Every one of these ends by the server's closing; the test would wait for ever otherwise. */
	static const struct {
		struct str bytes;
		int status; /* 0: closed without a word */
	} rows[] = {
		{ STR_INIT(""), 0 },
		{ STR_INIT("GET /echo HT"), 408 },
		{ STR_INIT("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 9\r\n\r\nabc"), 408 },
		{ STR_INIT("GET /echo HTTP/1.1\r\n" HOST "\r\n"), 200 }, /* then idle */
	};
	struct handler handler;
	const struct http_limits limits = { .head_ms = 100, .idle_ms = 100, .body_grace_ms = 100 };
	struct serving *serving = start(&handler, (struct http_options){ .limits = limits });
	for (size_t i = 0; i < LEN(rows); i++) {
		struct buf into = { 0 };
		CHECK_INT(answer_status(client_ask(serving, rows[i].bytes, &into)), rows[i].status,
		          "given up");
		buf_release(&into);
	}
	/* A head that comes byte by byte has the same time in all. */
	const int fd = client_open(serving);
	struct buf into = { 0 };
	while (send(fd, "G", 1, MSG_NOSIGNAL) == 1) {
		char byte;
		if (recv(fd, &byte, 1, MSG_DONTWAIT) >= 0) break;
		usleep(10 * 1000);
	}
	buf_release(&into);
	close(fd);
	/* Nor is a client that never takes its answer. */
	const int lazy = client_open(serving);
	const int small = 4096;
	setsockopt(lazy, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	client_send(lazy, STR("GET /echo HTTP/1.1\r\n" HOST END));
	CHECK(client_sees_end(lazy), "closed");
	close(lazy);
	serving_stop(serving);
}

static void count_connections(void *with)
{
	struct {
		struct serving *serving;
		size_t n;
	} *count = with;
	count->n = http_connections(serving_server(count->serving));
}

static size_t connections(struct serving *serving)
{
	struct {
		struct serving *serving;
		size_t n;
	} count = { serving, 0 };
	serving_run(serving, count_connections, &count);
	return count.n;
}

static void ask_on(int fd)
{
	struct buf into = { 0 };
	client_send(fd, STR("GET /echo HTTP/1.1\r\n" HOST "\r\n"));
	CHECK_INT(answer_status(client_read_to(fd, STR("]"), &into)), 200, "served");
	buf_release(&into);
}

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
		struct serving *serving = start(
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

TEST(a_trusted_proxy_says_who_asks)
{
	const struct str trusted = STR("127.0.0.1");
	struct handler handler;
	struct serving *serving =
		start(&handler, (struct http_options){ .trusted = &trusted, .n_trusted = 1 });
	struct buf into = { 0 };
	const struct str answer = client_ask(serving,
	                                     STR("GET /echo HTTP/1.1\r\n" HOST
	                                         "X-Forwarded-For: 6.6.6.6, 192.0.2.9\r\n"
	                                         "X-Forwarded-Proto: http, https\r\n" END),
	                                     &into);
	CHECK(str_has(answer, STR(" 192.0.2.9 https ]")), "the last one that is not trusted");
	buf_release(&into);
	serving_stop(serving);
}

TEST(a_unix_socket)
{
	char dir[] = "/tmp/setwise-test-XXXXXX", path[64], listen_at[80];
	struct handler handler;
	struct stat info;
	CHECK(mkdtemp(dir), "a folder");
	snprintf(path, sizeof path, "%s/web.sock", dir);
	snprintf(listen_at, sizeof listen_at, "unix:%s", path);
	const struct str trusted = STR("unix");
	for (int round = 0; round < 2; round++) {
		struct serving *serving =
			start(&handler, (struct http_options){ .listen = str_of(listen_at),
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
	rmdir(dir);
}

TEST(an_address_in_use_or_unreadable)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	struct http_server *second = NULL;
	struct http_options options = { .listen = serving_address(serving), .handle = handle };
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
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	for (int round = 0; round < 3; round++) {
		struct buf into = { 0 };
		const int fd = client_open(serving);
		client_send(fd, STR("GET /stream HTTP/1.1\r\n" HOST "\r\n"));
		CHECK_INT(answer_status(client_read_to(fd, STR("\r\n\r\n"), &into)), 200, "begun");
		CHECK(!str_has(buf_text(&into), STR("Content-Length")), "without an end");
		wait_streaming(&handler, true);
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
		wait_streaming(&handler, false);
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
	struct serving *serving = start(&handler, (struct http_options){ .limits = limits });
	const int fd = client_open(serving);
	client_send(fd, STR("GET /stream HTTP/1.1\r\n" HOST "\r\n"));
	wait_streaming(&handler, true);
	memset(kilobytes, 'x', sizeof kilobytes);
	struct sending sending = { &handler, { kilobytes, sizeof kilobytes }, OK, 0 };
	/* The client takes nothing: the sockets' buffers fill, then the queue. */
	for (int i = 0; i < 4000 && !sending.err; i++) {
		serving_run(serving, do_send, &sending);
		CHECK(sending.queued <= limits.stream_queue, "within the limit");
	}
	CHECK_INT(sending.err, ERR_LIMIT, "full");
	serving_run(serving, do_abort, &handler);
	wait_streaming(&handler, false);
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
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	struct buf held = { 0 }, streamed = { 0 };
	pthread_t stopper;
	const int idle = client_open(serving), hold = client_open(serving),
		  stream = client_open(serving);
	ask_on(idle);
	client_send(stream, STR("GET /stream HTTP/1.1\r\n" HOST "\r\n"));
	wait_streaming(&handler, true);
	client_send(hold,
	            STR("GET /hold HTTP/1.1\r\n" HOST "\r\nGET /echo HTTP/1.1\r\n" HOST "\r\n"));
	struct exchange *exchange = wait_held(&handler);
	pthread_create(&stopper, NULL, stop_and_wait, serving);
	CHECK(client_sees_end(idle), "idle connections close at once");
	CHECK(str_ends(client_read_all(stream, &streamed), STR("bye\n")), "streams hear it");
	close(stream);
	echo(exchange);
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
	struct http_server *server;
	const struct http_options options = { .listen = STR("127.0.0.1:0"),
		                              .limits = { .stop_ms = 50 },
		                              .handle = handle,
		                              .with = &handler };
	struct serving *serving = start(&handler, options);
	pthread_t stopper;
	const int fd = client_open(serving);
	client_send(fd, STR("GET /hold HTTP/1.1\r\n" HOST "\r\n"));
	struct exchange *exchange = wait_held(&handler);
	server = serving_server(serving);
	http_server_stop(server);
	http_server_stop(server); /* harmless */
	/* The loop ends although the exchange is out; it is answered, into nothing, before the end. */
	usleep(100 * 1000);
	echo(exchange);
	pthread_create(&stopper, NULL, stop_and_wait, serving);
	pthread_join(stopper, NULL);
	close(fd);
}

TEST(an_answer_to_a_client_that_has_gone)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	const struct linger reset = { 1, 0 };
	const int fd = client_open(serving);
	client_send(fd, STR("GET /hold HTTP/1.1\r\n" HOST "\r\n"));
	struct exchange *exchange = wait_held(&handler);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
	close(fd);
	while (connections(serving) > 0) usleep(1000);
	CHECK_STR(exchange_request(exchange)->path, "/hold", "the request is still whole");
	echo(exchange);
	serving_stop(serving);
}

TEST(a_signal_stops)
{
	struct handler handler;
	struct serving *serving = start(&handler, (struct http_options){ .stop_on_signals = true });
	const int fd = client_open(serving);
	ask_on(fd);
	kill(getpid(), SIGTERM);
	CHECK(client_sees_end(fd), "stopped");
	close(fd);
	serving_stop(serving);
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
	struct serving *serving = start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = start(&handler, (struct http_options){ 0 });
	pthread_t threads[4];
	for (size_t i = 0; i < LEN(threads); i++)
		pthread_create(&threads[i], NULL, ask_many, serving);
	for (size_t i = 0; i < LEN(threads); i++) pthread_join(threads[i], NULL);
	serving_stop(serving);
	CHECK_INT(handler.handled, 400, "handled");
}

TESTS(requests_and_their_answers, what_follows_a_refusal_is_not_a_request, long_heads,
      pipelined_requests_are_answered_in_order, bytes_may_come_one_by_one_and_half_closed,
      continue_is_said_when_waited_for, large_bodies_and_answers_pass_whole,
      whoever_is_slow_is_not_waited_for, connections_are_limited_by_address_and_in_all,
      a_trusted_proxy_says_who_asks, a_unix_socket, an_address_in_use_or_unreadable,
      a_stream_stays_open_and_is_closed_by_either_side, a_stream_has_a_queue_with_an_end,
      stopping_finishes_what_is_under_way, stopping_does_not_wait_for_ever,
      an_answer_to_a_client_that_has_gone, a_signal_stops, what_is_posted_runs_once_and_in_order,
      many_at_once)
