/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_words - see plan_words.h. */
#include "domain/plan_words.h"

/* Text that grows in an arena. */
struct lines {
	struct arena *arena;
	struct str text;
};

static void say(struct lines *lines, const char *format, ...) PRINTF(2, 3);

static void say(struct lines *lines, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const struct str more = str_vprintf(lines->arena, format, args);
	va_end(args);
	lines->text = str_printf(lines->arena, "%.*s%.*s", STR_ARG(lines->text), STR_ARG(more));
}

struct str plan_slot_words(struct arena *arena, const struct plan_slot *slot)
{
	static const char *const halves[] = { "morning", "afternoon", "evening" };

	return str_printf(arena, "%.*s, %s", STR_ARG(day_words_year(arena, slot->day)),
	                  halves[slot->half]);
}

struct str plan_people_words(struct arena *arena, const struct str *names, uint32_t people)
{
	struct lines lines = { .arena = arena };

	while (people) {
		const int p = __builtin_ctz(people);
		people &= people - 1;
		const char *after = !people ? "" : people & (people - 1) ? ", " : " and ";
		say(&lines, "%.*s%s", STR_ARG(names[p]), after);
	}
	return lines.text;
}

static const char *plural(int n)
{
	return n == 1 ? "" : "s";
}

static uint32_t answered(const struct plan_ask *ask, int slot, enum plan_answer answer)
{
	uint32_t people = 0;

	for (int p = 0; p < ask->people; p++)
		if (ask->answer[p * ask->slots + slot] == answer) people |= 1u << p;
	return people;
}

/* Seats filled, who misses most, who misses twice running. */
static void summarise(struct lines *lines, const struct plan_ask *ask, const struct str *names,
                      const struct plan *plan)
{
	int misses[PLAN_PEOPLE_MAX] = { 0 }, seats = 0, open = 0, most = 0;
	uint32_t twice = 0, missing = 0, of_most = 0;

	for (int m = 0; m < plan->meetings; m++) {
		const uint32_t now = plan_missing(ask, plan->slot[m]);
		seats += ask->people - __builtin_popcount(now);
		open += __builtin_popcount(answered(ask, plan->slot[m], PLAN_UNKNOWN));
		if (m) twice |= missing & now;
		missing = now;
		for (int p = 0; p < ask->people; p++) misses[p] += (int)(now >> p & 1);
	}
	for (int p = 0; p < ask->people; p++)
		if (misses[p] > most) most = misses[p];
	for (int p = 0; p < ask->people; p++)
		if (misses[p] == most) of_most |= 1u << p;
	say(lines, "%d date%s, %d facilitated. %d of %d seats filled", plan->meetings,
	    plural(plan->meetings), __builtin_popcount(plan->facilitated), seats - open,
	    ask->people * plan->meetings);
	if (open) say(lines, ", %d not answered", open);
	say(lines, ".\n");
	if (most == 0)
		say(lines, "Nobody misses any.\n");
	else
		say(lines, "Nobody misses more than %d: %.*s.\n", most,
		    STR_ARG(plan_people_words(lines->arena, names, of_most)));
	if (twice)
		say(lines, "Missing two running: %.*s.\n",
		    STR_ARG(plan_people_words(lines->arena, names, twice)));
	else if (most > 1)
		say(lines, "Nobody misses two running.\n");
	if (plan->bound == plan->cost)
		say(lines, "No other plan is better under these rules.\n");
	else
		say(lines, "This plan costs %d points; none costs less than %d.\n", plan->cost,
		    plan->bound);
}

static void say_people(struct lines *lines, const struct str *names, const char *before,
                       uint32_t people)
{
	if (!people) return;
	say(lines, " %s: %.*s.", before, STR_ARG(plan_people_words(lines->arena, names, people)));
}

