/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A practice meeting: the same plan and presses give the same meeting, however often and at whatever moments
 * one looks; every deck can be held to its end at both lengths; members react to what is said. */
#include "support_practice.h"

#include "support/check.h"

static enum room_verdict press(struct practice *p, int64_t after_ms, enum room_kind kind,
                               int64_t subject)
{
	const struct practice_press one = { .at = instant_add(p->at, after_ms),
		                            .kind = kind,
		                            .subject = subject };
	return practice_press(p, &one);
}

static enum room_verdict say(struct practice *p, int64_t after_ms, enum intervention said)
{
	const struct practice_press one = { .at = instant_add(p->at, after_ms), .said = said };
	return practice_press(p, &one);
}

/* A facilitator who knows only how to go on: invites, and moves on when the time is up. */
static void go_on(struct practice *p, int second, int *in_stage)
{
	const struct room *room = &p->room;
	const struct stage *stage = room_stage(room);

	if (room->state == ROOM_WAITING && second == 45)
		TOLD(press(p, 0, ROOM_START, 0) == ROOM_OK, "does not start");
	if (!stage) return;
	(*in_stage)++;
	if (room->talk.speaker < 0 && room->talk.hand_count > 0 && second % 25 == 0)
		(void)press(p, 0, ROOM_INVITE, p->people[room->talk.hands[0]].person.n);
	if (*in_stage <= stage_minutes(stage, p->member_count) * 60) return;
	*in_stage = 0;
	const bool last = room_next_step(room) >= room->step_count;
	TOLD(press(p, 0, last ? ROOM_END : ROOM_NEXT, 0) == ROOM_OK, "does not go on");
}

static void hold(struct practice *p)
{
	const struct instant began = p->plan.began;
	int in_stage = 0;

	for (int second = 1; second < 2 * 3600 && p->room.state != ROOM_ENDED; second++) {
		practice_play(p, instant_add(began, SECONDS(second)));
		go_on(p, second, &in_stage);
	}
	TOLD(p->room.state == ROOM_ENDED, "the practice has no end");
}

static uint64_t trace_of(const struct practice *p)
{
	uint64_t trace = (uint64_t)practice_number(p);

	for (int i = 0; i < p->line_count; i++) {
		const struct practice_line *line = &p->lines[i];
		trace = (trace ^ (uint64_t)line->at.ms ^ (uint64_t)line->seat) * 0x100000001b3u;
		for (size_t k = 0; k < line->words.n; k++)
			trace = (trace ^ (uint8_t)line->words.at[k]) * 0x100000001b3u;
	}
	return (trace ^ (uint64_t)p->mirror.count) * 0x100000001b3u;
}

/* ---- */

TEST(every_deck_can_be_held_at_both_lengths)
{
	for (size_t i = 0; i < 2 * PRACTICE_DECKS; i++) {
		struct arena *arena = arena_new(16 << 20);
		const int length = i % 2 ? 45 : 20;
		struct practice *p = practice_of(arena, practice_decks[i / 2], length, i, 0);
		hold(p);
		const int64_t minutes =
			instant_since(p->room.ended_at, p->room.started_at) / MINUTES(1);
		TOLD(minutes >= length - 1 && minutes <= length + 1, "%s takes %lld of %d minutes",
		     practice_decks[i / 2], (long long)minutes, length);
		TOLD(p->question_count >= 5, "%s: %d questions", practice_decks[i / 2],
		     p->question_count);
		TOLD(p->action_count == 2, "%s: %d actions", practice_decks[i / 2],
		     p->action_count);
		TOLD(p->line_count >= 25, "%s: %d lines", practice_decks[i / 2], p->line_count);
		TOLD(p->mirror.count >= 2, "%s: %d signals", practice_decks[i / 2],
		     p->mirror.count);
		arena_free(arena);
	}
}

