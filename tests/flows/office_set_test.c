/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A programme from its creation: numbers, a set, eight invited at once, joined, a year of dates, credits
 * placed; then all of it with bad input; and what the office is never shown. */
#include "flows/support_post.h"

#include "base/id.h"
#include "store/action.h"
#include "store/issue.h"
#include "store/rule.h"

#define JOAN "Joan Fairley"

static struct flow *open_office(enum db_engine engine)
{
	struct flow *flow = flow_open(engine);

	(void)flow_coordinator(flow, JOAN);
	(void)flow_registered(flow, "Helen Marsh");
	return flow;
}

static const char *id_of(struct flow *flow, int64_t id)
{
	return str_z(flow->arena, id_text(flow->arena, id));
}

/* What stands in `before`...`after` of the page, the nth such (1 and up). */
static const char *between(struct flow *flow, const char *before, const char *after, int nth)
{
	const struct str start = str_of(before), end = str_of(after);

	for (size_t i = 0; i < flow->body.n; i++) {
		const struct str here = str_from(flow->body, i);
		if (!str_starts(here, start)) continue;
		for (size_t n = start.n; n < here.n && here.at[n] != '"'; n++)
			if (str_starts(str_from(here, n + 1), end) && --nth == 0)
				return str_z(flow->arena, str_part(here, start.n, n + 1));
	}
	CHECK(false, before);
	return "";
}

/* Gives the id of the programme that was made. */
static const char *make_programme(struct flow *flow)
{
	CHECK_INT(flow_get(flow, JOAN, "/programmes/new"), 200, "with the usual numbers");
	CHECK_SHOWS(flow, "value=\"9\"");
	CHECK_SHOWS(flow, "value=\"42\"");
	CHECK_SHOWS(flow, "value=\"Europe/London\"");
	CHECK_INT(flow_post(flow, JOAN, "/programmes/new", "name", "Across places", "meetings", "9",
	                    "entitlement", "6", "cadence_days", "42", "length_min", "210",
	                    "notice_days", "28", "size_min", "6", "size_max", "8", "zone",
	                    "Europe/London", NULL),
	          303, "made");
	CHECK_INT(flow_follow(flow), 200, "");
	CHECK_SHOWS(flow, "9 meetings, 6 with a facilitator, every 6 weeks");
	CHECK_INT(flow_get(flow, JOAN, "/sets/new"), 200, "");
	return between(flow, "<option value=\"", "\" selected>Across places<", 1);
}

/* Gives the set's address. */
static const char *make_set(struct flow *flow, const char *name)
{
	const char *programme = make_programme(flow);

	CHECK_INT(flow_post(flow, JOAN, "/sets/new", "name", name, "programme", programme,
	                    "facilitator", id_of(flow, flow_person(flow, "Helen Marsh").n), NULL),
	          303, "made");
	const struct str members = flow->location;
	CHECK(str_ends(members, STR("/members")), "now ask its members");
	return str_z(flow->arena, str_part(members, 0, members.n - 8));
}

static const char *below(struct flow *flow, const char *set, const char *page)
{
	return str_z(flow->arena, str_printf(flow->arena, "%s%s", set, page));
}

static void join(struct flow *flow, const struct flow_letter *letter)
{
	const char *path =
		str_z(flow->arena, str_printf(flow->arena, "/invite/%.*s", STR_ARG(letter->token)));

	CHECK_INT(flow_get(flow, NULL, path), 200, "the link works");
	CHECK_INT(flow_post(flow, NULL, path, "name", "A Member", "called", "A", "own", "yes",
	                    "others", "yes", NULL),
	          303, "joined");
	flow_browser_of(flow, NULL)->n = 0; /* the next one has a browser of their own */
}

