/* Every paper of an election, from the worked case of rulebook §1.2. */
#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "case.h"
#include "read.h"

#define LINES_MAX 200

static struct document *
paper_of(struct arena *arena, enum lang lang, const char *word, const struct election_paper *paper, size_t contest)
{
	const struct election_print *print = election_print_find(word);
	struct document *document;

	assert_non_null(print);
	assert_int_equal(election_document(arena, lang, print, paper, contest, &document), 0);
	return document;
}

/* The text of one paper, as a reader searches it. */
static const char *
text_of(struct arena *arena, const char *word, const struct election_paper *paper, size_t contest)
{
	read_print_one(arena, paper_of(arena, LANG_ZH, word, paper, contest));
	return read_text(arena, 1, 99);
}

static void
has(const char *text, const char *wanted)
{
	if (!strstr(text, wanted))
		print_message("missing: %s\nin: %s\n", wanted, text);
	assert_non_null(strstr(text, wanted));
}

static void
ELEC_32_1_the_request_says_when_where_who_and_how_many(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_before();
	const char *text = text_of(arena, "request", &paper, 0);

	(void)state;
	has(text, "木家党〔2026〕7号");
	has(text, "关于召开党员大会进行换届选举的请示");
	has(text, "于2023年11月30日选举产生，任期三年，将于2026年11月30日届满");
	has(text, "会议拟于2026年11月28日在木兰区会展路12号协会三层会议室召开");
	has(text, "现有党员31名，其中正式党员27名、预备党员4名");
	has(text, "应到会有选举权的人数为25名");
	has(text, "支部委员会委员应选5名，提名候选人6名，差额1名");
	has(text, "附件：党员大会选举办法（草案）");
	has(text, "2026年10月20日");
	has(text_of(arena, "reply", &paper, 0), "同意你单位于2026年11月28日召开党员大会");
	arena_free(arena);
}

static void
ELEC_33_1_the_candidates_go_up_with_a_list_of_each_office(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_before();
	const char *text = text_of(arena, "candidates-request", &paper, 0);

	(void)state;
	has(text, "应选5名，提名6名：王立新、文静宜、李若水、陈望舒、欧阳澄、洪景行。");
	has(text, "二、支部委员会书记候选人预备人选");
	has(text, "1王立新1979年3月2003年6月行业协会秘书长");
	has(text_of(arena, "candidates-reply", &paper, 0), "王立新、文静宜、李若水、陈望舒、欧阳澄、洪景行。");
	arena_free(arena);
}

static void
ELEC_38_1_the_method_follows_its_parameters_and_names_its_articles(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_before();
	struct paper_contest contests[3];
	const char *text = text_of(arena, "method", &paper, 0);

	(void)state;
	has(text, "支部委员会委员5名，候选人6名，差额1名；");
	has(text, "不少于应到会有选举权人数的五分之四，即不少于20名");
	has(text, "监票人2名、计票人2名");
	has(text, "赞成票超过应到会有选举权人数的半数，始得当选");
	has(text, "（《条例》第二十九条）");
	has(text, "支部委员会书记1名；支部委员会副书记1名；由上届委员会从新当选的委员中推荐一名委员主持");
	has(text, "选票每二十五张为一捆，由两名计票人在监票人监督下分别逐张录入");
	has(text, "第十八条本办法经");
	assert_null(strstr(text, "差额预选"));
	assert_null(strstr(text, "汇总单"));

	/* Another choice makes another method. */
	memcpy(contests, paper.contests.items, sizeof contests);
	contests[0].places = 5;
	paper.contests.items = contests;
	paper.keep_months = 6;
	paper.by_totals = true;
	paper.supervisors.count = 0; /* nobody is named yet: the least that the method says */
	text = text_of(arena, "method", &paper, 0);
	has(text, "先进行差额预选");
	has(text, "正式候选人名单不超过5名");
	has(text, "保存6个月后");
	has(text, "监票人不少于1名、计票人不少于2名");
	has(text, "计票人在监票人监督下填写计票汇总单，由计票人、监票人签字；汇总单由两名计票人分别录入");
	assert_null(strstr(text, "逐张录入"));
	has(text, "第十九条本办法经");
	arena_free(arena);
}

static void
DP_19_the_roll_shows_names_alone(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_before();
	const char *text = text_of(arena, "roll", &paper, 0);

	(void)state;
	has(text, "应到会有选举权的人数25名");
	for (size_t i = 0; i < paper.roll.count; i++)
		has(text, paper.roll.items[i].name);
	assert_null(strstr(text, "周济安")); /* who is left out is not named here, nor why */
	assert_null(strstr(text, "因病"));
	text = text_of(arena, "exclusions", &paper, 0);
	has(text, "周济安因病卧床、生活不能自理");
	has(text, "海木联党函〔2026〕18号");
	text = text_of(arena, "sign-in", &paper, 0);
	assert_int_equal(read_pages(arena), 1);
	has(text, "25唐书言");
	arena_free(arena);
}

