/*
 * Every action, by every role, inside and outside the part of the tree it is
 * held for; whose it is says tests/doors.h, not the action.
 */
#include "../check.h"

#include "../doors.h"
#include "book.h"
#include "party/factor.h"
#include "party/upload.h"
#include "town.h"

#define FIELDS_MAX 12

/* Inputs with which an action works inside the first joint committee; "@x" stands for an identity. */
struct trial {
	const char *action;
	const char *inputs[2 * FIELDS_MAX];
	int expected;        /* by whoever may */
};

static const struct trial trials[] = {
	{"add-unit", {"name", "新协会", "category", "5", "registration_level", "street", "region", "110105", "since",
	              "2026-01-01", "superior", "@joint"}},
	{"change-unit", {"id", "@unit", "staff", "7"}},
	{"correct-unit", {"id", "@unit", "since", "2020-01-01", "staff", "8"}},
	{"close-unit", {"id", "@unit", "last", "2026-11-30"}},
	{"add-body", {"name", "新支部", "type", "branch", "since", "2026-01-01", "superior", "@joint"}},
	{"change-body", {"id", "@sister", "number", "三"}},
	{"correct-body", {"id", "@sister", "since", "2020-01-01", "number", "四"}},
	{"close-body", {"id", "@empty", "last", "2026-11-30"}},
	{"add-affiliation", {"superior", "@joint", "body", "@empty", "relation", "guides", "since", "2026-01-01"}},
	{"change-affiliation", {"id", "@affiliation", "document", "文一号"}},
	{"correct-affiliation", {"id", "@affiliation", "since", "2020-01-01", "document", "文二号"}},
	{"close-affiliation", {"id", "@guidance", "last", "2026-11-30"}},
	{"add-coverage", {"unit", "@unit", "mode", "joint", "body", "@empty", "since", "2026-01-01"}},
	{"change-coverage", {"id", "@coverage", "document", "文三号"}},
	{"correct-coverage", {"id", "@coverage", "since", "2025-01-01", "document", "文四号"}},
	{"close-coverage", {"id", "@coverage", "last", "2026-11-30"}},
	{"add-person", {"name", "赵测试", "since", "2026-01-01", "body", "@branch", "category", "full", "joined",
	                "2015-07-01"}},
	{"change-person", {"id", "@person", "birth", "1980-01-01"}},
	{"correct-person", {"id", "@person", "since", "2021-01-01", "birth", "1981-01-01"}},
	{"close-person", {"id", "@person", "last", "2027-01-01"}},
	{"add-membership", {"person", "@former", "body", "@branch", "category", "full", "joined", "2010-07-01", "since",
	                    "2026-11-21"}},
	{"change-membership", {"id", "@membership", "category", "probationary"}},
	{"correct-membership", {"id", "@membership", "since", "2021-01-01", "converted", "2011-07-01"}},
	{"close-membership", {"id", "@membership", "last", "2026-11-30"}},
	{"add-post", {"body", "@branch", "person", "@person", "position", "deputy_secretary", "origin", "elected", "since",
	              "2026-01-01"}},
	{"change-post", {"id", "@post", "document", "文五号"}},
	{"correct-post", {"id", "@post", "since", "2025-01-01", "document", "文六号"}},
	{"close-post", {"id", "@post", "last", "2026-11-30"}},
	{"add-term", {"body", "@empty", "years", "3", "since", "2026-01-01"}},
	{"change-term", {"id", "@term", "years", "5"}},
	{"correct-term", {"id", "@term", "since", "2025-01-01", "years", "5"}},
	{"close-term", {"id", "@term", "last", "2026-11-30"}},
	{"add-charter", {"unit", "@unit", "has_article", "yes", "since", "2026-01-01"}},
	{"change-charter", {"id", "@charter", "article", "第五条"}},
	{"correct-charter", {"id", "@charter", "since", "2025-01-01", "article", "第六条"}},
	{"close-charter", {"id", "@charter", "last", "2026-11-30"}},
	{"add-pledge", {"unit", "@unit", "since", "2026-01-01"}},
	{"change-pledge", {"id", "@pledge", "document", "一"}},
	{"correct-pledge", {"id", "@pledge", "since", "2025-01-01", "document", "二"}},
	{"close-pledge", {"id", "@pledge", "last", "2026-11-30"}},
	{"add-restriction", {"person", "@person", "body", "@branch", "measure", "suspended", "organ", "某委", "document", "文十号",
	                     "since", "2026-01-01"}},
	{"change-restriction", {"id", "@restriction", "document", "文十一号"}},
	{"correct-restriction", {"id", "@restriction", "since", "2025-01-01", "document", "文十二号"}},
	{"close-restriction", {"id", "@restriction", "last", "2026-11-30"}},
	{"add-dispatch", {"unit", "@unit", "person", "@person", "role", "instructor", "since", "2026-01-01"}},
	{"change-dispatch", {"id", "@dispatch", "document", "文七号"}},
	{"correct-dispatch", {"id", "@dispatch", "since", "2025-01-01", "document", "文八号"}},
	{"close-dispatch", {"id", "@dispatch", "last", "2026-11-30"}},
	{"add-mass_org", {"name", "甲协会工会", "type", "union", "unit", "@unit", "since", "2026-01-01"}},
	{"change-mass_org", {"id", "@mass", "name", "甲协会工会委员会"}},
	{"correct-mass_org", {"id", "@mass", "since", "2025-01-01", "name", "甲协会联合工会"}},
	{"close-mass_org", {"id", "@mass", "last", "2026-11-30"}},
	{"reaffiliate", {"body", "@empty", "superior", "@general", "from", "2026-11-21", "document", "收一号",
	                 "former_document", "转一号"}},
	{"undo", {"batch", "@batch"}},
	{"find-person", {"name", "张测试"}},
	{"merge-unit", {"stays", "@unit", "goes", "@twin", "reason", "重复登记"}},
	{"merge-person", {"stays", "@person", "goes", "@double", "reason", "重复登记"}},
	{"keep-units-apart", {"one", "@unit", "other", "@twin", "reason", "两家"}},
	{"keep-persons-apart", {"one", "@person", "other", "@double", "reason", "两人"}},
	{"compare-units-again", {"id", "@units_apart"}},
	{"compare-persons-again", {"id", "@persons_apart"}},
	{"set-setting", {"name", "reminder_first", "node", "@joint", "value", "9", "source", "文十三号"}},
	{"end-setting", {"id", "@setting", "last", "2026-11-30"}},
	{"open-person", {"person", "@person", "purpose", "relation", "reason", "核对转出时间"}},
	{"import", {"upload", "@upload"}},
	{"export", {"reason", "试用"}},
	{"add-account", {"name", "@fresh"}},
	{"disable-account", {"account", "reader"}},
	{"enable-account", {"account", "sleeper"}},
	{"set-password", {"account", "reader", "reason", "忘记密码"}},
	{"reset-second-factor", {"account", "secured", "reason", "手机丢失"}},
	{"grant-role", {"account", "reader", "role", "teller", "node", "@branch"}},
	{"end-role", {"id", "@grant", "last", "2026-11-30"}},
	{"make-token", {"label", "试用"}},
	{"end-token", {"id", "@token"}},
	{"end-session", {"session", "0123456789abcdef"}},
	{"set-second-factor", {"current", "first password", "secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "code", "123456"}},
	{"end-second-factor", {"current", "first password", "code", "123456"}},
	{"renew-recovery-codes", {"current", "first password", "code", "123456"}},
	/* An election is open to whom it concerns as far as the check of what was seen. */
	{"begin-election", {"body", "@branch", "cause", "term_end", "meeting", "2026-12-31"}, FAIL_REFUSED},
#define ON_ELECTION(name, ...) {name, {"election", "@election", "seen", "1", __VA_ARGS__}, FAIL_CONFLICT}
	ON_ELECTION("move-election", "meeting", "2026-12-30"),
	ON_ELECTION("record-election-step", "step", "roll_published", "day", "2026-11-20"),
	ON_ELECTION("cancel-election", "why", "试用"),
	ON_ELECTION("exclude-elector", "person", "@person", "circumstance", "unable"),
	ON_ELECTION("include-elector", "person", "@person"),
	ON_ELECTION("open-assembly", "assembly", "1", "present", "1", "chair", "@person"),
	ON_ELECTION("review-roll", "assembly", "1", "person", "@person", "why", "试用"),
	ON_ELECTION("nominate-candidate", "contest", "1", "person", "@person"),
	ON_ELECTION("change-candidate", "candidate", "1", "support", "1"),
	ON_ELECTION("withdraw-candidate", "candidate", "1", "why", "试用"),
	ON_ELECTION("add-electing-unit", "body", "@branch", "seats", "1", "day", "2026-12-01"),
	ON_ELECTION("drop-electing-unit", "assembly", "1"),
	ON_ELECTION("check-delegate", "person", "@person", "procedure_ok", "1", "qualified", "1"),
	ON_ELECTION("appoint-official", "assembly", "1", "person", "@person", "role", "teller"),
	ON_ELECTION("dismiss-official", "official", "1"),
	ON_ELECTION("set-election-method", "assembly", "1", "counting", "totals"),
	ON_ELECTION("propose-presidium", "assembly", "1", "person", "@person", "proposer", "committee"),
	ON_ELECTION("withdraw-presidium", "member", "1"),
	ON_ELECTION("name-chair", "assembly", "1", "chair", "@person"),
	ON_ELECTION("begin-ballot", "contest", "1", "present", "1"),
	ON_ELECTION("reconcile-ballot", "round", "1", "voters", "1", "issued", "1", "returned", "1"),
	ON_ELECTION("enter-ballots", "round", "1", "bundle", "1", "ballots", "1"),
	ON_ELECTION("enter-totals", "round", "1", "valid", "1", "invalid", "0", "votes", "1 0 0"),
	ON_ELECTION("decide-ballot", "round", "1", "bundle", "1", "ballot", "1", "reading", "1"),
	ON_ELECTION("count-ballot", "round", "1"),
	ON_ELECTION("reopen-ballot", "round", "1"),
	ON_ELECTION("sign-ballot", "round", "1"),
	ON_ELECTION("reduce-seats", "contest", "1", "agree", "1"),
	ON_ELECTION("announce-result", "contest", "1"),
	ON_ELECTION("record-question", "kind", "question", "day", "2026-11-01", "text", "试用"),
	ON_ELECTION("answer-question", "question", "1", "day", "2026-11-01", "answer", "试用"),
	ON_ELECTION("record-incident", "kind", "other", "day", "2026-11-01", "text", "试用"),
	ON_ELECTION("decide-incident", "incident", "1", "day", "2026-11-01", "organ", "试用", "document", "试用", "decision", "试用"),
	{"close-election", {"election", "@election", "seen", "1"}, FAIL_CONFLICT},
	{"draft-set-up-body", {"unit", "@unit", "form", "branch"}},
	{"amend-set-up-body", {"id", "@for_unit", "form", "branch"}, FAIL_INPUT},
	{"draft-set-up-large-committee", {"unit", "@unit", "member_units", "80"}},
	{"amend-set-up-large-committee", {"id", "@for_unit", "member_units", "80"}, FAIL_INPUT},
	{"draft-set-up-joint-branch", {"unit", "@unit", "unit_2", "@twin"}},
	{"amend-set-up-joint-branch", {"id", "@for_unit", "unit_2", "@twin"}, FAIL_INPUT},
	{"draft-set-up-industry-body", {"unit", "@unit", "name", "行业党委", "industry", "教育"}},
	{"amend-set-up-industry-body", {"id", "@for_unit", "name", "行业党委", "industry", "教育"}, FAIL_INPUT},
	{"draft-set-up-temporary-branch", {"unit", "@unit", "project", "工程", "begins", "2026-12-01", "ends", "2027-12-01", "full_members", "3"}},
	{"amend-set-up-temporary-branch", {"id", "@for_unit", "project", "工程", "begins", "2026-12-01", "ends", "2027-12-01", "full_members", "3"}, FAIL_INPUT},
	{"draft-set-up-sub-branch", {"body", "@branch", "form", "branch", "name", "第一支部", "full_members", "3", "members", "4"}, FAIL_INPUT},
	{"amend-set-up-sub-branch", {"id", "@postponing", "form", "branch", "name", "第一支部", "full_members", "3", "members", "4"}, FAIL_INPUT},
	{"draft-change-body-form", {"body", "@branch", "form", "general_branch", "name", "甲党总支", "reason", "试用"}},
	{"amend-change-body-form", {"id", "@postponing", "form", "general_branch", "name", "甲党总支", "reason", "试用"}, FAIL_INPUT},
	{"draft-merge-bodies", {"body", "@branch", "other", "@sister", "reason", "试用"}},
	{"amend-merge-bodies", {"id", "@postponing", "other", "@sister", "reason", "试用"}, FAIL_INPUT},
	{"draft-split-body", {"body", "@branch", "name", "第二支部", "going_full", "1", "going", "1", "reason", "试用"}},
	{"amend-split-body", {"id", "@postponing", "name", "第二支部", "going_full", "1", "going", "1", "reason", "试用"}, FAIL_INPUT},
	{"draft-abolish-body", {"body", "@branch", "receiver", "@sister", "reason", "试用"}},
	{"amend-abolish-body", {"id", "@postponing", "receiver", "@sister", "reason", "试用"}, FAIL_INPUT},
	{"draft-head-check", {"unit", "@unit", "candidate", "钱测试", "office", "会长", "takes_up", "2026-12-01"}},
	{"amend-head-check", {"id", "@for_unit", "candidate", "钱测试", "office", "会长", "takes_up", "2026-12-01"}, FAIL_INPUT},
	{"examine-matter", {"id", "@head", "opinion", "no_objection", "document", "文", "document_on", "2026-11-21"}},
	{"hear-matter", {"id", "@objected", "told", "2026-11-21"}},
	{"draft-posts-changed", {"body", "@branch", "post", "@post", "change", "start", "changed_on", "2026-11-01"}},
	{"amend-posts-changed", {"id", "@postponing", "post", "@post", "change", "start", "changed_on", "2026-11-01"}, FAIL_INPUT},
	{"draft-set-up-regional-body", {"body", "@joint", "name", "园区党组织", "area", "某园区"}},
	{"amend-set-up-regional-body", {"id", "@postponing", "name", "园区党组织", "area", "某园区"}, FAIL_INPUT},
	{"draft-unit-changed", {"unit", "@unit", "what", "更名", "changed_on", "2026-11-01"}},
	{"amend-unit-changed", {"id", "@for_unit", "what", "更名", "changed_on", "2026-11-01"}},
	{"draft-units-merged", {"unit", "@unit", "into", "@twin", "last", "2026-12-31"}},
	{"amend-units-merged", {"id", "@for_unit", "into", "@twin", "last", "2026-12-31"}, FAIL_INPUT},
	{"draft-unit-split", {"unit", "@unit", "new_unit", "@twin", "split_on", "2026-12-31", "fate", "keep"}},
	{"amend-unit-split", {"id", "@for_unit", "new_unit", "@twin", "split_on", "2026-12-31", "fate", "keep"}, FAIL_INPUT},
	{"draft-unit-closed", {"unit", "@unit", "cause", "dissolved", "last", "2026-12-31"}},
	{"amend-unit-closed", {"id", "@for_unit", "cause", "dissolved", "last", "2026-12-31"}, FAIL_INPUT},
	{"draft-election-congress", {"body", "@branch"}},
	{"amend-election-congress", {"id", "@postponing"}, FAIL_INPUT},
	{"draft-election-delegates", {"body", "@branch", "delegates", "150"}},
	{"amend-election-delegates", {"id", "@postponing", "delegates", "150"}, FAIL_INPUT},
	{"draft-election-meeting", {"body", "@branch", "agenda", "选举"}},
	{"amend-election-meeting", {"id", "@postponing", "agenda", "选举"}, FAIL_INPUT},
	{"draft-election-candidates", {"body", "@branch"}},
	{"amend-election-candidates", {"id", "@postponing"}, FAIL_INPUT},
	{"draft-election-exclusions", {"body", "@branch"}},
	{"amend-election-exclusions", {"id", "@postponing"}, FAIL_INPUT},
	{"draft-elected-members", {"body", "@branch"}},
	{"amend-elected-members", {"id", "@postponing"}, FAIL_INPUT},
	{"draft-elected-officers", {"body", "@branch"}},
	{"amend-elected-officers", {"id", "@postponing"}, FAIL_INPUT},
	{"draft-postpone-term", {"body", "@branch", "new_date", "2028-12-31", "reason", "试用"}},
	{"amend-postpone-term", {"id", "@postponing", "new_date", "2028-12-31", "reason", "试用"}},
	{"draft-advance-term", {"body", "@branch", "new_date", "2027-12-01", "reason", "试用"}},
	{"amend-advance-term", {"id", "@advancing", "new_date", "2027-12-01", "reason", "试用"}},
	{"submit-matter", {"id", "@postponing"}},
	{"withdraw-matter", {"id", "@postponing"}},
	{"return-matter", {"id", "@sent", "remark", "试用"}},
	{"approve-matter", {"id", "@sent", "document", "文", "document_on", "2026-11-21"}},
	{"refuse-matter", {"id", "@sent", "document", "文", "document_on", "2026-11-21", "remark", "试用"}},
	{"file-matter", {"id", "@sent"}, FAIL_REFUSED},
	{"erase-due", {"node", "@branch", "what", "identifiers", "document", "文"}, FAIL_REFUSED},
	{"ask-about-own-data", {"kind", "copy", "text", "查阅"}},
	{"copy-own-data", {0}},
	{"object-to-record", {"unit", "@unit", "text", "从业人数有误"}},
	{"answer-data-request", {"id", "@asked", "outcome", "done", "answer", "已核对"}},
	{"hand-in-voice", {"kind", "view", "text", "意见"}},
	{"hand-in-unnamed-view", {"text", "意见"}},
	{"answer-voice", {"id", "@voice", "outcome", "explained", "answer", "已研究"}},
	{"read-matter", {"id", "@notice", "answer", "agree"}},
	{"send-joint-proposal", {"unit", "@unit"}, FAIL_REFUSED}, /* the one of the trial before is not answered yet */
	{"remind-reelection", {"body", "@branch"}, FAIL_REFUSED}, /* it is not due for more than a year */
	{"change-own-password", {"current", "first password", "password", "second password"}},
};

/* What the trials work on beside the town itself. */
struct stage {
	struct town town;
	int64_t empty, general, guidance, coverage, post, term, charter, pledge, dispatch, mass, former, restriction, election;
	int64_t charter_batch, grant, token, twin, third, twice, thrice, units_apart, persons_apart, setting;
	int fresh;
};

static int64_t
journal_of(struct ground *ground, const char *table, int64_t id)
{
	char sql[80];

	snprintf(sql, sizeof sql, "select max(made) from %s where id = $1", table);
	return town_number(ground, sql, id);
}

static int
put_factor(struct db *db, void *arg)
{
	const struct ground *ground = arg;
	int64_t account = 0;
	int status = account_find(db, "secured", &account);

	return status < 0 ? status : factor_set(db, &ground->installation->secret, ground->arena, account,
	                                        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 0, 1);
}

static void
secure(struct ground *ground)
{
	if (writer_do(ground->installation->writer, put_factor, ground) < 0)
		test_failed("second factor");
}

static int64_t
set_members(struct stage *stage)
{
	struct ground *ground = &stage->town.ground;

	return made(ground, "set-setting", "name", "branch_members_max", "node", text_of(ground, stage->town.joint), "value", "40",
	            "since", "2026-12-01", "source", "文十四号", NULL);
}

static int64_t
set_apart(struct stage *stage, bool units)
{
	struct ground *ground = &stage->town.ground;

	return made(ground, units ? "keep-units-apart" : "keep-persons-apart", "one",
	            text_of(ground, units ? stage->town.unit : stage->town.person), "other",
	            text_of(ground, units ? stage->third : stage->thrice), "reason", "两家", NULL);
}

static void
open_stage(struct stage *stage, const struct test_db *test)
{
	struct ground *ground = &stage->town.ground;
	const char *unit, *branch, *joint;

	town_open(&stage->town, test);
	unit = text_of(ground, stage->town.unit);
	branch = text_of(ground, stage->town.branch);
	joint = text_of(ground, stage->town.joint);
	stage->empty = town_body(ground, "丁联合党支部", "joint_branch", stage->town.joint);
	stage->general = town_body(ground, "戊党总支", "general_branch", stage->town.joint);
	stage->guidance = made(ground, "add-affiliation", "superior", text_of(ground, stage->town.top), "unit", unit,
	                       "relation", "guides", "since", "2025-01-01", NULL);
	stage->coverage = made(ground, "add-coverage", "unit", unit, "mode", "industry", "body", branch, "since",
	                       "2025-01-01", NULL);
	stage->post = made(ground, "add-post", "body", branch, "person", text_of(ground, stage->town.person), "position",
	                   "secretary", "origin", "elected", "since", "2025-01-01", NULL);
	stage->term = made(ground, "add-term", "body", branch, "years", "3", "since", "2025-01-01", NULL);
	stage->charter = made(ground, "add-charter", "unit", unit, "has_article", "no", "since", "2025-01-01", NULL);
	stage->pledge = made(ground, "add-pledge", "unit", unit, "since", "2025-01-01", NULL);
	stage->election = made(ground, "begin-election", "body", branch, "cause", "first", "meeting", "2026-12-31", "secretaries",
	                       "1", NULL);
	stage->restriction = made(ground, "add-restriction", "person", text_of(ground, stage->town.person), "body", branch,
	                          "measure", "suspended", "organ", "某委", "document", "文九号",
	                          "since", "2025-01-01", NULL);
	stage->dispatch = made(ground, "add-dispatch", "unit", unit, "person_name", "孙测试", "role", "liaison", "since",
	                       "2025-01-01", NULL);
	stage->mass = made(ground, "add-mass_org", "name", "甲协会妇联", "type", "women", "unit", unit, "since",
	                   "2025-01-01", NULL);
	stage->former = made(ground, "add-post", "body", branch, "person_name", "周测试", "position", "publicity_member",
	                     "origin", "appointed", "since", "2025-01-01", NULL);
	stage->former = town_number(ground, "select person from post where id = $1", stage->former);
	stage->charter_batch = journal_of(ground, "charter", stage->charter);
	stage->setting = set_members(stage);
	stage->twin = town_unit(ground, "甲社区协会一", stage->town.joint);
	stage->third = town_unit(ground, "甲社区协会二", stage->town.joint);
	for (size_t i = 0; i < 3; i++) /* small enough for a joint branch */
		made(ground, "change-unit", "id",
		     text_of(ground, (const int64_t[]){stage->town.unit, stage->twin, stage->third}[i]), "full_members", "1", NULL);
	stage->twice = town_person(ground, "张测试", stage->town.branch);
	stage->thrice = town_person(ground, "张测试", stage->town.branch);
	stage->units_apart = set_apart(stage, true);
	stage->persons_apart = set_apart(stage, false);
	made(ground, "add-account", "name", "reader", NULL);
	stage->grant = made(ground, "grant-role", "account", "reader", "role", "inspector", "node", joint, NULL);
	made(ground, "add-account", "name", "sleeper", NULL);
	made(ground, "grant-role", "account", "sleeper", "role", "inspector", "node", joint, NULL);
	made(ground, "disable-account", "account", "sleeper", NULL);
	made(ground, "add-account", "name", "secured", NULL);
	made(ground, "grant-role", "account", "secured", "role", "inspector", "node", joint, NULL);
	secure(ground);
}

/* A workbook that changes the town's organization, kept for the account that all actors here have. */
static const char *
upload_of(struct stage *stage)
{
	struct ground *ground = &stage->town.ground;
	const struct actor actor = {.account = 1};
	const struct call call = {ground->installation, ground->db, &actor, ground->arena, ground->today, ground->at};
	struct book book = book_of(ground, "# 社会组织\n名称|类别|登记级别|行政区划代码|从业人员数\n"
	                                   "甲社区协会|5|街道|110105|9\n");
	char *token = arena_alloc(ground->arena, TOKEN_TEXT);

	if (upload_put(&call, "甲.xlsx", book.bytes, book.len, token) < 0)
		test_failed("upload_put");
	return token;
}

/*
 * A matter in the state a step asks for, a new one each time: steps are not taken back.  It was entered by the account
 * that all actors here have, so that where a role is held decides (party/matters tries the sender against those above).
 */
static const char *
matter_of_stage(struct stage *stage, const char *text)
{
	struct ground *ground = &stage->town.ground;
	const char *branch = text_of(ground, stage->town.branch);
	bool advancing = strcmp(text, "@advancing") == 0;
	bool sent = strcmp(text, "@sent") == 0, head = strcmp(text, "@head") == 0 || strcmp(text, "@objected") == 0;
	const char *unit = text_of(ground, stage->town.unit), *day;
	const struct actor clerk = actor_at(&stage->town, ROLE_JOINT_CLERK, stage->town.joint);
	struct outcome drafted = {0};
	int status;
	char later[DAY_TEXT]; /* than what an approval before has moved the term to */

	day = advancing ? "2027-11-01" : day_text(sent ? day_of(2028, 2, 1) + stage->fresh++ : day_of(2028, 12, 31), later);
	status = head
	        ? act_as(ground, &clerk, &drafted, "draft-head-check", "unit", unit, "candidate", "钱测试", "office", "会长", "takes_up",
	                 "2026-12-01", NULL)
	        : strcmp(text, "@for_unit") == 0
	        ? act_as(ground, &clerk, &drafted, "draft-unit-changed", "unit", unit, "what", "迁址", "changed_on", "2026-11-02", NULL)
	        : act_as(ground, &clerk, &drafted, advancing ? "draft-advance-term" : "draft-postpone-term", "body", branch,
	                 "new_date", day, "reason", "试用", NULL);
	if (status < 0)
		test_failed(failure_text(LANG_EN));
	if (sent || head)
		made(ground, "submit-matter", "id", text_of(ground, drafted.ids[0]), NULL);
	if (strcmp(text, "@objected") == 0)
		made(ground, "examine-matter", "id", text_of(ground, drafted.ids[0]), "opinion", "objection", "basis", "charter",
		     "provision", "章程第二十条", "remark", "未满两年", "document", "文", "document_on", "2026-11-21", NULL);
	return text_of(ground, drafted.ids[0]);
}

/* A request that has waited too long, so that those above the branch may answer it, too. */
static const char *
asked_of_stage(struct stage *stage)
{
	struct ground *ground = &stage->town.ground;
	struct actor member = actor_at(&stage->town, ROLE_MEMBER, stage->town.branch);
	struct outcome outcome;
	int status;

	member.account = 2;
	member.person = stage->town.person;
	ground->today -= 16;
	status = act_as(ground, &member, &outcome, "ask-about-own-data", "kind", "copy", "text", "查阅", NULL);
	ground->today += 16;
	if (status < 0)
		test_failed("ask-about-own-data");
	return text_of(ground, outcome.ids[0]);
}

static const char *
voice_of_stage(struct stage *stage)
{
	struct actor member = actor_at(&stage->town, ROLE_MEMBER, stage->town.branch);
	struct outcome outcome;

	member.person = stage->town.person;
	if (act_as(&stage->town.ground, &member, &outcome, "hand-in-voice", "kind", "view", "text", "意见", NULL) < 0)
		test_failed("hand-in-voice");
	return text_of(&stage->town.ground, outcome.ids[0]);
}

#define WAITING_NOTICE "select coalesce(max(id), 0) from matter where unit = $1 and state = 2 and nature = 3 and ended is null" \
	" and until = 2932896"

/* A notice to the town's organization that waits to be read; those to the others of the proposal before are withdrawn. */
static const char *
notice_of(struct stage *stage)
{
	struct ground *ground = &stage->town.ground;
	int64_t id = town_number(ground, WAITING_NOTICE, stage->town.unit);

	if (id)
		return text_of(ground, id);
	for (size_t i = 0; i < 2; i++)
		if ((id = town_number(ground, WAITING_NOTICE, i ? stage->twin : stage->third)))
			made(ground, "withdraw-matter", "id", text_of(ground, id), NULL);
	made(ground, "send-joint-proposal", "unit", text_of(ground, stage->town.unit), NULL);
	return text_of(ground, town_number(ground, WAITING_NOTICE, stage->town.unit));
}

static const char *
input_text(struct stage *stage, const char *text)
{
	const struct town *town = &stage->town;
	const struct {
		const char *name;
		int64_t id;
	} names[] = {
		{"@joint", town->joint}, {"@unit", town->unit}, {"@branch", town->branch}, {"@sister", town->sister},
		{"@person", town->person}, {"@membership", town->membership}, {"@affiliation", town->affiliation},
		{"@empty", stage->empty}, {"@general", stage->general}, {"@guidance", stage->guidance}, {"@coverage", stage->coverage},
		{"@post", stage->post}, {"@term", stage->term}, {"@charter", stage->charter},
		{"@pledge", stage->pledge}, {"@dispatch", stage->dispatch}, {"@restriction", stage->restriction}, {"@election", stage->election}, {"@mass", stage->mass},
		{"@former", stage->former}, {"@batch", stage->charter_batch}, {"@grant", stage->grant},
		{"@token", stage->token}, {"@setting", stage->setting}, {"@twin", stage->twin},
		{"@double", stage->twice}, {"@units_apart", stage->units_apart}, {"@persons_apart", stage->persons_apart},
	};

	if (strcmp(text, "@upload") == 0)
		return upload_of(stage);
	if (strcmp(text, "@postponing") == 0 || strcmp(text, "@advancing") == 0 || strcmp(text, "@sent") == 0 ||
	    strcmp(text, "@for_unit") == 0 || strcmp(text, "@head") == 0 || strcmp(text, "@objected") == 0)
		return matter_of_stage(stage, text);
	if (strcmp(text, "@asked") == 0)
		return asked_of_stage(stage);
	if (strcmp(text, "@voice") == 0)
		return voice_of_stage(stage);
	if (strcmp(text, "@notice") == 0)
		return notice_of(stage);
	if (strcmp(text, "@fresh") == 0)
		return arena_printf(stage->town.ground.arena, "fresh%d", stage->fresh++);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, text) == 0)
			return text_of(&stage->town.ground, names[i].id);
	return text;
}

