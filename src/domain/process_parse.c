/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_parse - process files into struct process.
 *
 * A line is a word and what it says; the words of the head come first, then the stages, each with
 * its own words.  The first fault ends the reading, with its place and what to write instead. */
#include "domain/process.h"

#include "domain/process_parts.h"

struct reader {
	struct arena *arena;
	struct process *process;
	struct process_fault *fault;
	struct stage *stage; /* being described; NULL in the head */
	unsigned seen;       /* words of this stage, or of the head (bits) */
	int stage_line;      /* where it began */
	int line;
	struct str whole;      /* the line as written */
	struct str word, rest; /* its first word; what follows, trimmed */
};

static enum err wrong_at(struct reader *reader, struct str where, struct str words)
{
	*reader->fault = (struct process_fault){
		.line = reader->line,
		.column = where.at && reader->whole.at ? (int)(where.at - reader->whole.at) + 1 : 1,
		.words = words,
	};
	return ERR_INPUT;
}

#define WRONG(reader, where, ...)                                                                  \
	wrong_at((reader), (where), str_printf((reader)->arena, __VA_ARGS__))

/* Takes the first word, up to white space, off the front of *rest. */
static struct str take_word(struct str *rest)
{
	size_t end = 0;
	*rest = str_trim(*rest);
	while (end < rest->n && rest->at[end] != ' ' && rest->at[end] != '\t') end++;
	const struct str word = str_part(*rest, 0, end);
	*rest = str_trim(str_from(*rest, end));
	return word;
}

/* The place of `word` among `names`; -1 if it is none of them. */
static int find(struct str word, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (str_eq(word, str_of(names[i]))) return i;
	return -1;
}

/* "turn, presenter, ask, ..." for a sentence. */
static struct str list_of(struct arena *arena, const char *const *names, int count)
{
	struct str list = { 0 };
	for (int i = 0; i < count; i++)
		list = i == 0 ? str_of(names[i])
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

static enum err read_name(struct reader *reader, struct str *out)
{
	if (!is_name(reader->rest))
		return WRONG(
			reader, reader->rest,
			"A name is small letters, digits and hyphens, such as \"uk-classic\".");
	*out = reader->rest;
	return OK;
}

static enum err read_text(struct reader *reader, size_t most, struct str *out)
{
	if (reader->rest.n == 0)
		return WRONG(reader, reader->word, "Write some words after \"%.*s\".",
		             STR_ARG(reader->word));
	if (str_points(reader->rest) > most)
		return WRONG(reader, reader->rest, "That is too long: at most %zu letters.", most);
	*out = reader->rest;
	return OK;
}

static enum err read_number(struct reader *reader, struct str text, int least, int most, int *out)
{
	int64_t n;
	if (!str_i64(text, least, most, &n))
		return WRONG(reader, text.n ? text : reader->word,
		             "Write a whole number from %d to %d here.", least, most);
	*out = (int)n;
	return OK;
}

/* ---- stages ---- */

enum {
	SEEN_TITLE = 1,
	SEEN_KIND = 2,
	SEEN_FLOOR = 4,
	SEEN_MINUTES = 8,
	SEEN_RANGE = 16,
	SEEN_MAY = 32,
	SEEN_OPTIONAL = 64,
	SEEN_ABOUT = 128,
	SEEN_PEOPLE = 256,
	SEEN_ROUND_MINUTES = 512,
	SEEN_SAY = 1024
};

static enum err end_stage(struct reader *reader)
{
	struct stage *stage = reader->stage;
	if (!stage || stage->kind == STAGE_ROUNDS) return OK;

	const struct str name = stage->name;
	const char *missing = NULL;
	if (!(reader->seen & SEEN_TITLE))
		missing = "title";
	else if (!(reader->seen & SEEN_FLOOR))
		missing = "floor";
	else if (!(reader->seen & SEEN_MINUTES))
		missing = "minutes";
	if (missing || !(reader->seen & SEEN_KIND)) {
		reader->line = reader->stage_line;
		reader->whole = (struct str){ 0 };
		if (missing)
			return WRONG(reader, name, "The stage \"%.*s\" needs a line \"%s ...\".",
			             STR_ARG(name), missing);
		return WRONG(reader, name,
		             "The stage \"%.*s\" needs a line \"kind ...\": one of %.*s.",
		             STR_ARG(name),
		             STR_ARG(list_of(reader->arena, stage_kind_names, STAGE_ROUNDS)));
	}
	if (!(reader->seen & SEEN_RANGE)) stage->min = stage->max = stage->minutes;
	if (stage->minutes < stage->min || stage->minutes > stage->max) {
		reader->line = reader->stage_line;
		reader->whole = (struct str){ 0 };
		return WRONG(
			reader, name,
			"In the stage \"%.*s\" the minutes, %d, lie outside the range, %d to %d.",
			STR_ARG(name), stage->minutes, stage->min, stage->max);
	}
	return OK;
}

static enum err new_stage(struct reader *reader, struct stage **out)
{
	struct process *process = reader->process;
	enum err err = end_stage(reader);
	if (err) return err;
	if (process->stage_count == PROCESS_STAGES_MAX)
		return WRONG(reader, reader->word, "A process has at most %d stages.",
		             PROCESS_STAGES_MAX);
	struct stage *stage = &process->stages[process->stage_count];
	*stage = (struct stage){ .floor = FLOOR_NONE, .floor_then = FLOOR_NONE };
	reader->stage_line = reader->line;
	reader->seen = 0;
	*out = stage;
	return OK;
}

static enum err read_stage(struct reader *reader)
{
	struct stage *stage;
	struct str name;
	enum err err = read_name(reader, &name);
	if (!err) err = new_stage(reader, &stage);
	if (err) return err;

