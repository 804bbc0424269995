/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* preload_fast - a library put before a program (LD_PRELOAD) whose hours are then minutes.
 *
 *     FAST_TIMES=60          how many times as fast
 *     FAST_FROM_MS=...       when, by the real clock, both clocks show the same
 *     FAST_HEAP=FILE         a line with the bytes that malloc has given and not got back, every real second
 *
 * Every clock that the program asks runs so, and every wait that it asks for is as much shorter; processor time
 * is what it is.  It is no part of the program, which has no setting for this: whoever serves people cannot turn it on
 * by mistake, and what is tested is the very program that they are served by. */
#include <dlfcn.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef int clock_fn(clockid_t, struct timespec *);
typedef int epoll_fn(int, struct epoll_event *, int, int);
typedef int poll_fn(struct pollfd *, nfds_t, int);
typedef int sleep_fn(const struct timespec *, struct timespec *);
typedef int cond_fn(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);

static const long long A_SECOND = 1000000000;

static struct {
	long long times, wall_ns, steady_ns; /* from when */
	clock_fn *clock;
	epoll_fn *epoll;
	poll_fn *poll;
	sleep_fn *sleep;
	cond_fn *cond;
} real;

static long long ns_of(const struct timespec *at)
{
	return (long long)at->tv_sec * A_SECOND + at->tv_nsec;
}

static struct timespec of_ns(long long ns)
{
	return (struct timespec){ .tv_sec = ns / A_SECOND, .tv_nsec = ns % A_SECOND };
}

static long long real_ns(clockid_t which)
{
	struct timespec at = { 0 };

	(void)real.clock(which, &at);
	return ns_of(&at);
}

static void *next_of(const char *name, const char *version)
{
	void *at = version ? dlvsym(RTLD_NEXT, name, version) : dlsym(RTLD_NEXT, name);
	if (!at) abort();
	return at;
}

static void *tell_heap(void *path)
{
	for (;;) {
		FILE *file = fopen(path, "w");
		if (file) {
			const struct mallinfo2 is = mallinfo2();
			(void)fprintf(file, "%zu\n", is.uordblks + is.hblkhd);
			(void)fclose(file);
		}
		const struct timespec second = { .tv_sec = 1 };
		(void)real.sleep(&second, NULL);
	}
	return NULL;
}

/* Before main, and before anything else asks for the time. */
__attribute__((constructor)) static void begin(void)
{
	const char *times = getenv("FAST_TIMES"), *from = getenv("FAST_FROM_MS");
	char *heap = getenv("FAST_HEAP");
	pthread_t thread;

	if (real.clock) return;
	real.clock = (clock_fn *)next_of("clock_gettime", NULL);
	real.epoll = (epoll_fn *)next_of("epoll_wait", NULL);
	real.poll = (poll_fn *)next_of("poll", NULL);
	real.sleep = (sleep_fn *)next_of("nanosleep", NULL);
	/* The one with a choice of clocks: there is an older of the same name. */
	real.cond = (cond_fn *)next_of("pthread_cond_timedwait", "GLIBC_2.3.2");
	const long long now = real_ns(CLOCK_REALTIME), steady = real_ns(CLOCK_MONOTONIC);
	real.times = times ? strtoll(times, NULL, 10) : 1;
	if (real.times < 1) real.times = 1;
	real.wall_ns = from ? strtoll(from, NULL, 10) * 1000000 : now;
	real.steady_ns = steady;
	if (heap && pthread_create(&thread, NULL, tell_heap, heap) == 0)
		(void)pthread_detach(thread);
}

static long long fast(long long from, long long ns)
{
	return from + (ns - from) * real.times;
}

int clock_gettime(clockid_t which, struct timespec *out)
{
	if (!real.clock) begin();
	const int result = real.clock(which, out);
	if (result != 0) return result;
	if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)
		*out = of_ns(fast(real.wall_ns, ns_of(out)));
	else if (which == CLOCK_MONOTONIC || which == CLOCK_MONOTONIC_COARSE ||
	         which == CLOCK_MONOTONIC_RAW || which == CLOCK_BOOTTIME)
		*out = of_ns(fast(real.steady_ns, ns_of(out)));
	return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	struct timespec at;

	(void)zone;
	(void)clock_gettime(CLOCK_REALTIME, &at);
	*out = (struct timeval){ .tv_sec = at.tv_sec, .tv_usec = at.tv_nsec / 1000 };
	return 0;
}

time_t time(time_t *out)
{
	struct timespec at;

	(void)clock_gettime(CLOCK_REALTIME, &at);
	if (out) *out = at.tv_sec;
	return at.tv_sec;
}

/* Rounded up, so that nothing is waited for in a circle. */
static int shorter(int ms)
{
	return ms <= 0 ? ms : (int)((ms + real.times - 1) / real.times);
}

int epoll_wait(int epoll, struct epoll_event *events, int n, int ms)
{
	return real.epoll(epoll, events, n, shorter(ms));
}

int poll(struct pollfd *fds, nfds_t n, int ms)
{
	return real.poll(fds, n, shorter(ms));
}

int nanosleep(const struct timespec *want, struct timespec *left)
{
	const struct timespec is = of_ns(ns_of(want) / real.times);

	return real.sleep(&is, left);
}

/* The condition knows which clock its deadline is of; a deadline of this century is the wall clock's. */
int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until)
{
	const long long wanted = ns_of(until);
	const long long from = wanted > 946684800 * A_SECOND ? real.wall_ns : real.steady_ns;
	const struct timespec is = of_ns(from + (wanted - from) / real.times);

	return real.cond(cond, mutex, &is);
}
