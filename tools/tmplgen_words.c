/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tmplgen_words - the small words of the template language: names, paths of files, what stands
 * between {% and %}. */
#include "tools/tmplgen_parts.h"

static bool is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool tmpl_is_name(struct str s)
{
	if (s.n == 0 || s.n > 60 || (s.at[0] >= '0' && s.at[0] <= '9')) return false;
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '_'))
			return false;
	}
	return true;
}

struct tmpl_words tmpl_split(struct str inside)
{
	struct tmpl_words words = { .n = 0 };
	size_t i = 0;

	while (i < inside.n && words.n < TMPL_WORDS) {
		while (i < inside.n && (is_gap(inside.at[i]))) i++;
		const size_t from = i;
		while (i < inside.n && !is_gap(inside.at[i])) i++;
		if (i > from) words.at[words.n++] = str_part(inside, from, i);
	}
	return words;
}

bool tmpl_word_is(const struct tmpl_words *words, size_t i, const char *text)
{
	return i < words->n && str_eq(words->at[i], str_of(text));
}

bool tmpl_is_template(struct str name)
{
	size_t slashes = 0;

	for (size_t i = 0; i < name.n; i++) {
		const char c = name.at[i];
		if (c == '/')
			slashes++;
		else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
		           c == '_'))
			return false;
	}
	return name.n > 0 && name.n < 100 && slashes <= 1 && name.at[0] != '/' &&
	       name.at[name.n - 1] != '/';
}

bool tmpl_is_header(struct str quoted)
{
	if (quoted.n < 5 || quoted.at[0] != '"' || quoted.at[quoted.n - 1] != '"') return false;
	const struct str path = str_part(quoted, 1, quoted.n - 1);
	for (size_t i = 0; i < path.n; i++) {
		const char c = path.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/' ||
		      c == '.'))
			return false;
	}
	return str_ends(path, STR(".h")) && !str_has(path, STR("..")) && str_has(path, STR("/")) &&
	       path.at[0] != '/';
}
