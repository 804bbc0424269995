/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is said in a set stays in the set: everybody outside is told that there is no such page, byte for byte as
 * for one that never was; and no word that members write lies open in any file. */
#include <dirent.h>
#include <unistd.h>

#include "flows/support_site.h"

#include "jobs/mail.h"
#include "store/action.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/question.h"

#define AMARA "Amara Okafor"
#define HELEN "Helen Marsh"

enum kind { OF_SET, OF_MEETING, OF_ISSUE, OF_ACTION, OF_LOG, OF_QUESTION, KINDS };

struct story {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	int64_t ids[KINDS];
};

static enum err run_words(struct tx *tx, void *with)
{
	struct story *story = with;
	struct flow *flow = story->flow;
	const person_id amara = flow_person(flow, AMARA);
	const struct action_new action = { .set = story->set,
		                           .meeting = story->meeting,
		                           .person = amara,
		                           .text = STR("Ask"),
		                           .due_on = { DAY_NONE },
		                           .is_shared = true };
	const struct question_new question = { .set = story->set,
		                               .meeting = story->meeting,
		                               .presenter = amara,
		                               .asker = flow_person(flow, "Ben Hartley"),
		                               .text = STR("Why?") };
	question_id asked;
	action_id chosen;
	issue_id issue;
	log_entry_id log;

	tx_use_arena(tx, flow->arena);
	enum err err = store_issue_add(tx, story->set, amara, STR("Mine"), (struct str){ 0 }, 0,
	                               flow->now, &issue);
	if (!err) err = store_issue_share(tx, issue, amara, flow->now);
	if (!err) err = store_action_add(tx, &action, flow->now, &chosen);
	if (!err) err = store_question_add(tx, &question, flow->now, &asked);
	if (!err) err = store_log_add(tx, amara, (meeting_id){ 0 }, STR("x"), flow->now, &log);
	if (!err) err = store_meeting_open(tx, story->meeting, STR("ABCDEF"), flow->now);
	if (!err) err = store_meeting_end(tx, story->meeting, flow->now);
	if (err) return err;
	story->ids[OF_SET] = story->set.n;
	story->ids[OF_MEETING] = story->meeting.n;
	story->ids[OF_ISSUE] = issue.n;
	story->ids[OF_ACTION] = chosen.n;
	story->ids[OF_LOG] = log.n;
	story->ids[OF_QUESTION] = asked.n;
	return OK;
}

static struct story begin(enum db_engine engine)
{
	struct story story = { .flow = flow_open(engine) };
	struct flow *flow = story.flow;

	story.set = flow_set(flow, "Riverside");
	flow_member(flow, story.set, AMARA);
	flow_member(flow, story.set, "Ben Hartley");
	flow_facilitator(flow, story.set, HELEN);
	story.meeting = flow_meeting(flow, story.set, 2, day_of(2026, 11, 26), HELEN);
	flow_member(flow, flow_set(flow, "Moorland"), "Una Other");
	flow_member(flow, story.set, "Xan Left");
	flow_left(flow, story.set, "Xan Left");
	flow_invited(flow, story.set, "Ivy Asked");
	(void)flow_coordinator(flow, "Joan Fairley");
	(void)flow_sponsor(flow, "Marcus Bell");
	(void)flow_registered(flow, "Nadia Karim");
	CHECK_OK(database_write(flow->database, run_words, &story));
	return story;
}

struct page {
	enum kind of;
	const char *path; /* with one %s */
	bool is_office;   /* the office sees it: names and dates */
	bool is_post;
};

