/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_modes - from a problem to a plan: the modes, and what may bend. */
#include "main/form_parts.h"
#include "main/stop.h"

static const int64_t USUAL_US = 5000000;
enum {
	USUAL_MOVES = 10, /* of improve */
	DEEPEST = 12,     /* moves allowed one by one, before any number is */
	PART = 8          /* a look whether so many moves are enough has this part of the time */
};

static bool until_stopped(void *context, int64_t objective, int share)
{
	(void)context;
	(void)objective;
	(void)share;
	return !stop_is_asked();
}

static struct form_time search_time(const struct form_job *job)
{
	const struct form_options *o = job->options;
	const int64_t asked = o->seconds_us ? o->seconds_us : job->c.asked.seconds_us;

	return (struct form_time){
		.evaluations = o->evaluations,
		.clock_us = asked ? asked : USUAL_US,
		.now = o->cpu ? form_clock_cpu : form_clock_wall,
		.progress = until_stopped,
	};
}

/* Half-days and places of the last draft are kept: all in a re-run, else those of locked sets. */
static void keep_times(struct form_job *job)
{
	struct form_case *c = &job->c;
	int *slot = NEW(job->arena, int, (size_t)c->problem.sets),
	    *place = NEW(job->arena, int, (size_t)c->problem.sets);

	for (int k = 0; k < c->problem.sets && c->start; k++) {
		slot[k] = c->start_slot[k];
		place[k] = c->start_place[k];
	}
	job->old_slot = slot;
	job->old_place = place;
	for (int k = 0; k < c->problem.sets && c->start; k++)
		if (job->mode == FORM_FRESH && !c->locked[k])
			c->start_slot[k] = c->start_place[k] = FORM_NONE;
	c->problem.place_before = c->start_place;
}

static bool relax_one(struct form_job *job, struct str word)
{
	const enum form_rule rule = form_rule_named(word);

	if (rule == FORM_RULES) {
		(void)command_fail(EXIT_USAGE, "--relax does not know %.*s. %s", STR_ARG(word),
		                   FORM_RULE_WORDS);
		return false;
	}
	job->may_bend[rule] = true;
	return true;
}

/* Classes of rules that may bend: of the command line, else of config.json. */
static bool read_relax(struct form_job *job)
{
	struct str rest = job->options->relax, word;

	for (int i = 0; i < job->c.asked.n_relax && !rest.n; i++)
		if (!relax_one(job, job->c.asked.relax[i])) return false;
	while (rest.n && str_cut(&rest, ',', &word)) {
		if (!relax_one(job, str_trim(word))) return false;
		if (!rest.at) break;
	}
	return true;
}

static bool may_bend_any(const struct form_job *job)
{
	bool any = false;

	for (int i = 0; i < FORM_RULES; i++) any |= job->may_bend[i];
	return any;
}

static bool read_locks(struct form_job *job)
{
	struct str rest = job->options->lock, word;
	int64_t k;

	while (rest.n && str_cut(&rest, ',', &word)) {
		if (!job->c.start || !str_i64(str_trim(word), 1, job->c.problem.sets, &k)) {
			(void)command_fail(EXIT_USAGE, "--lock takes numbers of sets of "
			                               "previous.csv, such as 1,4.");
			return false;
		}
		form_case_lock(&job->c, (int)k - 1);
		if (!rest.at) break;
	}
	return true;
}

/* Rules that may bend are not counted as broken. */
static void count_bent(struct form_job *job)
{
	struct buf words;
	int by_rule[FORM_RULES];

	job->bent = 0;
	buf_init(&words, FORM_OUTPUT_MAX);
	(void)form_broken(job->arena, &job->c.problem, &job->plan, &words, by_rule);
	buf_release(&words);
	for (int i = 0; i < FORM_RULES; i++)
		if (job->may_bend[i]) job->bent += by_rule[i];
}

enum exit_code form_say_conflict(const struct form_job *job)
{
	struct buf words;
	struct form_time time = search_time(job);
	bool proven;

	/* As long again as the search had, and 5 seconds at least. */
	if (time.clock_us < USUAL_US) time.clock_us = USUAL_US;
	buf_init(&words, FORM_OUTPUT_MAX);
	(void)form_conflict(job->arena, job->must ? job->must : &job->c.problem, &time,
	                    (uint64_t)job->seed, &words, &proven);
	printf("%.*s", STR_ARG(buf_text(&words)));
	buf_release(&words);
	return proven ? (enum exit_code)FORM_EXIT_IMPOSSIBLE : (enum exit_code)FORM_EXIT_STOPPED;
}

