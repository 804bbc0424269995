/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* head - what is read from the head of a request, and what is refused, as tables. */
#include "net/head.h"

#include "base/buf.h"
#include "support/check.h"

static const struct {
	int status;
	struct str bytes;
	const char *why;
} heads[] = {
#define GOOD(text, why)                                                                            \
	{                                                                                          \
		0, STR_INIT(text "\r\n"), why                                                      \
	}
#define BAD(status, text, why)                                                                     \
	{                                                                                          \
		status, STR_INIT(text "\r\n"), why                                                 \
	}
#define HOST "Host: a.example\r\n"
#define GET(fields) "GET / HTTP/1.1\r\n" HOST fields
#define POST(fields) "POST / HTTP/1.1\r\n" HOST fields
	GOOD("GET / HTTP/1.1\r\n" HOST, "the least"),
	GOOD("HEAD /sets/abc?open=1 HTTP/1.1\r\n" HOST, "HEAD with a query"),
	GOOD("GET / HTTP/1.0\r\n" HOST, "as proxies speak by default"),
	GOOD("GET http://a.example/x HTTP/1.1\r\n" HOST, "absolute form that agrees"),
	GOOD("GET http://A.EXAMPLE/x HTTP/1.1\r\n" HOST, "names have no letter case"),
	GOOD("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n", "an IPv6 host"),
	GOOD("GET / HTTP/1.1\r\nhost:a.example:80\r\n", "no blank after the colon"),
	GOOD(GET("X:\r\n"), "an empty value"),
	GOOD(GET("X:  a\tb  \r\n"), "blanks around and a tab inside"),
	GOOD(GET("Content-Length: 0\r\n"), "a GET that says that it has no body"),
	GOOD(GET("Cookie: a=b\r\nCookie: c=d\r\n"), "two of what may be several"),
	GOOD(GET("X: \xc3\xa9\r\n"), "bytes above ASCII in a value"),
	GOOD(POST("Content-Length: 0\r\n"), "an empty body"),
	GOOD(POST("Content-Length: 1048576\r\nExpect: 100-continue\r\n"), "a large body"),
	BAD(400, "GET / HTTP/1.1\r\n", "no Host"),
	BAD(400, "GET / HTTP/1.0\r\n", "no Host in 1.0"),
	BAD(400, GET(HOST), "two Hosts, even the same"),
	BAD(400, GET("Host: b.example\r\n"), "two Hosts"),
	BAD(400, "GET / HTTP/1.1\r\nHost:\r\n", "an empty Host"),
	BAD(400, "GET / HTTP/1.1\r\nHost: a b\r\n", "a Host of two words"),
	BAD(400, "GET / HTTP/1.1\r\nHost: me@a.example\r\n", "a Host with a user"),
	BAD(400, "GET / HTTP/1.1\r\nHost: a.example:99999\r\n",
	    "a Host with no port of this world"),
	BAD(400, "GET / HTTP/1.1\r\nHost: a.example:-1\r\n", "a Host with a negative port"),
	BAD(400, "GET / HTTP/1.1\r\nHost: a.example:\r\n", "a Host with an empty port"),
	BAD(400, "GET / HTTP/1.1\r\nHost: [::1\r\n", "a Host with an open bracket"),
	BAD(400, "GET / HTTP/1.1\r\nHost: a/b\r\n", "a Host with a path"),
	BAD(400, GET("X : 1\r\n"), "a space before the colon"),
	BAD(400, GET("X\t: 1\r\n"), "a tab before the colon"),
	BAD(400, GET(": 1\r\n"), "no name"),
	BAD(400, GET("nocolon\r\n"), "no colon"),
	BAD(400, GET("X: 1\r\n 2\r\n"), "a folded field"),
	BAD(400, GET("X: 1\r\n\t2\r\n"), "a field folded by a tab"),
	BAD(400, "GET / HTTP/1.1\r\n Host: a.example\r\n", "a blank before the first field"),
	BAD(400, GET("X: a\001b\r\n"), "a control byte in a value"),
	BAD(400, GET("X: a\177b\r\n"), "DEL in a value"),
	BAD(400, GET("X(y): 1\r\n"), "a name that is no token"),
	BAD(400, GET("X\xc3\xa9: 1\r\n"), "a name beyond ASCII"),
	BAD(400, POST("Content-Length: 3\r\nContent-Length: 3\r\n"),
	    "two Content-Lengths, the same"),
	BAD(400, POST("Content-Length: 3\r\nContent-Length: 4\r\n"), "two Content-Lengths"),
	BAD(400, POST("Content-Length: 3, 3\r\n"), "a list of lengths"),
	BAD(400, POST("Content-Length: +4\r\n"), "a sign"),
	BAD(400, POST("Content-Length: -4\r\n"), "a negative length"),
	BAD(400, POST("Content-Length: -0\r\n"), "minus nothing"),
	BAD(400, POST("Content-Length:\r\n"), "an empty length"),
	BAD(400, POST("Content-Length: 4 \001\r\n"), "something after the length"),
	BAD(400, POST("Content-Length: 0x10\r\n"), "hexadecimal"),
	BAD(400, POST("Content-Length: 1e3\r\n"), "a float"),
	BAD(400, POST("Content-Length: 4 4\r\n"), "two numbers"),
	BAD(400, POST("Content-Length: 007\r\n"), "leading zeros"),
	BAD(400, POST("Content-Length: 18446744073709551620\r\n"), "beyond 64 bits"),
	BAD(400, POST("Content-Length: 1000000000000000\r\n"), "overlong"),
	BAD(400, GET("Content-Length: 4\r\n"), "a GET with a body"),
	BAD(411, POST(""), "a POST that does not say how long it is"),
	BAD(411, POST("Transfer-Encoding: chunked\r\n"), "chunks"),
	BAD(411, POST("Transfer-Encoding: gzip, chunked\r\n"), "chunks in gzip"),
	BAD(411, GET("Transfer-Encoding: chunked\r\n"), "a GET in chunks"),
	BAD(400, POST("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"), "both"),
	BAD(400, POST("Content-Length: 4\r\ntransfer-encoding: x\r\n"),
	    "both, the other way round"),
	BAD(400, "POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n", "chunks in 1.0"),
	BAD(417, POST("Content-Length: 4\r\nExpect: miracles\r\n"), "an expectation"),
	BAD(400, "GET  / HTTP/1.1\r\n" HOST, "two spaces"),
	BAD(400, "GET /  HTTP/1.1\r\n" HOST, "two spaces later"),
	BAD(400, " GET / HTTP/1.1\r\n" HOST, "a space in front"),
	BAD(400, "GET / HTTP/1.1 \r\n" HOST, "a space behind"),
	BAD(400, "GET\t/ HTTP/1.1\r\n" HOST, "a tab"),
	BAD(400, "GET /\r\n" HOST, "no version"),
	BAD(400, "GET\r\n" HOST, "a method only"),
	BAD(400, "GET / http/1.1\r\n" HOST, "a version in lower case"),
	BAD(400, "GET / HTTP/1.10\r\n" HOST, "a long version"),
	BAD(400, "GET / HTTPS/1.1\r\n" HOST, "another protocol"),
	BAD(505, "GET / HTTP/2.0\r\n" HOST, "a version to come"),
	BAD(505, "GET / HTTP/1.2\r\n" HOST, "a version that never was"),
	BAD(505, "GET / HTTP/0.9\r\n" HOST, "a version long gone"),
	BAD(501, "BREW / HTTP/1.1\r\n" HOST, "an unknown method"),
	BAD(501, "get / HTTP/1.1\r\n" HOST, "methods have letter case"),
	BAD(400, "GE(T / HTTP/1.1\r\n" HOST, "a method that is no token"),
	BAD(405, "PUT / HTTP/1.1\r\n" HOST, "PUT"),
	BAD(405, "DELETE / HTTP/1.1\r\n" HOST, "DELETE"),
	BAD(405, "OPTIONS * HTTP/1.1\r\n" HOST, "OPTIONS"),
	BAD(405, "CONNECT a.example:80 HTTP/1.1\r\n" HOST, "CONNECT"),
	BAD(405, "TRACE / HTTP/1.1\r\n" HOST, "TRACE"),
	BAD(400, "GET * HTTP/1.1\r\n" HOST, "an asterisk"),
	BAD(400, "GET a.example:80 HTTP/1.1\r\n" HOST, "authority form"),
	BAD(400, "GET sets HTTP/1.1\r\n" HOST, "a path without a slash"),
	BAD(400, "GET http://b.example/ HTTP/1.1\r\n" HOST, "absolute form that does not agree"),
	BAD(400, "GET http://a.example:81/ HTTP/1.1\r\n" HOST, "another port"),
	BAD(400, "GET http://a.example@b.example/ HTTP/1.1\r\n" HOST,
	    "a user that looks like a host"),
	BAD(400, "GET http://a.example HTTP/1.1\r\n" HOST, "absolute form without a path"),
	BAD(400, "GET http://a.example?x HTTP/1.1\r\n" HOST, "absolute form with only a query"),
	BAD(400, "GET ftp://a.example/ HTTP/1.1\r\n" HOST, "another scheme"),
	BAD(400, "GET /a#b HTTP/1.1\r\n" HOST, "a fragment"),
	BAD(400, "GET /?a#b HTTP/1.1\r\n" HOST, "a fragment after a query"),
	BAD(400, "GET /?%zz HTTP/1.1\r\n" HOST, "a bad encoding in a query"),
	BAD(400, "GET /?%4 HTTP/1.1\r\n" HOST, "half an encoding in a query"),
	BAD(400, "GET /\xc3\xa9 HTTP/1.1\r\n" HOST, "bytes above ASCII in a target"),
	BAD(400, "GET /\001 HTTP/1.1\r\n" HOST, "a control byte in a target"),
	BAD(400, GET("X: 1\n"), "a bare LF"),
	BAD(400, "GET / HTTP/1.1\n" HOST, "a bare LF after the first line"),
	BAD(400, GET("X: 1\r2\r\n"), "a bare CR"),
	BAD(400, GET("X: 1\r\r\n"), "two CRs"),
	BAD(400, GET("X: 1\0002\r\n"), "NUL"),
	BAD(400, "\r\nGET / HTTP/1.1\r\n" HOST, "an empty line in front"),
};

