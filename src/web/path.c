/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* path - see path.h. */
#include "web/path.h"

#include "base/id.h"

static struct url fixed(const char *path)
{
	return (struct url){ str_of(path) };
}

static struct url of(struct arena *arena, const char *before, int64_t id, const char *after)
{
	char text[ID_TEXT];

	id_print(id, text);
	return url_printf(arena, "%s%.*s%s", before, ID_TEXT, text, after);
}

/* the front door */

struct url path_front(void)
{
	return fixed("/");
}

struct url path_sign_in(struct arena *arena, struct str next)
{
	const struct url door = fixed("/sign-in");
	return next.n ? url_with(arena, door, "next", next) : door;
}

struct url path_sign_in_sent(struct arena *arena, struct str next)
{
	const struct url sent = fixed("/sign-in/sent");
	return next.n ? url_with(arena, sent, "next", next) : sent;
}

struct url path_sign_in_link(struct arena *arena, struct str token)
{
	return url_printf(arena, "/sign-in/link/%.*s", STR_ARG(token));
}

struct url path_invite(struct arena *arena, struct str token)
{
	return url_printf(arena, "/invite/%.*s", STR_ARG(token));
}

/* rehearsal */

struct url path_rehearsal(void)
{
	return fixed("/rehearsal");
}

struct url path_practice(struct arena *arena, practice_id practice)
{
	return of(arena, "/rehearsal/", practice.n, "");
}

struct url path_practice_mirror(struct arena *arena, practice_id practice)
{
	return of(arena, "/rehearsal/", practice.n, "/mirror");
}

struct url path_practice_gone(struct arena *arena, practice_id practice)
{
	return of(arena, "/rehearsal/", practice.n, "/gone");
}

/* process */

struct url path_processes(void)
{
	return fixed("/processes");
}

struct url path_process(struct arena *arena, struct str name)
{
	return url_printf(arena, "/processes/%.*s", STR_ARG(name));
}

struct url path_process_new(struct arena *arena, struct str from)
{
	if (!from.n) return fixed("/processes/new");
	return url_printf(arena, "/processes/new?from=%.*s", STR_ARG(from));
}

struct url path_meeting_process(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/process");
}

/* person */

struct url path_home(void)
{
	return fixed("/home");
}

struct url path_account(void)
{
	return fixed("/account");
}

struct url path_account_display(void)
{
	return fixed("/account/display");
}

struct url path_account_data(void)
{
	return fixed("/account/data");
}

struct url path_account_data_text(void)
{
	return fixed("/account/data/setwise.txt");
}

struct url path_account_data_json(void)
{
	return fixed("/account/data/setwise.json");
}

struct url path_account_session(void)
{
	return fixed("/account/session");
}

struct url path_facilitate(void)
{
	return fixed("/facilitate");
}

/* office */

struct url path_overview(void)
{
	return fixed("/overview");
}

struct url path_planner_print(void)
{
	return fixed("/planner/print");
}

struct url path_people(void)
{
	return fixed("/people");
}

struct url path_people_new(void)
{
	return fixed("/people/new");
}

struct url path_person(struct arena *arena, person_id person)
{
	return of(arena, "/people/", person.n, "");
}

struct url path_person_gone(struct arena *arena, person_id person)
{
	return of(arena, "/people/", person.n, "/gone");
}

struct url path_facilitators(void)
{
	return fixed("/facilitators");
}

struct url path_programmes(void)
{
	return fixed("/programmes");
}

struct url path_programmes_new(void)
{
	return fixed("/programmes/new");
}

struct url path_programme(struct arena *arena, programme_id programme)
{
	return of(arena, "/programmes/", programme.n, "");
}

struct url path_organisations(void)
{
	return fixed("/organisations");
}

struct url path_organisation(struct arena *arena, organisation_id organisation)
{
	return of(arena, "/organisations/", organisation.n, "");
}

/* set */

struct url path_sets(void)
{
	return fixed("/sets");
}

struct url path_sets_new(void)
{
	return fixed("/sets/new");
}

struct url path_set_settings(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/settings");
}

struct url path_set_facilitators(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/facilitators");
}

struct url path_set_members(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/members");
}

struct url path_set_members_remind(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/members/remind");
}

static struct url of_member(struct arena *arena, set_id set, member_id member, const char *after)
{
	const struct url members = path_set_members(arena, set);
	return url_printf(arena, "%.*s/%.*s%s", STR_ARG(members.text),
	                  STR_ARG(id_text(arena, member.n)), after);
}

struct url path_set_member(struct arena *arena, set_id set, member_id member)
{
	return of_member(arena, set, member, "");
}

struct url path_set_member_again(struct arena *arena, set_id set, member_id member)
{
	return of_member(arena, set, member, "/again");
}

