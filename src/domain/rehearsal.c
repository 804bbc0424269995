/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal - what a simulated member does next: by the stage, by the floor, by habit, and by what the
 * facilitator has just done about it (rehearsal_notice.c). */
#include "domain/question_read.h"
#include "domain/rehearsal_parts.h"
#include "domain/room_parts.h"

/* Seconds, for a person at full pace. */
enum { FAR_S = 600, TELL_S = 18, AGAIN_S = 8 };

static const struct {
	int think_s;    /* before a hand goes up */
	int patience_s; /* with a hand up, before asking all the same */
	int asks;       /* in a stage */
	int reflects;   /* in a stage */
	int urgency;    /* bid; 0 none */
} habits[HABIT_COUNT] = {
	[HABIT_PLAIN] = { 14, 150, 2, 1, 2 },      [HABIT_ADVISER] = { 9, 60, 3, 2, 1 },
	[HABIT_STORYTELLER] = { 12, 90, 2, 2, 2 }, [HABIT_SILENT] = { 30, FAR_S, 0, 0, 0 },
	[HABIT_DOMINANT] = { 3, 15, 6, 3, 3 },     [HABIT_ANXIOUS] = { 20, FAR_S, 1, 1, 1 },
	[HABIT_SOLVED] = { 8, 60, 2, 1, 3 },
};

void rehearsal_member_init(struct rehearsal_member *member, const struct rehearsal_deck *deck,
                           enum rehearsal_habit habit, bool has_issue, person_id person,
                           uint64_t seed, int pace)
{
	*member = (struct rehearsal_member){
		.person = person,
		.deck = deck,
		.habit = habit,
		.has_issue = has_issue && deck->issue.n > 0,
		.pace = pace,
		.asked_in = -2,
		.step = -2, /* like no room: the first look is a change */
	};
	random_seed(&member->random, seed ^ ((uint64_t)person.n << 20));
}

/* ---- what is said ---- */

/* The n-th line of that use (and habit or form, unless `of` is -1), going round. */
static const struct rehearsal_line *line_of(const struct rehearsal_deck *deck,
                                            enum rehearsal_use use, int of, unsigned n)
{
	unsigned count = 0;

	for (int i = 0; i < deck->line_count; i++)
		count += deck->lines[i].use == use && (of < 0 || deck->lines[i].of == of);
	/* Whoever has no words of their own says what anybody would; an answer must fit, though. */
	if (count == 0 && (of < 0 || use == USE_ANSWER)) return NULL;
	if (count == 0) return line_of(deck, use, of > 0 ? 0 : -1, n);
	n %= count;
	for (int i = 0; i < deck->line_count; i++) {
		if (deck->lines[i].use != use || (of >= 0 && deck->lines[i].of != of)) continue;
		if (n-- == 0) return &deck->lines[i];
	}
	return NULL;
}

static bool say(struct rehearsal_move *out, const struct rehearsal_line *line,
                enum room_signal signal)
{
	if (!line) return false;
	*out = (struct rehearsal_move){ .words = line->words, .signal = signal };
	return true;
}

static enum room_signal signal_of_words(const struct rehearsal_member *m, struct str words)
{
	struct question_kind kind;

	if (question_read(words, &kind)) return SIGNAL_STACKED; /* longer than anyone can follow */
	if (kind.form == QUESTION_ADVICE || kind.form == QUESTION_DISGUISED) return SIGNAL_ADVICE;
	if (kind.form == QUESTION_MULTIPLE) return SIGNAL_STACKED;
	return m->in_a_row >= 2 ? SIGNAL_DOMINANT : SIGNAL_NONE;
}

/* Which questions, in the order that they are looked for. */
struct asking {
	enum rehearsal_habit habit;
	bool is_better, is_spare;
};
enum { ASKINGS = 6 };

static bool may_ask(const struct rehearsal_member *m, int i, struct asking asking)
{
	const struct rehearsal_ask *ask = &m->deck->asks[i];
	return ask->habit == asking.habit && ask->is_better == asking.is_better &&
	       ask->is_spare == asking.is_spare && !(m->used >> i & 1);
}

static struct asking asking_of(const struct rehearsal_member *m, int k)
{
	const struct asking from[ASKINGS / 2] = {
		{ m->habit, m->heeds > 0, k >= ASKINGS / 2 },
		{ HABIT_PLAIN, false, k >= ASKINGS / 2 },
		{ m->habit, false, k >= ASKINGS / 2 },
	};
	return from[k % (ASKINGS / 2)];
}

