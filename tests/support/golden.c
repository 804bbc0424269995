/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* golden - see golden.h. */
#include "support/golden.h"

#include "base/buf.h"
#include "support/check.h"

static void write_it(struct str got, const char *path)
{
	FILE *file = fopen(path, "wb");

	CHECK(file && fwrite(got.at, 1, got.n, file) == got.n && fclose(file) == 0, path);
}

static void show_difference(struct str got, struct str wanted, const char *path)
{
	size_t at = 0, line = 1;

	while (at < got.n && at < wanted.n && got.at[at] == wanted.at[at])
		line += got.at[at++] == '\n';
	print_error("%s:%zu: from here\n  wanted: %.*s\n  got:    %.*s\n", path, line,
	            STR_ARG(str_part(wanted, at, at + 120)), STR_ARG(str_part(got, at, at + 120)));
}

void golden_same(struct str got, const char *name)
{
	char path[200], part[4096];
	struct buf wanted;
	size_t n;

	CHECK(snprintf(path, sizeof path, "tests/golden/%s", name) < (int)sizeof path,
	      "a short name");
	if (getenv("SETWISE_GOLDEN")) {
		write_it(got, path);
		return;
	}
	FILE *file = fopen(path, "rb");
	CHECK(file, path);
	buf_init(&wanted, 1 << 20);
	while ((n = fread(part, 1, sizeof part, file)) > 0) buf_put(&wanted, part, n);
	(void)fclose(file);
	const bool same = str_eq(got, buf_text(&wanted));
	if (!same) show_difference(got, buf_text(&wanted), path);
	buf_release(&wanted);
	CHECK(same, path);
}
