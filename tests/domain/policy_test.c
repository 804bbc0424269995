/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The promises of confidence, held against the table: whoever changes it must change these too. */
#include "domain/policy.h"

#include "support/check.h"

/* What is said in a set, in all its forms. */
static const enum right words[] = { SEE_SET_WORDS, SEE_RULES,   AGREE_RULES,   SEE_MEETING_WORDS,
	                            SIT_IN_ROOM,   ACT_IN_ROOM, RUN_ROOM,      SEE_SCREEN,
	                            SEE_ISSUE,     WRITE_ISSUE, SEE_ACTION,    WRITE_ACTION,
	                            SEE_LOG_ENTRY, SEE_NOTE,    KEEP_QUESTION, WRITE_REVIEW,
	                            SEE_PLACE };

TEST(neither_office_nor_employer_nor_stranger_reads_a_word)
{
	const unsigned outside = STRANGER | SIGNED_IN | COORDINATOR | SPONSOR | INVITED;
	for (size_t i = 0; i < LEN(words); i++)
		CHECK(!policy_allows(words[i], outside), right_name(words[i]));
}

TEST(the_office_sees_names_dates_and_attendance)
{
	const enum right office[] = { SEE_SET,     SEE_MEETING,   SEE_ATTENDANCE,    SEE_OVERVIEW,
		                      MANAGE_SETS, MANAGE_PEOPLE, MANAGE_PROGRAMMES, SEE_REPORT };
	for (size_t i = 0; i < LEN(office); i++) {
		CHECK(policy_allows(office[i], COORDINATOR), right_name(office[i]));
		CHECK(!policy_allows(office[i], SIGNED_IN), right_name(office[i]));
	}
}

TEST(what_is_private_is_one_person_s)
{
	const enum right own[] = { WRITE_ISSUE, WRITE_ACTION, SEE_LOG_ENTRY, WRITE_LOG_ENTRY,
		                   SEE_NOTE };
	for (size_t i = 0; i < LEN(own); i++)
		for (unsigned standing = 1; standing < 1u << STANDING_COUNT; standing <<= 1)
			CHECK(policy_allows(own[i], standing) == (standing == SELF),
			      right_name(own[i]));
}

TEST(a_facilitator_who_was_not_there_does_not_see_what_was_said)
{
	CHECK(!policy_allows(SEE_MEETING_WORDS, SET_ADVISER), "not the meeting");
	CHECK(!policy_allows(SIT_IN_ROOM, SET_ADVISER), "not the room");
	CHECK(!policy_allows(SEE_ACTION, SET_ADVISER), "nor what was chosen there");
	CHECK(policy_allows(SEE_MEETING, SET_ADVISER), "its date");
	CHECK(policy_allows(SEE_RULES, SET_ADVISER), "the ground rules");
	CHECK(policy_allows(SEE_ISSUE, SET_ADVISER), "an issue that was shared naming them");
}

TEST(a_big_screen_shows_and_does_nothing_else)
{
	for (int right = 0; right < RIGHT_COUNT; right++)
		CHECK(policy_allows((enum right)right, SCREEN) ==
		              (right == SEE_SCREEN || right == ANYONE),
		      right_name((enum right)right));
}

TEST(everything_has_a_name_and_somebody)
{
	for (int right = 0; right < RIGHT_COUNT; right++) {
		CHECK(right_name((enum right)right)[0] != '\0', "a name");
		CHECK(policy_allows((enum right)right, (1u << STANDING_COUNT) - 1), "somebody may");
	}
	for (int i = 0; i < STANDING_COUNT; i++)
		CHECK(standing_name((enum standing)(1 << i))[0] != '\0',
		      "each standing has one, too");
}

TESTS(neither_office_nor_employer_nor_stranger_reads_a_word,
      the_office_sees_names_dates_and_attendance, what_is_private_is_one_person_s,
      a_facilitator_who_was_not_there_does_not_see_what_was_said,
      a_big_screen_shows_and_does_nothing_else, everything_has_a_name_and_somebody)
