/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - ground rules: made by the set, in versions, each agreed by each member. */
#ifndef DOMAIN_RULE_H
#define DOMAIN_RULE_H

#include <stdbool.h>

#include "base/str.h"

enum { RULE_TEXT_MAX = 300, RULES_MAX = 30 };

enum rule_verdict {
	RULE_OK,
	RULE_NO_TEXT,
	RULE_NO_LONG,
	RULE_NO_MANY,
	RULE_NO_NONE,         /* nothing to settle */
	RULE_NO_FIRST_VERSION /* meeting 2 waits for version 1, unless a reason is given */
};
enum { RULE_VERDICT_COUNT = RULE_NO_FIRST_VERSION + 1 };

/* `existing` rules stand in the list already. */
enum rule_verdict rule_propose(struct str text, int existing);
/* May meeting `number` open? */
enum rule_verdict rule_opening(int number, int version, struct str reason);
const char *rule_verdict_text(enum rule_verdict verdict);

/* "Version 2. Agreed by 5 of 7." / "... Everybody has agreed." / "No ground rules yet." */
struct str rule_agreed_words(struct arena *arena, int version, int agreed, int members);

#endif
