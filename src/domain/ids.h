/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* ids - a key for each kind of thing.  n is positive; 0 means none.  Distinct types, so that a
 * meeting cannot be passed where a set is due. */
#ifndef DOMAIN_IDS_H
#define DOMAIN_IDS_H

#include <stdint.h>

/* clang-format off */
#define ID(thing) typedef struct thing##_id { int64_t n; } thing##_id

ID(organisation); ID(person);   ID(session);  ID(sign_in);    ID(invitation);
ID(programme);    ID(set);      ID(member);   ID(meeting);    ID(issue);
ID(question);     ID(action);   ID(rule);     ID(log_entry);  ID(note);
ID(mail);         ID(bid);      ID(review);   ID(practice);   ID(practice_press);
ID(noticed);
/* clang-format on */

#endif
