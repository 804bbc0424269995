/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form - reading what was sent, by a table of fields (form.h). */
#include "web/form.h"

#include "base/id.h"
#include "domain/email.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199 };

static void fault_add(struct request *rq, struct str field, struct str words)
{
	if (!rq->faults.at) rq->faults.at = NEW(rq->work.arena, struct fault, FAULTS_MAX);
	if (rq->faults.n < FAULTS_MAX)
		rq->faults.at[rq->faults.n++] = (struct fault){ field, words };
}

static void fault_of(struct request *rq, const struct field *field, const char *before,
                     const char *after)
{
	struct str words = str_printf(rq->work.arena, "%s%s%s", before, field->about, after);

	if (!*before && words.n && words.at[0] >= 'a' && words.at[0] <= 'z')
		words = str_printf(rq->work.arena, "%c%.*s", words.at[0] - ('a' - 'A'),
		                   STR_ARG(str_from(words, 1)));
	fault_add(rq, str_of(field->name), words);
}

enum err form_fault(struct request *rq, const char *field, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fault_add(rq, str_of(field), str_vprintf(rq->work.arena, format, args));
	va_end(args);
	return ERR_INPUT;
}

static bool has_break(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] == '\n' || s.at[i] == '\t') return true;
	return false;
}

static void read_text(struct request *rq, const struct field *field, struct str sent, void *to)
{
	if (str_is_blank(sent))
		sent = STR(""); /* a name of blanks that take no room, pasted, is none */
	const int64_t points = (int64_t)str_points(sent);

	if (sent.n == 0 && field->least > 0) {
		fault_of(rq, field, "Enter ", "");
	} else if (field->kind != FIELD_KIND_LONG && has_break(sent)) {
		fault_of(rq, field, "", " must be on one line");
	} else if (points > field->most) {
		char after[80];
		(void)snprintf(after, sizeof after, " must be %lld characters or fewer",
		               (long long)field->most);
		fault_of(rq, field, "", after);
	} else if (points < field->least) {
		char after[80];
		(void)snprintf(after, sizeof after, " must be %lld characters or more",
		               (long long)field->least);
		fault_of(rq, field, "", after);
	} else {
		*(struct str *)to = sent;
	}
}

static void read_email(struct request *rq, const struct field *field, struct str sent, void *to)
{
	if (sent.n == 0 && field->least > 0)
		fault_of(rq, field, "Enter ", "");
	else if (sent.n > 0 && !email_is_good(sent))
		fault_add(rq, str_of(field->name),
		          STR("Enter an email address in the correct format, like "
		              "name@example.gov.uk"));
	else
		*(struct str *)to = str_lower(rq->work.arena, sent);
}

static void read_int(struct request *rq, const struct field *field, struct str sent, void *to)
{
	int64_t n;

	if (sent.n == 0) {
		fault_of(rq, field, "Enter ", "");
	} else if (!str_i64(sent, field->least, field->most, &n)) {
		char after[96];
		(void)snprintf(after, sizeof after, " must be a whole number from %lld to %lld",
		               (long long)field->least, (long long)field->most);
		fault_of(rq, field, "", after);
	} else {
		const int value = (int)n;
		memcpy(to, &value, sizeof value);
	}
}

static struct str part(const struct request *rq, const struct field *field, const char *suffix)
{
	const struct str name = str_printf(rq->work.arena, "%s%s", field->name, suffix);
	return str_trim(request_field(rq, str_z(rq->work.arena, name)));
}

