#include "party/own_data.h"

#include <string.h>

#include "base/fail.h"
#include "party/data_request.h"
#include "party/election.h"
#include "party/openings.h"
#include "party/voice.h"
#include "registry/input.h"

/* --- outside the dictionary ------------------------------------------------------------- */

static const struct choice officials[] = {
	{OFFICIAL_SUPERVISOR, "supervisor", {"监票人", "vote supervisor"}}, {OFFICIAL_TELLER, "teller", {"计票人", "teller"}}, {0},
};

static const struct choice yes_no[] = {{1, "yes", {"是", "yes"}}, {2, "no", {"否", "no"}}, {0}};

#define BODY_OF(id) "(select b.name from body b where b.id = " id " and b.ended is null order by b.since desc limit 1)"
#define NODE_OF(id) "coalesce(" BODY_OF(id) ", (select u.name from unit u where u.id = " id " and u.ended is null order by u.since desc limit 1))"
#define ACTOR_OF(tag) "coalesce((select a.name from account a where 'account:' || a.id = " tag "), " tag ")"

STATEMENT(own_account, "select name, case when disabled is null then 1 else 2 end from account where person = $1 order by id");
STATEMENT(own_roles,
	"select g.role, " NODE_OF("g.node") ", g.since, case when g.until = 2932896 then null else g.until - 1 end from role_grant g"
	" where g.account = $1 and g.ended is null order by g.since, g.id");
STATEMENT(own_sessions, "select created, seen, expires from session where account = $1 order by created");
STATEMENT(own_tokens, "select label, created, used, until - 1 from api_token where account = $1 and ended is null order by created");
STATEMENT(own_rolls,
	"select " BODY_OF("a.body") ", a.day, case when x.entitled = 1 then 1 else 2 end, x.because, x.document from election_elector x"
	" join election_assembly a on a.id = x.assembly and a.ended is null where x.person = $1 and x.ended is null order by a.day");
STATEMENT(own_exclusions,
	"select " BODY_OF("e.body") ", e.meeting, x.circumstance, x.document from election_exclusion x join election e on"
	" e.id = x.election and e.ended is null and e.until = 2932896 where x.person = $1 and x.ended is null order by e.meeting");
STATEMENT(own_candidacies,
	"select " BODY_OF("e.body") ", e.meeting, x.name, x.support, x.cv, x.work, x.strengths, x.weaknesses from election_candidate x"
	" join election e on e.id = x.election and e.ended is null and e.until = 2932896 where x.person = $1 and x.ended is null"
	" order by e.meeting");
STATEMENT(own_credentials,
	"select " BODY_OF("e.body") ", e.meeting, case when x.procedure_ok = 1 then 1 else 2 end, case when x.qualified = 1 then 1 else 2 end"
	" from election_credential x join election e on e.id = x.election and e.ended is null and e.until = 2932896"
	" where x.person = $1 and x.ended is null order by e.meeting");
STATEMENT(own_results,
	"select " BODY_OF("e.body") ", e.meeting, x.yes, x.no, x.abstain, case when x.place > 0 then 1 else 2 end from ballot_tally x"
	" join ballot_round r on r.id = x.round and r.ended is null join election e on e.id = r.election and e.ended is null"
	" and e.until = 2932896 where x.person = $1 and r.state = 4 order by e.meeting, r.number");
STATEMENT(own_offices,
	"select " BODY_OF("a.body") ", a.day, x.role from election_official x join election_assembly a on a.id = x.assembly"
	" and a.ended is null where x.person = $1 and x.ended is null order by a.day");
STATEMENT(own_presidium,
	"select " BODY_OF("a.body") ", a.day, x.proposer from election_presidium x join election_assembly a on a.id = x.assembly"
	" and a.ended is null where x.person = $1 and x.ended is null order by a.day");
STATEMENT(own_signatures,
	"select " BODY_OF("e.body") ", e.meeting, r.number from ballot_signature x join ballot_round r on r.id = x.round"
	" and r.ended is null join election e on e.id = r.election and e.ended is null and e.until = 2932896 where x.person = $1"
	" order by e.meeting, r.number");
