/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a facilitator noticed, as a few words and back; and what can be said without knowing names. */
#include "domain/noticed.h"

#include "support/check.h"

TEST(what_is_kept_is_read_back)
{
	struct arena *arena = arena_new(64 * 1024);

	for (int signal = SIGNAL_NONE + 1; signal < SIGNAL_COUNT; signal++)
		for (int did = INTERVENE_NONE; did < INTERVENTION_COUNT; did++) {
			const struct noticed noticed = { (enum room_signal)signal,
				                         (enum intervention)did,
				                         STR("Open questions") };
			struct noticed read;
			CHECK(noticed_read(noticed_keep(arena, &noticed), &read), "is read");
			CHECK_INT(read.signal, signal, "the signal");
			CHECK_INT(read.did, did, "what was done");
			CHECK_STR(read.stage, "Open questions", "and where");
		}
	arena_free(arena);
}

TEST(other_words_are_not_read)
{
	static const char *const others[] = { "", "advice", "advice shout Questions",
		                              "noise let-be ", "let-be advice " };
	struct noticed read = { .signal = SIGNAL_TIME };

	for (size_t i = 0; i < LEN(others); i++)
		CHECK(!noticed_read(str_of(others[i]), &read), others[i]);
	CHECK_INT(read.signal, SIGNAL_TIME, "and nothing is changed");
}

TEST(each_signal_has_a_name_and_something_to_say)
{
	struct arena *arena = arena_new(16 * 1024);

	for (int signal = SIGNAL_NONE + 1; signal < SIGNAL_COUNT; signal++) {
		int answers = 0;
		CHECK(noticed_title((enum room_signal)signal)[0] != 0, "has a name");
		for (int did = 1; did < INTERVENTION_COUNT; did++)
			answers += intervention_answers((enum intervention)did,
			                                (enum room_signal)signal);
		CHECK(answers > 0, noticed_title((enum room_signal)signal));
	}
	for (int did = 1; did < INTERVENTION_COUNT; did++) {
		const struct str said = noticed_say(arena, (enum intervention)did);
		CHECK(!memchr(said.at ? said.at : "", '{', said.n), "no brace is left");
	}
	CHECK_STR(noticed_say(arena, INTERVENE_PRESENTER), "Let’s come back to (name).", "a gap");
	const struct noticed noticed = { SIGNAL_ADVICE, INTERVENE_QUESTION, STR("") };
	const struct noticed let_be = { SIGNAL_SILENCE, INTERVENE_NONE, STR("") };
	CHECK_STR(noticed_words(arena, &noticed), "Advice. Turn it into a question", "");
	CHECK_STR(noticed_words(arena, &let_be), "Nobody speaks. I let it be", "");
	arena_free(arena);
}

TESTS(what_is_kept_is_read_back, other_words_are_not_read,
      each_signal_has_a_name_and_something_to_say)
