/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_table - the words, phrases and hints that tools/phrasegen makes of content/questions.
 *
 * Shared by the reader and by the generator, so that both mean the same by a number. */
#ifndef DOMAIN_QUESTION_TABLE_H
#define DOMAIN_QUESTION_TABLE_H

#include <stdint.h>

/* Word classes that the reader finds by the shape of a token; the others are named in phrases.txt
 * and take the bits from QUESTION_CLASS_FIRST. */
enum {
	QUESTION_CLASS_ANY = 0,   /* any word or number */
	QUESTION_CLASS_ING = 1,   /* ends in -ing and has five letters or more */
	QUESTION_CLASS_NUM = 2,   /* begins with a digit */
	QUESTION_CLASS_COMMA = 3, /* a comma, a colon or a dash */
	QUESTION_CLASS_FIRST = 4,
	QUESTION_CLASS_MAX = 63,
	QUESTION_CLASS_QUOTED = 63 /* somebody else's words, between quotation marks */
};

enum { QUESTION_WORDS_MAX = 2048 }; /* different words in the table */
enum { QUESTION_WORD_MAX = 24, QUESTION_HASH = 4096, QUESTION_PHRASE_MAX = 512 };

/* A word as numbers: byte i is bits 8 * (i % 8) of part i / 8, so that it is the same everywhere. */
enum { QUESTION_WORD_PARTS = QUESTION_WORD_MAX / 8 };
static inline uint32_t question_slot(const uint64_t part[QUESTION_WORD_PARTS])
{
	const uint64_t hash = part[0] * 0x9e3779b97f4a7c15u ^ part[1] * 0xc2b2ae3d27d4eb4fu ^
	                      part[2] * 0x165667b19e3779f9u;
	return (uint32_t)(hash >> 40) % QUESTION_HASH;
}

/* The same for words of the same letters, in whatever order. */
static inline uint32_t question_letters(const uint64_t part[QUESTION_WORD_PARTS], unsigned len)
{
	uint32_t sum = len;

	for (unsigned i = 0; i < len; i++) {
		const uint32_t c = part[i / 8] >> (8 * (i % 8)) & 0xff;
		sum += c * c * c;
	}
	return sum % 16381;
}

/* The classes that the reader itself asks for, at fixed bits from QUESTION_CLASS_FIRST; phrases.txt must
 * fill each, in any order. */
enum question_named {
	QN_WH,       /* what, how ... */
	QN_AUX,      /* do, is, can ... */
	QN_BE,       /* is, are, was, were, 's, 're */
	QN_NEGAUX,   /* don't, isn't ... */
	QN_CLITIC,   /* 's, 're ...: of the word before, so they never ask by coming first */
	QN_BARE,     /* do, have: an order too when they come first */
	QN_PRON,     /* I, you, that ... as a subject */
	QN_SUBJECT,  /* I, he, they ...: never an object */
	QN_DET,      /* the, a, your ... */
	QN_FILLER,   /* so, well, and ... at the start of a clause */
	QN_LINK,     /* and, but, or: may begin a second question */
	QN_PREP,     /* in, to ...: "in what way" */
	QN_RELATIVE, /* who, which ...: more often goes on than asks after a comma */
	QN_ACTOR,    /* what, who, which: may be what acts, so that no verb needs to come next */
	QN_SCENE,    /* if, when, suppose: what follows the comma asks */
	QN_NAME,     /* May, Will: a capital says nothing */
	QN_SELF,     /* I */
	QN_HOLDS,    /* think, reckon: after "I", no more than a way to begin */
	QN_TURN,     /* so, but: after a comma, something new begins */
	QN_OR,
	QN_ANY, /* any, anything: "any A or B" offers no choice */
	QN_COUNT
};

enum question_label {
	QL_ADVICE,
	QL_DISGUISED,
	QL_LEADING,
	QL_EITHER,    /* says that "or" offers a closed set */
	QL_OPEN,      /* room for a wide range of answers, "?" or not */
	QL_CLOSED,    /* yes, no or a narrow fact */
	QL_ASK,       /* a question, of a form that the clause decides */
	QL_STATEMENT, /* not a question without "?" */
	QL_CALM,      /* never a hint: permission, process, commitment, scale */
	QL_CLARIFYING,
	QL_PROBING,
	QL_CHALLENGING,
	QL_REFLECTIVE,
	QL_HYPOTHETICAL,
	QL_FORWARD,
	QL_COUNT
};

/* A set of words: those of a class in `classes`, and word_list[at .. at + n). */
struct question_set {
	uint64_t classes;
	uint64_t sieve; /* a bit for each listed word, its index modulo 64 */
	uint16_t at, n;
	uint16_t map; /* of question_maps, for a long list; 0 is none */
};

