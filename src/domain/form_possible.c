/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_possible - what cannot be, told before any search, by name.  Each test is a necessary
 * condition counted in a moment; passing them all promises nothing. */
#include "domain/form_parts.h"

struct asking {
	struct arena *arena;
	const struct form_problem *p;
	int *head; /* of the component of each person: who must be together */
	int *size;
};

static struct str name(const struct asking *a, int x)
{
	return a->p->name ? a->p->name[x] : str_printf(a->arena, "Person %d", x + 1);
}

static int head_of(const struct asking *a, int x)
{
	while (a->head[x] != x) x = a->head[x] = a->head[a->head[x]];
	return x;
}

/* What would do instead, where all sets are to have the same sizes: another number of sets, or else larger
 * ones, smaller ones, or fewer people. */
static struct str advise_sizes(const struct asking *a)
{
	const int n = a->p->people, least = a->p->least[0], most = a->p->most[0];
	struct str advice = { 0 };

	for (int k = 0; k < a->p->sets; k++)
		if (least < 1 || a->p->least[k] != least || a->p->most[k] != most)
			return STR("Change the number of sets or their sizes, or let some wait.");
	const int few = (n + most - 1) / most, many = n / least;
	if (few <= many) return str_printf(a->arena, "--sets %d would do.", few);
	if (many > 0 && (n + many - 1) / many <= FORM_SET_SIZE_MAX)
		advice = str_printf(a->arena, "--sets %d --most %d, or ", many,
		                    (n + many - 1) / many);
	return str_printf(a->arena, "%.*s--sets %d --least %d would do%s.", STR_ARG(advice), few,
	                  n / few, many > 0 ? ", or let some wait (waitlist_priority)" : "");
}

static struct str check_sizes(const struct asking *a)
{
	int64_t least = 0, most = 0;

	for (int k = 0; k < a->p->sets; k++) {
		if (a->p->least[k] > a->p->most[k] || a->p->most[k] > FORM_SET_SIZE_MAX)
			return str_printf(a->arena,
			                  "Set %d cannot hold %d to %d people: the least comes "
			                  "first, and 16 is the most.",
			                  k + 1, a->p->least[k], a->p->most[k]);
		least += a->p->least[k];
		most += a->p->most[k];
	}
	if (a->p->people >= least && a->p->people <= most) return (struct str){ 0 };
	return str_printf(a->arena, "%d %s %lld to %lld people, but there %s %d. %.*s", a->p->sets,
	                  a->p->sets == 1 ? "set holds" : "sets hold", (long long)least,
	                  (long long)most, a->p->people == 1 ? "is" : "are", a->p->people,
	                  STR_ARG(advise_sizes(a)));
}

/* When and where any facilitator with room could lead. */
static void leaders_reach(const struct form_problem *p, uint64_t *slots, uint64_t *places)
{
	*slots = 0;
	*places = p->facilitator_places ? 0 : ~0ull;
	for (int f = 0; f < p->facilitators; f++) {
		if (!p->facilitator_room[f]) continue;
		*slots |= p->facilitator_slots[f];
		if (p->facilitator_places) *places |= p->facilitator_places[f];
	}
}

static struct str check_each(const struct asking *a, uint64_t slots, uint64_t places)
{
	for (int x = 0; x < a->p->people; x++) {
		if (!a->p->slots[x])
			return str_printf(a->arena, "%.*s has no half-day at all.",
			                  STR_ARG(name(a, x)));
		if (!(a->p->slots[x] & slots))
			return str_printf(a->arena,
			                  "%.*s is free at no half-day when a facilitator is.",
			                  STR_ARG(name(a, x)));
		if (a->p->places && !(a->p->places[x] & places))
			return str_printf(a->arena,
			                  "%.*s can meet nowhere: their format, their area and how "
			                  "far they travel leave no place where a facilitator is.",
			                  STR_ARG(name(a, x)));
		for (int k = 0; k < a->p->bans; k++)
			if (a->p->ban[k].person == x && a->p->ban[k].set == a->p->pin[x])
				return str_printf(a->arena,
				                  "%.*s is pinned to set %d and may not be in it.",
				                  STR_ARG(name(a, x)), a->p->pin[x] + 1);
	}
	return (struct str){ 0 };
}

