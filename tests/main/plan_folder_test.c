/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The tables of `setwise plan FOLDER`: what they mean, and what is said of those that do not fit. */
#include "main/plan_folder.h"

#include "domain/plan_advice.h"
#include "support/check.h"

static const char good_availability[] = "who,from,to,weekday,half,answer\n"
					"Ada,,,,,yes\nAda,,,monday,,no\nBo,,,,morning,if need be\n";
static const char *const good[PLAN_FILES] = {
	[PLAN_FILE_PROGRAMME] = "setting,value\nfirst_day,2026-09-07\nlast_day,2027-09-30\n",
	[PLAN_FILE_SETS] = "set,start_from,start_to\nNorth,2026-09-14,2026-10-02\n",
	[PLAN_FILE_PEOPLE] = "person,set,required\nAda,North,1 9\nBo,North,\n",
	[PLAN_FILE_AVAILABILITY] = good_availability,
};

static enum err parse(struct arena *arena, const char *const *files, struct plan_folder *out,
                      struct plan_fault *fault)
{
	struct str text[PLAN_FILES] = { 0 };

	for (int f = 0; f < PLAN_FILES; f++)
		if (files[f]) text[f] = str_of(files[f]);
	return plan_folder_parse(arena, text, NULL, out, fault);
}

static int slot_at(const struct plan_folder *folder, int month, int day, enum plan_half half)
{
	for (int s = 0; s < folder->slots; s++)
		if (folder->slot[s].day.n == day_of(month > 8 ? 2026 : 2027, month, day).n &&
		    folder->slot[s].half == half)
			return s;
	return -1;
}

static int answer_at(const struct plan_folder *folder, int person, int month, int day,
                     enum plan_half half)
{
	const int s = slot_at(folder, month, day, half);

	CHECK(s >= 0, "people may meet then");
	return folder->set[0].ask.answer[person * folder->slots + s];
}

TEST(a_year_is_read_as_it_is_written)
{
	struct arena *arena = arena_new(1 << 28);
	struct plan_folder folder;
	struct plan_fault fault;

	CHECK_OK(parse(arena, good, &folder, &fault));
	CHECK_INT(folder.sets, 1, "one set");
	CHECK_STR(folder.about[0].name, "North", "by its name");
	CHECK_INT(folder.about[0].people, 2, "of two");
	CHECK_INT(folder.set[0].ask.required[0], 1, "Ada must be at the first");
	CHECK_INT(folder.set[0].ask.required[8], 1, "and at the last");
	CHECK_INT(folder.rules.meetings, 9, "nine, since nothing else is said");
	CHECK_INT(answer_at(&folder, 0, 10, 6, PLAN_MORNING), PLAN_YES, "Ada on Tuesdays");
	CHECK_INT(answer_at(&folder, 0, 10, 5, PLAN_AFTERNOON), PLAN_NO, "but not on Mondays");
	CHECK_INT(answer_at(&folder, 1, 10, 6, PLAN_MORNING), PLAN_IF_NEED_BE, "Bo's mornings");
	CHECK_INT(answer_at(&folder, 1, 10, 6, PLAN_AFTERNOON), PLAN_UNKNOWN, "Bo's afternoons");
	CHECK_INT(slot_at(&folder, 12, 25, PLAN_MORNING), -1, "not on Christmas Day");
	CHECK_INT(slot_at(&folder, 12, 28, PLAN_MORNING), -1, "nor on its substitute's day");
	CHECK_INT(slot_at(&folder, 10, 3, PLAN_MORNING), -1, "nor on a Saturday");
	CHECK_INT(slot_at(&folder, 10, 6, PLAN_EVENING), -1, "nor in the evening");
	arena_free(arena);
}

