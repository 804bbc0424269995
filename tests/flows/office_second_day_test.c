/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The second day of an office: what was done by mistake is put right, and next year begins from this one. */
#include "flows/support_post.h"

#include "base/id.h"

#define JOAN "Joan Fairley"
#define HELEN "Helen Marsh"

/* A set with seven meetings, of which Helen facilitates the first; the programme pays for six. */
struct office {
	struct flow *flow;
	set_id set;
	meeting_id meetings[8]; /* by number */
};

static struct office office_of(enum db_engine engine)
{
	struct office office = { .flow = flow_open(engine) };
	struct flow *flow = office.flow;

	(void)flow_coordinator(flow, JOAN);
	office.set = flow_set(flow, "Riverside");
	flow_facilitator(flow, office.set, HELEN);
	flow_member(flow, office.set, "Amara Okafor");
	for (int i = 1; i <= 7; i++)
		office.meetings[i] = flow_meeting(flow, office.set, i,
		                                  day_add(day_of(2027, 1, 14), 42 * (i - 1)),
		                                  i == 1 ? HELEN : NULL);
	return office;
}

static const char *id_of(struct flow *flow, int64_t id)
{
	return str_z(flow->arena, id_text(flow->arena, id));
}

static void book_helen(struct office *office, int number)
{
	struct flow *flow = office->flow;
	const char *path = flow_path(flow, "/meetings/%s/facilitator", office->meetings[number].n);

	CHECK_INT(flow_post(flow, JOAN, path, "who", id_of(flow, flow_person(flow, HELEN).n), NULL),
	          303, "Helen is booked");
}

/* Then the page of the meeting is shown. */
static void call_off(struct office *office, int number)
{
	struct flow *flow = office->flow;
	const char *path = flow_path(flow, "/meetings/%s/off", office->meetings[number].n);

	CHECK_INT(flow_post(flow, JOAN, path, "do", "off", NULL), 303, "called off");
	CHECK_INT(flow_follow(flow), 200, "");
	CHECK_SHOWS(flow, "It has been called off.");
}

static void put_back(struct office *office, int number)
{
	struct flow *flow = office->flow;
	const char *path = flow_path(flow, "/meetings/%s/off", office->meetings[number].n);

	CHECK_INT(flow_post(flow, JOAN, path, "do", "restore", NULL), 303, "put back");
	CHECK_INT(flow_follow(flow), 200, "");
}

TEST(a_meeting_called_off_by_mistake_comes_back_as_it_was)
{
	FOR_ENGINES(engine)
	{
		struct office office = office_of(engine);
		struct flow *flow = office.flow;

		book_helen(&office, 2);
		call_off(&office, 2);
		CHECK_SHOWS(flow, "It has a facilitator again, and spends the same credit.");
		put_back(&office, 2);
		CHECK_SHOWS(flow, "Used 0, booked 2, 4 to place.");
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/sets/%s/dates", office.set.n)),
		          200, "");
		CHECK_INT(flow_count(flow, "With Helen Marsh"), 2, "she has it again");

		call_off(&office, 1);
		put_back(&office, 1);
		CHECK_SHOWS(flow, "The first meeting always has a facilitator.");
		CHECK_SHOWS(flow, "Used 0, booked 2, 4 to place.");
		flow_close(flow);
	}
}

TEST(a_credit_that_was_placed_elsewhere_meanwhile_stays_there)
{
	FOR_ENGINES(engine)
	{
		struct office office = office_of(engine);
		struct flow *flow = office.flow;

		book_helen(&office, 2);
		call_off(&office, 2);
		for (int number = 3; number <= 7; number++) book_helen(&office, number);
		CHECK_INT(flow_get(flow, JOAN,
		                   flow_path(flow, "/meetings/%s/settings", office.meetings[2].n)),
		          200, "");
		CHECK_SHOWS(flow, "Its credit has been placed on another meeting");
		put_back(&office, 2);
		CHECK_SHOWS(flow, "Used 0, booked 6, 0 to place.");
		flow_close(flow);
	}
}

TEST(whoever_left_the_set_meanwhile_does_not_come_back_with_the_meeting)
{
	FOR_ENGINES(engine)
	{
		struct office office = office_of(engine);
		struct flow *flow = office.flow;

		book_helen(&office, 2);
		call_off(&office, 2);
		flow_left(flow, office.set, HELEN);
		put_back(&office, 2);
		CHECK_SHOWS(flow, "Used 0, booked 2, 4 to place.");
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/sets/%s/dates", office.set.n)),
		          200, "");
		CHECK_SHOWS(flow, "With a facilitator, nobody named yet");
		flow_close(flow);
	}
}

static const char *settings_of(struct office *office, int number)
{
	return flow_path(office->flow, "/meetings/%s/settings", office->meetings[number].n);
}

