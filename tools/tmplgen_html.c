/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tmplgen_html - follows the HTML of a template byte by byte: where are we, which tags are open,
 * what may stand here.  It is stricter than browsers, which mend what is wrong. */
#include "tools/tmplgen_parts.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void word_add(struct tmpl_word *word, char c)
{
	if (word->n < sizeof word->at) word->at[word->n++] = c;
}

static struct str word_text(const struct tmpl_word *word)
{
	return (struct str){ word->at, word->n };
}

static bool word_is(const struct tmpl_word *word, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_ci(word_text(word), str_of(names[i]))) return true;
	return false;
}
#define WORD_IS(word, ...)                                                                         \
	word_is((word), (const char *const[]){ __VA_ARGS__ },                                      \
	        LEN(((const char *const[]){ __VA_ARGS__ })))

static bool is_void(const struct tmpl_word *tag)
{
	return WORD_IS(tag, "area", "base", "br", "col", "embed", "hr", "img", "input", "link",
	               "meta", "param", "source", "track", "wbr");
}

static bool is_raw(const struct tmpl_word *tag)
{
	return WORD_IS(tag, "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");
}

static bool is_verbatim(const struct tmpl_word *tag)
{
	return WORD_IS(tag, "pre", "textarea");
}

static bool is_foreign(const struct tmpl_word *tag)
{
	return WORD_IS(tag, "svg", "math");
}

/* Parts of drawings that stand in a template of their own. */
static bool is_drawing(const struct tmpl_word *tag)
{
	return WORD_IS(tag, "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "g",
	               "use", "stop", "image", "text", "tspan");
}

static bool is_address(const struct tmpl_word *attr)
{
	return WORD_IS(attr, "href", "src", "action", "formaction", "poster", "cite", "data",
	               "xlink:href", "manifest", "background");
}

#define REFUSE(html, spot, ...) tmpl_refuse((html)->arena, (html)->fault, (spot), __VA_ARGS__)

/* ---- tags ------------------------------------------------------------------------------------------ */

static bool tag_opened(struct tmpl_html *html, bool slash)
{
	struct tmpl_word *tag = &html->tag;

	html->state = HTML_TEXT;
	if (is_void(tag)) return true;
	if (slash) {
		if (html->foreign || is_drawing(tag)) return true;
		return REFUSE(html, html->tag_at,
		              "<%.*s/> does not close itself in HTML; write <%.*s></%.*s>",
		              STR_ARG(word_text(tag)), STR_ARG(word_text(tag)),
		              STR_ARG(word_text(tag)));
	}
	if (html->depth == TMPL_DEEP)
		return REFUSE(html, html->tag_at,
		              "tags are nested more than %d deep; move the inner part to a "
		              "template of its own",
		              TMPL_DEEP);
	html->open[html->depth].name = *tag;
	html->open[html->depth].at = html->tag_at;
	html->depth++;
	html->verbatim += is_verbatim(tag);
	html->foreign += is_foreign(tag);
	if (is_raw(tag)) {
		html->state = HTML_RAW;
		html->raw.n = 0;
	}
	return true;
}

static bool tag_closed(struct tmpl_html *html)
{
	struct str tag = word_text(&html->tag);

	html->state = HTML_TEXT;
	if (is_void(&html->tag))
		return REFUSE(html, html->tag_at, "<%.*s> has no closing tag; leave out </%.*s>",
		              STR_ARG(tag), STR_ARG(tag));
	if (html->depth == 0)
		return REFUSE(html, html->tag_at,
		              "</%.*s> closes nothing; open it in this template, or leave it out",
		              STR_ARG(tag));
	if (html->depth == html->floor)
		return REFUSE(html, html->tag_at,
		              "</%.*s> closes a tag from outside this block; open and close a tag "
		              "in the same block",
		              STR_ARG(tag));
	struct tmpl_word *open = &html->open[html->depth - 1].name;
	if (!str_eq_ci(word_text(open), tag))
		return REFUSE(html, html->tag_at,
		              "</%.*s> comes while <%.*s> of line %d is open; write </%.*s> first",
		              STR_ARG(tag), STR_ARG(word_text(open)),
		              html->open[html->depth - 1].at.line, STR_ARG(word_text(open)));
	html->depth--;
	html->verbatim -= is_verbatim(open);
	html->foreign -= is_foreign(open);
	return true;
}

