/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_post_words - presses that carry words, or are about them: questions and the screen, notes, actions,
 * lines, ground rules (room_post.h). */
#include "web/room_post.h"

/* clang-format off */
static const struct choice answers[] = {
	{ "1", 1, "" }, { "2", 2, "" }, { "3", 3, "" }, { "4", 4, "" }, { "5", 5, "" },
};
static const struct field question_fields[] = { FIELD_ID(struct room_form, question, "a question") };
static const struct field ask_fields[] = {
	FIELD_LONG(struct room_form, text, "your question", 0, ROOM_QUESTION_MAX),
	FIELD_ID_OR_NONE(struct room_form, presenter, "whom you ask"),
};
static const struct field note_fields[] = { FIELD_LONG(struct room_form, text, "your note", 1, ROOM_NOTE_MAX) };
static const struct field forget_fields[] = { FIELD_ID(struct room_form, note, "a note") };
static const struct field issue_fields[] = { FIELD_LONG(struct room_form, text, "your issue", 0, ISSUE_TEXT_MAX) };
static const struct field action_fields[] = {
	FIELD_LONG(struct room_form, text, "what you will do", 1, ACTION_TEXT_MAX),
	FIELD_TEXT(struct room_form, by, "by when", 0, ACTION_TEXT_MAX),
	FIELD_TEXT(struct room_form, know, "how you will know", 0, ACTION_TEXT_MAX),
	FIELD_ID_OR_NONE(struct room_form, action, "an action"),
};
static const struct field action_id_fields[] = { FIELD_ID(struct room_form, action, "an action") };
static const struct field progress_fields[] = {
	FIELD_ID(struct room_form, action, "an action"),
	FIELD_LONG(struct room_form, learnt, "what you learnt", 0, ACTION_LEARNT_MAX),
};
static const struct field rule_fields[] = {
	FIELD_LONG(struct room_form, text, "a ground rule", 1, 300),
	FIELD_ID_OR_NONE(struct room_form, rule, "a rule"),
};
static const struct field rule_id_fields[] = { FIELD_ID(struct room_form, rule, "a rule") };
static const struct field version_fields[] = { FIELD_INT(struct room_form, version, "the version", 1, 10000) };
static const struct field line_fields[] = {
	FIELD_LONG(struct room_form, helped, "what helped", 0, ROOM_LINE_MAX),
	FIELD_LONG(struct room_form, hindered, "what got in the way", 0, ROOM_LINE_MAX),
	FIELD_LONG(struct room_form, try, "what to try", 0, ROOM_LINE_MAX),
	FIELD_LONG(struct room_form, hopes, "your hope or worry", 0, ROOM_LINE_MAX),
	FIELD_LONG(struct room_form, written, "what you write", 0, ROOM_LINE_MAX),
};
static const struct field line_id_fields[] = { FIELD_ID(struct room_form, line, "a line") };
/* clang-format on */

/* ---- questions and the screen ---- */

enum err do_question(struct doing *doing)
{
	const enum err err = READ(doing, ask_fields);
	const struct room_ask ask = {
		.text = doing->form.text,
		.hand = room_post_does(doing, "hand"),
		.presenter = doing->form.presenter,
	};

	if (err) return err;
	if (room_post_does(doing, "later"))
		return READ(doing, note_fields)
		               ? ERR_INPUT
		               : app_room_note(&doing->rq->work, doing->rq->path.meeting, ask.text);
	if (!ask.text.n && !ask.hand)
		return form_fault(doing->rq, "text", "Write your question first");
	return app_room_ask(&doing->rq->work, doing->rq->path.meeting, &ask, &doing->kept);
}

enum err do_withdraw(struct doing *doing)
{
	const enum err err = READ(doing, question_fields);
	return err ? err
	           : app_room_withdraw(&doing->rq->work, doing->rq->path.meeting,
	                               doing->form.question);
}

enum err do_keep(struct doing *doing)
{
	const enum err err = READ(doing, question_fields);
	return err ? err
	           : app_room_keep(&doing->rq->work, doing->rq->path.meeting, doing->form.question,
	                           !room_post_does(doing, "off"));
}

/* A press of the mark that it has takes it away. */
enum err do_heat(struct doing *doing)
{
	const enum question_heat heat = room_post_does(doing, "hot")    ? HEAT_HOT
	                                : room_post_does(doing, "warm") ? HEAT_WARM
	                                : room_post_does(doing, "cold") ? HEAT_COLD
	                                                                : HEAT_NONE;
	const enum err err = READ(doing, question_fields);
	return err ? err
	           : app_room_warm(&doing->rq->work, doing->rq->path.meeting, doing->form.question,
	                           heat);
}

enum err do_aloud(struct doing *doing)
{
	return room_post_act(doing, ROOM_ALOUD, 0, 0);
}

enum err do_park(struct doing *doing)
{
	const enum err err = READ(doing, question_fields);
	return err ? err
	           : app_room_park(&doing->rq->work, doing->rq->path.meeting, doing->form.question,
	                           !room_post_does(doing, "off"));
}

enum err do_screen(struct doing *doing)
{
	const struct str none = { 0 };

