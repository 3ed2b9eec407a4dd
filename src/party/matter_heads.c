/*
 * The prior check of whoever is proposed as head of a social organization
 * (OPIN-6.3d): the organization asks, the agency answers that it has no
 * objection, or objects, citing a condition of law or of the charter; the
 * person is told and may answer (DP-23).  The organization elects or appoints
 * its head itself: nothing in the records follows from the opinion.
 */
#include "base/fail.h"
#include "party/matter_effects.h"
#include "party/matter_step.h"
#include "party/matter_store.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

static const struct choice bases[] = {
	{HEAD_BY_LAW, "law", {"法律、法规规定的条件", "a condition of law"}},
	{HEAD_BY_CHARTER, "charter", {"章程规定的条件", "a condition of the charter"}},
	{0},
};

#define BASIS {"basis", {"异议的依据", "Ground of the objection"}, FIELD_CHOICE
#define PROVISION {"provision", {"依据的条款", "Provision cited"}, FIELD_TEXT
#define TOLD {"told", {"告知本人日期", "Person told on"}, FIELD_DAY
#define ANSWER {"answer", {"本人的说明", "What the person answers"}, FIELD_TEXT
#define ANSWERED {"answered", {"本人说明日期", "Person answered on"}, FIELD_DAY

static const struct field head_fields[] = {
	{"candidate", {"拟任人选", "Person proposed"}, FIELD_TEXT, REQUIRED | PERSONAL, "OPIN-6.3d", .max = 60,
	 .hint = {"只写姓名", "the name and nothing else"}},
	{"office", {"拟任职务", "Post"}, FIELD_TEXT, REQUIRED, "OPIN-6.3d", .max = 60,
	 .hint = {"如 会长、理事长、院长、秘书长", "as the charter calls it"}},
	{"takes_up", {"拟到任日期", "Takes post on"}, FIELD_DAY, REQUIRED, "OPIN-6.3d"},
	BASIS, COMPUTED, "OPIN-6.3d", .choices = bases},
	PROVISION, COMPUTED, "OPIN-6.3d", .max = 200},
	TOLD, COMPUTED, "DP-23"},
	ANSWER, COMPUTED | PERSONAL | PROSE, "DP-23", .max = 1000},
	ANSWERED, COMPUTED, "DP-23"},
};

/* --- the law ------------------------------------------------------------------------------ */

/* The opinion comes before the head takes post, on the same day at the latest. */
static int
judge_order(struct matter_check *check, day_no opinion)
{
	day_no takes_up = (day_no)fact_number(check->matter, "takes_up"), on = opinion == DAY_NONE ? check->today : opinion;
	char first[DAY_TEXT], second[DAY_TEXT];

	day_text(takes_up, first);
	day_text(on, second);
	if (on > takes_up)
		return opinion == DAY_NONE
		       ? matter_find(check, BEARS_NOT, "OPIN-6.3d", BREACH, "拟到任日期 %s 已过，审核意见还没有作出；到任不得早于意见。",
		                     "The day to take post, %s, has passed and no opinion has been given: no head takes post before it.", first)
		       : matter_find(check, BEARS_NOT, "OPIN-6.3d", BREACH, "拟到任日期 %s 早于作出意见的 %s；到任不得早于意见。",
		                     "The day to take post, %s, is before that of the opinion, %s: no head takes post before it.", first,
		                     second);
	return opinion == DAY_NONE
	       ? matter_find(check, BEARS_NOT, "OPIN-6.3d", HOLDS, "审核意见应当在到任以前作出，最晚 %s。",
	                     "The opinion is given before the head takes post, by %s.", first)
	       : matter_find(check, BEARS_NOT, "OPIN-6.3d", HOLDS, "审核意见 %s 作出，不晚于拟到任日期 %s。",
	                     "The opinion was given on %s, no later than the day to take post, %s.", second, first);
}