TEST(layers_lie_between_the_usual_week_and_what_is_said_of_a_day)
{
	const char *files[PLAN_FILES];
	struct arena *arena = arena_new(1 << 28);
	struct plan_folder folder;
	struct plan_fault fault;

	memcpy(files, good, sizeof(files));
	files[PLAN_FILE_PROGRAMME] = "setting,value\nlast_day,2027-09-30\nfirst_day,2026-09-07\n"
				     "election,2027-05-06\nevenings,yes\nnation,Scotland\n";
	files[PLAN_FILE_AVAILABILITY] = "who,from,to,weekday,half,answer\n"
					"Ada,2026-10-28,,,,yes\nAda,,,,,yes\n";
	files[PLAN_FILE_LAYERS] = "layer,scope,from,to,weekday,half,kind\n"
				  "Half term,all,2026-10-26,2026-10-30,,,soft\n"
				  "Full council,set:North,2026-11-03,,,afternoon,hard\n"
				  "Committee,person:Ada,,,friday,,hard\n";
	files[PLAN_FILE_FACILITATORS] = "facilitator,week\nRose,2\n";
	files[PLAN_FILE_PINS] = "set,meeting,date,half,kind\nNorth,2,2026-11-04,morning,pin\n"
				"North,,2026-12-01,evening,forbid\n"
				"North,3,2026-12-02,morning,forbid\n";
	CHECK_OK(parse(arena, files, &folder, &fault));
	const uint32_t *may = folder.about[0].may;
	CHECK_INT(answer_at(&folder, 0, 10, 27, PLAN_MORNING), PLAN_IF_NEED_BE, "half term");
	CHECK_INT(answer_at(&folder, 0, 10, 28, PLAN_MORNING), PLAN_YES, "but this day was named");
	CHECK_INT(answer_at(&folder, 0, 11, 6, PLAN_MORNING), PLAN_NO, "her committee is on");
	CHECK_INT(may[slot_at(&folder, 11, 3, PLAN_AFTERNOON)], 0, "full council closes it");
	CHECK_INT(may[slot_at(&folder, 11, 4, PLAN_MORNING)] >> 1 & 1, 1, "the second is here");
	CHECK_INT(may[slot_at(&folder, 11, 5, PLAN_MORNING)] >> 1 & 1, 0, "and nowhere else");
	CHECK_INT(may[slot_at(&folder, 12, 1, PLAN_EVENING)], 0, "forbidden");
	const uint32_t third = may[slot_at(&folder, 12, 2, PLAN_MORNING)];
	CHECK_INT(third >> 1 & 7, 4, "forbidden to the third; the second is pinned elsewhere");
	CHECK_INT(answer_at(&folder, 0, 4, 15, PLAN_MORNING), PLAN_IF_NEED_BE, "pre-election");
	CHECK_INT(answer_at(&folder, 0, 3, 25, PLAN_MORNING), PLAN_YES, "before it");
	CHECK_INT(slot_at(&folder, 11, 30, PLAN_MORNING), -1, "St Andrew’s Day");
	CHECK_INT(folder.facilitator[0].travel[0], PLAN_NEVER, "Rose has not said when");
	CHECK_INT(folder.set[0].offers, 1, "she could take it");
	arena_free(arena);
}

TEST(a_year_is_read_as_it_might_be)
{
	static const struct plan_folder_if evenings = { .evenings = true };
	static const struct plan_folder_if without = { .without = STR_INIT("Full council") };
	const struct plan_folder_if *ifs[] = { NULL, &evenings, &without };
	struct arena *arena = arena_new(1 << 28);

	for (size_t i = 0; i < LEN(ifs); i++) {
		struct str text[PLAN_FILES] = { 0 };
		struct plan_folder folder;
		struct plan_fault fault;
		for (int f = 0; f < 4; f++) text[f] = str_of(good[f]);
		text[PLAN_FILE_LAYERS] = STR("layer,scope,from,half,kind\n"
		                             "Full council,all,2026-11-03,morning,hard\n"
		                             "Half term,all,2026-10-26,,soft\n"
		                             "Full council,all,2026-12-01,,hard\n");
		CHECK_OK(plan_folder_parse(arena, text, ifs[i], &folder, &fault));
		CHECK_INT(folder.layers, 1, "one hard layer, once");
		CHECK_STR(folder.layer[0], "Full council", "by its name");
		CHECK_INT(slot_at(&folder, 10, 6, PLAN_EVENING) >= 0, i == 1, "evenings if so");
		const uint32_t may = folder.about[0].may[slot_at(&folder, 11, 3, PLAN_MORNING)];
		CHECK_INT(may != 0, i == 2, "open without the layer");
	}
	arena_free(arena);
}

