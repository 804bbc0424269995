/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* markdown - see markdown.h.  A renderer of our own behind md4c's parser, since its own writes any
 * link as it comes. */
#include "format/markdown.h"

#include <md4c.h>

#include "format/url.h"

enum { LINKS = 8 };

struct render {
	struct arena *arena;
	const struct markdown_word *words;
	size_t words_n;
	struct buf body, title;
	struct buf *out; /* one of the two */
	bool begun, in_title;
	bool open[LINKS]; /* of the links we are in: is there an <a>? */
	int links, pictures;
};

/* ---- blocks ----------------------------------------------------------------------------------------- */

static const char *block_tag(MD_BLOCKTYPE type)
{
	static const char *const tags[] = {
		[MD_BLOCK_QUOTE] = "blockquote",
		[MD_BLOCK_UL] = "ul",
		[MD_BLOCK_OL] = "ol",
		[MD_BLOCK_LI] = "li",
		[MD_BLOCK_P] = "p",
		[MD_BLOCK_TABLE] = "table",
		[MD_BLOCK_THEAD] = "thead",
		[MD_BLOCK_TBODY] = "tbody",
		[MD_BLOCK_TR] = "tr",
		[MD_BLOCK_TH] = "th",
		[MD_BLOCK_TD] = "td",
	};
	return (size_t)type < LEN(tags) ? tags[type] : NULL;
}

/* The page's own h1 is its title; what is below it begins at h2. */
static unsigned heading_level(const MD_BLOCK_H_DETAIL *heading)
{
	return heading->level < 2 ? 2 : heading->level;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct render *render = data;
	const bool first = !render->begun;

	if (type == MD_BLOCK_DOC) return 0;
	render->begun = true;
	if (type == MD_BLOCK_H) {
		const MD_BLOCK_H_DETAIL *heading = detail;
		render->in_title = first && heading->level == 1;
		if (render->in_title)
			render->out = &render->title;
		else
			buf_printf(render->out, "<h%u>", heading_level(heading));
	} else if (type == MD_BLOCK_HR) {
		buf_str(render->out, STR("<hr>\n"));
	} else if (type == MD_BLOCK_CODE) {
		buf_str(render->out, STR("<pre><code>"));
	} else if (type == MD_BLOCK_OL && ((const MD_BLOCK_OL_DETAIL *)detail)->start != 1) {
		buf_printf(render->out, "<ol start=\"%u\">\n",
		           ((const MD_BLOCK_OL_DETAIL *)detail)->start);
	} else if (type == MD_BLOCK_TH) {
		buf_str(render->out, STR("<th scope=\"col\">"));
	} else if (block_tag(type)) {
		const bool leaf = type == MD_BLOCK_P || type == MD_BLOCK_LI || type == MD_BLOCK_TD;
		buf_printf(render->out, "<%s>%s", block_tag(type), leaf ? "" : "\n");
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct render *render = data;

	if (type == MD_BLOCK_H) {
		if (render->in_title)
			render->out = &render->body;
		else
			buf_printf(render->out, "</h%u>\n", heading_level(detail));
		render->in_title = false;
	} else if (type == MD_BLOCK_CODE) {
		buf_str(render->out, STR("</code></pre>\n"));
	} else if (block_tag(type)) {
		buf_printf(render->out, "</%s>\n", block_tag(type));
	}
	return 0;
}

/* ---- spans -------------------------------------------------------------------------------------------- */

/* The address of a link, with what is not ASCII percent-encoded.  One that holds an entity other than
 * &amp; is none: that is how a scheme is hidden. */
static bool read_address(struct render *render, const MD_ATTRIBUTE *from, struct url *out)
{
	struct buf buf;
	bool plain = true;

	buf_init(&buf, URL_LONGEST);
	for (size_t i = 0; from->substr_offsets && from->substr_offsets[i] < from->size; i++) {
		const struct str part =
			str_part((struct str){ from->text, from->size }, from->substr_offsets[i],
		                 from->substr_offsets[i + 1]);
		if (from->substr_types[i] == MD_TEXT_ENTITY && str_eq(part, STR("&amp;")))
			buf_byte(&buf, '&');
		else if (from->substr_types[i] != MD_TEXT_NORMAL)
			plain = false;
		else
			for (size_t at = 0; at < part.n; at++) {
				if ((unsigned char)part.at[at] >= 0x80)
					html_segment(&buf, str_part(part, at, at + 1));
				else
					buf_byte(&buf, part.at[at]);
			}
	}
	const bool ok =
		plain && buf_ok(&buf) && url_link(str_copy(render->arena, buf_text(&buf)), out);
	buf_release(&buf);
	return ok;
}

static const char *span_tag(MD_SPANTYPE type)
{
	static const char *const tags[] = { [MD_SPAN_EM] = "em",
		                            [MD_SPAN_STRONG] = "strong",
		                            [MD_SPAN_CODE] = "code",
		                            [MD_SPAN_DEL] = "del" };
	return (size_t)type < LEN(tags) ? tags[type] : NULL;
}

/* A title is plain words, and so is the description of a picture. */
static bool takes_tags(const struct render *render)
{
	return !render->in_title && render->pictures == 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct render *render = data;

	if (type == MD_SPAN_IMG) {
		render->pictures++;
	} else if (type == MD_SPAN_A) {
		struct url url = { 0 };
		const MD_SPAN_A_DETAIL *link = detail;
		const bool open = render->links < LINKS && takes_tags(render) &&
		                  read_address(render, &link->href, &url);
		if (render->links < LINKS) render->open[render->links] = open;
		render->links++;
		if (!open) return 0;
		buf_str(render->out, STR("<a href=\""));
		OUT_URL(render->out, url);
		buf_str(render->out, STR("\">"));
	} else if (span_tag(type) && takes_tags(render)) {
		buf_printf(render->out, "<%s>", span_tag(type));
	}
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct render *render = data;

	(void)detail;
	if (type == MD_SPAN_IMG) {
		render->pictures--;
	} else if (type == MD_SPAN_A) {
		render->links--;
		if (render->links < LINKS && render->open[render->links])
			buf_str(render->out, STR("</a>"));
	} else if (span_tag(type) && takes_tags(render)) {
		buf_printf(render->out, "</%s>", span_tag(type));
	}
	return 0;
}

/* ---- text --------------------------------------------------------------------------------------------- */

static void put_text(struct render *render, struct str text)
{
	/* The title is escaped where it is shown. */
	if (render->in_title)
		buf_str(render->out, text);
	else
		html_text(render->out, text);
}

static void put_word(struct render *render, const struct markdown_word *word)
{
	const bool link = word->link.text.n && takes_tags(render) && render->links == 0;

	if (link) {
		buf_str(render->out, STR("<a href=\""));
		OUT_URL(render->out, word->link);
		buf_str(render->out, STR("\">"));
	}
	put_text(render, word->value);
	if (link) buf_str(render->out, STR("</a>"));
}

static const struct markdown_word *find_word(const struct render *render, struct str name)
{
	for (size_t i = 0; i < render->words_n; i++)
		if (str_eq(render->words[i].name, name)) return &render->words[i];
	return NULL;
}

static void put_with_words(struct render *render, struct str text)
{
	size_t done = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] != '{') continue;
		size_t end = i + 1;
		while (end < text.n && end - i < 40 && text.at[end] != '}' && text.at[end] != '{')
			end++;
		if (end >= text.n || text.at[end] != '}') continue;
		const struct markdown_word *word = find_word(render, str_part(text, i + 1, end));
		if (!word) continue;
		put_text(render, str_part(text, done, i));
		put_word(render, word);
		done = end + 1;
		i = end;
	}
	put_text(render, str_from(text, done));
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE n, void *data)
{
	struct render *render = data;
	const struct str text = { at, n };

	switch (type) {
	case MD_TEXT_NORMAL:
		put_with_words(render, text);
		break;
	case MD_TEXT_NULLCHAR:
		buf_str(render->out, STR("\xEF\xBF\xBD"));
		break;
	case MD_TEXT_BR:
		buf_str(render->out, takes_tags(render) ? STR("<br>\n") : STR(" "));
		break;
	case MD_TEXT_SOFTBR:
		buf_byte(render->out, takes_tags(render) ? '\n' : ' ');
		break;
	case MD_TEXT_ENTITY:
		/* md4c gives only what has the form of one: &name; &#1; &#x1; */
		if (render->in_title)
			put_text(render, text);
		else
			buf_str(render->out, text);
		break;
	case MD_TEXT_CODE:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		put_text(render, text);
		break;
	}
	return 0;
}

