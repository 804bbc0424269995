/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Somebody asks for what is kept about them to be deleted: what they wrote is gone, their name stands nowhere, and
 * the pages of everybody else go on. */
#include "flows/support_post.h"

#include "store/action.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/question.h"

#define JOAN "Joan Fairley"
#define AMARA "Amara Okafor"
#define BEN "Ben Hartley"
#define HELEN "Helen Marsh"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id held, next;
	person_id amara;
	size_t logs, issues;
	enum err sealed;
};

static enum err ask(struct tx *tx, const struct story *s, person_id presenter, person_id asker,
                    const char *text)
{
	const struct question_new question = { .set = s->set,
		                               .meeting = s->held,
		                               .presenter = presenter,
		                               .asker = asker,
		                               .text = str_of(text) };
	question_id asked;

	return store_question_add(tx, &question, s->flow->now, &asked);
}

static enum err run_words(struct tx *tx, void *with)
{
	const struct story *s = with;
	const struct action_new action = { .set = s->set,
		                           .meeting = s->held,
		                           .person = s->amara,
		                           .text = STR("Ask three directors"),
		                           .due_on = { DAY_NONE },
		                           .is_shared = true };
	const person_id ben = flow_person(s->flow, BEN);
	action_id chosen;
	issue_id issue;
	log_entry_id log;

	tx_use_arena(tx, s->flow->arena);
	enum err err = store_issue_add(tx, s->set, s->amara, STR("The bill has doubled"),
	                               (struct str){ 0 }, 0, s->flow->now, &issue);
	if (!err) err = store_issue_share(tx, issue, s->amara, s->flow->now);
	if (!err) err = store_action_add(tx, &action, s->flow->now, &chosen);
	if (!err) err = ask(tx, s, s->amara, ben, "Who gains?");
	if (!err) err = ask(tx, s, ben, s->amara, "What would they say?");
	if (!err)
		err = store_log_add(tx, s->amara, (meeting_id){ 0 }, STR("Afraid of Monday"),
		                    s->flow->now, &log);
	if (!err) err = store_meeting_open(tx, s->held, STR("ABCDEF"), s->flow->now);
	return err ? err : store_meeting_end(tx, s->held, s->flow->now);
}

static struct story begin(enum db_engine engine)
{
	struct story s = { .flow = flow_open(engine) };

	(void)flow_coordinator(s.flow, JOAN);
	s.set = flow_set(s.flow, "Riverside");
	flow_member(s.flow, s.set, AMARA);
	flow_member(s.flow, s.set, BEN);
	flow_facilitator(s.flow, s.set, HELEN);
	s.held = flow_meeting(s.flow, s.set, 1, day_of(2026, 11, 26), HELEN);
	s.next = flow_meeting(s.flow, s.set, 2, day_of(2027, 1, 7), HELEN);
	s.amara = flow_person(s.flow, AMARA);
	CHECK_OK(database_write(s.flow->database, run_words, &s));
	return s;
}

/* What the store still has of hers. */
static enum err run_left(struct tx *tx, void *with)
{
	struct story *s = with;
	struct log_rows logs;
	struct issue_mine_rows issues;
	issue_id made;

	tx_use_arena(tx, s->flow->arena);
	enum err err = store_log_list(tx, s->amara, &logs);
	if (!err) err = store_issue_list_mine(tx, s->amara, &issues);
	if (err) return err;
	s->logs = logs.n;
	s->issues = issues.n;
	s->sealed = store_issue_add(tx, s->set, s->amara, STR("Again"), (struct str){ 0 }, 0,
	                            s->flow->now, &made);
	return OK;
}

