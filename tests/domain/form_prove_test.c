/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Proofs that no plan keeps the rules, against all plans counted one by one. */
#include "domain/support_form.h"

enum { PEOPLE_MAX = 8, SETS = 2, SLOTS = 3, PLACES = 2, ENOUGH = 1 << 30 };

/* A few people with many rules: about half cannot be placed. */
struct tiny {
	struct form_problem p;
	uint16_t team[PEOPLE_MAX], role[PEOPLE_MAX];
	uint8_t has[PEOPLE_MAX];
	int manager[PEOPLE_MAX], pin[PEOPLE_MAX], least[SETS], most[SETS], who[SETS];
	uint64_t slots[PEOPLE_MAX], places[PEOPLE_MAX], their[SETS], reach[SETS];
	struct form_link link[3];
	struct form_ban ban[1];
};

static void draw(struct tiny *t, struct random *random)
{
	const int n = 5 + (int)random_below(random, PEOPLE_MAX - 4);

	*t = (struct tiny){ .p = { .people = n, .sets = SETS, .max_moves = FORM_NONE } };
	for (int x = 0; x < n; x++) {
		t->team[x] = (uint16_t)(random_below(random, 5) ? 0 : 1 + random_below(random, 2));
		t->role[x] = (uint16_t)random_below(random, 4);
		t->manager[x] = t->pin[x] = FORM_NONE;
		if (random_below(random, 6) == 0) t->manager[x] = (x + 1) % n;
		if (random_below(random, 8) == 0) t->pin[x] = (int)random_below(random, SETS);
		t->slots[x] = random_below(random, 3) ? 7 : 1 + random_below(random, 7);
		t->places[x] = random_below(random, 3) ? 3 : 1 + random_below(random, 3);
	}
	for (int k = 0; k < SETS; k++) {
		t->least[k] = 2 + (int)random_below(random, 2);
		t->most[k] = n - 2;
		t->their[k] = 1 + random_below(random, 7);
		t->reach[k] = 1 + random_below(random, 3);
		t->who[k] = (int)random_below(random, 3) - 1;
	}
	for (int i = 0; i < 3; i++) {
		const int a = (int)random_below(random, (uint32_t)n);
		static const enum form_link_kind kinds[] = { FORM_APART, FORM_SEALED, FORM_TOGETHER,
			                                     FORM_PREFER };
		t->link[i] =
			(struct form_link){ a, (a + 1 + i) % n, kinds[random_below(random, 4)] };
	}
	t->ban[0] = (struct form_ban){ (int)random_below(random, (uint32_t)n),
		                       (int)random_below(random, SETS) };
	t->p.team = t->team, t->p.manager = t->manager, t->p.pin = t->pin;
	t->p.slots = t->slots, t->p.places = t->places, t->p.least = t->least;
	t->p.most = t->most, t->p.link = t->link, t->p.links = 3;
	t->p.ban = t->ban, t->p.bans = (int)random_below(random, 2);
	t->p.attributes = 1;
	t->p.attribute[0] = (struct form_attribute){ .name = STR("role"),
		                                     .wish = FORM_IGNORE,
		                                     .quota = (int)random_below(random, 3),
		                                     .value = t->role };
	for (int x = 0; x < n; x++) t->has[x] = (uint8_t)random_below(random, 4);
	t->p.has = t->has;
	t->p.traits = (int)random_below(random, 3);
	t->p.trait[0] = (struct form_trait){ .least = (int)random_below(random, 3) };
	t->p.trait[1] = (struct form_trait){ .least = (int)random_below(random, 2),
		                             .most = 1 + (int)random_below(random, 3) };
	if (random_below(random, 2)) return;
	t->p.facilitators = SETS;
	t->p.facilitator = t->who, t->p.facilitator_slots = t->their;
	t->p.facilitator_places = t->reach;
}

static bool facilitators_can(const struct form_problem *p, const struct form_plan *plan)
{
	for (int k = 0; k < p->sets && p->facilitator; k++) {
		const int f = p->facilitator[k];
		if (f == FORM_NONE) continue;
		if (!(p->facilitator_slots[f] >> plan->slot[k] & 1) ||
		    !(p->facilitator_places[f] >> plan->place[k] & 1))
			return false;
		for (int j = 0; j < k; j++)
			if (p->facilitator[j] == f && plan->slot[j] == plan->slot[k]) return false;
	}
	return true;
}