/* clang-format off */
static const struct page pages[] = {
	{ OF_SET,      "/sets/%s",                    true,  false },
	{ OF_SET,      "/sets/%s/meetings",           true,  false },
	{ OF_SET,      "/sets/%s/calendar.ics",       true,  false },
	{ OF_SET,      "/sets/%s/actions",            false, false },
	{ OF_SET,      "/sets/%s/actions/new",        false, false },
	{ OF_SET,      "/sets/%s/actions/new",        false, true },
	{ OF_SET,      "/sets/%s/rules",              false, false },
	{ OF_SET,      "/sets/%s/rules/1",            false, false },
	{ OF_SET,      "/sets/%s/rules/agreed",       false, true },
	{ OF_SET,      "/sets/%s/issue",              false, false },
	{ OF_SET,      "/sets/%s/issue",              false, true },
	{ OF_MEETING,  "/meetings/%s",                true,  false },
	{ OF_MEETING,  "/meetings/%s/calendar.ics",   true,  false },
	{ OF_MEETING,  "/meetings/%s/prepare",        false, false },
	{ OF_MEETING,  "/meetings/%s/prepare",        false, true },
	{ OF_MEETING,  "/meetings/%s/bid",            false, true },
	{ OF_MEETING,  "/meetings/%s/apologies",      false, false },
	{ OF_MEETING,  "/meetings/%s/apologies",      false, true },
	{ OF_MEETING,  "/meetings/%s/review",         false, false },
	{ OF_MEETING,  "/meetings/%s/review",         false, true },
	{ OF_MEETING,  "/meetings/%s/pulse",          false, true },
	{ OF_ISSUE,    "/issues/%s",                  false, false },
	{ OF_ISSUE,    "/issues/%s/share",            false, false },
	{ OF_ISSUE,    "/issues/%s/share",            false, true },
	{ OF_ISSUE,    "/issues/%s/private",          false, true },
	{ OF_ISSUE,    "/issues/%s/aside",            false, true },
	{ OF_ACTION,   "/actions/%s",                 false, false },
	{ OF_ACTION,   "/actions/%s/told",            false, true },
	{ OF_ACTION,   "/actions/%s/words",           false, true },
	{ OF_ACTION,   "/actions/%s/shared",          false, true },
	{ OF_ACTION,   "/actions/%s/gone",            false, false },
	{ OF_ACTION,   "/actions/%s/gone",            false, true },
	{ OF_LOG,      "/log/%s",                     false, false },
	{ OF_LOG,      "/log/%s",                     false, true },
	{ OF_LOG,      "/log/%s/gone",                false, false },
	{ OF_LOG,      "/log/%s/gone",                false, true },
	{ OF_QUESTION, "/questions/%s/kept",          false, true },
	{ OF_QUESTION, "/questions/%s/parked",        false, true },
};
/* clang-format on */

static struct str ask(struct flow *flow, const char *who, const struct page *page, int64_t id)
{
	const struct str path = str_printf(flow->arena, "%s", flow_path(flow, page->path, id));

	CHECK_INT(page->is_post ? flow_post(flow, who, path.at, "text", "x", NULL)
	                        : flow_get(flow, who, path.at),
	          404, page->path);
	return str_copy(flow->arena, flow->body);
}

TEST(forbidden_is_absent_byte_for_byte)
{
	static const char *const outside[] = { "Una Other",    "Xan Left",    "Ivy Asked",
		                               "Joan Fairley", "Marcus Bell", "Nadia Karim",
		                               "A Newcomer" };
	FOR_ENGINES(engine)
	{
		struct story story = begin(engine);

		for (size_t w = 0; w < LEN(outside); w++)
			for (size_t p = 0; p < LEN(pages); p++) {
				if (pages[p].is_office && w == 3) continue;
				const struct str there = ask(story.flow, outside[w], &pages[p],
				                             story.ids[pages[p].of]);
				const struct str absent = ask(story.flow, outside[w], &pages[p], 1);
				CHECK(str_eq(there, absent), pages[p].path);
			}
		flow_close(story.flow);
	}
}

/* ---- no word lies open ---- */

#define CANARY "Ultramarin-Kanarienvogel"

/* Does any file of a folder hold the bytes?  *bytes: how many were read. */
static bool folder_holds(const char *folder, const char *needle, size_t *bytes)
{
	struct arena *arena = arena_new(256 << 20);
	bool found = false;
	DIR *dir = opendir(folder);

	CHECK(dir != NULL, "the folder");
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		const struct str path = str_printf(arena, "%s/%s", folder, entry->d_name);
		FILE *file = fopen(str_z(arena, path), "rb");
		if (!file) continue;
		char *text = NEW(arena, char, 16 << 20);
		const size_t n = fread(text, 1, 16 << 20, file);
		found = found || str_has((struct str){ text, n }, str_of(needle));
		*bytes += n;
		fclose(file);
	}
	closedir(dir);
	arena_free(arena);
	return found;
}

