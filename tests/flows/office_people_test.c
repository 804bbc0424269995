/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The office's people: employers, a page each, the search, the register; what is typed wrong stays. */
#include "flows/support_site.h"

#define JOAN "Joan Fairley"

static struct flow *open_office(enum db_engine engine)
{
	struct flow *flow = flow_open(engine);

	(void)flow_coordinator(flow, JOAN);
	return flow;
}

TEST(an_employer_is_added_and_renamed)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = open_office(engine);

		CHECK_INT(flow_post(flow, JOAN, "/organisations", "name", "Moor Trust", NULL), 303,
		          "added");
		CHECK_INT(flow_again(flow), 303, "pressed twice");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Moor Trust is on the list.");
		CHECK_SHOWS(flow, "Wyreham Borough Council");
		CHECK_SHOWS(flow, "1 person");
		CHECK_INT(flow_post(flow, JOAN, "/organisations", "name", "moor TRUST", NULL), 422,
		          "there it is already");
		CHECK_SHOWS(flow, "Moor Trust is on the list already.");
		CHECK_SHOWS(flow, "value=\"moor TRUST\"");
		CHECK_INT(flow_post(flow, JOAN, "/organisations", "name", " ", NULL), 422, "");
		CHECK_SHOWS(flow, "Enter the organisation’s name");

		const char *here = flow_path(flow, "/organisations/%s", flow->organisation.n);
		CHECK_INT(flow_post(flow, JOAN, here, "name", "Moor Trust", NULL), 422, "taken");
		CHECK_INT(flow_post(flow, JOAN, here, "name", "Wyreham District", NULL), 303,
		          "renamed");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "<h1>Wyreham District</h1>");
		CHECK_SHOWS(flow, JOAN);
		flow_close(flow);
	}
}

TEST(a_person_is_added_found_and_changed)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = open_office(engine);
		const char *council =
			str_z(flow->arena,
		              str_from(str_of(flow_path(flow, "/%s", flow->organisation.n)), 1));

		CHECK_INT(flow_post(flow, JOAN, "/people/new", "name", "Priya Nair", "called", "",
		                    "email", "Priya.Nair@wyreham.example", "job", "planning",
		                    "organisation", council, "sponsor_of", "", NULL),
		          303, "added");
		const char *her = str_z(flow->arena, flow->location);
		CHECK_INT(flow_again(flow), 303, "pressed twice");
		CHECK_STR(flow->location, her, "it is she");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "value=\"Priya\"");
		CHECK_SHOWS(flow, "planning, Wyreham Borough Council");
		CHECK_SHOWS(flow, "In no set.");

		CHECK_INT(flow_get(flow, JOAN, "/people?q=nAi"), 200, "by a part of the name");
		CHECK_SHOWS(flow, "1 of 2 people");
		CHECK_SHOWS(flow, "Priya Nair");
		CHECK_INT(flow_get(flow, JOAN, "/people?q=zebedee"), 200, "nobody");
		CHECK_SHOWS(flow, "Nobody here is called that.");
		CHECK_INT(flow_get(flow, JOAN, "/people?q=%3Cscript%3E"), 200, "");
		CHECK_HIDES(flow, "<script>\"");

		CHECK_INT(flow_post(flow, JOAN, her, "name", "Priya Nair", "called", "Pri", "email",
		                    "pri@wyreham.example", "job", "", "organisation", "",
		                    "facilitator", "yes", "sponsor_of", council, NULL),
		          303, "changed");
		CHECK_INT(flow_get(flow, JOAN, her), 200, "");
		CHECK_SHOWS(flow, "value=\"pri@wyreham.example\"");
		CHECK_INT(flow_get(flow, JOAN, "/facilitators"), 200, "on the register");
		CHECK_SHOWS(flow, "Priya Nair");
		CHECK_SHOWS(flow, "None booked");
		CHECK_INT(flow_get(flow, JOAN, "/people"), 200, "");
		CHECK_SHOWS(flow, "Facilitator, Employer’s contact");
		flow_close(flow);
	}
}

