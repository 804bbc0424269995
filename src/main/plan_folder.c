/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder - see plan_folder.h: sets, people, facilitators and offers. */
#include "main/plan_folder_parts.h"

#include <string.h>

static const struct {
	const char *name;
	bool needed;
} files[PLAN_FILES] = {
	[PLAN_FILE_PROGRAMME] = { "programme.csv", true },
	[PLAN_FILE_SETS] = { "sets.csv", true },
	[PLAN_FILE_PEOPLE] = { "people.csv", true },
	[PLAN_FILE_AVAILABILITY] = { "availability.csv", true },
	[PLAN_FILE_FACILITATORS] = { "facilitators.csv", false },
	[PLAN_FILE_OFFERS] = { "offers.csv", false },
	[PLAN_FILE_LAYERS] = { "layers.csv", false },
	[PLAN_FILE_PINS] = { "pins.csv", false },
	[PLAN_FILE_VOTES] = { "votes.csv", false },
	[PLAN_FILE_PUBLISHED] = { "plan.csv", false },
};

const char *plan_file_name(enum plan_file file)
{
	return files[file].name;
}

bool plan_file_is_needed(enum plan_file file)
{
	return files[file].needed;
}

bool folder_fail(struct folder_read *read, enum plan_file file, const char *why)
{
	*read->fault = (struct plan_fault){ file, 0, 0, str_of(why) };
	return false;
}

static const char *const yes_no[] = { "no", "yes", NULL };

/* ---- sets.csv: set, start_from, start_to, end ---- */

/* When the first meeting may be, and the last. */
static bool read_window(struct folder_read *read, struct plan_table *table, struct plan_ask *ask)
{
	enum { WEEKS = 3, WEEK = 7 };

	ask->start_first = read->out->first;
	ask->end_last = read->out->last;
	if (plan_table_cell(table, 1).text.n && !plan_table_day(table, 1, &ask->start_first))
		return false;
	ask->start_last = day_add(ask->start_first, WEEKS * WEEK - 1);
	if (plan_table_cell(table, 2).text.n && !plan_table_day(table, 2, &ask->start_last))
		return false;
	if (plan_table_cell(table, 3).text.n && !plan_table_day(table, 3, &ask->end_last))
		return false;
	if (ask->start_last.n < ask->start_first.n)
		return plan_table_fail(table, 2, "start_to comes before start_from.");
	if (ask->end_last.n < ask->start_first.n)
		return plan_table_fail(table, plan_table_cell(table, 1).text.n ? 1 : 3,
		                       "The set would end on %.*s, before it begins.",
		                       STR_ARG(day_words_year(read->arena, ask->end_last)));
	if (ask->start_last.n < read->out->first.n)
		return plan_table_fail(table, plan_table_cell(table, 2).text.n ? 2 : 1,
		                       "The set would begin before first_day of programme.csv.");
	return true;
}

static bool read_sets(struct folder_read *read)
{
	static const char *const columns[] = { "set", "?start_from", "?start_to", "?end", NULL };
	struct plan_folder *out = read->out;
	struct plan_table table;

	if (!folder_begin(read, &table, PLAN_FILE_SETS, columns)) return false;
	out->about = NEW(read->arena, struct plan_folder_set, PLAN_FOLDER_SETS_MAX);
	out->set = NEW(read->arena, struct plan_many_set, PLAN_FOLDER_SETS_MAX);
	while (plan_table_next(&table)) {
		if (out->sets == PLAN_FOLDER_SETS_MAX)
			return plan_table_fail(&table, 0, "There are more than %d sets.",
			                       PLAN_FOLDER_SETS_MAX);
		struct plan_folder_set *about = &out->about[out->sets];
		struct plan_ask *ask = &out->set[out->sets].ask;
		if (!plan_table_text(&table, 0, &about->name)) return false;
		if (!names_add(&read->sets, read->arena, about->name, out->sets))
			return plan_table_fail(&table, 0, "The set \"%.*s\" is there twice.",
			                       STR_ARG(about->name));
		about->line = plan_table_cell(&table, 0).line;
		if (!read_window(read, &table, ask)) return false;
		out->sets++;
	}
	if (table.failed) return false;
	return out->sets > 0 || folder_fail(read, PLAN_FILE_SETS, "There is no set in it.");
}

