/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* buf - see buf.h. */
#include "base/buf.h"

#include <stdarg.h>

#include "base/print.h"

enum { FIRST_ROOM = 256 };

void buf_init(struct buf *buf, size_t max)
{
	*buf = (struct buf){ .max = max };
}

void buf_release(struct buf *buf)
{
	free(buf->at);
	*buf = (struct buf){ .max = buf->max };
}

void buf_clear(struct buf *buf)
{
	buf->n = 0;
	buf->full = false;
}

bool buf_reserve(struct buf *buf, size_t more)
{
	if (buf->full || more > buf->max - buf->n) {
		buf->full = true;
		buf->room = buf->n; /* so that buf_put comes here again, and drops what follows */
		return false;
	}
	if (buf->room - buf->n >= more) return true;

	size_t room = buf->room ? buf->room : FIRST_ROOM;
	while (room < buf->n + more) room *= 2;
	if (room > buf->max) room = buf->max;
	char *at = realloc(buf->at, room);
	if (!at) BUG("out of memory");
	buf->at = at;
	buf->room = room;
	return true;
}

void buf_i64(struct buf *buf, int64_t number)
{
	char digits[20];
	size_t n = sizeof digits;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do {
		digits[--n] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (number < 0) digits[--n] = '-';
	buf_put(buf, digits + n, sizeof digits - n);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	const size_t room = buf->full ? 0 : buf->room - buf->n;

	va_start(args, format);
	va_copy(again, args);
	/* A terminator is written as well: it needs room, and is not counted. */
	const size_t n = print_text(room ? buf->at + buf->n : NULL, room, format, args);
	va_end(args);
	if (n < room) {
		buf->n += n;
	} else if (buf_reserve(buf, n + 1)) {
		(void)print_text(buf->at + buf->n, n + 1, format, again);
		buf->n += n;
	}
	va_end(again);
}