/* Meets on its own day at half past nine; `later`: the later ones that have no place meet there too. */
static void put_at(struct office *office, int number, const char *place, bool later)
{
	struct flow *flow = office->flow;
	const struct date day = day_date(day_add(day_of(2027, 1, 14), 42 * (number - 1)));
	const char *d = str_z(flow->arena, str_printf(flow->arena, "%d", day.day));
	const char *m = str_z(flow->arena, str_printf(flow->arena, "%d", day.month));
	const char *y = str_z(flow->arena, str_printf(flow->arena, "%d", day.year));

	CHECK_INT(flow_post(flow, JOAN, settings_of(office, number), "held_on-d", d, "held_on-m", m,
	                    "held_on-y", y, "start_min", "9:30", "length_min", "210", "place",
	                    place, later ? "later_too" : NULL, "yes", NULL),
	          303, "saved");
	CHECK_INT(flow_follow(flow), 200, "");
}

TEST(a_place_for_the_year_is_written_once)
{
	FOR_ENGINES(engine)
	{
		struct office office = office_of(engine);
		struct flow *flow = office.flow;

		CHECK_INT(flow_get(flow, JOAN, settings_of(&office, 2)), 200, "all have a place");
		CHECK_HIDES(flow, "later_too");
		put_at(&office, 1, "", false);
		put_at(&office, 4, "", false);
		put_at(&office, 6, "", false);
		CHECK_INT(flow_get(flow, JOAN, settings_of(&office, 2)), 200,
		          "two later ones lack it");
		CHECK_SHOWS(flow, "Use it for the 2 later meetings with no place too");
		put_at(&office, 2, "Old Mill", true);
		CHECK_SHOWS(flow, "The meeting is saved, and 2 later ones are there too.");
		CHECK_INT(flow_get(flow, JOAN, settings_of(&office, 6)), 200, "");
		CHECK_SHOWS(flow, "value=\"Old Mill\"");
		CHECK_INT(flow_get(flow, JOAN, settings_of(&office, 5)), 200, "it had one");
		CHECK_SHOWS(flow, "value=\"Committee Room 2\"");
		CHECK_INT(flow_get(flow, JOAN, settings_of(&office, 1)), 200, "it was before");
		CHECK_HIDES(flow, "Old Mill");
		flow_close(flow);
	}
}

TEST(next_years_programme_begins_with_the_numbers_of_this_one)
{
	FOR_ENGINES(engine)
	{
		struct office office = office_of(engine);
		struct flow *flow = office.flow;
		const char *this = flow_path(flow, "/programmes/%s", flow->programme.n);
		const char *next = flow_path(flow, "/programmes/new?from=%s", flow->programme.n);

		CHECK_INT(flow_post(flow, JOAN, this, "name", "Places 2026", "meetings", "7",
		                    "entitlement", "3", "cadence_days", "35", "length_min", "180",
		                    "notice_days", "21", "size_min", "5", "size_max", "9", "zone",
		                    "Europe/London", NULL),
		          303, "its numbers");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK(flow_shows(flow, next), "the page leads to another like it");
		CHECK_INT(flow_get(flow, JOAN, next), 200, "");
		CHECK_SHOWS(flow, "value=\"35\"");
		CHECK_SHOWS(flow, "value=\"21\"");
		CHECK_HIDES(flow, "Places 2026");
		CHECK_INT(flow_get(flow, JOAN, "/programmes/new?from=0000000000001"), 404,
		          "like none");
		CHECK_INT(flow_get(flow, JOAN, "/programmes/new?from=%27"), 200, "nonsense");
		CHECK_SHOWS(flow, "value=\"42\"");
		flow_close(flow);
	}
}

TEST(whoever_is_added_to_the_register_has_its_box_ticked)
{
	FOR_ENGINES(engine)
	{
		struct office office = office_of(engine);
		struct flow *flow = office.flow;

		CHECK_INT(flow_get(flow, JOAN, "/people/new"), 200, "");
		CHECK_INT(flow_count(flow, " checked"), 0, "a member, as far as is known");
		CHECK_INT(flow_get(flow, JOAN, "/facilitators"), 200, "");
		CHECK_SHOWS(flow, "/people/new?facilitator=yes");
		CHECK_INT(flow_get(flow, JOAN, "/people/new?facilitator=yes"), 200, "");
		CHECK_INT(flow_count(flow, " checked"), 1, "one box");
		CHECK_INT(flow_post(flow, JOAN, "/people/new", "name", "Dev Patel", "email",
		                    "dev at example", "facilitator", "yes", NULL),
		          422, "a fault keeps it");
		CHECK_INT(flow_count(flow, " checked"), 1, "one box");
		flow_close(flow);
	}
}

TESTS(a_meeting_called_off_by_mistake_comes_back_as_it_was,
      a_credit_that_was_placed_elsewhere_meanwhile_stays_there,
      whoever_left_the_set_meanwhile_does_not_come_back_with_the_meeting,
      a_place_for_the_year_is_written_once,
      next_years_programme_begins_with_the_numbers_of_this_one,
      whoever_is_added_to_the_register_has_its_box_ticked)