static struct str check_people(const struct asking *a)
{
	uint64_t slots = ~0ull, places = ~0ull;

	if (a->p->facilitator_room) {
		leaders_reach(a->p, &slots, &places);
		return check_each(a, slots, places);
	}
	if (a->p->facilitator) {
		slots = 0;
		for (int k = 0; k < a->p->sets; k++)
			slots |= a->p->facilitator[k] == FORM_NONE
			                 ? ~0ull
			                 : a->p->facilitator_slots[a->p->facilitator[k]];
	}
	if (a->p->facilitator && a->p->facilitator_places) {
		places = 0;
		for (int k = 0; k < a->p->sets; k++)
			places |= a->p->facilitator[k] == FORM_NONE
			                  ? ~0ull
			                  : a->p->facilitator_places[a->p->facilitator[k]];
	}
	return check_each(a, slots, places);
}

static struct str check_facilitators(const struct asking *a)
{
	for (int f = 0; f < a->p->facilitators && a->p->facilitator && !a->p->facilitator_room;
	     f++) {
		int sets = 0;
		for (int k = 0; k < a->p->sets; k++) sets += a->p->facilitator[k] == f;
		const int free = __builtin_popcountll(a->p->facilitator_slots[f]);
		if (sets > free)
			return str_printf(
				a->arena, "%.*s has %d sets and only %d half-days.",
				STR_ARG(a->p->facilitator_name
			                        ? a->p->facilitator_name[f]
			                        : str_printf(a->arena, "Facilitator %d", f + 1)),
				sets, free);
	}
	return (struct str){ 0 };
}

/* Two who must be together and may not be: by team, by line, by a link. */
static struct str check_pair(const struct asking *a, int x, int y)
{
	const struct form_problem *p = a->p;
	const char *why = NULL;

	if (p->team[x] && p->team[x] == p->team[y]) why = "are of one team";
	if (p->manager[x] == y || p->manager[y] == x) why = "report one to the other";
	if (!(p->slots[x] & p->slots[y])) why = "share no half-day";
	if (p->places && !(p->places[x] & p->places[y])) why = "share no format or place";
	if (p->pin[x] != FORM_NONE && p->pin[y] != FORM_NONE && p->pin[x] != p->pin[y])
		why = "are pinned to two sets";
	for (int k = 0; k < p->links; k++) {
		const struct form_link *l = &p->link[k];
		if (!((l->a == x && l->b == y) || (l->a == y && l->b == x))) continue;
		if (l->kind == FORM_APART) why = "are to be kept apart";
		if (l->kind == FORM_SEALED)
			return str_printf(a->arena,
			                  "%.*s cannot be placed: two rules contradict each other.",
			                  STR_ARG(name(a, x)));
	}
	if (!why) return (struct str){ 0 };
	return str_printf(a->arena, "%.*s and %.*s are to be together, but they %s.",
	                  STR_ARG(name(a, x)), STR_ARG(name(a, y)), why);
}

/* Components of who must be together: no larger than a set, with a half-day for all, and nobody in
 * them who must be apart. */
static struct str check_together(const struct asking *a)
{
	const struct form_problem *p = a->p;
	uint64_t *slots = NEW(a->arena, uint64_t, (size_t)p->people);
	int most = 0;

	for (int k = 0; k < p->sets; k++)
		if (p->most[k] > most) most = p->most[k];
	for (int k = 0; k < p->links; k++)
		if (p->link[k].kind == FORM_TOGETHER)
			a->head[head_of(a, p->link[k].a)] = head_of(a, p->link[k].b);
	for (int x = 0; x < p->people; x++) slots[x] = ~0ull;
	for (int x = 0; x < p->people; x++) {
		const int head = head_of(a, x);
		slots[head] &= p->slots[x];
		if (++a->size[head] > most)
			return str_printf(
				a->arena,
				"%.*s and those to be together with them are more than %d.",
				STR_ARG(name(a, x)), most);
		if (!slots[head])
			return str_printf(
				a->arena,
				"%.*s and those to be together with them share no half-day.",
				STR_ARG(name(a, x)));
		for (int y = 0; a->head[x] != x && y < p->people; y++) {
			if (y == x || head_of(a, y) != head) continue;
			const struct str why = check_pair(a, x, y);
			if (why.n) return why;
		}
	}
	return (struct str){ 0 };
}

