/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person - who people are: names and addresses are sealed under the house's key, and an address is
 * found by its keyed hash, in lower case. */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct person_row {
	person_id id;
	organisation_id organisation; /* may be none */
	struct str organisation_name; /* likewise */
	struct str name;              /* "Priya Nair" */
	struct str called;            /* "Priya" */
	struct str email;
	struct str job; /* may be none */
	bool is_coordinator;
	bool is_facilitator;        /* may be given sets; of which sets, store/member.h knows */
	organisation_id sponsor_of; /* may be none */
	enum theme theme;
	bool shortcuts;
	enum speak speak;
};

struct person_rows {
	struct person_row *at;
	size_t n;
};

struct person_new {
	struct str name, called, email;
	struct str job;               /* at == NULL: none */
	organisation_id organisation; /* n == 0: none */
	bool is_coordinator, is_facilitator;
	organisation_id sponsor_of;
};

/* ERR_STALE if somebody has that address. */
MUST_USE enum err store_person_add(struct tx *tx, const struct person_new *person,
                                   struct instant now, person_id *out);
MUST_USE enum err store_person_load(struct tx *tx, person_id id, struct person_row *out);
/* The same without email, job and organisation, which stay empty: for whoever asks for a page. */
MUST_USE enum err store_person_viewer(struct tx *tx, person_id id, struct person_row *out);
MUST_USE enum err store_person_by_email(struct tx *tx, struct str email, struct person_row *out);
/* Whose address it is, in as much work whether there is somebody or not; n == 0: nobody's. */
MUST_USE enum err store_person_id_by_email(struct tx *tx, struct str email, person_id *out);
/* Everybody, and those who may be given sets; by name. */
MUST_USE enum err store_person_list(struct tx *tx, struct person_rows *out);
MUST_USE enum err store_person_facilitators(struct tx *tx, struct person_rows *out);

/* Who works in the office. */
struct person_ids {
	person_id *at;
	size_t n;
};
/* Whether names can be opened with this key ring: OK too if there is nobody yet. */
MUST_USE enum err store_person_opens(struct tx *tx);
MUST_USE enum err store_person_coordinators(struct tx *tx, struct person_ids *out);

MUST_USE enum err store_person_rename(struct tx *tx, person_id id, struct str name,
                                      struct str called, struct str job);
MUST_USE enum err store_person_display(struct tx *tx, person_id id, enum theme theme,
                                       bool shortcuts, enum speak speak);
/* What the office says of a person: employer, duties.  sponsor_of.n == 0: of none. */
MUST_USE enum err store_person_place(struct tx *tx, person_id id, organisation_id organisation,
                                     bool is_coordinator, bool is_facilitator,
                                     organisation_id sponsor_of);
/* Another address.  See first that nobody has it: on PostgreSQL a unit that met a taken one is over. */
MUST_USE enum err store_person_readdress(struct tx *tx, person_id id, struct str email);

#endif
