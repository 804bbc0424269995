/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an office pastes, read into people: every way that mail programs and tables write them, and each
 * fault with its line. */
#include "domain/email.h"
#include "domain/invitee.h"
#include "support/check.h"

enum { BYTES = 1024 * 1024 };

TEST(addresses_that_mail_could_reach)
{
	static const char *const good[] = { "a@b.uk", "priya.nair@wyreham.example",
		                            "o'hara+sets@x-y.example", "1@2.3" };
	static const char *const bad[] = { "",        "a",        "a@",       "@b.uk",
		                           "a@b",     "a@@b.uk",  "a b@c.uk", "a@.uk",
		                           "a@b.uk.", "a@b..uk",  "<a@b.uk>", "a@b.uk,c@d.uk",
		                           "ŵ@b.uk",  "a@b.uk\n", "a(x)@b.uk" };

	for (size_t i = 0; i < LEN(good); i++) CHECK(email_is_good(str_of(good[i])), good[i]);
	for (size_t i = 0; i < LEN(bad); i++) CHECK(!email_is_good(str_of(bad[i])), bad[i]);
}

TEST(names_and_addresses_as_people_paste_them)
{
	static const struct {
		const char *line, *name, *email;
	} cases[] = {
		{ "priya.nair@wyreham.example", "Priya Nair", "priya.nair@wyreham.example" },
		{ "Priya Nair <Priya.Nair@Wyreham.example>", "Priya Nair",
		  "priya.nair@wyreham.example" },
		{ "\"Nair, Priya\" <p@wyreham.example>", "Priya Nair", "p@wyreham.example" },
		{ "\"Nair, Priya (Wyreham)\" <p@x.example>", "Nair, Priya (Wyreham)",
		  "p@x.example" },
		{ "\"Priya Nair, MBE\" <p@x.example>", "Priya Nair, MBE", "p@x.example" },
		{ "\"van der Berg, Anna Maria\" <a@x.example>", "Anna Maria van der Berg",
		  "a@x.example" },
		{ "\"Nair, Priya, Dr\" <p@x.example>", "Nair, Priya, Dr", "p@x.example" },
		{ "  Priya\t<p@wyreham.example> , ", "Priya", "p@wyreham.example" },
		{ "<p@wyreham.example>", "P", "p@wyreham.example" },
		{ "ann-marie_o.brien+work@x.example", "Ann-Marie O Brien",
		  "ann-marie_o.brien+work@x.example" },
		{ "1234@x.example", "1234@x.example", "1234@x.example" },
		{ "Sioned Prŷs <sioned@x.example>", "Sioned Prŷs", "sioned@x.example" },
		{ "Tom Ash tom@x.example", "Tom Ash", "tom@x.example" },
		{ "Tom Ash, tom@x.example", "Tom Ash", "tom@x.example" },
		{ "Tom Ash\tTOM@x.example", "Tom Ash", "tom@x.example" },
		{ "tom@x.example, Tom Ash", "Tom Ash", "tom@x.example" },
		{ "\"Ash, Tom\" tom@x.example", "Tom Ash", "tom@x.example" },
		{ "Tom Ash (tom@x.example)", "Tom Ash", "tom@x.example" },
		{ "Thomas Ash (Tom) tom@x.example", "Thomas Ash (Tom)", "tom@x.example" },
	};
	struct arena *arena = arena_new(BYTES);
	struct invitees people;

	for (size_t i = 0; i < LEN(cases); i++) {
		invitees_read(arena, str_of(cases[i].line), &people);
		CHECK_INT(people.n, 1, cases[i].line);
		CHECK_INT(people.at[0].fault, INVITEE_OK, cases[i].line);
		CHECK_STR(people.at[0].name, cases[i].name, cases[i].line);
		CHECK_STR(people.at[0].email, cases[i].email, cases[i].line);
	}
	arena_free(arena);
}

TEST(lines_semicolons_and_empty_ones)
{
	struct arena *arena = arena_new(BYTES);
	struct invitees people;

	invitees_read(arena, STR("\n a@x.example; B <b@x.example>;\n\n;\nc@x.example\n"), &people);
	CHECK_INT(people.n, 3, "three people");
	CHECK_INT(people.at[0].line, 2, "the empty line counts");
	CHECK_INT(people.at[1].line, 2, "two on a line");
	CHECK_INT(people.at[2].line, 5, "and one further down");
	invitees_read(arena, STR("\"Ash, Tom\" <t@x.example>, Ben <b@x.example>,c@x.example"),
	              &people);
	CHECK_INT(people.n, 3, "three by commas");
	CHECK_STR(people.at[0].name, "Tom Ash", "but not by the one inside a name");
	CHECK_STR(people.at[2].email, "c@x.example", "the last");
	invitees_read(arena, STR(""), &people);
	CHECK_INT(people.n, 0, "nobody");
	arena_free(arena);
}

