/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_json - a small JSON text as a tree whose every value knows its place (RFC 8259; numbers to a
 * thousandth). */
#ifndef DOMAIN_FORM_JSON_H
#define DOMAIN_FORM_JSON_H

#include "domain/form_divide.h"

enum form_json_kind {
	FORM_JSON_NULL,
	FORM_JSON_BOOL,
	FORM_JSON_NUMBER,
	FORM_JSON_TEXT,
	FORM_JSON_LIST,
	FORM_JSON_OBJECT
};
struct form_json {
	enum form_json_kind kind;
	int line, column;
	struct str name; /* in an object */
	struct str text;
	int64_t thousandths; /* of a number; 1 and 0 of true and false */
	struct form_json *first, *next;
};

MUST_USE enum err form_json_parse(struct arena *arena, struct str text, struct form_json **out,
                                  struct form_fault *fault);
/* The member of that name; NULL. */
const struct form_json *form_json_member(const struct form_json *object, const char *name);

#endif