/* Looked at once at the end, or whenever somebody happens to fetch a page. */
TEST(it_is_the_same_meeting_whenever_one_looks)
{
	FOR_SEEDS (source, 12) {
		const uint64_t seed = random_next(&source);
		uint64_t traces[2];
		for (int how = 0; how < 2; how++) {
			struct arena *arena = arena_new(16 << 20);
			struct practice *p = practice_of(
				arena, practice_decks[seed % PRACTICE_DECKS], 20, seed, 0);
			struct random looks;
			random_seed(&looks, seed);
			/* Presses at the same moments, between two seconds too. */
			for (int k = 1; k <= 40; k++) {
				const struct instant at =
					instant_add(p->plan.began, (int64_t)k * 29437);
				struct practice_press one = { .at = at };
				one.kind = k == 2       ? ROOM_START
				           : k % 5 == 0 ? ROOM_NEXT
				                        : (enum room_kind)0;
				one.said =
					one.kind ? INTERVENE_NONE : (enum intervention)(1 + k % 15);
				while (how == 1 && instant_since(at, p->at) > 4000)
					practice_play(
						p,
						instant_add(p->at, 1 + random_below(&looks, 3000)));
				(void)practice_press(p, &one);
			}
			practice_play(p, instant_add(p->plan.began, MINUTES(25)));
			traces[how] = trace_of(p);
			CHECK(p->line_count > 10, "nothing was said");
			arena_free(arena);
		}
		CHECK(traces[0] == traces[1], "another meeting");
	}
}

/* Whatever is pressed, whenever: what is refused changes nothing, time never goes back, and everything that is
 * shown belongs to somebody. */
TEST(anything_may_be_pressed)
{
	static const enum room_kind kinds[] = {
		ROOM_START,    ROOM_NEXT,      ROOM_NEXT,      ROOM_NEXT,      ROOM_BACK,
		ROOM_PAUSE,    ROOM_RESUME,    ROOM_EXTEND,    ROOM_HAND_DOWN, ROOM_INVITE,
		ROOM_INVITE,   ROOM_TURN_NEXT, ROOM_TURN_SKIP, ROOM_TURN_TO,   ROOM_SHOW,
		ROOM_SHOW_OFF, ROOM_INSERT,    ROOM_FLOOR,     ROOM_OPTION,
	};
	FOR_SEEDS (source, 60) {
		struct arena *arena = arena_new(16 << 20);
		const int length = random_below(&source, 2) ? 45 : 20;
		struct practice *p = practice_of(
			arena, practice_decks[random_below(&source, PRACTICE_DECKS)], length,
			random_next(&source), random_below(&source, 2) ? 0 : 0x1f);
		struct practice_press presses[200];
		size_t n = 0;
		struct instant at = p->plan.began;
		for (int i = 0; i < 200; i++) {
			at = instant_add(at, random_below(&source, 30000));
			struct practice_press one = { .at = at };
			if (random_below(&source, 8) == 0)
				one.words = STR("What does Kit want from you?");
			else if (random_below(&source, 3) == 0)
				one.said = (enum intervention)(1 + random_below(&source, 15));
			else
				one.kind = kinds[random_below(&source, LEN(kinds))];
			one.subject = random_below(&source, 12);
			one.a = one.kind == ROOM_INSERT ? INSERT_GO_ROUND
			                                : random_below(&source, 3);
			practice_play(p, at);
			const int before = practice_number(p);
			const enum room_verdict verdict = practice_press(p, &one);
			CHECK(verdict != ROOM_OK || n < LEN(presses), "too many");
			if (verdict == ROOM_OK) presses[n++] = one;
			CHECK(verdict == ROOM_OK || practice_number(p) == before,
			      "a refusal shows");
		}
		for (int i = 0; i < p->line_count; i++) {
			CHECK(p->lines[i].seat >= 0 && p->lines[i].seat < p->people_count,
			      "whose?");
			CHECK(i == 0 || p->lines[i].at.ms >= p->lines[i - 1].at.ms,
			      "time goes back");
		}
		for (int i = 0; i < p->mirror.count; i++)
			CHECK(p->mirror.seen[i].seat < p->member_count, "nobody gave that");
		/* And what was allowed is allowed again, to the same end. */
		struct practice *again = NULL;
		CHECK(practice_begin(arena, &p->plan, &again) == OK, "begins again");
		for (size_t i = 0; i < n; i++)
			CHECK(practice_press(again, &presses[i]) == ROOM_OK,
			      "refused, played again");
		practice_play(again, p->at);
		CHECK(trace_of(p) == trace_of(again), "another meeting, played again");
		arena_free(arena);
	}
}

