/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlgen - compiles the SQL of sql/queries to typed C.
 *
 *     sqlgen sql/schema.sql sql/queries OUT
 *
 * writes OUT/<noun>.c and .h for each <noun>.sql, OUT/all.c, all.h and bind.h.  Files that would not
 * change are left alone.  Exit 1 on a fault, which is printed as file:line:col: sentence. */
#include "sqlgen_parts.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

enum { NOUN_MAX = 64, FILE_MAX = 1 << 20, MEMORY_MAX = 256 << 20, OUT_MAX = 16 << 20 };

static bool read_file(struct arena *arena, const char *path, struct str *out)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL) return false;
	char *bytes = NEW(arena, char, FILE_MAX);
	size_t n = fread(bytes, 1, FILE_MAX, file);
	bool whole = feof(file) && !ferror(file);
	fclose(file);
	if (whole) *out = (struct str){ bytes, n };
	return whole;
}

static bool write_file(struct arena *arena, const char *path, const struct buf *buf)
{
	struct str old = { NULL, 0 };
	if (!buf_ok(buf)) return false;
	if (read_file(arena, path, &old) && str_eq(old, buf_text(buf))) return true;
	FILE *file = fopen(path, "wb");
	if (file == NULL) return false;
	bool ok = fwrite(buf->at, 1, buf->n, file) == buf->n;
	return fclose(file) == 0 && ok;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The nouns of the folder's .sql files, in order; -1: cannot be read, or there are too many. */
static int list_nouns(struct arena *arena, const char *folder, struct str nouns[NOUN_MAX])
{
	int n = 0;
	DIR *dir = opendir(folder);
	if (dir == NULL) return errno == ENOENT ? 0 : -1;
	for (struct dirent *entry = readdir(dir); entry != NULL && n >= 0; entry = readdir(dir)) {
		struct str name = str_of(entry->d_name);
		if (!str_ends(name, STR(".sql"))) continue;
		if (n == NOUN_MAX)
			n = -1;
		else
			nouns[n++] = str_copy(arena, str_part(name, 0, name.n - 4));
	}
	closedir(dir);
	if (n > 1) qsort(nouns, (size_t)n, sizeof(nouns[0]), by_name);
	return n;
}

static bool write_noun(struct sqlgen *gen, const char *folder, struct str noun)
{
	struct buf buf;
	buf_init(&buf, OUT_MAX);
	sqlgen_write_header(gen, noun, &buf);
	struct str path = str_printf(gen->arena, "%s/%.*s.h", folder, STR_ARG(noun));
	bool ok = write_file(gen->arena, str_z(gen->arena, path), &buf);
	buf_clear(&buf);
	sqlgen_write_source(gen, noun, &buf);
	path = str_printf(gen->arena, "%s/%.*s.c", folder, STR_ARG(noun));
	ok = ok && write_file(gen->arena, str_z(gen->arena, path), &buf);
	buf_release(&buf);
	return ok;
}

static bool write_shared(struct sqlgen *gen, const char *folder)
{
	struct buf header, source, bind;
	buf_init(&header, OUT_MAX);
	buf_init(&source, OUT_MAX);
	buf_init(&bind, OUT_MAX);
	sqlgen_write_all(gen, &header, &source);
	sqlgen_write_bind(&bind);
	struct arena *arena = gen->arena;
	bool ok = write_file(arena, str_z(arena, str_printf(arena, "%s/all.h", folder)), &header) &&
	          write_file(arena, str_z(arena, str_printf(arena, "%s/all.c", folder)), &source) &&
	          write_file(arena, str_z(arena, str_printf(arena, "%s/bind.h", folder)), &bind);
	buf_release(&header);
	buf_release(&source);
	buf_release(&bind);
	return ok;
}

static int compile(struct arena *arena, const char *schema, const char *queries, const char *out)
{
	struct sqlgen gen;
	struct str source = { NULL, 0 };
	struct str nouns[NOUN_MAX];
	sqlgen_begin(&gen, arena);
	if (!read_file(arena, schema, &source)) {
		fprintf(stderr, "%s: cannot be read\n", schema);
		return 1;
	}
	bool ok = sqlgen_schema(&gen, schema, source);
	int n = list_nouns(arena, queries, nouns);
	if (n < 0) {
		fprintf(stderr, "%s: cannot be read, or holds more than %d files\n", queries,
		        NOUN_MAX);
		return 1;
	}
	for (int i = 0; i < n && ok; i++) {
		const char *path =
			str_z(arena, str_printf(arena, "%s/%.*s.sql", queries, STR_ARG(nouns[i])));
		ok = read_file(arena, path, &source);
		if (!ok) fprintf(stderr, "%s: cannot be read, or is too long\n", path);
		ok = ok && sqlgen_queries(&gen, path, nouns[i], source);
	}
	if (!ok) {
		if (gen.fault.n != 0) fprintf(stderr, "%.*s\n", STR_ARG(gen.fault));
		return 1;
	}
	for (int i = 0; i < n && ok; i++) ok = write_noun(&gen, out, nouns[i]);
	if (!ok || !write_shared(&gen, out)) {
		fprintf(stderr, "%s: cannot be written\n", out);
		return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: sqlgen SCHEMA.sql QUERIES OUT\n");
		return 2;
	}
	struct arena *arena = arena_new(MEMORY_MAX);
	int status = compile(arena, argv[1], argv[2], argv[3]);
	arena_free(arena);
	return status;
}
