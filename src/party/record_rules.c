/* Rules across records that one kind's declaration cannot say. */
#include "party/record.h"

#include <string.h>

#include "base/fail.h"
#include "law/opinions.h"

/* Runs a query for one number with $1 the record's id, $2 and $3 its bounds, $4 a reference or text. */
static int
count(const struct running *running, const char *sql, const struct record *record, struct value of,
      int64_t *ret_count)
{
	*ret_count = 0;
	return db_number(running->db, sql,
	                 ARGS(INT(record->id), INT(record->since), INT(record->until), of), ret_count);
}

static bool
empty(const struct record *record, const char *field)
{
	return record_value(record, field)->type == VALUE_NULL;
}

STATEMENT(units_of_code, "select count(*) from unit where id <> $1 and ended is null and since < $3"
                         " and until > $2 and coalesce(code, '') = $4"); /* as it is indexed */

static int
unit_rules(const struct running *running, const struct record *unit)
{
	int64_t others;
	int status;

	if (empty(unit, "code"))
		return record_value(unit, "category")->number == COMMUNITY_ORGANIZATION ? 0
		       : fail(FAIL_INPUT, "A-21", "code", "统一社会信用代码必须填写；只有在街道、社区备案的第五类组织可以没有。",
		              "The credit code is required; only category 5, filed with a community, may have none.");
	status = count(running, units_of_code, unit, *record_value(unit, "code"), &others);
	if (status < 0 || others == 0)
		return status;
	return fail(FAIL_REFUSED, "A-21", "code", "这个统一社会信用代码已经登记在另一个社会组织名下。",
	            "This credit code is already on record for another organization.");
}

/* That coverage by an organization names one is settled with what it counts for (party/settle.h). */
static int
coverage_rules(const struct running *running, const struct record *coverage)
{
	bool mass = record_value(coverage, "mode")->number == COVER_MASS;

	(void)running;
	if (mass && empty(coverage, "mass_org"))
		return fail(FAIL_INPUT, "OPIN-11.2", "mass_org", "群团覆盖要填写群团组织。",
		            "Coverage by a mass organization names it.");
	if (!empty(coverage, mass ? "body" : "mass_org"))
		return fail(FAIL_INPUT, "OPIN-11.2", mass ? "body" : "mass_org", "党组织和群团组织只能填写其中一个。",
		            "Name either a Party organization or a mass organization, not both.");
	return 0;
}

STATEMENT(person_of_id, "select count(*) from person where id <> $1 and ended is null and since < $3"
                        " and until > $2 and resident_id_key = $4");

/* What is typed is 18 characters; what was stored before is longer and was checked then. */
static int
person_rules(const struct running *running, const struct record *person)
{
	const struct value *resident_id = record_value(person, "resident_id");
	char key[LOOKUP_TEXT];
	int64_t others;
	int status;

	if (resident_id->type == VALUE_NULL || strlen(resident_id->text) > 18)
		return 0;
	secret_lookup(&running->call->installation->secret, resident_id->text, key);
	status = count(running, person_of_id, person, TEXT(key), &others);
	if (status < 0 || others == 0)
		return status;
	return fail(FAIL_REFUSED, "A-22", "resident_id", "这个公民身份号码已经登记在另一人名下；调入请办理组织关系转接。",
	            "This resident ID is already on record for another person; who comes from another branch is transferred.");
}

static int
membership_rules(const struct running *running, const struct record *membership)
{
	const struct value *joined = record_value(membership, "joined"),
	                   *converted = record_value(membership, "converted");

	(void)running;
	if (converted->type == VALUE_NULL || converted->number >= joined->number)
		return 0;
	return fail(FAIL_INPUT, "A-11", "converted", "转正日期不能早于入党日期。",
	            "A member becomes full no earlier than joining.");
}

/* DP-23: a review that is over names the decision; told is nobody before it can be known. */
static int
appeal_rules(const struct running *running, const struct record *restriction)
{
	const struct value *notified = record_value(restriction, "notified"), *review = record_value(restriction, "review");
	bool over = review->type != VALUE_NULL && review->number != REVIEW_PENDING;

	if (notified->type != VALUE_NULL && notified->number > running->call->today)
		return fail(FAIL_INPUT, "DP-23", "notified", "告知本人的日期不能晚于今天。", "The person was not told after today.");
	if (over == empty(restriction, "review_document"))
		return fail(FAIL_INPUT, "DP-23", "review_document", "复查有结果的填写复查决定文号，没有结果的不填。",
		            "A review that is over names its decision; one that is not names none.");
	return 0;
}

