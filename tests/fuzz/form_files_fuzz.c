/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes as the seven files, parted by "%", and the first as an instance of the benchmark: a fault with a
 * place, or what can be searched. */
#include "domain/form_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every question there is, of the first people. */
static void ask(struct arena *arena, const struct form_case *c, const struct form_plan *plan)
{
	const struct form_problem *p = &c->problem;
	struct form_desk *desk = form_desk_new(arena, p, plan);
	double *mix = NEW(arena, double, (size_t)p->sets);
	struct form_plan again = *plan;
	struct form_quality quality;
	struct buf words;

	buf_init(&words, 1 << 20);
	form_measure(arena, p, &again, mix);
	ASSERT(again.broken == plan->broken);
	ASSERT(form_broken(arena, p, plan, &words, NULL) == plan->broken);
	form_quality(arena, p, plan, mix, &quality);
	for (int x = 0; x < p->people && x < 4; x++)
		for (int k = 0; k < p->sets && k < 4; k++) {
			struct form_why why;
			struct form_edit edit;
			form_why_not(desk, x, k, &why);
			ASSERT(form_why_words(arena, p, x, k, &why).n > 0);
			form_edit_check(desk, arena, x, k, &words, &edit);
			ASSERT(edit.breaks >= 0);
		}
	if (form_prove(arena, p, 10000)) ASSERT(plan->broken > 0);
	buf_release(&words);
}

/* Of 99 people at most, so that it takes no time. */
static void divide(struct arena *arena, struct str text)
{
	const struct form_time time = { .evaluations = 256 };
	struct form_matrix matrix;
	struct form_fault fault = { 0 };
	struct form_division division;
	int n = 0;

	if (text.n > 2 && text.at[1] != ' ' && text.at[2] != ' ') return;
	if (form_mdgplib_parse(arena, text, &matrix, &fault)) {
		ASSERT(fault.line >= 1 && fault.column >= 1 && fault.why.n > 0);
		return;
	}
	form_divide(arena, &matrix, &time, 1, FORM_PATH_BEST, &division);
	for (int g = 0; g < matrix.groups; g++) {
		int size = 0;
		for (int i = 0; i < matrix.n; i++) size += division.group[i] == g;
		ASSERT(size >= matrix.least[g] && size <= matrix.most[g]);
		n += size;
	}
	ASSERT(n == matrix.n);
	(void)form_matrix_value(&matrix, division.group);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)1 << 28);
	struct str rest = { (const char *)data, size }, text[FORM_FILES] = { { 0 } };
	const struct form_shape shape = { .sets = 0, .least = 1, .most = 8 };
	const struct form_time time = { .evaluations = 256 };
	struct form_case c;
	enum form_file file;
	struct form_fault fault = { 0 };
	struct form_plan plan;

	for (int f = 0; f < FORM_FILES && rest.at; f++) (void)str_cut(&rest, '%', &text[f]);
	divide(arena, text[0]);
	arena_reset(arena);
	if (form_case_read(arena, text, &shape, &c, &file, &fault)) {
		ASSERT(fault.line >= 1 && fault.column >= 1 && fault.why.n > 0);
	} else if (!form_impossible(arena, &c.problem).n) {
		form_make(arena, &c.problem, NULL, NULL, &time, 1, FORM_PATH_BEST, &plan);
		ASSERT(plan.broken >= 0);
		ask(arena, &c, &plan);
	}
	arena_free(arena);
	return 0;
}
