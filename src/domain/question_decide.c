/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_decide - the first form that fits, from phrases and clauses; functions, hint and why. */
#include "domain/question_parts.h"

struct view {
	const struct question_text *q;
	struct question_kind *out;
	int best[QL_COUNT]; /* the strongest hit of each label, -1 if there is none */
	int open_asked, closed_asked, first_asked;
	bool marked;
};

static const struct question_phrase *phrase_of(const struct question_hit *hit)
{
	return &question_phrases[hit->phrase];
}

static bool is(const struct question_text *q, int at, enum question_named named)
{
	return at < q->tokens && (q->token[at].classes & question_class(named));
}

static void best_hits(struct view *v)
{
	for (int i = 0; i < QL_COUNT; i++) v->best[i] = -1;
	for (int i = 0; i < v->q->hits; i++) {
		const struct question_phrase *p = phrase_of(&v->q->hit[i]);
		int *best = &v->best[p->label];
		if (*best < 0 || phrase_of(&v->q->hit[*best])->strength < p->strength) *best = i;
	}
}

static int strength_of(const struct view *v, enum question_label label)
{
	return v->best[label] < 0 ? 0 : phrase_of(&v->q->hit[v->best[label]])->strength;
}

/* Has the clause a hit of this label that begins in it? */
static int hit_in(const struct view *v, const struct question_clause *c, enum question_label label)
{
	for (int i = 0; i < v->q->hits; i++) {
		const struct question_hit *hit = &v->q->hit[i];
		if (phrase_of(hit)->label == label && hit->from >= c->start && hit->from < c->to)
			return i;
	}
	return -1;
}

/* Counts a clause as a question; says whether it is an open one. */
static void ask(struct view *v, int index, bool open)
{
	if (open)
		v->open_asked++;
	else
		v->closed_asked++;
	if (v->first_asked < 0) v->first_asked = index;
	v->out->openness = open ? QUESTION_IS_OPEN : QUESTION_IS_CLOSED;
}

static void count_clauses(struct view *v)
{
	const struct question_text *q = v->q;

	for (int i = 0; i < q->clauses; i++) {
		const struct question_clause *c = &q->clause[i];
		const bool marked = q->sentence[c->sentence].marked;
		const bool open = hit_in(v, c, QL_OPEN) >= 0, closed = hit_in(v, c, QL_CLOSED) >= 0;
		if (!marked && hit_in(v, c, QL_STATEMENT) >= 0) continue;
		if (c->tag && c->kind == CLAUSE_OTHER) continue;
		switch ((enum question_clause_kind)c->kind) {
		case CLAUSE_WH:
			ask(v, i, !closed || open);
			break;
		case CLAUSE_YESNO:
			ask(v, i, open);
			break;
		case CLAUSE_SAID:
			ask(v, i, open && !closed);
			break;
		case CLAUSE_OTHER:
			if (open)
				ask(v, i, true);
			else if (hit_in(v, c, QL_ASK) >= 0)
				ask(v, i, false);
			break;
		}
	}
}

/* "A or B": an "or" inside a yes/no question, that nothing after it makes "or not". */
static bool either_or(const struct view *v)
{
	const struct question_text *q = v->q;

	if (v->first_asked < 0 || v->open_asked) return false;
	for (int i = 0; i < q->clauses; i++) {
		const struct question_clause *c = &q->clause[i];
		const int end = q->sentence[c->sentence].to;
		if (c->kind != CLAUSE_YESNO && c->kind != CLAUSE_SAID) continue;
		for (int k = c->start + 1; k + 1 < end; k++)
			if (is(q, k, QN_OR)) {
				bool any = false;
				for (int a = c->start; a < k; a++) any |= is(q, a, QN_ANY);
				if (!any && v->best[QL_EITHER] < 0) return true;
			}
	}
	return false;
}

/* "Which is it, capacity or capability": after the question, the doors. */
static bool doors_named(const struct view *v)
{
	const struct question_text *q = v->q;

	if (v->open_asked + v->closed_asked != 1) return false;
	const struct question_clause *c = &q->clause[v->first_asked];
	const int to = q->sentence[c->sentence].to;
	if (c->kind != CLAUSE_WH || !is(q, c->start, QN_ACTOR)) return false;
	for (int i = c->start + 2, comma = 0; i + 1 < to; i++) {
		if (q->token[i].mark) comma = i;
		if (is(q, i, QN_AUX) || is(q, i, QN_ANY)) comma = 0;
		if (comma && i > comma + 1 && to - comma <= 10 && is(q, i, QN_OR) &&
		    !q->token[i + 1].mark)
			return true;
	}
	return false;
}

