/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_pairs - pairs that must, or must not, share a group, for a division by matrix.
 *
 * A difference of 0 would not forbid anything: the pair is given (or robbed of) four times the
 * greatest difference, so that keeping the rule pays more than whatever breaking it could gain, and
 * the caller counts what is broken all the same. */
#include "domain/form_parts.h"

enum { BEND = 4 };

static enum err wrong(struct form_fault *fault, int line, struct str text, struct str piece,
                      const char *why)
{
	*fault = (struct form_fault){ .line = line,
		                      .column = (int)(piece.at - text.at) + 1,
		                      .why = str_of(why) };
	return ERR_INPUT;
}

static enum err parse_line(struct str line, int at, int n, struct form_pair *out,
                           struct form_fault *fault)
{
	struct str rest = line, first, second = { line.at, 0 }, word = { line.at, 0 };
	int64_t i, j;

	(void)str_cut(&rest, ' ', &first);
	if (!str_i64(first, 0, n - 1, &i))
		return wrong(fault, at, line, first, "There is no such person.");
	if (!str_cut(&rest, ' ', &second) || !str_i64(second, 0, n - 1, &j) || i == j)
		return wrong(fault, at, line, second, "Here should be another person.");
	if (!str_cut(&rest, ' ', &word) ||
	    (!str_eq(word, STR("apart")) && !str_eq(word, STR("together"))))
		return wrong(fault, at, line, word, "Third comes apart or together.");
	*out = (struct form_pair){ (int)i, (int)j, str_eq(word, STR("apart")) };
	return OK;
}

enum err form_pairs_parse(struct arena *arena, struct str text, int n, struct form_pair **out,
                          int *count, struct form_fault *fault)
{
	size_t lines = 1;

	for (size_t i = 0; i < text.n; i++) lines += text.at[i] == '\n';
	*out = NEW(arena, struct form_pair, lines);
	*count = 0;
	uint8_t *seen = NEW(arena, uint8_t, (size_t)n * (size_t)n);
	struct str rest = text, line;
	for (int at = 1; str_cut(&rest, '\n', &line); at++) {
		line = str_trim(line);
		if (!line.n) continue;
		struct form_pair *pair = &(*out)[*count];
		const enum err err = parse_line(line, at, n, pair, fault);
		if (err) return err;
		const int low = pair->i < pair->j ? pair->i : pair->j;
		uint8_t *cell = &seen[(size_t)low * (size_t)n + (size_t)(pair->i + pair->j - low)];
		const uint8_t kind = pair->apart ? 1 : 2;
		if (*cell && *cell != kind)
			return wrong(fault, at, line, line,
			             "These two are kept apart and together at once.");
		/* Said twice is said once: bent twice, its difference might not fit. */
		*count += !*cell;
		*cell = kind;
	}
	return OK;
}

void form_pairs_bend(struct form_matrix *matrix, const struct form_pair *pairs, int count)
{
	const size_t stride = (size_t)matrix->stride;
	int32_t far = 0;

	for (size_t i = 0; i < (size_t)matrix->n * stride; i++) {
		const int32_t d = matrix->d[i] < 0 ? -matrix->d[i] : matrix->d[i];
		if (d > far) far = d;
	}
	const int32_t bend = BEND * far;
	for (int k = 0; k < count; k++) {
		const size_t i = (size_t)pairs[k].i, j = (size_t)pairs[k].j;
		const int32_t by = pairs[k].apart ? -bend : bend;
		matrix->d[i * stride + j] += by;
		matrix->d[j * stride + i] += by;
	}
}

int form_pairs_broken(const struct form_pair *pairs, int count, const int *group)
{
	int broken = 0;

	for (int k = 0; k < count; k++)
		broken += (group[pairs[k].i] == group[pairs[k].j]) == pairs[k].apart;
	return broken;
}
