/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* html - see html.h.  One table a place says which bytes may not stand there; runs of the others
 * are copied whole. */
#include "format/html.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* What is to be done with a byte.  0 is the common case: copy it. */
enum { KEEP, DROP, AMP, LESS, MORE, QUOTE, APOSTROPHE, SPACE, PERCENT };

/* clang-format off */
#define CONTROLS \
	[0x00 ... 0x08] = DROP, [0x0b ... 0x0c] = DROP, [0x0e ... 0x1f] = DROP, [0x7f] = DROP

static const uint8_t in_text[256] = { CONTROLS, ['&'] = AMP, ['<'] = LESS, ['>'] = MORE };
static const uint8_t in_attr[256] = {
	CONTROLS, ['&'] = AMP, ['<'] = LESS, ['>'] = MORE, ['"'] = QUOTE, ['\''] = APOSTROPHE
};
static const uint8_t in_plain[256] = { [0x00 ... 0x09] = DROP, [0x0b ... 0x1f] = DROP, [0x7f] = DROP };
static const uint8_t in_line[256] = {
	[0x00 ... 0x08] = DROP, ['\t'] = SPACE, ['\n'] = SPACE, [0x0b ... 0x1f] = DROP, [0x7f] = DROP
};
/* RFC 3986: the unreserved characters and '@' stay.  ':' does not: no value may become a scheme. */
static const uint8_t in_segment[256] = {
	[0x00 ... ','] = PERCENT, ['/'] = PERCENT, [':' ... '?'] = PERCENT, ['[' ... '^'] = PERCENT,
	['`'] = PERCENT, ['{' ... '}'] = PERCENT, [0x7f ... 0xff] = PERCENT
};
/* clang-format on */

static void out_byte(struct buf *out, uint8_t byte, uint8_t what)
{
	static const struct str words[] = {
		[AMP] = STR_INIT("&amp;"),        [LESS] = STR_INIT("&lt;"),
		[MORE] = STR_INIT("&gt;"),        [QUOTE] = STR_INIT("&quot;"),
		[APOSTROPHE] = STR_INIT("&#39;"), [SPACE] = STR_INIT(" "),
	};
	static const char digits[] = "0123456789ABCDEF";

	if (what == PERCENT) {
		const char text[3] = { '%', digits[byte >> 4], digits[byte & 15] };
		buf_put(out, text, sizeof text);
	} else if (what != DROP) {
		buf_str(out, words[what]);
	}
}

static inline void out_with(struct buf *out, struct str s, const uint8_t table[256])
{
	size_t done = 0;

	if (s.n == 0) return; /* its pointer may be NULL, to which nothing may be added */
	for (size_t i = 0; i < s.n; i++) {
		const uint8_t byte = (uint8_t)s.at[i];
		if (table[byte] == KEEP) continue;
		buf_put(out, s.at + done, i - done);
		out_byte(out, byte, table[byte]);
		done = i + 1;
	}
	buf_put(out, s.at + done, s.n - done);
}

/* Most values hold nothing to escape.  That is seen sixteen bytes at a time (or eight, for a name);
 * the last piece overlaps the one before.  May say no where the table would say yes, never the
 * other way round. */
typedef uint8_t sixteen __attribute__((vector_size(16)));
typedef uint8_t eight __attribute__((vector_size(8)));
typedef int8_t sixteen_odd __attribute__((vector_size(16))); /* -1 where a comparison holds */
typedef int8_t eight_odd __attribute__((vector_size(8)));

#define ODD_ONES(v, quotes)                                                                        \
	(((v) < 0x20) | ((v) == 0x7f) | ((v) == '&') | ((v) == '<') | ((v) == '>') |               \
	 ((quotes) ? ((v) == '"') | ((v) == '\'') : ((v) == '<')))

static inline bool sixteen_plain(const char *at, bool quotes)
{
	sixteen v;
	uint64_t found[2];

	memcpy(&v, at, sizeof v);
	const sixteen_odd odd = ODD_ONES(v, quotes);
	memcpy(found, &odd, sizeof found);
	return (found[0] | found[1]) == 0;
}

static inline bool eight_plain(const char *at, bool quotes)
{
	eight v;
	uint64_t found;

	memcpy(&v, at, sizeof v);
	const eight_odd odd = ODD_ONES(v, quotes);
	memcpy(&found, &odd, sizeof found);
	return found == 0;
}

static inline bool all_plain(struct str s, bool quotes)
{
	if (s.n < 8) return false;
	if (s.n < 16) return eight_plain(s.at, quotes) && eight_plain(s.at + s.n - 8, quotes);
	for (size_t i = 0; i + 16 < s.n; i += 16)
		if (!sixteen_plain(s.at + i, quotes)) return false;
	return sixteen_plain(s.at + s.n - 16, quotes);
}

void html_text(struct buf *out, struct str s)
{
	if (all_plain(s, false))
		buf_str(out, s);
	else
		out_with(out, s, in_text);
}

void html_attr(struct buf *out, struct str s)
{
	if (all_plain(s, true))
		buf_str(out, s);
	else
		out_with(out, s, in_attr);
}

void html_segment(struct buf *out, struct str s)
{
	out_with(out, s, in_segment);
}

void html_plain(struct buf *out, struct str s)
{
	out_with(out, s, in_plain);
}

void html_line(struct buf *out, struct str s)
{
	out_with(out, s, in_line);
}

void html_i64(struct buf *out, int64_t n)
{
	buf_i64(out, n);
}

void html_u64(struct buf *out, uint64_t n)
{
	char digits[20];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	buf_put(out, digits + at, sizeof digits - at);
}

void html_double(struct buf *out, double n)
{
	char text[64];

	/* Beyond 15 digits a double is no longer exact in decimal, and never a measure of ours. */
	if (!isfinite(n) || fabs(n) > 1e15) n = 0;
	const int written = snprintf(text, sizeof text, "%.4f", n);
	ASSERT(written > 5 && written < (int)sizeof text);
	size_t used = (size_t)written;
	while (text[used - 1] == '0') used--;
	if (text[used - 1] == '.') used--;
	const struct str number = { text, used };
	buf_str(out, str_eq(number, STR("-0")) ? STR("0") : number);
}

struct html html_drawing(struct arena *arena, struct buf *buf)
{
	const struct html html = { str_copy(arena, buf_text(buf)) };

	ASSERT(buf_ok(buf));
	buf_release(buf);
	return html;
}
