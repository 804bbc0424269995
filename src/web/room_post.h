/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_post - one press in a room under way; for web/room_post*.c alone. */
#ifndef WEB_ROOM_POST_H
#define WEB_ROOM_POST_H

#include "web/room_make.h"

struct room_form {
	struct str text, by, know, learnt, reason, helped, hindered, try, hopes, written, seats;
	person_id person, presenter;
	question_id question;
	action_id action;
	rule_id rule;
	note_id note;
	review_id line;
	int urgency, version, card, safe, state, at;
};

/* One press under way. */
struct doing {
	struct request *rq;
	struct reply *reply;
	struct room_form form;
	struct str kept; /* done otherwise than was asked: a sentence that says so */
};

#define READ(doing, fields) form_read((doing)->rq, fields, LEN(fields), &(doing)->form)

/* An act without words. */
enum err room_post_act(const struct doing *doing, enum room_kind kind, int64_t subject, int64_t a);
bool room_post_does(const struct doing *doing, const char *word);

/* room_post_words.c: questions, the screen, one's own words, ground rules. */
enum err do_question(struct doing *doing);
enum err do_withdraw(struct doing *doing);
enum err do_keep(struct doing *doing);
enum err do_heat(struct doing *doing);
enum err do_aloud(struct doing *doing);
enum err do_park(struct doing *doing);
enum err do_screen(struct doing *doing);
enum err do_show_actions(struct doing *doing);
enum err do_note(struct doing *doing);
enum err do_issue(struct doing *doing);
enum err do_action(struct doing *doing);
enum err do_progress(struct doing *doing);
enum err do_line(struct doing *doing);
enum err do_reveal(struct doing *doing);
enum err do_pulse(struct doing *doing);
enum err do_rule(struct doing *doing);
enum err do_agree(struct doing *doing);

#endif