static void read_day(struct request *rq, const struct field *field, struct str whole, void *to)
{
	const struct str d = part(rq, field, "-d"), m = part(rq, field, "-m"),
			 y = part(rq, field, "-y");
	int64_t day, month, year;
	struct day got = { DAY_NONE };

	if (whole.n + d.n + m.n + y.n == 0) {
		if (field->least > 0)
			fault_of(rq, field, "Enter ", "");
		else
			memcpy(to, &got, sizeof got);
		return;
	}
	bool good = whole.n > 0 && day_parse(whole, &got);
	if (whole.n == 0 && str_i64(d, 1, 31, &day) && str_i64(m, 1, 12, &month) &&
	    str_i64(y, YEAR_LEAST, YEAR_MOST, &year) &&
	    day_is_valid((int)year, (int)month, (int)day)) {
		got = day_of((int)year, (int)month, (int)day);
		good = true;
	}
	if (good)
		memcpy(to, &got, sizeof got);
	else
		fault_of(rq, field, "", " must be a real date, like 27 11 2026");
}

static void read_time(struct request *rq, const struct field *field, struct str sent, void *to)
{
	int minute;

	if (sent.n == 0)
		fault_of(rq, field, "Enter ", "");
	else if (!minute_parse(sent, &minute))
		fault_of(rq, field, "", " must be a time, like 9:30 or 13:00");
	else
		memcpy(to, &minute, sizeof minute);
}

static void read_choice(struct request *rq, const struct field *field, struct str sent, void *to)
{
	for (size_t i = 0; i < field->n_choices; i++) {
		if (!str_eq(sent, str_of(field->choices[i].value))) continue;
		memcpy(to, &field->choices[i].number, sizeof(int));
		return;
	}
	if (sent.n > 0 || field->least > 0) fault_of(rq, field, "Choose ", "");
}

static void read_id(struct request *rq, const struct field *field, struct str sent, void *to)
{
	int64_t n = 0;

	if (sent.n == 0 ? field->least > 0 : !id_parse(sent, &n))
		fault_of(rq, field, "Choose ", "");
	else
		memcpy(to, &n, sizeof n);
}

static void read_field(struct request *rq, const struct field *field, void *to)
{
	const struct str raw = request_field(rq, field->name);
	const struct str sent = str_trim(raw);

	switch (field->kind) {
	case FIELD_KIND_TEXT:
	case FIELD_KIND_LONG:
		read_text(rq, field, sent, to);
		break;
	case FIELD_KIND_EMAIL:
		read_email(rq, field, sent, to);
		break;
	case FIELD_KIND_INT:
		read_int(rq, field, sent, to);
		break;
	case FIELD_KIND_DAY:
		read_day(rq, field, sent, to);
		break;
	case FIELD_KIND_TIME:
		read_time(rq, field, sent, to);
		break;
	case FIELD_KIND_CHOICE:
		read_choice(rq, field, sent, to);
		break;
	case FIELD_KIND_CHECK:
		*(bool *)to = raw.at != NULL;
		break;
	case FIELD_KIND_ID:
		read_id(rq, field, sent, to);
		break;
	}
}

enum err form_read(struct request *rq, const struct field *fields, size_t n, void *into)
{
	for (size_t i = 0; i < n; i++) read_field(rq, &fields[i], (char *)into + fields[i].offset);
	return rq->faults.n ? ERR_INPUT : OK;
}

static enum err again(struct request *rq, struct reply *reply, page_fn *page, int status)
{
	reply->status = status;
	rq->again = page;
	return reply->keep ? OK : ERR_INPUT;
}

enum err form_again(struct request *rq, struct reply *reply, page_fn *page)
{
	if (rq->work.refusal.n) fault_add(rq, STR(""), rq->work.refusal);
	return again(rq, reply, page, 422);
}

enum err form_again_at(struct request *rq, struct reply *reply, page_fn *page, const char *field)
{
	if (rq->work.refusal.n) fault_add(rq, str_of(field), rq->work.refusal);
	return again(rq, reply, page, 422);
}

enum err form_clash(struct request *rq, struct reply *reply, page_fn *page)
{
	fault_add(rq, STR(""),
	          rq->work.clash.n
	                  ? rq->work.clash
	                  : STR("Somebody changed this while you were writing. What you wrote "
	                        "is below. Look at what is there now before you save."));
	return again(rq, reply, page, 409);
}

bool form_does(const struct request *rq, const char *word)
{
	return str_eq(request_field(rq, "do"), str_of(word));
}
