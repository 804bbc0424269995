/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_phrases - where the phrases of the table occur, but for those that a veto holds back. */
#include "domain/question_parts.h"

static bool in_set(const struct question_token *token, const struct question_set *set)
{
	if (token->classes & set->classes) return true;
	if (!token->word || !(set->sieve >> (token->word & 63) & 1)) return false;
	if (set->map) return question_maps[set->map][token->word / 64] >> (token->word % 64) & 1;
	for (unsigned i = 0; i < set->n; i++)
		if (question_word_list[set->at + i] == token->word) return true;
	return false;
}

static bool any_in_set(const struct question_text *q, int from, int to,
                       const struct question_set *set)
{
	if (!set->classes && !set->n) return false;
	for (int i = from; i < to; i++)
		if (in_set(&q->token[i], set)) return true;
	return false;
}

/* The token after the match of `left` steps from `s` at `at`, or -1. Depth is the phrase's steps. */
static int match(const struct question_text *q, const struct question_step *s, int left, int at,
                 int end)
{
	/* Most steps are a word that must come: no need to come back to those. */
	for (; left && s->kind == QS_WORD && !s->optional; s++, left--, at++)
		if (at >= end || !in_set(&q->token[at], &s->set)) return -1;
	if (left == 0) return at;
	if (s->kind == QS_END) return at == end ? at : -1;
	if (s->kind == QS_GAP) {
		const bool word = left > 1 && s[1].kind == QS_WORD && !s[1].optional;
		for (int skip = 0; skip <= s->most && at + skip <= end; skip++) {
			if (!word || (at + skip < end && in_set(&q->token[at + skip], &s[1].set))) {
				const int got = match(q, s + 1, left - 1, at + skip, end);
				if (got >= 0) return got;
			}
			if (at + skip < end && q->token[at + skip].mark) break;
		}
		return -1;
	}
	if (at < end && in_set(&q->token[at], &s->set)) {
		const int got = match(q, s + 1, left - 1, at + 1, end);
		if (got >= 0) return got;
	}
	return match(q, s + 1, left - 1, at, end);
}

/* Where the words begin that may hold a phrase at `at` back: three of the same stretch. */
static int before(const struct question_text *q, int from, int at)
{
	int i = at;

	while (i > from && i > at - 3 && !q->token[i - 1].mark) i--;
	return i;
}

static void try_phrase(struct question_text *q, unsigned index, int at, int sentence)
{
	const struct question_phrase *phrase = &question_phrases[index];
	const struct question_sentence *s = &q->sentence[sentence];

	const int end = match(q, &question_steps[phrase->step_at], phrase->steps, at, s->to);
	if (end < 0 || q->hits == QUESTION_HITS) return;
	/* She said "have you tried yoga": her advice, not the asker's. */
	if (phrase->label <= QL_LEADING && q->token[at].classes >> QUESTION_CLASS_QUOTED) return;
	if (any_in_set(q, before(q, s->from, at), at, &phrase->before)) return;
	if (any_in_set(q, end, end + 2 < s->to ? end + 2 : s->to, &phrase->after)) return;
	if (any_in_set(q, end, end + 1 < s->to ? end + 1 : s->to, &phrase->next)) return;
	q->hit[q->hits++] = (struct question_hit){ .phrase = (uint16_t)index,
		                                   .from = (uint16_t)at,
		                                   .to = (uint16_t)end,
		                                   .sentence = (uint8_t)sentence };
}

static const struct question_row *row_of(const struct question_token *token)
{
	return &question_rows[token->row];
}

/* Bits of phrases, two times 64 at once. */
typedef uint64_t pair __attribute__((vector_size(16), aligned(8), may_alias));
enum { PAIRS = QUESTION_PHRASE_WORDS / 2 };

static inline pair pair_of(const uint64_t *bits, int k)
{
	return ((const pair *)(const void *)bits)[k];
}

/* What the sentence allows, and what comes after the word that is looked at. */
struct ahead {
	pair allowed[PAIRS];
	pair later[PAIRS], last[PAIRS];
	pair ready[PAIRS]; /* in all three */
};

static void allow(const struct question_text *q, const struct question_sentence *s,
                  struct ahead *ahead)
{
	const uint64_t *other = question_held[s->marked ? QUESTION_HELD_BARE : QUESTION_HELD_MARK];
	const uint64_t *needs = question_held[QUESTION_HELD_NEEDS];
	const struct question_row *unknown = &question_rows[QUESTION_ROW_UNKNOWN];
	pair needed[PAIRS] = { { 0 } }, vetoed[PAIRS] = { { 0 } };