TEST(a_programme_from_its_creation)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = open_office(engine);
		struct flow_letters letters;
		const char *set = make_set(flow, "Riverside");

		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "facilitator"), 1, "Helen is told");
		CHECK_INT(flow_post(flow, JOAN, below(flow, set, "/members"), "people",
		                    "Amara Okafor <amara@wyreham.example>\n"
		                    "ben.hartley@wyreham.example; Priya <priya@moor.example>\n"
		                    "tom@moor.example\nkofi@moor.example\nruth@moor.example\n"
		                    "\"Prys, Sioned\" <sioned@moor.example>\nada@moor.example",
		                    NULL),
		          303, "eight at once");
		CHECK_INT(flow_again(flow), 303, "pressed twice");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "8 invitations are on the way.");
		CHECK_SHOWS(flow, "0 joined, 8 asked");
		CHECK_SHOWS(flow, "Ben Hartley");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "invitation"), 8, "a letter each, once");
		for (size_t i = 0; i < 6; i++) join(flow, &letters.at[i]);
		CHECK_INT(flow_get(flow, JOAN, below(flow, set, "/members")), 200, "");
		CHECK_SHOWS(flow, "6 joined, 2 asked");
		CHECK_SHOWS(flow, "Remind 2 people");
		CHECK_INT(flow_post(flow, JOAN, below(flow, set, "/members/remind"), NULL), 303,
		          "");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "invitation"), 2, "only those two");

		CHECK_INT(flow_post(flow, JOAN, below(flow, set, "/dates"), "first-d", "21",
		                    "first-m", "12", "first-y", "2026", "half", "morning", "do",
		                    "look", NULL),
		          303, "look first");
		CHECK_INT(flow_follow(flow), 200, "a proposal");
		CHECK_SHOWS(flow, "Monday 21 December 2026");
		CHECK_SHOWS(flow, "9 meetings, every 6 weeks, 9:30am to 1pm");
		CHECK_SHOWS(flow, "Moved from Monday 30 August: Summer bank holiday.");
		CHECK_INT(flow_post(flow, JOAN, below(flow, set, "/dates"), "first", "2026-12-21",
		                    "half", "morning", "do", "use", NULL),
		          303, "used");
		CHECK_INT(flow_again(flow), 303, "pressed twice");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow,
		            "9 meetings, 6 with a facilitator. Used 0, booked 1, 5 to place.");
		CHECK_SHOWS(flow, "With Helen Marsh");

		CHECK_INT(flow_get(flow, JOAN, set), 200, "the set");
		CHECK_SHOWS(flow, "Starts on Monday 21 December 2026.");
		CHECK_SHOWS(flow, "<dd>Helen Marsh</dd>");
		CHECK_SHOWS(flow, "No place");
		flow_close(flow);
	}
}

/* A set with Helen, Amara and Ben, and a year of nine from 21 January 2027. */
struct planned {
	struct flow *flow;
	set_id set;
	const char *path;
};

static struct planned planned(enum db_engine engine)
{
	struct flow *flow = open_office(engine);
	struct planned p = { .flow = flow, .set = flow_set(flow, "Riverside") };
	struct flow_letters letters;

	flow_facilitator(flow, p.set, "Helen Marsh");
	flow_member(flow, p.set, "Amara Okafor");
	flow_member(flow, p.set, "Ben Hartley");
	p.path = flow_path(flow, "/sets/%s", p.set.n);
	CHECK_INT(flow_post(flow, JOAN, below(flow, p.path, "/dates"), "first", "2027-01-21",
	                    "half", "afternoon", "do", "use", NULL),
	          303, "planned");
	flow_letters(flow, &letters);
	return p;
}

/* "/meetings/ID" of the nth meeting. */
static const char *meeting(const struct planned *p, int nth)
{
	CHECK_INT(flow_get(p->flow, JOAN, below(p->flow, p->path, "/dates")), 200, "");
	const char *id = between(p->flow, "<p><a href=\"/meetings/", "/settings\"><b>", nth);
	return str_z(p->flow->arena, str_printf(p->flow->arena, "/meetings/%s", id));
}

