/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* policy - see policy.h.  A row a right; read it aloud and ask whether you would sit in that set. */
#include "domain/policy.h"

#include "base/err.h"

enum { EVERYBODY = STRANGER, SET = MEMBER | FACILITATOR, AROUND = SET | SET_ADVISER };

/* A set's facilitator reads its ground rules and the issues shared with it; questions, review lines and
 * actions only of meetings that they facilitate (docs/decisions/0003-who-reads-a-set.md). */
/* clang-format off */
static const struct {
	const char *name;
	unsigned standings;
} rights[RIGHT_COUNT] = {
	[ANYONE]            = { "anyone",             EVERYBODY },
	[BE_SIGNED_IN]      = { "be signed in",       SIGNED_IN },
	[JOIN_SET]          = { "join set",           INVITED | MEMBER },
	[SEE_SET]           = { "see set",            AROUND | COORDINATOR },
	[SEE_SET_WORDS]     = { "see set words",      AROUND },
	[SEE_RULES]         = { "see rules",          AROUND },
	[AGREE_RULES]       = { "agree rules",        MEMBER },
	[SHOW_AIRTIME]      = { "show airtime",       MEMBER },
	[SEE_MEETING]       = { "see meeting",        AROUND | COORDINATOR },
	[SEE_MEETING_WORDS] = { "see meeting words",  SET | TOLD },
	[LET_READ]          = { "let read",           MEMBER },
	[SEE_PLACE]         = { "see place",          AROUND },
	[PREPARE_MEETING]   = { "prepare meeting",    MEMBER },
	[SEND_APOLOGIES]    = { "send apologies",     SET },
	[SEE_ATTENDANCE]    = { "see attendance",     AROUND | COORDINATOR },
	[SET_ATTENDANCE]    = { "set attendance",     FACILITATOR },
	[SIT_IN_ROOM]       = { "sit in room",        SET },
	[ACT_IN_ROOM]       = { "act in room",        SET },
	/* A member too: a set runs some meetings alone, and any member may hold the room when the
	 * facilitator is lost.  room_decide() says when. */
	[RUN_ROOM]          = { "run room",           SET },
	[SEE_SCREEN]        = { "see screen",         SET | SCREEN },
	[SEE_ISSUE]         = { "see issue",          SELF | AROUND },
	[WRITE_ISSUE]       = { "write issue",        SELF },
	[SEE_ACTION]        = { "see action",         SELF | SET },
	[WRITE_ACTION]      = { "write action",       SELF },
	[SEE_LOG_ENTRY]     = { "see log entry",      SELF },
	[WRITE_LOG_ENTRY]   = { "write log entry",    SELF },
	[SEE_NOTE]          = { "see note",           SELF },
	[KEEP_QUESTION]     = { "keep question",      PRESENTER },
	[GIVE_PULSE]        = { "give pulse",         MEMBER },
	[WRITE_REVIEW]      = { "write review",       SET },
	[PRACTISE]          = { "practise",           SELF },
	[FACILITATE]        = { "facilitate",         FACILITATOR | SET_ADVISER },
	/* A member too: a set plans some of its meetings alone.  app/meeting_plan.h says which. */
	[PLAN_MEETING]      = { "plan meeting",       SET },
	[TYPE_IN]           = { "type in",            SET },
	[READ_OWN]          = { "read own",           MEMBER },
	[READ_RECORD]       = { "read record",        MEMBER },
	[SEE_OVERVIEW]      = { "see overview",       COORDINATOR },
	[MANAGE_SETS]       = { "manage sets",        COORDINATOR },
	[MANAGE_PEOPLE]     = { "manage people",      COORDINATOR },
	[MANAGE_PROGRAMMES] = { "manage programmes",  COORDINATOR },
	[SEE_REPORT]        = { "see report",         COORDINATOR | SPONSOR },
	[MANAGE_SETTINGS]   = { "manage settings",    COORDINATOR },
};
/* clang-format on */

bool policy_allows(enum right right, unsigned standings)
{
	ASSERT(right < RIGHT_COUNT);
	return (rights[right].standings & (standings | STRANGER)) != 0;
}

const char *standing_name(enum standing standing)
{
	switch (standing) {
	case STRANGER:
		return "everybody";
	case SIGNED_IN:
		return "whoever is signed in";
	case SELF:
		return "whose own it is";
	case MEMBER:
		return "member";
	case FACILITATOR:
		return "facilitator";
	case SET_ADVISER:
		return "facilitator of the set's other meetings";
	case COORDINATOR:
		return "coordinator";
	case SPONSOR:
		return "employer's contact";
	case SCREEN:
		return "big screen";
	case INVITED:
		return "invited";
	case PRESENTER:
		return "presenter";
	case TOLD:
		return "facilitator whom all who were there let read";
	}
	BUG("no such standing");
}

const char *right_name(enum right right)
{
	ASSERT(right < RIGHT_COUNT);
	return rights[right].name;
}