/* ---- people.csv: person, set, required ---- */

/* "1 4 9" */
static bool read_required(struct folder_read *read, struct plan_table *table, uint32_t *required,
                          int person)
{
	struct str rest = plan_table_cell(table, 2).text, word;

	if (rest.n == 0) return true;
	while (str_cut(&rest, ' ', &word)) {
		int64_t m;
		if (word.n == 0) continue;
		if (!str_i64(word, 1, read->out->rules.meetings, &m))
			return plan_table_fail(
				table, 2,
				"Write numbers of meetings with spaces between them, "
				"each 1 to %d.",
				read->out->rules.meetings);
		required[m - 1] |= 1u << person;
	}
	return true;
}

/* Has each set somebody? */
static bool check_sets(struct folder_read *read)
{
	for (int n = 0; n < read->out->sets; n++) {
		const struct plan_folder_set *about = &read->out->about[n];
		if (about->people) continue;
		*read->fault = (struct plan_fault){
			PLAN_FILE_SETS, about->line, 1,
			str_printf(
				read->arena,
				"Nobody in people.csv is in the set \"%.*s\". Add them there, or "
				"take this line out.",
				STR_ARG(about->name))
		};
		return false;
	}
	return true;
}

static bool read_people(struct folder_read *read)
{
	static const char *const columns[] = { "person", "set", "?required", NULL };
	struct plan_table table;

	if (!folder_begin(read, &table, PLAN_FILE_PEOPLE, columns)) return false;
	read->person = NEW(read->arena, struct folder_person, PLAN_FOLDER_PEOPLE_MAX);
	while (plan_table_next(&table)) {
		struct str name, set;
		int at;
		if (read->people == PLAN_FOLDER_PEOPLE_MAX)
			return plan_table_fail(&table, 0, "There are more than %d people.",
			                       PLAN_FOLDER_PEOPLE_MAX);
		if (!plan_table_text(&table, 0, &name) || !plan_table_text(&table, 1, &set))
			return false;
		if (!names_find(&read->sets, set, &at))
			return plan_table_fail(&table, 1, "There is no set \"%.*s\" in sets.csv.",
			                       STR_ARG(set));
		struct plan_folder_set *about = &read->out->about[at];
		if (about->people == PLAN_PEOPLE_MAX)
			return plan_table_fail(&table, 0, "A set has at most %d people.",
			                       PLAN_PEOPLE_MAX);
		if (!names_add(&read->names, read->arena, name, read->people))
			return plan_table_fail(
				&table, 0,
				"\"%.*s\" is there twice. Each person is in one set, "
				"under a name of their own.",
				STR_ARG(name));
		if (!read_required(read, &table, read->out->set[at].ask.required, about->people))
			return false;
		read->person[read->people++] = (struct folder_person){ at, about->people };
		about->person[about->people++] = name;
	}
	return !table.failed && check_sets(read);
}

/* ---- facilitators.csv: facilitator, sets, week, one_a_day ---- */

static bool read_facilitators(struct folder_read *read)
{
	static const char *const columns[] = { "facilitator", "?sets", "?week", "?one_a_day",
		                               NULL };
	enum { SETS = 8, WEEK = 3, MOST = 2000 };
	struct plan_folder *out = read->out;
	struct plan_table table;

	if (!read->text[PLAN_FILE_FACILITATORS].at) return true;
	if (!folder_begin(read, &table, PLAN_FILE_FACILITATORS, columns)) return false;
	out->facilitator = NEW(read->arena, struct plan_facilitator, MOST);
	out->facilitator_name = NEW(read->arena, struct str, MOST);
	while (plan_table_next(&table)) {
		struct plan_facilitator *who = &out->facilitator[out->facilitators];
		struct str *name = &out->facilitator_name[out->facilitators];
		int one_a_day = 0;
		if (out->facilitators == MOST)
			return plan_table_fail(&table, 0, "There are more than %d facilitators.",
			                       MOST);
		*who = (struct plan_facilitator){ .week_max = WEEK, .set_max = SETS };
		if (!plan_table_text(&table, 0, name)) return false;
		if (!names_add(&read->names, read->arena, *name, -1 - out->facilitators))
			return plan_table_fail(&table, 0,
			                       "\"%.*s\" is there already, here or in people.csv. "
			                       "Each needs a name of their own.",
			                       STR_ARG(*name));
		if (plan_table_cell(&table, 1).text.n &&
		    !plan_table_number(&table, 1, 0, 1000, &who->set_max))
			return false;
		if (plan_table_cell(&table, 2).text.n &&
		    !plan_table_number(&table, 2, 0, 20, &who->week_max))
			return false;
		if (plan_table_cell(&table, 3).text.n &&
		    !plan_table_choice(&table, 3, yes_no, &one_a_day))
			return false;
		who->one_a_day = one_a_day;
		out->facilitators++;
	}
	if (table.failed) return false;
	return out->facilitators > 0 ||
	       folder_fail(read, PLAN_FILE_FACILITATORS,
	                   "There is no facilitator in it. Without the file none is needed.");
}

