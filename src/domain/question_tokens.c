/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_tokens - text into words of the table and marks, each with its bytes of the original.
 *
 * ASCII letters lose their case, curly apostrophes become straight, clitics ('s, 're) become words
 * of their own, and forms without an apostrophe ("dont", "whats") stand for those with one. */
#include <endian.h>
#include <string.h>

#include "domain/question_parts.h"

struct reader {
	struct question_text *q;
	const uint8_t *at;
	size_t i, n;
	uint64_t part[QUESTION_WORD_PARTS]; /* the word, in small letters: see question_slot */
	size_t len; /* may pass QUESTION_WORD_MAX: then the word is unknown */
	int quote;  /* the first token after an open quotation mark, or -1 */
	char quoted_by;
	bool quotes; /* some were closed */
};

static bool is_letter(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* The small letter of each ASCII letter, each digit itself; 0 is anything else. */
#define FOUR(c) (c), (c) + 1, (c) + 2, (c) + 3
#define LETTERS FOUR('a'), FOUR('e'), FOUR('i'), FOUR('m'), FOUR('q'), FOUR('u'), 'y', 'z'
static const uint8_t plain[256] = {
	['0'] = FOUR('0'), FOUR('4'), '8', '9', ['A'] = LETTERS, ['a'] = LETTERS,
};

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of an apostrophe at i: 1, 3 if it is curly, 0 if it is none. */
static size_t apostrophe(const struct reader *r, size_t i)
{
	if (i < r->n && r->at[i] == '\'') return 1;
	if (i + 2 < r->n && r->at[i] == 0xe2 && r->at[i + 1] == 0x80 &&
	    (r->at[i + 2] == 0x99 || r->at[i + 2] == 0x98))
		return 3;
	return 0;
}

/* Other punctuation of the block U+2000: quotes, dashes and the ellipsis; and a picture, which is a pause. */
static size_t foreign_mark(const struct reader *r, size_t i, char *mark)
{
	const uint8_t *at = r->at + i;
	const size_t left = r->n - i;

	*mark = ',';
	if (left > 3 && at[0] == 0xf0 && at[1] == 0x9f) return 4;
	if (left > 2 && at[0] == 0xef && at[1] == 0xb8 && at[2] == 0x8f) return 3;
	if (left > 2 && at[0] == 0xe2 && at[1] >= 0x98 && at[1] <= 0x9e) return 3;
	if (i + 2 >= r->n || r->at[i] != 0xe2 || r->at[i + 1] != 0x80) return 0;
	const uint8_t c = r->at[i + 2];
	*mark = c == 0x93 || c == 0x94 ? ',' : c == 0xa6 ? '.' : ' ';
	return 3;
}

static uint16_t look_up(const struct reader *r)
{
	if (r->len > QUESTION_WORD_MAX) return 0;
	for (uint32_t slot = question_slot(r->part); question_hash[slot];
	     slot = (slot + 1) % QUESTION_HASH) {
		const struct question_word *w = &question_words[question_hash[slot]];
		const uint64_t differ = (w->part[0] ^ r->part[0]) | (w->part[1] ^ r->part[1]) |
		                        (w->part[2] ^ r->part[2]);
		if (!differ && w->len == r->len) return question_hash[slot];
	}
	return 0;
}

static uint8_t letter(const struct reader *r, size_t i)
{
	return (uint8_t)(r->part[i / 8] >> (8 * (i % 8)));
}

static void swap(struct reader *r, size_t i)
{
	const uint64_t other = letter(r, i) ^ letter(r, i + 1);

	r->part[i / 8] ^= other << (8 * (i % 8));
	r->part[(i + 1) / 8] ^= other << (8 * ((i + 1) % 8));
}

/* A slip of the fingers: a word that is in the table if two neighbours change places.  Of short words
 * only those that make a question: "waht", "yuo". */
static uint16_t look_up_slip(struct reader *r)
{
	const uint64_t makes = question_class(QN_WH) | question_class(QN_AUX) |
	                       question_class(QN_NEGAUX) | question_class(QN_PRON);
	if (r->len < 3 || r->len > QUESTION_WORD_MAX) return 0;
	const uint32_t letters = question_letters(r->part, (unsigned)r->len);
	if (!(question_mixes[letters / 64] >> (letters % 64) & 1)) return 0;
	for (size_t i = r->len - 1; i-- > 0;) {
		swap(r, i);
		const uint16_t word = look_up(r);
		if (word && (r->len > 4 || question_words[word].classes & makes)) return word;
		swap(r, i);
	}
	return 0;
}

static void add(struct question_text *q, uint16_t word, uint64_t shape, size_t off, size_t end)
{
	if (q->tokens == QUESTION_TOKENS) return;
	/* A stutter: "I I think" is "I think". */
	if (word && q->tokens && q->token[q->tokens - 1].word == word) {
		q->token[q->tokens - 1].len =
			(uint8_t)(end - q->token[q->tokens - 1].off > 255
		                          ? 255
		                          : end - q->token[q->tokens - 1].off);
		return;
	}
	q->token[q->tokens++] =
		(struct question_token){ .classes = question_words[word].classes | shape,
		                         .word = word,
		                         .row = question_words[word].row,
		                         .off = (uint16_t)off,
		                         .len = (uint8_t)(end - off > 255 ? 255 : end - off) };
}

/* "wh-what", "I-is": a word broken off before a hyphen and said again.  Is the last token that? */
static bool broken_off(const struct reader *r, size_t off)
{
	const struct question_text *q = r->q;

	if (!q->tokens || off < 2 || r->at[off - 1] != '-') return false;
	const struct question_token *last = &q->token[q->tokens - 1];
	if (last->mark || last->off + last->len + 1u != off || last->len > 3 ||
	    last->len >= r->len || last->len > QUESTION_WORD_MAX)
		return false;
	for (size_t i = 0; i < last->len; i++)
		if ((r->at[last->off + i] | 0x20) != letter(r, i)) return false;
	return true;
}

static bool is_capital(const struct reader *r, size_t i)
{
	return i < r->n && r->at[i] >= 'A' && r->at[i] <= 'Z';
}

/* "Who knows Is it public": a capital inside begins the next question where no mark was typed. */
static bool begins_again(const struct reader *r, uint16_t word, size_t off)
{
	const struct question_text *q = r->q;
	const uint64_t asks =
		question_class(QN_WH) | question_class(QN_AUX) | question_class(QN_NEGAUX);

	if (!is_capital(r, off) || !(question_words[word].classes & asks)) return false;
	if (is_capital(r, off + 1) || question_words[word].classes & question_class(QN_NAME))
		return false;
	if (q->tokens < 2) return false;
	const struct question_token *last = &q->token[q->tokens - 1];
	return !last->mark && !is_capital(r, last->off);
}

static void add_word(struct reader *r, size_t off)
{
	struct question_text *q = r->q;
	uint64_t shape = 1ull << QUESTION_CLASS_ANY;

	if (r->len == 0) return;
	if (broken_off(r, off))
		q->tokens--;
	else
		q->words++;
	if (is_digit(letter(r, 0))) shape |= 1ull << QUESTION_CLASS_NUM;
	if (r->len > 4 && r->len <= QUESTION_WORD_MAX && letter(r, r->len - 1) == 'g' &&
	    letter(r, r->len - 2) == 'n' && letter(r, r->len - 3) == 'i')
		shape |= 1ull << QUESTION_CLASS_ING;
	uint16_t word = look_up(r);
	if (!word) word = look_up_slip(r);
	if (begins_again(r, word, off) && q->tokens < QUESTION_TOKENS)
		q->token[q->tokens++] = (struct question_token){
			.row = QUESTION_ROW_MARK, .off = (uint16_t)off, .len = 1, .mark = '.'
		};
	add(q, question_words[word].as, shape, off, r->i);
	if (question_words[word].extra_n)
		add(q, question_words[word].extra, 1ull << QUESTION_CLASS_ANY, off, r->i);
	r->len = 0;
	memset(r->part, 0, sizeof(r->part));
}

/* At an apostrophe inside a word: is what follows a clitic that is a word of its own? */
static bool clitic(const struct reader *r, size_t after)
{
	size_t n = 0;
	char c[3] = { 0 };

	while (after + n < r->n && is_letter(r->at[after + n]) && n < 3) {
		c[n] = (char)(r->at[after + n] | 0x20);
		n++;
	}
	if (n == 1) return c[0] == 's' || c[0] == 'd' || c[0] == 'm';
	return n == 2 &&
	       (memcmp(c, "re", 2) == 0 || memcmp(c, "ve", 2) == 0 || memcmp(c, "ll", 2) == 0);
}

/* The small letters that begin these eight bytes, in a row: *n of them, the rest of the eight 0. */
static uint64_t small_letters(uint64_t eight, unsigned *n)
{
	const uint64_t each = 0x0101010101010101u, high = 0x80 * each;
	const uint64_t low = (eight | 0x20 * each) & ~high;
	/* The high bit of each byte: at least 'a'?  more than 'z'?  not ASCII? */
	const uint64_t from_a = low + (0x80 - 'a') * each, past_z = low + (0x7f - 'z') * each;
	const uint64_t other = (~from_a | past_z | eight) & high;

	*n = other ? (unsigned)__builtin_ctzll(other) / 8 : 8;
	return *n == 8 ? low : low & ((1ull << (8 * *n)) - 1);
}

/* The letters that begin a word, eight at a time: most words have no more. */
static void put_letters(struct reader *r)
{
	while (r->n - r->i >= 8 && r->len < QUESTION_WORD_MAX) {
		uint64_t eight;
		unsigned n;
		memcpy(&eight, r->at + r->i, sizeof(eight));
		r->part[r->len / 8] = small_letters(le64toh(eight), &n);
		r->len += n;
		r->i += n;
		if (n < 8) return;
	}
}

/* ASCII letters and digits, by far the most of any text.  Goes on where the word has got to. */
static void put_plain(struct reader *r)
{
	if (r->len == 0) {
		put_letters(r);
		if (r->i < r->n && !plain[r->at[r->i]]) return;
	}

	const uint8_t *at = r->at;
	size_t i = r->i, len = r->len;
	while (i < r->n && len < QUESTION_WORD_MAX && plain[at[i]]) {
		uint64_t *part = &r->part[len / 8], eight = *part;
		unsigned shift = 8 * (unsigned)(len % 8);
		for (; shift < 64 && i < r->n && plain[at[i]]; shift += 8, i++, len++)
			eight |= (uint64_t)plain[at[i]] << shift;
		*part = eight;
	}
	for (; i < r->n && plain[at[i]]; i++) len++;
	r->i = i;
	r->len = len;
}

static void put(struct reader *r, uint8_t c)
{
	if (r->len < QUESTION_WORD_MAX) r->part[r->len / 8] |= (uint64_t)c << (8 * (r->len % 8));
	r->len++;
}

static void read_word(struct reader *r)
{
	size_t off = r->i, skip;
	char mark;

	while (r->i < r->n) {
		const uint8_t c = r->at[r->i];
		if (plain[c]) {
			put_plain(r);
		} else if (c < 0x80 && c != '\'') {
			break;
		} else if ((skip = apostrophe(r, r->i)) != 0) {
			if (r->i + skip >= r->n || !is_letter(r->at[r->i + skip])) break;
			if (foreign_mark(r, r->i + skip, &mark)) break;
			if (clitic(r, r->i + skip) && r->len) {
				add_word(r, off);
				off = r->i;
			}
			put(r, '\'');
			r->i += skip;
		} else if (foreign_mark(r, r->i, &mark) || !is_letter(c)) {
			break;
		} else {
			put(r, c);
			r->i++;
		}
	}
	add_word(r, off);
}

static void add_mark(struct question_text *q, char mark, size_t off)
{
	if (q->tokens == QUESTION_TOKENS) return;
	q->token[q->tokens++] =
		(struct question_token){ .classes = mark == ',' ? 1ull << QUESTION_CLASS_COMMA : 0,
		                         .row = mark == ',' ? QUESTION_ROW_COMMA
		                                            : QUESTION_ROW_MARK,
		                         .off = (uint16_t)off,
		                         .len = 1,
		                         .mark = mark };
}

static char mark_of(const struct reader *r)
{
	const uint8_t c = r->at[r->i];
	const uint8_t next = r->i + 1 < r->n ? r->at[r->i + 1] : ' ';

	if (c == '?') return '?';
	if (c == '.' || c == '!' || c == ';' || c == '\n')
		return c == '.' && is_digit(next) ? 0 : '.';
	if (c == ',' || c == ':' || c == '(' || c == ')') return ',';
	/* A dash between spaces, not a hyphen. */
	if (c == '-') return next == ' ' || next == '-' ? ',' : 0;
	return 0;
}

/* The quotation mark at i, '"' or '\''; 0 if there is none, or an apostrophe. */
static char quotation(const struct reader *r, size_t i)
{
	const bool curly = r->at[i] == 0xe2;
	const size_t after = i + (curly ? 3 : 1);
	const bool word_before = i > 0 && r->at[i - 1] != ' ' && r->at[i - 1] != '(';
	const bool word_after = after < r->n && (is_letter(r->at[after]) || is_digit(r->at[after]));

	if (r->at[i] == '"' || (curly && (r->at[i + 2] == 0x9c || r->at[i + 2] == 0x9d)))
		return '"';
	if (r->at[i] != '\'' && (!curly || (r->at[i + 2] != 0x98 && r->at[i + 2] != 0x99)))
		return 0;
	return r->quote < 0 ? (word_after && !word_before ? '\'' : 0) : word_after ? 0 : '\'';
}

static void quote(struct reader *r, size_t i)
{
	struct question_text *q = r->q;
	const char by = quotation(r, i);

	if (!by) return;
	if (r->quote < 0 || (by == '"' && r->quoted_by != '"')) {
		r->quote = q->tokens;
		r->quoted_by = by;
	} else if (by == r->quoted_by) {
		for (int k = r->quote; k < q->tokens; k++)
			q->token[k].classes |= 1ull << QUESTION_CLASS_QUOTED;
		r->quotes = true;
		r->quote = -1;
	}
}

static bool is_quoted(const struct question_token *token)
{
	return token->classes >> QUESTION_CLASS_QUOTED;
}

/* What stands in quotation marks as a whole is the asker's own; a question in somebody else's words is not
 * asked here. */
static void settle_quotes(struct question_text *q)
{
	int own = 0, last = 0;

	for (int i = 0; i < q->tokens; i++)
		if (!q->token[i].mark && !is_quoted(&q->token[i])) {
			own++;
			last = i;
		}
	for (int i = 0; i < q->tokens; i++) {
		struct question_token *token = &q->token[i];
		if (!own) token->classes &= ~(1ull << QUESTION_CLASS_QUOTED);
		if (own && is_quoted(token) && token->mark == '?' && i < last) {
			token->mark = ',';
			token->row = QUESTION_ROW_COMMA;
			token->classes |= 1ull << QUESTION_CLASS_COMMA;
		}
	}
}

void question_tokens(struct question_text *q)
{
	struct reader r = {
		.q = q, .at = (const uint8_t *)q->text.at, .n = q->text.n, .quote = -1
	};

	while (r.i < r.n && q->tokens < QUESTION_TOKENS) {
		const uint8_t c = r.at[r.i];
		char mark = 0;
		size_t skip;
		if (c == ' ') {
			r.i++;
		} else if (plain[c]) {
			read_word(&r);
		} else if ((skip = apostrophe(&r, r.i)) != 0) {
			quote(&r, r.i);
			r.i += skip;
		} else if ((skip = foreign_mark(&r, r.i, &mark)) != 0) {
			if (mark != ' ')
				add_mark(q, mark, r.i);
			else
				quote(&r, r.i);
			r.i += skip;
		} else if (is_letter(c) || is_digit(c)) {
			read_word(&r);
		} else {
			if (c == '"') quote(&r, r.i);
			mark = mark_of(&r);
			if (mark) add_mark(q, mark, r.i);
			r.i++;
		}
	}
	if (r.quotes) settle_quotes(q);
}
