/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_matrix - the matrix of differences, whether it can be divided, and the file it comes in. */
#include "domain/form_parts.h"

double form_log(double x)
{
	int twos = 0;

	ASSERT(x > 0);
	while (x > 1.5) x /= 2, twos++;
	while (x < 0.75) x *= 2, twos--;
	/* ln x = 2 artanh((x - 1) / (x + 1)); the argument is within 0.2, so 12 terms are plenty. */
	const double z = (x - 1) / (x + 1), square = z * z;
	double sum = 0;
	for (int k = 25; k > 0; k -= 2) sum = sum * square + 1.0 / k;
	return 2 * z * sum + twos * 0.693147180559945309417;
}

double form_exp(double x)
{
	if (x < -700) return 0;
	double y = x / 256, sum = 1;
	for (int k = 12; k > 0; k--) sum = 1 + sum * y / k;
	for (int k = 0; k < 8; k++) sum *= sum;
	return sum;
}

/* In (0, 1). */
static double uniform(struct random *random)
{
	return ((double)(random_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

float form_draw(struct random *random)
{
	return (float)-form_log(uniform(random));
}

double form_spent(const struct form_time *time, int64_t evaluations, int64_t start_us)
{
	const double share = time->evaluations > 0 ? (double)evaluations / (double)time->evaluations
	                                           : (double)(time->now(time->context) - start_us) /
	                                                     (double)time->clock_us;

	return share < 1 ? share : 1;
}

int32_t *form_row(struct arena *arena, size_t n)
{
	enum { CACHE_LINE = 64, EXTRA = CACHE_LINE / sizeof(int32_t) };
	int32_t *at = NEW(arena, int32_t, n + EXTRA);
	const size_t past = (size_t)((uintptr_t)at % CACHE_LINE / sizeof(int32_t));

	return past ? at + (EXTRA - past) : at;
}

struct form_matrix form_matrix_new(struct arena *arena, int n, int groups)
{
	const int stride = (n + FORM_LANES - 1) / FORM_LANES * FORM_LANES;

	ASSERT(n > 0 && n <= FORM_DIVIDE_N_MAX && groups > 0 && groups <= FORM_DIVIDE_GROUPS_MAX);
	return (struct form_matrix){
		.n = n,
		.groups = groups,
		.stride = stride,
		.unit = 1,
		.scale = 1,
		.d = form_row(arena, (size_t)n * (size_t)stride),
		.least = NEW(arena, int, (size_t)groups),
		.most = NEW(arena, int, (size_t)groups),
	};
}

struct str form_matrix_fault(struct arena *arena, const struct form_matrix *matrix)
{
	int64_t least = 0, most = 0, largest = 0, far = 0;

	for (int g = 0; g < matrix->groups; g++) {
		if (matrix->least[g] < 0 || matrix->least[g] > matrix->most[g])
			return str_printf(arena,
			                  "Group %d has bounds %d to %d: the least comes first.", g,
			                  matrix->least[g], matrix->most[g]);
		least += matrix->least[g];
		most += matrix->most[g];
		if (matrix->most[g] > largest) largest = matrix->most[g];
	}
	if (least > matrix->n || most < matrix->n)
		return str_printf(arena,
		                  "The groups together hold %lld to %lld, but there are %d: change "
		                  "the bounds.",
		                  (long long)least, (long long)most, matrix->n);
	if (largest > matrix->n) largest = matrix->n;
	for (size_t i = 0; i < (size_t)matrix->n * (size_t)matrix->stride; i++) {
		const int64_t d = matrix->d[i] < 0 ? -(int64_t)matrix->d[i] : matrix->d[i];
		if (d > far) far = d;
	}
	if (far * largest > FORM_DIVIDE_SUM_MAX)
		return str_printf(arena,
		                  "The differences are too large: at most %lld for groups of %lld.",
		                  (long long)(FORM_DIVIDE_SUM_MAX / largest / matrix->scale),
		                  (long long)largest);
	return (struct str){ 0 };
}

int64_t form_matrix_value(const struct form_matrix *matrix, const int *group)
{
	const size_t n = (size_t)matrix->n;
	int64_t value = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (group[i] == group[j]) value += matrix->exact[i * n + j];
	return value;
}

/* ---- MDGPLIB ----------------------------------------------------------------------------------- */

struct reader {
	struct str text;
	size_t at;
	int line;
	size_t line_start;
	struct arena *arena;
	struct form_fault *fault;
};

static enum err wrong(struct reader *r, size_t at, const char *why)
{
	*r->fault = (struct form_fault){ .line = r->line,
		                         .column = (int)(at - r->line_start) + 1,
		                         .why = str_of(why) };
	return ERR_INPUT;
}

static char peek(const struct reader *r)
{
	return r->at < r->text.n ? r->text.at[r->at] : '\n';
}

static void skip_blanks(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\r') r->at++;
}

/* To the next line that holds something; false at the end of the text. */
static bool next_line(struct reader *r)
{
	while (r->at < r->text.n) {
		skip_blanks(r);
		if (peek(r) != '\n') return true;
		if (r->at >= r->text.n) return false;
		r->at++;
		r->line++;
		r->line_start = r->at;
	}
	return false;
}

static enum err read_whole(struct reader *r, int max, const char *why, int *out)
{
	skip_blanks(r);
	const size_t start = r->at;
	int64_t n = 0;
	while (peek(r) >= '0' && peek(r) <= '9' && n <= max)
		n = 10 * n + (r->text.at[r->at++] - '0');
	if (r->at == start || n > max) return wrong(r, start, why);
	*out = (int)n;
	return OK;
}

enum { DECIMALS = 9 };
static const int64_t BILLION = 1000000000;

/* A decimal number in thousand-millionths; what follows those is rounded. */
static enum err read_real(struct reader *r, int64_t *out, int *decimals)
{
	skip_blanks(r);
	const size_t start = r->at;
	const bool minus = peek(r) == '-';
	int64_t n = 0;
	int after = -1, digits = 0;

	if (minus) r->at++;
	for (; (peek(r) >= '0' && peek(r) <= '9') || (peek(r) == '.' && after < 0); r->at++) {
		const char c = r->text.at[r->at];
		if (c == '.') {
			after = 0;
			continue;
		}
		digits++;
		if (after >= DECIMALS) {
			n += after++ == DECIMALS && c >= '5';
			continue;
		}
		n = 10 * n + (c - '0');
		if (after < 0 && n > INT32_MAX)
			return wrong(r, start, "A difference is less than 2147483648.");
		if (after >= 0) after++;
		if (after >= 0 && c != '0' && after > *decimals) *decimals = after;
	}
	if (!digits)
		return wrong(r, start, "Third on the line comes their difference, such as 12.5.");
	for (int i = after < 0 ? 0 : after; i < DECIMALS; i++) n *= 10;
	*out = minus ? -n : n;
	return OK;
}

static enum err read_bound(struct reader *r, int group, const char *which, int *out)
{
	enum { LARGEST = 1000000 }; /* more than all is as good as all */
	const struct str why = str_printf(
		r->arena, "Here should be the %s size of group %d of those numbered from 0.", which,
		group);
	return read_whole(r, LARGEST, str_z(r->arena, why), out);
}

static enum err read_head(struct reader *r, struct form_matrix *out)
{
	int n, groups;
	enum err err;

	if (!next_line(r)) return wrong(r, r->at, "The file is empty.");
	if ((err = read_whole(r, FORM_DIVIDE_N_MAX, "First comes the number of people, 1 to 4096.",
	                      &n)))
		return err;
	if ((err = read_whole(r, FORM_DIVIDE_GROUPS_MAX,
	                      "Second comes the number of groups, 1 to 2048.", &groups)))
		return err;
	if (n < 1 || groups < 1)
		return wrong(r, r->line_start, "There is at least one person and one group.");
	skip_blanks(r);
	const struct str kind = str_part(r->text, r->at, r->at + 2);
	if (!str_eq(kind, STR("ss")) && !str_eq(kind, STR("ds")))
		return wrong(r, r->at, "Third comes ss (equal sizes) or ds (different sizes).");
	r->at += 2;
	*out = form_matrix_new(r->arena, n, groups);
	int *least = NEW(r->arena, int, (size_t)groups), *most = NEW(r->arena, int, (size_t)groups);
	for (int g = 0; g < groups; g++) {
		err = read_bound(r, g, "least", &least[g]);
		if (!err) err = read_bound(r, g, "greatest", &most[g]);
		if (err) return err;
	}
	out->least = least;
	out->most = most;
	skip_blanks(r);
	if (peek(r) != '\n')
		return wrong(r, r->at,
		             "Here the first line should end: it has the bounds of all groups.");
	return OK;
}

static enum err read_pair(struct reader *r, int n, int64_t *cells, uint8_t *seen, int *decimals)
{
	const size_t start = r->at;
	int i, j;
	int64_t d = 0;
	enum err err;

	const char *const why = "Here should be a person: they are numbered from 0, up to one less "
				"than the first line says.";
	if ((err = read_whole(r, n - 1, why, &i))) return err;
	if ((err = read_whole(r, n - 1, why, &j))) return err;
	if (i == j) return wrong(r, start, "A pair is of two people; this is one twice.");
	if ((err = read_real(r, &d, decimals))) return err;
	skip_blanks(r);
	if (peek(r) != '\n')
		return wrong(r, r->at,
		             "Here the line should end: i j difference, such as 0 1 12.5.");
	const size_t cell =
		i < j ? (size_t)i * (size_t)n + (size_t)j : (size_t)j * (size_t)n + (size_t)i;
	if (seen[cell]) return wrong(r, start, "The difference of these two was told before.");
	seen[cell] = 1;
	cells[cell] = d;
	return OK;
}

/* The first pair nobody told of. */
static enum err missing(struct reader *r, size_t n, const uint8_t *seen)
{
	size_t i = 0, j = 1;

	while (seen[i * n + j]) {
		if (++j < n) continue;
		i++;
		j = i + 1;
	}
	return wrong(
		r, r->at,
		str_z(r->arena, str_printf(r->arena,
	                                   "No line tells the difference of %d and %d; each pair "
	                                   "has one.",
	                                   (int)i, (int)j)));
}

/* The whole numbers that are searched: all digits, or as many as fit. */
static void fill(struct form_matrix *matrix)
{
	const size_t n = (size_t)matrix->n;
	int64_t far = 0, largest = 0;

	for (size_t i = 0; i < n * n; i++) {
		const int64_t d = matrix->exact[i] < 0 ? -matrix->exact[i] : matrix->exact[i];
		if (d > far) far = d;
	}
	for (int g = 0; g < matrix->groups; g++)
		if (matrix->most[g] > largest) largest = matrix->most[g];
	if (largest > matrix->n) largest = matrix->n;
	matrix->scale = matrix->unit;
	int64_t part = 1;
	for (; matrix->scale > 1 && (far / part + 1) * largest > FORM_DIVIDE_SUM_MAX; part *= 10)
		matrix->scale /= 10;
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			const int64_t exact = matrix->exact[i * n + j];
			const int64_t d = (exact + (exact < 0 ? -part / 2 : part / 2)) / part;
			matrix->d[i * (size_t)matrix->stride + j] = (int32_t)d;
			matrix->d[j * (size_t)matrix->stride + i] = (int32_t)d;
		}
}

/* Does any sum of all differences fit into 64 bits? */
static bool sums_fit(size_t n, const int64_t *cells)
{
	double sum = 0;

	for (size_t i = 0; i < n * n; i++)
		sum += cells[i] < 0 ? -(double)cells[i] : (double)cells[i];
	return sum < 9e18;
}

enum err form_mdgplib_parse(struct arena *arena, struct str text, struct form_matrix *out,
                            struct form_fault *fault)
{
	struct reader r = { .text = text, .line = 1, .arena = arena, .fault = fault };
	struct form_matrix matrix;
	int decimals = 0;
	int64_t pairs = 0;

	if (str_starts(text, STR("\xEF\xBB\xBF"))) r.at = r.line_start = 3;
	enum err err = read_head(&r, &matrix);
	if (err) return err;
	const size_t n = (size_t)matrix.n;
	int64_t *cells = NEW(arena, int64_t, n * n);
	uint8_t *seen = NEW(arena, uint8_t, n * n);
	for (; next_line(&r); pairs++)
		if ((err = read_pair(&r, matrix.n, cells, seen, &decimals))) return err;
	if (pairs != (int64_t)n * (int64_t)(n - 1) / 2) return missing(&r, n, seen);
	for (int i = 0; i < decimals; i++) matrix.unit *= 10;
	for (size_t i = 0; i < n * n; i++) cells[i] /= BILLION / matrix.unit;
	if (!sums_fit(n, cells))
		return wrong(&r, r.at, "The differences have too many digits; round them.");
	matrix.exact = cells;
	fill(&matrix);
	fault->why = form_matrix_fault(arena, &matrix);
	if (fault->why.n) {
		fault->line = fault->column = 1;
		return ERR_INPUT;
	}
	*out = matrix;
	return OK;
}
