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
	TEXT = 40000,
	HINTS = 80,
	LINE = 4000,
	STARTS = 900,
	FOLLOWS_END = 0, /* of gen.follows: nothing comes after the first word ... */
	FOLLOWS_OTHER,   /* ... a word that the table does not know ... */
	FOLLOWS_COMMA,   /* ... a mark */
	FOLLOWS_FIRST
};
enum { WIDE = QUESTION_PHRASE_MAX / 64 };

static const char *const label_names[QL_COUNT] = {
	"advice",  "disguised",   "leading",    "either",       "open",
	"closed",  "ask",         "statement",  "calm",         "clarifying",
	"probing", "challenging", "reflective", "hypothetical", "forward",
};
static const char *const named_names[QN_COUNT] = {
	"wh",     "aux",  "be",   "negaux",   "clitic", "bare",  "pron", "subject", "det",
	"filler", "link", "prep", "relative", "actor",  "scene", "name", "or",      "anyof",
};

struct gen {
	const char *file;
	int line;
	struct question_word words[WORDS];
	uint64_t may_start[WORDS][WIDE];
	uint16_t list[LIST], hash[QUESTION_HASH];
	struct question_step steps[STEPS];
	struct question_phrase phrases[QUESTION_PHRASE_MAX];
	char ids[QUESTION_PHRASE_MAX][32];
	char text[TEXT];
	char classes[QUESTION_CLASS_MAX][24];
	char hints[HINTS][3][200];
	uint64_t starts[STARTS][WIDE], follows[STARTS][WIDE];
	int nfollows;
	int nwords, nlist, nsteps, nphrases, ntext, nclasses, nhints, nstarts, nmaps;
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
	uint32_t hash = QUESTION_HASH_SEED;

