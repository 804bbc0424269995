/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise ask` from the outside: lines in, words or a table out. */
#include "main/support.h"
#include "support/check.h"

static struct run ask(const char *in, const char *flag)
{
	const char *const words[] = { flag, NULL };

	return run_command(command_read, words, in, 0);
}

static int lines(const char *text)
{
	int n = 0;

	for (; *text; text++) n += *text == '\n';
	return n;
}

TEST(a_line_is_answered_in_words_with_what_decided_in_brackets)
{
	const struct run run = ask("Have you tried talking to Sam?\nWhat makes it hard?\n", NULL);

	CHECK_INT(run.code, EXIT_GOOD, "good");
	CHECK_STR(str_of(run.out),
	          "[Have you tried talking] to Sam?\n"
	          "  Could this be a suggestion? It reaches for: probing.\n"
	          "  There may be an idea of yours in this. Maybe ask what they have tried first.\n"
	          "  Could become: What have you tried so far?\n"
	          "[What makes] it hard?\n"
	          "  Reads as an open question. It reaches for: probing.\n",
	          "the whole answer");
}

TEST(a_table_has_six_columns_and_a_row_for_each_line)
{
	const struct run run = ask("Have you tried talking to Sam?\n\nNo newline", "--tsv");

	CHECK_INT(run.code, EXIT_GOOD, "good");
	CHECK_STR(str_of(run.out),
	          "disguised\tclosed\tprobing\t2\tH1\t0+14:D.tried 0+22:D.tried.to\n"
	          "statement\tnot asked\t\t0\t\t\n"
	          "statement\tnot asked\t\t0\t\t\n",
	          "an empty line has its row too, and the last needs no end");
}

TEST(a_labelled_table_may_be_given_as_it_is)
{
	char plain[4096], labelled[4096];

	(void)snprintf(plain, sizeof(plain), "%s",
	               ask("Is it done?\nShould we go or stay?\n", "--tsv").out);
	(void)snprintf(labelled, sizeof(labelled), "%s",
	               ask("Is it done?\tclosed/clarifying\tx/1\r\n"
	                   "Should we go or stay?\teither_or\twhat about you?\r\n",
	                   "--tsv")
	                       .out);
	CHECK_STR(str_of(labelled), plain, "labels are not read");
}

TEST(a_long_line_is_read_from_its_beginning_and_no_row_is_lost)
{
	static char in[64000];
	size_t at = 0;

	at += (size_t)snprintf(in + at, sizeof(in) - at, "What next? ");
	for (int i = 0; i < 8000; i++) at += (size_t)snprintf(in + at, sizeof(in) - at, "word ");
	(void)snprintf(in + at, sizeof(in) - at, "\nWhat next?\n");
	struct run run = ask(in, "--tsv");
	CHECK_INT(run.code, EXIT_GOOD, "good");
	CHECK_INT(lines(run.out), 2, "a row for each");
	CHECK(strstr(run.err, "Of line 1 only the first 20"), "and it says so");
	memset(in, 'x', 5000);
	in[5000] = '\0';
	run = ask(in, "--tsv");
	CHECK_INT(lines(run.out), 1, "even if it is one word");
}

TEST(it_takes_no_other_words)
{
	CHECK_INT(ask("", "--tvs").code, EXIT_USAGE, "no such flag");
	CHECK_INT(ask("", "file.txt").code, EXIT_USAGE, "no file");
	const struct run run = ask("", "--tsv");
	CHECK_INT(run.code, EXIT_GOOD, "nothing asked");
	CHECK_STR(str_of(run.out), "", "nothing answered");
}

TESTS(a_line_is_answered_in_words_with_what_decided_in_brackets,
      a_table_has_six_columns_and_a_row_for_each_line, a_labelled_table_may_be_given_as_it_is,
      a_long_line_is_read_from_its_beginning_and_no_row_is_lost, it_takes_no_other_words)
