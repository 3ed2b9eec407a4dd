#include "party/data_request.h"

#include <string.h>

#include "base/fail.h"
#include "party/setting.h"
#include "registry/list.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

const struct choice data_request_kinds[] = {
	{ASKS_CORRECTION, "correction", {"更正、补充", "correct or complete"}},
	{ASKS_COPY, "copy", {"查阅、复制", "see or copy"}},
	{ASKS_EXPLANATION, "explanation", {"解释说明处理规则", "explain how it is handled"}},
	{ASKS_DELETION, "deletion", {"删除", "delete"}},
	{ENDS_CONSENT, "consent", {"撤回同意", "withdraw consent"}},
	{COMPLAINS, "complaint", {"投诉（由上级党组织受理）", "complain, to the higher organization"}},
	{0},
};

const struct choice data_request_outcomes[] = {
	{REQUEST_DONE, "done", {"已照办", "done"}},
	{REQUEST_PARTLY, "partly", {"部分照办", "done in part"}},
	{REQUEST_REFUSED, "refused", {"不能照办", "refused"}},
	{0},
};

/* --- table ------------------------------------------------------------------------------ */

static const struct column request_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"made", COLUMN_INT, .required = true},        /* journal number */
	{"person", COLUMN_INT},                        /* who asks, or … */
	{"unit", COLUMN_INT},                          /* … whose record is objected to */
	{"kind", COLUMN_INT, .required = true},
	{"text", COLUMN_TEXT, .required = true},
	{"node", COLUMN_INT, .required = true},        /* body that answers */
	{"account", COLUMN_INT, .required = true},
	{"asked", COLUMN_INT, .required = true},       /* day */
	{"answered", COLUMN_INT},
	{"outcome", COLUMN_INT},
	{"answer", COLUMN_TEXT},
	{"rule", COLUMN_TEXT},
	{"answerer", COLUMN_INT},                      /* account */
	{"answer_made", COLUMN_INT},                   /* journal number */
};

static const struct index request_indexes[] = {
	{"data_request_person", "person", "person is not null"}, {"data_request_unit", "unit", "unit is not null"},
	{"data_request_node", "node, answered"},
};

const struct table data_request_tables[] = {
	{"data_request", request_columns, COUNT(request_columns), "id", request_indexes, COUNT(request_indexes)},
};
const size_t data_request_table_count = COUNT(data_request_tables);

/* --- reading ------------------------------------------------------------------------------ */

#define NAME_ON(table, id) \
	"(select x.name from " table " x where x.id = " id " and x.ended is null order by x.since desc limit 1)"

STATEMENT(requests_read,
	"select r.id, r.person, r.unit, case when r.unit is null then " NAME_ON("person", "r.person") " else "
	NAME_ON("unit", "r.unit") " end, r.kind, r.text, r.node, " NAME_ON("body", "r.node") ", r.account, r.asked, r.answered,"
	" r.outcome, r.answer, r.rule, (select a.name from account a where a.id = r.answerer) from data_request r"
	" where ($1 = 0 or r.id = $1) and ($2 = 0 or r.person = $2 or r.person in (select goes from merged where kind = 'person'"
	" and stays = $2)) and ($3 = '' or exists (select 1 from placement p where p.ended is null and p.since <= $5 and p.until > $5"
	" and ((p.path = $3 and p.subject in (r.node, r.unit)) or (p.subject = r.node and p.path >= $3 and p.path < $7"
	" and r.answered is null and r.asked + $6 < $5))))"
	" and ($4 = 0 or r.answered is null) order by case when r.answered is null then 0 else 1 end,"
	" case when r.answered is null then r.asked else -r.answered end, r.id limit 200");

_Static_assert(DATA_REQUESTS_MAX == 200, "as the statement says");

static int
take_request(struct arena *arena, const struct rows *rows, int64_t days, struct data_request *request)
{
	*request = (struct data_request){
		.id = rows_int(rows, 0), .person = rows_int(rows, 1), .unit = rows_int(rows, 2), .name = rows_dup(rows, 3, arena),
		.kind = (enum data_request_kind)rows_int(rows, 4), .text = rows_dup(rows, 5, arena), .node = rows_int(rows, 6),
		.node_name = rows_dup(rows, 7, arena), .account = rows_int(rows, 8), .asked = rows_day(rows, 9),
		.answered = rows_day(rows, 10), .outcome = (enum data_request_outcome)rows_int(rows, 11),
		.answer = rows_dup(rows, 12, arena), .rule = rows_dup(rows, 13, arena), .answerer = rows_dup(rows, 14, arena),
	};
	request->due = request->asked + (day_no)days;
	return request->text ? 0 : FAIL_MEMORY;
}

