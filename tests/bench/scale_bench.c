/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* scale_bench - many meetings at once: how late everybody sees what one of them does.
 *
 * Usage: scale_bench make DATABASE KEYS ROOMS FILE
 *            so many meetings under way, everybody signed in; who, in FILE
 *        scale_bench run FILE SECONDS ADDRESS PID [ADDRESS PID] ... [beside PID]
 *            eight streams a room, and presses: three a second a hundred rooms.  Each ADDRESS is a server's, and
 *            has its share of the rooms; PID is its process, for memory and CPU.  beside: the database's
 *
 * tests/bench/scale.mjs does both.  A press is a member's POST (airtime asked for, another urgency each time); its
 * delay is from the first byte sent to the whole frame at each of the eight.  Streams come from many addresses of
 * 127.0.0.0/8, since one may have 200; clients are as many processes as descriptors make necessary.  A stream that
 * the server closes is opened again as a page does, from the number it had.  Every stream has to be given 1, 2, 3 ... to the last
 * number of its room, each once, in order. */
#include "bench/support_scale.h"

#include <poll.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "bench/support_process.h"
#include "support/meetings.h"

enum {
	STAGES = 2,
	ARENA = 512 * 1024 * 1024,
	IDLE_SECONDS = 20, /* a whole round of reports of presence, which every room has in 15 */
	SETTLE_SECONDS = 2,
	NODES_MOST = 4,
	MINUTE_MS = 60000
};

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

/* ---- who serves ---- */

struct node {
	struct str address;
	int64_t pid;
	struct scale_part part; /* its rooms */
};

struct spent { /* processor time so far, in seconds */
	double node[NODES_MOST], database, clients;
};

struct child {
	pid_t pid;
	int to, from; /* a byte each way begins the next part */
	struct scale_report *report;
};

struct bench {
	struct node nodes[NODES_MOST];
	size_t n_nodes;
	int64_t database; /* its first process; 0: it is in the nodes */
	int64_t seconds;
	struct scale_part whole;
	struct child children[SCALE_CLIENTS_MOST];
	size_t n;
};

static struct spent spent_now(const struct bench *bench)
{
	struct spent now = { 0 };

	for (size_t i = 0; i < bench->n_nodes; i++)
		now.node[i] = process_cpu_seconds(bench->nodes[i].pid);
	if (bench->database) now.database = process_family_cpu_seconds(bench->database);
	for (size_t i = 0; i < bench->n; i++)
		now.clients += process_cpu_seconds(bench->children[i].pid);
	return now;
}

static double nodes_mib(const struct bench *bench)
{
	double sum = 0;

	for (size_t i = 0; i < bench->n_nodes; i++)
		sum += process_resident_mib(bench->nodes[i].pid);
	return sum;
}

static void say_cpu(const struct bench *bench, const struct spent *from, double seconds)
{
	const struct spent now = spent_now(bench);

	for (size_t i = 0; i < bench->n_nodes; i++)
		printf("%s%.1f", i ? " + " : "", (now.node[i] - from->node[i]) / seconds * 100);
	if (bench->database)
		printf(", database %.1f", (now.database - from->database) / seconds * 100);
	printf(", clients %.1f %% of a core", (now.clients - from->clients) / seconds * 100);
}

/* ---- the clients ---- */

static void begin_child(struct bench *bench, const struct scale_part *part)
{
	struct child *child = &bench->children[bench->n++];
	int to[2], from[2];

	child->report = mmap(NULL, sizeof *child->report, PROT_READ | PROT_WRITE,
	                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (child->report == MAP_FAILED || pipe(to) != 0 || pipe(from) != 0) BUG("no pipe");
	(void)fflush(stdout);
	child->pid = fork();
	if (child->pid < 0) BUG("no process");
	if (child->pid == 0) {
		(void)close(to[1]);
		(void)close(from[0]);
		scale_client(part, child->report, to[0], from[1]);
	}
	(void)close(to[0]);
	(void)close(from[1]);
	child->to = to[1];
	child->from = from[0];
}

static void begin_children(struct bench *bench)
{
	for (size_t i = 0; i < bench->n_nodes; i++) {
		const struct scale_part *part = &bench->nodes[i].part;
		const size_t n = scale_clients(part->n * MEETING_PEOPLE);
		for (size_t at = 0; at < n; at++) {
			if (bench->n == SCALE_CLIENTS_MOST) BUG("too few descriptors");
			const struct scale_part share = scale_share(part, at, n);
			begin_child(bench, &share);
		}
	}
}

/* False: a minute has passed and not all have written their byte. */
static bool await_all(struct bench *bench, size_t *at, int ms)
{
	for (; *at < bench->n; (*at)++) {
		struct pollfd poll_for = { .fd = bench->children[*at].from, .events = POLLIN };
		char byte;
		if (poll(&poll_for, 1, ms) == 0) return false;
		if (read(poll_for.fd, &byte, 1) != 1) BUG("a client ended early");
	}
	return true;
}

static void tell_all(const struct bench *bench)
{
	for (size_t i = 0; i < bench->n; i++)
		if (write(bench->children[i].to, "g", 1) != 1) BUG("a client has gone");
}

/* ---- what came of it ---- */

static double at_share(const uint32_t *counts, uint64_t all, double share)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < SCALE_SLOTS; i++) {
		seen += counts[i];
		if (seen > 0 && (double)seen >= (double)all * share)
			return (double)(i + 1) * SCALE_SLOT_US / 1000;
	}
	return 0;
}