/* ---- attributes ---------------------------------------------------------------------------------- */

static bool attr_named(struct tmpl_html *html, struct tmpl_spot at)
{
	struct str name = word_text(&html->attr);

	if (name.n > 2 && str_eq_ci(str_first(name, 2), STR("on")))
		return REFUSE(
			html, at,
			"%.*s runs script from an attribute; add the listener in ui/js instead",
			STR_ARG(name));
	if (str_eq_ci(name, STR("style")))
		return REFUSE(html, at,
		              "style attributes are forbidden by our security policy; use a class");
	if (str_eq_ci(name, STR("srcdoc")))
		return REFUSE(
			html, at,
			"srcdoc is a page inside an attribute; give it an address of its own");
	if (str_eq_ci(name, STR("http-equiv"))) html->equiv = true;
	return true;
}

static bool value_ended(struct tmpl_html *html, struct tmpl_spot at)
{
	static const char *const schemes[] = { "javascript:", "vbscript:", "data:text" };
	char plain[TMPL_WORD];
	size_t n = 0;

	/* Browsers overlook white space and control characters inside a scheme. */
	for (size_t i = 0; i < html->value.n; i++)
		if ((unsigned char)html->value.at[i] > ' ') plain[n++] = html->value.at[i];
	for (size_t i = 0; i < LEN(schemes); i++) {
		const struct str scheme = str_of(schemes[i]);
		if (str_eq_ci(str_part((struct str){ plain, n }, 0, scheme.n), scheme))
			return REFUSE(
				html, at,
				"%s in an attribute is script; use a link or a form, and ui/js",
				schemes[i]);
	}
	html->value.n = 0;
	return true;
}

/* ---- byte by byte --------------------------------------------------------------------------------- */

static bool in_less(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	if (c == '/') {
		html->state = HTML_CLOSING;
	} else if (c == '!') {
		html->state = HTML_BANG;
	} else if (is_letter(c)) {
		html->state = HTML_NAME;
		word_add(&html->tag, c);
	} else {
		return REFUSE(html, at, "a lone < is not text; write &lt;");
	}
	return true;
}

static bool in_bang(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	if (c == '-') {
		if (++html->dashes == 2) {
			html->state = HTML_COMMENT;
			html->dashes = 0;
		}
	} else if (html->dashes == 0 && is_letter(c)) {
		html->state = HTML_DOCTYPE;
	} else {
		return REFUSE(html, at,
		              "after <! comes doctype or --; write {# ... #} for a comment");
	}
	return true;
}

static bool in_tag(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	if (is_space(c)) {
		html->spaced = true;
		return true;
	}
	if (c == '>') return tag_opened(html, false);
	if (c == '/') {
		html->state = HTML_SLASH;
		return true;
	}
	if (!html->spaced) return REFUSE(html, at, "put a space before this attribute");
	if (!is_letter(c)) return REFUSE(html, at, "an attribute's name begins with a letter");
	html->state = HTML_ATTR;
	html->attr.n = 0;
	html->value.n = 0;
	word_add(&html->attr, c);
	return true;
}

/* The byte that ends a name belongs to the tag. */
static bool tag_goes_on(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	html->state = HTML_TAG;
	html->spaced = false;
	return in_tag(html, c, at);
}

