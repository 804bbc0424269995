/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder - programme.csv: what the programme settles, a setting on each line, and which half-days that
 * makes. */
#include "main/plan_folder_parts.h"

static const char *const yes_no[] = { "no", "yes", NULL };
static const char *const nations[] = { "england", "wales", "scotland", "northern ireland", NULL };

enum setting {
	FIRST_DAY,
	LAST_DAY,
	ELECTION,
	NATION,
	SAME_WEEKDAY,
	EVENINGS,
	FAIRNESS,
	TWICE_RUNNING,
	MEETINGS,
	FACILITATED,
	GAP_MIN,
	GAP_MAX,
	GAP_IDEAL,
	QUORUM_PART,
	QUORUM_WHOLE,
	IF_NEED_BE,
	NOT_ANSWERED,
	ABSENT,
	MISS_MAX,
	NOTICE,
	SETTINGS
};

static const char *const setting_names[SETTINGS + 1] = {
	"first_day", "last_day",      "election",     "nation",      "same_weekday", "evenings",
	"fairness",  "twice_running", "meetings",     "facilitated", "gap_min",      "gap_max",
	"gap_ideal", "quorum_part",   "quorum_whole", "if_need_be",  "not_answered", "absent",
	"miss_max",  "notice",        NULL,
};

struct programme_read {
	struct folder_read *read;
	struct plan_table table;
	struct csv_cell said[SETTINGS]; /* line 0: not said */
};

/* A number of the rules, and what it may be. */
static bool read_number(struct programme_read *p, enum setting setting)
{
	struct plan_folder *out = p->read->out;
	struct plan_rules *rules = &out->rules;
	const struct {
		int *number;
		int least, most;
	} of[SETTINGS] = {
		[MEETINGS] = { &rules->meetings, 1, PLAN_MEETINGS_MAX },
		[FACILITATED] = { &rules->credits, 0, PLAN_MEETINGS_MAX },
		[GAP_MIN] = { &rules->gap_min, 1, PLAN_GAP_MAX },
		[GAP_MAX] = { &rules->gap_max, 1, PLAN_GAP_MAX },
		[GAP_IDEAL] = { &rules->gap_ideal, 1, PLAN_GAP_MAX },
		[QUORUM_PART] = { &rules->quorum_part, 0, 100 },
		[QUORUM_WHOLE] = { &rules->quorum_whole, 1, 100 },
		[IF_NEED_BE] = { &rules->weight[PLAN_IF_NEED_BE], 0, 800 },
		[NOT_ANSWERED] = { &rules->weight[PLAN_UNKNOWN], 0, 800 },
		[ABSENT] = { &rules->weight[PLAN_NO], 0, 800 },
		[MISS_MAX] = { &rules->miss_max, 0, PLAN_MEETINGS_MAX },
		[NOTICE] = { &out->notice, 0, 200 },
	};

	if (setting == NOT_ANSWERED) out->is_unknown_priced = true;
	return plan_table_number(&p->table, 1, of[setting].least, of[setting].most,
	                         of[setting].number);
}

/* Points, or "never". */
static bool read_twice(struct programme_read *p)
{
	enum { MOST = 10000 };
	const struct str text = plan_table_cell(&p->table, 1).text;
	int64_t points = PLAN_NEVER;

	if (!str_eq_ci(text, STR("never")) && !str_i64(text, 0, MOST, &points))
		return plan_table_fail(&p->table, 1,
		                       "Write what missing two running costs, 0 to %d points, or "
		                       "never if nobody may.",
		                       MOST);
	p->read->out->rules.twice = (int32_t)points;
	return true;
}

/* "0 0 8 24": what missing none, one, two ... costs; from the last number on it grows as it did before. */
static bool read_fairness(struct programme_read *p)
{
	enum { MOST = 16000 };
	int32_t *fair = p->read->out->rules.fair;
	struct str rest = plan_table_cell(&p->table, 1).text, word;
	int n = 0;

	while (str_cut(&rest, ' ', &word)) {
		int64_t points;
		if (word.n == 0) continue;
		if (n > PLAN_MEETINGS_MAX || !str_i64(word, n ? fair[n - 1] : 0, MOST, &points))
			return plan_table_fail(&p->table, 1,
			                       "Write what missing none, one, two meetings and so "
			                       "on costs, each no "
			                       "less than the one before, such as 0 0 8 24 48.");
		fair[n++] = (int32_t)points;
	}
	if (n < 2)
		return plan_table_fail(&p->table, 1,
		                       "Write what missing none and what missing one costs at "
		                       "least, such as 0 0 8 24 48.");
	for (const int32_t more = fair[n - 1] - fair[n - 2]; n <= PLAN_MEETINGS_MAX; n++)
		fair[n] = fair[n - 1] + more < MOST ? fair[n - 1] + more : MOST;
	return true;
}

