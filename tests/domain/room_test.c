/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Meetings as stories: who may do what, when, and what comes of it. */
#include "domain/room.h"

#include "domain/attendance.h"
#include "support/check.h"
#include "support_room.h"

enum { AMARA, BEN, PRIYA, TOM, HELEN }; /* four members and their facilitator */

static struct scene *meeting_of_four(void)
{
	struct scene *scene = scene_new("uk-halfday", 4, 1);
	scene_start(scene);
	return scene;
}

#define ACT(scene, seat, kind, subject, a) scene_act((scene), (seat), (kind), (subject), (a), 0)
#define ALLOWED(scene, seat, kind, subject, a)                                                     \
	CHECK_STR(str_of(room_verdict_text(ACT((scene), (seat), (kind), (subject), (a)))), "",     \
	          #kind " by " #seat)
#define REFUSED(scene, seat, kind, subject, a, verdict)                                            \
	CHECK_INT(ACT((scene), (seat), (kind), (subject), (a)), (verdict), #kind " by " #seat)

static void set_order(struct scene *scene, int first, int second)
{
	const int seats[] = { first, second };
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(seats, 2), 2), ROOM_OK,
	          "the order is Helen's to set");
}

static struct scene *at_questions(void)
{
	struct scene *scene = meeting_of_four();
	set_order(scene, AMARA, PRIYA);
	scene_go_to(scene, STAGE_QUESTIONS);
	return scene;
}

TEST(a_meeting_opens_starts_ends_and_opens_again)
{
	struct scene *scene = scene_new("uk-halfday", 4, 1);

	REFUSED(scene, HELEN, ROOM_START, 0, 0, ROOM_NO_NOT_OPEN);
	ALLOWED(scene, AMARA, ROOM_HERE, 0, 0);
	REFUSED(scene, AMARA, ROOM_HERE, 0, 0, ROOM_NO_HERE);
	REFUSED(scene, AMARA, ROOM_OPEN, 0, 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, HELEN, ROOM_OPEN, 0, 0);
	REFUSED(scene, HELEN, ROOM_OPEN, 0, 0, ROOM_NO_ALREADY_OPEN);
	REFUSED(scene, HELEN, ROOM_NEXT, 0, 0, ROOM_NO_NOT_STARTED);
	CHECK(room_stage(&scene->room) == NULL, "waiting is no stage");
	ALLOWED(scene, HELEN, ROOM_START, 0, 0);
	REFUSED(scene, HELEN, ROOM_START, 0, 0, ROOM_NO_STARTED);
	CHECK(room_is_running_at(&scene->room, STAGE_WELCOME), "arrive");
	REFUSED(scene, HELEN, ROOM_REOPEN, 0, 0, ROOM_NO_NOT_ENDED);
	REFUSED(scene, AMARA, ROOM_END, 0, 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, HELEN, ROOM_END, 0, 0);
	REFUSED(scene, HELEN, ROOM_NEXT, 0, 0, ROOM_NO_ENDED);
	scene_wait(scene, MINUTES(30));
	ALLOWED(scene, HELEN, ROOM_REOPEN, 0, 0);
	CHECK(room_is_running_at(&scene->room, STAGE_WELCOME), "where it was");
	ALLOWED(scene, HELEN, ROOM_END, 0, 0);
	scene_wait(scene, MINUTES(30) + 1);
	REFUSED(scene, HELEN, ROOM_REOPEN, 0, 0, ROOM_NO_REOPEN_LATE);
	scene_free(scene);
}

