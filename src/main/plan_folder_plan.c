/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder - what the sets said since: votes on what is facilitated, and the plan as it was published. */
#include "main/plan_folder_parts.h"

#include <string.h>

static const char *const yes_no[] = { "no", "yes", NULL };

/* ---- votes.csv: person, meeting, score ---- */

bool folder_read_votes(struct folder_read *read)
{
	static const char *const columns[] = { "person", "meeting", "score", NULL };
	enum { SCORE_MAX = 4 };
	struct plan_folder *out = read->out;
	const int meetings = out->rules.meetings;
	struct plan_table table;

	if (!read->text[PLAN_FILE_VOTES].at) return true;
	if (!folder_begin(read, &table, PLAN_FILE_VOTES, columns)) return false;
	for (int n = 0; n < out->sets; n++) {
		const size_t room = (size_t)(out->about[n].people * meetings);
		out->about[n].score = NEW(read->arena, int8_t, room);
		memset(out->about[n].score, -1, room);
	}
	while (plan_table_next(&table)) {
		struct str name;
		int who, meeting, score;
		if (!plan_table_text(&table, 0, &name) ||
		    !plan_table_number(&table, 1, 1, meetings, &meeting) ||
		    !plan_table_number(&table, 2, 0, SCORE_MAX, &score))
			return false;
		if (!names_find(&read->names, name, &who) || who < 0)
			return plan_table_fail(&table, 0, "\"%.*s\" is not in people.csv.",
			                       STR_ARG(name));
		const struct folder_person *person = &read->person[who];
		out->about[person->set].score[person->row * meetings + meeting - 1] = (int8_t)score;
	}
	for (int n = 0; n < out->sets; n++)
		plan_votes(out->about[n].people, meetings, out->about[n].score,
		           out->set[n].ask.vote);
	return !table.failed;
}

/* ---- plan.csv: set, meeting, date, half, facilitated, facilitator ---- */

/* A spreadsheet's guard against formulas is not part of the name. */
static bool find(const struct names *names, struct str name, int *number)
{
	if (names_find(names, name, number)) return true;
	return str_starts(name, STR("'")) && names_find(names, str_from(name, 1), number);
}

static bool read_facilitator(struct folder_read *read, struct plan_table *table, int *by)
{
	const struct str name = plan_table_cell(table, 5).text;
	int who;

	*by = -1;
	if (name.n == 0) return true;
	if (!find(&read->names, name, &who) || who >= 0)
		return plan_table_fail(table, 5,
		                       "There is no facilitator \"%.*s\" in facilitators.csv.",
		                       STR_ARG(name));
	*by = -1 - who;
	return true;
}

/* Who facilitates most of its meetings; others stand in for them. */
static int most_of(const struct plan_folder_set *about)
{
	int most = 0, out = -1;

	for (int m = 0; m < about->published.meetings; m++) {
		int count = 0;
		for (int k = 0; k < about->published.meetings; k++)
			count += about->by[k] == about->by[m];
		if (about->by[m] < 0 || count <= most) continue;
		most = count, out = about->by[m];
	}
	return out;
}

/* Meetings come in order, each after the one before it. */
static bool read_meeting(struct folder_read *read, struct plan_table *table)
{
	struct str set;
	int n, meeting, slot, facilitated;

	if (!plan_table_text(table, 0, &set) ||
	    !plan_table_number(table, 1, 1, read->out->rules.meetings, &meeting) ||
	    !folder_read_slot(read, table, 2, &slot) ||
	    !plan_table_choice(table, 4, yes_no, &facilitated))
		return false;
	if (!find(&read->sets, set, &n))
		return plan_table_fail(table, 0, "There is no set \"%.*s\" in sets.csv.",
		                       STR_ARG(set));
	struct plan_folder_set *about = &read->out->about[n];
	struct plan *plan = &about->published;
	if (meeting != plan->meetings + 1)
		return plan_table_fail(table, 1, "This is where meeting %d of the set belongs.",
		                       plan->meetings + 1);
	if (plan->meetings && plan->slot[plan->meetings - 1] >= slot)
		return plan_table_fail(table, 2, "This is not after the meeting before it.");
	plan->slot[plan->meetings] = slot;
	plan->facilitated |= (uint32_t)facilitated << plan->meetings;
	plan->meetings++;
	return read_facilitator(read, table, &about->by[plan->meetings - 1]);
}

bool folder_read_published(struct folder_read *read)
{
	static const char *const columns[] = { "set",          "meeting",     "date",
		                               "half",         "facilitated", "?facilitator",
		                               "?cannot_come", NULL };
	struct plan_folder *out = read->out;
	struct plan_table table;

	for (int n = 0; n < out->sets; n++) out->about[n].published_by = -1;
	if (!read->text[PLAN_FILE_PUBLISHED].at) return true;
	if (!folder_begin(read, &table, PLAN_FILE_PUBLISHED, columns)) return false;
	while (plan_table_next(&table))
		if (!read_meeting(read, &table)) return false;
	for (int n = 0; !table.failed && n < out->sets; n++) {
		const int meetings = out->about[n].published.meetings;
		out->about[n].published_by = most_of(&out->about[n]);
		if (meetings && meetings != out->rules.meetings)
			return folder_fail(
				read, PLAN_FILE_PUBLISHED,
				str_z(read->arena,
			              str_printf(read->arena,
			                         "The set \"%.*s\" has %d meetings here, and %d by "
			                         "programme.csv.",
			                         STR_ARG(out->about[n].name), meetings,
			                         out->rules.meetings)));
	}
	return !table.failed;
}