static bool read_setting(struct programme_read *p, enum setting setting)
{
	static const enum nation of[] = { ENGLAND_AND_WALES, ENGLAND_AND_WALES, SCOTLAND,
		                          NORTHERN_IRELAND };
	struct plan_folder *out = p->read->out;
	struct plan_table *table = &p->table;
	int choice = 0;

	switch ((int)setting) {
	case FIRST_DAY:
		return plan_table_day(table, 1, &out->first);
	case LAST_DAY:
		return plan_table_day(table, 1, &out->last);
	case ELECTION:
		return plan_table_day(table, 1, &out->election);
	case NATION:
		if (!plan_table_choice(table, 1, nations, &choice)) return false;
		out->nation = of[choice];
		return true;
	case SAME_WEEKDAY:
		if (!plan_table_choice(table, 1, yes_no, &choice)) return false;
		out->rules.same_weekday = choice;
		return true;
	case EVENINGS:
		if (!plan_table_choice(table, 1, yes_no, &choice)) return false;
		out->evenings = choice;
		return true;
	case FAIRNESS:
		return read_fairness(p);
	case TWICE_RUNNING:
		return read_twice(p);
	default:
		return read_number(p, setting);
	}
}

/* "file:line:column: ..." at what a setting is said to be; at the file as a whole where it is not said. */
static bool fail_at(struct programme_read *p, enum setting setting, struct str why)
{
	*p->read->fault = (struct plan_fault){ PLAN_FILE_PROGRAMME, p->said[setting].line,
		                               p->said[setting].column, why };
	return false;
}

/* Is one setting above another?  Blames whichever of the two is said. */
static bool fail_pair(struct programme_read *p, enum setting low, int is_low, enum setting high,
                      int is_high)
{
	return fail_at(
		p, p->said[low].line ? low : high,
		str_printf(p->read->arena,
	                   "%s is %d and %s is %d: it can be %d at most. Change one of them.",
	                   setting_names[low], is_low, setting_names[high], is_high, is_high));
}

/* Does each fit the others? */
static bool check(struct programme_read *p)
{
	const struct plan_folder *out = p->read->out;
	const struct plan_rules *rules = &out->rules;
	const char *fault = NULL;

	if (out->first.n == DAY_NONE || out->last.n == DAY_NONE)
		return folder_fail(p->read, PLAN_FILE_PROGRAMME,
		                   "The settings first_day and last_day are needed.");
	if (rules->credits > rules->meetings)
		return fail_pair(p, FACILITATED, rules->credits, MEETINGS, rules->meetings);
	if (rules->gap_min > rules->gap_max)
		return fail_pair(p, GAP_MIN, rules->gap_min, GAP_MAX, rules->gap_max);
	if (rules->quorum_part > rules->quorum_whole)
		return fail_pair(p, QUORUM_PART, rules->quorum_part, QUORUM_WHOLE,
		                 rules->quorum_whole);
	if (out->last.n < out->first.n)
		return fail_at(p, LAST_DAY, STR("The last day comes before the first."));
	if ((out->last.n - out->first.n + 1) * (out->evenings ? 3 : 2) > PLAN_SLOTS_MAX)
		return fail_at(p, LAST_DAY,
		               STR("The last day is too far from the first: at most 2,048 days, "
		                   "or 1,365 with evenings."));
	fault = plan_rules_fault(rules);
	return !fault || folder_fail(p->read, PLAN_FILE_PROGRAMME, fault);
}

static bool fail_unknown(struct programme_read *p)
{
	return plan_table_fail(&p->table, 0, "There is no such setting. They are: %.*s.",
	                       STR_ARG(plan_table_list(p->read->arena, setting_names)));
}

bool folder_read_programme(struct folder_read *read)
{
	static const char *const columns[] = { "setting", "value", NULL };
	struct programme_read p = { .read = read };

	if (!folder_begin(read, &p.table, PLAN_FILE_PROGRAMME, columns)) return false;
	while (plan_table_next(&p.table)) {
		struct str name;
		int setting = 0;
		if (!plan_table_text(&p.table, 0, &name)) return false;
		while (setting < SETTINGS && !str_eq_ci(name, str_of(setting_names[setting])))
			setting++;
		if (setting == SETTINGS) return fail_unknown(&p);
		if (p.said[setting].line)
			return plan_table_fail(&p.table, 0, "%s stands in line %d already.",
			                       setting_names[setting], p.said[setting].line);
		if (plan_table_cell(&p.table, 1).text.n == 0) continue; /* left as it is usual */
		if (!read_setting(&p, (enum setting)setting)) return false;
		p.said[setting] = plan_table_cell(&p.table, 1);
	}
	if (p.table.failed) return false;
	read->out->evenings |= read->what_if.evenings;
	return check(&p);
}

/* Weekdays but bank holidays; mornings and afternoons, evenings too if wanted. */
bool folder_make_slots(struct folder_read *read)
{
	struct plan_folder *out = read->out;
	const int halves = out->evenings ? 3 : 2, days = out->last.n - out->first.n + 1;

	out->slot = NEW(read->arena, struct plan_slot, (size_t)(days * halves));
	for (struct day day = out->first; day.n <= out->last.n; day = day_add(day, 1)) {
		if (day_weekday(day) >= SATURDAY || holiday_on(out->nation, day)) continue;
		for (int half = 0; half < halves; half++)
			out->slot[out->slots++] = (struct plan_slot){ day, (enum plan_half)half };
	}
	return out->slots > 0 ||
	       folder_fail(read, PLAN_FILE_PROGRAMME,
	                   "Nobody could meet: between first_day and last_day are only weekends "
	                   "and bank holidays.");
}
