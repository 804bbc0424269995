/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a division is found with, in whole numbers: against values known from mathematics, and a division
 * that every compiler and processor has to find. */
#include "domain/form_fixed.h"
#include "domain/form_parts.h"
#include "domain/support_form.h"

static void near(int64_t got, int64_t want, int64_t off, const char *what)
{
	CHECK(got >= want - off && got <= want + off, what);
}

TEST(logarithms_are_right)
{
	for (int k = 0; k < 62; k++)
		CHECK_INT(form_log2((int64_t)1 << k), (int64_t)k << FORM_SHARE_BITS, "of powers");
	near(form_log2(3), 425460132, 2, "log2 3 is 1.5849625007");
	near(form_log2(10), 891723283, 2, "log2 10 is 3.3219280949");
	near(form_log2(1000000007), 8025509549, 2, "log2 1000000007 is 29.8973528641");
}

TEST(powers_undo_logarithms)
{
	CHECK_INT(form_exp2(0), 1, "2^0");
	CHECK_INT(form_exp2((int64_t)40 << FORM_SHARE_BITS), (int64_t)1 << 40, "2^40");
	near(form_exp2(((int64_t)20 << FORM_SHARE_BITS) + FORM_WHOLE / 2), 1482910, 1, "2^20.5");
	FOR_SEEDS (random, 1000) {
		const int64_t x = 1 + (int64_t)(random_next(&random) >> (2 + random_n % 60));
		const int64_t back = form_exp2(form_log2(x));
		near(back, x, 1 + (x >> 24), "within 1 of 16 million");
	}
}

TEST(draws_are_exponential)
{
	enum { DRAWS = 200000 };
	struct random random;
	int64_t sum = 0;
	int above = 0;

	random_seed(&random, 5);
	for (int i = 0; i < DRAWS; i++) {
		const int64_t draw = form_draw_fixed(&random);
		CHECK(draw >= 0 && draw < (int64_t)23 << FORM_DRAW_BITS, "within bounds");
		sum += draw;
		above += draw > 1 << FORM_DRAW_BITS;
	}
	near(sum / DRAWS, 1 << FORM_DRAW_BITS, 10000, "mean 1, give or take 1 %");
	near(above, 73576, 1000, "e in 1 is above its mean");
}

TEST(losses_are_heat_times_draw)
{
	const int32_t draws[] = { 0, 1 << FORM_DRAW_BITS, 3 << (FORM_DRAW_BITS - 1),
		                  (23 << FORM_DRAW_BITS) - 1 };
	int32_t least[4];

	form_losses((int64_t)100 << FORM_HEAT_BITS, draws, 4, least);
	CHECK_INT(least[0], 0, "nothing");
	CHECK_INT(least[1], -100, "1 x 100");
	CHECK_INT(least[2], -150, "1.5 x 100");
	form_losses((int64_t)FORM_PATIENCE << (FORM_HEAT_BITS - 1), draws, 4, least);
	CHECK_INT(least[1], -FORM_PATIENCE / 2, "very warm");
	CHECK_INT(least[3], -FORM_PATIENCE, "patience has an end");
}

TEST(a_worse_one_cools_as_often_as_it_should)
{
	/* Temperatures 10 and 5: exp(-loss x 0.1). */
	const int64_t warm = 10 << FORM_HEAT_BITS, cold = 5 << FORM_HEAT_BITS;
	const int32_t draw = 1 << FORM_DRAW_BITS;

	CHECK(form_may_cool(-3, warm, cold, 0), "a better one always");
	CHECK(form_may_cool(3, warm, warm, 0), "between equals always");
	CHECK(form_may_cool(9, warm, cold, draw), "0.9 is less than the draw");
	CHECK(!form_may_cool(11, warm, cold, draw), "1.1 is more");
	CHECK(!form_may_cool((int64_t)1 << 39, warm, cold, 22 * draw), "never so much worse");
}

TEST(shares_of_large_budgets)
{
	struct form_time time = { .evaluations = INT64_MAX };

	CHECK_INT(form_share(&time, INT64_MAX / 2, 0) + 1, FORM_WHOLE / 2, "half, less a trifle");
	time.evaluations = 3;
	CHECK_INT(form_share(&time, 1, 0), FORM_WHOLE / 3, "a third");
	CHECK_INT(form_share(&time, 5, 0), FORM_WHOLE, "never more than all");
}

/* The numbers are what one machine found.  Any other has to find them as well: a change of method changes
 * them, a change of compiler or processor must not. */
TEST(the_same_division_everywhere)
{
	static const struct {
		int n, groups, least, most;
		int64_t evaluations, objective;
		uint64_t hash;
	} cases[] = {
		{ 60, 8, 6, 8, 6000000, 14812, 0xc3035fc4d84f9fcdu },
		{ 64, 9, 6, 8, 800000000, 15426, 0xefcf5c09437887fu },
		{ 300, 20, 15, 15, 40000000, 150424, 0xa737b25816e10153u },
	};
	struct arena *arena = arena_new(1 << 26);

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct form_matrix m = form_random_matrix(
			arena, cases[i].n, cases[i].groups, cases[i].least, cases[i].most, i + 1);
		const struct form_time time = { .evaluations = cases[i].evaluations };
		struct form_division out;
		uint64_t hash = 0xCBF29CE484222325u;

		form_divide(arena, &m, &time, 9, FORM_PATH_BEST, &out);
		for (int x = 0; x < m.n; x++)
			hash = (hash ^ (uint64_t)out.group[x]) * 0x100000001B3u;
		CHECK_INT(out.objective, cases[i].objective, "the objective");
		CHECK_INT(hash, cases[i].hash, "the groups");
		arena_reset(arena);
	}
	arena_free(arena);
}

TESTS(logarithms_are_right, powers_undo_logarithms, draws_are_exponential,
      losses_are_heat_times_draw, a_worse_one_cools_as_often_as_it_should, shares_of_large_budgets,
      the_same_division_everywhere)