struct str plan_words(struct arena *arena, const struct plan_ask *ask, const struct str *names,
                      const struct plan *plan)
{
	struct lines lines = { .arena = arena };

	summarise(&lines, ask, names, plan);
	for (int m = 0; m < plan->meetings; m++) {
		const int s = plan->slot[m];
		const bool facilitated = plan->facilitated >> m & 1;
		say(&lines, "%d. %.*s, %s.", m + 1, STR_ARG(plan_slot_words(arena, &ask->slot[s])),
		    facilitated ? "facilitated" : "self-facilitated");
		say_people(&lines, names, "Cannot come", plan_missing(ask, s));
		say_people(&lines, names, "If need be", answered(ask, s, PLAN_IF_NEED_BE));
		say_people(&lines, names, "Not answered", answered(ask, s, PLAN_UNKNOWN));
		if (plan_certainty(ask, s).is_fragile) say(&lines, " Quorum needs an answer.");
		say(&lines, "\n");
	}
	return lines.text;
}

/* Which dates differ, and who comes or goes by it. */
static void say_moves(struct lines *lines, const struct plan_ask *ask, const struct str *names,
                      const struct plan *old, const struct plan *new)
{
	struct arena *arena = lines->arena;

	for (int m = 0; m < new->meetings &&m < old->meetings; m++) {
		const uint32_t before = plan_missing(ask, old->slot[m]);
		const uint32_t after = plan_missing(ask, new->slot[m]);
		if (old->slot[m] == new->slot[m]) continue;
		say(lines, "Meeting %d moves from %.*s to %.*s.", m + 1,
		    STR_ARG(plan_slot_words(arena, &ask->slot[old->slot[m]])),
		    STR_ARG(plan_slot_words(arena, &ask->slot[new->slot[m]])));
		say_people(lines, names, "Can come now", before & ~after);
		say_people(lines, names, "Cannot come any more", after & ~before);
		say_people(lines, names, "Only if need be now",
		           answered(ask, new->slot[m], PLAN_IF_NEED_BE) &
		                   ~answered(ask, old->slot[m], PLAN_IF_NEED_BE));
		say(lines, "\n");
	}
	for (int m = 0; m < new->meetings &&m < old->meetings; m++)
		if ((old->facilitated ^ new->facilitated) >> m & 1)
			say(lines, "Meeting %d is then %s.\n", m + 1,
			    new->facilitated >> m & 1 ? "facilitated" : "self-facilitated");
}

struct str plan_why_words(struct arena *arena, const struct plan_ask *ask, const struct str *names,
                          const struct plan *plan, const struct plan_why *why)
{
	struct lines lines = { .arena = arena };
	const struct str slot = plan_slot_words(arena, &ask->slot[why->slot]);

	switch (why->verdict) {
	case PLAN_WHY_USED:
		say(&lines, "%.*s is meeting %d of the plan.\n", STR_ARG(slot), why->meeting + 1);
		break;
	case PLAN_WHY_QUORUM:
		say(&lines, "On %.*s only %d of %d could come, and %d are needed.", STR_ARG(slot),
		    why->coming, ask->people, why->needed);
		say_people(&lines, names, "Cannot come", plan_missing(ask, why->slot));
		say(&lines, "\n");
		break;
	case PLAN_WHY_OUTSIDE:
		say(&lines, "%.*s is not between %.*s and %.*s, when the set may meet.\n",
		    STR_ARG(slot), STR_ARG(day_words_year(arena, ask->start_first)),
		    STR_ARG(day_words_year(arena, ask->end_last)));
		break;
	case PLAN_WHY_CLOSED:
		say(&lines, "%.*s is closed to this set.\n", STR_ARG(slot));
		break;
	case PLAN_WHY_NO_PLAN:
		say(&lines, "No plan with %.*s keeps all the rules.\n", STR_ARG(slot));
		break;
	case PLAN_WHY_UNKNOWN:
		say(&lines, "Whether a plan with %.*s keeps all the rules was not found out.\n",
		    STR_ARG(slot));
		break;
	case PLAN_WHY_COSTS:
		if (why->more < 0)
			say(&lines,
			    "With %.*s as meeting %d there is a plan that is %d point%s better.\n",
			    STR_ARG(slot), why->meeting + 1, -why->more, plural(-why->more));
		else if (why->more == 0)
			say(&lines, "With %.*s as meeting %d the plan is as good.\n", STR_ARG(slot),
			    why->meeting + 1);
		else
			say(&lines,
			    "With %.*s as meeting %d the best plan costs %d point%s more.\n",
			    STR_ARG(slot), why->meeting + 1, why->more, plural(why->more));
		say_moves(&lines, ask, names, plan, &why->with);
		break;
	}
	return lines.text;
}

