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

enum member_verdict member_leave(enum member_state state)
{
	return state == MEMBER_LEFT ? MEMBER_NO_LEFT : MEMBER_OK;
}
