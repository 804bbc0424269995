/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_mirror - what was there to notice in a practice, and what its facilitator did at each: no
 * marks, nothing counted, and letting pass is something that one can do. */
#include "html/rehearsal.h"
#include "web/circle.h"
#include "web/path.h"
#include "web/rehearsal.h"

/* "4:12": minutes and seconds since the start. */
static struct str moment(struct arena *arena, const struct practice *p, struct instant at)
{
	const int64_t s = instant_since(at, p->room.started_at) / SECONDS(1);
	return str_printf(arena, "%lld:%02lld", (long long)(s < 0 ? 0 : s / 60),
	                  (long long)(s < 0 ? 0 : s % 60));
}

/* Those of whom the same is to be said at the same moment are one line: "Gil, Aisha and Roy". */
static bool is_with(const struct rehearsal_seen *a, const struct rehearsal_seen *b)
{
	return a->signal == b->signal && a->at.ms == b->at.ms && a->seat >= 0 && b->seat >= 0 &&
	       !a->words.n && !b->words.n && a->after_ms == b->after_ms;
}

static struct str names_with(struct arena *arena, const struct practice *p,
                             const struct rehearsal_seen *seen)
{
	struct str names[PRACTICE_PEOPLE_MAX];
	size_t n = 0;

	for (int i = 0; i < p->mirror.count && n < LEN(names); i++)
		if (is_with(&p->mirror.seen[i], seen))
			names[n++] = p->people[p->mirror.seen[i].seat].name;
	return words_list(arena, names, n);
}

static bool is_told_already(const struct rehearsal_mirror *mirror, int i)
{
	for (int k = 0; k < i; k++)
		if (is_with(&mirror->seen[k], &mirror->seen[i])) return true;
	return false;
}

static struct str what_words(struct arena *arena, const struct practice *p,
                             const struct rehearsal_seen *seen)
{
	if (seen->seat < 0)
		return seen->words.n ? str_printf(arena, "“%.*s”", STR_ARG(seen->words)) : STR("");
	if (!seen->words.n) return str_printf(arena, "%.*s.", STR_ARG(names_with(arena, p, seen)));
	return str_printf(arena, "%.*s: “%.*s”", STR_ARG(p->people[seen->seat].name),
	                  STR_ARG(seen->words));
}

/* The words as they were said then, with the name that they had. */
static struct str said_words(const struct practice *p, const struct rehearsal_seen *seen)
{
	const struct instant at = instant_add(seen->at, seen->after_ms);

	for (int i = 0; i < p->line_count; i++)
		if (p->lines[i].sort == PRACTICE_YOU && p->lines[i].said == seen->said &&
		    p->lines[i].at.ms == at.ms)
			return p->lines[i].words;
	return STR("");
}

/* "You invited Tom to speak." */
static struct str did_words(struct arena *arena, const struct practice *p,
                            const struct rehearsal_seen *seen)
{
	const bool names = !seen->did_say && seen->whom >= 0;

	if (!seen->did_say && seen->did == ROOM_INSERT) return STR("You asked for one turn each.");
	if (names && seen->did == ROOM_INVITE)
		return str_printf(arena, "You invited %.*s to speak.",
		                  STR_ARG(p->people[seen->whom].name));
	if (names && seen->did == ROOM_HAND_DOWN)
		return str_printf(arena, "You took %.*s’s hand down.",
		                  STR_ARG(p->people[seen->whom].name));
	return str_of(rehearsal_did_words(seen));
}

/* There is still time to do something about it. */
static bool is_open_still(const struct practice *p, const struct rehearsal_seen *seen)
{
	return p->room.state == ROOM_RUNNING && !p->is_left &&
	       instant_since(p->at, seen->at) <= REHEARSAL_MINDED_MS;
}

static struct seen_view seen_of(struct arena *arena, const struct practice *p,
                                const struct rehearsal_seen *seen)
{
	const bool is_pass = !seen->did && !seen->did_say;
	const long long s = (long long)(seen->after_ms / SECONDS(1));
	struct seen_view view = {
		.when = moment(arena, p, seen->at),
		.what = what_words(arena, p, seen),
		.is_pass = is_pass,
	};
	const struct str did = did_words(arena, p, seen);

	view.did = did;
	if (seen->did_say) view.said = said_words(p, seen);
	if (is_pass && is_open_still(p, seen))
		view.did = STR("You have done nothing about it so far.");
	if (view.said.n) view.did = STR("You said:");
	if (is_pass || s < 1) return view;
	/* "You paused." and "You paused, 12 seconds later." */
	view.did = view.said.n ? str_printf(arena, "%lld second%s later you said:", s,
	                                    s == 1 ? "" : "s")
	                       : str_printf(arena, "%.*s, %lld second%s later.",
	                                    STR_ARG(str_first(did, str_points(did) - 1)), s,
	                                    s == 1 ? "" : "s");
	return view;
}

