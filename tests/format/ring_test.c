/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The ring: seats by their looks, an arc that fills and never drains, names that cannot break out. */
#include "format/ring.h"

#include "format/support_drawing.h"
#include "support/check.h"

static const struct ring_seat riverside[] = {
	{ STR_INIT("Amara"), RING_TURN },        { STR_INIT("Ben"), RING_HERE },
	{ STR_INIT("Priya"), RING_HERE },        { STR_INIT("Tom"), RING_HERE },
	{ STR_INIT("Helen"), RING_FACILITATOR }, { STR_INIT("Sioned"), RING_HERE },
	{ STR_INIT("Kofi"), RING_HERE },         { STR_INIT("Ruth"), RING_AWAY },
};
static const struct ring_seat round_of_riverside[] = {
	{ STR_INIT("Amara"), RING_TURN },        { STR_INIT("Ben"), RING_SPOKE },
	{ STR_INIT("Priya"), RING_SPOKE },       { STR_INIT("Tom"), RING_SPOKE },
	{ STR_INIT("Helen"), RING_FACILITATOR }, { STR_INIT("Sioned"), RING_SPEAKING },
	{ STR_INIT("Kofi"), RING_HERE },         { STR_INIT("Ruth"), RING_AWAY },
};
static const struct ring_seat coming[] = {
	{ STR_INIT("Amara"), RING_TURN },  { STR_INIT("Ben"), RING_HERE },
	{ STR_INIT("Priya"), RING_HERE },  { STR_INIT("Tom"), RING_HERE },
	{ STR_INIT("Sioned"), RING_HERE }, { STR_INIT("Kofi"), RING_HERE },
	{ STR_INIT("Ruth"), RING_AWAY },
};
static const struct ring_seat everyone[] = {
	{ STR_INIT("You"), RING_TURN },
	{ STR_INIT("Housing"), RING_HERE },
	{ STR_INIT("Nursing"), RING_HERE },
	{ STR_INIT("Finance"), RING_HERE },
	{ STR_INIT("Facilitator"), RING_FACILITATOR },
	{ STR_INIT("Charity"), RING_HERE },
	{ STR_INIT("Planning"), RING_HERE },
	{ STR_INIT("University"), RING_HERE },
};
static const struct ring_seat arriving[] = {
	{ STR_INIT("Amara"), RING_HERE },        { STR_INIT("Ben"), RING_DUE },
	{ STR_INIT("Priya"), RING_HERE },        { STR_INIT("Tom"), RING_DUE },
	{ STR_INIT("Helen"), RING_FACILITATOR }, { STR_INIT("Sioned"), RING_DUE },
	{ STR_INIT("Kofi"), RING_HERE },         { STR_INIT("Ruth"), RING_AWAY },
};

/* Twenty minutes of questions, 11:38 of them left. */
static const struct ring_time questions = { 0, 1200000, 502000, 0 };

#define SEATS(array) ((struct ring_seats){ (array), LEN(array) })

static struct buf drawn;

static void named(struct ring_seats seats, const struct ring_time *time)
{
	buf_release(&drawn);
	buf_init(&drawn, 1 << 16);
	ring_named(&drawn, &seats, time);
}

TEST(the_gallery_shows_the_servers_rings)
{
	named(SEATS(riverside), &questions);
	drawing_same(&drawn, "ring-questions");
	named(SEATS(round_of_riverside), &(struct ring_time){ 0, 360000, 201600, 0 });
	drawing_same(&drawn, "ring-round");
	named(SEATS(everyone), &(struct ring_time){ 0, 100, 30, 0 });
	drawing_same(&drawn, "ring-public");
	named(SEATS(arriving), NULL);
	drawing_same(&drawn, "ring-arriving");
	buf_clear(&drawn);
	ring_dots(&drawn, &SEATS(coming));
	drawing_same(&drawn, "ring-coming");
	buf_clear(&drawn);
	ring_clock(&drawn, &questions);
	drawing_same(&drawn, "ring-clock");
	buf_release(&drawn);
}

