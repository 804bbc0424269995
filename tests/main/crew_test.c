/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "main/crew.h"

#include "support/check.h"

enum { COUNT = 5000 };

struct tally {
	int done[COUNT];
	int by[CREW_MAX][16]; /* a cache line each */
};

static void count(void *argument, int n, int thread)
{
	struct tally *tally = argument;

	tally->done[n]++;
	tally->by[thread][0]++;
}

TEST(each_number_is_done_once_by_somebody)
{
	for (int threads = 1; threads <= 4; threads++) {
		struct crew *crew = crew_new(threads);
		static struct tally tally;
		CHECK(crew != NULL, "threads there are");
		for (int turn = 1; turn <= 20; turn++) {
			int sum = 0;
			memset(&tally, 0, sizeof(tally));
			crew_each(crew, COUNT, count, &tally);
			for (int n = 0; n < COUNT; n++) CHECK_INT(tally.done[n], 1, "each once");
			for (int t = 0; t < CREW_MAX; t++) sum += tally.by[t][0];
			CHECK_INT(sum, COUNT, "by one of the crew");
			crew_each(crew, 0, count, &tally);
		}
		crew_free(crew);
	}
	crew_free(NULL);
}

TESTS(each_number_is_done_once_by_somebody)
