/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who may go where: every row of the map against everybody there is, asked of the real gate over real
 * rows on either engine.  tests/golden/permissions.txt is the answer: a change of policy is a diff. */
#include "flows/support_site.h"

#include "store/action.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/practice.h"
#include "store/question.h"
#include "store/rule.h"
#include "support/golden.h"
#include "web/gate.h"

enum { ROLES = 12 };

/* The owner is the member to whom issue, action and log belong, and of whom the question was asked. */
static const char *const roles[ROLES] = {
	"stranger", "nobody", "invited", "owner",      "member",      "left",
	"other",    "leader", "adviser", "registered", "coordinator", "sponsor",
};

struct world {
	struct flow *flow;
	set_id set;
	meeting_id meeting, alone; /* facilitated by the leader; self-facilitated */
	person_id people[ROLES];
	issue_id issue, secret;
	question_id question;
	action_id action, own_action;
	rule_id rule;
	log_entry_id log;
	practice_id practice;
	struct buf out;
};

static person_id who(const struct world *world, const char *role)
{
	for (size_t i = 0; i < ROLES; i++)
		if (strcmp(roles[i], role) == 0) return world->people[i];
	return (person_id){ 0 };
}

static enum err run_words(struct tx *tx, void *with)
{
	struct world *world = with;
	const struct instant now = world->flow->now;
	const person_id owner = who(world, "owner");
	const struct str none = { 0 };
	struct question_new question = { .set = world->set,
		                         .meeting = world->meeting,
		                         .presenter = owner,
		                         .asker = who(world, "member"),
		                         .text = STR("What have you ruled out?") };
	struct action_new action = { .set = world->set,
		                     .meeting = world->meeting, /* the adviser was not there */
		                     .person = owner,
		                     .text = STR("Ask"),
		                     .due_on = { DAY_NONE },
		                     .is_shared = true };

	tx_use_arena(tx, world->flow->arena);
	enum err err = store_issue_add(tx, world->set, owner, STR("An issue"), none, 0, now,
	                               &world->secret);
	if (!err)
		err = store_issue_add(tx, world->set, owner, STR("Another"), none, 0, now,
		                      &world->issue);
	if (!err) err = store_issue_share(tx, world->issue, owner, now);
	if (!err) err = store_question_add(tx, &question, now, &world->question);
	if (!err) err = store_action_add(tx, &action, now, &world->action);
	action.is_shared = false;
	if (!err) err = store_action_add(tx, &action, now, &world->own_action);
	if (!err) err = store_rule_propose(tx, world->set, owner, STR("Listen"), now, &world->rule);
	const struct practice_row practice = {
		.person = owner, .deck = STR("depot"), .seed = 1, .length_min = 20, .began_at = now
	};
	if (!err) err = store_practice_add(tx, &practice, &world->practice);
	if (!err) err = store_log_add(tx, owner, (meeting_id){ 0 }, STR("Mine"), now, &world->log);
	return err;
}

static void prepare(struct world *world, struct flow *flow)
{
	world->flow = flow;
	world->set = flow_set(flow, "Riverside");
	const set_id other = flow_set(flow, "Moorland");
	for (size_t i = 1; i < ROLES; i++)
		if (strcmp(roles[i], "coordinator") != 0 && strcmp(roles[i], "registered") != 0 &&
		    strcmp(roles[i], "sponsor") != 0)
			(void)flow_person(flow, roles[i]);
	(void)flow_coordinator(flow, "coordinator");
	(void)flow_registered(flow, "registered");
	(void)flow_sponsor(flow, "sponsor");
	flow_invited(flow, world->set, "invited");
	flow_member(flow, world->set, "owner");
	flow_member(flow, world->set, "member");
	flow_member(flow, world->set, "left");
	flow_left(flow, world->set, "left");
	flow_member(flow, other, "other");
	flow_facilitator(flow, world->set, "leader");
	flow_facilitator(flow, world->set, "adviser");
	world->meeting = flow_meeting(flow, world->set, 2, day_of(2026, 12, 3), "leader");
	world->alone = flow_meeting(flow, world->set, 3, day_of(2027, 1, 14), NULL);
	for (size_t i = 1; i < ROLES; i++) world->people[i] = flow_person(flow, roles[i]);
	CHECK_OK(database_write(flow->database, run_words, world));
}

/* "Y" may, "-" is told that there is nothing, "s" is asked to sign in. */
static char answer(struct world *world, struct tx *tx, const struct route *route,
                   const struct path *path, size_t role)
{
	static const struct http_request http = { .path = STR_INIT("/") };
	struct request rq = {
		.work = { .tx = tx,
		          .arena = world->flow->arena,
		          .viewer = world->people[role],
		          .now = world->flow->now },
		.site = world->flow->site,
		.http = &http,
		.route = route,
		.path = *path,
	};
	const enum err err = gate(&rq);

	if (err == OK) return 'Y';
	if (err == ERR_ABSENT) return '-';
	CHECK_INT(err, ERR_SIGN_IN, "the gate says yes, no, or who are you");
	return 's';
}

