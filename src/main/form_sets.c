/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_sets - `setwise form FOLDER`: the tables of a folder into sets, written beside them. */
#include <errno.h>

#include "format/csv.h"
#include "main/form_parts.h"

enum { OUTPUT_MAX = 256 * 1024 * 1024 };
static const int64_t USUAL_US = 5000000;

struct job {
	struct arena *arena;
	const struct form_options *options;
	struct form_case c;
	struct form_plan plan, old; /* old: as previous.csv had it, if it had all */
	double *mix;
	int64_t seed;
	int bent; /* broken rules of classes that may bend */
	bool may_bend[FORM_RULES];
};

static bool there(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (file) (void)fclose(file);
	return file != NULL;
}

static bool read_case(struct job *job)
{
	const struct form_options *o = job->options;
	const struct form_shape shape = { (int)o->sets, (int)o->least, (int)o->most };
	struct str text[FORM_FILES] = { { 0 } };
	enum form_file at;
	struct form_fault fault;

	for (int f = 0; f < FORM_FILES; f++) {
		const struct str path =
			str_printf(job->arena, "%.*s/%s", STR_ARG(o->word), form_file_name[f]);
		if (f != FORM_FILE_PEOPLE && !there(str_z(job->arena, path))) continue;
		if (!form_slurp(job->arena, path, &text[f])) return false;
	}
	if (!form_case_read(job->arena, text, &shape, &job->c, &at, &fault)) return true;
	form_complain(str_of(form_file_name[at]), &fault);
	return false;
}

/* ---- what is written --------------------------------------------------------------------------- */

static bool write_file(struct job *job, const char *name, const struct buf *text)
{
	const struct str folder = job->options->out.n ? job->options->out : job->options->word;
	const char *path =
		str_z(job->arena, str_printf(job->arena, "%.*s/%s", STR_ARG(folder), name));
	FILE *file = fopen(path, "wb");
	bool good = file != NULL && buf_ok(text);

	if (good) good = fwrite(text->at, 1, text->n, file) == text->n;
	if (file && fclose(file) != 0) good = false;
	if (!good)
		(void)command_fail(EXIT_WENT_WRONG, "%s cannot be written: %s.", path,
		                   strerror(errno));
	return good;
}

static struct str slot_name(const struct job *job, int slot)
{
	return slot >= 0 && slot < job->c.slots ? job->c.slot[slot] : STR("");
}

/* The attribute to be mixed of which most pairs in the set are alike; empty if no pair is. */
static struct str lowest_attribute(const struct job *job, int set)
{
	const struct form_problem *p = &job->c.problem;
	int most = 0, at = FORM_NONE, member[FORM_SET_SIZE_MAX], n = 0;

	for (int x = 0; x < p->people && n < FORM_SET_SIZE_MAX; x++)
		if (job->plan.set[x] == set) member[n++] = x;
	for (int a = 0; a < p->attributes; a++) {
		const struct form_attribute *attribute = &p->attribute[a];
		int alike = 0;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < i; j++)
				alike += attribute->value[member[i]] != FORM_UNKNOWN &&
				         attribute->value[member[i]] == attribute->value[member[j]];
		if (attribute->wish != FORM_MIX || alike <= most) continue;
		most = alike;
		at = a;
	}
	return at == FORM_NONE ? STR("") : p->attribute[at].name;
}

/* The first line: names parted by commas. */
static void head(struct csv *csv, const char *names)
{
	struct str rest = str_of(names), name;

	while (str_cut(&rest, ',', &name)) csv_text(csv, name);
	csv_line(csv);
}

/* online, inperson; and where. */
static void place_cells(const struct job *job, struct csv *csv, int place)
{
	const bool chosen = job->c.places > 0 && place >= 0 && place < job->c.places;

	csv_text(csv, !chosen ? STR("") : place == FORM_ONLINE ? STR("online") : STR("inperson"));
	csv_text(csv, chosen && place != FORM_ONLINE ? job->c.place[place] : STR(""));
}

/* Why somebody is where they are, in a word. */
static struct str reason_code(const struct job *job, int x)
{
	const struct form_problem *p = &job->c.problem;
	const int now = job->plan.set[x], old = job->c.start ? job->c.start[x] : FORM_NONE;

