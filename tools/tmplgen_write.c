/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tmplgen_write - writes the C of templates: a pair html/NOUN.h, html/NOUN.c for each noun. */
#include "tools/tmplgen_parts.h"

struct writer {
	struct arena *arena;
	const struct tmpl *all;
	size_t n;
	struct str noun;
	struct buf *code;
	struct tmpl_fault *fault;
	const struct tmpl *template;
	int indent;
	bool uses_view;
};

struct str tmpl_noun(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.at[i] == '/') return str_part(name, 0, i);
	return STR("page");
}

/* "set/show" as html_set_show. */
static struct str function_name(struct arena *arena, const struct tmpl *template)
{
	const struct str name = str_printf(arena, "%s%.*s", template->plain ? "txt_" : "html_",
	                                   STR_ARG(template->name));
	char *at = NEW(arena, char, name.n);

	for (size_t i = 0; i < name.n; i++)
		at[i] = name.at[i] == '/' || name.at[i] == '-' ? '_' : name.at[i];
	return (struct str){ at, name.n };
}

static const struct tmpl *find(const struct writer *writer, struct str name, bool plain)
{
	for (size_t i = 0; i < writer->n; i++)
		if (writer->all[i].plain == plain && str_eq(writer->all[i].name, name))
			return &writer->all[i];
	return NULL;
}

static bool refuse(const struct writer *writer, struct tmpl_spot at, const char *format,
                   struct str name)
{
	return tmpl_refuse(writer->arena, writer->fault, at, "%.*s%s", STR_ARG(name), format);
}

/* ---- pieces of C ---------------------------------------------------------------------------------------- */

static void tabs(const struct writer *writer)
{
	for (int i = 0; i < writer->indent; i++) buf_byte(writer->code, '\t');
}

static void put_line_of(const struct writer *writer, struct tmpl_spot at)
{
	buf_printf(writer->code, "#line %d \"%.*s\"\n", at.line, STR_ARG(writer->template->path));
}

static void put_quoted(struct buf *code, struct str text)
{
	buf_byte(code, '"');
	for (size_t i = 0; i < text.n; i++) {
		const unsigned char c = (unsigned char)text.at[i];
		if (c == '\n')
			buf_str(code, STR("\\n"));
		else if (c == '"' || c == '\\' || c == '?')
			buf_printf(code, "\\%c", c);
		else if (c < ' ' || c >= 0x7f)
			buf_printf(code, "\\%03o", c);
		else
			buf_byte(code, (char)c);
	}
	buf_byte(code, '"');
}

static void put_literal(const struct writer *writer, struct str text)
{
	size_t from = 0;

	tabs(writer);
	buf_str(writer->code, STR("OUT_RAW(out,"));
	while (from < text.n) {
		size_t to = from;
		while (to < text.n && text.at[to] != '\n') to++;
		if (to < text.n) to++;
		buf_byte(writer->code, '\n');
		tabs(writer);
		buf_byte(writer->code, '\t');
		put_quoted(writer->code, str_part(text, from, to));
		from = to;
	}
	buf_str(writer->code, STR(");\n"));
}

static void put_value(const struct writer *writer, const struct tmpl_step *step)
{
	static const char *const macros[] = {
		[TMPL_IN_TEXT] = "OUT_TEXT", [TMPL_IN_ATTR] = "OUT_ATTR",
		[TMPL_IN_URL] = "OUT_URL",   [TMPL_IN_PLAIN] = "OUT_PLAIN",
		[TMPL_IN_LINE] = "OUT_LINE",
	};
	put_line_of(writer, step->at);
	tabs(writer);
	buf_printf(writer->code, "%s(out, %.*s);\n", macros[step->place], STR_ARG(step->text));
}

static void put_condition(struct writer *writer, const struct tmpl_step *step)
{
	const bool again = step->kind == TMPL_ELIF;

	if (again) {
		writer->indent--;
		tabs(writer);
		buf_str(writer->code, STR("} else\n"));
	}
	put_line_of(writer, step->at);
	tabs(writer);
	buf_printf(writer->code, "if (%sIS(%.*s)) {\n", step->negated ? "!" : "",
	           STR_ARG(step->text));
	writer->indent++;
}

static void put_for(struct writer *writer, const struct tmpl_step *step)
{
	const struct str list = step->text, name = step->name;

	put_line_of(writer, step->at);
	tabs(writer);
	buf_printf(writer->code, "for (size_t i%d = 0; i%d < (size_t)%.*s.n; i%d++) {\n",
	           step->depth, step->depth, STR_ARG(list), step->depth);
	writer->indent++;
	put_line_of(writer, step->at);
	tabs(writer);
	buf_printf(writer->code, "const __typeof__(*%.*s.at) *const %.*s_ = &%.*s.at[i%d];\n",
	           STR_ARG(list), STR_ARG(name), STR_ARG(list), step->depth);
	tabs(writer);
	buf_printf(writer->code, "(void)%.*s_;\n", STR_ARG(name));
}