/* DP-23: the person is told of an objection, and may answer. */
static int
judge_hearing(struct matter_check *check)
{
	day_no told = (day_no)fact_number(check->matter, "told"), answered = (day_no)fact_number(check->matter, "answered");
	char day[DAY_TEXT];

	if (!told)
		return matter_find(check, BEARS_NOT, "DP-23", BREACH, "异议还没有告知本人；应当告知，本人可以作出说明。",
		                   "The person has not been told of the objection yet, who is told and may answer.");
	if (answered)
		return matter_find(check, BEARS_NOT, "DP-23", HOLDS, "已经告知本人，本人 %s 作出说明。",
		                   "The person was told and answered on %s.", day_text(answered, day));
	return matter_find(check, BEARS_NOT, "DP-23", HOLDS, "%s 已经告知本人，没有说明的记录。",
	                   "The person was told on %s; no answer is on record.", day_text(told, day));
}

static int
judge_head(struct matter_check *check)
{
	const struct matter *matter = check->matter;
	bool given = matter->state == MATTER_CLEARED || matter->state == MATTER_OBJECTED;
	int status = judge_order(check, given ? matter->document_on : DAY_NONE);

	return status == 0 && matter->state == MATTER_OBJECTED ? judge_hearing(check) : status;
}

const struct matter_type head_matters[] = {
	{HEAD_CHECK, FOR_APPROVAL, "OPIN-6.3d DP-23", .who = ROLE_UNIT_OFFICE | ROLE_CLERKS, .sender = SENT_BY_UNIT,
	 FIELDS(head_fields), .judge = judge_head, .lasting = true,
	 .effect = {"党建工作机构在到任以前审核并答复意见；负责人仍由社会组织按照章程产生，不因意见自动登记。",
	            "The agency answers before the head takes post; the organization elects or appoints its head by its charter, and"
	            " nothing is put on record by the opinion."},
	 .request_paper = "request", .reply_paper = "opinion"},
	{0},
};

/* --- the opinion ---------------------------------------------------------------------------- */

static const struct choice opinions[] = {
	{MATTER_CLEARED, "no_objection", {"无异议", "no objection"}},
	{MATTER_OBJECTED, "objection", {"有异议", "objection"}},
	{0},
};

static const struct field examine_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"opinion", {"审核意见", "Opinion"}, FIELD_CHOICE, REQUIRED, "OPIN-6.3d", .choices = opinions},
	BASIS, 0, "OPIN-6.3d", .choices = bases, .hint = {"有异议的必须填写", "of an objection, which must cite one"}},
	PROVISION, 0, "OPIN-6.3d", .max = 200, .hint = {"法规或者章程的名称和条款号", "the law or charter, and the article"}},
	{"remark", {"异议的理由", "Reasons of the objection"}, FIELD_TEXT, PROSE, "OPIN-6.3d", .max = 500,
	 .hint = {"只写不符合哪一项条件，不涉及思想、信仰", "which condition is not met; nothing of what the person believes"}},
	{"document", {"意见文号", "Document of the opinion"}, FIELD_TEXT, REQUIRED, "A-23", .max = 60},
	{"document_on", {"意见日期", "Date of the opinion"}, FIELD_DAY, REQUIRED, "A-23"},
};

static const char *const ground_fields[] = {"basis", "provision", "remark"};

/* All of the ground for an objection, none of it without one. */
static int
check_ground(const struct running *running)
{
	bool objects = running_int(running, "opinion") == MATTER_OBJECTED;

	for (size_t i = 0; i < COUNT(ground_fields); i++)
		if ((running_value(running, ground_fields[i])->type != VALUE_NULL) != objects)
			return objects
			       ? fail(FAIL_INPUT, "OPIN-6.3d", ground_fields[i], "有异议的，要写明依据法律或者章程的哪一项条件和理由。",
			              "An objection cites a condition of law or of the charter, and says why.")
			       : fail(FAIL_INPUT, "OPIN-6.3d", ground_fields[i], "无异议的，不填异议的依据和理由。",
			              "Where there is no objection, none is explained.");
	return 0;
}