/* More of one team, or of one value with a quota, than there are places for. */
static struct str check_crowds(const struct asking *a)
{
	int *count = NEW(a->arena, int, 65536);

	for (int x = 0; x < a->p->people; x++)
		if (a->p->team[x] && ++count[a->p->team[x]] > a->p->sets)
			return str_printf(a->arena,
			                  "The team of %.*s has more people than there are sets: "
			                  "two of them would meet.",
			                  STR_ARG(name(a, x)));
	for (int k = 0; k < a->p->attributes; k++) {
		const struct form_attribute *attribute = &a->p->attribute[k];
		if (!attribute->quota) continue;
		memset(count, 0, 65536 * sizeof(int));
		for (int x = 0; x < a->p->people; x++) {
			const uint16_t v = attribute->value[x];
			if (v == FORM_UNKNOWN || ++count[v] <= attribute->quota * a->p->sets)
				continue;
			return str_printf(a->arena,
			                  "At most %d in a set may share the %.*s of %.*s, and "
			                  "there are more "
			                  "than %d sets can hold.",
			                  attribute->quota, STR_ARG(attribute->name),
			                  STR_ARG(name(a, x)), a->p->sets);
		}
	}
	return (struct str){ 0 };
}

/* Too few with a trait for every set to have its share, or too many for all to be placed. */
static struct str check_traits(const struct asking *a)
{
	const struct form_problem *p = a->p;

	for (int t = 0; t < p->traits; t++) {
		const struct form_trait *trait = &p->trait[t];
		int n = 0;
		for (int x = 0; x < p->people; x++) n += p->has[x] >> t & 1;
		const bool few = n < trait->least * p->sets,
			   many = trait->most && n > trait->most * p->sets;
		if (few || many)
			return str_printf(a->arena,
			                  "Each of %d sets is to have at %s %d with %.*s, and "
			                  "there are %d.",
			                  p->sets, few ? "least" : "most",
			                  few ? trait->least : trait->most, STR_ARG(trait->name),
			                  n);
	}
	return (struct str){ 0 };
}

/* Five days of the week before or after noon: are there people who are free only when too few sets
 * could meet?  Facilitators limit how many sets a half-day can have. */
static struct str check_slots(const struct asking *a)
{
	const struct form_problem *p = a->p;

	if (!p->facilitator) return (struct str){ 0 };
	for (int t = 0; t < FORM_SLOTS_MAX; t++) {
		int only = 0, room = 0;
		for (int x = 0; x < p->people; x++) only += p->slots[x] == 1ull << t;
		for (int f = 0; f < p->facilitators; f++) {
			int largest = 0; /* one set of a facilitator at a time */
			for (int k = 0; k < p->sets; k++)
				if ((p->facilitator_room ? p->facilitator_room[f] > 0
				                         : p->facilitator[k] == f) &&
				    (p->facilitator_slots[f] >> t & 1) && p->most[k] > largest)
					largest = p->most[k];
			room += largest;
		}
		for (int k = 0; k < p->sets; k++)
			room += p->facilitator[k] == FORM_NONE ? p->most[k] : 0;
		if (only > room)
			return str_printf(
				a->arena,
				"%d people are free only %.*s, when there is room for %d.", only,
				STR_ARG(p->slot_name && p->slot_name[t].n
			                        ? p->slot_name[t]
			                        : str_printf(a->arena, "at half-day %d", t + 1)),
				room);
	}
	return (struct str){ 0 };
}

/* May the two never share a set?  `sealed`: by whatever rule, else by those that may be told. */
static bool are_apart(const struct asking *a, const uint64_t *apart, size_t words, int x, int y)
{
	const struct form_problem *p = a->p;

	return (p->team[x] && p->team[x] == p->team[y]) || p->manager[x] == y ||
	       p->manager[y] == x ||
	       (apart[(size_t)x * words + (size_t)y / 64] >> (unsigned)y % 64 & 1);
}

/* A crowd of people of whom no two may share a set, larger than the number of sets: grown from each
 * person in turn, whoever fits. */
