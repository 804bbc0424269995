/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Simulated members: every shipped deck reads, the same seed gives the same meeting, every act is
 * accepted when it is given, each habit can be told by its counts, and interventions change them. */
#include <dirent.h>

#include "domain/rehearsal.h"

#include "domain/question_read.h"
#include "support/check.h"
#include "support_room.h"

/* A check that tells what it found. */
#define TOLD(condition, ...)                                                                       \
	do {                                                                                       \
		if (!(condition)) fail_msg(__VA_ARGS__);                                           \
	} while (0)

static const char *const decks[] = {
	"general",         "temporary-housing", "promoted-over-a-friend",
	"late-local-plan", "one-front-door",    "formula",
	"best-person",     "the-inquest",       "screens",
	"depot",           "good-committee",
};

static const struct rehearsal_deck *deck_read(struct arena *arena, const char *name)
{
	static char text[DECK_TEXT_MAX];
	const struct rehearsal_deck *deck = NULL;
	struct process_fault fault = { 0 };
	const char *path = str_z(arena, str_printf(arena, "content/rehearsal/%s.deck", name));
	FILE *file = fopen(path, "rb");

	TOLD(file, "%s is missing", path);
	const size_t n = fread(text, 1, sizeof(text), file);
	TOLD(fclose(file) == 0, "%s cannot be read", path);
	const enum err err = rehearsal_deck_parse(arena, (struct str){ text, n }, &deck, &fault);
	TOLD(err == OK, "%s:%d:%d: %.*s", path, fault.line, fault.column, STR_ARG(fault.words));
	return deck;
}

/* ---- a meeting held by nobody but simulated members and a facilitator of few habits ---- */

enum facilitating {
	JUST_NEXT,  /* invites hands in order and moves on when the time is up */
	INTERVENES, /* and: takes advisers' hands down, invites the silent, pauses, shows a prompt */
};

enum { MEETING_PEOPLE = 7 };

struct meeting {
	struct scene *scene;
	const struct rehearsal_deck *deck;
	struct rehearsal_member members[MEETING_PEOPLE];
	struct rehearsal_mirror mirror;
	struct str asked; /* words of the last question */
	int by_form[MEETING_PEOPLE][QUESTION_FORMS], vague, fluent, tells, refused;
	uint64_t trace; /* of all that was done */
	enum facilitating how;
};

static void trace(struct meeting *m, uint64_t n)
{
	m->trace = (m->trace ^ n) * 0x100000001b3u;
}

static void tell_all(struct meeting *m, int from, struct str words)
{
	for (int e = from; e < m->scene->event_count; e++) {
		const struct room_event *event = &m->scene->history[e];
		const struct str said = event->kind == ROOM_ASK ? words : (struct str){ 0 };
		rehearsal_mirror_event(&m->mirror, &m->scene->room, event, said);
		for (int i = 0; i < MEETING_PEOPLE; i++)
			rehearsal_notice(&m->members[i], &m->scene->room, event, said);
	}
}

static bool facilitate_act(struct meeting *m, enum room_kind kind, int64_t subject, int64_t a)
{
	const int from = m->scene->event_count;
	const bool done = scene_act(m->scene, MEETING_PEOPLE, kind, subject, a, 0) == ROOM_OK;

	tell_all(m, from, (struct str){ 0 });
	return done;
}

static void one_acts(struct meeting *m, int i)
{
	struct rehearsal_member *member = &m->members[i];
	struct rehearsal_move move;
	struct question_kind kind;

	if (!rehearsal_next(member, &m->scene->room, m->scene->now, &move)) return;
	trace(m, (uint64_t)move.kind * 31 + (uint64_t)i);
	for (size_t k = 0; k < move.words.n; k++) trace(m, (uint8_t)move.words.at[k]);
	rehearsal_mirror_signal(&m->mirror, move.signal, i, move.words, m->scene->now);
	m->vague += move.signal == SIGNAL_VAGUE;
	m->fluent += move.signal == SIGNAL_FLUENT || move.signal == SIGNAL_SOLVED;
	if (move.kind == 0) return;
	const bool has_words = move.kind == ROOM_ASK || move.kind == ROOM_LINE ||
	                       move.kind == ROOM_ACTION || move.kind == ROOM_ISSUE_ON ||
	                       move.kind == ROOM_RULE_PROPOSED;
	TOLD(!has_words || move.words.n > 0, "%s without words", room_kind_name(move.kind));
	if (move.kind == ROOM_ASK) {
		TOLD(question_read(move.words, &kind) == OK, "too long");
		m->by_form[i][kind.form]++;
	}
	const int from = m->scene->event_count;
	const enum room_verdict verdict =
		scene_act(m->scene, i, move.kind, has_words ? 1 : 0, move.a, 0);
	TOLD(verdict == ROOM_OK, "%s refused: %s", room_kind_name(move.kind),
	     room_verdict_text(verdict));
	tell_all(m, from, move.words);
}