TEST(the_set_spends_its_credits)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		const char *helen = id_of(flow, flow_person(flow, "Helen Marsh").n);
		struct flow_letters letters;

		for (int nth = 2; nth <= 6; nth++)
			CHECK_INT(flow_post(flow, JOAN,
			                    below(flow, meeting(&p, nth), "/facilitator"), "who",
			                    helen, "back", "dates", NULL),
			          303, "placed");
		CHECK_INT(flow_again(flow), 303, "pressed twice");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow,
		            "9 meetings, 6 with a facilitator. Used 0, booked 6, 0 to place.");
		flow_wait(flow, MINUTES(10));
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "facilitates"), 1, "of all in one");
		const char *seventh = meeting(&p, 7);
		CHECK_INT(flow_post(flow, JOAN, below(flow, seventh, "/facilitator"), "who",
		                    "later", NULL),
		          422, "all are spent");
		CHECK_SHOWS(flow, "All 6 meetings with a facilitator are used or booked.");

		CHECK_INT(flow_post(flow, JOAN, below(flow, meeting(&p, 6), "/facilitator"), "who",
		                    "self", "tell_who", "yes", NULL),
		          303, "one is given back");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Used 0, booked 5, 1 to place.");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "meeting-changed"), 3, "the set is told");
		CHECK_INT(flow_post(flow, JOAN, below(flow, seventh, "/facilitator"), "who",
		                    "later", NULL),
		          303, "now there is one to place");
		CHECK_INT(flow_post(flow, JOAN, below(flow, meeting(&p, 1), "/facilitator"), "who",
		                    "self", NULL),
		          422, "never the first");
		CHECK_SHOWS(flow, "The first meeting always has a facilitator.");
		flow_close(flow);
	}
}

TEST(a_facilitator_is_ill_the_day_before)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		const char *helen = id_of(flow, flow_person(flow, "Helen Marsh").n);
		const char *second = meeting(&p, 2);
		struct flow_letters letters;

		CHECK_INT(flow_post(flow, JOAN, below(flow, second, "/facilitator"), "who", helen,
		                    NULL),
		          303, "Helen is booked for 4 March");
		flow_letters(flow, &letters);
		flow_wait(flow, HOURS(24 * 97)); /* it is 3 March */
		CHECK_INT(flow_post(flow, JOAN, below(flow, second, "/facilitator"), "who", "self",
		                    NULL),
		          422, "late");
		CHECK_SHOWS(flow, "That is less than 28 days’ notice.");
		CHECK_SHOWS(flow, "The set knows, and agrees");
		CHECK_INT(flow_post(flow, JOAN, below(flow, second, "/facilitator"), "who", "self",
		                    "is_agreed", "yes", "tell_who", "yes", NULL),
		          303, "the set runs it itself");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Used 0, booked 1, 5 to place.");
		CHECK_INT(flow_get(flow, JOAN, below(flow, second, "/off")), 200, "");
		CHECK_SHOWS(flow, "Call off meeting 2, Thursday 4 March 2027?");
		CHECK_INT(flow_post(flow, JOAN, below(flow, second, "/off"), "do", "off", NULL),
		          303, "or not at all");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "It has been called off.");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "meeting-changed"), 6,
		          "twice to each of three");
		CHECK_INT(flow_post(flow, JOAN, below(flow, second, "/off"), "do", "off", NULL),
		          422, "twice");
		CHECK_INT(flow_post(flow, JOAN, below(flow, second, "/off"), "do", "restore", NULL),
		          303, "after all");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "takes place after all");
		flow_close(flow);
	}
}