TEST(votes_and_the_plan_before_are_read)
{
	struct arena *arena = arena_new(1 << 28);
	const char *files[PLAN_FILES];
	struct plan_folder folder;
	struct plan_fault fault;

	memcpy(files, good, sizeof(files));
	files[PLAN_FILE_PROGRAMME] = "setting,value\nfirst_day,2026-09-07\nlast_day,2027-09-30\n"
				     "meetings,2\nfacilitated,1\nnotice,5\n";
	files[PLAN_FILE_PEOPLE] = "person,set\nAda,North\nBo,North\n";
	files[PLAN_FILE_FACILITATORS] = "facilitator\nFay\n";
	files[PLAN_FILE_VOTES] = "person,meeting,score\nAda,1,4\nBo,1,1\n";
	files[PLAN_FILE_PUBLISHED] =
		"\xef\xbb\xbfset,meeting,date,half,facilitated,facilitator,cannot_come\r\n"
		"North,1,2026-10-06,morning,yes,Fay,Ada\r\n"
		"North,2,2026-11-18,afternoon,no,,\r\n";
	CHECK_OK(parse(arena, files, &folder, &fault));
	CHECK_INT(folder.notice, 5, "as the programme says");
	CHECK_INT(folder.set[0].ask.vote[0], 2, "4 and 1 of 4: one and a half, rounded");
	CHECK_INT(folder.set[0].ask.vote[1], 2, "nobody voted");
	CHECK_INT(folder.about[0].score[2], 1, "Bo's first");
	const struct plan *plan = &folder.about[0].published;
	CHECK_INT(plan->meetings, 2, "both meetings");
	CHECK_INT(plan->slot[0], slot_at(&folder, 10, 6, PLAN_MORNING), "then");
	CHECK_INT(plan->slot[1], slot_at(&folder, 11, 18, PLAN_AFTERNOON), "and then");
	CHECK_INT(plan->facilitated, 1, "the first is");
	CHECK_INT(folder.about[0].published_by, 0, "by Fay");
	arena_free(arena);
}

