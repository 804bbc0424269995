/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Programmes, sets, members: asking, joining, leaving, coming back; the office sees counts. */
#include "store/support.h"

#include "store/member.h"
#include "store/programme.h"
#include "store/set.h"

STORY(programmes)
{
	WORLD;
	struct programme_row row, of_set;
	struct programme_rows rows;
	TRY(store_programme_load(tx, world->programme, &row));
	WANT(row.meetings == 9 && row.entitlement == 6 && row.cadence_days == 42 &&
	     row.length_min == 210);
	WANT(row.notice_days == 28 && row.size_min == 6 && row.size_max == 8 && row.sets == 2);
	WANT_STR(row.zone, "Europe/London");
	row.meetings = 8;
	row.name = STR("Another name");
	TRY(store_programme_change(tx, &row));
	TRY(store_programme_of_set(tx, world->set, &of_set));
	WANT(of_set.id.n == row.id.n && of_set.meetings == 8);
	TRY(store_programme_list(tx, &rows));
	WANT(rows.n == 1);
	WANT_STR(rows.at[0].name, "Another name");
	return OK;
}

STORY(the_office_sees_counts)
{
	WORLD;
	struct set_overview_rows rows;
	struct set_overview_row row;
	TRY(store_set_overview(tx, (programme_id){ 0 }, &rows));
	WANT(rows.n == 2);
	WANT_STR(rows.at[0].name, "Hilltop");
	TRY(store_set_overview(tx, (programme_id){ 1 }, &rows));
	WANT(rows.n == 0);
	TRY(store_set_overview_one(tx, world->set, &row));
	WANT(row.members == 2 && row.invited == 1 && row.facilitators == 1);
	WANT(row.meetings == 2 && row.ended == 0);
	WANT(row.facilitated_planned == 1 && row.facilitated_ended == 0);
	WANT(row.next_at.ms == world->now.ms + MINUTES(30));
	return OK;
}

/* Each set brings the numbers of its programme, however many programmes came after it. */
STORY(a_set_among_many_programmes)
{
	WORLD;
	struct programme_row row;
	struct set_overview_rows rows;
	struct set_name_rows names;
	char name[32], called[32];
	set_id set;
	TRY(store_programme_load(tx, world->programme, &row));
	for (int i = 0; i < 250; i++) {
		(void)snprintf(name, sizeof name, "Programme %03d", i);
		row.name = str_of(name);
		(void)snprintf(called, sizeof called, "Set %03d", i);
		TRY(store_programme_add(tx, &row, instant_add(world->now, i), &row.id));
		TRY(store_set_add(tx, row.id, str_of(called), world->now, &set));
	}
	TRY(store_set_overview(tx, (programme_id){ 0 }, &rows));
	TRY(store_set_names(tx, &names));
	WANT(rows.n == 252 && names.n == 252);
	for (size_t i = 0; i < rows.n; i++) {
		WANT(str_eq(names.at[i].name, rows.at[i].name));
		WANT_STR(rows.at[i].zone, "Europe/London");
		if (!str_starts(rows.at[i].name, STR("Set "))) continue;
		WANT(str_eq(str_from(rows.at[i].programme_name, strlen("Programme ")),
		            str_from(rows.at[i].name, strlen("Set "))));
	}
	return OK;
}

STORY(members)
{
	WORLD;
	struct facilitates_rows lead;
	struct member_rows rows;
	struct member_row ann;
	TRY(store_member_list(tx, world->set, &rows));
	WANT(rows.n == 4);
	WANT(rows.at[0].person.n == world->ann.n && rows.at[3].person.n == world->fay.n);
	WANT(rows.at[3].role == ROLE_FACILITATOR && rows.at[2].state == MEMBER_INVITED);
	WANT_STR(rows.at[0].called, "Ann");
	WANT_STR(rows.at[0].organisation_name, "Alder Council");
	TRY(store_member_facilitators(tx, &lead));
	WANT(lead.n == 2 && lead.at[0].set.n == world->other.n);
	WANT(lead.at[1].set.n == world->set.n && lead.at[1].person.n == world->fay.n);
	WANT_STR(lead.at[1].set_name, "Riverside");
	WANT_STR(lead.at[1].called, "Fay");
	for (size_t i = 1; i < rows.n; i++) WANT(rows.at[i - 1].seat < rows.at[i].seat);
	TRY(store_member_load(tx, world->set, world->ann, &ann));
	WANT(ann.agreed_at.ms == world->now.ms && ann.state == MEMBER_JOINED);
	WANT(store_member_load(tx, world->set, world->una, &ann) == ERR_ABSENT);
	return OK;
}

