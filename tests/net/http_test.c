/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* http - a listening server and raw bytes: what it answers and what it refuses. */
#include "net/http.h"

#include <sys/socket.h>
#include <unistd.h>

#include "net/support_handler.h"
#include "support/check.h"

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
	{ STR_INIT("GET / HTTP/1.1\r\n" HOST HOST "\r\n"),
	  { "Connection: close", "X-Content-Type-Options: nosniff",
	    "Content-Security-Policy: default-src 'none'", "Referrer-Policy: same-origin" },
	  400 },
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
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
	struct serving *serving = handler_start(&handler, (struct http_options){ 0 });
	struct buf text, into = { 0 };
	const int fd = client_open(serving);
	buf_init(&text, 2 * 1024 * 1024);
	buf_str(&text, STR("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 1048576\r\n\r\n"));
	for (int i = 0; i < 1024 * 1024 / 16; i++) buf_str(&text, STR("0123456789abcdef"));
	buf_str(&text, STR("GET /big HTTP/1.1\r\n" HOST END));
	client_send(fd, buf_text(&text));
	const struct str answer = client_read_all(fd, &into);
	CHECK_INT(count_of(answer, STR("0123456789abcdef")), 65536, "there and back");
	CHECK_INT(count_of(str_from(answer, answer.n - HANDLER_BIG), STR("x")), HANDLER_BIG,
	          "eight MiB");
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
	const struct http_limits limits = { .head_ms = 100,
		                            .idle_ms = 100,
		                            .body_grace_ms = 100,
		                            .body_rate = 1024 * 1024 * 1024 };
	struct serving *serving =
		handler_start(&handler, (struct http_options){ .limits = limits });
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
	close(fd);
	/* Nor is a client that never takes its answer: it is still connected when the server lets go. */
	const int lazy = client_open(serving);
	client_send(lazy, STR("GET /big HTTP/1.1\r\n" HOST END));
	while (handler_handled(&handler) < 2 || connections(serving) > 0) usleep(1000);
	CHECK(client_read_all(lazy, &into).n < HANDLER_BIG, "it did not get everything");
	buf_release(&into);
	close(lazy);
	serving_stop(serving);
}

TEST(a_trusted_proxy_says_who_asks)
{
	const struct str trusted = STR("127.0.0.1");
	struct handler handler;
	struct serving *serving = handler_start(
		&handler, (struct http_options){ .trusted = &trusted, .n_trusted = 1 });
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

TESTS(requests_and_their_answers, what_follows_a_refusal_is_not_a_request, long_heads,
      pipelined_requests_are_answered_in_order, bytes_may_come_one_by_one_and_half_closed,
      continue_is_said_when_waited_for, large_bodies_and_answers_pass_whole,
      whoever_is_slow_is_not_waited_for, a_trusted_proxy_says_who_asks)
