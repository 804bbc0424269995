/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_lp - see plan_lp.h. */
#include "support/plan_lp.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

bool plan_lp_is_there(void)
{
	const char *path = getenv("PATH");
	char file[4096];
	struct str rest = str_of(path), folder;

	while (path && str_cut(&rest, ':', &folder)) {
		(void)snprintf(file, sizeof(file), "%.*s/cbc", STR_ARG(folder));
		if (access(file, X_OK) == 0) return true;
	}
	return false;
}

/* May meeting m be at slot s? */
static bool may(const struct plan_ask *ask, int m, int s)
{
	const struct plan_rules *rules = ask->rules;
	const struct day day = ask->slot[s].day;
	const uint32_t missing = plan_missing(ask, s);
	const int coming = ask->people - __builtin_popcount(missing);

	if (rules->quorum_whole * coming < rules->quorum_part * ask->people &&
	    !(ask->no_quorum >> m & 1) &&
	    !((ask->half_quorum >> m & 1) && 2 * coming >= ask->people))
		return false;
	if (ask->meetings && !(ask->meetings[s] >> m & 1)) return false;
	if (missing & ask->required[m]) return false;
	if (m == 0 && day.n > ask->start_last.n) return false;
	return day.n >= ask->start_first.n && day.n <= ask->end_last.n;
}

/* Points of going from slot a to b; -1: not allowed. */
static int32_t way(const struct plan_ask *ask, int a, int b)
{
	const struct plan_rules *rules = ask->rules;
	const int days = ask->slot[b].day.n - ask->slot[a].day.n;
	const int off = days - rules->gap_ideal;
	const int both = __builtin_popcount(plan_missing(ask, a) & plan_missing(ask, b));

	if (days < rules->gap_min || days > rules->gap_max) return -1;
	if (rules->same_weekday && days % 7) return -1;
	if (both && rules->twice == PLAN_NEVER) return -1;
	return off * off / rules->gap_divisor + (both ? both * rules->twice : 0);
}

static int32_t attendance(const struct plan_ask *ask, int s)
{
	int32_t sum = ask->extra ? ask->extra[s] : 0;

	for (int p = 0; p < ask->people; p++) {
		const int at = p * ask->slots + s;
		sum += ask->answer[at] == PLAN_UNKNOWN && ask->chance
		               ? plan_unknown_cost(ask->rules, ask->chance[at])
		               : ask->rules->weight[ask->answer[at]];
	}
	return sum;
}

/* Points of facilitating meeting m at s; -1: nobody can. */
static int32_t flag(const struct plan_ask *ask, int m, int s)
{
	int32_t travel = ask->travel ? ask->travel[s] : 0;

	if (ask->self_facilitated >> m & 1) return -1;
	if (travel == PLAN_NEVER && (ask->guest >> m & 1)) travel = ask->guest_price;
	return travel == PLAN_NEVER ? -1 : travel + ask->vote[m];
}

/* Which slots a meeting can be at, by dates alone: keeps the program small. */
static bool reaches(const struct plan_ask *ask, int m, int s)
{
	const int x = ask->slot[s].day.n;
	const int after = ask->rules->meetings - 1 - m;

	return x >= ask->start_first.n + m * ask->rules->gap_min &&
	       x <= ask->start_last.n + m * ask->rules->gap_max &&
	       x + after * ask->rules->gap_min <= ask->end_last.n && may(ask, m, s);
}

struct lp {
	FILE *file;
	const struct plan_ask *ask;
	bool *is; /* [m x slots + s]: a node */
	int on_line;
};

/* factor kind_a_b, or kind_a_b_c for c >= 0 */
static void term(struct lp *lp, int32_t factor, char kind, int a, int b, int c)
{
	fprintf(lp->file, " %s %d %c_%d_%d", factor < 0 ? "-" : "+", factor < 0 ? -factor : factor,
	        kind, a, b);
	if (c >= 0) fprintf(lp->file, "_%d", c);
	if (++lp->on_line % 8 == 0) fputc('\n', lp->file);
}

static bool node(const struct lp *lp, int m, int s)
{
	return lp->is[m * lp->ask->slots + s];
}

