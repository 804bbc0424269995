/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* kinds - the numbers that small columns hold (sql/schema.sql), by name.  Never renumber: rows have
 * been written with them. */
#ifndef STORE_KINDS_H
#define STORE_KINDS_H

enum member_role { ROLE_MEMBER, ROLE_FACILITATOR };
enum member_state { MEMBER_INVITED, MEMBER_JOINED, MEMBER_LEFT };
enum meeting_state { MEETING_PLANNED, MEETING_OPEN, MEETING_ENDED, MEETING_CANCELLED };
enum attendance { ATTENDANCE_EXPECTED, ATTENDANCE_APOLOGIES, ATTENDANCE_CAME, ATTENDANCE_MISSED };
enum action_state { ACTION_OPEN, ACTION_DONE, ACTION_PARTLY, ACTION_CHANGED, ACTION_LET_GO };
enum review_kind { REVIEW_HELPED, REVIEW_HINDERED, REVIEW_TRY, REVIEW_HOPES };
enum mail_state { MAIL_WAITING, MAIL_SENT, MAIL_GIVEN_UP };
enum theme { THEME_DEVICE, THEME_LIGHT, THEME_DARK };
enum speak { SPEAK_EVERYTHING, SPEAK_MINE, SPEAK_NOTHING };

/* Bits of issue.checks. */
enum { CHECK_REAL = 1, CHECK_MATTERS = 2, CHECK_WORK = 4, CHECK_WANT = 8 };

#endif