TEST(another_seed_is_another_meeting)
{
	struct arena *arena = arena_new(32 << 20);
	struct practice *a = practice_of(arena, "depot", 20, 1, 0),
			*b = practice_of(arena, "depot", 20, 2, 0);
	hold(a);
	hold(b);
	CHECK(trace_of(a) != trace_of(b), "seeds 1 and 2 give the same meeting");
	arena_free(arena);
}

/* Up to the first signal of that kind, with hands invited; its place in the mirror, or -1. */
static int wait_for(struct practice *p, enum room_signal signal, int *second, int *in_stage)
{
	for (; *second < 3600 && p->room.state != ROOM_ENDED; (*second)++) {
		const int before = p->mirror.count;
		practice_play(p, instant_add(p->plan.began, SECONDS(*second)));
		for (int i = before; i < p->mirror.count; i++)
			if (p->mirror.seen[i].signal == signal) return i;
		go_on(p, *second, in_stage);
	}
	return -1;
}

TEST(an_adviser_who_is_asked_for_a_question_asks_one)
{
	int tried = 0;

	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct arena *arena = arena_new(16 << 20);
		struct practice *p = practice_of(arena, "temporary-housing", 45, seed, 0);
		int second = 1, in_stage = 0;
		const int at = wait_for(p, SIGNAL_ADVICE, &second, &in_stage);
		if (at >= 0 && p->people[p->mirror.seen[at].seat].habit == HABIT_ADVISER) {
			const int seat = p->mirror.seen[at].seat, asked = p->question_count;
			tried++;
			CHECK(say(p, 300, INTERVENE_QUESTION) == ROOM_OK, "not said");
			practice_play(p, instant_add(p->at, SECONDS(8)));
			CHECK(p->question_count > asked, "nothing was asked");
			const struct practice_question *next = &p->questions[asked];
			CHECK(next->seat == seat, "another asked");
			bool is_better = false;
			for (int k = 0; k < p->plan.deck->ask_count; k++)
				is_better = is_better ||
				            (p->plan.deck->asks[k].is_better &&
				             str_eq(p->plan.deck->asks[k].words, next->words));
			CHECK(is_better, "as before");
			const struct rehearsal_seen *seen = &p->mirror.seen[at];
			CHECK(seen->did_say && seen->said == INTERVENE_QUESTION,
			      "not in the mirror");
		}
		arena_free(arena);
	}
	CHECK(tried >= 3, "nobody advised");
}

TEST(whoever_is_quiet_is_brought_in)
{
	struct arena *arena = arena_new(16 << 20);
	struct practice *p = practice_of(arena, "screens", 20, 4, 0);
	int second = 1, in_stage = 0;

	while (!room_may(&p->room, MAY_QUESTION) && second < 3600) {
		practice_play(p, instant_add(p->plan.began, SECONDS(second)));
		go_on(p, second++, &in_stage);
	}
	practice_play(p, instant_add(p->at, SECONDS(40)));
	const int quiet = practice_quiet(p);
	CHECK(quiet > 0 && p->people[quiet].habit == HABIT_SILENT, "not the silent one");
	CHECK(say(p, 500, INTERVENE_QUIET) == ROOM_OK, "not said");
	const struct practice_line *said = &p->lines[p->line_count - 1];
	CHECK(said->sort == PRACTICE_YOU && str_starts(said->words, p->people[quiet].name),
	      "no name");
	practice_play(p, instant_add(p->at, SECONDS(25)));
	bool has_asked = false;
	for (int i = 0; i < p->question_count; i++)
		has_asked = has_asked || p->questions[i].seat == quiet;
	CHECK(has_asked, "and says nothing");
	arena_free(arena);
}

