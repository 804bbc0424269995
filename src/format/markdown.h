/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* markdown - the pages that a host body may edit (content/pages), by md4c.
 *
 * Raw HTML is shown as the text it is; a link that is not of a safe kind (url_link) is shown as its
 * words; a picture as its description.  Headings, lists, tables, quotes, code, links, emphasis. */
#ifndef FORMAT_MARKDOWN_H
#define FORMAT_MARKDOWN_H

#include "base/arena.h"
#include "base/str.h"
#include "format/html.h"

enum { MARKDOWN_LONGEST = 256 * 1024 };

/* {name} in the text stands for a value, which is never read as Markdown. */
struct markdown_word {
	struct str name, value;
	struct url link; /* if not empty, the value is a link to it */
};

struct markdown {
	struct str title; /* the words of the first heading, if that begins the text; else empty */
	struct html body; /* without that heading; the others are h2 to h6 */
};

/* ERR_INPUT: not UTF-8; ERR_LIMIT: longer than MARKDOWN_LONGEST, or its HTML than eight times that. */
MUST_USE enum err markdown(struct arena *arena, struct str text, const struct markdown_word *words,
                           size_t words_n, struct markdown *out);

#endif