STATEMENT(own_cases,
	"select x.since, (select a.name from account a where a.id = x.account), x.purpose, x.matter, x.reason from person_case x"
	" where x.person = $1 order by x.since, x.id");
STATEMENT(own_requests,
	"select asked, kind, text, " BODY_OF("node") ", answered, outcome, answer, rule from data_request where person = $1"
	" order by asked, id");
STATEMENT(own_voices,
	"select handed, kind, text, " BODY_OF("body") ", answered, outcome, meeting, answer from voice where person = $1"
	" or person in (select goes from merged where kind = 'person' and stays = $1) order by handed, id");
STATEMENT(own_openings,
	"select x.at, " ACTOR_OF("x.actor") ", " NODE_OF("x.node") ", x.reason from person_access x where x.person = $1 order by x.at");
STATEMENT(own_writes,
	"select j.at, " ACTOR_OF("j.actor") ", j.action, j.number from journal j where j.subject = $1 and j.kind = 'person'"
	" order by j.number");

_Static_assert(BALLOT_SIGNED == 4 && DAY_OPEN == 2932896, "the statements' numbers are these");

/* --- why it is kept ------------------------------------------------------------------------ */

#define PARTY_RULES {"党内法规规定的职责；个人信息保护法第十三条", "duty laid down by Party rules; PIPL art. 13"}
#define SECURITY_LAW {"个人信息保护法第五十一条规定的安全措施", "security measures demanded by PIPL art. 51"}
#define ELECTING_BODY {"进行选举的党组织", "the body that elects"}
#define OPERATOR {"运行本系统的单位", "whoever runs this installation"}

static const struct own_notice of_account = {
	{"登录和核对权限", "to sign in and to check what may be done"}, SECURITY_LAW, OPERATOR,
	{"账号停用前；登录到期即删，停用的账号名随本人姓名删除", "until it is disabled; a session to its end; the name of a disabled account goes with the person's name"},
	{"本人、系统管理员", "the person and the administrator"}, false,
};
static const struct own_notice of_roll = {
	{"确定应到会人数，受理更正", "to know who should attend, and to correct it"}, PARTY_RULES, ELECTING_BODY,
	{"本届任期届满后再保留一届，到期删除", "its term and one more, then erased"},
	{"公布期间本组织党员只见姓名；不在名册上的原因只有本人和本组织办理选举的人员可见",
	 "names to the members while it is published; why somebody is left off to that person and to those in the body who run the election"}, true,
};
static const struct own_notice of_health = {
	{"报上级同意后不计算在应到会人数内；健康情况只记情形编号", "exclusion with the higher organization's consent; of health only the code"}, PARTY_RULES,
	ELECTING_BODY, {"本届任期届满后再保留一届，到期删除", "its term and one more, then erased"},
	{"本人、本组织办理选举的人员，文书报上级党组织", "the person, those in the body who run the election; as a paper the higher organization"}, true,
};
static const struct own_notice of_sheet = {
	{"向选举人介绍候选人", "to introduce candidates to the electors"}, PARTY_RULES, ELECTING_BODY,
	{"介绍材料到选举办结为止；未当选人的姓名随选举资料删除", "introductions until the election is closed; names of those not elected go with its file"},
	{"选举人、审查的上级党组织", "the electors and the higher organization that examines"}, false,
};
static const struct own_notice of_result = {
	{"宣布和检查选举结果", "to announce and to examine the result"}, PARTY_RULES, ELECTING_BODY,
	{"当选人长期；未当选人的姓名随选举资料删除", "those elected permanently; names of those not elected go with the file"},
	{"选举人、上级党组织、巡察人员", "the electors, higher organizations and inspectors"}, false,
};
static const struct own_notice of_presidium = {
	{"主持代表大会", "to preside over the congress"}, PARTY_RULES, ELECTING_BODY,
	{"本届任期届满后再保留一届，到期删除", "its term and one more, then erased"},
	{"代表、上级党组织、巡察人员", "the delegates, higher organizations and inspectors"}, false,
};
static const struct own_notice of_request = {
	{"办理个人信息请求", "to answer requests about personal data"},
	{"个人信息保护法第四十五至五十条", "PIPL art. 45 to 50"},
	{"受理的党组织", "the organization that answers"}, {"答复后按设置的年限，到期删除内容", "for the years set after the answer, then its words are erased"},
	{"本人、受理的党组织；逾期的，其上级", "the person and the organization that answers; past its days those above"}, false,
};
static const struct own_notice of_voice = {
	{"听取和答复党员的意见建议；不署名的意见不记是谁、何时提出，因此不在这里",
	 "to hear and answer what members propose and think; a view without a name is kept without author or day and is not here"},
	PARTY_RULES, {"所在党支部", "the member's branch"},
	{"答复后按设置的年限，到期删除内容", "for the years set after the answer, then its words are erased"},
	{"本人、本支部办理的人员", "the person and those who work in the branch"}, false,
};
static const struct own_notice of_log = {
	{"让本人知道谁看过、改过记录", "for the person to see who read or changed the record"}, SECURITY_LAW, OPERATOR,
	{"长期；只增不改，姓名删除后只有编号", "permanent; it is only added to, and has numbers once names are erased"},
	{"本人；日志另由审计员查看，不含内容", "the person; the journal without content the auditor"}, false,
};