static void intervene(struct meeting *m, int second)
{
	const struct room *room = &m->scene->room;

	if (!room_may(room, MAY_QUESTION) || second % 40) return;
	for (int h = 0; h < room->talk.hand_count; h++) {
		const int seat = room->talk.hands[h];
		if (m->members[seat].habit == HABIT_ADVISER) {
			facilitate_act(m, ROOM_HAND_DOWN, person_at(seat), 0);
			break;
		}
	}
	for (int i = 0; i < MEETING_PEOPLE; i++)
		if (m->members[i].habit == HABIT_SILENT && second % 120 == 0)
			facilitate_act(m, ROOM_INVITE, person_at(i), 0);
	if (second % 200 == 0 && facilitate_act(m, ROOM_PAUSE, 0, 0)) {
		scene_wait(m->scene, SECONDS(10));
		facilitate_act(m, ROOM_RESUME, 0, 0);
	}
	for (int i = 0; i < MEETING_PEOPLE; i++)
		rehearsal_told(&m->members[i], SIGNAL_STACKED, m->scene->now);
}

static void facilitate(struct meeting *m, int second, int in_stage)
{
	const struct room *room = &m->scene->room;
	const struct stage *stage = room_stage(room);

	if (m->how == INTERVENES) intervene(m, second);
	if (room->talk.speaker < 0 && room->talk.hand_count > 0 && second % 20 == 0 &&
	    room_may(room, MAY_QUESTION))
		facilitate_act(m, ROOM_INVITE, person_at(room->talk.hands[0]), 0);
	if (stage && in_stage > stage_minutes(stage, MEETING_PEOPLE) * 60)
		facilitate_act(m, room_next_step(room) < room->step_count ? ROOM_NEXT : ROOM_END, 0,
		               0);
}

/* The anxious one presents first, then the one who has solved it, then the plain one. */
static void set_order(struct meeting *m)
{
	static const int seats[3] = { 5, 6, 0 };
	const int rounds = m->scene->room.round_count < 3 ? m->scene->room.round_count : 3;
	const int from = m->scene->event_count;

	TOLD(scene_act(m->scene, MEETING_PEOPLE, ROOM_ORDER, 0, room_order_pack(seats, rounds),
	               rounds) == ROOM_OK,
	     "no order of %d", rounds);
	tell_all(m, from, (struct str){ 0 });
}

static void hold(struct meeting *m)
{
	int in_stage = 0, step = -1;

	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < MEETING_PEOPLE; k++) one_acts(m, k);
		scene_wait(m->scene, SECONDS(1));
	}
	TOLD(facilitate_act(m, ROOM_HERE, 0, 0), "no facilitator");
	TOLD(facilitate_act(m, ROOM_OPEN, 0, 0), "does not open");
	for (int second = 0; second < 5 * 3600 && m->scene->room.state != ROOM_ENDED; second++) {
		if (second == 300) {
			TOLD(facilitate_act(m, ROOM_START, 0, 0), "does not start");
			set_order(m);
		}
		in_stage = step == m->scene->room.step ? in_stage + 1 : 0;
		step = m->scene->room.step;
		facilitate(m, second, in_stage);
		rehearsal_mirror_tick(&m->mirror, &m->scene->room, m->scene->now);
		for (int k = 0; k < MEETING_PEOPLE; k++) one_acts(m, k);
		scene_wait(m->scene, SECONDS(1));
	}
	TOLD(m->scene->room.state == ROOM_ENDED, "the meeting has no end");
}

