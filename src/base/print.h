/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* print - vsnprintf, quickly for the directives that nearly all our formats are made of.
 *
 * A page is put together from some two hundred small texts, and libc's vfprintf took a sixth of its time. */
#ifndef BASE_PRINT_H
#define BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

/* As vsnprintf: at most room - 1 bytes and a terminator; the length of the whole text is the result. */
size_t print_text(char *at, size_t room, const char *format, va_list args) PRINTF(3, 0);

#endif
