/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - see rule.h. */
#include "app/rule.h"

#include "store/rule.h"

enum err app_rule_agree(struct work *work, set_id set, int version)
{
	int in_force = 0;

	const enum err err = store_rule_version(work->tx, set, &in_force, NULL);
	if (err) return err;
	if (in_force == 0) return work_refuse(work, "Your set has no ground rules to agree yet.");
	if (version != in_force)
		return work_refuse(work,
		                   "The ground rules have changed since you opened this page. "
		                   "Read the new ones, then agree.");
	return store_rule_agree(work->tx, set, version, work->viewer, work->now);
}
