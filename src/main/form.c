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
	const bool too_large = !buf_ok(&all), good = !ferror(file) && !too_large;
	(void)fclose(file);
	*out = str_copy(arena, buf_text(&all));
	buf_release(&all);
	if (!good)
		(void)command_fail(EXIT_USAGE, "%.*s %s.", STR_ARG(path),
		                   too_large ? "is larger than 512 MB"
		                             : "cannot be read: it should be a file");
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
	struct str *text; /* either of these two */
	int64_t *number;
	int64_t least, most;
	const char *what; /* its value is, for whoever gave another */
};

static bool take(const struct option *option, struct form_options *out, struct str value)
{
	if (option->text) {
		*option->text = value;
		return value.n > 0;
	}
	if (option->number == &out->seconds_us) return microseconds(value, &out->seconds_us);
	return str_i64(value, option->least, option->most, option->number);
}

static bool fail(const char *what)
{
	(void)command_fail(EXIT_USAGE, "%s", what);
	return false;
}

/* The option of the word at i, and its value, which may be the next word. */
static bool read_option(const struct arguments *arguments, int *i, const struct option *options,
                        size_t n, struct form_options *out)
{
	struct str rest = str_from(arguments->at[*i], 2), name;
	const struct option *option = NULL;

	(void)str_cut(&rest, '=', &name);
	for (size_t k = 0; k < n; k++)
		if (str_eq(name, str_of(options[k].name))) option = &options[k];
	if (!option) {
		(void)command_fail(
			EXIT_USAGE,
			"There is no --%.*s here. setwise form --help tells what there is.",
			STR_ARG(name));
		return false;
	}
	if (!rest.at && *i + 1 < arguments->n) rest = arguments->at[++*i];
	if (take(option, out, rest)) return true;
	if (rest.n)
		(void)command_fail(EXIT_USAGE, "--%s should be %s, not \"%.*s\".", option->name,
		                   option->what, STR_ARG(rest));
	else
		(void)command_fail(EXIT_USAGE, "--%s lacks its value: %s.", option->name,
		                   option->what);
	return false;
}

/* --name VALUE and --name=VALUE, and a folder. */
static bool read_options(const struct arguments *arguments, struct form_options *out)
{
	int64_t threads = 1;
	struct str clock = { 0 };
	const struct option options[] = {
		{ "mdgplib", &out->mdgplib, NULL, 0, 0, "an instance, such as Geo_n060_ss_01.txt" },
		{ "pairs", &out->pairs, NULL, 0, 0, "a file of lines such as 0 1 apart" },
		{ "path", &out->path, NULL, 0, 0, "best, plain, avx2 or avx512" },
		{ "mode", &out->mode, NULL, 0, 0, FORM_MODE_WORDS },
		{ "out", &out->out, NULL, 0, 0, "a folder to write to" },
		{ "explain", &out->explain, NULL, 0, 0, "an id of people.csv, or all" },
		{ "relax", &out->relax, NULL, 0, 0, "classes of rules, such as pins,team" },
		{ "lock", &out->lock, NULL, 0, 0, "numbers of sets, such as 1,4" },
		{ "leave", &out->leave, NULL, 0, 0, "ids of people.csv, such as p7,p12" },
		{ "what-if", &out->what_if, NULL, 0, 0, "a wish, such as \"p7 in 3\"" },
		{ "check", &out->check, NULL, 0, 0, "a move, such as \"p7 on 3\"" },
		{ "clock", &clock, NULL, 0, 0, "wall or cpu" },
		{ "seconds", NULL, &out->seconds_us, 0, 0,
		  "a number above 0 with at most three decimals, such as 10 or 0.5" },
		{ "seed", NULL, &out->seed, 0, INT64_MAX, "a whole number" },
		{ "evaluations", NULL, &out->evaluations, 1, INT64_MAX,
		  "a whole number from 1, such as 1000000" },
		{ "threads", NULL, &threads, 1, INT64_MAX, "a whole number from 1" },
		{ "max-moves", NULL, &out->max_moves, 0, INT64_MAX, "a whole number" },
		{ "sets", NULL, &out->sets, 1, FORM_SETS_MAX, "a whole number from 1 to 4000" },
		{ "least", NULL, &out->least, 1, FORM_SET_SIZE_MAX, "a whole number from 1 to 16" },
		{ "most", NULL, &out->most, 1, FORM_SET_SIZE_MAX, "a whole number from 1 to 16" },
	};

	for (int i = 0; i < arguments->n; i++) {
		const struct str word = arguments->at[i];
		if (str_starts(word, STR("--"))) {
			if (!read_option(arguments, &i, options, LEN(options), out)) return false;
			continue;
		}
		if (out->word.n) {
			(void)command_fail(EXIT_USAGE,
			                   "One folder at a time: \"%.*s\" comes after \"%.*s\".",
			                   STR_ARG(word), STR_ARG(out->word));
			return false;
		}
		out->word = word;
	}
	out->cpu = str_eq(clock, STR("cpu"));
	if (clock.n && !out->cpu && !str_eq(clock, STR("wall")))
		return fail("--clock should be wall or cpu.");
	if (!out->mdgplib.n && !out->word.n)
		return fail(
			"Which folder? Write setwise form FOLDER; the folder holds people.csv.");
	if (out->mdgplib.n && out->word.n) return fail("Either a folder or --mdgplib, not both.");
	if (out->least && out->most && out->least > out->most)
		return fail("--least should not be above --most.");
	return true;
}

enum exit_code command_form(struct arena *arena, const struct settings *settings,
                            const struct arguments *arguments)
{
	struct form_options options = { .seed = -1, .max_moves = -1 };

	(void)arena;
	(void)settings;
	if (!read_options(arguments, &options)) return EXIT_USAGE;
	return options.mdgplib.n ? form_run_mdgplib(&options) : form_run_sets(&options);
}