TEST(heads_are_read_or_refused)
{
	struct head head;
	for (size_t i = 0; i < LEN(heads); i++)
		CHECK_INT(head_parse(heads[i].bytes, &head), heads[i].status, heads[i].why);
}

TEST(the_parts_of_a_head)
{
	struct head head;
	CHECK_INT(head_parse(STR("POST http://a.example:8080/sets/x%20y?q=1&r HTTP/1.1\r\n"
	                         "Host: a.example:8080\r\nContent-Length: 12\r\n"
	                         "Connection: x, Close\r\nExpect: 100-Continue\r\nCookie:  s=1 "
	                         "\r\n\r\n"),
	                     &head),
	          0, "a good head");
	CHECK_INT(head.method, HTTP_POST, "method");
	CHECK_STR(head.target, "/sets/x%20y?q=1&r", "the origin form");
	CHECK_STR(head.path, "/sets/x%20y", "path");
	CHECK_STR(head.query, "q=1&r", "query");
	CHECK_STR(head.host, "a.example:8080", "host");
	CHECK_INT(head.length, 12, "length");
	CHECK(head.close && head.expects_continue, "what the client wishes");
	CHECK_INT(head.n_fields, 5, "fields");
	const struct http_request request = { .fields = head.fields, .n_fields = head.n_fields };
	CHECK_STR(http_field_of(&request, STR("COOKIE")), "s=1", "letter case does not matter");
	CHECK(http_field_of(&request, STR("Cook")).at == NULL, "absent is not empty");
	CHECK_INT(head_parse(STR("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n"),
	                     &head),
	          0, "1.0");
	CHECK(head.close && head.minor == 0, "one request a connection in 1.0");
	CHECK(head.query.n == 0 && head.query.at, "no query is an empty one");
}

