/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Identifiers in addresses: one spelling a number, and nothing else is read. */
#include "base/id.h"

#include "support/check.h"

TEST(every_number_comes_back)
{
	const int64_t edges[] = { 1, 31, 32, 1023, INT64_C(1) << 60, INT64_MAX - 1, INT64_MAX };
	int64_t back;
	char text[ID_TEXT];

	for (size_t i = 0; i < LEN(edges); i++) {
		id_print(edges[i], text);
		CHECK(id_parse((struct str){ text, ID_TEXT }, &back), "reads");
		CHECK_INT(back, edges[i], "the same");
	}
	FOR_SEEDS (seed, 5000) {
		const int64_t n = (int64_t)(random_next(&seed) >> 1) | 1;
		id_print(n, text);
		CHECK(id_parse((struct str){ text, ID_TEXT }, &back) && back == n, "any number");
	}
}

TEST(order_of_text_is_order_of_numbers)
{
	FOR_SEEDS (seed, 2000) {
		const int64_t a = (int64_t)(random_next(&seed) >> 1), b = a + 1;
		char x[ID_TEXT], y[ID_TEXT];
		if (a == INT64_MAX) continue;
		id_print(a, x);
		id_print(b, y);
		CHECK(memcmp(x, y, ID_TEXT) < 0, "sorts alike");
	}
}

TEST(known_spellings)
{
	struct arena *arena = arena_new(4096);
	CHECK_STR(id_text(arena, 1), "0000000000001", "one");
	CHECK_STR(id_text(arena, 31), "000000000000z", "thirty-one");
	CHECK_STR(id_text(arena, 32), "0000000000010", "thirty-two");
	CHECK_STR(id_text(arena, INT64_MAX), "7zzzzzzzzzzzz", "the greatest");
	arena_free(arena);
}

TEST(nothing_else_is_read)
{
	const struct {
		const char *why;
		struct str text;
	} cases[] = {
		{ "empty", STR_INIT("") },
		{ "nought", STR_INIT("0000000000000") },
		{ "too short", STR_INIT("000000000001") },
		{ "too long", STR_INIT("00000000000001") },
		{ "upper case", STR_INIT("000000000000Z") },
		{ "the letter i", STR_INIT("000000000000i") },
		{ "the letter l", STR_INIT("000000000000l") },
		{ "the letter o", STR_INIT("000000000000o") },
		{ "the letter u", STR_INIT("000000000000u") },
		{ "more than 63 bits", STR_INIT("8000000000000") },
		{ "a minus", STR_INIT("-000000000001") },
		{ "a space", STR_INIT("000000000001 ") },
		{ "a NUL", STR_INIT("00000000000\0001") },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		int64_t n = 77;
		CHECK(!id_parse(cases[i].text, &n), cases[i].why);
		CHECK_INT(n, 77, "the result is untouched");
	}
}

TESTS(every_number_comes_back, order_of_text_is_order_of_numbers, known_spellings,
      nothing_else_is_read)
