/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form - applicants into sets: rules that may not be broken, then the best mix (docs/form.md).
 *
 * A problem is numbers only; form_files reads it from tables.  People, sets, half-days and
 * facilitators are counted from 0.  Everything is repeatable: the same problem, seed and number of
 * trials give the same plan on every machine. */
#ifndef DOMAIN_FORM_H
#define DOMAIN_FORM_H

#include "base/buf.h"
#include "base/random.h"
#include "domain/form_divide.h"

enum {
	FORM_PEOPLE_MAX = 20000,
	FORM_SETS_MAX = 4000,
	FORM_SET_SIZE_MAX = 16,
	FORM_ATTRIBUTES_MAX = 12,
	FORM_SLOTS_MAX = 64,
	FORM_TRAITS_MAX = 8,
	FORM_PLACES_MAX = 64,
	FORM_ONLINE = 0,     /* the place that is none; the others are in person */
	FORM_WEIGHT = 10000, /* all weights together: the likeness of two who are alike in all */
	FORM_UNKNOWN = 0xFFFF,
	FORM_NONE = -1
};

/* What is wanted of an attribute inside a set. */
enum form_wish { FORM_MIX, FORM_ALIKE, FORM_BAND, FORM_IGNORE };

struct form_attribute {
	struct str name;
	enum form_wish wish;
	bool ordered;          /* values are levels 0..range, not mere names */
	int range, band;       /* of levels; FORM_BAND: so many steps apart is still alike */
	int weight;            /* any whole numbers; shared out to FORM_WEIGHT */
	int quota;             /* at most so many of one value in a set; 0: no such rule */
	const uint16_t *value; /* of each person; FORM_UNKNOWN; below 0xFFF0 */
	const uint64_t
		*bits; /* of each value, what it has (skills); NULL: the value is all there is */
};

enum form_link_kind {
	FORM_APART,    /* may not share a set */
	FORM_SEALED,   /* the same, and why is told to nobody */
	FORM_TOGETHER, /* must share a set */
	FORM_MET,      /* better not again */
	FORM_PREFER    /* would like to share one */
};
struct form_link {
	int a, b;
	enum form_link_kind kind;
};
/* How many a set should have of those who have something in common. */
struct form_trait {
	struct str name; /* "gender F", for sentences */
	int least, most; /* rules; 0: there is none */
	bool not_alone;  /* better no set with exactly one of them */
};
/* What counts beside the mix, and how much: a little, more than the mix, or not at all. */
enum form_level {
	FORM_LEVEL_MIX,
	FORM_LEVEL_WORST,     /* the worst set, beyond its share of the mix */
	FORM_LEVEL_ALONE,     /* sets with one alone of a trait that should not be */
	FORM_LEVEL_PREFERRED, /* people whose set meets when they would rather not */
	FORM_LEVEL_TRAVEL,    /* minutes */
	FORM_LEVEL_MET,       /* pairs who met before */
	FORM_LEVEL_MOVES,     /* people who leave their set of before */
	FORM_LEVELS
};
enum form_strength { FORM_AFTER_MIX, FORM_BEFORE_MIX, FORM_NOT_COUNTED };
extern const char *const form_level_name[FORM_LEVELS];

/* A person who may not be in a set, for a reason of the caller's. */
struct form_ban {
	int person, set;
};

