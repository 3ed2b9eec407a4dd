/* What members see of themselves and of one another, and what others do not (rulebook, section 14). */
#include "../check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "party/action.h"
#include "print/decision_paper.h"
#include "print/printer.h"
#include "web/log.h"
#include "web/visit.h"

static int64_t branch, person; /* of the city's member and its secretary */

/* As the operator; gives the first identity. */
#define made(...) house_made(&house, db, arena, (const char *const[]){__VA_ARGS__})

static int64_t
member_of_branch(const char *name, const char *category)
{
	return made("add-person", "name", name, "since", "2021-01-01", "body", text_of(branch), "category", category,
	            "joined", "2010-07-01", NULL);
}

static int
start(void **state)
{
	struct actor actor;

	if (home_open(state) < 0 || actor_by_name(db, arena, "branch_secretary", LIVE_DAY, &actor) < 0)
		test_failed("house");
	branch = actor.grants[0].node;
	if (actor_by_name(db, arena, "member", LIVE_DAY, &actor) < 0)
		test_failed("member");
	person = actor.person;
	return 0;
}

static bool
page_says(const struct guest *guest, const char *path, const char *words)
{
	struct answer answer;
	bool found;

	house_get(&house, guest, path, &answer);
	assert_int_equal(answer.status, 200);
	found = strstr(answer.body, words) != NULL;
	live_free(&answer);
	return found;
}

struct owner {
	const char *account;
	int64_t person;
};

static int
own_account(struct db *writing, void *arg)
{
	const struct owner *owner = arg;

	return db_exec(writing, "update account set person = $1 where name = $2", ARGS(INT(owner->person), TEXT(owner->account)), NULL);
}

/* An account of a member's own, without a role yet. */
static void
give_account(int64_t member, const char *name)
{
	struct owner owner = {name, member};

	house_add_account(&house, name);
	if (writer_do(house.installation->writer, own_account, &owner) < 0)
		test_failed(name);
}

/* --- the roll --------------------------------------------------------------------------- */

static void
DP_19_the_published_roll_shows_members_names_and_nobody_elses_reason(void **state)
{
	struct guest member = house_sign_in(&house, "member"), secretary = house_sign_in(&house, "branch_secretary");
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	int64_t left_off = member_of_branch("甲受限", "full"), probationary = member_of_branch("乙预备", "probationary");
	int64_t election;
	const char *roll;

	(void)state;
	(void)probationary;
	made("add-restriction", "person", text_of(left_off), "body", text_of(branch), "measure", "probation_within", "organ",
	     "某委", "document", "秘密文号七", "since", "2026-01-10", "last", "2027-01-09", NULL);
	election = made("begin-election", "body", text_of(branch), "cause", "first", "meeting", "2026-12-31", "secretaries", "1",
	                "seats", "3", "reason", "试用", NULL);
	roll = arena_printf(arena, "/elections/%" PRId64 "/roll", election);
	/* before it is published */
	assert_int_equal(house_get_status(&house, &member, roll), 403);
	assert_false(page_says(&member, "/me", roll));
	made("record-election-step", "election", text_of(election), "step", "roll_published", "day", "2026-11-20", NULL);
	assert_true(page_says(&member, "/me", roll));
	assert_true(page_says(&member, roll, "您在名册上"));
	assert_false(page_says(&member, roll, "甲受限"));
	assert_false(page_says(&member, roll, "乙预备"));
	assert_false(page_says(&member, roll, "秘密文号七"));
	assert_false(page_says(&member, roll, "ELEC-5.2"));
	/* those who run it see who is left off and why */
	assert_true(page_says(&secretary, roll, "甲受限"));
	assert_true(page_says(&secretary, roll, "秘密文号七"));
	/* DP-12: above the body the reasons are no list's */
	assert_true(page_says(&clerk, roll, "应到会"));
	assert_false(page_says(&clerk, roll, "秘密文号七"));
	assert_false(page_says(&clerk, roll, "甲受限"));
	/* DP-17: not for search engines */
	assert_true(page_says(&member, roll, "content=\"noindex\""));
	/* whoever is left off is told the reason */
	made("add-restriction", "person", text_of(person), "body", text_of(branch), "measure", "suspended", "organ", "某委",
	     "document", "文号八", "since", "2026-10-10", NULL);
	assert_true(page_says(&member, roll, "您不在名册上：ELEC-5.4（文号八）"));
	assert_false(page_says(&member, roll, "秘密文号七"));
	made("cancel-election", "election", text_of(election), "why", "试用", NULL);
	assert_int_equal(house_get_status(&house, &member, roll), 403);
}