static struct meeting *meeting_new(const char *shell, const struct rehearsal_deck *deck,
                                   uint64_t seed, enum facilitating how)
{
	static const enum rehearsal_habit six[MEETING_PEOPLE] = {
		HABIT_PLAIN,    HABIT_ADVISER, HABIT_STORYTELLER, HABIT_SILENT,
		HABIT_DOMINANT, HABIT_ANXIOUS, HABIT_SOLVED,
	};
	struct scene *scene = scene_new(shell, MEETING_PEOPLE, 1);
	struct meeting *m = NEW(scene->arena, struct meeting, 1);

	m->scene = scene;
	m->deck = deck;
	m->how = how;
	rehearsal_mirror_init(&m->mirror);
	for (int i = 0; i < MEETING_PEOPLE; i++)
		rehearsal_member_init(&m->members[i], deck, six[i], deck->issue.n && i == 5,
		                      (person_id){ person_at(i) }, seed, 100);
	return m;
}

static int asks(const struct meeting *m, int seat)
{
	return m->members[seat].did[ROOM_ASK];
}

static int advice(const struct meeting *m, int seat)
{
	return m->by_form[seat][QUESTION_ADVICE] + m->by_form[seat][QUESTION_DISGUISED];
}

/* ---- */

static bool lists(const char *name)
{
	for (size_t i = 0; i < LEN(decks); i++)
		if (str_eq(str_from(str_of(name), str_of(decks[i]).n), STR(".deck")) &&
		    str_starts(str_of(name), str_of(decks[i])))
			return true;
	return false;
}

TEST(every_deck_reads)
{
	struct arena *arena = arena_new(16 << 20);
	for (size_t i = 0; i < LEN(decks); i++) {
		const struct rehearsal_deck *deck = deck_read(arena, decks[i]);
		TOLD(str_eq(deck->name, str_of(decks[i])), "%s names itself %.*s", decks[i],
		     STR_ARG(deck->name));
		TOLD(deck->practises, "%s practises nothing", decks[i]);
	}
	DIR *folder = opendir("content/rehearsal");
	TOLD(folder, "no folder");
	for (struct dirent *e = readdir(folder); e; e = readdir(folder))
		TOLD(!str_ends(str_of(e->d_name), STR(".deck")) || lists(e->d_name),
		     "%s is not tried here", e->d_name);
	closedir(folder);
	arena_free(arena);
}

/* A deck's people ask as their habit says, and better once something was said about it. */
TEST(questions_sound_like_their_habit)
{
	struct arena *arena = arena_new(16 << 20);
	for (size_t i = 0; i < LEN(decks); i++) {
		const struct rehearsal_deck *deck = deck_read(arena, decks[i]);
		for (int k = 0; k < deck->ask_count; k++) {
			const struct rehearsal_ask *ask = &deck->asks[k];
			struct question_kind kind;
			TOLD(question_read(ask->words, &kind) == OK, "too long");
			const bool advises =
				kind.form == QUESTION_ADVICE || kind.form == QUESTION_DISGUISED;
			if (ask->habit == HABIT_ADVISER && !ask->is_better)
				TOLD(advises, "%s: %.*s is %s", decks[i], STR_ARG(ask->words),
				     question_form_name(kind.form));
			if (ask->habit == HABIT_PLAIN || ask->is_better)
				TOLD(kind.form == QUESTION_OPEN || kind.form == QUESTION_CLOSED,
				     "%s: %.*s is %s", decks[i], STR_ARG(ask->words),
				     question_form_name(kind.form));
			TOLD(ask->answer.n > 0, "%s: no answer to %.*s", decks[i],
			     STR_ARG(ask->words));
		}
	}
	arena_free(arena);
}