static int
attempt(struct stage *stage, const struct trial *trial, const struct actor *actor, struct outcome *ret_outcome)
{
	struct ground *ground = &stage->town.ground;
	const struct call call = {ground->installation, ground->db, actor, ground->arena, ground->today, ground->at};
	struct input inputs[FIELDS_MAX];
	size_t count = 0;

	for (; count < FIELDS_MAX && trial->inputs[2 * count]; count++)
		inputs[count] = (struct input){trial->inputs[2 * count], input_text(stage, trial->inputs[2 * count + 1])};
	return action_run(&call, trial->action, inputs, count, 0, ret_outcome);
}

/* What a trial did is taken back, so that the next one finds the town as it was. */
static void
restore(struct stage *stage, const struct trial *trial, const struct outcome *outcome)
{
	struct ground *ground = &stage->town.ground;

	if (strncmp(trial->action, "add-account", 11) == 0 || strcmp(trial->action, "find-person") == 0 ||
	    strcmp(trial->action, "open-person") == 0 || strcmp(trial->action, "object-to-record") == 0 ||
	    strcmp(trial->action, "answer-data-request") == 0 || strcmp(trial->action, "answer-voice") == 0 || strcmp(trial->action, "set-password") == 0 || strcmp(trial->action, "make-token") == 0 ||
	    strstr(trial->action, "-matter") || strncmp(trial->action, "amend-", 6) == 0)
		return;
	if (strcmp(trial->action, "export") == 0) {
		close(outcome->file);
		return;
	}
	if (strcmp(trial->action, "disable-account") == 0)
		made(ground, "enable-account", "account", "reader", NULL);
	else if (strcmp(trial->action, "enable-account") == 0)
		made(ground, "disable-account", "account", "sleeper", NULL);
	else if (strcmp(trial->action, "reset-second-factor") == 0)
		secure(ground);
	else if (strcmp(trial->action, "grant-role") == 0)
		made(ground, "end-role", "id", text_of(ground, outcome->ids[0]), NULL);
	else if (strcmp(trial->action, "end-role") == 0)
		stage->grant = made(ground, "grant-role", "account", "reader", "role", "inspector", "node",
		                    text_of(ground, stage->town.joint), "since", "2026-12-01", NULL);
	else if (strcmp(trial->action, "keep-units-apart") == 0)
		made(ground, "compare-units-again", "id", text_of(ground, outcome->ids[0]), NULL);
	else if (strcmp(trial->action, "keep-persons-apart") == 0)
		made(ground, "compare-persons-again", "id", text_of(ground, outcome->ids[0]), NULL);
	else if (strcmp(trial->action, "compare-units-again") == 0)
		stage->units_apart = set_apart(stage, true);
	else if (strcmp(trial->action, "compare-persons-again") == 0)
		stage->persons_apart = set_apart(stage, false);
	else if (strcmp(trial->action, "set-setting") == 0)
		made(ground, "end-setting", "id", text_of(ground, outcome->ids[0]), NULL);
	else if (strcmp(trial->action, "end-setting") == 0)
		stage->setting = set_members(stage);
	else if (strcmp(trial->action, "undo") == 0) {
		stage->charter = made(ground, "add-charter", "unit", text_of(ground, stage->town.unit), "has_article",
		                      "no", "since", "2025-01-01", NULL);
		stage->charter_batch = journal_of(ground, "charter", stage->charter);
	} else {
		made(ground, "undo", "batch", text_of(ground, outcome->journal), NULL);
	}
}