/* One turn each, brought in after the questions: nearly everybody speaks, of what was presented. */
TEST(one_goes_round)
{
	struct arena *arena = arena_new(16 << 20);
	struct practice *p = practice_of(arena, "the-inquest", 20, 2, 0);
	int second = 1, in_stage = 0;
	unsigned spoke = 0, reflected = 0;

	while (!room_may(&p->room, MAY_QUESTION) && second < 3600) {
		practice_play(p, instant_add(p->plan.began, SECONDS(second)));
		go_on(p, second++, &in_stage);
	}
	const struct practice_press round = { .at = instant_add(p->at, 3000),
		                              .kind = ROOM_INSERT,
		                              .a = INSERT_GO_ROUND };
	const struct practice_press pause = { .at = round.at,
		                              .kind = ROOM_INSERT,
		                              .a = INSERT_BREAK };
	CHECK(practice_press(p, &pause) == ROOM_NO_INPUT, "a break in a practice");
	CHECK(practice_press(p, &round) == ROOM_OK, "no round");
	CHECK(press(p, 4000, ROOM_NEXT, 0) == ROOM_OK, "not next");
	const int from = p->line_count;
	practice_play(p, instant_add(p->at, MINUTES(4)));
	for (int i = from; i < p->line_count; i++) {
		if (p->lines[i].sort != PRACTICE_SAID) continue;
		spoke |= 1u << p->lines[i].seat;
		for (int k = 0; k < p->plan.deck->line_count; k++)
			if (p->plan.deck->lines[k].use == USE_REFLECT &&
			    str_eq(p->plan.deck->lines[k].words, p->lines[i].words))
				reflected |= 1u << p->lines[i].seat;
	}
	int speakers = 0;
	for (int seat = 0; seat < p->member_count; seat++) speakers += (spoke >> seat & 1) != 0;
	CHECK(speakers >= p->member_count - 1, "people are left out");
	CHECK(reflected, "nobody speaks of what was presented");
	arena_free(arena);
}

TEST(a_presenter_who_is_asked_answers)
{
	for (size_t i = 0; i < PRACTICE_DECKS; i++) {
		struct arena *arena = arena_new(16 << 20);
		struct practice *p = practice_of(arena, practice_decks[i], 20, 2, 0);
		int second = 1, in_stage = 0;
		while (!room_may(&p->room, MAY_QUESTION) && second < 3600) {
			practice_play(p, instant_add(p->plan.began, SECONDS(second)));
			go_on(p, second++, &in_stage);
		}
		CHECK(say(p, 200, INTERVENE_CARE) == ROOM_OK, "not said");
		const int said = p->line_count;
		practice_play(p, instant_add(p->at, SECONDS(30)));
		bool answers = false;
		for (int k = said; k < p->line_count; k++)
			answers = answers ||
			          (p->lines[k].sort == PRACTICE_SAID && p->lines[k].seat == 0);
		CHECK(answers, "no answer");
		arena_free(arena);
	}
}

/* What a deck says about its issue is asked before what fits any issue. */
TEST(the_deck_s_own_questions_come_first)
{
	for (size_t i = 0; i < PRACTICE_DECKS; i++) {
		struct arena *arena = arena_new(16 << 20);
		struct practice *p = practice_of(arena, practice_decks[i], 45, 5, 0);
		const int own = deck_read(arena, practice_decks[i])->ask_count;
		int spare = 0;
		hold(p);
		for (int q = 0; q < p->question_count; q++)
			for (int k = own; k < p->plan.deck->ask_count; k++)
				spare += str_eq(p->questions[q].words, p->plan.deck->asks[k].words);
		CHECK(p->plan.deck->ask_count > own, "none are spare");
		CHECK(p->question_count - spare >= own / 2, "the deck's own are passed over");
		CHECK(spare > 0, "it falls silent");
		arena_free(arena);
	}
}