static void
ELEC_6_1_each_candidate_has_the_same_room(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_before();
	static const char *const labels[] = {"简历", "工作实绩", "主要优点", "主要不足"};
	double tops[4] = {0};

	(void)state;
	read_print_one(arena, paper_of(arena, LANG_ZH, "candidate-sheets", &paper, 0));
	assert_int_equal(read_pages(arena), 6);
	for (int page = 1; page <= 6; page++) {
		struct read_line lines[LINES_MAX];
		size_t count = read_lines(arena, page, lines, LINES_MAX);

		for (size_t label = 0; label < 4; label++)
			for (size_t i = 0; i < count; i++)
				if (strstr(lines[i].text, labels[label]) == lines[i].text) {
					assert_true(page == 1 || (lines[i].top - tops[label] < 0.1 && tops[label] - lines[i].top < 0.1));
					tops[label] = lines[i].top;
				}
		for (size_t label = 0; label < 4; label++)
			assert_true(tops[label] > 0);
	}
	arena_free(arena);
}

static void
ELEC_30_2_the_counting_report_gives_all_four_counts_and_their_base(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_after();
	struct election_paper differing = paper;
	struct paper_contest contests[3];
	const char *text = text_of(arena, "count", &paper, 0);

	(void)state;
	has(text, "应选5名。应到会有选举权的人数25名，实到23名，投票23名；发出选票23张，收回23张，其中有效票22张、无效票1张。");
	has(text, "1王立新220022");
	has(text, "6洪景行118322");
	has(text, "即不少于13票，始得当选");
	assert_null(strstr(text, "录入不一致"));
	memcpy(contests, paper.contests.items, sizeof contests);
	contests[0].differences = 2;
	differing.contests.items = contests;
	has(text_of(arena, "count", &differing, 0), "两名计票人录入不一致、由监票人认定的，共2处。");
	text = text_of(arena, "issued", &paper, 0);
	has(text, "剩余作废选票（张）2");
	has(text, "未收回选票（张）0");
	has(text_of(arena, "attendance", &paper, 0), "会议有效须到会人数（名，五分之四）20");
	arena_free(arena);
}

static void
ELEC_21_1b_questions_stand_with_their_answers_and_without_who_asked(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper before = case_before(), after = case_after();
	const char *text = text_of(arena, "questions", &after, 0);

	(void)state;
	has(text, "提出的询问和要求共2条");
	has(text, "内容：候选人是否兼任其他单位的职务？");
	has(text, "答复：六名候选人均不在其他单位兼职。");
	has(text, "答复日期：____年__月__日答复：________"); /* one is still to be answered: lines to write on */
	has(text, "不记提出人的姓名");
	assert_int_equal(election_print_count(election_print_find("questions"), &before), 0);
	arena_free(arena);
}

static void
ELEC_20_2b_the_presidium_of_a_congress_stands_by_name_in_its_papers(void **state)
{
	static const char *const words[] = {"presidium", "script", "minutes"};
	static const struct paper_name members[] = {{"丁安宁"}, {"王立新"}, {"张知行"}};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_after();

	(void)state;
	assert_int_equal(election_print_count(election_print_find("presidium"), &paper), 0); /* a general meeting has none */
	paper.congress = true;
	paper.presidium = (struct paper_names){members, 3};
	for (size_t i = 0; i < 3; i++)
		has(text_of(arena, words[i], &paper, 0), "丁安宁、王立新、张知行");
	has(text_of(arena, "notice", &paper, 0), "各位代表：");
	has(text_of(arena, "script", &paper, 0), "各位代表：");
	/* before anybody is proposed there is a line to write on */
	paper.presidium.count = 0;
	has(text_of(arena, "script", &paper, 0), "主席团：________");
	arena_free(arena);
}

static void
ELEC_37_1_an_incident_stands_with_its_article_and_who_decided_what(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper before = case_before(), after = case_after();
	const char *text = text_of(arena, "incidents", &after, 0);

	(void)state;
	has(text, "依据：《条例》第二十四条");
	has(text, "反映的行为：代写人不是由选举人本人委托。");
	has(text, "作出决定的组织：中共海棠市木兰区社会组织第十七联合委员会");
	has(text, "决定文号：海木联党函〔2026〕23号");
	has(text, "决定日期：2026年11月28日");
	assert_int_equal(election_print_count(election_print_find("incidents"), &before), 0);
	arena_free(arena);
}

static void
before_the_meeting_its_reports_are_forms_to_fill_in(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_before();
	struct document **documents;
	size_t count;
	const char *text;

	(void)state;
	assert_int_equal(election_documents(arena, LANG_ZH, &paper, &documents, &count), 0);
	read_print(arena, documents, count);
	text = read_text(arena, 1, 999);
	assert_null(strstr(text, "-1"));
	has(text, "发出选票______张，收回______张");
	arena_free(arena);
}