	for (int i = 0; i < reader->process->stage_count; i++)
		if (str_eq(reader->process->stages[i].name, name))
			return WRONG(
				reader, reader->rest,
				"There is a stage \"%.*s\" already. Give this one another name.",
				STR_ARG(name));
	stage->name = name;
	/* A stage named after a kind is of that kind, unless it says otherwise. */
	const int kind = find(name, stage_kind_names, STAGE_ROUNDS);
	if (kind >= 0) {
		stage->kind = (enum stage_kind)kind;
		reader->seen = SEEN_KIND;
	}
	reader->stage = stage;
	reader->process->stage_count++;
	return OK;
}

static enum err read_rounds(struct reader *reader)
{
	struct stage *stage;
	int rounds = ROUNDS_REST;

	if (!reader->process->is_shell)
		return WRONG(reader, reader->word,
		             "Only a shell holds rounds. Take this line out.");
	if (!str_eq(reader->rest, STR("rest"))) {
		enum err err = read_number(reader, reader->rest, 1, ROUNDS_MAX, &rounds);
		if (err)
			return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
			             "Write \"rounds 1\" (to %d) or \"rounds rest\".", ROUNDS_MAX);
	}
	int before = rounds;
	for (int i = 0; i < reader->process->stage_count; i++) {
		const struct stage *other = &reader->process->stages[i];
		if (other->kind != STAGE_ROUNDS) continue;
		if (other->rounds == ROUNDS_REST)
			return WRONG(reader, reader->word,
			             "\"rounds rest\" takes all that is left, so it is the last.");
		before += other->rounds;
	}
	if (before > ROUNDS_MAX)
		return WRONG(reader, reader->rest, "A meeting has at most %d rounds.", ROUNDS_MAX);

	enum err err = new_stage(reader, &stage);
	if (err) return err;
	stage->name = STR("rounds");
	stage->title = STR("Rounds");
	stage->kind = STAGE_ROUNDS;
	stage->rounds = rounds;
	reader->stage = stage;
	reader->process->stage_count++;
	return OK;
}

static enum err read_kind(struct reader *reader)
{
	const int kind = find(reader->rest, stage_kind_names, STAGE_ROUNDS);
	if (kind < 0)
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "A kind of stage is one of %.*s.",
		             STR_ARG(list_of(reader->arena, stage_kind_names, STAGE_ROUNDS)));
	reader->stage->kind = (enum stage_kind)kind;
	return OK;
}

static enum err read_one_floor(struct reader *reader, struct str word, enum floor *out)
{
	const int floor = find(word, floor_names, FLOOR_COUNT);
	if (floor < 0)
		return WRONG(reader, word.n ? word : reader->word, "A floor rule is one of %.*s.",
		             STR_ARG(list_of(reader->arena, floor_names, FLOOR_COUNT)));
	*out = (enum floor)floor;
	return OK;
}

/* "ask", "write then turn", "without or turn" */
static enum err read_floor(struct reader *reader)
{
	struct str rest = reader->rest;
	struct stage *stage = reader->stage;
	const struct str first = take_word(&rest);

	enum err err = read_one_floor(reader, first, &stage->floor);
	if (err || rest.n == 0) return err;

	const struct str join = take_word(&rest);
	if (!str_eq(join, STR("then")) && !str_eq(join, STR("or")))
		return WRONG(reader, join,
		             "Two floor rules are joined by \"then\" or by \"or\": \"write then "
		             "turn\".");
	if (stage->floor == FLOOR_NONE || str_eq(rest, STR("none")))
		return WRONG(reader, join, "\"none\" stands alone.");
	stage->is_choice = str_eq(join, STR("or"));
	return read_one_floor(reader, rest, &stage->floor_then);
}

/* "15", "2 each" */
static enum err read_minutes(struct reader *reader)
{
	struct str rest = reader->rest;
	struct stage *stage = reader->stage;
	const struct str number = take_word(&rest);

	enum err err = read_number(reader, number, 1, 240, &stage->minutes);
	if (err || rest.n == 0) return err;
	if (!str_eq(rest, STR("each")))
		return WRONG(
			reader, rest,
			"After the minutes stands nothing, or \"each\" for every person's own.");
	stage->each = true;
	return OK;
}

