/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sets from applicants: rules counted by a checker of its own, the mix recounted pair by pair. */
#include "domain/support_form.h"

static struct form_plan make_by(struct arena *arena, const struct form_problem *p, const int *start,
                                const int *slots, int64_t trials, enum form_path_kind path,
                                uint64_t seed)
{
	const struct form_time time = { .evaluations = trials };
	struct form_plan plan;

	form_make(arena, p, start, slots, &time, seed, path, &plan);
	CHECK_INT(plan.broken, form_count_broken(p, &plan), "broken rules, counted again");
	return plan;
}

static struct form_plan make(struct arena *arena, const struct form_problem *p, const int *start,
                             const int *slots, int64_t trials, enum form_path_kind path)
{
	return make_by(arena, p, start, slots, trials, path, 1);
}

TEST(a_hundred_applicants_make_good_sets)
{
	struct arena *arena = arena_new(1 << 28);

	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct form_problem p;
		form_applicants(arena, 96, seed, &p);
		const struct form_plan plan = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
		CHECK_INT(plan.broken, 0, "no rule is broken");
		CHECK(plan.mix > 90 && plan.mix <= 100, "and the mix is good");
		const double again = form_count_mix(&p, &plan);
		CHECK(again - plan.mix < 0.02 && plan.mix - again < 0.02, "the mix, counted again");
		arena_reset(arena);
	}
	arena_free(arena);
}

TEST(all_paths_make_the_same_plan)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	form_applicants(arena, 200, 5, &p);
	struct form_attribute *grade = &p.attribute[2], *experience = &p.attribute[5];
	grade->wish = FORM_BAND, grade->ordered = true, grade->range = 5, grade->band = 1;
	experience->ordered = true, experience->range = 3;
	p.attribute[1].quota = 2;
	((uint16_t *)(uintptr_t)p.attribute[4].value)[7] = FORM_UNKNOWN;
	const struct form_plan plain = make(arena, &p, NULL, NULL, 300000, FORM_PATH_PLAIN);
	const struct form_plan best = make(arena, &p, NULL, NULL, 300000, FORM_PATH_BEST);
	CHECK(memcmp(plain.set, best.set, sizeof(int) * 200) == 0, "the same sets");
	CHECK(memcmp(plain.slot, best.slot, sizeof(int) * (size_t)p.sets) == 0,
	      "the same half-days");
	CHECK_INT(plain.broken, 0, "no rule is broken");
	arena_free(arena);
}

TEST(thousands_are_placed_without_breaking_a_rule)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	form_applicants(arena, 3000, 2, &p);
	const struct form_plan plan = make(arena, &p, NULL, NULL, 600000, FORM_PATH_BEST);
	CHECK_INT(plan.broken, 0, "no rule is broken");
	CHECK(arena_used(arena) < 200u << 20, "in little memory");
	arena_free(arena);
}

TEST(pins_links_bans_and_locks_hold)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	static const struct form_link links[] = { { 0, 1, FORM_TOGETHER },
		                                  { 1, 2, FORM_TOGETHER },
		                                  { 3, 4, FORM_APART },
		                                  { 5, 6, FORM_SEALED },
		                                  { 10, 60, FORM_TOGETHER } };
	static const struct form_ban bans[] = { { 20, 0 }, { 20, 1 }, { 21, 2 } };

	form_applicants(arena, 84, 9, &p);
	for (int x = 0; x < 3; x++) { /* could share a set, but for that */
		((uint16_t *)(uintptr_t)p.team)[x] = 0;
		((int *)(uintptr_t)p.manager)[x] = FORM_NONE;
		((uint64_t *)(uintptr_t)p.slots)[x] |= 3;
	}
	((uint64_t *)(uintptr_t)p.slots)[10] |= 4;
	((uint64_t *)(uintptr_t)p.slots)[60] |= 4;
	((int *)(uintptr_t)p.pin)[30] = 5;
	p.link = links, p.links = LEN(links);
	p.ban = bans, p.bans = LEN(bans);
	const struct form_plan plan = make(arena, &p, NULL, NULL, 1000000, FORM_PATH_BEST);
	CHECK_STR(form_impossible(arena, &p), "", "possible");
	CHECK_INT(plan.broken, 0, "all rules hold");
	CHECK_INT(plan.set[30], 5, "the pin");

	bool *locked = NEW(arena, bool, (size_t)p.sets);
	locked[3] = true;
	p.locked = locked;
	p.before = plan.set;
	p.max_moves = 6;
	const struct form_plan next = make(arena, &p, plan.set, plan.slot, 500000, FORM_PATH_BEST);
	CHECK_INT(next.broken, 0, "still");
	CHECK(next.moved <= 6, "no more than six have moved");
	for (int x = 0; x < p.people; x++)
		CHECK((next.set[x] == 3) == (plan.set[x] == 3), "the locked set stays as it is");
	arena_free(arena);
}