static void
DP_23_the_person_sees_notice_hearing_appeal_execution_and_review(void **state)
{
	struct guest member = house_sign_in(&house, "member"), clerk = house_sign_in(&house, "joint_clerk");
	int64_t decision = made("add-restriction", "person", text_of(person), "body", text_of(branch), "measure", "probation_within",
	                        "organ", "某委", "document", "文号九", "since", "2025-01-10", "last", "2026-01-09", "notified",
	                        "2025-01-08", "appeal_to", "某上级纪委", NULL);

	(void)state;
	assert_true(page_says(&member, "/me", "文号九"));
	assert_true(page_says(&member, "/me", "2025-01-08"));
	assert_true(page_says(&member, "/me", "某上级纪委"));
	assert_true(page_says(&member, "/me", "本人申辩</dt><dd><span class=\"tag tag-soon\">"));
	made("correct-restriction", "id", text_of(decision), "since", "2025-01-10", "last", "2026-01-09", "attendance", "attended",
	     "defence", "made", "execution", "completed", "review", "changed", "review_document", "复查文号十", NULL);
	assert_true(page_says(&member, "/me", "作了说明和申辩"));
	assert_true(page_says(&member, "/me", "执行完毕"));
	assert_true(page_says(&member, "/me", "复查文号十"));
	assert_false(page_says(&clerk, "/me", "文号九"));
	/* and in the copy of everything */
	assert_true(page_says(&member, "/me/data", "复查文号十"));
}

/* All words of the notice, piece by piece. */
static const char *
notice_words(int64_t decision, enum lang lang)
{
	struct record **versions;
	struct document *document;
	const char *words = "";
	size_t count = 0;

	assert_int_equal(record_versions(db, arena, &restriction_kind, decision, false, &versions, &count), 0);
	assert_int_equal(decision_document(db, arena, lang, versions[count - 1], versions[0], versions[count - 1], LIVE_DAY, &document), 0);
	for (size_t i = 0; i < document->count; i++)
		for (size_t t = 0; t < document->pieces[i].count; t++)
			words = arena_printf(arena, "%s%s\n", words, document->pieces[i].texts[t]);
	return words;
}

static void
assert_says(const char *words, const char *wanted)
{
	if (!strstr(words, wanted))
		print_error("missing: %s\nin: %s\n", wanted, words);
	assert_non_null(strstr(words, wanted));
}

/* What is recorded stands on it, what is not is left to write; nothing is made up. */
static void
DP_23_the_notice_says_what_is_recorded_and_leaves_the_rest_to_write(void **state)
{
	int64_t other = member_of_branch("丁受处理", "full");
	int64_t decision = made("add-restriction", "person", text_of(other), "body", text_of(branch), "measure", "probation_within",
	                        "organ", "某综合党委", "document", "某党〔2026〕5号", "since", "2026-01-10", "last", "2027-01-09", NULL);
	const char *words = notice_words(decision, LANG_ZH);

	(void)state;
	assert_says(words, "丁受处理：");
	assert_says(words, "某综合党委以某党〔2026〕5号决定，对你作出如下处理：留党察看。自2026年1月10日起，至2027年1月9日止。");
	assert_says(words, "是否申辩：");
	assert_says(words, "可以提出申诉");
	assert_says(words, "送达回执");
	assert_null(strstr(words, "执行和复查"));
	assert_null(strstr(words, "作了说明和申辩"));
	/* recorded later, in a version of its own: the decision keeps its own days */
	made("change-restriction", "id", text_of(decision), "from", "2026-03-01", "notified", "2026-01-08", "attendance", "attended",
	     "defence", "waived", "appeal_to", "某上级纪委", "execution", "running", "review", "pending", NULL);
	words = notice_words(decision, LANG_ZH);
	assert_says(words, "自2026年1月10日起，至2027年1月9日止。");
	assert_says(words, "决定于2026年1月8日与你见面。本人到会，放弃申辩。");
	assert_says(words, "申诉受理党组织：某上级纪委。");
	assert_says(words, "执行情况：执行中。");
	assert_says(words, "复查情况：正在复查。");
	words = notice_words(decision, LANG_EN);
	assert_says(words, "probation within the Party, from 10 January 2026 to 9 January 2027.");
	assert_says(words, "The appeal goes to: 某上级纪委.");
	assert_says(words, "Defence: waived.");
}