static unsigned questions_left(const struct rehearsal_member *m, struct asking asking)
{
	unsigned count = 0;

	for (int i = 0; i < m->deck->ask_count; i++) count += may_ask(m, i, asking);
	return count;
}

static bool has_question(const struct rehearsal_member *m)
{
	for (int k = 0; k < ASKINGS; k++)
		if (questions_left(m, asking_of(m, k)) > 0) return true;
	return false;
}

/* One of the member's own questions that nobody has asked in this round, else a plain one; the deck's first. */
static bool ask(struct rehearsal_member *m, struct rehearsal_move *out)
{
	for (int k = 0; k < ASKINGS; k++) {
		const struct asking asking = asking_of(m, k);
		const unsigned count = questions_left(m, asking);
		if (count == 0) continue;
		unsigned n = random_below(&m->random, count);
		for (int i = 0; i < m->deck->ask_count; i++) {
			if (!may_ask(m, i, asking) || n-- > 0) continue;
			const struct str words = m->deck->asks[i].words;
			*out = (struct rehearsal_move){ .kind = ROOM_ASK,
				                        .words = words,
				                        .signal = signal_of_words(m, words) };
			return true;
		}
	}
	return false;
}

/* ---- the presenter ---- */

static bool practises(const struct rehearsal_member *m, enum room_signal signal)
{
	return (m->deck->practises >> signal & 1) != 0;
}

/* Every other answer gives something to notice; a comfortable one where the deck is about that. */
static enum room_signal fluent_signal(const struct rehearsal_member *m, unsigned n)
{
	static const enum room_signal signals[] = { SIGNAL_FLUENT, SIGNAL_NONE, SIGNAL_SOLVED,
		                                    SIGNAL_STUCK };
	const enum room_signal signal = signals[n % LEN(signals)];

	return signal == SIGNAL_STUCK && !practises(m, signal) ? SIGNAL_NONE : signal;
}

static bool answer(struct rehearsal_member *m, struct rehearsal_move *out)
{
	const struct str question = m->waiting[0];
	const int known = deck_ask_of(m->deck, question);
	const unsigned n = (unsigned)m->did[0];
	struct question_kind kind;

	m->waiting_count--;
	for (int i = 0; i < m->waiting_count; i++) m->waiting[i] = m->waiting[i + 1];
	if (m->habit == HABIT_SOLVED && m->heeds == 0 &&
	    say(out, line_of(m->deck, USE_FLUENT, -1, n), fluent_signal(m, n)))
		return true;
	if (m->habit == HABIT_ANXIOUS && m->heeds == 0 &&
	    say(out, line_of(m->deck, USE_SHORT, -1, n), n % 3 ? SIGNAL_NONE : SIGNAL_EMOTION))
		return true;
	if (m->heeds > 0) m->heeds--;
	if (known >= 0 && m->deck->asks[known].answer.n) {
		*out = (struct rehearsal_move){ .words = m->deck->asks[known].answer };
		return true;
	}
	if (question_read(question, &kind)) kind.form = QUESTION_MULTIPLE;
	const struct rehearsal_line *line = line_of(m->deck, USE_ANSWER, (int)kind.form, n);
	return say(out, line ? line : line_of(m->deck, USE_ANSWER, -1, n), SIGNAL_NONE);
}

static bool tell(struct rehearsal_member *m, const struct room *room, struct rehearsal_move *out)
{
	if (m->has_issue && m->told == 0 && !room->issue.n && room_may(room, MAY_ISSUE)) {
		*out = (struct rehearsal_move){ .kind = ROOM_ISSUE_ON,
			                        .words = m->deck->issue,
			                        .sign = m->deck->want };
		return true;
	}
	int lines = 0;
	for (int i = 0; i < m->deck->line_count; i++) lines += m->deck->lines[i].use == USE_TELL;
	if (m->told >= lines) return false;
	const bool calm = m->heeds > 0 && line_of(m->deck, USE_CALM, -1, 0);
	const enum room_signal signal = calm || m->told < lines - 1    ? SIGNAL_NONE
	                                : m->habit == HABIT_ANXIOUS    ? SIGNAL_EMOTION
	                                : m->habit == HABIT_SOLVED     ? SIGNAL_SOLVED
	                                : practises(m, SIGNAL_OUTSIDE) ? SIGNAL_OUTSIDE
	                                                               : SIGNAL_NONE;
	if (calm) m->heeds--;
	return say(out, line_of(m->deck, calm ? USE_CALM : USE_TELL, -1, (unsigned)m->told++),
	           signal);
}