#define BODY {"body", {"党组织", "Party organization"}, OWN_TEXT, NULL}
#define MEETING {"meeting", {"大会日期", "Day of the meeting"}, OWN_DAY, NULL}
#define WHO {"who", {"何人", "Who"}, OWN_ACTOR, NULL}
#define TIME {"at", {"时间", "Time"}, OWN_MOMENT, NULL}
#define DOCUMENT {"document", {"文号", "Document"}, OWN_TEXT, NULL}

static const struct choice roles[] = {
#define ROLE_CHOICE(bit, name, zh, en) {bit, name, {zh, en}},
	EACH_ROLE(ROLE_CHOICE)
	{0},
};

const struct own_table own_tables[] = {
	{"accounts", {"账号", "Account"}, "DP-16", own_account, false, &of_account,
	 {{"name", {"账号", "Account"}, OWN_TEXT, NULL}, {"enabled", {"可以登录", "May sign in"}, OWN_CHOICE, yes_no}}},
	{"roles", {"角色", "Roles"}, "DP-12", own_roles, true, &of_account,
	 {{"role", {"角色", "Role"}, OWN_CHOICE, roles}, {"node", {"范围", "Held at"}, OWN_TEXT, NULL},
	  {"since", {"自", "From"}, OWN_DAY, NULL}, {"last", {"最后一天", "Last day"}, OWN_DAY, NULL}}},
	{"sessions", {"登录", "Sessions"}, "DP-16", own_sessions, true, &of_account,
	 {{"begun", {"登录时间", "Signed in at"}, OWN_MOMENT, NULL}, {"seen", {"最近使用", "Last used"}, OWN_MOMENT, NULL},
	  {"expires", {"最晚结束", "Ends at the latest"}, OWN_MOMENT, NULL}}},
	{"tokens", {"接口令牌", "Tokens"}, "DP-16", own_tokens, true, &of_account,
	 {{"label", {"用途", "What for"}, OWN_TEXT, NULL}, {"made", {"生成时间", "Made at"}, OWN_MOMENT, NULL},
	  {"used", {"最近使用", "Last used"}, OWN_MOMENT, NULL}, {"last", {"最后一天", "Last day"}, OWN_DAY, NULL}}},
	{"rolls", {"选举人名册", "Rolls of electors"}, "DP-19", own_rolls, false, &of_roll,
	 {BODY, MEETING, {"entitled", {"有选举权", "Entitled"}, OWN_CHOICE, yes_no}, {"because", {"依据", "Rule"}, OWN_TEXT, NULL}, DOCUMENT}},
	{"exclusions", {"不计算在应到会人数内", "Excluded from those who should attend"}, "ELEC-19.2", own_exclusions, false, &of_health,
	 {BODY, MEETING, {"circumstance", {"情形", "Circumstance"}, OWN_CHOICE, circumstances}, DOCUMENT}},
	{"candidacies", {"候选人", "Candidacies"}, "ELEC-21.1a", own_candidacies, false, &of_sheet,
	 {BODY, MEETING, {"name", {"选票上的姓名", "Name on the ballot"}, OWN_TEXT, NULL},
	  {"support", {"提名数", "Supported by"}, OWN_NUMBER, NULL}, {"cv", {"简历", "CV"}, OWN_TEXT, NULL},
	  {"work", {"工作实绩", "Work"}, OWN_TEXT, NULL}, {"strengths", {"主要优点", "Strengths"}, OWN_TEXT, NULL},
	  {"weaknesses", {"主要缺点", "Weaknesses"}, OWN_TEXT, NULL}}},
	{"credentials", {"代表资格审查", "Credentials as a delegate"}, "ELEC-11.3a", own_credentials, false, &of_result,
	 {BODY, MEETING, {"procedure", {"产生程序符合规定", "Elected by the rules"}, OWN_CHOICE, yes_no},
	  {"qualified", {"具备代表条件", "Qualified"}, OWN_CHOICE, yes_no}}},
	{"results", {"选举结果", "Results"}, "ELEC-30.2", own_results, false, &of_result,
	 {BODY, MEETING, {"yes", {"赞成", "Yes"}, OWN_NUMBER, NULL}, {"no", {"不赞成", "No"}, OWN_NUMBER, NULL},
	  {"abstain", {"弃权", "Abstained"}, OWN_NUMBER, NULL}, {"elected", {"当选", "Elected"}, OWN_CHOICE, yes_no}}},
	{"offices", {"监票、计票", "Supervising and telling"}, "ELEC-22.1", own_offices, false, &of_result,
	 {BODY, MEETING, {"role", {"身份", "Role"}, OWN_CHOICE, officials}}},
	{"presidium", {"大会主席团", "Presidium of a congress"}, "ELEC-20.2b", own_presidium, false, &of_presidium,
	 {BODY, MEETING, {"proposer", {"提名者", "Proposed by"}, OWN_CHOICE, presidium_proposers}}},
	{"signatures", {"监票人签字", "Signatures as a supervisor"}, "ELEC-26.1b", own_signatures, false, &of_result,
	 {BODY, MEETING, {"round", {"第几轮", "Round"}, OWN_NUMBER, NULL}}},
	{"cases", {"按事由查看", "Cases by which the record was opened"}, "DP-12", own_cases, false, &of_log,
	 {{"since", {"日期", "Day"}, OWN_DAY, NULL}, WHO, {"purpose", {"事由", "Purpose"}, OWN_CHOICE, purposes},
	  {"matter", {"事项编号", "Matter"}, OWN_TEXT, NULL}, {"reason", {"理由", "Reason"}, OWN_TEXT, NULL}}},
	{"requests", {"个人信息请求", "Requests about data"}, "DP-24", own_requests, false, &of_request,
	 {{"asked", {"提出日期", "Asked on"}, OWN_DAY, NULL}, {"kind", {"请求事项", "What is asked"}, OWN_CHOICE, data_request_kinds},
	  {"text", {"内容", "In words"}, OWN_TEXT, NULL}, {"node", {"受理党组织", "Answered by"}, OWN_TEXT, NULL},
	  {"answered", {"答复日期", "Answered on"}, OWN_DAY, NULL}, {"outcome", {"办理结果", "Outcome"}, OWN_CHOICE, data_request_outcomes},
	  {"answer", {"答复", "Answer"}, OWN_TEXT, NULL}, {"rule", {"依据", "Rule"}, OWN_TEXT, NULL}}},
	{"voices", {"意见建议", "Proposals and views"}, "DP-20", own_voices, false, &of_voice,
	 {{"handed", {"提出日期", "Handed in on"}, OWN_DAY, NULL}, {"kind", {"类别", "Kind"}, OWN_CHOICE, voice_kinds},
	  {"text", {"内容", "In words"}, OWN_TEXT, NULL}, BODY, {"answered", {"答复日期", "Answered on"}, OWN_DAY, NULL},
	  {"outcome", {"办理结果", "Outcome"}, OWN_CHOICE, voice_outcomes},
	  {"meeting", {"列入议程的会议日期", "Meeting that takes it up"}, OWN_DAY, NULL}, {"answer", {"答复", "Answer"}, OWN_TEXT, NULL}}},
	{"openings", {"查看记录", "Who opened the record"}, "DP-13", own_openings, false, &of_log,
	 {TIME, WHO, {"office", {"单位", "Office"}, OWN_TEXT, NULL}, {"reason", {"理由", "Reason"}, OWN_TEXT, NULL}}},
	{"changes", {"改动记录", "Who changed the record"}, "DP-13", own_writes, false, &of_log,
	 {TIME, WHO, {"action", {"操作", "Action"}, OWN_TEXT, NULL}, {"journal", {"日志号", "Journal number"}, OWN_NUMBER, NULL}}},
	{0},
};

