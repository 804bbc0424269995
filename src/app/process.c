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

/* Its file as it stands.  ERR_ABSENT: none of that name is part of the program. */
static enum err shipped_text(struct str name, struct str *out)
{
	const struct embedded *file = file_of(name);
	if (!file) return ERR_ABSENT;
	*out = (struct str){ file->bytes, file->n };
	return OK;
}

/* Those that most sets meet by stand first; the others follow by their names. */
static size_t usual_place(const struct process *process)
{
	static const struct str usual[] = { STR_INIT("first-taster"), STR_INIT("uk-halfday"),
		                            STR_INIT("self-fac"), STR_INIT("uk-classic") };
	size_t at = 0;

	while (at < LEN(usual) && !str_eq(usual[at], process->name)) at++;
	return at;
}

/* Insertion keeps those of the same place in their order. */
static void add_by_place(struct process_list *list, size_t from, const struct process *process)
{
	size_t at = list->n++;

	for (; at > from && usual_place(list->at[at - 1]) > usual_place(process); at--)
		list->at[at] = list->at[at - 1];
	list->at[at] = process;
}

enum err process_shipped_list(struct arena *arena, struct process_list *out)
{
	const struct embedded *file;
	enum err err = OK;
	size_t most = 0;

	for (size_t i = 0; embedded_at(i); i++) most++;
	*out = (struct process_list){ .at = NEW(arena, const struct process *, most) };
	for (int pass = 0; pass < 2; pass++) {
		const size_t from = out->n;
		for (size_t i = 0; !err && (file = embedded_at(i)) != NULL; i++) {
			const struct process *process = NULL;
			if (!str_starts(file->path, folder)) continue;
			err = read_file(arena, file, &process);
			if (!err && process->is_shell == (pass == 0))
				add_by_place(out, from, process);
		}
	}
	return err;
}

/* ---- versions ---- */

/* "uk-halfday@2": its name, and 2; 0 where none is named. */
static enum err split(struct str named, struct str *name, int *version)
{
	struct str rest = named;
	int64_t n = 0;

	*version = 0;
	if (!str_cut(&rest, '@', name)) return ERR_ABSENT;
	if (!rest.at) return OK;
	if (!str_i64(rest, 1, 1000000, &n)) return ERR_ABSENT;
	*version = (int)n;
	return OK;
}

enum err app_process_text(struct work *work, struct str named, struct process_row *out)
{
	struct str name;
	int version;

	enum err err = split(named, &name, &version);
	if (err) return err;
	if (version) return store_process_load(work->tx, name, version, out);
	*out = (struct process_row){ .name = name };
	if (shipped_text(name, &out->text) == OK) return OK;
	return store_process_latest(work->tx, name, out);
}

enum err app_process_find(struct work *work, struct str named, const struct process **out)
{
	struct process_fault fault;
	struct process_row row;

	const enum err err = app_process_text(work, named, &row);
	if (err) return err;
	if (process_parse(work->arena, row.text, out, &fault) == OK) return OK;
	log_error("process=%.*s line=%d cannot be read", STR_ARG(named), fault.line);
	return ERR_CORRUPT;
}

enum err app_process_pin(struct work *work, struct str named, struct str *out)
{
	struct process_row row, kept;

	enum err err = app_process_text(work, named, &row);
	if (err) return err;
	if (!row.version) { /* shipped: kept once for each text it ever had */
		err = store_process_latest(work->tx, row.name, &kept);
		if (err && err != ERR_ABSENT) return err;
		const bool is_same = !err && str_eq(kept.text, row.text);
		row.version = err ? 1 : is_same ? kept.version : kept.version + 1;
		err = is_same ? OK : store_process_add(work->tx, &row, work->now);
	}
	if (!err) *out = str_printf(work->arena, "%.*s@%d", STR_ARG(row.name), row.version);
	return err;
}

enum err app_process_keep(struct work *work, programme_id programme, struct str text,
                          struct process_fault *fault, struct process_row *out)
{
	const struct process *process;
	struct process_row last;

	if (process_parse(work->arena, text, &process, fault)) return ERR_INPUT;
	if (file_of(process->name) || str_eq(process->name, STR("new")))
		return work_refusef(work,
		                    "\"%.*s\" is the name of one that comes with Setwise. Give "
		                    "yours a name of its own.",
		                    STR_ARG(process->name));
	enum err err = store_process_latest(work->tx, process->name, &last);
	if (err && err != ERR_ABSENT) return err;
	if (!err && last.programme.n != programme.n)
		return work_refusef(work,
		                    "Another programme has a process called \"%.*s\". Give yours "
		                    "another name.",
		                    STR_ARG(process->name));
	*out = (struct process_row){
		.name = process->name,
		.version = err ? 1 : last.version + 1,
		.programme = programme,
		.text = text,
		.made_by = work->viewer,
		.made_at = work->now,
	};
	return store_process_add(work->tx, out, work->now);
}