TEST(the_running_order_writes_the_rounds_out)
{
	static const enum stage_kind wanted[] = {
		STAGE_WELCOME,    STAGE_CHECK_IN, STAGE_PROGRESS,     STAGE_BIDDING,
		STAGE_PRESENT,    STAGE_CLARIFY,  STAGE_QUESTIONS,    STAGE_SUM_UP,
		STAGE_REFLECTION, STAGE_ACTIONS,  STAGE_ROUND_REVIEW, STAGE_BREAK,
		STAGE_PRESENT,    STAGE_CLARIFY,  STAGE_QUESTIONS,    STAGE_SUM_UP,
		STAGE_REFLECTION, STAGE_ACTIONS,  STAGE_ROUND_REVIEW, STAGE_REVIEW,
		STAGE_CLOSE,
	};
	struct scene *scene = meeting_of_four();

	CHECK_INT(scene->room.round_count, 3, "as many as fit, before anybody chooses");
	set_order(scene, AMARA, PRIYA);
	CHECK_INT(scene->room.step_count, LEN(wanted), "two rounds with a break between");
	for (size_t i = 0; i < LEN(wanted); i++) {
		CHECK_INT(scene->room.steps[i].stage->kind, wanted[i], "in order");
		const bool in_round = i >= 4 && i != 11 && i < 19;
		CHECK_INT(scene->room.steps[i].round, !in_round ? 0 : i < 11 ? 1 : 2, "its round");
	}
	scene_go_to(scene, STAGE_PRESENT);
	CHECK_INT(room_presenter(&scene->room), AMARA, "presents first");
	scene_go_to(scene, STAGE_BREAK);
	CHECK_INT(room_presenter(&scene->room), -1, "nobody presents in a break");
	scene_go_to(scene, STAGE_PRESENT);
	CHECK_INT(room_presenter(&scene->room), PRIYA, "presents second");
	scene_go_to(scene, STAGE_CLOSE);
	scene_wait(scene, SECONDS(2));
	REFUSED(scene, HELEN, ROOM_NEXT, 0, 0, ROOM_NO_LAST_STAGE);
	scene_free(scene);
}

TEST(the_order_changes_at_any_moment_but_not_the_past)
{
	struct scene *scene = at_questions();
	const int late[] = { BEN, PRIYA }, more[] = { AMARA, BEN, TOM }, twice[] = { AMARA, AMARA };
	const int helen[] = { AMARA, HELEN };

	CHECK_INT(scene_act(scene, BEN, ROOM_ORDER, 0, 0, 0), ROOM_NO_FACILITATOR, "not Ben's");
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(twice, 2), 2),
	          ROOM_NO_ORDER, "each once");
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(helen, 2), 2),
	          ROOM_NO_ORDER, "facilitators do not present");
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, 1 << 4 | 15 << 8, 3), ROOM_NO_ORDER,
	          "nobody sits there");
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(more, 3), 3), ROOM_OK,
	          "a third round");
	CHECK(room_is_running_at(&scene->room, STAGE_QUESTIONS), "the present stays");
	CHECK_INT(scene->room.round_count, 3, "three");
	ALLOWED(scene, HELEN, ROOM_PRESENTER, person_at(BEN), 0);
	CHECK_INT(room_presenter(&scene->room), BEN, "even in this round");
	CHECK_INT(room_presenter_of(&scene->room, 2), AMARA, "they change places");
	scene_go_to(scene, STAGE_BREAK);
	scene_go_to(scene, STAGE_PRESENT);
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(late + 1, 1), 1),
	          ROOM_NO_ORDER, "two rounds have begun");
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(more, 3), 3),
	          ROOM_NO_ORDER_PAST, "Ben's round is over");
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(late, 2), 2), ROOM_OK,
	          "Priya instead of Amara");
	REFUSED(scene, HELEN, ROOM_PRESENTER, person_at(BEN), 0, ROOM_NO_ORDER_PAST);
	scene_free(scene);
}

TEST(a_second_press_of_next_is_a_slip_and_back_undoes_one)
{
	struct scene *scene = at_questions();

	scene_wait(scene, MINUTES(3));
	ALLOWED(scene, BEN, ROOM_HAND_UP, 0, 0);
	ALLOWED(scene, HELEN, ROOM_SHOW, 77, 0);
	ALLOWED(scene, HELEN, ROOM_NEXT, 0, 0);
	scene_wait(scene, 1499);
	REFUSED(scene, HELEN, ROOM_NEXT, 0, 0, ROOM_NO_TOO_SOON);
	CHECK(room_can_back(&scene->room, scene->now), "back is offered");
	ALLOWED(scene, HELEN, ROOM_BACK, 0, 0);
	CHECK(room_is_running_at(&scene->room, STAGE_QUESTIONS), "back in the questions");
	CHECK(room_has_hand(&scene->room, BEN), "Ben's hand is still up");
	CHECK_INT(scene->room.talk.question.n, 77, "the question is still on the screen");
	CHECK_INT(room_step(&scene->room)->used_ms, MINUTES(3) + 1499, "no minute is lost");
	ALLOWED(scene, HELEN, ROOM_NEXT, 0, 0);
	scene_wait(scene, SECONDS(90));
	CHECK(!room_can_back(&scene->room, scene->now), "it is no longer offered");
	ALLOWED(scene, HELEN, ROOM_BACK, 0, 0);
	CHECK(!room_has_hand(&scene->room, BEN), "but it works, as a return");
	scene_wait(scene, -SECONDS(3600));
	ALLOWED(scene, HELEN, ROOM_NEXT, 0, 0);
	scene_wait(scene, -SECONDS(10));
	ALLOWED(scene, HELEN, ROOM_NEXT, 0, 0);
	scene_free(scene);
}

