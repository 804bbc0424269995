/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_ask - a hand edit checked (--check "X on 3"), and a wish tried (--what-if "X in 3", "X with Y",
 * "X apart Y", "X not 3"): enforced, mended with few moves, and told as before and after. */
#include "main/form_parts.h"

enum { USUAL_MOVES = 6, MOVES_TOLD = 40 };
enum { TRIALS = 400000, TRIALS_EACH = 300 };

static bool fail(struct str text, const char *what)
{
	(void)command_fail(EXIT_USAGE, "\"%.*s\" cannot be asked: %s", STR_ARG(text), what);
	return false;
}

/* "LEFT word RIGHT": parted at the word.  False if it is not there. */
static bool part_at(struct str text, const char *word, struct str *left, struct str *right)
{
	const size_t n = strlen(word);

	for (size_t i = 1; i + n + 1 < text.n; i++) {
		if (text.at[i - 1] != ' ' || text.at[i + n] != ' ' ||
		    !str_eq(str_part(text, i, i + n), str_of(word)))
			continue;
		*left = str_trim(str_part(text, 0, i));
		*right = str_trim(str_from(text, i + n));
		return left->n && right->n;
	}
	return false;
}

static bool read_person(const struct form_job *job, struct str text, struct str id, int *out)
{
	*out = form_case_person(&job->c, id);
	if (*out == FORM_NONE)
		return fail(text, str_z(job->arena, str_printf(job->arena,
		                                               "nobody in the sets has the id "
		                                               "%.*s.",
		                                               STR_ARG(id))));
	return true;
}

static bool read_set(const struct form_job *job, struct str text, struct str word, int *out)
{
	int64_t k;

	if (!str_i64(word, 1, job->c.problem.sets, &k))
		return fail(text, str_z(job->arena,
		                        str_printf(job->arena, "sets are numbered from 1 to %d.",
		                                   job->c.problem.sets)));
	*out = (int)k - 1;
	return true;
}

/* ---- a hand edit ------------------------------------------------------------------------------- */

bool form_check_edit(struct form_job *job)
{
	const struct str text = job->options->check;
	struct str who, where;
	struct form_edit edit;
	struct buf words;
	int x, k;

	if (!part_at(text, "on", &who, &where))
		return fail(text, "say \"ID on SET\", such as \"p7 on 3\".");
	if (!read_person(job, text, who, &x) || !read_set(job, text, where, &k)) return false;
	struct form_desk *desk = form_desk_new(job->arena, &job->c.problem, &job->plan);
	buf_init(&words, FORM_OUTPUT_MAX);
	const int64_t begun = form_clock_cpu(NULL);
	form_edit_check(desk, job->arena, x, k, &words, &edit);
	const int64_t done = form_clock_cpu(NULL);
	const int home = job->plan.set[x];
	printf("%.*s from set %d to set %d: ", STR_ARG(job->c.person[x]), home + 1, k + 1);
	if (home == k)
		printf("they are there already.\n");
	else if (edit.breaks)
		printf("%d %s broken.\n%.*s", edit.breaks,
		       edit.breaks == 1 ? "rule would be" : "rules would be",
		       STR_ARG(buf_text(&words)));
	else
		printf("no rule is broken.\n");
	if (home != k)
		printf("Mix of set %d: %.0f to %.0f. Of set %d: %.0f to %.0f.\n", k + 1,
		       edit.to_before, edit.to_after, home + 1, edit.from_before, edit.from_after);
	if (job->options->cpu) printf("Checked in %lld us.\n", (long long)(done - begun));
	buf_release(&words);
	return true;
}

/* ---- a wish ------------------------------------------------------------------------------------ */

static void add_link(struct form_job *job, struct form_problem *p, int a, int b,
                     enum form_link_kind kind)
{
	struct form_link *link = NEW(job->arena, struct form_link, (size_t)p->links + 1);

	for (int i = 0; i < p->links; i++) link[i] = p->link[i];
	link[p->links++] = (struct form_link){ a, b, kind };
	p->link = link;
}

static void add_pin(struct form_job *job, struct form_problem *p, int x, int set)
{
	int *pin = NEW(job->arena, int, (size_t)p->people);

	for (int y = 0; y < p->people; y++) pin[y] = y == x ? set : p->pin[y];
	p->pin = pin;
}

static void add_ban(struct form_job *job, struct form_problem *p, int x, int set)
{
	struct form_ban *ban = NEW(job->arena, struct form_ban, (size_t)p->bans + 1);

	for (int i = 0; i < p->bans; i++) ban[i] = p->ban[i];
	ban[p->bans++] = (struct form_ban){ x, set };
	p->ban = ban;
}

