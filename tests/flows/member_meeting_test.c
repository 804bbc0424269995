/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A meeting's page before and after, its line in a calendar, apologies and back, "How did we work?", and
 * the questions one was asked. */
#include "flows/support_site.h"

#include "base/id.h"
#include "domain/rule.h"
#include "store/action.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/meeting.h"
#include "store/note.h"
#include "store/pulse.h"
#include "store/question.h"
#include "store/review.h"
#include "store/rule.h"

#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"
#define HELEN "Helen Marsh"
#define IDRIS "Idris Vaughan"
#define JOAN "Joan Fairley"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id held, next;
	question_id question;
	const char *before, *after;
};

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };
	struct flow *flow = story.flow;

	(void)flow_coordinator(flow, JOAN);
	story.set = flow_set(flow, "Riverside");
	flow_member(flow, story.set, AMARA);
	flow_member(flow, story.set, BEN);
	flow_facilitator(flow, story.set, HELEN);
	flow_facilitator(flow, story.set, IDRIS);
	story.held = flow_meeting(flow, story.set, 1, day_of(2026, 10, 15), HELEN);
	story.next = flow_meeting(flow, story.set, 2, day_of(2026, 12, 10), HELEN);
	story.before = flow_path(flow, "/meetings/%s", story.next.n);
	story.after = flow_path(flow, "/meetings/%s", story.held.n);
	return story;
}

static const char *under(const struct story *story, const char *path, const char *more)
{
	return str_z(story->flow->arena, str_printf(story->flow->arena, "%s%s", path, more));
}

/* What a first meeting leaves behind. */
static enum err run_held(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	const person_id amara = flow_person(flow, AMARA), ben = flow_person(flow, BEN);
	const struct str none = { 0 };
	struct question_new question = { .set = story->set,
		                         .meeting = story->held,
		                         .presenter = amara,
		                         .asker = ben,
		                         .text = STR("Who gains if nothing changes?") };
	struct action_new action = { .set = story->set,
		                     .meeting = story->held,
		                     .person = amara,
		                     .text = STR("Sit in on the briefing"),
		                     .due_on = { DAY_NONE },
		                     .is_shared = true };
	review_id review;
	action_id made;
	rule_id rule;
	note_id note;
	int version;

	tx_use_arena(tx, flow->arena);
	enum err err = store_meeting_open(tx, story->held, STR("ABCDEF"), flow->now);
	if (!err) err = store_meeting_end(tx, story->held, flow->now);
	if (!err)
		err = store_attendance_put(tx, story->held, story->set, amara, ATTENDANCE_CAME,
		                           none, flow->now);
	if (!err)
		err = store_attendance_put(tx, story->held, story->set, ben, ATTENDANCE_APOLOGIES,
		                           STR("Annual billing"), flow->now);
	if (!err)
		err = store_issue_add(tx, story->set, amara, STR("Nobody owns it"), none, 0,
		                      flow->now, &question.issue);
	if (!err) err = store_question_add(tx, &question, flow->now, &story->question);
	if (!err) err = store_action_add(tx, &action, flow->now, &made);
	if (!err)
		err = store_review_add(tx, story->set, story->held, ben, REVIEW_HELPED,
		                       STR("The long silence"), flow->now, &review);
	if (!err) err = store_review_share(tx, review, ben, false);
	if (!err)
		err = store_note_add(tx, amara, story->held, STR("Breathe out first"), flow->now,
		                     &note);
	if (!err)
		err = store_rule_propose(tx, story->set, amara, STR("Questions first"), flow->now,
		                         &rule);
	return err ? err : store_rule_settle(tx, story->set, story->held, flow->now, &version);
}

TEST(before_it_says_where_and_with_whom)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, story.before), 200, "");
		CHECK_SHOWS(flow, "Meeting 2 of 9");
		CHECK_SHOWS(flow, "Thursday 10 December, 9:30am to 1pm");
		CHECK_SHOWS(flow, "Committee Room 2");
		CHECK_SHOWS(flow, "Helen facilitates");
		CHECK_SHOWS(flow, "Everyone is coming.");
		CHECK_SHOWS(flow, ">Get ready</a>");
		CHECK_SHOWS(flow, "Confidential to the set");
		CHECK_INT(flow_get(flow, IDRIS, story.before), 200,
		          "he helps the set on other days");
		CHECK_SHOWS(flow, "Committee Room 2");
		CHECK_HIDES(flow, "I can’t make it");
		CHECK_INT(flow_get(flow, JOAN, story.before), 200, "the office sees the date");
		CHECK_SHOWS(flow, "Thursday 10 December");
		CHECK_SHOWS(flow, "Amara Okafor");
		CHECK_HIDES(flow, "Committee Room 2");
		CHECK_SHOWS(flow, "Issues, questions and notes belong to the set");
		CHECK_INT(flow_get(flow, "A Stranger", story.before), 404, "nobody else");
		flow_close(flow);
	}
}

