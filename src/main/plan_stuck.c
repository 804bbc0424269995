/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - a set without a plan: who, which rule or which layer is in the way, and what to relax first. */
#include "domain/plan_words.h"
#include "main/plan_parts.h"

enum { BYTES_FOR_ONE = 1 << 30 };

/* Does it have a plan in that folder, alone, with anybody who offered? */
static bool has_plan(struct plan_desk *desk, const struct plan_folder *folder, int n)
{
	const struct plan_many_set *set = &folder->set[n];
	const int tries = folder->facilitators ? set->offers : 1;

	for (int o = 0; o < tries; o++) {
		struct plan_ask ask = set->ask;
		struct plan plan;
		if (folder->facilitators)
			ask.travel = folder->facilitator[set->offer[o].facilitator].travel;
		if (plan_solve(desk, &ask, &plan) == OK) return true;
	}
	return false;
}

void plan_find_layers(struct plan_job *job)
{
	int stuck = 0;

	for (int n = 0; n < job->folder.sets; n++) stuck += job->outcome[n].is_impossible;
	for (int l = 0; stuck && l < job->folder.layers && !plan_is_stopped(NULL); l++) {
		struct arena *arena = arena_new((size_t)1 << 32),
			     *memory = arena_new(BYTES_FOR_ONE);
		struct plan_desk *desk = plan_desk_new(memory, job->options->plainly);
		const struct plan_folder_if without = { .without = job->folder.layer[l] };
		const struct plan_folder *folder = plan_job_if(job, arena, &without);
		for (int n = 0; folder && n < job->folder.sets; n++)
			if (job->outcome[n].is_impossible && has_plan(desk, folder, n))
				job->outcome[n].layers |= 1u << l;
		arena_free(memory);
		arena_free(arena);
	}
}

/* The same question with evenings, where the programme has none. */
static bool widen(struct plan_job *job, int n, int offer, struct plan_ask *out)
{
	static const struct plan_folder_if evenings = { .evenings = true };

	if (job->folder.evenings) return false;
	if (!job->wider) job->wider = plan_job_if(job, job->arena, &evenings);
	if (!job->wider) return false;
	*out = job->wider->set[n].ask;
	if (job->wider->facilitators)
		out->travel = plan_job_price(job->wider, job->memory, n,
		                             job->wider->set[n].offer[offer].facilitator);
	return true;
}

/* Is one rescue less to ask than another?  Fewer rules relaxed, then those that come first, then cost. */
static bool is_less(const struct plan_rescue *a, const struct plan_rescue *b)
{
	const int more =
		__builtin_popcount((unsigned)a->rungs) - __builtin_popcount((unsigned)b->rungs);

	if (!b->rungs) return a->rungs != 0;
	if (!a->rungs || more) return a->rungs && more < 0;
	return a->rungs != b->rungs ? a->rungs < b->rungs : a->plan.cost < b->plan.cost;
}

/* The ladder with each who offered; which of them it goes best with. */
static int climb(struct plan_job *job, int n, struct plan_rescue *best)
{
	const struct plan_folder *folder = &job->folder;
	const int tries = folder->facilitators ? folder->set[n].offers : 1;
	int with = 0;

	for (int o = 0; o < tries; o++) {
		struct plan_ask ask = folder->set[n].ask, wider;
		struct plan_rescue rescue;
		if (folder->facilitators)
			ask.travel = plan_job_price(folder, job->memory, n,
			                            folder->set[n].offer[o].facilitator);
		const bool more = widen(job, n, o, &wider);
		const enum err err =
			plan_ladder(job->desk, job->memory, &ask, more ? &wider : NULL, &rescue);
		if (err) rescue.rungs = 0;
		if (o && !is_less(&rescue, best)) continue;
		*best = rescue;
		best->ask.rules = &best->rules;
		with = o;
	}
	return with;
}

static void tell_layers(const struct plan_job *job, int n)
{
	for (int l = 0; l < job->folder.layers; l++)
		if (job->outcome[n].layers >> l & 1)
			printf("Without the layer \"%.*s\" there would be a plan.\n",
			       STR_ARG(job->folder.layer[l]));
}

static void tell_taken(const struct plan_folder *folder, int n)
{
	printf("No plan was found for it beside the other sets with those who offered:");
	for (int o = 0; o < folder->set[n].offers; o++)
		printf("%s %.*s", o ? "," : "",
		       STR_ARG(folder->facilitator_name[folder->set[n].offer[o].facilitator]));
	printf(". Let one of them take a set more, or a meeting more in a week, or ask another.\n");
}

void plan_tell_stuck(struct plan_job *job, int n)
{
	const struct plan_folder *folder = &job->folder;
	struct plan_rescue rescue;

	if (folder->facilitators && folder->set[n].offers == 0) {
		printf("Nobody offered to facilitate it: add a line to offers.csv.\n");
		return;
	}
	if (!job->outcome[n].is_impossible) {
		if (plan_is_stopped(NULL))
			printf("It was stopped before it had a plan.\n");
		else
			tell_taken(folder, n);
		return;
	}
	const int with = climb(job, n, &rescue);
	const struct plan_ask *ask = &folder->set[n].ask;
	const struct str *names = folder->about[n].person;
	const struct str words = plan_rescue_words(job->memory, ask, names, &rescue);
	tell_layers(job, n);
	printf("%.*s", STR_ARG(words));
	if (!rescue.rungs) return;
	if (folder->facilitators)
		printf("With %.*s:\n",
		       STR_ARG(folder->facilitator_name[folder->set[n].offer[with].facilitator]));
	const struct str plan = plan_words(job->memory, &rescue.ask, names, &rescue.plan);
	printf("%.*s", STR_ARG(plan));
}
