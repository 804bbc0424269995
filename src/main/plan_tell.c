/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - `setwise plan FOLDER`: reads the tables, plans, writes plan.csv and says it in words. */
#include <errno.h>

#include "domain/plan_words.h"
#include "format/csv.h"
#include "main/crew.h"
#include "main/plan_parts.h"

enum { UNASSIGNED = 2000 };

/* A set and its plan; facilitator -1: none needed, or none found. */
struct outcome {
	struct plan_ask ask; /* with the facilitator's travel */
	int facilitator;
	struct plan plan; /* meetings is 0 if there is none */
	bool is_impossible;
};

struct job {
	struct arena *arena, *memory;
	const struct plan_options *options;
	struct plan_folder folder;
	struct plan_desk *desk;
	struct outcome *outcome;
};

/* ---- in ---- */

static bool slurp(struct arena *arena, struct str folder, enum plan_file which, struct str *out)
{
	const struct str path =
		str_printf(arena, "%.*s/%s", STR_ARG(folder), plan_file_name(which));
	FILE *file = fopen(str_z(arena, path), "rb");
	struct buf all;
	char part[65536];

	*out = (struct str){ 0 };
	if (!file && errno == ENOENT && !plan_file_is_needed(which)) return true;
	if (!file) {
		(void)command_fail(EXIT_USAGE, "%.*s cannot be read: %s.", STR_ARG(path),
		                   strerror(errno));
		return false;
	}
	buf_init(&all, PLAN_FOLDER_FILE_MAX);
	for (size_t n; (n = fread(part, 1, sizeof(part), file)) > 0;) buf_put(&all, part, n);
	const bool good = !ferror(file) && buf_ok(&all);
	(void)fclose(file);
	*out = all.n ? str_copy(arena, buf_text(&all)) : STR("");
	buf_release(&all);
	if (!good)
		(void)command_fail(EXIT_USAGE, "%.*s cannot be read, or has more than 64 MB.",
		                   STR_ARG(path));
	return good;
}

static bool read_folder(struct job *job)
{
	struct str text[PLAN_FILES];
	struct plan_fault fault;

	for (int f = 0; f < PLAN_FILES; f++)
		if (!slurp(job->arena, job->options->folder, (enum plan_file)f, &text[f]))
			return false;
	if (plan_folder_parse(job->arena, text, &job->folder, &fault) == OK) return true;
	fprintf(stderr, "%.*s/%s:", STR_ARG(job->options->folder), plan_file_name(fault.file));
	if (fault.line) fprintf(stderr, "%d:%d:", fault.line, fault.column);
	fprintf(stderr, " %.*s\n", STR_ARG(fault.why));
	return false;
}

/* ---- planning ---- */

static void plan_each_alone(struct job *job)
{
	for (int n = 0; n < job->folder.sets && !plan_is_stopped(NULL); n++) {
		struct outcome *outcome = &job->outcome[n];
		const enum err err = plan_solve(job->desk, &outcome->ask, &outcome->plan);
		outcome->is_impossible = err == ERR_ABSENT;
	}
}

/* Might it have a plan with one of those who offered, alone? */
static bool is_possible(struct job *job, int n)
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

static bool plan_together(struct job *job)
{
	const struct plan_many_ask ask = { .sets = job->folder.sets,
		                           .facilitators = job->folder.facilitators,
		                           .set = job->folder.set,
		                           .facilitator = job->folder.facilitator,
		                           .unassigned = UNASSIGNED,
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
		if (ask.sets > 1)
			printf("%d sets planned together: %lld points, and no plan for them all "
			       "costs "
			       "less than %lld.\n\n",
			       ask.sets - end.impossible, (long long)end.cost,
			       (long long)end.bound);
	}
	crew_free(crew);
	for (int t = 0; t < job->options->threads; t++) arena_free(desk[t]);
	for (int n = 0; many && n < ask.sets; n++) {
		struct outcome *outcome = &job->outcome[n];
		outcome->facilitator = place[n].facilitator;
		outcome->plan = place[n].plan;
		if (outcome->facilitator >= 0)
			outcome->ask.travel = ask.facilitator[outcome->facilitator].travel;
		else
			outcome->is_impossible = !is_possible(job, n);
	}
	return many != NULL;
}

/* ---- in words ---- */

