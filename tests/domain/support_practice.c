/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_practice - see support_practice.h. */
#include "support_practice.h"

#include "support/check.h"

const char *const practice_decks[PRACTICE_DECKS] = {
	"temporary-housing",
	"promoted-over-a-friend",
	"late-local-plan",
	"one-front-door",
	"formula",
	"best-person",
	"the-inquest",
	"screens",
	"depot",
	"good-committee",
};

static struct str file_text(struct arena *arena, const char *name)
{
	char *text = NEW(arena, char, DECK_TEXT_MAX);
	const char *path = str_z(arena, str_printf(arena, "content/rehearsal/%s", name));
	FILE *file = fopen(path, "rb");

	TOLD(file, "%s is missing", path);
	const size_t n = fread(text, 1, DECK_TEXT_MAX, file);
	TOLD(fclose(file) == 0, "%s cannot be read", path);
	return (struct str){ text, n };
}

const struct rehearsal_deck *deck_read(struct arena *arena, const char *name)
{
	const struct rehearsal_deck *deck = NULL;
	struct process_fault fault = { 0 };
	const char *path = str_z(arena, str_printf(arena, "%s.deck", name));

	TOLD(rehearsal_deck_parse(arena, file_text(arena, path), &deck, &fault) == OK, "%s: %.*s",
	     name, STR_ARG(fault.words));
	return deck;
}

static const struct process *process_read(struct arena *arena, const char *name)
{
	const struct process *process = NULL;
	struct process_fault fault = { 0 };
	const char *path = str_z(arena, str_printf(arena, "%s.process", name));

	TOLD(process_parse(arena, file_text(arena, path), &process, &fault) == OK, "%s:%d %.*s",
	     name, fault.line, STR_ARG(fault.words));
	return process;
}

struct practice *practice_of(struct arena *arena, const char *deck, int length, uint64_t seed,
                             unsigned habits)
{
	const bool is_long = length == 45;
	const struct practice_plan plan = {
		.deck = rehearsal_deck_with(arena, deck_read(arena, deck),
		                            deck_read(arena, "general")),
		.shell = process_read(arena, is_long ? "practice-45" : "practice-20"),
		.round = is_long ? shipped(arena, "uk-classic")
		                 : process_read(arena, "practice-20-round"),
		.length_min = length,
		.pace = 70,
		.seed = seed,
		.habits = habits,
		.facilitator = { 9000 },
		.began = { 1790000000000 },
	};
	struct practice *p = NULL;

	TOLD(practice_begin(arena, &plan, &p) == OK, "%s does not begin", deck);
	return p;
}
