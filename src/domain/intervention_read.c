/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* intervention_read - what a facilitator's own words are about, as somebody in the set would hear them: by what
 * is usually said at each signal.  Words that match nothing are heard all the same; they change nobody's habit. */
#include "domain/intervention.h"

#define AT(signal) (1u << SIGNAL_##signal)
#define NAMING (AT(STUCK) | AT(ADVICE) | AT(FACTS) | AT(STORY) | AT(DOMINANT) | AT(FLUENT))

/* Small letters; each begins a word.  An apostrophe is a plain one. */
static const struct {
	const char *words;
	unsigned about;
} phrases[] = {
	{ "into a question", AT(ADVICE) },
	{ "as a question", AT(ADVICE) },
	{ "a question instead", AT(ADVICE) },
	{ "advice", AT(ADVICE) },
	{ "suggestion", AT(ADVICE) },
	{ "solutions", AT(ADVICE) },
	{ "only questions", AT(ADVICE) | AT(STORY) },
	{ "questions only", AT(ADVICE) | AT(STORY) },
	{ "one question", AT(STACKED) },
	{ "which question", AT(STACKED) },
	{ "which of those", AT(STACKED) },
	{ "one at a time", AT(STACKED) | AT(DOMINANT) },
	{ "several questions", AT(STACKED) },
	{ "two questions", AT(STACKED) },
	{ "three questions", AT(STACKED) },
	{ "not asked about", AT(FACTS) },
	{ "haven't we asked", AT(FACTS) },
	{ "have we not asked", AT(FACTS) },
	{ "what are we missing", AT(FACTS) },
	{ "open question", AT(FACTS) },
	{ "come back to", AT(STORY) },
	{ "let's go back to", AT(STORY) },
	{ "your own story", AT(STORY) },
	{ "your story", AT(STORY) },
	{ "stories", AT(STORY) },
	{ "slow down", AT(FLUENT) },
	{ "slower", AT(FLUENT) },
	{ "take your time", AT(FLUENT) | AT(EMOTION) },
	{ "what is new", AT(FLUENT) },
	{ "what's new", AT(FLUENT) },
	{ "silence", AT(SILENCE) },
	{ "others first", AT(DOMINANT) },
	{ "somebody else first", AT(DOMINANT) },
	{ "someone else first", AT(DOMINANT) },
	{ "from somebody", AT(DOMINANT) },
	{ "from someone", AT(DOMINANT) },
	{ "who hasn't asked", AT(DOMINANT) },
	{ "who has not asked", AT(DOMINANT) },
	{ "from others", AT(DOMINANT) },
	{ "from the others", AT(DOMINANT) },
	{ "hear others", AT(DOMINANT) },
	{ "let others", AT(DOMINANT) },
	{ "hold back", AT(DOMINANT) },
	{ "go round", AT(DOMINANT) | AT(QUIET) },
	{ "one turn each", AT(DOMINANT) | AT(QUIET) },
	{ "haven't heard", AT(QUIET) | AT(DOMINANT) },
	{ "not heard", AT(QUIET) | AT(DOMINANT) },
	{ "hasn't spoken", AT(QUIET) | AT(DOMINANT) },
	{ "like to ask", AT(QUIET) },
	{ "want to ask", AT(QUIET) },
	{ "like to come in", AT(QUIET) },
	{ "can pass", AT(QUIET) },
	{ "how open", AT(SOLVED) },
	{ "another answer", AT(SOLVED) },
	{ "other answers", AT(SOLVED) },
	{ "already know", AT(SOLVED) },
	{ "already decided", AT(SOLVED) },
	{ "change your mind", AT(SOLVED) },
	{ "minutes left", AT(TIME) },
	{ "running out", AT(TIME) },
	{ "nearly out of time", AT(TIME) },
	{ "time is nearly", AT(TIME) },
	{ "exactly", AT(VAGUE) },
	{ "by when", AT(VAGUE) },
	{ "how will we know", AT(VAGUE) },
	{ "how will you know", AT(VAGUE) },
	{ "specific", AT(VAGUE) },
	{ "first step", AT(VAGUE) },
	{ "concrete", AT(VAGUE) },
	{ "are you all right", AT(EMOTION) },
	{ "stop for a", AT(EMOTION) },
	{ "take a break", AT(EMOTION) },
	{ "would help you", AT(EMOTION) },
	{ "what do you need", AT(EMOTION) },
	{ "hard for you", AT(EMOTION) },
	{ "we can stop", AT(EMOTION) },
	{ "is yours", AT(OUTSIDE) },
	{ "yours to", AT(OUTSIDE) },
	{ "in your hands", AT(OUTSIDE) },
	{ "your influence", AT(OUTSIDE) },
	{ "your part", AT(OUTSIDE) },
	{ "you act on", AT(OUTSIDE) },
	{ "are we avoiding", AT(STUCK) },
	{ "in circles", AT(STUCK) },
	{ "too comfortable", AT(STUCK) },
	{ "cosy", AT(STUCK) },
	{ "what i notice", NAMING },
	{ "i notice", NAMING },
	{ "what are we doing", NAMING },
	{ "what is happening", NAMING },
	{ "what's happening", NAMING },
	{ "write down", AT(SILENCE) | AT(QUIET) | AT(STUCK) },
	{ "of writing", AT(SILENCE) | AT(QUIET) | AT(STUCK) },
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Like `letter` of small plain text; a typed apostrophe (three bytes) is one of them. */
static size_t matched(struct str text, char letter)
{
	const struct str curly = STR("\xe2\x80\x99");

	if (!text.n) return 0;
	if (letter == '\'' && str_starts(text, curly)) return curly.n;
	const char c =
		text.at[0] >= 'A' && text.at[0] <= 'Z' ? (char)(text.at[0] + 32) : text.at[0];
	return c == letter ? 1 : 0;
}

static bool stands_here(struct str text, struct str words)
{
	for (size_t i = 0; i < words.n; i++) {
		const size_t n = matched(text, words.at[i]);
		if (n == 0) return false;
		text = str_from(text, n);
	}
	return true;
}

static bool has_phrase(struct str text, struct str words)
{
	for (size_t i = 0; i < text.n; i++)
		if ((i == 0 || !is_letter(text.at[i - 1])) && stands_here(str_from(text, i), words))
			return true;
	return false;
}

unsigned intervention_read(struct str words)
{
	unsigned about = 0;

	for (size_t i = 0; i < LEN(phrases); i++)
		if (has_phrase(words, str_of(phrases[i].words))) about |= phrases[i].about;
	return about;
}

bool intervention_names(struct str words, struct str name)
{
	for (size_t i = 0; name.n && i + name.n <= words.n; i++) {
		if (i > 0 && is_letter(words.at[i - 1])) continue;
		if (!str_eq_ci(str_part(words, i, i + name.n), name)) continue;
		if (i + name.n == words.n || !is_letter(words.at[i + name.n])) return true;
		/* "Gil’s" begins with the first byte of an apostrophe, which is no letter of a name. */
		if (str_starts(str_from(words, i + name.n), STR("\xe2\x80\x99"))) return true;
	}
	return false;
}
