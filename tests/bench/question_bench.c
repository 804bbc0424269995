/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_bench FOLDER... - how well and how fast question_read reads.
 *
 * Each file *.tsv below a folder holds text, label and source, parted by tabs. Prints for each the
 * confusion of forms, precision, recall and F1 of each form, openness, question or not, functions;
 * then nanoseconds for 50, 100 and 300 bytes. With --wrong NAME prints the lines of that file that were
 * read otherwise. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "domain/question_read.h"

enum { SAME_QUESTION = QUESTION_FORMS, LABELS };

struct tally {
	int form[LABELS][QUESTION_FORMS]; /* wanted, got */
	int open[2][3];                   /* wanted closed or open; got openness */
	int asked[2][2], bare[2][2];      /* is it a question? as typed, and without "?" */
	int function_right, function_among, functions, changed, n;
	int function[QUESTION_FUNCTIONS][QUESTION_FUNCTIONS + 1];
};

static int label_of(struct str label)
{
	for (int i = 0; i < QUESTION_FORMS; i++)
		if (str_eq(label, str_of(question_form_name((enum question_form)i)))) return i;
	return str_eq(label, STR("question")) ? SAME_QUESTION : -1;
}

static int function_of(struct str name)
{
	for (int i = 0; i < QUESTION_FUNCTIONS; i++)
		if (str_eq(name, str_of(question_function_name((enum question_function)i))))
			return i;
	return -1;
}

static bool is_question(enum question_form form)
{
	return form != QUESTION_ADVICE && form != QUESTION_STATEMENT;
}

/* The text without the characters of `drop`. */
static struct str without(struct str text, const char *drop, char *room)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < QUESTION_BYTES_MAX; i++)
		if (!strchr(drop, text.at[i])) room[n++] = text.at[i];
	return (struct str){ room, n };
}

static void count(struct tally *t, struct str text, struct str label, struct str function,
                  bool wrong)
{
	struct question_kind kind, other;
	char room[QUESTION_BYTES_MAX];
	const int want = label_of(label);

	if (want < 0 || question_read(text, &kind) != OK) return;
	t->n++;
	t->form[want][kind.form]++;
	if (wrong && want != SAME_QUESTION && want != (int)kind.form)
		printf("%.*s > %s\t%.*s\t[%s]\n", STR_ARG(label), question_form_name(kind.form),
		       STR_ARG(text), kind.whys ? question_phrase_id(kind.why[0].phrase) : "");
	if (want == QUESTION_OPEN || want == QUESTION_CLOSED || want == QUESTION_EITHER_OR)
		t->open[want == QUESTION_OPEN][kind.openness]++;
	const bool question = want == SAME_QUESTION || is_question((enum question_form)want);
	if (want != QUESTION_ADVICE) {
		t->asked[question][is_question(kind.form)]++;
		if (question_read(without(text, "?", room), &other) == OK)
			t->bare[question][is_question(other.form)]++;
	}
	if (question_read(without(text, "'", room), &other) == OK && other.form != kind.form)
		t->changed++;
	const int f = function_of(function);
	if (f < 0) return;
	t->functions++;
	t->function[f][kind.functions ? kind.function[0] : QUESTION_FUNCTIONS]++;
	t->function_right += kind.functions && (int)kind.function[0] == f;
	if (wrong && (!kind.functions || (int)kind.function[0] != f))
		printf("function %.*s > %s\t%.*s\n", STR_ARG(function),
		       kind.functions ? question_function_name(kind.function[0]) : "none",
		       STR_ARG(text));
	for (int i = 0; i < kind.functions; i++) t->function_among += (int)kind.function[i] == f;
}

static double share(int part, int whole)
{
	return whole ? (double)part / whole : 0;
}

static double f1(int right, int got, int want)
{
	return got + want ? 2.0 * right / (got + want) : 0;
}

static void print_forms(const struct tally *t)
{
	int right = 0, all = 0, classes = 0;
	double sum = 0;

	printf("  %-11s", "");
	for (int g = 0; g < QUESTION_FORMS; g++)
		printf("%10s", question_form_name((enum question_form)g));
	printf("\n");
	for (int w = 0; w < LABELS; w++) {
		int want = 0, got = 0;
		for (int g = 0; g < QUESTION_FORMS; g++) want += t->form[w][g];
		if (!want) continue;
		printf("  %-11s",
		       w == SAME_QUESTION ? "question" : question_form_name((enum question_form)w));
		for (int g = 0; g < QUESTION_FORMS; g++) printf("%10d", t->form[w][g]);
		if (w != SAME_QUESTION) {
			for (int k = 0; k < LABELS; k++) got += t->form[k][w];
			const double f = f1(t->form[w][w], got, want);
			printf("   P %.2f R %.2f F1 %.2f", share(t->form[w][w], got),
			       share(t->form[w][w], want), f);
			right += t->form[w][w], all += want, classes++, sum += f;
		}
		printf("\n");
	}
	printf("  form: accuracy %.3f, macro-F1 %.3f; without apostrophes %d of %d read "
	       "otherwise\n",
	       share(right, all), classes ? sum / classes : 0, t->changed, t->n);
}

