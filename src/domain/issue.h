/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - what a member brings: private until shared, with a gentle check of four points. */
#ifndef DOMAIN_ISSUE_H
#define DOMAIN_ISSUE_H

#include <stdbool.h>

#include "base/str.h"

/* Stored or-ed in issue.checks. */
enum issue_check { ISSUE_REAL = 1, ISSUE_MATTERS = 2, ISSUE_MY_WORK = 4, ISSUE_WANTED = 8 };
enum { ISSUE_CHECK_COUNT = 4, ISSUE_CHECKS_ALL = 15, ISSUE_TEXT_MAX = 2000, ISSUE_WANT_MAX = 600 };

/* The i-th check, 0..3: its bit, its label ("It is real"), and a line of help. */
struct issue_check_row {
	enum issue_check bit;
	const char *label, *help;
};
const struct issue_check_row *issue_check_row(int i);
/* One gentle sentence for what is ticked: never a gate. */
const char *issue_check_words(int checks);

enum issue_verdict { ISSUE_OK, ISSUE_NO_TEXT, ISSUE_NO_LONG, ISSUE_NO_WANT_LONG };
enum { ISSUE_VERDICT_COUNT = ISSUE_NO_WANT_LONG + 1 };
/* Lengths in code points; white space alone is nothing. */
enum issue_verdict issue_check_text(struct str text, struct str want);
const char *issue_verdict_text(enum issue_verdict verdict);

#endif
