/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* need - see need.h.  A function a kind; each adds what it finds, and the seven that bite soonest stay. */
#include "domain/need.h"

struct finding {
	struct arena *arena;
	const struct need_facts *facts;
	struct needs *out;
};

const char *need_tag(enum need_kind kind)
{
	switch (kind) {
	case NEED_CLASH:
		return "Clash";
	case NEED_PAST:
		return "Not held?";
	case NEED_PLACE:
		return "No place";
	case NEED_FACILITATOR:
		return "Nobody named";
	case NEED_RULES:
		return "Ground rules";
	case NEED_ATTENDANCE:
		return "Who came?";
	case NEED_ANSWERS:
		return "No answer";
	case NEED_MEMBERS:
		return "Empty";
	case NEED_DATES:
		return "No dates";
	case NEED_CREDITS:
		return "Credits";
	}
	return "";
}

static bool is_before(const struct need *a, const struct need *b)
{
	if (a->days != b->days) return a->days < b->days;
	return a->kind < b->kind;
}

/* In its place; the last one falls off when there are too many. */
static void add(struct finding *f, struct need need)
{
	struct needs *out = f->out;
	size_t at = out->n;

	if (f->facts->only.n && f->facts->only.n != f->facts->sets[need.set].id.n) return;
	while (at > 0 && is_before(&need, &out->at[at - 1])) at--;
	if (out->n == NEEDS_MOST) {
		out->left_out++;
		if (at == NEEDS_MOST) return;
	} else {
		out->n++;
	}
	for (size_t i = out->n - 1; i > at; i--) out->at[i] = out->at[i - 1];
	out->at[at] = need;
}

static const struct need_set *set_of(const struct finding *f, const struct need_meeting *meeting)
{
	return &f->facts->sets[meeting->set];
}

static int days_to(const struct finding *f, const struct need_meeting *meeting)
{
	return meeting->held_on.n - set_of(f, meeting)->today.n;
}

static bool is_coming(const struct need_meeting *meeting)
{
	return meeting->state == MEETING_PLANNED && !meeting->is_over;
}

static struct str day_of_meeting(const struct finding *f, const struct need_meeting *meeting)
{
	const int days = days_to(f, meeting);

	if (days == 0) return STR("today");
	if (days == 1) return STR("tomorrow");
	return str_printf(f->arena, "on %.*s", STR_ARG(day_words(f->arena, meeting->held_on)));
}

/* ---- of meetings ---- */

/* By their names, so that the sentence is the same whichever was found first. */
static struct str meet_together(struct arena *arena, struct str one, struct str two)
{
	const bool in_order = str_cmp(one, two) <= 0;

	return str_printf(arena, "%.*s and %.*s meet at the same time.",
	                  STR_ARG(in_order ? one : two), STR_ARG(in_order ? two : one));
}

static void find_clash(struct finding *f, size_t i)
{
	const struct need_meeting *one = &f->facts->meetings[i];

	if (!is_coming(one)) return;
	for (size_t j = i + 1; j < f->facts->meetings_n; j++) {
		const struct need_meeting *two = &f->facts->meetings[j];
		if (!is_coming(two) || !clash_between(&one->booking, &two->booking)) continue;
		const bool mine = f->facts->only.n == set_of(f, one)->id.n;
		add(f, (struct need){
			       .kind = NEED_CLASH,
			       .set = mine ? one->set : two->set,
			       .meeting = (int)(mine ? i : j),
			       .days = days_to(f, one),
			       .what = str_printf(f->arena, "%.*s is down for two sets %.*s.",
		                                  STR_ARG(one->facilitator_name),
		                                  STR_ARG(day_of_meeting(f, one))),
			       .more = meet_together(f->arena, set_of(f, one)->name,
		                                     set_of(f, two)->name),
			       .button = STR("Sort it out"),
		       });
		return;
	}
}