TEST(turns_go_round_and_nobody_is_left_out)
{
	struct scene *scene = meeting_of_four();
	struct room *room = &scene->room;

	scene_go_to(scene, STAGE_CHECK_IN);
	CHECK_INT(room->talk.turn, AMARA, "the first seat begins");
	CHECK(room_can_speak(room, AMARA) && !room_can_speak(room, BEN), "one at a time");
	ALLOWED(scene, AMARA, ROOM_DONE, 0, 0);
	REFUSED(scene, PRIYA, ROOM_DONE, 0, 0, ROOM_NO_NOT_SPEAKING);
	ALLOWED(scene, HELEN, ROOM_TURN_SKIP, 0, 0);
	CHECK_INT(room->talk.turn, PRIYA, "Ben later");
	ALLOWED(scene, TOM, ROOM_PASS, 0, 0);
	REFUSED(scene, TOM, ROOM_PASS, 0, 0, ROOM_NO_HAD_TURN);
	ALLOWED(scene, HELEN, ROOM_TURN_NEXT, 0, 0);
	CHECK_INT(room->talk.turn, BEN, "now Ben, since Tom has passed");
	ALLOWED(scene, BEN, ROOM_PASS, 0, 0);
	CHECK_INT(room->talk.turn, -1, "everybody has had one");
	REFUSED(scene, HELEN, ROOM_TURN_NEXT, 0, 0, ROOM_NO_TURN_LEFT);
	ALLOWED(scene, HELEN, ROOM_TURN_TO, person_at(TOM), 0);
	CHECK_INT(room->talk.turn, TOM, "who passed may come back");
	REFUSED(scene, HELEN, ROOM_TURN_TO, person_at(HELEN), 0, ROOM_NO_NOT_HERE);
	scene_free(scene);
}

TEST(whoever_goes_loses_the_turn_and_whoever_comes_late_has_one)
{
	struct scene *scene = meeting_of_four();
	struct room *room = &scene->room;

	scene_go_to(scene, STAGE_CHECK_IN);
	CHECK_INT(scene_act(scene, -1, ROOM_GONE, person_at(AMARA), SECONDS(60), 0), ROOM_OK,
	          "gone");
	CHECK_INT(room->talk.turn, BEN, "Ben goes on");
	CHECK_INT(room_here(room), 3, "three are here");
	REFUSED(scene, -1, ROOM_GONE, person_at(AMARA), 0, ROOM_NO_NOT_HERE);
	REFUSED(scene, BEN, ROOM_GONE, person_at(TOM), 0, ROOM_NO_INPUT);
	for (int i = 0; i < 3; i++) ALLOWED(scene, HELEN, ROOM_TURN_NEXT, 0, 0);
	CHECK_INT(room->talk.turn, -1, "all who are here");
	ALLOWED(scene, AMARA, ROOM_HERE, 0, 1);
	CHECK(room->seats[AMARA].on_call, "by the call this time");
	CHECK(room_turn_due(room, AMARA), "and hers is still due");
	ALLOWED(scene, HELEN, ROOM_TURN_NEXT, 0, 0);
	CHECK_INT(room->talk.turn, AMARA, "so she has it");
	scene_free(scene);
}

