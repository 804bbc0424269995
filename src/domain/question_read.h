/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_read - what kind of question is this?
 *
 * Says at once, and explains by the words that decided, what form a question has, how open it is,
 * what it reaches for, and one gentle way to open it up.  Pure and reentrant: no allocation, no
 * locale, no state.  When in doubt it does not call it advice. */
#ifndef DOMAIN_QUESTION_READ_H
#define DOMAIN_QUESTION_READ_H

#include <stdbool.h>

#include "base/str.h"

enum {
	QUESTION_BYTES_MAX = 2048,
	QUESTION_HINT_WORDS = 40, /* no hint on a longer turn */
	QUESTION_HINT_LEAST = 3,  /* ... nor on "Such as?", "And then?" */
	QUESTION_WHY_MAX = 6,
	QUESTION_FUNCTIONS_MAX = 3
};

/* The first that fits, in this order. */
enum question_form {
	QUESTION_ADVICE,
	QUESTION_DISGUISED,
	QUESTION_LEADING,
	QUESTION_MULTIPLE,
	QUESTION_EITHER_OR,
	QUESTION_CLOSED,
	QUESTION_OPEN,
	QUESTION_STATEMENT,
	QUESTION_FORMS
};

/* Apart from form: a leading or stacked question has it too. */
enum question_openness { QUESTION_NOT_ASKED, QUESTION_IS_CLOSED, QUESTION_IS_OPEN };

enum question_function {
	QUESTION_HYPOTHETICAL,
	QUESTION_CHALLENGING,
	QUESTION_REFLECTIVE,
	QUESTION_FORWARD,
	QUESTION_PROBING,
	QUESTION_CLARIFYING,
	QUESTION_FUNCTIONS
};

enum question_strength {
	QUESTION_SURE_NOT,  /* nothing was found */
	QUESTION_SURE_WEAK, /* show the form at most */
	QUESTION_SURE       /* a hint may be shown */
};

/* Words that decided: bytes [off, off + len) of the text, and the phrase that they are. */
struct question_why {
	uint16_t phrase;
	uint16_t off, len;
	uint8_t weight; /* the phrase's strength, 1 or 2 */
};

struct question_kind {
	enum question_form form;
	enum question_openness openness;
	enum question_strength strength;
	uint8_t asked; /* how many questions */
	uint8_t hint;  /* for question_hint_*(); 0 is none */
	uint8_t quiet; /* likewise: a remark for training only, where there is no hint */
	uint8_t functions, whys;
	enum question_function function[QUESTION_FUNCTIONS_MAX];
	struct question_why why[QUESTION_WHY_MAX];
};

/* Reads UTF-8 text; bytes that are not well formed part words and do no harm.  ERR_LIMIT if it has more than
 * QUESTION_BYTES_MAX bytes; *out is then untouched. */
MUST_USE enum err question_read(struct str text, struct question_kind *out);

/* "advice", "either_or", "not asked", "probing" ...: stable names, for files. */
const char *question_form_name(enum question_form form);
const char *question_openness_name(enum question_openness openness);
const char *question_function_name(enum question_function function);

/* Of a phrase in question_why: its id in content/questions/phrases.txt. */
const char *question_phrase_id(uint16_t phrase);
/* Of a hint: its id, a gentle sentence, and how the question could become. "" for 0. */
const char *question_hint_id(uint8_t hint);
const char *question_hint_text(uint8_t hint);
const char *question_hint_example(uint8_t hint);

#endif
