/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_process - see support_process.h. */
#include "bench/support_process.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/str.h"

struct stat_line {
	long long parent, own, waited; /* ticks */
};

/* False: it has gone. */
static bool read_stat(int64_t pid, struct stat_line *out)
{
	char path[64], line[1024];
	long long user = 0, system = 0, waited_user = 0, waited_system = 0;

	(void)snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid);
	FILE *file = fopen(path, "rb");
	if (!file) return false;
	const bool has_line = fgets(line, sizeof line, file) != NULL;
	(void)fclose(file);
	const char *after = has_line ? strrchr(line, ')') : NULL;
	if (!after ||
	    sscanf(after + 2, "%*c %lld %*d %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld %lld %lld",
	           &out->parent, &user, &system, &waited_user, &waited_system) != 5)
		return false;
	out->own = user + system;
	out->waited = waited_user + waited_system;
	return true;
}

static double seconds_of(long long ticks)
{
	return (double)ticks / (double)sysconf(_SC_CLK_TCK);
}

double process_cpu_seconds(int64_t pid)
{
	struct stat_line line;

	if (!read_stat(pid, &line)) BUG("a process has gone");
	return seconds_of(line.own);
}

/* Adds up `of` over the process and its children; theirs are not looked for. */
static double family_sum(int64_t parent, double (*of)(int64_t pid))
{
	DIR *folder = opendir("/proc");
	double sum = of(parent);
	struct stat_line line;
	int64_t pid;

	if (!folder) BUG("no /proc");
	for (const struct dirent *entry; (entry = readdir(folder));)
		if (str_i64(str_of(entry->d_name), 1, INT64_MAX, &pid) && read_stat(pid, &line) &&
		    line.parent == parent)
			sum += of(pid);
	(void)closedir(folder);
	return sum;
}

static double cpu_with_waited(int64_t pid)
{
	struct stat_line line;

	return read_stat(pid, &line) ? seconds_of(line.own + line.waited) : 0;
}

double process_family_cpu_seconds(int64_t pid)
{
	return family_sum(pid, cpu_with_waited);
}

double process_resident_mib(int64_t pid)
{
	char path[64];
	long all = 0, resident = 0;

	(void)snprintf(path, sizeof path, "/proc/%lld/statm", (long long)pid);
	FILE *file = fopen(path, "rb");
	if (!file || fscanf(file, "%ld %ld", &all, &resident) != 2) BUG("a process has gone");
	(void)fclose(file);
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

/* Its share of each page that it has: half of one that two have. */
static double share_mib(int64_t pid)
{
	char path[64], line[256];
	long long kib = 0;

	(void)snprintf(path, sizeof path, "/proc/%lld/smaps_rollup", (long long)pid);
	FILE *file = fopen(path, "rb");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "Pss: %lld", &kib) == 1) break;
	if (file) (void)fclose(file);
	return (double)kib / 1024;
}

double process_family_mib(int64_t pid)
{
	return family_sum(pid, share_mib);
}

double process_load(void)
{
	double load[1] = { 0 };

	return getloadavg(load, 1) == 1 ? load[0] : 0;
}