TEST(hands_are_a_queue)
{
	struct scene *scene = at_questions();
	struct room *room = &scene->room;

	ALLOWED(scene, TOM, ROOM_HAND_UP, 0, 0);
	ALLOWED(scene, BEN, ROOM_HAND_UP, 0, 0);
	REFUSED(scene, BEN, ROOM_HAND_UP, 0, 0, ROOM_NO_HAND_IS_UP);
	REFUSED(scene, AMARA, ROOM_HAND_UP, 0, 0, ROOM_NO_IS_PRESENTER);
	REFUSED(scene, HELEN, ROOM_HAND_UP, 0, 0, ROOM_NO_NOT_MEMBER);
	CHECK(room->talk.hands[0] == TOM && room->talk.hands[1] == BEN,
	      "in the order they went up");
	REFUSED(scene, BEN, ROOM_INVITE, person_at(TOM), 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, HELEN, ROOM_INVITE, person_at(TOM), 0);
	CHECK_INT(room->talk.speaker, TOM, "Tom speaks");
	CHECK(!room_has_hand(room, TOM) && room_has_hand(room, BEN), "and his hand is down");
	CHECK(!room_can_speak(room, BEN) && room_can_speak(room, AMARA), "he asks, Amara answers");
	REFUSED(scene, PRIYA, ROOM_HAND_DOWN, person_at(BEN), 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, TOM, ROOM_DONE, 0, 0);
	CHECK_INT(room->talk.speaker, -1, "he has finished");
	ALLOWED(scene, BEN, ROOM_HAND_DOWN, 0, 0);
	REFUSED(scene, BEN, ROOM_HAND_DOWN, 0, 0, ROOM_NO_HAND_NOT_UP);
	ALLOWED(scene, PRIYA, ROOM_HAND_UP, 0, 0);
	CHECK_INT(scene_act(scene, -1, ROOM_GONE, person_at(PRIYA), 0, 0), ROOM_OK, "gone");
	CHECK(!room_has_hand(room, PRIYA), "and her hand with her");
	scene_free(scene);
}

TEST(the_presenter_owns_what_the_screen_shows_of_them)
{
	struct scene *scene = at_questions();
	struct room *room = &scene->room;

	REFUSED(scene, BEN, ROOM_ISSUE_ON, 5, 0, ROOM_NO_NOT_PRESENTER);
	REFUSED(scene, HELEN, ROOM_ISSUE_ON, 5, 0, ROOM_NO_NOT_PRESENTER);
	REFUSED(scene, HELEN, ROOM_SHOW, 0, 1, ROOM_NO_SCREEN);
	ALLOWED(scene, AMARA, ROOM_ISSUE_ON, 5, 0);
	CHECK_INT(room->talk.screen, SCREEN_ISSUE, "her issue is shown");
	ALLOWED(scene, BEN, ROOM_ASK, 31, 0);
	REFUSED(scene, AMARA, ROOM_ASK, 32, 0, ROOM_NO_IS_PRESENTER);
	ALLOWED(scene, TOM, ROOM_ALOUD, 0, 0);
	REFUSED(scene, AMARA, ROOM_ALOUD, 0, 0, ROOM_NO_IS_PRESENTER);
	CHECK_INT(room->questions_asked[1], 2, "aloud counts like one that is typed");
	CHECK(room->talk.aloud == 1u << TOM, "and Tom has asked");
	ALLOWED(scene, HELEN, ROOM_SHOW, 31, 0);
	CHECK_INT(room->talk.screen, SCREEN_QUESTION, "one question");
	ALLOWED(scene, AMARA, ROOM_PARK, 31, 1);
	ALLOWED(scene, BEN, ROOM_WITHDRAW, 31, 0);
	CHECK_INT(room->talk.screen, SCREEN_RING, "taken back, so taken off");
	CHECK_INT(room->questions_asked[1], 1, "and not counted");
	ALLOWED(scene, HELEN, ROOM_SHOW, 0, 1);
	ALLOWED(scene, AMARA, ROOM_ISSUE_OFF, 0, 0);
	CHECK_INT(room->talk.screen, SCREEN_RING, "off, at once");
	REFUSED(scene, HELEN, ROOM_SHOW, 0, 1, ROOM_NO_SCREEN);
	ALLOWED(scene, AMARA, ROOM_ISSUE_ON, 5, 0);
	ALLOWED(scene, HELEN, ROOM_PRESENTER, person_at(TOM), 0);
	CHECK(room->issue.n == 0 && room->talk.screen == SCREEN_RING, "it does not pass to Tom");
	scene_free(scene);
}