TEST(a_meeting_moves_and_gets_a_place)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		const char *third = meeting(&p, 3), *edit = below(flow, third, "/settings");
		struct flow_letters letters;

		CHECK_INT(flow_get(flow, JOAN, edit), 200, "");
		CHECK_SHOWS(flow, "<h1>Meeting 3, Thursday 15 April 2027</h1>");
		CHECK_SHOWS(flow, "value=\"13:30\"");
		CHECK_INT(flow_post(flow, JOAN, edit, "held_on-d", "3", "held_on-m", "5",
		                    "held_on-y", "2027", "start_min", "9:30", "length_min", "180",
		                    "place", "Old Mill <2>", "call_link", "https://call.example/a",
		                    "tell", "yes", NULL),
		          303, "moved to a bank holiday: said, not stopped");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Monday 3 May is a bank holiday: Early May bank holiday.");
		CHECK_SHOWS(flow, "The next meeting is 24 days later. Usual is 35 to 49.");
		CHECK_SHOWS(flow, "value=\"Old Mill &lt;2&gt;\"");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "meeting-changed"), 3, "the set is told");
		CHECK_INT(flow_post(flow, JOAN, edit, "held_on-d", "3", "held_on-m", "5",
		                    "held_on-y", "2027", "start_min", "9:30", "length_min", "180",
		                    "place", "Old Mill <2>", "call_link", "https://call.example/a",
		                    "tell", "yes", NULL),
		          303, "nothing changes");
		flow_letters(flow, &letters);
		CHECK_INT(letters.n, 0, "so nobody is told");

		CHECK_INT(flow_post(flow, JOAN, edit, "held_on-d", "31", "held_on-m", "2",
		                    "held_on-y", "2027", "start_min", "half nine", "length_min",
		                    "9000", "place", "", "call_link", "javascript:alert(1)", NULL),
		          422, "all wrong");
		CHECK_SHOWS(flow, "The day must be a real date");
		CHECK_SHOWS(flow, "When it starts must be a time, like 9:30 or 13:00");
		CHECK_SHOWS(flow, "The minutes it lasts must be a whole number from 60 to 480");
		CHECK_SHOWS(flow, "which starts with https://");
		CHECK_SHOWS(flow, "value=\"half nine\"");
		static const struct {
			const char *d, *m, *y, *at, *says;
		} wrong[] = {
			{ "1", "7", "2027", "9:30", "This must come before meeting 4" },
			{ "1", "2", "2027", "9:30", "This must come after meeting 2" },
			{ "1", "2", "2026", "9:30", "Choose a day that is still to come." },
			{ "3", "5", "2027", "22:00", "A meeting must end on the day it starts." },
		};
		for (size_t i = 0; i < LEN(wrong); i++) {
			CHECK_INT(flow_post(flow, JOAN, edit, "held_on-d", wrong[i].d, "held_on-m",
			                    wrong[i].m, "held_on-y", wrong[i].y, "start_min",
			                    wrong[i].at, "length_min", "180", NULL),
			          422, wrong[i].says);
			CHECK(flow_shows(flow, wrong[i].says), wrong[i].says);
		}
		flow_close(flow);
	}
}

TEST(one_facilitator_for_two_sets_at_once_is_said)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		const set_id moor = flow_set(flow, "Moorland");

		flow_facilitator(flow, moor, "Helen Marsh");
		CHECK_INT(flow_post(flow, JOAN, flow_path(flow, "/sets/%s/dates", moor.n), "first",
		                    "2027-01-21", "half", "afternoon", "do", "use", NULL),
		          303, "the same days");
		CHECK_INT(flow_get(flow, JOAN, below(flow, p.path, "/dates")), 200, "");
		CHECK_SHOWS(flow, "Helen Marsh is down for Moorland too, from 1:30pm.");
		CHECK_INT(flow_get(flow, JOAN, below(flow, meeting(&p, 1), "/settings")), 200, "");
		CHECK_SHOWS(flow, "Helen Marsh is down for Moorland too, from 1:30pm.");
		flow_close(flow);
	}
}