	if (p->locked && p->locked[now]) return STR("locked");
	if (p->pin[x] == now) return STR("pinned");
	for (int i = 0; i < p->links; i++)
		if (p->link[i].kind == FORM_TOGETHER && (p->link[i].a == x || p->link[i].b == x) &&
		    job->plan.set[p->link[i].a] == job->plan.set[p->link[i].b])
			return STR("together");
	if (old == now) return STR("kept");
	return old == FORM_NONE ? STR("placed") : STR("moved");
}

static void sets_table(struct job *job, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	struct csv csv;

	csv_begin(&csv, out);
	head(&csv, "set,facilitator,slot,format,area,size,mix,lowest attribute");
	for (int k = 0; k < p->sets; k++) {
		int size = 0;
		for (int x = 0; x < p->people; x++) size += job->plan.set[x] == k;
		csv_i64(&csv, k + 1);
		csv_text(&csv, p->facilitator ? job->c.facilitator[p->facilitator[k]] : STR(""));
		csv_text(&csv, slot_name(job, job->plan.slot[k]));
		place_cells(job, &csv, job->plan.place[k]);
		csv_i64(&csv, size);
		csv_i64(&csv, (int64_t)(job->mix[k] + 0.5));
		csv_text(&csv, lowest_attribute(job, k));
		csv_line(&csv);
	}
}

static void members_table(struct job *job, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	struct csv csv;

	csv_begin(&csv, out);
	head(&csv, "id,name,set,slot,pinned,moved_from,reason code");
	for (int x = 0; x < p->people; x++) {
		const int old = job->c.start ? job->c.start[x] : FORM_NONE, now = job->plan.set[x];
		csv_text(&csv, job->c.id[x]);
		csv_text(&csv, job->c.person[x]);
		csv_i64(&csv, now + 1);
		csv_text(&csv, slot_name(job, job->plan.slot[now]));
		csv_text(&csv, p->pin[x] == now ? STR("yes") : STR(""));
		if (old != FORM_NONE && old != now)
			csv_i64(&csv, old + 1);
		else
			csv_text(&csv, STR(""));
		csv_text(&csv, reason_code(job, x));
		csv_line(&csv);
	}
	for (int i = 0; i < job->c.n_waiting; i++) {
		const struct form_table *t = &job->c.table[FORM_FILE_PEOPLE];
		csv_text(&csv, form_table_cell(t, job->c.waiting[i], form_table_column(t, "id")));
		csv_text(&csv, form_table_cell(t, job->c.waiting[i], form_table_column(t, "name")));
		csv_text(&csv, STR("waiting"));
		for (int empty = 0; empty < 3; empty++) csv_text(&csv, STR(""));
		csv_text(&csv, STR("no place"));
		csv_line(&csv);
	}
}

static void result_json(const struct job *job, struct buf *out)
{
	buf_printf(out,
	           "{\"people\": %d, \"sets\": %d, \"waiting\": %d, \"broken\": %d, \"moved\": %d, "
	           "\"mix\": %.2f, \"worst\": %.2f, \"seed\": %lld, \"trials\": %lld}\n",
	           job->c.problem.people, job->c.problem.sets, job->c.n_waiting, job->plan.broken,
	           job->plan.moved, job->plan.mix, job->plan.worst, (long long)job->seed,
	           (long long)job->plan.trials);
}

static bool write_all(struct job *job)
{
	static const struct {
		const char *name;
		void (*make)(struct job *, struct buf *);
	} tables[] = { { "sets.csv", sets_table }, { "members.csv", members_table } };
	struct buf text;
	bool good = true;

	buf_init(&text, OUTPUT_MAX);
	for (size_t i = 0; i < LEN(tables) && good; i++) {
		buf_clear(&text);
		tables[i].make(job, &text);
		good = write_file(job, tables[i].name, &text);
	}
	buf_clear(&text);
	result_json(job, &text);
	good = good && write_file(job, "result.json", &text);
	buf_release(&text);
	return good;
}

/* ---- what is said ------------------------------------------------------------------------------ */

