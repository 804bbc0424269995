/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* scale_bench - many meetings at once on one server: how late everybody sees what one of them does.
 *
 * Usage: scale_bench make DATABASE KEYS ROOMS FILE    so many meetings under way, everybody signed in; who, in FILE
 *        scale_bench run ADDRESS PID FILE SECONDS     eight streams a room, and presses: three a second a hundred
 *                                                     rooms.  PID is the server's, for its memory and CPU
 *
 * tests/bench/scale.mjs does both.  A press is a member's POST (airtime asked for, another urgency each time); its
 * delay is from the first byte sent to the whole frame at each of the eight.  Streams come from many addresses of
 * 127.0.0.0/8, since one may have 200; clients are as many processes as descriptors make necessary.  A stream that
 * the server closes is opened again from the number it had. */
#include "bench/support_scale.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "support/meetings.h"

enum { STAGES = 2, ARENA = 512 * 1024 * 1024, IDLE_SECONDS = 10, SETTLE_SECONDS = 2 };

/* ---- making ---- */

static void make(char **words)
{
	struct arena *arena = arena_new(ARENA);
	char id[ID_TEXT];
	struct seal *seal;
	struct db *db;
	int64_t rooms;

	if (!str_i64(str_of(words[2]), 1, 100000, &rooms)) BUG("how many rooms?");
	if (seal_new(str_of(words[1]), SEAL_MAY_CREATE, &seal)) BUG("no keys");
	const struct db_options options = { .url = str_of(words[0]), .seal = seal };
	if (db_open(&options, &db) || db_migrate(db, NULL)) BUG("no database");
	struct meeting_made *made = NEW(arena, struct meeting_made, (size_t)rooms);
	meetings_make(db, seal, arena, (size_t)rooms, STAGES, made);
	FILE *file = fopen(words[3], "wb");
	if (!file) BUG("the file cannot be written");
	for (int64_t i = 0; i < rooms; i++) {
		id_print(made[i].meeting.n, id);
		(void)fprintf(file, "%.*s", ID_TEXT, id);
		for (int seat = 0; seat < MEETING_PEOPLE; seat++)
			(void)fprintf(file, " %.*s", STR_ARG(made[i].tokens[seat]));
		(void)fputc('\n', file);
	}
	if (fclose(file) != 0) BUG("the file cannot be written");
	db_close(db);
	seal_free(seal);
	arena_free(arena);
}

/* ---- the server, seen from outside ---- */

static double cpu_seconds(int64_t pid)
{
	char path[64], line[1024];
	long long user = 0, system = 0;

	(void)snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid);
	FILE *file = fopen(path, "rb");
	if (!file || !fgets(line, sizeof line, file)) BUG("the server has gone");
	(void)fclose(file);
	const char *after = strrchr(line, ')');
	if (!after || sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld",
	                     &user, &system) != 2)
		BUG("/proc is not as expected");
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static double resident_mib(int64_t pid)
{
	char path[64];
	long all = 0, resident = 0;

	(void)snprintf(path, sizeof path, "/proc/%lld/statm", (long long)pid);
	FILE *file = fopen(path, "rb");
	if (!file || fscanf(file, "%ld %ld", &all, &resident) != 2) BUG("the server has gone");
	(void)fclose(file);
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

/* ---- the run ---- */

struct child {
	pid_t pid;
	int to, from; /* a byte each way begins the next part; then its report comes */
};

static struct child begin_child(const struct scale_part *part)
{
	int to[2], from[2];

	if (pipe(to) != 0 || pipe(from) != 0) BUG("no pipe");
	(void)fflush(stdout);
	const pid_t pid = fork();
	if (pid < 0) BUG("no process");
	if (pid == 0) {
		(void)close(to[1]);
		(void)close(from[0]);
		scale_client(part, to[0], from[1]);
	}
	(void)close(to[0]);
	(void)close(from[1]);
	return (struct child){ pid, to[1], from[0] };
}

static void read_whole(int fd, void *out, size_t n)
{
	char *at = out;

	while (n > 0) {
		const ssize_t got = read(fd, at, n);
		if (got <= 0) BUG("a client ended early");
		at += got;
		n -= (size_t)got;
	}
}

static void await_all(const struct child *children, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char byte;
		read_whole(children[i].from, &byte, 1);
	}
}

static void tell_all(const struct child *children, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (write(children[i].to, "g", 1) != 1) BUG("a client has gone");
}

static double at_share(const uint32_t *counts, uint64_t all, double share)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < SCALE_SLOTS; i++) {
		seen += counts[i];
		if ((double)seen >= (double)all * share)
			return (double)(i + 1) * SCALE_SLOT_US / 1000;
	}
	return (double)SCALE_SLOTS * SCALE_SLOT_US / 1000;
}

