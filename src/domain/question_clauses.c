/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_clauses - sentences, and in each the stretches that may be questions of their own. */
#include "domain/question_parts.h"

static bool is(const struct question_text *q, int at, enum question_named named)
{
	return at < q->tokens && (q->token[at].classes & question_class(named));
}

static int after_fillers(const struct question_text *q, int at, int to)
{
	while (at < to && (q->token[at].mark || is(q, at, QN_FILLER))) at++;
	return at;
}

/* "I think you should ..." says no less than "you should ...". */
static int after_lead(const struct question_text *q, int from, int to)
{
	const int at = after_fillers(q, from, to);

	if (at + 3 >= to || !is(q, at, QN_SELF) || !is(q, at + 1, QN_HOLDS)) return from;
	if (q->token[at + 2].mark) return from;
	return is(q, at + 2, QN_DET) && is(q, at + 3, QN_SUBJECT) ? at + 3
	                                                          : at + 2; /* "that you" */
}

static void sentences(struct question_text *q)
{
	int from = 0;

	for (int i = 0; i <= q->tokens && q->sentences < QUESTION_SENTENCES; i++) {
		const char mark = i < q->tokens ? q->token[i].mark : '.';
		if (mark != '?' && mark != '.') continue;
		if (i > from)
			q->sentence[q->sentences++] =
				(struct question_sentence){ .from = (uint16_t)after_lead(q, from,
				                                                         i),
				                            .to = (uint16_t)i,
				                            .marked = mark == '?' };
		else if (mark == '?' && q->sentences)
			q->sentence[q->sentences - 1].marked = true;
		from = i + 1;
	}
}

/* Where a clause stands. What follows a comma or a link asks only if its order of words shows it. */
struct place {
	bool marked; /* the sentence ends with "?" */
	bool first;  /* the clause begins it */
	bool comma;  /* directly after a comma, no link between */
	bool asked;  /* the sentence has asked already */
	bool scene;  /* what comes before began with "if" or "when" */
};

/* "do you", "is the", "haven't they": verb before subject. */
static bool inverted(const struct question_text *q, int at, int to, struct place place)
{
	if (at + 1 >= to || q->token[at + 1].mark) return false;
	if (is(q, at, QN_CLITIC) || (!is(q, at, QN_AUX) && !is(q, at, QN_NEGAUX))) return false;
	if (is(q, at + 1, QN_SUBJECT)) return true;
	if (place.marked) {
		if (place.first || is(q, at + 1, QN_PRON)) return true;
		return is(q, at + 1, QN_DET) && !(is(q, at, QN_BARE) && place.comma);
	}
	/* Without a mark "do that" is an order, and "is it" after a comma goes on. */
	if (is(q, at, QN_BARE)) return false;
	if (!place.first) return (place.asked || is(q, at, QN_NEGAUX)) && is(q, at + 1, QN_PRON);
	if (is(q, at + 1, QN_PRON) || is(q, at + 1, QN_DET)) return true;
	return q->token[at + 1].word == 0 && to - at > 3 && !is(q, at, QN_NEGAUX);
}

static bool is_verb(const struct question_text *q, int at)
{
	return is(q, at, QN_AUX) || is(q, at, QN_NEGAUX) || is(q, at, QN_BE);
}

/* "What struck me was ...": the question word only begins the subject. */
static bool goes_on_as_subject(const struct question_text *q, int at, int to)
{
	for (int i = at + 2; i < to && !q->token[i].mark; i++)
		if (is(q, i, QN_BE) && !is(q, i - 1, QN_PRON)) return true;
	return false;
}

/* A question word that asks, at the start of its sentence. */
static bool wh_first(const struct question_text *q, int at, int to, bool marked)
{
	if (is_verb(q, at + 1) || marked) return true;
	if (is(q, at + 1, QN_PRON) || is(q, at + 1, QN_DET)) return false;
	for (int i = at + 2; i < to && i < at + 5 && !q->token[i].mark; i++) {
		if (is(q, i, QN_PRON)) break;
		if (is_verb(q, i)) return true;
	}
	/* "What sits behind it", "who benefits": not "when", "how". */
	return is(q, at, QN_ACTOR) && !is(q, at + 1, QN_PREP) && to - at > 2 &&
	       !goes_on_as_subject(q, at, to);
}

