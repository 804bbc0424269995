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

/* The token after the match of the steps from `step` at `at`, or -1. Depth is the phrase's steps. */
static int match(const struct question_text *q, const struct question_phrase *phrase, int step,
                 int at, int end)
{
	if (step == phrase->steps) return at;
	const struct question_step *s = &question_steps[phrase->step_at + step];
	if (s->kind == QS_END) return at == end ? at : -1;
	if (s->kind == QS_GAP) {
		for (int skip = 0; skip <= s->most && at + skip <= end; skip++) {
			const int got = match(q, phrase, step + 1, at + skip, end);
			if (got >= 0) return got;
			if (at + skip < end && q->token[at + skip].mark) break;
		}
		return -1;
	}
	if (at < end && in_set(&q->token[at], &s->set)) {
		const int got = match(q, phrase, step + 1, at + 1, end);
		if (got >= 0) return got;
	}
	return s->optional ? match(q, phrase, step + 1, at, end) : -1;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static void try_phrase(struct question_text *q, unsigned index, int at, int sentence)
{
	const struct question_phrase *phrase = &question_phrases[index];
	const struct question_sentence *s = &q->sentence[sentence];

	const int end = match(q, phrase, 0, at, s->to);
	if (end < 0 || q->hits == QUESTION_HITS) return;
	if (any_in_set(q, most(s->from, at - 3), at, &phrase->before)) return;
	if (any_in_set(q, end, end + 2 < s->to ? end + 2 : s->to, &phrase->after)) return;
	if (any_in_set(q, end, end + 1 < s->to ? end + 1 : s->to, &phrase->next)) return;
	if (any_in_set(q, s->from, s->to, &phrase->within)) return;
	if ((phrase->needs.classes || phrase->needs.n) &&
	    !any_in_set(q, s->from, s->to, &phrase->needs))
		return;
	q->hit[q->hits++] = (struct question_hit){ .phrase = (uint16_t)index,
		                                   .from = (uint16_t)at,
		                                   .to = (uint16_t)end,
		                                   .sentence = (uint8_t)sentence };
}

/* Which of the sets of second words holds for the token after i: see question_follows. */
static unsigned follows(const struct question_text *q, int i, int to)
{
	if (i + 1 >= to) return 0;
	return q->token[i + 1].mark ? 2 : question_words[q->token[i + 1].word].follows;
}

void question_phrases_find(struct question_text *q)
{
	int clause = 0;

	for (int s = 0; s < q->sentences; s++) {
		const uint64_t *barred = question_held[q->sentence[s].marked ? 2 : 1];
		const int to = q->sentence[s].to;
		for (int i = q->sentence[s].from; i < to; i++) {
			const uint16_t set = question_words[q->token[i].word].starts;
			while (clause < q->clauses && q->clause[clause].start < i) clause++;
			if (!set) continue;
			const bool starts = clause < q->clauses && q->clause[clause].start == i;
			const uint64_t *second = question_follows[follows(q, i, to)];
			for (unsigned k = 0; k < QUESTION_PHRASE_MAX / 64; k++) {
				uint64_t bits = question_starts[set][k] & second[k] & ~barred[k];
				if (!starts) bits &= ~question_held[0][k];
				for (; bits; bits &= bits - 1)
					try_phrase(q, k * 64 + (unsigned)__builtin_ctzll(bits), i,
					           s);
			}
		}
	}
}
