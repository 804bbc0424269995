/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The mirror says what was: in practices in which anything is pressed at any moment, each thing that it shows is
 * compared with a log that the test keeps by itself. */
#include "support_practice.h"

#include "domain/question_read.h"
#include "support/check.h"

enum { LOG_MAX = 400 };

/* One thing that the facilitator did, and how much there was in the mirror before it. */
struct deed {
	struct instant at;
	enum room_kind kind; /* 0: said */
	enum intervention said;
	unsigned about;
	int seen_before;
	int whom;
};

struct diary {
	struct deed deeds[LOG_MAX];
	size_t n;
};

/* What only moves a page, or begins the meeting, is no answer to anything. */
static bool is_deed(const struct practice_press *press)
{
	return press->kind != ROOM_START && press->kind != ROOM_RESUME &&
	       press->kind != ROOM_SHOW_OFF && press->kind != ROOM_OPTION;
}

static const char *const own_words[] = {
	"Can we hold the advice?",
	"What did you feel when she said that?",
	"One at a time, please.",
	"I notice that two of us do the asking.",
	"Thank you.",
	"We have four minutes left. What would help?",
};

static const enum room_kind kinds[] = {
	ROOM_NEXT,      ROOM_NEXT,     ROOM_BACK,   ROOM_PAUSE,     ROOM_RESUME,    ROOM_EXTEND,
	ROOM_HAND_DOWN, ROOM_INVITE,   ROOM_INVITE, ROOM_TURN_NEXT, ROOM_TURN_SKIP, ROOM_TURN_TO,
	ROOM_SHOW,      ROOM_SHOW_OFF, ROOM_INSERT, ROOM_FLOOR,     ROOM_OPTION,
};

static struct practice_press any_press(struct random *source, const struct practice *p,
                                       struct instant at)
{
	struct practice_press press = { .at = at };

	if (p->room.state == ROOM_WAITING)
		press.kind = ROOM_START;
	else if (random_below(source, 4) == 0)
		press.words = str_of(own_words[random_below(source, LEN(own_words))]);
	else if (random_below(source, 3) == 0)
		press.said = (enum intervention)(1 + random_below(source, INTERVENTION_COUNT - 1));
	else
		press.kind = kinds[random_below(source, LEN(kinds))];
	press.subject = 1 + random_below(source, 8);
	press.a = press.kind == ROOM_INSERT ? INSERT_GO_ROUND : random_below(source, 2);
	return press;
}

static void note(struct diary *diary, const struct practice *p, const struct practice_press *press,
                 int seen_before)
{
	struct deed *deed = &diary->deeds[diary->n++];

	TOLD(diary->n < LOG_MAX, "too much was done");
	*deed = (struct deed){
		.at = press->at,
		.kind = press->kind,
		.said = press->said,
		.seen_before = seen_before,
		.whom = press->kind ? room_seat_of(&p->room, (person_id){ press->subject }) : -1,
	};
	if (press->said) deed->about = intervention_words(press->said)->at;
	if (press->words.n) deed->about = intervention_read(press->words);
}

static struct practice *hold(struct random *source, struct arena *arena, struct diary *diary)
{
	const int length = random_below(source, 2) ? 45 : 20;
	struct practice *p =
		practice_of(arena, practice_decks[random_below(source, PRACTICE_DECKS)], length,
	                    random_next(source), random_below(source, 2) ? 0 : 0x1f);
	struct instant at = p->plan.began;

	diary->n = 0;
	for (int i = 0; i < 150; i++) {
		/* Sometimes they only listen for minutes. */
		at = instant_add(
			at, 1 + random_below(source, random_below(source, 5) ? 45000 : 400000));
		const struct practice_press press = any_press(source, p, at);
		practice_play(p, at);
		const int seen_before = p->mirror.count;
		if (practice_press(p, &press) != ROOM_OK) continue;
		if (is_deed(&press)) note(diary, p, &press, seen_before);
	}
	return p;
}

/* The first thing that was done after it, or the first that was said about just that; NULL: nothing was. */
static const struct deed *next_after(const struct diary *diary, const struct rehearsal_seen *seen,
                                     int place)
{
	const struct deed *first = NULL;

	for (size_t i = 0; i < diary->n; i++) {
		const struct deed *deed = &diary->deeds[i];
		const bool is_for_it = (deed->about >> seen->signal & 1) != 0;
		if (place >= deed->seen_before) continue; /* it was not there yet */
		if (instant_since(deed->at, seen->at) > REHEARSAL_MINDED_MS) continue;
		if (deed->said == INTERVENE_SILENCE && !is_for_it) continue;
		if (is_for_it) return deed;
		if (!first) first = deed;
	}
	return first;
}

