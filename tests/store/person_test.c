/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Employers and people: what is kept comes back, addresses are found in any case, and once only. */
#include "store/support.h"

#include "store/organisation.h"
#include "store/person.h"

STORY(ann_comes_back)
{
	WORLD;
	struct person_row ann, again;
	TRY(store_person_load(tx, world->ann, &ann));
	WANT_STR(ann.name, "Ann Example");
	WANT_STR(ann.called, "Ann");
	WANT_STR(ann.email, "Ann@example.org");
	WANT_STR(ann.job, "housing options");
	WANT_STR(ann.organisation_name, "Alder Council");
	WANT(ann.organisation.n == world->council.n && ann.sponsor_of.n == 0);
	WANT(!ann.is_coordinator && !ann.is_facilitator && !ann.shortcuts);
	WANT(ann.theme == THEME_DEVICE && ann.speak == SPEAK_EVERYTHING);
	TRY(store_person_by_email(tx, STR(" ANN@Example.ORG "), &again));
	WANT(again.id.n == world->ann.n);
	WANT(store_person_by_email(tx, STR("nobody@example.org"), &again) == ERR_ABSENT);
	WANT(store_person_load(tx, (person_id){ 1 }, &again) == ERR_ABSENT);
	return OK;
}

STORY(ann_changes)
{
	WORLD;
	struct person_row ann;
	TRY(store_person_rename(tx, world->ann, STR("Ann Other"), STR("Annie"), NONE));
	TRY(store_person_display(tx, world->ann, THEME_DARK, true, SPEAK_NOTHING));
	TRY(store_person_place(tx, world->ann, (organisation_id){ 0 }, true, true, world->council));
	TRY(store_person_load(tx, world->ann, &ann));
	WANT_STR(ann.name, "Ann Other");
	WANT_STR(ann.called, "Annie");
	WANT(ann.job.at == NULL && ann.organisation.n == 0 && ann.organisation_name.at == NULL);
	WANT(ann.theme == THEME_DARK && ann.shortcuts && ann.speak == SPEAK_NOTHING);
	WANT(ann.is_coordinator && ann.is_facilitator && ann.sponsor_of.n == world->council.n);
	WANT(store_person_rename(tx, (person_id){ 1 }, STR("x"), STR("x"), NONE) == ERR_STALE);
	return OK;
}

STORY(lists_are_by_name)
{
	WORLD;
	struct person_rows all, facilitators;
	TRY(store_person_list(tx, &all));
	WANT(all.n == 9);
	for (size_t i = 1; i < all.n; i++) WANT(str_cmp(all.at[i - 1].name, all.at[i].name) < 0);
	TRY(store_person_facilitators(tx, &facilitators));
	WANT(facilitators.n == 2 && facilitators.at[0].id.n == world->fay.n);
	return OK;
}

STORY(same_address)
{
	WORLD;
	const struct person_new twin = { .name = STR("B"),
		                         .called = STR("B"),
		                         .email = STR("BEN@example.org") };
	person_id id;
	return store_person_add(tx, &twin, world->now, &id);
}

STORY(the_office_corrects_an_address)
{
	WORLD;
	struct person_row ben;
	TRY(store_person_readdress(tx, world->ben, STR(" Ben@New.example ")));
	TRY(store_person_by_email(tx, STR("BEN@new.example"), &ben));
	WANT(ben.id.n == world->ben.n);
	WANT_STR(ben.email, "Ben@New.example");
	WANT(store_person_by_email(tx, STR("ben@example.org"), &ben) == ERR_ABSENT);
	WANT(store_person_readdress(tx, (person_id){ 1 }, STR("x@y.example")) == ERR_STALE);
	return OK;
}

STORY(employers)
{
	WORLD;
	organisation_id trust;
	struct organisation_row row;
	struct organisation_rows rows;
	TRY(store_organisation_add(tx, STR("Aspen Trust"), world->now, &trust));
	TRY(store_organisation_rename(tx, trust, STR("Zeal Trust")));
	TRY(store_organisation_load(tx, trust, &row));
	WANT_STR(row.name, "Zeal Trust");
	TRY(store_organisation_list(tx, &rows));
	WANT(rows.n == 2 && rows.at[0].people == 8 && rows.at[1].people == 0);
	WANT(rows.at[1].id.n == trust.n);
	return OK;
}

TEST(people_are_kept)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, ann_comes_back, OK, "Ann comes back");
		story(world, lists_are_by_name, OK, "lists");
		story(world, same_address, ERR_STALE, "an address is one person's");
		story(world, ann_changes, OK, "Ann changes");
		story(world, the_office_corrects_an_address, OK, "another address");
		story(world, employers, OK, "employers");
		world_free(world);
	}
}

TESTS(people_are_kept)
