/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_parse - process files into struct process.
 *
 * A line is a word and what it says; the words of the head come first, then the stages, each with
 * its own words.  The first fault ends the reading, with its place and what to write instead. */
#include "domain/process.h"

#include "domain/process_parts.h"

enum err wrong_at(struct reader *reader, struct str where, struct str words)
{
	*reader->fault = (struct process_fault){
		.line = reader->line,
		.column = where.at && reader->whole.at ? (int)(where.at - reader->whole.at) + 1 : 1,
		.words = words,
	};
	return ERR_INPUT;
}

struct str take_word(struct str *rest)
{
	size_t end = 0;
	*rest = str_trim(*rest);
	while (end < rest->n && rest->at[end] != ' ' && rest->at[end] != '\t') end++;
	const struct str word = str_part(*rest, 0, end);
	*rest = str_trim(str_from(*rest, end));
	return word;
}

int find_name(struct str word, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (names[i] && str_eq(word, str_of(names[i]))) return i;
	return -1;
}

struct str list_of(struct arena *arena, const char *const *names, int count)
{
	struct str list = { 0 };
	for (int i = 0; i < count; i++)
		if (names[i])
			list = list.n == 0 ? str_of(names[i])
			                   : str_printf(arena, "%.*s, %s", STR_ARG(list), names[i]);
	return list;
}

static bool is_name(struct str s)
{
	if (s.n == 0 || s.n > 40 || s.at[0] == '-' || s.at[s.n - 1] == '-') return false;
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
	}
	return true;
}

enum err read_name(struct reader *reader, struct str *out)
{
	if (!is_name(reader->rest))
		return WRONG(
			reader, reader->rest,
			"A name is small letters, digits and hyphens, such as \"uk-classic\".");
	*out = reader->rest;
	return OK;
}

enum err read_text(struct reader *reader, size_t most, struct str *out)
{
	if (reader->rest.n == 0)
		return WRONG(reader, reader->word, "Write some words after \"%.*s\".",
		             STR_ARG(reader->word));
	if (str_points(reader->rest) > most)
		return WRONG(reader, reader->rest, "That is too long: at most %zu letters.", most);
	*out = reader->rest;
	return OK;
}

enum err read_number(struct reader *reader, struct str text, int least, int most, int *out)
{
	int64_t n;
	if (!str_i64(text, least, most, &n))
		return WRONG(reader, text.n ? text : reader->word,
		             "Write a whole number from %d to %d here.", least, most);
	*out = (int)n;
	return OK;
}

/* ---- the head ---- */

static enum err read_title(struct reader *reader)
{
	return read_text(reader, 60, &reader->process->title);
}

static enum err read_about(struct reader *reader)
{
	return read_text(reader, 600, &reader->process->about);
}

static enum err read_whole_minutes(struct reader *reader)
{
	return read_number(reader, reader->rest, 1, 600, &reader->process->minutes);
}

static enum err read_people(struct reader *reader)
{
	return read_number(reader, reader->rest, 1, 16, &reader->process->people);
}

static enum err read_round_minutes(struct reader *reader)
{
	return read_number(reader, reader->rest, 1, 240, &reader->process->round_minutes);
}

/* "4 to 8" */
static enum err read_members(struct reader *reader)
{
	struct str rest = reader->rest;
	struct process *process = reader->process;
	const struct str least = take_word(&rest), to = take_word(&rest);

	if (!str_eq(to, STR("to")))
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "Write for how many it is meant as \"members 4 to 8\".");
	enum err err = read_number(reader, least, 1, 16, &process->least_people);
	if (!err) err = read_number(reader, rest, process->least_people, 16, &process->most_people);
	return err;
}

/* "host, timekeeper": those that are given out. */
static enum err read_roles(struct reader *reader)
{
	struct str rest = reader->rest, piece;
	const char *names[SAY_COUNT];

	for (int i = 0; i < SAY_COUNT; i++) names[i] = role_names[i];
	names[SAY_ALL] = names[SAY_PRESENTER] = names[SAY_MEMBER] = NULL;
	if (rest.n == 0) rest = STR("-");
	while (str_cut(&rest, ',', &piece)) {
		const int role = find_name(str_trim(piece), names, SAY_COUNT);
		if (role < 0)
			return WRONG(reader, reader->rest.n && piece.n ? piece : reader->word,
			             "Roles to give out are some of %.*s, with commas between.",
			             STR_ARG(list_of(reader->arena, names, SAY_COUNT)));
		reader->process->roles |= 1u << role;
	}
	return OK;
}

static enum err read_usual_round(struct reader *reader)
{
	if (!reader->process->is_shell)
		return WRONG(reader, reader->word,
		             "Only a shell holds rounds. Take this line out.");
	return read_name(reader, &reader->process->usual_round);
}