/* Separate questions; tags and the second half of either/or are none. */
static int asked(const struct view *v)
{
	const struct question_text *q = v->q;
	int n = 0, sentence = -1;
	bool invited = false;

	for (int i = 0; i < q->clauses; i++) {
		const struct question_clause *c = &q->clause[i];
		if (c->tag || c->kind == CLAUSE_OTHER) continue;
		if (c->to - c->start < 2) continue;
		if (c->sentence == sentence && c->start > 0 && is(q, c->start - 1, QN_OR)) continue;
		if (c->kind == CLAUSE_SAID && c->to - c->start < 4) continue;
		/* "Can you take us there a bit, what was it like?" */
		if (c->sentence == sentence && invited && q->token[c->start - 1].mark) continue;
		invited = c->kind == CLAUSE_YESNO && hit_in(v, c, QL_OPEN) >= 0;
		sentence = c->sentence;
		n++;
	}
	return n;
}

/* Advice is said, not asked: "What is one step you could take" asks, with a mark or without. */
static bool is_advice(const struct question_text *q, const struct question_hit *hit)
{
	const struct question_clause *in = NULL; /* the innermost that it is in */

	if (phrase_of(hit)->label != QL_ADVICE || q->sentence[hit->sentence].marked) return false;
	for (int i = 0; i < q->clauses; i++)
		if (q->clause[i].start <= hit->from && hit->from < q->clause[i].to)
			in = &q->clause[i];
	if (!in || in->tag || in->start == hit->from) return true;
	return in->kind != CLAUSE_WH && in->kind != CLAUSE_YESNO;
}

static enum question_form form_of(struct view *v)
{
	const int count = asked(v);
	const bool asks = v->open_asked || v->closed_asked || v->marked;

	v->out->asked = (uint8_t)(count > 250 ? 250 : count ? count : asks);
	for (int i = 0; i < v->q->hits; i++)
		if (phrase_of(&v->q->hit[i])->strength == 2 && is_advice(v->q, &v->q->hit[i]))
			return QUESTION_ADVICE;
	if (strength_of(v, QL_DISGUISED) == 2) return QUESTION_DISGUISED;
	if (strength_of(v, QL_LEADING) == 2 || (strength_of(v, QL_LEADING) == 1 && asks))
		return QUESTION_LEADING;
	if (!asks) return QUESTION_STATEMENT;
	if (count > 1) return QUESTION_MULTIPLE;
	if (either_or(v) || doors_named(v)) return QUESTION_EITHER_OR;
	return v->out->openness == QUESTION_IS_OPEN ? QUESTION_OPEN : QUESTION_CLOSED;
}

static void functions(struct view *v)
{
	static const struct {
		uint8_t label, function;
	} order[] = { { QL_HYPOTHETICAL, QUESTION_HYPOTHETICAL },
		      { QL_CHALLENGING, QUESTION_CHALLENGING },
		      { QL_REFLECTIVE, QUESTION_REFLECTIVE },
		      { QL_FORWARD, QUESTION_FORWARD },
		      { QL_PROBING, QUESTION_PROBING },
		      { QL_CLARIFYING, QUESTION_CLARIFYING } };
	struct question_kind *out = v->out;

	if (out->form == QUESTION_STATEMENT || out->form == QUESTION_ADVICE) return;
	for (int want = 2; want >= 1; want--)
		for (size_t i = 0; i < LEN(order) && out->functions < QUESTION_FUNCTIONS_MAX; i++)
			if (strength_of(v, order[i].label) == want)
				out->function[out->functions++] =
					(enum question_function)order[i].function;
	/* A question without a sign of anything else is after facts and meaning. */
	if (!out->functions) out->function[out->functions++] = QUESTION_CLARIFYING;
}

static void why(struct view *v, const struct question_hit *hit)
{
	const struct question_text *q = v->q;
	struct question_kind *out = v->out;
	const struct question_token *last = &q->token[hit->to - 1], *first = &q->token[hit->from];

	if (out->whys == QUESTION_WHY_MAX) return;
	out->why[out->whys++] =
		(struct question_why){ .phrase = hit->phrase,
		                       .off = first->off,
		                       .len = (uint16_t)(last->off + last->len - first->off),
		                       .weight = phrase_of(hit)->strength };
}

/* The label of phrases that explains a form; QL_COUNT if its clauses do. */
static enum question_label label_of(enum question_form form)
{
	switch (form) {
	case QUESTION_ADVICE:
		return QL_ADVICE;
	case QUESTION_DISGUISED:
		return QL_DISGUISED;
	case QUESTION_LEADING:
		return QL_LEADING;
	case QUESTION_CLOSED:
		return QL_CLOSED;
	case QUESTION_OPEN:
		return QL_OPEN;
	case QUESTION_MULTIPLE:
	case QUESTION_EITHER_OR:
	case QUESTION_STATEMENT:
	case QUESTION_FORMS:
		break;
	}
	return QL_COUNT;
}

/* "Are you worried?"; not "did you learn?", which is reflective too. */
static bool names_feeling(const struct view *v)
{
	for (int i = 0; i < v->q->hits; i++)
		if (phrase_of(&v->q->hit[i])->hint == question_hinted[QUESTION_HINTED_FEELING])
			return true;
	return false;
}

