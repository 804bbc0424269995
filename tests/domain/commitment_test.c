/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/commitment.h"

#include "support/check.h"

TEST(both_parts_are_agreed_or_it_is_said_which_is_missing)
{
	const struct {
		bool own, others, whole;
		const char *word; /* in the sentence */
	} cases[] = {
		{ true, true, true, "" },
		{ true, false, false, "the others" },
		{ false, true, false, "your own" },
		{ false, false, false, "both" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		const char *text = commitment_missing_text(cases[i].own, cases[i].others);
		CHECK(commitment_is_whole(cases[i].own, cases[i].others) == cases[i].whole,
		      "whole");
		CHECK((text[0] == '\0') == cases[i].whole, "nothing to say when it is");
		CHECK(strstr(text, cases[i].word) != NULL, "names what is missing");
	}
	for (int i = 0; i < COMMITMENT_PARTS; i++)
		CHECK(str_ends(str_of(commitment_part(i)->text), STR(".")), "a sentence");
}

TESTS(both_parts_are_agreed_or_it_is_said_which_is_missing)
