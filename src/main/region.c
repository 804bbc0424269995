/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* region - see region.h.  Line by line; a line of more indentation belongs to the one above. */
#include "main/region.h"

enum { FIELDS_MAX = 8 };
enum { ORGANISATIONS_MAX = 40, PEOPLE_MAX = 400, SETS_MAX = 40 };
enum {
	MEMBERS_MAX = 12,
	RULES_MAX = 20,
	ISSUES_MAX = 40,
	LINES_MAX = 60,
	ASKS_MAX = 30,
	ACTIONS_MAX = 3
};

struct reader {
	struct arena *arena;
	struct region *region;
	struct str why;
	int line;
	struct region_set *set;     /* the one whose lines are being read; NULL before the first */
	struct region_issue *issue; /* likewise */
};

struct fields {
	struct str at[FIELDS_MAX];
	int n;
};

static bool refuse(struct reader *reader, const char *format, ...) PRINTF(2, 3);

static bool refuse(struct reader *reader, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const struct str what = str_vprintf(reader->arena, format, args);
	va_end(args);
	reader->why = str_printf(reader->arena, "line %d: %.*s", reader->line, STR_ARG(what));
	return false;
}

static bool split(struct reader *reader, struct str rest, int least, struct fields *out)
{
	*out = (struct fields){ 0 };
	for (struct str piece; str_cut(&rest, '|', &piece);) {
		if (out->n == FIELDS_MAX) return refuse(reader, "there are too many fields");
		out->at[out->n++] = str_trim(piece);
	}
	if (out->n < least) return refuse(reader, "%d fields are needed, separated by |", least);
	return true;
}

static int person_named(const struct region *region, struct str name)
{
	for (int i = 0; i < region->person_count; i++)
		if (str_eq(region->people[i].name, name)) return i;
	return -1;
}

static bool take_person(struct reader *reader, struct str name, int *out)
{
	const int person = person_named(reader->region, str_trim(name));
	if (person < 0) return refuse(reader, "there is no person \"%.*s\" above", STR_ARG(name));
	*out = person;
	return true;
}

/* A person who sits in the set that is being read. */
static bool take_member(struct reader *reader, struct str name, int *out)
{
	int person;

	if (!take_person(reader, name, &person)) return false;
	for (int i = 0; i < reader->set->member_count; i++) {
		if (reader->set->members[i].person != person) continue;
		*out = person;
		return true;
	}
	return refuse(reader, "%.*s is not a member of %.*s", STR_ARG(name),
	              STR_ARG(reader->set->name));
}

static bool take_number(struct reader *reader, struct str text, int least, int most, int *out)
{
	int64_t n;
	if (!str_i64(text, least, most, &n))
		return refuse(reader, "\"%.*s\" is not a number from %d to %d", STR_ARG(text),
		              least, most);
	*out = (int)n;
	return true;
}

/* Takes the first word off the front. */
static struct str word_off(struct str *rest)
{
	struct str word = { 0 };
	*rest = str_trim(*rest);
	(void)str_cut(rest, ' ', &word);
	*rest = str_trim(*rest);
	return word;
}

/* ---- the region ---- */

static bool read_organisation(struct reader *reader, struct str rest)
{
	struct region *region = reader->region;
	if (region->organisation_count == ORGANISATIONS_MAX)
		return refuse(reader, "there are more than %d organisations", ORGANISATIONS_MAX);
	region->organisations[region->organisation_count++] = rest;
	return true;
}

static bool take_role(struct reader *reader, struct str word, enum region_role *out)
{
	static const struct {
		struct str word;
		enum region_role role;
	} roles[] = {
		{ STR_INIT("coordinator"), REGION_COORDINATOR },
		{ STR_INIT("facilitator"), REGION_FACILITATOR },
		{ STR_INIT("sponsor"), REGION_SPONSOR },
	};
	for (size_t i = 0; i < LEN(roles); i++) {
		if (!str_eq(word, roles[i].word)) continue;
		*out = roles[i].role;
		return true;
	}
	return refuse(reader, "a role is coordinator, facilitator or sponsor");
}

