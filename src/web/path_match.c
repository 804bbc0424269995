/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* path_match - a path read back by the pattern of a route (path.h). */
#include "base/id.h"
#include "web/path.h"

enum { NUMBER_MAX = 1000000000, WORD_MAX_CHARS = 100 };

/* The kinds of :word that name a thing by its id. */
/* clang-format off */
static const struct {
	const char *word;
	size_t offset;
	enum subject subject;
} kinds[] = {
	{ ":set",          offsetof(struct path, set.n),          SUBJECT_SET },
	{ ":meeting",      offsetof(struct path, meeting.n),      SUBJECT_MEETING },
	{ ":person",       offsetof(struct path, person.n),       SUBJECT_PERSON },
	{ ":programme",    offsetof(struct path, programme.n),    SUBJECT_PROGRAMME },
	{ ":organisation", offsetof(struct path, organisation.n), SUBJECT_ORGANISATION },
	{ ":issue",        offsetof(struct path, issue.n),        SUBJECT_ISSUE },
	{ ":question",     offsetof(struct path, question.n),     SUBJECT_QUESTION },
	{ ":action",       offsetof(struct path, action.n),       SUBJECT_ACTION },
	{ ":rule",         offsetof(struct path, rule.n),         SUBJECT_RULE },
	{ ":log",          offsetof(struct path, log.n),          SUBJECT_LOG },
	{ ":practice",     offsetof(struct path, practice.n),     SUBJECT_PRACTICE },
	{ ":member",       offsetof(struct path, member.n),       SUBJECT_HOUSE }, /* no subject */
};
/* clang-format on */

static bool is_word(struct str s)
{
	if (s.n == 0 || s.n > WORD_MAX_CHARS) return false;
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '_'))
			return false;
	}
	return true;
}

static bool take_id(struct str kind, struct str piece, struct path *out)
{
	for (size_t i = 0; i < LEN(kinds); i++) {
		int64_t n;
		if (!str_eq(kind, str_of(kinds[i].word))) continue;
		if (!id_parse(piece, &n)) return false;
		memcpy((char *)out + kinds[i].offset, &n, sizeof n);
		if (kinds[i].subject != SUBJECT_HOUSE) {
			out->subject = kinds[i].subject;
			out->subject_id = n;
		}
		return true;
	}
	BUG("a route has a :word that web/path.c does not know");
}

static bool take(struct str wanted, struct str piece, struct path *out)
{
	if (wanted.n == 0 || wanted.at[0] != ':') return str_eq(wanted, piece);
	if (str_eq(wanted, STR(":word"))) {
		out->word = piece;
		return is_word(piece);
	}
	if (str_eq(wanted, STR(":number"))) return str_i64(piece, 0, NUMBER_MAX, &out->number);
	return take_id(wanted, piece, out);
}

/* Up to the first :word a pattern is the path itself.  Settles most rows of the map in a few bytes. */
static bool begins_alike(const char *pattern, struct str path)
{
	size_t i = 0;

	while (pattern[i] && pattern[i] != ':') {
		if (i == path.n || path.at[i] != pattern[i]) return false;
		i++;
	}
	return pattern[i] || i == path.n;
}

static size_t slashes(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) n += s.at[i] == '/';
	return n;
}

bool path_match(const char *pattern, struct str path, struct path *out)
{
	if (!begins_alike(pattern, path)) return false;
	struct str left = str_of(pattern), wanted, piece;
	if (slashes(left) != slashes(path)) return false;
	struct path got = { 0 };

	while (str_cut(&left, '/', &wanted))
		if (!str_cut(&path, '/', &piece) || !take(wanted, piece, &got)) return false;
	if (path.at) return false;
	*out = got;
	return true;
}
