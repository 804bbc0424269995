/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/str.h"

#include "base/buf.h"
#include "base/id.h"
#include "support/check.h"

TEST(a_part_of_a_text_is_ended_in_its_copy)
{
	const struct str whole = STR("unix:/run/setwise");
	char *path = str_z_new(str_from(whole, 5)), *none = str_z_new((struct str){ 0 });

	CHECK(path && strcmp(path, "/run/setwise") == 0, "the rest");
	CHECK(none && !*none, "nothing is the empty text");
	free(path);
	free(none);
}

TEST(numbers_are_read_whole_or_not_at_all)
{
	const struct {
		const char *text;
		bool fits;
		int64_t value;
	} cases[] = {
		{ "0", true, 0 },
		{ "-0", true, 0 },
		{ "42", true, 42 },
		{ "-7", true, -7 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+4", false, 0 },
		{ " 4", false, 0 },
		{ "4x", false, 0 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "-9223372036854775809", false, 0 },
		{ "99999999999999999999999", false, 0 },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		int64_t value = 0;
		CHECK(str_i64(str_of(cases[i].text), INT64_MIN, INT64_MAX, &value) == cases[i].fits,
		      cases[i].text);
		CHECK(value == cases[i].value, cases[i].text);
	}
}

TEST(only_well_formed_text_is_text)
{
	const struct {
		const char *why;
		struct str bytes;
		bool fits;
	} cases[] = {
		{ "plain", STR_INIT("Sioned Prys"), true },
		{ "two bytes", STR_INIT("Pr\xC5\xB7s"), true },
		{ "four bytes", STR_INIT("\xF0\x9F\x8C\xBF"), true },
		{ "NUL", STR_INIT("a\0b"), false },
		{ "lone continuation", STR_INIT("\x80"), false },
		{ "overlong slash", STR_INIT("\xC0\xAF"), false },
		{ "overlong of three", STR_INIT("\xE0\x80\xAF"), false },
		{ "surrogate", STR_INIT("\xED\xA0\x80"), false },
		{ "beyond Unicode", STR_INIT("\xF4\x90\x80\x80"), false },
		{ "cut short", STR_INIT("ab\xE2\x82"), false },
	};
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK(str_is_utf8(cases[i].bytes) == cases[i].fits, cases[i].why);
	CHECK(str_points(STR("Pr\xC5\xB7s")) == 4, "counted in characters");
	CHECK_STR(str_first(STR("Pr\xC5\xB7s"), 3), "Pr\xC5\xB7", "never cut inside one");
}

TEST(what_nobody_sees_is_blank)
{
	static const struct {
		const char *why;
		struct str text;
		bool is_blank;
	} cases[] = {
		{ "nothing", STR_INIT(""), true },
		{ "spaces", STR_INIT(" \t\n"), true },
		{ "a hard space and one without width", STR_INIT("\xC2\xA0\xE2\x80\x8B"), true },
		{ "a mark of direction", STR_INIT("\xE2\x80\xAE"), true },
		{ "a byte order mark", STR_INIT("\xEF\xBB\xBF"), true },
		{ "a letter among them",
		  STR_INIT("\xE2\x80\x8B"
		           "a"),
		  false },
		{ "a full stop", STR_INIT("."), false },
		{ "joined people", STR_INIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80"),
		  false },
		{ "Hebrew", STR_INIT("\xD7\xA9"), false },
		{ "no text", STR_INIT("\xff"), false },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK(str_is_blank(cases[i].text) == cases[i].is_blank, cases[i].why);
}

TEST(pieces_are_cut_at_separators)
{
	struct str rest = STR("a,,b"), piece;
	CHECK(str_cut(&rest, ',', &piece) && str_eq(piece, STR("a")), "first");
	CHECK(str_cut(&rest, ',', &piece) && piece.n == 0, "an empty one");
	CHECK(str_cut(&rest, ',', &piece) && str_eq(piece, STR("b")), "last");
	CHECK(!str_cut(&rest, ',', &piece), "and no more");
	CHECK_STR(str_trim(STR(" \t a b \n")), "a b", "white space off both ends");
	CHECK_STR(str_word(STR("Priya Nair")), "Priya", "what stands before the first space");
	CHECK_STR(str_word(STR("Priya")), "Priya", "all of it where there is none");
	CHECK_STR(str_word(STR("")), "", "of nothing");
	CHECK(str_or_none(STR("")).at == NULL, "no text at all");
	CHECK_STR(str_or_none(STR("a")), "a", "as it is");
	CHECK(str_has(STR("airtime"), STR("time")) && !str_has(STR("air"), STR("time")), "has");
}

TEST(ids_have_one_spelling)
{
	FOR_SEEDS (random, 200) {
		char text[ID_TEXT];
		int64_t back = 0;
		const int64_t n = (int64_t)(random_next(&random) >> 1 | 1);
		id_print(n, text);
		CHECK(id_parse((struct str){ text, ID_TEXT }, &back) && back == n,
		      "there and back");
	}
	int64_t n;
	CHECK(!id_parse(STR("0000000000000"), &n), "nought is nobody");
	CHECK(!id_parse(STR("8000000000000"), &n), "too large");
	CHECK(!id_parse(STR("000000000000I"), &n), "no capitals, no i");
	CHECK(!id_parse(STR("1"), &n), "thirteen characters");
}

TEST(a_buffer_stops_at_its_maximum_and_says_so)
{
	struct buf buf;
	buf_init(&buf, 1000);
	for (int i = 0; i < 400; i++) buf_printf(&buf, "%d,", i);
	CHECK(!buf_ok(&buf) && buf.n <= 1000, "full");
	buf_clear(&buf);
	buf_i64(&buf, INT64_MIN);
	buf_byte(&buf, ' ');
	buf_i64(&buf, 0);
	CHECK_STR(buf_text(&buf), "-9223372036854775808 0", "numbers");
	CHECK(buf_ok(&buf), "usable again");
	buf_release(&buf);
}

TEST(an_arena_gives_zeroed_memory_again_and_again)
{
	struct arena *arena = arena_new(4 << 20);
	for (int round = 0; round < 3; round++) {
		for (int i = 1; i < 600; i++) {
			int64_t *n = NEW(arena, int64_t, (size_t)i);
			for (int k = 0; k < i; k++) {
				CHECK(n[k] == 0, "zeroed");
				n[k] = -1;
			}
		}
		CHECK(arena_used(arena) == 599 * 300 * 8, "counted");
		arena_reset(arena);
		CHECK(arena_used(arena) == 0, "forgotten");
	}
	arena_free(arena);
	arena_free(NULL);
}

TESTS(a_part_of_a_text_is_ended_in_its_copy, what_nobody_sees_is_blank,
      numbers_are_read_whole_or_not_at_all, only_well_formed_text_is_text,
      pieces_are_cut_at_separators, ids_have_one_spelling,
      a_buffer_stops_at_its_maximum_and_says_so, an_arena_gives_zeroed_memory_again_and_again)
