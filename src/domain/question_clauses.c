/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_clauses - sentences, and in each the stretches that may be questions of their own. */
#include "domain/question_parts.h"

static bool is(const struct question_text *q, int at, enum question_named named)
{
	return at < q->tokens && (q->token[at].classes & question_class(named));
}

static void sentences(struct question_text *q)
{
	int from = 0;

	for (int i = 0; i <= q->tokens && q->sentences < QUESTION_SENTENCES; i++) {
		const char mark = i < q->tokens ? q->token[i].mark : '.';
		if (mark != '?' && mark != '.') continue;
		if (i > from)
			q->sentence[q->sentences++] = (struct question_sentence){
				.from = (uint16_t)from, .to = (uint16_t)i, .marked = mark == '?'
			};
		else if (mark == '?' && q->sentences)
			q->sentence[q->sentences - 1].marked = true;
		from = i + 1;
	}
}

static int after_fillers(const struct question_text *q, int at, int to)
{
	while (at < to && (q->token[at].mark || is(q, at, QN_FILLER))) at++;
	return at;
}

/* "do you", "is the", "haven't they"; `sure` wants a subject that cannot be an object. */
static bool inverted(const struct question_text *q, int at, int to, bool marked)
{
	if (at + 1 >= to) return false;
	if (!is(q, at, QN_AUX) && !is(q, at, QN_NEGAUX)) return false;
	if (is(q, at + 1, QN_PRON)) return true;
	if (is(q, at, QN_BE) || is(q, at, QN_NEGAUX)) return marked || is(q, at + 1, QN_DET);
	return marked;
}

/* A question word that asks: an auxiliary follows within `reach`, before any subject. */
static bool wh_asks(const struct question_text *q, int at, int to, bool marked)
{
	if (!is(q, at, QN_WH)) return false;
	/* "What, in there?" only says again. */
	if (at + 1 < to && q->token[at + 1].mark) return false;
	/* "... or what" asks nothing more. */
	if (at + 1 == to) return at == 0 || !is(q, at - 1, QN_LINK);
	if (is(q, at + 1, QN_AUX) || is(q, at + 1, QN_NEGAUX) || is(q, at + 1, QN_BE)) return true;
	if (marked) return true;
	if (is(q, at + 1, QN_PRON) || is(q, at + 1, QN_DET)) return false;
	for (int i = at + 2; i < to && i < at + 5 && !q->token[i].mark; i++) {
		if (is(q, i, QN_PRON)) return false;
		if (is(q, i, QN_AUX) || is(q, i, QN_BE)) return true;
	}
	return false;
}

static void add(struct question_text *q, int sentence, int start, int to,
                enum question_clause_kind kind)
{
	if (q->clauses == QUESTION_CLAUSES || start >= to) return;
	q->clause[q->clauses++] = (struct question_clause){ .start = (uint16_t)start,
		                                            .to = (uint16_t)to,
		                                            .sentence = (uint8_t)sentence,
		                                            .kind = (uint8_t)kind };
}

static enum question_clause_kind kind_of(const struct question_text *q, int at, int to, bool marked)
{
	if (wh_asks(q, at, to, marked)) return CLAUSE_WH;
	if (inverted(q, at, to, marked)) return CLAUSE_YESNO;
	return CLAUSE_OTHER;
}

/* "isn't it", "are you", "right" at the very end. */
static bool tag_at(const struct question_text *q, int at, int to)
{
	if (to - at == 2)
		return (is(q, at, QN_AUX) || is(q, at, QN_NEGAUX)) && is(q, at + 1, QN_PRON);
	return false;
}

static void clauses_of(struct question_text *q, int sentence)
{
	const struct question_sentence *s = &q->sentence[sentence];
	const int first = after_fillers(q, s->from, s->to), began = q->clauses;
	bool asked = false;

	if (first == s->to) return;
	add(q, sentence, first, s->to, kind_of(q, first, s->to, s->marked));
	asked = q->clauses > began && q->clause[began].kind != CLAUSE_OTHER;
	for (int i = first + 1; i < s->to; i++) {
		const bool comma = q->token[i - 1].mark == ',';
		const bool link = is(q, i - 1, QN_LINK);
		if (!comma && !link) continue;
		const int at = after_fillers(q, i, s->to);
		const enum question_clause_kind kind = kind_of(q, at, s->to, false);
		if (tag_at(q, at, s->to) && at > first + 1) {
			add(q, sentence, at, s->to, asked ? CLAUSE_OTHER : CLAUSE_YESNO);
			if (q->clauses) q->clause[q->clauses - 1].tag = true;
			asked = true;
		} else if (kind != CLAUSE_OTHER) {
			q->clause[q->clauses - 1].to = (uint16_t)i;
			add(q, sentence, at, s->to, kind);
			asked = true;
		} else if (comma && at == i)
			add(q, sentence, at, s->to, CLAUSE_OTHER);
		if (at > i) i = at;
	}
	if (s->marked && !asked && q->clauses > began) {
		/* No clause asks by its form: a wh- or an inversion deep inside, or a said question. */
		struct question_clause *c = &q->clause[began];
		c->kind = CLAUSE_SAID;
		for (int i = first + 1; i + 1 < s->to; i++)
			if (is(q, i, QN_WH) && (is(q, i + 1, QN_AUX) || is(q, i + 1, QN_BE)))
				c->kind = CLAUSE_WH;
	}
}

void question_clauses(struct question_text *q)
{
	sentences(q);
	for (int s = 0; s < q->sentences; s++) clauses_of(q, s);
}
