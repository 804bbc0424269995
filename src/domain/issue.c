/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - see issue.h. */
#include "domain/issue.h"

#include "base/err.h"

/* clang-format off */
static const struct issue_check_row rows[ISSUE_CHECK_COUNT] = {
	{ ISSUE_REAL,    "It is real",         "It is happening now, and nobody knows the answer yet." },
	{ ISSUE_MATTERS, "It matters to me",   "You would think about it even if nobody asked." },
	{ ISSUE_MY_WORK, "It is part of my work", "You can do something about it in your own job." },
	{ ISSUE_WANTED,  "I want to tackle it", "You mean to act, not only to talk about it." },
};
/* clang-format on */

const struct issue_check_row *issue_check_row(int i)
{
	ASSERT(i >= 0 && i < ISSUE_CHECK_COUNT);
	return &rows[i];
}

const char *issue_check_words(int checks)
{
	int missing = ISSUE_CHECKS_ALL & ~checks;

	if (!missing) return "That is a good issue to bring.";
	if (missing == ISSUE_CHECKS_ALL)
		return "You need not tick any of these. They may help you to choose.";
	if (missing == ISSUE_REAL)
		return "If it is already settled, is there a question underneath that is still "
		       "open?";
	if (missing == ISSUE_MATTERS) return "If it does not matter much to you, what does?";
	if (missing == ISSUE_MY_WORK) return "Which part of it can you do something about?";
	if (missing == ISSUE_WANTED)
		return "What would make you want to tackle it? You can bring that question too.";
	return "You can bring it as it is. The set can help you to find the part that is yours.";
}

enum issue_verdict issue_check_text(struct str text, struct str want)
{
	if (str_trim(text).n == 0) return ISSUE_NO_TEXT;
	if (str_points(text) > ISSUE_TEXT_MAX) return ISSUE_NO_LONG;
	if (str_points(want) > ISSUE_WANT_MAX) return ISSUE_NO_WANT_LONG;
	return ISSUE_OK;
}

const char *issue_verdict_text(enum issue_verdict verdict)
{
	switch (verdict) {
	case ISSUE_OK:
		return "";
	case ISSUE_NO_TEXT:
		return "Write what you are stuck on. One sentence will do.";
	case ISSUE_NO_LONG:
		return "That is more than 2,000 letters. Two or three sentences is plenty.";
	case ISSUE_NO_WANT_LONG:
		return "What you want from the set can have 600 letters.";
	}
	return "";
}
