/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_parts - the steps of question_read: tokens, sentences and clauses, phrases, decision.
 * For question_*.c only. */
#ifndef DOMAIN_QUESTION_PARTS_H
#define DOMAIN_QUESTION_PARTS_H

#include "domain/question_read.h"
#include "domain/question_table.h"

enum { QUESTION_TOKENS = 420, QUESTION_SENTENCES = 64, QUESTION_CLAUSES = 96, QUESTION_HITS = 96 };

struct question_token {
	uint64_t classes;
	uint16_t word; /* 0 if unknown, or a mark */
	uint16_t row;  /* of question_rows */
	uint16_t off;  /* bytes of the original text */
	uint8_t len;
	char mark; /* 0 for a word, else one of ? . , */
};

/* Tokens [from, to), marks at the end left out. */
struct question_sentence {
	uint16_t from, to;
	bool marked; /* ended by "?" */
};

enum question_clause_kind {
	CLAUSE_OTHER, /* said, not asked */
	CLAUSE_WH,
	CLAUSE_YESNO,
	CLAUSE_SAID, /* said as a statement, with "?" */
};

/* A stretch of a sentence that may be a question of its own. `start` is after fillers. */
struct question_clause {
	uint16_t start, to;
	uint8_t sentence, kind;
	bool tag; /* "..., isn't it" */
};

struct question_hit {
	uint16_t phrase, from, to; /* tokens [from, to) */
	uint8_t sentence;
};

struct question_text {
	struct str text;
	int tokens, sentences, clauses, hits, words;
	struct question_token token[QUESTION_TOKENS];
	struct question_sentence sentence[QUESTION_SENTENCES];
	struct question_clause clause[QUESTION_CLAUSES];
	struct question_hit hit[QUESTION_HITS];
};

static inline uint64_t question_class(enum question_named named)
{
	return 1ull << (QUESTION_CLASS_FIRST + (unsigned)named);
}

void question_tokens(struct question_text *q);
void question_clauses(struct question_text *q);
void question_phrases_find(struct question_text *q);
void question_decide(const struct question_text *q, struct question_kind *out);

#endif