/* The paper opens to whoever may open the record: the person and the own branch, and above it by a case. */
static void
DP_23_the_notice_is_printed_for_the_person_and_the_own_branch_alone(void **state)
{
	static const struct { const char *account; int status; } cases[] = {
		{"member", 200}, {"branch_secretary", 200}, {"branch_member", 200}, {"joint_clerk", 403}, {"comprehensive_clerk", 403},
		{"region_clerk", 403}, {"unit_office", 403}, {"inspector", 403}, {"auditor", 403}, {"administrator", 403},
		{"supervisor", 403}, {"teller", 403},
	};
	int64_t decision = made("add-restriction", "person", text_of(person), "body", text_of(branch), "measure", "probation_within",
	                        "organ", "某委", "document", "文号十二", "since", "2025-02-10", "last", "2026-02-09", NULL);
	int64_t other = made("add-restriction", "person", text_of(member_of_branch("戊受处理", "full")), "body", text_of(branch), "measure",
	                     "suspended", "organ", "某委", "document", "文号十三", "since", "2025-02-10", "last", "2026-02-09", NULL);
	const char *page = arena_printf(arena, "/registers/restriction/%" PRId64, decision), *path = arena_printf(arena, "%s/notice", page);
	struct guest member = house_sign_in(&house, "member"), clerk = house_sign_in(&house, "joint_clerk");
	struct guest secretary = house_sign_in(&house, "branch_secretary");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct guest guest = house_sign_in(&house, cases[i].account);
		struct answer answer;

		house_get(&house, &guest, path, &answer);
		if (answer.status != cases[i].status)
			print_error("%s: %d\n", cases[i].account, answer.status);
		assert_int_equal(answer.status, cases[i].status);
		if (answer.status == 200) {
			assert_string_equal(live_header(&answer, "Content-Type"), "application/pdf");
			assert_memory_equal(answer.body, "%PDF-", 5);
		}
		live_free(&answer);
	}
	assert_int_equal(house_get_status(&house, NULL, path), 303);
	assert_int_equal(house_get_status(&house, &member, "/registers/restriction/999999/notice"), 404);
	/* a decision on another member is none of this member's */
	assert_int_equal(house_get_status(&house, &member, arena_printf(arena, "/registers/restriction/%" PRId64 "/notice", other)), 403);
	/* it is found on both pages, and who printed it is on record (DP-13) */
	assert_true(page_says(&member, "/me", path));
	assert_true(page_says(&member, page, path));
	/* both are headed by what was decided of whom, and so are the lists */
	assert_true(page_says(&member, "/me", "留党察看处分的决定"));
	assert_true(page_says(&member, page, "<h1>关于给予"));
	assert_true(page_says(&secretary, "/registers/restriction?as_of=2025-06-01", "留党察看处分的决定"));
	assert_true(page_says(&secretary, "/registers/restriction?as_of=2025-06-01", "关于中止戊受处理党员权利的决定"));
	assert_false(page_says(&secretary, "/registers/restriction?as_of=2025-06-01", arena_printf(arena, "#%" PRId64, decision)));
	assert_true(page_says(&member, "/me", "支部日常工作"));
	assert_int_equal(house_post_status(&house, &clerk, arena_printf(arena, "/members/%" PRId64 "/open", person),
	                                   "purpose=rights&reason=checking+the+appeal"), 303);
	assert_int_equal(house_get_status(&house, &clerk, path), 200);
	assert_true(page_says(&member, "/me", "checking the appeal"));
}

