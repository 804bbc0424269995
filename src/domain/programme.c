/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - see programme.h. */
#include "domain/programme.h"

#include "base/err.h"

const struct programme_numbers programme_standard = {
	.meetings = 9,
	.entitlement = 6,
	.cadence_days = 42,
	.length_min = 210,
	.notice_days = 28,
	.size_min = 6,
	.size_max = 8,
};

static bool between(int n, int least, int most)
{
	return n >= least && n <= most;
}

enum programme_verdict programme_check(const struct programme_numbers *n)
{
	if (!between(n->meetings, 1, 26)) return PROGRAMME_MEETINGS;
	if (!between(n->entitlement, 0, n->meetings)) return PROGRAMME_ENTITLEMENT;
	if (!between(n->cadence_days, 7, 182)) return PROGRAMME_CADENCE;
	if (!between(n->length_min, 60, 480)) return PROGRAMME_LENGTH;
	if (!between(n->notice_days, 0, 180)) return PROGRAMME_NOTICE;
	if (!between(n->size_min, 3, 20) || !between(n->size_max, n->size_min, 20))
		return PROGRAMME_SIZE;
	return PROGRAMME_OK;
}

const char *programme_verdict_text(enum programme_verdict verdict)
{
	switch (verdict) {
	case PROGRAMME_OK:
		return "";
	case PROGRAMME_MEETINGS:
		return "A year has 1 to 26 meetings.";
	case PROGRAMME_ENTITLEMENT:
		return "The meetings with a facilitator can’t be more than all meetings.";
	case PROGRAMME_CADENCE:
		return "From one meeting to the next it is 7 to 182 days.";
	case PROGRAMME_LENGTH:
		return "A meeting lasts 60 to 480 minutes.";
	case PROGRAMME_NOTICE:
		return "Notice is 0 to 180 days.";
	case PROGRAMME_SIZE:
		return "A set has 3 to 20 people, and the smallest can’t be above the largest.";
	}
	return "";
}

struct str programme_cadence_words(struct arena *arena, int days)
{
	if (days == 7) return STR("every week");
	if (days % 7 == 0) return str_printf(arena, "every %d weeks", days / 7);
	return str_printf(arena, "every %d days", days);
}

struct str programme_words(struct arena *arena, const struct programme_numbers *numbers)
{
	return str_printf(arena, "%d meetings, %d with a facilitator, %.*s", numbers->meetings,
	                  numbers->entitlement,
	                  STR_ARG(programme_cadence_words(arena, numbers->cadence_days)));
}

int credits_to_place(const struct credits *credits)
{
	const int left = credits->entitlement - credits->used - credits->booked;
	return left > 0 ? left : 0;
}

struct str credits_words(struct arena *arena, const struct credits *credits)
{
	return str_printf(
		arena, "%d meeting%s, %d with a facilitator. Used %d, booked %d, %d to place.",
		credits->meetings, credits->meetings == 1 ? "" : "s", credits->entitlement,
		credits->used, credits->booked, credits_to_place(credits));
}

enum credit_verdict credit_change(const struct credits *credits,
                                  const struct programme_numbers *numbers,
                                  const struct credit_wish *wish, struct day today)
{
	if (wish->is_facilitated == wish->wants_facilitator) return CREDIT_OK;
	if (wish->is_held) return CREDIT_HELD;
	if (wish->number == 1 && !wish->wants_facilitator) return CREDIT_FIRST;
	if (wish->wants_facilitator && credits_to_place(credits) == 0) return CREDIT_SPENT;
	if (wish->held_on.n - today.n < numbers->notice_days) return CREDIT_NOTICE;
	return CREDIT_OK;
}

struct str credit_verdict_words(struct arena *arena, enum credit_verdict verdict,
                                const struct programme_numbers *numbers)
{
	switch (verdict) {
	case CREDIT_OK:
		return (struct str){ 0 };
	case CREDIT_FIRST:
		return STR("The first meeting always has a facilitator.");
	case CREDIT_HELD:
		return STR("That meeting has been held.");
	case CREDIT_SPENT:
		return str_printf(
			arena,
			"All %d meetings with a facilitator are used or booked. Free one first.",
			numbers->entitlement);
	case CREDIT_NOTICE:
		return str_printf(arena, "Changes need %d days' notice. Ask the programme office.",
		                  numbers->notice_days);
	}
	return (struct str){ 0 };
}

struct str programme_size_words(struct arena *arena, const struct programme_numbers *numbers,
                                int people)
{
	if (between(people, numbers->size_min, numbers->size_max)) return (struct str){ 0 };
	const bool small = people < numbers->size_min;
	return str_printf(arena, "Sets usually have %d to %d people. This one has %d, so %s.",
	                  numbers->size_min, numbers->size_max, people,
	                  small ? "one or two away is already a lot"
	                        : "each will present less often");
}