TEST(every_fault_is_told_and_the_text_stays)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = open_office(engine);

		(void)flow_person(flow, "Ben Hartley");
		CHECK_INT(flow_post(flow, JOAN, "/people/new", "name", "", "email",
		                    "ben.hartley@WYREHAM.example", "job", "<b>\"roads\"</b>",
		                    "organisation", "0000000000001", "sponsor_of", "nonsense",
		                    NULL),
		          422, "all at once");
		CHECK_SHOWS(flow, "Enter the full name");
		CHECK_SHOWS(flow, "Ben Hartley has this address.");
		CHECK_SHOWS(flow, "<a href=\"#organisation\">Choose an organisation from the list");
		CHECK_SHOWS(flow, "<a href=\"#sponsor_of\">Choose an organisation from the list");
		CHECK_SHOWS(flow, "&lt;b&gt;&quot;roads&quot;&lt;/b&gt;");
		CHECK_INT(flow_post(flow, JOAN, "/people/new", "name", "A", "email", "a@b", NULL),
		          422, "not an address");
		CHECK_SHOWS(flow, "Enter an email address in the correct format");

		const char *ben = flow_path(flow, "/people/%s", flow_person(flow, "Ben Hartley").n);
		CHECK_INT(flow_post(flow, JOAN, ben, "name", "Ben Hartley", "email",
		                    "joan.fairley@wyreham.example", NULL),
		          422, "hers");
		CHECK_SHOWS(flow, "Joan Fairley has this address.");

		const char *joan = flow_path(flow, "/people/%s", flow_person(flow, JOAN).n);
		CHECK_INT(flow_post(flow, JOAN, joan, "name", JOAN, "email",
		                    "joan.fairley@wyreham.example", NULL),
		          422, "somebody must be in the office");
		CHECK_SHOWS(flow, "You can’t leave the programme office yourself.");
		CHECK_INT(flow_get(flow, JOAN, "/people"), 200, "she is still in it");
		flow_close(flow);
	}
}

TEST(the_way_round_for_the_office)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = open_office(engine);

		CHECK_INT(flow_get(flow, JOAN, "/people/new"), 200, "");
		CHECK_SHOWS(flow, "<a href=\"/people\" aria-current=\"true\">People</a>");
		CHECK_INT(flow_get(flow, JOAN, "/organisations"), 200, "");
		CHECK_SHOWS(flow, "<a href=\"/people\" aria-current=\"true\">People</a>");
		CHECK_INT(flow_get(flow, JOAN, "/people"), 200, "");
		CHECK_SHOWS(flow, "<a href=\"/people\" aria-current=\"page\">People</a>");
		CHECK_HIDES(flow, "href=\"/home\"");
		CHECK_INT(flow_get(flow, "Ben Hartley", "/home"), 200, "");
		CHECK_HIDES(flow, "href=\"/people\"");
		CHECK_SHOWS(flow, "<a href=\"/home\" aria-current=\"page\">Home</a>");
		flow_close(flow);
	}
}

TEST(rows_of_a_spreadsheet_bring_their_employers)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = open_office(engine);
		const set_id set = flow_set(flow, "Riverside");
		const char *members = flow_path(flow, "/sets/%s/members", set.n);

		CHECK_INT(flow_post(flow, JOAN, "/organisations", "name", "Moor Trust", NULL), 303,
		          "");
		CHECK_INT(flow_post(flow, JOAN, members, "people",
		                    "Name\tEmployer\tEmail\nTom Ash\tmoor trust\ttom@moor.example\n"
		                    "Ruth Gee\tMore Trust\truth@moor.example",
		                    NULL),
		          422, "one employer that is on no list");
		CHECK_SHOWS(flow, "1 invitation is on the way.");
		CHECK_SHOWS(flow, "Tom Ash</a><span>Moor Trust</span>");
		CHECK_SHOWS(flow,
		            "Line 3, ruth@moor.example: no organisation is called “More Trust”");
		CHECK_SHOWS(flow, ">Name\tEmployer\tEmail\nRuth Gee\tMore "
		                  "Trust\truth@moor.example</textarea>");
		CHECK_INT(
			flow_post(flow, JOAN, members, "people",
		                  "Name\tEmployer\tEmail\nRuth Gee\tMoor Trust\truth@moor.example",
		                  NULL),
			303, "mended");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Ruth Gee</a><span>Moor Trust</span>");
		flow_close(flow);
	}
}

TESTS(an_employer_is_added_and_renamed, a_person_is_added_found_and_changed,
      every_fault_is_told_and_the_text_stays, rows_of_a_spreadsheet_bring_their_employers,
      the_way_round_for_the_office)
