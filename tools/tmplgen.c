/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tmplgen - makes C of HTML templates (docs/templates.md):
 *
 *     tmplgen TEMPLATES OUTDIR
 *
 * Reads TEMPLATES/NAME.html and TEMPLATES/NOUN/NAME.html|txt; writes OUTDIR/NOUN.c and NOUN.h, those
 * that changed.  Every template that is refused is reported as `path:line:column: what to do`. */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "tools/tmplgen_parts.h"

enum { TEMPLATES = 2000, LONGEST = 1 << 20, MEMORY = 256 << 20 };

struct job {
	struct arena *arena;
	const char *from, *to;
	struct tmpl all[TEMPLATES];
	size_t n;
	bool failed;
};

static void complain(struct job *job, const char *path, const char *why)
{
	(void)fprintf(stderr, "%s: %s\n", path, why);
	job->failed = true;
}

static bool read_file(struct job *job, const char *path, struct str *out)
{
	struct buf buf;
	char part[4096];
	size_t n;
	FILE *file = fopen(path, "rb");

	if (!file) return false;
	buf_init(&buf, LONGEST);
	while ((n = fread(part, 1, sizeof part, file)) > 0) buf_put(&buf, part, n);
	const bool ok = !ferror(file) && buf_ok(&buf);
	(void)fclose(file);
	if (ok) *out = str_copy(job->arena, buf_text(&buf));
	buf_release(&buf);
	return ok;
}

static bool is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		const char c = name.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return name.n > 0 && name.n <= 60;
}

/* Is there one that differs only in - and _? */
static bool has_twin(const struct job *job, const struct tmpl *template)
{
	for (size_t i = 0; i < job->n; i++) {
		const struct str a = job->all[i].name, b = template->name;
		if (a.n != b.n || job->all[i].plain != template->plain) continue;
		size_t at = 0;
		while (at < a.n &&
		       (a.at[at] == '-' ? '_' : a.at[at]) == (b.at[at] == '-' ? '_' : b.at[at]))
			at++;
		if (at == a.n) return true;
	}
	return false;
}

static void take_template(struct job *job, const char *noun, struct str file)
{
	const bool plain = str_ends(file, STR(".txt"));
	const struct str base = str_part(file, 0, file.n - (plain ? 4 : 5));
	const struct str slash = *noun ? STR("/") : STR("");
	const struct str path = str_printf(job->arena, "%s/%s%.*s%.*s", job->from, noun,
	                                   STR_ARG(slash), STR_ARG(file));
	const char *path_z = str_z(job->arena, path);
	struct stat stat;
	struct str text = { 0 };
	struct tmpl_fault fault = { 0 };

	if (job->n == TEMPLATES) {
		complain(job, path_z, "there are too many templates");
		return;
	}
	if (!is_plain_name(base)) {
		complain(job, path_z,
		         "a template's name is of small letters, digits and -; rename it");
		return;
	}
	if (lstat(path_z, &stat) != 0 || !S_ISREG(stat.st_mode) || !read_file(job, path_z, &text)) {
		complain(job, path_z, "this is not a readable file of at most 1 MiB");
		return;
	}
	struct tmpl *template = &job->all[job->n];
	*template = (struct tmpl){
		.name = str_printf(job->arena, "%s%.*s%.*s", noun, STR_ARG(slash), STR_ARG(base)),
		.path = path,
		.plain = plain,
	};
	if (has_twin(job, template)) {
		complain(job, path_z, "another template has this name in C; rename one");
		return;
	}
	if (tmpl_read(job->arena, text, template, &fault)) {
		job->n++;
		return;
	}
	complain(job,
	         str_z(job->arena, str_printf(job->arena, "%.*s:%d:%d", STR_ARG(path),
	                                      fault.at.line, fault.at.column)),
	         str_z(job->arena, fault.says));
}

static void take_folder(struct job *job, const char *noun)
{
	const char *path = str_z(
		job->arena, str_printf(job->arena, "%s%s%s", job->from, *noun ? "/" : "", noun));
	struct dirent **entries = NULL;
	const int n = scandir(path, &entries, NULL, alphasort);

	if (n < 0) complain(job, path, "this folder cannot be read");
	for (int i = 0; i < n; i++) {
		const struct str name = str_of(entries[i]->d_name);
		struct stat stat;
		const char *inner =
			str_z(job->arena, str_printf(job->arena, "%s/%.*s", path, STR_ARG(name)));
		if (name.at[0] == '.' || lstat(inner, &stat) != 0) {
			/* not ours */
		} else if (S_ISDIR(stat.st_mode)) {
			if (*noun)
				complain(job, inner,
				         "templates stand in templates/NOUN/, no deeper; move them "
				         "up");
			else if (!is_plain_name(name))
				complain(job, inner,
				         "a noun is of small letters; rename this folder");
			else if (str_eq(name, STR("page")))
				complain(
					job, inner,
					"'page' is where templates/*.html go; choose another noun");
			else
				take_folder(job, str_z(job->arena, name));
		} else if (str_ends(name, STR(".html")) || str_ends(name, STR(".txt"))) {
			take_template(job, noun, name);
		}
		free(entries[i]);
	}
	free(entries);
}

static void write_if_different(struct job *job, struct str noun, const char *suffix,
                               const struct buf *made)
{
	const char *path = str_z(
		job->arena, str_printf(job->arena, "%s/%.*s%s", job->to, STR_ARG(noun), suffix));
	struct str old = { 0 };

	if (read_file(job, path, &old) && str_eq(old, buf_text(made))) return;
	FILE *file = fopen(path, "wb");
	const bool written = file && fwrite(made->at, 1, made->n, file) == made->n;
	if ((file && fclose(file) != 0) || !written) complain(job, path, strerror(errno));
}

static void write_noun(struct job *job, struct str noun)
{
	struct buf header, code;
	struct tmpl_fault fault = { 0 };
	const struct tmpl *faulty = NULL;

	buf_init(&header, MEMORY);
	buf_init(&code, MEMORY);
	if (tmpl_write(job->arena, noun, job->all, job->n, &header, &code, &fault, &faulty)) {
		write_if_different(job, noun, ".h", &header);
		write_if_different(job, noun, ".c", &code);
	} else {
		complain(job,
		         str_z(job->arena,
		               str_printf(job->arena, "%.*s:%d:%d", STR_ARG(faulty->path),
		                          fault.at.line, fault.at.column)),
		         str_z(job->arena, fault.says));
	}
	buf_release(&header);
	buf_release(&code);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		(void)fprintf(stderr, "usage: tmplgen TEMPLATES OUTDIR\n");
		return 2;
	}
	struct arena *arena = arena_new(MEMORY);
	struct job *job = NEW(arena, struct job, 1);
	*job = (struct job){ .arena = arena, .from = argv[1], .to = argv[2] };
	take_folder(job, "");
	for (size_t i = 0; i < job->n && !job->failed; i++) {
		const struct str noun = tmpl_noun(job->all[i].name);
		bool done = false;
		for (size_t j = 0; j < i && !done; j++)
			done = str_eq(tmpl_noun(job->all[j].name), noun);
		if (!done) write_noun(job, noun);
	}
	const int code = job->failed ? 1 : 0;
	arena_free(arena);
	return code;
}
