/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* str - see str.h. */
#include "base/str.h"

#include <stdlib.h>

#include "base/print.h"

enum { SHORT = 256 };

struct str str_of(const char *zero_terminated)
{
	if (!zero_terminated) return (struct str){ 0 };
	return (struct str){ zero_terminated, strlen(zero_terminated) };
}

struct str str_copy(struct arena *arena, struct str s)
{
	char *at = arena_bytes(arena, s.n);
	if (s.n) memcpy(at, s.at, s.n);
	return (struct str){ at, s.n };
}

const char *str_z(struct arena *arena, struct str s)
{
	char *at = NEW(arena, char, s.n + 1);
	if (s.n) memcpy(at, s.at, s.n);
	return at;
}

char *str_z_new(struct str s)
{
	char *at = malloc(s.n + 1);

	if (!at) return NULL;
	if (s.n) memcpy(at, s.at, s.n);
	at[s.n] = '\0';
	return at;
}

struct str str_vprintf(struct arena *arena, const char *format, va_list args)
{
	char first[SHORT]; /* most texts are short, and are printed once */
	va_list again;

	va_copy(again, args);
	const size_t n = print_text(first, sizeof first, format, args);
	char *at = arena_bytes(arena, n + 1);
	if (n < sizeof first)
		memcpy(at, first, n + 1);
	else
		(void)print_text(at, n + 1, format, again);
	va_end(again);
	return (struct str){ at, n };
}

struct str str_printf(struct arena *arena, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const struct str s = str_vprintf(arena, format, args);
	va_end(args);
	return s;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

bool str_eq_ci(struct str a, struct str b)
{
	if (a.n != b.n) return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.at[i]) != lower(b.at[i])) return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	const size_t n = a.n < b.n ? a.n : b.n;
	const int c = n ? memcmp(a.at, b.at, n) : 0;
	if (c) return c;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str s, struct str with)
{
	return s.n >= with.n && str_eq((struct str){ s.at, with.n }, with);
}

bool str_ends(struct str s, struct str with)
{
	return s.n >= with.n && str_eq(str_from(s, s.n - with.n), with);
}

bool str_has(struct str s, struct str needle)
{
	if (needle.n == 0) return true;
	return s.n && memmem(s.at, s.n, needle.at, needle.n) != NULL;
}

struct str str_from(struct str s, size_t start)
{
	return str_part(s, start, s.n);
}

struct str str_part(struct str s, size_t start, size_t end)
{
	if (end > s.n) end = s.n;
	if (start > end) start = end;
	return (struct str){ s.at ? s.at + start : NULL, end - start };
}

struct str str_trim(struct str s)
{
	while (s.n && is_space(s.at[s.n - 1])) s.n--;
	while (s.n && is_space(s.at[0])) s = str_from(s, 1);
	return s;
}

struct str str_word(struct str s)
{
	struct str rest = s, word = s;

	(void)str_cut(&rest, ' ', &word);
	return word;
}

struct str str_or_none(struct str s)
{
	return s.n ? s : (struct str){ 0 };
}

struct str str_lower(struct arena *arena, struct str s)
{
	char *at = NEW(arena, char, s.n);
	for (size_t i = 0; i < s.n; i++) at[i] = lower(s.at[i]);
	return (struct str){ at, s.n };
}

bool str_cut(struct str *rest, char separator, struct str *piece)
{
	if (!rest->at) return false;
	const char *found = rest->n ? memchr(rest->at, separator, rest->n) : NULL;
	if (!found) {
		*piece = *rest;
		*rest = (struct str){ 0 };
		return true;
	}
	const size_t n = (size_t)(found - rest->at);
	*piece = (struct str){ rest->at, n };
	*rest = (struct str){ found + 1, rest->n - n - 1 };
	return true;
}

bool str_i64(struct str s, int64_t min, int64_t max, int64_t *out)
{
	const bool negative = s.n && s.at[0] == '-';
	uint64_t number = 0;
	const uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;

	if (negative) s = str_from(s, 1);
	if (s.n == 0) return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9') return false;
		const uint64_t digit = (uint64_t)(s.at[i] - '0');
		if (number > (limit - digit) / 10) return false;
		number = number * 10 + digit;
	}
	const int64_t value = !negative     ? (int64_t)number
	                      : number == 0 ? 0
	                                    : -(int64_t)(number - 1) - 1;
	if (value < min || value > max) return false;
	*out = value;
	return true;
}

