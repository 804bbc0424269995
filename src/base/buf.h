/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* buf - bytes that grow, up to a maximum given at birth.
 *
 * Once the maximum is passed the buffer is `full`: further bytes are dropped and buf_ok() is false,
 * so a caller may write a whole page and ask once at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"

struct buf {
	char *at;
	size_t n, room; /* bytes used, bytes allocated */
	size_t max;
	bool full; /* something did not fit */
};

void buf_init(struct buf *buf, size_t max); /* allocates nothing yet */
void buf_release(struct buf *buf);          /* frees; the buffer may be used again after buf_init */
void buf_clear(struct buf *buf);            /* empties, keeps the memory */

/* Makes room for `more` bytes; false if that would pass the maximum.  The slow path of buf_put. */
bool buf_reserve(struct buf *buf, size_t more);

static inline void buf_put(struct buf *buf, const void *bytes, size_t n)
{
	if (n == 0) return;
	if (buf->room - buf->n < n && !buf_reserve(buf, n)) return;
	memcpy(buf->at + buf->n, bytes, n);
	buf->n += n;
}

static inline void buf_str(struct buf *buf, struct str s)
{
	buf_put(buf, s.at, s.n);
}

static inline void buf_byte(struct buf *buf, char byte)
{
	buf_put(buf, &byte, 1);
}

void buf_i64(struct buf *buf, int64_t number);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF(2, 3);

static inline bool buf_ok(const struct buf *buf)
{
	return !buf->full;
}

static inline struct str buf_text(const struct buf *buf)
{
	return (struct str){ buf->at, buf->n };
}

#endif
