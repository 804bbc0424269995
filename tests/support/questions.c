/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* questions - see questions.h. */
#include "support/questions.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 8192 };

static int label_of(struct str label)
{
	for (int i = 0; i < QUESTION_FORMS; i++)
		if (str_eq(label, str_of(question_form_name((enum question_form)i)))) return i;
	return str_eq(label, STR("question")) ? LABEL_QUESTION : -1;
}

static int function_of(struct str name)
{
	for (int i = 0; i < QUESTION_FUNCTIONS; i++)
		if (str_eq(name, str_of(question_function_name((enum question_function)i))))
			return i;
	return -1;
}

static bool is_question(int label)
{
	return label != QUESTION_ADVICE && label != QUESTION_STATEMENT;
}

static bool is_genuine(int label)
{
	return label == QUESTION_OPEN || label == QUESTION_CLOSED || label == QUESTION_EITHER_OR ||
	       label == LABEL_QUESTION;
}

static bool in_half(struct str text, enum questions_half half)
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	if (half == QUESTIONS_ALL) return true;
	(void)crypto_hash_sha256(hash, (const uint8_t *)text.at, text.n);
	return (hash[0] & 1) == (half == QUESTIONS_UNSEEN);
}

static bool is_pair(struct str text, size_t i)
{
	return isalpha((unsigned char)text.at[i - 1]) && isalpha((unsigned char)text.at[i]) &&
	       text.at[i - 1] != text.at[i];
}

/* The second of two neighbouring letters; which pair follows from the text. */
static size_t typo_at(struct str text)
{
	uint32_t hash = 2166136261u;
	size_t pairs = 0;

	for (size_t i = 1; i < text.n; i++) {
		hash = (hash ^ (uint8_t)text.at[i]) * 16777619u;
		pairs += is_pair(text, i);
	}
	size_t n = pairs ? hash % pairs : 0;
	for (size_t i = 1; i < text.n; i++)
		if (is_pair(text, i) && n-- == 0) return i;
	return SIZE_MAX;
}

static struct str changed(struct str text, enum questions_as as, char *room)
{
	const size_t typo = as == AS_TYPO ? typo_at(text) : SIZE_MAX;
	size_t n = 0;

	for (size_t i = 0; i < text.n && n + 3 < LINE_MAX_BYTES; i++) {
		const char c = text.at[i];
		if (as == AS_NO_MARK && c == '?') continue;
		if (as == AS_NO_APOSTROPHE && c == '\'') continue;
		if (as == AS_NO_POINTS && ispunct((unsigned char)c) && c != '\'') continue;
		if (as == AS_CURLY && c == '\'') {
			memcpy(room + n, "\xe2\x80\x99", 3);
			n += 3;
		} else
			room[n++] = as == AS_LOWER ? (char)tolower((unsigned char)c) : c;
	}
	if (typo != SIZE_MAX && typo > 0 && typo < n) {
		const char c = room[typo];
		room[typo] = room[typo - 1];
		room[typo - 1] = c;
	}
	return (struct str){ room, n };
}

static void count_asked(struct questions_score *score, int want, struct str text,
                        enum question_form got)
{
	char room[LINE_MAX_BYTES];
	struct question_kind bare;

	score->asked[is_question(want)][is_question((int)got)]++;
	if (question_read(changed(text, AS_NO_MARK, room), &bare) == OK)
		score->bare[is_question(want)][is_question((int)bare.form)]++;
}

static void count(struct questions_score *score, struct str text, struct str label,
                  struct str source, bool show)
{
	struct str form;
	struct question_kind kind;

	(void)str_cut(&label, '/', &form);
	const int want = label_of(form), function = function_of(label);
	if (want < 0 || question_read(text, &kind)) return;
	score->n++;
	score->form[want][kind.form]++;
	if (show && want != LABEL_QUESTION && want != (int)kind.form)
		printf("%.*s > %s\t%.*s\t[%s]\n", STR_ARG(form), question_form_name(kind.form),
		       STR_ARG(text), kind.whys ? question_phrase_id(kind.why[0].phrase) : "");
	if (want == QUESTION_OPEN || want == QUESTION_CLOSED || want == QUESTION_EITHER_OR)
		score->open[want == QUESTION_OPEN][kind.openness == QUESTION_IS_OPEN]++;
	if (want == QUESTION_OPEN || want == QUESTION_STATEMENT ||
	    str_ends(source, STR("/quiet"))) {
		score->calm++;
		score->remarked += kind.hint != 0;
	}
	if (!str_ends(source, STR("/rising"))) count_asked(score, want, text, kind.form);
	if (function < 0) return;
	score->function[function][kind.functions ? (int)kind.function[0] : QUESTION_FUNCTIONS]++;
	for (int i = 0; i < kind.functions; i++)
		score->function_among += (int)kind.function[i] == function;
}

