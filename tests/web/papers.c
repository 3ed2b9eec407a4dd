/* /elections/{id}/papers against a live server: who gets them, what comes. */
#include "../check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "home.h"
#include "party/action.h"
#include "party/election.h"
#include "print/election_facts.h"
#include "print/printer.h"

static int64_t branch, election;
static int64_t people[9];

/* As the operator; gives the first identity. */
#define made(...) house_made(&house, db, arena, (const char *const[]){__VA_ARGS__})

static struct election *
loaded(void)
{
	struct election *found;

	if (election_load(db, arena, election, &found) < 0)
		test_failed("election_load");
	return found;
}

static void
step(const char *word, const char *day, const char *submitted, const char *document)
{
	made("record-election-step", "election", text_of(election), "step", word, "day", day, "submitted", submitted, "document",
	     document, NULL);
}

static void
nominate(enum office office, int from, int count)
{
	const struct election *now = loaded();

	for (size_t c = 0; c < now->contest_count; c++)
		for (int i = 0; now->contests[c].office == office && i < count; i++)
			made("nominate-candidate", "election", text_of(election), "contest", text_of(now->contests[c].id), "person",
			     text_of(people[from + i]), "cv", "某年入党", "work", "实绩", "strengths", "公道", "weaknesses", "急躁",
			     "order", text_of(i + 1), "support", "6", NULL);
}

/* A branch of nine beside those of the city, and its election. */
static int
start(void **state)
{
	static const char *const names[] = {"丁一鸣", "王二", "文三立", "林四海", "欧阳五", "洪六合", "张七", "李八方", "陈九"};
	struct actor clerk;

	if (home_open(state) < 0 || actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &clerk) < 0)
		return -1;
	branch = made("add-body", "name", "木兰试点协会党支部", "type", "branch", "superior", text_of(clerk.grants[0].node), "since",
	              "2021-01-01", "document", "某文一号", NULL);
	for (int i = 0; i < 9; i++)
		people[i] = made("add-person", "name", names[i], "birth", "1985-03-08", "since", "2021-01-01", "body",
		                 text_of(branch), "category", i < 8 ? "full" : "probationary", "joined", "2010-07-01", NULL);
	made("add-term", "body", text_of(branch), "years", "3", "since", "2024-01-31", NULL);
	house_add_account(&house, "own_secretary");
	made("grant-role", "account", "own_secretary", "role", "branch_secretary", "node", text_of(branch), NULL);
	election = made("begin-election", "body", text_of(branch), "cause", "term_end", "meeting", "2027-01-15", "seats", "3",
	                "secretaries", "1", "deputies", "1", NULL);
	nominate(OFFICE_COMMITTEE, 0, 4);
	nominate(OFFICE_SECRETARY, 1, 1);
	nominate(OFFICE_DEPUTY, 3, 1);
	made("exclude-elector", "election", text_of(election), "person", text_of(people[7]), "circumstance", "unable", NULL);
	made("record-question", "election", text_of(election), "kind", "question", "day", "2026-11-20", "text", "是否兼职？", NULL);
	made("record-incident", "election", text_of(election), "kind", "bribery", "day", "2026-11-20", "text", "有人许诺好处。", NULL);
	step("request_meeting", "2026-11-20", "2026-11-10", "海木联党〔2026〕41号");
	return 0;
}

static const char *
path_of(const char *tail)
{
	return arena_printf(arena, "/elections/%" PRId64 "/papers%s", election, tail);
}

static struct election_paper
facts(bool persons)
{
	const struct election_asked asked = {.election = loaded(), .persons = persons, .today = LIVE_DAY};
	struct election_paper paper;

	assert_int_equal(election_paper_read(db, arena, &asked, &paper), 0);
	return paper;
}