static void
ELEC_31_the_result_is_listed_in_its_own_order_and_goes_where_it_must(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_after();
	const char *text = text_of(arena, "result", &paper, 0);
	struct paper_contest standing;

	(void)state;
	has(text, "王立新文静宜李若水陈望舒欧阳澄");
	has(text, "以上5名同志当选为支部委员会委员（以姓氏笔画为序）");
	has(text, "备案");
	has(text_of(arena, "result", &paper, 1), "报中共海棠市木兰区社会组织第十七联合委员会审批");
	/* ELEC-31.3: a standing committee stands by strokes on the ballot, by the approved order in the result. */
	standing = paper.contests.items[0];
	standing.office = OFFICE_STANDING;
	paper.contests = (struct paper_contests){&standing, 1};
	has(text_of(arena, "result", &paper, 0), "（按批准的顺序排列）");
	paper = case_after();
	has(text_of(arena, "filing", &paper, 0), "请予备案");
	text = text_of(arena, "approval-request", &paper, 0);
	has(text, "王立新当选为支部委员会书记");
	has(text, "请审批");
	assert_null(strstr(text, "备案")); /* the two never share a paper */
	has(text_of(arena, "appointment", &paper, 0), "文静宜同志任中共海棠市木兰家具行业协会支部委员会副书记。");
	arena_free(arena);
}

static void
minutes_of_several_pages_end_with_the_signatures_and_body_above_them(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_after();
	struct paper_motion motions[24];
	struct read_line lines[LINES_MAX];
	size_t count;

	(void)state;
	for (size_t i = 0; i < 24; i++)
		motions[i] = (struct paper_motion){{"关于会费使用情况和下一年度安排的说明", "An account"}, 23, 25};
	paper.motions = (struct paper_motions){motions, 24};
	read_print_one(arena, paper_of(arena, LANG_ZH, "minutes", &paper, 0));
	assert_int_equal(read_pages(arena), 4);
	has(read_text(arena, 1, 4), "（二十四）关于会费使用情况和下一年度安排的说明。应到会有表决权的25名，赞成23名，通过。");
	count = read_lines(arena, 4, lines, LINES_MAX);
	assert_true(count >= 5);
	has(read_text(arena, 4, 4), "主持人：");
	arena_free(arena);
}

static void
the_whole_bundle_is_one_file_of_more_than_twenty_documents(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_after();
	struct document **documents;
	struct printed first, second;
	size_t count;
	const char *fonts;

	(void)state;
	assert_int_equal(election_documents(arena, LANG_ZH, &paper, &documents, &count), 0);
	assert_true(count >= 30);
	first = read_print(arena, documents, count);
	assert_true(read_pages(arena) >= 40);
	assert_int_equal(first.missing[0], 0);
	fonts = read_tool(arena, "pdffonts", (const char *const[]){NULL});
	assert_null(strstr(fonts, " no "));
	second = read_print(arena, documents, count);
	assert_int_equal(first.files[0].len, second.files[0].len);
	assert_memory_equal(first.files[0].bytes, second.files[0].bytes, first.files[0].len);
	arena_free(arena);
}

static bool
is_han(uint32_t rune)
{
	return (rune >= 0x2E80 && rune <= 0x9FFF && rune != 0x6B63) || (rune >= 0xFF00 && rune <= 0xFFEF); /* 正 is counted in */
}

static void
English_papers_have_no_Chinese_left(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_latin();
	struct document **documents;
	size_t count;

	(void)state;
	paper.congress = true;
	assert_int_equal(election_documents(arena, LANG_EN, &paper, &documents, &count), 0);
	for (size_t i = 0; i < count; i++)
		for (size_t p = 0; p < documents[i]->count; p++)
			for (size_t t = 0; t < documents[i]->pieces[p].count; t++)
				for (const char *at = documents[i]->pieces[p].texts[t]; *at;) {
					const char *text = at;

					if (is_han(utf8_next(&at))) {
						print_message("%s: %s\n", documents[i]->name, text);
						assert_true(false);
					}
				}
	read_print(arena, documents, count);
	has(read_text(arena, 1, 999), "Electedisonlywhohas");
	arena_free(arena);
}