/* `plan` is what there would be: "a plan". */
static void say_cause(struct lines *lines, const struct str *names, const struct plan_cause *cause,
                      const char *plan)
{
	static const char *const words[] = {
		[PLAN_CAUSE_PERSON] = "",
		[PLAN_CAUSE_FACILITATOR] = "the days on which the facilitator is free",
		[PLAN_CAUSE_QUORUM] = "how many must be able to come",
		[PLAN_CAUSE_GAPS] = "how many days may lie between meetings",
		[PLAN_CAUSE_PINS] = "half-days that are closed or pinned",
		[PLAN_CAUSE_REQUIRED] = "people who must be able to come",
		[PLAN_CAUSE_MISS_MAX] = "how many meetings one person may miss",
		[PLAN_CAUSE_TWICE] = "that nobody may miss two running",
		[PLAN_CAUSE_WEEKDAY] = "that all meetings are on one weekday",
		[PLAN_CAUSE_START] = "when the first meeting may be",
	};

	if (cause->kind == PLAN_CAUSE_PERSON)
		say(lines, "Without %.*s there would be %s.\n", STR_ARG(names[cause->person]),
		    plan);
	else
		say(lines, "There would be %s but for %s.\n", plan, words[cause->kind]);
}

/* "Meetings 3 and 5 are in the evening." */
static void say_evenings(struct lines *lines, const struct plan_rescue *rescue)
{
	struct str numbers[PLAN_MEETINGS_MAX];
	uint32_t evenings = 0;

	for (int m = 0; m < rescue->plan.meetings; m++) {
		numbers[m] = str_printf(lines->arena, "%d", m + 1);
		if (rescue->ask.slot[rescue->plan.slot[m]].half == PLAN_EVENING)
			evenings |= 1u << m;
	}
	const bool one = (evenings & (evenings - 1)) == 0;
	say(lines, "Meeting%s %.*s %s in the evening.\n", one ? "" : "s",
	    STR_ARG(plan_people_words(lines->arena, numbers, evenings)), one ? "is" : "are");
}

static void say_rungs(struct lines *lines, const struct plan_ask *ask,
                      const struct plan_rescue *rescue)
{
	if (rescue->rungs & PLAN_RUNG_QUORUM)
		say(lines, "Meeting %d may be held with half of the set.\n", rescue->quorum + 1);
	if (rescue->rungs & PLAN_RUNG_GAPS)
		say(lines, "Meetings are %d to %d days apart instead of %d to %d.\n",
		    rescue->rules.gap_min, rescue->rules.gap_max, ask->rules->gap_min,
		    ask->rules->gap_max);
	if (rescue->rungs & PLAN_RUNG_GUEST)
		say(lines, "For meeting %d another facilitator is needed.\n", rescue->guest + 1);
	if (rescue->rungs & PLAN_RUNG_EVENING) say_evenings(lines, rescue);
	if (rescue->rungs & PLAN_RUNG_FEWER)
		say(lines, "There are %d meetings instead of %d.\n", rescue->rules.meetings,
		    ask->rules->meetings);
}

struct str plan_rescue_words(struct arena *arena, const struct plan_ask *ask,
                             const struct str *names, const struct plan_rescue *rescue)
{
	struct lines lines = { .arena = arena };

	say(&lines, "No plan keeps all the rules.\n");
	for (int i = 0; i < rescue->causes; i++)
		say_cause(&lines, names, &rescue->cause[i], "a plan");
	if (!rescue->rungs) {
		say(&lines, "Relaxing rules a step at a time gave no plan either: %s.\n",
		    rescue->causes ? "change what is named above, or ask for more dates"
		                   : "ask for more dates");
		return lines.text;
	}
	say(&lines, "A plan is possible if this is allowed:\n");
	say_rungs(&lines, ask, rescue);
	return lines.text;
}

