/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Planning a meeting: by the set where it runs it alone, else by its facilitator; roles by turns, who
 * presents, the host's short list, the reminder; and what of it the room is given. */
#include "flows/support_post.h"
#include "flows/support_room.h"

static const char *id_of(struct flow *flow, const char *who)
{
	return flow_path(flow, "%s", flow_person(flow, who).n);
}

TEST(a_set_plans_its_own_meeting)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id set = flow_set(flow, "Riverside");
		struct flow_letters letters;

		(void)flow_coordinator(flow, "Joan");
		flow_member(flow, set, "Amara");
		flow_member(flow, set, "Ben");
		flow_member(flow, set, "Priya");
		flow_facilitator(flow, set, "Helen");
		const char *plan =
			flow_path(flow, "/meetings/%s/plan",
		                  flow_meeting(flow, set, 3, day_of(2027, 1, 21), NULL).n);
		CHECK_INT(flow_get(flow, "Amara", plan), 200, "a member plans");
		CHECK_SHOWS(flow, "What the host does before");
		CHECK_SHOWS(flow, "By Thursday 24 December");
		CHECK_SHOWS(flow, "An email reminds them two days before each is due.");
		CHECK_SHOWS(flow, "What each stage is for");
		CHECK_SHOWS(flow, "How many people fit");
		const char *pack = str_z(flow->arena, str_printf(flow->arena, "%.*spack",
		                                                 (int)strlen(plan) - 4, plan));
		CHECK_INT(flow_get(flow, "Ben", pack), 200, "and on paper");
		CHECK_SHOWS(flow, "Words to say");
		CHECK_SHOWS(flow, "Confidential to the set");
		CHECK_SHOWS(flow, "Decide it there");
		CHECK_SHOWS(flow, "What are you stuck on?");
		CHECK_INT(flow_get(flow, "Helen", pack), 404, "not hers");
		CHECK_INT(flow_get(flow, "Joan", pack), 404, "nor the office's");
		CHECK_INT(flow_get(flow, "Helen", plan), 404, "it is the set's own");
		CHECK_INT(flow_get(flow, "Joan", plan), 404, "");
		CHECK_INT(flow_post(flow, "Helen", plan, "do", "offer", NULL), 404, "");
		CHECK_INT(flow_post(flow, "Amara", plan, "do", "where", "place", "The Old Library",
		                    "call_link", "nowhere", "start_min", "10:00", NULL),
		          422, "bad input");
		CHECK_SHOWS(flow, "Paste the whole address of the call");
		CHECK_SHOWS(flow, "The Old Library");
		CHECK_INT(flow_post(flow, "Amara", plan, "do", "where", "place", "The Old Library",
		                    "call_link", "", "start_min", "10:00", NULL),
		          303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "10am to 1:30pm");
		CHECK_SHOWS(flow, "Not done after all<span class=\"vh\">: Book the room");
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "offer", NULL), 303, "by turns");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_HIDES(flow, "Nobody hosts yet");
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "roles", "role-4",
		                    id_of(flow, "Priya"), NULL),
		          303, "by a tap");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Priya hosts.");
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "roles", "role-4",
		                    id_of(flow, "Helen"), NULL),
		          422, "not a member");
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "presenters", "presenter-1",
		                    id_of(flow, "Amara"), "presenter-2", id_of(flow, "Amara"),
		                    NULL),
		          422, "");
		CHECK_SHOWS(flow, "Choose each presenter once.");
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "done", "duty", "date", NULL), 303,
		          "");
		CHECK_INT(flow_post(flow, "Ben", plan, "do", "undone", "duty", "date", NULL), 303,
		          "");
		flow_letters(flow, &letters);
		CHECK_INT(flow_post(flow, "Priya", plan, "do", "remind", NULL), 303, "");
		flow_letters(flow, &letters);
		CHECK_INT((int64_t)flow_letters_of(&letters, "reminder"), 3,
		          "the members; Helen does not come");
		flow_close(flow);
	}
}

TEST(a_facilitator_plans_theirs_and_members_read)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *plan = flow_path(flow, "/meetings/%s/plan", hall.meeting.n);

		CHECK_INT(flow_post(flow, "Amara", plan, "do", "where", "place", "Elsewhere",
		                    "call_link", "", "start_min", "9:30", NULL),
		          422, "a member does not");
		CHECK_SHOWS(flow, "Its facilitator plans this meeting.");
		CHECK_INT(flow_post(flow, "Amara",
		                    flow_path(flow, "/meetings/%s/process", hall.meeting.n),
		                    "shell", "uk-halfday", "round", "uk-classic", NULL),
		          422, "nor the way they meet");
		CHECK_INT(flow_post(flow, room_host, plan, "do", "presenters", "presenter-1",
		                    id_of(flow, "Ben"), NULL),
		          303, "who facilitates does");
		CHECK_INT(flow_get(flow, "Amara", plan), 200, "she reads");
		CHECK_SHOWS(flow, "Who presents</h2><p>Ben</p>");
		CHECK_HIDES(flow, "Save time and place");
		hall_close(&hall);
	}
}

/* "The screen offers a role to those who had it longest ago": also where nobody has prepared anything. */
TEST(who_does_what_is_offered_in_the_room)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, false);
		struct flow *flow = hall.flow;

		hall_shell(&hall, "self-fac");
		hall_do(&hall, "Amara", "open", NULL);
		for (int i = 0; i < 5; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Amara", "start", NULL);
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "Timekeeper:</b> nobody yet");
		hall_do(&hall, "Amara", "next", NULL);
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "Facilitator:</b> Amara");
		CHECK_HIDES(flow, "nobody yet");
		CHECK_HIDES(flow, "Host:</b> Amara"); /* nobody has two while others have none */
		CHECK_SHOWS(flow, "Process observer:</b>");
		hall_do(&hall, "Sioned", "role", "role", "5", "do", "take", NULL);
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "Timekeeper:</b> Sioned");
		/* Whoever kept the time first takes over if Amara's device drops; she can name another. */
		CHECK_INT(flow_get(flow, "Amara", hall_path(&hall, "/roles")), 200, "");
		CHECK_SHOWS(flow, "Takes over if a device drops");
		hall_do(&hall, "Amara", "co-hold", "person", id_of(flow, "Sioned"), "back", "roles",
		        NULL);
		hall_close(&hall);
	}
}

TESTS(who_does_what_is_offered_in_the_room, a_set_plans_its_own_meeting,
      a_facilitator_plans_theirs_and_members_read)