static bool in_attr(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	if (is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_') {
		word_add(&html->attr, c);
		return true;
	}
	if (!attr_named(html, at)) return false;
	if (c == '=') {
		html->state = HTML_BEFORE_VALUE;
		return true;
	}
	if (!is_space(c) && c != '>' && c != '/')
		return REFUSE(html, at, "'%c' may not stand in an attribute's name", c);
	return tag_goes_on(html, c, at);
}

static bool in_value(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	if (html->state == HTML_BEFORE_VALUE) {
		html->state = c == '"' || c == '\'' ? HTML_VALUE : HTML_BARE;
		html->quote = c;
		if (html->state == HTML_VALUE) return true;
		if (is_space(c) || c == '>')
			return REFUSE(html, at, "a value must follow =, in quotes");
	}
	if (html->state == HTML_VALUE && c == html->quote) {
		html->state = HTML_TAG;
		html->spaced = false;
		return value_ended(html, at);
	}
	if (html->state == HTML_BARE && (is_space(c) || c == '>'))
		return value_ended(html, at) && tag_goes_on(html, c, at);
	if (html->state == HTML_BARE && (c == '"' || c == '\'' || c == '<'))
		return REFUSE(html, at, "put the whole value in quotes");
	word_add(&html->value, c);
	return true;
}

static bool in_raw(struct tmpl_html *html, char c)
{
	/* raw holds the beginning of a closing tag, if this may be one. */
	if (c == '<') html->raw.n = 0;
	if (c == '<' || html->raw.n > 0) word_add(&html->raw, c);
	const struct str name = word_text(&html->open[html->depth - 1].name);
	const struct str raw = word_text(&html->raw);
	if (raw.n >= 2 && raw.at[1] != '/') html->raw.n = 0;
	if (raw.n < name.n + 2) return true;
	if (!str_eq_ci(str_from(raw, 2), name)) {
		html->raw.n = 0;
		return true;
	}
	html->tag = html->open[html->depth - 1].name;
	html->spaced = false;
	html->state = HTML_CLOSING;
	return true;
}

static bool in_name(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	const bool more = html->state == HTML_NAME || !html->spaced;

	if (more && (is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':')) {
		if (html->tag.n == sizeof html->tag.at)
			return REFUSE(html, at, "no tag has a name as long as this");
		word_add(&html->tag, c);
		return true;
	}
	if (html->state == HTML_NAME) return tag_goes_on(html, c, at);
	if (is_space(c)) {
		html->spaced = true;
		return true;
	}
	if (c == '>') return tag_closed(html);
	return REFUSE(html, at, "a closing tag holds only a name");
}

bool tmpl_html_byte(struct tmpl_html *html, char c, struct tmpl_spot at)
{
	switch (html->state) {
	case HTML_TEXT:
		if (c != '<') return true;
		html->state = HTML_LESS;
		html->tag.n = 0;
		html->dashes = 0;
		html->equiv = false;
		html->spaced = false;
		html->tag_at = at;
		return true;
	case HTML_LESS:
		return in_less(html, c, at);
	case HTML_BANG:
		return in_bang(html, c, at);
	case HTML_COMMENT:
		if (c == '>' && html->dashes >= 2) html->state = HTML_TEXT;
		html->dashes = c == '-' ? html->dashes + 1 : 0;
		return true;
	case HTML_DOCTYPE:
		if (c == '>') html->state = HTML_TEXT;
		return true;
	case HTML_NAME:
	case HTML_CLOSING:
		return in_name(html, c, at);
	case HTML_TAG:
		return in_tag(html, c, at);
	case HTML_SLASH:
		if (c == '>') return tag_opened(html, true);
		return REFUSE(html, at, "after the / of a tag comes >");
	case HTML_ATTR:
		return in_attr(html, c, at);
	case HTML_BEFORE_VALUE:
	case HTML_VALUE:
	case HTML_BARE:
		return in_value(html, c, at);
	case HTML_RAW:
		return in_raw(html, c);
	}
	BUG("no such state");
}

/* ---- what is not literal --------------------------------------------------------------------------- */