TEST(at_most_a_hundred_fields)
{
	struct head head;
	for (int n = 99; n <= 101; n++) {
		struct buf text;
		buf_init(&text, 16 * 1024);
		buf_str(&text, STR("GET / HTTP/1.1\r\nHost: a\r\n"));
		for (int i = 1; i < n; i++) buf_str(&text, STR("X: 1\r\n"));
		buf_str(&text, STR("\r\n"));
		CHECK_INT(head_parse(buf_text(&text), &head), n > HEAD_FIELDS ? 431 : 0, "fields");
		buf_release(&text);
	}
}

TEST(the_end_is_found_however_the_bytes_come)
{
	const struct str text = STR("GET / HTTP/1.1\r\nHost: a\r\n\r\nnext");
	for (size_t step = 1; step <= text.n; step++) {
		size_t seen = 0, n = 0;
		enum head_seen got = HEAD_MORE;
		while (got == HEAD_MORE && n < text.n) {
			n = n + step < text.n ? n + step : text.n;
			got = head_end(str_part(text, 0, n), &seen);
		}
		CHECK_INT(got, HEAD_WHOLE, "whole");
		CHECK_INT(seen, text.n - 4, "its length");
	}
}

TEST(what_cannot_become_a_head_is_seen_at_once)
{
	static const struct str bad[] = { STR_INIT("GET /\n"), STR_INIT("GET \0"),
		                          STR_INIT("GET\rX"),  STR_INIT("\r"),
		                          STR_INIT("\n"),      STR_INIT("a\r\n\n") };
	for (size_t i = 0; i < LEN(bad); i++) {
		size_t seen = 0;
		CHECK_INT(head_end(bad[i], &seen), HEAD_BAD, "bad");
	}
	size_t seen = 0;
	CHECK_INT(head_end(STR("GET /\r"), &seen), HEAD_MORE, "the LF may come");
	CHECK_INT(head_end(STR("GET /\rX"), &seen), HEAD_BAD, "it did not");
}

