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

/* Whoever says in their own words what is on the list means the same. */
TEST(own_words_are_read_like_those_of_the_list)
{
	for (int i = 1; i < INTERVENTION_COUNT; i++) {
		const struct intervention_words *words = intervention_words((enum intervention)i);
		const unsigned about = intervention_read(str_of(words->said));
		if (i != INTERVENE_SILENCE) CHECK((about & words->at) == words->at, words->name);
	}
}

TEST(what_own_words_are_about)
{
	static const struct {
		const char *words;
		unsigned about;
	} cases[] = {
		{ "Could you put that as a question, Ben?", 1u << SIGNAL_ADVICE },
		{ "That sounds like ADVICE to me.", 1u << SIGNAL_ADVICE },
		{ "Which of those is the one that matters?", 1u << SIGNAL_STACKED },
		{ "What haven't we asked her?", 1u << SIGNAL_FACTS },
		{ "What haven\xe2\x80\x99t we asked her?", 1u << SIGNAL_FACTS },
		{ "Let's go back to Sioned's question.", 1u << SIGNAL_STORY },
		{ "Slow down a little.", 1u << SIGNAL_FLUENT },
		{ "Shall we stay with the silence?", 1u << SIGNAL_SILENCE },
		{ "Let others first.", 1u << SIGNAL_DOMINANT },
		{ "We have three minutes left.", 1u << SIGNAL_TIME },
		{ "What would be the first step?", 1u << SIGNAL_VAGUE },
		{ "Are you all right to go on?", 1u << SIGNAL_EMOTION },
		{ "Which part is in your hands?", 1u << SIGNAL_OUTSIDE },
		{ "We are going round in circles.", 1u << SIGNAL_STUCK },
		/* Questions to the presenter, and courtesies: about nobody's manners. */
		{ "What have you not tried yet?", 0 },
		{ "Who could somebody else in your place ask?", 0 },
		{ "What are you avoiding?", 0 },
		{ "How does that feel?", 0 },
		{ "Thank you.", 0 },
		{ "", 0 },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_INT(intervention_read(str_of(cases[i].words)), cases[i].about,
		          cases[i].words);
}

TEST(somebody_is_called_by_name)
{
	CHECK(intervention_names(STR("Gil, what do you think?"), STR("Gil")), "at the start");
	CHECK(intervention_names(STR("And you, gil?"), STR("Gil")), "however it is typed");
	CHECK(intervention_names(STR("Gil\xe2\x80\x99s turn"), STR("Gil")), "whose");
	CHECK(!intervention_names(STR("Gilbert, what do you think?"), STR("Gil")), "another");
	CHECK(!intervention_names(STR("Virgil?"), STR("Gil")), "nor he");
	CHECK(!intervention_names(STR(""), STR("Gil")), "nobody");
	CHECK(!intervention_names(STR("Gil?"), STR("")), "nobody");
}

TESTS(own_words_are_read_like_those_of_the_list, what_own_words_are_about,
      somebody_is_called_by_name, every_signal_has_words_and_an_answer,
      every_intervention_is_found_by_its_word)