	for (int i = s->from; i < s->to; i++) {
		if (!(question_words[q->token[i].word].plays & QUESTION_PLAYS_WHOLE)) continue;
		const struct question_row *row = row_of(&q->token[i]);
		for (int k = 0; k < PAIRS; k++) {
			needed[k] |= pair_of(row->needed, k);
			vetoed[k] |= pair_of(row->vetoed, k);
		}
	}
	for (int k = 0; k < PAIRS; k++) {
		ahead->allowed[k] =
			~pair_of(other, k) & ~vetoed[k] & (needed[k] | ~pair_of(needs, k));
		/* Every word is as good as an unknown one, so that those need no look. */
		ahead->later[k] = pair_of(unknown->later, k);
		ahead->last[k] = pair_of(unknown->last, k);
		ahead->ready[k] = ahead->allowed[k] & ahead->later[k] & ahead->last[k];
	}
}

/* Those of 64 phrases, the last of the table first. */
static void try_each(struct question_text *q, int i, int sentence, int first, uint64_t bits)
{
	while (bits) {
		const int top = 63 - __builtin_clzll(bits);
		bits &= ~(1ull << top);
		try_phrase(q, (unsigned)(first + top), i, sentence);
	}
}

static inline pair may_begin(const struct question_row *row, const struct question_row *next,
                             const struct ahead *ahead, uint64_t held, int k)
{
	return pair_of(row->starts, k) & pair_of(next->second, k) & ahead->ready[k] &
	       ~(pair_of(question_held[QUESTION_HELD_START], k) & held);
}

/* Tries, at the word i, those phrases that can be there; the last of the table first. */
static void try_at(struct question_text *q, int i, int sentence, bool starts,
                   const struct question_row *row, const struct question_row *next,
                   const struct ahead *ahead)
{
	const uint64_t held = starts ? 0 : ~(uint64_t)0;
	pair may[PAIRS], any = { 0, 0 };

	for (int k = 0; k < PAIRS; k++) any |= may[k] = may_begin(row, next, ahead, held, k);
	if (!(any[0] | any[1])) return;
	for (int k = PAIRS; k-- > 0;) {
		try_each(q, i, sentence, 128 * k + 64, may[k][1]);
		try_each(q, i, sentence, 128 * k, may[k][0]);
	}
}

static inline void come_pair(struct ahead *ahead, const struct question_row *row, int k)
{
	ahead->later[k] |= pair_of(row->later, k);
	ahead->last[k] |= pair_of(row->last, k);
	ahead->ready[k] = ahead->allowed[k] & ahead->later[k] & ahead->last[k];
}

/* What comes after the words before `row` has this too. */
static void come(struct ahead *ahead, const struct question_row *row)
{
	for (int k = 0; k < PAIRS; k++) come_pair(ahead, row, k);
}

/* Hits were found from the end of the sentence: they go into reading order. */
static void turn_round(struct question_text *q, int from)
{
	for (int a = from, b = q->hits - 1; a < b; a++, b--) {
		const struct question_hit hit = q->hit[a];
		q->hit[a] = q->hit[b];
		q->hit[b] = hit;
	}
}

void question_phrases_find(struct question_text *q)
{
	int clauses = 0; /* of the sentences so far */

	for (int s = 0; s < q->sentences; s++) {
		const struct question_sentence *in = &q->sentence[s];
		const struct question_row *next = &question_rows[QUESTION_ROW_END];
		const int first = q->hits;
		struct ahead ahead;
		allow(q, in, &ahead);
		while (clauses < q->clauses && q->clause[clauses].sentence <= s) clauses++;
		int c = clauses - 1;
		for (int i = in->to - 1; i >= in->from; i--) {
			const struct question_row *row = row_of(&q->token[i]);
			const bool mark = q->token[i].mark;
			const uint8_t plays = question_words[q->token[i].word].plays;
			while (c >= 0 && q->clause[c].start > i) c--;
			if (!mark && plays & QUESTION_PLAYS_FIRST)
				try_at(q, i, s, c >= 0 && q->clause[c].start == i, row, next,
				       &ahead);
			if (mark || plays & QUESTION_PLAYS_LATER) come(&ahead, row);
			next = row;
		}
		turn_round(q, first);
	}
}
