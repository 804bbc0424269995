/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* routes - the command that prints the map of the site, and who may go where. */
#include "domain/policy.h"
#include "main/command.h"
#include "web/route.h"

/* Who has a right: "member, facilitator". */
static void print_who(enum right right)
{
	const char *between = "";

	if (policy_allows(right, STRANGER)) {
		printf("%s\n", standing_name(STRANGER));
		return;
	}
	for (int i = 0; i < STANDING_COUNT; i++) {
		const enum standing standing = (enum standing)(1 << i);
		if (!policy_allows(right, standing)) continue;
		printf("%s%s", between, standing_name(standing));
		between = ", ";
	}
	putchar('\n');
}

enum exit_code command_routes(struct arena *arena, const struct settings *settings,
                              const struct arguments *arguments)
{
	(void)arena;
	(void)settings;
	const enum exit_code code = command_words(arguments, 0, 0, NULL);
	if (code) return code;
	for (size_t i = 0; i < route_count; i++)
		printf("%-6s %-44s %s\n", method_name(routes[i].method), routes[i].path,
		       right_name(routes[i].right));
	puts("\nWho may, towards the very set, meeting or words that the address names:\n");
	for (int right = 0; right < RIGHT_COUNT; right++) {
		printf("%-18s ", right_name((enum right)right));
		print_who((enum right)right);
	}
	return EXIT_GOOD;
}