static void find_past(struct finding *f, size_t i)
{
	const struct need_meeting *m = &f->facts->meetings[i];

	if (m->state != MEETING_PLANNED || !m->is_over) return;
	add(f, (struct need){
		       .kind = NEED_PAST,
		       .set = m->set,
		       .meeting = (int)i,
		       .days = 0,
		       .what = str_printf(f->arena, "%.*s, meeting %d was to be on %.*s.",
	                                  STR_ARG(set_of(f, m)->name), m->number,
	                                  STR_ARG(day_words(f->arena, m->held_on))),
		       .more = STR("Nobody opened it. Give it another day, or call it off."),
		       .button = STR("Sort it out"),
	       });
}

static void find_place(struct finding *f, size_t i)
{
	const struct need_meeting *m = &f->facts->meetings[i];

	if (!is_coming(m) || m->has_place || days_to(f, m) > NEED_PLACE_DAYS) return;
	add(f,
	    (struct need){
		    .kind = NEED_PLACE,
		    .set = m->set,
		    .meeting = (int)i,
		    .days = days_to(f, m),
		    .what = str_printf(f->arena, "%.*s meets %.*s and has no place.",
	                               STR_ARG(set_of(f, m)->name), STR_ARG(day_of_meeting(f, m))),
		    .button = STR("Add a place"),
	    });
}

static void find_facilitator(struct finding *f, size_t i)
{
	const struct need_meeting *m = &f->facts->meetings[i];

	if (!is_coming(m) || !m->facilitated || m->facilitator_name.n ||
	    days_to(f, m) > NEED_WHO_DAYS)
		return;
	add(f, (struct need){
		       .kind = NEED_FACILITATOR,
		       .set = m->set,
		       .meeting = (int)i,
		       .days = days_to(f, m),
		       .what = str_printf(f->arena, "%.*s has nobody to facilitate meeting %d.",
	                                  STR_ARG(set_of(f, m)->name), m->number),
		       .more = str_printf(f->arena, "It is %.*s.", STR_ARG(day_of_meeting(f, m))),
		       .button = STR("Choose somebody"),
	       });
}

static void find_rules(struct finding *f, size_t i)
{
	const struct need_meeting *m = &f->facts->meetings[i];
	const struct need_set *set = set_of(f, m);

	if (!is_coming(m) || m->number != 2 || set->rules_version > 0 || set->rules_asked ||
	    set->facilitator.n == 0 || days_to(f, m) > NEED_RULES_DAYS)
		return;
	add(f, (struct need){
		       .kind = NEED_RULES,
		       .set = m->set,
		       .meeting = (int)i,
		       .days = days_to(f, m),
		       .what = str_printf(f->arena, "%.*s has no ground rules yet.",
	                                  STR_ARG(set->name)),
		       .more = str_printf(f->arena, "Its second meeting is %.*s.",
	                                  STR_ARG(day_of_meeting(f, m))),
		       .button = str_printf(f->arena, "Remind %.*s", STR_ARG(set->facilitator)),
	       });
}

static void find_attendance(struct finding *f, size_t i)
{
	const struct need_meeting *m = &f->facts->meetings[i];

	if (m->state != MEETING_ENDED || m->unsaid == 0 || m->facilitator_called.n == 0 ||
	    m->attendance_asked || -days_to(f, m) > NEED_ATTENDANCE_DAYS)
		return;
	add(f,
	    (struct need){
		    .kind = NEED_ATTENDANCE,
		    .set = m->set,
		    .meeting = (int)i,
		    .days = 2,
		    .what = str_printf(f->arena, "%.*s, meeting %d: who came?",
	                               STR_ARG(set_of(f, m)->name), m->number),
		    .more = m->unsaid == 1 ? STR("It is not known of one person.")
	                                   : str_printf(f->arena, "It is not known of %d people.",
	                                                m->unsaid),
		    .button = str_printf(f->arena, "Remind %.*s", STR_ARG(m->facilitator_called)),
	    });
}