/* --- the dictionary ------------------------------------------------------------------------ */

const struct field *
kind_person_field(const struct kind *kind)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].type == FIELD_REF && strcmp(kind->fields[i].refers, person_kind.name) == 0)
			return &kind->fields[i];
	return NULL;
}

int
own_records(struct db *db, struct arena *arena, const struct kind *kind, int64_t person, struct list *ret_list)
{
	const struct field *field = kind_person_field(kind);
	struct list list = {0};
	int status;

	if (kind == &person_kind) {
		status = record_versions(db, arena, kind, person, false, &list.rows, &list.count);
		if (status < 0)
			return status;
	} else if (field) {
		status = list_referring(db, arena, kind, field->name, person, OWN_RECORDS_MAX, &list);
		if (status < 0)
			return status;
	}
	*ret_list = list;
	return 0;
}

/* --- the copy -------------------------------------------------------------------------------- */

struct copying {
	struct db *db;
	struct arena *arena;
	const struct secret *secret;
	int64_t person, account;
	day_no today;
	struct json *json;
};

static int
write_value(struct copying *copying, const struct field *field, const struct value *value)
{
	const char *title;
	char *open;
	int status = 0;

	json_key(copying->json, field->name);
	if (value->type == VALUE_NULL || (field->type != FIELD_RESIDENT && field->type != FIELD_REF)) {
		field_json(copying->json, field, value);
		return 0;
	}
	if (field->type == FIELD_RESIDENT) {
		status = secret_open(copying->secret, copying->arena, value->text, &open);
		if (status == 0)
			json_text(copying->json, open);
		return status;
	}
	status = ref_title(copying->db, copying->arena, kind_find(field->refers), value->number, copying->today, &title);
	if (status == 0)
		json_text(copying->json, title);
	return status;
}

