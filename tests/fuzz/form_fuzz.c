/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_fuzz - any bytes as the body of a form: what is taken is text without surprises, has one reading, and what
 * the table of fields lets through is what it promises. */
#include "web/form.h"

#include "domain/email.h"

enum { ARENA_MAX = 16 << 20, LEAST = 2, MOST = 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Names of one letter are found sooner. */
struct all {
	struct str a, b, c;
	int d;
	struct day e, f;
	int g, h, i;
	bool j;
	set_id k;
};

static const struct choice choices[] = { { "yes", 1, "Yes" }, { "no", 2, "No" } };

/* clang-format off */
static const struct field fields[] = {
	FIELD_TEXT(struct all, a, "the name", 1, MOST),
	FIELD_LONG(struct all, b, "your words", LEAST, MOST),
	FIELD_EMAIL(struct all, c, "the address", 0),
	FIELD_INT(struct all, d, "the number", -5, 500),
	FIELD_DAY(struct all, e, "the day"),
	FIELD_DAY_OR_NONE(struct all, f, "the last day"),
	FIELD_TIME(struct all, g, "the time"),
	FIELD_CHOICE(struct all, h, "one of both", choices),
	FIELD_CHOICE_OR(struct all, i, "one or none", choices),
	FIELD_CHECK(struct all, j),
	FIELD_ID_OR_NONE(struct all, k, "the set"),
};
/* clang-format on */

static void check_plain(struct str s)
{
	ASSERT(str_is_utf8(s));
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.at[i];
		ASSERT((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t');
	}
}

static void put_coded(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) buf_printf(out, "%%%02X", (unsigned char)s.at[i]);
}

/* Written again as a browser would write it, it is read as the same. */
static void check_again(struct arena *arena, const struct pairs *pairs)
{
	struct pairs again;
	struct buf text;

	buf_init(&text, ARENA_MAX / 4);
	for (size_t i = 0; i < pairs->n; i++) {
		put_coded(&text, pairs->at[i].name);
		buf_str(&text, STR("="));
		put_coded(&text, pairs->at[i].value);
		buf_str(&text, STR("&"));
	}
	ASSERT(buf_ok(&text) && pairs_read(arena, buf_text(&text), &again) == OK);
	ASSERT(again.n == pairs->n);
	for (size_t i = 0; i < pairs->n; i++) {
		ASSERT(str_eq(again.at[i].name, pairs->at[i].name));
		ASSERT(str_eq(again.at[i].value, pairs->at[i].value));
	}
	buf_release(&text);
}

static void check_text(struct str s, size_t least)
{
	check_plain(s);
	ASSERT(str_points(s) >= least && str_points(s) <= MOST);
	ASSERT(least == 0 || !str_is_blank(s));
}

static void check_day(struct day day)
{
	ASSERT(day.n == DAY_NONE ||
	       (day.n >= day_of(1900, 1, 1).n && day.n <= day_of(2199, 12, 31).n));
}

static void check_taken(const struct all *all)
{
	check_text(all->a, 1);
	ASSERT(!memchr(all->a.at, '\n', all->a.n) && !memchr(all->a.at, '\t', all->a.n));
	check_text(all->b, LEAST);
	ASSERT(all->c.n == 0 || email_is_good(all->c));
	ASSERT(all->d >= -5 && all->d <= 500);
	check_day(all->e);
	check_day(all->f);
	ASSERT(all->e.n != DAY_NONE);
	ASSERT(all->g >= 0 && all->g <= 24 * 60);
	ASSERT(all->h == 1 || all->h == 2);
	ASSERT(all->i >= 0 && all->i <= 2);
	ASSERT(all->k.n >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct str body = { (const char *)data, n };
	struct arena *arena = arena_new(ARENA_MAX);
	struct request rq = { .work = { .arena = arena } };
	struct all all = { .e = { DAY_NONE }, .f = { DAY_NONE } };

	if (pairs_read(arena, body, &rq.form) == OK) {
		ASSERT(rq.form.n <= PAIRS_MAX);
		for (size_t i = 0; i < rq.form.n; i++) {
			check_plain(rq.form.at[i].name);
			check_plain(rq.form.at[i].value);
		}
		if (n < 4096) check_again(arena, &rq.form);
		const enum err err = form_read(&rq, fields, LEN(fields), &all);
		ASSERT((err == OK) == (rq.faults.n == 0) && rq.faults.n <= FAULTS_MAX);
		if (err == OK) check_taken(&all);
		for (size_t i = 0; i < rq.faults.n; i++)
			ASSERT(rq.faults.at[i].words.n > 0 && str_is_utf8(rq.faults.at[i].words));
	}
	const struct str found = cookie_find(body, STR("setwise"));
	ASSERT(!found.at || (found.at >= body.at && found.at + found.n <= body.at + body.n));
	arena_free(arena);
	return 0;
}