/* A canary into every field that takes a confidence, through the pages that ask for it. */
static void write_everything(struct story *story)
{
	struct flow *flow = story->flow;
	const meeting_id next = flow_meeting(flow, story->set, 3, day_of(2026, 12, 10), HELEN);
	const char *prepare = flow_path(flow, "/meetings/%s/prepare", next.n);
	const char *action = flow_path(flow, "/actions/%s", story->ids[OF_ACTION]);

	CHECK_INT(flow_post(flow, "Ben Hartley", prepare, "text", CANARY " issue", "want",
	                    CANARY " want", "do", "share", NULL),
	          303, "an issue");
	const struct str share = str_copy(flow->arena, flow->location);
	CHECK_INT(flow_post(flow, "Ben Hartley", str_z(flow->arena, share), NULL), 303, "shared");
	CHECK_INT(flow_post(flow, AMARA, flow_path(flow, "/meetings/%s/apologies", next.n), "note",
	                    CANARY " note", NULL),
	          303, "apologies");
	CHECK_INT(flow_post(flow, AMARA, flow_path(flow, "/sets/%s/actions/new", story->set.n),
	                    "text", CANARY " action", "by_words", CANARY " by", "sign",
	                    CANARY " sign", "who", "set", NULL),
	          303, "an action");
	CHECK_INT(flow_post(flow, AMARA,
	                    str_z(flow->arena, str_printf(flow->arena, "%s/told", action)), "state",
	                    "done", "learnt", CANARY " learnt", NULL),
	          303, "what was learnt");
	CHECK_INT(flow_post(flow, AMARA, "/log", "text", CANARY " log", NULL), 303, "a log");
	CHECK_INT(flow_post(flow, AMARA, "/log/found", "q", CANARY, NULL), 200, "a search");
	CHECK_INT(flow_post(flow, AMARA, flow_path(flow, "/meetings/%s/review", story->meeting.n),
	                    "helped", CANARY " line", "share_helped", "yes", NULL),
	          303, "a line");
	CHECK_INT(flow_post(flow, AMARA, "/account", "name", CANARY " name", "called",
	                    "Kanarienvogel", "job", CANARY " job", NULL),
	          303, "a name");
	/* Refused and absent ones are no way round it. */
	CHECK_INT(flow_post(flow, AMARA, prepare, "text", "", "want", CANARY, NULL), 422, "");
	CHECK_INT(flow_post(flow, "A Newcomer", prepare, "text", CANARY, NULL), 404, "");
}

static struct instant clock_of(void *with)
{
	const struct flow *flow = with;
	return flow->now;
}

/* A mail that goes to one of them, as a file. */
static void send_mail(struct flow *flow, struct str folder)
{
	const struct mail_options options = {
		.db = flow->database->db,
		.seal = flow->database->seal,
		.house = flow->site->house,
		.folder = folder,
		.from = STR("setwise@example.org"),
		.clock = clock_of,
		.clock_with = flow,
	};
	struct mail_pass pass;

	CHECK_INT(flow_post(flow, NULL, "/sign-in", "email", "ben.hartley@wyreham.example", NULL),
	          303, "asked for a link");
	CHECK_OK(mail_send_due(&options, flow->database->reader, &pass));
	CHECK_INT(pass.sent, 2, "it is in the folder, and the one about apologies");
}

TEST(no_word_lies_open)
{
	struct story story = begin(DB_SQLITE);
	struct flow *flow = story.flow;
	const char *folder = flow->database->folder.path;
	const struct str log = str_printf(flow->arena, "%s/log.txt", folder);
	const struct str mails = str_printf(flow->arena, "%s/mail", folder);
	const struct str backup = str_printf(flow->arena, "%s/backup.db", folder);
	size_t bytes = 0;

	/* What the program logs goes into a file of the same folder meanwhile. */
	fflush(stderr);
	const int kept = dup(STDERR_FILENO);
	FILE *file = fopen(str_z(flow->arena, log), "w");
	CHECK(file && kept >= 0, "a file for the log");
	CHECK(dup2(fileno(file), STDERR_FILENO) >= 0, "logs go there");
	write_everything(&story);
	send_mail(flow, mails);
	fflush(stderr);
	CHECK(dup2(kept, STDERR_FILENO) >= 0, "and here again");
	close(kept);
	fclose(file);
	CHECK_OK(db_backup(flow->database->db, backup));

	CHECK(folder_holds(folder, "Wyreham Borough Council", &bytes),
	      "what is kept openly is found, so the search works");
	CHECK(bytes > 200000, "database, write-ahead log, backup and log were read");
	CHECK(!folder_holds(folder, CANARY, &bytes), "no confidence is");
	CHECK(!folder_holds(folder, "Kanarienvogel", &bytes), "nor what a person is called");
	bytes = 0;
	CHECK(!folder_holds(str_z(flow->arena, mails), CANARY, &bytes), "nor in a mail");
	CHECK(bytes > 200, "the mail was read");
	CHECK_INT(flow_get(flow, "Ben Hartley", flow_path(flow, "/sets/%s/actions", story.set.n)),
	          200, "and the set reads it");
	CHECK_SHOWS(flow, CANARY " action");
	flow_close(flow);
}

TESTS(forbidden_is_absent_byte_for_byte, no_word_lies_open)
