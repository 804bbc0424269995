/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* html - values written into pages, mail and addresses so that they stay values.
 *
 * Pages are C made from templates by tools/tmplgen, which chooses OUT_TEXT, OUT_ATTR, OUT_URL,
 * OUT_PLAIN or OUT_LINE by the place where a value stands; the type of the value does the rest.  A
 * type that makes no sense in a place does not compile (a bool has no words; struct html may not
 * stand in an attribute).  Numbers are written in decimal, a double with at most four places. */
#ifndef FORMAT_HTML_H
#define FORMAT_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Markup that our own renderers made (format/markdown.h); written as it is. */
struct html {
	struct str text;
};
/* What a renderer drew into a buffer, kept in the arena; the buffer is released. */
struct html html_drawing(struct arena *arena, struct buf *buf);

/* A whole address: a path of this site ("/sets/..."), or https:, mailto:, tel:.  Made only by
 * format/url.h, which checks that it is one. */
struct url {
	struct str text;
};

/* What OUT_... and IS choose from. */
void html_text(struct buf *out, struct str s);    /* & < > escaped; control characters dropped */
void html_attr(struct buf *out, struct str s);    /* " and ' as well */
void html_segment(struct buf *out, struct str s); /* percent-encoded: one segment of a path */
void html_plain(struct buf *out, struct str s);   /* control characters but newline dropped */
void html_line(struct buf *out, struct str s);    /* one line: newlines become spaces */
void html_i64(struct buf *out, int64_t n);
void html_u64(struct buf *out, uint64_t n);
void html_double(struct buf *out, double n); /* what is not finite is written as 0 */

static inline void html_whole(struct buf *out, struct html h)
{
	buf_str(out, h.text);
}

static inline void html_url_text(struct buf *out, struct url u)
{
	html_text(out, u.text);
}

static inline void html_url_attr(struct buf *out, struct url u)
{
	html_attr(out, u.text);
}

static inline void html_url_plain(struct buf *out, struct url u)
{
	html_line(out, u.text);
}

static inline bool html_is_str(struct str s)
{
	return s.n != 0;
}

static inline bool html_is_html(struct html h)
{
	return h.text.n != 0;
}

static inline bool html_is_url(struct url u)
{
	return u.text.n != 0;
}

static inline bool html_is_bool(bool b)
{
	return b;
}

static inline bool html_is_i64(int64_t n)
{
	return n != 0;
}

static inline bool html_is_u64(uint64_t n)
{
	return n != 0;
}

/* clang-format off */
#define HTML_NUMBERS(signed_one, unsigned_one) \
	short: signed_one, int: signed_one, long: signed_one, long long: signed_one, \
	unsigned char: unsigned_one, unsigned short: unsigned_one, unsigned: unsigned_one, \
	unsigned long: unsigned_one, unsigned long long: unsigned_one

#define OUT_TEXT(out, x) _Generic((x), struct str: html_text, struct html: html_whole, \
	struct url: html_url_text, double: html_double, HTML_NUMBERS(html_i64, html_u64))((out), (x))
#define OUT_ATTR(out, x) _Generic((x), struct str: html_attr, struct url: html_url_attr, \
	double: html_double, HTML_NUMBERS(html_i64, html_u64))((out), (x))
#define OUT_URL(out, x) _Generic((x), struct str: html_segment, struct url: html_url_attr, \
	HTML_NUMBERS(html_i64, html_u64))((out), (x))
#define OUT_PLAIN(out, x) _Generic((x), struct str: html_plain, struct url: html_url_plain, \
	double: html_double, HTML_NUMBERS(html_i64, html_u64))((out), (x))
#define OUT_LINE(out, x) _Generic((x), struct str: html_line, struct url: html_url_plain, \
	double: html_double, HTML_NUMBERS(html_i64, html_u64))((out), (x))

/* Is there anything?  Text that is not empty, a number that is not 0, true. */
#define IS(x) _Generic((x), struct str: html_is_str, struct html: html_is_html, \
	struct url: html_is_url, bool: html_is_bool, HTML_NUMBERS(html_is_i64, html_is_u64))((x))

/* A literal of a template. */
#define OUT_RAW(out, literal) buf_put((out), "" literal, sizeof(literal) - 1)
/* clang-format on */

#endif
