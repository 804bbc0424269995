/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - see process.h.  Reckoning; the reading of files is process_parse.c. */
#include "domain/process.h"

#include "domain/process_parts.h"

/* clang-format off */
const char *const floor_names[FLOOR_COUNT] = {
	[FLOOR_TURN] = "turn",          [FLOOR_PRESENTER] = "presenter", [FLOOR_ASK] = "ask",
	[FLOOR_ASK_TURN] = "ask-turn",  [FLOOR_ASK_ANY] = "ask-any",     [FLOOR_WITHOUT] = "without",
	[FLOOR_REPLY] = "reply",        [FLOOR_WRITE] = "write",         [FLOOR_SILENCE] = "silence",
	[FLOOR_FACILITATOR] = "facilitator", [FLOOR_ALL] = "all",        [FLOOR_NONE] = "none",
};

static const char *const floor_sentences[FLOOR_COUNT] = {
	[FLOOR_TURN] = "One turn each. Nobody comments. Pass if you like.",
	[FLOOR_PRESENTER] = "The presenter speaks. Everyone else listens.",
	[FLOOR_ASK] = "Ask, and let the presenter answer. No advice.",
	[FLOOR_ASK_TURN] = "In turn: one question each, and one more that follows from it.",
	[FLOOR_ASK_ANY] = "Anyone may ask anyone. Speak only to ask or to answer.",
	[FLOOR_WITHOUT] = "The presenter listens. Talk to each other.",
	[FLOOR_REPLY] = "The presenter answers. No discussion.",
	[FLOOR_WRITE] = "Everyone writes, for themselves.",
	[FLOOR_SILENCE] = "Nobody speaks.",
	[FLOOR_FACILITATOR] = "The facilitator speaks.",
	[FLOOR_ALL] = "Anyone may speak.",
	[FLOOR_NONE] = "",
};

const char *const stage_kind_names[STAGE_KIND_COUNT] = {
	[STAGE_WELCOME] = "welcome",       [STAGE_CHECK_IN] = "check-in",
	[STAGE_PROGRESS] = "progress",     [STAGE_BIDDING] = "bidding",
	[STAGE_EXPLAINER] = "explainer",   [STAGE_PRESENT] = "present",
	[STAGE_CLARIFY] = "clarify",       [STAGE_QUESTIONS] = "questions",
	[STAGE_SUM_UP] = "sum-up",         [STAGE_REFLECTION] = "reflection",
	[STAGE_ACTIONS] = "actions",       [STAGE_ROUND_REVIEW] = "round-review",
	[STAGE_DEBRIEF] = "debrief",       [STAGE_BREAK] = "break",
	[STAGE_HOPES] = "hopes",           [STAGE_RULES] = "rules",
	[STAGE_DATES] = "dates",           [STAGE_ISSUES] = "issues",
	[STAGE_REVIEW] = "review",         [STAGE_CLOSE] = "close",
	[STAGE_ROUNDS] = "rounds",         [STAGE_ROLES] = "roles",
	[STAGE_CHOOSE] = "choose",         [STAGE_FOCUS] = "focus",
	[STAGE_FEELINGS] = "feelings",     [STAGE_HYPOTHESES] = "hypotheses",
	[STAGE_STATEMENT] = "statement",   [STAGE_IDEAS] = "ideas",
	[STAGE_DECISION] = "decision",     [STAGE_CHECK] = "check",
	[STAGE_STILL] = "still",           [STAGE_DIALOGUE] = "dialogue",
	[STAGE_LEARNING] = "learning",     [STAGE_TECHNIQUE] = "technique",
};

const char *const role_names[SAY_COUNT] = {
	[SAY_ALL] = "all",                 [SAY_FACILITATOR] = "facilitator",
	[SAY_PRESENTER] = "presenter",     [SAY_MEMBER] = "member",
	[SAY_HOST] = "host",               [SAY_TIMEKEEPER] = "timekeeper",
	[SAY_OBSERVER] = "observer",       [SAY_SECRETARY] = "secretary",
	[SAY_COACH] = "coach",
};

