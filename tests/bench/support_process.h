/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_process - a process as /proc shows it from outside. */
#ifndef BENCH_SUPPORT_PROCESS_H
#define BENCH_SUPPORT_PROCESS_H

#include <stdint.h>

/* Processor time of the process so far; `family`: with the children that it has and has had. */
double process_cpu_seconds(int64_t pid);
double process_family_cpu_seconds(int64_t pid);
/* What is in memory: all of it, and (of a family) each page that several share counted once. */
double process_resident_mib(int64_t pid);
double process_family_mib(int64_t pid);
/* Processes that wanted a processor, on average over the last minute. */
double process_load(void);

#endif