STATEMENT(posts_left, "select count(*) from post where person = $1 and body = $2 and ended is null and until > $3");
STATEMENT(relations_left_of, "select count(*) from membership where person = $1 and body = $2 and ended is null and until > $3");

/* DP-23: what a removal ends, ends with it as it is recorded (adding.c); no other decision becomes one afterwards. */
static int
removal_rules(const struct running *running, const struct record *restriction)
{
	int64_t measure = record_value(restriction, "measure")->number, left = 0;
	int status;

	if (measure < REMOVED_FROM_POST || strncmp(running->action->name, "add-", 4) == 0)
		return 0;
	status = db_number(running->db, measure == REMOVED_FROM_POST ? posts_left : relations_left_of,
	                   ARGS(*record_value(restriction, "person"), *record_value(restriction, "body"), DAY(restriction->since)),
	                   &left);
	return status < 0 || !left ? status
	       : fail(FAIL_INPUT, "DP-23", "measure", "免职、除名请作为新的决定登记，任职和组织关系随之结束。",
	              "Record a removal as a decision of its own: post and relation end with it.");
}

/* ELEC-5.2: a restoration names its document and a day behind the sanction, which alone it ends. */
static int
restriction_rules(const struct running *running, const struct record *restriction)
{
	const struct value *restored = record_value(restriction, "restored");
	int status = appeal_rules(running, restriction);

	if (status == 0)
		status = removal_rules(running, restriction);
	if (status < 0)
		return status;
	if (empty(restriction, "restored") != empty(restriction, "restoration_document"))
		return fail(FAIL_INPUT, "ELEC-5.2", "restoration_document", "恢复权利要同时填写日期和决定文号。",
		            "A restoration names both its day and the document that decides it.");
	if (restored->type == VALUE_NULL)
		return 0;
	if (record_value(restriction, "measure")->number != PROBATION_WITHIN)
		return fail(FAIL_INPUT, "ELEC-5.4", "restored", "只有留党察看另作恢复权利的决定；中止权利到最后一天为止。",
		            "Only after probation within the Party a decision restores the rights; a suspension ends with its last day.");
	if (restriction->until == DAY_OPEN || restored->number < restriction->until)
		return fail(FAIL_INPUT, "ELEC-5.2", "restored", "恢复权利之日要在留党察看的最后一天之后。",
		            "The rights are restored after the last day of the probation within the Party.");
	return 0;
}

static int
term_rules(const struct running *running, const struct record *term)
{
	(void)running;
	if (record_value(term, "years")->number == 0)
		return fail(FAIL_INPUT, "A-5", "years", "任期至少一年。", "A term has at least one year.");
	if (empty(term, "extended_to") != empty(term, "extension_document"))
		return fail(FAIL_INPUT, "ELEC-3.2a", "extension_document", "延期要同时填写延期至哪一天和批准文号。",
		            "A postponement names both its day and the document that approves it.");
	return 0;
}

static const struct rules {
	const struct kind *kind;
	const char *clauses;
	int (*check)(const struct running *running, const struct record *record);
} rules[] = {
	{&unit_kind, "A-21", unit_rules},
	{&coverage_kind, "OPIN-11.2", coverage_rules},
	{&person_kind, "A-22", person_rules},
	{&membership_kind, "A-11", membership_rules},
	{&restriction_kind, "ELEC-5.2 ELEC-5.4 DP-23", restriction_rules},
	{&term_kind, "A-5 ELEC-3.2a", term_rules},
};

static const struct rules *
rules_of(const struct kind *kind)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i].kind == kind)
			return &rules[i];
	return NULL;
}

int
record_rules(const struct running *running, const struct record *record)
{
	const struct rules *found = rules_of(record->kind);

	return found ? found->check(running, record) : 0;
}

const char *
record_rules_clauses(const struct kind *kind)
{
	const struct rules *found = rules_of(kind);

	return found ? found->clauses : "";
}