static bool read_person(struct reader *reader, struct str rest)
{
	struct region *region = reader->region;
	struct region_person person = { .organisation = -1 };
	struct fields f;

	if (!split(reader, rest, 4, &f)) return false;
	if (region->person_count == PEOPLE_MAX)
		return refuse(reader, "there are more than %d people", PEOPLE_MAX);
	if (person_named(region, f.at[0]) >= 0)
		return refuse(reader, "%.*s is there already", STR_ARG(f.at[0]));
	person.name = f.at[0];
	person.called = f.at[1];
	person.job = f.at[2];
	for (int i = 0; i < region->organisation_count; i++)
		if (str_eq(region->organisations[i], f.at[3])) person.organisation = i;
	if (person.organisation < 0)
		return refuse(reader, "there is no organisation \"%.*s\" above", STR_ARG(f.at[3]));
	if (f.n > 4 && !take_role(reader, f.at[4], &person.role)) return false;
	region->people[region->person_count++] = person;
	return true;
}

static bool read_set(struct reader *reader, struct str rest)
{
	struct region *region = reader->region;
	struct arena *arena = reader->arena;
	struct fields f;

	if (!split(reader, rest, 5, &f)) return false;
	if (region->set_count == SETS_MAX)
		return refuse(reader, "there are more than %d sets", SETS_MAX);
	struct region_set *set = &region->sets[region->set_count];
	*set = (struct region_set){
		.name = f.at[0],
		.place = f.at[4],
		.members = NEW(arena, struct region_member, MEMBERS_MAX),
		.rules = NEW(arena, struct region_rule, RULES_MAX),
		.issues = NEW(arena, struct region_issue, ISSUES_MAX),
		.apologies = NEW(arena, struct region_line, LINES_MAX),
		.reviews = NEW(arena, struct region_line, LINES_MAX),
		.bids = NEW(arena, struct region_line, LINES_MAX),
		.logs = NEW(arena, struct region_line, LINES_MAX),
		.notes = NEW(arena, struct region_line, LINES_MAX),
		.roles = NEW(arena, struct region_line, LINES_MAX),
		.shown = NEW(arena, struct region_line, LINES_MAX),
		.learnt = NEW(arena, struct region_line, LINES_MAX),
		.handed = NEW(arena, struct region_handed, MEMBERS_MAX),
		.noticed = NEW(arena, struct region_noticed, LINES_MAX),
	};
	if (!take_person(reader, f.at[1], &set->facilitator)) return false;
	if (!take_number(reader, f.at[2], -60, 52, &set->weeks)) return false;
	set->is_now = str_eq(f.at[3], STR("now"));
	set->is_afternoon = str_eq(f.at[3], STR("afternoon"));
	if (!set->is_now && !set->is_afternoon && !str_eq(f.at[3], STR("morning")))
		return refuse(reader, "write morning, afternoon or now");
	region->set_count++;
	reader->set = set;
	reader->issue = NULL;
	return true;
}

/* ---- lines of a set ---- */

static bool room_for(struct reader *reader, int count, int max, const char *what)
{
	return count < max || refuse(reader, "a set has at most %d %s here", max, what);
}

static bool read_facilitated(struct reader *reader, struct str rest)
{
	while (rest.n) {
		int number = 0;
		if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &number))
			return false;
		reader->set->facilitated |= 1u << (number - 1);
	}
	if (!(reader->set->facilitated & 1u))
		return refuse(reader, "meeting 1 always has the facilitator");
	return true;
}

static bool read_paper(struct reader *reader, struct str rest)
{
	int number = 0;

	if (!take_number(reader, rest, 1, REGION_MEETINGS, &number)) return false;
	reader->set->on_paper |= 1u << (number - 1);
	return true;
}

