/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What whoever leads may bend, who has which role, and who takes over. */
#include "domain/room_clock.h"

#include "support/check.h"
#include "support_room.h"

enum { AMARA, BEN, PRIYA, TOM, HELEN };

#define ALLOWED(scene, seat, kind, subject, a)                                                     \
	CHECK_STR(                                                                                 \
		str_of(room_verdict_text(scene_act((scene), (seat), (kind), (subject), (a), 0))),  \
		"", #kind " by " #seat)
#define REFUSED(scene, seat, kind, subject, a, verdict)                                            \
	CHECK_INT(scene_act((scene), (seat), (kind), (subject), (a), 0), (verdict),                \
	          #kind " by " #seat)

static struct scene *meeting_of_four(int facilitators)
{
	struct scene *scene = scene_new("uk-halfday", 4, facilitators);
	const int seats[] = { AMARA, PRIYA };

	scene_start(scene);
	CHECK_INT(scene_act(scene, 3 + facilitators, ROOM_ORDER, 0, room_order_pack(seats, 2), 2),
	          ROOM_OK, "two present");
	return scene;
}

/* The id of the first step of that kind, in that round. */
static int64_t step_of(const struct room *room, enum stage_kind kind, int round)
{
	for (int i = 0; i < room->step_count; i++)
		if (room->steps[i].stage->kind == kind && room->steps[i].round == round)
			return room->steps[i].id;
	return -1;
}

static void next(struct scene *scene)
{
	scene_wait(scene, SECONDS(5));
	ALLOWED(scene, HELEN, ROOM_NEXT, 0, 0);
}

TEST(a_stage_is_left_out_and_taken_in_again)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;
	const int64_t progress = step_of(room, STAGE_PROGRESS, 0);

	REFUSED(scene, AMARA, ROOM_SKIP, progress, 1, ROOM_NO_FACILITATOR);
	REFUSED(scene, HELEN, ROOM_SKIP, 4711, 1, ROOM_NO_STEP);
	REFUSED(scene, HELEN, ROOM_SKIP, progress, 0, ROOM_NO_SAME);
	REFUSED(scene, HELEN, ROOM_SKIP, step_of(room, STAGE_WELCOME, 0), 1, ROOM_NO_STEP_BEGUN);
	ALLOWED(scene, HELEN, ROOM_SKIP, progress, 1);
	CHECK_INT(room_step_minutes(room, room_step_by_id(room, progress)), 0, "takes no time");
	ALLOWED(scene, HELEN, ROOM_SKIP, progress, 0);
	ALLOWED(scene, HELEN, ROOM_SKIP, progress, 1);
	next(scene);
	CHECK(room_is_running_at(room, STAGE_CHECK_IN), "check-in");
	next(scene);
	CHECK(room_is_running_at(room, STAGE_BIDDING), "and on to the bids");
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(a_stage_is_done_again_and_something_is_brought_in)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;

	scene_go_to(scene, STAGE_SUM_UP);
	const int64_t questions = step_of(room, STAGE_QUESTIONS, 1);
	REFUSED(scene, HELEN, ROOM_REPEAT, step_of(room, STAGE_CHECK_IN, 0), 0, ROOM_NO_PLACE);
	REFUSED(scene, HELEN, ROOM_REPEAT, step_of(room, STAGE_ACTIONS, 1), 0,
	        ROOM_NO_STEP_NOT_BEGUN);
	ALLOWED(scene, HELEN, ROOM_REPEAT, questions, 0);
	REFUSED(scene, HELEN, ROOM_INSERT, 0, ROOM_INSERT_COUNT, ROOM_NO_INPUT);
	CHECK_INT(scene_act(scene, HELEN, ROOM_INSERT, 0, INSERT_TALK, 241), ROOM_NO_INPUT,
	          "no more than four hours");
	CHECK_INT(scene_act(scene, HELEN, ROOM_INSERT, 0, INSERT_TALK, -1), ROOM_NO_INPUT,
	          "and not fewer than none");
	ALLOWED(scene, HELEN, ROOM_INSERT, 0, INSERT_TECHNIQUE);
	next(scene);
	CHECK(room_is_running_at(room, STAGE_TECHNIQUE), "a tool first");
	CHECK_INT(room_presenter(room), AMARA, "still Amara's time");
	CHECK_INT(room_step_minutes(room, room->step), 15, "the usual minutes");
	next(scene);
	CHECK(room_is_running_at(room, STAGE_QUESTIONS), "the questions again");
	CHECK(room_may(room, MAY_QUESTION), "as questions are");
	next(scene);
	CHECK(room_is_running_at(room, STAGE_REFLECTION), "and on as planned");
	CHECK_INT(room->bent_count, 2, "twice bent");
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(no_more_is_brought_in_than_there_is_place_for)
{
	struct scene *scene = meeting_of_four(1);

	for (int i = 0; i < ROOM_STEPS_MAX - ROOM_PLANNED_MAX; i++)
		ALLOWED(scene, HELEN, ROOM_INSERT, 0, INSERT_SILENCE);
	REFUSED(scene, HELEN, ROOM_INSERT, 0, INSERT_SILENCE, ROOM_NO_FULL);
	scene_free(scene);
}

TEST(the_order_changes_within_what_is_to_come)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;
	const int64_t progress = step_of(room, STAGE_PROGRESS, 0);
	const int64_t pause = step_of(room, STAGE_BREAK, 0);
	const int64_t actions = step_of(room, STAGE_ACTIONS, 1);

	REFUSED(scene, HELEN, ROOM_MOVE, pause, actions, ROOM_NO_PLACE);
	REFUSED(scene, HELEN, ROOM_MOVE, actions, progress, ROOM_NO_PLACE);
	REFUSED(scene, HELEN, ROOM_MOVE, progress, step_of(room, STAGE_WELCOME, 0),
	        ROOM_NO_STEP_BEGUN);
	REFUSED(scene, HELEN, ROOM_MOVE, progress, progress, ROOM_NO_SAME);
	ALLOWED(scene, HELEN, ROOM_MOVE, progress, step_of(room, STAGE_CHECK_IN, 0));
	ALLOWED(scene, HELEN, ROOM_MOVE, actions, step_of(room, STAGE_REFLECTION, 1));
	next(scene);
	CHECK(room_is_running_at(room, STAGE_PROGRESS), "progress comes before the check-in");
	scene_go_to(scene, STAGE_SUM_UP);
	next(scene);
	CHECK(room_is_running_at(room, STAGE_ACTIONS), "actions before the reflection");
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(what_is_left_is_spread_over_the_time_there_is)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;

	scene_go_to(scene, STAGE_PRESENT);
	int planned = 0;
	for (int i = room->step + 1; i < room->step_count; i++)
		planned += room_step_minutes(room, i);

	/* Ten minutes too few: taken where a stage can give way, nowhere below its least. */
	const struct room_spread tight = room_spread(room, planned + 5 - 10, scene->now);
	CHECK_INT(tight.present_min, 5, "five for the present stage");
	CHECK(tight.to_come_min == planned - 10 && !tight.short_min && !tight.spare_min, "it fits");
	int sum = 0;
	for (int i = room->step + 1; i < room->step_count; i++) {
		sum += tight.minutes[i];
		CHECK(tight.minutes[i] >= 1, "nothing vanishes");
		if (room->steps[i].stage->kind == STAGE_BREAK)
			CHECK_INT(tight.minutes[i], 15, "a break is a break");
	}
	CHECK_INT(sum, planned - 10, "to the minute");

	const struct room_spread hopeless = room_spread(room, 20, scene->now);
	CHECK(hopeless.short_min > 0, "and says when it cannot be");
	const struct room_spread ample = room_spread(room, 600, scene->now);
	CHECK(ample.spare_min > 0 && ample.to_come_min > planned,
	      "or when there is more than enough");

	REFUSED(scene, AMARA, ROOM_SPREAD, 0, 60, ROOM_NO_FACILITATOR);
	ALLOWED(scene, HELEN, ROOM_SPREAD, 0, planned + 5 - 10);
	for (int i = room->step + 1; i < room->step_count; i++)
		CHECK_INT(room_step_minutes(room, i), tight.minutes[i], "as the preview said");
	const struct room_spread again = room_spread(room, planned + 5 - 10, scene->now);
	for (int i = room->step + 1; i < room->step_count; i++)
		CHECK_INT(again.minutes[i], tight.minutes[i], "and again the same");
	const int64_t actions = step_of(room, STAGE_ACTIONS, 1);
	ALLOWED(scene, HELEN, ROOM_LENGTH, actions, 8);
	CHECK_INT(room_step_minutes(room, room_step_by_id(room, actions)), 8, "and one by hand");
	REFUSED(scene, HELEN, ROOM_LENGTH, actions, 241, ROOM_NO_INPUT);
	scene_check_replay(scene);
	scene_free(scene);
}

/* Who comes and looks does nothing there; whoever ends it then gives nobody the hours since. */
TEST(a_room_that_was_left_is_ended_by_any_member_and_gives_nobody_the_hours)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;

	scene_go_to(scene, STAGE_QUESTIONS);
	scene_wait(scene, MINUTES(10));
	ALLOWED(scene, HELEN, ROOM_EXTEND, 0, 0);
	scene_wait(scene, MINUTES(59));
	REFUSED(scene, BEN, ROOM_END, 0, 0, ROOM_NO_FACILITATOR);
	ALLOWED(scene, TOM, ROOM_GONE, 0, 0);
	scene_wait(scene, HOURS(5));
	ALLOWED(scene, TOM, ROOM_HERE, 0, 0);
	CHECK(room_is_left(room, scene->now), "nothing was done");
	const int64_t before = room->steps[room->step].used_ms;
	ALLOWED(scene, BEN, ROOM_END, 0, 0);
	CHECK_INT(room->steps[room->step].used_ms - before, MINUTES(10),
	          "ten minutes, not six hours");
	scene_check_replay(scene);
	scene_wait(scene, MINUTES(29));
	ALLOWED(scene, HELEN, ROOM_REOPEN, 0, 0); /* by mistake, as always */
	REFUSED(scene, BEN, ROOM_END, 0, 0, ROOM_NO_FACILITATOR);
	scene_check_replay(scene);
	scene_free(scene);
}

