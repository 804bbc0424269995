/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_mdgplib - `setwise form --mdgplib FILE`: one instance of the benchmark, its objective and groups. */
#include <unistd.h>

#include "main/form_parts.h"
#include "main/stop.h"

static void print_objective(int64_t value, int64_t unit)
{
	int decimals = 0;

	for (int64_t left = unit; left > 1; left /= 10) decimals++;
	const int64_t size = value < 0 ? -value : value;
	printf("objective %s%lld", value < 0 ? "-" : "", (long long)(size / unit));
	if (decimals) printf(".%0*lld", decimals, (long long)(size % unit));
	putchar('\n');
}

static void print_groups(const struct form_matrix *matrix, const struct form_division *division)
{
	for (int g = 0; g < matrix->groups; g++) {
		printf("group %d:", g);
		for (int i = 0; i < matrix->n; i++)
			if (division->group[i] == g) printf(" %d", i);
		putchar('\n');
	}
}

static bool path_named(struct str name, enum form_path_kind *out)
{
	static const char *const names[] = { "best", "plain", "avx2", "avx512" };

	*out = FORM_PATH_BEST;
	for (size_t i = 0; i < LEN(names) && name.n; i++) {
		if (!str_eq(name, str_of(names[i]))) continue;
		*out = (enum form_path_kind)i;
		return form_path_is_here(*out);
	}
	return !name.n;
}

/* A line a second for whoever watches; a signal asks for the best so far. */
struct watch {
	int64_t (*now)(void *);
	int64_t said;
	int64_t scale;
	bool is_watched;
};

static int64_t watch_now(void *context)
{
	return ((struct watch *)context)->now(NULL);
}

static bool watch_progress(void *context, int64_t objective, int share)
{
	struct watch *watch = context;
	const int64_t at = form_clock_wall(NULL);

	if (watch->is_watched && at - watch->said >= 1000000) {
		watch->said = at;
		fprintf(stderr, "%d %%: %.3f\n", share / 10,
		        (double)objective / (double)watch->scale);
	}
	return !stop_is_asked();
}

static enum exit_code solve(struct arena *arena, const struct form_options *options,
                            enum form_path_kind path)
{
	struct form_matrix matrix;
	struct form_fault fault;
	struct form_division division;
	struct form_pair *pairs = NULL;
	struct str text;
	int count = 0;

	if (!form_slurp(arena, options->mdgplib, &text)) return EXIT_USAGE;
	if (form_mdgplib_parse(arena, text, &matrix, &fault)) {
		form_complain(options->mdgplib, &fault);
		return EXIT_USAGE;
	}
	if (options->pairs.n) {
		if (!form_slurp(arena, options->pairs, &text)) return EXIT_USAGE;
		if (form_pairs_parse(arena, text, matrix.n, &pairs, &count, &fault)) {
			form_complain(options->pairs, &fault);
			return EXIT_USAGE;
		}
		form_pairs_bend(&matrix, pairs, count);
		if (form_matrix_fault(arena, &matrix).n)
			return command_fail(EXIT_USAGE,
			                    "The differences are too large to bend by pairs.");
	}
	struct watch watch = {
		.now = options->cpu ? form_clock_cpu : form_clock_wall,
		.said = form_clock_wall(NULL),
		.scale = matrix.scale,
		.is_watched = isatty(STDERR_FILENO),
	};
	const struct form_time time = {
		.evaluations = options->evaluations,
		.clock_us = options->seconds_us ? options->seconds_us : 10000000,
		.now = watch_now,
		.progress = watch_progress,
		.context = &watch,
	};
	stop_watch();
	form_divide(arena, &matrix, &time, (uint64_t)(options->seed < 0 ? 1 : options->seed), path,
	            &division);
	if (division.stopped) fputs("Stopped: this is the best so far.\n", stderr);
	print_objective(form_matrix_value(&matrix, division.group), matrix.unit);
	const int broken = form_pairs_broken(pairs, count, division.group);
	if (count) printf("broken pairs %d\n", broken);
	print_groups(&matrix, &division);
	return broken ? (enum exit_code)FORM_EXIT_STOPPED : EXIT_GOOD;
}

enum exit_code form_run_mdgplib(const struct form_options *options)
{
	enum form_path_kind path;

	if (!path_named(options->path, &path))
		return command_fail(
			EXIT_USAGE,
			"--path is best, plain, avx2 or avx512, if this machine has it.");
	struct arena *arena = arena_new((size_t)2 << 30);
	const enum exit_code code = solve(arena, options, path);
	arena_free(arena);
	return code;
}