static bool write_action(struct rehearsal_member *m, struct rehearsal_move *out)
{
	const bool vague = m->heeds == 0 && m->acted == 0 &&
	                   (m->habit == HABIT_ANXIOUS || m->habit == HABIT_SOLVED);
	const struct rehearsal_line *line =
		line_of(m->deck, vague ? USE_VAGUE : USE_ACTION, -1, (unsigned)m->acted);

	if (m->acted >= 2 || !line) return false;
	*out = (struct rehearsal_move){ .kind = ROOM_ACTION,
		                        .words = line->words,
		                        .by_when = vague ? STR("soon") : line->by_when,
		                        .sign = vague ? STR("We will see") : line->sign,
		                        .signal = vague ? SIGNAL_VAGUE : SIGNAL_NONE };
	return true;
}

static bool present(struct rehearsal_member *m, const struct room *room, const struct stage *stage,
                    struct rehearsal_move *out)
{
	if (m->waiting_count > 0) return answer(m, out);
	if (stage->kind == STAGE_PRESENT) return tell(m, room, out);
	if (stage->kind == STAGE_SUM_UP && !m->has_summed_up) {
		m->has_summed_up = true;
		return say(out, line_of(m->deck, USE_SUM, -1, m->heeds > 0), SIGNAL_NONE);
	}
	if (room_may(room, MAY_ACTION)) return write_action(m, out);
	return false;
}

/* ---- everybody ---- */

static bool is_asking(const struct room *room, int seat)
{
	const enum floor floor = room_floor(room);
	return room_may(room, MAY_QUESTION) && room_presenter(room) >= 0 &&
	       room_presenter(room) != seat &&
	       (floor == FLOOR_ASK || floor == FLOOR_ASK_TURN || floor == FLOOR_ASK_ANY);
}

static bool finish(struct rehearsal_move *out, enum room_kind kind, enum room_signal signal)
{
	*out = (struct rehearsal_move){ .kind = kind, .signal = signal };
	return true;
}

/* What is said in a turn that is not for questions. */
static bool turn_words(struct rehearsal_member *m, const struct room *room, int seat,
                       const struct stage *stage, struct rehearsal_move *out)
{
	const unsigned n = (unsigned)seat + (unsigned)m->did[0];
	const int presenter = room_presenter(room);

	/* Brought in during somebody's time: about what they brought. */
	if (stage->kind == STAGE_DEBRIEF && presenter >= 0)
		return presenter == seat
		               ? say(out, line_of(m->deck, USE_SUM, -1, n), SIGNAL_NONE)
		               : say(out, line_of(m->deck, USE_REFLECT, (int)m->habit, n),
		                     m->habit == HABIT_STORYTELLER && m->heeds == 0 ? SIGNAL_STORY
		                                                                    : SIGNAL_NONE);
	switch ((int)stage->kind) {
	case STAGE_WELCOME:
	case STAGE_CHECK_IN:
	case STAGE_PROGRESS:
	case STAGE_BIDDING:
	case STAGE_DEBRIEF:
		return say(out, line_of(m->deck, USE_ARRIVE, -1, n), SIGNAL_NONE);
	case STAGE_REFLECTION:
		return say(out, line_of(m->deck, USE_REFLECT, (int)m->habit, n), SIGNAL_NONE);
	case STAGE_CLOSE:
		return say(out, line_of(m->deck, USE_WORD, -1, n), SIGNAL_NONE);
	default:
		return say(out, line_of(m->deck, USE_LINE, (int)m->habit, n), SIGNAL_NONE);
	}
}

static int stories_of(const struct rehearsal_deck *deck)
{
	int n = 0;

	for (int i = 0; i < deck->line_count; i++) n += deck->lines[i].use == USE_STORY;
	return n;
}