TEST(actions_belong_to_the_presenter_and_three_are_enough)
{
	struct scene *scene = at_questions();

	REFUSED(scene, AMARA, ROOM_ACTION, 41, 0, ROOM_NO_STAGE);
	scene_go_to(scene, STAGE_ACTIONS);
	REFUSED(scene, HELEN, ROOM_ACTION, 41, 0, ROOM_NO_NOT_PRESENTER);
	for (int i = 0; i < 3; i++) ALLOWED(scene, AMARA, ROOM_ACTION, 41 + i, 0);
	REFUSED(scene, AMARA, ROOM_ACTION, 44, 0, ROOM_NO_ACTIONS_ENOUGH);
	ALLOWED(scene, AMARA, ROOM_ACTION, 42, 1);
	ALLOWED(scene, AMARA, ROOM_ACTION, 43, 2);
	ALLOWED(scene, AMARA, ROOM_ACTION, 45, 0);
	ALLOWED(scene, AMARA, ROOM_ACTIONS_ON, 0, 1);
	REFUSED(scene, AMARA, ROOM_ACTIONS_ON, 0, 1, ROOM_NO_SAME);
	scene_free(scene);
}

TEST(reflection_is_the_presenters_choice)
{
	struct scene *scene = at_questions();

	REFUSED(scene, BEN, ROOM_OPTION, 0, 0, ROOM_NO_NOT_PRESENTER);
	ALLOWED(scene, AMARA, ROOM_OPTION, 0, 0);
	REFUSED(scene, AMARA, ROOM_OPTION, 0, 0, ROOM_NO_SAME);
	scene_go_to(scene, STAGE_SUM_UP);
	scene_wait(scene, SECONDS(2));
	ALLOWED(scene, HELEN, ROOM_NEXT, 0, 0);
	CHECK(room_is_running_at(&scene->room, STAGE_ACTIONS), "left out");
	scene_go_to(scene, STAGE_REFLECTION);
	CHECK_INT(room_step(&scene->room)->round, 2, "in this round only");
	CHECK_INT(room_floor(&scene->room), FLOOR_WITHOUT, "talk without the presenter");
	ALLOWED(scene, HELEN, ROOM_FLOOR, 0, 1);
	CHECK_INT(room_floor(&scene->room), FLOOR_TURN, "or a turn each");
	CHECK(!room_turn_due(&scene->room, PRIYA), "Priya listens");
	CHECK(room_turn_due(&scene->room, AMARA), "Amara has a turn");
	REFUSED(scene, HELEN, ROOM_OPTION, 0, 0, ROOM_NO_OPTION);
	scene_free(scene);
}

TEST(ground_rules_are_proposed_settled_and_agreed)
{
	struct scene *scene = scene_new("first-taster", 4, 1);

	scene_start(scene);
	REFUSED(scene, AMARA, ROOM_RULE_PROPOSED, 51, 0, ROOM_NO_STAGE);
	scene_go_to(scene, STAGE_RULES);
	REFUSED(scene, HELEN, ROOM_RULE_SETTLED, 0, 1, ROOM_NO_RULES_NONE);
	REFUSED(scene, AMARA, ROOM_RULE_AGREED, 0, 1, ROOM_NO_RULES_NONE);
	ALLOWED(scene, AMARA, ROOM_RULE_PROPOSED, 51, 0);
	ALLOWED(scene, BEN, ROOM_RULE_PROPOSED, 52, 0);
	ALLOWED(scene, HELEN, ROOM_RULE_WORDED, 51, 0);
	ALLOWED(scene, BEN, ROOM_RULE_DROPPED, 52, 0);
	REFUSED(scene, AMARA, ROOM_RULE_SETTLED, 0, 1, ROOM_NO_FACILITATOR);
	REFUSED(scene, HELEN, ROOM_RULE_SETTLED, 0, 2, ROOM_NO_RULES_VERSION);
	ALLOWED(scene, HELEN, ROOM_RULE_SETTLED, 0, 1);
	ALLOWED(scene, AMARA, ROOM_RULE_AGREED, 0, 1);
	REFUSED(scene, AMARA, ROOM_RULE_AGREED, 0, 1, ROOM_NO_AGREED);
	CHECK_INT(scene->room.rules_agreed, 1u << AMARA, "one of four");
	scene_free(scene);
}