struct str plan_change_words(struct arena *arena, const struct plan_ask *ask,
                             const struct str *names, const struct plan *old,
                             const struct plan_change *change)
{
	static const char *const aims[] = { "Fewest changes", "Better dates", "Best attendance",
		                            "Fairest" };
	struct lines lines = { .arena = arena };

	say(&lines, "%s: %d date%s move%s.%s\n", aims[change->aim], change->moves,
	    plural(change->moves), change->moves == 1 ? "s" : "",
	    change->fewest ? " No plan moves fewer." : "");
	say_moves(&lines, ask, names, old, &change->plan);
	return lines.text;
}

struct str plan_moves_words(struct arena *arena, const struct plan_ask *ask,
                            const struct str *names, const struct plan *old, const struct plan *new)
{
	struct lines lines = { .arena = arena };

	say_moves(&lines, ask, names, old, new);
	return lines.text;
}

static void say_worth(struct lines *lines, const struct plan_worth *w)
{
	if (!w->with && !w->without)
		say(lines, "There is no plan, whatever the answer.\n");
	else if (!w->with || !w->without)
		say(lines, "Whether there is a plan hangs on that.\n");
	else if (!w->dates && !w->points)
		say(lines, "The plan stays as it is, whatever the answer.\n");
	else {
		say(lines, "With no to all of that the plan has ");
		if (w->dates)
			say(lines, "%d other date%s", w->dates, plural(w->dates));
		else
			say(lines, "the same dates");
		if (w->points)
			say(lines, " and costs %d point%s more", w->points, plural(w->points));
		else
			say(lines, " and costs the same");
		say(lines, ", compared with yes.\n");
	}
}

struct str plan_worth_words(struct arena *arena, const struct str *names,
                            const struct plan_worth *worth, int count)
{
	struct lines lines = { .arena = arena };

	for (int i = 0; i < count; i++) {
		say(&lines, "%.*s has not answered %d half-day%s. ",
		    STR_ARG(names[worth[i].person]), worth[i].unknown, plural(worth[i].unknown));
		say_worth(&lines, &worth[i]);
	}
	return lines.text;
}

static void say_score(struct lines *lines, const int8_t *score, int people, int meetings, int m)
{
	int sum = 0, votes = 0;

	for (int p = 0; score && p < people; p++) {
		if (score[p * meetings + m] < 0) continue;
		sum += score[p * meetings + m], votes++;
	}
	if (!votes) return;
	const int tenths = (20 * sum + votes) / (2 * votes);
	say(lines, " The set gave it %d.%d of 4 (%d vote%s).", tenths / 10, tenths % 10, votes,
	    plural(votes));
}

struct str plan_flags_words(struct arena *arena, const struct plan_ask *ask, const struct plan *old,
                            uint32_t flags, const int8_t *score)
{
	static const char *const words[] = { "self-facilitated", "facilitated" };
	struct lines lines = { .arena = arena };

	for (int m = 0; m < old->meetings; m++) {
		const bool now = flags >> m & 1, before = old->facilitated >> m & 1;
		say(&lines, "%d. %.*s: %s", m + 1,
		    STR_ARG(plan_slot_words(arena, &ask->slot[old->slot[m]])), words[now]);
		say(&lines, now == before ? "." : ", was %s.", words[before]);
		say_score(&lines, score, ask->people, old->meetings, m);
		if (ask->travel && ask->travel[old->slot[m]] >= PLAN_NEVER)
			say(&lines, " The facilitator is not free.");
		say(&lines, "\n");
	}
	return lines.text;
}

struct str plan_why_cause_words(struct arena *arena, const struct str *names,
                                const struct plan_cause *cause, int count)
{
	struct lines lines = { .arena = arena };

	for (int i = 0; i < count; i++) say_cause(&lines, names, &cause[i], "one with it");
	return lines.text;
}
