/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* path - the addresses of the site's pages, each made in one place, and read back.
 *
 * Every path_... function leads to a row of web/routes.c; a test holds that.  Page engineers add
 * theirs here, grouped by noun. */
#ifndef WEB_PATH_H
#define WEB_PATH_H

#include "base/arena.h"
#include "domain/ids.h"
#include "format/url.h"

/* What the gate is asked about: the last id of a path. */
enum subject {
	SUBJECT_HOUSE, /* the installation: a path without an id */
	SUBJECT_SET,
	SUBJECT_MEETING,
	SUBJECT_PERSON,
	SUBJECT_PROGRAMME,
	SUBJECT_ORGANISATION,
	SUBJECT_ISSUE,
	SUBJECT_QUESTION,
	SUBJECT_ACTION,
	SUBJECT_RULE,
	SUBJECT_LOG,
	SUBJECT_PRACTICE,
};

/* What the `:words` of a route's path were.  The gate has asked about `subject` only: if a path names
 * two things, the handler checks that the earlier one is the one that the later one belongs to. */
struct path {
	set_id set;
	meeting_id meeting;
	person_id person;
	programme_id programme;
	organisation_id organisation;
	issue_id issue;
	question_id question;
	action_id action;
	rule_id rule;
	log_entry_id log;
	practice_id practice;
	member_id member; /* never the subject: check that it is of path.set */
	struct str word;  /* :word - a token or a name, 1..100 of letters, digits, '-', '_' */
	int64_t number;   /* :number - 0..10^9 */
	enum subject subject;
	int64_t subject_id; /* 0 for the house */
};

/* Does `path` ("/sets/0q...") fit `pattern` ("/sets/:set")?  Sets *out only if it does. */
MUST_USE bool path_match(const char *pattern, struct str path, struct path *out);

/* ---- the front door ---- */
struct url path_front(void);
struct url path_sign_in(struct arena *arena,
                        struct str next); /* next: where to go after; may be empty */
struct url path_sign_in_sent(struct arena *arena, struct str next); /* likewise */
struct url path_sign_in_link(struct arena *arena, struct str token);
struct url path_invite(struct arena *arena, struct str token);

/* ---- person ---- */
struct url path_set_airtime(struct arena *arena, set_id set);
struct url path_home(void);
struct url path_account(void);
struct url path_account_display(void);
struct url path_account_data(void);
struct url path_account_data_text(void);
struct url path_account_data_json(void);
struct url path_account_session(void);
struct url path_facilitate(void);

/* ---- rehearsal ---- */
struct url path_rehearsal(void);
struct url path_practice(struct arena *arena, practice_id practice);
struct url path_practice_mirror(struct arena *arena, practice_id practice);
struct url path_practice_gone(struct arena *arena, practice_id practice);

/* ---- office ---- */
struct url path_overview(void);
struct url path_planner_print(void);
struct url path_people(void);
struct url path_people_new(void);
struct url path_people_new_facilitator(void); /* the box is ticked */
struct url path_person(struct arena *arena, person_id person);
struct url path_person_gone(struct arena *arena, person_id person);
struct url path_facilitators(void);
struct url path_programmes(void);
struct url path_programmes_new(void);
struct url path_programmes_new_from(struct arena *arena,
                                    programme_id programme); /* with its numbers */
struct url path_programme(struct arena *arena, programme_id programme);
struct url path_organisations(void);
struct url path_organisation(struct arena *arena, organisation_id organisation);

/* ---- process ---- */
struct url path_processes(void);
struct url path_process(struct arena *arena, struct str name);
struct url path_process_new(struct arena *arena, struct str from); /* from: may be empty */
struct url path_meeting_process(struct arena *arena, meeting_id meeting);

