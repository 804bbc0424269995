/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* member - belonging to a set: invited, joined, left. */
#ifndef DOMAIN_MEMBER_H
#define DOMAIN_MEMBER_H

#include <stdbool.h>

#include "base/time.h"

/* Stored in member.role and member.state. */
enum member_role { ROLE_MEMBER, ROLE_FACILITATOR };
enum member_state { MEMBER_INVITED, MEMBER_JOINED, MEMBER_LEFT };

enum { INVITATION_DAYS = 14, MEMBER_SEATS_MAX = 16 };

enum member_verdict {
	MEMBER_OK,
	MEMBER_NO_INVITED, /* already invited or joined */
	MEMBER_NO_LEFT,
	MEMBER_NO_FULL /* no seat number is left */
};

enum member_verdict member_invite(bool has_row, enum member_state state, int seats_used);
enum member_verdict member_leave(enum member_state state);

#endif
