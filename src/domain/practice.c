/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* practice - see practice.h. */
#include "domain/practice.h"

#include "domain/room_parts.h"

enum { TICK_MS = 1000 };

/* ---- what is seen and heard ---- */

static void hear(struct practice *p, struct practice_line line)
{
	if (p->line_count == PRACTICE_LINES_MAX) return;
	line.at = p->at;
	p->lines[p->line_count++] = line;
}

int practice_number(const struct practice *practice)
{
	return practice->room.event_count + practice->line_count;
}

int practice_facilitator(const struct practice *practice)
{
	return practice->people_count - 1;
}

/* ---- one act, by whoever ---- */

static enum room_verdict act(struct practice *p, const struct room_act *act, struct str words)
{
	struct room_event event;

	const enum room_verdict verdict = room_decide(&p->room, act, p->at, &event);
	if (verdict) return verdict;
	if (room_apply(&p->room, &event)) return ROOM_NO_INPUT;
	rehearsal_mirror_event(&p->mirror, &p->room, &event, words);
	for (int i = 0; i < p->member_count; i++)
		rehearsal_notice(&p->members[i], &p->room, &event, words);
	return ROOM_OK;
}

static enum room_verdict lead(struct practice *p, enum room_kind kind, int64_t subject, int64_t a,
                              int64_t b)
{
	const struct room_act by = {
		.kind = kind,
		.by = p->plan.facilitator,
		.subject = subject,
		.a = a,
		.b = b,
	};
	return act(p, &by, (struct str){ 0 });
}

/* ---- members ---- */

/* The id of the words that go with an act: their place among their likes. */
static int64_t subject_of(const struct practice *p, enum room_kind kind)
{
	switch ((int)kind) {
	case ROOM_ASK:
		return p->question_count + 1;
	case ROOM_ACTION:
		return p->action_count + 1;
	case ROOM_ISSUE_ON:
	case ROOM_LINE:
	case ROOM_RULE_PROPOSED:
		return 1;
	default:
		return 0;
	}
}

static bool has_place(const struct practice *p, enum room_kind kind)
{
	if (kind == ROOM_ASK) return p->question_count < PRACTICE_QUESTIONS_MAX;
	return kind != ROOM_ACTION || p->action_count < PRACTICE_ACTIONS_MAX;
}

static void keep_words(struct practice *p, int seat, const struct rehearsal_move *move)
{
	if (move->kind == ROOM_ASK) {
		p->questions[p->question_count++] =
			(struct practice_question){ seat, p->at, move->words };
		hear(p, (struct practice_line){
				.sort = PRACTICE_ASKED, .seat = seat, .words = move->words });
	}
	if (move->kind == ROOM_ACTION) {
		p->actions[p->action_count++] =
			(struct practice_action){ move->words, move->by_when, move->sign };
		hear(p, (struct practice_line){
				.sort = PRACTICE_WROTE, .seat = seat, .words = move->words });
	}
}

static void member_acts(struct practice *p, int i)
{
	const int seat = i; /* members sit first */
	struct rehearsal_move move;

	if (!rehearsal_next(&p->members[i], &p->room, p->at, &move)) return;
	if (move.kind == 0) {
		hear(p, (struct practice_line){
				.sort = PRACTICE_SAID, .seat = seat, .words = move.words });
		p->mirror.heard_at = p->at; /* so it is not silent */
		p->mirror.is_silence_seen = false;
	} else {
		const struct room_act by = {
			.kind = move.kind,
			.by = p->members[i].person,
			.subject = subject_of(p, move.kind),
			.a = move.a,
		};
		if (!has_place(p, move.kind) || act(p, &by, move.words)) return;
		keep_words(p, seat, &move);
	}
	rehearsal_mirror_signal(&p->mirror, move.signal, seat, move.words, p->at);
}

void practice_play(struct practice *practice, struct instant until)
{
	struct practice *p = practice;

	while (!p->is_left && p->room.state != ROOM_ENDED &&
	       instant_since(until, p->at) >= TICK_MS) {
		p->at = instant_add(p->at, TICK_MS);
		if (instant_since(p->at, p->pressed_at) >= PRACTICE_LEFT_MS) {
			p->is_left = true;
			return;
		}
		rehearsal_mirror_tick(&p->mirror, &p->room, p->at);
		for (int i = 0; i < p->member_count; i++) member_acts(p, i);
	}
}

/* ---- the facilitator ---- */

/* An act that a practice meeting knows. */
static bool is_taken(enum room_kind kind)
{
	switch ((int)kind) {
	case ROOM_START:
	case ROOM_NEXT:
	case ROOM_BACK:
	case ROOM_PAUSE:
	case ROOM_RESUME:
	case ROOM_EXTEND:
	case ROOM_HAND_DOWN:
	case ROOM_INVITE:
	case ROOM_TURN_NEXT:
	case ROOM_TURN_SKIP:
	case ROOM_TURN_TO:
	case ROOM_SHOW:
	case ROOM_SHOW_OFF:
	case ROOM_FLOOR:
	case ROOM_OPTION:
	case ROOM_INSERT:
	case ROOM_END:
		return true;
	default:
		return false;
	}
}

