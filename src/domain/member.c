/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* member - see member.h. */
#include "domain/member.h"

enum member_verdict member_invite(bool has_row, enum member_state state, int seats_used)
{
	/* Whoever left may be asked again, and gets their old seat. */
	if (has_row && state == MEMBER_LEFT) return MEMBER_OK;
	if (has_row) return MEMBER_NO_INVITED;
	return seats_used >= MEMBER_SEATS_MAX ? MEMBER_NO_FULL : MEMBER_OK;
}

enum member_verdict member_join(enum member_state state, struct instant ends_at, struct instant now)
{
	switch (state) {
	case MEMBER_INVITED:
		return instant_since(now, ends_at) >= 0 ? MEMBER_NO_EXPIRED : MEMBER_OK;
	case MEMBER_JOINED:
		return MEMBER_NO_JOINED;
	case MEMBER_LEFT:
		return MEMBER_NO_LEFT;
	}
	return MEMBER_NO_LEFT;
}

enum member_verdict member_leave(enum member_state state)
{
	return state == MEMBER_LEFT ? MEMBER_NO_LEFT : MEMBER_OK;
}

const char *member_verdict_text(enum member_verdict verdict)
{
	switch (verdict) {
	case MEMBER_OK:
		return "";
	case MEMBER_NO_INVITED:
		return "That person has been invited already.";
	case MEMBER_NO_JOINED:
		return "You have joined this set already.";
	case MEMBER_NO_EXPIRED:
		return "This invitation is too old. Ask the programme office for a new one.";
	case MEMBER_NO_LEFT:
		return "This place in the set is no longer open. Ask the programme office.";
	case MEMBER_NO_FULL:
		return "There is no place left in this set.";
	}
	return "";
}
