/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - `setwise plan FOLDER`: reads the tables, plans, writes plan.csv and says it in words. */
#include <errno.h>

#include "domain/plan_words.h"
#include "format/csv.h"
#include "main/crew.h"
#include "main/plan_parts.h"

/* ---- planning ---- */

static void plan_each_alone(struct plan_job *job)
{
	for (int n = 0; n < job->folder.sets && !plan_is_stopped(NULL); n++) {
		struct plan_outcome *outcome = &job->outcome[n];
		const enum err err = plan_solve(job->desk, &outcome->ask, &outcome->plan);
		outcome->is_impossible = err == ERR_ABSENT;
	}
}

/* Might it have a plan with one of those who offered, alone? */
static bool is_possible(struct plan_job *job, int n)
{
	const struct plan_many_set *set = &job->folder.set[n];

	for (int o = 0; o < set->offers; o++) {
		struct plan_ask ask = set->ask;
		struct plan plan;
		ask.travel = job->folder.facilitator[set->offer[o].facilitator].travel;
		if (plan_solve(job->desk, &ask, &plan) != ERR_ABSENT) return true;
	}
	return false;
}

static void tell_standing(const struct plan_many_standing *end, int sets, int without)
{
	printf("%d sets planned together: %lld points, and no plan for them all costs less than "
	       "%lld.\n",
	       sets, (long long)end->cost, (long long)end->bound);
	if (end->unassigned)
		printf("%d of them without a facilitator count%s %d points each.\n",
		       end->unassigned, end->unassigned == 1 ? "s" : "", without);
	printf("\n");
}

/* More than any plan costs, so that no set goes without because its plan is dear. */
static int32_t unassigned(const struct plan_job *job)
{
	enum { USUAL = 2000 };
	const struct plan_rules *rules = &job->folder.rules;
	int64_t most = USUAL;

	for (int n = 0; n < job->folder.sets; n++) {
		const struct plan_many_set *set = &job->folder.set[n];
		int64_t price = 0;
		for (int o = 0; o < set->offers; o++)
			if (set->offer[o].price > price) price = set->offer[o].price;
		price += rules->weight[PLAN_IF_NEED_BE];
		const int64_t here = plan_most(&set->ask) + price * rules->credits + 1;
		if (here > most) most = here;
	}
	return (int32_t)(most < PLAN_UNASSIGNED_MAX ? most : PLAN_UNASSIGNED_MAX);
}

static bool plan_together(struct plan_job *job)
{
	const struct plan_many_ask ask = { .sets = job->folder.sets,
		                           .facilitators = job->folder.facilitators,
		                           .set = job->folder.set,
		                           .facilitator = job->folder.facilitator,
		                           .unassigned = unassigned(job),
		                           .seed = (uint64_t)job->options->seed,
		                           .effort = (int)job->options->effort };
	struct arena *desk[CREW_MAX] = { 0 };
	struct crew *crew = crew_new((int)job->options->threads);
	struct plan_many_place *place = NEW(job->arena, struct plan_many_place, (size_t)ask.sets);

	for (int t = 0; t < job->options->threads; t++) desk[t] = arena_new((size_t)1 << 30);
	const struct plan_many_crew hands = { .threads = (int)job->options->threads,
		                              .arena = desk,
		                              .each = crew ? crew_each : NULL,
		                              .context = crew,
		                              .plainly = job->options->plainly };
	struct plan_many *many = plan_many_new(job->memory, &ask, &hands);
	if (many) {
		const struct plan_many_standing end = plan_run_many(many, job->options);
		plan_many_result(many, place);
		if (ask.sets - end.impossible > 1)
			tell_standing(&end, ask.sets - end.impossible, ask.unassigned);
	}
	crew_free(crew);
	for (int t = 0; t < job->options->threads; t++) arena_free(desk[t]);
	for (int n = 0; many && n < ask.sets; n++) {
		struct plan_outcome *outcome = &job->outcome[n];
		outcome->facilitator = place[n].facilitator;
		outcome->plan = place[n].plan;
		if (outcome->facilitator >= 0)
			outcome->ask.travel =
				plan_job_price(&job->folder, job->arena, n, outcome->facilitator);
		else
			outcome->is_impossible = !is_possible(job, n);
	}
	return many != NULL;
}

/* ---- in words ---- */

static void tell(struct plan_job *job, int n)
{
	const struct plan_folder_set *about = &job->folder.about[n];
	const struct plan_outcome *outcome = &job->outcome[n];

	plan_job_reset(job);
	printf("%.*s", STR_ARG(about->name));
	if (outcome->facilitator >= 0)
		printf(", with %.*s", STR_ARG(job->folder.facilitator_name[outcome->facilitator]));
	printf("\n");
	if (outcome->plan.meetings) {
		const struct str words =
			plan_words(job->memory, &outcome->ask, about->person, &outcome->plan);
		printf("%.*s\n", STR_ARG(words));
		return;
	}
	plan_tell_stuck(job, n);
	printf("\n");
}

/* ---- out ---- */