static bool read_member(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_member member = { 0 };
	struct fields f;

	if (!split(reader, rest, 1, &f)) return false;
	if (!room_for(reader, set->member_count, MEMBERS_MAX, "members")) return false;
	if (!take_person(reader, f.at[0], &member.person)) return false;
	if (f.n > 1 && !str_eq(f.at[1], STR("invited")))
		return refuse(reader, "after the name comes nothing, or | invited");
	member.is_invited = f.n > 1;
	set->members[set->member_count++] = member;
	return true;
}

static bool read_rule(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	const struct str doubt = STR("not agreed:");
	struct region_rule rule = { .not_agreed = -1 };
	struct fields f;

	if (!split(reader, rest, 1, &f)) return false;
	if (!room_for(reader, set->rule_count, RULES_MAX, "rules")) return false;
	rule.text = f.at[0];
	if (f.n > 1) {
		if (!str_starts(f.at[1], doubt)) return refuse(reader, "write | not agreed: NAME");
		if (!take_member(reader, str_trim(str_from(f.at[1], doubt.n)), &rule.not_agreed))
			return false;
	}
	set->rules[set->rule_count++] = rule;
	return true;
}

static bool add_line(struct reader *reader, struct region_line *lines, int *count,
                     struct region_line line)
{
	if (!room_for(reader, *count, LINES_MAX, "lines of that kind")) return false;
	lines[(*count)++] = line;
	return true;
}

static bool read_apologies(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };
	struct fields f;

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &line.number)) return false;
	if (!split(reader, rest, 1, &f) || !take_member(reader, f.at[0], &line.person))
		return false;
	if (f.n > 1) line.text = f.at[1];
	return add_line(reader, set->apologies, &set->apology_count, line);
}

/* "NAME: words", the name being one of the set. */
static bool take_said(struct reader *reader, struct str rest, int *person, struct str *words)
{
	struct str name = { 0 };
	if (!str_cut(&rest, ':', &name) || rest.n == 0)
		return refuse(reader, "write NAME: and the words");
	*words = str_trim(rest);
	return take_member(reader, str_trim(name), person);
}

static bool read_review(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &line.number)) return false;
	if (!take_said(reader, rest, &line.person, &line.text)) return false;
	return add_line(reader, set->reviews, &set->review_count, line);
}

/* "log 2 NAME: words"; 0 is about no meeting. */
static bool read_log(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (!take_number(reader, word_off(&rest), 0, REGION_MEETINGS, &line.number)) return false;
	if (!take_said(reader, rest, &line.person, &line.text)) return false;
	return add_line(reader, set->logs, &set->log_count, line);
}

static bool read_note(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &line.number)) return false;
	if (!take_said(reader, rest, &line.person, &line.text)) return false;
	return add_line(reader, set->notes, &set->note_count, line);
}

/* "role 3 host NAME" */
static bool read_role(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &line.number)) return false;
	line.text = word_off(&rest);
	if (!take_member(reader, rest, &line.person)) return false;
	return add_line(reader, set->roles, &set->role_count, line);
}

/* "shown NAME": lets the set see how long they presented. */
static bool read_shown(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (!take_member(reader, rest, &line.person)) return false;
	return add_line(reader, set->shown, &set->shown_count, line);
}

/* "noticed 2 advice question Questions", by whoever facilitates. */
static bool read_noticed(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_noticed noticed = { 0 };

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &noticed.number))
		return false;
	noticed.signal = word_off(&rest);
	noticed.did = word_off(&rest);
	noticed.stage = rest;
	if (!(set->facilitated >> (noticed.number - 1) & 1))
		return refuse(reader, "meeting %d has no facilitator", noticed.number);
	if (!room_for(reader, set->noticed_count, LINES_MAX, "lines of that kind")) return false;
	set->noticed[set->noticed_count++] = noticed;
	return true;
}

/* "learnt 4 NAME: words", by the set, typed in by NAME. */
static bool read_learnt(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &line.number)) return false;
	if (!take_said(reader, rest, &line.person, &line.text)) return false;
	return add_line(reader, set->learnt, &set->learnt_count, line);
}