static void
facts_come_from_the_record_of_the_election(void **state)
{
	const struct election_paper paper = facts(true);

	(void)state;
	assert_string_equal(paper.body, "木兰试点协会党支部");
	assert_non_null(paper.superior);
	assert_string_equal(paper.committee.zh, "支部委员会");
	assert_int_equal(paper.term_start, day_of(2024, 1, 31));
	assert_int_equal(paper.due, day_of(2027, 1, 31));
	assert_int_equal(paper.meeting_day, day_of(2027, 1, 15));
	assert_int_equal(paper.members, 9);
	assert_int_equal(paper.full, 8);
	assert_int_equal(paper.probationary, 1);
	assert_string_equal(paper.reply.number, "海木联党〔2026〕41号");
	assert_int_equal(paper.request.day, day_of(2026, 11, 10));
	assert_int_equal(paper.candidates_reply.day, DAY_NONE);
	assert_int_equal(paper.contests.count, 3);
	assert_int_equal(paper.contests.items[0].candidates.count, 4);
	assert_string_equal(paper.contests.items[0].candidates.items[0].name, "丁一鸣"); /* ELEC-24.1b */
	assert_string_equal(paper.contests.items[0].candidates.items[1].name, "王二");
	assert_string_equal(paper.contests.items[0].candidates.items[0].born, "1985.03");
	assert_string_equal(paper.contests.items[0].candidates.items[0].weaknesses, "急躁");
	assert_true(paper.contests.items[1].at_plenary);
	assert_string_equal(paper.contests.items[1].office_name.zh, "支部委员会书记");
	assert_int_equal(paper.contests.items[0].returned, -1);
	assert_int_equal(paper.rounds.count, 3);
	assert_int_equal(paper.exclusions.count, 1);
	assert_string_equal(paper.exclusions.items[0].circumstance.zh, "长期卧床或者生活不能自理");
	assert_true(paper.with_plenary);
	assert_int_equal(paper.questions.count, 1);
	assert_string_equal(paper.questions.items[0].text, "是否兼职？");
	assert_null(paper.questions.items[0].answer);
	assert_int_equal(paper.incidents.count, 1);
	assert_string_equal(paper.incidents.items[0].kind.zh, "非组织活动、贿选、作弊");
	assert_string_equal(paper.incidents.items[0].kind.en, "Cliques, vote-buying, cheating");
	assert_int_equal(paper.incidents.items[0].article, 35);
}

static void
DP_12_above_the_branch_a_list_of_candidates_has_no_births(void **state)
{
	const struct election_paper paper = facts(false);

	(void)state;
	assert_null(paper.contests.items[0].candidates.items[0].born);
	assert_null(paper.contests.items[0].candidates.items[0].joined);
	assert_string_equal(paper.contests.items[0].candidates.items[0].name, "丁一鸣");
}

static void
the_list_offers_each_paper_and_all_together(void **state)
{
	struct guest secretary = house_sign_in(&house, "own_secretary");
	struct answer answer;

	(void)state;
	house_get(&house, &secretary, path_of(""), &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "选举办法（草案）"));
	assert_non_null(strstr(answer.body, "ELEC-38.1"));
	assert_non_null(strstr(answer.body, "/papers/all"));
	assert_non_null(strstr(answer.body, "/papers/ballot?n=2"));
	assert_null(strstr(answer.body, "runoff-ballot")); /* nobody is tied */
	live_free(&answer);
}

