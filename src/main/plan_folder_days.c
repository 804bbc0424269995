/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder - days: usual weeks, then soft layers, then what is said of certain days, then hard layers
 * and pins.  What comes later wins. */
#include "main/plan_folder_parts.h"

#include <string.h>

/* ---- names ---- */

struct names_entry {
	struct str name;
	int number;
	bool used;
};

static uint64_t hash_of(struct str name)
{
	uint64_t h = 1469598103934665603u;

	for (size_t i = 0; i < name.n; i++) h = (h ^ (unsigned char)name.at[i]) * 1099511628211u;
	return h ^ h >> 29;
}

static struct names_entry *place_of(const struct names *names, struct str name)
{
	size_t at = (size_t)hash_of(name) & (size_t)(names->room - 1);

	while (names->entry[at].used && !str_eq(names->entry[at].name, name))
		at = (at + 1) & (size_t)(names->room - 1);
	return &names->entry[at];
}

bool names_add(struct names *names, struct arena *arena, struct str name, int number)
{
	if (2 * names->count >= names->room) {
		const struct names old = *names;
		names->room = old.room ? 2 * old.room : 64;
		names->entry = NEW(arena, struct names_entry, (size_t)names->room);
		for (int i = 0; i < old.room; i++)
			if (old.entry[i].used) *place_of(names, old.entry[i].name) = old.entry[i];
	}
	struct names_entry *entry = place_of(names, name);
	if (entry->used) return false;
	*entry = (struct names_entry){ name, number, true };
	names->count++;
	return true;
}

bool names_find(const struct names *names, struct str name, int *number)
{
	if (!names->room) return false;
	const struct names_entry *entry = place_of(names, name);
	if (!entry->used) return false;
	*number = entry->number;
	return true;
}

/* ---- which slots a row means ---- */

static const char *const weekdays[] = { "",         "monday", "tuesday", "wednesday",
	                                "thursday", "friday", NULL };
static const char *const halves[] = { "", "morning", "afternoon", "evening", NULL };

struct span {
	struct day from, to;
	int weekday, half; /* -1: any */
	bool is_usual;     /* no dates: the usual week */
};

/* Columns n: from, to, weekday, half. */
static bool read_span(struct folder_read *read, struct plan_table *table, int n, struct span *out)
{
	*out = (struct span){ .from = read->out->first, .to = read->out->last };
	const bool from = plan_table_cell(table, n).text.n > 0;
	const bool to = plan_table_cell(table, n + 1).text.n > 0;

	if (from && !plan_table_day(table, n, &out->from)) return false;
	if (from) out->to = out->from;
	if (to && !plan_table_day(table, n + 1, &out->to)) return false;
	if (out->to.n < out->from.n)
		return plan_table_fail(table, n + 1,
		                       "This day comes before the one it counts from.");
	if (!plan_table_choice(table, n + 2, weekdays, &out->weekday)) return false;
	if (!plan_table_choice(table, n + 3, halves, &out->half)) return false;
	out->weekday--, out->half--;
	out->is_usual = !from && !to;
	return true;
}

static bool covers(const struct span *span, const struct plan_slot *slot)
{
	if (slot->day.n < span->from.n || slot->day.n > span->to.n) return false;
	if (span->weekday >= 0 && day_weekday(slot->day) != span->weekday) return false;
	return span->half < 0 || (int)slot->half == span->half;
}

/* ---- answers ---- */

struct answers {
	uint8_t **of_person, **of_facilitator; /* rows of slots */
};