STORY(ivy_joins)
{
	WORLD;
	struct invitation_row row;
	struct set_mine_rows mine;
	TRY(store_set_of_person(tx, world->ivy, &mine));
	WANT(mine.n == 1 && mine.at[0].state == MEMBER_INVITED);
	TRY(store_member_by_token(tx, STR("t-ivy"), world->now, &row));
	WANT(row.person.n == world->ivy.n && row.set.n == world->set.n);
	WANT_STR(row.set_name, "Riverside");
	WANT(store_member_by_token(tx, STR("t-ivy"), row.ends_at, &row) == ERR_ABSENT);
	TRY(store_member_join(tx, row.member, world->now));
	WANT(store_member_join(tx, row.member, world->now) == ERR_STALE);
	WANT(store_member_by_token(tx, STR("t-ivy"), world->now, &row) == ERR_ABSENT);
	TRY(store_set_of_person(tx, world->ivy, &mine));
	WANT(mine.at[0].state == MEMBER_JOINED && mine.at[0].role == ROLE_MEMBER);
	return OK;
}

STORY(xan_comes_back)
{
	WORLD;
	struct set_mine_rows mine;
	struct member_row row;
	member_id id, again;
	TRY(store_set_of_person(tx, world->xan, &mine));
	WANT(mine.n == 0);
	TRY(store_member_invite(tx, world->set, world->xan, STR("t-xan-2"), world->now,
	                        instant_add(world->now, HOURS(1)), &id));
	TRY(store_member_by_id(tx, id, &row));
	WANT(row.state == MEMBER_INVITED && row.person.n == world->xan.n);
	TRY(store_member_invite(tx, world->set, world->xan, STR("t-xan-3"), world->now,
	                        instant_add(world->now, HOURS(1)), &again));
	WANT(again.n == id.n);
	TRY(store_member_join(tx, id, world->now));
	WANT(store_member_invite(tx, world->set, world->xan, STR("t-xan-4"), world->now, world->now,
	                         &id) == ERR_STALE);
	WANT(store_member_appoint(tx, world->set, world->xan, world->now, &id) == ERR_STALE);
	TRY(store_member_leave(tx, again, world->now));
	WANT(store_member_leave(tx, again, world->now) == ERR_STALE);
	TRY(store_member_appoint(tx, world->set, world->xan, world->now, &id));
	TRY(store_member_by_id(tx, id, &row));
	WANT(row.role == ROLE_FACILITATOR && row.state == MEMBER_JOINED);
	return OK;
}

STORY(a_set_is_renamed_and_closed)
{
	WORLD;
	struct set_row row;
	TRY(store_set_rename(tx, world->set, STR("Quayside")));
	TRY(store_set_close(tx, world->set, world->now));
	WANT(store_set_close(tx, world->set, world->now) == ERR_STALE);
	TRY(store_set_load(tx, world->set, &row));
	WANT_STR(row.name, "Quayside");
	WANT(row.closed_at.ms == world->now.ms && row.programme.n == world->programme.n);
	return OK;
}

TEST(sets_and_who_is_in_them)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, programmes, OK, "programmes");
		story(world, the_office_sees_counts, OK, "overview");
		story(world, a_set_among_many_programmes, OK, "many programmes");
		story(world, members, OK, "members");
		story(world, ivy_joins, OK, "Ivy joins");
		story(world, xan_comes_back, OK, "Xan comes back");
		story(world, a_set_is_renamed_and_closed, OK, "renamed, closed");
		world_free(world);
	}
}

TESTS(sets_and_who_is_in_them)