static void tell_stuck(struct job *job, int n)
{
	const struct plan_folder *folder = &job->folder;
	struct plan_ask ask = job->outcome[n].ask;
	struct plan_rescue rescue;

	if (folder->facilitators && folder->set[n].offers == 0) {
		printf("Nobody offered to facilitate it: add a line to offers.csv.\n");
		return;
	}
	if (!job->outcome[n].is_impossible && plan_is_stopped(NULL)) {
		printf("It was stopped before it had a plan.\n");
		return;
	}
	if (!job->outcome[n].is_impossible) {
		printf("Everybody who offered to facilitate it is taken:");
		for (int o = 0; o < folder->set[n].offers; o++)
			printf("%s %.*s", o ? "," : "",
			       STR_ARG(folder->facilitator_name
			                       [folder->set[n].offer[o].facilitator]));
		printf(". Let one of them take one set more, or ask another.\n");
		return;
	}
	if (folder->facilitators)
		ask.travel = folder->facilitator[folder->set[n].offer[0].facilitator].travel;
	const enum err err = plan_ladder(job->desk, job->memory, &ask, NULL, &rescue);
	const struct str words =
		plan_rescue_words(job->memory, &ask, folder->about[n].person, &rescue);
	printf("%.*s", STR_ARG(words));
	if (err) return;
	const struct str plan =
		plan_words(job->memory, &rescue.ask, folder->about[n].person, &rescue.plan);
	printf("%.*s", STR_ARG(plan));
}

static void tell(struct job *job, int n)
{
	const struct plan_folder_set *about = &job->folder.about[n];
	const struct outcome *outcome = &job->outcome[n];

	arena_reset(job->memory);
	job->desk = plan_desk_new(job->memory, job->options->plainly);
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
	tell_stuck(job, n);
	printf("\n");
}

/* --why SET/2026-11-05/morning */
static enum exit_code tell_why(struct job *job)
{
	static const char *const halves[] = { "morning", "afternoon", "evening" };
	struct str rest = job->options->why, name, date, half;
	struct day day;
	int set = -1, slot = -1;

	if (!rest.at) return EXIT_GOOD;
	const bool whole = str_cut(&rest, '/', &name) && str_cut(&rest, '/', &date) &&
	                   str_cut(&rest, '/', &half) && day_parse(date, &day);
	for (int n = 0; whole && n < job->folder.sets; n++)
		if (str_eq(job->folder.about[n].name, name)) set = n;
	for (int s = 0; whole && s < job->folder.slots; s++)
		if (job->folder.slot[s].day.n == day.n &&
		    str_eq(half, str_of(halves[job->folder.slot[s].half])))
			slot = s;
	if (set < 0 || slot < 0)
		return command_fail(
			EXIT_USAGE,
			"--why is SET/DATE/HALF, such as --why=North/2026-11-05/morning, "
			"on a day when people may meet.");
	const struct outcome *outcome = &job->outcome[set];
	struct plan_why why;
	if (!outcome->plan.meetings)
		return command_fail(EXIT_FINDINGS, "%.*s has no plan yet.", STR_ARG(name));
	arena_reset(job->memory);
	job->desk = plan_desk_new(job->memory, job->options->plainly);
	if (plan_why(job->desk, job->memory, &outcome->ask, &outcome->plan, slot, &why))
		return command_fail(EXIT_WENT_WRONG, "That could not be worked out.");
	const struct str words = plan_why_words(
		job->memory, &outcome->ask, job->folder.about[set].person, &outcome->plan, &why);
	printf("%.*s", STR_ARG(words));
	return EXIT_GOOD;
}

/* ---- out ---- */

static void write_row(struct csv *csv, const struct job *job, int n, int m)
{
	static const char *const halves[] = { "morning", "afternoon", "evening" };
	const struct outcome *outcome = &job->outcome[n];
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

static bool write_table(struct job *job)
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

static enum exit_code run(struct job *job)
{
	int stuck = 0;

	if (!read_folder(job)) return EXIT_USAGE;
	job->outcome = NEW(job->arena, struct outcome, (size_t)job->folder.sets);
	for (int n = 0; n < job->folder.sets; n++)
		job->outcome[n] =
			(struct outcome){ .ask = job->folder.set[n].ask, .facilitator = -1 };
	job->desk = plan_desk_new(job->memory, job->options->plainly);
	plan_desk_stop(job->desk, plan_is_stopped, NULL);
	if (job->folder.facilitators == 0)
		plan_each_alone(job);
	else if (!plan_together(job))
		return command_fail(EXIT_USAGE, "The prices of programme.csv are too large.");
	if (!write_table(job)) return EXIT_WENT_WRONG;
	for (int n = 0; n < job->folder.sets; n++) {
		if (!job->options->why.at) tell(job, n);
		stuck += job->outcome[n].plan.meetings == 0;
	}
	const enum exit_code why = tell_why(job);
	if (why) return why;
	if (!stuck) return EXIT_GOOD;
	return command_fail(EXIT_FINDINGS, "%d of %d sets have no plan under these rules.", stuck,
	                    job->folder.sets);
}

enum exit_code plan_run_folder(const struct plan_options *options)
{
	struct job job = { .arena = arena_new((size_t)1 << 32),
		           .memory = arena_new((size_t)1 << 32),
		           .options = options };
	const enum exit_code code = run(&job);

	arena_free(job.memory);
	arena_free(job.arena);
	return code;
}