int practice_quiet(const struct practice *practice)
{
	const struct practice *p = practice;
	int quiet = -1, least = 0;

	for (int i = 0; i < p->member_count; i++) {
		int asked = 0;
		if (!p->room.seats[i].is_here || i == room_presenter(&p->room)) continue;
		for (int q = 0; q < p->question_count; q++) asked += p->questions[q].seat == i;
		/* Of those heard as little, whoever is quiet by habit: that is who is meant. */
		const bool less =
			asked < least || (asked == least && p->people[i].habit == HABIT_SILENT &&
		                          quiet >= 0 && p->people[quiet].habit != HABIT_SILENT);
		if (quiet >= 0 && !less) continue;
		quiet = i;
		least = asked;
	}
	return quiet;
}

static struct str filled(struct arena *arena, struct str words, struct str what, struct str with)
{
	for (size_t i = 0; i + what.n <= words.n; i++) {
		if (!str_eq(str_part(words, i, i + what.n), what)) continue;
		return str_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_part(words, 0, i)),
		                  STR_ARG(with), STR_ARG(str_from(words, i + what.n)));
	}
	return words;
}

struct str practice_words(const struct practice *practice, enum intervention intervention)
{
	const struct practice *p = practice;
	const int quiet = practice_quiet(p);
	const struct str said = str_of(intervention_words(intervention)->said);
	const struct str named = filled(p->arena, said, STR("{presenter}"), p->people[0].name);

	return filled(p->arena, named, STR("{quiet}"),
	              quiet < 0 ? STR("You who are quiet") : p->people[quiet].name);
}

/* What whoever speaks means, to those who hear it. */
struct meant {
	struct str words;
	enum intervention said; /* NONE: own words */
	unsigned about;         /* signals (bits) */
	int to;                 /* seat of a member who is called by name; -1 all */
	int invited;            /* seat of who is asked whether they would like to ask; -1 nobody */
	bool asks;              /* the presenter */
};

static struct meant meant_by(const struct practice *p, enum intervention said)
{
	return (struct meant){
		.words = practice_words(p, said),
		.said = said,
		.about = intervention_words(said)->at,
		.to = -1,
		.invited = said == INTERVENE_QUIET ? practice_quiet(p) : -1,
		.asks = intervention_words(said)->asks,
	};
}

/* Own words: by whom they name, by what they are about; and a question that is for nobody else is for the
 * presenter. */
static struct meant meant_in(const struct practice *p, struct str words)
{
	const unsigned of_manners = 1u << SIGNAL_ADVICE | 1u << SIGNAL_STACKED |
	                            1u << SIGNAL_FACTS | 1u << SIGNAL_STORY | 1u << SIGNAL_DOMINANT;
	const bool is_question = str_has(words, STR("?"));
	struct meant meant = {
		.words = words, .about = intervention_read(words), .to = -1, .invited = -1
	};

	for (int i = 1; i < p->member_count; i++) /* the presenter is asked anyway */
		if (intervention_names(words, p->people[i].name)) meant.to = i;
	if (meant.to >= 0 && is_question && !(meant.about & of_manners)) {
		meant.invited = meant.to;
		meant.about |= 1u << SIGNAL_QUIET;
	}
	const unsigned of_set = of_manners | 1u << SIGNAL_QUIET | 1u << SIGNAL_STUCK;
	meant.asks = is_question && meant.to < 0 && !(meant.about & of_set);
	return meant;
}

static void tell(struct practice *p, const struct meant *meant)
{
	unsigned about = meant->about;

	/* To hear others first is a word to those who wait as well. */
	if (about >> SIGNAL_DOMINANT & 1 && meant->to < 0 && meant->said != INTERVENE_NAME)
		about |= 1u << SIGNAL_QUIET;
	for (int s = SIGNAL_NONE + 1; s < SIGNAL_COUNT; s++)
		for (int i = 0; about >> s & 1 && i < p->member_count; i++)
			if (meant->to < 0 || meant->to == i)
				rehearsal_told(&p->members[i], (enum room_signal)s, p->at);
}

static enum room_verdict say(struct practice *p, const struct meant *meant)
{
	if (p->room.state == ROOM_ENDED) return ROOM_NO_ENDED;
	if (p->room.state != ROOM_RUNNING) return ROOM_NO_NOT_STARTED;
	hear(p, (struct practice_line){ .sort = PRACTICE_YOU,
	                                .seat = practice_facilitator(p),
	                                .words = meant->words,
	                                .said = meant->said });
	rehearsal_mirror_said(&p->mirror, meant->said, meant->about, p->at);
	if (meant->said == INTERVENE_SILENCE) return ROOM_OK;
	p->mirror.heard_at = p->at;
	tell(p, meant);
	for (int i = 0; meant->asks && i < p->member_count; i++)
		rehearsal_asked(&p->members[i], &p->room, meant->words, p->at);
	/* Said to somebody: where the floor is for asking, they may speak now. */
	if (meant->invited >= 0)
		(void)lead(p, ROOM_INVITE, p->people[meant->invited].person.n, 0, 0);
	return ROOM_OK;
}

