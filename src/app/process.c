/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - see process.h. */
#include "app/process.h"

#include "base/log.h"
#include "embed/files.h"

static const struct str folder = STR_INIT("content/processes/");
static const struct str ending = STR_INIT(".process");

static enum err read_file(struct arena *arena, const struct embedded *file,
                          const struct process **out)
{
	struct process_fault fault;
	const struct str text = { file->bytes, file->n };

	if (process_parse(arena, text, out, &fault) == OK) return OK;
	log_error("process=%.*s line=%d is wrong", STR_ARG(file->path), fault.line);
	return ERR_CORRUPT;
}

static const struct embedded *file_of(struct str name)
{
	for (size_t i = 0;; i++) {
		const struct embedded *file = embedded_at(i);
		if (!file) return NULL;
		if (!str_starts(file->path, folder)) continue;
		struct str rest = str_from(file->path, folder.n);
		if (rest.n <= ending.n) continue;
		rest.n -= ending.n;
		if (str_eq(rest, name)) return file;
	}
}

enum err process_shipped(struct arena *arena, struct str name, const struct process **out)
{
	const struct embedded *file = file_of(name);
	return file ? read_file(arena, file, out) : ERR_ABSENT;
}

enum err process_shipped_text(struct str name, struct str *out)
{
	const struct embedded *file = file_of(name);
	if (!file) return ERR_ABSENT;
	*out = (struct str){ file->bytes, file->n };
	return OK;
}

enum err process_shipped_list(struct arena *arena, struct process_list *out)
{
	const struct embedded *file;
	enum err err = OK;
	size_t most = 0;

	for (size_t i = 0; embedded_at(i); i++) most++;
	*out = (struct process_list){ .at = NEW(arena, const struct process *, most) };
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; !err && (file = embedded_at(i)) != NULL; i++) {
			const struct process *process = NULL;
			if (!str_starts(file->path, folder)) continue;
			err = read_file(arena, file, &process);
			if (!err && process->is_shell == (pass == 0)) out->at[out->n++] = process;
		}
	return err;
}
