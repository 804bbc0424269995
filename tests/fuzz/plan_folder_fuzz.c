/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder_fuzz - any bytes as the tables of a year, parted by NUL: they are refused with a place and
 * a sentence, or they are a year that can be planned, and asked about. */
#include "main/plan_folder.h"

#include "domain/plan_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What is asked of a short year, whatever it is: an answer that can be said. */
static void ask_around(struct plan_desk *desk, struct arena *arena,
                       const struct plan_folder *folder, const struct plan_ask *ask,
                       const struct plan *plan)
{
	const struct str *names = folder->about[0].person;
	struct plan_change change[PLAN_CHANGES_MAX];
	struct plan_rescue rescue;
	struct plan_why why;
	int count = 0;

	if (!plan->meetings) {
		const enum err err = plan_ladder(desk, arena, ask, NULL, &rescue);
		ASSERT(err == ERR_LIMIT || (err == OK) == (rescue.rungs != 0));
		ASSERT(plan_rescue_words(arena, ask, names, &rescue).n > 0);
		return;
	}
	ASSERT(plan_why(desk, arena, ask, plan, ask->slots / 2, &why) == OK);
	ASSERT(plan_why_words(arena, ask, names, plan, &why).n > 0);
	const enum err err =
		plan_change(desk, arena, ask, plan, 1, ask->slot[0].day, change, &count);
	ASSERT((err == OK) == (count > 0));
	for (int i = 0; i < count; i++)
		ASSERT(plan_change_words(arena, ask, names, plan, &change[i]).n > 0);
}

static void plan_first(struct arena *arena, const struct plan_folder *folder)
{
	enum { SHORT = 4, FEW = 600 };
	struct plan_desk *desk = plan_desk_new(arena, false);
	struct plan_ask ask = folder->set[0].ask;
	struct plan plan;

	if (folder->facilitators) ask.travel = folder->facilitator[0].travel;
	plan_desk_labels(desk, 2000);
	const enum err err = plan_solve(desk, &ask, &plan);
	ASSERT(err == OK || err == ERR_ABSENT || err == ERR_LIMIT);
	ASSERT(err || plan.cost == plan.bound);
	if (folder->rules.meetings <= SHORT && folder->slots <= FEW)
		ask_around(desk, arena, folder, &ask, &plan);
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