TEST(a_member_holds_the_room_when_the_facilitator_is_lost)
{
	struct scene *scene = at_questions();

	REFUSED(scene, BEN, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	CHECK_INT(scene_act(scene, -1, ROOM_GONE, person_at(HELEN), 0, 0), ROOM_OK, "she is gone");
	scene_wait(scene, SECONDS(59));
	REFUSED(scene, BEN, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	scene_wait(scene, SECONDS(1));
	ALLOWED(scene, BEN, ROOM_HOLD, 0, 0);
	REFUSED(scene, TOM, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	ALLOWED(scene, BEN, ROOM_PAUSE, 0, 0);
	ALLOWED(scene, BEN, ROOM_RESUME, 0, 0);
	ALLOWED(scene, BEN, ROOM_NEXT, 0, 0);
	REFUSED(scene, BEN, ROOM_EXTEND, 0, 0, ROOM_NO_HOLD_ONLY);
	REFUSED(scene, BEN, ROOM_END, 0, 0, ROOM_NO_HOLD_ONLY);
	ALLOWED(scene, HELEN, ROOM_HERE, 0, 0);
	REFUSED(scene, BEN, ROOM_PAUSE, 0, 0, ROOM_NO_FACILITATOR);
	scene_free(scene);
}

TEST(a_set_without_a_facilitator_runs_its_own_room)
{
	struct scene *scene = scene_new("uk-halfday", 4, 0);

	CHECK(scene->room.self_facilitated, "nobody facilitates");
	for (int seat = 0; seat < 4; seat++) ALLOWED(scene, seat, ROOM_HERE, 0, 0);
	ALLOWED(scene, BEN, ROOM_OPEN, 0, 0);
	ALLOWED(scene, BEN, ROOM_START, 0, 0);
	ALLOWED(scene, BEN, ROOM_EXTEND, 0, 0);
	REFUSED(scene, TOM, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	REFUSED(scene, TOM, ROOM_HOLD, person_at(AMARA), 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, BEN, ROOM_HOLD, person_at(TOM), 0);
	REFUSED(scene, BEN, ROOM_NEXT, 0, 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, TOM, ROOM_NEXT, 0, 0);
	scene_free(scene);
}

TEST(two_facilitators_both_have_the_controls)
{
	struct scene *scene = scene_new("uk-halfday", 4, 2);

	scene_start(scene);
	ALLOWED(scene, 4, ROOM_PAUSE, 0, 0);
	REFUSED(scene, 5, ROOM_PAUSE, 0, 0, ROOM_NO_PAUSED);
	ALLOWED(scene, 5, ROOM_RESUME, 0, 0);
	CHECK_INT(scene_act(scene, -1, ROOM_GONE, person_at(4), 0, 0), ROOM_OK, "one goes");
	scene_wait(scene, MINUTES(5));
	REFUSED(scene, AMARA, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	scene_free(scene);
}

TEST(attendance_is_kept_by_presence_and_corrected)
{
	struct scene *scene = scene_new("uk-halfday", 4, 1);

	ALLOWED(scene, AMARA, ROOM_HERE, 0, 0);
	ALLOWED(scene, HELEN, ROOM_OPEN, 0, 0);
	CHECK(scene->room.seats[AMARA].came && !scene->room.seats[BEN].came, "by presence");
	ALLOWED(scene, TOM, ROOM_ATTEND, person_at(TOM), ATTENDANCE_APOLOGIES);
	CHECK_INT(room_people(&scene->room), 3, "one's own apologies");
	ALLOWED(scene, TOM, ROOM_ATTEND, person_at(TOM), ATTENDANCE_EXPECTED);
	CHECK_INT(room_people(&scene->room), 4, "and taken back");
	REFUSED(scene, AMARA, ROOM_ATTEND, person_at(AMARA), ATTENDANCE_APOLOGIES,
	        ROOM_NO_FACILITATOR); /* who came has not stayed away */
	REFUSED(scene, BEN, ROOM_ATTEND, person_at(BEN), ATTENDANCE_CAME, ROOM_NO_FACILITATOR);
	ALLOWED(scene, HELEN, ROOM_ATTEND, person_at(BEN), ATTENDANCE_CAME);
	ALLOWED(scene, HELEN, ROOM_ATTEND, person_at(TOM), ATTENDANCE_APOLOGIES);
	CHECK(scene->room.seats[BEN].came, "no phone, but here");
	CHECK_INT(room_people(&scene->room), 3, "Tom is not waited for");
	REFUSED(scene, HELEN, ROOM_ATTEND, person_at(9), ATTENDANCE_CAME, ROOM_NO_SEAT);
	scene_free(scene);
}

TEST(a_stranger_does_nothing)
{
	struct scene *scene = meeting_of_four();

	for (int kind = ROOM_KIND_FIRST; kind < ROOM_KIND_END; kind++)
		CHECK(ACT(scene, 12, (enum room_kind)kind, person_at(AMARA), 1) != ROOM_OK,
		      room_kind_name((enum room_kind)kind));
	CHECK_INT(ACT(scene, HELEN, (enum room_kind)0, 0, 0), ROOM_NO_INPUT, "no such act");
	CHECK_INT(ACT(scene, HELEN, (enum room_kind)ROOM_KIND_END, 0, 0), ROOM_NO_INPUT,
	          "nor that");
	scene_free(scene);
}

TEST(damaged_events_are_errors)
{
	struct scene *scene = at_questions();
	const struct room_event good = { .number = scene->event_count + 1,
		                         .kind = ROOM_HAND_UP,
		                         .by = { person_at(BEN) },
		                         .at = scene->now };
	struct room before;
	struct room_event bad[11];

	for (size_t i = 0; i < LEN(bad); i++) bad[i] = good;
	bad[0].kind = (enum room_kind)0;
	bad[1].kind = (enum room_kind)ROOM_KIND_END;
	bad[2].kind = (enum room_kind) - 7;
	bad[3].number++;
	bad[4].number--;
	bad[5].by = (person_id){ 99 };
	bad[6].at = (struct instant){ 0 };
	bad[7].kind = ROOM_INVITE;
	bad[8].kind = ROOM_OPEN;
	bad[10].kind = ROOM_RESUME; /* nothing is paused */
	bad[9] = (struct room_event){ good.number, ROOM_ORDER, { person_at(HELEN) }, 0, -1,
		                      8,           good.at };
	memcpy(&before, &scene->room, sizeof(before));
	for (size_t i = 0; i < LEN(bad); i++) {
		CHECK_INT(room_apply(&scene->room, &bad[i]), ERR_CORRUPT, "a damaged row");
		CHECK(memcmp(&before, &scene->room, sizeof(before)) == 0, "the room is untouched");
	}
	CHECK_OK(room_apply(&scene->room, &good));
	scene_free(scene);
}

TEST(every_verdict_and_act_has_words)
{
	for (int i = 1; i < ROOM_VERDICT_COUNT; i++) {
		const char *text = room_verdict_text((enum room_verdict)i);
		CHECK(text && text[0] && text[strlen(text) - 1] == '.', "a sentence");
	}
	for (int i = ROOM_KIND_FIRST; i < ROOM_KIND_END; i++) {
		enum room_kind kind;
		CHECK(room_kind_parse(str_of(room_kind_name((enum room_kind)i)), &kind), "a name");
		CHECK_INT(kind, i, "and back");
	}
}

TEST(seats_are_checked)
{
	struct scene *scene = scene_new("uk-halfday", 2, 0);
	struct room room;
	struct room_person people[2] = { { .person = { 1 }, .seat = 3 },
		                         { .person = { 2 }, .seat = 3 } };

	CHECK_INT(room_init(&room, scene->shell, scene->round, 210, 0, people, 2), ERR_LIMIT,
	          "taken");
	people[1].seat = ROOM_SEATS_MAX;
	CHECK_INT(room_init(&room, scene->shell, scene->round, 210, 0, people, 2), ERR_LIMIT,
	          "none");
	people[1] = (struct room_person){ .person = { 1 }, .seat = 4 };
	CHECK_INT(room_init(&room, scene->shell, scene->round, 210, 0, people, 2), ERR_LIMIT,
	          "twice");
	scene_free(scene);
}

TESTS(a_meeting_opens_starts_ends_and_opens_again, the_running_order_writes_the_rounds_out,
      the_order_changes_at_any_moment_but_not_the_past,
      a_second_press_of_next_is_a_slip_and_back_undoes_one, turns_go_round_and_nobody_is_left_out,
      whoever_goes_loses_the_turn_and_whoever_comes_late_has_one, hands_are_a_queue,
      the_presenter_owns_what_the_screen_shows_of_them,
      actions_belong_to_the_presenter_and_three_are_enough, reflection_is_the_presenters_choice,
      ground_rules_are_proposed_settled_and_agreed,
      a_member_holds_the_room_when_the_facilitator_is_lost,
      a_set_without_a_facilitator_runs_its_own_room, two_facilitators_both_have_the_controls,
      attendance_is_kept_by_presence_and_corrected, a_stranger_does_nothing,
      damaged_events_are_errors, every_verdict_and_act_has_words, seats_are_checked)