static int
write_record(struct copying *copying, const struct record *record)
{
	struct json *json = copying->json;
	int status = 0;

	json_open(json, '{');
	json_key(json, "since");
	json_day(json, record->since);
	json_key(json, "last");
	json_day(json, record->until == DAY_OPEN ? DAY_NONE : record->until - 1);
	for (size_t i = 0; i < record->kind->field_count && status == 0; i++)
		status = write_value(copying, &record->kind->fields[i], &record->values[i]);
	json_close(json, '}');
	return status;
}

/* Why the records are kept, for whom and how long, stands with them (DP-10). */
static void
write_notice(struct json *json, const struct kind *kind)
{
	const struct { const char *name, *text; } notice[] = {
		{"purpose", kind->purpose.zh}, {"basis", kind->basis.zh}, {"keeper", kind->keeper.zh},
		{"retention", kind->retention.zh}, {"recipients", kind->recipients.zh},
	};

	json_key(json, "notice");
	json_open(json, '{');
	for (size_t i = 0; i < sizeof notice / sizeof *notice; i++) {
		json_key(json, notice[i].name);
		json_text(json, notice[i].text);
	}
	json_close(json, '}');
}

static int
write_kind(struct copying *copying, const struct kind *kind)
{
	struct json *json = copying->json;
	struct list list;
	int status = own_records(copying->db, copying->arena, kind, copying->person, &list);

	if (status < 0)
		return status;
	json_key(json, kind->name);
	json_open(json, '{');
	json_key(json, "label");
	json_text(json, kind->label.zh);
	write_notice(json, kind);
	json_key(json, "versions");
	json_open(json, '[');
	for (size_t i = 0; i < list.count && status == 0; i++)
		status = write_record(copying, list.rows[i]);
	json_close(json, ']');
	json_close(json, '}');
	return status;
}

