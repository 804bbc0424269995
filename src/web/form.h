/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form - what people write, read by a table of fields, and shown again with the text kept.
 *
 * Reading:  static const struct field fields[] = {
 *                   FIELD_TEXT(struct rename, name, "the set's name", 1, 100),
 *           };
 *           err = form_read(rq, fields, LEN(fields), &rename);
 *           if (!err) err = app_set_rename(&rq->work, ...);
 *           if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_set_edit);
 *
 * Every fault is found at once.  form_again() undoes the unit and shows the same page, status 422,
 * with what was typed: the view's fields are made by form_input() and friends, which take what was
 * sent rather than what is stored.  `about` is a noun phrase in lower case for the fault's sentence:
 * "Enter the set's name", "The set's name must be 100 characters or fewer". */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "web/reply.h"

enum field_kind {
	FIELD_KIND_TEXT, /* one line, trimmed */
	FIELD_KIND_LONG, /* several lines, trimmed */
	FIELD_KIND_EMAIL,
	FIELD_KIND_INT,
	FIELD_KIND_DAY,  /* name-d, name-m, name-y; or name as 2026-12-03 */
	FIELD_KIND_TIME, /* minutes after midnight: "9:30", "13.00" */
	FIELD_KIND_CHOICE,
	FIELD_KIND_CHECK,
	FIELD_KIND_ID,
};

struct choice {
	const char *value; /* as sent */
	int number;        /* as kept */
	const char *label;
};

struct field {
	enum field_kind kind;
	const char *name;  /* of the field, its id, and the struct's member */
	const char *about; /* "the set's name" */
	size_t offset;
	int64_t least, most; /* characters or numbers; least 0 text: may be left empty */
	const struct choice *choices;
	size_t n_choices;
};

/* clang-format off */
#define FIELD_AT(type, member, wanted) \
	(offsetof(type, member) + 0 * sizeof(char[_Generic(((type *)0)->member, wanted: 1)]))