static enum err read_source(struct reader *reader)
{
	return read_text(reader, 300, &reader->process->source);
}

static enum err read_head_unknown(struct reader *reader)
{
	return read_text(reader, 600, &reader->process->unknown);
}

/* ---- lines ---- */

enum { IN_HEAD = 1, IN_STAGE = 2, IN_MODULE = 4, ANYWHERE = 7 };

/* clang-format off */
static const struct {
	const char *word;
	unsigned place;
	unsigned once; /* bit; 0: may come again */
	enum err (*read)(struct reader *);
} words[] = {
	{ "title",         IN_HEAD,              SEEN_TITLE,         read_title },
	{ "about",         IN_HEAD,              SEEN_ABOUT,         read_about },
	{ "minutes",       IN_HEAD,              SEEN_MINUTES,       read_whole_minutes },
	{ "people",        IN_HEAD,              SEEN_PEOPLE,        read_people },
	{ "round-minutes", IN_HEAD,              SEEN_ROUND_MINUTES, read_round_minutes },
	{ "members",       IN_HEAD,              SEEN_MEMBERS,       read_members },
	{ "roles",         IN_HEAD,              SEEN_ROLES,         read_roles },
	{ "usual-round",   IN_HEAD,              SEEN_USUAL,         read_usual_round },
	{ "source",        IN_HEAD,              SEEN_SOURCE,        read_source },
	{ "unknown",       IN_HEAD,              SEEN_UNKNOWN,       read_head_unknown },
	{ "title",         IN_STAGE | IN_MODULE, SEEN_TITLE,         read_stage_title },
	{ "kind",          IN_STAGE,             0,                  read_kind },
	{ "floor",         IN_STAGE,             SEEN_FLOOR,         read_floor },
	{ "floor",         IN_MODULE,            0,                  read_floor },
	{ "minutes",       IN_STAGE,             SEEN_MINUTES,       read_minutes },
	{ "minutes",       IN_MODULE,            0,                  read_minutes },
	{ "range",         IN_STAGE,             SEEN_RANGE,         read_range },
	{ "range",         IN_MODULE,            0,                  read_range },
	{ "may",           IN_STAGE | IN_MODULE, SEEN_MAY,           read_may },
	{ "writes",        IN_STAGE | IN_MODULE, SEEN_WRITES,        read_writes },
	{ "optional",      IN_STAGE,             SEEN_OPTIONAL,      read_optional },
	{ "overrun",       IN_STAGE,             SEEN_OVERRUN,       read_overrun },
	{ "agree",         IN_STAGE,             SEEN_AGREE,         read_agree },
	{ "passes",        IN_STAGE,             SEEN_PASSES,        read_passes },
	{ "groups",        IN_STAGE | IN_MODULE, SEEN_GROUPS,        read_groups },
	{ "unknown",       IN_STAGE | IN_MODULE, SEEN_UNKNOWN,       read_stage_unknown },
	{ "say",           IN_STAGE | IN_MODULE, 0,                  read_say },
	{ "watch",         IN_STAGE | IN_MODULE, 0,                  read_watch },
	{ "module",        IN_STAGE | IN_MODULE, 0,                  read_module },
	{ "stage",         ANYWHERE,             0,                  read_stage },
	{ "rounds",        ANYWHERE,             0,                  read_rounds },
};
/* clang-format on */

static struct str known_words(struct arena *arena, unsigned here)
{
	const char *names[LEN(words)];
	for (size_t i = 0; i < LEN(words); i++)
		names[i] = words[i].place & here ? words[i].word : NULL;
	return list_of(arena, names, LEN(words));
}

static enum err check_head(struct reader *reader)
{
	const struct process *process = reader->process;
	const char *missing = NULL;

	if (!(reader->seen & SEEN_TITLE))
		missing = "title Half a day";
	else if (!(reader->seen & SEEN_MINUTES))
		missing = "minutes 210";
	else if (process->is_shell && !process->people)
		missing = "people 8";
	else if (process->is_shell && !process->round_minutes)
		missing = "round-minutes 40";
	if (missing)
		return WRONG(reader, reader->word,
		             "Before the first stage a line like \"%s\" is needed.", missing);
	return OK;
}

static enum err read_word(struct reader *reader)
{
	const unsigned here = !reader->stage ? IN_HEAD : reader->parent ? IN_MODULE : IN_STAGE;