static const char *const role_titles[SAY_COUNT] = {
	[SAY_ALL] = "Everyone",            [SAY_FACILITATOR] = "Facilitator",
	[SAY_PRESENTER] = "Presenter",     [SAY_MEMBER] = "Members",
	[SAY_HOST] = "Host",               [SAY_TIMEKEEPER] = "Timekeeper",
	[SAY_OBSERVER] = "Process observer", [SAY_SECRETARY] = "Secretary",
	[SAY_COACH] = "Coach",
};

const char *const output_names[OUTPUT_COUNT] = {
	"issue", "focus-question", "questions", "feelings", "hypotheses", "statement",
	"options", "actions", "learning", "rules", "progress",
};

const char *const overrun_names[OVERRUN_COUNT] = {
	[OVERRUN_WARN] = "warn",           [OVERRUN_ADVANCE] = "advance",
	[OVERRUN_FACILITATOR] = "facilitator",
};

/* clang-format on */

const char *process_role_title(enum process_role role)
{
	return role_titles[role];
}

static struct str words_for(const struct str *words, enum process_role role)
{
	if (words[role].n) return words[role];
	switch (role) {
	case SAY_COACH:
		return words[SAY_FACILITATOR];
	case SAY_HOST:
	case SAY_TIMEKEEPER:
	case SAY_OBSERVER:
	case SAY_SECRETARY:
		if (words[SAY_MEMBER].n) return words[SAY_MEMBER];
		break;
	case SAY_ALL:
	case SAY_FACILITATOR:
	case SAY_PRESENTER:
	case SAY_MEMBER:
		break;
	}
	return words[SAY_ALL];
}

struct str stage_say(const struct stage *stage, enum process_role role)
{
	return words_for(stage->say, role);
}

struct str stage_watch(const struct stage *stage, enum process_role role)
{
	return words_for(stage->watch, role);
}

const char *floor_name(enum floor floor)
{
	return floor_names[floor];
}

const char *floor_words(enum floor floor)
{
	return floor_sentences[floor];
}

const char *stage_kind_name(enum stage_kind kind)
{
	return stage_kind_names[kind];
}

int stage_minutes(const struct stage *stage, int people)
{
	if (stage->kind == STAGE_ROUNDS) return 0;
	if (!stage->each) return stage->minutes;
	if (stage->others) people--;
	return stage->minutes * (people > 0 ? people : 1);
}

int process_passes(const struct process *process, int at)
{
	for (int i = at; i < process->stage_count; i++)
		if (process->stages[i].loops && process->stages[i].loop_to <= at)
			return process->stages[i].passes;
	return 1;
}

int process_minutes(const struct process *process, int people)
{
	int minutes = 0;
	for (int i = 0; i < process->stage_count; i++)
		minutes += stage_minutes(&process->stages[i], people) * process_passes(process, i);
	return minutes;
}

int process_stage_named(const struct process *process, struct str name)
{
	for (int i = 0; i < process->stage_count; i++)
		if (str_eq(process->stages[i].name, name)) return i;
	return -1;
}

/* Rounds that the shell names by number; *rest when it also has room for as many as fit. */
static int fixed_rounds(const struct process *shell, bool *rest)
{
	int fixed = 0;
	*rest = false;
	for (int i = 0; i < shell->stage_count; i++) {
		if (shell->stages[i].kind != STAGE_ROUNDS) continue;
		if (shell->stages[i].rounds == ROUNDS_REST) *rest = true;
		fixed += shell->stages[i].rounds;
	}
	return fixed;
}

int process_rounds_fixed(const struct process *shell)
{
	bool rest;
	const int fixed = fixed_rounds(shell, &rest);
	return rest ? 0 : fixed;
}

int process_rounds(const struct process *shell, const struct process *round, int people,
                   int length_min)
{
	bool rest;
	const int fixed = fixed_rounds(shell, &rest);
	if (!rest) return fixed;

	const int free_min = length_min - process_minutes(shell, people);
	const int fit = free_min / process_minutes(round, people);
	if (fit < fixed) return fixed;
	return fit < ROUNDS_MAX ? fit : ROUNDS_MAX;
}