static void print_rest(const struct tally *t)
{
	int genuine = 0, advice = 0, disguised = 0;
	const int o = t->open[1][2], c = t->open[0][0] + t->open[0][1];
	const int opens = t->open[1][0] + t->open[1][1] + o, closeds = c + t->open[0][2];

	if (opens && closeds)
		printf("  open/closed: accuracy %.3f, F1 open %.3f closed %.3f\n",
		       share(o + c, opens + closeds), f1(o, o + t->open[0][2], opens),
		       f1(c, c + t->open[1][0] + t->open[1][1], closeds));
	const int n = t->asked[0][0] + t->asked[0][1] + t->asked[1][0] + t->asked[1][1];
	printf("  question or not: %.3f with the mark, %.3f without\n",
	       share(t->asked[0][0] + t->asked[1][1], n), share(t->bare[0][0] + t->bare[1][1], n));
	for (int w = 0; w < LABELS; w++) {
		if (w != QUESTION_OPEN && w != QUESTION_CLOSED && w != QUESTION_EITHER_OR &&
		    w != SAME_QUESTION)
			continue;
		for (int g = 0; g < QUESTION_FORMS; g++) genuine += t->form[w][g];
		advice += t->form[w][QUESTION_ADVICE];
		disguised += t->form[w][QUESTION_DISGUISED];
	}
	printf("  genuine questions read as advice %.2f %%, as disguised %.2f %% (of %d)\n",
	       100 * share(advice, genuine), 100 * share(disguised, genuine), genuine);
	if (!t->functions) return;
	double sum = 0;
	for (int w = 0; w < QUESTION_FUNCTIONS; w++) {
		int want = 0, got = 0;
		for (int k = 0; k <= QUESTION_FUNCTIONS; k++) want += t->function[w][k];
		for (int k = 0; k < QUESTION_FUNCTIONS; k++) got += t->function[k][w];
		const double f = f1(t->function[w][w], got, want);
		printf("  %s F1 %.2f;", question_function_name((enum question_function)w), f);
		sum += f;
	}
	printf("\n  first function %.3f, among those offered %.3f, macro-F1 %.3f\n",
	       share(t->function_right, t->functions), share(t->function_among, t->functions),
	       sum / QUESTION_FUNCTIONS);
}

static void score(const char *path, const char *name, bool wrong)
{
	static struct tally t;
	char line[8192];
	FILE *file = fopen(path, "r");

	if (!file) return;
	memset(&t, 0, sizeof(t));
	while (fgets(line, sizeof(line), file)) {
		struct str rest = str_of(line), text, label, form;
		if (!str_cut(&rest, '\t', &text) || !str_cut(&rest, '\t', &label)) continue;
		(void)str_cut(&label, '/', &form);
		count(&t, text, form, label.at ? label : STR(""), wrong);
	}
	(void)fclose(file);
	printf("\n%s (%d)\n", name, t.n);
	print_forms(&t);
	print_rest(&t);
}

static void walk(const char *folder, const char *wrong)
{
	DIR *dir = opendir(folder);
	char path[4096];

	if (!dir) return;
	for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
		if (e->d_name[0] == '.') continue;
		(void)snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (str_ends(str_of(e->d_name), STR(".tsv"))) {
			if (!wrong || str_eq(str_of(wrong), str_of(e->d_name)))
				score(path, e->d_name, wrong != NULL);
		} else if (!strchr(e->d_name, '.'))
			walk(path, wrong);
	}
	closedir(dir);
}

static int by_value(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static int64_t now(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void speed(size_t bytes)
{
	static const char text[] = "I was wondering about the rota for the night team, and what "
				   "they made of the change. Have "
				   "you talked it through with the people who sit closest to it, "
				   "or is it too early for that? "
				   "When you picture the next meeting, what would you most like "
				   "them to hear from you, and how "
				   "might you begin it without it landing badly?";
	enum { RUNS = 20001, EACH = 8 };
	static int64_t taken[RUNS];
	struct question_kind kind;

	for (int i = 0; i < RUNS; i++) {
		const int64_t start = now();
		for (int k = 0; k < EACH; k++)
			if (question_read(str_part(str_of(text), 0, bytes), &kind) != OK) return;
		taken[i] = (now() - start) / EACH;
	}
	qsort(taken, RUNS, sizeof(taken[0]), by_value);
	printf("%zu bytes: median %lld ns, p99 %lld ns\n", bytes, (long long)taken[RUNS / 2],
	       (long long)taken[RUNS * 99 / 100]);
}

int main(int argc, char **argv)
{
	const char *wrong = NULL;

	for (int i = 1; i < argc; i++) {
		if (str_eq(str_of(argv[i]), STR("--wrong")) && i + 1 < argc)
			wrong = argv[++i];
		else
			walk(argv[i], wrong);
	}
	speed(50);
	speed(100);
	speed(300);
	return 0;
}
