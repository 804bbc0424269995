/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Write alone, show, "are we agreed?", back if not; several ways to do a stage; small groups. */
#include "domain/room.h"

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

static const struct process *read_text(struct arena *arena, const char *text)
{
	const struct process *process = NULL;
	struct process_fault fault;
	if (process_parse(arena, str_of(text), &process, &fault)) BUG("the text does not read");
	return process;
}

/* A meeting with one round: questions, then the problem in one sentence until all agree, twice as
 * planned; then consulting, in one of two ways, in threes. */
static struct scene *meeting(int members)
{
	struct arena *arena = arena_new(16 << 20);
	const struct process *shell =
		read_text(arena, "shell s\ntitle S\nminutes 50\npeople 4\nround-minutes 40\n"
	                         "stage welcome\n title W\n floor all\n minutes 5\nrounds 1\n"
	                         "stage close\n title C\n floor all\n minutes 5\n");
	const struct process *round = read_text(
		arena, "round r\ntitle R\nminutes 40\n"
		       "stage questions\n title Q\n floor ask-any\n minutes 7\n may question\n"
		       "stage focus\n title F\n floor write\n minutes 3\n may line\n"
		       " agree back to questions\n passes 2\n"
		       "stage ideas\n title I\n floor without\n minutes 15\n groups of 3\n"
		       " module board\n  title Board\n  floor turn\n  may pass\n"
		       "stage actions\n title A\n floor write\n minutes 5\n may action\n");
	struct scene *scene = scene_of(arena, shell, round, members, 1);

	scene_start(scene);
	const int presenter = AMARA;
	CHECK_INT(scene_act(scene, members, ROOM_ORDER, 0, room_order_pack(&presenter, 1), 1),
	          ROOM_OK, "Amara presents");
	return scene;
}

static void next(struct scene *scene)
{
	scene_wait(scene, SECONDS(5));
	ALLOWED(scene, (int)scene->people_count - 1, ROOM_NEXT, 0, 0);
}

static void check_at(const struct scene *scene, const char *name, int pass)
{
	CHECK_STR(room_stage(&scene->room)->name, name, "the stage");
	CHECK_INT(room_pass(&scene->room), pass, "the time through the loop");
}