static void
expect(struct stage *stage, const struct trial *trial, enum role role, int64_t node, bool may, const char *where)
{
	const struct actor actor = actor_at(&stage->town, role, node);
	struct outcome outcome = {0};
	int status = attempt(stage, trial, &actor, &outcome);
	const char *name = "";

	for (size_t i = 0; i < ROLES; i++)
		if (role_table[i].role == role)
			name = role_table[i].name;
	if (status != (may ? trial->expected : FAIL_FORBIDDEN)) {
		fprintf(stderr, "%s by %s %s gave %d: %s\n", trial->action, name, where, status,
		        status ? failure_text(LANG_EN) : "done");
		abort();
	}
	if (status == 0)
		restore(stage, trial, &outcome);
}

/* Where a role is held that reaches the trials' records, and where it does not. */
static int64_t
inside(const struct stage *stage, enum role role)
{
	if (role & (ROLE_BRANCH | ROLE_MEMBER | ROLE_SUPERVISOR | ROLE_TELLER))
		return stage->town.branch;
	return role == ROLE_UNIT_OFFICE ? stage->town.unit : role & (ROLE_ADMINISTRATOR | ROLE_AUDITOR) ? 0
	       : stage->town.joint;
}

static int64_t
outside(const struct stage *stage, enum role role)
{
	return role & (ROLE_BRANCH | ROLE_MEMBER | ROLE_SUPERVISOR | ROLE_TELLER) ? stage->town.other_branch
	       : role == ROLE_UNIT_OFFICE ? stage->town.other_unit : stage->town.other_joint;
}

