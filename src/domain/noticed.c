/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - see noticed.h. */
#include "domain/noticed.h"

#include "base/err.h"

const char *noticed_title(enum room_signal signal)
{
	static const char *const titles[SIGNAL_COUNT] = {
		[SIGNAL_NONE] = "",
		[SIGNAL_ADVICE] = "Advice",
		[SIGNAL_STACKED] = "Several questions at once",
		[SIGNAL_FACTS] = "Only facts",
		[SIGNAL_STORY] = "Stories of their own",
		[SIGNAL_FLUENT] = "Answers like an expert",
		[SIGNAL_SILENCE] = "Nobody speaks",
		[SIGNAL_DOMINANT] = "One person asks and asks",
		[SIGNAL_QUIET] = "One person is not heard",
		[SIGNAL_SOLVED] = "It is solved already",
		[SIGNAL_TIME] = "Time is going",
		[SIGNAL_VAGUE] = "A vague action",
		[SIGNAL_EMOTION] = "It gets hard",
		[SIGNAL_OUTSIDE] = "Not theirs to act on",
		[SIGNAL_STUCK] = "Stuck, or cosy",
	};
	ASSERT((unsigned)signal < SIGNAL_COUNT);
	return titles[signal];
}

bool noticed_parse(struct str name, enum room_signal *out)
{
	for (int i = SIGNAL_NONE + 1; i < SIGNAL_COUNT; i++)
		if (str_eq(name, str_of(signal_words((enum room_signal)i)->name))) {
			*out = (enum room_signal)i;
			return true;
		}
	return false;
}

struct str noticed_keep(struct arena *arena, const struct noticed *noticed)
{
	const char *did =
		noticed->did == INTERVENE_NONE ? "let-be" : intervention_words(noticed->did)->name;

	return str_printf(arena, "%s %s %.*s", signal_words(noticed->signal)->name, did,
	                  STR_ARG(noticed->stage));
}

bool noticed_read(struct str kept, struct noticed *out)
{
	struct noticed read = { .signal = SIGNAL_NONE, .did = INTERVENE_NONE };
	struct str left = kept, signal, did;

	if (!str_cut(&left, ' ', &signal) || !str_cut(&left, ' ', &did)) return false;
	if (!noticed_parse(signal, &read.signal)) return false;
	if (!str_eq(did, STR("let-be")) && !intervention_parse(did, &read.did)) return false;
	read.stage = left;
	*out = read;
	return true;
}

struct str noticed_words(struct arena *arena, const struct noticed *noticed)
{
	const char *did = noticed->did == INTERVENE_NONE ? "I let it be"
	                                                 : intervention_words(noticed->did)->label;

	return str_printf(arena, "%s. %s", noticed_title(noticed->signal), did);
}

struct str noticed_say(struct arena *arena, enum intervention intervention)
{
	struct str left = str_of(intervention_words(intervention)->said), words = STR(""), piece;

	/* Braces are whole in the list: a test holds that. */
	while (left.n && str_cut(&left, '{', &piece)) {
		words = str_printf(arena, "%.*s%.*s", STR_ARG(words), STR_ARG(piece));
		if (left.n && str_cut(&left, '}', &piece))
			words = str_printf(arena, "%.*s(name)", STR_ARG(words));
	}
	return words;
}