static void
write_cell(struct json *json, const struct own_column *column, const struct rows *rows, int at)
{
	json_key(json, column->name);
	if (rows_null(rows, at)) {
		json_none(json);
		return;
	}
	switch (column->type) {
	case OWN_TEXT:
	case OWN_ACTOR:
		json_text(json, rows_text(rows, at));
		return;
	case OWN_DAY:
		json_day(json, rows_day(rows, at));
		return;
	case OWN_CHOICE:
		for (const struct choice *choice = column->choices; choice->word; choice++)
			if (choice->number == rows_int(rows, at)) {
				json_text(json, choice->word);
				return;
			}
		json_none(json);
		return;
	default:
		json_int(json, rows_int(rows, at));
	}
}

static int
write_table(struct copying *copying, const struct own_table *table)
{
	struct json *json = copying->json;
	struct rows *rows;
	int status = db_query(copying->db, table->sql, ARGS(INT(table->by_account ? copying->account : copying->person)), &rows);

	if (status < 0)
		return status;
	json_key(json, table->name);
	json_open(json, '[');
	while ((status = rows_next(rows)) > 0) {
		json_open(json, '{');
		for (int i = 0; table->columns[i].type; i++)
			write_cell(json, &table->columns[i], rows, i);
		json_close(json, '}');
	}
	json_close(json, ']');
	rows_close(rows);
	return status;
}

int
own_data_json(struct db *db, struct arena *arena, const struct secret *secret, int64_t person, int64_t account,
              day_no today, struct json *json)
{
	struct copying copying = {db, arena, secret, person, account, today, json};
	int status = 0;

	json_open(json, '{');
	json_key(json, "made_on");
	json_day(json, today);
	json_key(json, "person");
	json_int(json, person);
	json_key(json, "records");
	json_open(json, '{');
	for (size_t k = 0; kinds[k] && status == 0; k++)
		if (kinds[k] == &person_kind || kind_person_field(kinds[k]))
			status = write_kind(&copying, kinds[k]);
	json_close(json, '}');
	for (const struct own_table *table = own_tables; table->name && status == 0; table++)
		status = write_table(&copying, table);
	json_close(json, '}');
	return status;
}

/* --- the action --------------------------------------------------------------------------------- */

/* DP-16: whoever takes records of a person out is on record, the person included; the copy itself is made by the caller. */
static int
run_copy(struct running *running)
{
	const struct actor *actor = running->call->actor;

	if (!actor->person)
		return fail(FAIL_INPUT, "DP-24", NULL, "您的账号没有对应的人员记录。", "Your account belongs to no person on record.");
	running_allow(running);
	running->entry.kind = "person";
	running->entry.subject = actor->person;
	return running_id(running, actor->person);
}

const struct action own_data_actions[] = {
	{"copy-own-data", {"下载本人信息副本", "Take a copy of one's own data"}, .who = ANY_ACCOUNT, .within = WITHIN_ONESELF,
	 .clauses = "DP-16 DP-24", .run = run_copy},
	{0},
};
