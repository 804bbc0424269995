/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_words - what a room says to people, and the names of its acts. */
#include "domain/room.h"

/* clang-format off */
static const char *const verdicts[ROOM_VERDICT_COUNT] = {
	[ROOM_OK]                = "",
	[ROOM_NO_NOT_OPEN]       = "The room is not open yet.",
	[ROOM_NO_ALREADY_OPEN]   = "The room is open already.",
	[ROOM_NO_NOT_STARTED]    = "The meeting has not started yet.",
	[ROOM_NO_STARTED]        = "The meeting has started already.",
	[ROOM_NO_ENDED]          = "The meeting has ended.",
	[ROOM_NO_NOT_ENDED]      = "The meeting has not ended.",
	[ROOM_NO_REOPEN_LATE]    = "A meeting can be opened again for 30 minutes. That time has passed.",
	[ROOM_NO_SEAT]           = "There is no seat for that person in this room.",
	[ROOM_NO_FACILITATOR]    = "Whoever facilitates does that.",
	[ROOM_NO_HOLD_ONLY]      = "While you hold the room you can pause, go on and move to the next stage.",
	[ROOM_NO_HOLD_YET]       = "Someone holds the room. You can take over when they have been gone for a minute.",
	[ROOM_NO_NOT_MEMBER]     = "Only members of the set do that.",
	[ROOM_NO_NOT_PRESENTER]  = "Only the presenter does that.",
	[ROOM_NO_IS_PRESENTER]   = "You are presenting. The others do that.",
	[ROOM_NO_NO_PRESENTER]   = "Nobody is presenting just now.",
	[ROOM_NO_TOO_SOON]       = "The stage has only just changed. Press again if you want to go on.",
	[ROOM_NO_LAST_STAGE]     = "This is the last stage. You can end the meeting.",
	[ROOM_NO_FIRST_STAGE]    = "This is the first stage.",
	[ROOM_NO_PAUSED]         = "The clock is paused already.",
	[ROOM_NO_NOT_PAUSED]     = "The clock is not paused.",
	[ROOM_NO_EXTENDED]       = "This stage can’t be made longer. Move on when you are ready.",
	[ROOM_NO_STAGE]          = "That belongs to another stage.",
	[ROOM_NO_HAND_IS_UP]     = "Your hand is up already.",
	[ROOM_NO_HAND_NOT_UP]    = "That hand is not up.",
	[ROOM_NO_NOT_SPEAKING]   = "It is not your turn just now.",
	[ROOM_NO_TURNS]          = "There are no turns for that just now.",
	[ROOM_NO_TURN_LEFT]      = "Everyone here has had a turn.",
	[ROOM_NO_HAD_TURN]       = "You have had your turn. You can ask to come back.",
	[ROOM_NO_NOT_HERE]       = "That person can’t take a turn here just now.",
	[ROOM_NO_HERE]           = "You are here already.",
	[ROOM_NO_ORDER]          = "That order does not work. Choose members, each once, no more than there are rounds.",
	[ROOM_NO_ORDER_PAST]     = "A round that is over keeps its presenter.",
	[ROOM_NO_SCREEN]         = "There is nothing of that kind for the screen.",
	[ROOM_NO_ACTIONS_ENOUGH] = "Three actions are enough for one round. Change one, or take one out.",
	[ROOM_NO_RULES_VERSION]  = "The ground rules have changed. Read them again first.",
	[ROOM_NO_RULES_NONE]     = "There are no ground rules yet.",
	[ROOM_NO_AGREED]         = "You have agreed to these ground rules already.",
	[ROOM_NO_REVEALED]       = "The lines are shown already.",
	[ROOM_NO_SAME]           = "It is so already.",
	[ROOM_NO_INPUT]          = "The room did not understand that.",
	[ROOM_NO_SECOND_FLOOR]   = "This stage has one way of speaking only.",
	[ROOM_NO_OPTION]         = "This round has no stage that can be left out now.",
	[ROOM_NO_LOOP]           = "There is nothing to agree on in this stage.",
	[ROOM_NO_WRITTEN]        = "Show what was written first. Then ask whether you agree.",
	[ROOM_NO_MODULE]         = "There is no such way to do this stage.",
	[ROOM_NO_ROLE]           = "That is not a role to give out here.",
	[ROOM_NO_STEP]           = "That stage is not in the order. Look at the order again.",
	[ROOM_NO_STEP_BEGUN]     = "That stage has begun already. You can do it again instead.",
	[ROOM_NO_STEP_NOT_BEGUN] = "That stage is still to come.",
	[ROOM_NO_PLACE]          = "It can’t go there. A stage stays in its own round.",
	[ROOM_NO_FULL]           = "The order is full. Leave something out first.",
	[ROOM_NO_GROUPS]         = "This stage is done all together.",
	[ROOM_NO_NOT_DUE]        = "It is not time for that.",
	[ROOM_NO_FLOOR_TURN]     = "One turn each just now, and nobody asks or comments. Keep it for later.",
	[ROOM_NO_FLOOR_PRESENTER] = "The presenter is speaking. Keep your question until the others may ask.",
	[ROOM_NO_FLOOR_ASK_TURN] = "It is somebody else’s turn to ask. Keep your question until it is yours.",
	[ROOM_NO_FLOOR_ASKED_TWO] = "One question and one that follows it: the next turn is somebody else’s.",
	[ROOM_NO_FLOOR_WITHOUT]  = "You talk among yourselves now, and the presenter listens. Keep your question for later.",
	[ROOM_NO_FLOOR_LISTEN]   = "The others are talking, and you listen. Write yourself a note. You reply when they have finished.",
	[ROOM_NO_FLOOR_REPLY]    = "The presenter replies now, and nobody discusses it. Keep your question for later.",
	[ROOM_NO_FLOOR_WRITE]    = "Everyone is writing alone. Nothing is shown before the writing is over.",
	[ROOM_NO_FLOOR_SILENCE]  = "It is quiet now. Keep it until the silence is over.",
	[ROOM_NO_FLOOR_FACILITATOR] = "Only whoever facilitates speaks just now. Put your hand up, or keep it for later.",
};