/* struct str; least and most characters (code points). */
#define FIELD_TEXT(type, member, about, least, most) \
	{ FIELD_KIND_TEXT, #member, about, FIELD_AT(type, member, struct str), least, most, NULL, 0 }
#define FIELD_LONG(type, member, about, least, most) \
	{ FIELD_KIND_LONG, #member, about, FIELD_AT(type, member, struct str), least, most, NULL, 0 }
/* struct str, in lower case; least 0: may be left empty. */
#define FIELD_EMAIL(type, member, about, least) \
	{ FIELD_KIND_EMAIL, #member, about, FIELD_AT(type, member, struct str), least, 254, NULL, 0 }
/* int; must be filled in. */
#define FIELD_INT(type, member, about, least, most) \
	{ FIELD_KIND_INT, #member, about, FIELD_AT(type, member, int), least, most, NULL, 0 }
/* struct day; FIELD_DAY_OR_NONE gives DAY_NONE when left empty. */
#define FIELD_DAY(type, member, about) \
	{ FIELD_KIND_DAY, #member, about, FIELD_AT(type, member, struct day), 1, 0, NULL, 0 }
#define FIELD_DAY_OR_NONE(type, member, about) \
	{ FIELD_KIND_DAY, #member, about, FIELD_AT(type, member, struct day), 0, 0, NULL, 0 }
/* int: minutes after midnight. */
#define FIELD_TIME(type, member, about) \
	{ FIELD_KIND_TIME, #member, about, FIELD_AT(type, member, int), 1, 0, NULL, 0 }
/* int: the number of the choice; FIELD_CHOICE_OR leaves the member as it was when nothing is chosen. */
#define FIELD_CHOICE(type, member, about, choices) \
	{ FIELD_KIND_CHOICE, #member, about, FIELD_AT(type, member, int), 1, 0, choices, LEN(choices) }
#define FIELD_CHOICE_OR(type, member, about, choices) \
	{ FIELD_KIND_CHOICE, #member, about, FIELD_AT(type, member, int), 0, 0, choices, LEN(choices) }
/* bool: ticked or not. */
#define FIELD_CHECK(type, member) \
	{ FIELD_KIND_CHECK, #member, "", FIELD_AT(type, member, bool), 0, 0, NULL, 0 }
/* A typed id, by its 13 characters.  It has NOT passed the gate: look it up in the list it must be
 * in.  FIELD_ID_OR_NONE gives n == 0 when left empty. */
#define FIELD_ID(type, member, about) \
	{ FIELD_KIND_ID, #member, about, offsetof(type, member.n), 1, 0, NULL, 0 }
#define FIELD_ID_OR_NONE(type, member, about) \
	{ FIELD_KIND_ID, #member, about, offsetof(type, member.n), 0, 0, NULL, 0 }
/* clang-format on */

/* Fills the struct at `into`.  ERR_INPUT with rq->faults, and members without a fault filled in. */
MUST_USE enum err form_read(struct request *rq, const struct field *fields, size_t n, void *into);
/* A fault found by the handler itself; the sentence is copied. Gives ERR_INPUT. */
MUST_USE enum err form_fault(struct request *rq, const char *field, const char *format, ...)
	PRINTF(3, 4);
/* Undoes the unit (unless reply->keep) and shows `page` with the faults, or the refusal, at its head.
 * Status 422.  room.js is given the sentences alone. */
MUST_USE enum err form_again(struct request *rq, struct reply *reply, page_fn *page);
/* The same, and the refusal is about this field: it stands there too. */
MUST_USE enum err form_again_at(struct request *rq, struct reply *reply, page_fn *page,
                                const char *field);
/* The same with status 409: somebody changed it meanwhile; work.clash or a general sentence. */
MUST_USE enum err form_clash(struct request *rq, struct reply *reply, page_fn *page);

/* Which button was pressed: does the field `do` hold this word? */
bool form_does(const struct request *rq, const char *word);

/* ---- what templates show ---- */

/* {% include form/hidden with form %} in each <form method="post">;
 * {% include form/errors with form %} once, before the page's heading. */
struct form_view {
	struct str csrf, key;
	struct str me; /* who the page was made for; empty: a stranger */
	struct faults faults;
};
struct form_view form_begin(struct request *rq);

/* form/live: the sentences alone, for room.js. */
struct faults_view {
	struct faults faults;
};

/* {% include form/input with name %}, form/textarea. */
struct field_view {
	struct str name; /* and id */
	struct str label, hint;
	struct str error; /* empty: none */
	struct str value;
	struct str type;         /* "text" unless set: email, tel, url */
	struct str autocomplete; /* may be empty */
	struct str describes;    /* of aria-describedby; may be empty */
	struct str width;        /* class of the width: "govuk-input--width-4"; may be empty */
	int64_t rows, most;      /* of a text area; most 0: no count is shown */
	bool is_voice;           /* a person's own words */
	bool is_number;
};

/* What was sent in field `name`, else `stored`; with its fault.  Change other members afterwards. */
struct field_view form_input(struct request *rq, const char *name, struct str label,
                             struct str stored);
struct field_view form_textarea(struct request *rq, const char *name, struct str label,
                                struct str stored, int64_t most);
struct field_view form_number(struct request *rq, const char *name, struct str label,
                              int64_t stored);
/* "9:30"; stored < 0: empty. */
struct field_view form_time(struct request *rq, const char *name, struct str label, int stored);

/* {% include form/check with agree %} */
struct check_view {
	struct str name, label, hint, error, describes;
	bool is_checked;
};
struct check_view form_check(struct request *rq, const char *name, struct str label, bool stored);

/* {% include form/radios with theme %}, form/select. */
struct option_view {
	struct str id, value, label, hint;
	bool is_chosen;
};
struct choice_view {
	struct str name, legend, hint, error, describes;
	struct {
		struct option_view *at;
		size_t n;
	} options;
};
struct choice_view form_choice(struct request *rq, const char *name, struct str legend,
                               const struct choice *choices, size_t n, int stored);
/* Options made at run time, such as people: values in `options` (id is filled in here). */
struct choice_view form_options(struct request *rq, const char *name, struct str legend,
                                struct option_view *options, size_t n, struct str stored);

/* {% include form/day with held_on %} */
struct day_view {
	struct str name, legend, hint, error, describes;
	struct str d, m, y;
};
struct day_view form_day(struct request *rq, const char *name, struct str legend,
                         struct day stored);

#endif
