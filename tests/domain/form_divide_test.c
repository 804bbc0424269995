/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The benchmark's core: against every division there is, on every path, within bounds, and its file. */
#include "domain/support_form.h"

static struct form_division divide(struct arena *arena, const struct form_matrix *matrix,
                                   int64_t evaluations, uint64_t seed, enum form_path_kind path)
{
	const struct form_time time = { .evaluations = evaluations };
	struct form_division out;

	form_divide(arena, matrix, &time, seed, path, &out);
	CHECK_INT(form_recount(matrix, out.group), out.objective, "the objective recounted");
	return out;
}

TEST(small_ones_are_solved_exactly)
{
	struct arena *arena = arena_new(1 << 26);

	FOR_SEEDS (random, 60) {
		const int n = 4 + (int)random_below(&random, 6),
			  groups = 2 + (int)random_below(&random, 2);
		const int least = 1 + (int)random_below(&random, 2);
		const int most = (n + groups - 1) / groups + (int)random_below(&random, 2);
		const struct form_matrix m =
			form_random_matrix(arena, n, groups, least, most, random_n);
		if (least * groups > n) continue;
		const struct form_division got =
			divide(arena, &m, 3000000, random_n, FORM_PATH_BEST);
		CHECK_INT(got.objective, form_exact(&m), "equal to the best of all divisions");
		arena_reset(arena);
	}
	arena_free(arena);
}

TEST(all_paths_give_the_same_groups)
{
	struct arena *arena = arena_new(1 << 26);
	static const struct {
		int n, groups, least, most;
	} cases[] = { { 7, 2, 3, 4 },
		      { 33, 5, 5, 9 },
		      { 64, 9, 6, 8 },
		      { 100, 40, 2, 3 },
		      { 150, 75, 2, 2 } };

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct form_matrix m = form_random_matrix(
			arena, cases[i].n, cases[i].groups, cases[i].least, cases[i].most, i + 1);
		const struct form_division plain = divide(arena, &m, 3000000, 7, FORM_PATH_PLAIN);
		for (int path = FORM_PATH_AVX2; path <= FORM_PATH_AVX512; path++) {
			if (!form_path_is_here((enum form_path_kind)path)) continue;
			const struct form_division got =
				divide(arena, &m, 3000000, 7, (enum form_path_kind)path);
			CHECK_INT(got.evaluations, plain.evaluations, "the same proposals");
			CHECK(memcmp(got.group, plain.group, sizeof(int) * (size_t)m.n) == 0,
			      "the same groups");
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

/* Shapes that leave little or no choice, the largest differences that fit, and hardly any time. */
TEST(every_shape_is_divided)
{
	static const struct {
		int n, groups, least, most, far;
	} cases[] = {
		{ 1, 1, 1, 1, 100 },
		{ 17, 1, 17, 17, 100 },
		{ 12, 12, 1, 1, 100 },
		{ 12, 12, 0, 12, 100 },
		{ 12, 3, 4, 4, 0 },
		{ 23, 3, 6, 8, 100 },
		{ 400, 57, 5, 8, 100 },
		{ 130, 70, 0, 5, 100 },
		{ 40, 5, 8, 8, FORM_DIVIDE_SUM_MAX / 8 },
		{ 40, 4, 0, 40, FORM_DIVIDE_SUM_MAX / 40 },
	};
	static const int64_t budgets[] = { 1, 10000, 3000000 };
	struct arena *arena = arena_new(1 << 28);

	for (size_t i = 0; i < LEN(cases); i++)
		for (size_t k = 0; k < LEN(budgets); k++) {
			struct form_matrix m =
				form_random_matrix(arena, cases[i].n, cases[i].groups,
			                           cases[i].least, cases[i].most, i);
			/* 0 to 100 become the whole of minus far to far. */
			for (int c = 0; c < m.n * m.stride; c++)
				if (m.d[c])
					m.d[c] = (int32_t)((m.d[c] - 50) * (int64_t)cases[i].far /
					                   50);
			CHECK_INT(form_matrix_fault(arena, &m).n, 0, "nothing wrong with it");
			for (int path = FORM_PATH_PLAIN; path <= FORM_PATH_AVX512; path++)
				if (form_path_is_here((enum form_path_kind)path))
					(void)divide(arena, &m, budgets[k], 1,
					             (enum form_path_kind)path);
			arena_reset(arena);
		}
	arena_free(arena);
}

TEST(differences_below_nothing_are_divided_too)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_matrix m = form_random_matrix(arena, 8, 2, 2, 6, 5);

	for (int i = 0; i < m.n * m.stride; i++) m.d[i] = -m.d[i];
	const struct form_division got = divide(arena, &m, 200000, 1, FORM_PATH_BEST);
	CHECK_INT(got.objective, form_exact(&m), "equal sizes cost least, and are found");
	arena_free(arena);
}

TEST(sizes_have_the_most_pairs)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_matrix m = form_matrix_new(arena, 20, 3);
	int sizes[3];

	m.least = (int[]){ 5, 4, 3 };
	m.most = (int[]){ 8, 9, 10 };
	CHECK(form_sizes(arena, &m, 1, NULL, sizes), "there are sizes");
	CHECK_INT(sizes[0] * (sizes[0] - 1) + sizes[1] * (sizes[1] - 1) + sizes[2] * (sizes[2] - 1),
	          2 * (28 + 36 + 3), "8, 9 and 3");
	m.most = (int[]){ 6, 6, 6 };
	CHECK(!form_sizes(arena, &m, 1, NULL, sizes), "20 do not fit into 18 places");
	arena_free(arena);
}

