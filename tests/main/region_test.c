/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The demo's region: what is shipped reads whole, and a slip of the pen is named by its line. */
#include "main/region.h"

#include "embed/files.h"
#include "support/check.h"

TEST(the_region_that_is_shipped_is_whole)
{
	struct arena *arena = arena_new(16 << 20);
	const struct embedded *file = embedded_find(STR("content/demo/region.txt"));
	struct region region;
	struct str why = { 0 };
	int now = 0, presented = 0;

	CHECK(file, "it is in the program");
	const struct str text = { file->bytes, file->n };
	if (region_read(arena, text, &region, &why)) print_error("%.*s\n", STR_ARG(why));
	CHECK(why.n == 0, "it reads");
	CHECK_INT(region.organisation_count, 6, "councils");
	CHECK_INT(region.set_count, 6, "sets");
	for (int s = 0; s < region.set_count; s++) {
		const struct region_set *set = &region.sets[s];
		now += set->is_now;
		CHECK(set->member_count >= 6 && set->member_count <= 8, "a usual size");
		CHECK(region.people[set->facilitator].role == REGION_FACILITATOR, "a facilitator");
		for (int i = 0; i < set->issue_count; i++) {
			const struct region_issue *issue = &set->issues[i];
			CHECK(issue->text.n && issue->want.n,
			      "an issue says what, and what is wanted");
			CHECK(issue->meeting == 0 || issue->ask_count > 0,
			      "a presented one was asked about");
			presented += issue->meeting > 0;
		}
	}
	CHECK_INT(now, 1, "one meeting starts with the demo");
	CHECK(presented >= 10, "there is a past to look at");
	arena_free(arena);
}

TEST(a_slip_of_the_pen_is_named_by_its_line)
{
	static const char head[] = "organisation Fenby\nperson Ann Lee | Ann | parks | Fenby\n"
				   "person Bo Ray | Bo | roads | Fenby | facilitator\n"
				   "set Elm | Bo Ray | -2 | morning | Hall\n  member Ann Lee\n";
	const struct {
		const char *line, *why;
	} cases[] = {
		{ "person Cy | Cy | x | Nowhere",
		  "line 6: there is no organisation \"Nowhere\" above" },
		{ "person Ann Lee | A | x | Fenby", "line 6: Ann Lee is there already" },
		{ "  member Nobody", "line 6: there is no person \"Nobody\" above" },
		{ "  rule Be kind | not agreed: Bo Ray", "line 6: Bo Ray is not a member of Elm" },
		{ "  facilitated 2 3", "line 6: meeting 1 always has the facilitator" },
		{ "  facilitated 1 10", "line 6: \"10\" is not a number from 1 to 9" },
		{ "  issue Ann Lee | later",
		  "line 6: after the name comes meeting NUMBER, shared or private" },
		{ "    text x", "line 6: no issue comes before" },
		{ " member Ann Lee", "line 6: member is indented by 2 spaces" },
		{ "  bid Ann Lee 4", "line 6: \"4\" is not a number from 1 to 3" },
		{ "  noticed 2 advice question Questions", "line 6: meeting 2 has no facilitator" },
		{ "  handed 2 Ann Lee | Ann Lee | x", "line 6: meeting 2 was not on paper" },
		{ "  log 10 Ann Lee: x", "line 6: \"10\" is not a number from 0 to 9" },
		{ "  role 2 host Bo Ray", "line 6: Bo Ray is not a member of Elm" },
		{ "  tea Ann Lee", "line 6: \"tea\" is not a word that begins a line" },
		{ "  rule", "line 6: rule needs words after it" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct arena *arena = arena_new(16 << 20);
		const struct str text = str_printf(arena, "%s%s\n", head, cases[i].line);
		struct region region;
		struct str why = { 0 };
		CHECK(region_read(arena, text, &region, &why) == ERR_INPUT, cases[i].line);
		CHECK_STR(why, cases[i].why, cases[i].line);
		arena_free(arena);
	}
}

TESTS(the_region_that_is_shipped_is_whole, a_slip_of_the_pen_is_named_by_its_line)