TEST(its_line_in_a_calendar_holds_no_confidence)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_INT(flow_get(flow, AMARA, under(&story, story.before, "/calendar.ics")), 200,
		          "");
		CHECK_STR(flow_answer_field(flow, "Content-Type"), "text/calendar; charset=utf-8",
		          "");
		CHECK_SHOWS(flow, "SUMMARY:Riverside set\\, meeting 2\r\n");
		CHECK_SHOWS(flow, "DTSTART;TZID=Europe/London:20261210T093000");
		CHECK_HIDES(flow, "Committee Room");
		CHECK_INT(flow_get(flow, AMARA,
		                   flow_path(flow, "/sets/%s/calendar.ics", story.set.n)),
		          200, "the whole year");
		CHECK_SHOWS(flow, "meeting 1");
		CHECK_SHOWS(flow, "meeting 2");
		CHECK_INT(
			flow_get(flow, "A Stranger", under(&story, story.before, "/calendar.ics")),
			404, "");
		flow_close(flow);
	}
}

TEST(apologies_and_back)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		const char *apologies = under(&story, story.before, "/apologies");
		char *longest = NEW(flow->arena, char, 302);

		memset(longest, 'x', 301);
		CHECK_INT(flow_get(flow, BEN, apologies), 200, "");
		CHECK_SHOWS(flow, "They’ll see only what you write.");
		CHECK_INT(flow_post(flow, BEN, apologies, "note", longest, NULL), 422, "");
		CHECK_SHOWS(flow, "must be 300 characters or fewer");
		CHECK_INT(flow_post(flow, BEN, apologies, "note", "Billing goes live", NULL), 303,
		          "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Your apologies are sent.");
		CHECK_SHOWS(flow, "You have sent apologies. Everyone else is coming.");
		CHECK_SHOWS(flow, "I can come after all");
		CHECK_INT(flow_get(flow, AMARA, story.before), 200, "the others read why");
		CHECK_SHOWS(flow, "Ben has sent apologies. Everyone else is coming.");
		CHECK_SHOWS(flow, "Billing goes live");
		CHECK_SHOWS(flow, "1 of 2</div>");
		CHECK_INT(flow_get(flow, JOAN, story.before), 200,
		          "the office reads that, not why");
		CHECK_SHOWS(flow, "Apologies");
		CHECK_HIDES(flow, "Billing goes live");
		CHECK_INT(flow_get(flow, IDRIS, story.before), 200,
		          "nor who is not of the meeting");
		CHECK_HIDES(flow, "Billing goes live");
		CHECK_INT(flow_post(flow, BEN, apologies, "do", "back", NULL), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Good. You are coming after all.");
		CHECK_SHOWS(flow, "Everyone is coming.");
		CHECK_INT(flow_post(flow, IDRIS, apologies, "note", "", NULL), 404,
		          "not his meeting");
		CHECK_OK(database_write(flow->database, run_held, &story));
		CHECK_INT(flow_post(flow, AMARA, under(&story, story.after, "/apologies"), "note",
		                    "", NULL),
		          422, "too late");
		CHECK_SHOWS(flow, "This meeting is over.");
		flow_close(flow);
	}
}

TEST(after_it_everybody_reads_what_is_theirs)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_OK(database_write(flow->database, run_held, &story));
		CHECK_INT(flow_get(flow, AMARA, story.after), 200, "the presenter");
		CHECK_SHOWS(flow, "Questions you were asked");
		CHECK_SHOWS(flow, "Who gains if nothing changes?");
		CHECK_SHOWS(flow, "Sit in on the briefing");
		CHECK_SHOWS(flow, "The long silence");
		CHECK_SHOWS(flow, "Breathe out first");
		CHECK_SHOWS(flow, "Ground rules, version 1");
		CHECK_SHOWS(flow, "How did we work?");
		CHECK_SHOWS(flow, "Annual billing");

		CHECK_INT(flow_get(flow, BEN, story.after), 200, "another member");
		CHECK_SHOWS(flow, "Sit in on the briefing");
		CHECK_SHOWS(flow, "The long silence");
		CHECK_HIDES(flow, "Who gains if nothing changes?");
		CHECK_HIDES(flow, "Breathe out first");

		CHECK_INT(flow_get(flow, HELEN, story.after), 200, "who facilitated it");
		CHECK_SHOWS(flow, "The long silence");
		CHECK_SHOWS(flow, "Sit in on the briefing");
		CHECK_HIDES(flow, "Breathe out first");

		CHECK_INT(flow_get(flow, IDRIS, story.after), 200, "who did not");
		CHECK_SHOWS(flow, "You were not at this meeting");
		CHECK_HIDES(flow, "The long silence");
		CHECK_HIDES(flow, "Sit in on the briefing");
		CHECK_HIDES(flow, "Annual billing");

		CHECK_INT(flow_get(flow, JOAN, story.after), 200, "the office");
		CHECK_SHOWS(flow, "Apologies");
		CHECK_HIDES(flow, "The long silence");
		CHECK_HIDES(flow, "Annual billing");
		CHECK_HIDES(flow, "You were not at this meeting");
		flow_close(flow);
	}
}

