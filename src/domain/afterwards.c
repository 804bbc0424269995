/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - see afterwards.h. */
#include "domain/afterwards.h"

enum afterwards_verdict afterwards_may(enum meeting_state state, enum afterwards_room room,
                                       struct instant starts_at, int length_min, struct instant now)
{
	const bool is_over = instant_since(now, starts_at) >= MINUTES(length_min);

	switch (state) {
	case MEETING_CANCELLED:
		return AFTERWARDS_NO_CANCELLED;
	case MEETING_OPEN:
		if (room == AFTERWARDS_ROOM_LEFT) return AFTERWARDS_NO_LEFT;
		if (room != AFTERWARDS_ROOM_WAITS) return AFTERWARDS_NO_OPEN;
		return is_over ? AFTERWARDS_OK : AFTERWARDS_NO_WAITS;
	case MEETING_PLANNED:
	case MEETING_ENDED:
		break;
	}
	if (room == AFTERWARDS_ROOM_KEPT) return AFTERWARDS_NO_ROOM;
	return instant_since(now, starts_at) < 0 ? AFTERWARDS_NO_EARLY : AFTERWARDS_OK;
}

bool afterwards_came(const struct afterwards_sheet *sheet, person_id person)
{
	for (size_t i = 0; i < sheet->came_count; i++)
		if (sheet->came[i].n == person.n) return true;
	return false;
}

bool afterwards_question(struct str *lines, struct str *out)
{
	while (lines->n && str_cut(lines, '\n', out)) {
		*out = str_trim(*out);
		if (out->n) return true;
	}
	return false;
}

bool afterwards_has_words(const struct afterwards_part *part)
{
	for (int i = 0; i < AFTERWARDS_ACTIONS; i++) {
		const struct afterwards_action *action = &part->actions[i];
		if (action->text.n || action->by_words.n || action->sign.n) return true;
	}
	return part->focus.n || part->questions.n;
}

static enum afterwards_verdict check_questions(struct str lines)
{
	struct str question;
	int n = 0;

	while (afterwards_question(&lines, &question)) {
		if (++n > AFTERWARDS_QUESTIONS) return AFTERWARDS_NO_MANY;
		if (str_points(question) > AFTERWARDS_QUESTION_MAX) return AFTERWARDS_NO_LONG;
	}
	return AFTERWARDS_OK;
}

/* By when and how one will know are of something that one does. */
static bool actions_are_whole(const struct afterwards_part *part)
{
	for (int i = 0; i < AFTERWARDS_ACTIONS; i++) {
		const struct afterwards_action *action = &part->actions[i];
		if (!action->text.n && (action->by_words.n || action->sign.n)) return false;
	}
	return true;
}

static enum afterwards_verdict check_part(const struct afterwards_sheet *sheet, int at)
{
	const struct afterwards_part *part = &sheet->parts[at];
	const bool is_used = part->minutes != 0 || afterwards_has_words(part);

	if (!part->person.n) return is_used ? AFTERWARDS_NO_PERSON : AFTERWARDS_OK;
	if (!afterwards_came(sheet, part->person)) return AFTERWARDS_NO_AWAY;
	for (int i = 0; i < at; i++)
		if (sheet->parts[i].person.n == part->person.n) return AFTERWARDS_NO_TWICE;
	if (part->minutes < 0 || part->minutes > AFTERWARDS_MINUTES_MAX)
		return AFTERWARDS_NO_MINUTES;
	if (!actions_are_whole(part)) return AFTERWARDS_NO_ACTION;
	return check_questions(part->questions);
}

enum afterwards_verdict afterwards_check(const struct afterwards_sheet *sheet, person_id by,
                                         bool leads, int *part)
{
	*part = -1;
	if (sheet->came_count == 0) return AFTERWARDS_NO_NOBODY;
	if (!leads && !afterwards_came(sheet, by)) return AFTERWARDS_NO_NOT_THERE;
	for (int i = 0; i < AFTERWARDS_PARTS; i++) {
		const enum afterwards_verdict verdict = check_part(sheet, i);
		if (!verdict) continue;
		*part = i;
		return verdict;
	}
	return AFTERWARDS_OK;
}

const char *afterwards_verdict_text(enum afterwards_verdict verdict)
{
	switch (verdict) {
	case AFTERWARDS_OK:
		return "";
	case AFTERWARDS_NO_EARLY:
		return "This meeting has not begun yet. Come back when it has.";
	case AFTERWARDS_NO_ROOM:
		return "This meeting was held in its room, which has kept what was said. Each of "
		       "you finds your own there.";
	case AFTERWARDS_NO_OPEN:
		return "This meeting is under way in its room. Write there. If you met on paper "
		       "after all, whoever leads ends it first. Once nothing has happened in the "
		       "room for an hour, any of you can.";
	case AFTERWARDS_NO_LEFT:
		return "Nobody has ended this meeting, and nothing has happened in its room for an "
		       "hour. End it here. If you met on paper after all, you can type in what "
		       "matters then.";
	case AFTERWARDS_NO_WAITS:
		return "The room of this meeting is open. If you meet on paper after all, come "
		       "back when its time is over.";
	case AFTERWARDS_NO_CANCELLED:
		return "This meeting was cancelled.";
	case AFTERWARDS_NO_NOBODY:
		return "Tick who came";
	case AFTERWARDS_NO_NOT_THERE:
		return "Somebody who was there types this in. Tick yourself if you were";
	case AFTERWARDS_NO_PERSON:
		return "Choose whose words these are";
	case AFTERWARDS_NO_AWAY:
		return "This person is not ticked among those who came. Tick them, or choose "
		       "somebody else";
	case AFTERWARDS_NO_TWICE:
		return "This person is chosen twice. Put all of theirs in one place";
	case AFTERWARDS_NO_MINUTES:
		return "Minutes must be a whole number from 1 to 240, or empty";
	case AFTERWARDS_NO_MANY:
		return "Those are more than 12 questions. Choose the ones that stayed";
	case AFTERWARDS_NO_LONG:
		return "A question must be 500 characters or fewer. Start a new line for each "
		       "question";
	case AFTERWARDS_NO_ACTION:
		return "Say what they will do, not only by when or how they will know";
	}
	return "";
}