static const char *const kinds[ROOM_KIND_END] = {
	[ROOM_OPEN] = "open",               [ROOM_START] = "start",
	[ROOM_NEXT] = "next",               [ROOM_BACK] = "back",
	[ROOM_PAUSE] = "pause",             [ROOM_RESUME] = "resume",
	[ROOM_EXTEND] = "extend",           [ROOM_HAND_UP] = "hand-up",
	[ROOM_HAND_DOWN] = "hand-down",     [ROOM_INVITE] = "invite",
	[ROOM_DONE] = "done",               [ROOM_PASS] = "pass",
	[ROOM_TURN_NEXT] = "turn-next",     [ROOM_TURN_SKIP] = "turn-skip",
	[ROOM_TURN_TO] = "turn-to",         [ROOM_ORDER] = "order",
	[ROOM_PRESENTER] = "presenter",     [ROOM_SHOW] = "show",
	[ROOM_SHOW_OFF] = "show-off",       [ROOM_ASK] = "ask",
	[ROOM_WITHDRAW] = "withdraw",       [ROOM_PARK] = "park",
	[ROOM_ACTION] = "action",           [ROOM_RULE_PROPOSED] = "rule-proposed",
	[ROOM_RULE_WORDED] = "rule-worded", [ROOM_RULE_DROPPED] = "rule-dropped",
	[ROOM_RULE_SETTLED] = "rule-settled", [ROOM_RULE_AGREED] = "rule-agreed",
	[ROOM_BID] = "bid",                 [ROOM_ATTEND] = "attend",
	[ROOM_HERE] = "here",               [ROOM_GONE] = "gone",
	[ROOM_ISSUE_ON] = "issue-on",       [ROOM_ISSUE_OFF] = "issue-off",
	[ROOM_ACTIONS_ON] = "actions-on",   [ROOM_LINE] = "line",
	[ROOM_REVEAL] = "reveal",           [ROOM_CURTAIN] = "curtain",
	[ROOM_END] = "end",                 [ROOM_REOPEN] = "reopen",
	[ROOM_HOLD] = "hold",               [ROOM_FLOOR] = "floor",
	[ROOM_OPTION] = "option",           [ROOM_PROGRESS] = "progress",
	[ROOM_CARD] = "card",               [ROOM_AGREE] = "agree",
	[ROOM_SETTLE] = "settle",           [ROOM_MODULE] = "module",
	[ROOM_ROLE] = "role",               [ROOM_CO_HOLD] = "co-hold",
	[ROOM_SKIP] = "skip",               [ROOM_REPEAT] = "repeat",
	[ROOM_LENGTH] = "length",           [ROOM_INSERT] = "insert",
	[ROOM_MOVE] = "move",               [ROOM_SPREAD] = "spread",
	[ROOM_GROUPS] = "groups",           [ROOM_ADVANCE] = "advance",
	[ROOM_PAPER] = "paper",
	[ROOM_ALOUD] = "aloud",
};
/* clang-format on */

const char *room_verdict_text(enum room_verdict verdict)
{
	return verdicts[verdict];
}

const char *room_kind_name(enum room_kind kind)
{
	return kinds[kind];
}

bool room_kind_parse(struct str name, enum room_kind *out)
{
	for (int kind = ROOM_KIND_FIRST; kind < ROOM_KIND_END; kind++)
		if (str_eq(name, str_of(kinds[kind]))) {
			*out = (enum room_kind)kind;
			return true;
		}
	return false;
}