static void make_answers(struct folder_read *read, struct answers *out)
{
	struct plan_folder *folder = read->out;
	const size_t slots = (size_t)folder->slots;

	uint8_t **of_set = NEW(read->arena, uint8_t *, (size_t)folder->sets);
	out->of_person = NEW(read->arena, uint8_t *, (size_t)read->people + 1);
	out->of_facilitator = NEW(read->arena, uint8_t *, (size_t)folder->facilitators + 1);
	for (int n = 0; n < folder->sets; n++) {
		const size_t count = slots * (size_t)folder->about[n].people;
		uint8_t *answer = NEW(read->arena, uint8_t, count);
		memset(answer, PLAN_UNKNOWN, count);
		folder->set[n].ask.answer = of_set[n] = answer;
	}
	for (int p = 0; p < read->people; p++)
		out->of_person[p] =
			of_set[read->person[p].set] + slots * (size_t)read->person[p].row;
	for (int f = 0; f < folder->facilitators; f++) {
		out->of_facilitator[f] = NEW(read->arena, uint8_t, slots);
		memset(out->of_facilitator[f], PLAN_UNKNOWN, slots);
	}
}

/* availability.csv: who, from, to, weekday, half, answer.  Once for usual weeks, once for certain days. */
static bool read_availability(struct folder_read *read, struct answers *answers, bool usual)
{
	static const char *const columns[] = { "who",   "?from",  "?to", "?weekday",
		                               "?half", "answer", NULL };
	static const char *const words[] = { "yes", "if need be", "not answered", "no", NULL };
	struct plan_table table;

	if (!folder_begin(read, &table, PLAN_FILE_AVAILABILITY, columns)) return false;
	while (plan_table_next(&table)) {
		struct span span;
		struct str name;
		int who, answer;
		if (!plan_table_text(&table, 0, &name) || !read_span(read, &table, 1, &span) ||
		    !plan_table_choice(&table, 5, words, &answer))
			return false;
		if (!names_find(&read->names, name, &who))
			return plan_table_fail(&table, 0,
			                       "\"%.*s\" is neither in people.csv nor in "
			                       "facilitators.csv.",
			                       STR_ARG(name));
		if (span.is_usual != usual) continue;
		uint8_t *row =
			who >= 0 ? answers->of_person[who] : answers->of_facilitator[-1 - who];
		for (int s = 0; s < read->out->slots; s++)
			if (covers(&span, &read->out->slot[s])) row[s] = (uint8_t)answer;
	}
	return !table.failed;
}

/* ---- layers.csv: layer, scope, from, to, weekday, half, kind ---- */

struct layer {
	struct span span;
	bool hard;
	bool all;
	int set, who; /* -1: not that; who as in names */
	bool has_who;
};

static bool read_scope(struct folder_read *read, struct plan_table *table, struct layer *out)
{
	const struct str scope = plan_table_cell(table, 1).text;

	out->set = -1;
	out->all = scope.n == 0 || str_eq_ci(scope, STR("all"));
	if (out->all) return true;
	if (str_starts(scope, STR("set:"))) {
		if (names_find(&read->sets, str_trim(str_from(scope, 4)), &out->set)) return true;
	} else if (str_starts(scope, STR("person:"))) {
		out->has_who = names_find(&read->names, str_trim(str_from(scope, 7)), &out->who);
		if (out->has_who) return true;
	}
	return plan_table_fail(table, 1, "\"%.*s\" is nobody. Write all, set:NAME or person:NAME.",
	                       STR_ARG(plan_table_shown(table, 1)));
}

static void lay_on(uint8_t *row, const struct layer *layer, const struct plan_folder *folder)
{
	for (int s = 0; s < folder->slots; s++) {
		if (!covers(&layer->span, &folder->slot[s])) continue;
		if (layer->hard)
			row[s] = PLAN_NO;
		else if (row[s] == PLAN_YES)
			row[s] = PLAN_IF_NEED_BE;
	}
}

/* On everybody it means; a hard layer on a set closes the half-days for its meetings. */
static void lay(struct folder_read *read, struct answers *answers, const struct layer *layer)
{
	struct plan_folder *folder = read->out;

	for (int n = 0; layer->hard && n < folder->sets; n++) {
		if (!layer->all && layer->set != n) continue;
		for (int s = 0; s < folder->slots; s++)
			if (covers(&layer->span, &folder->slot[s])) folder->about[n].may[s] = 0;
	}
	for (int p = 0; !layer->hard && p < read->people; p++)
		if (layer->all || layer->set == read->person[p].set)
			lay_on(answers->of_person[p], layer, folder);
	if (!layer->has_who) return;
	lay_on(layer->who >= 0 ? answers->of_person[layer->who]
	                       : answers->of_facilitator[-1 - layer->who],
	       layer, folder);
}