TEST(leavers_and_joiners_disturb_few)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	int *start, joiners = 15;

	form_applicants(arena, 300, 4, &p);
	const struct form_plan plan = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
	start = NEW(arena, int, 300);
	for (int x = 0; x < 300; x++) start[x] = x < joiners ? FORM_NONE : plan.set[x];
	p.before = start;
	p.few_moves = true;
	const struct form_plan next = make(arena, &p, start, plan.slot, 1000000, FORM_PATH_BEST);
	CHECK_INT(next.broken, 0, "all rules hold again");
	CHECK(next.moved <= 10, "and hardly anybody had to move");
	arena_free(arena);
}

TEST(every_broken_rule_is_named)
{
	static const struct form_link links[] = { { 0, 1, FORM_TOGETHER },
		                                  { 3, 4, FORM_APART },
		                                  { 5, 6, FORM_SEALED } };
	static const struct form_ban bans[] = { { 20, 0 } };
	struct arena *arena = arena_new(1 << 28);
	struct random random;
	struct form_problem p;
	struct buf words;

	random_seed(&random, 11);
	form_applicants(arena, 84, 9, &p);
	struct str *names = NEW(arena, struct str, 84);
	for (int x = 0; x < 84; x++) names[x] = str_printf(arena, "<%d>", x);
	p.name = names;
	p.attribute[1].quota = 1;
	((int *)(uintptr_t)p.pin)[30] = 5;
	p.link = links, p.links = LEN(links);
	p.ban = bans, p.bans = LEN(bans);
	buf_init(&words, 1 << 20);
	for (int round = 0; round < 20; round++) {
		struct form_plan plan = { .set = NEW(arena, int, 84),
			                  .slot = NEW(arena, int, (size_t)p.sets),
			                  .place = NEW(arena, int, (size_t)p.sets) };
		for (int x = 0; x < 84; x++) plan.set[x] = x % p.sets; /* then some change places */
		for (int x = 0; x < 84; x++) {
			const int y = (int)random_below(&random, 84), keep = plan.set[x];
			plan.set[x] = plan.set[y];
			plan.set[y] = keep;
		}
		plan.set[6] = plan.set[5];
		for (int k = 0; k < p.sets; k++) plan.slot[k] = (int)random_below(&random, 10);
		buf_clear(&words);
		const int named = form_broken(arena, &p, &plan, &words, NULL);
		CHECK_INT(named, form_count_broken(&p, &plan), "counted by the checker");
		form_measure(arena, &p, &plan, NULL);
		CHECK_INT(named, plan.broken, "and by the search");
		int lines = 0;
		for (size_t i = 0; i < words.n; i++) lines += words.at[i] == '\n';
		CHECK(lines > 0 && lines <= named, "a sentence each; sizes may count for more");
		CHECK(!str_has(buf_text(&words), STR("<5> and <6>")) &&
		              !str_has(buf_text(&words), STR("<6> and <5>")),
		      "a sealed pair is never named as two");
	}
	buf_release(&words);
	arena_free(arena);
}

/* A half-day of the last draft when the facilitator cannot come is not kept. */
TEST(a_facilitator_is_never_sent_where_they_cannot_be)
{
	static const uint64_t free[] = { 0x3F0 };
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	form_applicants(arena, 21, 3, &p);
	p.facilitators = 1;
	p.facilitator = NEW(arena, int, (size_t)p.sets);
	p.facilitator_slots = free;
	const struct form_plan plan = make(arena, &p, NULL, NULL, 200000, FORM_PATH_BEST);
	const int old[] = { 0, 1, 0 };
	const struct form_plan next = make(arena, &p, plan.set, old, 200000, FORM_PATH_BEST);
	for (int k = 0; k < p.sets; k++) {
		CHECK(free[0] >> next.slot[k] & 1, "the facilitator is free");
		for (int j = 0; j < k; j++)
			CHECK(next.slot[j] != next.slot[k], "and at one set at a time");
	}
	arena_free(arena);
}