/* Whoever was removed from the roll has no role left, and gets the notice all the same. */
static void
DP_23_who_is_removed_from_the_roll_still_gets_the_notice(void **state)
{
	int64_t former = member_of_branch("己除名", "full"), decision;
	struct guest guest;
	const char *path;

	(void)state;
	give_account(former, "former");
	decision = made("add-restriction", "person", text_of(former), "body", text_of(branch), "measure", "removed_from_roll", "organ",
	                "某委", "document", "文号十四", "since", "2026-11-16", NULL);
	path = arena_printf(arena, "/registers/restriction/%" PRId64 "/notice", decision);
	guest = house_sign_in(&house, "former");
	assert_true(page_says(&guest, "/me", path));
	assert_int_equal(house_get_status(&house, &guest, path), 200);
	assert_says(notice_words(decision, LANG_ZH), "除名、开除党籍。自2026年11月16日起。");
}

/* Even without a name a line would tell of somebody in a branch of a few. */
static void
DP_12_what_a_decision_on_a_member_lacks_is_due_to_the_branch_alone(void **state)
{
	static const char words[] = "有对党员的处理决定没有记载告知本人";
	struct guest secretary = house_sign_in(&house, "branch_secretary"), member = house_sign_in(&house, "member");
	struct guest clerk = house_sign_in(&house, "joint_clerk"), top = house_sign_in(&house, "comprehensive_clerk");
	const char *const paths[] = {"/duties?clause=DP-23", "/api/v1/duties?clause=DP-23",
	                             arena_printf(arena, "/bodies/%" PRId64, branch)};

	(void)state;
	made("add-restriction", "person", text_of(person), "body", text_of(branch), "measure", "probation_within", "organ", "某委",
	     "document", "文号十一", "since", "2026-06-10", "last", "2027-06-09", NULL);
	for (size_t i = 0; i < 3; i++) {
		assert_true(page_says(&secretary, paths[i], words));
		assert_false(page_says(&member, paths[i], words));
		assert_false(page_says(&clerk, paths[i], words));
		assert_false(page_says(&top, paths[i], words));
	}
	assert_false(page_says(&clerk, "/", words));
}

/* --- small groups ------------------------------------------------------------------------- */

static void
DP_26_fewer_than_five_members_are_no_number_outside_their_body(void **state)
{
	struct guest clerk = house_sign_in(&house, "comprehensive_clerk"), region = house_sign_in(&house, "region_clerk");
	struct guest secretary = house_sign_in(&house, "branch_secretary");
	const char *page;
	int64_t joint = 0, small;

	(void)state;
	assert_int_equal(db_number(db, "select superior from affiliation where body = $1 and relation = 1 and ended is null",
	                           ARGS(INT(branch)), &joint), 0);
	small = made("add-body", "name", "小支部", "type", "branch", "since", "2020-01-01", "superior", text_of(joint), NULL);
	page = arena_printf(arena, "/bodies/%" PRId64, small);
	assert_true(page_says(&clerk, page, "<b>0</b><span>正式党员"));
	for (int i = 1; i <= 5; i++) {
		made("add-person", "name", arena_printf(arena, "小%d", i), "since", "2021-01-01", "body", text_of(small), "category",
		     "full", "joined", "2010-07-01", NULL);
		assert_int_equal(page_says(&clerk, page, "<b>少于 5</b><span>正式党员"), i < 5);
		assert_int_equal(page_says(&region, page, "<b>5</b><span>正式党员"), i == 5);
	}
	/* a body's own numbers are its own people's */
	page = arena_printf(arena, "/bodies/%" PRId64, branch);
	member_of_branch("丙预备", "probationary");
	assert_true(page_says(&clerk, page, "<b>少于 5</b><span>预备党员"));
	assert_false(page_says(&secretary, page, "少于 5"));
}

/* --- one's own data ------------------------------------------------------------------------- */