/* What a deck is about is in its mirror, once at least. */
TEST(a_deck_gives_to_notice_what_it_says)
{
	static const struct {
		const char *deck;
		enum room_signal signal;
	} table[] = {
		{ "formula", SIGNAL_OUTSIDE },
		{ "good-committee", SIGNAL_STUCK },
		{ "the-inquest", SIGNAL_EMOTION },
		{ "one-front-door", SIGNAL_SOLVED },
		{ "depot", SIGNAL_STACKED },
		{ "screens", SIGNAL_QUIET },
		{ "temporary-housing", SIGNAL_ADVICE },
	};
	for (size_t i = 0; i < LEN(table); i++) {
		struct arena *arena = arena_new(16 << 20);
		struct practice *p = practice_of(arena, table[i].deck, 20, 3, 0);
		int seen = 0;
		hold(p);
		for (int k = 0; k < p->mirror.count; k++)
			seen += p->mirror.seen[k].signal == table[i].signal;
		TOLD(seen > 0, "%s: no %s", table[i].deck, signal_words(table[i].signal)->name);
		arena_free(arena);
	}
}

/* What is said has names in it, and nothing of how it is written down. */
TEST(words_are_whole)
{
	struct arena *arena = arena_new(16 << 20);
	struct practice *p = practice_of(arena, "promoted-over-a-friend", 20, 2, 0);

	for (int i = 1; i < INTERVENTION_COUNT; i++) {
		const struct str words = practice_words(p, (enum intervention)i);
		CHECK(str_is_utf8(words), "letters are cut");
		for (size_t k = 0; k < words.n; k++)
			CHECK(words.at[k] != '{' && words.at[k] != '}', "a name is missing");
	}
	CHECK(str_eq(practice_words(p, INTERVENE_CARE),
	             STR("Let’s stop for a moment. What would help you now, Kofi?")),
	      "other words");
	CHECK(str_eq(practice_words(p, INTERVENE_PRESENTER), STR("Let’s come back to Kofi.")),
	      "other words");
	arena_free(arena);
}

/* Asked for by habit: each that is wanted is there, none that is not, and the presenter stays. */
TEST(habits_are_as_wanted)
{
	for (size_t i = 0; i < PRACTICE_DECKS; i++)
		for (unsigned mask = 0; mask < 16; mask++) {
			struct arena *arena = arena_new(16 << 20);
			const unsigned wanted = mask << HABIT_ADVISER | 1u << HABIT_PLAIN;
			struct practice *p = practice_of(arena, practice_decks[i], 20, 1, wanted);
			unsigned there = 0;
			for (int k = 1; k < p->member_count; k++) there |= 1u << p->people[k].habit;
			CHECK((there | 1u << HABIT_PLAIN) == wanted, "others than were wanted");
			CHECK(p->people[0].habit == p->plan.deck->presenter.habit,
			      "another presenter");
			arena_free(arena);
		}
}

TEST(the_presenter_is_as_wanted)
{
	static const struct {
		unsigned wanted;
		enum rehearsal_habit habit;
	} cases[] = { { PRACTICE_PLAIN_PRESENTER, HABIT_PLAIN },
		      { 1u << HABIT_ANXIOUS, HABIT_ANXIOUS },
		      { 1u << HABIT_SOLVED | 1u << HABIT_ADVISER | 1u << HABIT_PLAIN,
		        HABIT_SOLVED } };

	for (size_t i = 0; i < PRACTICE_DECKS; i++)
		for (size_t k = 0; k < LEN(cases); k++) {
			struct arena *arena = arena_new(16 << 20);
			struct practice *p =
				practice_of(arena, practice_decks[i], 20, 1, cases[k].wanted);
			CHECK_INT(p->people[0].habit, cases[k].habit, practice_decks[i]);
			for (int m = 1; m < p->member_count; m++)
				CHECK(k == 2 ? p->people[m].habit <= HABIT_ADVISER
				             : p->people[m].habit ==
				                       p->plan.deck->members[m - 1].habit,
				      "and the others are not changed by it");
			arena_free(arena);
		}
}

/* Until the questions, led by somebody who only goes on. */
static void to_questions(struct practice *p)
{
	int second = 1, in_stage = 0;

	while (!room_may(&p->room, MAY_QUESTION) && second < 3600) {
		practice_play(p, instant_add(p->plan.began, SECONDS(second)));
		go_on(p, second++, &in_stage);
	}
}

static enum room_verdict own(struct practice *p, int64_t after_ms, const char *words)
{
	const struct practice_press one = { .at = instant_add(p->at, after_ms),
		                            .words = str_of(words) };
	return practice_press(p, &one);
}

