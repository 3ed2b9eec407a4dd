/* Ballots of 1 to 100 candidates (ELEC-24): all names once, in order, alike, nothing that tells papers apart. */
#include "../check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "case.h"
#include "read.h"

#define LINES_MAX 200

static void
print_ballot(struct arena *arena, const char *word, const struct paper_contest *contest)
{
	struct election_paper paper = case_before();
	struct document *document;

	paper.contests = (struct paper_contests){contest, 1};
	assert_int_equal(election_document(arena, LANG_ZH, election_print_find(word), &paper, 0, &document), 0);
	read_print_one(arena, document);
}

static size_t
times(const char *text, const char *wanted)
{
	size_t count = 0;

	for (; (text = strstr(text, wanted)); text += strlen(wanted))
		count++;
	return count;
}

static void
check_ballot(size_t candidates, int64_t seats, int pages)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct paper_contest contest = case_contest(arena, candidates, seats, NULL);
	const char *text, *at;

	print_ballot(arena, "ballot", &contest);
	assert_int_equal(read_pages(arena), pages);
	at = text = read_text(arena, 1, 99);
	/* In the order of the list, row by row; each name begins another, so the search goes on behind it. */
	for (size_t i = 0; i < candidates; i++) {
		at = strstr(at, contest.candidates.items[i].name);
		assert_non_null(at);
		at += strlen(contest.candidates.items[i].name);
	}
	assert_non_null(strstr(text, "以姓氏笔画为序"));
	assert_int_equal(times(text, "填写说明"), 1);
	arena_free(arena);
}

static void
ELEC_24_1b_ballots_of_1_to_100_candidates_hold_every_name_in_order(void **state)
{
	(void)state;
	check_ballot(1, 1, 1);
	check_ballot(2, 1, 1);
	check_ballot(9, 7, 1);
	check_ballot(10, 8, 1);
	check_ballot(37, 30, 2);
	check_ballot(100, 83, 4);
}

static void
ELEC_24_1a_nothing_on_a_ballot_tells_it_from_another(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct paper_contest contest = case_contest(arena, 6, 5, NULL);
	struct election_paper paper = case_before();
	struct document *document;
	struct printed first, second;

	(void)state;
	paper.contests = (struct paper_contests){&contest, 1};
	assert_int_equal(election_document(arena, LANG_ZH, election_print_find("ballot"), &paper, 0, &document), 0);
	first = read_print_one(arena, document);
	assert_null(strstr(read_text(arena, 1, 1), "第1页"));
	assert_null(strstr(read_text(arena, 1, 1), "编号"));
	second = read_print_one(arena, document);
	assert_int_equal(first.files[0].len, second.files[0].len);
	assert_memory_equal(first.files[0].bytes, second.files[0].bytes, first.files[0].len);
	arena_free(arena);
}

static void
ELEC_25_2_there_is_room_for_as_many_others_as_seats_but_none_in_a_runoff(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	static const struct paper_name tied[] = {{"欧阳澄"}, {"洪景行"}};
	struct paper_contest contest = case_contest(arena, 6, 5, NULL);
	const char *text;

	(void)state;
	print_ballot(arena, "ballot", &contest);
	text = read_text(arena, 1, 9);
	assert_non_null(strstr(text, "另选人符号"));
	assert_non_null(strstr(text, "另选人数不得多于不赞成的人数"));
	print_ballot(arena, "sample-ballot", &contest);
	assert_non_null(strstr(read_text(arena, 1, 9), "（样票）"));
	contest.tied = (struct paper_names){tied, 2};
	contest.runoff_seats = 1;
	print_ballot(arena, "runoff-ballot", &contest);
	text = read_text(arena, 1, 9);
	assert_null(strstr(text, "另选人符号"));
	assert_non_null(strstr(text, "应选1名"));
	assert_int_equal(times(text, "欧阳澄"), 1);
	assert_null(strstr(text, "丁安宁")); /* only those tied */
	arena_free(arena);
}

static void
ELEC_6_1_a_long_name_gives_nobody_more_room(void **state)
{
	static const char *const names[] = {
		"阿卜杜热西提·阿卜杜热合曼", "王立新", "巴图孟和·那仁朝克图", "田富", "诸葛明远", "李若水", "洪景行",
	};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct paper_contest contest = case_contest(arena, 7, 5, names);
	struct read_line lines[LINES_MAX];
	double tops[4] = {0};
	size_t count, found = 0;
	const char *text;

	(void)state;
	print_ballot(arena, "ballot", &contest);
	text = read_text(arena, 1, 9);
	assert_non_null(strstr(text, "阿卜杜热西提·阿卜"));
	assert_non_null(strstr(text, "杜热合曼"));
	assert_non_null(strstr(text, "巴图孟和·那仁朝克"));
	count = read_lines(arena, 1, lines, LINES_MAX);
	/* The second names of each row stand equally far apart, whatever stands beside them. */
	for (size_t i = 0; i < count && found < 4; i++)
		if (strstr(lines[i].text, "王立新") || strstr(lines[i].text, "田富") || strstr(lines[i].text, "李若水") ||
		    strstr(lines[i].text, "洪景行"))
			tops[found++] = lines[i].top;
	assert_int_equal(found, 4);
	assert_true(fabs((tops[1] - tops[0]) - (tops[2] - tops[1])) < 0.2);
	assert_true(fabs((tops[2] - tops[1]) - (tops[3] - tops[2])) < 0.2);
	arena_free(arena);
}

static void
a_name_of_a_rare_character_is_printed(void **state)
{
	static const char *const names[] = {"赵㛃", "王𰻞", "钱𬀩"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct paper_contest contest = case_contest(arena, 3, 1, names);
	const char *text;

	(void)state;
	print_ballot(arena, "ballot", &contest);
	text = read_text(arena, 1, 1);
	for (size_t i = 0; i < 3; i++)
		assert_non_null(strstr(text, names[i]));
	arena_free(arena);
}

static void
tally_sheets_hold_25_ballots_each(void **state)
{
	static const struct { int64_t ballots; int pages; } cases[] = {{1, 2}, {25, 2}, {26, 3}, {150, 7}};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct paper_contest contest = case_contest(arena, 6, 5, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) { /* a page a bundle, and one for the sums */
		contest.returned = cases[i].ballots;
		print_ballot(arena, "tally", &contest);
		assert_int_equal(read_pages(arena), cases[i].pages);
	}
	assert_non_null(strstr(read_text(arena, 6, 6), "第6捆，共6捆"));
	assert_non_null(strstr(read_text(arena, 7, 7), "计票汇总单"));
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_24_1b_ballots_of_1_to_100_candidates_hold_every_name_in_order),
		cmocka_unit_test(ELEC_24_1a_nothing_on_a_ballot_tells_it_from_another),
		cmocka_unit_test(ELEC_25_2_there_is_room_for_as_many_others_as_seats_but_none_in_a_runoff),
		cmocka_unit_test(ELEC_6_1_a_long_name_gives_nobody_more_room),
		cmocka_unit_test(a_name_of_a_rare_character_is_printed),
		cmocka_unit_test(tally_sheets_hold_25_ballots_each),
	};

	if (argc != 2)
		return 2;
	read_begin(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
