/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_deck - files of content/rehearsal into struct rehearsal_deck.
 *
 * A line is a word and what it says; "ask adviser: words" names whose it is.  An indented "answer"
 * belongs to the question before it.  The first fault ends the reading, with its place and what to
 * write instead. */
#include "domain/process_parts.h"
#include "domain/question_read.h"
#include "domain/rehearsal_parts.h"

static const char *const habit_names[HABIT_COUNT] = {
	"plain", "adviser", "storyteller", "silent", "dominant", "anxious", "solved",
};

/* Words for lines, in the order of enum rehearsal_use. */
static const char *const use_names[USE_COUNT] = {
	"tell",    "calm",   "answer", "short", "fluent", "story",  "sum",
	"reflect", "action", "vague",  "rule",  "line",   "arrive", "word",
};
/* Answers are sorted by what was asked, so far as the presenter minds. */
static const char *const form_names[QUESTION_FORMS] = {
	[QUESTION_ADVICE] = "advice",    [QUESTION_DISGUISED] = "suggestion",
	[QUESTION_LEADING] = "leading",  [QUESTION_MULTIPLE] = "several",
	[QUESTION_EITHER_OR] = "choice", [QUESTION_CLOSED] = "closed",
	[QUESTION_OPEN] = "open",        [QUESTION_STATEMENT] = "statement",
};

const char *rehearsal_habit_name(enum rehearsal_habit habit)
{
	return (unsigned)habit < HABIT_COUNT ? habit_names[habit] : "";
}

int deck_ask_of(const struct rehearsal_deck *deck, struct str words)
{
	for (int i = 0; i < deck->ask_count; i++)
		if (str_eq(deck->asks[i].words, words)) return i;
	return -1;
}

const struct rehearsal_deck *rehearsal_deck_with(struct arena *arena,
                                                 const struct rehearsal_deck *deck,
                                                 const struct rehearsal_deck *spare)
{
	struct rehearsal_deck *both = NEW(arena, struct rehearsal_deck, 1);

	*both = *deck;
	for (int i = 0; i < spare->ask_count && both->ask_count < DECK_ASKS_MAX; i++) {
		if (deck_ask_of(both, spare->asks[i].words) >= 0) continue;
		both->asks[both->ask_count] = spare->asks[i];
		both->asks[both->ask_count++].is_spare = true;
	}
	return both;
}

struct deck_reader {
	struct reader base; /* the line, its words, its fault */
	struct rehearsal_deck *deck;
	bool is_indented, has_name;
};

/* "adviser: words" into *of and reader->base.rest. */
static enum err take_of(struct deck_reader *reader, const char *const *names, int count, int *of)
{
	struct str rest = reader->base.rest, name;

	(void)str_cut(&rest, ':', &name);
	*of = rest.at ? find_name(str_trim(name), names, count) : -1;
	if (*of < 0)
		return WRONG(&reader->base, reader->base.rest,
		             "Write whose it is and a colon first, one of: %.*s.",
		             STR_ARG(list_of(reader->base.arena, names, count)));
	reader->base.rest = str_trim(rest);
	return OK;
}

static enum err read_person(struct deck_reader *reader, struct rehearsal_person *out)
{
	struct str rest = reader->base.rest, name, work, habit;

	if (!str_cut(&rest, '|', &name) || !str_cut(&rest, '|', &work) ||
	    !str_cut(&rest, '|', &habit) || rest.at || !str_trim(name).n || !str_trim(work).n)
		return WRONG(&reader->base, reader->base.rest,
		             "Write a name, what they do and their habit: \"Leila | housing | "
		             "anxious\".");
	const int found = find_name(str_trim(habit), habit_names, HABIT_COUNT);
	if (found < 0)
		return WRONG(&reader->base, str_trim(habit), "A habit is one of: %.*s.",
		             STR_ARG(list_of(reader->base.arena, habit_names, HABIT_COUNT)));
	*out = (struct rehearsal_person){ str_trim(name), str_trim(work),
		                          (enum rehearsal_habit)found };
	return OK;
}

static enum err read_member(struct deck_reader *reader)
{
	struct rehearsal_deck *deck = reader->deck;

	if (deck->member_count == DECK_PEOPLE_MAX)
		return WRONG(&reader->base, reader->base.word, "A set has at most %d members.",
		             DECK_PEOPLE_MAX);
	return read_person(reader, &deck->members[deck->member_count++]);
}

