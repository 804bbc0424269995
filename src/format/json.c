/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* json - see json.h. */
#include "format/json.h"

static bool is_line_separator(struct str text, size_t i)
{
	return i + 2 < text.n && (unsigned char)text.at[i] == 0xe2 &&
	       (unsigned char)text.at[i + 1] == 0x80 &&
	       ((unsigned char)text.at[i + 2] == 0xa8 || (unsigned char)text.at[i + 2] == 0xa9);
}

void json_string(struct buf *out, struct str text)
{
	buf_byte(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		const char c = text.at[i];
		if (is_line_separator(text, i)) {
			buf_printf(out, "\\u20%02x",
			           (unsigned)(unsigned char)text.at[i + 2] - 0x80);
			i += 2;
		} else if (c == '"' || c == '\\') {
			buf_byte(out, '\\');
			buf_byte(out, c);
		} else if (c == '\n') {
			buf_str(out, STR("\\n"));
		} else if ((unsigned char)c < 0x20 || c == '<' || c == '>' || c == '&' ||
		           c == 0x7f) {
			buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
		} else {
			buf_byte(out, c);
		}
	}
	buf_byte(out, '"');
}
