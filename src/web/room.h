/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - the live room of a meeting: its page for each who sits in it, what changes on it, and every
 * press of a button.
 *
 * A page is made of *parts*, each an element with an id, each by a template of its own.  The same
 * templates make the whole page and the parts that a stream or a poll sends when something has
 * changed, once for each seat, so all of them say the same.  Nothing in a part can be typed into:
 * forms with fields stand on the page from the start, and a part before each (a *mark*) says whether
 * its stage has come.  Nothing private of another's ever gets into a view: a view is made for one
 * seat, from what that seat may read. */
#ifndef WEB_ROOM_H
#define WEB_ROOM_H

#include "app/room.h"
#include "format/html.h"
#include "web/form.h"
#include "web/noticed.h"
#include "web/page.h"

#define LIST_OF(type)                                                                              \
	struct {                                                                                   \
		type *at;                                                                          \
		size_t n;                                                                          \
	}

/* ---- pieces ---- */

/* Server milliseconds; `paused` 0 while it runs. */
struct room_time_view {
	bool is_running; /* a stage is under way, paused or not */
	int64_t starts, ends, paused;
	struct str exact, words, number, unit;
};

struct room_person_view {
	struct str id;           /* of the person */
	struct str called, name; /* "Amara", "Amara Okafor" */
	struct str words;        /* "here", "sent apologies" */
	bool is_here, may_invite, may_present;
};

struct room_question_view {
	struct str id;   /* of the question */
	struct str text; /* somebody's words */
	struct str by;   /* "Priya, 2 minutes ago" */
	bool is_shown, is_apart, is_mine, is_parked, is_kept, is_hot, is_warm, is_cold;
	bool may_show, may_keep, may_withdraw, may_park; /* which buttons */
	struct url room;
	struct form_view form; /* empty in what a stream brings */
};

struct room_turn_view {
	struct str id, called, words; /* "Sioned is speaking" */
	bool is_done, is_now, may_come;
};

struct room_bid_view {
	struct str id, called, why;
	bool may_present; /* the facilitator may choose them next */
};

struct room_rule_view {
	struct str id, text;
	struct url change;
	bool may_change;
};

struct room_line_view {
	struct str id, text, by;
	bool is_shared;
};

struct room_action_view {
	struct str id, text, by, sign, state, learnt;
	bool is_told, may_drop;
};

struct room_carried_view {
	struct str id, field, text, by, learnt; /* field: id of its text area */
};

struct room_date_view {
	int64_t number;
	struct str words, note;
	bool is_now, is_held;
};

/* An answer from 1 to 5. */
struct room_scale_view {
	int64_t number;
	struct str words;
};

struct room_part_step_view {
	struct str name, minutes;
	bool is_done, is_now;
};

struct room_step_view {
	struct str name, time;
	bool is_done, is_now;
	LIST_OF(struct room_part_step_view) parts;
};

/* What is asked now of one who has a further role. */
struct room_also_view {
	struct str title, say, watch;
};

/* A role of the meeting, and who has it. */
struct room_role_view {
	struct str value, title, who; /* who: "Amara", "nobody yet" */
	bool is_mine, may_take, may_leave;
};

struct room_group_view {
	struct str title, names; /* "Group 2", "Ben, Priya and Tom" */
	struct html ring;
	bool is_mine;
};

/* One of several ways to do a stage. */
struct room_module_view {
	struct str value, title, say;
	bool is_chosen;
};

/* What can be said at a signal, and what to look for; the same all through a meeting. */
struct room_say_view {
	struct str value, label, said;
};

struct room_signal_view {
	struct str value, title;
	LIST_OF(struct room_say_view) says;
};

/* One press: where it goes and what it says. */
struct room_press_view {
	bool is_there;
	struct str verb, name, value, words;
	bool has_arrow;
};

/* ---- a room as one seat sees it ---- */

struct room_view {
	/* the page's frame */
	struct str title, heading; /* "Questions – Riverside set", "Live room: Riverside set" */
	bool is_light, is_dark;
	struct url css, font, icon, room_js, screen_js;
	struct url home, here, still, room, screen, order_page, people_page, running_page,
		plan_page, roles_page, scribe_page;
	struct form_view form; /* empty in what is sent by itself: the origin is checked */
	struct str said;       /* a banner, after a form without script */
	bool is_still;         /* does not reload itself, where there is no script */
	bool may_type_keys;    /* one-letter keys are on */
	struct str speak;      /* all, mine, none */
	struct str me;         /* whose page it is: what waits in the browser is theirs alone */
	struct str looked;     /* with what the page asks whether it has to look again */
	struct str late;       /* "You've joined during Questions. ..." */
	int64_t late_until;    /* server ms: until then it is news */

	bool may_simulate, is_simulated; /* the demo's facilitator: web/cast.h */
	bool is_practice;                /* no set: web/rehearsal.h */

	/* whose, and where we are */
	bool may_call; /* say that one is on the call, or in the room after all */
	struct str call_value, call_words, call_said;
	struct str set, meeting_words, meeting_short, count_words, holder_words, hold_words;
	int64_t number; /* of the last event */
	bool is_closed, is_waiting, is_running, is_ended;
	bool may_open, wants_reason, may_control, may_hold_only, may_hold, may_reopen, may_back;
	bool is_member, is_facilitator, is_presenter, is_here, on_call;
	int64_t back_until; /* server ms */
	struct str opens_words, place;
	struct url call_link;
	struct str stage, stage_start, prompt, hold, code, next_words, break_until;
	struct str screen_at; /* where the code is typed: "learning.example.org/screen" */
	struct room_time_view time;
	struct html ring, ring_clock;
	LIST_OF(struct room_person_view) people;

