/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - `setwise plan`: its command line, and which of its parts does it. */
#include <unistd.h>

#include "main/crew.h"
#include "main/plan_parts.h"
#include "main/stop.h"

bool plan_is_stopped(void *context)
{
	(void)context;
	return stop_is_asked();
}

struct plan_many_standing plan_run_many(struct plan_many *many, const struct plan_options *options)
{
	const int64_t start = time_monotonic_us();
	const bool is_watched = !options->is_quiet && isatty(STDERR_FILENO);
	int64_t said = start;

	while (!stop_is_asked() && plan_many_step(many) == PLAN_MANY_MORE) {
		const struct plan_many_standing now = plan_many_standing(many);
		const int64_t at = time_monotonic_us();
		if (is_watched && at - said > 1000000) {
			said = at;
			fprintf(stderr, "round %d of %d: %lld points, at least %lld, %d without\n",
			        now.round, now.rounds, (long long)now.cost, (long long)now.bound,
			        now.unassigned);
		}
		if (options->seconds && at - start > options->seconds * 1000000) break;
	}
	return plan_many_standing(many);
}

struct option {
	const char *name;
	struct str *text;
	int64_t *number;
	int64_t least, most;
	bool *flag;
};

static const struct option *option_named(const struct option *options, size_t count,
                                         struct str name)
{
	for (size_t k = 0; k < count; k++)
		if (str_eq(name, str_of(options[k].name))) return &options[k];
	return NULL;
}

/* --name VALUE and --name=VALUE; the word that does not fit in *wrong; the numbers it takes, least
 * and most, if it is its number that does not. */
static bool read_options(const struct arguments *arguments, struct plan_options *out,
                         struct str *wrong, int64_t range[2])
{
	const struct option options[] = {
		{ .name = "als1", .flag = &out->als },
		{ .name = "plainly", .flag = &out->plainly },
		{ .name = "quiet", .flag = &out->is_quiet },
		{ .name = "out", .text = &out->out },
		{ .name = "why", .text = &out->why },
		{ .name = "lost", .text = &out->lost },
		{ .name = "ill", .text = &out->ill },
		{ .name = "six", .text = &out->six },
		{ .name = "remind", .text = &out->remind },
		{ .name = "today", .text = &out->today },
		{ .name = "seed", .number = &out->seed, .most = INT64_MAX },
		{ .name = "sets", .number = &out->sets, .least = 1, .most = 1000000 },
		{ .name = "facilitators", .number = &out->facilitators, .most = 2000 },
		{ .name = "slack", .number = &out->slack, .most = 1000 },
		{ .name = "threads", .number = &out->threads, .least = 1, .most = CREW_MAX },
		{ .name = "seconds", .number = &out->seconds, .most = 86400 },
		{ .name = "effort", .number = &out->effort, .least = 1, .most = 100000 },
	};

	for (int i = 0; i < arguments->n; i++) {
		struct str rest = arguments->at[i], name;
		*wrong = rest;
		if (!str_starts(rest, STR("--"))) {
			if (out->folder.n) return false;
			out->folder = rest;
			continue;
		}
		rest = str_from(rest, 2);
		(void)str_cut(&rest, '=', &name);
		const struct option *option = option_named(options, LEN(options), name);
		if (!option || (option->flag && rest.at)) return false;
		if (option->flag) {
			*option->flag = true;
			continue;
		}
		if (!rest.at && i + 1 < arguments->n) rest = arguments->at[++i];
		if (!rest.n) return false;
		if (option->text)
			*option->text = rest;
		else if (!str_i64(rest, option->least, option->most, option->number)) {
			range[0] = option->least;
			range[1] = option->most;
			return false;
		}
	}
	return true;
}

enum exit_code command_plan(struct arena *arena, const struct settings *settings,
                            const struct arguments *arguments)
{
	struct plan_options options = {
		.seed = 1, .sets = 1000, .slack = 20, .threads = 2, .effort = 100
	};
	struct str wrong;
	int64_t range[2] = { 0, 0 };

	(void)arena;
	(void)settings;
	const bool fits = read_options(arguments, &options, &wrong, range);
	if (!fits && range[1])
		return command_fail(EXIT_USAGE, "\"%.*s\" takes a whole number from %lld to %lld.",
		                    STR_ARG(wrong), (long long)range[0], (long long)range[1]);
	if (!fits)
		return command_fail(EXIT_USAGE, "\"%.*s\" does not fit here. Try --help.",
		                    STR_ARG(wrong));
	if (options.als == (options.folder.n > 0))
		return command_fail(EXIT_USAGE, "Give a folder of tables, or --als1. Try --help.");
	if ((options.why.n > 0) + (options.lost.n > 0) + (options.ill.n > 0) + (options.six.n > 0) +
	            (options.remind.n > 0) >
	    1)
		return command_fail(EXIT_USAGE,
		                    "Ask one thing at a time: --why, --lost, --ill, --six or "
		                    "--remind.");
	if (options.als && options.facilitators && options.sets > PLAN_MANY_SETS_MAX)
		return command_fail(EXIT_USAGE, "With --facilitators there are at most %d sets.",
		                    PLAN_MANY_SETS_MAX);
	stop_watch();
	return options.als ? plan_run_als(&options) : plan_run_folder(&options);
}