TEST(each_fault_names_its_line)
{
	struct arena *arena = arena_new(BYTES);
	struct invitees people;

	invitees_read(arena,
	              STR("Ben Hartley\nx@y\na@x.example\nAnn <A@X.example>\nAda <ada@@x.example>"),
	              &people);
	CHECK_INT(people.n, 5, "all are there");
	CHECK_STR(invitee_fault_words(arena, &people.at[0]),
	          "Line 1, “Ben Hartley”: add an email address", "no address");
	CHECK_STR(invitee_fault_words(arena, &people.at[1]),
	          "Line 2, “x@y”: write the email address like name@example.gov.uk", "a bad one");
	CHECK_STR(invitee_fault_words(arena, &people.at[2]), "", "a good one");
	CHECK_STR(invitee_fault_words(arena, &people.at[3]),
	          "Line 4, “Ann <A@X.example>”: this address stands further up already", "twice");
	CHECK_INT(people.at[4].fault, INVITEE_BAD_ADDRESS, "two at signs");
	invitees_read(arena, str_printf(arena, "%0101d <a@x.example>", 0), &people);
	CHECK_STR(invitee_fault_words(arena, &people.at[0]),
	          "Line 1, “000000000000000000000000000000000000000000000000000000000000”: a name "
	          "has 100 letters at most",
	          "a long name, cut when it is said back");
	arena_free(arena);
}

/* As spreadsheets are pasted: by tabs, or saved with commas or semicolons. */
TEST(rows_of_a_spreadsheet)
{
	static const struct {
		const char *text, *name, *email, *employer, *job;
	} cases[] = {
		{ "Tom Ash\ttom@x.example\tCalder Council", "Tom Ash", "tom@x.example",
		  "Calder Council", "" },
		{ "Tom\tAsh\ttom@x.example\t\tCalder Council\t", "Tom Ash", "tom@x.example",
		  "Calder Council", "" },
		{ "tom@x.example\tTom Ash\tCalder Council", "Tom Ash", "tom@x.example",
		  "Calder Council", "" },
		{ "Tom Ash,tom@x.example,Calder Council", "Tom Ash", "tom@x.example",
		  "Calder Council", "" },
		{ "\"Ash, Tom\",tom@x.example,\"Calder, the council\"", "Tom Ash", "tom@x.example",
		  "Calder, the council", "" },
		{ "Tom Ash;TOM@x.example;Calder Council", "Tom Ash", "tom@x.example",
		  "Calder Council", "" },
		{ "Tom Ash; tom@x.example", "Tom Ash", "tom@x.example", "", "" },
		{ "Surname\tForename\tPhone\tEmail address\tJob title\tEmployer\n"
		  "Ash\tTom\t01632 960001\ttom@x.example\tHousing\tCalder Council",
		  "Tom Ash", "tom@x.example", "Calder Council", "Housing" },
		{ "NAME,E-MAIL\r\nTom Ash,tom@x.example\r\n", "Tom Ash", "tom@x.example", "", "" },
		{ "Email;Organisation\ntom.ash@x.example;Calder Council", "Tom Ash",
		  "tom.ash@x.example", "Calder Council", "" },
		{ "Name\tEmail\nTom Ash\t<tom@x.example>\tleft alone", "Tom Ash", "tom@x.example",
		  "", "" },
	};
	struct arena *arena = arena_new(BYTES);
	struct invitees people;

	for (size_t i = 0; i < LEN(cases); i++) {
		invitees_read(arena, str_of(cases[i].text), &people);
		CHECK_INT(people.n, 1, cases[i].text);
		CHECK_INT(people.at[0].fault, INVITEE_OK, cases[i].text);
		CHECK_STR(people.at[0].name, cases[i].name, cases[i].text);
		CHECK_STR(people.at[0].email, cases[i].email, cases[i].text);
		CHECK_STR(people.at[0].employer, cases[i].employer, cases[i].text);
		CHECK_STR(people.at[0].job, cases[i].job, cases[i].text);
	}
	arena_free(arena);
}

TEST(rows_that_we_cannot_sort)
{
	struct arena *arena = arena_new(BYTES);
	struct invitees people;

	invitees_read(arena,
	              STR("Email\tName\n\tBen Hartley\nann@x.example\tAnn\n01632 960001\tcat@x"),
	              &people);
	CHECK_STR(people.heading, "Email\tName", "the headings are kept for the next try");
	CHECK_INT(people.n, 3, "and are nobody");
	CHECK_INT(people.at[0].fault, INVITEE_NO_ADDRESS, "no address");
	CHECK_INT(people.at[1].fault, INVITEE_OK, "the others are read all the same");
	CHECK_INT(people.at[2].fault, INVITEE_NO_ADDRESS, "an address in another column");
	invitees_read(arena, STR("Tom\ttom@x.example\tCalder\tHousing"), &people);
	CHECK_STR(invitee_fault_words(arena, &people.at[0]),
	          "Line 1, “Tom\ttom@x.example\tCalder\tHousing”: we can’t tell what each part "
	          "is. Put a row above them that says Name, Email, Organisation, as it fits",
	          "a column too many says how to name it");
	arena_free(arena);
}

TEST(at_most_forty)
{
	struct arena *arena = arena_new(BYTES);
	struct str text = STR("");
	struct invitees people;

	for (int i = 0; i < INVITEES_MAX; i++)
		text = str_printf(arena, "%.*sp%d@x.example\n", STR_ARG(text), i);
	invitees_read(arena, text, &people);
	CHECK_INT(people.n, INVITEES_MAX, "forty fit");
	CHECK(!people.is_too_long, "and that is said");
	invitees_read(arena, str_printf(arena, "%.*sq@x.example", STR_ARG(text)), &people);
	CHECK(people.is_too_long, "one more does not");
	arena_free(arena);
}

TESTS(addresses_that_mail_could_reach, names_and_addresses_as_people_paste_them,
      lines_semicolons_and_empty_ones, each_fault_names_its_line, rows_of_a_spreadsheet,
      rows_that_we_cannot_sort, at_most_forty)
