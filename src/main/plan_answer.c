/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - what people ask around a plan: why not then, a date is lost, which six, whom to remind. */
#include "base/zone.h"
#include "domain/plan_words.h"
#include "main/plan_parts.h"

static const char *const halves[] = { "morning", "afternoon", "evening" };

static enum exit_code no_set(struct str name)
{
	return command_fail(EXIT_USAGE, "There is no set \"%.*s\" in sets.csv.", STR_ARG(name));
}

static void print(struct str words)
{
	printf("%.*s", STR_ARG(words));
}

/* The set's question with its facilitator as the other sets leave them. */
static struct plan_ask ask_of(const struct plan_job *job, int n)
{
	struct plan_ask ask = job->outcome[n].ask;

	ask.travel = plan_job_travel(job, job->memory, n, job->outcome[n].facilitator);
	return ask;
}

/* ---- why not? ---- */

struct moment {
	struct day day;
	int half, slot; /* slot -1: nobody meets then */
};

static bool read_moment(const struct plan_job *job, struct str *rest, struct moment *out)
{
	struct str date, half;

	if (!str_cut(rest, '/', &date) || !str_cut(rest, '/', &half) || rest->n) return false;
	if (!day_parse(date, &out->day)) return false;
	out->half = out->slot = -1;
	for (int h = 0; h < (int)LEN(halves); h++)
		if (str_eq_ci(half, str_of(halves[h]))) out->half = h;
	for (int s = 0; s < job->folder.slots; s++)
		if (job->folder.slot[s].day.n == out->day.n &&
		    (int)job->folder.slot[s].half == out->half)
			out->slot = s;
	return out->half >= 0;
}

/* Why a half-day is not in the calendar at all. */
static void tell_no_slot(const struct plan_job *job, const struct moment *when)
{
	const struct str words = day_words_year(job->memory, when->day);
	const struct plan_folder *folder = &job->folder;

	if (when->day.n < folder->first.n || when->day.n > folder->last.n)
		printf("%.*s is not between first_day and last_day of programme.csv.\n",
		       STR_ARG(words));
	else if (day_weekday(when->day) >= SATURDAY)
		printf("%.*s is at the weekend: nobody meets then.\n", STR_ARG(words));
	else if (holiday_on(folder->nation, when->day))
		printf("%.*s is a bank holiday (%s): nobody meets then.\n", STR_ARG(words),
		       holiday_on(folder->nation, when->day));
	else
		printf("Evenings are not used. To use them, write evenings,yes into "
		       "programme.csv.\n");
}

/* Would a meeting be possible on that half-day if the tables said otherwise? */
static bool is_open_if(const struct plan_job *job, int set, int slot,
                       const struct plan_folder_if *what_if)
{
	struct arena *arena = arena_new((size_t)1 << 32);
	const struct plan_folder *folder = plan_job_if(job, arena, what_if);
	const uint32_t all = (uint32_t)((1ull << job->folder.rules.meetings) - 1);
	const bool open = folder && (folder->about[set].may[slot] & all);

	arena_free(arena);
	return open;
}

/* Layers that alone close it, or pins.csv. */
static void tell_closing(const struct plan_job *job, int set, int slot)
{
	for (int l = 0; l < job->folder.layers; l++) {
		const struct plan_folder_if without = { .without = job->folder.layer[l] };
		if (is_open_if(job, set, slot, &without))
			printf("It is closed by the layer \"%.*s\".\n",
			       STR_ARG(job->folder.layer[l]));
	}
	if (is_open_if(job, set, slot, &(struct plan_folder_if){ .no_pins = true }))
		printf("pins.csv forbids it, or pins all meetings elsewhere.\n");
}

static void tell_causes(struct plan_job *job, int set, const struct plan_ask *ask, int slot)
{
	struct plan_cause cause[PLAN_CAUSES_MAX];
	const int n = plan_why_causes(job->desk, job->memory, ask, slot, cause);

	print(plan_why_cause_words(job->memory, job->folder.about[set].person, cause, n));
}

enum exit_code plan_tell_why(struct plan_job *job)
{
	struct str rest = job->options->why, name;
	struct moment when;