static void write_row(struct csv *csv, const struct plan_job *job, int n, int m)
{
	static const char *const halves[] = { "morning", "afternoon", "evening" };
	const struct plan_outcome *outcome = &job->outcome[n];
	const struct plan_slot *slot = &outcome->ask.slot[outcome->plan.slot[m]];
	const bool facilitated = outcome->plan.facilitated >> m & 1;
	const struct str *names = job->folder.about[n].person;
	const uint32_t missing = plan_missing(&outcome->ask, outcome->plan.slot[m]);

	csv_text(csv, job->folder.about[n].name);
	csv_i64(csv, m + 1);
	csv_day(csv, slot->day);
	csv_text(csv, str_of(halves[slot->half]));
	csv_text(csv, facilitated ? STR("yes") : STR("no"));
	csv_text(csv, facilitated && outcome->facilitator >= 0
	                      ? job->folder.facilitator_name[outcome->facilitator]
	                      : STR(""));
	csv_text(csv, plan_people_words(job->memory, names, missing));
	csv_line(csv);
}

static bool write_table(struct plan_job *job)
{
	static const char *const heads[] = { "set",         "meeting",     "date",       "half",
		                             "facilitated", "facilitator", "cannot_come" };
	const struct str folder = job->options->out.n ? job->options->out : job->options->folder;
	const struct str path = str_printf(job->arena, "%.*s/plan.csv", STR_ARG(folder));
	struct buf out;
	struct csv csv;

	buf_init(&out, 1 << 28);
	csv_begin(&csv, &out);
	for (size_t i = 0; i < LEN(heads); i++) csv_text(&csv, str_of(heads[i]));
	csv_line(&csv);
	for (int n = 0; n < job->folder.sets; n++)
		for (int m = 0; m < job->outcome[n].plan.meetings; m++) write_row(&csv, job, n, m);
	FILE *file = fopen(str_z(job->arena, path), "wb");
	bool good = file && fwrite(out.at, 1, out.n, file) == out.n;
	if (file) good &= fclose(file) == 0;
	buf_release(&out);
	if (!good)
		(void)command_fail(EXIT_WENT_WRONG, "%.*s cannot be written: %s.", STR_ARG(path),
		                   strerror(errno));
	return good;
}

/* Afresh: each by itself, or all that share facilitators together. */
static enum exit_code plan_anew(struct plan_job *job)
{
	plan_job_reset(job);
	if (job->folder.facilitators == 0)
		plan_each_alone(job);
	else if (!plan_together(job))
		return command_fail(EXIT_USAGE, "The points in programme.csv are too large.");
	return EXIT_GOOD;
}

/* What plan.csv says; is that a plan for the set asked about, or for any? */
static void take_published(struct plan_job *job)
{
	for (int n = 0; n < job->folder.sets; n++) {
		const struct plan_folder_set *about = &job->folder.about[n];
		struct plan_outcome *outcome = &job->outcome[n];
		struct plan *plan = &outcome->plan;
		*plan = about->published;
		outcome->facilitator = about->published_by;
		outcome->by = about->by;
		for (int m = 0; m < plan->meetings; m++)
			if ((plan->facilitated >> m & 1) && about->by[m] >= 0 &&
			    about->by[m] != about->published_by)
				outcome->stand_ins |= 1u << m;
		if (outcome->facilitator >= 0) {
			int32_t *travel =
				plan_job_price(&job->folder, job->arena, n, outcome->facilitator);
			plan_job_stand_ins(outcome, travel);
			outcome->ask.travel = travel;
		}
		if (plan->meetings)
			plan->cost = plan_price(&outcome->ask, plan->slot, plan->facilitated,
			                        &plan->parts);
	}
}

static enum exit_code plan_and_tell(struct plan_job *job)
{
	int stuck = 0;

	const enum exit_code fits = plan_anew(job);
	if (fits) return fits;
	if (!write_table(job)) return EXIT_WENT_WRONG;
	plan_find_layers(job);
	for (int n = 0; n < job->folder.sets; n++) {
		tell(job, n);
		stuck += job->outcome[n].plan.meetings == 0;
	}
	if (!stuck) return EXIT_GOOD;
	return command_fail(EXIT_FINDINGS, "%d of %d sets have no plan under these rules.", stuck,
	                    job->folder.sets);
}

static enum exit_code run(struct plan_job *job)
{
	const struct plan_options *options = job->options;

	if (!plan_job_read(job)) return EXIT_USAGE;
	job->outcome = NEW(job->arena, struct plan_outcome, (size_t)job->folder.sets);
	for (int n = 0; n < job->folder.sets; n++)
		job->outcome[n] =
			(struct plan_outcome){ .ask = job->folder.set[n].ask, .facilitator = -1 };
	if (job->text[PLAN_FILE_PUBLISHED].at) take_published(job);
	if (options->lost.n) return plan_tell_lost(job);
	if (options->ill.n) return plan_tell_ill(job);
	if (options->six.n) return plan_tell_six(job);
	if (options->remind.n) return plan_tell_remind(job);
	if (!options->why.n) return plan_and_tell(job);
	if (!job->text[PLAN_FILE_PUBLISHED].at) {
		const enum exit_code fits = plan_anew(job);
		if (fits) return fits;
	}
	return plan_tell_why(job);
}

enum exit_code plan_run_folder(const struct plan_options *options)
{
	struct plan_job job = { .arena = arena_new((size_t)1 << 32),
		                .memory = arena_new((size_t)1 << 32),
		                .options = options };
	const enum exit_code code = run(&job);

	arena_free(job.memory);
	arena_free(job.arena);
	return code;
}