static int
needs_head_check(const struct matter *matter)
{
	return matter->type->number == HEAD_CHECK ? 0
	       : fail(FAIL_REFUSED, "OPIN-6.3d", NULL, "这件事项不是负责人人选审核。", "This matter is no prior check of a proposed head.");
}

/* Writes a fact of the matter beside the others. */
static int
store_facts(struct matter_step *step, const char *const *names, size_t count)
{
	struct running *running = step->running;
	const struct matter_type *type = step->matter.type;
	struct value *facts = ARENA_ARRAY(running->call->arena, type->field_count, struct value);

	if (!facts)
		return FAIL_MEMORY;
	memcpy(facts, step->matter.facts, type->field_count * sizeof *facts);
	for (size_t i = 0; i < count; i++)
		*fact_named(type, facts, names[i]) = *running_value(running, names[i]);
	return matter_store_facts(&running->edit, step->matter.id, type, facts);
}

static int
run_examine(struct running *running)
{
	static const char *const set[] = {"basis", "provision"};
	const struct reply reply = {
		.document_on = (day_no)running_int(running, "document_on"), .effective = DAY_NONE,
	};
	struct matter_step step;
	int status = matter_begin_step(running, THE_ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_APPROVAL, &step);

	if (status == 0)
		status = needs_head_check(&step.matter);
	if (status == 0)
		status = matter_check_days(&step.matter, &reply, running->call->today);
	if (status == 0)
		status = check_ground(running);
	if (status == 0)
		status = store_facts(&step, set, COUNT(set));
	if (status < 0)
		return status;
	matter_set(&step, "document", *running_value(running, "document"));
	matter_set(&step, "document_on", *running_value(running, "document_on"));
	matter_set(&step, "remark", *running_value(running, "remark"));
	return matter_end_step(&step, (enum matter_state)running_int(running, "opinion"));
}

/* --- the person ------------------------------------------------------------------------------- */

static const struct field hear_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	TOLD, REQUIRED, "DP-23"},
	ANSWER, PERSONAL | PROSE, "DP-23", .max = 1000, .hint = {"本人没有说明的不填", "empty where there is none"}},
	ANSWERED, 0, "DP-23"},
};

static int
check_hearing(const struct running *running, const struct matter *matter)
{
	const struct value *answered = running_value(running, "answered");
	int64_t told = running_int(running, "told"), today = running->call->today;
	bool said = running_value(running, "answer")->type != VALUE_NULL;

	if (told < matter->document_on || told > today)
		return fail(FAIL_INPUT, "DP-23", "told", "告知日期在意见日期和今天之间。",
		            "The person is told between the day of the opinion and today.");
	if (said != (answered->type != VALUE_NULL))
		return fail(FAIL_INPUT, "DP-23", said ? "answered" : "answer", "本人的说明和说明日期要一并填写。",
		            "An answer has its day, and a day its answer.");
	if (said && (answered->number < told || answered->number > today))
		return fail(FAIL_INPUT, "DP-23", "answered", "说明日期在告知日期和今天之间。",
		            "The person answers between being told and today.");
	return 0;
}

static int
run_hear(struct running *running)
{
	static const char *const set[] = {"told", "answer", "answered"};
	struct matter_step step;
	int status = matter_begin_step(running, EITHER_SIDE, 1u << MATTER_OBJECTED, 1u << FOR_APPROVAL, &step);

	if (status == 0)
		status = check_hearing(running, &step.matter);
	if (status == 0)
		status = store_facts(&step, set, COUNT(set));
	return status < 0 ? status : matter_end_step(&step, MATTER_OBJECTED);
}

const struct action head_actions[] = {
	{"examine-matter", {"出具审核意见", "Give the opinion"}, FIELDS(examine_fields), .who = ROLE_CLERKS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.3d", .run = run_examine},
	{"hear-matter", {"记录告知和说明", "Record what the person was told and answers"}, FIELDS(hear_fields),
	 .who = ROLE_UNIT_OFFICE | ROLE_CLERKS, .within = WITHIN_RECORD, .clauses = "OPIN-6.3d DP-23", .run = run_hear},
	{0},
};