static void write_objective(struct lp *lp)
{
	const struct plan_ask *ask = lp->ask;
	const struct plan_rules *rules = ask->rules;

	fputs("Minimize\n cost:", lp->file);
	for (int m = 0; m < rules->meetings; m++)
		for (int s = 0; s < ask->slots; s++) {
			if (!node(lp, m, s)) continue;
			term(lp, attendance(ask, s), 'x', m, s, -1);
			if (flag(ask, m, s) >= 0) term(lp, flag(ask, m, s), 'y', m, s, -1);
			for (int t = s + 1; m + 1 < rules->meetings && t < ask->slots; t++)
				if (node(lp, m + 1, t) && way(ask, s, t) >= 0)
					term(lp, way(ask, s, t), 'a', m, s, t);
		}
	for (int p = 0; p < ask->people; p++)
		for (int k = 1; k <= rules->meetings; k++)
			term(lp, rules->fair[k] - rules->fair[k - 1], 'f', p, k, -1);
	fputs("\nSubject To\n", lp->file);
}

/* One unit goes from meeting to meeting. */
static void write_flow(struct lp *lp)
{
	const struct plan_ask *ask = lp->ask;
	const int last = ask->rules->meetings - 1;

	fputs(" one:", lp->file);
	for (int s = 0; s < ask->slots; s++)
		if (node(lp, 0, s)) term(lp, 1, 'x', 0, s, -1);
	fputs(" + 0 none = 1\n", lp->file);
	for (int m = 0; m <= last; m++)
		for (int s = 0; s < ask->slots; s++) {
			if (!node(lp, m, s)) continue;
			if (m > 0) {
				fprintf(lp->file, " in_%d_%d:", m, s);
				term(lp, 1, 'x', m, s, -1);
				for (int t = 0; t < s; t++)
					if (node(lp, m - 1, t) && way(ask, t, s) >= 0)
						term(lp, -1, 'a', m - 1, t, s);
				fputs(" = 0\n", lp->file);
			}
			if (m < last) {
				fprintf(lp->file, " out_%d_%d:", m, s);
				term(lp, 1, 'x', m, s, -1);
				for (int t = s + 1; t < ask->slots; t++)
					if (node(lp, m + 1, t) && way(ask, s, t) >= 0)
						term(lp, -1, 'a', m, s, t);
				fputs(" = 0\n", lp->file);
			}
		}
}

static void write_flags(struct lp *lp)
{
	const struct plan_ask *ask = lp->ask;
	const struct plan_rules *rules = ask->rules;
	uint32_t must = ask->facilitated;

	if (rules->first_is_facilitated && rules->credits > 0) must |= 1;
	fputs(" credits:", lp->file);
	for (int m = 0; m < rules->meetings; m++)
		for (int s = 0; s < ask->slots; s++)
			if (node(lp, m, s) && flag(ask, m, s) >= 0) term(lp, 1, 'y', m, s, -1);
	fprintf(lp->file, " + 0 none = %d\n", rules->credits);
	for (int m = 0; m < rules->meetings; m++)
		for (int s = 0; s < ask->slots; s++) {
			if (!node(lp, m, s)) continue;
			const bool can = flag(ask, m, s) >= 0, has_to = must >> m & 1;
			if (!can && !has_to) continue;
			fprintf(lp->file, " flag_%d_%d:", m, s);
			term(lp, 1, 'x', m, s, -1);
			if (can) term(lp, -1, 'y', m, s, -1);
			fprintf(lp->file, " %s 0\n", has_to ? "=" : ">=");
		}
}

static void write_misses(struct lp *lp)
{
	const struct plan_ask *ask = lp->ask;
	const struct plan_rules *rules = ask->rules;

	for (int p = 0; p < ask->people; p++) {
		fprintf(lp->file, " misses_%d:", p);
		for (int k = 1; k <= rules->meetings; k++) term(lp, -1, 'f', p, k, -1);
		for (int m = 0; m < rules->meetings; m++)
			for (int s = 0; s < ask->slots; s++)
				if (node(lp, m, s) && (plan_missing(ask, s) >> p & 1))
					term(lp, 1, 'x', m, s, -1);
		fputs(" = 0\n", lp->file);
	}
	fputs("Bounds\n none = 0\n", lp->file);
	for (int p = 0; p < ask->people; p++)
		for (int k = 1; k <= rules->meetings; k++)
			fprintf(lp->file, " 0 <= f_%d_%d <= %d\n", p, k, k <= rules->miss_max);
	fputs("Binaries\n", lp->file);
	for (int m = 0; m < rules->meetings; m++)
		for (int s = 0; s < ask->slots; s++)
			if (node(lp, m, s)) fprintf(lp->file, " x_%d_%d\n", m, s);
	fputs("End\n", lp->file);
}