/* A question word that asks: an auxiliary follows soon, before any subject. */
static bool wh_asks(const struct question_text *q, int at, int to, struct place place)
{
	if (!is(q, at, QN_WH)) return false;
	/* "What, in there?" only says again. */
	if (at + 1 < to && q->token[at + 1].mark) return false;
	/* "... or what" asks nothing more. */
	if (at + 1 == to) return at == 0 || !is(q, at - 1, QN_LINK);
	if (place.first) return wh_first(q, at, to, place.marked);
	const bool verb = is_verb(q, at + 1);
	const bool turned = verb && (is(q, at + 2, QN_PRON) || is(q, at + 2, QN_DET));
	if (is(q, at, QN_RELATIVE) && place.comma) return turned && place.marked;
	if (!place.marked)
		return turned || (verb && place.asked) || (place.scene && !is(q, at + 1, QN_PRON));
	if (verb) return true;
	if (is(q, at + 1, QN_PRON) || is(q, at + 1, QN_DET)) return false;
	/* "... and what stopped you?" */
	if (is(q, at, QN_ACTOR) && !is(q, at + 1, QN_PREP) && at + 3 == to &&
	    is(q, at + 2, QN_PRON))
		return true;
	/* "... and who agreed it?" */
	if (is(q, at, QN_RELATIVE))
		return !is(q, at + 1, QN_PREP) && (q->token[at + 1].word != 0 ||
		                                   is(q, at + 2, QN_PRON) || is(q, at + 2, QN_DET));
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

static enum question_clause_kind kind_of(const struct question_text *q, int at, int to,
                                         struct place place)
{
	/* "In what way", "to whom". */
	if (is(q, at, QN_PREP) && at + 1 < to && wh_asks(q, at + 1, to, place)) return CLAUSE_WH;
	if (wh_asks(q, at, to, place)) return CLAUSE_WH;
	if (inverted(q, at, to, place)) return CLAUSE_YESNO;
	return CLAUSE_OTHER;
}

/* "isn't it", "are you", "do you think" at the very end. */
static bool tag_at(const struct question_text *q, int at, int to)
{
	if (to - at != 2 && (to - at != 3 || !is(q, at + 2, QN_HOLDS))) return false;
	return (is(q, at, QN_AUX) || is(q, at, QN_NEGAUX)) && is(q, at + 1, QN_PRON);
}

/* "When you say difficult, what ...": no inversion, and another clause of the sentence asks. */
static bool sets_the_scene(const struct question_text *q, const struct question_clause *c)
{
	if (c->kind != CLAUSE_WH || !is(q, c->start, QN_WH)) return false;
	return is(q, c->start + 1, QN_PRON) ||
	       (is(q, c->start, QN_SCENE) && !is_verb(q, c->start + 1));
}

/* "What is, is it ...", "do, do you": begun, broken off, and begun again.  "What about the residents, how
 * do they see it" only names what the question is about. */
static bool restarted(const struct question_text *q, const struct question_clause *c, int at)
{
	if (c->kind == CLAUSE_OTHER || !q->token[at - 1].mark) return false;
	if (c->kind == CLAUSE_WH && is(q, c->start + 1, QN_PREP) && at - c->start <= 8) return true;
	return at - c->start <= 3 && !is(q, c->start + 1, QN_PRON);
}

static void next_clause(struct question_text *q, int sentence, int at,
                        enum question_clause_kind kind)
{
	struct question_clause *last = &q->clause[q->clauses - 1];

	last->to = (uint16_t)at;
	if (restarted(q, last, at) || sets_the_scene(q, last)) last->kind = CLAUSE_OTHER;
	add(q, sentence, at, q->sentence[sentence].to, kind);
}

/* No clause asks by its form, but there is a mark: a question word deep inside, or a said question. */
static void asks_by_mark(const struct question_text *q, struct question_clause *c, int to)
{
	c->kind = CLAUSE_SAID;
	for (int i = c->start + 1; i + 1 < to; i++) {
		/* "So you're the only one who does it?" */
		if (is(q, i, QN_RELATIVE) && is(q, i, QN_ACTOR) && !q->token[i - 1].mark) continue;
		if (is(q, i, QN_WH) && (is(q, i + 1, QN_AUX) || is(q, i + 1, QN_BE)))
			c->kind = CLAUSE_WH;
	}
}

/* Does what is said after a comma begin anew: at once, or after "so", "but"?  "I could, uh, ask" goes on. */
static bool turns(const struct question_text *q, int comma, int at)
{
	for (int i = comma; i < at; i++)
		if (!is(q, i, QN_TURN)) return false;
	return true;
}

static void clauses_of(struct question_text *q, int sentence)
{
	const struct question_sentence *s = &q->sentence[sentence];
	const int first = after_fillers(q, s->from, s->to), began = q->clauses;
	const struct place start = { .marked = s->marked, .first = true };
	bool asked = false;

	if (first == s->to) return;
	add(q, sentence, first, s->to, kind_of(q, first, s->to, start));
	asked = q->clauses > began && q->clause[began].kind != CLAUSE_OTHER;
	for (int i = first + 1; i < s->to; i++) {
		const bool comma = q->token[i - 1].mark == ',';
		const bool link = is(q, i - 1, QN_LINK);
		if (!comma && !link) continue;
		const int at = after_fillers(q, i, s->to);
		const struct place place = { .marked = s->marked,
			                     .comma = comma && at == i,
			                     .asked = asked,
			                     .scene = comma && is(q, first, QN_SCENE) };
		const enum question_clause_kind kind = kind_of(q, at, s->to, place);
		if (tag_at(q, at, s->to) && at > first + 1) {
			add(q, sentence, at, s->to, asked ? CLAUSE_OTHER : CLAUSE_YESNO);
			if (q->clauses > began) q->clause[q->clauses - 1].tag = true;
			asked = true;
		} else if (kind != CLAUSE_OTHER && q->clauses > began) {
			next_clause(q, sentence, at, kind);
			asked = true;
		} else if (comma && at < s->to && turns(q, i, at))
			add(q, sentence, at, s->to, CLAUSE_OTHER);
		if (at > i) i = at;
	}
	if (s->marked && !asked && q->clauses > began) asks_by_mark(q, &q->clause[began], s->to);
}

void question_clauses(struct question_text *q)
{
	sentences(q);
	for (int s = 0; s < q->sentences; s++) clauses_of(q, s);
}