	(void)str_cut(&rest, '/', &name);
	const int set = plan_job_set(job, name);
	if (set < 0) return no_set(name);
	if (!read_moment(job, &rest, &when))
		return command_fail(
			EXIT_USAGE,
			"--why is SET/DATE/HALF, such as --why=North/2026-11-05/morning.");
	plan_job_reset(job);
	if (when.slot < 0) {
		tell_no_slot(job, &when);
		return EXIT_GOOD;
	}
	const struct plan_outcome *outcome = &job->outcome[set];
	struct plan_why why;
	if (!outcome->plan.meetings)
		return command_fail(EXIT_FINDINGS, "%.*s has no plan yet.", STR_ARG(name));
	const struct plan_ask ask = ask_of(job, set);
	if (plan_why(job->desk, job->memory, &ask, &outcome->plan, when.slot, &why))
		return command_fail(EXIT_WENT_WRONG, "That could not be worked out.");
	const struct str *names = job->folder.about[set].person;
	if (why.verdict == PLAN_WHY_COSTS && outcome->plan.cost >= PLAN_NEVER) {
		printf("The dates of plan.csv do not keep all the rules of the tables any more. "
		       "The best plan with that half-day does:\n");
		print(plan_moves_words(job->memory, &ask, names, &outcome->plan, &why.with));
	} else
		print(plan_why_words(job->memory, &ask, names, &outcome->plan, &why));
	if (why.verdict == PLAN_WHY_CLOSED) tell_closing(job, set, when.slot);
	if (why.verdict == PLAN_WHY_NO_PLAN) tell_causes(job, set, &ask, when.slot);
	return EXIT_GOOD;
}

/* ---- a date is lost ---- */

static bool read_today(const struct plan_job *job, struct day *out)
{
	struct zone *zone;

	if (job->options->today.n) return day_parse(job->options->today, out);
	if (zone_new(STR("Europe/London"), &zone)) return false;
	*out = zone_local(zone, time_now()).day;
	zone_free(zone);
	return true;
}

/* SET/4/5: which set, which meetings. */
static bool read_meetings(const struct plan_job *job, struct str rest, struct str *name,
                          uint32_t *lost)
{
	struct str word;
	int64_t m;

	*lost = 0;
	(void)str_cut(&rest, '/', name);
	while (str_cut(&rest, '/', &word)) {
		if (!str_i64(word, 1, job->folder.rules.meetings, &m)) return false;
		*lost |= 1u << (m - 1);
	}
	return *lost != 0;
}

/* No change keeps the rules: what to relax, and what then moves. */
static enum exit_code tell_lost_stuck(struct plan_job *job, int set, const struct plan_ask *ask,
                                      uint32_t lost, struct day open)
{
	const struct str *names = job->folder.about[set].person;
	const struct plan *old = &job->outcome[set].plan;
	struct plan_rescue rescue;
	const enum err err =
		plan_change_ladder(job->desk, job->memory, ask, old, lost, open, &rescue);

	if (err) rescue.rungs = 0;
	print(plan_rescue_words(job->memory, ask, names, &rescue));
	for (int m = 0; rescue.rungs && m < rescue.plan.meetings; m++)
		printf("%d. %.*s, %s.%s\n", m + 1,
		       STR_ARG(plan_slot_words(job->memory, &ask->slot[rescue.plan.slot[m]])),
		       rescue.plan.facilitated >> m & 1 ? "facilitated" : "self-facilitated",
		       rescue.plan.slot[m] == old->slot[m] ? "" : " New.");
	return EXIT_FINDINGS;
}

static void tell_change(struct plan_job *job, int set, const struct plan_ask *ask,
                        const struct plan_change *change, int number)
{
	printf("\n%d. ", number);
	print(plan_change_words(job->memory, ask, job->folder.about[set].person,
	                        &job->outcome[set].plan, change));
}

static enum exit_code tell_over(struct plan_job *job, int set, uint32_t meetings, struct day today)
{
	const struct plan *old = &job->outcome[set].plan;

	for (int m = 0; m < old->meetings; m++) {
		const struct day day = job->folder.slot[old->slot[m]].day;
		if ((meetings >> m & 1) && day.n < today.n)
			return command_fail(EXIT_USAGE, "Meeting %d was on %.*s: it is over.",
			                    m + 1, STR_ARG(day_words_year(job->memory, day)));
	}
	return EXIT_GOOD;
}

static enum exit_code tell_changes(struct plan_job *job, int set, uint32_t lost, struct day today)
{
	const struct plan_folder *folder = &job->folder;
	const struct plan *old = &job->outcome[set].plan;
	const struct day open = holiday_working_days_after(folder->nation, today, folder->notice);
	const struct plan_ask ask = ask_of(job, set);
	struct plan_change list[PLAN_CHANGES_MAX];
	int count;

