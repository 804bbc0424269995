/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_signals - for whoever leads a room: what they may notice, what is often said there, and what they have
 * noted.  The list is the same all through a meeting, so that it stands on the page and no stream sends it. */
#include "domain/noticed.h"
#include "web/room_make.h"

static void add_says(struct arena *arena, enum room_signal signal, struct room_signal_view *to)
{
	to->says.at = NEW(arena, struct room_say_view, INTERVENTION_COUNT);
	for (int i = INTERVENE_NONE + 1; i < INTERVENTION_COUNT; i++) {
		const enum intervention did = (enum intervention)i;
		if (!intervention_answers(did, signal)) continue;
		to->says.at[to->says.n++] = (struct room_say_view){
			.value = str_of(intervention_words(did)->name),
			.label = str_of(intervention_words(did)->label),
			.said = noticed_say(arena, did),
		};
	}
}

enum err make_signals(struct request *rq, const struct room_data *data, struct room_view *view)
{
	struct arena *arena = rq->work.arena;

	if (!view->may_control && !view->may_hold_only) return OK;
	view->signals.at = NEW(arena, struct room_signal_view, SIGNAL_COUNT);
	for (int i = SIGNAL_NONE + 1; i < SIGNAL_COUNT; i++) {
		const enum room_signal signal = (enum room_signal)i;
		struct room_signal_view *to = &view->signals.at[view->signals.n++];
		*to = (struct room_signal_view){
			.value = str_of(signal_words(signal)->name),
			.title = str_of(noticed_title(signal)),
		};
		add_says(arena, signal, to);
	}
	return noticed_fill(rq, data->zone, data->now->meeting.id, &view->noticed);
}
