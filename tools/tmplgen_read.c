/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tmplgen_read - reads a template into steps: literals, values, control words.  Every refusal is a
 * sentence that says what to do instead. */
#include "tools/tmplgen_parts.h"

enum { BLOCKS = 24 };

/* An {% if %} or {% for %} that is open. */
struct block {
	enum tmpl_kind kind; /* TMPL_IF, TMPL_FOR */
	struct tmpl_spot at;
	struct str variable, list;
	bool has_else;
	/* How the HTML stood at its beginning: each branch must leave it so. */
	enum tmpl_state state;
	int html_depth, html_floor;
	bool spaced;
};

struct reader {
	struct arena *arena;
	struct tmpl *template;
	struct tmpl_fault *fault;
	struct str text;
	size_t at;
	struct tmpl_spot spot;
	struct tmpl_step **last;
	struct buf literal;
	struct tmpl_spot literal_at;
	bool gap, gap_newline; /* white space that is not written yet; has it a newline? */
	size_t gap_from;
	bool subject; /* a plain template: on its first line */
	struct tmpl_html html;
	struct block blocks[BLOCKS];
	int depth, loops;
};

#define REFUSE(reader, spot, ...) tmpl_refuse((reader)->arena, (reader)->fault, (spot), __VA_ARGS__)

bool tmpl_refuse(struct arena *arena, struct tmpl_fault *fault, struct tmpl_spot at,
                 const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fault->at = at;
	fault->says = str_vprintf(arena, format, args);
	va_end(args);
	return false;
}

/* ---- moving over the text ---------------------------------------------------------------------------- */

static struct str rest(const struct reader *reader)
{
	return str_from(reader->text, reader->at);
}