int
data_requests(struct db *db, struct arena *arena, const struct data_request_query *query,
              struct data_request **ret_requests, size_t *ret_count)
{
	struct data_request *requests = ARENA_ARRAY(arena, DATA_REQUESTS_MAX, struct data_request);
	const char *path = query->path ? query->path : "", *end = path_end(arena, path);
	struct settings settings;
	size_t count = 0;
	struct rows *rows;
	int64_t days;
	int status = requests && end ? settings_read(db, arena, query->today, &settings) : FAIL_MEMORY;

	if (status < 0)
		return status;
	days = setting_whole(&settings, SETTING_REQUEST_DAYS, NULL);
	status = db_query(db, requests_read, ARGS(INT(query->id), INT(query->person), TEXT(path), INT(query->waiting),
	                                          INT(query->today), INT(days), TEXT(end)), &rows);
	if (status < 0)
		return status;
	while (count < DATA_REQUESTS_MAX && (status = rows_next(rows)) > 0)
		if ((status = take_request(arena, rows, days, &requests[count++])) < 0)
			break;
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_requests = requests;
	*ret_count = count;
	return 0;
}

#define ANSWERS (ROLE_BRANCH | ROLE_CLERKS)

bool
data_request_answers(struct db *db, struct arena *arena, const struct actor *actor, const struct data_request *request,
                     day_no today)
{
	bool late = request->answered == DAY_NONE && request->due < today;
	const char *path;

	if ((!actor->operator && request->account == actor->account) || (request->person && request->person == actor->person) ||
	    placement_path(db, arena, request->node, today, &path) < 0)
		return false;
	return actor_may_own(actor, ANSWERS, path) || (late && actor_may(actor, ROLE_CLERKS, path));
}

/* --- asking --------------------------------------------------------------------------------- */

static const struct field ask_fields[] = {
	{"kind", {"请求事项", "What is asked"}, FIELD_CHOICE, REQUIRED, "DP-24", .choices = data_request_kinds},
	{"text", {"内容", "In words"}, FIELD_TEXT, REQUIRED | PERSONAL | PROSE, "DP-24", .max = 500,
	 .hint = {"写明哪一项、应当是什么；更正的写明依据", "which item, and what it should be; for a correction, on what it rests"}},
};

STATEMENT(relation_now, "select body from membership where person = $1 and ended is null order by until desc, since desc limit 1");
STATEMENT(above_body, "select superior from affiliation where body = $1 and relation = 1 and ended is null and since <= $2"
                      " and until > $2");
STATEMENT(above_unit, "select superior from affiliation where unit = $1 and relation = 1 and ended is null and since <= $2"
                      " and until > $2");
STATEMENT(request_add, "insert into data_request (id, made, person, unit, kind, text, node, account, asked)"
                       " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

_Static_assert(LEADS == 1, "the statements' number is this");

static int
nobody_answers(void)
{
	return fail(FAIL_REFUSED, "DP-24", NULL, "没有找到受理的党组织；请直接联系系统管理员公布的个人信息保护负责人。",
	            "There is no organization on record to answer it; turn to the officer for personal data named on the page on privacy.");
}

static int
add_request(struct running *running, int64_t person, int64_t unit, enum data_request_kind kind, int64_t node)
{
	const struct call *call = running->call;
	int64_t id = act_new_id(&running->act);
	int status = db_exec(running->db, request_add,
	                     ARGS(INT(id), INT(running->act.number), person ? INT(person) : SQL_NULL, unit ? INT(unit) : SQL_NULL,
	                          INT(kind), TEXT(running_text(running, "text")), INT(node), INT(call->actor->account),
	                          INT(call->today)), NULL);

	running->entry.kind = person ? "person" : "unit";
	running->entry.subject = person ? person : unit;
	running->entry.node = node;
	json_key(running->facts, "request");
	json_int(running->facts, id);
	return status < 0 ? status : running_id(running, id);
}

/* The branch, or what stands above it: for a complaint, and where who asks keeps the branch's records. */
static int
find_addressee(struct running *running, int64_t person, enum data_request_kind kind, int64_t *ret_node)
{
	const struct call *call = running->call;
	const char *path = NULL;
	int64_t node = 0;
	int status = db_number(running->db, relation_now, ARGS(INT(person)), &node);

	if (status == 0 && node)
		status = placement_path(running->db, call->arena, node, call->today, &path);
	if (status == FAIL_NOT_FOUND || (status == 0 && !node))
		return nobody_answers();
	if (status == 0 && (kind == COMPLAINS || actor_may_own(call->actor, ROLE_BRANCH, path))) {
		int64_t above = 0;

		status = db_number(running->db, above_body, ARGS(INT(node), INT(call->today)), &above);
		node = above;
	}
	if (status == 0 && !node)
		return nobody_answers();
	*ret_node = node;
	return status;
}

static int
run_ask(struct running *running)
{
	const struct actor *actor = running->call->actor;
	enum data_request_kind kind = (enum data_request_kind)running_int(running, "kind");
	int64_t node;
	int status;

	if (!actor->person)
		return fail(FAIL_INPUT, "DP-24", NULL, "您的账号没有对应的人员记录。", "Your account belongs to no person on record.");
	running_allow(running);
	status = find_addressee(running, actor->person, kind, &node);
	return status < 0 ? status : add_request(running, actor->person, 0, kind, node);
}

static const struct field object_fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, REQUIRED, "DP-25", .refers = "unit"},
	{"text", {"异议", "Objection"}, FIELD_TEXT, REQUIRED | PROSE, "DP-25", .max = 500,
	 .hint = {"对哪一项记录、标注或者评定有异议，理由是什么", "to which record, label or grade, and why"}},
};