	printf("New dates are from %.*s on; what comes before that stays.\n",
	       STR_ARG(day_words_year(job->memory, open)));
	const enum err err =
		plan_change(job->desk, job->memory, &ask, old, lost, open, list, &count);
	if (err == ERR_ABSENT) return tell_lost_stuck(job, set, &ask, lost, open);
	if (err) return command_fail(EXIT_WENT_WRONG, "That could not be worked out.");
	for (int i = 0; i < count; i++) tell_change(job, set, &ask, &list[i], i + 1);
	return EXIT_GOOD;
}

static enum exit_code bad_today(void)
{
	return command_fail(EXIT_USAGE, "--today is a date, such as --today=2026-11-05.");
}

static enum exit_code no_published(struct str name)
{
	return command_fail(EXIT_USAGE, "plan.csv has no dates for the set \"%.*s\".",
	                    STR_ARG(name));
}

/* What --lost and --ill have in common: a published set, meetings that are still to come. */
static enum exit_code begin(struct plan_job *job, struct str words, const char *usage, int *set,
                            uint32_t *meetings, struct day *today)
{
	struct str name;

	const bool fits = read_meetings(job, words, &name, meetings);
	*set = plan_job_set(job, name);
	if (*set < 0) return no_set(name);
	if (!fits) return command_fail(EXIT_USAGE, "%s", usage);
	if (!read_today(job, today)) return bad_today();
	if (!job->outcome[*set].plan.meetings) return no_published(name);
	plan_job_reset(job);
	return tell_over(job, *set, *meetings, *today);
}

enum exit_code plan_tell_lost(struct plan_job *job)
{
	static const char usage[] =
		"--lost is SET/MEETING, such as --lost=North/4 or --lost=North/4/5.";
	struct day today;
	uint32_t lost;
	int set;

	const enum exit_code fits = begin(job, job->options->lost, usage, &set, &lost, &today);
	if (fits) return fits;
	const struct plan *old = &job->outcome[set].plan;
	for (int m = 0; m < old->meetings; m++)
		if (lost >> m & 1)
			printf("Meeting %d cannot be on %.*s.\n", m + 1,
			       STR_ARG(plan_slot_words(job->memory,
			                               &job->folder.slot[old->slot[m]])));
	return tell_changes(job, set, lost, today);
}

/* ---- the facilitator is ill: another one, another meeting, another date ---- */

/* Who offered, and is free on all of these half-days beside what their own sets need; how many. */
static int tell_others(struct plan_job *job, int set, uint32_t meetings)
{
	const struct plan_folder *folder = &job->folder;
	const struct plan_many_set *asked = &folder->set[set];
	const struct plan *plan = &job->outcome[set].plan;
	int found = 0;

	for (int o = 0; o < asked->offers; o++) {
		const int f = asked->offer[o].facilitator;
		bool is_free = f != job->outcome[set].facilitator;
		const int32_t *travel = plan_job_travel(job, job->memory, set, f);
		for (int m = 0; m < plan->meetings; m++)
			if (meetings >> m & 1) is_free &= travel[plan->slot[m]] < PLAN_NEVER;
		if (!is_free) continue;
		printf("%.*s is free then, and could take it.\n",
		       STR_ARG(folder->facilitator_name[f]));
		found++;
	}
	return found;
}

/* What was facilitated before today was, and what was not was not. */
static void settle_past(const struct plan *old, struct day today, struct plan_ask *ask)
{
	for (int m = 0; m < old->meetings; m++) {
		if (ask->slot[old->slot[m]].day.n >= today.n) continue;
		if (old->facilitated >> m & 1) {
			ask->facilitated |= 1u << m;
			ask->guest |= 1u << m; /* whoever it was was free */
		} else
			ask->self_facilitated |= 1u << m;
	}
}

static bool tell_other_flags(struct plan_job *job, int set, uint32_t meetings, struct day today)
{
	enum { STAY = 10000 };
	const struct plan *old = &job->outcome[set].plan;
	struct plan_ask ask = ask_of(job, set);
	uint32_t flags;
	int32_t cost;

	settle_past(old, today, &ask);
	ask.self_facilitated |= meetings;
	if (plan_flags(&ask, old->slot, old->facilitated, STAY, &flags, &cost)) return false;
	for (int m = 0; m < old->meetings; m++)
		if ((flags & ~old->facilitated) >> m & 1)
			printf("Or the set facilitates it itself, and meeting %d on %.*s is "
			       "facilitated instead.\n",
			       m + 1,
			       STR_ARG(plan_slot_words(job->memory, &ask.slot[old->slot[m]])));
	return true;
}

enum exit_code plan_tell_ill(struct plan_job *job)
{
	static const char usage[] =
		"--ill is SET/MEETING, such as --ill=North/4 or --ill=North/4/5.";
	struct day today;
	uint32_t meetings;
	int set;

