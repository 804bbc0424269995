/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_explain - why somebody is where they are, why not elsewhere, what ties hands: in words for one person
 * (--explain), and for everybody in explain.json.  Read off the plan; nothing is solved again. */
#include "domain/form_files.h"
#include "format/json.h"
#include "main/form_parts.h"

/* Beyond so many people times sets explain.json is made only if --explain all asks for it. */
enum { PAIRS_USUAL = 2000000 };

/* Words for a reason in a sum and in explain.json.  A sealed pair is one of several rules that keep somebody
 * out of a set, and looks like them. */
static const char *const short_word[FORM_REASONS] = {
	[FORM_REASON_NONE] = "possible",
	[FORM_REASON_HERE] = "here",
	[FORM_REASON_PINNED] = "pinned",
	[FORM_REASON_LOCKED] = "locked",
	[FORM_REASON_MANAGER] = "line manager",
	[FORM_REASON_TEAM] = "same team",
	[FORM_REASON_APART] = "kept apart",
	[FORM_REASON_SEALED] = "not allowed",
	[FORM_REASON_SLOT] = "no half-day",
	[FORM_REASON_FORMAT] = "format",
	[FORM_REASON_TRAVEL] = "travel",
	[FORM_REASON_BANNED] = "not allowed",
	[FORM_REASON_TOGETHER] = "keep together",
	[FORM_REASON_QUOTA] = "quota",
	[FORM_REASON_FULL] = "full",
};

static enum form_reason shown(enum form_reason reason)
{
	return reason == FORM_REASON_SEALED ? FORM_REASON_BANNED : reason;
}

/* All that is known about one person and every set. */
struct about {
	struct form_why *why; /* of each set */
	int counts[FORM_REASONS];
	int best; /* set of the best exchange or move, FORM_NONE */
};

static double gain(const struct form_why *why)
{
	return why->from_after + why->to_after - why->from_before - why->to_before;
}

static void look(struct form_desk *desk, const struct form_problem *p, int x, struct about *out)
{
	for (int i = 0; i < FORM_REASONS; i++) out->counts[i] = 0;
	out->best = FORM_NONE;
	for (int k = 0; k < p->sets; k++) {
		struct form_why *why = &out->why[k];
		form_why_not(desk, x, k, why);
		out->counts[shown(why->reason)]++;
		if (why->reason == FORM_REASON_NONE &&
		    (out->best == FORM_NONE || gain(why) > gain(&out->why[out->best])))
			out->best = k;
	}
}

/* ---- why here ---------------------------------------------------------------------------------- */

/* Facts about x in their set, a sentence and a line end each. */
static void put_facts(const struct form_job *job, int x, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	const int k = job->plan.set[x], slot = job->plan.slot[k];
	const int *member = job->roster.member + job->roster.first[k];
	const int n = job->roster.first[k + 1] - job->roster.first[k];
	uint64_t all = ~0ull;

	if (p->pin[x] == k) buf_printf(out, "Pinned to this set.\n");
	for (int a = 0; a < p->attributes; a++) {
		const uint16_t v = p->attribute[a].value[x];
		const struct str name = p->attribute[a].name, word = form_value_word(job, x, a);
		int same = 0;
		if (v == FORM_UNKNOWN) continue;
		for (int i = 0; i < n; i++) same += p->attribute[a].value[member[i]] == v;
		if (same == 1)
			buf_printf(out, "The only person here with %.*s %.*s.\n", STR_ARG(name),
			           STR_ARG(word));
		else
			buf_printf(out, "One of %d of %d here with %.*s %.*s%s.\n", same, n,
			           STR_ARG(name), STR_ARG(word),
			           p->attribute[a].ordered ? " or near it" : "");
	}
	for (int i = 0; i < n; i++) all &= p->slots[member[i]];
	if (job->c.slots && (all >> slot & 1))
		buf_printf(out, "Free %.*s with all %d.\n", STR_ARG(form_slot_name(job, slot)), n);
	else if (job->c.slots && (p->slots[x] >> slot & 1))
		buf_printf(out, "Free %.*s, but not everybody here is.\n",
		           STR_ARG(form_slot_name(job, slot)));
	for (int i = 0; i < p->links; i++) {
		const struct form_link *l = &p->link[i];
		const int y = l->a == x ? l->b : l->b == x ? l->a : FORM_NONE;
		if (l->kind == FORM_TOGETHER && y != FORM_NONE && job->plan.set[y] == k)
			buf_printf(out, "To be together with %.*s.\n", STR_ARG(job->c.person[y]));
	}
}

/* ---- in words ---------------------------------------------------------------------------------- */

static void say_counts(const struct form_job *job, const struct about *about)
{
	bool first = true;

	printf("Of %d sets: ", job->c.problem.sets);
	for (int i = FORM_REASON_HERE + 1; i < FORM_REASONS; i++) {
		if (!about->counts[i]) continue;
		printf("%s%d %s", first ? "" : ", ", about->counts[i], short_word[i]);
		first = false;
	}
	printf("%s%d possible.\n", first ? "" : "; ",
	       about->counts[FORM_REASON_NONE] + about->counts[FORM_REASON_HERE]);
}

