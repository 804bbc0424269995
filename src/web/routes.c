/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* routes - the map of the site, and who may go where.
 *
 * Read a row as: to GET this path one needs this right over the thing its last id names.  The gate asks
 * before the handler runs; no handler asks again.  A row a page; a comment and an include a noun. */
#include "web/route.h"

#include "web/account.h"
#include "web/action.h"
#include "web/afterwards.h"
#include "web/data.h"
#include "web/demo.h"
#include "web/facilitate.h"
#include "web/health.h"
#include "web/home.h"
#include "web/invite.h"
#include "web/issue.h"
#include "web/log.h"
#include "web/meeting.h"
#include "web/meeting_pack.h"
#include "web/meeting_plan.h"
#include "web/prepare.h"
#include "web/record.h"
#include "web/rehearsal.h"
#include "web/review.h"
#include "web/rule.h"
#include "web/set.h"
#include "web/process.h"

#include "web/meeting_office.h"
#include "web/noticed.h"
#include "web/organisation.h"
#include "web/overview.h"
#include "web/person.h"
#include "web/planner.h"
#include "web/programme.h"
#include "web/set_dates.h"
#include "web/set_office.h"
#include "web/set_people.h"
#include "web/set_settings.h"
#include "web/room.h"
#include "web/room_bend.h"
#include "web/room_manage.h"
#include "web/screen.h"
#include "web/sign_in.h"
#include "web/words.h"

