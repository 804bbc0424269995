/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* id - random 63-bit identifiers, written in addresses as 13 characters of base32.
 *
 * The alphabet is Crockford's in lower case without i, l, o, u.  Typed ids are made by ID(thing) in
 * domain/ids.h; here is what they share. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdint.h>

#include "base/str.h"

enum { ID_TEXT = 13 };

/* Exactly ID_TEXT characters into out; no terminator.  n is positive. */
void id_print(int64_t n, char out[ID_TEXT]);
struct str id_text(struct arena *arena, int64_t n);

/* The inverse: exactly 13 lower-case characters, giving a positive number.  One spelling a number. */
MUST_USE bool id_parse(struct str text, int64_t *out);

#endif