TEST(faulty_lines_are_told_and_good_ones_are_asked)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		const char *members = below(flow, p.path, "/members");
		struct flow_letters letters;

		CHECK_INT(flow_post(flow, JOAN, members, "people", "  \n ", NULL), 422, "nobody");
		CHECK_SHOWS(flow, "Enter at least one email address");
		CHECK_INT(flow_post(flow, JOAN, members, "people", ";;\n,", "organisation",
		                    "0000000000001", NULL),
		          422, "no such employer");
		CHECK_SHOWS(flow, "Choose an organisation from the list");
		CHECK_INT(flow_post(flow, JOAN, members, "people",
		                    "tom@moor.example\nKofi Mensah\nruth@@moor.example\n"
		                    "amara.okafor@wyreham.example\nTom <TOM@moor.example>",
		                    NULL),
		          422, "three faults");
		CHECK_SHOWS(flow, "1 invitation is on the way.");
		CHECK_SHOWS(flow, "Line 2, “Kofi Mensah”: add an email address");
		CHECK_SHOWS(flow, "Line 3, “ruth@@moor.example”");
		CHECK_SHOWS(flow, "Line 4: amara.okafor@wyreham.example is in this set already");
		CHECK_SHOWS(flow,
		            "Line 5, “Tom &lt;TOM@moor.example&gt;”: this address stands further");
		CHECK_SHOWS(flow, ">Kofi Mensah\nruth@@moor.example</textarea>");
		CHECK_INT(flow_again(flow), 422, "pressed twice");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "invitation"), 1, "Tom is asked once");
		CHECK_INT(flow_get(flow, JOAN, members), 200, "");
		CHECK_SHOWS(flow, "2 joined, 1 asked");
		CHECK_SHOWS(flow, "Sets usually have 6 to 8 people. This one has 3");
		flow_close(flow);
	}
}

TEST(somebody_is_asked_again_and_somebody_leaves)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		const char *members = below(flow, p.path, "/members");
		struct flow_letters letters;

		flow_invited(flow, p.set, "Tom Whitcombe");
		CHECK_INT(flow_get(flow, JOAN, members), 200, "");
		const char *tom = between(flow, "<a href=\"", "\">Tom Whitcombe<", 1);
		CHECK_INT(flow_get(flow, JOAN, tom), 200, "");
		CHECK_SHOWS(flow, "Asked to join, no answer yet");
		CHECK_INT(flow_post(flow, JOAN, below(flow, tom, "/again"), NULL), 303, "again");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "invitation"), 1, "one letter");
		CHECK_INT(flow_post(flow, JOAN, below(flow, tom, "/remove"), NULL), 303, "or not");
		CHECK_INT(flow_get(flow, NULL,
		                   str_z(flow->arena, str_printf(flow->arena, "/invite/%.*s",
		                                                 STR_ARG(letters.at[0].token)))),
		          410, "the link is dead");
		CHECK_INT(flow_get(flow, JOAN, tom), 404, "gone from the set");
		CHECK_INT(flow_post(flow, JOAN, below(flow, tom, "/remove"), NULL), 404, "");

		CHECK_INT(flow_get(flow, JOAN, below(flow, p.path, "/settings")), 200, "");
		const char *helen =
			between(flow, "href=\"/sets/", "\">Change<span class=\"vh\">: Helen", 1);
		const char *out =
			str_z(flow->arena, str_printf(flow->arena, "/sets/%s/remove", helen));
		CHECK_INT(flow_post(flow, JOAN, out, NULL), 303, "Helen leaves");
		CHECK_INT(flow_get(flow, JOAN, below(flow, p.path, "/dates")), 200, "");
		CHECK_SHOWS(flow, "With a facilitator, nobody named yet");
		const char *id = id_of(flow, flow_person(flow, "Helen Marsh").n);
		CHECK_INT(flow_post(flow, JOAN, below(flow, p.path, "/facilitators"), "facilitator",
		                    id, NULL),
		          303, "and comes back");
		CHECK_INT(flow_get(flow, JOAN, below(flow, p.path, "/dates")), 200, "");
		CHECK_SHOWS(flow, "With Helen Marsh");
		CHECK_INT(flow_post(flow, JOAN, below(flow, p.path, "/facilitators"), "facilitator",
		                    id, NULL),
		          422, "twice");
		CHECK_SHOWS(flow, "Helen Marsh is in this set already.");
		CHECK_INT(flow_post(flow, JOAN, below(flow, p.path, "/facilitators"), "facilitator",
		                    id_of(flow, flow_person(flow, "Ben Hartley").n), NULL),
		          422, "not on the register");
		CHECK_SHOWS(flow, "Choose somebody from the register of facilitators.");
		flow_facilitator(flow, p.set, "Nadia Karim");
		CHECK_INT(flow_post(flow, JOAN, out, NULL), 303, "Helen leaves for good");
		CHECK_INT(flow_get(flow, JOAN, below(flow, p.path, "/dates")), 200, "");
		CHECK_SHOWS(flow, "With Nadia Karim");

		/* A member of another set by this set's address is nobody. */
		const set_id moor = flow_set(flow, "Moorland");
		flow_member(flow, moor, "Una Moor");
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/sets/%s/members", moor.n)), 200,
		          "");
		const char *una = between(flow, "<a href=\"", "\">Una Moor<", 1);
		CHECK_INT(flow_get(flow, JOAN, below(flow, members, strrchr(una, '/'))), 404, "");
		flow_close(flow);
	}
}

