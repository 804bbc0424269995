/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Random numbers: the published sequence, no favourites, and ids that are fit to be ids. */
#include "base/random.h"

#include "support/check.h"

/* xoshiro256** by its authors' definition, from the state { 1, 2, 3, 4 }. */
TEST(the_sequence_is_the_published_one)
{
	const uint64_t want[] = { 11520u, 0u, 1509978240u, 1215971899390074240u };
	struct random random = { { 1, 2, 3, 4 } };

	for (size_t i = 0; i < LEN(want); i++)
		CHECK(random_next(&random) == want[i], "as published");
}

/* splitmix64 from 0 begins so; it is what fills the state. */
TEST(a_seed_fills_the_state)
{
	struct random random;

	random_seed(&random, 0);
	CHECK(random.s[0] == 0xE220A8397B1DCDAFu, "the first of splitmix64");
	CHECK(random.s[1] == 0x6E789E6AA1B965F4u, "the second");
}

TEST(the_same_seed_gives_the_same_history)
{
	FOR_SEEDS (seed, 100) {
		struct random again = seed;
		for (int i = 0; i < 50; i++) {
			const uint32_t below = (uint32_t)(i * i * 1000 + 1);
			const uint32_t n = random_below(&seed, below);
			CHECK(n < below, "below");
			CHECK(n == random_below(&again, below), "repeatable");
		}
	}
}

/* 60,000 throws of a die from a fixed seed: chi-square with 5 degrees of freedom stays under 20.5
 * (one in a thousand), so a biased reduction would show, and the result never changes. */
TEST(no_number_is_a_favourite)
{
	enum { SIDES = 6, THROWS = 60000 };
	int64_t seen[SIDES] = { 0 };
	double chi = 0;
	struct random random;

	random_seed(&random, 2026);
	for (int i = 0; i < THROWS; i++) seen[random_below(&random, SIDES)]++;
	for (int i = 0; i < SIDES; i++) {
		const double off = (double)(seen[i] - THROWS / SIDES);
		chi += off * off / ((double)THROWS / SIDES);
	}
	CHECK(chi < 20.5, "an even die");
}

/* Just below the top of the range a plain remainder would give the lower half twice as often. */
TEST(large_ranges_are_even_too)
{
	const uint32_t below = 3u << 30;
	int low = 0;
	struct random random;

	random_seed(&random, 7);
	for (int i = 0; i < 30000; i++) low += random_below(&random, below) < (1u << 30);
	CHECK(low > 9600 && low < 10400, "a third falls into the first third");
}

TEST(ids_are_positive_and_differ)
{
	enum { MANY = 500 };
	int64_t ids[MANY];

	for (int i = 0; i < MANY; i++) {
		ids[i] = random_id();
		CHECK(ids[i] > 0, "positive");
		for (int k = 0; k < i; k++) CHECK(ids[i] != ids[k], "never twice");
	}
}

TESTS(the_sequence_is_the_published_one, a_seed_fills_the_state,
      the_same_seed_gives_the_same_history, no_number_is_a_favourite, large_ranges_are_even_too,
      ids_are_positive_and_differ)
