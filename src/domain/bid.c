/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* bid - see bid.h. */
#include "domain/bid.h"

const char *urgency_words(enum urgency urgency)
{
	switch (urgency) {
	case URGENCY_NONE:
		return "Not today";
	case URGENCY_CAN_WAIT:
		return "It can wait";
	case URGENCY_SOON:
		return "Soon";
	case URGENCY_NOW:
		return "Now";
	}
	return "";
}

static int compare(const void *left, const void *right)
{
	const struct bid *a = left, *b = right;

	if (a->urgency != b->urgency) return a->urgency > b->urgency ? -1 : 1;
	if (a->airtime_at.ms != b->airtime_at.ms)
		return a->airtime_at.ms < b->airtime_at.ms ? -1 : 1;
	return (a->seat > b->seat) - (a->seat < b->seat);
}

void bid_order(struct bid *bids, size_t count)
{
	qsort(bids, count, sizeof(bids[0]), compare);
}

/* " 82 minutes this year." */
static struct str year_words(struct arena *arena, const struct bid *bid)
{
	const int64_t minutes = (bid->airtime_ms + MINUTES(1) / 2) / MINUTES(1);

	if (minutes == 0) return STR("");
	return str_printf(arena, " %lld minute%s this year.", (long long)minutes,
	                  minutes == 1 ? "" : "s");
}

struct str bid_words(struct arena *arena, const struct bid *bid, struct day airtime_day,
                     struct day today)
{
	const char *urgency = urgency_words(bid->urgency);

	if (!bid->airtime_at.ms)
		return str_printf(arena, "%s, and has not presented yet.", urgency);
	return str_printf(arena, "%s, and last presented %.*s.%.*s", urgency,
	                  STR_ARG(day_distance_words(arena, today, airtime_day)),
	                  STR_ARG(year_words(arena, bid)));
}