TEST(a_fault_is_named_by_line_and_column)
{
	static const struct {
		enum plan_file file;
		const char *text, *words;
	} cases[] = {
		{ PLAN_FILE_PROGRAMME, NULL, "programme.csv:0:0: This file is missing." },
		{ PLAN_FILE_PROGRAMME, "", "programme.csv:1:1: The first line names the columns." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nmeetings,12x\n",
		  "programme.csv:2:10: \"12x\" is not a whole number from 1 to 26." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nmeeting,12\n",
		  "programme.csv:2:1: There is no such setting. They are: first_day, last_day, "
		  "election, nation, same_weekday, evenings, fairness, twice_running, meetings, "
		  "facilitated, gap_min, gap_max, gap_ideal, quorum_part, quorum_whole, "
		  "if_need_be, not_answered, absent, miss_max, notice." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nfirst_day,7.9.2026\n",
		  "programme.csv:2:11: Write this as 2026-09-07 if it is Monday 7 September "
		  "2026." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nfirst_day,7/9/26\n",
		  "programme.csv:2:11: Write this as 2026-09-07 if it is Monday 7 September "
		  "2026." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nfirst_day,2026-9-7\n",
		  "programme.csv:2:11: Write this as 2026-09-07 if it is Monday 7 September "
		  "2026." },
		{ PLAN_FILE_PEOPLE, "person,set,required\nAda,North,1,9\n",
		  "people.csv:2:13: This is beyond the last column. A text with a comma in it "
		  "stands in "
		  "quotation marks." },
		{ PLAN_FILE_PINS, "set,date,half,kind\nNorth,2026-11-04,morning,pin\n",
		  "pins.csv:2:1: Write the number of the meeting that is pinned to that "
		  "half-day." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nfirst_day,2027-02-29\n",
		  "programme.csv:2:11: \"2027-02-29\" is no day between 2000 and 2150. Write a "
		  "date such as 2026-11-05." },
		{ PLAN_FILE_PROGRAMME,
		  "setting,value\nfirst_day,2026-09-07\nfirst_day,2026-09-08\n",
		  "programme.csv:3:1: first_day stands in line 2 already." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nlast_day,2026-09-01\nfirst_day,2026-09-07\n",
		  "programme.csv:2:10: The last day comes before the first." },
		{ PLAN_FILE_PROGRAMME, "setting,value\ntwice_running,seldom\n",
		  "programme.csv:2:15: Write what missing two running costs, 0 to 10000 points, or "
		  "never if nobody may." },
		{ PLAN_FILE_PROGRAMME, "setting,value\nfairness,0 5 4\n",
		  "programme.csv:2:10: Write what missing none, one, two meetings and so on costs, "
		  "each no less than the one before, such as 0 0 8 24 48." },
		{ PLAN_FILE_PROGRAMME, "setting,value\n",
		  "programme.csv:0:0: The settings first_day and last_day are needed." },
		{ PLAN_FILE_PROGRAMME,
		  "setting,value\nfirst_day,2026-09-07\nlast_day,2027-09-01\nfacilitated,10\n",
		  "programme.csv:4:13: facilitated is 10 and meetings is 9: it can be 9 at most. "
		  "Change one of them." },
		{ PLAN_FILE_SETS, "set\nNorth\nNorth\n",
		  "sets.csv:3:1: The set \"North\" is there twice." },
		{ PLAN_FILE_SETS, "set\nNorth\nEast\n",
		  "sets.csv:3:1: Nobody in people.csv is in the set \"East\". Add them there, or "
		  "take this line out." },
		{ PLAN_FILE_SETS, "set,start_from,start_to\nNorth,2026-10-02,2026-10-01\n",
		  "sets.csv:2:18: start_to comes before start_from." },
		{ PLAN_FILE_SETS, "set,start_from\nNorth,2027-10-02\n",
		  "sets.csv:2:7: The set would end on Thursday 30 September 2027, before it "
		  "begins." },
		{ PLAN_FILE_PEOPLE, "person,set\nAda,North\nAda,North\n",
		  "people.csv:3:1: \"Ada\" is there twice. Each person is in one set, under a name "
		  "of "
		  "their own." },
		{ PLAN_FILE_PEOPLE, "person,set\nAda,South\n",
		  "people.csv:2:5: There is no set \"South\" in sets.csv." },
		{ PLAN_FILE_PEOPLE, "person,set,required\nAda,North,0\n",
		  "people.csv:2:11: Write numbers of meetings with spaces between them, each 1 to "
		  "9." },
		{ PLAN_FILE_PEOPLE, "name,set\nAda,North\n",
		  "people.csv:1:1: There is no column \"name\" here. They are: person, set, "
		  "required." },
		{ PLAN_FILE_AVAILABILITY, "who,answer\nAda,maybe\n",
		  "availability.csv:2:5: \"maybe\" does not fit here. Write one of: yes, if need "
		  "be, "
		  "not answered, no." },
		{ PLAN_FILE_AVAILABILITY, "who,half,answer\nAda,mornign,no\n",
		  "availability.csv:2:5: \"mornign\" does not fit here. Write one of: morning, "
		  "afternoon, evening." },
		{ PLAN_FILE_AVAILABILITY, "who,from,to,answer\nAda,2026-10-02,2026-10-01,no\n",
		  "availability.csv:2:16: This day comes before the one it counts from." },
		{ PLAN_FILE_AVAILABILITY, "who,answer\nZed,no\n",
		  "availability.csv:2:1: \"Zed\" is neither in people.csv nor in "
		  "facilitators.csv." },
		{ PLAN_FILE_AVAILABILITY, "who,answer\nAda,\"no\n",
		  "availability.csv:2:5: This quotation mark is never closed." },
		{ PLAN_FILE_OFFERS, "set,facilitator\nNorth,Ada\n",
		  "offers.csv:2:7: There is no facilitator \"Ada\" in facilitators.csv." },
		{ PLAN_FILE_LAYERS, "layer,scope,kind\nX,set:Nort,hard\n",
		  "layers.csv:2:3: \"set:Nort\" is nobody. Write all, set:NAME or person:NAME." },
		{ PLAN_FILE_PINS, "set,date,half,kind\nNorth,2026-12-25,morning,forbid\n",
		  "pins.csv:2:7: Friday 25 December 2026 is a bank holiday (Christmas Day): nobody "
		  "meets then." },
		{ PLAN_FILE_PINS, "set,date,half,kind\nNorth,2026-12-05,morning,forbid\n",
		  "pins.csv:2:7: Saturday 5 December 2026 is at the weekend: nobody meets then." },
		{ PLAN_FILE_PINS, "set,date,half,kind\nNorth,2025-12-05,morning,forbid\n",
		  "pins.csv:2:7: Friday 5 December 2025 is not between first_day and last_day of "
		  "programme.csv." },
		{ PLAN_FILE_PINS, "set,date,half,kind\nNorth,2026-12-04,evening,forbid\n",
		  "pins.csv:2:18: Evenings are not used. To use them, write evenings,yes into "
		  "programme.csv." },
		{ PLAN_FILE_PINS, "set,date,half,kind\nNorth,2026-12-04,,forbid\n",
		  "pins.csv:2:18: \"\" does not fit here. Write one of: morning, afternoon, "
		  "evening." },
		{ PLAN_FILE_PINS, "set,meeting,date,half,kind\nNorth,10,2026-11-04,morning,pin\n",
		  "pins.csv:2:7: \"10\" is not a whole number from 1 to 9." },
		{ PLAN_FILE_VOTES, "person,meeting,score\nAda,2,5\n",
		  "votes.csv:2:7: \"5\" is not a whole number from 0 to 4." },
		{ PLAN_FILE_VOTES, "person,meeting,score\nZed,2,4\n",
		  "votes.csv:2:1: \"Zed\" is not in people.csv." },
		{ PLAN_FILE_PUBLISHED,
		  "set,meeting,date,half,facilitated\nNorth,2,2026-11-04,morning,yes\n",
		  "plan.csv:2:7: This is where meeting 1 of the set belongs." },
		{ PLAN_FILE_PUBLISHED,
		  "set,meeting,date,half,facilitated\nNorth,1,2026-11-04,morning,yes\n"
		  "North,2,2026-11-04,morning,no\n",
		  "plan.csv:3:9: This is not after the meeting before it." },
		{ PLAN_FILE_PUBLISHED,
		  "set,meeting,date,half,facilitated\nNorth,1,2026-11-04,morning,yes\n",
		  "plan.csv:0:0: The set \"North\" has 1 meetings here, and 9 by programme.csv." },
		{ PLAN_FILE_PUBLISHED,
		  "set,meeting,date,half,facilitated,facilitator\n"
		  "North,1,2026-11-04,morning,yes,Fay\n",
		  "plan.csv:2:32: There is no facilitator \"Fay\" in facilitators.csv." },
	};
	struct arena *arena = arena_new(1 << 28);

	for (size_t i = 0; i < LEN(cases); i++) {
		const char *files[PLAN_FILES];
		struct plan_folder folder;
		struct plan_fault fault = { 0 };
		arena_reset(arena);
		memcpy(files, good, sizeof(files));
		files[cases[i].file] = cases[i].text;
		CHECK_INT(parse(arena, files, &folder, &fault), ERR_INPUT, cases[i].words);
		CHECK_STR(str_printf(arena, "%s:%d:%d: %.*s", plan_file_name(fault.file),
		                     fault.line, fault.column, STR_ARG(fault.why)),
		          cases[i].words, "one sentence");
	}
	arena_free(arena);
}

