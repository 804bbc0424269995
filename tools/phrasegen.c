/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* phrasegen PHRASES HINTS OUT - the text tables of content/questions as constant C.
 *
 * The form of the tables is described at the head of each.  A fault stops with file:line and a
 * sentence; nothing is written then. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "domain/question_table.h"

enum {
	WORDS = QUESTION_WORDS_MAX,
	LIST = 12000,
	STEPS = 4000,
	HINTS = 80,
	LINE = 4000,
	ROWS = WORDS + QUESTION_ROW_FIRST
};
enum { WIDE = QUESTION_PHRASE_WORDS };

static const char *const label_names[QL_COUNT] = {
	"advice",  "disguised",   "leading",    "either",       "open",
	"closed",  "ask",         "statement",  "calm",         "clarifying",
	"probing", "challenging", "reflective", "hypothetical", "forward",
};
static const char *const named_names[QN_COUNT] = {
	"wh",      "aux",  "be",     "negaux", "clitic", "bare",     "pron",
	"subject", "det",  "filler", "link",   "prep",   "relative", "actor",
	"scene",   "name", "self",   "holds",  "turn",   "or",       "anyof",
};

static const char *const hinted_ids[QUESTION_HINTED_COUNT] = { "H16", "H17", "H18", "H19", "H26" };

struct gen {
	const char *file;
	int line;
	struct question_word words[WORDS];
	uint16_t list[LIST], hash[QUESTION_HASH];
	struct question_step steps[STEPS];
	struct question_phrase phrases[QUESTION_PHRASE_MAX];
	char ids[QUESTION_PHRASE_MAX][32];
	char classes[QUESTION_CLASS_MAX][24];
	char hints[HINTS][3][200];
	uint64_t mixes[QUESTION_LETTERS / 64];
	struct question_row rows[ROWS];
	struct question_set within[QUESTION_PHRASE_MAX], needs[QUESTION_PHRASE_MAX];
	int nrows;
	int nwords, nlist, nsteps, nphrases, nclasses, nhints, nmaps;
};

static struct gen gen; /* one run, one table */