/* One by one: who is where, when and where they meet. */
static bool there_is_a_plan(const struct form_problem *p)
{
	int set[PEOPLE_MAX], slot[SETS], place[SETS];
	struct form_plan plan = { .set = set, .slot = slot, .place = place };

	for (int ways = 0; ways < 1 << p->people; ways++)
		for (int times = 0; times < SLOTS * SLOTS * PLACES * PLACES; times++) {
			for (int x = 0; x < p->people; x++) set[x] = ways >> x & 1;
			slot[0] = times % SLOTS, slot[1] = times / SLOTS % SLOTS;
			place[0] = times / (SLOTS * SLOTS) % PLACES;
			place[1] = times / (SLOTS * SLOTS * PLACES);
			if (facilitators_can(p, &plan) && form_count_broken(p, &plan) == 0)
				return true;
		}
	return false;
}

TEST(what_is_proven_is_so_and_all_that_is_so_is_proven)
{
	struct arena *arena = arena_new(1 << 24);
	int none = 0, some = 0;

	FOR_SEEDS (random, 1500) {
		struct tiny t;
		draw(&t, &random);
		const bool possible = there_is_a_plan(&t.p);
		CHECK(form_prove(arena, &t.p, ENOUGH) == !possible, "proven where there is none");
		none += !possible;
		some += possible;
		arena_reset(arena);
	}
	CHECK(none > 200 && some > 200, "both kinds were drawn");
	arena_free(arena);
}

/* Six women for five sets, of whom two and two must be together: that fills four sets. */
TEST(kinds_of_people_are_part_of_a_proof)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	struct buf words;
	uint8_t has[35] = { 0 };

	form_applicants(arena, 35, 4, &p);
	for (int x = 0; x < 35; x++) {
		((uint16_t *)(uintptr_t)p.team)[x] = 0;
		((int *)(uintptr_t)p.manager)[x] = FORM_NONE;
		((uint64_t *)(uintptr_t)p.slots)[x] = 3;
	}
	const struct form_link link[] = { { 0, 1, FORM_TOGETHER }, { 2, 3, FORM_TOGETHER } };
	for (int x = 0; x < 6; x++) has[x] = 1;
	p.has = has;
	p.traits = 1;
	p.trait[0] = (struct form_trait){ .name = STR("gender F"), .least = 1 };
	p.link = link, p.links = 2;
	CHECK_STR(form_impossible(arena, &p), "", "six for five sets: no count tells");
	buf_init(&words, 1 << 20);
	CHECK(form_conflict_proven(arena, &p, &words), "but two pairs are together");
	CHECK(str_has(buf_text(&words), STR("Each set is to have at least 1 with gender F.")),
	      "said");
	p.links = 1;
	CHECK(!form_prove(arena, &p, ENOUGH), "one pair is not too much");
	buf_release(&words);
	arena_free(arena);
}

/* Seven in a ring, each to be kept from the next, do not go into two sets: odd, and no crowd of three. */
TEST(a_ring_is_named_whole)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	struct form_link ring[8];
	struct buf words;

	form_applicants(arena, 14, 4, &p);
	for (int x = 0; x < 14; x++) {
		((uint16_t *)(uintptr_t)p.team)[x] = 0;
		((int *)(uintptr_t)p.manager)[x] = FORM_NONE;
		((uint64_t *)(uintptr_t)p.slots)[x] = 3;
	}
	for (int i = 0; i < 7; i++) ring[i] = (struct form_link){ i, (i + 1) % 7, FORM_APART };
	ring[7] = (struct form_link){ 8, 9, FORM_APART };
	p.link = ring, p.links = 8;
	buf_init(&words, 1 << 20);
	CHECK_STR(form_impossible(arena, &p), "", "no count tells");
	CHECK(form_conflict_proven(arena, &p, &words), "but it is proven");
	CHECK(str_starts(buf_text(&words), STR("These rules leave no way")), "said");
	int lines = 0;
	for (size_t i = 0; i < words.n; i++) lines += words.at[i] == '\n';
	CHECK_INT(lines, 8, "a line in front, the seven of the ring and not the eighth pair");
	CHECK(!str_has(buf_text(&words), STR("Person 9")), "which has no part in it");
	buf_clear(&words);
	p.links = 6;
	CHECK(!form_conflict_proven(arena, &p, &words) && !words.n, "open, it goes into two sets");
	buf_release(&words);
	arena_free(arena);
}

TEST(too_many_to_try_prove_nothing)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;

	form_applicants(arena, 300, 4, &p);
	CHECK(!form_prove(arena, &p, ENOUGH), "more are named than it looks at");
	form_applicants(arena, 90, 4, &p);
	CHECK(!form_prove(arena, &p, 1), "nor without time");
	arena_free(arena);
}

TESTS(what_is_proven_is_so_and_all_that_is_so_is_proven, kinds_of_people_are_part_of_a_proof,
      a_ring_is_named_whole, too_many_to_try_prove_nothing)