static uint64_t count_all(const uint32_t *counts)
{
	uint64_t all = 0;

	for (size_t i = 0; i < SCALE_SLOTS; i++) all += counts[i];
	return all;
}

static void say_delays(const char *what, const uint32_t *counts)
{
	const uint64_t all = count_all(counts);

	printf("%-22s p50 %.1f ms, p90 %.1f, p99 %.1f, p99.9 %.1f, most %.1f (%llu)\n", what,
	       at_share(counts, all, 0.5), at_share(counts, all, 0.9), at_share(counts, all, 0.99),
	       at_share(counts, all, 0.999), at_share(counts, all, 1), (unsigned long long)all);
}

static void add_reports(const struct bench *bench, struct scale_report *sum)
{
	*sum = (struct scale_report){ 0 };
	for (size_t i = 0; i < bench->n; i++) {
		const struct scale_report *one = bench->children[i].report;
		sum->presses += one->presses;
		sum->skipped += one->skipped;
		sum->late += one->late;
		sum->refused += one->refused;
		sum->frames += one->frames;
		sum->reopened += one->reopened;
		sum->streams_refused += one->streams_refused;
		sum->away += one->away;
		sum->numbers += one->numbers;
		sum->astray += one->astray;
		sum->apart += one->apart;
		for (size_t s = 0; s < SCALE_SLOTS; s++) {
			sum->delays[s] += one->delays[s];
			sum->answers[s] += one->answers[s];
		}
	}
}

/* What has been counted since `before`, which becomes what has been counted. */
static void say_minute(const struct bench *bench, int minute, struct scale_report *before)
{
	static struct scale_report now;
	static uint32_t counts[SCALE_SLOTS];

	add_reports(bench, &now);
	for (size_t s = 0; s < SCALE_SLOTS; s++) counts[s] = now.delays[s] - before->delays[s];
	const uint64_t all = count_all(counts);
	printf("minute %-3d             p50 %.1f ms, p99 %.1f, most %.1f (%llu); %llu streams "
	       "reopened; resident %.1f MiB; load %.1f\n",
	       minute, at_share(counts, all, 0.5), at_share(counts, all, 0.99),
	       at_share(counts, all, 1), (unsigned long long)all,
	       (unsigned long long)(now.reopened - before->reopened), nodes_mib(bench),
	       process_load());
	(void)fflush(stdout);
	*before = now;
}

static bool say_end(const struct bench *bench, const struct scale_report *sum)
{
	const double presses = (double)sum->presses, seconds = (double)bench->seconds;

	printf("presses                %.0f in %.0f s, %.1f a second (%llu were due while the room "
	       "was busy); refused %llu\n",
	       presses, seconds, presses / seconds, (unsigned long long)sum->skipped,
	       (unsigned long long)sum->refused);
	printf("streams reopened       %llu times, refused %llu times; %llu frames of presses "
	       "meanwhile\n",
	       (unsigned long long)sum->reopened, (unsigned long long)sum->streams_refused,
	       (unsigned long long)sum->away);
	say_delays("press to all eight", sum->delays);
	say_delays("press to its answer", sum->answers);
	printf("frames                 %llu of %llu for presses, %llu in all; %llu out of order, "
	       "doubled or lost, %llu streams with another end than their room's\n",
	       (unsigned long long)sum->frames, (unsigned long long)sum->presses * MEETING_PEOPLE,
	       (unsigned long long)sum->numbers, (unsigned long long)sum->astray,
	       (unsigned long long)sum->apart);
	return sum->late == 0 && sum->refused == 0 && sum->streams_refused == 0 &&
	       sum->astray == 0 && sum->apart == 0;
}