static void step_over(struct reader *reader, size_t n)
{
	for (; n > 0; n--, reader->at++) {
		const char c = reader->text.at[reader->at];
		if (c == '\n') {
			reader->spot.line++;
			reader->spot.column = 1;
		} else if (((unsigned char)c & 0xc0) != 0x80) {
			reader->spot.column++;
		}
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* ---- writing steps ----------------------------------------------------------------------------------- */

static struct tmpl_step *add(struct reader *reader, enum tmpl_kind kind, struct tmpl_spot at)
{
	struct tmpl_step *step = NEW(reader->arena, struct tmpl_step, 1);
	step->kind = kind;
	step->at = at;
	*reader->last = step;
	reader->last = &step->next;
	return step;
}

/* White space between tags: a run that holds a newline becomes one newline (in a tag: one space). */
static void put_gap(struct reader *reader)
{
	if (!reader->gap) return;
	reader->gap = false;
	if (reader->gap_newline)
		buf_byte(&reader->literal, reader->html.state == HTML_TEXT ? '\n' : ' ');
	else
		buf_str(&reader->literal, str_part(reader->text, reader->gap_from, reader->at));
}

static void put_literal(struct reader *reader)
{
	if (reader->literal.n == 0) return;
	struct tmpl_step *step = add(reader, TMPL_LITERAL, reader->literal_at);
	step->text = str_copy(reader->arena, buf_text(&reader->literal));
	buf_clear(&reader->literal);
}

static bool gathers_gaps(const struct reader *reader)
{
	if (reader->template->plain) return false;
	if (reader->html.state == HTML_TAG || reader->html.state == HTML_NAME ||
	    reader->html.state == HTML_ATTR)
		return true;
	return reader->html.state == HTML_TEXT && reader->html.verbatim == 0;
}

static bool read_literal_byte(struct reader *reader)
{
	const char c = reader->text.at[reader->at];
	const struct tmpl_spot at = reader->spot;
	const bool space = is_blank(c) || c == '\n';

	if (reader->literal.n == 0 && !reader->gap) reader->literal_at = at;
	if (space && gathers_gaps(reader)) {
		if (!reader->gap) {
			reader->gap_from = reader->at;
			reader->gap_newline = false;
		}
		reader->gap = true;
		if (c == '\n') reader->gap_newline = true;
		step_over(reader, 1);
		return tmpl_html_byte(&reader->html, c, at);
	}
	put_gap(reader);
	if (c == '\n') reader->subject = false;
	if (c != '\r' || !reader->template->plain) buf_byte(&reader->literal, c);
	step_over(reader, 1);
	return reader->template->plain || tmpl_html_byte(&reader->html, c, at);
}

/* ---- paths ------------------------------------------------------------------------------------------- */

static bool is_variable(const struct reader *reader, struct str name)
{
	for (int i = 0; i < reader->depth; i++)
		if (reader->blocks[i].kind == TMPL_FOR && str_eq(reader->blocks[i].variable, name))
			return true;
	return false;
}

/* The C of a dotted path.  `pointer`: as the address of what it names. */
static bool read_path(struct reader *reader, struct str path, struct tmpl_spot at, bool pointer,
                      struct str *out)
{
	struct str left = path, piece = { 0 };

	while (str_cut(&left, '.', &piece))
		if (!tmpl_is_name(piece))
			return REFUSE(reader, at,
			              "'%.*s' is not a dotted path of names; work it out in C and "
			              "put it in the view",
			              STR_ARG(path));
	left = path;
	if (!str_cut(&left, '.', &piece) || path.at[path.n - 1] == '.')
		return REFUSE(reader, at,
		              "'%.*s' is not a dotted path of names; work it out in C and put it "
		              "in the view",
		              STR_ARG(path));
	if (reader->template->view.n == 0 && !is_variable(reader, piece))
		return REFUSE(reader, at,
		              "this template has no view; begin it with {%% view NAME from "
		              "\"web/NOUN.h\" %%}");
	if (is_variable(reader, piece)) {
		if (!left.at)
			*out = str_printf(reader->arena, pointer ? "%.*s_" : "(*%.*s_)",
			                  STR_ARG(piece));
		else
			*out = str_printf(reader->arena, "%s%.*s_->%.*s", pointer ? "&" : "",
			                  STR_ARG(piece), STR_ARG(left));
	} else if (pointer && str_eq(path, STR("view"))) {
		*out = STR("view");
	} else {
		*out = str_printf(reader->arena, "%sview->%.*s", pointer ? "&" : "", STR_ARG(path));
	}
	return true;
}

/* ---- values and comments ------------------------------------------------------------------------------ */

/* The inside of {{ }}, {% %} or {# #}, trimmed; leaves the reader after it. */
static bool read_inside(struct reader *reader, const char *close, bool lines, struct str *out)
{
	const struct tmpl_spot at = reader->spot;
	const struct str from = str_from(rest(reader), 2);

	for (size_t i = 0; i + 1 < from.n; i++) {
		if (from.at[i] == '\n' && !lines) break;
		if (from.at[i] != close[0] || from.at[i + 1] != close[1]) continue;
		*out = str_trim(str_part(from, 0, i));
		step_over(reader, i + 4);
		return true;
	}
	return REFUSE(reader, at,
	              lines ? "this is never finished; write %s"
	                    : "this is not finished on its line; write %s",
	              close);
}

static bool read_value(struct reader *reader)
{
	const struct tmpl_spot at = reader->spot;
	struct str inside = { 0 }, expression = { 0 };
	enum tmpl_place place = reader->subject ? TMPL_IN_LINE : TMPL_IN_PLAIN;

	put_gap(reader);
	if (!reader->template->plain && !tmpl_html_value(&reader->html, at, &place)) return false;
	if (!read_inside(reader, "}}", false, &inside)) return false;
	if (inside.n == 0) return REFUSE(reader, at, "name a field of the view between {{ and }}");
	if (!read_path(reader, inside, at, false, &expression)) return false;
	put_literal(reader);
	struct tmpl_step *step = add(reader, TMPL_VALUE, at);
	step->place = place;
	step->text = expression;
	return true;
}

/* A control word alone on its line leaves no trace of the line. */
static bool stands_alone(const struct reader *reader, size_t from, size_t to)
{
	const struct str text = reader->text;

	if (!reader->template->plain && (reader->html.state != HTML_TEXT || reader->html.verbatim))
		return false;
	while (from > 0 && is_blank(text.at[from - 1])) from--;
	while (to < text.n && is_blank(text.at[to])) to++;
	return (from == 0 || text.at[from - 1] == '\n') && (to == text.n || text.at[to] == '\n');
}

static void skip_line_end(struct reader *reader)
{
	while (reader->at < reader->text.n && is_blank(reader->text.at[reader->at]))
		step_over(reader, 1);
	if (reader->at < reader->text.n) step_over(reader, 1);
	if (reader->template->plain) return;
	while (reader->at < reader->text.n &&
	       (is_blank(reader->text.at[reader->at]) || reader->text.at[reader->at] == '\n'))
		step_over(reader, 1);
}

static void drop_indent(struct reader *reader)
{
	if (!reader->template->plain) return;
	while (reader->literal.n > 0 && is_blank(reader->literal.at[reader->literal.n - 1]))
		reader->literal.n--;
}

/* ---- control words ------------------------------------------------------------------------------------- */

static bool read_view(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	struct tmpl *template = reader->template;

	if (words->n != 4 || !tmpl_word_is(words, 2, "from") || !tmpl_is_name(words->at[1]) ||
	    !tmpl_is_header(words->at[3]))
		return REFUSE(reader, at, "write {%% view NAME from \"web/NOUN.h\" %%}");
	if (template->steps || reader->literal.n || template->layout.n || template->view.n)
		return REFUSE(reader, at, "{%% view %%} comes first, and once");
	template->view = words->at[1];
	template->view_header = str_part(words->at[3], 1, words->at[3].n - 1);
	return true;
}

static bool read_layout(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	struct tmpl *template = reader->template;

	if (words->n != 2 || !tmpl_is_template(words->at[1]))
		return REFUSE(reader, at, "write {%% layout page %%}");
	if (template->plain)
		return REFUSE(reader, at, "mail in plain text has no layout; leave it out");
	if (template->view.n == 0)
		return REFUSE(
			reader, at,
			"a layout needs a view; begin with {%% view NAME from \"web/NOUN.h\" %%}");
	if (template->steps || reader->literal.n || template->layout.n)
		return REFUSE(reader, at,
		              "{%% layout %%} comes straight after {%% view %%}, and once");
	template->layout = words->at[1];
	template->layout_at = at;
	return true;
}

static bool push_block(struct reader *reader, struct block block)
{
	if (reader->depth == BLOCKS)
		return REFUSE(reader, block.at,
		              "blocks are nested more than %d deep; move the inner part to a "
		              "template of its own",
		              BLOCKS);
	block.state = reader->html.state;
	block.html_depth = reader->html.depth;
	block.html_floor = reader->html.floor;
	block.spaced = reader->html.spaced;
	reader->html.floor = reader->html.depth;
	reader->blocks[reader->depth++] = block;
	return true;
}

/* A branch ends: it must leave the HTML as it found it. */
static bool branch_ends(struct reader *reader, const struct block *block, struct tmpl_spot at)
{
	const struct tmpl_html *html = &reader->html;

	if (html->depth != block->html_depth) {
		const struct tmpl_word *open = &html->open[html->depth - 1].name;
		return REFUSE(
			reader, html->open[html->depth - 1].at,
			"<%.*s> must be closed in the block where it is opened, before line %d",
			(int)open->n, open->at, at.line);
	}
	if (html->state != block->state)
		return REFUSE(reader, at,
		              "this block begins and ends at different places of a tag; put whole "
		              "attributes or whole tags in it");
	reader->html.spaced = block->spaced;
	return true;
}

static bool read_condition(struct reader *reader, const struct tmpl_words *words,
                           struct tmpl_spot at, enum tmpl_kind kind)
{
	const bool negated = tmpl_word_is(words, 1, "not");
	const size_t path = negated ? 2 : 1;
	struct str expression = { 0 };

	if (words->n != path + 1)
		return REFUSE(reader, at,
		              "write {%% %s path %%} or {%% %s not path %%}; work anything else "
		              "out in C and put it in the view",
		              kind == TMPL_IF ? "if" : "elif", kind == TMPL_IF ? "if" : "elif");
	if (!read_path(reader, words->at[path], at, false, &expression)) return false;
	if (kind == TMPL_IF && !push_block(reader, (struct block){ .kind = TMPL_IF, .at = at }))
		return false;
	struct tmpl_step *step = add(reader, kind, at);
	step->negated = negated;
	step->text = expression;
	return true;
}

static bool read_for(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	struct str list = { 0 };

	if (words->n != 4 || !tmpl_word_is(words, 2, "in") || !tmpl_is_name(words->at[1]))
		return REFUSE(reader, at, "write {%% for NAME in path %%}");
	if (is_variable(reader, words->at[1]) || tmpl_word_is(words, 1, "view"))
		return REFUSE(reader, at, "'%.*s' is in use already; choose another name",
		              STR_ARG(words->at[1]));
	if (!read_path(reader, words->at[3], at, false, &list)) return false;
	if (!push_block(reader, (struct block){ .kind = TMPL_FOR,
	                                        .at = at,
	                                        .variable = words->at[1],
	                                        .list = list }))
		return false;
	struct tmpl_step *step = add(reader, TMPL_FOR, at);
	step->name = words->at[1];
	step->text = list;
	step->depth = ++reader->loops;
	return true;
}

static bool read_else(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	const bool elif = tmpl_word_is(words, 0, "elif");
	struct block *block = reader->depth ? &reader->blocks[reader->depth - 1] : NULL;

	if (!elif && words->n != 1)
		return REFUSE(reader, at, "{%% else %%} stands alone; write {%% elif path %%}");
	if (!block)
		return REFUSE(reader, at, "{%% %s %%} belongs to an {%% if %%}, and none is open",
		              elif ? "elif" : "else");
	if (block->has_else)
		return REFUSE(reader, at, "the {%% else %%} of line %d comes last", block->at.line);
	if (elif && block->kind == TMPL_FOR)
		return REFUSE(reader, at,
		              "{%% elif %%} belongs to an {%% if %%}, and a {%% for %%} is open");
	if (!branch_ends(reader, block, at)) return false;
	if (elif) return read_condition(reader, words, at, TMPL_ELIF);
	block->has_else = true;
	struct tmpl_step *step = add(reader, block->kind == TMPL_FOR ? TMPL_NONE : TMPL_ELSE, at);
	if (block->kind == TMPL_FOR) {
		step->text = block->list;
		block->variable = (struct str){ 0 }; /* there is no element here */
	}
	return true;
}

static bool read_end(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	if (words->n != 1) return REFUSE(reader, at, "{%% end %%} stands alone");
	if (reader->depth == 0)
		return REFUSE(reader, at, "{%% end %%} closes nothing; leave it out");
	const struct block *block = &reader->blocks[reader->depth - 1];
	if (!branch_ends(reader, block, at)) return false;
	reader->html.floor = block->html_floor;
	/* What was skipped or not leaves us without a space we can rely on. */
	reader->html.spaced = false;
	reader->depth--;
	add(reader, TMPL_END, at);
	return true;
}

static bool read_include(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	struct str pointer = { 0 };
	const bool with = words->n == 4 && tmpl_word_is(words, 2, "with");

	if ((words->n != 2 && !with) || !tmpl_is_template(words->at[1]))
		return REFUSE(
			reader, at,
			"write {%% include NOUN/NAME with path %%} or {%% include NOUN/NAME %%}");
	if (!reader->template->plain && !tmpl_html_include(&reader->html, at, "include"))
		return false;
	if (with && !read_path(reader, words->at[3], at, true, &pointer)) return false;
	struct tmpl_step *step = add(reader, TMPL_INCLUDE, at);
	step->name = words->at[1];
	step->text = pointer;
	return true;
}

static bool read_content(struct reader *reader, const struct tmpl_words *words, struct tmpl_spot at)
{
	if (words->n != 1) return REFUSE(reader, at, "{%% content %%} stands alone");
	if (reader->template->plain)
		return REFUSE(reader, at,
		              "mail in plain text has no layout; leave {%% content %%} out");
	if (reader->depth > 0)
		return REFUSE(
			reader, at,
			"{%% content %%} may not stand in a block; a page has its content always");
	if (reader->template->cut) return REFUSE(reader, at, "{%% content %%} may stand once");
	if (!tmpl_html_include(&reader->html, at, "content")) return false;
	reader->template->cut = true;
	add(reader, TMPL_CONTENT, at);
	return true;
}

static bool read_word(struct reader *reader, struct str inside, struct tmpl_spot at)
{
	const struct tmpl_words words = tmpl_split(inside);

	if (words.n == 0)
		return REFUSE(reader, at,
		              "write a control word between {%% and %%}: if, for, include ...");
	if (tmpl_word_is(&words, 0, "if")) return read_condition(reader, &words, at, TMPL_IF);
	if (tmpl_word_is(&words, 0, "elif") || tmpl_word_is(&words, 0, "else"))
		return read_else(reader, &words, at);
	if (tmpl_word_is(&words, 0, "for")) return read_for(reader, &words, at);
	if (tmpl_word_is(&words, 0, "end")) return read_end(reader, &words, at);
	if (tmpl_word_is(&words, 0, "include")) return read_include(reader, &words, at);
	if (tmpl_word_is(&words, 0, "view")) return read_view(reader, &words, at);
	if (tmpl_word_is(&words, 0, "layout")) return read_layout(reader, &words, at);
	if (tmpl_word_is(&words, 0, "content")) return read_content(reader, &words, at);
	return REFUSE(reader, at,
	              "there is no control word '%.*s'; there are view, layout, content, if, elif, "
	              "else, for, end, include",
	              STR_ARG(words.at[0]));
}

static bool read_control(struct reader *reader)
{
	const struct tmpl_spot at = reader->spot;
	const size_t from = reader->at;
	const bool comment = str_starts(rest(reader), STR("{#"));
	struct str inside = { 0 };

	if (!read_inside(reader, comment ? "#}" : "%}", comment, &inside)) return false;
	/* What is included may stand in a line of words: its newline is a space between them. */
	const bool word = !reader->template->plain && str_starts(inside, STR("include"));
	const bool alone = !word && stands_alone(reader, from, reader->at);
	if (alone) drop_indent(reader);
	const size_t after = reader->at;
	reader->at = from; /* the gap ends where the word begins */
	if (!comment || !alone) put_gap(reader);
	reader->at = after;
	if (!comment) {
		if (!reader->template->plain && !tmpl_html_control(&reader->html, at)) return false;
		put_literal(reader);
		if (!read_word(reader, inside, at)) return false;
	}
	if (alone) skip_line_end(reader);
	return true;
}

bool tmpl_read(struct arena *arena, struct str text, struct tmpl *template,
               struct tmpl_fault *fault)
{
	struct reader *reader = NEW(arena, struct reader, 1);
	const struct tmpl_spot top = { 1, 1 };
	bool ok = true;

	*reader = (struct reader){ .arena = arena,
		                   .template = template,
		                   .fault = fault,
		                   .text = text,
		                   .spot = { 1, 1 },
		                   .last = &template->steps };
	reader->html.arena = arena;
	reader->html.fault = fault;
	reader->subject = template->plain;
	if (!str_is_utf8(text))
		return REFUSE(reader, reader->spot, "this is not UTF-8; save it as UTF-8");
	buf_init(&reader->literal, text.n + 1);
	while (ok && reader->at < text.n) {
		const struct str left = rest(reader);
		if (str_starts(left, STR("{{")))
			ok = read_value(reader);
		else if (str_starts(left, STR("{%")) || str_starts(left, STR("{#")))
			ok = read_control(reader);
		else
			ok = read_literal_byte(reader);
	}
	/* White space at the end of a template is not sent. */
	if (ok) put_literal(reader);
	if (ok && reader->depth > 0)
		ok = REFUSE(reader, reader->blocks[reader->depth - 1].at,
		            "this {%% %s %%} is never closed; write {%% end %%}",
		            reader->blocks[reader->depth - 1].kind == TMPL_FOR ? "for" : "if");
	if (ok && !template->plain) ok = tmpl_html_end(&reader->html, reader->spot);
	if (ok && template->cut && (template->layout.n || template->view.n == 0))
		ok = REFUSE(reader, top,
		            "a template with {%% content %%} has a view and no layout of its own");
	buf_release(&reader->literal);
	return ok;
}
