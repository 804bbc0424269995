/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* commitment - see commitment.h. */
#include "domain/commitment.h"

#include "base/err.h"

static const struct commitment_part parts[COMMITMENT_PARTS] = {
	{ "My own issue",
	  "I will bring an issue of my own, and do what I say I will do about it." },
	{ "The others’ issues",
	  "I will help the others to understand theirs, by listening and asking." },
};

const struct commitment_part *commitment_part(int i)
{
	ASSERT(i >= 0 && i < COMMITMENT_PARTS);
	return &parts[i];
}

bool commitment_is_whole(bool own, bool others)
{
	return own && others;
}

const char *commitment_missing_text(bool own, bool others)
{
	if (own && others) return "";
	if (own) return "Agree to help the others with their issues too, or wait until you can.";
	if (others) return "Agree to tackle an issue of your own too, or wait until you can.";
	return "Agree to both parts, or wait until you can.";
}