static void print_row(struct world *world, struct tx *tx, const struct route *route,
                      const struct path *path, const char *of)
{
	buf_printf(&world->out, "%-6s %-48s", method_name(route->method), route->path);
	for (size_t i = 0; i < ROLES; i++)
		buf_printf(&world->out, " %c", answer(world, tx, route, path, i));
	buf_printf(&world->out, "  %s%s%s\n", right_name(route->right), *of ? ", " : "", of);
}

static void print_route(struct world *world, struct tx *tx, const struct route *route)
{
	struct path path = { 0 };
	struct str left = str_of(route->path), piece;

	/* The last id decides; the ids of all kinds are filled in. */
	while (str_cut(&left, '/', &piece)) {
		static const struct {
			const char *word;
			enum subject subject;
		} subjects[] = {
			{ ":set", SUBJECT_SET },
			{ ":meeting", SUBJECT_MEETING },
			{ ":person", SUBJECT_PERSON },
			{ ":programme", SUBJECT_PROGRAMME },
			{ ":organisation", SUBJECT_ORGANISATION },
			{ ":issue", SUBJECT_ISSUE },
			{ ":question", SUBJECT_QUESTION },
			{ ":action", SUBJECT_ACTION },
			{ ":rule", SUBJECT_RULE },
			{ ":log", SUBJECT_LOG },
			{ ":practice", SUBJECT_PRACTICE },
		};
		for (size_t i = 0; i < LEN(subjects); i++)
			if (str_eq(piece, str_of(subjects[i].word)))
				path.subject = subjects[i].subject;
	}
	path.set = world->set;
	path.meeting = world->meeting;
	path.person = who(world, "owner");
	path.programme = world->flow->programme;
	path.organisation = world->flow->organisation;
	path.issue = world->issue;
	path.question = world->question;
	path.action = world->action;
	path.rule = world->rule;
	path.log = world->log;
	path.practice = world->practice;

	const bool has_kinds = path.subject == SUBJECT_ISSUE || path.subject == SUBJECT_ACTION;
	print_row(world, tx, route, &path,
	          path.subject == SUBJECT_MEETING ? "facilitated"
	          : has_kinds                     ? "shared"
	                                          : "");
	path.meeting = world->alone;
	path.issue = world->secret;
	path.action = world->own_action;
	if (path.subject == SUBJECT_MEETING) print_row(world, tx, route, &path, "self-facilitated");
	if (has_kinds) print_row(world, tx, route, &path, "not shared");
}

static enum err run_matrix(struct tx *tx, void *with)
{
	struct world *world = with;

	tx_use_arena(tx, world->flow->arena);
	buf_str(&world->out,
	        STR("Y may; - is told that there is no such page; s is asked to sign in "
	            "first.\n\n"));
	for (size_t i = 0; i < ROLES; i++) {
		buf_printf(&world->out, "%55s", "");
		for (size_t bar = 0; bar < i; bar++) buf_str(&world->out, STR(" |"));
		buf_printf(&world->out, " %s\n", roles[i]);
	}
	for (size_t i = 0; i < route_count; i++) print_route(world, tx, &routes[i]);
	return OK;
}

TEST(every_row_of_the_map_for_everybody)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		struct world world = { 0 };

		buf_init(&world.out, 1024 * 1024);
		prepare(&world, flow);
		CHECK_OK(database_read(flow->database, run_matrix, &world));
		golden_same(buf_text(&world.out), "permissions.txt");
		buf_release(&world.out);
		flow_close(flow);
	}
}

/* The rights, asked directly: what is said in a set stays in the set, whatever pages there are. */
TEST(words_of_a_set_are_for_the_set)
{
	static const enum right words[] = { SEE_SET_WORDS, SEE_MEETING_WORDS, SIT_IN_ROOM,
		                            SEE_ISSUE,     SEE_ACTION,        SEE_LOG_ENTRY };
	static const unsigned outside[] = { STRANGER, SIGNED_IN,           COORDINATOR,
		                            SPONSOR,  INVITED | SIGNED_IN, COORDINATOR | SPONSOR };

	for (size_t i = 0; i < LEN(words); i++)
		for (size_t j = 0; j < LEN(outside); j++)
			CHECK(!policy_allows(words[i], outside[j]), right_name(words[i]));
}

TESTS(every_row_of_the_map_for_everybody, words_of_a_set_are_for_the_set)
