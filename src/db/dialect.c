/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* dialect - the few words that differ between the engines, written @type in the schema. */
#include "base/buf.h"
#include "db/engine.h"

enum { SCHEMA_MAX = 1024 * 1024 };

/* clang-format off */
static const struct {
	struct str word, sqlite, postgres;
} types[] = {
	{ STR_INIT("@id"),      STR_INIT("INTEGER"), STR_INIT("bigint") },
	{ STR_INIT("@instant"), STR_INIT("INTEGER"), STR_INIT("bigint") },
	{ STR_INIT("@long"),    STR_INIT("INTEGER"), STR_INIT("bigint") },
	{ STR_INIT("@day"),     STR_INIT("INTEGER"), STR_INIT("integer") },
	{ STR_INIT("@int"),     STR_INIT("INTEGER"), STR_INIT("integer") },
	{ STR_INIT("@bool"),    STR_INIT("INTEGER"), STR_INIT("boolean") },
	{ STR_INIT("@text"),    STR_INIT("TEXT"),    STR_INIT("text") },
	{ STR_INIT("@sealed"),  STR_INIT("BLOB"),    STR_INIT("bytea") },
	{ STR_INIT("@hash"),    STR_INIT("BLOB"),    STR_INIT("bytea") },
};
/* clang-format on */

static size_t word_length(struct str s, size_t at)
{
	size_t n = 1;
	while (at + n < s.n && s.at[at + n] >= 'a' && s.at[at + n] <= 'z') n++;
	return n;
}

struct str dialect_expand(struct arena *arena, enum db_engine engine, struct str sql)
{
	struct buf out;

	buf_init(&out, SCHEMA_MAX);
	for (size_t i = 0; i < sql.n;) {
		const size_t n = sql.at[i] == '@' ? word_length(sql, i) : 1;
		struct str piece = str_part(sql, i, i + n);
		for (size_t t = 0; n > 1 && t < LEN(types); t++)
			if (str_eq(piece, types[t].word)) {
				piece = engine == DB_SQLITE ? types[t].sqlite : types[t].postgres;
				break;
			}
		buf_str(&out, piece);
		i += n;
	}
	if (!buf_ok(&out)) BUG("a schema is too long");
	const struct str text = str_copy(arena, buf_text(&out));
	buf_release(&out);
	return text;
}