/* ---- set ---- */
struct url path_sets(void);
struct url path_sets_new(void);
struct url path_set_settings(struct arena *arena, set_id set);
struct url path_set_facilitators(struct arena *arena, set_id set);
struct url path_set_members(struct arena *arena, set_id set);
struct url path_set_members_remind(struct arena *arena, set_id set);
struct url path_set_member(struct arena *arena, set_id set, member_id member);
struct url path_set_member_again(struct arena *arena, set_id set, member_id member);
struct url path_set_member_remove(struct arena *arena, set_id set, member_id member);
struct url path_set_dates(struct arena *arena, set_id set);
struct url path_set_rules_remind(struct arena *arena, set_id set);
struct url path_meeting_settings(struct arena *arena, meeting_id meeting);
struct url path_meeting_facilitator(struct arena *arena, meeting_id meeting);
struct url path_meeting_off(struct arena *arena, meeting_id meeting);
struct url path_meeting_remind(struct arena *arena, meeting_id meeting);
struct url path_set(struct arena *arena, set_id set);
struct url path_set_issue(struct arena *arena, set_id set);
struct url path_set_rules(struct arena *arena, set_id set);
struct url path_set_rules_version(struct arena *arena, set_id set, int version);
struct url path_set_rules_agreed(struct arena *arena, set_id set);
struct url path_set_record(struct arena *arena, set_id set);
struct url path_set_record_words(struct arena *arena, set_id set); /* as a file */
struct url path_set_record_mine(struct arena *arena, set_id set);
struct url path_set_record_file(struct arena *arena, set_id set);
struct url path_set_meetings(struct arena *arena, set_id set);
struct url path_set_actions(struct arena *arena, set_id set);
struct url path_set_action_new(struct arena *arena, set_id set);
struct url path_set_calendar(struct arena *arena, set_id set);

/* ---- meeting ---- */
struct url path_meeting(struct arena *arena, meeting_id meeting);
struct url path_meeting_prepare(struct arena *arena, meeting_id meeting);
struct url path_meeting_bid(struct arena *arena, meeting_id meeting);
struct url path_meeting_apologies(struct arena *arena, meeting_id meeting);
struct url path_meeting_plan(struct arena *arena, meeting_id meeting);
struct url path_meeting_told(struct arena *arena, meeting_id meeting);
struct url path_meeting_afterwards(struct arena *arena, meeting_id meeting);
struct url path_meeting_yours(struct arena *arena, meeting_id meeting);
struct url path_meeting_pack(struct arena *arena, meeting_id meeting);
struct url path_meeting_calendar(struct arena *arena, meeting_id meeting);
struct url path_meeting_review(struct arena *arena, meeting_id meeting);
struct url path_meeting_pulse(struct arena *arena, meeting_id meeting);

/* ---- question ---- */
struct url path_question_kept(struct arena *arena, question_id question);
struct url path_question_parked(struct arena *arena, question_id question);

/* ---- issue ---- */
struct url path_issues(void);
struct url path_issue(struct arena *arena, issue_id issue);
struct url path_issue_share(struct arena *arena, issue_id issue);
struct url path_issue_private(struct arena *arena, issue_id issue);
struct url path_issue_aside(struct arena *arena, issue_id issue);

/* ---- action ---- */
struct url path_actions(void);
struct url path_action(struct arena *arena, action_id action);
struct url path_action_told(struct arena *arena, action_id action);
struct url path_action_words(struct arena *arena, action_id action);
struct url path_action_shared(struct arena *arena, action_id action);
struct url path_action_gone(struct arena *arena, action_id action);

/* ---- log ---- */
struct url path_log(void);
struct url path_log_found(void);
struct url path_log_entry(struct arena *arena, log_entry_id entry);
struct url path_log_gone(struct arena *arena, log_entry_id entry);

/* ---- room ---- */
struct url path_room(struct arena *arena, meeting_id meeting);
struct url path_room_order(struct arena *arena, meeting_id meeting);
struct url path_room_running(struct arena *arena, meeting_id meeting);
struct url path_room_people(struct arena *arena, meeting_id meeting);
struct url path_room_roles(struct arena *arena, meeting_id meeting);
struct url path_room_scribe(struct arena *arena, meeting_id meeting);
struct url path_room_rule(struct arena *arena, meeting_id meeting, rule_id rule);
struct url path_screen_of(struct arena *arena, meeting_id meeting);

#endif