/* Every scenario can be held from arriving to the last word, whoever is in it. */
TEST(every_scenario_can_be_held)
{
	struct arena *arena = arena_new(16 << 20);
	for (size_t i = 0; i < LEN(decks); i++) {
		const struct rehearsal_deck *deck = deck_read(arena, decks[i]);
		struct meeting *m = meeting_new("uk-halfday", deck, i + 1, INTERVENES);
		hold(m);
		int questions = 0, spoken = 0, actions = 0;
		for (int k = 0; k < MEETING_PEOPLE; k++) {
			questions += asks(m, k);
			spoken += m->members[k].did[0];
			actions += m->members[k].did[ROOM_ACTION];
		}
		TOLD(questions >= 12 && spoken >= 30 && actions == 6,
		     "%s: %d questions, %d things said, %d actions", decks[i], questions, spoken,
		     actions);
		scene_free(m->scene);
	}
	arena_free(arena);
}

TEST(the_same_seed_gives_the_same_meeting)
{
	struct arena *arena = arena_new(16 << 20);
	const struct rehearsal_deck *deck = deck_read(arena, "general");
	uint64_t traces[3];
	static const uint64_t seeds[3] = { 7, 7, 8 };

	for (int i = 0; i < 3; i++) {
		struct meeting *m = meeting_new("uk-halfday", deck, seeds[i], JUST_NEXT);
		hold(m);
		traces[i] = m->trace;
		scene_free(m->scene);
	}
	TOLD(traces[0] == traces[1], "two meetings of seed 7 differ");
	TOLD(traces[0] != traces[2], "seeds 7 and 8 give the same meeting");
	arena_free(arena);
}

TEST(each_habit_can_be_told_by_its_counts)
{
	struct arena *arena = arena_new(16 << 20);
	const struct rehearsal_deck *deck = deck_read(arena, "general");
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct meeting *m = meeting_new("uk-halfday", deck, seed, JUST_NEXT);
		hold(m);
		TOLD(asks(m, 4) > asks(m, 0), "the dominant one asks %d times, the plain one %d",
		     asks(m, 4), asks(m, 0));
		TOLD(asks(m, 3) == 0, "the silent one asks unasked");
		TOLD(advice(m, 1) > 0, "the adviser advises nobody");
		TOLD(advice(m, 0) == 0, "the plain one advises");
		TOLD(m->by_form[4][QUESTION_MULTIPLE] > 0, "the dominant one never stacks");
		TOLD(m->members[3].did[ROOM_LINE] == 1, "the silent one writes nothing");
		for (int i = 0; i < MEETING_PEOPLE; i++)
			TOLD(m->members[i].did[ROOM_HERE] == 1, "seat %d came %d times", i,
			     m->members[i].did[ROOM_HERE]);
		scene_free(m->scene);
	}
	arena_free(arena);
}

TEST(interventions_change_what_happens)
{
	struct arena *arena = arena_new(16 << 20);
	const struct rehearsal_deck *deck = deck_read(arena, "general");
	int before = 0, after = 0, heard = 0;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct meeting *a = meeting_new("uk-halfday", deck, seed, JUST_NEXT);
		struct meeting *b = meeting_new("uk-halfday", deck, seed, INTERVENES);
		hold(a);
		hold(b);
		before += advice(a, 1);
		after += advice(b, 1);
		heard += asks(b, 3);
		scene_free(a->scene);
		scene_free(b->scene);
	}
	TOLD(after < before, "advice %d times although hands were taken down, %d without", after,
	     before);
	TOLD(heard > 0, "the silent one was invited and never asked");
	arena_free(arena);
}

TEST(first_meetings_make_rules)
{
	struct arena *arena = arena_new(16 << 20);
	struct meeting *m = meeting_new("first-taster", deck_read(arena, "general"), 3, JUST_NEXT);
	hold(m);
	int rules = 0, lines = 0;
	for (int i = 0; i < MEETING_PEOPLE; i++) {
		rules += m->members[i].did[ROOM_RULE_PROPOSED];
		lines += m->members[i].did[ROOM_LINE];
	}
	TOLD(rules == MEETING_PEOPLE - 1, "%d propose a rule", rules);
	TOLD(lines == MEETING_PEOPLE, "%d write their hopes", lines);
	scene_free(m->scene);
	arena_free(arena);
}

