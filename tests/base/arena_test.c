/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Arenas: pieces are zeroed, aligned and apart; the maximum is exact; a bug ends the process. */
#include "base/arena.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"

enum { PIECES = 200 };

TEST(pieces_are_zeroed_aligned_and_apart)
{
	FOR_SEEDS (seed, 100) {
		struct arena *arena = arena_new(16 * 1024 * 1024);
		for (int round = 0; round < 3; round++) {
			unsigned char *piece[PIECES];
			size_t n[PIECES], sum = 0;
			for (size_t i = 0; i < PIECES; i++) {
				const size_t align = (size_t)1 << random_below(&seed, 5);
				n[i] = random_below(&seed, random_below(&seed, 20) ? 300 : 40000);
				piece[i] = arena_alloc(arena, n[i], 1, align);
				sum += n[i];
				CHECK((uintptr_t)piece[i] % align == 0, "aligned");
				for (size_t k = 0; k < n[i]; k++)
					CHECK(piece[i][k] == 0, "zeroed, also after a reset");
				memset(piece[i], (int)(i & 255), n[i]);
			}
			for (size_t i = 0; i < PIECES; i++)
				for (size_t k = 0; k < n[i]; k++)
					CHECK(piece[i][k] == (i & 255), "nobody wrote over it");
			CHECK_INT(arena_used(arena), sum, "used is what was handed out");
			arena_reset(arena);
			CHECK_INT(arena_used(arena), 0, "nothing after a reset");
		}
		arena_free(arena);
	}
}

TEST(all_of_the_maximum_may_be_used)
{
	struct arena *arena = arena_new(100);
	CHECK(arena_alloc(arena, 100, 1, 1) != NULL, "to the last byte");
	CHECK_INT(arena_used(arena), 100, "all of it");
	CHECK(arena_alloc(arena, 0, 8, 8) != NULL, "nothing always fits");
	arena_free(arena);
	arena_free(NULL);
}

/* Asks, in a process of its own, for `count` times `size`; says how that process ended. */
static int ending_of(size_t count, size_t size)
{
	const pid_t child = fork();
	int status = 0;

	if (child == 0) {
		struct arena *arena = arena_new(1000);
		(void)close(STDERR_FILENO); /* the bug's own words are expected */
		(void)signal(SIGABRT, SIG_DFL);
		(void)arena_alloc(arena, count, size, 1);
		_exit(0);
	}
	CHECK(child > 0 && waitpid(child, &status, 0) == child, "a child ran");
	return status;
}

TEST(asking_for_too_much_ends_the_process)
{
	const struct {
		const char *why;
		size_t count, size;
		bool ends;
	} cases[] = {
		{ "as much as it may hold", 1000, 1, false },
		{ "a byte more", 1001, 1, true },
		{ "a product that overflows to 0", SIZE_MAX / 2 + 1, 2, true },
		{ "a product that overflows to little", SIZE_MAX / 4 + 2, 4, true },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		const int status = ending_of(cases[i].count, cases[i].size);
		const bool ended = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
		CHECK(ended == cases[i].ends, cases[i].why);
		CHECK(ended || (WIFEXITED(status) && WEXITSTATUS(status) == 0), cases[i].why);
	}
}

TESTS(pieces_are_zeroed_aligned_and_apart, all_of_the_maximum_may_be_used,
      asking_for_too_much_ends_the_process)