/* What is left out neither gives nor takes: else minutes would go to it and be nobody's. */
TEST(what_is_left_out_takes_no_share_of_what_is_spread)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;
	const int64_t review = step_of(room, STAGE_REVIEW, 0);

	scene_go_to(scene, STAGE_PRESENT);
	ALLOWED(scene, HELEN, ROOM_SKIP, review, 1);
	ALLOWED(scene, HELEN, ROOM_SKIP, step_of(room, STAGE_QUESTIONS, 2), 1);
	for (int more = -8; more <= 12; more += 4) {
		int planned = 0, sum = 0;
		for (int i = room->step + 1; i < room->step_count; i++)
			planned += room_step_minutes(room, i);
		const struct room_spread spread = room_spread(room, planned + 5 + more, scene->now);
		for (int i = room->step + 1; i < room->step_count; i++) sum += spread.minutes[i];
		CHECK(!spread.short_min && !spread.spare_min, "it fits");
		CHECK_INT(sum, planned + more, "to the minute");
		CHECK_INT(spread.minutes[room_step_by_id(room, review)], 0, "none for what is out");
	}
	scene_free(scene);
}

TEST(new_rounds_find_their_place_in_a_bent_order)
{
	struct scene *scene = meeting_of_four(1);
	struct room *room = &scene->room;
	const int seats[] = { AMARA, PRIYA, BEN };

	ALLOWED(scene, HELEN, ROOM_MOVE, step_of(room, STAGE_BREAK, 0),
	        step_of(room, STAGE_REVIEW, 0));
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(seats, 3), 3), ROOM_OK,
	          "a third presents");
	scene_go_to(scene, STAGE_ROUND_REVIEW);
	for (int round = 2; round <= 3; round++) {
		next(scene);
		scene_go_to(scene, STAGE_ROUND_REVIEW);
		CHECK_INT(room_step(room)->round, round, "round after round");
	}
	next(scene);
	CHECK(room_is_running_at(room, STAGE_BREAK), "then the break, as it was moved");
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(roles_are_changed_by_a_tap_where_nobody_facilitates)
{
	struct scene *scene = meeting_of_four(0);
	struct room *room = &scene->room;

	ALLOWED(scene, BEN, ROOM_ROLE, person_at(PRIYA), SAY_TIMEKEEPER);
	CHECK(room_has_role(room, PRIYA, SAY_TIMEKEEPER), "Priya keeps the time");
	CHECK_INT(room_role_of(room, PRIYA), SAY_TIMEKEEPER, "and is told what to say");
	ALLOWED(scene, PRIYA, ROOM_PAUSE, 0, 0);
	ALLOWED(scene, PRIYA, ROOM_RESUME, 0, 0);
	ALLOWED(scene, PRIYA, ROOM_EXTEND, 0, 2);
	REFUSED(scene, PRIYA, ROOM_END, 0, 0, ROOM_NO_FACILITATOR);
	REFUSED(scene, BEN, ROOM_ROLE, person_at(AMARA), SAY_PRESENTER, ROOM_NO_ROLE);
	REFUSED(scene, BEN, ROOM_ROLE, person_at(AMARA), 99, ROOM_NO_ROLE);
	ALLOWED(scene, BEN, ROOM_ROLE, person_at(BEN), SAY_FACILITATOR);
	CHECK(room_facilitates(room, BEN) && !room_facilitates(room, TOM), "Ben leads now");
	scene_go_to(scene, STAGE_WELCOME);
	ALLOWED(scene, PRIYA, ROOM_ROLE, 0, SAY_TIMEKEEPER);
	REFUSED(scene, PRIYA, ROOM_EXTEND, 0, 2, ROOM_NO_FACILITATOR);
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(with_a_facilitator_members_take_roles_for_themselves_only)
{
	struct scene *scene = meeting_of_four(1);

	ALLOWED(scene, BEN, ROOM_ROLE, person_at(BEN), SAY_TIMEKEEPER);
	REFUSED(scene, BEN, ROOM_ROLE, person_at(TOM), SAY_SECRETARY, ROOM_NO_FACILITATOR);
	ALLOWED(scene, BEN, ROOM_ROLE, person_at(AMARA), SAY_TIMEKEEPER); /* handed on */
	REFUSED(scene, BEN, ROOM_ROLE, person_at(TOM), SAY_TIMEKEEPER, ROOM_NO_FACILITATOR);
	REFUSED(scene, BEN, ROOM_ROLE, person_at(BEN), SAY_FACILITATOR, ROOM_NO_ROLE);
	ALLOWED(scene, HELEN, ROOM_ROLE, person_at(TOM), SAY_SECRETARY);
	REFUSED(scene, HELEN, ROOM_ROLE, person_at(HELEN), SAY_OBSERVER, ROOM_NO_NOT_MEMBER);
	scene_free(scene);
}

TEST(a_co_holder_takes_over_without_waiting)
{
	struct scene *scene = meeting_of_four(0);

	ALLOWED(scene, TOM, ROOM_CO_HOLD, person_at(BEN), 0);
	REFUSED(scene, BEN, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	ALLOWED(scene, TOM, ROOM_GONE, 0, 0);
	REFUSED(scene, PRIYA, ROOM_HOLD, 0, 0, ROOM_NO_HOLD_YET);
	ALLOWED(scene, BEN, ROOM_HOLD, 0, 0);
	CHECK(room_facilitates(&scene->room, BEN), "and has the controls");
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(airtime_is_what_one_presented_and_nothing_else)
{
	struct scene *scene = meeting_of_four(1);
	const struct room *room = &scene->room;

	scene_go_to(scene, STAGE_PRESENT);
	scene_wait(scene, MINUTES(7));
	CHECK_INT(room_airtime_ms(room, AMARA, scene->now), MINUTES(7), "seven minutes so far");
	CHECK_INT(room_airtime_ms(room, PRIYA, scene->now), 0, "Priya's comes later");
	next(scene);
	scene_wait(scene, MINUTES(3));
	ALLOWED(scene, HELEN, ROOM_PAUSE, 0, 0);
	scene_wait(scene, MINUTES(20));
	CHECK_INT(room_airtime_ms(room, AMARA, scene->now), MINUTES(10) + SECONDS(5),
	          "a pause is nobody's");
	ALLOWED(scene, HELEN, ROOM_END, 0, 0);
	CHECK_INT(room_airtime_ms(room, AMARA, scene->now), MINUTES(10) + SECONDS(5), "for good");
	scene_free(scene);
}

TESTS(a_stage_is_left_out_and_taken_in_again, a_stage_is_done_again_and_something_is_brought_in,
      no_more_is_brought_in_than_there_is_place_for, the_order_changes_within_what_is_to_come,
      what_is_left_is_spread_over_the_time_there_is,
      what_is_left_out_takes_no_share_of_what_is_spread,
      a_room_that_was_left_is_ended_by_any_member_and_gives_nobody_the_hours,
      new_rounds_find_their_place_in_a_bent_order,
      roles_are_changed_by_a_tap_where_nobody_facilitates,
      with_a_facilitator_members_take_roles_for_themselves_only,
      a_co_holder_takes_over_without_waiting, airtime_is_what_one_presented_and_nothing_else)
