/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tmplgen_parts - what the parts of the template compiler share: a template as a row of steps, the
 * watch over its HTML, and faults.  The language is described in docs/templates.md. */
#ifndef TOOLS_TMPLGEN_PARTS_H
#define TOOLS_TMPLGEN_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct tmpl_spot {
	int line, column; /* from 1; columns in characters */
};

/* Why a template is refused: a sentence that says what to do instead. */
struct tmpl_fault {
	struct tmpl_spot at;
	struct str says;
};

/* Always false, so that a check can end in it. */
bool tmpl_refuse(struct arena *arena, struct tmpl_fault *fault, struct tmpl_spot at,
                 const char *format, ...) PRINTF(4, 5);

/* ---- a template --------------------------------------------------------------------------- */

enum tmpl_kind {
	TMPL_LITERAL, /* text: bytes */
	TMPL_VALUE,   /* text: a C expression; place */
	TMPL_IF,      /* text: a C expression; negated */
	TMPL_ELIF,
	TMPL_ELSE,
	TMPL_FOR,  /* name: the variable; text: the C expression of the list; depth */
	TMPL_NONE, /* the {% else %} of a for; text as in its TMPL_FOR */
	TMPL_END,
	TMPL_INCLUDE, /* name: the other template; text: a C expression of a pointer, or empty */
	TMPL_CONTENT
};

enum tmpl_place { TMPL_IN_TEXT, TMPL_IN_ATTR, TMPL_IN_URL, TMPL_IN_PLAIN, TMPL_IN_LINE };

struct tmpl_step {
	enum tmpl_kind kind;
	struct tmpl_spot at;
	enum tmpl_place place;
	bool negated;
	int depth; /* of loops, so that counters have names of their own */
	struct str text, name;
	struct tmpl_step *next;
};

struct tmpl {
	struct str name;              /* "set/show" */
	struct str path;              /* "templates/set/show.html", for messages */
	bool plain;                   /* a .txt: no HTML, no escaping */
	bool cut;                     /* has a {% content %} */
	struct str view, view_header; /* empty: a template with no view */
	struct str layout;            /* empty: none */
	struct tmpl_spot layout_at;
	struct tmpl_step *steps;
};

/* Reads one template.  false: *fault says why. */
MUST_USE bool tmpl_read(struct arena *arena, struct str text, struct tmpl *template,
                        struct tmpl_fault *fault);

/* ---- its words -------------------------------------------------------------------------------- */

enum { TMPL_WORDS = 6 };

struct tmpl_words {
	struct str at[TMPL_WORDS];
	size_t n; /* TMPL_WORDS if there are as many or more: always too many */
};

struct tmpl_words tmpl_split(struct str inside);
bool tmpl_word_is(const struct tmpl_words *words, size_t i, const char *text);
bool tmpl_is_name(struct str s);     /* as in C, at most 60 characters */
bool tmpl_is_template(struct str s); /* "page", "set/show" */
bool tmpl_is_header(struct str s);   /* "\"web/set.h\"", with its quotes; below src/ */

/* ---- the watch over HTML --------------------------------------------------------------------- */

enum tmpl_state {
	HTML_TEXT,
	HTML_LESS, /* after '<' */
	HTML_BANG, /* after '<!' */
	HTML_COMMENT,
	HTML_DOCTYPE,
	HTML_NAME,         /* in the name of an opening tag */
	HTML_CLOSING,      /* in the name of a closing tag */
	HTML_TAG,          /* between attributes */
	HTML_SLASH,        /* after the '/' of '/>' */
	HTML_ATTR,         /* in the name of an attribute */
	HTML_BEFORE_VALUE, /* after its '=' */
	HTML_VALUE,        /* in a quoted value */
	HTML_BARE,         /* in an unquoted value */
	HTML_RAW           /* in script or style */
};

enum { TMPL_DEEP = 64, TMPL_WORD = 48 };

struct tmpl_word {
	char at[TMPL_WORD];
	size_t n; /* what does not fit is cut off */
};

struct tmpl_html {
	struct arena *arena;
	struct tmpl_fault *fault;
	enum tmpl_state state;
	char quote;
	bool spaced; /* HTML_TAG: a space since the last word */
	bool equiv;  /* this tag has http-equiv */
	int dashes;  /* HTML_COMMENT */
	struct tmpl_spot tag_at;
	struct tmpl_word tag, attr, value, raw;
	struct {
		struct tmpl_word name;
		struct tmpl_spot at;
	} open[TMPL_DEEP];
	int depth, floor; /* open tags; those that the block under way may not close */
	int verbatim;     /* how many of them are pre or textarea */
	int foreign;      /* how many of them are svg or math */
};

/* Takes a literal byte. */
MUST_USE bool tmpl_html_byte(struct tmpl_html *html, char byte, struct tmpl_spot at);
/* May a value, a control word, an include stand here?  The first gives its place. */
MUST_USE bool tmpl_html_value(struct tmpl_html *html, struct tmpl_spot at, enum tmpl_place *place);
MUST_USE bool tmpl_html_control(struct tmpl_html *html, struct tmpl_spot at);
MUST_USE bool tmpl_html_include(struct tmpl_html *html, struct tmpl_spot at, const char *what);
MUST_USE bool tmpl_html_end(struct tmpl_html *html, struct tmpl_spot at);

/* ---- C ------------------------------------------------------------------------------------------- */

/* Writes html/NOUN.h and html/NOUN.c from the templates of one noun; `all` are those of every noun,
 * for includes and layouts.  false: *fault says why, *faulty in which. */
MUST_USE bool tmpl_write(struct arena *arena, struct str noun, const struct tmpl *all, size_t n,
                         struct buf *header, struct buf *code, struct tmpl_fault *fault,
                         const struct tmpl **faulty);

/* "set" of "set/show"; "page" of a template in the uppermost folder. */
struct str tmpl_noun(struct str name);

#endif