/* Own words work like those of the list: by what they are about, and by whom they name. */
TEST(own_words_are_heard_by_whom_they_are_for)
{
	for (size_t i = 0; i < PRACTICE_DECKS; i++) {
		struct arena *arena = arena_new(16 << 20);
		struct practice *p = practice_of(arena, practice_decks[i], 20, 2, 0);
		to_questions(p);
		CHECK(own(p, 200, "And what is the hardest part of that?") == ROOM_OK, "not said");
		const int said = p->line_count;
		CHECK(p->lines[said - 1].sort == PRACTICE_YOU, "is not heard");
		practice_play(p, instant_add(p->at, SECONDS(30)));
		bool answers = false;
		for (int k = said; k < p->line_count; k++)
			answers = answers ||
			          (p->lines[k].sort == PRACTICE_SAID && p->lines[k].seat == 0);
		CHECK(answers, "the presenter does not answer");

		const int quiet = practice_quiet(p);
		const char *words = str_z(arena, str_printf(arena, "%.*s, what would you ask?",
		                                            STR_ARG(p->people[quiet].name)));
		CHECK(own(p, 700, words) == ROOM_OK, "not said");
		CHECK_INT(p->room.talk.speaker, quiet, "is not asked");
		practice_play(p, instant_add(p->at, SECONDS(40)));
		bool has_asked = false;
		for (int k = 0; k < p->question_count; k++)
			has_asked = has_asked || p->questions[k].seat == quiet;
		CHECK(has_asked || p->people[quiet].habit == HABIT_STORYTELLER, "and says nothing");
		arena_free(arena);
	}
}

TEST(what_cannot_be_leaves_everything_as_it_was)
{
	struct arena *arena = arena_new(16 << 20);
	struct practice *p = practice_of(arena, "depot", 20, 3, 0);

	practice_play(p, instant_add(p->at, SECONDS(20)));
	const int number = practice_number(p);
	CHECK(say(p, 0, INTERVENE_ONE) == ROOM_NO_NOT_STARTED, "said before the start");
	CHECK(press(p, 0, ROOM_NEXT, 0) != ROOM_OK, "went on before the start");
	CHECK(press(p, 0, ROOM_ASK, 1) == ROOM_NO_INPUT, "asked a question");
	CHECK(press(p, 0, ROOM_BID, 0) == ROOM_NO_INPUT, "bid for airtime");
	CHECK(say(p, 0, (enum intervention)99) == ROOM_NO_INPUT, "what is on no list");
	CHECK(practice_number(p) == number && p->press_count == 0, "something has changed");
	arena_free(arena);
}

TEST(left_alone_it_stands_still)
{
	struct arena *arena = arena_new(16 << 20);
	struct practice *p = practice_of(arena, "depot", 20, 3, 0);

	CHECK(press(p, SECONDS(60), ROOM_START, 0) == ROOM_OK, "does not start");
	practice_play(p, instant_add(p->at, HOURS(100)));
	CHECK(p->is_left, "still waiting");
	const int number = practice_number(p);
	practice_play(p, instant_add(p->at, HOURS(100)));
	CHECK(practice_number(p) == number, "it goes on without anybody");
	CHECK(say(p, 0, INTERVENE_ONE) == ROOM_NO_ENDED, "somebody speaks to nobody");
	CHECK(practice_begin(arena, &(struct practice_plan){ .deck = deck_read(arena, "general") },
	                     &p) == ERR_INPUT,
	      "a deck without a presenter begins");
	arena_free(arena);
}

TESTS(every_deck_can_be_held_at_both_lengths, it_is_the_same_meeting_whenever_one_looks,
      anything_may_be_pressed, another_seed_is_another_meeting,
      an_adviser_who_is_asked_for_a_question_asks_one, whoever_is_quiet_is_brought_in,
      one_goes_round, a_presenter_who_is_asked_answers, a_deck_gives_to_notice_what_it_says,
      words_are_whole, the_deck_s_own_questions_come_first, habits_are_as_wanted,
      the_presenter_is_as_wanted, own_words_are_heard_by_whom_they_are_for,
      what_cannot_be_leaves_everything_as_it_was, left_alone_it_stands_still)
