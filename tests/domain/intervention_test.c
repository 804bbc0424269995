/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is on the list: every signal has words and something to say at it, and no word stands twice. */
#include "domain/intervention.h"

#include "support/check.h"

TEST(every_signal_has_words_and_an_answer)
{
	for (int s = SIGNAL_NONE + 1; s < SIGNAL_COUNT; s++) {
		const struct signal_words *words = signal_words((enum room_signal)s);
		int answers = 0;
		for (int i = 1; i < INTERVENTION_COUNT; i++)
			answers += intervention_answers((enum intervention)i, (enum room_signal)s);
		CHECK(answers > 0, "nothing is said there");
		CHECK(words->name[0] && words->seen[0] && words->usual[0],
		      "a signal without words");
	}
	CHECK(!signal_words(SIGNAL_NONE)->seen[0], "no signal has words");
}

TEST(every_intervention_is_found_by_its_word)
{
	for (int i = 1; i < INTERVENTION_COUNT; i++) {
		const struct intervention_words *words = intervention_words((enum intervention)i);
		enum intervention found = INTERVENE_NONE;
		CHECK(intervention_parse(str_of(words->name), &found) && (int)found == i,
		      "another has the same word");
		CHECK(words->label[0] && words->at, "no label, or no signal");
		CHECK(words->said[0] || i == INTERVENE_SILENCE, "nothing is said");
		CHECK(!intervention_answers((enum intervention)i, SIGNAL_NONE), "answers nothing");
	}
	enum intervention found = INTERVENE_CARE;
	CHECK(!intervention_parse(STR(""), &found), "an empty word");
	CHECK(!intervention_parse(STR("scold"), &found), "an unknown word");
	CHECK(found == INTERVENE_CARE, "what is not found is left alone");
}

TESTS(every_signal_has_words_and_an_answer, every_intervention_is_found_by_its_word)
