/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_stage - the words of a stage, and of the modules that may take its place. */
#include "domain/process.h"

#include "domain/process_parts.h"

static int find_kind(struct str word)
{
	const int kind = find_name(word, stage_kind_names, STAGE_KIND_COUNT);
	return kind == STAGE_ROUNDS ? -1 : kind;
}

static struct str list_of_kinds(struct arena *arena)
{
	const char *names[STAGE_KIND_COUNT];
	for (int i = 0; i < STAGE_KIND_COUNT; i++)
		names[i] = i == STAGE_ROUNDS ? NULL : stage_kind_names[i];
	return list_of(arena, names, STAGE_KIND_COUNT);
}

/* A fault of a whole stage is named with the line where it began. */
static void point_to_stage(struct reader *reader)
{
	reader->line = reader->stage_line;
	reader->whole = (struct str){ 0 };
}

static enum err check_complete(struct reader *reader, struct str name)
{
	const char *missing = NULL;

	if (!(reader->seen & SEEN_TITLE))
		missing = "title";
	else if (!(reader->seen & SEEN_FLOOR))
		missing = "floor";
	else if (!(reader->seen & SEEN_MINUTES))
		missing = "minutes";
	if (missing) {
		point_to_stage(reader);
		return WRONG(reader, name, "The stage \"%.*s\" needs a line \"%s ...\".",
		             STR_ARG(name), missing);
	}
	if (reader->seen & SEEN_KIND) return OK;
	point_to_stage(reader);
	return WRONG(reader, name, "The stage \"%.*s\" needs a line \"kind ...\": one of %.*s.",
	             STR_ARG(name), STR_ARG(list_of_kinds(reader->arena)));
}

/* A module says to each role what its stage says, unless it has words of its own. */
static void take_words(struct stage *module, const struct stage *parent)
{
	for (int role = 0; role < SAY_COUNT; role++) {
		if (!module->say[role].n) module->say[role] = parent->say[role];
		if (!module->watch[role].n) module->watch[role] = parent->watch[role];
	}
}

enum err end_stage(struct reader *reader)
{
	struct stage *stage = reader->stage;
	if (!stage || stage->kind == STAGE_ROUNDS) return OK;

	const struct str name = stage->name;
	const enum err err = check_complete(reader, name);
	if (err) return err;
	if (reader->seen & SEEN_PASSES && !(reader->seen & SEEN_AGREE)) {
		point_to_stage(reader);
		return WRONG(reader, name,
		             "\"passes\" belongs to a line \"agree back to STAGE\" in \"%.*s\".",
		             STR_ARG(name));
	}
	if (!(reader->seen & SEEN_RANGE)) stage->min = stage->max = stage->minutes;
	if (stage->minutes < stage->min || stage->minutes > stage->max) {
		point_to_stage(reader);
		return WRONG(
			reader, name,
			"In the stage \"%.*s\" the minutes, %d, lie outside the range, %d to %d.",
			STR_ARG(name), stage->minutes, stage->min, stage->max);
	}
	if (reader->parent) take_words(stage, reader->parent);
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
	*stage = (struct stage){ .floor = FLOOR_NONE, .floor_then = FLOOR_NONE, .passes = 1 };
	reader->parent = NULL;
	reader->stage_line = reader->line;
	reader->seen = 0;
	*out = stage;
	return OK;
}

enum err read_stage(struct reader *reader)
{
	struct stage *stage;
	struct str name;
	enum err err = read_name(reader, &name);
	if (!err) err = new_stage(reader, &stage);
	if (err) return err;

	if (process_stage_named(reader->process, name) >= 0)
		return WRONG(reader, reader->rest,
		             "There is a stage \"%.*s\" already. Give this one another name.",
		             STR_ARG(name));
	stage->name = name;
	/* A stage named after a kind is of that kind, unless it says otherwise. */
	const int kind = find_kind(name);
	if (kind >= 0) {
		stage->kind = (enum stage_kind)kind;
		reader->seen = SEEN_KIND;
	}
	reader->stage = stage;
	reader->process->stage_count++;
	return OK;
}

enum err read_rounds(struct reader *reader)
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

enum err read_module(struct reader *reader)
{
	struct process *process = reader->process;
	struct stage *parent = reader->parent ? reader->parent : reader->stage;
	struct str name;

