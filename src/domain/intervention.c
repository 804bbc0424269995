/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* intervention - the list; see intervention.h.  Words that one can say aloud without changing them. */
#include "domain/intervention.h"

#include "base/err.h"

const struct signal_words *signal_words(enum room_signal signal)
{
	static const struct signal_words words[SIGNAL_COUNT] = {
		[SIGNAL_NONE] = { "", "", "" },
		[SIGNAL_ADVICE] = { "advice", "There was advice in the room.",
		                    "Some ask: can you turn that into a question, in their "
		                    "words?" },
		[SIGNAL_STACKED] = { "stacked", "Several questions came at once.",
		                     "Some ask: which one question?" },
		[SIGNAL_FACTS] = { "facts", "The questions went to facts, one after the other.",
		                   "Some ask: what have we not asked about? Feelings, "
		                   "assumptions, how others see it?" },
		[SIGNAL_STORY] = { "story", "Someone told a story of their own.",
		                   "Some bring the attention back to the presenter." },
		[SIGNAL_FLUENT] = { "fluent", "The presenter answered easily, like an expert.",
		                    "Some slow down, count to ten, and ask what is new in that." },
		[SIGNAL_SILENCE] = { "silence", "Nobody spoke for a while.",
		                     "Some let it be. Some offer a minute of writing." },
		[SIGNAL_DOMINANT] = { "dominant", "One person asked again and again.",
		                      "Some go round, or invite someone else first." },
		[SIGNAL_QUIET] = { "quiet", "Not everybody had been heard.",
		                   "Some go round, or invite, and leave room to pass." },
		[SIGNAL_SOLVED] = { "solved", "The presenter seemed to have the answer already.",
		                    "Some ask how open the presenter is to another answer." },
		[SIGNAL_TIME] = { "time", "The time for questions was running out.",
		                  "Some name it, and ask what the presenter needs from the rest." },
		[SIGNAL_VAGUE] = { "vague", "An action was vague.",
		                   "Some ask: what exactly, by when, and how will we know?" },
		[SIGNAL_EMOTION] = { "emotion", "It was getting hard for the presenter.",
		                     "Some pause, and ask what would help now." },
		[SIGNAL_OUTSIDE] = { "outside", "It was not the presenter’s to act on.",
		                     "Some ask: what part of this is yours?" },
		[SIGNAL_STUCK] = { "stuck", "The set went round in circles, or was comfortable.",
		                   "Some ask: what are we avoiding?" },
	};
	ASSERT((unsigned)signal < SIGNAL_COUNT);
	return &words[signal];
}

#define AT(signal) (1u << SIGNAL_##signal)

const struct intervention_words *intervention_words(enum intervention intervention)
{
	static const struct intervention_words words[INTERVENTION_COUNT] = {
		[INTERVENE_NONE] = { "", "", "", 0, false },
		[INTERVENE_QUESTION] = { "question", "Turn it into a question",
		                         "Can you turn that into a question, in their words?",
		                         AT(ADVICE), false },
		[INTERVENE_ONE] = { "one", "One question", "Which one question?", AT(STACKED),
		                    false },
		[INTERVENE_WIDER] = { "wider", "What’s missing?",
		                      "What haven’t we asked about? Feelings, assumptions, how "
		                      "others see it?",
		                      AT(FACTS), false },
		[INTERVENE_PRESENTER] = { "presenter", "Back to the presenter",
		                          "Let’s come back to {presenter}.", AT(STORY), false },
		[INTERVENE_SLOW] = { "slow", "Slow down", "Take your time. What is new in that?",
		                     AT(FLUENT), true },
		[INTERVENE_SILENCE] = { "silence", "Let the silence be", "", AT(SILENCE), false },
		[INTERVENE_OTHERS] = { "others", "Hear others first",
		                       "Let’s hear from somebody who hasn’t asked yet.",
		                       AT(DOMINANT), false },
		[INTERVENE_QUIET] = { "quiet", "Bring the quiet one in",
		                      "{quiet}, is there something you would like to ask? You can "
		                      "pass.",
		                      AT(QUIET), false },
		[INTERVENE_OPEN] = { "open", "How open is it?",
		                     "How open are you to another answer?", AT(SOLVED), true },
		[INTERVENE_TIME] = { "time", "Name the time",
		                     "We have a few minutes left. What do you need from them, "
		                     "{presenter}?",
		                     AT(TIME), true },
		[INTERVENE_EXACTLY] = { "exactly", "What exactly?",
		                        "What exactly, by when, and how will we know?", AT(VAGUE),
		                        true },
		[INTERVENE_CARE] = { "care", "Pause and check",
		                     "Let’s stop for a moment. What would help you now, "
		                     "{presenter}?",
		                     AT(EMOTION), true },
		[INTERVENE_YOURS] = { "yours", "What part is yours?",
		                      "What part of this is yours to act on, {presenter}?",
		                      AT(OUTSIDE), true },
		[INTERVENE_NAME] = { "name", "Name what is happening",
		                     "Can I say what I notice? What are we doing just now, and "
		                     "what "
		                     "are we avoiding?",
		                     AT(STUCK) | AT(ADVICE) | AT(FACTS) | AT(STORY) | AT(DOMINANT) |
		                             AT(FLUENT),
		                     false },
		[INTERVENE_WRITE] = { "write", "A minute of writing",
		                      "Let’s each take a minute and write down one question.",
		                      AT(SILENCE) | AT(QUIET) | AT(STUCK), false },
	};
	ASSERT((unsigned)intervention < INTERVENTION_COUNT);
	return &words[intervention];
}

bool intervention_parse(struct str name, enum intervention *out)
{
	for (int i = 1; i < INTERVENTION_COUNT; i++)
		if (str_eq(name, str_of(intervention_words((enum intervention)i)->name))) {
			*out = (enum intervention)i;
			return true;
		}
	return false;
}

bool intervention_answers(enum intervention intervention, enum room_signal signal)
{
	return signal != SIGNAL_NONE && (intervention_words(intervention)->at >> signal & 1) != 0;
}