bool questions_score(const char *path, enum questions_half half, enum questions_as as, bool show,
                     struct questions_score *out)
{
	char line[LINE_MAX_BYTES], room[LINE_MAX_BYTES];
	FILE *file = fopen(path, "r");

	*out = (struct questions_score){ 0 };
	if (!file) return false;
	while (fgets(line, sizeof(line), file)) {
		struct str rest = str_trim(str_of(line)), text, label, source = { 0 };
		if (!str_cut(&rest, '\t', &text) || !str_cut(&rest, '\t', &label)) continue;
		(void)str_cut(&rest, '\t', &source);
		if (in_half(text, half)) count(out, changed(text, as, room), label, source, show);
	}
	(void)fclose(file);
	return true;
}

static double share(int part, int whole)
{
	return whole ? (double)part / whole : 0;
}

static struct questions_f f_of(int right, int got, int wanted)
{
	return (struct questions_f){ .precision = share(right, got),
		                     .recall = share(right, wanted),
		                     .f1 = share(2 * right, got + wanted),
		                     .wanted = wanted };
}

struct questions_f questions_form(const struct questions_score *score, enum question_form form)
{
	int got = 0, wanted = 0;

	for (int i = 0; i < LABEL_COUNT; i++) got += score->form[i][form];
	for (int i = 0; i < QUESTION_FORMS; i++) wanted += score->form[form][i];
	return f_of(score->form[form][form], got, wanted);
}

double questions_accuracy(const struct questions_score *score)
{
	int right = 0, all = 0;

	for (int w = 0; w < QUESTION_FORMS; w++) {
		right += score->form[w][w];
		for (int g = 0; g < QUESTION_FORMS; g++) all += score->form[w][g];
	}
	return share(right, all);
}

double questions_macro(const struct questions_score *score)
{
	double sum = 0;
	int forms = 0;

	for (int i = 0; i < QUESTION_FORMS; i++) {
		const struct questions_f f = questions_form(score, (enum question_form)i);
		if (!f.wanted) continue;
		sum += f.f1;
		forms++;
	}
	return forms ? sum / forms : 0;
}

struct questions_f questions_openness(const struct questions_score *score, bool open)
{
	return f_of(score->open[open][open], score->open[0][open] + score->open[1][open],
	            score->open[open][0] + score->open[open][1]);
}

double questions_open_accuracy(const struct questions_score *score)
{
	const int right = score->open[0][0] + score->open[1][1];
	return share(right, right + score->open[0][1] + score->open[1][0]);
}

double questions_open_macro(const struct questions_score *score)
{
	return (questions_openness(score, false).f1 + questions_openness(score, true).f1) / 2;
}

double questions_is_one(const struct questions_score *score, bool bare)
{
	const int(*t)[2] = bare ? score->bare : score->asked;
	const int right = t[0][0] + t[1][1];
	return share(right, right + t[0][1] + t[1][0]);
}

double questions_false(const struct questions_score *score, enum question_form form, int *genuine)
{
	int all = 0, as = 0;

	for (int w = 0; w < LABEL_COUNT; w++) {
		if (!is_genuine(w)) continue;
		as += score->form[w][form];
		for (int g = 0; g < QUESTION_FORMS; g++) all += score->form[w][g];
	}
	*genuine = all;
	return share(as, all);
}

struct questions_f questions_function(const struct questions_score *score, enum question_function f)
{
	int got = 0, wanted = 0;

	for (int i = 0; i < QUESTION_FUNCTIONS; i++) got += score->function[i][f];
	for (int i = 0; i <= QUESTION_FUNCTIONS; i++) wanted += score->function[f][i];
	return f_of(score->function[f][f], got, wanted);
}

double questions_function_accuracy(const struct questions_score *score)
{
	int right = 0, all = 0;

	for (int w = 0; w < QUESTION_FUNCTIONS; w++) {
		right += score->function[w][w];
		for (int g = 0; g <= QUESTION_FUNCTIONS; g++) all += score->function[w][g];
	}
	return share(right, all);
}

double questions_function_macro(const struct questions_score *score)
{
	double sum = 0;
	int functions = 0;

	for (int i = 0; i < QUESTION_FUNCTIONS; i++) {
		const struct questions_f f = questions_function(score, (enum question_function)i);
		if (!f.wanted) continue;
		sum += f.f1;
		functions++;
	}
	return functions ? sum / functions : 0;
}