TEST(bad_numbers_and_names)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;

		CHECK_INT(flow_post(flow, JOAN, "/programmes/new", "name", "", "meetings", "0",
		                    "entitlement", "six", "cadence_days", "3", "length_min", "",
		                    "notice_days", "-1", "size_min", "2", "size_max", "99", "zone",
		                    "Europe/Londonn", NULL),
		          422, "everything");
		CHECK_SHOWS(flow, "Enter the programme’s name");
		CHECK_SHOWS(flow,
		            "How many meetings there are must be a whole number from 1 to 26");
		CHECK_SHOWS(flow, "value=\"six\"");
		CHECK_SHOWS(flow, "Enter the minutes of a meeting");
		CHECK_SHOWS(flow, "We don’t know that time zone.");
		CHECK_INT(flow_post(flow, JOAN, "/programmes/new", "name", "X", "meetings", "5",
		                    "entitlement", "6", "cadence_days", "42", "length_min", "210",
		                    "notice_days", "28", "size_min", "8", "size_max", "6", "zone",
		                    "Europe/London", NULL),
		          422, "more than all");
		CHECK_SHOWS(flow, "can’t be more than all meetings");
		const char *here = flow_path(flow, "/programmes/%s", flow->programme.n);
		CHECK_INT(flow_post(flow, JOAN, here, "name", "X", "meetings", "9", "entitlement",
		                    "6", "cadence_days", "42", "length_min", "210", "notice_days",
		                    "28", "size_min", "6", "size_max", "8", "zone", "Europe/Paris",
		                    NULL),
		          422, "sets run by the other clock");
		CHECK_SHOWS(flow, "The time zone can’t change while sets run");

		const char *programme = id_of(flow, flow->programme.n);
		CHECK_INT(flow_post(flow, JOAN, "/sets/new", "name", "riverside", "programme",
		                    programme, NULL),
		          422, "a twin");
		CHECK_SHOWS(flow, "There is a set called Riverside.");
		CHECK_INT(flow_post(flow, JOAN, "/sets/new", "name", "", "programme",
		                    "0000000000001", NULL),
		          422, "no name");
		CHECK_INT(flow_post(flow, JOAN, "/sets/new", "name", "Foundry", "programme",
		                    "0000000000001", NULL),
		          422, "no such programme");
		CHECK_SHOWS(flow, "Choose a programme");
		CHECK_SHOWS(flow, "value=\"Foundry\"");
		CHECK_INT(flow_post(flow, JOAN, "/sets/new", "name", "Foundry", "programme",
		                    programme, "facilitator",
		                    id_of(flow, flow_person(flow, "Ben Hartley").n), NULL),
		          422, "Ben is not on the register");
		CHECK_INT(flow_get(flow, JOAN, "/sets"), 200, "");
		CHECK_HIDES(flow, "Foundry");
		CHECK_INT(flow_post(flow, JOAN, below(flow, p.path, "/dates"), "first",
		                    "2027-01-21", "half", "morning", "do", "use", NULL),
		          422, "it has its dates");
		CHECK_SHOWS(flow, "This set has its dates already.");
		flow_close(flow);
	}
}