/* "handed 4 NAME | NAME | the question brought": whose it is, who typed it in. */
static bool read_handed(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_handed handed = { 0 };
	struct fields f;

	if (!take_number(reader, word_off(&rest), 1, REGION_MEETINGS, &handed.number)) return false;
	if (!(set->on_paper >> (handed.number - 1) & 1))
		return refuse(reader, "meeting %d was not on paper", handed.number);
	if (!split(reader, rest, 3, &f)) return false;
	if (!take_member(reader, f.at[0], &handed.person)) return false;
	if (!take_member(reader, f.at[1], &handed.by)) return false;
	handed.focus = f.at[2];
	if (!room_for(reader, set->handed_count, MEMBERS_MAX, "lines of that kind")) return false;
	set->handed[set->handed_count++] = handed;
	return true;
}

static bool read_bid(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	struct region_line line = { 0 };

	if (rest.n < 3) return refuse(reader, "write bid NAME 1, 2 or 3");
	if (!take_number(reader, str_from(rest, rest.n - 1), 1, 3, &line.number)) return false;
	if (!take_member(reader, str_trim(str_part(rest, 0, rest.n - 1)), &line.person))
		return false;
	return add_line(reader, set->bids, &set->bid_count, line);
}

/* ---- an issue and its lines ---- */

static bool read_issue(struct reader *reader, struct str rest)
{
	struct region_set *set = reader->set;
	const struct str meeting = STR("meeting ");
	struct region_issue issue = { 0 };
	struct fields f;

	if (!split(reader, rest, 2, &f) || !take_member(reader, f.at[0], &issue.person))
		return false;
	if (!room_for(reader, set->issue_count, ISSUES_MAX, "issues")) return false;
	issue.is_shared = !str_eq(f.at[1], STR("private"));
	if (str_starts(f.at[1], meeting)) {
		if (!take_number(reader, str_from(f.at[1], meeting.n), 1, REGION_MEETINGS,
		                 &issue.meeting))
			return false;
	} else if (issue.is_shared && !str_eq(f.at[1], STR("shared"))) {
		return refuse(reader, "after the name comes meeting NUMBER, shared or private");
	}
	issue.asks = NEW(reader->arena, struct region_ask, ASKS_MAX);
	issue.actions = NEW(reader->arena, struct region_action, ACTIONS_MAX);
	reader->issue = &set->issues[set->issue_count++];
	*reader->issue = issue;
	return true;
}

static bool read_minutes(struct reader *reader, struct str rest)
{
	if (!reader->issue->meeting) return refuse(reader, "minutes are of an issue presented");
	return take_number(reader, rest, 1, 120, &reader->issue->minutes);
}

static bool read_text(struct reader *reader, struct str rest)
{
	reader->issue->text = rest;
	return true;
}

static bool read_want(struct reader *reader, struct str rest)
{
	reader->issue->want = rest;
	return true;
}

static bool read_ask(struct reader *reader, struct str rest)
{
	struct region_issue *issue = reader->issue;
	struct region_ask ask = { .is_kept = str_starts(rest, STR("keep ")),
		                  .is_parked = str_starts(rest, STR("park ")) };

	if (ask.is_kept || ask.is_parked) rest = str_from(rest, STR("keep ").n);
	if (!room_for(reader, issue->ask_count, ASKS_MAX, "questions of one issue")) return false;
	if (!take_said(reader, rest, &ask.person, &ask.text)) return false;
	if (ask.person == issue->person) return refuse(reader, "the presenter does not ask");
	issue->asks[issue->ask_count++] = ask;
	return true;
}

