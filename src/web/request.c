/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* request - see request.h. */
#include "web/request.h"

#include "web/cookie.h"

static struct str first(const struct pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->n; i++)
		if (str_eq(pairs->at[i].name, str_of(name))) return pairs->at[i].value;
	return (struct str){ 0 };
}

struct str request_field(const struct request *rq, const char *name)
{
	return first(&rq->form, name);
}

struct str request_query(const struct request *rq, const char *name)
{
	return first(&rq->query, name);
}

struct str request_peer(const struct request *rq)
{
	return rq->http->peer;
}

struct str request_browser(const struct request *rq)
{
	return cookie_of(rq, COOKIE_BROWSER);
}

bool request_may(const struct request *rq, enum right right)
{
	return policy_allows(right, rq->standings);
}

/* ---- pairs ---- */

/* In place: CR LF, CR and the breaks of line and page that come with text from Word and PDF become newline; other
 * control characters, which come likewise and which nobody sees, are left out.  To refuse them would refuse all
 * that was written around them. */
static size_t make_plain(char *at, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		char c = at[i];
		if (c == '\r' && i + 1 < n && at[i + 1] == '\n') continue;
		if (c == '\r' || c == '\v' || c == '\f') c = '\n';
		if (((unsigned char)c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) continue;
		at[to++] = c;
	}
	return to;
}

static bool take(struct arena *arena, struct str coded, struct str *out)
{
	struct str plain;

	if (!url_decode(arena, coded, true, &plain) || !str_is_utf8(plain)) return false;
	char *own = NEW(arena, char, plain.n);
	if (plain.n) memcpy(own, plain.at, plain.n);
	*out = (struct str){ own, make_plain(own, plain.n) };
	return true;
}

enum err pairs_read(struct arena *arena, struct str text, struct pairs *out)
{
	struct pairs pairs = { 0 };
	struct str left = text, piece, name;
	size_t most = 1;

	for (size_t i = 0; i < text.n; i++) most += text.at[i] == '&';
	if (most > PAIRS_MAX) return ERR_LIMIT;
	pairs.at = NEW(arena, struct pair, most);
	while (str_cut(&left, '&', &piece)) {
		struct pair *pair = &pairs.at[pairs.n];
		if (piece.n == 0) continue;
		struct str value = piece;
		(void)str_cut(&value, '=', &name);
		if (!value.at) value = STR("");
		if (!take(arena, name, &pair->name) || !take(arena, value, &pair->value))
			return ERR_INPUT;
		pairs.n++;
	}
	*out = pairs;
	return OK;
}