static bool write_program(const struct plan_ask *ask, const char *path)
{
	struct lp lp = { .file = fopen(path, "w"), .ask = ask };

	if (!lp.file) return false;
	lp.is = calloc((size_t)(ask->rules->meetings * ask->slots) + 1, 1);
	for (int m = 0; lp.is && m < ask->rules->meetings; m++)
		for (int s = 0; s < ask->slots; s++) lp.is[m * ask->slots + s] = reaches(ask, m, s);
	if (lp.is) {
		write_objective(&lp);
		write_flow(&lp);
		write_flags(&lp);
		write_misses(&lp);
	}
	free(lp.is);
	return fclose(lp.file) == 0;
}

/* Runs cbc; its output goes to `log`.  CPU of children in *ns. */
static bool run(const char *program, const char *solution, const char *log, int64_t *ns)
{
	char *const words[] = { (char *)(uintptr_t) "cbc",   (char *)(uintptr_t)program,
		                (char *)(uintptr_t) "solve", (char *)(uintptr_t) "solution",
		                (char *)(uintptr_t)solution, NULL };
	posix_spawn_file_actions_t actions;
	struct rusage before, after;
	pid_t child;
	int status = 1;

	(void)getrusage(RUSAGE_CHILDREN, &before);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	const bool begun = posix_spawnp(&child, "cbc", &actions, NULL, words, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	if (begun) (void)waitpid(child, &status, 0);
	(void)getrusage(RUSAGE_CHILDREN, &after);
	*ns = ((int64_t)(after.ru_utime.tv_sec - before.ru_utime.tv_sec) +
	       (after.ru_stime.tv_sec - before.ru_stime.tv_sec)) *
	              1000000000 +
	      ((int64_t)(after.ru_utime.tv_usec - before.ru_utime.tv_usec) +
	       (after.ru_stime.tv_usec - before.ru_stime.tv_usec)) *
	              1000;
	return begun && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* "Optimal - objective value 169.00000000", "Infeasible - objective value ..." */
static int32_t read_solution(const char *path)
{
	char line[256] = "";
	FILE *file = fopen(path, "r");
	double value = 0;

	if (!file) return -1;
	const bool read = fgets(line, sizeof(line), file) != NULL;
	(void)fclose(file);
	if (!read) return -1;
	if (strstr(line, "nfeasible")) return PLAN_NEVER;
	const char *at = strstr(line, "objective value");
	if (!str_starts(str_of(line), STR("Optimal")) || !at) return -1;
	value = strtod(at + strlen("objective value"), NULL);
	return (int32_t)(value + 0.5);
}

/* "Total time (CPU seconds):       0.05   (Wallclock seconds):       0.05" */
static double read_seconds(const char *path)
{
	char line[512];
	double seconds = 0;
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof(line), file)) {
		const char *at = strstr(line, "Total time (CPU seconds):");
		if (at) seconds = strtod(at + strlen("Total time (CPU seconds):"), NULL);
	}
	if (file) (void)fclose(file);
	return seconds;
}

int32_t plan_lp_solve(const struct plan_ask *ask, const char *folder, int64_t *cpu_ns,
                      double *solve_s)
{
	char program[512], solution[512], log[512];

	(void)snprintf(program, sizeof(program), "%s/plan.lp", folder);
	(void)snprintf(solution, sizeof(solution), "%s/plan.sol", folder);
	(void)snprintf(log, sizeof(log), "%s/plan.log", folder);
	(void)unlink(solution);
	if (!write_program(ask, program) || !run(program, solution, log, cpu_ns)) return -1;
	*solve_s = read_seconds(log);
	return read_solution(solution);
}
