/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person - the people that the office knows: who they are, where they work, what they do here. */
#ifndef APP_PERSON_H
#define APP_PERSON_H

#include "app/work.h"
#include "store/person.h"

/* called may be empty: then it is the first word of the name. */
MUST_USE enum err app_person_add(struct work *work, const struct person_new *person,
                                 person_id *out);
/* Everything that struct person_new says.  ERR_REFUSED with a sentence: one cannot leave the office
 * oneself, so that somebody is always in it. */
MUST_USE enum err app_person_change(struct work *work, person_id id,
                                    const struct person_new *person);
/* Who has this address, other than `but`?  ERR_ABSENT: nobody. */
MUST_USE enum err app_person_has_email(struct work *work, struct str email, person_id but,
                                       struct person_row *out);

#endif