static void look_into(const struct rehearsal_mirror *mirror, int of[SIGNAL_COUNT], int *done)
{
	for (int i = 0; i < mirror->count; i++) {
		const struct rehearsal_seen *seen = &mirror->seen[i];
		of[seen->signal]++;
		*done += seen->did != 0;
		TOLD(!seen->did || (seen->after_ms >= 0 && seen->after_ms <= REHEARSAL_MINDED_MS),
		     "%lld ms after", (long long)seen->after_ms);
		TOLD(rehearsal_did_words(seen)[0], "no words for %s", room_kind_name(seen->did));
		TOLD(signal_words(seen->signal)->seen[0] && signal_words(seen->signal)->usual[0],
		     "no words for signal %d", (int)seen->signal);
	}
}

TEST(the_mirror_shows_signals_and_what_was_done)
{
	struct arena *arena = arena_new(16 << 20);
	const struct rehearsal_deck *deck = deck_read(arena, "general");
	int of[2][SIGNAL_COUNT] = { { 0 } }, done[2] = { 0 };
	for (int how = JUST_NEXT; how <= INTERVENES; how++) {
		struct meeting *m = meeting_new("uk-halfday", deck, 5, (enum facilitating)how);
		hold(m);
		look_into(&m->mirror, of[how], &done[how]);
		scene_free(m->scene);
	}
	static const enum room_signal expected[] = { SIGNAL_ADVICE,  SIGNAL_STACKED, SIGNAL_STORY,
		                                     SIGNAL_TIME,    SIGNAL_VAGUE,   SIGNAL_QUIET,
		                                     SIGNAL_EMOTION, SIGNAL_FLUENT };
	for (size_t i = 0; i < LEN(expected); i++)
		TOLD(of[JUST_NEXT][expected[i]] > 0, "no %s", signal_words(expected[i])->name);
	TOLD(of[INTERVENES][SIGNAL_ADVICE] < of[JUST_NEXT][SIGNAL_ADVICE], "as much advice");
	TOLD(done[INTERVENES] > 0, "nothing was done");
	arena_free(arena);
}

/* What the facilitator said in words alone is seen too, and letting be has its words. */
TEST(the_mirror_minds_what_was_said)
{
	static struct rehearsal_mirror mirror;
	const struct instant at = { 1790000000000 };
	rehearsal_mirror_init(&mirror);
	rehearsal_mirror_signal(&mirror, SIGNAL_ADVICE, 2, STR("Have you tried it?"), at);
	rehearsal_mirror_signal(&mirror, SIGNAL_ADVICE, 2, STR("Have you tried it?"),
	                        instant_add(at, SECONDS(5)));
	rehearsal_mirror_signal(&mirror, SIGNAL_STORY, 3, STR("We had one"),
	                        instant_add(at, SECONDS(8)));
	TOLD(mirror.count == 2, "the same twice: %d", mirror.count);
	rehearsal_mirror_said(&mirror, INTERVENE_NONE, 1u << SIGNAL_ADVICE,
	                      instant_add(at, SECONDS(12)));
	TOLD(mirror.seen[0].did_say && mirror.seen[0].after_ms == SECONDS(12), "not minded");
	TOLD(str_eq(str_of(rehearsal_did_words(&mirror.seen[0])), STR("You said something.")),
	     "other words");
	TOLD(mirror.seen[1].did_say && mirror.seen[1].after_ms == SECONDS(4),
	     "it is what came next of the story too");
	rehearsal_mirror_said(&mirror, INTERVENE_NONE, 1u << SIGNAL_STORY,
	                      instant_add(at, SECONDS(20)));
	TOLD(mirror.seen[1].after_ms == SECONDS(12), "until it is spoken of itself");
	rehearsal_mirror_signal(&mirror, SIGNAL_STORY, 3, STR("And then"),
	                        instant_add(at, SECONDS(60)));
	TOLD(str_eq(str_of(rehearsal_did_words(&mirror.seen[2])), STR("You let it pass.")),
	     "other words");
}