struct watch {
	int64_t now, reports, last;
};
static int64_t count_up(void *context)
{
	return ++((struct watch *)context)->now * 100;
}
static bool stop_at_third(void *context, int64_t objective, int share)
{
	struct watch *w = context;
	CHECK(objective >= w->last && share >= 0 && share <= 1000, "better and better");
	w->last = objective;
	return ++w->reports < 3;
}

TEST(a_search_reports_and_stops)
{
	struct arena *arena = arena_new(1 << 26);
	const struct form_matrix m = form_random_matrix(arena, 30, 5, 6, 6, 3);
	struct watch watch = { .last = INT64_MIN };
	const struct form_time time = {
		.clock_us = 1000000, .now = count_up, .progress = stop_at_third, .context = &watch
	};
	struct form_division out;

	form_divide(arena, &m, &time, 1, FORM_PATH_BEST, &out);
	CHECK(out.stopped, "told to stop");
	CHECK_INT(watch.reports, 3, "and asked no more");
	CHECK_INT(form_recount(&m, out.group), out.objective, "with the best so far");
	arena_free(arena);
}

TEST(pairs_together_and_apart_are_kept)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_matrix m = form_random_matrix(arena, 60, 8, 6, 8, 11);
	struct str text = STR("0 1 apart\n0 2 apart\n1 2 apart\n\n5 35 together\n7 44 together\n");
	struct form_fault fault;
	struct form_pair *pairs;
	int count;

	CHECK_OK(form_pairs_parse(arena, text, 60, &pairs, &count, &fault));
	CHECK_INT(count, 5, "five lines");
	form_pairs_bend(&m, pairs, count);
	const struct form_division got = divide(arena, &m, 20000000, 1, FORM_PATH_BEST);
	CHECK_INT(form_pairs_broken(pairs, count, got.group), 0, "no pair is broken");
	CHECK_INT(form_pairs_broken(pairs, count, (int[60]){ 0 }), 3, "three are apart");
	CHECK_OK(form_pairs_parse(arena, STR("0 1 apart\n1 0 apart"), 60, &pairs, &count, &fault));
	CHECK_INT(count, 1, "said twice is said once");
	CHECK(form_pairs_parse(arena, STR("0 1 apart\n1 0 together"), 60, &pairs, &count, &fault),
	      "but not both ways");
	CHECK_INT(fault.line * 100 + fault.column, 201, "second line");
	CHECK(form_pairs_parse(arena, STR("0 1 apart\n3 3 apart"), 60, &pairs, &count, &fault),
	      "nobody is a pair");
	CHECK_INT(fault.line * 100 + fault.column, 203, "second line, third column");
	arena_free(arena);
}