	if (!parent || parent->kind == STAGE_ROUNDS)
		return WRONG(reader, reader->word,
		             "A module is another way to do a stage. Begin with the stage.");
	enum err err = read_name(reader, &name);
	if (!err) err = end_stage(reader);
	if (err) return err;
	if (process->module_count == PROCESS_MODULES_MAX)
		return WRONG(reader, reader->word, "A process has at most %d modules.",
		             PROCESS_MODULES_MAX);
	for (int i = 0; i < process->module_count; i++)
		if (str_eq(process->modules[i].name, name))
			return WRONG(reader, reader->rest,
			             "There is a module \"%.*s\" already. Give this one another "
			             "name.",
			             STR_ARG(name));
	if (parent->module_count++ == 0) parent->module_first = process->module_count;

	struct stage *module = &process->modules[process->module_count++];
	*module = *parent;
	module->name = name;
	module->title = (struct str){ 0 };
	module->module_count = 0;
	for (int role = 0; role < SAY_COUNT; role++)
		module->say[role] = module->watch[role] = (struct str){ 0 };
	reader->stage = module;
	reader->parent = parent;
	reader->stage_line = reader->line;
	reader->seen = SEEN_FLOOR | SEEN_MINUTES | SEEN_KIND | SEEN_RANGE | SEEN_AGREE;
	return OK;
}

enum err read_kind(struct reader *reader)
{
	const int kind = find_kind(reader->rest);
	if (kind < 0)
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "A kind of stage is one of %.*s.",
		             STR_ARG(list_of_kinds(reader->arena)));
	reader->stage->kind = (enum stage_kind)kind;
	return OK;
}

static enum err read_one_floor(struct reader *reader, struct str word, enum floor *out)
{
	const int floor = find_name(word, floor_names, FLOOR_COUNT);
	if (floor < 0)
		return WRONG(reader, word.n ? word : reader->word, "A floor rule is one of %.*s.",
		             STR_ARG(list_of(reader->arena, floor_names, FLOOR_COUNT)));
	*out = (enum floor)floor;
	return OK;
}

/* "ask", "write then turn", "without or turn" */
enum err read_floor(struct reader *reader)
{
	struct str rest = reader->rest;
	struct stage *stage = reader->stage;
	const struct str first = take_word(&rest);

	stage->floor_then = FLOOR_NONE;
	stage->is_choice = false;
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

/* "15", "2 each", "1 each other" */
enum err read_minutes(struct reader *reader)
{
	struct str rest = reader->rest;
	struct stage *stage = reader->stage;
	const struct str number = take_word(&rest);

	enum err err = read_number(reader, number, 1, 240, &stage->minutes);
	if (err) return err;
	stage->others = str_eq(rest, STR("each other"));
	stage->each = stage->others || str_eq(rest, STR("each"));
	/* A module with minutes of its own has bounds of its own. */
	if (reader->parent && !(reader->seen & SEEN_OWN_RANGE))
		stage->min = stage->max = stage->minutes;
	if (rest.n == 0 || stage->each) return OK;
	return WRONG(reader, rest,
	             "After the minutes stands nothing, or \"each\" for every person's own, or "
	             "\"each other\" if the presenter has none.");
}

/* "5 to 10" */
enum err read_range(struct reader *reader)
{
	struct str rest = reader->rest;
	const struct str least = take_word(&rest), to = take_word(&rest);
	struct stage *stage = reader->stage;

	if (!str_eq(to, STR("to")))
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "Write a range of minutes as \"range 5 to 10\".");
	enum err err = read_number(reader, least, 1, 240, &stage->min);
	if (!err) err = read_number(reader, rest, stage->min, 240, &stage->max);
	reader->seen |= SEEN_OWN_RANGE;
	return err;
}

/* "hand, question" as bits, in the order of `names`. */
static enum err read_bits(struct reader *reader, const char *const *names, int count,
                          const char *what, unsigned *bits)
{
	struct str rest = reader->rest, piece;

	if (rest.n == 0)
		return WRONG(reader, reader->word, "After \"%.*s\" say %s: %.*s.",
		             STR_ARG(reader->word), what,
		             STR_ARG(list_of(reader->arena, names, count)));
	while (str_cut(&rest, ',', &piece)) {
		const int at = find_name(str_trim(piece), names, count);
		if (at < 0)
			return WRONG(reader, piece.n ? piece : reader->word,
			             "After \"%.*s\" say %s: some of %.*s, with commas between.",
			             STR_ARG(reader->word), what,
			             STR_ARG(list_of(reader->arena, names, count)));
		*bits |= 1u << at;
	}
	return OK;
}