/* ---- offers.csv: set, facilitator, price ---- */

static bool offer_all(struct folder_read *read)
{
	struct plan_folder *out = read->out;

	if (out->facilitators > PLAN_OFFERS_MAX)
		return folder_fail(
			read, PLAN_FILE_OFFERS,
			"With more than 16 facilitators, say here who may take which set.");
	for (int n = 0; n < out->sets; n++)
		for (int f = 0; f < out->facilitators; f++)
			out->set[n].offer[out->set[n].offers++] = (struct plan_offer){ f, 0 };
	return true;
}

static bool read_offers(struct folder_read *read)
{
	static const char *const columns[] = { "set", "facilitator", "?price", NULL };
	struct plan_folder *out = read->out;
	struct plan_table table;

	if (!read->text[PLAN_FILE_OFFERS].at) return offer_all(read);
	if (!folder_begin(read, &table, PLAN_FILE_OFFERS, columns)) return false;
	while (plan_table_next(&table)) {
		struct str set, name;
		int at, who, price = 0;
		if (!plan_table_text(&table, 0, &set) || !plan_table_text(&table, 1, &name))
			return false;
		if (!names_find(&read->sets, set, &at))
			return plan_table_fail(&table, 0, "There is no set \"%.*s\" in sets.csv.",
			                       STR_ARG(set));
		if (!names_find(&read->names, name, &who) || who >= 0)
			return plan_table_fail(
				&table, 1, "There is no facilitator \"%.*s\" in facilitators.csv.",
				STR_ARG(name));
		if (plan_table_cell(&table, 2).text.n &&
		    !plan_table_number(&table, 2, 0, 1000, &price))
			return false;
		struct plan_many_set *offered = &out->set[at];
		for (int o = 0; o < offered->offers; o++)
			if (offered->offer[o].facilitator == -1 - who)
				return plan_table_fail(&table, 1,
				                       "\"%.*s\" has offered for this set already.",
				                       STR_ARG(name));
		if (offered->offers == PLAN_OFFERS_MAX)
			return plan_table_fail(&table, 0, "A set has at most %d offers.",
			                       PLAN_OFFERS_MAX);
		offered->offer[offered->offers++] = (struct plan_offer){ -1 - who, price };
	}
	return !table.failed;
}

enum err plan_folder_parse(struct arena *arena, const struct str text[PLAN_FILES],
                           const struct plan_folder_if *what_if, struct plan_folder *out,
                           struct plan_fault *fault)
{
	struct folder_read read = { .arena = arena, .text = text, .out = out, .fault = fault };

	if (what_if) read.what_if = *what_if;

	*out = (struct plan_folder){ .rules = plan_standard,
		                     .nation = ENGLAND_AND_WALES,
		                     .first = { DAY_NONE },
		                     .last = { DAY_NONE },
		                     .election = { DAY_NONE },
		                     .notice = PLAN_NOTICE_WORKING_DAYS };
	for (int f = 0; f < PLAN_FILES; f++)
		if (files[f].needed && !text[f].at) {
			(void)folder_fail(&read, (enum plan_file)f, "This file is missing.");
			return ERR_INPUT;
		}
	const bool good = folder_read_programme(&read) && folder_make_slots(&read) &&
	                  read_sets(&read) && read_people(&read) && read_facilitators(&read) &&
	                  read_offers(&read) && folder_read_days(&read) &&
	                  folder_read_votes(&read) && folder_read_published(&read);
	return good ? OK : ERR_INPUT;
}
