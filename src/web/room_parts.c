/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_parts - the parts of a room's page, by name: what a stream, a poll and a press send. */
#include "html/room.h"
#include "web/room_make.h"

enum { HALL = 1, SEAT = 2, BOTH = 3 };

/* clang-format off */
static const struct part {
	const char *name;
	int on; /* which page has it */
	void (*write)(struct buf *out, const struct room_view *view);
} parts[] = {
	{ "title",         BOTH, html_room_title },
	{ "link",          HALL, html_room_link },
	{ "head",          SEAT, html_room_head },
	{ "stage",         HALL, html_room_stage },
	{ "open",          BOTH, html_room_mark_open },
	{ "yours",         BOTH, html_room_yours },
	{ "thinking",      SEAT, html_room_thinking },
	{ "part",          SEAT, html_room_part },
	{ "prompts",       HALL, html_room_prompts },
	{ "questions",     HALL, html_room_questions },
	{ "shown",         SEAT, html_room_shown },
	{ "asked",         SEAT, html_room_asked },
	{ "desk",          BOTH, html_room_desk },
	{ "mark-ask",      BOTH, html_room_mark_ask },
	{ "ask-head",      BOTH, html_room_ask_head },
	{ "ask-acts",      BOTH, html_room_ask_acts },
	{ "mark-issue",    BOTH, html_room_mark_issue },
	{ "mark-progress", BOTH, html_room_mark_progress },
	{ "mark-action",   BOTH, html_room_mark_action },
	{ "mark-line",     BOTH, html_room_mark_line },
	{ "mark-write",    BOTH, html_room_mark_write },
	{ "write-head",    BOTH, html_room_write_head },
	{ "mark-hopes",    BOTH, html_room_mark_hopes },
	{ "mark-rule",     BOTH, html_room_mark_rule },
	{ "pulse-given",   BOTH, html_room_pulse_given },
	{ "mark-pulse",    BOTH, html_room_mark_pulse },
	{ "actions",       BOTH, html_room_actions },
	{ "leave",         SEAT, html_room_leave },
	{ "tools",         HALL, html_room_tools },
	{ "order",         HALL, html_room_order },
};
/* clang-format on */

static int page_of(const struct room_view *view)
{
	return view->may_control || view->may_hold_only ? HALL : SEAT;
}

void room_write_parts(struct buf *out, const struct room_view *view)
{
	for (size_t i = 0; i < LEN(parts); i++)
		if (parts[i].on & page_of(view)) parts[i].write(out, view);
}

bool room_write_part(struct buf *out, const struct room_view *view, struct str name)
{
	for (size_t i = 0; i < LEN(parts); i++) {
		if (!(parts[i].on & page_of(view)) || !str_eq(name, str_of(parts[i].name)))
			continue;
		parts[i].write(out, view);
		return true;
	}
	return false;
}

void room_write_private(struct buf *out, const struct room_view *view)
{
	html_room_my_notes(out, view);
	html_room_my_lines(out, view);
	html_room_pulse_given(out, view);
	html_room_mark_pulse(out, view);
	if (page_of(view) == SEAT) {
		html_room_shown(out, view);
		html_room_asked(out, view);
		return;
	}
	/* Whoever leads may present too, where a set is small and alone. */
	if (view->is_presenter) html_room_questions(out, view);
	html_room_my_noticed(out, view);
}
