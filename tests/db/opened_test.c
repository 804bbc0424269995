/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The house's words that a connection has opened lately. */
#include "db/opened.h"
#include "support/check.h"

static const struct str sealed = STR_INIT("sealed bytes"), name = STR_INIT("Amara");

static struct opened *with_a_name(void)
{
	struct opened *opened = opened_new();

	opened_age(opened, 120000000);
	opened_keep(opened, "person.name", 7, sealed, name);
	return opened;
}

TEST(a_word_is_found_by_its_place_and_its_sealed_bytes)
{
	struct opened *opened = with_a_name();
	const char column[] = "person.name"; /* the same words, elsewhere in memory */

	CHECK_STR(opened_find(opened, column, 7, sealed), "Amara", "as it was kept");
	CHECK(!opened_find(opened, "person.name", 8, sealed).at, "not in another row");
	CHECK(!opened_find(opened, "person.job", 7, sealed).at, "not in another column");
	CHECK(!opened_find(opened, "person.name", 7, STR("sealed bytez")).at, "not once changed");
	CHECK(!opened_find(opened, "person.name", 7, STR("sealed")).at, "nor once shortened");
	opened_free(opened);
}

TEST(no_word_is_a_word_too)
{
	struct opened *opened = opened_new();

	opened_keep(opened, "person.job", 7, sealed, STR(""));
	const struct str found = opened_find(opened, "person.job", 7, sealed);
	CHECK(found.at && found.n == 0, "an empty one is found");
	opened_free(opened);
}

TEST(of_two_in_one_slot_the_last_is_kept)
{
	struct opened *opened = with_a_name();

	for (int64_t row = 8; row < 8 + 20 * OPENED_SLOTS; row++)
		opened_keep(opened, "person.name", row, STR("others"), STR("B"));
	CHECK(!opened_find(opened, "person.name", 7, sealed).at, "its slot is somebody else's now");
	CHECK_STR(opened_find(opened, "person.name", 7 + 20 * OPENED_SLOTS, STR("others")), "B",
	          "the last");
	opened_free(opened);
}

TEST(long_words_are_not_kept)
{
	static char bytes[OPENED_SEALED_MOST + 1];
	const struct str most = { bytes, OPENED_SEALED_MOST }, more = { bytes, sizeof bytes };
	const struct str words = { bytes, OPENED_PLAIN_MOST },
			 longer = { bytes, OPENED_PLAIN_MOST + 1 };
	struct opened *opened = opened_new();

	opened_keep(opened, "person.name", 1, most, words);
	opened_keep(opened, "person.name", 2, more, words);
	opened_keep(opened, "person.name", 3, most, longer);
	CHECK(opened_find(opened, "person.name", 1, most).n == words.n, "just short enough");
	CHECK(!opened_find(opened, "person.name", 2, more).at, "sealed bytes too long");
	CHECK(!opened_find(opened, "person.name", 3, most).at, "words too long");
	opened_free(opened);
}

TEST(after_a_minute_everything_is_forgotten)
{
	struct opened *opened = with_a_name();

	opened_age(opened, 120000000 + 59999999);
	CHECK(opened_find(opened, "person.name", 7, sealed).at, "within the minute");
	opened_age(opened, 120000000 + 60000000);
	CHECK(!opened_find(opened, "person.name", 7, sealed).at, "after it");
	opened_free(opened);
}

TESTS(a_word_is_found_by_its_place_and_its_sealed_bytes, no_word_is_a_word_too,
      of_two_in_one_slot_the_last_is_kept, long_words_are_not_kept,
      after_a_minute_everything_is_forgotten)