/* Everything the office may open, with words of the set behind it: none of them is there. */
static enum err run_words(struct tx *tx, void *with)
{
	const struct planned *p = with;
	struct flow *flow = p->flow;
	const person_id amara = { flow->kept[2] };
	const struct action_new action = { .set = p->set,
		                           .person = amara,
		                           .text = STR("CANARY action"),
		                           .due_on = { DAY_NONE },
		                           .is_shared = true };
	const struct str none = { 0 };
	issue_id issue;
	action_id made;
	rule_id rule;

	tx_use_arena(tx, flow->arena);
	enum err err =
		store_issue_add(tx, p->set, amara, STR("CANARY issue"), none, 0, flow->now, &issue);
	if (!err) err = store_issue_share(tx, issue, amara, flow->now);
	if (!err) err = store_action_add(tx, &action, flow->now, &made);
	if (!err) err = store_rule_propose(tx, p->set, amara, STR("CANARY rule"), flow->now, &rule);
	flow->kept[0] = issue.n;
	flow->kept[1] = made.n;
	return err;
}

TEST(the_office_sees_nothing_that_was_said)
{
	FOR_ENGINES(engine)
	{
		struct planned p = planned(engine);
		struct flow *flow = p.flow;
		static const char *const open[] = { "", "/settings", "/members", "/dates" };
		static const char *const closed[] = { "/sets/%s/issue", "/sets/%s/rules",
			                              "/sets/%s/actions" };
		static const char *const shut[] = { "/room", "/prepare", "/plan", "/screen",
			                            "/review" };

		flow->kept[2] = flow_person(flow, "Amara Okafor").n;
		CHECK_OK(database_write(flow->database, run_words, &p));
		for (size_t i = 0; i < LEN(open); i++) {
			CHECK_INT(flow_get(flow, JOAN, below(flow, p.path, open[i])), 200, open[i]);
			CHECK_HIDES(flow, "CANARY");
		}
		const char *first = meeting(&p, 1);
		CHECK_INT(flow_get(flow, JOAN, below(flow, first, "/settings")), 200, "");
		CHECK_HIDES(flow, "CANARY");
		for (size_t i = 0; i < LEN(closed); i++)
			CHECK_INT(flow_get(flow, JOAN, flow_path(flow, closed[i], p.set.n)), 404,
			          closed[i]);
		for (size_t i = 0; i < LEN(shut); i++)
			CHECK_INT(flow_get(flow, JOAN, below(flow, first, shut[i])), 404, shut[i]);
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/issues/%s", flow->kept[0])), 404,
		          "an issue");
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/actions/%s", flow->kept[1])), 404,
		          "an action");
		/* And the set's people have no business in the office. */
		CHECK_INT(flow_get(flow, "Amara Okafor", "/sets"), 404, "");
		CHECK_INT(flow_get(flow, "Amara Okafor", below(flow, p.path, "/settings")), 404,
		          "");
		CHECK_INT(flow_get(flow, "Helen Marsh", below(flow, first, "/settings")), 404, "");
		flow_close(flow);
	}
}

TESTS(a_programme_from_its_creation, the_set_spends_its_credits,
      a_facilitator_is_ill_the_day_before, a_meeting_moves_and_gets_a_place,
      one_facilitator_for_two_sets_at_once_is_said, faulty_lines_are_told_and_good_ones_are_asked,
      somebody_is_asked_again_and_somebody_leaves, bad_numbers_and_names,
      the_office_sees_nothing_that_was_said)
