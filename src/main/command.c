/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* command - see command.h. */
#include "main/command.h"

#include <stdarg.h>

/* clang-format off */
const struct command commands[] = {
	{ "demo", command_demo, "a fictional region to look at, made afresh",
	  "Keeps its data in a temporary folder that goes when it stops, unless --keep=FOLDER says where.\n"
	  "With --keep, a folder that has a region already is used as it is. With --on, the region goes into\n"
	  "that PostgreSQL database, which must have nobody in it. Nothing leaves the machine.\n",
	  "[--keep=FOLDER] [--on=postgres://...]" },
	{ "serve", command_serve, "answer requests until told to stop",
	  "Makes the folder, the key ring and the database on a first start, and applies what the database\n"
	  "lacks. Stops on SIGTERM: finishes what is under way, tells streams to come back.\n", "" },
	{ "admin", command_admin, "make a coordinator, print a link that signs them in",
	  "Makes a coordinator, or finds who has that address and makes them one. The link works once, for 20\n"
	  "minutes.\n", "EMAIL NAME" },
	{ "config", command_config, "every setting, the value in force, what it does",
	  "The output is a settings file: keep what you change in /etc/setwise.conf.\n", "" },
	{ "doctor", command_doctor, "grade this installation, name each fix",
	  "Looks at folders, keys, database, mail and addresses. Exit code 3 if something must be mended.\n", "" },
	{ "backup", command_backup, "copy the database while it is in use",
	  "Writes a consistent copy, opens it and checks it. The key ring is not in it: keep a copy of that\n"
	  "elsewhere, since without it the words cannot be read.\n", "PATH" },
	{ "restore", command_restore, "put a backup in place of the database",
	  "Stop the service first. The backup is opened and checked with the key ring before anything is\n"
	  "changed; the database that was there is kept beside it.\n", "PATH" },
	{ "migrate", command_migrate, "apply what the database lacks",
	  "Prints how many steps were applied. `serve` does the same when it starts.\n", "" },
	{ "routes", command_routes, "every address, and who may use it",
	  "Prints method, path and right of every route; then each right, and who has it.\n", "" },
	{ "ask", command_read, "what kind of question is each line of the input",
	  "Reads lines and says what each asks, with the words that led to it in brackets and a gentle hint.\n"
	  "--tsv writes form, openness, functions, strength, hint and spans instead. What follows a tab is left,\n"
	  "so a labelled table can be given. Nothing is kept.\n",
	  "[--tsv]" },
	{ "process", command_process, "check, list or show the ways of holding a meeting",
	  "`check FILE` reads a process file (docs/processes.md): line, column and what to write instead, or the\n"
	  "running order and how 6, 7 and 8 people fit. Exit code 3 if something is wrong. `list` names what is\n"
	  "part of the program, `show NAME --people 7` previews one.\n",
	  "check FILE | list | show NAME [--people=N]" },
	{ "form", command_form, "applicants into sets, or a benchmark instance into groups",
	  "Reads people.csv and what is beside it in the folder (docs/form.md); writes sets.csv, members.csv, a report,\n"
	  "result.json and explain.json. --mode is fresh, repair, improve, join, leave or trade-off (--max-moves K); --leave ID,ID says who leaves.\n"
	  "--explain ID says why here and why not elsewhere, --check \"ID on SET\" what a move by hand would break,\n"
	  "--what-if \"ID in SET\" (not SET, with ID, apart ID) what a wish costs, before and after.\n"
	  "--relax pins,team names classes of rules that may bend, --lock 1,4 sets that stay as they are.\n"
	  "--mdgplib FILE divides an instance of the maximally diverse grouping benchmark, and prints its\n"
	  "objective and groups. --seconds S or --evaluations N say how long, --seed N which search;\n"
	  "--clock=cpu counts processor time; --pairs FILE holds lines of \"i j apart\" or \"i j together\".\n",
	  "FOLDER | --mdgplib FILE [--seconds S] [--seed N] [--threads 1]" },
	{ "plan", command_plan, "the dates of sets' years, proven best",
	  "Reads programme.csv, sets.csv, people.csv and availability.csv, and if there are any facilitators.csv,\n"
	  "offers.csv, layers.csv, pins.csv and votes.csv (docs/plan.md); writes plan.csv and says the plans in\n"
	  "words. A fault in a table is named as file:line:column. Exit code 3 if a set has no plan under its\n"
	  "rules. Ctrl-C stops with the best so far.\n\n"
	  "Asked about a plan, it answers and writes nothing. The plan is the one in plan.csv:\n"
	  "  --why=SET/DATE/HALF   why not then, and what it would change: North/2026-11-05/morning\n"
	  "  --lost=SET/MEETING    these dates cannot be kept: at most three ways, with as few moves as can be;\n"
	  "                        exit code 3 if none keeps the rules\n"
	  "  --ill=SET/MEETING     its facilitator cannot come: who else could, which meeting instead, or other dates\n"
	  "  --six=SET             which meetings are facilitated by the set's votes, dates as they are;\n"
	  "                        --six=SET/+4/-7 wishes for the fourth and against the seventh\n"
	  "  --remind=SET          whose missing answers matter most to the plan; --remind=all for every set\n"
	  "  --today=DATE          for --lost, --ill and --six: what is past by then stays as it is\n\n"
	  "setwise plan --als1 --seed N --sets S [--facilitators F --slack P] plans made-up sets and measures.\n"
	  "--threads N, --effort N (rounds, 100) and --seconds N (at most) for shared facilitators; --plainly without\n"
	  "vector instructions (the same result), --quiet without the progress that a terminal is shown.\n",
	  "FOLDER [--out=FOLDER | --why | --lost | --ill | --six | --remind]" },
	{ "read", command_read, "the same as ask", "See `setwise ask --help`.\n", "[--tsv]" },
};
/* clang-format on */
const size_t command_count = LEN(commands);