static bool read_action(struct reader *reader, struct str rest)
{
	static const struct str states[] = {
		[REGION_OPEN] = STR_INIT("open"),       [REGION_DONE] = STR_INIT("done"),
		[REGION_PARTLY] = STR_INIT("partly"),   [REGION_CHANGED] = STR_INIT("changed"),
		[REGION_DROPPED] = STR_INIT("dropped"),
	};
	struct region_issue *issue = reader->issue;
	struct fields f;

	if (!split(reader, rest, 4, &f)) return false;
	if (!room_for(reader, issue->action_count, ACTIONS_MAX, "actions of one issue"))
		return false;
	struct region_action action = { .text = f.at[0], .by = f.at[1], .sign = f.at[2] };
	if (f.n > 4) action.learnt = f.at[4];
	for (size_t i = 0; i < LEN(states); i++) {
		if (!str_eq(f.at[3], states[i])) continue;
		action.state = (enum region_action_state)i;
		issue->actions[issue->action_count++] = action;
		return true;
	}
	return refuse(reader, "an action is open, done, partly, changed or dropped");
}

/* ---- the lines ---- */

/* clang-format off */
static const struct keyword {
	struct str word;
	int depth; /* 0 at the margin, 1 in a set, 2 in an issue */
	bool (*read)(struct reader *reader, struct str rest);
} keywords[] = {
	{ STR_INIT("organisation"), 0, read_organisation },
	{ STR_INIT("person"),       0, read_person },
	{ STR_INIT("set"),          0, read_set },
	{ STR_INIT("facilitated"),  1, read_facilitated },
	{ STR_INIT("paper"),        1, read_paper },
	{ STR_INIT("member"),       1, read_member },
	{ STR_INIT("rule"),         1, read_rule },
	{ STR_INIT("apologies"),    1, read_apologies },
	{ STR_INIT("review"),       1, read_review },
	{ STR_INIT("bid"),          1, read_bid },
	{ STR_INIT("log"),          1, read_log },
	{ STR_INIT("note"),         1, read_note },
	{ STR_INIT("role"),         1, read_role },
	{ STR_INIT("shown"),        1, read_shown },
	{ STR_INIT("noticed"),      1, read_noticed },
	{ STR_INIT("learnt"),       1, read_learnt },
	{ STR_INIT("handed"),       1, read_handed },
	{ STR_INIT("minutes"),      2, read_minutes },
	{ STR_INIT("issue"),        1, read_issue },
	{ STR_INIT("text"),         2, read_text },
	{ STR_INIT("want"),         2, read_want },
	{ STR_INIT("ask"),          2, read_ask },
	{ STR_INIT("action"),       2, read_action },
};
/* clang-format on */

static bool read_line(struct reader *reader, struct str line)
{
	size_t indent = 0;

	while (indent < line.n && line.at[indent] == ' ') indent++;
	struct str rest = str_trim(line);
	if (rest.n == 0 || rest.at[0] == '#') return true;
	const struct str word = word_off(&rest);
	for (size_t i = 0; i < LEN(keywords); i++) {
		const struct keyword *keyword = &keywords[i];
		if (!str_eq(word, keyword->word)) continue;
		if (indent != 2 * (size_t)keyword->depth)
			return refuse(reader, "%.*s is indented by %d spaces", STR_ARG(word),
			              2 * keyword->depth);
		if (keyword->depth > 0 && !reader->set)
			return refuse(reader, "no set comes before");
		if (keyword->depth > 1 && !reader->issue)
			return refuse(reader, "no issue comes before");
		if (rest.n == 0) return refuse(reader, "%.*s needs words after it", STR_ARG(word));
		return keyword->read(reader, rest);
	}
	return refuse(reader, "\"%.*s\" is not a word that begins a line", STR_ARG(word));
}

enum err region_read(struct arena *arena, struct str text, struct region *out, struct str *why)
{
	struct region region = {
		.organisations = NEW(arena, struct str, ORGANISATIONS_MAX),
		.people = NEW(arena, struct region_person, PEOPLE_MAX),
		.sets = NEW(arena, struct region_set, SETS_MAX),
	};
	struct reader reader = { .arena = arena, .region = &region };

	for (struct str line; str_cut(&text, '\n', &line);) {
		reader.line++;
		if (read_line(&reader, line)) continue;
		*why = reader.why;
		return ERR_INPUT;
	}
	*out = region;
	return OK;
}