static void no_log(const char *message, void *data)
{
	(void)message;
	(void)data;
}

enum err markdown(struct arena *arena, struct str text, const struct markdown_word *words,
                  size_t words_n, struct markdown *out)
{
	static const MD_PARSER parser = {
		.abi_version = 0,
		.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
		         MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEURLAUTOLINKS |
		         MD_FLAG_PERMISSIVEEMAILAUTOLINKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = take_text,
		.debug_log = no_log,
	};
	struct render render = { .arena = arena, .words = words, .words_n = words_n };
	enum err err = OK;

	if (text.n > MARKDOWN_LONGEST) return ERR_LIMIT;
	if (!str_is_utf8(text)) return ERR_INPUT;
	buf_init(&render.body, (size_t)8 * MARKDOWN_LONGEST);
	buf_init(&render.title, MARKDOWN_LONGEST);
	render.out = &render.body;
	if (md_parse(text.at ? text.at : "", (MD_SIZE)text.n, &parser, &render) != 0)
		err = ERR_SYSTEM;
	if (!err && (!buf_ok(&render.body) || !buf_ok(&render.title))) err = ERR_LIMIT;
	if (!err)
		*out = (struct markdown){ .title = str_copy(arena, buf_text(&render.title)),
			                  .body = { str_copy(arena, buf_text(&render.body)) } };
	buf_release(&render.body);
	buf_release(&render.title);
	return err;
}