/* ---- of sets ---- */

static void find_answers(struct finding *f, size_t i)
{
	const struct need_set *set = &f->facts->sets[i];

	if (set->asked == 0 || set->oldest_asked.n == DAY_NONE ||
	    set->today.n - set->oldest_asked.n < NEED_ANSWER_DAYS)
		return;
	add(f, (struct need){
		       .kind = NEED_ANSWERS,
		       .set = i,
		       .meeting = NEED_OF_NO_MEETING,
		       .days = 5,
		       .what = str_printf(f->arena, "%.*s: %d of %d %s not answered.",
	                                  STR_ARG(set->name), set->asked, set->asked + set->members,
	                                  set->asked == 1 ? "has" : "have"),
		       .more = str_printf(f->arena, "The first was asked on %.*s.",
	                                  STR_ARG(day_words(f->arena, set->oldest_asked))),
		       .button = set->asked == 1
	                                 ? STR("Remind 1 person")
	                                 : str_printf(f->arena, "Remind %d people", set->asked),
	       });
}

static void find_empty(struct finding *f, size_t i)
{
	const struct need_set *set = &f->facts->sets[i];
	const bool lacks_people = set->members + set->asked == 0;
	struct need need = { .set = i, .meeting = NEED_OF_NO_MEETING, .days = 10 };

	if (lacks_people) {
		need.kind = NEED_MEMBERS;
		need.what = str_printf(f->arena, "%.*s has nobody yet.", STR_ARG(set->name));
		need.more = STR("Start with six people and a facilitator.");
		need.button = STR("Invite members");
		add(f, need);
	} else if (set->meetings == 0) {
		need.kind = NEED_DATES;
		need.what = str_printf(f->arena, "%.*s has no dates yet.", STR_ARG(set->name));
		need.button = STR("Propose dates");
		add(f, need);
	}
}

/* Credits that would soon have nowhere to go. */
static void find_credits(struct finding *f, size_t i)
{
	const struct need_set *set = &f->facts->sets[i];
	const int to_place = credits_to_place(&set->credits);
	int free = 0, first = 0;

	for (size_t k = 0; k < f->facts->meetings_n; k++) {
		const struct need_meeting *m = &f->facts->meetings[k];
		const int days = m->held_on.n - set->today.n - set->notice_days;
		if (m->set != i || !is_coming(m) || m->facilitated || days < 0) continue;
		if (free++ == 0) first = days;
	}
	if (to_place == 0 || free == 0 || free > to_place + 1) return;
	add(f, (struct need){
		       .kind = NEED_CREDITS,
		       .set = i,
		       .meeting = NEED_OF_NO_MEETING,
		       .days = first,
		       .what = str_printf(f->arena,
	                                  "%.*s has %d meeting%s with a facilitator to place.",
	                                  STR_ARG(set->name), to_place, to_place == 1 ? "" : "s"),
		       .more = free == 1 ? STR("One meeting is left that could have one.")
	                                 : str_printf(f->arena,
	                                              "%d meetings are left that could have one.",
	                                              free),
		       .button = STR("Place them"),
	       });
}

void needs_list(struct arena *arena, const struct need_facts *facts, struct needs *out)
{
	static void (*const of_meetings[])(struct finding *, size_t) = {
		find_clash, find_past, find_place, find_facilitator, find_rules, find_attendance,
	};
	static void (*const of_sets[])(struct finding *, size_t) = { find_answers, find_empty,
		                                                     find_credits };
	struct finding f = { arena, facts, out };

	*out = (struct needs){ .n = 0 };
	for (size_t i = 0; i < facts->meetings_n; i++)
		for (size_t k = 0; k < LEN(of_meetings); k++) of_meetings[k](&f, i);
	for (size_t i = 0; i < facts->sets_n; i++)
		for (size_t k = 0; k < LEN(of_sets); k++) of_sets[k](&f, i);
}
