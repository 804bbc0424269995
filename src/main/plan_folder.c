/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder - see plan_folder.h: programme, sets, people, facilitators, offers and pins. */
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

/* ---- programme.csv: setting, value ---- */

static const char *const yes_no[] = { "no", "yes", NULL };
static const char *const nations[] = { "england", "wales", "scotland", "northern ireland", NULL };

struct setting {
	const char *name;
	int *number;
	int least, most;
};

static bool read_number_setting(struct plan_table *table, const struct setting *settings,
                                size_t count, struct str name, bool *known)
{
	for (size_t i = 0; i < count; i++) {
		if (!str_eq(name, str_of(settings[i].name))) continue;
		*known = true;
		return plan_table_number(table, 1, settings[i].least, settings[i].most,
		                         settings[i].number);
	}
	return true;
}

static bool read_word_setting(struct plan_table *table, struct plan_folder *out, struct str name,
                              bool *known)
{
	static const enum nation of[] = { ENGLAND_AND_WALES, ENGLAND_AND_WALES, SCOTLAND,
		                          NORTHERN_IRELAND };
	int choice;

	*known = true;
	if (str_eq(name, STR("first_day"))) return plan_table_day(table, 1, &out->first);
	if (str_eq(name, STR("last_day"))) return plan_table_day(table, 1, &out->last);
	if (str_eq(name, STR("election"))) return plan_table_day(table, 1, &out->election);
	if (str_eq(name, STR("nation"))) {
		if (!plan_table_choice(table, 1, nations, &choice)) return false;
		out->nation = of[choice];
		return true;
	}
	if (str_eq(name, STR("same_weekday"))) {
		if (!plan_table_choice(table, 1, yes_no, &choice)) return false;
		out->rules.same_weekday = choice;
		return true;
	}
	if (str_eq(name, STR("evenings"))) {
		if (!plan_table_choice(table, 1, yes_no, &choice)) return false;
		out->evenings = choice;
		return true;
	}
	*known = false;
	return true;
}

static bool read_programme(struct folder_read *read)
{
	static const char *const columns[] = { "setting", "value", NULL };
	struct plan_rules *rules = &read->out->rules;
	struct plan_table table;
	int twice = -1;
	const struct setting numbers[] = {
		{ "meetings", &rules->meetings, 1, PLAN_MEETINGS_MAX },
		{ "facilitated", &rules->credits, 0, PLAN_MEETINGS_MAX },
		{ "gap_min", &rules->gap_min, 1, PLAN_GAP_MAX },
		{ "gap_max", &rules->gap_max, 1, PLAN_GAP_MAX },
		{ "gap_ideal", &rules->gap_ideal, 1, PLAN_GAP_MAX },
		{ "quorum_part", &rules->quorum_part, 0, 100 },
		{ "quorum_whole", &rules->quorum_whole, 1, 100 },
		{ "if_need_be", &rules->weight[PLAN_IF_NEED_BE], 0, 1000 },
		{ "not_answered", &rules->weight[PLAN_UNKNOWN], 0, 1000 },
		{ "absent", &rules->weight[PLAN_NO], 0, 1000 },
		{ "twice_running", &twice, 0, 10000 },
		{ "miss_max", &rules->miss_max, 0, PLAN_MEETINGS_MAX },
		{ "notice", &read->out->notice, 0, 200 },
	};

	if (!folder_begin(read, &table, PLAN_FILE_PROGRAMME, columns)) return false;
	while (plan_table_next(&table)) {
		struct str name;
		bool known = false;
		if (!plan_table_text(&table, 0, &name)) return false;
		if (!read_number_setting(&table, numbers, LEN(numbers), name, &known)) return false;
		if (!known && !read_word_setting(&table, read->out, name, &known)) return false;
		if (!known)
			return plan_table_fail(&table, 0, "There is no setting \"%.*s\".",
			                       STR_ARG(name));
	}
	if (table.failed) return false;
	if (twice >= 0) rules->twice = twice;
	read->out->evenings |= read->what_if.evenings;
	if (read->out->first.n == DAY_NONE || read->out->last.n == DAY_NONE)
		return folder_fail(read, PLAN_FILE_PROGRAMME,
		                   "The settings first_day and last_day are needed.");
	const char *fault = plan_rules_fault(rules);
	return !fault || folder_fail(read, PLAN_FILE_PROGRAMME, fault);
}

/* Weekdays but bank holidays; mornings and afternoons, evenings too if wanted. */
static bool make_slots(struct folder_read *read)
{
	struct plan_folder *out = read->out;
	const int halves = out->evenings ? 3 : 2, days = out->last.n - out->first.n + 1;

	if (days < 1 || days * halves > PLAN_SLOTS_MAX)
		return folder_fail(read, PLAN_FILE_PROGRAMME,
		                   "The last day comes after the first, within about three years.");
	out->slot = NEW(read->arena, struct plan_slot, (size_t)(days * halves));
	for (struct day day = out->first; day.n <= out->last.n; day = day_add(day, 1)) {
		if (day_weekday(day) >= SATURDAY || holiday_on(out->nation, day)) continue;
		for (int half = 0; half < halves; half++)
			out->slot[out->slots++] = (struct plan_slot){ day, (enum plan_half)half };
	}
	return out->slots > 0 ||
	       folder_fail(read, PLAN_FILE_PROGRAMME, "No weekday lies between these days.");
}

/* ---- sets.csv: set, start_from, start_to, end ---- */

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
		ask->start_first = out->first;
		ask->end_last = out->last;
		if (plan_table_cell(&table, 1).text.n &&
		    !plan_table_day(&table, 1, &ask->start_first))
			return false;
		ask->start_last = day_add(ask->start_first, 20);
		if (plan_table_cell(&table, 2).text.n &&
		    !plan_table_day(&table, 2, &ask->start_last))
			return false;
		if (plan_table_cell(&table, 3).text.n && !plan_table_day(&table, 3, &ask->end_last))
			return false;
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
			return plan_table_fail(table, 2,
			                       "\"%.*s\" is not the number of a meeting, 1 to %d.",
			                       STR_ARG(word), read->out->rules.meetings);
		required[m - 1] |= 1u << person;
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
			return plan_table_fail(&table, 0, "\"%.*s\" is there twice.",
			                       STR_ARG(name));
		if (!read_required(read, &table, read->out->set[at].ask.required, about->people))
			return false;
		read->person[read->people++] = (struct folder_person){ at, about->people };
		about->person[about->people++] = name;
	}
	for (int n = 0; !table.failed && n < read->out->sets; n++)
		if (read->out->about[n].people == 0)
			return folder_fail(read, PLAN_FILE_PEOPLE, "A set of sets.csv has nobody.");
	return !table.failed;
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
			return plan_table_fail(&table, 0, "\"%.*s\" is there twice.",
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
	const bool good = read_programme(&read) && make_slots(&read) && read_sets(&read) &&
	                  read_people(&read) && read_facilitators(&read) && read_offers(&read) &&
	                  folder_read_days(&read) && folder_read_votes(&read) &&
	                  folder_read_published(&read);
	return good ? OK : ERR_INPUT;
}
