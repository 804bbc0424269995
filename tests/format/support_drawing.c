/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* drawing - compares drawings with those of the gallery.  See support_drawing.h. */
#include "format/support_drawing.h"

#include <ctype.h>

#include "support/check.h"

enum { FILE_MAX = 1 << 18, DEEP = 32 };

void drawing_same(const struct buf *drawing, const char *name)
{
	CHECK(buf_ok(drawing), "the drawing fits");
	char path[256];
	snprintf(path, sizeof path, "ui/gallery/svg/%s.svg", name);
	const char *draw = getenv("SETWISE_DRAW");
	FILE *file = fopen(path, draw ? "w" : "r");
	CHECK(file, "the gallery has this drawing; tests run at the root of the sources");
	if (draw) {
		CHECK_INT((int64_t)fwrite(drawing->at, 1, drawing->n, file), (int64_t)drawing->n,
		          path);
		fclose(file);
		return;
	}
	static char text[FILE_MAX];
	size_t n = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[n] = '\0';
	CHECK_STR(buf_text(drawing), text, path);
}

size_t drawing_count(const struct buf *drawing, const char *needle)
{
	struct str rest = buf_text(drawing), wanted = str_of(needle);
	size_t count = 0;
	for (; rest.n >= wanted.n; rest = str_from(rest, 1)) count += str_starts(rest, wanted);
	return count;
}

/* The end of the tag that starts at `at`, outside quotes; the length if there is none. */
static size_t tag_end(struct str text, size_t at)
{
	bool quoted = false;
	for (; at < text.n && (quoted || text.at[at] != '>'); at++) {
		if (text.at[at] == '"')
			quoted = !quoted;
		else if (text.at[at] == '<' && quoted)
			return text.n;
	}
	return at;
}

static struct str tag_name(struct str tag)
{
	size_t n = 0;
	while (n < tag.n && isalnum((unsigned char)tag.at[n])) n++;
	return str_part(tag, 0, n);
}

bool drawing_nests(const struct buf *drawing)
{
	struct str text = buf_text(drawing), open[DEEP];
	size_t deep = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '>') return false;
		if (text.at[i] != '<') continue;
		size_t end = tag_end(text, i);
		if (end == text.n) return false;
		struct str tag = str_part(text, i + 1, end);
		i = end;
		if (str_starts(tag, STR("/"))) {
			if (!deep || !str_eq(open[--deep], str_from(tag, 1))) return false;
		} else if (!str_ends(tag, STR("/")) && !str_eq(tag_name(tag), STR("br"))) {
			if (deep == DEEP) return false;
			open[deep++] = tag_name(tag);
		}
	}
	return deep == 0;
}