static void note_layer(struct plan_folder *folder, struct str name)
{
	if (name.n == 0 || folder->layers == PLAN_FOLDER_LAYERS_MAX) return;
	for (int l = 0; l < folder->layers; l++)
		if (str_eq(folder->layer[l], name)) return;
	folder->layer[folder->layers++] = name;
}

static bool read_layers(struct folder_read *read, struct answers *answers, bool hard)
{
	static const char *const columns[] = { "layer",    "scope", "?from", "?to",
		                               "?weekday", "?half", "kind",  NULL };
	static const char *const kinds[] = { "soft", "hard", NULL };
	struct plan_table table;

	if (!read->text[PLAN_FILE_LAYERS].at) return true;
	if (!folder_begin(read, &table, PLAN_FILE_LAYERS, columns)) return false;
	while (plan_table_next(&table)) {
		struct layer layer = { 0 };
		int kind;
		if (!read_scope(read, &table, &layer) || !read_span(read, &table, 2, &layer.span) ||
		    !plan_table_choice(&table, 6, kinds, &kind))
			return false;
		layer.hard = kind;
		const struct str name = plan_table_cell(&table, 0).text;
		if (layer.hard) note_layer(read->out, name);
		const bool is_away = read->what_if.without.n && str_eq(name, read->what_if.without);
		if (layer.hard == hard && !is_away) lay(read, answers, &layer);
	}
	return !table.failed;
}

/* The weeks before an election are "if need be" for everybody. */
static void lay_election(struct folder_read *read, struct answers *answers)
{
	const struct day poll = read->out->election;

	if (poll.n == DAY_NONE) return;
	const struct layer layer = { .all = true,
		                     .set = -1,
		                     .span = {
					     .from = holiday_pre_election(read->out->nation, poll),
					     .to = poll,
					     .weekday = -1,
					     .half = -1 } };
	lay(read, answers, &layer);
}

/* ---- pins.csv: set, meeting, date, half, kind ---- */

/* Why nobody meets on a day, or not in its evening. */
static bool fail_slot(const struct folder_read *read, struct plan_table *table, int n,
                      struct day day)
{
	const struct plan_folder *out = read->out;
	const struct str words = day_words_year(read->arena, day);

	if (day.n < out->first.n || day.n > out->last.n)
		return plan_table_fail(table, n,
		                       "%.*s is not between first_day and last_day of "
		                       "programme.csv.",
		                       STR_ARG(words));
	if (day_weekday(day) >= SATURDAY)
		return plan_table_fail(table, n, "%.*s is at the weekend: nobody meets then.",
		                       STR_ARG(words));
	if (holiday_on(out->nation, day))
		return plan_table_fail(table, n, "%.*s is a bank holiday (%s): nobody meets then.",
		                       STR_ARG(words), holiday_on(out->nation, day));
	return plan_table_fail(table, n + 1,
	                       "Evenings are not used. To use them, write evenings,yes into "
	                       "programme.csv.");
}

bool folder_read_slot(struct folder_read *read, struct plan_table *table, int n, int *slot)
{
	const struct plan_folder *out = read->out;
	struct day day;
	int half;

	if (!plan_table_day(table, n, &day) || !plan_table_choice(table, n + 1, halves + 1, &half))
		return false;
	for (int s = 0; s < out->slots; s++)
		if (out->slot[s].day.n == day.n && (int)out->slot[s].half == half) {
			*slot = s;
			return true;
		}
	return fail_slot(read, table, n, day);
}