/* Facilitators are where and when they can be, each at one set at a time, and lead no more than they said. */
static void check_facilitators(const struct form_problem *p, const struct form_plan *plan)
{
	for (int k = 0; k < p->sets; k++) {
		const int f = plan->facilitator[k];
		int sets = 1;
		CHECK(p->facilitator_slots[f] >> plan->slot[k] & 1, "the facilitator is free");
		CHECK(p->facilitator_places[f] >> plan->place[k] & 1, "and comes there");
		for (int j = 0; j < k; j++) {
			sets += plan->facilitator[j] == f;
			CHECK(plan->facilitator[j] != f || plan->slot[j] != plan->slot[k],
			      "and is at one set at a time");
		}
		CHECK(p->facilitator_room ? sets <= p->facilitator_room[f] : f == p->facilitator[k],
		      "and leads what they said");
	}
}

TEST(every_rule_holds_in_every_mode)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	FOR_SEEDS (random, 24) {
		arena_reset(arena);
		form_planted(arena, random_n, &p);
		struct form_plan plan = make(arena, &p, NULL, NULL, 200000, FORM_PATH_BEST);
		/* So few plans there are that one search in some hundred finds none. */
		for (uint64_t seed = 1; plan.broken && seed <= 4; seed++)
			plan = make_by(arena, &p, NULL, NULL, 4000000, FORM_PATH_BEST, seed);
		CHECK_INT(plan.broken, 0, "fresh");
		check_facilitators(&p, &plan);
		/* Some leave their places to others; one set is locked. */
		int *start = NEW(arena, int, (size_t)p.people);
		for (int x = 0; x < p.people; x++)
			start[x] = random_below(&random, 12) == 0 ? FORM_NONE : plan.set[x];
		p.before = start;
		p.place_before = plan.place;
		p.facilitator = plan.facilitator;
		p.few_moves = random_n & 1;
		p.max_moves = random_n & 1 ? FORM_NONE : 4;
		const struct form_plan next =
			make(arena, &p, start, plan.slot, 100000, FORM_PATH_BEST);
		CHECK_INT(next.broken, 0, "repaired or improved");
		CHECK(p.max_moves == FORM_NONE || next.moved <= 4, "and few have moved");
		check_facilitators(&p, &next);
	}
	arena_free(arena);
}

/* Counted again: people whose set does not meet when they would rather, sets with one alone. */
static int count_unmet(const struct form_problem *p, const struct form_plan *plan)
{
	int n = 0;

	for (int x = 0; x < p->people; x++)
		n += p->preferred[x] && !(p->preferred[x] >> plan->slot[plan->set[x]] & 1);
	return n;
}

static int count_alone(const struct form_problem *p, const struct form_plan *plan)
{
	int sets = 0;

	for (int k = 0; k < p->sets; k++) {
		int n = 0;
		for (int x = 0; x < p->people; x++) n += plan->set[x] == k && (p->has[x] & 1);
		sets += n == 1;
	}
	return sets;
}

/* The bound holds where much is unknown: the search, which comes near it elsewhere, never passes it. */
TEST(nothing_is_better_than_a_hundred)
{
	struct arena *arena = arena_new(1 << 28);

	FOR_SEEDS (random, 60) {
		struct form_problem p;
		arena_reset(arena);
		form_applicants(arena, 14 + (int)random_below(&random, 30), random_n, &p);
		for (int a = 0; a < 6; a++)
			if (a != (int)(random_n % 6)) p.attribute[a].weight = random_n % 4 == 0;
		p.attribute[2].ordered = p.attribute[5].ordered = true;
		p.attribute[2].range = 5, p.attribute[5].range = 3;
		const uint32_t one_in = 1 + random_below(&random, 8);
		for (int a = 0; a < 6; a++)
			for (int x = 0; x < p.people; x++)
				if (random_below(&random, one_in) == 0 && x > 1)
					((uint16_t *)(uintptr_t)p.attribute[a].value)[x] =
						FORM_UNKNOWN;
		for (int x = 0; x < p.people; x++) ((uint64_t *)(uintptr_t)p.slots)[x] = 1;
		const struct form_plan plan = make(arena, &p, NULL, NULL, 60000, FORM_PATH_BEST);
		CHECK(plan.mix < 100.01, "no better than can be");
	}
	arena_free(arena);
}