	/* the presenter and the issue */
	struct str presenter, presenter_name, presenter_detail, issue, want;
	struct str who_bold, who_rest, lead; /* above the ring; "Amara", " is thinking about" */
	bool has_who;                        /* and it says more than the name of the stage does */
	bool needs_presenter;                /* a round has begun, and nobody is chosen for it */
	bool in_round, has_issue, issue_is_shown, may_show_issue;
	struct html airtime;
	struct room_time_view air;
	int64_t air_total;
	struct str air_words;

	/* buttons */
	struct room_press_view skip, turn, next;
	int64_t at; /* the step that the page shows: a press says where it was made */
	struct str yours, yours_verb; /* "Go ahead, Kofi."; done, or empty */
	bool wants_come;              /* is not in the ring */
	bool may_pass, shows_asked, hand_is_up, may_hand, may_ask, may_park;
	bool may_aloud, has_asked_aloud, may_scribe;
	struct str presenter_id, hand_words, back_words;
	LIST_OF(struct room_person_view) hands;

	/* only for whoever facilitates */
	struct str not_asked, advice, say, behind;
	LIST_OF(struct room_signal_view) signals; /* on the whole page only */
	struct noticed_lines noticed;
	bool is_curtained;
	LIST_OF(struct room_step_view) steps;
	struct str steps_heading;

	/* what this stage works with */
	bool at_questions, at_turns, at_bids, at_rules, at_lines, at_hopes, at_actions, at_progress;
	bool at_issues, at_cards, at_dates, at_break, at_close, at_pulse, at_review, at_welcome;
	LIST_OF(struct room_question_view) questions;
	bool has_shown, has_apart; /* apart: on a page of its own, and so not in the list */
	struct room_question_view shown;
	struct str asked_words;
	LIST_OF(struct room_turn_view) turns;
	LIST_OF(struct room_bid_view) bids;
	struct str my_bid;
	struct str order_value, order_words; /* the order that the bids suggest */
	struct str order_now;                /* "First Kofi, then Amara." */
	LIST_OF(struct room_rule_view) rules, proposed;
	struct str rules_words;
	int64_t rules_version;
	bool may_rule, may_settle, may_agree, may_word_again;
	LIST_OF(struct room_line_view) lines, my_lines;
	bool lines_are_shown, may_reveal;
	struct str lines_words;
	struct str whose_actions; /* "Amara will" */
	bool are_my_actions;
	LIST_OF(struct room_action_view) actions, my_actions;
	bool actions_are_shown, may_action, has_room_for_action;
	LIST_OF(struct room_carried_view) carried;
	LIST_OF(struct room_date_view) dates;
	struct str dates_words, next_date;
	struct html card;
	struct str card_title, card_words;
	int64_t card_before, card_after;
	bool has_card_before, has_card_after;
	bool may_floor;
	struct str floor_value, floor_words;
	bool may_option, is_without;
	LIST_OF(struct room_line_view) notes;
	bool pulse_is_given;

	/* the floor rule, in words; what is asked of this seat's role now */
	struct str floor_rule, part_title, part_say, part_watch, part_next;
	bool has_part, may_lengthen;
	LIST_OF(struct room_also_view) also; /* the words of further roles of theirs */
	struct str lead_words;               /* they lead and present: somebody else should lead */
	LIST_OF(struct room_role_view) roles;
	bool may_give; /* a role to somebody else */
	/* loops, ways, groups */
	bool at_loop, may_answer, said_yes, said_no, said_unsure;
	struct str loop_words, said_words;
	LIST_OF(struct room_module_view) modules;
	bool may_module;
	struct str modules_title, module_step;
	LIST_OF(struct room_group_view) groups;
	struct str group_words; /* "You are in group 2." */
	bool may_regroup;
	int64_t regroup;
	struct str option_title; /* "reflection": the stage that may be left out */

	/* forms with fields, where the stage has come */
	bool wants_open, wants_ask, wants_action, wants_line, wants_hopes, wants_rule, wants_issue,
		wants_pulse, wants_progress, wants_write;
	struct str ask_label, ask_hint, issue_label, write_label, write_help;
	/* what was typed, where a form is shown again; my_issue: as it stands */
	struct str ask_text, note_text, note_help, my_issue, will, by, know, rule_text, helped,
		hindered, try, hopes, written;
	LIST_OF(struct room_scale_view) scale;

	/* the big screen */
	struct str screen_who, screen_text, screen_now, screen_then;
	bool is_alone; /* nothing is in hand: the ring has the screen */
	bool screen_is_voice, screen_is_long, may_show_lines, may_show_actions;
	struct str foot_left, foot_right;
};

/* ---- pages ---- */

enum err page_room(struct request *rq, struct reply *reply);
enum err page_room_since(struct request *rq, struct reply *reply);
enum err page_room_part(struct request *rq, struct reply *reply);
enum err stream_room(struct request *rq, struct reply *reply);
enum err post_room(struct request *rq, struct reply *reply);
enum err page_clock(struct request *rq, struct reply *reply);

/* What streams show (web/live.h). */
extern const struct live_source room_live;

#endif
