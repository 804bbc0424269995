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

/* One a line: an address that is always the same, and one that holds an identifier. */

#define FIXED(name, path)                                                                          \
	struct url name(void)                                                                      \
	{                                                                                          \
		return fixed(path);                                                                \
	}
#define OF(name, id_type, before, after)                                                           \
	struct url name(struct arena *arena, id_type id)                                           \
	{                                                                                          \
		return of(arena, before, id.n, after);                                             \
	}

/* clang-format off */
/* the front door */
FIXED(path_front, "/")
/* clang-format on */

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

/* clang-format off */
/* rehearsal */
FIXED(path_rehearsal, "/rehearsal")
OF(path_practice, practice_id, "/rehearsal/", "")
OF(path_practice_mirror, practice_id, "/rehearsal/", "/mirror")
OF(path_practice_gone, practice_id, "/rehearsal/", "/gone")
/* process */
FIXED(path_processes, "/processes")
/* clang-format on */

struct url path_process(struct arena *arena, struct str name)
{
	return url_printf(arena, "/processes/%.*s", STR_ARG(name));
}

struct url path_process_new(struct arena *arena, struct str from)
{
	if (!from.n) return fixed("/processes/new");
	return url_printf(arena, "/processes/new?from=%.*s", STR_ARG(from));
}

/* clang-format off */
OF(path_meeting_process, meeting_id, "/meetings/", "/process")
/* person */
FIXED(path_home, "/home")
FIXED(path_account, "/account")
FIXED(path_account_display, "/account/display")
FIXED(path_account_data, "/account/data")
FIXED(path_account_data_text, "/account/data/setwise.txt")
FIXED(path_account_data_json, "/account/data/setwise.json")
FIXED(path_account_session, "/account/session")
FIXED(path_facilitate, "/facilitate")
/* office */
FIXED(path_overview, "/overview")
FIXED(path_planner_print, "/planner/print")
FIXED(path_people, "/people")
FIXED(path_people_new, "/people/new")
FIXED(path_people_new_facilitator, "/people/new?facilitator=yes")
OF(path_person, person_id, "/people/", "")
OF(path_person_gone, person_id, "/people/", "/gone")
FIXED(path_facilitators, "/facilitators")
FIXED(path_programmes, "/programmes")
FIXED(path_programmes_new, "/programmes/new")
OF(path_programmes_new_from, programme_id, "/programmes/new?from=", "")
OF(path_programme, programme_id, "/programmes/", "")
FIXED(path_organisations, "/organisations")
OF(path_organisation, organisation_id, "/organisations/", "")
/* set */
FIXED(path_sets, "/sets")
FIXED(path_sets_new, "/sets/new")
OF(path_set_settings, set_id, "/sets/", "/settings")
OF(path_set_facilitators, set_id, "/sets/", "/facilitators")
OF(path_set_members, set_id, "/sets/", "/members")
OF(path_set_members_remind, set_id, "/sets/", "/members/remind")
/* clang-format on */

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

/* clang-format off */
OF(path_set_rules_remind, set_id, "/sets/", "/rules/remind")
OF(path_set_dates, set_id, "/sets/", "/dates")
OF(path_set, set_id, "/sets/", "")
OF(path_set_issue, set_id, "/sets/", "/issue")
OF(path_set_action_new, set_id, "/sets/", "/actions/new")
OF(path_set_rules, set_id, "/sets/", "/rules")
OF(path_set_rules_agreed, set_id, "/sets/", "/rules/agreed")
OF(path_set_airtime, set_id, "/sets/", "/airtime")
OF(path_set_record, set_id, "/sets/", "/record")
OF(path_set_record_words, set_id, "/sets/", "/record/record.md")
OF(path_set_record_mine, set_id, "/sets/", "/mine")
OF(path_set_record_file, set_id, "/sets/", "/mine/record.md")
OF(path_set_meetings, set_id, "/sets/", "/meetings")
OF(path_set_actions, set_id, "/sets/", "/actions")
OF(path_set_calendar, set_id, "/sets/", "/calendar.ics")
/* clang-format on */

struct url path_set_rules_version(struct arena *arena, set_id set, int version)
{
	return url_printf(arena, "%.*s/%d", STR_ARG(path_set_rules(arena, set).text), version);
}

/* clang-format off */
/* the office: meetings */
OF(path_meeting_settings, meeting_id, "/meetings/", "/settings")
OF(path_meeting_facilitator, meeting_id, "/meetings/", "/facilitator")
OF(path_meeting_remind, meeting_id, "/meetings/", "/attendance/remind")
OF(path_meeting_off, meeting_id, "/meetings/", "/off")
/* meeting */
OF(path_meeting, meeting_id, "/meetings/", "")
OF(path_meeting_prepare, meeting_id, "/meetings/", "/prepare")
OF(path_meeting_bid, meeting_id, "/meetings/", "/bid")
OF(path_meeting_apologies, meeting_id, "/meetings/", "/apologies")
OF(path_meeting_plan, meeting_id, "/meetings/", "/plan")
OF(path_meeting_told, meeting_id, "/meetings/", "/told")
OF(path_meeting_afterwards, meeting_id, "/meetings/", "/afterwards")
OF(path_meeting_yours, meeting_id, "/meetings/", "/yours")
OF(path_meeting_pack, meeting_id, "/meetings/", "/pack")
OF(path_meeting_calendar, meeting_id, "/meetings/", "/calendar.ics")
OF(path_meeting_review, meeting_id, "/meetings/", "/review")
OF(path_meeting_pulse, meeting_id, "/meetings/", "/pulse")
/* question */
OF(path_question_kept, question_id, "/questions/", "/kept")
OF(path_question_parked, question_id, "/questions/", "/parked")
/* issue */
FIXED(path_issues, "/issues")
OF(path_issue, issue_id, "/issues/", "")
OF(path_issue_share, issue_id, "/issues/", "/share")
OF(path_issue_private, issue_id, "/issues/", "/private")
OF(path_issue_aside, issue_id, "/issues/", "/aside")
/* action */
FIXED(path_actions, "/actions")
OF(path_action, action_id, "/actions/", "")
OF(path_action_told, action_id, "/actions/", "/told")
OF(path_action_words, action_id, "/actions/", "/words")
OF(path_action_shared, action_id, "/actions/", "/shared")
OF(path_action_gone, action_id, "/actions/", "/gone")
/* log */
FIXED(path_log, "/log")
FIXED(path_log_found, "/log/found")
OF(path_log_entry, log_entry_id, "/log/", "")
OF(path_log_gone, log_entry_id, "/log/", "/gone")
/* room */
OF(path_room, meeting_id, "/meetings/", "/room")
OF(path_room_order, meeting_id, "/meetings/", "/room/order")
OF(path_room_running, meeting_id, "/meetings/", "/room/running")
OF(path_room_people, meeting_id, "/meetings/", "/room/people")
OF(path_room_roles, meeting_id, "/meetings/", "/room/roles")
OF(path_room_scribe, meeting_id, "/meetings/", "/room/scribe")
/* clang-format on */

struct url path_room_rule(struct arena *arena, meeting_id meeting, rule_id rule)
{
	const struct url room = path_room(arena, meeting);
	return url_printf(arena, "%.*s/rule/%.*s", STR_ARG(room.text),
	                  STR_ARG(id_text(arena, rule.n)));
}

/* clang-format off */
OF(path_screen_of, meeting_id, "/meetings/", "/screen")
/* clang-format on */
