/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Buffers: what was put is what is there, up to the maximum, and then nothing more. */
#include "base/buf.h"

#include <inttypes.h>

#include "support/check.h"

enum { MOST = 5000 };

/* Against a plain array: the same bytes until something does not fit, and then no more of
 * them until it is emptied. */
TEST(a_buffer_is_an_array_with_an_end)
{
	FOR_SEEDS (seed, 2000) {
		const size_t max = random_below(&seed, MOST);
		char model[MOST], piece[400];
		size_t n = 0;
		bool full = false;
		struct buf buf;

		buf_init(&buf, max);
		for (int i = 0; i < 30; i++) {
			const size_t more = random_below(&seed, sizeof piece);
			memset(piece, 'a' + i, more);
			if (random_below(&seed, 40) == 0) {
				buf_clear(&buf);
				n = 0;
				full = false;
			}
			buf_put(&buf, piece, more);
			if (more > 0 && (full || more > max - n))
				full = true;
			else if (more) {
				memcpy(model + n, piece, more);
				n += more;
			}
			CHECK(buf_ok(&buf) == !full, "says whether all fitted");
			CHECK(buf.n == n && (n == 0 || memcmp(buf.at, model, n) == 0),
			      "holds what was put");
		}
		buf_release(&buf);
		CHECK(buf.at == NULL && buf.n == 0, "released");
	}
}

TEST(numbers_are_written_as_printf_writes_them)
{
	const int64_t edges[] = { 0, 1, -1, 9, 10, -10, INT64_MAX, INT64_MIN, INT64_MIN + 1 };
	char want[32];
	struct buf buf;

	buf_init(&buf, 100);
	for (size_t i = 0; i < LEN(edges); i++) {
		(void)snprintf(want, sizeof want, "%" PRId64, edges[i]);
		buf_clear(&buf);
		buf_i64(&buf, edges[i]);
		CHECK_STR(buf_text(&buf), want, "an edge");
	}
	FOR_SEEDS (seed, 3000) {
		const int64_t n = (int64_t)(random_next(&seed) >> random_below(&seed, 64));
		(void)snprintf(want, sizeof want, "%" PRId64, n);
		buf_clear(&buf);
		buf_i64(&buf, n);
		CHECK_STR(buf_text(&buf), want, "any number");
	}
	buf_release(&buf);
}

TEST(printf_appends_and_counts_no_terminator)
{
	struct buf buf;

	buf_init(&buf, 2000);
	buf_str(&buf, STR("a"));
	buf_printf(&buf, "%d-%s", 7, "b");
	buf_byte(&buf, '!');
	CHECK_STR(buf_text(&buf), "a7-b!", "one after another");
	buf_printf(&buf, "%01500d", 3);
	CHECK(buf_ok(&buf) && buf.n == 1505 && buf.at[1504] == '3', "longer than its first room");
	buf_printf(&buf, "%01500d", 4);
	CHECK(!buf_ok(&buf) && buf.n == 1505, "what does not fit is left out whole");
	buf_release(&buf);
}

TESTS(a_buffer_is_an_array_with_an_end, numbers_are_written_as_printf_writes_them,
      printf_appends_and_counts_no_terminator)