/* It is the member's turn, or they were invited. */
static bool speak(struct rehearsal_member *m, const struct room *room, int seat,
                  const struct stage *stage, struct rehearsal_move *out)
{
	const bool asks = is_asking(room, seat), shy = m->habit == HABIT_SILENT && m->heeds == 0;

	if (asks && m->owes && ask(m, out)) return true;
	if (m->spoken >= 2) return finish(out, ROOM_DONE, SIGNAL_NONE);
	if (shy && room->talk.turn == seat && stage->kind != STAGE_CHECK_IN &&
	    random_below(&m->random, 5) > 0)
		return finish(out, ROOM_PASS, SIGNAL_QUIET);
	if (asks && m->spoken == 0 && m->habit == HABIT_STORYTELLER && m->heeds == 0) {
		m->spoken = 1;
		const unsigned n = (unsigned)m->stories;
		/* Each once: the second time it is only asked. */
		if (m->stories < stories_of(m->deck) &&
		    say(out, line_of(m->deck, USE_STORY, -1, n), SIGNAL_STORY)) {
			m->stories++;
			return true;
		}
	}
	m->spoken = 2;
	if (asks && ask(m, out)) return true;
	if (!asks && turn_words(m, room, seat, stage, out)) return true;
	return finish(out, ROOM_DONE, SIGNAL_NONE);
}

static bool hands(struct rehearsal_member *m, const struct room *room, int seat, struct instant now,
                  struct rehearsal_move *out)
{
	const int wants = habits[m->habit].asks + (m->habit == HABIT_SILENT && m->heeds > 0);

	if (m->owes) return ask(m, out);
	if (!room_has_hand(room, seat)) {
		if (m->asked >= wants || room->talk.speaker == seat || !has_question(m))
			return false;
		m->hand_at = now;
		return finish(out, ROOM_HAND_UP, m->in_a_row >= 2 ? SIGNAL_DOMINANT : SIGNAL_NONE);
	}
	if (m->asked >= wants || !has_question(m)) return finish(out, ROOM_HAND_DOWN, SIGNAL_NONE);
	const int64_t patience = SECONDS(habits[m->habit].patience_s) * m->pace / 100;
	if (m->heeds > 0 || instant_since(now, m->hand_at) < patience) return false;
	m->hand_at = now;
	return ask(m, out);
}

/* Nobody's turn: where the floor is open to them. */
static bool chime_in(struct rehearsal_member *m, const struct room *room, int seat,
                     const struct stage *stage, struct rehearsal_move *out)
{
	const enum floor floor = room_floor(room);
	const int wants = habits[m->habit].reflects;

	if (floor != FLOOR_WITHOUT && floor != FLOOR_ALL) return false;
	if (!room_can_speak(room, seat) || m->reflected >= wants) return false;
	if (stage->kind != STAGE_REFLECTION && stage->kind != STAGE_DEBRIEF) return false;
	const int n = seat + m->reflected++;
	return say(out,
	           line_of(m->deck, stage->kind == STAGE_REFLECTION ? USE_REFLECT : USE_LINE,
	                   (int)m->habit, (unsigned)n),
	           m->habit == HABIT_STORYTELLER ? SIGNAL_STORY : SIGNAL_NONE);
}

static bool write_down(struct rehearsal_member *m, const struct room *room, int seat,
                       const struct stage *stage, struct rehearsal_move *out)
{
	const struct rehearsal_line *line;

	if (room_may(room, MAY_LINE) && !m->has_line) {
		m->has_line = true;
		line = line_of(m->deck, USE_LINE, (int)m->habit, (unsigned)seat);
		*out = (struct rehearsal_move){ .kind = ROOM_LINE, .a = 1, .words = line->words };
		return true;
	}
	if (stage->kind == STAGE_RULES && room_may(room, MAY_RULE) && !m->has_rule &&
	    m->habit != HABIT_SILENT) {
		m->has_rule = true;
		line = line_of(m->deck, USE_RULE, -1, (unsigned)seat);
		*out = (struct rehearsal_move){ .kind = ROOM_RULE_PROPOSED, .words = line->words };
		return true;
	}
	if (room->rules_version > 0 && !(room->rules_agreed & seat_bit(seat))) {
		*out = (struct rehearsal_move){ .kind = ROOM_RULE_AGREED,
			                        .a = room->rules_version };
		return true;
	}
	return false;
}

static bool in_stage(struct rehearsal_member *m, const struct room *room, int seat,
                     struct instant now, struct rehearsal_move *out)
{
	const struct stage *stage = room_stage(room);

	if (!stage || room->is_paused) return false;
	if (room_presenter(room) == seat && present(m, room, stage, out)) return true;
	if (room->talk.turn == seat || room->talk.speaker == seat)
		return speak(m, room, seat, stage, out);
	if (write_down(m, room, seat, stage, out)) return true;
	if (room_turns(room)) return false;
	if (is_asking(room, seat) && room_may(room, MAY_HAND))
		return hands(m, room, seat, now, out);
	return chime_in(m, room, seat, stage, out);
}

