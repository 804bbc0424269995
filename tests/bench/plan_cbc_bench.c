/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_cbc_bench [SETS] - the same sets (ALS-1, seed 20260907) planned by us and by CBC, in one run.
 *
 * CBC's figure is what it says it solved for, in CPU seconds, without reading the file; the second line
 * is the processor's whole account of its process.  Needs Debian's coinor-cbc. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "domain/plan_als.h"
#include "support/plan_lp.h"
#include "support/folder.h"

static int64_t cpu_ns(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int main(int argc, char **argv)
{
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 20);
	struct plan_desk *desk = plan_desk_new(memory, false);
	struct folder folder;
	static struct als als;
	int64_t sets = 60, ours = 0, whole = 0;
	double theirs = 0;
	int feasible = 0, equal = 0;

	if (argc > 1 && !str_i64(str_of(argv[1]), 1, 100000, &sets)) return 2;
	if (!plan_lp_is_there()) {
		printf("cbc is not installed\n");
		return 0;
	}
	folder_make(&folder);
	als_begin(&als, 20260907, ALS_PLAIN);
	for (int i = 0; i < sets; i++) {
		struct als_set set;
		struct plan plan;
		int64_t ns;
		double seconds;
		arena_reset(arena);
		als_draw_set(&als, arena, &plan_standard, &set);
		const int64_t start = cpu_ns();
		const enum err err = plan_solve(desk, &set.ask, &plan);
		ours += cpu_ns() - start;
		const int32_t least = plan_lp_solve(&set.ask, folder.path, &ns, &seconds);
		feasible += err == OK;
		equal += err == OK ? least == plan.cost : least == PLAN_NEVER;
		theirs += seconds, whole += ns;
	}
	printf("%lld sets, %d with a plan, %d the same answer\n", (long long)sets, feasible, equal);
	printf("ours %.1f us a set; cbc %.1f ms a set solving, %.1f ms in all\n",
	       (double)ours / (double)sets / 1e3, theirs / (double)sets * 1e3,
	       (double)whole / (double)sets / 1e6);
	printf("ratio %.0f solving, %.0f in all\n", theirs * 1e9 / (double)ours,
	       (double)whole / (double)ours);
	folder_remove(&folder);
	arena_free(arena);
	arena_free(memory);
	return equal != sets;
}