/* What English needs more room for: heads of ballots and tally sheets, and the same heights as in Chinese. */
static void
English_papers_break_no_head_and_take_no_page_more(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct election_paper paper = case_after();

	(void)state;
	read_print_one(arena, paper_of(arena, LANG_EN, "candidate-sheets", &paper, 0));
	assert_int_equal(read_pages(arena), 6);
	read_print_one(arena, paper_of(arena, LANG_EN, "ballot", &paper, 0));
	has(read_text(arena, 1, 1), "CandidateMarkCandidateMark");
	has(read_text(arena, 1, 1), "WritteninMark");
	read_print_one(arena, paper_of(arena, LANG_EN, "tally", &paper, 0));
	has(read_text(arena, 1, 1), "NameYesSumNoSumAbstainedSum");
	/* nor in Chinese one for what is left over of room at the end */
	read_print_one(arena, paper_of(arena, LANG_ZH, "candidates-request", &paper, 0));
	assert_int_equal(read_pages(arena), 3);
	arena_free(arena);
}

static void
ELEC_18_1_papers_of_a_by_election_and_of_a_branch_without_committee_say_so(void **state)
{
	static const struct { enum election_cause cause; enum paper_form form; const char *word, *wanted; } cases[] = {
		{CAUSE_TERM_END, PAPER_MEMBERS_COMMITTEE, "request", "关于召开党员大会进行换届选举的请示"},
		{CAUSE_VACANCY, PAPER_MEMBERS_COMMITTEE, "request", "关于召开党员大会进行补选的请示"},
		{CAUSE_VACANCY, PAPER_MEMBERS_COMMITTEE, "request", "我单位支部委员会成员出现空缺。"},
		{CAUSE_VACANCY, PAPER_MEMBERS_COMMITTEE, "candidates-request", "关于支部委员会补选候选人预备人选的请示"},
		{CAUSE_VACANCY, PAPER_MEMBERS_COMMITTEE, "script", "本次会议的任务是补选委员、书记、副书记。"},
		{CAUSE_FIRST, PAPER_MEMBERS_COMMITTEE, "filing", "关于第一届支部委员会选举结果的报告"},
		{CAUSE_TERM_END, PAPER_MEMBERS_OFFICERS, "candidates-reply", "关于党支部委员、书记、副书记候选人预备人选的批复"},
		{CAUSE_TERM_END, PAPER_MEMBERS_OFFICERS, "approval-request", "关于党支部委员、书记、副书记选举结果的请示"},
	};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_after();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text;

		paper.cause = cases[i].cause;
		paper.form = cases[i].form;
		text = text_of(arena, cases[i].word, &paper, 0);
		has(text, cases[i].wanted);
		assert_true((strstr(text, "换届") != NULL) <= (paper.cause == CAUSE_TERM_END));
	}
	arena_free(arena);
}

static void
a_paper_an_election_does_not_have_is_not_made(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct election_paper paper = case_before();
	struct document *document;

	(void)state;
	assert_null(election_print_find("nothing"));
	assert_int_equal(election_document(arena, LANG_ZH, election_print_find("runoff-ballot"), &paper, 0, &document),
	                 FAIL_NOT_FOUND);
	assert_int_equal(election_document(arena, LANG_ZH, election_print_find("ballot"), &paper, 3, &document),
	                 FAIL_NOT_FOUND);
	paper.exclusions.count = 0;
	assert_int_equal(election_document(arena, LANG_ZH, election_print_find("exclusions"), &paper, 0, &document),
	                 FAIL_NOT_FOUND);
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_32_1_the_request_says_when_where_who_and_how_many),
		cmocka_unit_test(ELEC_33_1_the_candidates_go_up_with_a_list_of_each_office),
		cmocka_unit_test(ELEC_38_1_the_method_follows_its_parameters_and_names_its_articles),
		cmocka_unit_test(DP_19_the_roll_shows_names_alone),
		cmocka_unit_test(ELEC_6_1_each_candidate_has_the_same_room),
		cmocka_unit_test(ELEC_30_2_the_counting_report_gives_all_four_counts_and_their_base),
		cmocka_unit_test(ELEC_21_1b_questions_stand_with_their_answers_and_without_who_asked),
		cmocka_unit_test(ELEC_20_2b_the_presidium_of_a_congress_stands_by_name_in_its_papers),
		cmocka_unit_test(ELEC_37_1_an_incident_stands_with_its_article_and_who_decided_what),
		cmocka_unit_test(before_the_meeting_its_reports_are_forms_to_fill_in),
		cmocka_unit_test(ELEC_31_the_result_is_listed_in_its_own_order_and_goes_where_it_must),
		cmocka_unit_test(minutes_of_several_pages_end_with_the_signatures_and_body_above_them),
		cmocka_unit_test(the_whole_bundle_is_one_file_of_more_than_twenty_documents),
		cmocka_unit_test(English_papers_have_no_Chinese_left),
		cmocka_unit_test(English_papers_break_no_head_and_take_no_page_more),
		cmocka_unit_test(ELEC_18_1_papers_of_a_by_election_and_of_a_branch_without_committee_say_so),
		cmocka_unit_test(a_paper_an_election_does_not_have_is_not_made),
	};

	if (argc != 2)
		return 2;
	read_begin(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
