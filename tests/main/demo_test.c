/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* When a demo stops nothing of it stays, its mail neither. */
#include "main/demo.h"

#include <sys/stat.h>
#include <unistd.h>

#include "main/support.h"
#include "support/check.h"

static const char *put_demo(struct arena *arena, struct desk *desk)
{
	desk_begin(desk);
	const char *folder = str_z(arena, str_printf(arena, "%s/demo", desk->folder.path));
	CHECK(mkdir(folder, 0700) == 0, "its folder");
	CHECK(mkdir(str_z(arena, str_printf(arena, "%s/mail", folder)), 0700) == 0, "of its mail");
	desk_put(desk, "demo/keys", "a ring");
	desk_put(desk, "demo/setwise.db", "rows");
	desk_put(desk, "demo/setwise.db-wal", "rows");
	desk_put(desk, "demo/mail/1-abc.eml", "To: Amara");
	return folder;
}

TEST(nothing_stays_of_a_demo)
{
	struct arena *arena = arena_new(1 << 20);
	struct desk desk;
	const char *folder = put_demo(arena, &desk);

	demo_remove(arena, str_of(folder));
	CHECK(access(folder, F_OK) != 0, "not even its folder");
	desk_end(&desk);
	arena_free(arena);
}

TEST(what_somebody_put_there_stays)
{
	struct arena *arena = arena_new(1 << 20);
	struct desk desk;
	const char *folder = put_demo(arena, &desk);

	CHECK(mkdir(str_z(arena, str_printf(arena, "%s/mine", folder)), 0700) == 0, "a folder");
	desk_put(&desk, "demo/mine/notes", "mine");
	demo_remove(arena, str_of(folder));
	CHECK(desk_get(&desk, "demo/mine/notes"), "kept");
	CHECK(!desk_get(&desk, "demo/setwise.db"), "the demo is gone");
	CHECK(!desk_get(&desk, "demo/mail/1-abc.eml"), "and its mail");
	desk_end(&desk);
	arena_free(arena);
}

TESTS(nothing_stays_of_a_demo, what_somebody_put_there_stays)