struct url path_set_member_remove(struct arena *arena, set_id set, member_id member)
{
	return of_member(arena, set, member, "/remove");
}

struct url path_set_rules_remind(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/rules/remind");
}

struct url path_set_dates(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/dates");
}

struct url path_set(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "");
}

struct url path_set_issue(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/issue");
}

struct url path_set_action_new(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/actions/new");
}

struct url path_set_rules(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/rules");
}

struct url path_set_rules_agreed(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/rules/agreed");
}

struct url path_set_airtime(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/airtime");
}

struct url path_set_record(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/record");
}

struct url path_set_record_mine(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/mine");
}

struct url path_set_record_file(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/mine/record.md");
}

struct url path_set_meetings(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/meetings");
}

struct url path_set_actions(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/actions");
}

struct url path_set_calendar(struct arena *arena, set_id set)
{
	return of(arena, "/sets/", set.n, "/calendar.ics");
}

struct url path_set_rules_version(struct arena *arena, set_id set, int version)
{
	return url_printf(arena, "%.*s/%d", STR_ARG(path_set_rules(arena, set).text), version);
}

/* the office: meetings */

struct url path_meeting_settings(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/settings");
}

struct url path_meeting_facilitator(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/facilitator");
}

struct url path_meeting_remind(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/attendance/remind");
}

struct url path_meeting_off(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/off");
}

/* meeting */

struct url path_meeting(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "");
}

struct url path_meeting_prepare(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/prepare");
}

struct url path_meeting_bid(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/bid");
}

struct url path_meeting_apologies(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/apologies");
}

struct url path_meeting_plan(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/plan");
}

struct url path_meeting_told(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/told");
}

struct url path_meeting_afterwards(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/afterwards");
}

struct url path_meeting_yours(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/yours");
}

struct url path_meeting_pack(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/pack");
}

struct url path_meeting_calendar(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/calendar.ics");
}

struct url path_meeting_review(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/review");
}

struct url path_meeting_pulse(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/pulse");
}

/* question */

struct url path_question_kept(struct arena *arena, question_id question)
{
	return of(arena, "/questions/", question.n, "/kept");
}

struct url path_question_parked(struct arena *arena, question_id question)
{
	return of(arena, "/questions/", question.n, "/parked");
}

/* issue */

struct url path_issues(void)
{
	return fixed("/issues");
}

struct url path_issue(struct arena *arena, issue_id issue)
{
	return of(arena, "/issues/", issue.n, "");
}

struct url path_issue_share(struct arena *arena, issue_id issue)
{
	return of(arena, "/issues/", issue.n, "/share");
}

struct url path_issue_private(struct arena *arena, issue_id issue)
{
	return of(arena, "/issues/", issue.n, "/private");
}

struct url path_issue_aside(struct arena *arena, issue_id issue)
{
	return of(arena, "/issues/", issue.n, "/aside");
}

/* action */

struct url path_actions(void)
{
	return fixed("/actions");
}

struct url path_action(struct arena *arena, action_id action)
{
	return of(arena, "/actions/", action.n, "");
}

struct url path_action_told(struct arena *arena, action_id action)
{
	return of(arena, "/actions/", action.n, "/told");
}

struct url path_action_words(struct arena *arena, action_id action)
{
	return of(arena, "/actions/", action.n, "/words");
}

struct url path_action_shared(struct arena *arena, action_id action)
{
	return of(arena, "/actions/", action.n, "/shared");
}

struct url path_action_gone(struct arena *arena, action_id action)
{
	return of(arena, "/actions/", action.n, "/gone");
}

/* log */

struct url path_log(void)
{
	return fixed("/log");
}

struct url path_log_found(void)
{
	return fixed("/log/found");
}

struct url path_log_entry(struct arena *arena, log_entry_id entry)
{
	return of(arena, "/log/", entry.n, "");
}

struct url path_log_gone(struct arena *arena, log_entry_id entry)
{
	return of(arena, "/log/", entry.n, "/gone");
}

/* room */

struct url path_room(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/room");
}

struct url path_room_order(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/room/order");
}

struct url path_room_running(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/room/running");
}

struct url path_room_people(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/room/people");
}

struct url path_room_roles(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/room/roles");
}

struct url path_room_scribe(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/room/scribe");
}

struct url path_room_rule(struct arena *arena, meeting_id meeting, rule_id rule)
{
	const struct url room = path_room(arena, meeting);
	return url_printf(arena, "%.*s/rule/%.*s", STR_ARG(room.text),
	                  STR_ARG(id_text(arena, rule.n)));
}

struct url path_screen(void)
{
	return fixed("/screen");
}

struct url path_screen_of(struct arena *arena, meeting_id meeting)
{
	return of(arena, "/meetings/", meeting.n, "/screen");
}
