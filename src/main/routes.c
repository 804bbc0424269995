/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* routes - the command that prints the map of the site. */
#include "domain/policy.h"
#include "main/command.h"
#include "web/route.h"

enum exit_code command_routes(struct arena *arena, const struct settings *settings,
                              const struct arguments *arguments)
{
	(void)arena;
	(void)settings;
	const enum exit_code code = command_words(arguments, 0, 0, NULL);
	if (code) return code;
	for (size_t i = 0; i < route_count; i++)
		printf("%-6s %-40s %s\n", method_name(routes[i].method), routes[i].path,
		       right_name(routes[i].right));
	return EXIT_GOOD;
}