/* Why there can be no plan, found before the search: counted, or every way tried.  Empty if neither. */
static struct str why_impossible(struct form_job *job, const struct form_problem *p)
{
	struct str why = form_impossible(job->arena, p);
	struct buf words;

	if (why.n) return why;
	buf_init(&words, FORM_OUTPUT_MAX);
	if (form_conflict_proven(job->arena, p, &words))
		why = str_trim(str_copy(job->arena, buf_text(&words)));
	buf_release(&words);
	return why;
}

/* ---- searching --------------------------------------------------------------------------------- */

static bool until_none_is_broken(void *context, int64_t objective, int share)
{
	(void)context;
	(void)share;
	return objective < 0 && !stop_is_asked();
}

/* 1 / part of the time; `look`: only until no rule is broken. */
static void search_part(struct form_job *job, const struct form_problem *p, const int *start,
                        const int *slot, int part, bool look)
{
	struct form_time time = search_time(job);
	const int64_t before = job->plan.trials;

	time.evaluations = (time.evaluations + part - 1) / part;
	time.clock_us = time.clock_us / part + 1;
	if (look) time.progress = until_none_is_broken;
	form_make(job->arena, p, start, slot, &time, (uint64_t)job->seed, FORM_PATH_BEST,
	          &job->plan);
	job->plan.trials += before;
}

/* Joining and leaving: with as few moves as do, one more at a time; then the best mix with so many. */
static void search_deepening(struct form_job *job)
{
	struct form_problem *p = &job->c.problem;
	const int64_t asked = job->options->max_moves;
	const int least = form_moves_least(job->arena, p, job->c.start, job->c.start_slot);
	const int most = asked >= 0               ? (int)(asked < p->people ? asked : p->people)
	                 : job->mode == FORM_JOIN ? 0
	                                          : least + DEEPEST;

	for (int moves = least < most ? least : most; moves <= most; moves++) {
		p->max_moves = moves;
		search_part(job, p, job->c.start, job->c.start_slot, PART, true);
		if (job->plan.broken == 0) {
			struct form_problem found = *p;
			if (job->plan.facilitator) found.facilitator = job->plan.facilitator;
			found.place_before = job->plan.place;
			search_part(job, &found, job->plan.set, job->plan.slot, 2, false);
			return;
		}
		if (moves > least + DEEPEST && moves < most) moves = most - 1;
	}
	if (asked >= 0 || job->mode == FORM_JOIN) return;
	p->max_moves = FORM_NONE;
	p->few_moves = true;
	search_part(job, p, job->c.start, job->c.start_slot, 2, false);
}

/* The draft of previous.csv as it stands.  Sets without a half-day there have the one most can come to. */
static bool take_standing(struct form_job *job)
{
	const struct form_problem *p = &job->c.problem;
	int without = 0, first = FORM_NONE;

	for (int x = 0; x < p->people; x++) {
		if (job->c.start[x] != FORM_NONE) continue;
		if (!without++) first = x;
	}
	if (without) {
		(void)command_fail(EXIT_USAGE,
		                   "previous.csv gives no set to %.*s%s: --mode join places who "
		                   "has none.",
		                   STR_ARG(job->c.person[first]), without > 1 ? " and others" : "");
		return false;
	}
	job->plan.set = job->c.start;
	job->plan.slot = job->c.start_slot;
	job->plan.place = job->c.start_place;
	for (int k = 0; k < p->sets; k++) {
		int most = -1;
		for (int t = 0; t < job->c.slots && job->c.start_slot[k] == FORM_NONE; t++) {
			int free = 0;
			for (int x = 0; x < p->people; x++)
				free += job->c.start[x] == k && (p->slots[x] >> t & 1);
			if (free <= most) continue;
			most = free;
			job->plan.slot[k] = t;
		}
		if (job->plan.slot[k] == FORM_NONE) job->plan.slot[k] = 0;
		if (job->plan.place[k] == FORM_NONE) job->plan.place[k] = FORM_ONLINE;
	}
	return true;
}