static void
a_paper_comes_as_pdf_and_all_of_them_packed(void **state)
{
	struct guest secretary = house_sign_in(&house, "own_secretary");
	static const struct { const char *tail, *type, *begin; } cases[] = {
		{"/ballot", "application/pdf", "%PDF-"}, {"/request?in=en", "application/pdf", "%PDF-"},
		{"/all", "application/pdf", "%PDF-"}, {"/zip", "application/zip", "PK"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct answer answer;

		house_get(&house, &secretary, path_of(cases[i].tail), &answer);
		assert_int_equal(answer.status, 200);
		assert_string_equal(live_header(&answer, "Content-Type"), cases[i].type);
		assert_non_null(strstr(live_header(&answer, "Content-Disposition"), "attachment"));
		assert_memory_equal(answer.body, cases[i].begin, strlen(cases[i].begin));
		assert_true(answer.len > 5000);
		live_free(&answer);
	}
	assert_int_equal(house_get_status(&house, &secretary, path_of("/nothing")), 404);
	assert_int_equal(house_get_status(&house, &secretary, path_of("/ballot?n=9")), 404);
	assert_int_equal(house_get_status(&house, &secretary, path_of("/ballot?n=0")), 404);
	assert_int_equal(house_get_status(&house, &secretary, path_of("/ballot?unit=1")), 404);
	assert_int_equal(house_get_status(&house, &secretary, "/elections/999999/papers"), 404);
}

static void
DP_12_papers_open_only_where_the_reader_has_charge(void **state)
{
	static const struct { const char *account; int status; } cases[] = {
		{"branch_secretary", 403}, {"member", 403}, {"auditor", 403}, {"administrator", 403}, {"joint_clerk", 200},
		{"comprehensive_clerk", 200},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct guest guest = house_sign_in(&house, cases[i].account);

		assert_int_equal(house_get_status(&house, &guest, path_of("")), cases[i].status);
		if (cases[i].status == 403)
			assert_int_equal(house_get_status(&house, &guest, path_of("/roll")), 403);
	}
	assert_int_equal(house_get_status(&house, NULL, path_of("/roll")), 303);
}

/* What was drafted stands in the form, on the election's page, and in the facts its paper is printed from. */
static void
ELEC_38_1_the_method_that_was_drafted_is_shown_and_printed(void **state)
{
	struct guest secretary = house_sign_in(&house, "own_secretary");
	int64_t meeting = loaded()->assemblies[0].id;
	struct election_paper paper = facts(true);
	struct answer answer;

	(void)state;
	assert_false(paper.by_totals);
	assert_int_equal(paper.supervisors_least, 1);
	made("set-election-method", "election", text_of(election), "assembly", text_of(meeting), "counting", "totals", "supervisors", "3",
	     "keep_months", "6", NULL);
	house_get(&house, &secretary, arena_printf(arena, "/elections/%" PRId64 "/do/set-election-method?assembly=%" PRId64, election, meeting),
	          &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "value=\"totals\" selected"));
	assert_non_null(strstr(answer.body, "value=\"3\""));
	assert_non_null(strstr(answer.body, "value=\"6\""));
	live_free(&answer);
	house_get(&house, &secretary, arena_printf(arena, "/elections/%" PRId64, election), &answer);
	assert_non_null(strstr(answer.body, "签字的计票汇总单由两名计票人分别录入"));
	live_free(&answer);
	paper = facts(true);
	assert_true(paper.by_totals);
	assert_int_equal(paper.supervisors_least, 3);
	assert_int_equal(paper.keep_months, 6);
}

/* The organs that oversee stand on the election's page, with those that may read its file, or that nobody is named. */
static void
ELEC_36_1_the_overseeing_organs_are_named_with_who_may_read(void **state)
{
	static const char *const organs[] = {"ELEC-36.1", "上级联合党委", "上级综合党委", "巡察"};
	struct guest secretary = house_sign_in(&house, "own_secretary"), inspector = house_sign_in(&house, "inspector");
	char path[64];
	struct answer answer;

	(void)state;
	snprintf(path, sizeof path, "/elections/%" PRId64, election);
	house_get(&house, &secretary, path, &answer);
	assert_int_equal(answer.status, 200);
	for (size_t i = 0; i < sizeof organs / sizeof *organs; i++)
		if (!strstr(answer.body, organs[i]))
			test_failed(organs[i]);
	live_free(&answer);
	/* and they do read it */
	assert_int_equal(house_get_status(&house, &inspector, path), 200);
}

/* What the Regulations mean is for the Central Organization Department; the page points there and rules nothing. */
static void
ELEC_40_1_each_clause_points_to_who_interprets_it(void **state)
{
	static const struct { const char *path; bool points; } pages[] = {
		{"/law/ELEC-19.1", true}, {"/law/ELEC-40.1", true}, {"/law/OPIN-6.7", false},
	};
	struct answer answer;

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		house_get(&house, NULL, pages[i].path, &answer);
		assert_int_equal(answer.status, 200);
		assert_true((strstr(answer.body, "由中央组织部负责解释") != NULL) == pages[i].points);
		live_free(&answer);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_come_from_the_record_of_the_election),
		cmocka_unit_test(DP_12_above_the_branch_a_list_of_candidates_has_no_births),
		cmocka_unit_test(the_list_offers_each_paper_and_all_together),
		cmocka_unit_test(a_paper_comes_as_pdf_and_all_of_them_packed),
		cmocka_unit_test(DP_12_papers_open_only_where_the_reader_has_charge),
		cmocka_unit_test(ELEC_38_1_the_method_that_was_drafted_is_shown_and_printed),
		cmocka_unit_test(ELEC_36_1_the_overseeing_organs_are_named_with_who_may_read),
		cmocka_unit_test(ELEC_40_1_each_clause_points_to_who_interprets_it),
	};

	/* The server starts itself to print: here that is this test. */
	if (argc == 2 && strcmp(argv[1], PRINT_COMMAND) == 0)
		printer_child();
	return cmocka_run_group_tests(tests, start, home_close);
}