enum err read_may(struct reader *reader)
{
	static const char *const names[] = { "hand",     "question", "pass", "park", "action",
		                             "progress", "bid",      "rule", "line", "issue" };

	reader->stage->may = 0; /* a module's own list takes the place of its stage's */
	return read_bits(reader, names, LEN(names), "what members may do", &reader->stage->may);
}

enum err read_writes(struct reader *reader)
{
	reader->stage->writes = 0;
	return read_bits(reader, output_names, OUTPUT_COUNT, "what the stage leaves behind",
	                 &reader->stage->writes);
}

/* "presenter: Tell us ..." */
static enum err read_words(struct reader *reader, struct str *words)
{
	struct str rest = reader->rest, who;

	if (!str_has(rest, STR(":")) || !str_cut(&rest, ':', &who))
		return WRONG(reader, reader->word,
		             "Say to whom: \"%.*s all: Ask to help them think.\"",
		             STR_ARG(reader->word));
	const int role = find_name(str_trim(who), role_names, SAY_COUNT);
	if (role < 0)
		return WRONG(reader, reader->rest, "Words are for one of %.*s.",
		             STR_ARG(list_of(reader->arena, role_names, SAY_COUNT)));
	if (words[role].n)
		return WRONG(reader, reader->word, "This stage already says something to %s.",
		             role_names[role]);
	reader->rest = str_trim(rest);
	return read_text(reader, PROCESS_SAY_MAX, &words[role]);
}

enum err read_say(struct reader *reader)
{
	return read_words(reader, reader->stage->say);
}

enum err read_watch(struct reader *reader)
{
	return read_words(reader, reader->stage->watch);
}

enum err read_optional(struct reader *reader)
{
	if (reader->rest.n) return WRONG(reader, reader->rest, "\"optional\" stands alone.");
	reader->stage->optional = true;
	return OK;
}

enum err read_stage_title(struct reader *reader)
{
	return read_text(reader, 60, &reader->stage->title);
}

enum err read_overrun(struct reader *reader)
{
	const int overrun = find_name(reader->rest, overrun_names, OVERRUN_COUNT);
	if (overrun < 0)
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "When time is up: %.*s.",
		             STR_ARG(list_of(reader->arena, overrun_names, OVERRUN_COUNT)));
	reader->stage->overrun = (enum overrun)overrun;
	return OK;
}

/* "back to questions": the stage ends with "are we agreed?" */
enum err read_agree(struct reader *reader)
{
	struct process *process = reader->process;
	struct str rest = reader->rest;
	const struct str back = take_word(&rest), to = take_word(&rest);
	const int here = process->stage_count - 1;

	if (!str_eq(back, STR("back")) || !str_eq(to, STR("to")) || rest.n == 0)
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "Write \"agree back to STAGE\": where to go if you are not agreed.");
	const int at = process_stage_named(process, rest);
	if (at < 0)
		return WRONG(reader, rest,
		             "There is no stage \"%.*s\" before this one. Name an earlier stage.",
		             STR_ARG(str_first(rest, 40)));
	for (int i = at; i < here; i++)
		if (process->stages[i].loops || process->stages[i].kind == STAGE_ROUNDS)
			return WRONG(reader, rest,
			             "You can't go back across rounds or into another loop. "
			             "Name a later stage.");
	reader->stage->loops = true;
	reader->stage->loop_to = at;
	return OK;
}

enum err read_passes(struct reader *reader)
{
	return read_number(reader, reader->rest, 1, PROCESS_PASSES_MAX, &reader->stage->passes);
}

/* "of 3" */
enum err read_groups(struct reader *reader)
{
	struct str rest = reader->rest;

	if (!str_eq(take_word(&rest), STR("of")))
		return WRONG(reader, reader->rest.n ? reader->rest : reader->word,
		             "Write \"groups of 3\".");
	return read_number(reader, rest, 2, 8, &reader->stage->group_size);
}

enum err read_stage_unknown(struct reader *reader)
{
	return read_text(reader, PROCESS_SAY_MAX, &reader->stage->unknown);
}