static void
DP_24_one_sees_takes_and_asks_about_ones_own_data(void **state)
{
	struct guest member = house_sign_in(&house, "member"), secretary = house_sign_in(&house, "branch_secretary");
	struct guest auditor = house_sign_in(&house, "auditor");
	int64_t other = member_of_branch("他人甲", "full"), request = 0;
	struct answer answer;
	const char *path;

	(void)state;
	made("change-person", "id", text_of(person), "resident_id", "11010519491231002X", "birth", "1949-12-31", NULL);
	(void)other;
	/* masked on the page, whole in the copy (DP-16) */
	assert_true(page_says(&member, "/me/data", "110105********002X"));
	assert_false(page_says(&member, "/me/data", "11010519491231002X"));
	assert_false(page_says(&member, "/me/data", "他人甲"));
	house_post(&house, &member, "/me/data/copy", "", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "11010519491231002X"));
	assert_null(strstr(answer.body, "他人甲"));
	live_free(&answer);
	/* not by following a link from elsewhere */
	assert_int_equal(house_get_status(&house, &member, "/me/data/copy"), 405);
	/* an account without a person has nothing */
	assert_int_equal(house_get_status(&house, &auditor, "/me/data"), 404);
	assert_int_equal(house_post_status(&house, &member, "/me/requests/new", "kind=correction&text=%E5%85%A5%E5%85%9A"), 303);
	assert_int_equal(db_number(db, "select max(id) from data_request where person = $1", ARGS(INT(person)), &request), 0);
	assert_true(page_says(&member, "/me/data", "待答复，第 1 天"));
	path = arena_printf(arena, "/data-requests/%" PRId64 "/answer", request);
	assert_true(page_says(&secretary, "/data-requests", path));
	assert_true(page_says(&secretary, "/", path));
	assert_false(page_says(&member, "/", path));
	assert_int_equal(house_get_status(&house, &member, path), 403);
	/* DP-13: that it was read is seen */
	assert_int_equal(house_get_status(&house, &secretary, path), 200);
	assert_true(page_says(&member, "/me", "branch_secretary"));
	assert_int_equal(house_post_status(&house, &secretary, path, arena_printf(arena, "id=%" PRId64
	                 "&outcome=done&answer=%%E5%%B7%%B2%%E6%%9B%%B4%%E6%%AD%%A3&rule=", request)), 303);
	assert_true(page_says(&member, "/me/data", "已更正"));
	/* an answer stands */
	assert_true(page_says(&secretary, "/data-requests", "已照办"));
	assert_false(page_says(&secretary, "/data-requests", path));
}

/* --- taking part ------------------------------------------------------------------------------ */

#define UNNAMED "/me/voices/unnamed"

/* Another member of the branch, with an account. */
static struct guest
colleague_signed_in(void)
{
	int64_t colleague = member_of_branch("同支部甲", "full");

	give_account(colleague, "colleague");
	made("grant-role", "account", "colleague", "role", "member", "node", text_of(branch), NULL);
	return house_sign_in(&house, "colleague");
}