static void others_go_on(struct story *s)
{
	static const char *const sets[] = { "/sets/%s", "/sets/%s/meetings", "/sets/%s/actions",
		                            "/sets/%s/rules" };
	static const char *const meetings[] = { "/meetings/%s", "/meetings/%s/plan" };
	struct flow *flow = s->flow;

	for (size_t i = 0; i < LEN(sets); i++) {
		CHECK_INT(flow_get(flow, BEN, flow_path(flow, sets[i], s->set.n)), 200, sets[i]);
		CHECK_HIDES(flow, "Amara");
		CHECK_INT(flow_get(flow, HELEN, flow_path(flow, sets[i], s->set.n)), 200, sets[i]);
		CHECK_HIDES(flow, "Amara");
	}
	for (size_t i = 0; i < LEN(meetings); i++) {
		const int64_t id = i ? s->next.n : s->held.n;
		CHECK_INT(flow_get(flow, BEN, flow_path(flow, meetings[i], id)), 200, meetings[i]);
		CHECK_HIDES(flow, "Amara");
	}
	CHECK_INT(flow_get(flow, BEN, flow_path(flow, "/sets/%s/record", s->set.n)), 200, "");
	CHECK_HIDES(flow, "The bill has doubled");
	CHECK_INT(flow_get(flow, BEN, flow_path(flow, "/sets/%s/mine", s->set.n)), 200, "");
	CHECK_SHOWS(flow, "What would they say?");
	CHECK_SHOWS(flow, "Somebody");
	CHECK_INT(flow_get(flow, BEN, "/account/data"), 200, "");
	CHECK_INT(flow_get(flow, BEN, "/home"), 200, "");
	CHECK_HIDES(flow, "Amara");
	CHECK_INT(flow_get(flow, HELEN, "/facilitate"), 200, "");
}

static void the_office_goes_on(struct story *s)
{
	struct flow *flow = s->flow;
	static const char *const pages[] = { "/overview", "/sets", "/people", "/facilitators",
		                             "/planner/print" };

	for (size_t i = 0; i < LEN(pages); i++) {
		CHECK_INT(flow_get(flow, JOAN, pages[i]), 200, pages[i]);
		CHECK_HIDES(flow, "Amara");
	}
	CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/sets/%s/members", s->set.n)), 200, "");
	CHECK_HIDES(flow, "Amara");
	CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/meetings/%s/settings", s->next.n)), 200,
	          "");
	CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/people/%s", s->amara.n)), 404, "no page");
	CHECK_INT(flow_post(flow, JOAN, flow_path(flow, "/people/%s/gone", s->amara.n), NULL), 404,
	          "and nobody to delete again");
}

TEST(what_somebody_wrote_is_deleted_when_they_ask)
{
	FOR_ENGINES(engine)
	{
		struct story s = begin(engine);
		struct flow *flow = s.flow;
		const char *gone = flow_path(flow, "/people/%s/gone", s.amara.n);

		CHECK_INT(flow_get(flow, AMARA, "/home"), 200, "she is signed in");
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/people/%s", s.amara.n)), 200, "");
		CHECK_SHOWS(flow, "Delete Amara for good");
		CHECK_INT(flow_get(flow, JOAN, gone), 200, "it is said what that means");
		CHECK_SHOWS(flow, "Amara leaves Riverside at once");
		CHECK_INT(flow_get(flow, BEN, gone), 404, "the office's alone");
		CHECK_INT(flow_post(flow, JOAN, gone, NULL), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Amara is deleted.");
		CHECK_INT(flow_get(flow, AMARA, "/home"), 303, "signed out");
		others_go_on(&s);
		the_office_goes_on(&s);
		CHECK_OK(database_write(flow->database, run_left, &s));
		CHECK_INT(s.logs, 0, "no log");
		CHECK_INT(s.issues, 0, "no issue");
		CHECK_INT(s.sealed, ERR_ABSENT, "and her key is never made again");
		flow_close(flow);
	}
}

TEST(nobody_deletes_themselves)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const person_id joan = flow_coordinator(flow, JOAN);

		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/people/%s", joan.n)), 200, "");
		CHECK_HIDES(flow, "for good");
		CHECK_INT(flow_post(flow, JOAN, flow_path(flow, "/people/%s/gone", joan.n), NULL),
		          422, "somebody is always in the office");
		CHECK_SHOWS(flow, "Ask another coordinator to do it.");
		flow_close(flow);
	}
}

TESTS(what_somebody_wrote_is_deleted_when_they_ask, nobody_deletes_themselves)