enum exit_code command_fail(enum exit_code code, const char *format, ...)
{
	va_list args;

	fputs("setwise: ", stderr);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return code;
}

static bool is_flag(struct str word)
{
	return str_starts(word, STR("--"));
}

static bool known(struct str word, const char *const *flags)
{
	struct str rest = str_from(word, 2), name;

	(void)str_cut(&rest, '=', &name);
	for (; flags && *flags; flags++)
		if (str_eq(name, str_of(*flags))) return true;
	return false;
}

enum exit_code command_words(const struct arguments *arguments, int least, int most,
                             const char *const *flags)
{
	int words = 0;

	for (int i = 0; i < arguments->n; i++) {
		const struct str word = arguments->at[i];
		if (!is_flag(word))
			words++;
		else if (!known(word, flags))
			return command_fail(EXIT_USAGE,
			                    "There is no flag or setting %.*s. Try --help.",
			                    STR_ARG(word));
	}
	if (words < least)
		return command_fail(EXIT_USAGE, "A word is missing. Write: setwise %s %s",
		                    arguments->command, arguments->usage);
	if (words > most)
		return command_fail(EXIT_USAGE, "\"%.*s\" is one word too many. Try --help.",
		                    STR_ARG(command_word(arguments, most)));
	return EXIT_GOOD;
}

struct str command_flag(const struct arguments *arguments, const char *flag)
{
	for (int i = 0; i < arguments->n; i++) {
		struct str rest = arguments->at[i], name;
		if (!is_flag(rest)) continue;
		rest = str_from(rest, 2);
		(void)str_cut(&rest, '=', &name);
		if (str_eq(name, str_of(flag))) return rest.at ? rest : STR("");
	}
	return (struct str){ 0 };
}

struct str command_word(const struct arguments *arguments, int n)
{
	for (int i = 0; i < arguments->n; i++)
		if (!is_flag(arguments->at[i]) && n-- == 0) return arguments->at[i];
	return (struct str){ 0 };
}