static enum err read_practises(struct deck_reader *reader)
{
	const char *names[SIGNAL_COUNT] = { 0 };
	struct str rest = reader->base.rest, one;

	for (int i = SIGNAL_NONE + 1; i < SIGNAL_COUNT; i++)
		names[i] = signal_words((enum room_signal)i)->name;
	while (str_cut(&rest, ',', &one)) {
		const int found = find_name(str_trim(one), names, SIGNAL_COUNT);
		if (found < 0)
			return WRONG(&reader->base, str_trim(one).n ? str_trim(one) : one,
			             "A signal is one of: %.*s.",
			             STR_ARG(list_of(reader->base.arena, names, SIGNAL_COUNT)));
		reader->deck->practises |= 1u << found;
	}
	return OK;
}

static enum err read_ask(struct deck_reader *reader, bool is_better)
{
	struct rehearsal_deck *deck = reader->deck;
	int habit;

	if (deck->ask_count == DECK_ASKS_MAX)
		return WRONG(&reader->base, reader->base.word, "A deck has at most %d questions.",
		             DECK_ASKS_MAX);
	struct rehearsal_ask *ask = &deck->asks[deck->ask_count];
	*ask = (struct rehearsal_ask){ .is_better = is_better };
	enum err err = take_of(reader, habit_names, HABIT_COUNT, &habit);
	if (!err) err = read_text(&reader->base, DECK_WORDS_MAX, &ask->words);
	if (err) return err;
	if (deck_ask_of(deck, ask->words) >= 0)
		return WRONG(&reader->base, ask->words, "This question is in the deck already.");
	ask->habit = (enum rehearsal_habit)habit;
	deck->ask_count++;
	return OK;
}

/* An answer to the question before. */
static enum err read_its_answer(struct deck_reader *reader)
{
	struct rehearsal_deck *deck = reader->deck;

	if (deck->ask_count == 0)
		return WRONG(&reader->base, reader->base.word,
		             "An indented answer comes after its question.");
	return read_text(&reader->base, DECK_WORDS_MAX, &deck->asks[deck->ask_count - 1].answer);
}

/* "what | by when | how we will know" */
static enum err read_action(struct deck_reader *reader, struct rehearsal_line *line)
{
	struct str rest = reader->base.rest, words, when;

	if (!str_cut(&rest, '|', &words) || !str_cut(&rest, '|', &when) || !rest.at)
		return WRONG(&reader->base, reader->base.rest,
		             "Write the action, by when, and the sign of it, with \"|\" between.");
	line->words = str_trim(words);
	line->by_when = str_trim(when);
	line->sign = str_trim(rest);
	if (!line->words.n || !line->by_when.n || !line->sign.n)
		return WRONG(&reader->base, reader->base.rest,
		             "An action has words, a time and a sign; none of them is empty.");
	return OK;
}

static enum err read_line(struct deck_reader *reader, enum rehearsal_use use)
{
	struct rehearsal_deck *deck = reader->deck;
	enum err err = OK;

	if (deck->line_count == DECK_LINES_MAX)
		return WRONG(&reader->base, reader->base.word, "A deck has at most %d lines.",
		             DECK_LINES_MAX);
	struct rehearsal_line *line = &deck->lines[deck->line_count++];
	*line = (struct rehearsal_line){ .use = use };
	if (use == USE_ANSWER) err = take_of(reader, form_names, QUESTION_FORMS, &line->of);
	if (use == USE_REFLECT || use == USE_LINE)
		err = take_of(reader, habit_names, HABIT_COUNT, &line->of);
	if (err) return err;
	if (use == USE_ACTION) return read_action(reader, line);
	return read_text(&reader->base, DECK_WORDS_MAX, &line->words);
}

static enum err read_head(struct deck_reader *reader, bool *is_head)
{
	struct rehearsal_deck *deck = reader->deck;
	const struct str word = reader->base.word;

	*is_head = true;
	if (str_eq(word, STR("title"))) return read_text(&reader->base, 80, &deck->title);
	if (str_eq(word, STR("about")))
		return read_text(&reader->base, DECK_WORDS_MAX, &deck->about);
	if (str_eq(word, STR("issue")))
		return read_text(&reader->base, DECK_WORDS_MAX, &deck->issue);
	if (str_eq(word, STR("want"))) return read_text(&reader->base, 200, &deck->want);
	if (str_eq(word, STR("practises"))) return read_practises(reader);
	if (str_eq(word, STR("presenter"))) return read_person(reader, &deck->presenter);
	if (str_eq(word, STR("member"))) return read_member(reader);
	if (str_eq(word, STR("ask"))) return read_ask(reader, false);
	if (str_eq(word, STR("better"))) return read_ask(reader, true);
	*is_head = false;
	return OK;
}