/* The wish as one rule more. */
static bool read_wish(struct form_job *job, struct form_problem *p)
{
	const struct str text = job->options->what_if;
	struct str left, right;
	int x, y, k;

	if (part_at(text, "in", &left, &right)) {
		if (!read_person(job, text, left, &x) || !read_set(job, text, right, &k))
			return false;
		add_pin(job, p, x, k);
		return true;
	}
	if (part_at(text, "not", &left, &right)) {
		if (!read_person(job, text, left, &x) || !read_set(job, text, right, &k))
			return false;
		add_ban(job, p, x, k);
		return true;
	}
	const bool with = part_at(text, "with", &left, &right);
	if (!with && !part_at(text, "apart", &left, &right))
		return fail(text, "say \"ID in SET\", \"ID not SET\", \"ID with ID\" or \"ID apart "
		                  "ID\".");
	if (!read_person(job, text, left, &x) || !read_person(job, text, right, &y)) return false;
	if (x == y) return fail(text, "this is twice the same person.");
	add_link(job, p, x, y, with ? FORM_TOGETHER : FORM_APART);
	return true;
}

static void say_row(const char *what, double before, double after)
{
	printf("%-20s %8.1f %8.1f\n", what, before, after);
}

/* Before and after, of the sets whose members change. */
static void say_both(struct form_job *job, const struct form_problem *p,
                     const struct form_plan *next, const double *mix)
{
	const struct form_plan *now = &job->plan;
	bool *touched = NEW(job->arena, bool, (size_t)p->sets);
	int told = 0;

	for (int x = 0; x < p->people; x++)
		if (next->set[x] != now->set[x])
			touched[next->set[x]] = touched[now->set[x]] = true;
	printf("%-20s %8s %8s\n", "", "before", "after");
	for (int k = 0; k < p->sets; k++) {
		if (!touched[k]) continue;
		const char *name =
			str_z(job->arena, str_printf(job->arena, "mix of set %d", k + 1));
		say_row(name, job->mix[k], mix[k]);
	}
	say_row("mix of all", now->mix, next->mix);
	say_row("worst set", now->worst, next->worst);
	printf("%-20s %8d %8d\n", "rules broken", now->broken, next->broken);
	printf("%d %s:\n", next->moved, next->moved == 1 ? "person moves" : "people move");
	for (int x = 0; x < p->people && told < MOVES_TOLD; x++) {
		if (next->set[x] == now->set[x]) continue;
		printf("%.*s from set %d to set %d.\n", STR_ARG(job->c.person[x]), now->set[x] + 1,
		       next->set[x] + 1);
		told++;
	}
	if (next->moved > MOVES_TOLD) printf("And %d more.\n", next->moved - MOVES_TOLD);
}

bool form_what_if(struct form_job *job)
{
	const struct form_options *o = job->options;
	struct form_problem p = job->c.problem;
	const struct form_time time = {
		.evaluations =
			o->evaluations ? o->evaluations : TRIALS + TRIALS_EACH * (int64_t)p.people,
	};
	struct form_plan next;
	struct buf words;

	p.before = job->plan.set;
	p.place_before = job->plan.place;
	if (job->plan.facilitator) p.facilitator = job->plan.facilitator;
	p.keep_times = p.few_moves = true;
	p.max_moves = (int)(o->max_moves < 0           ? USUAL_MOVES
	                    : o->max_moves > INT32_MAX ? INT32_MAX
	                                               : o->max_moves);
	if (!read_wish(job, &p)) return false;
	printf("\nWhat if %.*s?\n", STR_ARG(o->what_if));
	const struct str why = form_impossible(job->arena, &p);
	if (why.n) {
		printf("It cannot be. %.*s\n", STR_ARG(why));
		return true;
	}
	form_make(job->arena, &p, job->plan.set, job->plan.slot, &time, (uint64_t)job->seed,
	          FORM_PATH_BEST, &next);
	double *mix = NEW(job->arena, double, (size_t)p.sets);
	form_measure(job->arena, &p, &next, mix);
	say_both(job, &p, &next, mix);
	if (next.broken <= job->plan.broken) return true;
	buf_init(&words, FORM_OUTPUT_MAX);
	(void)form_broken(job->arena, &p, &next, &words, NULL);
	printf("With at most %d moves it breaks rules:\n%.*s", p.max_moves,
	       STR_ARG(buf_text(&words)));
	buf_release(&words);
	return true;
}