_Noreturn static void fault(const char *format, ...) PRINTF(1, 2);
_Noreturn static void fault(const char *format, ...)
{
	va_list args;
	fprintf(stderr, "%s:%d: ", gen.file, gen.line);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

/* The index of a word, added if it is new. */
static int word_of(struct str s)
{
	struct question_word word = { .len = (uint8_t)s.n };

	if (s.n == 0 || s.n > QUESTION_WORD_MAX) fault("a word has 1 to 24 letters");
	for (size_t i = 0; i < s.n; i++)
		word.part[i / 8] |= (uint64_t)(uint8_t)s.at[i] << (8 * (i % 8));
	uint32_t slot = question_slot(word.part);
	for (; gen.hash[slot]; slot = (slot + 1) % QUESTION_HASH) {
		const struct question_word *w = &gen.words[gen.hash[slot]];
		if (w->len == s.n && memcmp(w->part, word.part, sizeof(word.part)) == 0)
			return gen.hash[slot];
	}
	if (gen.nwords == WORDS) fault("too many words");
	const int at = gen.nwords++;
	word.as = (uint16_t)at;
	gen.words[at] = word;
	gen.hash[slot] = (uint16_t)at;
	const uint32_t letters = question_letters(word.part, word.len);
	gen.mixes[letters / 64] |= 1ull << (letters % 64);
	return at;
}

static int class_find(struct str name)
{
	for (int i = 0; i < gen.nclasses; i++)
		if (str_eq(name, str_of(gen.classes[i]))) return i;
	return -1;
}

static bool next_word(struct str *rest, struct str *word)
{
	while (str_cut(rest, ' ', word))
		if ((*word = str_trim(*word)).n) return true;
	return false;
}

static void class_line(struct str rest)
{
	struct str name, equals, word;

	if (!next_word(&rest, &name) || !next_word(&rest, &equals) || !str_eq(equals, STR("=")))
		fault("class NAME = words");
	int at = class_find(name);
	if (at < 0) {
		if (gen.nclasses == QUESTION_CLASS_MAX || name.n > 23) fault("too many classes");
		at = gen.nclasses++;
		memcpy(gen.classes[at], name.at, name.n);
	}
	while (next_word(&rest, &word)) {
		if (word.at[0] == '<') {
			const int from = class_find(str_part(word, 1, word.n - 1));
			if (from < 0) fault("no class %.*s", STR_ARG(word));
			for (int i = 1; i < gen.nwords; i++)
				if (gen.words[i].classes >> from & 1)
					gen.words[i].classes |= 1ull << at;
		} else
			gen.words[word_of(word)].classes |= 1ull << at;
	}
}

static void alias_line(struct str rest)
{
	struct str from, equals, word;

	if (!next_word(&rest, &from) || !next_word(&rest, &equals) || !next_word(&rest, &word))
		fault("alias FORM = WORD [WORD]");
	const int at = word_of(from);
	gen.words[at].as = (uint16_t)word_of(word);
	if (next_word(&rest, &word)) {
		gen.words[at].extra = (uint16_t)word_of(word);
		gen.words[at].extra_n = 1;
	}
}

/* A word that the reader can find: letters, digits and an apostrophe; no alias of two words, and no clitic
 * ("it's" is read as "it" and "'s").  Anything else would lie in the table and never match. */
static int findable(struct str one)
{
	static const char *const clitics[] = { "'s", "'re", "'ve", "'ll", "'d", "'m" };

	for (size_t i = 0; i < one.n; i++)
		if (!(one.at[i] >= 'a' && one.at[i] <= 'z') &&
		    !(one.at[i] >= '0' && one.at[i] <= '9') && one.at[i] != '\'')
			fault("%.*s is no word", STR_ARG(one));
	for (size_t i = 0; i < LEN(clitics); i++) {
		const struct str clitic = str_of(clitics[i]);
		if (one.n > clitic.n && str_ends(one, clitic))
			fault("%.*s is read as two words", STR_ARG(one));
	}
	const int at = word_of(one);
	if (gen.words[at].extra_n) fault("%.*s stands for two words", STR_ARG(one));
	return gen.words[at].as ? gen.words[at].as : at;
}

/* a|b|<class> added to a set whose list is at the end of gen.list. */
static void set_add(struct question_set *set, struct str alternatives)
{
	struct str one;

	if (set->n == 0) set->at = (uint16_t)gen.nlist;
	while (str_cut(&alternatives, '|', &one)) {
		if (one.n > 2 && one.at[0] == '<') {
			const int at = class_find(str_part(one, 1, one.n - 1));
			if (at < 0) fault("no class %.*s", STR_ARG(one));
			set->classes |= 1ull << at;
		} else if (str_eq(one, STR(","))) {
			set->classes |= 1ull << QUESTION_CLASS_COMMA;
		} else {
			if (gen.nlist == LIST) fault("too many alternatives");
			gen.list[gen.nlist] = (uint16_t)findable(one);
			set->sieve |= 1ull << (gen.list[gen.nlist++] & 63);
			set->n++;
		}
	}
}

static struct question_step *step_new(struct question_phrase *phrase, uint8_t kind)
{
	if (gen.nsteps == STEPS || phrase->steps == 24) fault("too many steps");
	phrase->steps++;
	gen.steps[gen.nsteps] = (struct question_step){ .kind = kind };
	return &gen.steps[gen.nsteps++];
}

static void pattern(struct question_phrase *phrase, struct str rest)
{
	struct question_set *veto = NULL;
	struct str word;

	while (next_word(&rest, &word)) {
		if (str_eq(word, STR("!<"))) {
			veto = &phrase->before;
		} else if (str_eq(word, STR("!>"))) {
			veto = &phrase->after;
		} else if (str_eq(word, STR("!+"))) {
			veto = &phrase->next;
		} else if (str_eq(word, STR("!!"))) {
			veto = &gen.within[phrase - gen.phrases];
		} else if (str_eq(word, STR("&&"))) {
			veto = &gen.needs[phrase - gen.phrases];
		} else if (str_eq(word, STR("@q"))) {
			phrase->mark = 1;
		} else if (str_eq(word, STR("@s"))) {
			phrase->mark = 2;
		} else if (veto) {
			set_add(veto, word);
		} else if (str_eq(word, STR("^"))) {
			phrase->start = 1;
		} else if (str_eq(word, STR("$"))) {
			(void)step_new(phrase, QS_END);
		} else if (word.at[0] == '*') {
			step_new(phrase, QS_GAP)->most = (uint8_t)(word.at[1] - '0');
		} else {
			struct question_step *step = step_new(phrase, QS_WORD);
			if (word.n > 1 && word.at[word.n - 1] == '?') {
				step->optional = 1;
				word.n--;
			}
			set_add(&step->set, word);
		}
	}
	const struct question_step *first = &gen.steps[phrase->step_at];
	const uint64_t comma = 1ull << QUESTION_CLASS_COMMA;
	if (phrase->steps == 0 || first->kind != QS_WORD || (first->set.classes & comma))
		fault("a phrase begins with a word");
}

static uint8_t hint_find(struct str id)
{
	for (int i = 1; i < gen.nhints; i++)
		if (str_eq(id, str_of(gen.hints[i][0]))) return (uint8_t)i;
	fault("no hint %.*s", STR_ARG(id));
}

/* ID LABEL STRENGTH HINT : PATTERN */
static void phrase_line(struct str rest)
{
	struct str head, id, label, strength, hint;

	if (!str_cut(&rest, ':', &head) || !rest.at) fault("there is no colon");
	if (!next_word(&head, &id) || !next_word(&head, &label) || !next_word(&head, &strength) ||
	    !next_word(&head, &hint))
		fault("ID LABEL STRENGTH HINT : PATTERN");
	if (gen.nphrases == QUESTION_PHRASE_MAX || id.n > 31) fault("too many phrases");
	for (int i = 0; i < gen.nphrases; i++)
		if (str_eq(id, str_of(gen.ids[i]))) fault("%.*s is there already", STR_ARG(id));
	struct question_phrase *phrase = &gen.phrases[gen.nphrases];
	memcpy(gen.ids[gen.nphrases++], id.at, id.n);
	*phrase = (struct question_phrase){ .label = QL_COUNT, .step_at = (uint16_t)gen.nsteps };
	for (uint8_t i = 0; i < QL_COUNT; i++)
		if (str_eq(label, str_of(label_names[i]))) phrase->label = i;
	if (phrase->label == QL_COUNT) fault("no label %.*s", STR_ARG(label));
	if (strength.n != 1 || strength.at[0] < '1' || strength.at[0] > '2')
		fault("strength is 1 or 2");
	phrase->strength = (uint8_t)(strength.at[0] - '0');
	phrase->hint = str_eq(hint, STR("-")) ? 0 : hint_find(hint);
	pattern(phrase, rest);
}

static void hint_line(struct str rest)
{
	struct str piece;

	if (gen.nhints == HINTS) fault("too many hints");
	for (int i = 0; i < 3; i++) {
		if (!str_cut(&rest, '|', &piece) || (piece = str_trim(piece)).n > 199)
			fault("ID | HINT | EXAMPLE");
		memcpy(gen.hints[gen.nhints][i], piece.at, piece.n);
	}
	gen.nhints++;
}

static void read_lines(const char *path, bool hints)
{
	char line[LINE];
	FILE *file = fopen(path, "r");

	gen.file = path;
	gen.line = 0;
	if (!file) fault("cannot be read");
	while (fgets(line, sizeof(line), file)) {
		struct str s = str_trim(str_of(line)), rest = s, word;
		gen.line++;
		if (s.n == 0 || s.at[0] == '#') continue;
		if (hints) {
			hint_line(s);
			continue;
		}
		(void)next_word(&rest, &word);
		if (str_eq(word, STR("class")))
			class_line(rest);
		else if (str_eq(word, STR("alias")))
			alias_line(rest);
		else
			phrase_line(s);
	}
	(void)fclose(file);
}

static bool in_set(const struct question_set *set, uint64_t classes, int word)
{
	if (set->classes & classes) return true;
	for (int i = 0; word && i < set->n; i++)
		if (gen.list[set->at + i] == word) return true;
	return false;
}

/* May a word be the phrase's first?  Steps that may be absent let the next one come first. */
static bool may_start(const struct question_phrase *phrase, uint64_t classes, int word)
{
	const struct question_step *step = &gen.steps[phrase->step_at];

	for (int i = 0; i < phrase->steps && step[i].kind == QS_WORD; i++) {
		if (in_set(&step[i].set, classes, word)) return true;
		if (!step[i].optional) return false;
	}
	return true;
}

static bool is_must(const struct question_step *step)
{
	return step->kind == QS_WORD && !step->optional;
}

/* May it come right after the first?  Yes, if that place is not fixed. */
static bool may_be_second(const struct question_phrase *phrase, uint64_t classes, int word)
{
	const struct question_step *step = &gen.steps[phrase->step_at];

	if (phrase->steps == 1 || !is_must(&step[0]) || !is_must(&step[1])) return true;
	return in_set(&step[1].set, classes, word);
}

/* After the second place: the first or the last step that must come; NULL if there is none. */
static const struct question_step *must_come(const struct question_phrase *phrase, bool last)
{
	const struct question_step *step = &gen.steps[phrase->step_at], *found = NULL;
	int from = 0; /* steps after the first word, wherever that was */

	while (from < phrase->steps && !is_must(&step[from])) from++;
	from++;
	if (from == 1 && phrase->steps > 1 && is_must(&step[1])) from = 2;
	for (int i = from; i < phrase->steps; i++)
		if (is_must(&step[i]) && (last || !found)) found = &step[i];
	return found;
}

static void row_fill(struct question_row *row, uint64_t classes, int word)
{
	for (int p = 0; p < gen.nphrases; p++) {
		const struct question_phrase *phrase = &gen.phrases[p];
		const struct question_step *later = must_come(phrase, false),
					   *last = must_come(phrase, true);
		const uint64_t bit = 1ull << (p % 64);
		const int at = p / 64;
		if (may_start(phrase, classes, word)) row->starts[at] |= bit;
		if (may_be_second(phrase, classes, word)) row->second[at] |= bit;
		if (!later || in_set(&later->set, classes, word)) row->later[at] |= bit;
		if (!last || in_set(&last->set, classes, word)) row->last[at] |= bit;
		if (in_set(&gen.needs[p], classes, word)) row->needed[at] |= bit;
		if (in_set(&gen.within[p], classes, word)) row->vetoed[at] |= bit;
	}
}

static bool same(const uint64_t *a, const uint64_t *b)
{
	return memcmp(a, b, WIDE * sizeof(*a)) == 0;
}

static uint8_t plays(const struct question_row *row)
{
	const struct question_row *unknown = &gen.rows[QUESTION_ROW_UNKNOWN];
	const uint64_t none[WIDE] = { 0 };
	int plays = 0;

	if (!same(row->starts, none)) plays |= QUESTION_PLAYS_FIRST;
	if (!same(row->needed, none) || !same(row->vetoed, none)) plays |= QUESTION_PLAYS_WHOLE;
	if (!same(row->later, unknown->later) || !same(row->last, unknown->last))
		plays |= QUESTION_PLAYS_LATER;
	return (uint8_t)plays;
}

/* What each word can be to the phrases; words that are the same to all share a row. */
static void index_rows(void)
{
	const uint64_t any = 1ull << QUESTION_CLASS_ANY, ing = 1ull << QUESTION_CLASS_ING,
		       num = 1ull << QUESTION_CLASS_NUM, comma = 1ull << QUESTION_CLASS_COMMA;

	for (int p = 0; p < gen.nphrases; p++)
		if ((gen.within[p].classes | gen.needs[p].classes) & (any | ing | num | comma))
			fault("%s: no <any>, <ing>, <num> or comma after !! or &&", gen.ids[p]);
	row_fill(&gen.rows[QUESTION_ROW_END], 0, 0);
	row_fill(&gen.rows[QUESTION_ROW_UNKNOWN], any | ing | num, 0);
	row_fill(&gen.rows[QUESTION_ROW_MARK], 0, 0);
	row_fill(&gen.rows[QUESTION_ROW_COMMA], comma, 0);
	gen.nrows = QUESTION_ROW_FIRST;
	gen.words[0].row = QUESTION_ROW_UNKNOWN;
	gen.words[0].plays = plays(&gen.rows[QUESTION_ROW_UNKNOWN]);
	for (int w = 1; w < gen.nwords; w++) {
		struct question_row row = { 0 };
		int at = QUESTION_ROW_FIRST;
		row_fill(&row, gen.words[w].classes | any | ing | num, w);
		while (at < gen.nrows && memcmp(&gen.rows[at], &row, sizeof(row))) at++;
		if (at == gen.nrows) gen.rows[gen.nrows++] = row;
		gen.words[w].row = (uint16_t)at;
		gen.words[w].plays = plays(&row);
	}
}

static void write_bits(FILE *out, const uint64_t bits[WIDE])
{
	for (int k = 0; k < WIDE; k++)
		fprintf(out, "%s0x%llxu", k ? "," : "{", (unsigned long long)bits[k]);
	fprintf(out, "},");
}

static void write_rows(FILE *out)
{
	fprintf(out, "const struct question_row question_rows[] = {\n");
	for (int i = 0; i < gen.nrows; i++) {
		const struct question_row *row = &gen.rows[i];
		fputc('{', out);
		write_bits(out, row->starts);
		write_bits(out, row->second);
		write_bits(out, row->later);
		write_bits(out, row->last);
		write_bits(out, row->needed);
		write_bits(out, row->vetoed);
		fprintf(out, "},\n");
	}
	fprintf(out, "};\n");
}

static void write_text(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\') fputc('\\', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void write_set(FILE *out, const struct question_set *set)
{
	fprintf(out, "{0x%llxu,0x%llxu,%d,%d,%d}", (unsigned long long)set->classes,
	        (unsigned long long)set->sieve, set->at, set->n, set->map);
}

static void write_words(FILE *out)
{
	fprintf(out, "const struct question_word question_words[] = {\n");
	for (int w = 0; w < gen.nwords; w++) {
		const struct question_word *x = &gen.words[w];
		fprintf(out, "{0x%llxu,{0x%llxu,0x%llxu,0x%llxu},%d,%d,%d,%d,%d,%d},\n",
		        (unsigned long long)x->classes, (unsigned long long)x->part[0],
		        (unsigned long long)x->part[1], (unsigned long long)x->part[2], x->len,
		        x->extra_n, x->as, x->extra, x->row, x->plays);
	}
	fprintf(out, "};\nconst uint16_t question_hash[QUESTION_HASH] = {");
	for (int i = 0; i < QUESTION_HASH; i++)
		fprintf(out, "%d,%s", gen.hash[i], i % 32 ? "" : "\n");
	fprintf(out, "};\nconst uint16_t question_word_list[] = {0,");
	for (int i = 1; i < gen.nlist; i++) fprintf(out, "%d,%s", gen.list[i], i % 32 ? "" : "\n");
	fprintf(out, "};\nconst uint64_t question_mixes[QUESTION_LETTERS / 64] = {");
	for (int i = 0; i < QUESTION_LETTERS / 64; i++)
		fprintf(out, "0x%llxu,%s", (unsigned long long)gen.mixes[i], i % 8 ? "" : "\n");
	fprintf(out, "};\n");
	write_rows(out);
}

static void write_phrases(FILE *out, const uint8_t hinted[QUESTION_HINTED_COUNT])
{
	fprintf(out, "const struct question_step question_steps[] = {\n");
	for (int i = 0; i < gen.nsteps; i++) {
		fputc('{', out);
		write_set(out, &gen.steps[i].set);
		fprintf(out, ",%d,%d,%d},\n", gen.steps[i].kind, gen.steps[i].most,
		        gen.steps[i].optional);
	}
	fprintf(out, "};\nconst struct question_phrase question_phrases[] = {\n");
	for (int i = 0; i < gen.nphrases; i++) {
		const struct question_phrase *p = &gen.phrases[i];
		fputc('{', out);
		write_text(out, gen.ids[i]);
		fprintf(out, ",%d,%d,%d,%d,%d,%d,%d,", p->label, p->strength, p->hint, p->start,
		        p->mark, p->steps, p->step_at);
		write_set(out, &p->before);
		fputc(',', out);
		write_set(out, &p->after);
		fputc(',', out);
		write_set(out, &p->next);
		fprintf(out, "},\n");
	}
	fprintf(out, "};\nconst uint64_t question_held[][QUESTION_PHRASE_WORDS] = {\n");
	for (int held = 0; held < QUESTION_HELD_COUNT; held++) {
		uint64_t bits[WIDE] = { 0 };
		for (int i = 0; i < gen.nphrases; i++) {
			bool is = gen.phrases[i].mark == held;
			if (held == QUESTION_HELD_START) is = gen.phrases[i].start;
			if (held == QUESTION_HELD_NEEDS)
				is = gen.needs[i].classes || gen.needs[i].n;
			if (is) bits[i / 64] |= 1ull << (i % 64);
		}
		write_bits(out, bits);
	}
	fprintf(out, "};\nconst uint16_t question_phrase_count = %d;\n", gen.nphrases);
	fprintf(out, "const struct question_hint question_hints[] = {{\"\",\"\",\"\"},\n");
	for (int i = 1; i < gen.nhints; i++) {
		fputc('{', out);
		for (int k = 0; k < 3; k++) {
			write_text(out, gen.hints[i][k]);
			fputc(',', out);
		}
		fprintf(out, "},\n");
	}
	fprintf(out, "};\nconst uint8_t question_hint_count = %d;\n", gen.nhints);
	fprintf(out, "const uint8_t question_hinted[QUESTION_HINTED_COUNT] = {");
	for (int i = 0; i < QUESTION_HINTED_COUNT; i++) fprintf(out, "%d,", hinted[i]);
	fprintf(out, "};\n");
}

/* A list of more than a few words is looked up in a map instead of being gone through. */
static void write_map(FILE *out, struct question_set *set)
{
	uint64_t bits[WORDS / 64] = { 0 };

	if (set->n <= 4) return;
	for (int i = 0; i < set->n; i++) {
		const uint16_t word = gen.list[set->at + i];
		bits[word / 64] |= 1ull << (word % 64);
	}
	set->map = (uint16_t)++gen.nmaps;
	for (int k = 0; k < WORDS / 64; k++)
		fprintf(out, "%s0x%llxu", k ? "," : "{", (unsigned long long)bits[k]);
	fprintf(out, "},\n");
}

static void write_maps(FILE *out)
{
	fprintf(out, "const uint64_t question_maps[][QUESTION_WORDS_MAX / 64] = {{0},\n");
	for (int i = 0; i < gen.nsteps; i++) write_map(out, &gen.steps[i].set);
	for (int i = 0; i < gen.nphrases; i++) {
		write_map(out, &gen.phrases[i].before);
		write_map(out, &gen.phrases[i].after);
		write_map(out, &gen.phrases[i].next);
	}
	fprintf(out, "};\n");
}

static void named_filled(int named)
{
	const uint64_t bit = 1ull << (QUESTION_CLASS_FIRST + named);

	for (int w = 1; w < gen.nwords; w++)
		if (gen.words[w].classes & bit) return;
	fault("the class %s is missing", named_names[named]);
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "phrasegen PHRASES HINTS OUT\n");
		return 2;
	}
	static const char *const shapes[] = { "any", "ing", "num", "comma" };
	for (; gen.nclasses < QUESTION_CLASS_FIRST; gen.nclasses++)
		memcpy(gen.classes[gen.nclasses], shapes[gen.nclasses],
		       strlen(shapes[gen.nclasses]));
	/* The classes that the reader asks for have the bits after those. */
	for (int i = 0; i < QN_COUNT; i++)
		memcpy(gen.classes[gen.nclasses++], named_names[i], strlen(named_names[i]));
	gen.nwords = gen.nlist = gen.nhints = 1;
	read_lines(argv[2], true);
	uint8_t hinted[QUESTION_HINTED_COUNT];
	for (int i = 0; i < QUESTION_HINTED_COUNT; i++)
		hinted[i] = hint_find(str_of(hinted_ids[i]));
	read_lines(argv[1], false);
	index_rows();
	for (int i = 0; i < QN_COUNT; i++) named_filled(i);
	FILE *out = fopen(argv[3], "w");
	if (!out) fault("%s cannot be written", argv[3]);
	fprintf(out, "/* Made by phrasegen of content/questions. */\n");
	write_maps(out);
	write_words(out);
	write_phrases(out, hinted);
	if (fclose(out) != 0) fault("%s cannot be written", argv[3]);
	return 0;
}
