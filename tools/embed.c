/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* embed - puts files into the program:
 *
 *     embed OUTDIR PATH...
 *
 * Each PATH, a file or a folder below the current one, is taken with all that is in it (not README.md
 * and dotfiles).  FILE.br and FILE.gz are not files of their own but the compressed forms of FILE.
 * Writes OUTDIR/files.h and files.c; the bytes are brought in by the assembler, so that this costs no
 * time.  Links, and paths that lead elsewhere, are refused. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { FILES = 4000, MEMORY = 64 << 20, DEEP = 16, ETAG = 16 };

struct file {
	struct str path;
	size_t n;
	char etag[2 * ETAG];
};

struct job {
	struct arena *arena;
	struct file all[FILES];
	size_t n;
	bool failed;
};

static void complain(struct job *job, const char *path, const char *why)
{
	(void)fprintf(stderr, "%s: %s\n", path, why);
	job->failed = true;
}

/* ---- what there is ------------------------------------------------------------------------------ */

static bool take_bytes(struct file *file, const char *path)
{
	static const char digits[] = "0123456789abcdef";
	crypto_generichash_state state;
	uint8_t hash[ETAG], part[65536];
	size_t n;
	FILE *in = fopen(path, "rb");

	if (!in) return false;
	(void)crypto_generichash_init(&state, NULL, 0, sizeof hash);
	while ((n = fread(part, 1, sizeof part, in)) > 0) {
		(void)crypto_generichash_update(&state, part, n);
		file->n += n;
	}
	const bool ok = !ferror(in);
	(void)fclose(in);
	(void)crypto_generichash_final(&state, hash, sizeof hash);
	for (size_t i = 0; i < sizeof hash; i++) {
		file->etag[2 * i] = digits[hash[i] >> 4];
		file->etag[2 * i + 1] = digits[hash[i] & 15];
	}
	return ok;
}

static bool is_plain_path(struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		const char c = path.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '_' || c == '.' || c == '/'))
			return false;
	}
	return true;
}

static void take(struct job *job, const char *path, int deep);

static void take_folder(struct job *job, const char *path, int deep)
{
	struct dirent **entries = NULL;
	const int n = deep > DEEP ? -1 : scandir(path, &entries, NULL, alphasort);

	if (n < 0) complain(job, path, "this folder cannot be read, or is too deep");
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		if (name[0] != '.' && strcmp(name, "README.md") != 0)
			take(job, str_z(job->arena, str_printf(job->arena, "%s/%s", path, name)),
			     deep + 1);
		free(entries[i]);
	}
	free(entries);
}

static void take(struct job *job, const char *path, int deep)
{
	struct stat stat;

	if (lstat(path, &stat) != 0) {
		complain(job, path, "there is no such file");
	} else if (S_ISDIR(stat.st_mode)) {
		take_folder(job, path, deep);
	} else if (!S_ISREG(stat.st_mode)) {
		complain(job, path, "only files are embedded, no links; copy it here");
	} else if (!is_plain_path(str_of(path))) {
		complain(job, path, "a name is of letters, digits, '-', '_' and '.'; rename it");
	} else if (job->n == FILES) {
		complain(job, path, "there are too many files");
	} else {
		struct file *file = &job->all[job->n++];
		file->path = str_copy(job->arena, str_of(path));
		if (!take_bytes(file, path)) complain(job, path, "this file cannot be read");
	}
}

static bool leads_elsewhere(struct str path)
{
	struct str left = path, piece = { 0 };

	while (str_cut(&left, '/', &piece))
		if (piece.n == 0 || str_eq(piece, STR("..")) || str_eq(piece, STR(".")))
			return true;
	return path.n == 0;
}