TEST(time_fills_and_never_drains)
{
	static const struct {
		struct ring_time time;
		double used;
		const char *why;
	} cases[] = {
		{ { 0, 0, 0, 0 }, 0, "no time is running" },
		{ { 100, 200, 50, 0 }, 0, "before the start" },
		{ { 100, 200, 100, 0 }, 0, "at the start" },
		{ { 100, 200, 125, 0 }, 0.25, "a quarter" },
		{ { 100, 200, 200, 0 }, 1, "at the end" },
		{ { 100, 200, 900, 0 }, 1, "over time it stays closed" },
		{ { 100, 200, 190, 150 }, 0.5, "paused at half: now does not matter" },
		{ { 200, 100, 150, 0 }, 0, "an end before the start is no time" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		double used = ring_used(&cases[i].time);
		CHECK(used > cases[i].used - 1e-9 && used < cases[i].used + 1e-9, cases[i].why);
	}
	CHECK(ring_used(NULL) == 0, "no time at all");
	FOR_SEEDS (random, 200) {
		struct ring_time time = { 1000, 1000 + (int64_t)random_below(&random, 5000), 0, 0 };
		double before = 0;
		for (time.now = 0; time.now < 8000;
		     time.now += 1 + (int64_t)random_below(&random, 90)) {
			double used = ring_used(&time);
			CHECK(used >= before && used <= 1, "it only ever grows");
			before = used;
		}
	}
}

TEST(the_moments_stand_beside_the_arc)
{
	named(SEATS(riverside), &(struct ring_time){ 1000, 3000, 2000, 1500 });
	CHECK_INT((int64_t)drawing_count(
			  &drawn, "data-from=\"1000\" data-to=\"3000\" data-paused=\"1500\""),
	          1, "for the script");
	CHECK_INT((int64_t)drawing_count(&drawn, "stroke-dasharray=\"179.1 716.3\""), 1,
	          "a quarter of 2 pi 114");
	named(SEATS(riverside), NULL);
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"arc"), 0, "no time, no arc");
	named(SEATS(riverside), &(struct ring_time){ 1000, 3000, 1000, 0 });
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"arc none\""), 1,
	          "at the start no dot of a rounded end");
	buf_release(&drawn);
}

TEST(names_are_escaped_and_cut)
{
	const struct ring_seat seats[] = {
		{ STR_INIT("<b>\"A&B\"</b>"), RING_HERE },
		{ STR_INIT("Bartholomew-Christopher"), RING_HERE },
		{ STR_INIT("\u0174yn P\u0177rs"), RING_HERE },
	};
	named(SEATS(seats), NULL);
	CHECK(drawing_nests(&drawn), "no name breaks out");
	CHECK_INT((int64_t)drawing_count(&drawn, ">&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;<"), 1,
	          "said as written");
	CHECK_INT((int64_t)drawing_count(&drawn, ">Bartholomew-C\u2026<"), 1,
	          "thirteen letters and an ellipsis");
	CHECK_INT((int64_t)drawing_count(&drawn, ">\u0174yn P\u0177rs<"), 1, "Welsh letters stay");
	buf_release(&drawn);
}

TEST(any_number_of_seats_is_drawn)
{
	struct ring_seat seats[RING_MOST];
	for (size_t n = 0; n <= RING_MOST; n++) {
		for (size_t i = 0; i < n; i++) {
			seats[i] =
				(struct ring_seat){ STR("Sam"), (enum ring_look)(i % RING_LOOKS) };
		}
		named((struct ring_seats){ seats, n }, &questions);
		CHECK(drawing_nests(&drawn), "it nests");
		CHECK_INT((int64_t)drawing_count(&drawn, "class=\"pill\""), (int64_t)n,
		          "one seat a person");
		buf_clear(&drawn);
		ring_dots(&drawn, &(struct ring_seats){ seats, n });
		CHECK_INT((int64_t)drawing_count(&drawn, "class=\"dot "), (int64_t)n,
		          "one dot a person");
	}
	buf_release(&drawn);
}

TESTS(the_gallery_shows_the_servers_rings, time_fills_and_never_drains,
      the_moments_stand_beside_the_arc, names_are_escaped_and_cut, any_number_of_seats_is_drawn)