TEST(faults_of_a_file_have_a_place)
{
	static const struct {
		const char *text;
		int line, column;
	} cases[] = {
		{ "", 1, 1 },
		{ "x", 1, 1 },
		{ "3 0 ss", 1, 1 },
		{ "3 1 qq 3 3", 1, 5 },
		{ "3 1 ss 3", 1, 9 },
		{ "3 1 ss 3 3 4\n", 1, 12 },
		{ "3 1 ss 3 3\n0 1 1\n0 3 1\n", 3, 3 },
		{ "3 1 ss 3 3\n0 1 1\n1 0 1\n", 3, 1 },
		{ "3 1 ss 3 3\n0 1 1\n1 1 1\n", 3, 1 },
		{ "3 1 ss 3 3\n0 1 1\n1 2 x\n", 3, 5 },
		{ "\xEF\xBB\xBF"
		  "3 1 qq",
		  1, 5 },
		{ "3 1 ss 3 3\n0 1 1\n1 2 .\n", 3, 5 },
		{ "2 1 ss 2 2\n0 1 2147483000\n", 1, 1 },
		{ "2 1 ss 2 2\n0 1 1e3\n", 2, 6 },
		{ "3 1 ss 3 3\n0 1 1\n1 2 99999999999999\n", 3, 5 },
		{ "3 1 ss 3 3\n0 1 1 1\n", 2, 7 },
		{ "3 1 ss 3 3\n0 1 1\n0 2 1\n", 4, 1 },
		{ "3 1 ss 2 2\n0 1 1\n0 2 1\n1 2 1\n", 1, 1 },
	};
	struct arena *arena = arena_new(1 << 26);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct form_matrix m;
		struct form_fault fault = { 0 };
		CHECK(form_mdgplib_parse(arena, str_of(cases[i].text), &m, &fault) == ERR_INPUT,
		      cases[i].text);
		CHECK_INT(fault.line * 100 + fault.column, cases[i].line * 100 + cases[i].column,
		          cases[i].text);
		CHECK(fault.why.n > 0, "says why");
	}
	arena_free(arena);
}

TEST(a_file_is_read_exactly)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_matrix m;
	struct form_fault fault;

	CHECK_OK(form_mdgplib_parse(arena, STR("3 2 ds 1 2 1 2 \r\n0 1 1.25\n0 2 -3\n2 1 0.500\n"),
	                            &m, &fault));
	CHECK_INT(m.scale, 100, "two decimals are needed");
	CHECK_INT(m.d[1], 125, "1.25");
	CHECK_INT(m.d[2], -300, "-3");
	CHECK_INT(m.d[m.stride + 2], 50, "0.5, whichever way round");
	CHECK_INT(m.most[1], 2, "bounds");
	CHECK_INT(form_matrix_value(&m, (int[]){ 0, 1, 1 }), 50, "0.50");
	CHECK_OK(form_mdgplib_parse(arena,
	                            STR("\xEF\xBB\xBF"
	                                "2 1 ds 0 99\n0 1 .5"),
	                            &m, &fault));
	CHECK_INT(m.d[1], 5, "a byte order mark, room for more than there are, no whole part");
	arena_free(arena);
}

/* A search in 32 bits rounds them; what is told of the result does not. */
TEST(more_digits_than_are_searched_are_kept)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_matrix m;
	struct form_fault fault;

	CHECK_OK(form_mdgplib_parse(
		arena, STR("3 1 ds 3 3\n0 1 99999.1234567\n0 2 -99999.12345678949\n1 2 7"), &m,
		&fault));
	CHECK_INT(m.unit, 1000000000, "nine decimals");
	CHECK_INT(m.scale, 100, "of which two fit");
	CHECK_INT(m.d[1], 9999912, "rounded");
	CHECK_INT(m.d[2], -9999912, "either way");
	CHECK_INT(form_matrix_value(&m, (int[]){ 0, 0, 1 }), 99999123456700, "exactly");
	CHECK_INT(form_matrix_value(&m, (int[]){ 0, 1, 0 }), -99999123456789, "to nine decimals");
	CHECK(form_mdgplib_parse(
		      arena,
		      STR("5 1 ds 5 5\n0 1 2147483647.123456789\n0 2 2147483647\n0 3 "
	                  "2147483647\n0 4 2147483647\n1 2 2147483647\n1 3 1\n1 4 1\n2 3 "
	                  "1\n2 4 1\n3 4 1"),
		      &m, &fault) == ERR_INPUT,
	      "but not what 64 bits cannot hold");
	arena_free(arena);
}

TEST(a_descent_from_afar_stops_soon_after_the_time)
{
	struct arena *arena = arena_new(1 << 28);
	const struct form_matrix m = form_random_matrix(arena, 1000, 25, 35, 45, 4);
	const struct form_division got = divide(arena, &m, 1000, 1, FORM_PATH_BEST);

	/* A start, a round to see how warm it is, and those of a descent that is late. */
	CHECK(got.evaluations <= 10 * (int64_t)m.n * m.n, "some rounds more, not all it takes");
	arena_free(arena);
}

TESTS(small_ones_are_solved_exactly, all_paths_give_the_same_groups, every_shape_is_divided,
      differences_below_nothing_are_divided_too, sizes_have_the_most_pairs,
      a_search_reports_and_stops, pairs_together_and_apart_are_kept, faults_of_a_file_have_a_place,
      a_file_is_read_exactly, more_digits_than_are_searched_are_kept,
      a_descent_from_afar_stops_soon_after_the_time)