TEST(what_you_did_next_is_what_you_did_next)
{
	struct diary *diary = calloc(1, sizeof *diary);
	int passed = 0, acted = 0, said = 0;

	CHECK(diary != NULL, "memory");
	FOR_SEEDS (source, 80) {
		struct arena *arena = arena_new(16 << 20);
		const struct practice *p = hold(&source, arena, diary);
		for (int i = 0; i < p->mirror.count; i++) {
			const struct rehearsal_seen *seen = &p->mirror.seen[i];
			const struct deed *deed = next_after(diary, seen, i);
			const bool is_said = deed && !deed->kind;
			CHECK_INT(seen->did, deed ? (int)deed->kind : 0, "another act");
			CHECK_INT(seen->did_say, is_said, "said, or not");
			passed += !deed;
			acted += deed && deed->kind;
			said += is_said;
			if (!deed) continue;
			CHECK_INT(seen->said, deed->said, "other words");
			CHECK_INT(seen->after_ms, instant_since(deed->at, seen->at), "when");
			if (!is_said) CHECK_INT(seen->whom, deed->whom, "to whom");
			if (is_said)
				CHECK(rehearsal_mirror_shows(&p->mirror, deed->said, deed->at),
				      "and so it is not told once more");
		}
		arena_free(arena);
	}
	CHECK(passed > 100 && acted > 100 && said > 100, "all three came often");
	free(diary);
}

/* ---- what there was to notice ---- */

static bool was_heard(const struct practice *p, const struct rehearsal_seen *seen)
{
	for (int i = 0; i < p->line_count; i++)
		if (p->lines[i].seat == seen->seat && p->lines[i].at.ms == seen->at.ms &&
		    str_eq(p->lines[i].words, seen->words))
			return true;
	return false;
}

/* The questions until the one that gave it, the last first: whether the last `n` are all so. */
static bool last_are(const struct practice *p, const struct rehearsal_seen *seen, int n,
                     bool (*so)(const struct practice_question *, const struct rehearsal_seen *))
{
	bool is_there = false;

	for (int i = p->question_count - 1; i >= 0 && n > 0; i--) {
		const int64_t before = instant_since(seen->at, p->questions[i].at);
		is_there = is_there || (seen->words.n ? before == 0 && str_eq(p->questions[i].words,
		                                                              seen->words)
		                                      : before > 0);
		if (!is_there) continue;
		if (!so(&p->questions[i], seen)) return false;
		n--;
	}
	return n == 0;
}

static bool is_theirs(const struct practice_question *question, const struct rehearsal_seen *seen)
{
	return question->seat == seen->seat;
}

static bool is_narrow(const struct practice_question *question, const struct rehearsal_seen *seen)
{
	struct question_kind kind;

	(void)seen;
	return !question_read(question->words, &kind) &&
	       (kind.form == QUESTION_CLOSED || kind.form == QUESTION_EITHER_OR);
}

static bool has_asked_before(const struct practice *p, const struct rehearsal_seen *seen)
{
	for (int i = 0; i < p->question_count; i++)
		if (p->questions[i].seat == seen->seat &&
		    instant_since(p->questions[i].at, seen->at) <= 0)
			return true;
	return false;
}

static bool was_silent(const struct practice *p, const struct rehearsal_seen *seen)
{
	for (int i = 0; i < p->line_count; i++) {
		const int64_t before = instant_since(seen->at, p->lines[i].at);
		/* In the same second they broke it. */
		if (p->lines[i].words.n && before > 0 && before < REHEARSAL_SILENCE_MS)
			return false;
	}
	return true;
}

TEST(what_there_was_to_notice_was_there)
{
	struct diary *diary = calloc(1, sizeof *diary);
	int of[SIGNAL_COUNT] = { 0 };

	CHECK(diary != NULL, "memory");
	FOR_SEEDS (source, 80) {
		struct arena *arena = arena_new(16 << 20);
		const struct practice *p = hold(&source, arena, diary);
		for (int i = 0; i < p->mirror.count; i++) {
			const struct rehearsal_seen *seen = &p->mirror.seen[i];
			of[seen->signal]++;
			if (seen->seat >= 0 && seen->words.n)
				CHECK(was_heard(p, seen), "nobody said that then");
			if (seen->signal == SIGNAL_DOMINANT)
				/* A third question; or, after two, their hand once more. */
				CHECK(last_are(p, seen, seen->words.n ? 3 : 2, is_theirs),
				      "others asked between");
			if (seen->signal == SIGNAL_FACTS)
				CHECK(last_are(p, seen, 3, is_narrow), "not all were narrow");
			if (seen->signal == SIGNAL_QUIET)
				CHECK(!has_asked_before(p, seen), "they had asked");
			if (seen->signal == SIGNAL_SILENCE)
				CHECK(was_silent(p, seen), "somebody spoke");
		}
		arena_free(arena);
	}
	CHECK(of[SIGNAL_ADVICE] && of[SIGNAL_DOMINANT] && of[SIGNAL_QUIET] && of[SIGNAL_SILENCE],
	      "each came");
	free(diary);
}

TESTS(what_you_did_next_is_what_you_did_next, what_there_was_to_notice_was_there)