static enum room_verdict speak(struct practice *p, const struct practice_press *press)
{
	if ((unsigned)press->said >= INTERVENTION_COUNT) return ROOM_NO_INPUT;
	const struct meant meant =
		press->said ? meant_by(p, press->said) : meant_in(p, press->words);
	return say(p, &meant);
}

enum room_verdict practice_press(struct practice *practice, const struct practice_press *press)
{
	struct practice *p = practice;
	enum room_verdict verdict = ROOM_NO_INPUT;

	practice_play(p, press->at);
	if (p->is_left || p->press_count == PRACTICE_PRESSES_MAX) return ROOM_NO_ENDED;
	const struct instant ticked = p->at;
	p->at = press->at; /* between two seconds; the next is a whole one from the beginning */
	if (press->said || press->words.n)
		verdict = speak(p, press);
	else if (press->kind == ROOM_INSERT && press->a != INSERT_GO_ROUND)
		verdict = ROOM_NO_INPUT; /* nothing else is practised here */
	else if (is_taken(press->kind))
		verdict = lead(p, press->kind, press->subject, press->a, 0);
	if (verdict == ROOM_OK) {
		p->pressed_at = p->at;
		p->press_count++;
	}
	p->at = ticked;
	return verdict;
}

/* ---- the beginning ---- */

/* Habits that are wanted and that nobody has, each to somebody who had none. */
static void cast(struct practice *p)
{
	const unsigned of_members = (1u << (HABIT_DOMINANT + 1)) - 1;
	const unsigned wanted = p->plan.habits & of_members;

	for (int habit = HABIT_ANXIOUS; habit <= HABIT_SOLVED; habit++)
		if (p->plan.habits >> habit & 1) p->people[0].habit = (enum rehearsal_habit)habit;
	if (p->plan.habits & PRACTICE_PLAIN_PRESENTER) p->people[0].habit = HABIT_PLAIN;
	if (!wanted) return;
	for (int i = 1; i < p->member_count; i++)
		if (!(wanted >> p->people[i].habit & 1)) p->people[i].habit = HABIT_PLAIN;
	for (int habit = HABIT_ADVISER; habit <= HABIT_DOMINANT; habit++) {
		bool is_there = false;
		int free_seat = -1;
		if (!(wanted >> habit & 1)) continue;
		for (int i = 1; i < p->member_count; i++) {
			is_there = is_there || (int)p->people[i].habit == habit;
			if (free_seat < 0 && p->people[i].habit == HABIT_PLAIN) free_seat = i;
		}
		if (!is_there && free_seat > 0)
			p->people[free_seat].habit = (enum rehearsal_habit)habit;
	}
}

static void seat_people(struct practice *p, struct room_person people[PRACTICE_PEOPLE_MAX])
{
	const struct rehearsal_deck *deck = p->plan.deck;
	const int members = deck->member_count + 1;

	for (int i = 0; i <= members; i++) {
		const bool is_member = i < members;
		const struct rehearsal_person *of = i == 0 ? &deck->presenter : NULL;
		if (i > 0 && is_member) of = &deck->members[i - 1];
		p->people[i].person = is_member ? (person_id){ i + 1 } : p->plan.facilitator;
		if (of) {
			p->people[i].name = of->name;
			p->people[i].work = of->work;
			p->people[i].habit = of->habit;
		}
		people[i] = (struct room_person){
			.person = p->people[i].person,
			.seat = i,
			.is_member = is_member,
			.is_facilitator = !is_member,
		};
	}
	p->member_count = members;
	p->people_count = members + 1;
	cast(p);
}

enum err practice_begin(struct arena *arena, const struct practice_plan *plan,
                        struct practice **out)
{
	struct room_person people[PRACTICE_PEOPLE_MAX];
	struct practice *p = NEW(arena, struct practice, 1);

	if (!plan->deck->presenter.name.n || !plan->deck->issue.n) return ERR_INPUT;
	p->plan = *plan;
	p->arena = arena;
	p->at = p->pressed_at = plan->began;
	p->lines = NEW(arena, struct practice_line, PRACTICE_LINES_MAX);
	p->questions = NEW(arena, struct practice_question, PRACTICE_QUESTIONS_MAX);
	seat_people(p, people);
	rehearsal_mirror_init(&p->mirror);
	for (int i = 0; i < p->member_count; i++)
		rehearsal_member_init(&p->members[i], plan->deck, p->people[i].habit, i == 0,
		                      p->people[i].person, plan->seed, plan->pace);
	const enum err err = room_init(&p->room, plan->shell, plan->round, plan->length_min, 1,
	                               people, (size_t)p->people_count);
	if (err) return err;
	const int presenter = 0;
	if (lead(p, ROOM_HERE, 0, 0, 0) || lead(p, ROOM_OPEN, 0, 0, 0) ||
	    lead(p, ROOM_ORDER, 0, room_order_pack(&presenter, 1), 1))
		return ERR_INPUT;
	*out = p;
	return OK;
}
