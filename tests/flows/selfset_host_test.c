/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whoever hosts a meeting that a set runs alone hears of what is due, once, by day, while it is not done; and
 * a meeting goes the usual way for who holds it. */
#include "flows/support_post.h"
#include "flows/support_site.h"

#include "jobs/host.h"
#include "store/meeting.h"
#include "store/role.h"

static struct instant clock_of(void *with)
{
	return ((struct flow *)with)->now;
}

/* A pass of the job; how many letters it wrote. */
static size_t pass(struct flow *flow, person_id *to)
{
	const struct host_options options = {
		.db = flow->database->db,
		.seal = flow->database->seal,
		.clock = clock_of,
		.clock_with = flow,
	};
	struct flow_letters letters;
	size_t n = 0;

	CHECK_OK(host_remind(&options, flow->database->reader));
	flow_letters(flow, &letters);
	for (size_t i = 0; i < letters.n; i++) {
		if (!str_eq(letters.at[i].kind, STR("host-duties"))) continue;
		*to = letters.at[i].to;
		n++;
	}
	return n;
}

struct hosting {
	struct flow *flow;
	meeting_id meeting;
	person_id host;
	struct meeting_row row;
};

static enum err give_host(struct tx *tx, void *with)
{
	struct hosting *hosting = with;

	tx_use_arena(tx, hosting->flow->arena);
	return store_role_put(tx, hosting->meeting, SAY_HOST, hosting->host);
}

static enum err load_meeting(struct tx *tx, void *with)
{
	struct hosting *hosting = with;

	tx_use_arena(tx, hosting->flow->arena);
	return store_meeting_load(tx, hosting->meeting, &hosting->row);
}

/* The flow begins on Thursday 26 November, 9:00; the room is due four weeks before the meeting. */
TEST(a_host_is_reminded_once_by_day)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id set = flow_set(flow, "Riverside");
		struct hosting hosting = { .flow = flow };
		person_id to = { 0 };

		flow_member(flow, set, "Amara");
		flow_member(flow, set, "Ben");
		flow_facilitator(flow, set, "Helen");
		hosting.meeting = flow_meeting(flow, set, 3, day_of(2026, 12, 28), NULL);
		(void)flow_meeting(flow, set, 4, day_of(2026, 12, 26), "Helen");
		hosting.host = flow_person(flow, "Ben");
		CHECK_OK(database_write(flow->database, give_host, &hosting));
		CHECK_INT((int64_t)pass(flow, &to), 0, "four days early");
		flow_wait(flow, HOURS(48) - HOURS(4));
		CHECK_INT((int64_t)pass(flow, &to), 0, "five in the morning");
		flow_wait(flow, HOURS(5));
		CHECK_INT((int64_t)pass(flow, &to), 1, "two days before it is due");
		CHECK(to.n == hosting.host.n, "the host");
		CHECK_INT((int64_t)pass(flow, &to), 0, "once");
		flow_wait(flow, HOURS(24));
		CHECK_INT((int64_t)pass(flow, &to), 0, "not every day");

		const char *plan = flow_path(flow, "/meetings/%s/plan", hosting.meeting.n);
		flow_wait(flow, HOURS((int64_t)24 * 13));
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "done", "duty", "date", NULL), 303,
		          "he has asked everybody");
		flow_wait(flow, HOURS(24));
		CHECK_INT((int64_t)pass(flow, &to), 0, "done, so nothing is due");
		flow_wait(flow, HOURS((int64_t)24 * 7));
		CHECK_INT((int64_t)pass(flow, &to), 1, "the reminder of all the others is");
		flow_close(flow);
	}
}

TEST(a_meeting_goes_the_usual_way_for_who_holds_it)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id set = flow_set(flow, "Riverside");
		struct hosting hosting = { .flow = flow };

		(void)flow_coordinator(flow, "Joan");
		flow_member(flow, set, "Amara");
		flow_facilitator(flow, set, "Helen");
		hosting.meeting = flow_meeting(flow, set, 3, day_of(2027, 1, 14), "Helen");
		const char *facilitator =
			flow_path(flow, "/meetings/%s/facilitator", hosting.meeting.n);
		CHECK_INT(flow_post(flow, "Joan", facilitator, "who", "self", "is_agreed", "yes",
		                    NULL),
		          303, "");
		CHECK_OK(database_read(flow->database, load_meeting, &hosting));
		CHECK(!hosting.row.facilitated, "the set runs it alone");
		CHECK_STR(hosting.row.shell, "self-fac", "with roles of its own");
		CHECK_INT(flow_post(flow, "Joan", facilitator, "who",
		                    flow_path(flow, "%s", flow_person(flow, "Helen").n),
		                    "is_agreed", "yes", NULL),
		          303, "");
		CHECK_OK(database_read(flow->database, load_meeting, &hosting));
		CHECK_STR(hosting.row.shell, "uk-halfday", "and back");
		flow_close(flow);
	}
}

TESTS(a_host_is_reminded_once_by_day, a_meeting_goes_the_usual_way_for_who_holds_it)