/* ---- the run ---- */

static void say_memory(struct bench *bench, const char *when)
{
	printf("%-22s", when);
	for (size_t i = 0; i < bench->n_nodes; i++)
		printf(" %.1f MiB", process_resident_mib(bench->nodes[i].pid));
	printf(" resident, %.1f together", nodes_mib(bench));
	if (bench->database)
		printf("; database %.1f (shared pages once)", process_family_mib(bench->database));
	printf("\n");
}

static void open_all(struct bench *bench)
{
	const size_t streams = bench->whole.n * MEETING_PEOPLE;
	const double before = nodes_mib(bench);
	const struct spent from = spent_now(bench);
	const int64_t opening = time_monotonic_us();
	size_t at = 0;

	say_memory(bench, "before");
	begin_children(bench);
	while (!await_all(bench, &at, -1)) continue;
	const double took = (double)(time_monotonic_us() - opening) / 1e6;
	printf("%zu meetings, %zu streams at %zu node%s, opened in %.1f s, %zu clients; CPU ",
	       bench->whole.n, streams, bench->n_nodes, bench->n_nodes == 1 ? "" : "s", took,
	       bench->n);
	say_cpu(bench, &from, took);
	printf("\n");
	(void)sleep(SETTLE_SECONDS);
	say_memory(bench, "with all streams");
	const double more = nodes_mib(bench) - before;
	printf("                       %.0f bytes a stream, %.1f KiB a room, each with its share "
	       "of the other\n",
	       more * (1 << 20) / (double)streams, more * 1024 / (double)bench->whole.n);
	const struct spent idle = spent_now(bench);
	(void)sleep(IDLE_SECONDS);
	printf("CPU with nothing said  ");
	say_cpu(bench, &idle, IDLE_SECONDS);
	printf("\n");
	(void)fflush(stdout);
}

static bool run(struct bench *bench)
{
	static struct scale_report minute, sum;
	size_t at = 0;
	int minutes = 0;

	open_all(bench);
	add_reports(bench, &minute);
	const struct spent busy = spent_now(bench);
	const int64_t from = time_monotonic_us();
	tell_all(bench);
	while (!await_all(bench, &at, MINUTE_MS)) say_minute(bench, ++minutes, &minute);
	add_reports(bench, &sum);
	printf("CPU meanwhile          ");
	say_cpu(bench, &busy, (double)(time_monotonic_us() - from) / 1e6);
	printf("\n");
	say_memory(bench, "at the end");
	const bool good = say_end(bench, &sum);
	tell_all(bench);
	for (size_t i = 0; i < bench->n; i++) (void)waitpid(bench->children[i].pid, NULL, 0);
	return good;
}

/* FILE SECONDS ADDRESS PID ... */
static void read_words(struct arena *arena, struct bench *bench, char **words, int count)
{
	if (!str_i64(str_of(words[1]), 1, 7200, &bench->seconds)) BUG("how many seconds?");
	scale_read(arena, words[0], &bench->whole);
	for (int i = 2; i + 1 < count; i += 2) {
		int64_t pid;
		if (!str_i64(str_of(words[i + 1]), 1, INT32_MAX, &pid)) BUG("which process?");
		if (str_eq(str_of(words[i]), STR("beside"))) {
			bench->database = pid;
			continue;
		}
		if (bench->n_nodes == NODES_MOST) BUG("too many nodes");
		bench->nodes[bench->n_nodes++] =
			(struct node){ .address = str_of(words[i]), .pid = pid };
	}
	bench->whole.seconds = bench->seconds;
	for (size_t i = 0; i < bench->n_nodes; i++) {
		struct node *node = &bench->nodes[i];
		node->part = scale_share(&bench->whole, i, bench->n_nodes);
		node->part.address = node->address;
	}
}

int main(int count, char **words)
{
	log_level_set(LOG_ERROR);
	if (count == 6 && str_eq(str_of(words[1]), STR("make"))) {
		make(words + 2);
		return 0;
	}
	if (count >= 6 && str_eq(str_of(words[1]), STR("run"))) {
		static struct bench bench;
		struct arena *arena = arena_new(ARENA);
		read_words(arena, &bench, words + 2, count - 2);
		const bool good = run(&bench);
		arena_free(arena);
		return good ? 0 : 1;
	}
	(void)fprintf(stderr, "node tests/bench/scale.mjs runs this; its top says how.\n");
	return count == 1 ? 0 : 2;
}