static bool put_include(const struct writer *writer, const struct tmpl_step *step)
{
	const struct tmpl *other = find(writer, step->name, writer->template->plain);

	if (!other)
		return refuse(writer, step->at,
		              writer->template->plain
		                      ? ".txt is not a template; look for a slip in its name"
		                      : ".html is not a template; look for a slip in its name",
		              step->name);
	if (other->cut)
		return refuse(writer, step->at,
		              " has a {% content %}; write {% layout %} in the first lines instead",
		              step->name);
	if (other->view.n && !step->text.n)
		return refuse(writer, step->at, " needs a view; write {% include ... with path %}",
		              step->name);
	if (!other->view.n && step->text.n)
		return refuse(writer, step->at, " has no view; leave out 'with'", step->name);
	const struct str function = function_name(writer->arena, other);
	put_line_of(writer, step->at);
	tabs(writer);
	if (step->text.n)
		buf_printf(writer->code, "%.*s(out, %.*s);\n", STR_ARG(function),
		           STR_ARG(step->text));
	else
		buf_printf(writer->code, "%.*s(out);\n", STR_ARG(function));
	return true;
}

/* ---- functions -------------------------------------------------------------------------------------------- */

static void put_signature(struct buf *out, struct str function, const char *part,
                          const struct tmpl *template)
{
	buf_printf(out, "void %.*s%s(struct buf *out", STR_ARG(function), part);
	if (template->view.n) buf_printf(out, ", const struct %.*s *view", STR_ARG(template->view));
	buf_byte(out, ')');
}

static bool says_view(const struct tmpl_step *step, const struct tmpl_step *end)
{
	for (; step != end; step = step->next)
		if (step->kind != TMPL_LITERAL &&
		    (str_has(step->text, STR("view->")) || str_eq(step->text, STR("view"))))
			return true;
	return false;
}

static bool put_steps(struct writer *writer, const struct tmpl_step *step,
                      const struct tmpl_step *end)
{
	for (; step != end; step = step->next) {
		switch (step->kind) {
		case TMPL_LITERAL:
			put_literal(writer, step->text);
			break;
		case TMPL_VALUE:
			put_value(writer, step);
			break;
		case TMPL_IF:
		case TMPL_ELIF:
			put_condition(writer, step);
			break;
		case TMPL_FOR:
			put_for(writer, step);
			break;
		case TMPL_ELSE:
			writer->indent--;
			tabs(writer);
			buf_str(writer->code, STR("} else {\n"));
			writer->indent++;
			break;
		case TMPL_NONE:
			writer->indent--;
			tabs(writer);
			buf_printf(writer->code, "}\n");
			tabs(writer);
			buf_printf(writer->code, "if (%.*s.n == 0) {\n", STR_ARG(step->text));
			writer->indent++;
			break;
		case TMPL_END:
			writer->indent--;
			tabs(writer);
			buf_str(writer->code, STR("}\n"));
			break;
		case TMPL_INCLUDE:
			if (!put_include(writer, step)) return false;
			break;
		case TMPL_CONTENT:
			BUG("a function ends at its content");
		}
	}
	return true;
}

/* The field of the view that a layout takes: "page" for page, "frame" for room/frame. */
static struct str layout_field(struct arena *arena, struct str name)
{
	size_t from = 0;
	for (size_t i = 0; i < name.n; i++)
		if (name.at[i] == '/') from = i + 1;
	char *at = NEW(arena, char, name.n);
	for (size_t i = from; i < name.n; i++) at[i - from] = name.at[i] == '-' ? '_' : name.at[i];
	return (struct str){ at, name.n - from };
}

static void put_layout(const struct writer *writer, const struct tmpl *layout, const char *part)
{
	put_line_of(writer, writer->template->layout_at);
	buf_printf(writer->code, "\t%.*s%s(out, &view->%.*s);\n",
	           STR_ARG(function_name(writer->arena, layout)), part,
	           STR_ARG(layout_field(writer->arena, layout->name)));
}

