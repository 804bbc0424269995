/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Printing is vsnprintf in every byte, whether or not it is the quick way. */
#include "base/print.h"

#include <inttypes.h>
#include <limits.h>

#include "support/check.h"

enum { ROOM = 200 };

static void both(size_t room, const char *format, ...) PRINTF(2, 3);

/* The same length, and the same bytes as far as there is room. */
static void both(size_t room, const char *format, ...)
{
	char got[ROOM], want[ROOM];
	va_list args, again;

	memset(got, '~', sizeof got);
	memset(want, '~', sizeof want);
	va_start(args, format);
	va_copy(again, args);
	const size_t n = print_text(got, room, format, args);
	const int wanted = vsnprintf(want, room, format, again);
	va_end(again);
	va_end(args);
	CHECK_INT(n, wanted, format);
	CHECK(memcmp(got, want, sizeof got) == 0, format);
}

/* Of an empty struct str; the compiler may not see that it is none. */
static const char *volatile no_text;

TEST(texts)
{
	both(ROOM, "nothing to put in");
	both(ROOM, "%s", "");
	both(ROOM, "%s and %s", "Amara", "Noor");
	both(ROOM, "%.*s|%.*s|%.*s", 3, "Riverside", 30, "short", 0, "none");
	both(ROOM, "%.*s", -1, "a negative precision is none");
	both(ROOM, "%.*s|", 0, no_text);
	both(ROOM, "%.3s", "abcdef");
	both(ROOM, "%.s|", "abcdef");
	both(ROOM, "%.*s", 9, "ends\0here");
	both(ROOM, "100%% of %c%c", 'a', 'z');
	both(ROOM, "caf\xc3\xa9 %s", "na\xc3\xafve");
}

TEST(numbers)
{
	static const int edges[] = { 0, 1, -1, 9, 10, -10, 99, 100, INT_MAX, INT_MIN };

	for (size_t i = 0; i < LEN(edges); i++) {
		const int n = edges[i];
		both(ROOM, "%d %u %ld %lld %zu %llu", n, (unsigned)n, (long)n, (long long)n,
		     (size_t)n, (unsigned long long)n);
		both(ROOM, "%02d|%04d|%2d|%12d|%012d|%03lld", n, n, n, n, n, (long long)n);
	}
	both(ROOM, "%lld %lld %llu", LLONG_MAX, LLONG_MIN, ULLONG_MAX);
	both(ROOM, "%" PRId64 " %" PRIu64, INT64_MIN, UINT64_MAX);
	both(ROOM, "%63d|%063d", -7, -7);
}

/* What is not done quickly is done, and the arguments before it are not lost. */
TEST(all_else_is_vsnprintfs)
{
	both(ROOM, "%s %-8s|%8.3s|", "a", "left", "right");
	both(ROOM, "%d %x %02X %o %p", 1, 255u, 10u, 8u, (void *)0);
	both(ROOM, "%s %.1f %.0f %e", "x", 2.25, 0.5, 1e100);
	both(ROOM, "%+d % d %-4d|%0*d", 5, 6, 7, 6, 8);
	both(ROOM, "%64d|%.3d", 1, 2);
	both(ROOM, "%hhd %hd %jd %td", (signed char)1, (short)2, (intmax_t)3, (ptrdiff_t)4);
}

TEST(never_beyond_its_room)
{
	for (size_t room = 0; room <= 40; room++) {
		both(room, "%s, %d and %.*s", "Wyreham", -123456, 7, "Borough Council");
		both(room, "%s and %.2f", "a number", 1234.5);
		both(room, "no directive at all");
	}
}

TESTS(texts, numbers, all_else_is_vsnprintfs, never_beyond_its_room)
