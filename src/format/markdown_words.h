/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* markdown_words - somebody's words put into a Markdown file so that they are read as words, whatever they
 * begin with. */
#ifndef FORMAT_MARKDOWN_WORDS_H
#define FORMAT_MARKDOWN_WORDS_H

#include "base/buf.h"

/* As part of a line: line breaks become spaces. */
void markdown_line(struct buf *out, struct str words);
/* As a quotation of its own, a line for each line; nothing for no words. */
void markdown_quote(struct buf *out, struct str words);

#endif
