/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The room's own timer: a stage whose process says so ends by itself. */
#include "flows/support_room.h"

/* Troika's clock is strict: its stages follow one another with nobody pressing. */
TEST(a_stage_with_a_strict_clock_ends_by_itself)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 3, "troika", "troika-client");

		hall_gather(&hall);
		hall_do(&hall, "Helen", "order", "seats", "0-1-2", NULL);
		hall_do(&hall, "Helen", "next", NULL);
		flow_wait(hall.flow, SECONDS(30));
		hall_look(&hall, "Amara");
		CHECK(flow_shows(hall.flow, "This is your time, Amara."), "not before its time");
		for (int i = 0; i < 12; i++) {
			flow_wait(hall.flow, MINUTES(1));
			hall_look(&hall, "Amara");
			hall_look(&hall, "Ben");
		}
		hall_look(&hall, "Amara");
		CHECK(!flow_shows(hall.flow, "This is your time, Amara."),
		      "her ten minutes have passed");
		hall_close(&hall);
	}
}

TESTS(a_stage_with_a_strict_clock_ends_by_itself)
