/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - see action.h. */
#include "domain/action.h"

/* clang-format off */
static const struct {
	const char *name, *words, *prompt;
} states[ACTION_STATE_COUNT] = {
	[ACTION_OPEN]    = { "open",    "Open",    "" },
	[ACTION_DONE]    = { "done",    "Done",    "What happened, and what did you learn?" },
	[ACTION_PARTLY]  = { "partly",  "Partly",  "How far did you get, and what did you learn?" },
	[ACTION_CHANGED] = { "changed", "Changed", "What do you want to do now, and what changed your mind?" },
	[ACTION_LET_GO]  = { "let-go",  "Let go",  "That’s fine. What did you learn from letting it go?" },
};
/* clang-format on */

const char *action_state_words(enum action_state state)
{
	return states[state].words;
}

const char *action_learnt_prompt(enum action_state state)
{
	return states[state].prompt;
}

const char *action_state_name(enum action_state state)
{
	return states[state].name;
}

bool action_state_parse(struct str word, enum action_state *out)
{
	for (int i = 0; i < ACTION_STATE_COUNT; i++)
		if (str_eq(word, str_of(states[i].name))) {
			*out = (enum action_state)i;
			return true;
		}
	return false;
}

enum action_verdict action_write(struct str text, struct str by_words, struct str sign,
                                 struct day due_on, struct day today)
{
	if (str_trim(text).n == 0) return ACTION_NO_TEXT;
	if (str_points(text) > ACTION_TEXT_MAX || str_points(by_words) > ACTION_TEXT_MAX ||
	    str_points(sign) > ACTION_TEXT_MAX)
		return ACTION_NO_LONG;
	if (due_on.n != DAY_NONE && due_on.n < today.n) return ACTION_NO_PAST;
	return ACTION_OK;
}

enum action_verdict action_tell(bool is_owner, enum action_state to, struct str learnt)
{
	if (!is_owner) return ACTION_NO_OWNER;
	if ((int)to < 0 || (int)to >= ACTION_STATE_COUNT) return ACTION_NO_STATE;
	if (str_points(learnt) > ACTION_LEARNT_MAX) return ACTION_NO_LEARNT_LONG;
	return ACTION_OK;
}

const char *action_verdict_text(enum action_verdict verdict)
{
	switch (verdict) {
	case ACTION_OK:
		return "";
	case ACTION_NO_TEXT:
		return "Write what you will do. A few words are enough.";
	case ACTION_NO_LONG:
		return "That is more than 500 letters. Say it in a sentence.";
	case ACTION_NO_PAST:
		return "That day has gone. Choose one still to come, or leave it empty.";
	case ACTION_NO_OWNER:
		return "Only the person whose action it is can say how it went.";
	case ACTION_NO_STATE:
		return "Choose how it went.";
	case ACTION_NO_LEARNT_LONG:
		return "That is more than 1,000 letters. The rest could go into your learning log.";
	}
	return "";
}

bool action_is_carried(enum action_state state)
{
	return state == ACTION_OPEN || state == ACTION_PARTLY;
}

struct str action_by_words(struct arena *arena, struct str by_words, struct day due_on)
{
	if (str_trim(by_words).n) return str_trim(by_words);
	if (due_on.n == DAY_NONE) return STR("");
	return str_printf(arena, "by %.*s", STR_ARG(day_words(arena, due_on)));
}
