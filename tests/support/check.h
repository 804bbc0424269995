/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* check - a thin coat over cmocka, so that a test reads as a story.
 *
 *     #include "support/check.h"
 *
 *     TEST(a_day_follows_a_day)
 *     {
 *             CHECK(day_add(day_of(2026, 2, 28), 1).n == day_of(2026, 3, 1).n, "no leap year");
 *     }
 *
 *     TESTS(a_day_follows_a_day)
 *
 * TESTS takes up to 64 names and makes main().  CHECK says why, and stops the test.  FOR_SEEDS gives
 * many repeatable histories and a failure inside names its seed. */
#ifndef SUPPORT_CHECK_H
#define SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/random.h"
#include "base/str.h"

#define TEST(name) static void name(void **state __attribute__((unused)))

/* The seed of the history under way; 0 outside FOR_SEEDS. */
static uint64_t check_seed __attribute__((unused));

#define CHECK(condition, why)                                                                      \
	do {                                                                                       \
		if (!(condition)) check_failed(__FILE__, __LINE__, #condition, (why));             \
	} while (0)

/* A struct str and a C string say the same; two numbers are the same.  Both are shown if not. */
#define CHECK_STR(got, wanted, why) check_str(__FILE__, __LINE__, (got), (wanted), (why))
#define CHECK_INT(got, wanted, why)                                                                \
	check_int(__FILE__, __LINE__, (int64_t)(got), (int64_t)(wanted), (why))
#define CHECK_OK(call) check_ok(__FILE__, __LINE__, (call), #call)

static inline void check_end(const char *file, int line)
{
	if (check_seed) print_error("  seed %llu\n", (unsigned long long)check_seed);
	check_seed = 0; /* the next test may have none */
	_fail(file, line);
}

static inline void check_failed(const char *file, int line, const char *what, const char *why)
{
	print_error("%s:%d: %s\n  was not so: %s\n", file, line, why, what);
	check_end(file, line);
}

static inline void check_str(const char *file, int line, struct str got, const char *wanted,
                             const char *why)
{
	if (str_eq(got, str_of(wanted))) return;
	print_error("%s:%d: %s\n  wanted: %s\n  got:    %.*s\n", file, line, why, wanted,
	            STR_ARG(got));
	check_end(file, line);
}

static inline void check_int(const char *file, int line, int64_t got, int64_t wanted,
                             const char *why)
{
	if (got == wanted) return;
	print_error("%s:%d: %s\n  wanted: %lld\n  got:    %lld\n", file, line, why,
	            (long long)wanted, (long long)got);
	check_end(file, line);
}

static inline void check_ok(const char *file, int line, enum err err, const char *call)
{
	if (!err) return;
	print_error("%s:%d: %s gave %s\n", file, line, call, err_name(err));
	check_end(file, line);
}

/* FOR_SEEDS (random, 1000) { ... random_below(&random, 6) ... } */
#define FOR_SEEDS(source, count)                                                                   \
	for (uint64_t source##_n = 1; source##_n <= (count) || (check_seed = 0); source##_n++)     \
		for (struct random source = check_random(source##_n), *source##_once = &source;    \
		     source##_once; source##_once = NULL)

static inline struct random check_random(uint64_t seed)
{
	struct random random;
	check_seed = seed;
	random_seed(&random, seed);
	return random;
}

/* clang-format off */
#define CHECK_PARENS ()
#define CHECK_EXPAND(...)  CHECK_EXPAND3(CHECK_EXPAND3(CHECK_EXPAND3(CHECK_EXPAND3(__VA_ARGS__))))
#define CHECK_EXPAND3(...) CHECK_EXPAND2(CHECK_EXPAND2(CHECK_EXPAND2(CHECK_EXPAND2(__VA_ARGS__))))
#define CHECK_EXPAND2(...) CHECK_EXPAND1(CHECK_EXPAND1(CHECK_EXPAND1(CHECK_EXPAND1(__VA_ARGS__))))
#define CHECK_EXPAND1(...) __VA_ARGS__
#define CHECK_LIST(...) __VA_OPT__(CHECK_EXPAND(CHECK_LIST_STEP(__VA_ARGS__)))
#define CHECK_LIST_STEP(x, ...) cmocka_unit_test(x), __VA_OPT__(CHECK_LIST_AGAIN CHECK_PARENS (__VA_ARGS__))
#define CHECK_LIST_AGAIN() CHECK_LIST_STEP

#define TESTS(...) \
	int main(void) \
	{ \
		const struct CMUnitTest tests[] = { CHECK_LIST(__VA_ARGS__) }; \
		return cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL); \
	}
/* clang-format on */

#endif