/* What more moves would give, once: the mix with at most so many, each with its part of the time. */
static void say_trade_off(struct form_job *job)
{
	static const int allowed[] = { 0, 1, 2, 5, 10, 20 };
	struct form_problem p = job->c.problem;

	printf("moves    mix  worst  rules broken\n");
	for (size_t i = 0; i <= LEN(allowed); i++) {
		const bool all = i == LEN(allowed);
		p.max_moves = all ? FORM_NONE : allowed[i];
		search_part(job, &p, all ? NULL : job->c.start, job->c.start_slot, LEN(allowed) + 1,
		            false);
		form_measure(job->arena, &p, &job->plan, NULL);
		printf("%5d %6.1f %6.1f %13d%s\n", job->plan.moved, job->plan.mix, job->plan.worst,
		       job->plan.broken, all ? "  everybody may move" : "");
	}
}

/* What may bend is left out as far as it must.  *why: what cannot be all the same, if that is known. */
static void search_bent(struct form_job *job, struct str *why)
{
	struct form_problem *bent = NEW(job->arena, struct form_problem, 1);
	const struct form_time time = search_time(job);
	const bool possible = form_bend(job->arena, &job->c.problem, job->may_bend, &time,
	                                (uint64_t)job->seed, bent);

	job->must = bent;
	if (!possible) *why = why_impossible(job, bent);
	if (possible || !why->n)
		search_part(job, bent, job->mode == FORM_FRESH ? NULL : job->c.start,
		            job->c.start_slot, 1, false);
}

static void search_by_mode(struct form_job *job)
{
	struct form_problem *p = &job->c.problem;

	if (job->mode == FORM_TRADE_OFF)
		say_trade_off(job);
	else if (job->mode == FORM_JOIN || job->mode == FORM_LEAVE)
		search_deepening(job);
	else
		search_part(job, p, job->mode == FORM_FRESH ? NULL : job->c.start,
		            job->c.start_slot, 1, false);
	count_bent(job);
}

static bool set_up(struct form_job *job)
{
	const struct form_options *o = job->options;
	struct form_problem *p = &job->c.problem;

	if (job->mode != FORM_FRESH && !job->c.start) {
		(void)command_fail(EXIT_USAGE, "%.*s starts from previous.csv, which is not there.",
		                   STR_ARG(o->mode.n ? o->mode : STR("--leave")));
		return false;
	}
	if (job->c.start) p->before = job->c.start;
	if (job->mode == FORM_IMPROVE)
		p->max_moves = (int)(o->max_moves < 0           ? USUAL_MOVES
		                     : o->max_moves > INT32_MAX ? INT32_MAX
		                                                : o->max_moves);
	p->few_moves = job->mode == FORM_REPAIR;
	p->keep_times = job->mode == FORM_TRADE_OFF || job->mode == FORM_IMPROVE ||
	                job->mode == FORM_JOIN || job->mode == FORM_LEAVE;
	job->seed = o->seed >= 0 ? o->seed : job->c.asked.seed ? job->c.asked.seed : 1;
	return read_relax(job) && read_locks(job);
}

bool form_find_plan(struct form_job *job, enum exit_code *code)
{
	struct form_problem *p = &job->c.problem;
	const int64_t begun = form_clock_wall(NULL);

	*code = EXIT_USAGE;
	if (!set_up(job)) return false;
	stop_watch();
	if (job->mode == FORM_KEEP) {
		if (!take_standing(job)) return false;
		count_bent(job);
	} else {
		struct str why = why_impossible(job, p);
		keep_times(job);
		if (!why.n) search_by_mode(job);
		if ((why.n || job->plan.broken > job->bent) && may_bend_any(job))
			search_bent(job, &why);
		if (!job->plan.set) {
			printf("It cannot be done%s. %.*s\n",
			       may_bend_any(job) ? ", even with what may bend" : "", STR_ARG(why));
			*code = (enum exit_code)FORM_EXIT_IMPOSSIBLE;
			return false;
		}
	}
	job->took_us = form_clock_wall(NULL) - begun;
	job->mix = NEW(job->arena, double, (size_t)p->sets);
	form_measure(job->arena, p, &job->plan, job->mix);
	count_bent(job);
	job->roster = form_roster_new(job->arena, p, job->plan.set);
	return true;
}
