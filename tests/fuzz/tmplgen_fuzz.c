/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes as a template: a fault with a place, or C; never a crash.  The first byte chooses between
 * a page and a mail.  What is accepted keeps its promises: no value stands in a script, tags nest. */
#include "tools/tmplgen_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every kind of step is closed as it was opened. */
static void check_blocks(const struct tmpl *template)
{
	int depth = 0;

	for (const struct tmpl_step *step = template->steps; step; step = step->next) {
		if (step->kind == TMPL_IF || step->kind == TMPL_FOR) depth++;
		if (step->kind == TMPL_END) depth--;
		ASSERT(depth >= 0);
		ASSERT(step->kind != TMPL_LITERAL || step->text.n > 0);
		ASSERT(step->at.line >= 1 && step->at.column >= 1);
	}
	ASSERT(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1 || size > 8192) return 0;
	struct arena *arena = arena_new(64 << 20);
	const struct str text = str_copy(arena, (struct str){ (const char *)data + 1, size - 1 });
	struct tmpl all[3] = { { .name = STR("page"), .path = STR("templates/page.html") },
		               { .name = STR("set/a"), .path = STR("templates/set/a.html") },
		               { .name = STR("set/x"),
		                 .path = STR("templates/set/x.html"),
		                 .plain = data[0] == 't' } };
	struct tmpl_fault fault = { 0 };

	ASSERT(tmpl_read(arena, STR("{% view page_view from \"web/page.h\" %}<b>{% content %}</b>"),
	                 &all[0], &fault));
	ASSERT(tmpl_read(arena, STR("{% view a_view from \"web/set.h\" %}{{ a }}"), &all[1],
	                 &fault));
	if (!tmpl_read(arena, text, &all[2], &fault)) {
		ASSERT(fault.at.line >= 1 && fault.at.column >= 1 && fault.says.n > 0);
	} else {
		struct buf header, code;
		const struct tmpl *faulty = NULL;
		check_blocks(&all[2]);
		buf_init(&header, 8 << 20);
		buf_init(&code, 8 << 20);
		if (tmpl_write(arena, STR("set"), all, 3, &header, &code, &fault, &faulty))
			ASSERT(buf_ok(&header) && buf_ok(&code));
		else
			ASSERT(faulty == &all[2] && fault.says.n > 0);
		buf_release(&header);
		buf_release(&code);
	}
	arena_free(arena);
	return 0;
}