struct form_problem {
	int people, sets, attributes, links, bans, facilitators;
	struct form_attribute attribute[FORM_ATTRIBUTES_MAX];
	const struct str *name;      /* of people, for sentences; may be NULL */
	const struct str *slot_name; /* of half-days, likewise */
	const uint16_t *team;        /* 0: none */
	const int *manager;          /* person, or FORM_NONE */
	const uint64_t *slots;       /* half-days each person is free */
	const uint64_t
		*preferred; /* those of them they would rather have; 0: no wish; may be NULL */
	int traits;
	struct form_trait trait[FORM_TRAITS_MAX];
	const uint8_t *has; /* traits of each person, a bit each; NULL without traits */
	const uint16_t
		*minutes; /* of each person to each of FORM_PLACES_MAX; FORM_UNKNOWN; may be NULL */
	enum form_strength strength[FORM_LEVELS];
	const uint64_t *places; /* where each would meet: bit FORM_ONLINE, areas; NULL: anywhere */
	const int *pin;         /* set, or FORM_NONE */
	const struct form_link *link;
	const struct form_ban *ban;
	const int *least, *most; /* of each set */
	const bool *locked;      /* set whose members stay, and nobody joins; may be NULL */
	const int *facilitator;  /* of each set, or FORM_NONE; may be NULL */
	const int *
		facilitator_room; /* sets each may lead: the search gives them out; NULL: as they are */
	const uint64_t *
		facilitator_ban; /* whom each may not lead: a row of FORM_BAN_WORDS(people); or NULL */
	const struct str *facilitator_name;                     /* for sentences; may be NULL */
	const uint64_t *facilitator_slots, *facilitator_places; /* places NULL: anywhere */
	const int *before; /* set of each person in the last draft, or FORM_NONE; may be NULL */
	const int *place_before; /* place of each set then, or FORM_NONE; may be NULL */
	const uint8_t *firm;     /* how much moving each counts, from 1; NULL: 1 */
	int max_moves;           /* at most so many leave their set of before; FORM_NONE: any */
	bool few_moves;          /* repair: moving anybody counts more than the mix */
	bool keep_times;         /* sets stay at the half-days and places they are started with */
};

#define FORM_BAN_WORDS(people) (((size_t)(people) + 63) / 64)

struct form_plan {
	int *set;         /* of each person */
	int *slot;        /* of each set */
	int *place;       /* of each set; all FORM_ONLINE if the problem has no places */
	int *facilitator; /* of each set; NULL: as the problem says */
	int broken;       /* rules broken; 0 in every good plan */
	int moved;        /* people not in their set of before */
	double mix;       /* 0: drawn from a hat; 100: no division could be better */
	double worst;     /* mix of the worst set */
	int64_t trials;
	bool stopped;
};

/* Is there a reason, found without searching, why no plan can be?  The empty text if not. */
struct str form_impossible(struct arena *arena, const struct form_problem *problem);

/* The best plan found in the time; `evaluations` of form_time are trials here.  Starts from `start`
 * if it is not NULL (a set for each person, FORM_NONE for those to be placed). */
void form_make(struct arena *arena, const struct form_problem *problem, const int *start,
               const int *start_slot, const struct form_time *time, uint64_t seed,
               enum form_path_kind path, struct form_plan *out);

/* Fills in broken, moved, mix and worst of a plan that holds set, slot and place; set_mix may be NULL. */
void form_measure(struct arena *arena, const struct form_problem *problem, struct form_plan *plan,
                  double *set_mix);

/* What a plan is worth, in numbers a coordinator understands.  Likeness is of a mean pair, 0..1. */
struct form_share {
	double hat, actual, ideal,
		mix; /* likeness from a hat, of this plan, the bound; and the score */
	double different, possible; /* values in a set on average, and how many there could be */
	int64_t repeated;           /* pairs in a set of the same value */
};
struct form_quality {
	struct form_share all, attribute[FORM_ATTRIBUTES_MAX];
	int worst_set;              /* FORM_NONE only without sets */
	double worst_tenth;         /* mean mix of the lowest tenth of sets, one at least */
	int alone[FORM_TRAITS_MAX]; /* sets with exactly one */
	int wishes, wishes_met;     /* people who prefer half-days, and who have one */
	int met;                    /* pairs in a set who met before */
	int travellers, minutes_most;
	double minutes_mean; /* of those who meet in person and whose way is known */
	int smallest, largest;
};
void form_quality(struct arena *arena, const struct form_problem *problem,
                  const struct form_plan *plan, const double *set_mix, struct form_quality *out);

/* Goes up when the same files and seed give other sets than before. */
enum { FORM_METHOD = 3 };

/* Classes of rules, as --relax and config.json name them. */
enum form_rule {
	FORM_RULE_SIZES,
	FORM_RULE_PINS,
	FORM_RULE_TOGETHER,
	FORM_RULE_APART, /* sealed pairs too */
	FORM_RULE_TEAM,
	FORM_RULE_MANAGER,
	FORM_RULE_SLOTS,
	FORM_RULE_PLACES,
	FORM_RULE_NOT_SETS, /* bans: not_set, and whom, when and where a facilitator may not lead */
	FORM_RULE_QUOTAS,
	FORM_RULES
};
extern const char *const form_rule_name[FORM_RULES];
#define FORM_RULE_WORDS                                                                            \
	"Here should be sizes, pins, together, apart, team, manager, slots, places, not_set or "   \
	"quotas."
