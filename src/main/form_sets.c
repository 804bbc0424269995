/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_sets - `setwise form FOLDER`: the tables of a folder into sets, and what is said of them. */
#include <sodium.h>

#include "main/form_parts.h"

static bool there(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (file) (void)fclose(file);
	return file != NULL;
}

static struct str sha256(struct arena *arena, struct str text)
{
	uint8_t sum[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(sum, (const uint8_t *)text.at, text.n);
	return str_hex(arena, sum, sizeof(sum));
}

static bool read_case(struct form_job *job)
{
	const struct form_options *o = job->options;
	const struct form_shape shape = { .sets = (int)o->sets,
		                          .least = (int)o->least,
		                          .most = (int)o->most,
		                          .again = job->mode != FORM_FRESH,
		                          .leave = o->leave };
	struct str text[FORM_FILES] = { { 0 } };
	enum form_file at;
	struct form_fault fault;

	for (int f = 0; f < FORM_FILES; f++) {
		const struct str path =
			str_printf(job->arena, "%.*s/%s", STR_ARG(o->word), form_file_name[f]);
		if (f != FORM_FILE_PEOPLE && !there(str_z(job->arena, path))) continue;
		if (!form_slurp(job->arena, path, &text[f])) return false;
		job->sum[f] = sha256(job->arena, text[f]);
	}
	if (!form_case_read(job->arena, text, &shape, &job->c, &at, &fault)) return true;
	form_complain(str_of(form_file_name[at]), &fault);
	return false;
}

/* Each broken rule by name; there are few, or something is wrong with all. */
static void say_broken(const struct form_job *job)
{
	struct buf words;

	buf_init(&words, FORM_OUTPUT_MAX);
	(void)form_broken(job->arena, &job->c.problem, &job->plan, &words, NULL);
	printf("%.*s", STR_ARG(buf_text(&words)));
	buf_release(&words);
}

/* The draft of previous.csv as it stood, to compare with; nothing if it lacks anybody.  What it does not say
 * of half-days and places is as now. */
static void measure_old(struct form_job *job)
{
	const struct form_problem *p = &job->c.problem;

	for (int x = 0; x < p->people; x++)
		if (job->c.start[x] == FORM_NONE) return;
	job->old.set = job->c.start;
	job->old.slot = NEW(job->arena, int, (size_t)p->sets);
	job->old.place = NEW(job->arena, int, (size_t)p->sets);
	for (int k = 0; k < p->sets; k++) {
		const int slot = job->old_slot[k], place = job->old_place[k];
		job->old.slot[k] = slot != FORM_NONE ? slot : job->plan.slot[k];
		job->old.place[k] = place != FORM_NONE ? place : job->plan.place[k];
	}
	form_measure(job->arena, p, &job->old, NULL);
}

enum { NAMED_MAX = 40 };

/* Who joined, who moved, and whether fewer could have. */
static void say_moves(const struct form_job *job)
{
	const struct form_problem *p = &job->c.problem;
	int joined = 0, told = 0;

	for (int x = 0; x < p->people; x++) joined += job->c.start[x] == FORM_NONE;
	if (joined) printf("%d had no set before:\n", joined);
	for (int x = 0; x < p->people && told < NAMED_MAX; x++) {
		if (job->c.start[x] != FORM_NONE) continue;
		printf("%.*s joins set %d.\n", STR_ARG(job->c.person[x]), job->plan.set[x] + 1);
		told++;
	}
	if (joined > told) printf("And %d more.\n", joined - told);
	told = 0;
	for (int x = 0; x < p->people && told < NAMED_MAX; x++) {
		const int old = job->c.start[x], now = job->plan.set[x];
		if (old == FORM_NONE || old == now) continue;
		printf("%.*s moves from set %d to set %d.\n", STR_ARG(job->c.person[x]), old + 1,
		       now + 1);
		told++;
	}
	if (job->plan.moved > told) printf("And %d more.\n", job->plan.moved - told);
	if (job->plan.broken == 0 &&
	    job->plan.moved == form_moves_least(job->arena, p, job->c.start, job->c.start_slot))
		printf("With fewer moves it cannot be done.\n");
	if (job->plan.broken && job->mode == FORM_JOIN)
		printf("Not all rules hold while %s. --max-moves K lets K of the others move.\n",
		       p->max_moves ? "so few of the others move" : "nobody else moves");
}

/* Sets that those who leave bring below their least size. */
static void say_leavers(const struct form_job *job)
{
	const struct form_problem *p = &job->c.problem;
	int *size = NEW(job->arena, int, (size_t)p->sets);
	bool small = false;

	for (int x = 0; x < p->people; x++)
		if (job->c.start[x] != FORM_NONE) size[job->c.start[x]]++;
	for (int k = 0; k < p->sets; k++) {
		if (size[k] >= p->least[k]) continue;
		printf("Set %d would be left with %d people; it should have at least %d.\n", k + 1,
		       size[k], p->least[k]);
		small = true;
	}
	if (!small) printf("Every set is still large enough.\n");
}

static void say(const struct form_job *job)
{
	const struct form_problem *p = &job->c.problem;

	printf("%d %s in %d %s. ", p->people, p->people == 1 ? "person" : "people", p->sets,
	       p->sets == 1 ? "set" : "sets");
	if (p->attributes)
		printf("Mix %.1f of 100, worst set %.1f. ", job->plan.mix, job->plan.worst);
	else
		printf("No column says what to mix. ");
	if (job->plan.broken == 0) printf("Every rule is kept.\n");
	if (job->bent)
		printf("%d %s. ", job->bent,
		       job->bent == 1 ? "rule that may bend is bent"
		                      : "rules that may bend are bent");
	const int broken = job->plan.broken - job->bent;
	if (broken > 0) printf("%d %s broken.", broken, broken == 1 ? "rule is" : "rules are");
	if (job->plan.broken) {
		printf("\n");
		say_broken(job);
	}
	if (job->c.n_waiting)
		printf("%d %s for a place.\n", job->c.n_waiting,
		       job->c.n_waiting == 1 ? "waits" : "wait");
	if (!p->before || job->mode == FORM_KEEP) return;
	if (job->mode == FORM_LEAVE) say_leavers(job);
	printf("%d of those who had a set %s moved.\n", job->plan.moved,
	       job->plan.moved == 1 ? "has" : "have");
	if (job->mode != FORM_FRESH) say_moves(job);
	if (job->old.set)
		printf("Before: mix %.1f, worst set %.1f, %d rules broken.\n", job->old.mix,
		       job->old.worst, job->old.broken);
}

/* Answers to what was asked about the plan. */
static bool answer(struct form_job *job)
{
	const struct form_options *o = job->options;

	if (o->explain.n && !str_eq(o->explain, STR("all")))
		form_explain(job, form_case_person(&job->c, o->explain));
	if (o->check.n && !form_check_edit(job)) return false;
	return !o->what_if.n || form_what_if(job);
}

static enum exit_code run(struct form_job *job)
{
	enum exit_code code;

