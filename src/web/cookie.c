/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cookie - see cookie.h. */
#include "web/cookie.h"

#include <sodium.h>

#include "app/sign_in.h"
#include "web/site.h"

enum {
	MARK_BYTES = 16,
	SAID_MAX = 300,
	SAID_BYTES = 1200,
	SAID_SECONDS = 60,
	SCREEN_SECONDS = 12 * 60 * 60
};

static const char *const names[] = {
	[COOKIE_SESSION] = "setwise",
	[COOKIE_BROWSER] = "setwise-browser",
	[COOKIE_SAID] = "setwise-said",
	[COOKIE_SCREEN] = "setwise-screen",
};

static struct str name_of(const struct request *rq, enum cookie cookie)
{
	return str_printf(rq->work.arena, "%s%s", rq->site->is_https ? "__Host-" : "",
	                  names[cookie]);
}

struct str cookie_find(struct str cookies, struct str name)
{
	struct str piece, key;

	while (str_cut(&cookies, ';', &piece)) {
		struct str value = str_trim(piece);
		(void)str_cut(&value, '=', &key);
		if (value.at && str_eq(key, name)) return value;
	}
	return (struct str){ 0 };
}

struct str cookie_of(const struct request *rq, enum cookie cookie)
{
	const struct str name = name_of(rq, cookie);

	for (size_t i = 0; i < rq->http->n_fields; i++) {
		const struct http_field *field = &rq->http->fields[i];
		if (!str_eq_ci(field->name, STR("cookie"))) continue;
		const struct str value = cookie_find(field->value, name);
		if (value.at) return value;
	}
	return (struct str){ 0 };
}

void cookie_set(struct request *rq, struct reply *reply, enum cookie cookie, struct str value,
                int64_t seconds)
{
	const struct str age = seconds == 0 ? STR("")
	                                    : str_printf(rq->work.arena, "; Max-Age=%lld",
	                                                 (long long)(seconds < 0 ? 0 : seconds));
	const struct str name = name_of(rq, cookie);

	reply_field(rq, reply, STR("Set-Cookie"),
	            str_printf(rq->work.arena, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%.*s",
	                       STR_ARG(name), STR_ARG(value), rq->site->is_https ? "; Secure" : "",
	                       STR_ARG(age)));
}

/* ---- who is signed in ---- */

void reply_signed_in(struct request *rq, struct reply *reply, struct str token, int64_t seconds)
{
	cookie_set(rq, reply, COOKIE_SESSION, token, seconds);
	reply->sets_cookie = true;
}

void reply_signed_out(struct request *rq, struct reply *reply)
{
	cookie_set(rq, reply, COOKIE_SESSION, STR(""), -1);
	reply->sets_cookie = true;
}

struct str reply_browser(struct request *rq, struct reply *reply)
{
	const struct str sent = request_browser(rq);
	if (sent.n == 43) return sent;

	const struct str made = app_token(rq->work.arena);
	cookie_set(rq, reply, COOKIE_BROWSER, made, 24 * 60 * 60);
	return made;
}

void reply_screen(struct request *rq, struct reply *reply, struct str code)
{
	cookie_set(rq, reply, COOKIE_SCREEN, code, SCREEN_SECONDS);
	reply->sets_cookie = true;
}

/* ---- a sentence for the next page ---- */

static void mark_of(const struct request *rq, struct str sentence, uint8_t out[SEAL_HASH_BYTES])
{
	seal_hash(rq->site->seal, "said", sentence, out);
}

void reply_say(struct request *rq, struct reply *reply, struct str sentence)
{
	struct arena *arena = rq->work.arena;
	const struct str said = str_first(sentence, SAID_MAX);
	uint8_t mark[SEAL_HASH_BYTES];

	mark_of(rq, said, mark);
	const struct str a = str_hex(arena, mark, MARK_BYTES);
	const struct str b = str_hex(arena, (const uint8_t *)said.at, said.n);
	cookie_set(rq, reply, COOKIE_SAID, str_printf(arena, "%.*s%.*s", STR_ARG(a), STR_ARG(b)),
	           SAID_SECONDS);
}

void reply_sayf(struct request *rq, struct reply *reply, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const struct str sentence = str_vprintf(rq->work.arena, format, args);
	va_end(args);
	reply_say(rq, reply, sentence);
}

struct str cookie_said(struct request *rq)
{
	const struct str sent = cookie_of(rq, COOKIE_SAID);
	uint8_t mark[MARK_BYTES], wanted[SEAL_HASH_BYTES];

	if (sent.n <= 2 * MARK_BYTES || sent.n % 2 || sent.n > 2 * (MARK_BYTES + SAID_BYTES))
		return (struct str){ 0 };
	const size_t n = sent.n / 2 - MARK_BYTES;
	uint8_t *text = NEW(rq->work.arena, uint8_t, n);
	if (!str_unhex(str_part(sent, 0, 2 * MARK_BYTES), mark, MARK_BYTES) ||
	    !str_unhex(str_from(sent, 2 * MARK_BYTES), text, n))
		return (struct str){ 0 };
	const struct str said = { (const char *)text, n };
	mark_of(rq, said, wanted);
	if (sodium_memcmp(mark, wanted, MARK_BYTES) != 0) return (struct str){ 0 };
	return said;
}
