/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* data_paper - the file that a person takes away: sections of items of named values, as plain text or as
 * JSON.  The same calls make both. */
#ifndef WEB_DATA_PAPER_H
#define WEB_DATA_PAPER_H

#include "base/buf.h"

struct paper {
	struct buf *out;
	bool is_json;
	bool in_section, in_item;
	size_t sections, items, values; /* so far, within what they stand in */
};

void paper_begin(struct paper *paper, struct buf *out, bool is_json);
/* `name` is the JSON name, `title` the heading in text. */
void paper_section(struct paper *paper, const char *name, const char *title);
void paper_item(struct paper *paper);
/* A value that is empty is left out. */
void paper_value(struct paper *paper, const char *name, const char *label, struct str value);
void paper_end(struct paper *paper);

#endif
