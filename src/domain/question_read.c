/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_read - see question_read.h. */
#include "domain/question_parts.h"

enum err question_read(struct str text, struct question_kind *out)
{
	struct question_text q;

	if (text.n > QUESTION_BYTES_MAX) return ERR_LIMIT;
	q.text = text;
	q.tokens = q.sentences = q.clauses = q.hits = q.words = 0;
	question_tokens(&q);
	question_clauses(&q);
	question_phrases_find(&q);
	*out = (struct question_kind){ .form = QUESTION_STATEMENT };
	question_decide(&q, out);
	return OK;
}

const char *question_form_name(enum question_form form)
{
	static const char *const names[] = { "advice",    "disguised", "leading", "multiple",
		                             "either_or", "closed",    "open",    "statement" };
	return (unsigned)form < QUESTION_FORMS ? names[form] : "";
}

const char *question_openness_name(enum question_openness openness)
{
	static const char *const names[] = { "not asked", "closed", "open" };
	return (unsigned)openness < LEN(names) ? names[openness] : "";
}

const char *question_function_name(enum question_function function)
{
	static const char *const names[] = { "hypothetical", "challenging", "reflective",
		                             "forward",      "probing",     "clarifying" };
	return (unsigned)function < QUESTION_FUNCTIONS ? names[function] : "";
}

const char *question_phrase_id(uint16_t phrase)
{
	return phrase < question_phrase_count ? question_phrases[phrase].id : "";
}

const char *question_hint_id(uint8_t hint)
{
	return hint < question_hint_count ? question_hints[hint].id : "";
}

const char *question_hint_text(uint8_t hint)
{
	return hint < question_hint_count ? question_hints[hint].hint : "";
}

const char *question_hint_example(uint8_t hint)
{
	return hint < question_hint_count ? question_hints[hint].example : "";
}
