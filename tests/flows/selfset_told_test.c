/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A facilitator who was not there reads nothing of a meeting, until everybody who was says so. */
#include "flows/support_site.h"

#include "base/id.h"
#include "store/action.h"
#include "store/attendance.h"
#include "store/meeting.h"
#include "store/question.h"
#include "store/review.h"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	const char *page, *told;
	const char *helen;
};

static enum err run_held(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	const person_id amara = flow_person(flow, "Amara"), ben = flow_person(flow, "Ben");
	const struct action_new action = { .set = story->set,
		                           .meeting = story->meeting,
		                           .person = amara,
		                           .text = STR("Ring the three directors"),
		                           .due_on = { DAY_NONE },
		                           .is_shared = true };
	const struct question_new question = { .set = story->set,
		                               .meeting = story->meeting,
		                               .presenter = amara,
		                               .asker = ben,
		                               .text = STR("Who owns it?") };
	question_id asked;
	action_id made;
	review_id review;

	enum err err = store_meeting_open(tx, story->meeting, STR("BCDFGH"), flow->now);
	if (!err) err = store_meeting_end(tx, story->meeting, flow->now);
	if (!err)
		err = store_attendance_put(tx, story->meeting, story->set, amara, ATTENDANCE_CAME,
		                           (struct str){ 0 }, flow->now);
	if (!err)
		err = store_attendance_put(tx, story->meeting, story->set, ben, ATTENDANCE_CAME,
		                           (struct str){ 0 }, flow->now);
	if (!err) err = store_action_add(tx, &action, flow->now, &made);
	if (!err) err = store_question_add(tx, &question, flow->now, &asked);
	if (!err)
		err = store_review_add(tx, story->set, story->meeting, ben, REVIEW_HELPED,
		                       STR("We waited"), flow->now, &review);
	return err ? err : store_review_share(tx, review, ben, false);
}

/* Leaves her page as the last one asked for. */
static void helen_reads(struct story *story, bool does)
{
	struct flow *flow = story->flow;

	CHECK_INT(flow_get(flow, "Helen", flow_path(flow, "/meetings/%s/room", story->meeting.n)),
	          404, "never the room");
	CHECK_INT(flow_post(flow, "Helen", story->told, "do", "yes", "facilitator", story->helen,
	                    NULL),
	          404, "nor a say in it");
	CHECK_INT(flow_get(flow, "Helen", story->page), 200, "its date at least");
	CHECK(flow_shows(flow, "Ring the three directors") == does, "what was promised");
	CHECK(flow_shows(flow, "We waited") == does, "what was shared at the end");
	CHECK_HIDES(flow, "Who owns it?");
}

static void say(struct story *story, const char *who, const char *what, int status)
{
	CHECK_INT(flow_post(story->flow, who, story->told, "do", what, "facilitator", story->helen,
	                    NULL),
	          status, who);
}

TEST(all_who_came_must_say_so)
{
	FOR_ENGINES(engine)
	{
		struct story story = { .flow = flow_open(engine) };
		struct flow *flow = story.flow;

		(void)flow_coordinator(flow, "Joan");
		story.set = flow_set(flow, "Riverside");
		flow_member(flow, story.set, "Amara");
		flow_member(flow, story.set, "Ben");
		flow_member(flow, story.set, "Priya"); /* missed it */
		flow_facilitator(flow, story.set, "Helen");
		story.meeting = flow_meeting(flow, story.set, 3, day_of(2026, 11, 19), NULL);
		story.page = flow_path(flow, "/meetings/%s", story.meeting.n);
		story.told = flow_path(flow, "/meetings/%s/told", story.meeting.n);
		story.helen = flow_path(flow, "%s", flow_person(flow, "Helen").n);
		say(&story, "Amara", "yes", 422); /* not before it was held */
		CHECK_OK(database_write(flow->database, run_held, &story));
		helen_reads(&story, false);
		CHECK_SHOWS(flow, "You were not at this meeting");
		CHECK_INT(flow_get(flow, "Amara", story.page), 200, "");
		CHECK_SHOWS(flow, "0 of the 2 who came have said that Helen may; all must.");
		say(&story, "Amara", "yes", 303);
		helen_reads(&story, false);
		say(&story, "Priya", "yes", 422);
		say(&story, "Joan", "yes", 404);
		helen_reads(&story, false);
		CHECK_INT(flow_get(flow, "Ben", story.page), 200,
		          "he does not see whose yes it is");
		CHECK_SHOWS(flow, "1 of the 2 who came have said");
		CHECK_HIDES(flow, "You have said yes. Nobody");
		say(&story, "Ben", "yes", 303);
		helen_reads(&story, true);
		CHECK_SHOWS(flow, "Everybody who was has said that you may read this.");
		CHECK_INT(flow_get(flow, "Joan", story.page), 200, "the office reads no more");
		CHECK_HIDES(flow, "Ring the three directors");
		say(&story, "Amara", "no", 303);
		helen_reads(&story, false);
		flow_close(flow);
	}
}

TESTS(all_who_came_must_say_so)