static int by_path(const void *a, const void *b)
{
	return str_cmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static long find(const struct job *job, struct str path)
{
	for (size_t i = 0; i < job->n; i++)
		if (str_eq(job->all[i].path, path)) return (long)i;
	return -1;
}

/* The file of which this one is the compressed form; -1 if it stands for itself. */
static long plain_form(const struct job *job, struct str path)
{
	if (!str_ends(path, STR(".br")) && !str_ends(path, STR(".gz"))) return -1;
	return find(job, str_part(path, 0, path.n - 3));
}

/* ---- what is written ----------------------------------------------------------------------------- */

static const char *type_of(struct str path)
{
	static const struct {
		struct str ends;
		const char *type;
	} types[] = {
		{ STR_INIT(".css"), "text/css; charset=utf-8" },
		{ STR_INIT(".js"), "text/javascript; charset=utf-8" },
		{ STR_INIT(".html"), "text/html; charset=utf-8" },
		{ STR_INIT(".txt"), "text/plain; charset=utf-8" },
		{ STR_INIT(".md"), "text/markdown; charset=utf-8" },
		{ STR_INIT(".svg"), "image/svg+xml" },
		{ STR_INIT(".png"), "image/png" },
		{ STR_INIT(".ico"), "image/x-icon" },
		{ STR_INIT(".woff2"), "font/woff2" },
		{ STR_INIT(".json"), "application/json" },
		{ STR_INIT(".webmanifest"), "application/manifest+json" },
		{ STR_INIT(".ics"), "text/calendar; charset=utf-8" },
		{ STR_INIT(".pdf"), "application/pdf" },
	};
	for (size_t i = 0; i < LEN(types); i++)
		if (str_ends(path, types[i].ends)) return types[i].type;
	return "application/octet-stream";
}

static const char header[] =
	"/* Made by tools/embed; do not edit. */\n"
	"#ifndef EMBED_FILES_H\n"
	"#define EMBED_FILES_H\n"
	"\n"
	"#include \"base/str.h\"\n"
	"\n"
	"/* A file that is part of the program.  Everything lives as long as the program does. */\n"
	"struct embedded {\n"
	"\tstruct str path;  /* \"static/app.css\" */\n"
	"\tconst char *bytes; /* n of them, and a NUL after them */\n"
	"\tsize_t n;\n"
	"\tstruct str type;  /* \"text/css; charset=utf-8\" */\n"
	"\tconst char *br;   /* compressed forms; NULL where there is none */\n"
	"\tsize_t br_n;\n"
	"\tconst char *gz;\n"
	"\tsize_t gz_n;\n"
	"\tstruct str etag;  /* of the plain bytes, in hexadecimal, without quotes */\n"
	"};\n"
	"\n"
	"/* By its whole path; NULL if there is none. */\n"
	"const struct embedded *embedded_find(struct str path);\n"
	"/* All, in byte order of their paths; NULL after the last. */\n"
	"const struct embedded *embedded_at(size_t i);\n"
	"\n"
	"#endif\n";

static const char functions[] = "\n"
				"const struct embedded *embedded_at(size_t i)\n"
				"{\n"
				"\tconst size_t count = COUNT;\n"
				"\n"
				"\treturn i < count ? &all[i] : NULL;\n"
				"}\n"
				"\n"
				"const struct embedded *embedded_find(struct str path)\n"
				"{\n"
				"\tsize_t low = 0, high = COUNT;\n"
				"\n"
				"\twhile (low < high) {\n"
				"\t\tconst size_t middle = low + (high - low) / 2;\n"
				"\t\tconst int order = str_cmp(path, all[middle].path);\n"
				"\t\tif (order == 0) return &all[middle];\n"
				"\t\tif (order < 0) high = middle;\n"
				"\t\telse low = middle + 1;\n"
				"\t}\n"
				"\treturn NULL;\n"
				"}\n";

static void put_bytes(struct buf *code, size_t i, const char *whole)
{
	buf_printf(
		code,
		"__asm__(\".pushsection .rodata\\n.balign 16\\n.hidden embedded_bytes_%zu\\n\"\n"
		"        \".global embedded_bytes_%zu\\nembedded_bytes_%zu:\\n.incbin "
		"\\\"%s\\\"\\n.byte 0\\n\"\n"
		"        \".popsection\\n\");\n"
		"extern const char embedded_bytes_%zu[] __attribute__((visibility(\"hidden\")));\n",
		i, i, i, whole, i);
}

static void put_variant(struct buf *code, const struct job *job, struct str path,
                        const char *suffix)
{
	char whole[PATH_MAX];
	const int n = snprintf(whole, sizeof whole, "%.*s.%s", STR_ARG(path), suffix);
	const long at = n > 0 && n < (int)sizeof whole ? find(job, str_of(whole)) : -1;

	if (at < 0)
		buf_str(code, STR(", NULL, 0"));
	else
		buf_printf(code, ", embedded_bytes_%ld, %zu", at, job->all[at].n);
}

static void put_code(struct job *job, struct buf *code)
{
	size_t count = 0;

	buf_str(code,
	        STR("/* Made by tools/embed; do not edit. */\n#include \"embed/files.h\"\n\n"));
	for (size_t i = 0; i < job->n; i++) {
		const char *path = str_z(job->arena, job->all[i].path);
		char whole[PATH_MAX];
		if (!realpath(path, whole) || strpbrk(whole, "\"\\\n")) {
			complain(job, path,
			         "the folder of the sources has a name that the assembler cannot "
			         "read");
			return;
		}
		put_bytes(code, i, whole);
	}
	buf_str(code, STR("\nstatic const struct embedded all[] = {\n"));
	for (size_t i = 0; i < job->n; i++) {
		const struct file *file = &job->all[i];
		if (plain_form(job, file->path) >= 0) continue;
		buf_printf(code,
		           "\t{ STR_INIT(\"%.*s\"), embedded_bytes_%zu, %zu, STR_INIT(\"%s\")",
		           STR_ARG(file->path), i, file->n, type_of(file->path));
		put_variant(code, job, file->path, "br");
		put_variant(code, job, file->path, "gz");
		buf_printf(code, ", STR_INIT(\"%.*s\") },\n", 2 * ETAG, file->etag);
		count++;
	}
	/* An array has at least one element; an empty one is never reached. */
	if (count == 0) buf_str(code, STR("\t{ .n = 0 },\n"));
	buf_printf(code, "};\nenum { COUNT = %zu };\n", count);
	buf_str(code, str_of(functions));
}

static void write_if_different(struct job *job, const char *folder, const char *name,
                               struct str made)
{
	const char *path = str_z(job->arena, str_printf(job->arena, "%s/%s", folder, name));
	struct file old = { .n = 0 }; /* compared by length and hash */
	uint8_t hash[ETAG], was[ETAG];
	size_t n = 0;

	(void)crypto_generichash(hash, sizeof hash, (const uint8_t *)made.at, made.n, NULL, 0);
	if (take_bytes(&old, path) && old.n == made.n &&
	    sodium_hex2bin(was, sizeof was, old.etag, sizeof old.etag, NULL, &n, NULL) == 0 &&
	    memcmp(hash, was, sizeof hash) == 0)
		return;
	FILE *out = fopen(path, "wb");
	const bool written = out && fwrite(made.at, 1, made.n, out) == made.n;
	if ((out && fclose(out) != 0) || !written) complain(job, path, strerror(errno));
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		(void)fprintf(stderr, "usage: embed OUTDIR PATH...\n");
		return 2;
	}
	if (sodium_init() < 0) return 2;
	struct arena *arena = arena_new(MEMORY);
	struct job *job = NEW(arena, struct job, 1);
	job->arena = arena;
	for (int i = 2; i < argc; i++) {
		if (leads_elsewhere(str_of(argv[i])))
			complain(job, argv[i], "only what lies below this folder is embedded");
		else
			take(job, argv[i], 0);
	}
	qsort(job->all, job->n, sizeof job->all[0], by_path);
	struct buf code;
	buf_init(&code, MEMORY);
	if (!job->failed) put_code(job, &code);
	if (!job->failed) {
		write_if_different(job, argv[1], "files.h", str_of(header));
		write_if_different(job, argv[1], "files.c", buf_text(&code));
	}
	const int failed = job->failed ? 1 : 0;
	buf_release(&code);
	arena_free(arena);
	return failed;
}