	if (s.n == 0 || s.n > QUESTION_WORD_MAX) fault("a word has 1 to 24 letters");
	for (size_t i = 0; i < s.n; i++) hash = question_hash_step(hash, (uint8_t)s.at[i]);
	uint32_t slot = hash % QUESTION_HASH;
	for (; gen.hash[slot]; slot = (slot + 1) % QUESTION_HASH) {
		const struct question_word *w = &gen.words[gen.hash[slot]];
		if (w->len == s.n && memcmp(gen.text + w->text_at, s.at, s.n) == 0)
			return gen.hash[slot];
	}
	if (gen.nwords == WORDS || gen.ntext + (int)s.n >= TEXT) fault("too many words");
	const int at = gen.nwords++;
	memcpy(gen.text + gen.ntext, s.at, s.n);
	gen.words[at] = (struct question_word){ .text_at = (uint16_t)gen.ntext,
		                                .len = (uint8_t)s.n,
		                                .as = (uint16_t)at };
	gen.ntext += (int)s.n;
	gen.hash[slot] = (uint16_t)at;
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
			gen.list[gen.nlist] = (uint16_t)word_of(one);
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
			veto = &phrase->within;
		} else if (str_eq(word, STR("&&"))) {
			veto = &phrase->needs;
		} else if (veto) {
			set_add(veto, word);
		} else if (str_eq(word, STR("^"))) {
			phrase->start = 1;
		} else if (str_eq(word, STR("@q"))) {
			phrase->mark = 1;
		} else if (str_eq(word, STR("@s"))) {
			phrase->mark = 2;
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
	if (phrase->steps == 0 || gen.steps[phrase->step_at].kind != QS_WORD)
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

/* Which phrases may begin with which word. */
static void index_starts(void)
{
	for (int p = 0; p < gen.nphrases; p++) {
		const struct question_phrase *phrase = &gen.phrases[p];
		for (int s = 0; s < phrase->steps; s++) {
			const struct question_step *step = &gen.steps[phrase->step_at + s];
			for (int w = 1; w < gen.nwords; w++)
				if (gen.words[w].classes & step->set.classes)
					gen.may_start[w][p / 64] |= 1ull << (p % 64);
			for (int i = 0; i < step->set.n; i++)
				gen.may_start[gen.list[step->set.at + i]][p / 64] |= 1ull
				                                                     << (p % 64);
			if (!step->optional) break;
		}
	}
	gen.nstarts = 1;
	for (int w = 1; w < gen.nwords; w++) {
		int at = 0;
		while (at < gen.nstarts &&
		       memcmp(gen.starts[at], gen.may_start[w], sizeof(gen.starts[0])))
			at++;
		if (at == STARTS) fault("too many different beginnings");
		if (at == gen.nstarts)
			memcpy(gen.starts[gen.nstarts++], gen.may_start[w], sizeof(gen.starts[0]));
		gen.words[w].starts = (uint16_t)at;
	}
}

/* May `phrase` have a second word of these classes, or `word` itself (0: none in particular)? */
static bool may_follow(const struct question_phrase *phrase, uint64_t classes, int word)
{
	const struct question_step *step = &gen.steps[phrase->step_at];

	if (phrase->steps == 1 || step[0].optional || step[1].optional || step[1].kind != QS_WORD)
		return true;
	if (step[1].set.classes & classes) return true;
	for (int i = 0; word && i < step[1].set.n; i++)
		if (gen.list[step[1].set.at + i] == word) return true;
	return false;
}

static void follow_set(uint64_t *bits, uint64_t classes, int word)
{
	for (int p = 0; p < gen.nphrases; p++)
		if (may_follow(&gen.phrases[p], classes, word)) bits[p / 64] |= 1ull << (p % 64);
}

/* Which phrases may go on with which word: a word has the shapes that its letters give it. */
static void index_follows(void)
{
	const uint64_t any = 1ull << QUESTION_CLASS_ANY, ing = 1ull << QUESTION_CLASS_ING,
		       num = 1ull << QUESTION_CLASS_NUM;

	follow_set(gen.follows[FOLLOWS_END], 0, 0);
	follow_set(gen.follows[FOLLOWS_OTHER], any | ing | num, 0);
	follow_set(gen.follows[FOLLOWS_COMMA], 1ull << QUESTION_CLASS_COMMA, 0);
	gen.nfollows = FOLLOWS_FIRST;
	gen.words[0].follows = FOLLOWS_OTHER;
	for (int w = 1; w < gen.nwords; w++) {
		uint64_t bits[WIDE] = { 0 };
		int at = FOLLOWS_FIRST;
		follow_set(bits, gen.words[w].classes | any | ing | num, w);
		while (at < gen.nfollows && memcmp(gen.follows[at], bits, sizeof(bits))) at++;
		if (at == STARTS) fault("too many different second words");
		if (at == gen.nfollows) memcpy(gen.follows[gen.nfollows++], bits, sizeof(bits));
		gen.words[w].follows = (uint16_t)at;
	}
}

static void write_sets(FILE *out, const char *name, uint64_t (*sets)[WIDE], int n)
{
	fprintf(out, "const uint64_t %s[][QUESTION_PHRASE_MAX / 64] = {\n", name);
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < WIDE; k++)
			fprintf(out, "%s0x%llxu", k ? "," : "{", (unsigned long long)sets[i][k]);
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
	fprintf(out, "const char question_word_text[] =");
	for (int w = 1; w < gen.nwords; w++)
		fprintf(out, "\n\"%.*s\"", gen.words[w].len, gen.text + gen.words[w].text_at);
	fprintf(out, ";\nconst struct question_word question_words[] = {\n");
	for (int w = 0; w < gen.nwords; w++) {
		const struct question_word *x = &gen.words[w];
		fprintf(out, "{0x%llxu,%d,%d,%d,%d,%d,%d,%d},\n", (unsigned long long)x->classes,
		        x->text_at, x->len, x->extra_n, x->as, x->extra, x->starts, x->follows);
	}
	fprintf(out, "};\nconst uint16_t question_hash[QUESTION_HASH] = {");
	for (int i = 0; i < QUESTION_HASH; i++)
		fprintf(out, "%d,%s", gen.hash[i], i % 32 ? "" : "\n");
	fprintf(out, "};\nconst uint16_t question_word_list[] = {0,");
	for (int i = 1; i < gen.nlist; i++) fprintf(out, "%d,%s", gen.list[i], i % 32 ? "" : "\n");
	fprintf(out, "};\n");
	write_sets(out, "question_starts", gen.starts, gen.nstarts);
	write_sets(out, "question_follows", gen.follows, gen.nfollows);
}

static void write_phrases(FILE *out)
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
		fputc(',', out);
		write_set(out, &p->within);
		fputc(',', out);
		write_set(out, &p->needs);
		fprintf(out, "},\n");
	}
	fprintf(out, "};\nconst uint64_t question_held[3][QUESTION_PHRASE_MAX / 64] = {\n");
	for (int held = 0; held < 3; held++) {
		uint64_t bits[WIDE] = { 0 };
		for (int i = 0; i < gen.nphrases; i++)
			if (held == 0 ? gen.phrases[i].start : gen.phrases[i].mark == held)
				bits[i / 64] |= 1ull << (i % 64);
		for (int k = 0; k < WIDE; k++)
			fprintf(out, "%s0x%llxu", k ? "," : "{", (unsigned long long)bits[k]);
		fprintf(out, "},\n");
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
		write_map(out, &gen.phrases[i].within);
		write_map(out, &gen.phrases[i].needs);
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
	read_lines(argv[1], false);
	index_starts();
	index_follows();
	for (int i = 0; i < QN_COUNT; i++) named_filled(i);
	FILE *out = fopen(argv[3], "w");
	if (!out) fault("%s cannot be written", argv[3]);
	fprintf(out, "/* Made by phrasegen of content/questions. */\n");
	write_maps(out);
	write_words(out);
	write_phrases(out);
	if (fclose(out) != 0) fault("%s cannot be written", argv[3]);
	return 0;
}
