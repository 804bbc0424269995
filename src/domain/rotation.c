/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rotation - see rotation.h. */
#include "domain/rotation.h"

#include "base/time.h"

/* In this order they are offered: leading asks most of a person. */
static const enum process_role offered[] = { SAY_FACILITATOR, SAY_COACH,     SAY_TIMEKEEPER,
	                                     SAY_OBSERVER,    SAY_SECRETARY, SAY_HOST };

struct had {
	int this_role, last, any;
};

static struct had had_by(const struct role_turn *history, size_t n, person_id person,
                         enum process_role role)
{
	struct had had = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (history[i].person.n != person.n) continue;
		had.any++;
		if (history[i].role != role) continue;
		had.this_role++;
		if (history[i].meeting > had.last) had.last = history[i].meeting;
	}
	return had;
}

static bool comes_before(struct had a, struct had b)
{
	if (a.this_role != b.this_role) return a.this_role < b.this_role;
	if (a.last != b.last) return a.last < b.last;
	return a.any < b.any;
}

static bool is_taken(const struct role_offer *offer, person_id person)
{
	for (int i = 0; i < SAY_COUNT; i++)
		if (offer->of[i].n == person.n) return true;
	return false;
}

/* Of those who have nothing yet, or, where everybody has something, of all. */
static person_id next_for(const struct role_turn *history, size_t n, const person_id *people,
                          size_t count, enum process_role role, person_id presenter,
                          const struct role_offer *offer)
{
	for (int again = 0; again < 2; again++) {
		person_id best = { 0 };
		struct had best_had = { 0 };
		for (size_t i = 0; i < count; i++) {
			if (people[i].n == presenter.n && role != SAY_HOST) continue;
			if (!again && is_taken(offer, people[i])) continue;
			const struct had had = had_by(history, n, people[i], role);
			if (best.n && !comes_before(had, best_had)) continue;
			best = people[i];
			best_had = had;
		}
		if (best.n) return best;
	}
	return (person_id){ 0 };
}

struct role_offer rotation_offer(const struct role_turn *history, size_t n, const person_id *people,
                                 size_t count, unsigned roles, person_id presenter)
{
	struct role_offer offer = { 0 };

	for (size_t i = 0; i < LEN(offered); i++)
		if (roles & 1u << offered[i])
			offer.of[offered[i]] =
				next_for(history, n, people, count, offered[i], presenter, &offer);
	return offer;
}

/* ---- airtime ---- */

static bool waits_longer(const struct airtime *a, const struct airtime *b)
{
	if (a->last_meeting != b->last_meeting) return a->last_meeting < b->last_meeting;
	return a->ms < b->ms;
}

void airtime_ledger(const struct airtime_turn *turns, size_t n, const person_id *people,
                    size_t count, struct airtime *out)
{
	for (size_t i = 0; i < count; i++) {
		struct airtime line = { .person = people[i] };
		for (size_t j = 0; j < n; j++) {
			if (turns[j].person.n != people[i].n || turns[j].ms <= 0) continue;
			line.ms += turns[j].ms;
			line.rounds++;
			if (turns[j].meeting > line.last_meeting)
				line.last_meeting = turns[j].meeting;
		}
		/* Sorted in as it comes; who is level stays in the order of `people`. */
		size_t at = i;
		for (; at > 0 && waits_longer(&line, &out[at - 1]); at--) out[at] = out[at - 1];
		out[at] = line;
	}
}

struct str airtime_words(struct arena *arena, const struct airtime *line)
{
	const int64_t minutes = (line->ms + MINUTES(1) / 2) / MINUTES(1);

	if (!line->rounds) return STR("No airtime yet");
	return str_printf(arena, "%lld minute%s in %d round%s, last at meeting %d",
	                  (long long)minutes, minutes == 1 ? "" : "s", line->rounds,
	                  line->rounds == 1 ? "" : "s", line->last_meeting);
}