	if (!form_find_plan(job, &code)) return code;
	if (job->mode == FORM_TRADE_OFF) return EXIT_GOOD; /* all has been said */
	if (job->c.start && job->mode != FORM_KEEP) measure_old(job);
	say(job);
	if (!answer(job)) return EXIT_USAGE;
	if (job->mode == FORM_KEEP) return EXIT_GOOD; /* nothing is new: nothing is written */
	if (!form_write_all(job)) return EXIT_WENT_WRONG;
	if (job->plan.broken <= job->bent) return EXIT_GOOD;
	return form_say_conflict(job);
}

/* --mode; where it is not given, questions are asked of previous.csv as it stands. */
static bool read_mode(struct form_job *job)
{
	static const char *const names[] = { "fresh", "repair", "improve",  "join",
		                             "leave", "keep",   "trade-off" };
	const struct form_options *o = job->options;
	const struct str previous = str_printf(job->arena, "%.*s/%s", STR_ARG(o->word),
	                                       form_file_name[FORM_FILE_PREVIOUS]);
	int mode = 0;

	if (o->mode.n) {
		while (mode < (int)LEN(names) && !str_eq(o->mode, str_of(names[mode]))) mode++;
		job->mode = (enum form_mode)mode;
		return mode < (int)LEN(names);
	}
	if (o->leave.n) job->mode = FORM_LEAVE;
	if (!o->leave.n && (o->check.n || o->what_if.n || o->explain.n) &&
	    there(str_z(job->arena, previous)))
		job->mode = FORM_KEEP;
	return true;
}

/* Those named on the command line are there. */
static bool people_are_known(const struct form_job *job)
{
	const struct form_options *o = job->options;
	struct str rest = o->leave, id;

	while (rest.n && str_cut(&rest, ',', &id)) {
		if (!form_case_knows(&job->c, str_trim(id))) {
			(void)command_fail(EXIT_USAGE,
			                   "--leave: nobody has the id %.*s in people.csv or "
			                   "previous.csv.",
			                   STR_ARG(id));
			return false;
		}
		if (!rest.at) break;
	}
	if (!o->explain.n || str_eq(o->explain, STR("all")) ||
	    form_case_person(&job->c, o->explain) != FORM_NONE)
		return true;
	(void)command_fail(EXIT_USAGE, "people.csv has nobody with the id %.*s.",
	                   STR_ARG(o->explain));
	return false;
}

enum exit_code form_run_sets(const struct form_options *options)
{
	struct form_job job = { .arena = arena_new((size_t)2 << 30), .options = options };
	enum exit_code code = EXIT_USAGE;

	if (!read_mode(&job))
		code = command_fail(EXIT_USAGE, "--mode should be " FORM_MODE_WORDS ".");
	else if (read_case(&job) && people_are_known(&job))
		code = run(&job);
	arena_free(job.arena);
	return code;
}