TEST(levels_say_what_counts)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	form_applicants(arena, 96, 3, &p);
	uint64_t *rather = NEW(arena, uint64_t, 96);
	uint8_t *has = NEW(arena, uint8_t, 96);
	for (int x = 0; x < 96; x++) {
		rather[x] = p.slots[x] & -p.slots[x]; /* the first they can */
		has[x] = x % 5 == 0;
	}
	p.preferred = rather, p.has = has, p.traits = 1;
	p.trait[0] = (struct form_trait){ .name = STR("gender F"), .not_alone = true };
	const struct form_plan usual = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
	p.strength[FORM_LEVEL_PREFERRED] = FORM_NOT_COUNTED;
	p.strength[FORM_LEVEL_ALONE] = FORM_NOT_COUNTED;
	const struct form_plan never = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
	p.strength[FORM_LEVEL_PREFERRED] = FORM_BEFORE_MIX;
	p.strength[FORM_LEVEL_ALONE] = FORM_BEFORE_MIX;
	const struct form_plan first = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
	CHECK(usual.broken + never.broken + first.broken == 0, "no rule is broken for a wish");
	CHECK(count_unmet(&p, &first) < count_unmet(&p, &usual) &&
	              count_unmet(&p, &usual) < count_unmet(&p, &never),
	      "the more it counts the more meet when they would rather");
	CHECK_INT(count_alone(&p, &first), 0, "nobody alone");
	CHECK(count_alone(&p, &usual) < count_alone(&p, &never), "fewer than by chance");
	CHECK(first.mix < usual.mix && usual.mix < never.mix, "and the mix pays for it");
	p.strength[FORM_LEVEL_PREFERRED] = p.strength[FORM_LEVEL_ALONE] = FORM_NOT_COUNTED;
	p.strength[FORM_LEVEL_WORST] = FORM_BEFORE_MIX;
	const struct form_plan worst = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
	p.strength[FORM_LEVEL_WORST] = FORM_NOT_COUNTED;
	const struct form_plan mean = make(arena, &p, NULL, NULL, 1500000, FORM_PATH_BEST);
	CHECK(worst.worst > mean.worst, "the worst set is better where it counts");
	arena_free(arena);
}

TEST(all_paths_keep_to_the_same_rules)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	FOR_SEEDS (random, 20) {
		arena_reset(arena);
		form_planted(arena, random_n, &p);
		uint64_t *bits = NEW(arena, uint64_t, 64);
		for (int v = 0; v < 64; v++)
			bits[v] = random_next(&random) & 0xFF ? random_next(&random) | 1 : 1;
		p.attribute[1].bits = bits; /* roles as skills */
		const struct form_plan plain = make(arena, &p, NULL, NULL, 20000, FORM_PATH_PLAIN),
				       best = make(arena, &p, NULL, NULL, 20000, FORM_PATH_BEST);
		CHECK(memcmp(plain.set, best.set, sizeof(int) * (size_t)p.people) == 0,
		      "the same sets");
		CHECK(memcmp(plain.place, best.place, sizeof(int) * (size_t)p.sets) == 0,
		      "the same places");
	}
	arena_free(arena);
}

TESTS(every_rule_holds_in_every_mode, levels_say_what_counts, nothing_is_better_than_a_hundred,
      all_paths_keep_to_the_same_rules, a_hundred_applicants_make_good_sets,
      all_paths_make_the_same_plan, thousands_are_placed_without_breaking_a_rule,
      pins_links_bans_and_locks_hold, leavers_and_joiners_disturb_few, every_broken_rule_is_named,
      a_facilitator_is_never_sent_where_they_cannot_be)
