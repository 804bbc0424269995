/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* stop - see stop.h. */
#include "main/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t asked;

static void ask(int number)
{
	(void)number;
	asked = 1;
}

void stop_watch(void)
{
	struct sigaction action = { 0 };

	action.sa_handler = ask;
	action.sa_flags = (int)SA_RESETHAND;
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
}

bool stop_is_asked(void)
{
	return asked;
}
