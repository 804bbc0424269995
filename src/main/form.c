/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form - `setwise form`: its command line, and which of its parts does it. */
#include <errno.h>

#include "main/form_parts.h"

enum { FILE_MAX = 512 * 1024 * 1024 };

bool form_slurp(struct arena *arena, struct str path, struct str *out)
{
	FILE *file = fopen(str_z(arena, path), "rb");
	struct buf all;
	char part[65536];

	if (!file) {
		(void)command_fail(EXIT_USAGE, "%.*s cannot be read: %s.", STR_ARG(path),
		                   strerror(errno));
		return false;
	}
	buf_init(&all, FILE_MAX);
	for (size_t n; (n = fread(part, 1, sizeof(part), file)) > 0;) buf_put(&all, part, n);
	const bool good = !ferror(file) && buf_ok(&all);
	(void)fclose(file);
	*out = str_copy(arena, buf_text(&all));
	buf_release(&all);
	if (!good)
		(void)command_fail(EXIT_USAGE, "%.*s is too large, or cannot be read.",
		                   STR_ARG(path));
	return good;
}

static int64_t clock_us(clockid_t which)
{
	struct timespec t;

	(void)clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t form_clock_wall(void *context)
{
	(void)context;
	return clock_us(CLOCK_MONOTONIC);
}

int64_t form_clock_cpu(void *context)
{
	(void)context;
	return clock_us(CLOCK_THREAD_CPUTIME_ID);
}

void form_complain(struct str file, const struct form_fault *fault)
{
	fprintf(stderr, "%.*s:%d:%d: %.*s\n", STR_ARG(file), fault->line, fault->column,
	        STR_ARG(fault->why));
}

/* "12.5" as 12,500,000. */
static bool microseconds(struct str text, int64_t *out)
{
	struct str whole, part = text;
	int64_t seconds = 0, thousandths = 0;

	if (!str_cut(&part, '.', &whole) || !str_i64(whole, 0, 86400 * 7, &seconds)) return false;
	if (part.at) {
		if (part.n < 1 || part.n > 3 || !str_i64(part, 0, 999, &thousandths)) return false;
		for (size_t i = part.n; i < 3; i++) thousandths *= 10;
	}
	*out = seconds * 1000000 + thousandths * 1000;
	return *out > 0;
}

struct option {
	const char *name;
	struct str *text;
	int64_t *number;
	int64_t least;
};

static bool take(const struct option *option, struct form_options *out, struct str value)
{
	if (option->text) {
		*option->text = value;
		return value.n > 0;
	}
	if (option->number == &out->seconds_us) return microseconds(value, &out->seconds_us);
	return str_i64(value, option->least, INT64_MAX, option->number);
}

/* --name VALUE and --name=VALUE; the name of the first that does not fit in *wrong. */
static bool read_options(const struct arguments *arguments, struct form_options *out,
                         struct str *wrong)
{
	int64_t threads = 1;
	struct str clock = { 0 };
	const struct option options[] = {
		{ "mdgplib", &out->mdgplib, NULL, 0 },
		{ "pairs", &out->pairs, NULL, 0 },
		{ "path", &out->path, NULL, 0 },
		{ "mode", &out->mode, NULL, 0 },
		{ "out", &out->out, NULL, 0 },
		{ "explain", &out->explain, NULL, 0 },
		{ "relax", &out->relax, NULL, 0 },
		{ "lock", &out->lock, NULL, 0 },
		{ "leave", &out->leave, NULL, 0 },
		{ "what-if", &out->what_if, NULL, 0 },
		{ "check", &out->check, NULL, 0 },
		{ "clock", &clock, NULL, 0 },
		{ "seconds", NULL, &out->seconds_us, 0 },
		{ "seed", NULL, &out->seed, 0 },
		{ "evaluations", NULL, &out->evaluations, 1 },
		{ "threads", NULL, &threads, 1 },
		{ "max-moves", NULL, &out->max_moves, 0 },
		{ "sets", NULL, &out->sets, 1 },
		{ "least", NULL, &out->least, 1 },
		{ "most", NULL, &out->most, 1 },
	};

	for (int i = 0; i < arguments->n; i++) {
		struct str rest = arguments->at[i], name;
		*wrong = rest;
		if (!str_starts(rest, STR("--"))) {
			if (out->word.n) return false;
			out->word = rest;
			continue;
		}
		rest = str_from(rest, 2);
		(void)str_cut(&rest, '=', &name);
		const struct option *option = NULL;
		for (size_t k = 0; k < LEN(options); k++)
			if (str_eq(name, str_of(options[k].name))) option = &options[k];
		if (!option) return false;
		if (!rest.at && i + 1 < arguments->n) rest = arguments->at[++i];
		if (!take(option, out, rest)) return false;
	}
	*wrong = STR("--clock");
	out->cpu = str_eq(clock, STR("cpu"));
	return !clock.n || out->cpu || str_eq(clock, STR("wall"));
}

enum exit_code command_form(struct arena *arena, const struct settings *settings,
                            const struct arguments *arguments)
{
	struct form_options options = { .seed = -1, .max_moves = -1 };
	struct str wrong;

	(void)arena;
	(void)settings;
	if (!read_options(arguments, &options, &wrong))
		return command_fail(EXIT_USAGE, "%.*s does not fit here. Try --help.",
		                    STR_ARG(wrong));
	if (options.mdgplib.n) return form_run_mdgplib(&options);
	if (!options.word.n) return command_fail(EXIT_USAGE, "Which folder? Try --help.");
	if (options.most > FORM_SET_SIZE_MAX || (options.most && options.least > options.most) ||
	    options.sets > FORM_SETS_MAX)
		return command_fail(EXIT_USAGE,
		                    "A set holds at most %d, and --least is not above --most.",
		                    FORM_SET_SIZE_MAX);
	return form_run_sets(&options);
}