	if (room_post_does(doing, "off")) return room_post_act(doing, ROOM_SHOW_OFF, 0, 0);
	if (room_post_does(doing, "issue")) return room_post_act(doing, ROOM_SHOW, 0, 1);
	if (room_post_does(doing, "issue-off")) return room_post_act(doing, ROOM_ISSUE_OFF, 0, 0);
	if (room_post_does(doing, "issue-on"))
		return app_room_issue(&doing->rq->work, doing->rq->path.meeting, none, true);
	const enum err err = READ(doing, question_fields);
	return err ? err
	           : app_room_show(&doing->rq->work, doing->rq->path.meeting, doing->form.question);
}

enum err do_show_actions(struct doing *doing)
{
	return room_post_act(doing, ROOM_ACTIONS_ON, 0, room_post_does(doing, "on"));
}

/* ---- one's own words ---- */

enum err do_note(struct doing *doing)
{
	enum err err;

	if (room_post_does(doing, "forget")) {
		err = READ(doing, forget_fields);
		return err ? err : app_room_forget_note(&doing->rq->work, doing->form.note);
	}
	err = READ(doing, note_fields);
	return err ? err
	           : app_room_note(&doing->rq->work, doing->rq->path.meeting, doing->form.text);
}

enum err do_issue(struct doing *doing)
{
	const enum err err = READ(doing, issue_fields);
	return err ? err
	           : app_room_issue(&doing->rq->work, doing->rq->path.meeting, doing->form.text,
	                            false);
}

enum err do_action(struct doing *doing)
{
	enum err err;

	if (room_post_does(doing, "drop")) {
		err = READ(doing, action_id_fields);
		return err ? err
		           : app_room_drop_action(&doing->rq->work, doing->rq->path.meeting,
		                                  doing->form.action);
	}
	err = READ(doing, action_fields);
	const struct room_action action = {
		.action = doing->form.action,
		.text = doing->form.text,
		.by_words = doing->form.by,
		.sign = doing->form.know,
	};
	return err ? err : app_room_action(&doing->rq->work, doing->rq->path.meeting, &action);
}

enum err do_progress(struct doing *doing)
{
	enum action_state state;

	const enum err err = READ(doing, progress_fields);
	if (err) return err;
	if (!action_state_parse(request_field(doing->rq, "do"), &state) || state == ACTION_OPEN)
		return form_fault(doing->rq, "", "Choose how it went");
	return app_room_progress(&doing->rq->work, doing->rq->path.meeting, doing->form.action,
	                         state, doing->form.learnt);
}

enum err do_line(struct doing *doing)
{
	struct work *work = &doing->rq->work;
	const meeting_id meeting = doing->rq->path.meeting;
	const struct room_form *form = &doing->form;
	const bool shares = room_post_does(doing, "share");

	enum err err = OK;
	if (shares || room_post_does(doing, "take-back")) {
		err = READ(doing, line_id_fields);
		return err ? err : app_room_share_line(work, meeting, form->line, shares);
	}
	err = READ(doing, line_fields);
	if (err) return err;
	const struct str lines[] = {
		[REVIEW_HELPED] = form->helped, [REVIEW_HINDERED] = form->hindered,
		[REVIEW_TRY] = form->try,       [REVIEW_HOPES] = form->hopes,
		[REVIEW_LINE] = form->written,
	};
	bool any = false;
	for (size_t i = 0; !err && i < LEN(lines); i++) {
		if (!lines[i].n) continue;
		any = true;
		err = app_room_line(work, meeting, (enum review_kind)i, lines[i],
		                    room_post_does(doing, "show"));
	}
	return any || err ? err : form_fault(doing->rq, "", "Write a line first");
}

enum err do_reveal(struct doing *doing)
{
	return room_post_act(doing, ROOM_REVEAL, 0, 0);
}

enum err do_pulse(struct doing *doing)
{
	static const struct field fields[] = {
		FIELD_CHOICE(struct room_form, state, "an answer to both questions", answers),
		FIELD_CHOICE(struct room_form, safe, "an answer to both questions", answers),
	};
	struct field named[LEN(fields)];

	memcpy(named, fields, sizeof named);
	named[0].name = "helped";
	const enum err err = form_read(doing->rq, named, LEN(named), &doing->form);
	return err ? err
	           : app_room_pulse(&doing->rq->work, doing->rq->path.meeting, doing->form.state,
	                            doing->form.safe);
}

/* ---- ground rules ---- */

enum err do_rule(struct doing *doing)
{
	struct work *work = &doing->rq->work;
	const meeting_id meeting = doing->rq->path.meeting;

	if (room_post_does(doing, "settle")) return app_room_settle_rules(work, meeting);
	if (room_post_does(doing, "again")) return app_room_word_rules_again(work, meeting);
	if (room_post_does(doing, "drop")) {
		const enum err err = READ(doing, rule_id_fields);
		return err ? err : app_room_drop_rule(work, meeting, doing->form.rule);
	}
	const enum err err = READ(doing, rule_fields);
	return err ? err : app_room_rule(work, meeting, doing->form.rule, doing->form.text);
}

enum err do_agree(struct doing *doing)
{
	const enum err err = READ(doing, version_fields);
	return err ? err
	           : app_room_agree(&doing->rq->work, doing->rq->path.meeting, doing->form.version);
}
