/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which answers go compressed, as a table of requests and replies. */
#include "support/check.h"
#include "support/unbrotli.h"
#include "net/coding.h"
#include "web/compress.h"

struct asked {
	const char *why, *site, *accepts; /* NULL: not sent */
	const char *type;
	int64_t n;
	bool coded, varies;
};

static struct str field_of(const struct reply *reply, struct str name)
{
	for (size_t i = 0; i < reply->n_fields; i++)
		if (str_eq(reply->fields[i].name, name)) return reply->fields[i].value;
	return (struct str){ 0 };
}

static struct http_request request_of(const struct asked *asked, struct http_field fields[2])
{
	size_t n = 0;

	if (asked->site)
		fields[n++] = (struct http_field){ STR("sec-fetch-site"), str_of(asked->site) };
	if (asked->accepts)
		fields[n++] = (struct http_field){ STR("accept-encoding"), str_of(asked->accepts) };
	return (struct http_request){ .fields = fields, .n_fields = n };
}

static void check(struct arena *arena, const struct asked *asked)
{
	struct http_field fields[2];
	const struct http_request http = request_of(asked, fields);
	struct request rq = { .http = &http, .work = { .arena = arena } };
	struct reply reply = { .status = 200, .type = str_of(asked->type) };

	buf_init(&reply.body, REPLY_BODY_MAX);
	while (reply.body.n < (size_t)asked->n)
		buf_byte(&reply.body, "<p>Hello "[reply.body.n % 9]);
	const struct str plain = str_copy(arena, buf_text(&reply.body));
	compress_reply(&rq, &reply);
	CHECK_STR(field_of(&reply, STR("Content-Encoding")), asked->coded ? "br" : "", asked->why);
	CHECK_STR(field_of(&reply, STR("Vary")),
	          asked->varies ? "Accept-Encoding, Sec-Fetch-Site" : "", asked->why);
	const struct str body = str_copy(arena, buf_text(&reply.body));
	CHECK(str_eq(asked->coded ? unbrotli(arena, body) : body, plain), asked->why);
	CHECK(!asked->coded || body.n < plain.n, asked->why);
	buf_release(&reply.body);
}

TEST(a_page_goes_compressed_only_to_who_asked_here)
{
	static const char html[] = "text/html; charset=utf-8", all[] = "gzip, deflate, br, zstd";
	static const struct asked cases[] = {
		{ "a page of ours", "same-origin", all, html, 13000, true, true },
		{ "typed, or a bookmark", "none", all, html, 13000, true, true },
		{ "another site", "cross-site", all, html, 13000, false, true },
		{ "a neighbour", "same-site", all, html, 13000, false, true },
		{ "a word that we do not know", "same-origin, none", all, html, 13000, false,
		  true },
		{ "an old browser, which does not say", NULL, all, html, 13000, false, true },
		{ "a browser that does not take it", "none", "gzip", html, 13000, false, true },
		{ "a browser that will not have it", "none", "br;q=0", html, 13000, false, true },
		{ "a browser that takes nothing", "none", NULL, html, 13000, false, true },
		{ "just long enough", "none", all, html, COMPRESS_FROM, true, true },
		{ "too short", "none", all, html, COMPRESS_FROM - 1, false, false },
		{ "a stream's answer", "none", all, "text/event-stream; charset=utf-8", 13000,
		  false, false },
		{ "a calendar", "none", all, "text/calendar; charset=utf-8", 13000, false, false },
		{ "words", "none", all, "text/plain; charset=utf-8", 13000, false, false },
		{ "an empty page", "none", all, html, 0, false, false },
	};
	struct arena *arena = arena_new(64 << 20);

	for (size_t i = 0; i < LEN(cases); i++) check(arena, &cases[i]);
	arena_free(arena);
}

TEST(the_length_is_another_each_time)
{
	static const struct asked page = { "", "none", "br", "text/html", 13000, true, true };
	struct arena *arena = arena_new(64 << 20);
	struct http_field fields[2];
	const struct http_request http = request_of(&page, fields);
	size_t least = SIZE_MAX, most = 0;

	for (int i = 0; i < 200; i++) {
		struct request rq = { .http = &http, .work = { .arena = arena } };
		struct reply reply = { .status = 200, .type = STR("text/html") };
		buf_init(&reply.body, REPLY_BODY_MAX);
		while (reply.body.n < (size_t)page.n) buf_byte(&reply.body, 'a');
		compress_reply(&rq, &reply);
		least = reply.body.n < least ? reply.body.n : least;
		most = reply.body.n > most ? reply.body.n : most;
		buf_release(&reply.body);
		arena_reset(arena);
	}
	CHECK(most - least > CODING_PADDING_MOST / 2, "it is spread over the padding");
	arena_free(arena);
}

TESTS(a_page_goes_compressed_only_to_who_asked_here, the_length_is_another_each_time)