	if (reader->stage && reader->stage->kind == STAGE_ROUNDS &&
	    !str_eq(reader->word, STR("stage")) && !str_eq(reader->word, STR("rounds")))
		return WRONG(reader, reader->word,
		             "The rounds are described in a file of their own. Start a new stage "
		             "first.");
	for (size_t i = 0; i < LEN(words); i++) {
		if (!(words[i].place & here)) continue;
		if (!str_eq(reader->word, str_of(words[i].word))) continue;
		if (words[i].place == ANYWHERE && here == IN_HEAD) {
			enum err err = check_head(reader);
			if (err) return err;
		}
		if (reader->seen & words[i].once)
			return WRONG(reader, reader->word, "\"%s\" has been said already.",
			             words[i].word);
		const enum err err = words[i].read(reader);
		if (!err) {
			reader->seen |= words[i].once;
			if (str_eq(reader->word, STR("kind"))) reader->seen |= SEEN_KIND;
		}
		return err;
	}
	return WRONG(reader, reader->word, "\"%.*s\" has no meaning here. Known words are %.*s.",
	             STR_ARG(str_first(reader->word, 40)),
	             STR_ARG(known_words(reader->arena, here)));
}

/* "round uk-classic" or "shell uk-halfday" */
static enum err read_first(struct reader *reader)
{
	reader->process->is_shell = str_eq(reader->word, STR("shell"));
	if (!reader->process->is_shell && !str_eq(reader->word, STR("round")))
		return WRONG(reader, reader->word,
		             "Begin with \"round NAME\" or \"shell NAME\", for a whole meeting.");
	return read_name(reader, &reader->process->name);
}

/* Do the stages add up to what the head says? */
static enum err check_sum(struct reader *reader)
{
	const struct process *process = reader->process;
	const int stages = process_minutes(process, process->people);
	const int fixed = process_rounds_fixed(process);
	const int left = process->minutes - stages;

	for (int i = 0; i < process->stage_count; i++)
		if (process->stages[i].each && !process->people)
			return WRONG(
				reader, reader->word,
				"Some minutes are \"each\". Say for how many people the sum is "
				"reckoned: a line \"people 5\" in the head.");
	if (!process->is_shell) {
		if (left == 0) return OK;
		return WRONG(reader, reader->word,
		             "The stages add up to %d minutes, the head says %d.", stages,
		             process->minutes);
	}
	int named = 0, others = 0;
	bool rest = false;
	for (int i = 0; i < process->stage_count; i++) {
		named += process->stages[i].rounds;
		others += process->stages[i].kind != STAGE_ROUNDS;
		rest = rest ||
		       (process->stages[i].kind == STAGE_ROUNDS && !process->stages[i].rounds);
	}
	if (!others)
		return WRONG(reader, reader->word, "A meeting needs a stage besides its rounds.");
	if (rest ? left >= named * process->round_minutes && left % process->round_minutes == 0
	         : left == fixed * process->round_minutes)
		return OK;
	return WRONG(
		reader, reader->word,
		"The stages take %d minutes for %d people. The %d left of %d are not filled by "
		"rounds of %d.",
		stages, process->people, left, process->minutes, process->round_minutes);
}

static enum err read_line(struct reader *reader, struct str line)
{
	reader->whole = line;
	reader->rest = str_trim(line);
	if (reader->rest.n == 0 || reader->rest.at[0] == '#') return OK;
	reader->word = take_word(&reader->rest);
	return reader->process->name.n ? read_word(reader) : read_first(reader);
}

enum err process_parse(struct arena *arena, struct str text, const struct process **out,
                       struct process_fault *fault)
{
	struct reader reader = { .arena = arena, .fault = fault, .line = 1 };
	struct str line;

	if (text.n > PROCESS_TEXT_MAX)
		return WRONG(&reader, reader.word, "The file is too long: at most %d bytes.",
		             PROCESS_TEXT_MAX);
	if (!str_is_utf8(text)) return WRONG(&reader, reader.word, "The file is not UTF-8 text.");

	struct str rest = str_copy(arena, text);
	struct process *process = NEW(arena, struct process, 1);
	reader.process = process;
	for (reader.line = 0; str_cut(&rest, '\n', &line);) {
		if (!rest.at && line.n == 0) break; /* behind the last line's end */
		reader.line++;
		const enum err err = read_line(&reader, line);
		if (err) return err;
	}
	if (!reader.line) reader.line = 1;
	reader.whole = reader.word = (struct str){ 0 };
	if (!process->name.n)
		return WRONG(&reader, reader.word,
		             "The file says nothing. Begin with \"round NAME\".");
	enum err err = end_stage(&reader);
	if (err) return err;
	if (!process->stage_count) return WRONG(&reader, reader.word, "A process needs a stage.");
	err = check_sum(&reader);
	if (err) return err;
	*out = process;
	return OK;
}
