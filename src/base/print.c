/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* print - see print.h.  %s and %.*s, %c, %%, and %d and %u of every length with a width of zeros or
 * blanks are done here; a format with anything else in it is given to vsnprintf whole. */
#include "base/print.h"

#include <stdbool.h>
#include <stdint.h>

enum { WIDTH_MOST = 64, DIGITS_MOST = 20 };

struct print {
	char *at;
	size_t room, n; /* n may pass room: then the text is longer than what was written */
	va_list args;
};

/* One directive, read: "%04lld" is { 'd', pad '0', width 4, longs 2 }. */
struct directive {
	char kind, pad;
	int width, longs;
	bool has_precision, precision_given; /* "%.s"; "%.*s" */
	size_t precision;
	bool is_size; /* z */
};

static void put(struct print *out, const char *bytes, size_t n)
{
	if (out->n < out->room && n) {
		const size_t left = out->room - out->n;
		memcpy(out->at + out->n, bytes, n < left ? n : left);
	}
	out->n += n;
}

static const char *read_number(const char *at, int *out)
{
	int number = 0;

	while (*at >= '0' && *at <= '9' && number < WIDTH_MOST)
		number = number * 10 + (*at++ - '0');
	*out = number;
	return at;
}

/* Reads what follows a '%'.  The end of it, or NULL: not for us. */
static const char *read_directive(const char *at, struct directive *out)
{
	int precision = 0;

	*out = (struct directive){ .pad = ' ' };
	if (*at == '0') out->pad = *at++;
	at = read_number(at, &out->width);
	if (*at == '.') {
		out->has_precision = true;
		out->precision_given = at[1] == '*';
		at = out->precision_given ? at + 2 : read_number(at + 1, &precision);
		out->precision = (size_t)precision;
	}
	for (; *at == 'l' && out->longs < 2; at++) out->longs++;
	if (*at == 'z') {
		out->is_size = true;
		at++;
	}
	out->kind = *at++;
	const bool is_plain =
		out->width == 0 && out->pad == ' ' && out->longs == 0 && !out->is_size;
	if (out->kind == 'd' || out->kind == 'u')
		return !out->has_precision && out->width < WIDTH_MOST ? at : NULL;
	if (out->kind == 's') return is_plain && precision < WIDTH_MOST ? at : NULL;
	return (out->kind == 'c' || out->kind == '%') && is_plain && !out->has_precision ? at
	                                                                                 : NULL;
}

static void put_number(struct print *out, const struct directive *how, bool is_negative,
                       uint64_t left)
{
	char text[WIDTH_MOST + DIGITS_MOST + 1];
	size_t n = sizeof text;
	const size_t width = (size_t)how->width;

	do {
		text[--n] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (is_negative && how->pad != '0') text[--n] = '-';
	while (sizeof text - n + (is_negative && how->pad == '0') < width) text[--n] = how->pad;
	if (is_negative && how->pad == '0') text[--n] = '-';
	put(out, text + n, sizeof text - n);
}

static void put_signed(struct print *out, const struct directive *how)
{
	const int64_t number = how->is_size      ? va_arg(out->args, ptrdiff_t)
	                       : how->longs == 0 ? va_arg(out->args, int)
	                       : how->longs == 1 ? va_arg(out->args, long)
	                                         : va_arg(out->args, long long);
	put_number(out, how, number < 0, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

static void put_unsigned(struct print *out, const struct directive *how)
{
	const uint64_t number = how->is_size      ? va_arg(out->args, size_t)
	                        : how->longs == 0 ? va_arg(out->args, unsigned)
	                        : how->longs == 1 ? va_arg(out->args, unsigned long)
	                                          : va_arg(out->args, unsigned long long);
	put_number(out, how, false, number);
}

/* libc: no text is "(null)", or nothing where that would be cut. */
static void put_words(struct print *out, const char *text, bool is_bounded, size_t most)
{
	if (!text) text = is_bounded && most < 6 ? "" : "(null)";
	put(out, text, is_bounded ? strnlen(text, most) : strlen(text));
}

static void put_string(struct print *out, const struct directive *how)
{
	const int given = how->precision_given ? va_arg(out->args, int) : 0;
	const char *text = va_arg(out->args, const char *);
	const bool is_bounded = how->has_precision && given >= 0; /* libc: a negative one is none */

	put_words(out, text, is_bounded, how->precision_given ? (size_t)given : how->precision);
}

/* "%.*s" and "%s", which are nearly all, need no reading.  What follows it, or NULL: another directive. */
static const char *put_common(struct print *out, const char *at)
{
	if (at[0] == '.' && at[1] == '*' && at[2] == 's') {
		const int most = va_arg(out->args, int);
		const char *text = va_arg(out->args, const char *);
		put_words(out, text, most >= 0, (size_t)most);
		return at + 3;
	}
	if (at[0] != 's') return NULL;
	const char *text = va_arg(out->args, const char *);
	put_words(out, text, false, 0);
	return at + 1;
}

static void put_directive(struct print *out, const struct directive *how)
{
	char byte = '%';

	switch (how->kind) {
	case 'd':
		put_signed(out, how);
		return;
	case 'u':
		put_unsigned(out, how);
		return;
	case 's':
		put_string(out, how);
		return;
	case 'c':
		byte = (char)va_arg(out->args, int);
		break;
	default:
		break;
	}
	put(out, &byte, 1);
}

size_t print_text(char *at, size_t room, const char *format, va_list args)
{
	struct print out = { .at = at, .room = room };
	struct directive how;
	bool is_ours = true;

	va_copy(out.args, args);
	for (const char *next = format; is_ours;) {
		const char *percent = strchrnul(next, '%');
		put(&out, next, (size_t)(percent - next));
		if (!*percent) break;
		next = put_common(&out, percent + 1);
		if (next) continue;
		next = read_directive(percent + 1, &how);
		is_ours = next != NULL;
		if (is_ours) put_directive(&out, &how);
	}
	va_end(out.args);
	if (!is_ours) {
		const int n = vsnprintf(at, room, format, args);
		ASSERT(n >= 0);
		return (size_t)n;
	}
	if (room) at[out.n < room ? out.n : room - 1] = '\0';
	return out.n;
}