	const enum exit_code fits = begin(job, job->options->ill, usage, &set, &meetings, &today);
	if (fits) return fits;
	if (meetings & ~job->outcome[set].plan.facilitated)
		return command_fail(EXIT_USAGE, "That meeting is self-facilitated.");
	const int others = tell_others(job, set, meetings);
	if (!others) printf("Nobody else who offered is free then.\n");
	const bool is_other = tell_other_flags(job, set, meetings, today);
	if (!is_other) printf("No other meeting can be facilitated instead.\n");
	printf("Or the date moves. ");
	const enum exit_code moves = tell_changes(job, set, meetings, today);
	return others || is_other ? EXIT_GOOD : moves;
}

/* ---- which six ---- */

/* SET/+4/-7: which set, and what is wished. */
static bool read_six(const struct plan_job *job, struct str *name, uint32_t *wanted,
                     uint32_t *unwanted)
{
	struct str rest = job->options->six, word;
	int64_t m;

	*wanted = *unwanted = 0;
	(void)str_cut(&rest, '/', name);
	while (str_cut(&rest, '/', &word)) {
		const bool is_wanted = str_starts(word, STR("+"));
		if (!is_wanted && !str_starts(word, STR("-"))) return false;
		if (!str_i64(str_from(word, 1), 1, job->folder.rules.meetings, &m)) return false;
		*(is_wanted ? wanted : unwanted) |= 1u << (m - 1);
	}
	return (*wanted & *unwanted) == 0;
}

static enum exit_code tell_flags(struct plan_job *job, int set, struct plan_ask *ask, bool is_wish)
{
	enum { STAY = 10000 }; /* points: with a wish, nothing else changes that need not */
	const struct plan *old = &job->outcome[set].plan;
	const struct plan_folder_set *about = &job->folder.about[set];
	const int credits = job->folder.rules.credits;
	uint32_t flags;
	int32_t cost;

	if (plan_flags(ask, old->slot, old->facilitated, is_wish ? STAY : 0, &flags, &cost)) {
		printf("%.*s: %d of these dates cannot be facilitated with that.\n",
		       STR_ARG(about->name), credits);
		print(plan_flags_words(job->memory, ask, old, old->facilitated, about->score));
		return EXIT_FINDINGS;
	}
	printf("%.*s: %d of %d are facilitated.%s\n", STR_ARG(about->name), credits, old->meetings,
	       flags == old->facilitated ? " Nothing changes." : "");
	print(plan_flags_words(job->memory, ask, old, flags, about->score));
	return EXIT_GOOD;
}

enum exit_code plan_tell_six(struct plan_job *job)
{
	struct str name;
	uint32_t wanted, unwanted;
	struct day today;

	const bool fits = read_six(job, &name, &wanted, &unwanted);
	const int set = plan_job_set(job, name);
	if (set < 0) return no_set(name);
	if (!fits)
		return command_fail(EXIT_USAGE,
		                    "--six is SET with meetings wished, such as --six=North or "
		                    "--six=North/+4/-7.");
	if (!job->outcome[set].plan.meetings) return no_published(name);
	if (!read_today(job, &today)) return bad_today();
	plan_job_reset(job);
	struct plan_ask ask = ask_of(job, set);
	settle_past(&job->outcome[set].plan, today, &ask);
	ask.facilitated |= wanted;
	ask.self_facilitated |= unwanted;
	return tell_flags(job, set, &ask, wanted || unwanted);
}

/* ---- whom to remind ---- */

static bool remind(struct plan_job *job, int set)
{
	const struct plan_folder_set *about = &job->folder.about[set];
	struct plan_worth worth[PLAN_PEOPLE_MAX];
	int count;

	plan_job_reset(job);
	const struct plan_ask ask = ask_of(job, set);
	if (plan_worth(job->desk, job->memory, &ask, worth, &count)) return false;
	printf("%.*s\n", STR_ARG(about->name));
	if (count)
		print(plan_worth_words(job->memory, about->person, worth, count));
	else
		printf("Everybody has answered.\n");
	printf("\n");
	return true;
}

enum exit_code plan_tell_remind(struct plan_job *job)
{
	const struct str name = job->options->remind;
	const bool all = str_eq(name, STR("all"));
	const int set = plan_job_set(job, name);

	if (set < 0 && !all) return no_set(name);
	for (int n = 0; n < job->folder.sets && !plan_is_stopped(NULL); n++)
		if ((set < 0 || n == set) && !remind(job, n))
			return command_fail(EXIT_WENT_WRONG, "That could not be worked out.");
	return EXIT_GOOD;
}