/* Words that are for a signal say more about it than a hand that was invited in between. */
TEST(words_for_a_signal_take_the_place_of_an_act)
{
	static struct rehearsal_mirror mirror;
	struct scene *scene = scene_new("uk-halfday", 5, 1);
	const struct instant at = { 1790000000000 };
	const struct room_event invites = { .kind = ROOM_INVITE,
		                            .by = { person_at(5) },
		                            .subject = person_at(2),
		                            .at = instant_add(at, SECONDS(10)) };
	rehearsal_mirror_init(&mirror);
	rehearsal_mirror_signal(&mirror, SIGNAL_STACKED, 4, STR("How many, and who?"), at);
	rehearsal_mirror_signal(&mirror, SIGNAL_EMOTION, 0, STR("I can send it"), at);
	rehearsal_mirror_event(&mirror, &scene->room, &invites, (struct str){ 0 });
	TOLD(mirror.seen[0].did == ROOM_INVITE && mirror.seen[0].whom == 2, "not invited");
	rehearsal_mirror_said(&mirror, INTERVENE_ONE, 1u << SIGNAL_STACKED,
	                      instant_add(at, SECONDS(20)));
	TOLD(mirror.seen[0].said == INTERVENE_ONE && mirror.seen[0].after_ms == SECONDS(20),
	     "the act stays");
	TOLD(mirror.seen[1].did == ROOM_INVITE && !mirror.seen[1].said, "said about another");
	rehearsal_mirror_said(&mirror, INTERVENE_ONE, 1u << SIGNAL_STACKED,
	                      instant_add(at, SECONDS(30)));
	TOLD(mirror.seen[0].after_ms == SECONDS(20), "the first counts");
	TOLD(!rehearsal_mirror_shows(&mirror, INTERVENE_ONE, instant_add(at, SECONDS(30))),
	     "what was said again is told besides");
	rehearsal_mirror_signal(&mirror, SIGNAL_VAGUE, 0, STR("Have a chat"),
	                        instant_add(at, SECONDS(31)));
	rehearsal_mirror_said(&mirror, INTERVENE_SILENCE, 1u << SIGNAL_SILENCE,
	                      instant_add(at, SECONDS(32)));
	TOLD(!mirror.seen[2].did_say, "silence is let be where nobody is silent");
	scene_free(scene);
}

TEST(faults_have_a_place)
{
	static const struct {
		const char *text;
		int line, column;
	} table[] = {
		{ "title Early", 1, 1 },
		{ "deck Big Name", 1, 6 },
		{ "deck a\ntitle T\nask nobody: What?", 3, 5 },
		{ "deck a\ntitle T\nask What?", 3, 5 },
		{ "deck a\ntitle T\npresenter Leila | housing | cheerful", 3, 29 },
		{ "deck a\ntitle T\n  answer Yes.", 3, 3 },
		{ "deck a\ntitle T\naction Do it | soon", 3, 8 },
		{ "deck a\ntitle T\nask plain: Why?\nask plain: Why?", 4, 12 },
		{ "deck a\ntitle T\nsings La", 3, 1 },
		{ "deck a\ntitle T\npractises advice, luck", 3, 19 },
		{ "deck a\ntitle T", 2, 1 },
		{ "", 1, 1 },
		{ "deck a\ntitle \xff", 1, 1 },
	};
	struct arena *arena = arena_new(16 << 20);
	for (size_t i = 0; i < LEN(table); i++) {
		const struct rehearsal_deck *deck = NULL;
		struct process_fault fault = { 0 };
		const enum err err =
			rehearsal_deck_parse(arena, str_of(table[i].text), &deck, &fault);
		TOLD(err == ERR_INPUT && !deck, "\"%s\" is taken", table[i].text);
		TOLD(fault.line == table[i].line && fault.column == table[i].column,
		     "\"%s\": %d:%d %.*s", table[i].text, fault.line, fault.column,
		     STR_ARG(fault.words));
		TOLD(fault.words.n > 10, "no sentence");
	}
	arena_free(arena);
}

TESTS(every_deck_reads, questions_sound_like_their_habit, every_scenario_can_be_held,
      the_same_seed_gives_the_same_meeting, each_habit_can_be_told_by_its_counts,
      interventions_change_what_happens, first_meetings_make_rules,
      the_mirror_shows_signals_and_what_was_done, the_mirror_minds_what_was_said,
      words_for_a_signal_take_the_place_of_an_act, faults_have_a_place)
