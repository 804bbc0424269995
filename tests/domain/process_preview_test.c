/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A meeting before it is held: what begins when, and how so many people fit. */
#include "domain/process_preview.h"

#include "support/check.h"
#include "support_room.h"

static struct preview preview_of(struct arena *arena, const char *shell, const char *round,
                                 int people, int length)
{
	struct preview preview;
	CHECK_OK(process_preview(arena, shell ? shipped(arena, shell) : NULL, shipped(arena, round),
	                         people, length, &preview));
	return preview;
}

TEST(six_seven_and_eight_people_fit_into_half_a_day)
{
	static const struct {
		int people, rounds, used, spare;
		const char *words;
	} fits[] = {
		{ 6, 3, 200, 10, "3 rounds of 40 minutes. 10 minutes are left over." },
		{ 7, 3, 205, 5, "3 rounds of 40 minutes. 5 minutes are left over." },
		{ 8, 3, 210, 0, "3 rounds of 40 minutes. It fits to the minute." },
		{ 9, 2, 175, 35, "2 rounds of 40 minutes. 35 minutes are left over." },
	};
	struct arena *arena = arena_new(8 << 20);

	for (size_t i = 0; i < LEN(fits); i++) {
		const struct preview preview =
			preview_of(arena, "uk-halfday", "uk-classic", fits[i].people, 210);
		CHECK_INT(preview.rounds, fits[i].rounds, fits[i].words);
		CHECK_INT(preview.used_min, fits[i].used, fits[i].words);
		CHECK_INT(preview.spare_min, fits[i].spare, fits[i].words);
		CHECK_STR(preview_words(arena, &preview), fits[i].words, "in words");
		CHECK_INT(preview.fits_people, fits[i].people <= 8, "meant for up to eight");
	}
	arena_free(arena);
}

TEST(every_line_begins_where_the_one_before_ends)
{
	struct arena *arena = arena_new(8 << 20);
	const struct preview preview = preview_of(arena, "wial-90", "wial", 8, 90);
	int minutes = 0, again = 0;

	for (size_t i = 0; i < preview.count; i++) {
		CHECK_INT(preview.lines[i].from_min, minutes, "no gap");
		minutes += preview.lines[i].minutes;
		again += preview.lines[i].pass == 2;
	}
	CHECK_INT(minutes, 90, "to the end");
	CHECK_INT(again, 3, "questions, check and sentence a second time");
	CHECK_STR(preview.lines[2].stage->name, "problem", "the round in its place");
	CHECK_INT(preview.lines[2].round, 1, "and told as one");
	arena_free(arena);
}

TEST(a_round_by_itself_is_as_long_as_it_is)
{
	struct arena *arena = arena_new(8 << 20);
	const struct preview four = preview_of(arena, NULL, "case-clinic-lite", 4, 0);
	const struct preview five = preview_of(arena, NULL, "case-clinic-lite", 5, 0);
	const struct preview wial = preview_of(arena, NULL, "wial", 8, 0);

	CHECK(four.used_min == 31 && five.used_min == 33 && five.spare_min == 0, "by people");
	CHECK_INT(wial.used_min, 68, "with its loop twice");
	CHECK_INT(wial.count, 12, "written out");
	CHECK_STR(preview_words(arena, &five), "It fits to the minute.", "in words");
	arena_free(arena);
}

TEST(what_is_too_long_says_by_how_much)
{
	struct arena *arena = arena_new(8 << 20);
	const struct preview preview = preview_of(arena, "first-taster", "heilsbronn-10", 8, 210);

	CHECK_INT(preview.spare_min, -50, "ninety instead of forty");
	CHECK_STR(preview_words(arena, &preview),
	          "1 round of 90 minutes. That is 50 minutes too long.", "in words");
	arena_free(arena);
}

TEST(a_process_says_for_how_many_it_is)
{
	struct arena *arena = arena_new(8 << 20);

	CHECK_STR(process_people_words(arena, shipped(arena, "wial")), "4 to 8 people", "a range");
	CHECK_STR(process_people_words(arena, shipped(arena, "troika")), "3 people", "a number");
	CHECK(!preview_of(arena, "troika", "troika-client", 6, 30).fits_people, "six are too many");
	arena_free(arena);
}

TESTS(six_seven_and_eight_people_fit_into_half_a_day, every_line_begins_where_the_one_before_ends,
      a_round_by_itself_is_as_long_as_it_is, what_is_too_long_says_by_how_much,
      a_process_says_for_how_many_it_is)