static int grow_crowd(const struct asking *a, const uint64_t *apart, size_t words, int from,
                      int *crowd)
{
	int n = 0;

	crowd[n++] = from;
	for (int i = 1; i < a->p->people && n <= a->p->sets; i++) {
		const int y = (from + i) % a->p->people;
		int k = 0;
		while (k < n && are_apart(a, apart, words, crowd[k], y)) k++;
		if (k == n) crowd[n++] = y;
	}
	return n;
}

static struct str check_crowd(const struct asking *a, bool sealed)
{
	const size_t words = (size_t)(a->p->people + 63) / 64;
	uint64_t *apart = NEW(a->arena, uint64_t, words * (size_t)a->p->people);
	int *crowd = NEW(a->arena, int, (size_t)a->p->people + 1);

	for (int i = 0; i < a->p->links; i++) {
		const struct form_link *l = &a->p->link[i];
		if (l->kind != FORM_APART && !(sealed && l->kind == FORM_SEALED)) continue;
		apart[(size_t)l->a * words + (size_t)l->b / 64] |= 1ull << (unsigned)l->b % 64;
		apart[(size_t)l->b * words + (size_t)l->a / 64] |= 1ull << (unsigned)l->a % 64;
	}
	for (int x = 0; x < a->p->people; x++) {
		const int n = grow_crowd(a, apart, words, x, crowd);
		if (n <= a->p->sets) continue;
		if (sealed)
			return STR("More people than there are sets are all to be kept apart from "
			           "each other, some by rules that are not told here.");
		struct str list = name(a, crowd[0]);
		for (int i = 1; i < n; i++)
			list = str_printf(a->arena, "%.*s, %.*s", STR_ARG(list),
			                  STR_ARG(name(a, crowd[i])));
		return str_printf(a->arena,
		                  "No two of these may share a set, and there %s only %d: %.*s.",
		                  a->p->sets == 1 ? "is" : "are", a->p->sets, STR_ARG(list));
	}
	return (struct str){ 0 };
}

enum { CROWD_PEOPLE = 2000 }; /* beyond that many people only teams are counted */

static struct str check_cliques(const struct asking *a)
{
	if (a->p->people > CROWD_PEOPLE) return (struct str){ 0 };
	const struct str why = check_crowd(a, false);
	return why.n ? why : check_crowd(a, true);
}

/* Somebody who is never free with enough others to fill the smallest set, or meets nowhere with
 * them. */
static struct str check_lonely(const struct asking *a)
{
	const struct form_problem *p = a->p;
	int least = p->least[0], free[FORM_SLOTS_MAX] = { 0 }, there[FORM_PLACES_MAX] = { 0 };

	for (int k = 1; k < p->sets; k++)
		if (p->least[k] < least) least = p->least[k];
	for (int x = 0; x < p->people; x++) {
		for (int t = 0; t < FORM_SLOTS_MAX; t++) free[t] += (int)(p->slots[x] >> t & 1);
		for (int t = 0; t < FORM_PLACES_MAX && p->places; t++)
			there[t] += (int)(p->places[x] >> t & 1);
	}
	for (int x = 0; x < p->people; x++) {
		bool time = false, place = !p->places;
		for (int t = 0; t < FORM_SLOTS_MAX; t++)
			time |= (p->slots[x] >> t & 1) && free[t] >= least;
		for (int t = 0; t < FORM_PLACES_MAX && p->places; t++)
			place |= (p->places[x] >> t & 1) && there[t] >= least;
		if (time && place) continue;
		return str_printf(a->arena,
		                  "%.*s %s with fewer than %d people, which is no set: ask what "
		                  "else they can do.",
		                  STR_ARG(name(a, x)),
		                  time ? "can meet only where it would be" : "is free only", least);
	}
	return (struct str){ 0 };
}

struct str form_impossible(struct arena *arena, const struct form_problem *problem)
{
	static struct str (*const checks[])(const struct asking *) = {
		check_sizes,  check_people, check_facilitators, check_together, check_crowds,
		check_traits, check_slots,  check_lonely,       check_cliques,
	};
	struct asking a = { arena, problem, NEW(arena, int, (size_t)problem->people),
		            NEW(arena, int, (size_t)problem->people) };

	for (int x = 0; x < problem->people; x++) a.head[x] = x;
	for (size_t i = 0; i < LEN(checks); i++) {
		const struct str why = checks[i](&a);
		if (why.n) return why;
	}
	return (struct str){ 0 };
}