/* "5 to 10" */
static enum err read_range(struct reader *reader)
{
	struct str rest = reader->rest;
	const struct str least = take_word(&rest), to = take_word(&rest);
	struct stage *stage = reader->stage;

	if (!str_eq(to, STR("to")))
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "Write a range of minutes as \"range 5 to 10\".");
	enum err err = read_number(reader, least, 1, 240, &stage->min);
	if (!err) err = read_number(reader, rest, stage->min, 240, &stage->max);
	return err;
}

static enum err read_may(struct reader *reader)
{
	static const char *const names[] = { "hand",     "question", "pass", "park", "action",
		                             "progress", "bid",      "rule", "line", "issue" };
	struct str rest = reader->rest, piece;

	if (rest.n == 0)
		return WRONG(reader, reader->word, "After \"may\" say what members may do: %.*s.",
		             STR_ARG(list_of(reader->arena, names, LEN(names))));
	while (str_cut(&rest, ',', &piece)) {
		const int at = find(str_trim(piece), names, LEN(names));
		if (at < 0)
			return WRONG(reader, piece.n ? piece : reader->word,
			             "What members may do is one of %.*s, with commas between.",
			             STR_ARG(list_of(reader->arena, names, LEN(names))));
		reader->stage->may |= 1u << at;
	}
	return OK;
}

/* "say presenter: Tell us ..." */
static enum err read_say(struct reader *reader)
{
	static const char *const names[SAY_COUNT] = { "all", "facilitator", "presenter", "member" };
	struct str rest = reader->rest, who;

	if (!str_has(rest, STR(":")) || !str_cut(&rest, ':', &who))
		return WRONG(reader, reader->word,
		             "Write words to say as \"say all: Ask to help them think.\"");
	const int role = find(str_trim(who), names, SAY_COUNT);
	if (role < 0)
		return WRONG(reader, reader->rest, "Words are said to one of %.*s.",
		             STR_ARG(list_of(reader->arena, names, SAY_COUNT)));
	if (reader->stage->say[role].n)
		return WRONG(reader, reader->word, "This stage already says something to %s.",
		             names[role]);
	reader->rest = str_trim(rest);
	return read_text(reader, PROCESS_SAY_MAX, &reader->stage->say[role]);
}

static enum err read_optional(struct reader *reader)
{
	if (reader->rest.n) return WRONG(reader, reader->rest, "\"optional\" stands alone.");
	reader->stage->optional = true;
	return OK;
}

static enum err read_stage_title(struct reader *reader)
{
	return read_text(reader, 60, &reader->stage->title);
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

/* ---- lines ---- */

enum place { HEAD, STAGE, ANYWHERE };

/* clang-format off */
static const struct {
	const char *word;
	enum place place;
	unsigned once; /* bit; 0: may come again */
	enum err (*read)(struct reader *);
} words[] = {
	{ "title",         HEAD,     SEEN_TITLE,         read_title },
	{ "about",         HEAD,     SEEN_ABOUT,         read_about },
	{ "minutes",       HEAD,     SEEN_MINUTES,       read_whole_minutes },
	{ "people",        HEAD,     SEEN_PEOPLE,        read_people },
	{ "round-minutes", HEAD,     SEEN_ROUND_MINUTES, read_round_minutes },
	{ "title",         STAGE,    SEEN_TITLE,         read_stage_title },
	{ "kind",          STAGE,    0,                  read_kind },
	{ "floor",         STAGE,    SEEN_FLOOR,         read_floor },
	{ "minutes",       STAGE,    SEEN_MINUTES,       read_minutes },
	{ "range",         STAGE,    SEEN_RANGE,         read_range },
	{ "may",           STAGE,    SEEN_MAY,           read_may },
	{ "optional",      STAGE,    SEEN_OPTIONAL,      read_optional },
	{ "say",           STAGE,    0,                  read_say },
	{ "stage",         ANYWHERE, 0,                  read_stage },
	{ "rounds",        ANYWHERE, 0,                  read_rounds },
};
/* clang-format on */

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
	const enum place here = reader->stage ? STAGE : HEAD;

	if (reader->stage && reader->stage->kind == STAGE_ROUNDS &&
	    !str_eq(reader->word, STR("stage")) && !str_eq(reader->word, STR("rounds")))
		return WRONG(reader, reader->word,
		             "The rounds are described in a file of their own. Start a new stage "
		             "first.");
	for (size_t i = 0; i < LEN(words); i++) {
		if (words[i].place != ANYWHERE && words[i].place != here) continue;
		if (!str_eq(reader->word, str_of(words[i].word))) continue;
		if (words[i].place == ANYWHERE && here == HEAD) {
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
	return WRONG(
		reader, reader->word, "\"%.*s\" has no meaning here. Known words are %s.",
		STR_ARG(str_first(reader->word, 40)),
		here == HEAD
			? "title, about, minutes, people, round-minutes, stage, rounds"
			: "title, kind, floor, minutes, range, may, optional, say, stage, rounds");
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
