/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - what the set agreed: the version in force, agreeing to it, and the versions before. */
#ifndef WEB_RULE_H
#define WEB_RULE_H

#include "web/circle.h"
#include "web/page.h"

struct rule_line_view {
	struct str text, since; /* "Agreed 17 June", "Added 30 July" */
};

struct rule_lines {
	struct rule_line_view *at;
	size_t n;
};

/* The rules of `version` with when each first stood; empty for version 0. */
MUST_USE enum err rule_lines_of(struct request *rq, const struct circle *circle, int version,
                                struct rule_lines *out);
/* Those in force, and their version: 0 before any were settled. */
MUST_USE enum err rule_lines_now(struct request *rq, const struct circle *circle, int *version,
                                 struct rule_lines *out);
/* Has the viewer agreed to it, and "Version 2. Agreed by 5 of 7."? */
MUST_USE enum err rule_agreement(struct request *rq, const struct circle *circle, int version,
                                 bool *have_i, struct str *words);

struct rule_agreed_view {
	struct str called, when;
};

struct rule_version_view {
	struct str words; /* "Version 1, 17 June, at meeting 1" */
	struct url to;
	bool is_shown;
};

struct rules_view {
	struct page_view page;
	struct form_view form;
	struct str set_name, readers, agreed_words, settled, sheet, version;
	struct url set, to, current;
	struct rule_lines rules, proposed;
	struct {
		struct rule_agreed_view *at;
		size_t n;
	} agreed;
	struct {
		struct rule_version_view *at;
		size_t n;
	} versions;
	bool may_agree, have_agreed, is_old, has_any;
};

page_fn page_rules, page_rules_version, post_rules_agreed;

#endif
