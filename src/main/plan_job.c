/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - the folder of `setwise plan`: its files read, and read again as they might be. */
#include <errno.h>
#include <string.h>

#include "main/plan_parts.h"

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

bool plan_job_read(struct plan_job *job)
{
	const struct plan_options *options = job->options;
	const bool is_asked = options->why.n || options->lost.n || options->ill.n ||
	                      options->six.n || options->remind.n;
	struct plan_fault fault;

	/* Who plans afresh does not care what is in the way of reading the plan before. */
	for (int f = 0; f < PLAN_FILES; f++)
		if ((f != PLAN_FILE_PUBLISHED || is_asked) &&
		    !slurp(job->arena, options->folder, (enum plan_file)f, &job->text[f]))
			return false;
	if (plan_folder_parse(job->arena, job->text, NULL, &job->folder, &fault) == OK) return true;
	fprintf(stderr, "%.*s/%s:", STR_ARG(options->folder), plan_file_name(fault.file));
	if (fault.line) fprintf(stderr, "%d:%d:", fault.line, fault.column);
	fprintf(stderr, " %.*s\n", STR_ARG(fault.why));
	return false;
}

void plan_job_reset(struct plan_job *job)
{
	arena_reset(job->memory);
	job->desk = plan_desk_new(job->memory, job->options->plainly);
	plan_desk_stop(job->desk, plan_is_stopped, NULL);
}

struct plan_folder *plan_job_if(const struct plan_job *job, struct arena *arena,
                                const struct plan_folder_if *what_if)
{
	struct plan_folder *out = NEW(arena, struct plan_folder, 1);
	struct str text[PLAN_FILES];
	struct plan_fault fault;

	memcpy(text, job->text, sizeof(text));
	text[PLAN_FILE_PUBLISHED] = (struct str){ 0 };
	return plan_folder_parse(arena, text, what_if, out, &fault) == OK ? out : NULL;
}

int plan_job_set(const struct plan_job *job, struct str name)
{
	for (int n = 0; n < job->folder.sets; n++)
		if (str_eq(job->folder.about[n].name, name)) return n;
	return -1;
}

int32_t *plan_job_price(const struct plan_folder *folder, struct arena *arena, int set, int f)
{
	const struct plan_many_set *asked = &folder->set[set];
	int32_t *travel = NEW(arena, int32_t, (size_t)folder->slots);
	int32_t price = 0;

	for (int o = 0; o < asked->offers; o++)
		if (asked->offer[o].facilitator == f) price = asked->offer[o].price;
	for (int s = 0; s < folder->slots; s++) {
		const int32_t own = folder->facilitator[f].travel[s];
		travel[s] = own < PLAN_NEVER ? own + price : PLAN_NEVER;
	}
	return travel;
}

/* Closes what one facilitated meeting of another set takes of a facilitator. */
static void take(const struct plan_folder *folder, const struct plan_facilitator *who, int slot,
                 int32_t *travel, int *in_week)
{
	enum { WEEK_DAYS = 7 };
	const struct day day = folder->slot[slot].day;
	const struct day monday = day_add(day, -day_weekday(day));

	travel[slot] = PLAN_NEVER;
	for (int s = 0; s < folder->slots; s++) {
		const int off = folder->slot[s].day.n - monday.n;
		if (off < 0 || off >= WEEK_DAYS) continue;
		if (++in_week[s] >= who->week_max) travel[s] = PLAN_NEVER;
		if (who->one_a_day && folder->slot[s].day.n == day.n) travel[s] = PLAN_NEVER;
	}
}

void plan_job_stand_ins(const struct plan_outcome *outcome, int32_t *travel)
{
	for (int m = 0; m < outcome->plan.meetings; m++)
		if ((outcome->stand_ins >> m & 1) && travel[outcome->plan.slot[m]] >= PLAN_NEVER)
			travel[outcome->plan.slot[m]] = 0;
}

/* Somebody may stand in for a set's facilitator at one meeting. */
static int facilitates(const struct plan_outcome *outcome, int m)
{
	return outcome->stand_ins >> m & 1 ? outcome->by[m] : outcome->facilitator;
}

const int32_t *plan_job_travel(const struct plan_job *job, struct arena *arena, int set, int f)
{
	const struct plan_folder *folder = &job->folder;

	if (f < 0) return job->outcome[set].ask.travel;
	const struct plan_facilitator *who = &folder->facilitator[f];
	const size_t slots = (size_t)folder->slots;
	int32_t *travel = NEW(arena, int32_t, slots);
	int *in_week = NEW(arena, int, slots);
	memcpy(travel, plan_job_price(folder, arena, set, f), slots * sizeof(*travel));
	memset(in_week, 0, slots * sizeof(*in_week));
	for (int n = 0; n < folder->sets; n++) {
		const struct plan_outcome *other = &job->outcome[n];
		for (int m = 0; n != set && m < other->plan.meetings; m++)
			if ((other->plan.facilitated >> m & 1) && facilitates(other, m) == f)
				take(folder, who, other->plan.slot[m], travel, in_week);
	}
	if (f == job->outcome[set].facilitator) plan_job_stand_ins(&job->outcome[set], travel);
	return travel;
}