/* Would "A yes or no would answer it" be true?  Not of "How sure are you?", nor of "And the others?" */
static bool said_whole(const struct view *v)
{
	if (v->first_asked < 0) return false;
	const struct question_clause *c = &v->q->clause[v->first_asked];
	return c->kind != CLAUSE_WH && (c->kind != CLAUSE_SAID || c->to - c->start > 3);
}

static void explain(struct view *v)
{
	struct question_kind *out = v->out;
	const enum question_label label = label_of(out->form);
	bool strong = false;

	for (int want = 2; want >= 1 && label != QL_COUNT; want--)
		for (int i = 0; i < v->q->hits; i++) {
			const struct question_hit *hit = &v->q->hit[i];
			if (phrase_of(hit)->label != label || phrase_of(hit)->strength != want)
				continue;
			if (label == QL_ADVICE && !is_advice(v->q, hit)) continue;
			why(v, hit);
			strong |= want == 2;
			if (!out->hint) out->hint = phrase_of(hit)->hint;
		}
	switch (out->form) {
	case QUESTION_ADVICE:
	case QUESTION_DISGUISED:
	case QUESTION_LEADING:
		out->strength = strong ? QUESTION_SURE : QUESTION_SURE_WEAK;
		break;
	case QUESTION_MULTIPLE:
		out->strength = v->marked ? QUESTION_SURE : QUESTION_SURE_WEAK;
		out->hint = question_hinted[QUESTION_HINTED_SEVERAL];
		break;
	case QUESTION_EITHER_OR:
		out->strength = v->marked ? QUESTION_SURE : QUESTION_SURE_WEAK;
		out->hint = question_hinted[QUESTION_HINTED_CHOICE];
		break;
	case QUESTION_CLOSED:
		out->strength = v->marked ? QUESTION_SURE : QUESTION_SURE_WEAK;
		if (!out->hint && said_whole(v))
			out->hint = question_hinted[names_feeling(v) ? QUESTION_HINTED_FEELING
			                                             : QUESTION_HINTED_CLOSED];
		break;
	case QUESTION_OPEN:
		out->strength = v->marked ? QUESTION_SURE : QUESTION_SURE_WEAK;
		break;
	case QUESTION_STATEMENT:
	case QUESTION_FORMS:
		break;
	}
}

/* "Why" is fine, and what is said may hold a question: worth a remark to somebody in training. */
static uint8_t quiet_of(const struct view *v)
{
	if (v->out->hint || v->q->words == 0) return 0;
	if (v->out->form == QUESTION_STATEMENT) return question_hinted[QUESTION_HINTED_SAID];
	for (int i = 0; i < v->q->hits && v->out->form == QUESTION_OPEN; i++)
		if (phrase_of(&v->q->hit[i])->label == QL_PROBING && phrase_of(&v->q->hit[i])->hint)
			return phrase_of(&v->q->hit[i])->hint;
	return 0;
}

/* In Welsh, or in any language but English: of three words or more only a third are in the table.  There is
 * no telling then what is asked. */
static bool is_foreign(const struct question_text *q)
{
	int known = 0;

	for (int i = 0; i < q->tokens; i++) known += q->token[i].word != 0;
	return q->words >= QUESTION_HINT_LEAST && 3 * known <= q->words;
}

void question_decide(const struct question_text *q, struct question_kind *out)
{
	struct view v = { .q = q, .out = out, .first_asked = -1 };

	for (int i = 0; i < q->sentences; i++) v.marked |= q->sentence[i].marked;
	best_hits(&v);
	count_clauses(&v);
	if (v.open_asked && v.closed_asked && out->openness == QUESTION_IS_CLOSED &&
	    is(q, 0, QN_WH))
		out->openness = QUESTION_IS_OPEN;
	out->form = form_of(&v);
	if (v.marked && out->openness == QUESTION_NOT_ASKED) out->openness = QUESTION_IS_CLOSED;
	functions(&v);
	explain(&v);
	/* What needs no opening up, or too much was said to be sure of. */
	const bool gentle = out->form == QUESTION_CLOSED || out->form == QUESTION_EITHER_OR;
	const bool only_tag = v.first_asked >= 0 && q->clause[v.first_asked].tag &&
	                      v.open_asked + v.closed_asked == 1;
	if ((only_tag && gentle) || q->words > QUESTION_HINT_WORDS ||
	    q->words < QUESTION_HINT_LEAST || strength_of(&v, QL_CALM) >= (gentle ? 1 : 2) ||
	    out->strength != QUESTION_SURE)
		out->hint = 0;
	if (!out->whys && is_foreign(q)) {
		out->strength = QUESTION_SURE_NOT;
		out->hint = 0;
	}
	out->quiet = quiet_of(&v);
}