static void
DP_20_what_is_handed_in_is_read_by_its_author_and_the_own_branch(void **state)
{
	struct guest member = house_sign_in(&house, "member"), secretary = house_sign_in(&house, "branch_secretary");
	struct guest organizer = house_sign_in(&house, "branch_member"), clerk = house_sign_in(&house, "joint_clerk");
	struct guest auditor = house_sign_in(&house, "auditor"), colleague = colleague_signed_in();
	int64_t voice = 0, unnamed = 0;
	const char *path, *answer;

	(void)state;
	assert_true(page_says(&member, "/me", "/me/voices"));
	/* no election is under way: there are no candidates to ask */
	assert_false(page_says(&member, "/me/voices/new", "向候选人提问"));
	assert_int_equal(house_post_status(&house, &member, "/me/voices/new", "kind=agenda&text=Topic+one"), 303);
	assert_int_equal(house_post_status(&house, &member, "/me/voices/new", "kind=agenda&text="), 400);
	assert_int_equal(house_post_status(&house, &member, UNNAMED, "text=Word+two"), 303);
	assert_int_equal(house_post_status(&house, &member, UNNAMED, "text=Word+two&kind=motion"), 400);
	assert_true(page_says(&member, UNNAMED, "不记是谁提出的"));
	assert_int_equal(db_number(db, "select max(id) from voice where person = $1", ARGS(INT(person)), &voice), 0);
	assert_int_equal(db_number(db, "select id from voice where body = $1 and person is null and answered is null", ARGS(INT(branch)), &unnamed), 0);
	/* the author sees one's own, of the other nobody knows whose it is */
	assert_true(page_says(&member, "/me/voices", "Topic one"));
	assert_false(page_says(&member, "/me/voices", "Word two"));
	for (size_t i = 0; i < 2; i++) {
		const struct guest *reader = i ? &organizer : &secretary;

		assert_true(page_says(reader, "/voices", "Topic one"));
		assert_true(page_says(reader, "/voices", "Word two"));
		assert_true(page_says(reader, "/voices", "不署名"));
		assert_true(page_says(reader, "/", "/voices"));
	}
	assert_false(page_says(&member, "/", "\"/voices\""));
	assert_int_equal(house_get_status(&house, &member, "/voices"), 403);
	assert_int_equal(house_get_status(&house, &clerk, "/voices"), 403);
	path = arena_printf(arena, "/voices/%" PRId64 "/answer", voice);
	assert_int_equal(house_get_status(&house, &member, path), 403);
	assert_int_equal(house_get_status(&house, &clerk, path), 403);
	assert_int_equal(house_get_status(&house, &clerk, arena_printf(arena, "/voices/%" PRId64 "/answer", unnamed)), 403);
	assert_int_equal(house_get_status(&house, &auditor, "/me/voices"), 404);
	/* DP-13 */
	assert_false(page_says(&member, "/me", "答复意见建议"));
	assert_int_equal(house_get_status(&house, &secretary, path), 200);
	assert_true(page_says(&member, "/me", "答复意见建议"));
	answer = arena_printf(arena, "id=%" PRId64 "&outcome=taken_up&meeting=2026-12-05&answer=Answer+three", voice);
	assert_int_equal(house_post_status(&house, &member, path, answer), 403);
	assert_int_equal(house_post_status(&house, &secretary, path, answer), 303);
	assert_true(page_says(&member, "/me/voices", "Answer three（列入 2026-12-05 会议议程）"));
	assert_false(page_says(&colleague, "/me/voices", "Topic one"));
	assert_false(page_says(&colleague, "/me/voices", "Word two"));
	/* the answer to what has no name is for all members of the branch */
	assert_int_equal(house_post_status(&house, &secretary, arena_printf(arena, "/voices/%" PRId64 "/answer", unnamed),
	                 arena_printf(arena, "id=%" PRId64 "&outcome=explained&answer=Answer+four", unnamed)), 303);
	assert_true(page_says(&member, "/me/voices", "Word two"));
	assert_true(page_says(&colleague, "/me/voices", "Word two"));
	assert_true(page_says(&colleague, "/me/voices", "Answer four"));
	assert_false(page_says(&colleague, "/me/voices", "Answer three"));
	assert_true(page_says(&member, "/me/data", "Topic one"));
	assert_false(page_says(&member, "/me/data", "Word two"));
}

