/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who was told lately to look again: a short memory that says so when it does not know. */
#include "web/looks.h"

#include "support/check.h"

enum { ROOM = 1, OTHER_ROOM, AMARA = 11, BEN, MANY = 2000 };

struct asked {
	struct arena *arena;
	struct looks *looks;
};

static void hear(const struct asked *a, int64_t meeting, int64_t person)
{
	const struct topic topic = topic_look((meeting_id){ meeting }, (person_id){ person });
	looks_hear(a->looks, topic_text(a->arena, topic));
}

static struct str mark_now(const struct asked *a)
{
	return looks_mark(a->looks, a->arena, looks_now(a->looks));
}

static bool must_look(const struct asked *a, struct str mark, int64_t person)
{
	return looks_since(a->looks, mark, (meeting_id){ ROOM }, (person_id){ person });
}

TEST(only_whom_it_concerns_looks)
{
	const struct asked a = { arena_new(1 << 20), looks_new() };
	const struct str mark = mark_now(&a);

	CHECK(!must_look(&a, STR(""), AMARA), "no mark: since nothing");
	CHECK(!must_look(&a, mark, AMARA), "nothing was said");
	hear(&a, OTHER_ROOM, 0);
	CHECK(!must_look(&a, mark, AMARA), "not of this room");
	hear(&a, ROOM, BEN);
	CHECK(!must_look(&a, mark, AMARA) && must_look(&a, mark, BEN), "Ben alone");
	hear(&a, ROOM, 0);
	CHECK(must_look(&a, mark, AMARA), "everybody");
	CHECK(!must_look(&a, mark_now(&a), AMARA), "and nothing since");
	looks_hear(a.looks, STR("*"));
	CHECK(!must_look(&a, mark_now(&a), AMARA), "a mark from after it");
	looks_free(a.looks);
	arena_free(a.arena);
}

TEST(what_is_not_remembered_is_looked_at)
{
	const struct asked a = { arena_new(1 << 22), looks_new() };
	struct looks *after_a_start = looks_new();
	const struct str mark = mark_now(&a);

	for (int i = 0; i < MANY; i++) hear(&a, OTHER_ROOM, 0);
	CHECK(must_look(&a, mark, AMARA), "too long ago to know");
	CHECK(!must_look(&a, mark_now(&a), AMARA), "but now it is known");
	CHECK(looks_since(after_a_start, mark, (meeting_id){ ROOM }, (person_id){ AMARA }),
	      "of another process");
	CHECK(must_look(&a, STR("nonsense"), AMARA), "made up");
	looks_free(after_a_start);
	looks_free(a.looks);
	arena_free(a.arena);
}

TESTS(only_whom_it_concerns_looks, what_is_not_remembered_is_looked_at)
