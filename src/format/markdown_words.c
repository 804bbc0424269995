/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* markdown_words - see markdown_words.h. */
#include "format/markdown_words.h"

/* What makes something else of the words around it. */
static bool is_special(char c)
{
	return c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' || c == '<' ||
	       c == '>' || c == '#' || c == '|' || c == '~' || c == '&';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "- ", "+ ", "1. " and "===" at the beginning of a line would be a list or a heading. */
static size_t mark_at(struct str line)
{
	size_t digits = 0;

	if (line.n && (line.at[0] == '-' || line.at[0] == '+' || line.at[0] == '=')) return 0;
	while (digits < line.n && is_digit(line.at[digits])) digits++;
	if (digits && digits < line.n && (line.at[digits] == '.' || line.at[digits] == ')'))
		return digits;
	return line.n;
}

void markdown_line(struct buf *out, struct str words)
{
	const size_t mark = mark_at(words);

	for (size_t i = 0; i < words.n; i++) {
		const char c = words.at[i];
		if (c == '\r') continue;
		if (i == mark || is_special(c)) buf_byte(out, '\\');
		buf_byte(out, c == '\n' || c == '\t' ? ' ' : c);
	}
}

void markdown_quote(struct buf *out, struct str words)
{
	struct str left = str_trim(words), line;

	if (!left.n) return;
	while (left.n && str_cut(&left, '\n', &line)) {
		line = str_trim(line);
		buf_str(out, line.n ? STR("> ") : STR(">"));
		markdown_line(out, line);
		/* Two spaces keep the line as it was written. */
		buf_str(out, left.n && line.n ? STR("  \n") : STR("\n"));
	}
	buf_byte(out, '\n');
}