bool tmpl_html_value(struct tmpl_html *html, struct tmpl_spot at, enum tmpl_place *place)
{
	const struct str attr = word_text(&html->attr);

	switch (html->state) {
	case HTML_TEXT:
		*place = TMPL_IN_TEXT;
		return true;
	case HTML_VALUE:
		if (WORD_IS(&html->attr, "srcset", "ping"))
			return REFUSE(html, at,
			              "a value may not stand in %.*s, a list of addresses; use src "
			              "or href",
			              STR_ARG(attr));
		if (html->equiv && WORD_IS(&html->attr, "content"))
			return REFUSE(html, at,
			              "a value may not stand in the content of http-equiv; send a "
			              "header instead");
		*place = is_address(&html->attr) ? TMPL_IN_URL : TMPL_IN_ATTR;
		return value_ended(html, at);
	case HTML_RAW:
		return REFUSE(html, at,
		              "a value may not stand in <%.*s>; put it in a data- attribute and "
		              "read it from there",
		              STR_ARG(word_text(&html->open[html->depth - 1].name)));
	case HTML_BEFORE_VALUE:
	case HTML_BARE:
		return REFUSE(html, at, "put quotes round the value of %.*s", STR_ARG(attr));
	case HTML_COMMENT:
	case HTML_DOCTYPE:
	case HTML_BANG:
		return REFUSE(
			html, at,
			"a value may not stand in a comment; write {# ... #}, which is not sent");
	case HTML_LESS:
	case HTML_NAME:
	case HTML_CLOSING:
	case HTML_SLASH:
		return REFUSE(
			html, at,
			"a value may not be part of a tag's name; use {%% if %%} round two tags");
	case HTML_TAG:
	case HTML_ATTR:
		return REFUSE(html, at,
		              "a value may not be an attribute's name; use {%% if %%} round the "
		              "attribute");
	}
	BUG("no such state");
}

bool tmpl_html_control(struct tmpl_html *html, struct tmpl_spot at)
{
	switch (html->state) {
	case HTML_NAME:
		html->state = HTML_TAG;
		html->spaced = false;
		return true;
	case HTML_ATTR:
		html->state = HTML_TAG;
		html->spaced = false;
		return attr_named(html, at);
	case HTML_TEXT:
	case HTML_TAG:
	case HTML_VALUE:
		return true;
	case HTML_BEFORE_VALUE:
	case HTML_BARE:
		return REFUSE(html, at, "put quotes round the value of %.*s",
		              STR_ARG(word_text(&html->attr)));
	case HTML_RAW:
		return REFUSE(html, at,
		              "a control word may not stand in <%.*s>; put what differs in a data- "
		              "attribute",
		              STR_ARG(word_text(&html->open[html->depth - 1].name)));
	case HTML_LESS:
	case HTML_BANG:
	case HTML_COMMENT:
	case HTML_DOCTYPE:
	case HTML_CLOSING:
	case HTML_SLASH:
		return REFUSE(html, at,
		              "a control word may not stand inside a comment or a tag's name");
	}
	BUG("no such state");
}

bool tmpl_html_include(struct tmpl_html *html, struct tmpl_spot at, const char *what)
{
	if (html->state == HTML_TEXT) return true;
	return REFUSE(html, at, "{%% %s %%} stands between tags, not inside one", what);
}

bool tmpl_html_end(struct tmpl_html *html, struct tmpl_spot at)
{
	if (html->state != HTML_TEXT && html->state != HTML_RAW)
		return REFUSE(html, html->tag_at, "this tag or comment is never finished");
	if (html->depth == 0) return true;
	(void)at;
	const struct tmpl_word *open = &html->open[html->depth - 1].name;
	return REFUSE(html, html->open[html->depth - 1].at, "<%.*s> is never closed; write </%.*s>",
	              STR_ARG(word_text(open)), STR_ARG(word_text(open)));
}