static void explain(struct job *job)
{
	const int x = form_case_person(&job->c, job->options->explain);
	struct form_desk *desk = form_desk_new(job->arena, &job->c.problem, &job->plan);
	const struct form_problem *p = &job->c.problem;
	int counts[FORM_REASONS];

	for (int a = 0; a < p->attributes; a++) {
		int same = 0, size = 0;
		for (int y = 0; y < p->people; y++) {
			if (job->plan.set[y] != job->plan.set[x]) continue;
			size++;
			same += p->attribute[a].value[y] == p->attribute[a].value[x];
		}
		printf("%.*s: one of %d in %d of the same %.*s.\n", STR_ARG(job->c.person[x]), same,
		       size, STR_ARG(p->attribute[a].name));
	}
	for (int k = 0; k < p->sets; k++) {
		struct form_why why;
		form_why_not(desk, x, k, &why);
		const struct str words = form_why_words(job->arena, p, x, k, &why);
		printf("Set %d: %.*s\n", k + 1, STR_ARG(words));
	}
	form_why_counts(desk, x, counts);
	printf("Of %d sets %d are possible.\n", p->sets,
	       counts[FORM_REASON_NONE] + counts[FORM_REASON_HERE]);
}

/* Each broken rule by name; there are few, or something is wrong with all. */
static void say_broken(const struct job *job)
{
	struct buf words;

	buf_init(&words, OUTPUT_MAX);
	(void)form_broken(job->arena, &job->c.problem, &job->plan, &words, NULL);
	printf("%.*s", STR_ARG(buf_text(&words)));
	buf_release(&words);
}

/* Rules that may bend are not counted as broken. */
static void count_bent(struct job *job)
{
	struct buf words;
	int by_rule[FORM_RULES];

	job->bent = 0;
	buf_init(&words, OUTPUT_MAX);
	(void)form_broken(job->arena, &job->c.problem, &job->plan, &words, by_rule);
	buf_release(&words);
	for (int i = 0; i < FORM_RULES; i++)
		if (job->may_bend[i]) job->bent += by_rule[i];
}

static void say(const struct job *job)
{
	const struct form_problem *p = &job->c.problem;

	printf("%d people in %d sets. Mix %.1f of 100, worst set %.1f. ", p->people, p->sets,
	       job->plan.mix, job->plan.worst);
	if (job->plan.broken == 0) printf("Every rule is kept.\n");
	if (job->bent) printf("%d rules that may bend are bent. ", job->bent);
	if (job->plan.broken > job->bent)
		printf("%d rules are broken.", job->plan.broken - job->bent);
	if (job->plan.broken) {
		printf("\n");
		say_broken(job);
	}
	if (job->c.n_waiting) printf("%d wait for a place.\n", job->c.n_waiting);
	if (!p->before) return;
	printf("%d of those who had a set have moved.\n", job->plan.moved);
	if (job->old.set)
		printf("Before: mix %.1f, worst set %.1f, %d rules broken.\n", job->old.mix,
		       job->old.worst, job->old.broken);
}

/* The draft of previous.csv as it stands, to compare with; nothing if it lacks anybody. */
static void measure_old(struct job *job)
{
	const struct form_problem *p = &job->c.problem;

	for (int x = 0; x < p->people; x++)
		if (job->c.start[x] == FORM_NONE) return;
	job->old.set = job->c.start;
	job->old.slot = job->plan.slot;
	job->old.place = job->plan.place;
	form_measure(job->arena, p, &job->old, NULL);
}

static struct form_time search_time(const struct job *job)
{
	const struct form_options *o = job->options;
	const int64_t asked = o->seconds_us ? o->seconds_us : job->c.asked.seconds_us;

	return (struct form_time){
		.evaluations = o->evaluations,
		.clock_us = asked ? asked : USUAL_US,
		.now = o->cpu ? form_clock_cpu : form_clock_wall,
	};
}

/* Half-days and places of the last draft are kept: all in a re-run, else those of locked sets. */
static void keep_times(struct job *job, bool all)
{
	struct form_case *c = &job->c;

	for (int k = 0; k < c->problem.sets && c->start; k++)
		if (!all && !c->locked[k]) c->start_slot[k] = c->start_place[k] = FORM_NONE;
	c->problem.place_before = c->start_place;
}