/* FORM_RULES if there is none of that name. */
enum form_rule form_rule_named(struct str name);

/* Every broken rule of a plan, a sentence and a line end each; how many there are, one for each person
 * too many or too few.  by_rule (may be NULL): how many of each class.  Never tells that a pair is sealed, nor both names of one. */
int form_broken(struct arena *arena, const struct form_problem *problem,
                const struct form_plan *plan, struct buf *out, int by_rule[FORM_RULES]);

/* Proven: no plan keeps the rules, since every way to place those whom a rule names was tried.  False: there
 * may be one, or `budget` (looks of one person at one set) was too small to tell. */
bool form_prove(struct arena *arena, const struct form_problem *problem, int64_t budget);

/* Where no plan was found: rules that are in each other's way, a line each, with one in front that says
 * what they are.  How many.  A sealed pair is neither named as two nor called one.  *proven: these rules alone
 * leave no plan; else that is what the search could not do. */
int form_conflict(struct arena *arena, const struct form_problem *problem,
                  const struct form_time *time, uint64_t seed, struct buf *out, bool *proven);
/* The same found and proven without the search, before it, where that takes but a moment.  False, and
 * nothing is written, if it does not. */
bool form_conflict_proven(struct arena *arena, const struct form_problem *problem, struct buf *out);

/* The problem without some rules of the classes that may bend, as few as the search can do with; sizes
 * bend by one.  False if there is no plan even without them all. */
bool form_bend(struct arena *arena, const struct form_problem *problem,
               const bool may_bend[FORM_RULES], const struct form_time *time, uint64_t seed,
               struct form_problem *out);

/* Why a person is not in a set: the first that holds, in this order. */
enum form_reason {
	FORM_REASON_NONE, /* possible, by moving or by the exchange named */
	FORM_REASON_HERE, /* they are in it */
	FORM_REASON_PINNED,
	FORM_REASON_LOCKED,
	FORM_REASON_MANAGER,
	FORM_REASON_TEAM,
	FORM_REASON_APART,
	FORM_REASON_SEALED,
	FORM_REASON_SLOT,
	FORM_REASON_FORMAT, /* the set meets online, or in person, and they do not */
	FORM_REASON_TRAVEL,
	FORM_REASON_BANNED,
	FORM_REASON_TOGETHER,
	FORM_REASON_QUOTA,
	FORM_REASON_FULL, /* and nobody to exchange with */
	FORM_REASONS
};
struct form_why {
	enum form_reason reason;
	int other;     /* the person the reason is about, or to exchange with; FORM_NONE */
	int attribute; /* of a quota */
	double from_before, from_after, to_before, to_after; /* mix of both sets, if possible */
};

/* Answers about a plan, without searching. */
struct form_desk;
struct form_desk *form_desk_new(struct arena *arena, const struct form_problem *problem,
                                const struct form_plan *plan);
void form_why_not(struct form_desk *desk, int person, int set, struct form_why *out);
/* A sentence.  Never tells the reason of a sealed pair, nor with whom. */
struct str form_why_words(struct arena *arena, const struct form_problem *problem, int person,
                          int set, const struct form_why *why);

/* What putting a person into a set would do, nobody else moving. */
struct form_edit {
	int breaks; /* rules that would be broken and are not now */
	double from_before, from_after, to_before, to_after; /* mix of both sets */
};
/* A sentence and a line end for each break, with names; of a sealed pair no more than that it cannot be. */
void form_edit_check(struct form_desk *desk, struct arena *arena, int person, int set,
                     struct buf *out, struct form_edit *edit);

/* No plan that keeps the rules moves fewer people out of `start`: those who cannot stay where they are (with
 * keep_times), those too many in a set, and what sets lack beyond the newcomers. */
int form_moves_least(struct arena *arena, const struct form_problem *problem, const int *start,
                     const int *start_slot);

#endif
