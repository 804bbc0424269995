/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_draw - a running order as a bar and as lines of a table (process.h). */
#include "web/process.h"

#include "format/airtime.h"

enum { BAR_BYTES = 16 * 1024 };

/* A part for each stage of a round; of a meeting, a round is one part.  What does not fit is one part
 * at the end. */
static void add_part(struct airtime_part *parts, size_t *n, struct str name, int minutes)
{
	if (minutes < 1) return;
	if (*n == AIRTIME_MOST) {
		parts[*n - 1].planned += MINUTES(minutes);
		parts[*n - 1].name = STR("…");
		return;
	}
	parts[(*n)++] = (struct airtime_part){ .name = name,
		                               .planned = MINUTES(minutes),
		                               .place = AIRTIME_AHEAD };
}

static struct html draw_bar(struct arena *arena, const struct preview *preview)
{
	struct airtime_part parts[AIRTIME_MOST];
	size_t n = 0;
	struct buf buf;

	for (size_t i = 0; i < preview->count; i++) {
		const struct preview_line *line = &preview->lines[i];
		if (!line->round) {
			add_part(parts, &n, line->stage->title, line->minutes);
			continue;
		}
		int minutes = line->minutes;
		while (i + 1 < preview->count && preview->lines[i + 1].round == line->round)
			minutes += preview->lines[++i].minutes;
		add_part(parts, &n, str_printf(arena, "Round %d", line->round), minutes);
	}
	buf_init(&buf, BAR_BYTES);
	airtime_bar(&buf, &(struct airtime_parts){ parts, n });
	return html_drawing(arena, &buf);
}

static struct str floor_of(struct arena *arena, const struct stage *stage)
{
	if (stage->floor == FLOOR_NONE) return STR("");
	if (stage->floor_then == FLOOR_NONE) return str_of(floor_words(stage->floor));
	return str_printf(arena, "%s %s %s", floor_words(stage->floor),
	                  stage->is_choice ? "Or:" : "Then:", floor_words(stage->floor_then));
}

static struct str more_of(struct arena *arena, const struct preview_line *line)
{
	const struct stage *stage = line->stage;

	if (line->pass > 1 && stage->loops)
		return str_printf(arena, "Time %d. Agreed? If not, back again.", line->pass);
	if (line->pass > 1)
		return str_printf(arena, "Time %d, unless you have agreed.", line->pass);
	if (stage->loops) return STR("Agreed? If not, back again.");
	if (stage->optional) return STR("Only if the presenter likes.");
	if (stage->module_count)
		return str_printf(arena, "In one of %d ways.", stage->module_count + 1);
	if (stage->group_size) return STR("In small groups.");
	return STR("");
}

static struct process_line line_of(struct arena *arena, const struct preview *preview, size_t at)
{
	const struct preview_line *line = &preview->lines[at];
	const bool begins = line->round && (at == 0 || preview->lines[at - 1].round != line->round);

	return (struct process_line){
		.from = str_printf(arena, "%d:%02d", line->from_min / 60, line->from_min % 60),
		.minutes = str_printf(arena, "%d min", line->minutes),
		.title = line->stage->title,
		.floor = floor_of(arena, line->stage),
		.more = more_of(arena, line),
		.round = begins ? str_printf(arena, "Round %d", line->round) : STR(""),
		.in_round = line->round != 0,
	};
}

/* ---- how so many people fit ---- */

static struct str length_words(struct arena *arena, int minutes)
{
	return str_printf(arena, "%d minutes", minutes);
}

static enum err fill_fit(struct request *rq, const struct process *shell,
                         const struct process *round, int people, int length_min,
                         struct process_fit *out)
{
	struct arena *arena = rq->work.arena;
	struct preview preview;

	const enum err err = process_preview(arena, shell, round, people, length_min, &preview);
	if (err) return err;
	*out = (struct process_fit){
		.people = str_printf(arena, "%d", people),
		.used = length_words(arena, preview.used_min),
		.words = shell ? preview_words(arena, &preview) : STR("As long as it is."),
	};
	if (!preview.fits_people)
		out->words = str_printf(arena, "%.*s It is not meant for so many or so few.",
		                        STR_ARG(out->words));
	return OK;
}

enum err process_plan(struct request *rq, const struct process *shell, const struct process *round,
                      int people, int length_min, struct process_plan_view *out)
{
	static const int sizes[] = { 6, 7, 8 };
	struct arena *arena = rq->work.arena;
	struct preview preview;

	enum err err = process_preview(arena, shell, round, people, length_min, &preview);
	if (err == ERR_LIMIT)
		return work_refuse(&rq->work, "That is longer than any meeting can be. Take fewer "
		                              "stages, or fewer rounds.");
	if (err) return err;
	*out = (struct process_plan_view){
		.bar = draw_bar(arena, &preview),
		.heading = str_printf(arena, "For %d %s: %d minutes", people,
		                      people == 1 ? "person" : "people", preview.used_min),
	};
	out->lines.at = NEW(arena, struct process_line, preview.count);
	for (size_t i = 0; i < preview.count; i++)
		out->lines.at[out->lines.n++] = line_of(arena, &preview, i);
	if (!preview.fits_people)
		out->meant_for =
			process_people_words(arena, shell && shell->most_people ? shell : round);
	out->fits.at = NEW(arena, struct process_fit, LEN(sizes));
	for (size_t i = 0; !err && i < LEN(sizes); i++)
		err = fill_fit(rq, shell, round, sizes[i], length_min,
		               &out->fits.at[out->fits.n++]);
	return err;
}

enum err process_round_for(struct request *rq, const struct process *shell,
                           const struct process **out)
{
	enum err err = ERR_ABSENT;

	if (shell->usual_round.n) err = app_process_find(&rq->work, shell->usual_round, out);
	if (!err && (*out)->is_shell) err = ERR_ABSENT;
	return err == ERR_ABSENT ? process_shipped(rq->work.arena, STR("uk-classic"), out) : err;
}
