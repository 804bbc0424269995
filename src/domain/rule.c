/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - see rule.h. */
#include "domain/rule.h"

enum rule_verdict rule_propose(struct str text, int existing)
{
	if (str_trim(text).n == 0) return RULE_NO_TEXT;
	if (str_points(text) > RULE_TEXT_MAX) return RULE_NO_LONG;
	return existing >= RULES_MAX ? RULE_NO_MANY : RULE_OK;
}

enum rule_verdict rule_opening(int number, int version, struct str reason)
{
	if (number <= 1 || version >= 1 || str_trim(reason).n) return RULE_OK;
	return RULE_NO_FIRST_VERSION;
}

const char *rule_verdict_text(enum rule_verdict verdict)
{
	switch (verdict) {
	case RULE_OK:
		return "";
	case RULE_NO_TEXT:
		return "Write the rule in your own words.";
	case RULE_NO_LONG:
		return "That is more than 300 letters. Could it be two rules?";
	case RULE_NO_MANY:
		return "Thirty rules are more than anyone remembers. Take one out first.";
	case RULE_NO_NONE:
		return "There is nothing to settle yet. Propose a rule first.";
	case RULE_NO_FIRST_VERSION:
		return "Your set has no ground rules yet. Make them first, or say why this meeting "
		       "can’t wait.";
	}
	return "";
}

struct str rule_agreed_words(struct arena *arena, int version, int agreed, int members)
{
	if (version < 1) return STR("No ground rules yet.");
	if (agreed >= members)
		return str_printf(arena, "Version %d. Everybody has agreed.", version);
	return str_printf(arena, "Version %d. Agreed by %d of %d.", version, agreed, members);
}