static void say_delays(const char *what, const uint32_t *counts)
{
	uint64_t all = 0;

	for (size_t i = 0; i < SCALE_SLOTS; i++) all += counts[i];
	printf("%-22s p50 %.1f ms, p90 %.1f, p99 %.1f, p99.9 %.1f, most %.1f (%llu)\n", what,
	       at_share(counts, all, 0.5), at_share(counts, all, 0.9), at_share(counts, all, 0.99),
	       at_share(counts, all, 0.999), at_share(counts, all, 1), (unsigned long long)all);
}

static void add_reports(struct scale_report *sum, const struct child *children, size_t n)
{
	static struct scale_report one;

	for (size_t i = 0; i < n; i++) {
		read_whole(children[i].from, &one, sizeof one);
		sum->presses += one.presses;
		sum->late += one.late;
		sum->refused += one.refused;
		sum->frames += one.frames;
		sum->reopened += one.reopened;
		for (size_t s = 0; s < SCALE_SLOTS; s++) {
			sum->delays[s] += one.delays[s];
			sum->answers[s] += one.answers[s];
		}
	}
}

static bool run(char **words)
{
	static struct scale_report sum;
	struct child children[SCALE_CLIENTS_MOST] = { 0 };
	struct arena *arena = arena_new(ARENA);
	struct scale_part whole = { .address = str_of(words[0]) };
	int64_t pid;

	if (!str_i64(str_of(words[1]), 1, INT32_MAX, &pid) ||
	    !str_i64(str_of(words[3]), 1, 7200, &whole.seconds))
		BUG("a number is wanted");
	scale_read(arena, words[2], &whole);
	const size_t streams = whole.n * MEETING_PEOPLE, n = scale_clients(streams);
	const double before = resident_mib(pid), cpu_before = cpu_seconds(pid);
	const int64_t opening = time_monotonic_us();
	for (size_t i = 0; i < n; i++) {
		const struct scale_part part = scale_share(&whole, i, n);
		children[i] = begin_child(&part);
	}
	await_all(children, n);
	printf("%zu meetings, %zu streams, opened in %.1f s (%.0f us of CPU a stream), %zu "
	       "client%s\n",
	       whole.n, streams, (double)(time_monotonic_us() - opening) / 1e6,
	       (cpu_seconds(pid) - cpu_before) * 1e6 / (double)streams, n, n == 1 ? "" : "s");
	(void)sleep(SETTLE_SECONDS);
	const double open_mib = resident_mib(pid), idle_from = cpu_seconds(pid);
	(void)sleep(IDLE_SECONDS);
	const double idle = (cpu_seconds(pid) - idle_from) / IDLE_SECONDS;
	printf("resident               %.1f MiB before, %.1f with all streams: %.0f bytes a "
	       "stream, %.1f KiB a room\n",
	       before, open_mib, (open_mib - before) * (1 << 20) / (double)streams,
	       (open_mib - before) * 1024 / (double)whole.n);
	printf("CPU with nothing said  %.1f %% of a core\n", idle * 100);
	const double busy_from = cpu_seconds(pid);
	tell_all(children, n);
	await_all(children, n);
	const double spent = cpu_seconds(pid) - busy_from;
	add_reports(&sum, children, n);
	for (size_t i = 0; i < n; i++) (void)waitpid(children[i].pid, NULL, 0);
	const double presses = (double)sum.presses, seconds = (double)whole.seconds;
	printf("presses                %.0f in %.0f s, %.1f a second; refused %llu, streams "
	       "reopened %llu\n",
	       presses, seconds, presses / seconds, (unsigned long long)sum.refused,
	       (unsigned long long)sum.reopened);
	say_delays("press to all eight", sum.delays);
	say_delays("press to its answer", sum.answers);
	printf("frames                 %llu of %llu\n", (unsigned long long)sum.frames,
	       (unsigned long long)sum.presses * MEETING_PEOPLE);
	printf("CPU meanwhile          %.1f %% of a core; %.0f us a press beyond idling\n",
	       spent / seconds * 100, (spent - idle * seconds) * 1e6 / presses);
	printf("resident at the end    %.1f MiB\n", resident_mib(pid));
	arena_free(arena);
	return sum.late == 0 && sum.refused == 0;
}

int main(int count, char **words)
{
	log_level_set(LOG_ERROR);
	if (count == 6 && str_eq(str_of(words[1]), STR("make"))) {
		make(words + 2);
		return 0;
	}
	if (count == 6 && str_eq(str_of(words[1]), STR("run"))) return run(words + 2) ? 0 : 1;
	(void)fprintf(stderr, "node tests/bench/scale.mjs runs this; its top says how.\n");
	return count == 1 ? 0 : 2;
}
