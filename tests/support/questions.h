/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* questions - how well question_read() reads a labelled file: text TAB form[/function] TAB source a line.
 *
 * Sources that end in "/rising" are left out of "question or not": their mark is a tone of voice.  Those that
 * end in "/quiet" are of the meeting itself (leave, process, scales, promises): no hint, whatever the form. */
#ifndef SUPPORT_QUESTIONS_H
#define SUPPORT_QUESTIONS_H

#include "domain/question_read.h"

/* Lines are halved by a hash of their text, so that one half can stay unseen while rules are written. */
enum questions_half { QUESTIONS_ALL, QUESTIONS_SEEN, QUESTIONS_UNSEEN };

/* How the text is changed before it is read. */
enum questions_as {
	AS_TYPED,
	AS_LOWER,
	AS_NO_APOSTROPHE,
	AS_NO_MARK,   /* no "?" */
	AS_NO_POINTS, /* no punctuation at all */
	AS_TYPO,      /* two neighbouring letters of one word change places */
	AS_CURLY      /* curly apostrophes and quotes */
};
enum { QUESTIONS_AS_COUNT = AS_CURLY + 1 };

enum {
	LABEL_QUESTION = QUESTION_FORMS,
	LABEL_COUNT
}; /* a question whose form nobody has labelled */

struct questions_score {
	int n;
	int form[LABEL_COUNT][QUESTION_FORMS]; /* wanted, got */
	int open[2][2];                        /* wanted closed, open; got the same */
	int asked[2][2], bare[2][2]; /* is it one? as typed, and without "?": wanted, got */
	int function[QUESTION_FUNCTIONS]
		    [QUESTION_FUNCTIONS + 1]; /* first one got; the last is none */
	int function_among;
	int calm,
		remarked; /* open questions, statements, "/quiet": those, and those that had a hint */
};

struct questions_f {
	double precision, recall, f1;
	int wanted;
};

/* False if there is no such file.  `show` prints each line that is read otherwise. */
bool questions_score(const char *path, enum questions_half half, enum questions_as as, bool show,
                     struct questions_score *out);

struct questions_f questions_form(const struct questions_score *score, enum question_form form);
double questions_accuracy(const struct questions_score *score);
double questions_macro(const struct questions_score *score); /* over the forms that were wanted */
struct questions_f questions_openness(const struct questions_score *score, bool open);
double questions_open_accuracy(const struct questions_score *score);
double questions_open_macro(const struct questions_score *score);
double questions_is_one(const struct questions_score *score, bool bare);
/* Of genuine questions (open, closed, either/or or unlabelled), the share read as `form`. */
double questions_false(const struct questions_score *score, enum question_form form, int *genuine);
struct questions_f questions_function(const struct questions_score *score,
                                      enum question_function f);
double questions_function_accuracy(const struct questions_score *score);
double questions_function_macro(const struct questions_score *score);

#endif
