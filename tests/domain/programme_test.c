/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The numbers of a programme, and the ledger of facilitation. */
#include "domain/programme.h"

#include "support/check.h"

TEST(the_standard_year_fits_and_each_number_has_its_bounds)
{
	const struct {
		const char *why;
		int field, value;
		enum programme_verdict verdict;
	} cases[] = {
		{ "no meetings", 0, 0, PROGRAMME_MEETINGS },
		{ "more than a year holds", 0, 27, PROGRAMME_MEETINGS },
		{ "more facilitated than held", 1, 10, PROGRAMME_ENTITLEMENT },
		{ "none facilitated is possible", 1, 0, PROGRAMME_OK },
		{ "all facilitated is possible", 1, 9, PROGRAMME_OK },
		{ "every day", 2, 1, PROGRAMME_CADENCE },
		{ "half an hour", 3, 30, PROGRAMME_LENGTH },
		{ "a year's notice", 4, 365, PROGRAMME_NOTICE },
		{ "two people", 5, 2, PROGRAMME_SIZE },
		{ "largest below smallest", 6, 5, PROGRAMME_SIZE },
	};
	CHECK_INT(programme_check(&programme_standard), PROGRAMME_OK, "9, 6, 42, 210, 28, 6 to 8");
	for (size_t i = 0; i < LEN(cases); i++) {
		struct programme_numbers n = programme_standard;
		int *const fields[] = { &n.meetings,   &n.entitlement, &n.cadence_days,
			                &n.length_min, &n.notice_days, &n.size_min,
			                &n.size_max };
		*fields[cases[i].field] = cases[i].value;
		CHECK_INT(programme_check(&n), cases[i].verdict, cases[i].why);
		CHECK((programme_verdict_text(cases[i].verdict)[0] != '\0') ==
		              (cases[i].verdict != 0),
		      "a sentence for each refusal");
	}
}

TEST(credits_are_said_in_words)
{
	struct arena *arena = arena_new(1 << 16);
	const struct credits credits = { 9, 6, 2, 1 };
	const struct credits over = { 9, 6, 4, 4 };

	CHECK_STR(credits_words(arena, &credits),
	          "9 meetings, 6 with a facilitator. Used 2, booked 1, 3 to place.",
	          "all of it in one line");
	CHECK_INT(credits_to_place(&over), 0, "never fewer than none");
	arena_free(arena);
}

TEST(the_set_spends_its_credits_within_the_rules)
{
	const struct day today = day_of(2026, 11, 24), far = day_of(2027, 3, 1);
	const struct day near = day_add(today, 27), just = day_add(today, 28);
	const struct credits some = { 9, 6, 2, 1 }, none = { 9, 6, 2, 4 };
	const struct {
		const char *why;
		const struct credits *credits;
		struct credit_wish wish;
		enum credit_verdict verdict;
	} cases[] = {
		{ "book one", &some, { 5, far, false, false, true }, CREDIT_OK },
		{ "give one back", &none, { 5, far, false, true, false }, CREDIT_OK },
		{ "all are booked", &none, { 5, far, false, false, true }, CREDIT_SPENT },
		{ "the first is fixed", &some, { 1, far, false, true, false }, CREDIT_FIRST },
		{ "held", &some, { 3, today, true, false, true }, CREDIT_HELD },
		{ "27 days is too near", &some, { 4, near, false, false, true }, CREDIT_NOTICE },
		{ "28 days will do", &some, { 4, just, false, false, true }, CREDIT_OK },
		{ "as it is", &none, { 4, today, true, true, true }, CREDIT_OK },
	};
	struct arena *arena = arena_new(1 << 16);
	for (size_t i = 0; i < LEN(cases); i++) {
		const enum credit_verdict verdict =
			credit_change(cases[i].credits, &programme_standard, &cases[i].wish, today);
		CHECK_INT(verdict, cases[i].verdict, cases[i].why);
		CHECK((credit_verdict_words(arena, verdict, &programme_standard).n > 0) ==
		              (verdict != CREDIT_OK),
		      "a sentence for each refusal");
	}
	arena_free(arena);
}

TEST(an_unusual_size_is_remarked_upon_and_allowed)
{
	struct arena *arena = arena_new(1 << 16);
	for (int people = 6; people <= 8; people++)
		CHECK(programme_size_words(arena, &programme_standard, people).n == 0, "usual");
	CHECK_STR(programme_size_words(arena, &programme_standard, 5),
	          "Sets usually have 6 to 8 people. This one has 5, so one or two away is already "
	          "a lot.",
	          "small");
	CHECK_STR(
		programme_size_words(arena, &programme_standard, 9),
		"Sets usually have 6 to 8 people. This one has 9, so each will present less often.",
		"large");
	arena_free(arena);
}

/* What we promise, as numbers of their own: not taken from where the program takes them. */
TEST(the_promised_numbers_stand)
{
	const struct programme_numbers *n = &programme_standard;
	struct arena *arena = arena_new(1 << 16);

	CHECK_INT(n->meetings, 9, "nine meetings in a year");
	CHECK_INT(n->entitlement, 6, "six with a facilitator");
	CHECK_INT(n->cadence_days, 42, "every six weeks");
	CHECK_INT(n->length_min, 210, "half a day");
	CHECK_INT(n->notice_days, 28, "notice for a change");
	CHECK_INT(n->size_min, 6, "six");
	CHECK_INT(n->size_max, 8, "to eight people");
	CHECK_STR(programme_words(arena, n), "9 meetings, 6 with a facilitator, every 6 weeks", "");
	CHECK_STR(programme_cadence_words(arena, 7), "every week", "");
	CHECK_STR(programme_cadence_words(arena, 40), "every 40 days", "");
	arena_free(arena);
}

TESTS(the_promised_numbers_stand, the_standard_year_fits_and_each_number_has_its_bounds,
      credits_are_said_in_words, the_set_spends_its_credits_within_the_rules,
      an_unusual_size_is_remarked_upon_and_allowed)