/* The length in bytes of the well-formed character at s[i]; 0 if there is none. */
static size_t character(struct str s, size_t i)
{
	const unsigned char *b = (const unsigned char *)s.at + i;
	const size_t left = s.n - i;

	if (b[0] < 0x80) return b[0] ? 1 : 0;
	const size_t n = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : 2;
	if (b[0] < 0xC2 || b[0] > 0xF4 || left < n) return 0;
	for (size_t k = 1; k < n; k++)
		if ((b[k] & 0xC0) != 0x80) return 0;
	if (b[0] == 0xE0 && b[1] < 0xA0) return 0; /* overlong */
	if (b[0] == 0xED && b[1] > 0x9F) return 0; /* surrogates */
	if (b[0] == 0xF0 && b[1] < 0x90) return 0; /* overlong */
	if (b[0] == 0xF4 && b[1] > 0x8F) return 0; /* beyond U+10FFFF */
	return n;
}

bool str_is_utf8(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		const size_t n = character(s, i);
		if (n == 0) return false;
		i += n;
	}
	return true;
}

/* Does a character begin here?  Bytes 10xxxxxx continue one. */
static bool begins(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

size_t str_points(struct str s)
{
	size_t points = 0;
	for (size_t i = 0; i < s.n; i++) points += begins(s.at[i]);
	return points;
}

/* Of a character that character() found to be whole. */
static uint32_t code_point(struct str s, size_t i, size_t n)
{
	const unsigned char *b = (const unsigned char *)s.at + i;
	static const unsigned char mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	uint32_t code = b[0] & mask[n];

	for (size_t k = 1; k < n; k++) code = code << 6 | (b[k] & 0x3F);
	return code;
}

/* White space, and what Unicode calls default ignorable, of what people paste. */
static bool is_unseen(uint32_t code)
{
	static const struct {
		uint32_t from, to;
	} unseen[] = {
		{ 0x00, 0x20 },     { 0x7F, 0xA0 },     { 0xAD, 0xAD },     { 0x34F, 0x34F },
		{ 0x61C, 0x61C },   { 0x115F, 0x1160 }, { 0x1680, 0x1680 }, { 0x180B, 0x180E },
		{ 0x2000, 0x200F }, { 0x2028, 0x202F }, { 0x205F, 0x206F }, { 0x2800, 0x2800 },
		{ 0x3000, 0x3000 }, { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
		{ 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB },
	};

	for (size_t i = 0; i < LEN(unseen); i++)
		if (code >= unseen[i].from && code <= unseen[i].to) return true;
	return false;
}

bool str_is_blank(struct str s)
{
	for (size_t i = 0, n; i < s.n; i += n) {
		n = character(s, i);
		if (n == 0 || !is_unseen(code_point(s, i, n))) return false;
	}
	return true;
}

struct str str_first(struct str s, size_t points)
{
	size_t seen = 0;
	for (size_t i = 0; i < s.n; i++)
		if (begins(s.at[i]) && seen++ == points) return str_part(s, 0, i);
	return s;
}

struct str str_hex(struct arena *arena, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *at = NEW(arena, char, 2 * n);
	for (size_t i = 0; i < n; i++) {
		at[2 * i] = digits[bytes[i] >> 4];
		at[2 * i + 1] = digits[bytes[i] & 15];
	}
	return (struct str){ at, 2 * n };
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	return -1;
}

bool str_unhex(struct str s, uint8_t *out, size_t out_n)
{
	if (s.n != 2 * out_n) return false;
	for (size_t i = 0; i < s.n; i++)
		if (hex_digit(s.at[i]) < 0) return false;
	for (size_t i = 0; i < out_n; i++)
		out[i] = (uint8_t)(hex_digit(s.at[2 * i]) * 16 + hex_digit(s.at[2 * i + 1]));
	return true;
}