/* A pinned meeting may be nowhere else; a forbidden half-day has none, or not that one meeting. */
static void put_pin(const struct plan_folder *out, uint32_t *may, bool is_pin, int meeting,
                    int slot)
{
	const uint32_t it = meeting ? 1u << (meeting - 1) : UINT32_MAX;

	if (!is_pin)
		may[slot] &= ~it;
	else
		for (int s = 0; s < out->slots; s++)
			if (s != slot) may[s] &= ~it;
}

static bool read_pins(struct folder_read *read)
{
	static const char *const columns[] = { "set", "?meeting", "date", "half", "kind", NULL };
	static const char *const kinds[] = { "pin", "forbid", NULL };
	struct plan_folder *out = read->out;
	struct plan_table table;

	if (!read->text[PLAN_FILE_PINS].at || read->what_if.no_pins) return true;
	if (!folder_begin(read, &table, PLAN_FILE_PINS, columns)) return false;
	while (plan_table_next(&table)) {
		struct str set;
		int n, kind, meeting = 0, slot;
		if (!plan_table_text(&table, 0, &set) ||
		    !plan_table_choice(&table, 4, kinds, &kind))
			return false;
		if (!names_find(&read->sets, set, &n))
			return plan_table_fail(&table, 0, "There is no set \"%.*s\" in sets.csv.",
			                       STR_ARG(set));
		if (!folder_read_slot(read, &table, 2, &slot)) return false;
		const bool is_pin = kind == 0;
		if (is_pin && plan_table_cell(&table, 1).text.n == 0)
			return plan_table_fail(
				&table, 1,
				"Write the number of the meeting that is pinned to that "
				"half-day.");
		if ((is_pin || plan_table_cell(&table, 1).text.n) &&
		    !plan_table_number(&table, 1, 1, out->rules.meetings, &meeting))
			return false;
		put_pin(out, out->about[n].may, is_pin, meeting, slot);
	}
	return !table.failed;
}

/* ---- together ---- */

static void finish_set(struct folder_read *read, int n)
{
	struct plan_folder *out = read->out;
	struct plan_ask *ask = &out->set[n].ask;

	ask->rules = &out->rules;
	ask->slots = out->slots;
	ask->slot = out->slot;
	ask->people = out->about[n].people;
	ask->meetings = out->about[n].may;
	if (out->is_unknown_priced) return;
	uint8_t *chance = NEW(read->arena, uint8_t, (size_t)(ask->people * ask->slots));
	plan_estimate(ask, chance);
	ask->chance = chance;
}

static void finish_facilitators(struct folder_read *read, const struct answers *answers)
{
	struct plan_folder *out = read->out;

	for (int f = 0; f < out->facilitators; f++) {
		int32_t *travel = NEW(read->arena, int32_t, (size_t)out->slots);
		for (int s = 0; s < out->slots; s++) {
			const uint8_t answer = answers->of_facilitator[f][s];
			travel[s] = answer == PLAN_YES          ? 0
			            : answer == PLAN_IF_NEED_BE ? out->rules.weight[PLAN_IF_NEED_BE]
			                                        : PLAN_NEVER;
		}
		out->facilitator[f].travel = travel;
	}
}

bool folder_read_days(struct folder_read *read)
{
	struct plan_folder *out = read->out;
	struct answers answers;

	make_answers(read, &answers);
	for (int n = 0; n < out->sets; n++) {
		out->about[n].may = NEW(read->arena, uint32_t, (size_t)out->slots);
		for (int s = 0; s < out->slots; s++) out->about[n].may[s] = UINT32_MAX;
	}
	if (!read_availability(read, &answers, true)) return false;
	lay_election(read, &answers);
	if (!read_layers(read, &answers, false)) return false;
	if (!read_availability(read, &answers, false)) return false;
	if (!read_layers(read, &answers, true) || !read_pins(read)) return false;
	for (int n = 0; n < out->sets; n++) finish_set(read, n);
	finish_facilitators(read, &answers);
	return true;
}
