/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - see log.h. */
#include "web/log.h"

#include "app/log.h"
#include "html/log.h"
#include "store/log.h"
#include "store/meeting.h"
#include "web/circle.h"

enum { FIND_MAX = 100 };

struct sent {
	struct str text;
	meeting_id meeting;
};

/* clang-format off */
static const struct field fields[] = {
	FIELD_LONG      (struct sent, text,    "a few words", 0, 1000000),
	FIELD_ID_OR_NONE(struct sent, meeting, "the meeting it is about"),
};
/* clang-format on */

static enum err read_sent(struct request *rq, struct sent *out)
{
	const enum err err = form_read(rq, fields, LEN(fields), out);
	const char *refusal = app_log_refusal(out->text);

	return *refusal ? form_fault(rq, "text", "%s", refusal) : err;
}

/* ---- the words around it ---- */

enum err log_prompt(struct request *rq, struct str *out)
{
	static const char *const months[] = { "January",   "February", "March",    "April",
		                              "May",       "June",     "July",     "August",
		                              "September", "October",  "November", "December" };
	struct meeting_row last;

	const enum err err = store_meeting_last(rq->work.tx, rq->work.viewer, &last);
	if (err && err != ERR_ABSENT) return err;
	*out = err ? STR("What are you noticing?")
	           : str_printf(rq->work.arena, "What has surprised you since %s?",
	                        months[day_date(last.held_on).month - 1]);
	return OK;
}

static struct log_line_view line_of(struct arena *arena, const struct zone *zone,
                                    const struct log_row *row)
{
	return (struct log_line_view){
		.made = day_words_year(arena, zone_local(zone, row->made_at).day),
		.text = row->text,
		.to = path_log_entry(arena, row->id),
		.about = row->about_set.n ? str_printf(arena, "%.*s, meeting %d",
		                                       STR_ARG(row->about_set), row->about_number)
		                          : STR(""),
	};
}

/* ---- /log ---- */

static bool holds(struct request *rq, const struct log_row *row, struct str wanted)
{
	struct arena *arena = rq->work.arena;
	return wanted.n == 0 || str_has(str_lower(arena, row->text), str_lower(arena, wanted));
}

static enum err show(struct request *rq, struct reply *reply, struct str wanted)
{
	struct arena *arena = rq->work.arena;
	struct log_view view = { .page = page_begin(rq, STR("Learning log")),
		                 .form = form_begin(rq),
		                 .to = path_log(),
		                 .find = path_log_found(),
		                 .all = path_log() };
	const struct zone *zone;
	struct log_rows rows;
	struct str prompt;

	enum err err = log_prompt(rq, &prompt);
	if (!err) err = home_zone(rq, &zone);
	if (!err) err = store_log_list(rq->work.tx, rq->work.viewer, &rows);
	if (err) return err;
	view.text = form_textarea(rq, "text", prompt, STR(""), 0);
	view.text.is_voice = true;
	view.text.rows = 4;
	view.may_look = rows.n > 0;
	view.q = form_input(rq, "q", STR("Look for a word"), wanted);
	view.entries.at = NEW(arena, struct log_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		if (holds(rq, &rows.at[i], wanted))
			view.entries.at[view.entries.n++] = line_of(arena, zone, &rows.at[i]);
	if (wanted.n)
		view.found =
			str_printf(arena, "%.*s with “%.*s”",
		                   STR_ARG(words_count(arena, view.entries.n, "entry", "entries")),
		                   STR_ARG(wanted));
	html_log_list(&reply->body, &view);
	return OK;
}

/* GET /log */
enum err page_log(struct request *rq, struct reply *reply)
{
	return show(rq, reply, STR(""));
}

/* POST /log/found - what is looked for is private too: it goes into no address, so into no history and
 * no proxy's list. */
enum err post_log_found(struct request *rq, struct reply *reply)
{
	return show(rq, reply, str_first(str_trim(request_field(rq, "q")), FIND_MAX));
}

/* POST /log */
enum err post_log(struct request *rq, struct reply *reply)
{
	struct sent sent = { 0 };
	log_entry_id entry;

	enum err err = read_sent(rq, &sent);
	if (!err) err = app_log_write(&rq->work, sent.meeting, sent.text, &entry);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_log);
	if (err) return err;
	reply_say(rq, reply, STR("Saved to your log. Only you can read it."));
	return reply_see_other(reply, path_log());
}

/* ---- /log/:log ---- */

/* GET /log/:log */
enum err page_log_entry(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const struct zone *zone;
	struct log_row row;
	int64_t seen = 0;

	enum err err = store_log_load(rq->work.tx, rq->path.log, rq->work.viewer, &row);
	if (!err) err = home_zone(rq, &zone);
	if (err) return err;
	const struct log_line_view line = line_of(arena, zone, &row);
	struct log_entry_view view = {
		.page = page_begin(rq, STR("Learning log")),
		.form = form_begin(rq),
		.to = line.to,
		.log = path_log(),
		.gone = path_log_gone(arena, row.id),
		.made = line.made,
		.about = line.about,
		.seen = str_printf(arena, "%lld", (long long)row.changed_at.ms),
		.kept = row.text,
		.text = form_textarea(rq, "text", STR("Your words"), row.text, 0),
	};
	view.text.is_voice = true;
	view.text.rows = 8;
	view.is_clash = rq->again && (!str_i64(request_field(rq, "seen"), 0, INT64_MAX, &seen) ||
	                              seen != row.changed_at.ms);
	html_log_entry(&reply->body, &view);
	return OK;
}

/* POST /log/:log */
enum err post_log_entry(struct request *rq, struct reply *reply)
{
	struct sent sent = { 0 };
	int64_t seen = 0;

	enum err err = read_sent(rq, &sent);
	if (!str_i64(request_field(rq, "seen"), 0, INT64_MAX, &seen)) seen = 0;
	if (!err)
		err = app_log_change(&rq->work, rq->path.log, sent.text, (struct instant){ seen });
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_log_entry);
	if (err == ERR_STALE) return form_clash(rq, reply, page_log_entry);
	if (err) return err;
	reply_say(rq, reply, STR("Your entry is saved."));
	return reply_see_other(reply, path_log_entry(rq->work.arena, rq->path.log));
}

/* GET /log/:log/gone */
enum err page_log_gone(struct request *rq, struct reply *reply)
{
	struct log_row row;

	const enum err err = store_log_load(rq->work.tx, rq->path.log, rq->work.viewer, &row);
	if (err) return err;
	const struct log_gone_view view = {
		.page = page_begin(rq, STR("Delete this entry")),
		.form = form_begin(rq),
		.to = path_log_gone(rq->work.arena, row.id),
		.entry = path_log_entry(rq->work.arena, row.id),
		.text = row.text,
	};
	html_log_gone(&reply->body, &view);
	return OK;
}

/* POST /log/:log/gone */
enum err post_log_gone(struct request *rq, struct reply *reply)
{
	const enum err err = app_log_remove(&rq->work, rq->path.log);

	if (err) return err;
	reply_say(rq, reply, STR("The entry is deleted."));
	return reply_see_other(reply, path_log());
}