TEST(a_presenter_keeps_and_parks)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;

		CHECK_OK(database_write(flow->database, run_held, &story));
		const char *kept = flow_path(flow, "/questions/%s/kept", story.question.n);
		const char *parked = flow_path(flow, "/questions/%s/parked", story.question.n);
		CHECK_INT(flow_post(flow, AMARA, kept, "do", "keep", NULL), 303, "");
		CHECK_INT(flow_get(flow, AMARA, story.after), 200, "");
		CHECK_SHOWS(flow, "You kept this one");
		CHECK_INT(flow_post(flow, AMARA, parked, "do", "park", NULL), 303, "");
		CHECK_INT(flow_post(flow, AMARA, kept, "do", "leave", NULL), 303, "");
		CHECK_INT(flow_get(flow, AMARA, story.after), 200, "");
		CHECK_HIDES(flow, "You kept this one");
		CHECK_SHOWS(flow, "Parked for later");
		CHECK_INT(flow_post(flow, BEN, kept, "do", "keep", NULL), 404, "he asked it");
		CHECK_INT(flow_post(flow, HELEN, parked, "do", "park", NULL), 404, "");
		flow_close(flow);
	}
}

struct answers {
	meeting_id meeting;
	struct pulse_total total;
};

static enum err run_total(struct tx *tx, void *with)
{
	struct answers *answers = with;
	return store_pulse_total(tx, answers->meeting, &answers->total);
}

TEST(how_did_we_work)
{
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);
		struct flow *flow = story.flow;
		struct answers answers = { .meeting = story.held };
		const char *review = under(&story, story.after, "/review");
		const char *pulse = under(&story, story.after, "/pulse");

		CHECK_INT(flow_get(flow, AMARA, review), 303, "not before it has begun");
		CHECK_INT(flow_post(flow, AMARA, review, "helped", "Silence", NULL), 409,
		          "nor is there a page to show it in again");
		CHECK_SHOWS(flow, "Silence");
		CHECK_OK(database_write(flow->database, run_held, &story));
		CHECK_INT(flow_get(flow, AMARA, review), 200, "");
		CHECK_SHOWS(flow, "Your name is not shown with your answer.");
		CHECK_SHOWS(flow, "The long silence");
		CHECK_INT(flow_post(flow, AMARA, review, "helped", "We waited", "hindered",
		                    "The hot room", "share_helped", "yes", NULL),
		          303, "");
		CHECK_INT(flow_get(flow, BEN, review), 200, "");
		CHECK_SHOWS(flow, "We waited");
		CHECK_HIDES(flow, "The hot room");
		CHECK_INT(flow_post(flow, AMARA, review, "helped", "We waited longer", NULL), 303,
		          "changed, and no longer shared");
		CHECK_INT(flow_get(flow, BEN, review), 200, "");
		CHECK_HIDES(flow, "We waited");
		CHECK_INT(flow_get(flow, AMARA, review), 200, "");
		CHECK_SHOWS(flow, "value=\"We waited longer\"");
		CHECK_HIDES(flow, "The hot room");

		CHECK_INT(flow_post(flow, AMARA, pulse, "pulse_helped", "4", NULL), 422, "");
		CHECK_SHOWS(flow, "Choose whether you could say what you needed to");
		CHECK_SHOWS(flow, "value=\"4\" checked");
		CHECK_INT(
			flow_post(flow, AMARA, pulse, "pulse_helped", "4", "pulse_safe", "6", NULL),
			422, "");
		CHECK_INT(
			flow_post(flow, AMARA, pulse, "pulse_helped", "4", "pulse_safe", "5", NULL),
			303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Thank you. Your answers are in, without your name.");
		CHECK_INT(
			flow_post(flow, AMARA, pulse, "pulse_helped", "1", "pulse_safe", "1", NULL),
			303, "a second time changes nothing");
		CHECK_OK(database_read(flow->database, run_total, &answers));
		CHECK_INT(answers.total.answers, 1, "one answer");
		CHECK_INT(answers.total.helped, 4, "the first");
		CHECK_INT(flow_post(flow, HELEN, review, "next", "Begin on time", NULL), 303,
		          "the facilitator writes a line");
		CHECK_INT(
			flow_post(flow, HELEN, pulse, "pulse_helped", "5", "pulse_safe", "5", NULL),
			404, "and is not asked for a pulse");
		CHECK_INT(flow_get(flow, IDRIS, review), 404, "he was not there");
		CHECK_INT(flow_get(flow, JOAN, review), 404, "nor the office");
		flow_close(flow);
	}
}

TESTS(before_it_says_where_and_with_whom, its_line_in_a_calendar_holds_no_confidence,
      apologies_and_back, after_it_everybody_reads_what_is_theirs, a_presenter_keeps_and_parks,
      how_did_we_work)
