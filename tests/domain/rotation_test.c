/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Roles and airtime, shared fairly over a year. */
#include "domain/rotation.h"

#include "base/time.h"
#include "support/check.h"

enum { AMARA = 1, BEN, PRIYA, TOM, SET = 8, TURNS = 400 };

static const unsigned all_roles =
	1u << SAY_FACILITATOR | 1u << SAY_TIMEKEEPER | 1u << SAY_OBSERVER | 1u << SAY_HOST;

TEST(whoever_had_it_least_then_longest_ago_is_offered_it)
{
	const person_id people[] = { { AMARA }, { BEN }, { PRIYA }, { TOM } };
	const struct role_turn history[] = {
		{ { AMARA }, SAY_TIMEKEEPER, 2 },
		{ { BEN }, SAY_TIMEKEEPER, 1 },
		{ { PRIYA }, SAY_TIMEKEEPER, 3 },
		{ { PRIYA }, SAY_TIMEKEEPER, 4 },
	};
	const unsigned timekeeper = 1u << SAY_TIMEKEEPER;
	const person_id nobody = { 0 };

	CHECK_INT(rotation_offer(history, LEN(history), people, 4, timekeeper, nobody)
	                  .of[SAY_TIMEKEEPER]
	                  .n,
	          TOM, "Tom never had it");
	CHECK_INT(rotation_offer(history, LEN(history), people, 3, timekeeper, nobody)
	                  .of[SAY_TIMEKEEPER]
	                  .n,
	          BEN, "without Tom: Ben, whose turn was before Amara's");
	CHECK_INT(rotation_offer(history, LEN(history), people, 3, timekeeper, people[1])
	                  .of[SAY_TIMEKEEPER]
	                  .n,
	          AMARA, "and Ben presents");
}

TEST(level_in_this_role_whoever_had_fewer_of_any_is_offered_it)
{
	const person_id people[] = { { AMARA }, { BEN } };
	const struct role_turn history[] = {
		{ { AMARA }, SAY_TIMEKEEPER, 2 },
		{ { BEN }, SAY_TIMEKEEPER, 2 },
		{ { AMARA }, SAY_OBSERVER, 1 },
	};
	const struct role_offer offer = rotation_offer(history, LEN(history), people, 2,
	                                               1u << SAY_TIMEKEEPER, (person_id){ 0 });

	CHECK_INT(offer.of[SAY_TIMEKEEPER].n, BEN, "Amara observed as well");
}

TEST(a_presenter_leads_nothing_and_nobody_has_two_while_one_has_none)
{
	const person_id people[] = { { AMARA }, { BEN }, { PRIYA } };
	struct role_offer offer = rotation_offer(NULL, 0, people, 3, all_roles, people[0]);

	CHECK_INT(offer.of[SAY_FACILITATOR].n, BEN, "one of the others leads");
	CHECK_INT(offer.of[SAY_TIMEKEEPER].n, PRIYA, "another keeps the time");
	CHECK_INT(offer.of[SAY_HOST].n, AMARA, "hosting is nothing that disturbs a presenter");
	CHECK(offer.of[SAY_OBSERVER].n != AMARA && offer.of[SAY_OBSERVER].n, "then a second one");
	CHECK_INT(offer.of[SAY_SECRETARY].n, 0, "nobody asked for a secretary");
	offer = rotation_offer(NULL, 0, people, 1, all_roles, people[0]);
	CHECK_INT(offer.of[SAY_FACILITATOR].n, 0, "alone, and presenting");
}

/* A year: who is here and who presents changes; the difference between any two stays small. */
TEST(over_a_year_everybody_has_every_role_about_as_often)
{
	FOR_SEEDS (random, 200) {
		struct role_turn history[TURNS];
		size_t n = 0;
		int counts[SET + 1][SAY_COUNT] = { { 0 } };
		person_id people[SET];

		for (int i = 0; i < SET; i++) people[i] = (person_id){ i + 1 };
		for (int meeting = 1; meeting <= 9; meeting++)
			for (int round = 0; round < 3; round++) {
				const person_id presenter = { 1 + random_below(&random, SET) };
				const struct role_offer offer = rotation_offer(
					history, n, people, SET, all_roles, presenter);
				for (int role = 0; role < SAY_COUNT; role++) {
					if (!offer.of[role].n) continue;
					CHECK(offer.of[role].n != presenter.n || role == SAY_HOST,
					      "not while presenting");
					counts[offer.of[role].n][role]++;
					history[n++] = (struct role_turn){ offer.of[role],
						                           (enum process_role)role,
						                           meeting };
				}
			}
		for (int role = 0; role < SAY_COUNT; role++)
			for (int a = 1; a <= SET; a++)
				for (int b = 1; b <= SET; b++)
					CHECK(counts[a][role] - counts[b][role] <= 2, "fair");
	}
}

TEST(the_ledger_puts_first_who_has_waited_longest)
{
	const person_id people[] = { { AMARA }, { BEN }, { PRIYA }, { TOM } };
	const struct airtime_turn turns[] = {
		{ { AMARA }, 1, MINUTES(40) },
		{ { AMARA }, 4, MINUTES(42) },
		{ { BEN }, 2, MINUTES(50) },
		{ { PRIYA }, 2, MINUTES(35) },
		{ { TOM }, 3, 0 },
	};
	struct arena *arena = arena_new(1 << 16);
	struct airtime out[4];

	airtime_ledger(turns, LEN(turns), people, 4, out);
	CHECK_INT(out[0].person.n, TOM, "never had any");
	CHECK_INT(out[1].person.n, PRIYA, "as long ago as Ben, and less");
	CHECK_INT(out[2].person.n, BEN, "then Ben");
	CHECK_INT(out[3].person.n, AMARA, "the last had it last");
	CHECK_STR(airtime_words(arena, &out[0]), "No airtime yet", "in words");
	CHECK_STR(airtime_words(arena, &out[1]), "35 minutes in 1 round, last at meeting 2", "");
	CHECK_STR(airtime_words(arena, &out[3]), "82 minutes in 2 rounds, last at meeting 4", "");
	const struct airtime short_of_two = { .ms = MINUTES(2) - 1,
		                              .rounds = 1,
		                              .last_meeting = 2 };
	CHECK_STR(airtime_words(arena, &short_of_two), "2 minutes in 1 round, last at meeting 2",
	          "to the nearest minute");
	arena_free(arena);
}

TESTS(whoever_had_it_least_then_longest_ago_is_offered_it,
      level_in_this_role_whoever_had_fewer_of_any_is_offered_it,
      a_presenter_leads_nothing_and_nobody_has_two_while_one_has_none,
      over_a_year_everybody_has_every_role_about_as_often,
      the_ledger_puts_first_who_has_waited_longest)