static bool choose(struct rehearsal_member *m, const struct room *room, int seat,
                   struct instant now, struct rehearsal_move *out)
{
	if (room->state == ROOM_ENDED) return false;
	if (!room->seats[seat].is_here) {
		*out = (struct rehearsal_move){ .kind = ROOM_HERE };
		return true;
	}
	const bool bids = room->state == ROOM_WAITING ||
	                  (room->state == ROOM_RUNNING && room_may(room, MAY_BID));
	if (bids && !m->has_bid && room->seats[seat].is_member) {
		m->has_bid = true;
		*out = (struct rehearsal_move){ .kind = ROOM_BID,
			                        .a = m->has_issue ? 3 : habits[m->habit].urgency };
		if (out->a > 0) return true;
	}
	return room->state == ROOM_RUNNING && in_stage(m, room, seat, now, out);
}

/* ---- looking at the room ---- */

static void new_stage(struct rehearsal_member *m, const struct room *room)
{
	const struct room_step *step = room_step(room);
	const bool new_round = step && step->stage->kind == STAGE_PRESENT;

	m->asked = m->reflected = m->in_a_row = 0;
	m->has_line = m->owes = false;
	m->gave = SIGNAL_NONE;
	if (!new_round) return;
	m->used = 0;
	m->told = m->acted = m->stories = 0;
	m->has_summed_up = false;
}

/* What has changed sets when to act on it. */
static void look(struct rehearsal_member *m, const struct room *room, int seat, struct instant now)
{
	const bool mine = room->talk.speaker == seat || room->talk.turn == seat;
	const bool was_mine = m->speaker == seat || m->turn == seat;
	const bool stage = m->step != room->step || m->floor_at != room->talk.floor_at ||
	                   m->state != room->state;
	const bool talk = m->speaker != room->talk.speaker || m->turn != room->talk.turn;

	if (m->step != room->step) new_stage(m, room);
	if (stage || m->is_paused != room->is_paused)
		m->due = member_soon(m, now, habits[m->habit].think_s);
	if ((stage || talk) && mine) {
		m->spoken = 0;
		m->due = member_soon(m, now, SPEAK_S);
	} else if (talk && was_mine)
		m->due = member_soon(m, now, habits[m->habit].think_s);
	if (room_presenter(room) == seat && stage) m->due = member_soon(m, now, SPEAK_S);
	m->step = room->step;
	m->floor_at = room->talk.floor_at;
	m->state = room->state;
	m->speaker = room->talk.speaker;
	m->turn = room->talk.turn;
	m->is_paused = room->is_paused;
}

static bool is_allowed(const struct rehearsal_member *m, const struct room *room,
                       const struct rehearsal_move *move, struct instant now)
{
	const bool has_subject = move->kind == ROOM_ASK || move->kind == ROOM_ACTION ||
	                         move->kind == ROOM_RULE_PROPOSED || move->kind == ROOM_LINE ||
	                         move->kind == ROOM_ISSUE_ON;
	const struct room_act act = {
		.kind = move->kind, .by = m->person, .subject = has_subject, .a = move->a
	};
	struct room_event event;

	return move->kind == 0 || room_decide(room, &act, now, &event) == ROOM_OK;
}

static struct instant due_after(struct rehearsal_member *m, const struct rehearsal_move *move,
                                struct instant now)
{
	switch ((int)move->kind) {
	case 0:
		return member_soon(m, now, m->waiting_count > 0 ? ANSWER_S : TELL_S);
	case ROOM_HAND_UP: /* after the patience has run out */
		return member_soon(m, now, habits[m->habit].patience_s + AGAIN_S);
	case ROOM_ACTION:
		return member_soon(m, now, 2 * TELL_S);
	default:
		return member_soon(m, now, AGAIN_S);
	}
}

bool rehearsal_next(struct rehearsal_member *member, const struct room *room, struct instant now,
                    struct rehearsal_move *out)
{
	const int seat = room_seat_of(room, member->person);

	if (seat < 0) return false;
	look(member, room, seat, now);
	if (instant_since(member->due, now) > 0) return false;
	if (!choose(member, room, seat, now, out) || !is_allowed(member, room, out, now)) {
		member->due = member_soon(member, now, AGAIN_S);
		return false;
	}
	member->did[out->kind]++;
	if (out->signal) member->gave = out->signal;
	if (out->kind == ROOM_ASK) member->owes = false;
	if (out->kind == ROOM_ACTION) member->acted++;
	member->due = due_after(member, out, now);
	return true;
}