TEST(agreed_at_once_saves_the_second_time_through)
{
	struct scene *scene = meeting(4);
	struct room *room = &scene->room;

	CHECK_INT(room->step_count, 2 + 2 * 2 + 2, "the loop is written out twice");
	scene_go_to(scene, STAGE_QUESTIONS);
	check_at(scene, "questions", 1);
	REFUSED(scene, BEN, ROOM_AGREE, 0, 1, ROOM_NO_LOOP);
	next(scene);
	check_at(scene, "focus", 1);
	REFUSED(scene, BEN, ROOM_AGREE, 0, 1, ROOM_NO_WRITTEN);
	ALLOWED(scene, HELEN, ROOM_REVEAL, 0, 0);
	REFUSED(scene, HELEN, ROOM_AGREE, 0, 1, ROOM_NO_NOT_MEMBER);
	for (int seat = AMARA; seat < TOM; seat++) ALLOWED(scene, seat, ROOM_AGREE, 0, 1);
	CHECK(!room_is_agreed(room), "Tom has said nothing");
	ALLOWED(scene, TOM, ROOM_AGREE, 0, 1);
	CHECK(room_is_agreed(room), "all have");
	next(scene);
	check_at(scene, "ideas", 0);
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(one_who_is_unsure_sends_everyone_back_until_all_agree)
{
	struct scene *scene = meeting(4);

	scene_go_to(scene, STAGE_FOCUS);
	for (int pass = 1; pass <= 3; pass++) {
		check_at(scene, "focus", pass);
		REFUSED(scene, BEN, ROOM_AGREE, 0, 3, ROOM_NO_WRITTEN);
		ALLOWED(scene, HELEN, ROOM_REVEAL, 0, 0);
		ALLOWED(scene, BEN, ROOM_AGREE, 0, 3);
		next(scene);
		check_at(scene, "questions", pass + 1);
		next(scene);
	}
	/* The third and the fourth time were added; the answer of before does not count any more. */
	CHECK_INT(scene->room.step_count, 2 + 4 * 2 + 2, "as often as it took");
	CHECK(!scene->room.lines_revealed, "what is written now is not shown yet");
	next(scene);
	check_at(scene, "ideas", 0);
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(whoever_leads_may_settle_it_aloud)
{
	struct scene *scene = meeting(4);

	scene_go_to(scene, STAGE_FOCUS);
	REFUSED(scene, BEN, ROOM_SETTLE, 0, 1, ROOM_NO_FACILITATOR);
	ALLOWED(scene, HELEN, ROOM_SETTLE, 0, 0);
	check_at(scene, "questions", 2);
	/* A slip: back again, as if nothing had been. */
	scene_wait(scene, SECONDS(5));
	ALLOWED(scene, HELEN, ROOM_BACK, 0, 0);
	check_at(scene, "focus", 1);
	ALLOWED(scene, HELEN, ROOM_REVEAL, 0, 0);
	ALLOWED(scene, BEN, ROOM_AGREE, 0, 2);
	ALLOWED(scene, HELEN, ROOM_SETTLE, 0, 1);
	check_at(scene, "ideas", 0);
	REFUSED(scene, HELEN, ROOM_SETTLE, 0, 1, ROOM_NO_LOOP);
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(the_presenter_chooses_how_to_be_consulted)
{
	struct scene *scene = meeting(4);
	struct room *room = &scene->room;

	scene_go_to(scene, STAGE_FOCUS);
	REFUSED(scene, BEN, ROOM_MODULE, 0, 1, ROOM_NO_NOT_PRESENTER);
	REFUSED(scene, AMARA, ROOM_MODULE, 0, 2, ROOM_NO_MODULE);
	ALLOWED(scene, AMARA, ROOM_MODULE, 0, 1);
	REFUSED(scene, AMARA, ROOM_MODULE, 0, 1, ROOM_NO_SAME);
	CHECK_INT(room->steps[room_choice_step(room)].module, 1, "for the stage to come");
	next(scene);
	CHECK_STR(room_stage(room)->name, "board", "as chosen");
	CHECK(room_turns(room) && room->talk.turn == BEN, "this one goes round, without Amara");
	ALLOWED(scene, HELEN, ROOM_MODULE, 0, 0);
	CHECK_STR(room_stage(room)->name, "ideas", "changed while it runs");
	CHECK(!room_turns(room) && room->talk.turn == -1, "and by its floor");
	next(scene);
	REFUSED(scene, AMARA, ROOM_MODULE, 0, 1, ROOM_NO_MODULE);
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(groups_are_even_and_take_in_who_comes_late)
{
	struct scene *scene = meeting(8);
	const struct room_talk *talk = &scene->room.talk;
	int sizes[ROOM_SEATS_MAX + 1] = { 0 };

	REFUSED(scene, 8, ROOM_GROUPS, 0, 1, ROOM_NO_GROUPS);
	ALLOWED(scene, 7, ROOM_GONE, 0, 0);
	scene_go_to(scene, STAGE_IDEAS);
	for (int seat = 0; seat < 9; seat++) sizes[talk->group[seat]]++;
	CHECK(talk->group[AMARA] == 0 && talk->group[8] == 0, "neither presenter nor facilitator");
	CHECK(sizes[1] == 3 && sizes[2] == 3 && sizes[3] == 0, "six in threes");
	ALLOWED(scene, 7, ROOM_HERE, 0, 0);
	CHECK(talk->group[7] == 1 || talk->group[7] == 2, "the seventh joins one of them");
	const int before = talk->group[BEN];
	ALLOWED(scene, 8, ROOM_GROUPS, 0, 3);
	CHECK(talk->group[BEN] != before, "dealt anew");
	next(scene);
	CHECK_INT(talk->group[BEN], 0, "and over with the stage");
	scene_check_replay(scene);
	scene_free(scene);
}

TEST(where_everybody_writes_actions_everybody_has_three)
{
	struct scene *scene = meeting(4);

	scene_go_to(scene, STAGE_IDEAS);
	REFUSED(scene, BEN, ROOM_ACTION, 70, 0, ROOM_NO_NOT_PRESENTER);
	next(scene);
	for (int i = 0; i < 3; i++) {
		ALLOWED(scene, BEN, ROOM_ACTION, 70 + i, 0);
		ALLOWED(scene, AMARA, ROOM_ACTION, 80 + i, 0);
	}
	REFUSED(scene, BEN, ROOM_ACTION, 73, 0, ROOM_NO_ACTIONS_ENOUGH);
	ALLOWED(scene, BEN, ROOM_ACTION, 70, 2);
	ALLOWED(scene, BEN, ROOM_ACTION, 73, 0);
	REFUSED(scene, HELEN, ROOM_ACTION, 90, 0, ROOM_NO_NOT_MEMBER);
	scene_free(scene);
}

TESTS(agreed_at_once_saves_the_second_time_through,
      one_who_is_unsure_sends_everyone_back_until_all_agree, whoever_leads_may_settle_it_aloud,
      the_presenter_chooses_how_to_be_consulted, groups_are_even_and_take_in_who_comes_late,
      where_everybody_writes_actions_everybody_has_three)