static enum err read_one(struct deck_reader *reader)
{
	bool is_head;

	if (!reader->has_name) {
		if (!str_eq(reader->base.word, STR("deck")))
			return WRONG(&reader->base, reader->base.word,
			             "Begin with \"deck\" and its name.");
		reader->has_name = true;
		return read_name(&reader->base, &reader->deck->name);
	}
	if (reader->is_indented && str_eq(reader->base.word, STR("answer")))
		return read_its_answer(reader);
	const enum err err = read_head(reader, &is_head);
	if (is_head) return err;
	const int use = find_name(reader->base.word, use_names, USE_COUNT);
	if (use >= 0) return read_line(reader, (enum rehearsal_use)use);
	return WRONG(&reader->base, reader->base.word,
	             "A line begins with title, about, practises, presenter, member, issue, want, "
	             "ask, better or one of: %.*s.",
	             STR_ARG(list_of(reader->base.arena, use_names, USE_COUNT)));
}

static bool has_line(const struct rehearsal_deck *deck, enum rehearsal_use use)
{
	for (int i = 0; i < deck->line_count; i++)
		if (deck->lines[i].use == use) return true;
	return false;
}

static bool has_ask(const struct rehearsal_deck *deck, enum rehearsal_habit habit)
{
	for (int i = 0; i < deck->ask_count; i++)
		if (deck->asks[i].habit == habit) return true;
	return false;
}

/* Is everything there that a meeting needs? */
static enum err finish(struct deck_reader *reader)
{
	static const enum rehearsal_use needed[] = { USE_ANSWER, USE_SUM,  USE_REFLECT, USE_ACTION,
		                                     USE_LINE,   USE_RULE, USE_ARRIVE,  USE_WORD };
	const struct rehearsal_deck *deck = reader->deck;
	const struct str end = { 0 };

	if (!reader->has_name || !deck->title.n)
		return WRONG(&reader->base, end, "A deck has a name and a title.");
	for (size_t i = 0; i < LEN(needed); i++)
		if (!has_line(deck, needed[i]))
			return WRONG(&reader->base, end,
			             "There is no line that begins with \"%s\".",
			             use_names[needed[i]]);
	if (!has_ask(deck, HABIT_PLAIN))
		return WRONG(&reader->base, end, "There is no \"ask plain:\" question.");
	for (int i = 0; i < deck->member_count; i++)
		if (!has_ask(deck, deck->members[i].habit))
			return WRONG(&reader->base, end,
			             "%.*s has no question: add one that begins with \"ask %s:\".",
			             STR_ARG(deck->members[i].name),
			             habit_names[deck->members[i].habit]);
	if (!deck->issue.n != !deck->presenter.name.n)
		return WRONG(&reader->base, end,
		             "An issue and its presenter come together, or neither is there.");
	if (deck->issue.n && !has_line(deck, USE_TELL))
		return WRONG(&reader->base, end,
		             "The presenter tells nothing: add \"tell\" lines.");
	return OK;
}

enum err rehearsal_deck_parse(struct arena *arena, struct str text,
                              const struct rehearsal_deck **out, struct process_fault *fault)
{
	struct deck_reader reader = { .base = { .arena = arena, .fault = fault },
		                      .deck = NEW(arena, struct rehearsal_deck, 1) };
	struct str rest, line;

	if (text.n > DECK_TEXT_MAX || !str_is_utf8(text)) {
		reader.base.line = 1;
		return WRONG(&reader.base, reader.base.whole,
		             "A deck is text in UTF-8, at most %d bytes.", DECK_TEXT_MAX);
	}
	rest = str_copy(arena, text);
	while (str_cut(&rest, '\n', &line)) {
		reader.base.line++;
		reader.base.whole = line;
		reader.base.rest = str_trim(line);
		if (!reader.base.rest.n || reader.base.rest.at[0] == '#') continue;
		reader.is_indented = line.at[0] == ' ' || line.at[0] == '\t';
		reader.base.word = take_word(&reader.base.rest);
		const enum err err = read_one(&reader);
		if (err) return err;
	}
	if (!reader.base.line) reader.base.line = 1;
	reader.base.whole = (struct str){ 0 };
	const enum err err = finish(&reader);
	if (err) return err;
	*out = reader.deck;
	return OK;
}