void form_explain(struct form_job *job, int x)
{
	const struct form_problem *p = &job->c.problem;
	struct form_desk *desk = form_desk_new(job->arena, p, &job->plan);
	struct about about = { .why = NEW(job->arena, struct form_why, (size_t)p->sets) };
	struct buf facts;

	look(desk, p, x, &about);
	buf_init(&facts, FORM_OUTPUT_MAX);
	put_facts(job, x, &facts);
	printf("\nWhy %.*s is in set %d:\n%.*s", STR_ARG(job->c.person[x]), job->plan.set[x] + 1,
	       STR_ARG(buf_text(&facts)));
	buf_release(&facts);
	printf("\nWhy not in another set:\n");
	for (int k = 0; k < p->sets; k++) {
		const struct str words = form_why_words(job->arena, p, x, k, &about.why[k]);
		if (k != job->plan.set[x]) printf("Set %d: %.*s\n", k + 1, STR_ARG(words));
	}
	printf("\nWhat ties hands:\n");
	say_counts(job, &about);
	printf("\nWhat if:\n");
	if (about.best == FORM_NONE)
		printf("No single exchange is possible.");
	else {
		const struct str words =
			form_why_words(job->arena, p, x, about.best, &about.why[about.best]);
		printf("The best of all single changes: %.*s", STR_ARG(words));
	}
	printf(" To try more: --what-if \"%.*s in SET\".\n", STR_ARG(job->c.id[x]));
}

/* ---- explain.json ------------------------------------------------------------------------------ */

static void put_lines(struct buf *out, struct str lines)
{
	struct str line;
	bool first = true;

	buf_byte(out, '[');
	while (lines.n && str_cut(&lines, '\n', &line) && line.n) {
		if (!first) buf_str(out, STR(", "));
		json_string(out, line);
		first = false;
	}
	buf_byte(out, ']');
}

/* Sets by the reason that keeps x out of them. */
static void put_reasons(const struct form_problem *p, const struct about *about, struct buf *out)
{
	bool first = true;

	buf_str(out, STR("\"not\": {"));
	for (int reason = FORM_REASON_HERE + 1; reason < FORM_REASONS; reason++) {
		bool any = false;
		if (!about->counts[reason]) continue;
		buf_printf(out, "%s\"%s\": [", first ? "" : ", ", short_word[reason]);
		first = false;
		for (int k = 0; k < p->sets; k++) {
			if (shown(about->why[k].reason) != (enum form_reason)reason) continue;
			buf_printf(out, "%s%d", any ? "," : "", k + 1);
			any = true;
		}
		buf_byte(out, ']');
	}
	buf_str(out, STR("}, \"counts\": {"));
	for (int reason = FORM_REASON_HERE + 1; reason < FORM_REASONS; reason++)
		if (about->counts[reason])
			buf_printf(out, "\"%s\": %d, ", short_word[reason], about->counts[reason]);
	buf_printf(out, "\"possible\": %d}",
	           about->counts[FORM_REASON_NONE] + about->counts[FORM_REASON_HERE]);
}

static void put_person(const struct form_job *job, int x, const struct about *about,
                       struct buf *facts, struct buf *out)
{
	buf_clear(facts);
	put_facts(job, x, facts);
	json_string(out, job->c.id[x]);
	buf_printf(out, ": {\"set\": %d, \"here\": ", job->plan.set[x] + 1);
	put_lines(out, buf_text(facts));
	buf_str(out, STR(", "));
	put_reasons(&job->c.problem, about, out);
	if (about->best != FORM_NONE) {
		const struct form_why *why = &about->why[about->best];
		buf_printf(out, ", \"best\": {\"set\": %d, ", about->best + 1);
		if (why->other != FORM_NONE) {
			buf_str(out, STR("\"with\": "));
			json_string(out, job->c.id[why->other]);
			buf_str(out, STR(", "));
		}
		buf_printf(out, "\"this_set\": [%.1f, %.1f], \"that_set\": [%.1f, %.1f]}",
		           why->from_before, why->from_after, why->to_before, why->to_after);
	}
	buf_byte(out, '}');
}

void form_explain_json(struct form_job *job, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	struct form_desk *desk;
	struct about about = { .why = NEW(job->arena, struct form_why, (size_t)p->sets) };
	struct buf facts;

	if ((int64_t)p->people * p->sets > PAIRS_USUAL &&
	    !str_eq(job->options->explain, STR("all")))
		return;
	desk = form_desk_new(job->arena, p, &job->plan);
	buf_init(&facts, FORM_OUTPUT_MAX);
	buf_str(out, STR("{\n"));
	for (int x = 0; x < p->people; x++) {
		look(desk, p, x, &about);
		put_person(job, x, &about, &facts, out);
		buf_str(out, x + 1 < p->people ? STR(",\n") : STR("\n"));
	}
	buf_str(out, STR("}\n"));
	buf_release(&facts);
}
