/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder_fuzz - any bytes as the tables of a year, parted by NUL: they are refused with a place and
 * a sentence, or they are a year that can be planned. */
#include "main/plan_folder.h"

#include "domain/plan_advice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void plan_first(struct arena *arena, const struct plan_folder *folder)
{
	struct plan_desk *desk = plan_desk_new(arena, false);
	struct plan_ask ask = folder->set[0].ask;
	struct plan plan;

	if (folder->facilitators) ask.travel = folder->facilitator[0].travel;
	plan_desk_labels(desk, 2000);
	const enum err err = plan_solve(desk, &ask, &plan);
	ASSERT(err == OK || err == ERR_ABSENT || err == ERR_LIMIT);
	ASSERT(err || plan.cost == plan.bound);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *arena = arena_new((size_t)1 << 31);
	struct str rest = { (const char *)data, n }, text[PLAN_FILES] = { 0 };
	struct plan_folder folder;
	struct plan_fault fault = { 0 };

	for (int f = 0; f < PLAN_FILES; f++)
		if (!str_cut(&rest, '\0', &text[f])) break;
	const enum err err = plan_folder_parse(arena, text, NULL, &folder, &fault);
	if (err) {
		ASSERT(err == ERR_INPUT && fault.why.n > 0 && str_is_utf8(fault.why));
		ASSERT((fault.line == 0) == (fault.column == 0));
	} else
		plan_first(arena, &folder);
	arena_free(arena);
	return 0;
}