enum question_step_kind {
	QS_WORD, /* one token of `set` */
	QS_GAP,  /* up to `most` words, any */
	QS_END   /* the end of the sentence */
};

struct question_step {
	struct question_set set;
	uint8_t kind, most, optional;
};

struct question_phrase {
	const char *id;
	uint8_t label;
	uint8_t strength; /* 1 weak, 2 strong */
	uint8_t hint;     /* an index in question_hints; 0 is none */
	uint8_t start;    /* must begin a clause */
	uint8_t mark;     /* 0 any, 1 only with "?", 2 only without */
	uint8_t steps;
	uint16_t step_at;
	struct question_set before; /* vetoes: up to three tokens before ... */
	struct question_set after;  /* ... up to two after ... */
	struct question_set next;
	/* ... the very next ... */ /* "!!" and "&&", anywhere in the sentence, are bits of question_row. */
};

struct question_word {
	_Alignas(64) uint64_t classes; /* each word in one cache line */
	uint64_t part[QUESTION_WORD_PARTS];
	uint8_t len;
	uint8_t extra_n; /* a written form that stands for two words: "whats" */
	uint16_t as;     /* the word that it stands for; itself if it is none */
	uint16_t extra;  /* and the second of the two */
	uint16_t row;    /* in question_rows: what it can be to the phrases */
	uint8_t plays;   /* enum question_plays, or-ed: which parts of the row are worth a look */
};

/* A bit for each phrase.  A phrase is tried only where all that it needs can be there. */
enum { QUESTION_PHRASE_WORDS = QUESTION_PHRASE_MAX / 64 };
struct question_row {
	uint64_t starts[QUESTION_PHRASE_WORDS]; /* may be its first word */
	uint64_t second[QUESTION_PHRASE_WORDS]; /* may come right after the first */
	uint64_t later[QUESTION_PHRASE_WORDS];  /* may be the next word that must come */
	uint64_t last[QUESTION_PHRASE_WORDS];   /* and the last such */
	uint64_t needed[QUESTION_PHRASE_WORDS]; /* is one of its "&&" */
	uint64_t vetoed[QUESTION_PHRASE_WORDS]; /* is one of its "!!" */
};
enum question_plays {
	QUESTION_PLAYS_FIRST = 1, /* may begin a phrase */
	QUESTION_PLAYS_WHOLE = 2, /* is needed, or holds one back, wherever it is */
	QUESTION_PLAYS_LATER = 4  /* may come later where an unknown word may not */
};
/* Rows of what is no word of the table. */
enum {
	QUESTION_ROW_END,
	QUESTION_ROW_UNKNOWN,
	QUESTION_ROW_MARK,
	QUESTION_ROW_COMMA,
	QUESTION_ROW_FIRST
};

/* Phrases that must begin a clause, want a question mark, want none, have a "&&". */
enum question_held {
	QUESTION_HELD_START,
	QUESTION_HELD_MARK,
	QUESTION_HELD_BARE,
	QUESTION_HELD_NEEDS,
	QUESTION_HELD_COUNT
};

struct question_hint {
	const char *id, *hint, *example;
};

extern const struct question_word question_words[]; /* [0] is the unknown word */
extern const uint16_t question_hash[QUESTION_HASH]; /* word indexes; 0 is empty */
extern const uint16_t question_word_list[];
/* A bit for each question_letters() of a word: a word whose bit is not set is none with its letters mixed. */
enum { QUESTION_LETTERS = 1 << 14 };
extern const uint64_t question_mixes[QUESTION_LETTERS / 64];
/* A bit for each word of a long list. */
extern const uint64_t question_maps[][QUESTION_WORDS_MAX / 64];
extern const struct question_step question_steps[];
extern const struct question_phrase question_phrases[];
extern const uint16_t question_phrase_count;
extern const struct question_row question_rows[];
extern const uint64_t question_held[][QUESTION_PHRASE_MAX / 64]; /* by enum question_held */
extern const struct question_hint question_hints[];
extern const uint8_t question_hint_count;
/* The hints that the reader itself gives, where no phrase names one: indexes in question_hints. */
enum question_hinted {
	QUESTION_HINTED_SEVERAL, /* H16 */
	QUESTION_HINTED_CHOICE,  /* H17 */
	QUESTION_HINTED_CLOSED,  /* H18 */
	QUESTION_HINTED_FEELING, /* H19 */
	QUESTION_HINTED_SAID,    /* H26 */
	QUESTION_HINTED_COUNT
};
extern const uint8_t question_hinted[QUESTION_HINTED_COUNT];

#endif
