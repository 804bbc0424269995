/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* str - a piece of text: a pointer and a length.  It never owns what it points at.
 *
 * Text is UTF-8 once it has passed the edge (forms refuse anything else).  C strings exist only
 * towards libc and libraries. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct str {
	const char *at; /* not terminated; may be NULL only if n is 0 */
	size_t n;       /* bytes */
};

#define STR(literal) ((struct str){ ("" literal), sizeof(literal) - 1 })
/* The same in a static initialiser. */
#define STR_INIT(literal)                                                                          \
	{                                                                                          \
		("" literal), sizeof(literal) - 1                                                  \
	}
/* For printf: printf("%.*s", STR_ARG(s)).  Says s twice: a call in it is made twice, so what is made often, or of
 * what is made, is given a name first. */
#define STR_ARG(s) (int)(s).n, (s).at

struct str str_of(const char *zero_terminated); /* NULL gives the empty text */
struct str str_copy(struct arena *arena, struct str s);
const char *str_z(struct arena *arena, struct str s); /* a terminated copy; stops at a NUL inside */
/* The same for who has no arena; the caller frees it.  NULL: no memory.  (strndup may look for an end beyond s.) */
char *str_z_new(struct str s);
struct str str_printf(struct arena *arena, const char *format, ...) PRINTF(2, 3);
struct str str_vprintf(struct arena *arena, const char *format, va_list args) PRINTF(2, 0);

bool str_eq(struct str a, struct str b);
bool str_eq_ci(struct str a, struct str b); /* ASCII letters only */
int str_cmp(struct str a, struct str b);    /* byte order: <0, 0, >0 */
bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);
bool str_has(struct str s, struct str needle);
struct str str_from(struct str s, size_t start);             /* clamped */
struct str str_part(struct str s, size_t start, size_t end); /* clamped */
struct str str_trim(struct str s);                           /* ASCII white space, both ends */
struct str str_word(struct str s); /* what stands before the first space: "Priya" of "Priya Nair" */
struct str
str_or_none(struct str s); /* the empty text as no text: at is NULL, so a column is NULL */
struct str str_lower(struct arena *arena, struct str s); /* ASCII letters only */

/* Takes the text before the first `separator` off the front of *rest (all of it if there is none).
 * False when *rest was already used up, that is when rest->at is NULL. */
bool str_cut(struct str *rest, char separator, struct str *piece);

/* The whole of `s` as a decimal number in [min, max]: an optional '-', digits, nothing else. */
MUST_USE bool str_i64(struct str s, int64_t min, int64_t max, int64_t *out);

/* UTF-8: is it well formed (no surrogates, no overlong forms, no NUL)? how many code points? */
bool str_is_utf8(struct str s);
size_t str_points(struct str s);
/* Well-formed text with nothing in it that anybody would see: blanks of any width, joiners, marks of direction. */
bool str_is_blank(struct str s);
/* The first at most `points` code points. */
struct str str_first(struct str s, size_t points);

/* Lower-case hexadecimal, and back (exactly 2 x out_n digits). */
struct str str_hex(struct arena *arena, const uint8_t *bytes, size_t n);
MUST_USE bool str_unhex(struct str s, uint8_t *out, size_t out_n);

#endif
