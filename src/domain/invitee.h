/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invitee - people to ask, as an office pastes them: one a line, an address, or a name and an address.
 *
 *     Priya Nair <priya.nair@wyreham.example>
 *     ben.hartley@calder.example
 *     Sioned Prys, sioned@moor.example; Kofi Mensah <kofi@moor.example>
 *
 * Lines may also be parted by semicolons, as mail programs copy them; a name and an address by a comma or a
 * tab, in either order, as tables are pasted.  Rows of a spreadsheet may have the employer after the address;
 * with a row of headings above them they may have any columns in any order. */
#ifndef DOMAIN_INVITEE_H
#define DOMAIN_INVITEE_H

#include "base/arena.h"
#include "base/str.h"

enum { INVITEES_MAX = 40, INVITEE_NAME_MAX = 100 };

enum invitee_fault {
	INVITEE_OK,
	INVITEE_NO_ADDRESS,
	INVITEE_BAD_ADDRESS,
	INVITEE_LONG_NAME,
	INVITEE_COLUMNS, /* a row of a table with more in it than we can place */
	INVITEE_TWICE    /* the address stands above already */
};

struct invitee {
	int line;                 /* 1.. of what was pasted; empty lines count */
	struct str text;          /* as pasted, trimmed */
	struct str name;          /* as given, else made of the address: "Ben Hartley" */
	struct str email;         /* in lower case; empty with a fault in it */
	struct str employer, job; /* as given; empty if not */
	enum invitee_fault fault;
};

struct invitees {
	struct invitee at[INVITEES_MAX];
	size_t n;
	bool is_too_long;   /* there were more than INVITEES_MAX */
	struct str heading; /* the row of headings, as pasted; empty if there is none */
};

/* Reads the lines.  Text points into `text` and the arena. */
void invitees_read(struct arena *arena, struct str text, struct invitees *out);
/* "Line 3, “Ben Hartley”: add an email address"; empty for INVITEE_OK. */
struct str invitee_fault_words(struct arena *arena, const struct invitee *invitee);

#endif