static bool relax_one(struct job *job, struct str word)
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
static bool read_relax(struct job *job)
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

static bool may_bend_any(const struct job *job)
{
	bool any = false;

	for (int i = 0; i < FORM_RULES; i++) any |= job->may_bend[i];
	return any;
}

static bool read_locks(struct job *job)
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

/* As long again as the search had, and 5 seconds at least, to find which rules are in each other's way. */
static void say_conflict(const struct job *job)
{
	struct buf words;
	struct form_time time = search_time(job);

	if (time.clock_us < USUAL_US) time.clock_us = USUAL_US;
	buf_init(&words, OUTPUT_MAX);
	(void)form_conflict(job->arena, &job->c.problem, &time, (uint64_t)job->seed, &words);
	printf("%.*s", STR_ARG(buf_text(&words)));
	buf_release(&words);
}

static void search_plan(struct job *job, const struct form_problem *p, bool again)
{
	const struct form_time time = search_time(job);

	form_make(job->arena, p, again ? job->c.start : NULL, job->c.start_slot, &time,
	          (uint64_t)job->seed, FORM_PATH_BEST, &job->plan);
}

static enum exit_code make(struct job *job)
{
	const struct form_options *o = job->options;
	struct form_problem *p = &job->c.problem;
	const bool repair = str_eq(o->mode, STR("repair")),
		   improve = str_eq(o->mode, STR("improve"));

	if ((repair || improve) && !job->c.start)
		return command_fail(EXIT_USAGE,
		                    "%.*s starts from previous.csv, which is not there.",
		                    STR_ARG(o->mode));
	if (job->c.start) p->before = job->c.start;
	if (improve) p->max_moves = (int)(o->max_moves < 0 ? 10 : o->max_moves);
	p->few_moves = repair;
	job->seed = o->seed >= 0 ? o->seed : job->c.asked.seed ? job->c.asked.seed : 1;
	if (!read_relax(job)) return EXIT_USAGE;
	if (!read_locks(job)) return EXIT_USAGE;
	const struct str why = form_impossible(job->arena, p);
	if (why.n && !may_bend_any(job)) {
		printf("It cannot be done. %.*s\n", STR_ARG(why));
		return (enum exit_code)FORM_EXIT_IMPOSSIBLE;
	}
	keep_times(job, repair || improve);
	if (!why.n) {
		search_plan(job, p, repair || improve);
		count_bent(job);
	}
	if ((why.n || job->plan.broken > job->bent) && may_bend_any(job)) {
		struct form_problem bent;
		const struct form_time time = search_time(job);
		const bool possible =
			form_bend(job->arena, p, job->may_bend, &time, (uint64_t)job->seed, &bent);
		if (!possible && why.n) {
			printf("It cannot be done, even with what may bend. %.*s\n", STR_ARG(why));
			return (enum exit_code)FORM_EXIT_IMPOSSIBLE;
		}
		if (possible) search_plan(job, &bent, repair || improve);
	}
	job->mix = NEW(job->arena, double, (size_t)p->sets);
	form_measure(job->arena, p, &job->plan, job->mix);
	count_bent(job);
	if (job->c.start) measure_old(job);
	say(job);
	if (o->explain.n) explain(job);
	if (!write_all(job)) return EXIT_WENT_WRONG;
	if (job->plan.broken <= job->bent) return EXIT_GOOD;
	say_conflict(job);
	return (enum exit_code)FORM_EXIT_STOPPED;
}

enum exit_code form_run_sets(const struct form_options *options)
{
	struct job job = { .arena = arena_new((size_t)2 << 30), .options = options };
	enum exit_code code = EXIT_USAGE;

	if (options->mode.n && !str_eq(options->mode, STR("fresh")) &&
	    !str_eq(options->mode, STR("repair")) && !str_eq(options->mode, STR("improve")))
		code = command_fail(EXIT_USAGE, "--mode is fresh, repair or improve.");
	else if (read_case(&job)) {
		if (options->explain.n && form_case_person(&job.c, options->explain) == FORM_NONE)
			code = command_fail(EXIT_USAGE, "people.csv has nobody with the id %.*s.",
			                    STR_ARG(options->explain));
		else
			code = make(&job);
	}
	arena_free(job.arena);
	return code;
}