static int
run_object(struct running *running)
{
	const struct call *call = running->call;
	int64_t unit = running_int(running, "unit"), node = 0;
	const char *path;
	int status = access_node(running->db, call->arena, call->actor, running->action->who, unit, call->today, call->today, &path);

	if (status == 0)
		status = running_needs(running, path);
	if (status == 0)
		status = db_number(running->db, above_unit, ARGS(INT(unit), INT(call->today)), &node);
	if (status == 0 && !node)
		status = nobody_answers();
	return status < 0 ? status : add_request(running, 0, unit, OBJECTS, node);
}

/* --- answering --------------------------------------------------------------------------------- */

static const struct field answer_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-24"},
	{"outcome", {"办理结果", "Outcome"}, FIELD_CHOICE, REQUIRED, "DP-24", .choices = data_request_outcomes},
	{"answer", {"答复", "Answer"}, FIELD_TEXT, REQUIRED | PERSONAL | PROSE, "DP-24", .max = 500},
	{"rule", {"不能照办的依据", "The rule a refusal rests on"}, FIELD_TEXT, PROSE, "DP-24", .max = 200,
	 .hint = {"不能照办或部分照办的必须填写，本人看得到", "needed where it is refused or done in part; the person reads it"}},
};

STATEMENT(request_answer, "update data_request set answered = $2, outcome = $3, answer = $4, rule = $5, answerer = $6,"
                          " answer_made = $7 where id = $1 and answered is null");

static int
check_answer(struct running *running, const struct data_request *request)
{
	const struct call *call = running->call;

	if (!data_request_answers(running->db, call->arena, call->actor, request, call->today))
		return running_forbidden();
	running_allow(running);
	if (request->answered != DAY_NONE)
		return fail(FAIL_REFUSED, "DP-24", "id", "这项请求已经答复。", "This request has been answered.");
	if (running_int(running, "outcome") != REQUEST_DONE && !running_text(running, "rule"))
		return fail(FAIL_INPUT, "DP-24", "rule", "不能照办的，要写明依据的规定。",
		            "Where it is not done, the rule that forbids it is named.");
	return 0;
}

static int
run_answer(struct running *running)
{
	const struct call *call = running->call;
	const struct data_request_query query = {.id = running_int(running, "id"), .today = call->today};
	struct data_request *request;
	size_t count = 0;
	int status = query.id > 0 ? data_requests(running->db, call->arena, &query, &request, &count) : 0;

	if (status == 0 && count == 0)
		status = running_forbidden();
	if (status == 0)
		status = check_answer(running, request);
	if (status < 0)
		return status;
	running->entry.kind = request->person ? "person" : "unit";
	running->entry.subject = request->person ? request->person : request->unit;
	running->entry.node = request->node;
	json_key(running->facts, "request");
	json_int(running->facts, request->id);
	json_key(running->facts, "outcome");
	json_text(running->facts, choice_by_number(&answer_fields[1], running_int(running, "outcome"))->word);
	status = db_exec(running->db, request_answer,
	                 ARGS(INT(request->id), INT(call->today), INT(running_int(running, "outcome")),
	                      TEXT(running_text(running, "answer")), TEXT(running_text(running, "rule")),
	                      INT(call->actor->account), INT(running->act.number)), NULL);
	return status < 0 ? status : running_id(running, request->id);
}

const struct action data_request_actions[] = {
	{"ask-about-own-data", {"提出个人信息请求", "Ask about one's own data"}, FIELDS(ask_fields), .who = ANY_ACCOUNT,
	 .within = WITHIN_ONESELF, .clauses = "DP-22 DP-24", .run = run_ask},
	{"object-to-record", {"对记录提出异议", "Object to what is recorded"}, FIELDS(object_fields), .who = ROLE_UNIT_OFFICE,
	 .within = WITHIN_NODE, .clauses = "DP-25", .run = run_object},
	{"answer-data-request", {"答复", "Answer"}, FIELDS(answer_fields), .who = ANSWERS, .within = WITHIN_NODE,
	 .clauses = "DP-24 DP-25", .run = run_answer},
	{0},
};
