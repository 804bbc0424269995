/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* url - see url.h. */
#include "format/url.h"

/* Printable ASCII without what browsers mend or read otherwise: quotes, angle and curly brackets,
 * backslash, caret, grave, bar. */
/* clang-format off */
static const bool odd[256] = {
	[0 ... ' '] = true, ['"'] = true, ['<'] = true, ['>'] = true, ['\\'] = true, ['^'] = true,
	['`' ] = true, ['{' ... '}'] = true, [0x7f ... 0xff] = true,
};
/* clang-format on */

static bool is_address(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (odd[(uint8_t)text.at[i]]) return false;
	return text.n > 0 && text.n <= URL_LONGEST;
}

static bool is_local(struct str text)
{
	return is_address(text) && text.at[0] == '/' && (text.n == 1 || text.at[1] != '/');
}

static bool has_scheme(struct str text, struct str scheme)
{
	return text.n > scheme.n && str_eq_ci(str_part(text, 0, scheme.n), scheme) &&
	       is_address(text);
}

static bool is_https(struct str text, struct str scheme)
{
	/* A name follows at once, and no "user@": that is how one address pretends to be another. */
	if (!has_scheme(text, scheme)) return false;
	const struct str after = str_from(text, scheme.n);
	size_t end = 0;
	while (end < after.n && !strchr("/?#", after.at[end])) end++;
	return end > 0 && after.at[0] != ':' && !str_has(str_part(after, 0, end), STR("@"));
}

bool url_local(struct str text, struct url *out)
{
	if (!is_local(text)) return false;
	out->text = text;
	return true;
}

bool url_https(struct str text, struct url *out)
{
	if (!is_https(text, STR("https://"))) return false;
	out->text = text;
	return true;
}

bool url_link(struct str text, struct url *out)
{
	const bool fits = is_local(text) || is_https(text, STR("https://")) ||
	                  has_scheme(text, STR("mailto:")) || has_scheme(text, STR("tel:")) ||
	                  (is_address(text) && text.at[0] == '#');
	if (fits) out->text = text;
	return fits;
}

struct url url_printf(struct arena *arena, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const struct str text = str_vprintf(arena, format, args);
	va_end(args);
	ASSERT(is_local(text));
	return (struct url){ text };
}

static struct url from_buf(struct arena *arena, struct buf *buf)
{
	ASSERT(buf_ok(buf));
	const struct url url = { str_copy(arena, buf_text(buf)) };
	buf_release(buf);
	return url;
}

/* Room for any value percent-encoded. */
static void begin(struct buf *buf, size_t text, size_t value)
{
	buf_init(buf, text + 3 * value + 16);
}

static size_t place_of(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '#') return i;
	return text.n;
}

struct url url_with(struct arena *arena, struct url url, const char *name, struct str value)
{
	const size_t place = place_of(url.text);
	const struct str before = str_part(url.text, 0, place);
	struct buf buf;

	begin(&buf, url.text.n + strlen(name), value.n);
	buf_str(&buf, before);
	buf_byte(&buf, str_has(before, STR("?")) ? '&' : '?');
	buf_str(&buf, str_of(name));
	buf_byte(&buf, '=');
	html_segment(&buf, value);
	buf_str(&buf, str_from(url.text, place));
	return from_buf(arena, &buf);
}

struct url url_at(struct arena *arena, struct url url, struct str place)
{
	struct buf buf;

	begin(&buf, url.text.n, place.n);
	buf_str(&buf, str_part(url.text, 0, place_of(url.text)));
	buf_byte(&buf, '#');
	html_segment(&buf, place);
	return from_buf(arena, &buf);
}

struct url url_whole(struct arena *arena, struct str origin, struct url path)
{
	const struct str base =
		str_ends(origin, STR("/")) ? str_part(origin, 0, origin.n - 1) : origin;

	ASSERT(is_https(base, STR("https://")) || is_https(base, STR("http://")));
	ASSERT(is_local(path.text));
	return (struct url){ str_printf(arena, "%.*s%.*s", STR_ARG(base), STR_ARG(path.text)) };
}

struct url url_mailto(struct arena *arena, struct str address)
{
	struct buf buf;

	begin(&buf, 0, address.n);
	buf_str(&buf, STR("mailto:"));
	html_segment(&buf, address);
	return from_buf(arena, &buf);
}

static int digit(char c)
{
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

bool url_decode(struct arena *arena, struct str s, bool form, struct str *out)
{
	char *at = NEW(arena, char, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		if (c == '+' && form) c = ' ';
		if (c == '%') {
			const int high = i + 2 < s.n ? digit(s.at[i + 1]) : -1;
			const int low = i + 2 < s.n ? digit(s.at[i + 2]) : -1;
			if (high < 0 || low < 0 || high + low == 0) return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (c == '\0') return false;
		at[n++] = c;
	}
	*out = (struct str){ at, n };
	return true;
}