static void fill_signals(struct arena *arena, const struct practice *p, struct mirror_view *view)
{
	const struct rehearsal_mirror *mirror = &p->mirror;

	view->signals.at = NEW(arena, struct mirror_signal_view, SIGNAL_COUNT);
	for (int i = 0; i < mirror->count; i++) {
		const struct signal_words *words = signal_words(mirror->seen[i].signal);
		bool is_first = true;
		for (int k = 0; k < i; k++)
			is_first = is_first && mirror->seen[k].signal != mirror->seen[i].signal;
		if (!is_first) continue;
		struct mirror_signal_view *signal = &view->signals.at[view->signals.n++];
		signal->id = str_printf(arena, "h-%s", words->name);
		signal->seen = str_of(words->seen);
		signal->usual = str_of(words->usual);
		signal->times.at = NEW(arena, struct seen_view, (size_t)mirror->count);
		for (int k = i; k < mirror->count; k++)
			if (mirror->seen[k].signal == mirror->seen[i].signal &&
			    !is_told_already(mirror, k))
				signal->times.at[signal->times.n++] =
					seen_of(arena, p, &mirror->seen[k]);
	}
}

static void fill_besides(struct arena *arena, const struct practice *p, struct mirror_view *view)
{
	view->besides.at = NEW(arena, struct seen_view, (size_t)p->line_count);
	for (int i = 0; i < p->line_count; i++) {
		const struct practice_line *line = &p->lines[i];
		if (line->sort != PRACTICE_YOU) continue;
		if (rehearsal_mirror_shows(&p->mirror, line->said, line->at)) continue;
		view->besides.at[view->besides.n++] = (struct seen_view){
			.when = moment(arena, p, line->at),
			.did = line->words.n ? STR("You said:")
			                     : STR("You let the silence be, on purpose."),
			.said = line->words,
		};
	}
}

/* The form, filled in so that the same members come again. */
static struct url repeat(struct arena *arena, const struct practice_row *row)
{
	struct url url = url_with(arena, path_rehearsal(), "deck", row->deck);

	url = url_with(arena, url, "length", str_printf(arena, "%d", row->length_min));
	url = url_with(arena, url, "seed", str_printf(arena, "%lld", (long long)row->seed));
	for (int habit = HABIT_ADVISER; habit <= HABIT_DOMINANT; habit++)
		if (row->habits >> habit & 1)
			url = url_with(arena, url,
			               rehearsal_habit_name((enum rehearsal_habit)habit),
			               STR("yes"));
	if (row->habits & PRACTICE_PLAIN_PRESENTER)
		url = url_with(arena, url, "presenter", STR("plain"));
	for (int habit = HABIT_ANXIOUS; habit <= HABIT_SOLVED; habit++)
		if (row->habits >> habit & 1)
			url = url_with(arena, url, "presenter",
			               str_of(rehearsal_habit_name((enum rehearsal_habit)habit)));
	return url;
}

/* GET /rehearsal/:practice/mirror */
enum err page_practice_mirror(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct practice_now now;
	const struct zone *zone;

	enum err err = app_practice_load(&rq->work, rq->path.practice, &now);
	if (!err) err = home_zone(rq, &zone);
	if (err) return err;
	const struct local at = zone_local(zone, now.row.began_at);
	struct mirror_view view = {
		.page = page_begin(rq, STR("The mirror")),
		.form = form_begin(rq),
		.title = now.practice->plan.deck->title,
		.when = str_printf(arena, "%.*s at %.*s", STR_ARG(day_words(arena, at.day)),
		                   STR_ARG(minute_words(arena, at.minute))),
		.room = path_practice(arena, now.row.id),
		.rehearsal = path_rehearsal(),
		.gone = path_practice_gone(arena, now.row.id),
		.log = path_log(),
		.is_over = now.is_over,
		.is_changed = now.is_changed,
	};
	view.seed = str_printf(arena, "%lld", (long long)now.row.seed);
	view.repeat = repeat(arena, &now.row);
	fill_signals(arena, now.practice, &view);
	fill_besides(arena, now.practice, &view);
	html_rehearsal_mirror(&reply->body, &view);
	return OK;
}