/* clang-format off */
const struct route routes[] = {
	/* ---- the machine ---- */
	{ GET,    "/health",                       ANYONE,        page_health },

	/* ---- home ---- */
	{ GET,    "/",                             ANYONE,        page_front },
	{ GET,    "/home",                         BE_SIGNED_IN,  page_home },
	{ GET,    "/facilitate",                   FACILITATE,    page_facilitate },
	{ GET,    "/noticed",                      BE_SIGNED_IN,  page_noticed },

	/* ---- rehearsal ---- */
	{ GET,    "/rehearsal",                    BE_SIGNED_IN,  page_rehearsal },
	{ POST,   "/rehearsal",                    BE_SIGNED_IN,  post_rehearsal },
	{ GET,    "/rehearsal/:practice",          PRACTISE,      page_practice },
	{ GET,    "/rehearsal/:practice/since/:number", PRACTISE, page_practice_since },
	{ GET,    "/rehearsal/:practice/mirror",   PRACTISE,      page_practice_mirror },
	{ POST,   "/rehearsal/:practice/gone",     PRACTISE,      post_practice_gone },
	{ POST,   "/rehearsal/:practice/:word",    PRACTISE,      post_practice },

	/* ---- for everybody ---- */
	{ GET,    "/accessibility",                ANYONE,        page_words_accessibility },
	{ GET,    "/cookies",                      ANYONE,        page_words_cookies },
	{ GET,    "/first-meeting",                ANYONE,        page_words_first_meeting },
	{ GET,    "/help",                         ANYONE,        page_words_help },
	{ GET,    "/privacy",                      ANYONE,        page_words_privacy },

	/* ---- the demo's people; absent elsewhere ---- */
	{ GET,    "/demo",                         ANYONE,        page_demo },
	{ POST,   "/demo",                         ANYONE,        post_demo },

	/* ---- the door ---- */
	{ GET,    "/sign-in",                      ANYONE,        page_sign_in },
	{ POST,   "/sign-in",                      ANYONE,        post_sign_in },
	{ GET,    "/sign-in/sent",                 ANYONE,        page_sign_in_sent },
	{ POST,   "/sign-in/sent",                 ANYONE,        post_sign_in_sent },
	{ GET,    "/sign-in/link/:word",           ANYONE,        page_sign_in_link },
	{ POST,   "/sign-in/link/:word",           ANYONE,        post_sign_in_link },
	{ POST,   "/sign-out",                     ANYONE,        post_sign_out },
	{ POST,   "/sign-out/everywhere",          BE_SIGNED_IN,  post_sign_out_everywhere },
	{ GET,    "/invite/:word",                 ANYONE,        page_invite },
	{ POST,   "/invite/:word",                 ANYONE,        post_invite },

	/* ---- account ---- */
	{ GET,    "/account",                      BE_SIGNED_IN,  page_account },
	{ POST,   "/account",                      BE_SIGNED_IN,  post_account },
	{ POST,   "/account/display",              BE_SIGNED_IN,  post_account_display },
	{ POST,   "/account/session",              BE_SIGNED_IN,  post_account_session },
	{ GET,    "/account/data",                 BE_SIGNED_IN,  page_data },
	{ GET,    "/account/data/setwise.txt",     BE_SIGNED_IN,  page_data_text },
	{ GET,    "/account/data/setwise.json",    BE_SIGNED_IN,  page_data_json },

	/* ---- issue ---- */
	{ GET,    "/issues",                       BE_SIGNED_IN,  page_issues },
	{ GET,    "/issues/:issue",                SEE_ISSUE,     page_issue },
	{ GET,    "/issues/:issue/share",          WRITE_ISSUE,   page_issue_share },
	{ POST,   "/issues/:issue/share",          WRITE_ISSUE,   post_issue_share },
	{ POST,   "/issues/:issue/private",        WRITE_ISSUE,   post_issue_private },
	{ POST,   "/issues/:issue/aside",          WRITE_ISSUE,   post_issue_aside },
	{ GET,    "/sets/:set/issue",              PREPARE_MEETING, page_issue_write },
	{ POST,   "/sets/:set/issue",              PREPARE_MEETING, post_issue_write },

	/* ---- action ---- */
	{ GET,    "/actions",                      BE_SIGNED_IN,  page_actions },
	{ GET,    "/actions/:action",              SEE_ACTION,    page_action },
	{ POST,   "/actions/:action/told",         WRITE_ACTION,  post_action_told },
	{ POST,   "/actions/:action/words",        WRITE_ACTION,  post_action_words },
	{ POST,   "/actions/:action/shared",       WRITE_ACTION,  post_action_shared },
	{ GET,    "/actions/:action/gone",         WRITE_ACTION,  page_action_gone },
	{ POST,   "/actions/:action/gone",         WRITE_ACTION,  post_action_gone },
	{ GET,    "/sets/:set/actions/new",        PREPARE_MEETING, page_action_new },
	{ POST,   "/sets/:set/actions/new",        PREPARE_MEETING, post_action_new },

	/* ---- learning log ---- */
	{ GET,    "/log",                          BE_SIGNED_IN,  page_log },
	{ POST,   "/log",                          BE_SIGNED_IN,  post_log },
	{ POST,   "/log/found",                    BE_SIGNED_IN,  post_log_found },
	{ GET,    "/log/:log",                     SEE_LOG_ENTRY, page_log_entry },
	{ POST,   "/log/:log",                     WRITE_LOG_ENTRY, post_log_entry },
	{ GET,    "/log/:log/gone",                WRITE_LOG_ENTRY, page_log_gone },
	{ POST,   "/log/:log/gone",                WRITE_LOG_ENTRY, post_log_gone },

	/* ---- set ---- */
	{ GET,    "/sets/:set",                    SEE_SET,       page_set },
	{ GET,    "/sets/:set/meetings",           SEE_SET,       page_set_meetings },
	{ GET,    "/sets/:set/calendar.ics",       SEE_SET,       page_set_calendar },
	{ GET,    "/sets/:set/actions",            SEE_SET_WORDS, page_set_actions },
	{ GET,    "/sets/:set/rules",              SEE_RULES,     page_rules },
	{ GET,    "/sets/:set/rules/:number",      SEE_RULES,     page_rules_version },
	{ POST,   "/sets/:set/rules/agreed",       AGREE_RULES,   post_rules_agreed },
	{ GET,    "/sets/:set/mine",               READ_OWN,      page_record },
	{ GET,    "/sets/:set/mine/record.md",     READ_OWN,      page_record_file },
	{ GET,    "/sets/:set/record",             READ_RECORD,   page_record_set },
	{ GET,    "/sets/:set/record/record.md",   READ_RECORD,   page_record_set_file },
	{ POST,   "/sets/:set/airtime",            SHOW_AIRTIME,  post_set_airtime },

	/* ---- meeting: before and after ---- */
	{ GET,    "/meetings/:meeting",            SEE_MEETING,   page_meeting },
	{ GET,    "/meetings/:meeting/calendar.ics", SEE_MEETING, page_meeting_calendar },
	{ GET,    "/meetings/:meeting/apologies",  SEND_APOLOGIES, page_apologies },
	{ POST,   "/meetings/:meeting/apologies",  SEND_APOLOGIES, post_apologies },
	{ GET,    "/meetings/:meeting/plan",       PLAN_MEETING,  page_meeting_plan },
	{ POST,   "/meetings/:meeting/plan",       PLAN_MEETING,  post_meeting_plan },
	{ GET,    "/meetings/:meeting/pack",       PLAN_MEETING,  page_meeting_pack },
	{ GET,    "/meetings/:meeting/afterwards", TYPE_IN,       page_afterwards },
	{ POST,   "/meetings/:meeting/afterwards", TYPE_IN,       post_afterwards },
	{ GET,    "/meetings/:meeting/yours",      READ_OWN,      page_yours },
	{ POST,   "/meetings/:meeting/yours",      READ_OWN,      post_yours },
	{ POST,   "/meetings/:meeting/told",       LET_READ,      post_meeting_told },
	{ GET,    "/meetings/:meeting/review",     WRITE_REVIEW,  page_review },
	{ POST,   "/meetings/:meeting/review",     WRITE_REVIEW,  post_review },
	{ POST,   "/meetings/:meeting/pulse",      GIVE_PULSE,    post_pulse },
	{ POST,   "/questions/:question/kept",     KEEP_QUESTION, post_question_kept },
	{ POST,   "/questions/:question/parked",   KEEP_QUESTION, post_question_parked },

	/* ---- process ---- */
	{ GET,    "/processes",                    BE_SIGNED_IN,  page_processes },
	{ GET,    "/processes/new",                MANAGE_PROGRAMMES, page_process_new },
	{ POST,   "/processes/new",                MANAGE_PROGRAMMES, post_process_new },
	{ GET,    "/processes/:word",              BE_SIGNED_IN,  page_process },
	{ GET,    "/meetings/:meeting/process",    RUN_ROOM,      page_process_choose },
	{ POST,   "/meetings/:meeting/process",    RUN_ROOM,      post_process_choose },

	/* ---- before a meeting ---- */
	{ GET,    "/meetings/:meeting/prepare",    PREPARE_MEETING, page_prepare },
	{ POST,   "/meetings/:meeting/prepare",    PREPARE_MEETING, post_prepare },
	{ POST,   "/meetings/:meeting/bid",        PREPARE_MEETING, post_bid },

	/* ---- the office: all at a glance ---- */
	{ GET,    "/overview",                     SEE_OVERVIEW,  page_overview },
	{ GET,    "/planner/print",                SEE_OVERVIEW,  page_planner_print },
	{ POST,   "/sets/:set/rules/remind",       MANAGE_SETS,   post_set_rules_remind },
	{ POST,   "/meetings/:meeting/attendance/remind", MANAGE_SETS, post_meeting_remind },

	/* ---- the office: people and their employers ---- */
	{ GET,    "/people",                       MANAGE_PEOPLE, page_people },
	{ GET,    "/people/new",                   MANAGE_PEOPLE, page_person_new },
	{ POST,   "/people/new",                   MANAGE_PEOPLE, post_person_new },
	{ GET,    "/people/:person",               MANAGE_PEOPLE, page_person },
	{ POST,   "/people/:person",               MANAGE_PEOPLE, post_person },
	{ GET,    "/people/:person/gone",          MANAGE_PEOPLE, page_person_gone },
	{ POST,   "/people/:person/gone",          MANAGE_PEOPLE, post_person_gone },
	{ GET,    "/facilitators",                 MANAGE_PEOPLE, page_facilitators },
	{ GET,    "/organisations",                MANAGE_PEOPLE, page_organisations },
	{ POST,   "/organisations",                MANAGE_PEOPLE, post_organisations },
	{ GET,    "/organisations/:organisation",  MANAGE_PEOPLE, page_organisation },
	{ POST,   "/organisations/:organisation",  MANAGE_PEOPLE, post_organisation },

	/* ---- the office: programmes ---- */
	{ GET,    "/programmes",                   MANAGE_PROGRAMMES, page_programmes },
	{ GET,    "/programmes/new",               MANAGE_PROGRAMMES, page_programme_new },
	{ POST,   "/programmes/new",               MANAGE_PROGRAMMES, post_programme_new },
	{ GET,    "/programmes/:programme",        MANAGE_PROGRAMMES, page_programme },
	{ POST,   "/programmes/:programme",        MANAGE_PROGRAMMES, post_programme },

	/* ---- the office: sets ---- */
	{ GET,    "/sets",                         SEE_OVERVIEW,  page_sets },
	{ GET,    "/sets/new",                     MANAGE_SETS,   page_set_new },
	{ POST,   "/sets/new",                     MANAGE_SETS,   post_set_new },
	{ GET,    "/sets/:set/settings",           MANAGE_SETS,   page_set_settings },
	{ POST,   "/sets/:set/settings",           MANAGE_SETS,   post_set_settings },
	{ POST,   "/sets/:set/facilitators",       MANAGE_SETS,   post_set_facilitators },
	{ GET,    "/sets/:set/members",            MANAGE_SETS,   page_set_members },
	{ POST,   "/sets/:set/members",            MANAGE_SETS,   post_set_members },
	{ POST,   "/sets/:set/members/remind",     MANAGE_SETS,   post_set_members_remind },
	{ GET,    "/sets/:set/members/:member",    MANAGE_SETS,   page_set_member },
	{ GET,    "/sets/:set/dates",              MANAGE_SETS,   page_set_dates },
	{ POST,   "/sets/:set/dates",              MANAGE_SETS,   post_set_dates },
	{ GET,    "/meetings/:meeting/settings",   MANAGE_SETS,   page_meeting_settings },
	{ POST,   "/meetings/:meeting/settings",   MANAGE_SETS,   post_meeting_settings },
	{ POST,   "/meetings/:meeting/facilitator", MANAGE_SETS,  post_meeting_facilitator },
	{ GET,    "/meetings/:meeting/off",        MANAGE_SETS,   page_meeting_off },
	{ POST,   "/meetings/:meeting/off",        MANAGE_SETS,   post_meeting_off },
	{ POST,   "/sets/:set/members/:member/again",  MANAGE_SETS, post_set_member_again },
	{ POST,   "/sets/:set/members/:member/remove", MANAGE_SETS, post_set_member_remove },
	/* ---- room ---- */
	{ GET,    "/clock",                        ANYONE,        page_clock },
	{ GET,    "/meetings/:meeting/room",       SIT_IN_ROOM,   page_room },
	{ STREAM, "/meetings/:meeting/room/events", SIT_IN_ROOM,  stream_room },
	{ GET,    "/meetings/:meeting/room/since/:number", SIT_IN_ROOM, page_room_since },
	{ GET,    "/meetings/:meeting/room/part/:word", SIT_IN_ROOM, page_room_part },
	{ GET,    "/meetings/:meeting/room/order", RUN_ROOM,      page_room_order },
	{ GET,    "/meetings/:meeting/room/people", RUN_ROOM,     page_room_people },
	{ GET,    "/meetings/:meeting/room/roles", SIT_IN_ROOM,   page_room_roles },
	{ GET,    "/meetings/:meeting/room/scribe", SIT_IN_ROOM,  page_room_scribe },
	{ GET,    "/meetings/:meeting/room/running", SIT_IN_ROOM, page_room_running },
	{ GET,    "/meetings/:meeting/room/rule/:rule", ACT_IN_ROOM, page_room_rule },
	{ POST,   "/meetings/:meeting/room/:word", ACT_IN_ROOM,   post_room },

	/* ---- screen ---- */
	{ GET,    "/screen",                       ANYONE,        page_screen_code },
	{ POST,   "/screen",                       ANYONE,        post_screen_code },
	{ GET,    "/meetings/:meeting/screen",     SEE_SCREEN,    page_screen },
	{ STREAM, "/meetings/:meeting/screen/events", SEE_SCREEN, stream_screen },
	{ GET,    "/meetings/:meeting/screen/since/:number", SEE_SCREEN, page_screen_since },
};
/* clang-format on */
const size_t route_count = LEN(routes);