TEST(what_the_programme_settles_is_kept)
{
	struct arena *arena = arena_new(1 << 28);
	const char *files[PLAN_FILES];
	struct plan_folder folder;
	struct plan_fault fault;

	memcpy(files, good, sizeof(files));
	CHECK_OK(parse(arena, files, &folder, &fault));
	CHECK(folder.set[0].ask.chance != NULL, "who has not answered is estimated");
	CHECK_INT(folder.rules.fair[2], plan_standard.fair[2], "as is usual");
	files[PLAN_FILE_PROGRAMME] = "setting,value\nfirst_day,2026-09-07\nlast_day,2027-09-30\n"
				     "fairness,0 1 5\nnot_answered,7\ntwice_running,Never\n"
				     "election,\n";
	CHECK_OK(parse(arena, files, &folder, &fault));
	CHECK_INT(folder.rules.fair[1], 1, "one meeting missed");
	CHECK_INT(folder.rules.fair[2], 5, "two");
	CHECK_INT(folder.rules.fair[4], 13, "and four more for each after them");
	CHECK_INT(folder.rules.twice, PLAN_NEVER, "nobody may miss two running");
	CHECK_INT(folder.rules.weight[PLAN_UNKNOWN], 7, "seven points, whoever it is");
	CHECK(folder.set[0].ask.chance == NULL, "and no estimate");
	CHECK_INT(folder.election.n, DAY_NONE, "what is left empty is not said");
	arena_free(arena);
}

TEST(any_change_of_a_byte_is_read_or_refused)
{
	static const char letters[] = "AaBo ,,;\n\r\"-019\xff";
	struct arena *arena = arena_new(1 << 28);
	int read = 0, refused = 0;

	FOR_SEEDS (random, 1500) {
		struct str text[PLAN_FILES] = { 0 };
		struct plan_folder folder;
		struct plan_fault fault = { 0 };
		arena_reset(arena);
		const int which = (int)random_below(&random, 4);
		for (int f = 0; f < 4; f++) text[f] = str_copy(arena, str_of(good[f]));
		char *bytes = NEW(arena, char, text[which].n);
		memcpy(bytes, text[which].at, text[which].n);
		for (int k = 0; k < 2; k++)
			bytes[random_below(&random, (uint32_t)text[which].n)] =
				letters[random_below(&random, sizeof(letters))];
		text[which].at = bytes;
		if (plan_folder_parse(arena, text, NULL, &folder, &fault) == OK)
			read++;
		else {
			refused++;
			CHECK(fault.why.n > 0 && str_is_utf8(fault.why), "a sentence");
		}
	}
	CHECK(read > 5 && refused > 500, "both happen");
	arena_free(arena);
}

TESTS(what_the_programme_settles_is_kept, a_year_is_read_as_it_might_be,
      votes_and_the_plan_before_are_read, a_year_is_read_as_it_is_written,
      layers_lie_between_the_usual_week_and_what_is_said_of_a_day,
      a_fault_is_named_by_line_and_column, any_change_of_a_byte_is_read_or_refused)