/* They give nothing from outside one's scope: a search finds nobody, a new account belongs nowhere. */
static bool
works_anywhere(const char *action)
{
	return strcmp(action, "find-person") == 0 || strcmp(action, "add-account") == 0 || strcmp(action, "export") == 0;
}

static const struct trial *
trial_of(const char *action)
{
	for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
		if (strcmp(trials[i].action, action) == 0)
			return &trials[i];
	fprintf(stderr, "no trial of %s\n", action);
	abort();
}

static const char *
who_may(const char *action)
{
	const char *who = action_who(action);

	if (!who) {
		fprintf(stderr, "%s has no line in tests/doors.h: say there who may use it\n", action);
		abort();
	}
	return who;
}

static void
DP_12_every_action_is_open_to_its_roles_within_their_scope_and_to_nobody_else(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct stage stage = {0};
		const struct installation *installation;

		open_stage(&stage, &test);
		installation = stage.town.ground.installation;
		for (size_t a = 0; a < installation->action_count; a++) {
			const struct action *action = &installation->actions[a];
			const struct trial *trial = trial_of(action->name);

			if (strcmp(who_may(action->name), "+") == 0)
				continue; /* has tests of its own in accounts.c and sign_in.c */
			for (size_t r = 0; r < ROLES; r++) {
				enum role role = role_table[r].role;
				/* The entry undone is about a charter, the workbook about a unit: a branch keeps neither. */
				bool may = letters_have(who_may(action->name), role) &&
				           !((strcmp(action->name, "undo") == 0 || strcmp(action->name, "import") == 0) &&
				             (role & ROLE_BRANCH)) &&
				           /* The matters of the trials are the branch's. */
				           !(strstr(action->name, "-matter") && role == ROLE_UNIT_OFFICE &&
				             strcmp(action->name, "read-matter") != 0 && strcmp(action->name, "hear-matter") != 0) &&
				           /* But for its proposed head, and a notice, which is the organization's to read. */
				           !(strcmp(action->name, "read-matter") == 0 && role != ROLE_UNIT_OFFICE) &&
				           /* What an organization reports of itself it reports itself in the trials. */
				           !((strstr(action->name, "-unit-") || strstr(action->name, "-units-")) && (role & ROLE_BRANCH));

				expect(&stage, trial, role, inside(&stage, role), may, "inside");
				expect(&stage, trial, role, outside(&stage, role), may && works_anywhere(action->name), "outside");
			}
		}
		town_close(&stage.town);
	}
}

/* DP-12: a member's record opens in the branch alone, not to whoever stands above it. */
static void
DP_12_a_branch_role_held_above_the_branch_opens_no_person(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct stage stage = {0};

		open_stage(&stage, &test);
		for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
			if (strstr(trials[i].action, "-person") && strcmp(trials[i].action, "find-person") != 0 &&
			    strcmp(trials[i].action, "open-person") != 0)
				expect(&stage, &trials[i], ROLE_BRANCH_SECRETARY, stage.town.joint, false, "above");
		expect(&stage, trial_of("change-membership"), ROLE_BRANCH_SECRETARY, stage.town.joint, false, "above");
		expect(&stage, trial_of("answer-voice"), ROLE_BRANCH_SECRETARY, stage.town.joint, false, "above");
		expect(&stage, trial_of("change-post"), ROLE_BRANCH_SECRETARY, stage.town.joint, true, "above");
		town_close(&stage.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_12_every_action_is_open_to_its_roles_within_their_scope_and_to_nobody_else),
		cmocka_unit_test(DP_12_a_branch_role_held_above_the_branch_opens_no_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
