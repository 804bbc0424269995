/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes as the five tables, parted by "%": a fault with a place, or a problem that can be
 * searched. */
#include "domain/form_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
	if (form_case_read(arena, text, &shape, &c, &file, &fault)) {
		ASSERT(fault.line >= 1 && fault.column >= 1 && fault.why.n > 0);
	} else if (!form_impossible(arena, &c.problem).n) {
		form_make(arena, &c.problem, NULL, NULL, &time, 1, FORM_PATH_BEST, &plan);
		ASSERT(plan.broken >= 0);
	}
	arena_free(arena);
	return 0;
}