/* Neither the log nor the counters tell that somebody handed in a view without a name, by page or by call. */
static void
DP_20_a_view_without_a_name_leaves_no_line_in_the_log(void **state)
{
	struct server_options options = live_options(house.tables);
	struct server *usual = house.server;
	static char text[1 << 16];
	struct guest member, program;
	struct answer answer;
	FILE *file = tmpfile();

	(void)state;
	assert_non_null(file);
	assert_int_equal(log_new(fileno(file), &options.log), 0);
	options.hooks = visit_hooks(house.installation);
	house.server = live_start(&options);
	member = house_sign_in(&house, "member");
	program = house_token(&house, "member");
	assert_int_equal(house_get_status(&house, &member, "/me/voices"), 200);
	assert_int_equal(house_get_status(&house, &member, UNNAMED), 200);
	assert_int_equal(house_post_status(&house, &member, UNNAMED, "text=Word+five"), 303);
	assert_int_equal(house_post_status(&house, &member, UNNAMED, "text="), 400);
	house_call(&house, &program, "/api/v1/actions/hand-in-unnamed-view", "{\"text\":\"Word six\"}", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "\"journal\":null"));
	live_free(&answer);
	house_call(&house, &program, "/api/v1/actions/hand-in-voice", "{\"kind\":\"view\",\"text\":\"Word seven\"}", &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	answer = got(NULL, "/metrics");
	assert_non_null(strstr(answer.body, "route=\"/me/voices\""));
	assert_null(strstr(answer.body, "unnamed"));
	live_free(&answer);
	server_stop(house.server);
	log_free(options.log);
	house.server = usual;
	rewind(file);
	assert_true(fread(text, 1, sizeof text - 1, file) > 0);
	fclose(file);
	assert_non_null(strstr(text, "\"path\":\"/me/voices\""));
	assert_non_null(strstr(text, "hand-in-voice"));
	assert_null(strstr(text, "unnamed"));
}

static void
DP_14_what_is_due_is_named_in_the_branch_and_counted_above(void **state)
{
	struct guest secretary = house_sign_in(&house, "branch_secretary"), clerk = house_sign_in(&house, "joint_clerk");
	struct guest organizer = house_sign_in(&house, "branch_member");
	int64_t gone = member_of_branch("离开者", "full"), relation = 0;

	(void)state;
	made("correct-person", "id", text_of(gone), "since", "2021-01-01", "birth", "1960-01-01", NULL);
	assert_int_equal(db_number(db, "select id from membership where person = $1 and ended is null", ARGS(INT(gone)), &relation), 0);
	made("close-membership", "id", text_of(relation), "last", "2022-12-31", NULL);
	assert_true(page_says(&secretary, "/retention", "离开者"));
	assert_true(page_says(&clerk, "/retention", "what=identifiers"));
	assert_false(page_says(&clerk, "/retention", "离开者"));
	/* whoever only keeps the register of members does not erase */
	assert_false(page_says(&organizer, "/retention", "what=identifiers"));
	assert_int_equal(house_get_status(&house, &organizer, "/retention/erase?what=identifiers"), 403);
	assert_int_equal(house_post_status(&house, &secretary, "/retention/erase", "what=identifiers&document="), 400);
	assert_int_equal(house_post_status(&house, &secretary, "/retention/erase", arena_printf(arena,
	                 "node=%" PRId64 "&what=identifiers&document=1", branch)), 303);
	assert_false(page_says(&secretary, "/retention", "离开者"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_19_the_published_roll_shows_members_names_and_nobody_elses_reason),
		cmocka_unit_test(DP_23_the_person_sees_notice_hearing_appeal_execution_and_review),
		cmocka_unit_test(DP_23_the_notice_says_what_is_recorded_and_leaves_the_rest_to_write),
		cmocka_unit_test(DP_23_the_notice_is_printed_for_the_person_and_the_own_branch_alone),
		cmocka_unit_test(DP_23_who_is_removed_from_the_roll_still_gets_the_notice),
		cmocka_unit_test(DP_12_what_a_decision_on_a_member_lacks_is_due_to_the_branch_alone),
		cmocka_unit_test(DP_24_one_sees_takes_and_asks_about_ones_own_data),
		cmocka_unit_test(DP_20_what_is_handed_in_is_read_by_its_author_and_the_own_branch),
		cmocka_unit_test(DP_20_a_view_without_a_name_leaves_no_line_in_the_log),
		cmocka_unit_test(DP_14_what_is_due_is_named_in_the_branch_and_counted_above),
		cmocka_unit_test(DP_26_fewer_than_five_members_are_no_number_outside_their_body),
	};

	/* The server starts itself to print: here that is this test. */
	if (argc == 2 && strcmp(argv[1], PRINT_COMMAND) == 0)
		printer_child();
	return cmocka_run_group_tests(tests, start, home_close);
}