TEST(paths_have_one_reading)
{
	static const struct {
		struct str path;
		const char *decoded; /* NULL: refused */
	} paths[] = {
		{ STR_INIT("/"), "/" },
		{ STR_INIT("/sets/abc"), "/sets/abc" },
		{ STR_INIT("/sets/"), "/sets/" },
		{ STR_INIT("/a%20b"), "/a b" },
		{ STR_INIT("/caf%C3%A9"), "/caf\xc3\xa9" },
		{ STR_INIT("/static/app.1a2b.css"), "/static/app.1a2b.css" },
		{ STR_INIT("/..."), "/..." },
		{ STR_INIT("/.well-known/x"), "/.well-known/x" },
		{ STR_INIT(""), NULL },
		{ STR_INIT("a"), NULL },
		{ STR_INIT("//"), NULL },
		{ STR_INIT("//evil.example"), NULL },
		{ STR_INIT("/a//b"), NULL },
		{ STR_INIT("/."), NULL },
		{ STR_INIT("/.."), NULL },
		{ STR_INIT("/../x"), NULL },
		{ STR_INIT("/a/../b"), NULL },
		{ STR_INIT("/a/./b"), NULL },
		{ STR_INIT("/a/.."), NULL },
		{ STR_INIT("/%2e%2e/x"), NULL },
		{ STR_INIT("/.%2E/x"), NULL },
		{ STR_INIT("/a%2fb"), NULL },
		{ STR_INIT("/a%2Fb"), NULL },
		{ STR_INIT("/a%5cb"), NULL },
		{ STR_INIT("/a\\b"), NULL },
		{ STR_INIT("/a%00b"), NULL },
		{ STR_INIT("/a%0d%0aSet-Cookie"), NULL },
		{ STR_INIT("/a%7f"), NULL },
		{ STR_INIT("/a%252f"), NULL },
		{ STR_INIT("/%"), NULL },
		{ STR_INIT("/%4"), NULL },
		{ STR_INIT("/%g0"), NULL },
		{ STR_INIT("/%+1"), NULL },
		{ STR_INIT("/%ff"), NULL },
		{ STR_INIT("/%c0%ae"), NULL },
		{ STR_INIT("/%ed%a0%80"), NULL },
	};
	for (size_t i = 0; i < LEN(paths); i++) {
		char out[64];
		size_t n = 0;
		const bool good = path_decode(paths[i].path, out, &n);
		CHECK_INT(good, paths[i].decoded != NULL, paths[i].path.at);
		if (good) CHECK_STR(((struct str){ out, n }), paths[i].decoded, "decoded");
	}
}

TESTS(heads_are_read_or_refused, the_parts_of_a_head, at_most_a_hundred_fields,
      the_end_is_found_however_the_bytes_come, what_cannot_become_a_head_is_seen_at_once,
      paths_have_one_reading)
