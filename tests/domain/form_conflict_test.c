/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rules in each other's way: few are named, none of them idle, and nothing sealed is told. */
#include "domain/support_form.h"

static const struct form_time enough = { .evaluations = 60000000 };

static void name_all(struct arena *arena, struct form_problem *p)
{
	struct str *names = NEW(arena, struct str, (size_t)p->people);

	for (int x = 0; x < p->people; x++) names[x] = str_printf(arena, "<%d>", x);
	p->name = names;
}

/* 42 applicants of whom 3 and 4 are pinned to one set and may not share it. */
static void contradict(struct arena *arena, enum form_link_kind kind, struct form_problem *p)
{
	struct form_link *link = NEW(arena, struct form_link, 1);
	int *pin = NEW(arena, int, 42), *manager = NEW(arena, int, 42);

	form_applicants(arena, 42, 2, p);
	name_all(arena, p);
	for (int x = 0; x < 42; x++) pin[x] = manager[x] = FORM_NONE;
	for (int x = 3; x < 5; x++) {
		pin[x] = 1;
		((uint16_t *)(uintptr_t)p->team)[x] = 0;
		((uint64_t *)(uintptr_t)p->slots)[x] |= 3;
	}
	link[0] = (struct form_link){ 3, 4, kind };
	p->link = link;
	p->links = 1;
	p->pin = pin;
	p->manager = manager;
}

TEST(a_conflict_is_named_and_small)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	struct buf words;
	bool proven;

	buf_init(&words, 1 << 20);
	contradict(arena, FORM_APART, &p);
	CHECK_INT(form_conflict(arena, &p, &enough, 1, &words, &proven), 3, "two pins and a pair");
	CHECK(proven, "and no doubt");
	CHECK(str_has(buf_text(&words), STR("<3> and <4> are to be kept apart")), "the pair");
	CHECK(str_has(buf_text(&words), STR("<3> is pinned to set 2")), "a pin");
	CHECK(str_has(buf_text(&words), STR("<4> is pinned to set 2")), "the other");
	buf_release(&words);
	arena_free(arena);
}

TEST(a_sealed_pair_is_not_told)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	struct buf words;
	bool proven;

	buf_init(&words, 1 << 20);
	contradict(arena, FORM_SEALED, &p);
	(void)form_conflict(arena, &p, &enough, 1, &words, &proven);
	CHECK(!str_has(buf_text(&words), STR("<4>")), "the other is not named");
	CHECK(!str_has(buf_text(&words), STR("apart")) && !str_has(buf_text(&words), STR("sealed")),
	      "nor what the rule is");
	CHECK(str_has(buf_text(&words), STR("<3>")), "one is");
	buf_release(&words);
	arena_free(arena);
}

TEST(what_may_bend_bends_and_no_more)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p, bent;
	struct form_plan plan;
	struct buf words;
	bool may[FORM_RULES] = { [FORM_RULE_PINS] = true };
	int by_rule[FORM_RULES];
	const struct form_time time = { .evaluations = 300000 };

	buf_init(&words, 1 << 20);
	contradict(arena, FORM_APART, &p);
	CHECK(form_bend(arena, &p, may, &enough, 1, &bent), "there is a plan");
	form_make(arena, &bent, NULL, NULL, &time, 1, FORM_PATH_BEST, &plan);
	CHECK_INT(form_broken(arena, &p, &plan, &words, by_rule), 1, "one rule is bent");
	CHECK_INT(by_rule[FORM_RULE_PINS], 1, "a pin");
	may[FORM_RULE_PINS] = false;
	may[FORM_RULE_TEAM] = true;
	CHECK(!form_bend(arena, &p, may, &enough, 1, &bent), "teams are not the matter");
	buf_release(&words);
	arena_free(arena);
}

TEST(a_crowd_to_be_kept_apart_is_named)
{
	struct arena *arena = arena_new(1 << 28);
	struct form_problem p;
	struct form_link link[21];
	int n = 0;

	form_applicants(arena, 42, 2, &p);
	name_all(arena, &p);
	for (int x = 10; x < 17; x++)
		for (int y = 10; y < x; y++) link[n++] = (struct form_link){ x, y, FORM_APART };
	p.link = link;
	p.links = n;
	const struct str why = form_impossible(arena, &p);
	CHECK(str_has(why, STR("No two of these may share a set")) && str_has(why, STR("<16>")),
	      "seven for six sets");
	for (int i = 0; i < n; i++) link[i].kind = FORM_SEALED;
	const struct str less = form_impossible(arena, &p);
	CHECK(less.n > 0 && !str_has(less, STR("<")), "nobody is named where it is sealed");
	p.links = n - 1;
	CHECK(form_impossible(arena, &p).n == 0, "one pair fewer can be");
	arena_free(arena);
}

TESTS(a_conflict_is_named_and_small, a_sealed_pair_is_not_told, what_may_bend_bends_and_no_more,
      a_crowd_to_be_kept_apart_is_named)