static bool put_function(struct writer *writer, const char *part, const struct tmpl_step *from,
                         const struct tmpl_step *end)
{
	const struct tmpl *template = writer->template;
	const struct tmpl *layout =
		template->layout.n ? find(writer, template->layout, false) : NULL;

	if (template->layout.n && !layout)
		return refuse(writer, template->layout_at,
		              ".html is not a template; look for a slip in its name",
		              template->layout);
	if (layout && !layout->cut)
		return refuse(writer, template->layout_at, " is no layout; it has no {% content %}",
		              template->layout);
	buf_byte(writer->code, '\n');
	put_signature(writer->code, function_name(writer->arena, template), part, template);
	buf_str(writer->code, STR("\n{\n"));
	writer->indent = 1;
	if (!from || from == end) buf_str(writer->code, STR("\t(void)out;\n"));
	if (template->view.n && !layout && !says_view(from, end))
		buf_str(writer->code, STR("\t(void)view;\n"));
	if (layout) put_layout(writer, layout, "_begin");
	if (!put_steps(writer, from, end)) return false;
	if (layout) put_layout(writer, layout, "_end");
	buf_str(writer->code, STR("}\n"));
	return true;
}

static bool put_template(struct writer *writer)
{
	const struct tmpl_step *content = writer->template->steps;

	while (content && content->kind != TMPL_CONTENT) content = content->next;
	if (!writer->template->cut) return put_function(writer, "", writer->template->steps, NULL);
	return put_function(writer, "_begin", writer->template->steps, content) &&
	       put_function(writer, "_end", content->next, NULL);
}

/* ---- files -------------------------------------------------------------------------------------------------- */

/* Once each, in the order in which they are needed. */
static void put_once(struct buf *out, struct buf *seen, struct arena *arena, struct str line)
{
	const struct str key = str_printf(arena, "\n%.*s\n", STR_ARG(line));

	if (str_has(buf_text(seen), key)) return;
	buf_str(seen, key);
	buf_str(out, line);
	buf_byte(out, '\n');
}

static void put_includes(struct writer *writer, struct buf *seen)
{
	struct arena *arena = writer->arena;
	struct buf *code = writer->code;

	put_once(code, seen, arena,
	         str_printf(arena, "#include \"html/%.*s.h\"", STR_ARG(writer->noun)));
	buf_byte(code, '\n');
	put_once(code, seen, arena, STR("#include \"format/html.h\""));
	for (size_t i = 0; i < writer->n; i++) {
		const struct tmpl *t = &writer->all[i];
		if (!str_eq(tmpl_noun(t->name), writer->noun)) continue;
		if (t->view.n)
			put_once(code, seen, arena,
			         str_printf(arena, "#include \"%.*s\"", STR_ARG(t->view_header)));
		if (t->layout.n)
			put_once(code, seen, arena,
			         str_printf(arena, "#include \"html/%.*s.h\"",
			                    STR_ARG(tmpl_noun(t->layout))));
		for (const struct tmpl_step *step = t->steps; step; step = step->next)
			if (step->kind == TMPL_INCLUDE)
				put_once(code, seen, arena,
				         str_printf(arena, "#include \"html/%.*s.h\"",
				                    STR_ARG(tmpl_noun(step->name))));
	}
}

static void put_header(const struct writer *writer, struct buf *header, struct buf *seen)
{
	struct arena *arena = writer->arena;

	buf_printf(header,
	           "/* Made by tools/tmplgen from templates; do not edit. */\n#ifndef "
	           "HTML_%.*s_H\n#define HTML_%.*s_H\n\n#include \"base/buf.h\"\n\n",
	           STR_ARG(writer->noun), STR_ARG(writer->noun));
	for (size_t i = 0; i < writer->n; i++)
		if (str_eq(tmpl_noun(writer->all[i].name), writer->noun) && writer->all[i].view.n)
			put_once(header, seen, arena,
			         str_printf(arena, "struct %.*s;", STR_ARG(writer->all[i].view)));
	buf_byte(header, '\n');
	for (size_t i = 0; i < writer->n; i++) {
		const struct tmpl *t = &writer->all[i];
		if (!str_eq(tmpl_noun(t->name), writer->noun)) continue;
		put_signature(header, function_name(arena, t), t->cut ? "_begin" : "", t);
		buf_str(header, STR(";\n"));
		if (!t->cut) continue;
		put_signature(header, function_name(arena, t), "_end", t);
		buf_str(header, STR(";\n"));
	}
	buf_str(header, STR("\n#endif\n"));
}

bool tmpl_write(struct arena *arena, struct str noun, const struct tmpl *all, size_t n,
                struct buf *header, struct buf *code, struct tmpl_fault *fault,
                const struct tmpl **faulty)
{
	struct writer writer = {
		.arena = arena, .all = all, .n = n, .noun = noun, .code = code, .fault = fault
	};
	struct buf seen;

	buf_init(&seen, 1 << 20);
	put_header(&writer, header, &seen);
	buf_str(code, STR("/* Made by tools/tmplgen from templates; do not edit. */\n"));
	put_includes(&writer, &seen);
	buf_release(&seen);
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(tmpl_noun(all[i].name), noun)) continue;
		writer.template = &all[i];
		if (put_template(&writer)) continue;
		*faulty = &all[i];
		return false;
	}
	return true;
}
