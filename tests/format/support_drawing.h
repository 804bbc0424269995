/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* drawing - what the tests of drawings share.  The sample pages of ui/gallery show the drawings that
 * the server makes: a test compares the two, byte for byte. */
#ifndef FORMAT_SUPPORT_DRAWING_H
#define FORMAT_SUPPORT_DRAWING_H

#include "base/buf.h"

/* Fails unless ui/gallery/svg/NAME.svg says the same.  SETWISE_DRAW=1 in the environment writes the
 * file instead: look at the gallery before you commit what changed. */
void drawing_same(const struct buf *drawing, const char *name);

/* How often `needle` is in the drawing. */
size_t drawing_count(const struct buf *drawing, const char *needle);

/* Is the text well nested: every element closed in order, attributes quoted, no bare < or &? */
bool drawing_nests(const struct buf *drawing);

#endif
