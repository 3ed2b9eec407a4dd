/* Matters about terms: a re-election postponed or advanced (ELEC-3.2). */
#include "base/fail.h"
#include "law/elections.h"
#include "party/matter_types.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

/* --- the term ------------------------------------------------------------------------ */

STATEMENT(term_of_body, "select id from term where body = $1 and ended is null and since <= $2 and until > $2");
STATEMENT(term_first, "select min(since) from term where id = $1 and ended is null");

/* A term as it stands: when it ends by its length, and when by what was approved since. */
struct standing_term {
	int64_t id;
	day_no due, due_now;
};

static int
find_term(struct db *db, struct arena *arena, int64_t body, day_no today, struct standing_term *ret_term)
{
	struct standing_term term = {0};
	struct record *record;
	int64_t first = 0;
	int status = db_number(db, term_of_body, ARGS(INT(body), INT(today)), &term.id);

	if (status == 0 && !term.id)
		return fail(FAIL_INPUT, "ELEC-3.1", "body", "这个党组织没有届次记录，无从延期或提前；请先补录本届。",
		            "No term of this organization is on record, so there is nothing to move: enter the term first.");
	if (status == 0)
		status = record_get(db, arena, &term_kind, term.id, today, &record);
	if (status == 0)
		status = db_number(db, term_first, ARGS(INT(term.id)), &first);
	if (status < 0)
		return status;
	term.due = term_due((day_no)first, (int)record_value(record, "years")->number);
	term.due_now = (day_no)record_value(record, "due")->number;
	*ret_term = term;
	return 0;
}

/* --- facts ---------------------------------------------------------------------------- */

enum { AT_TERM, AT_DUE, AT_NEW_DATE, AT_REASON };

static const struct field shift_fields[] = {
	[AT_TERM] = {"term", {"届次", "Term"}, FIELD_REF, COMPUTED, "ELEC-3.1", .refers = "term"},
	[AT_DUE] = {"due", {"任期届满日期", "Day the term ends"}, FIELD_DAY, COMPUTED, "ELEC-3.1"},
	[AT_NEW_DATE] = {"new_date", {"换届的新日期", "New date of the re-election"}, FIELD_DAY, REQUIRED, "ELEC-3.2b"},
	[AT_REASON] = {"reason", {"理由", "Reasons"}, FIELD_TEXT, REQUIRED | PROSE, "ELEC-3.2a", .max = 500},
};

static int
complete_shift(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	bool later = matter->type->number == POSTPONE_TERM;
	day_no new_date = (day_no)facts[AT_NEW_DATE].number;
	struct standing_term term;
	char due[DAY_TEXT];
	int status = find_term(db, arena, matter->body, today, &term);

	if (status < 0)
		return status;
	if (later ? new_date <= term.due_now : new_date >= term.due_now)
		return fail(FAIL_INPUT, "ELEC-3.2a", "new_date",
		            later ? "延期后的日期应晚于现在应换届的 %s。" : "提前后的日期应早于现在应换届的 %s。",
		            later ? "A postponed date lies after %s, when the re-election is due now."
		                  : "An advanced date lies before %s, when the re-election is due now.",
		            day_text(term.due_now, due));
	facts[AT_TERM] = INT(term.id);
	facts[AT_DUE] = INT(term.due);
	return 0;
}

/* --- the law ---------------------------------------------------------------------------- */

/* ELEC-3.2b, from the day the term ends by its length. */
static int
judge_distance(struct matter_check *check)
{
	char due[DAY_TEXT], new_date[DAY_TEXT];
	const struct given given[] = {
		{"due", day_text((day_no)check->matter->facts[AT_DUE].number, due)},
		{"new_date", day_text((day_no)check->matter->facts[AT_NEW_DATE].number, new_date)},
	};

	return matter_find_by_rule(check, NEEDS_GROUNDS, "ELEC-3.2b", given, COUNT(given));
}

/* ELEC-3.2a: approved while the term runs. */
static int
judge_postponing(struct matter_check *check)
{
	day_no on = check->reply ? check->reply->document_on : check->today;
	struct standing_term term;
	char due[DAY_TEXT];
	int status = find_term(check->db, check->arena, check->matter->body, check->today, &term);

	if (status < 0)
		return status;
	day_text(term.due_now, due);
	status = on > term.due_now
	        ? matter_find(check, BARS, "ELEC-3.2a", BREACH, "本届已于 %s 届满，延期应当在届满以前（含当日）获得批准；请尽快换届。",
	                      "The term ended on %s; a postponement is approved on that day or before: hold the re-election soon.",
	                      due)
	        : matter_find(check, BEARS_NOT, "ELEC-3.2a", HOLDS, "延期须经上级党组织批准，批复不得晚于 %s。",
	                      "Postponing needs the higher organization's approval, dated %s or before.", due);
	return status == 0 ? judge_distance(check) : status;
}

/* ELEC-3.2a: approved before the meeting. */
static int
judge_advancing(struct matter_check *check)
{
	day_no on = check->reply ? check->reply->document_on : check->today;
	day_no meeting = (day_no)check->matter->facts[AT_NEW_DATE].number;
	char text[DAY_TEXT];
	int status;

	day_text(meeting, text);
	status = on >= meeting
	        ? matter_find(check, BARS, "ELEC-3.2a", BREACH, "提前换届应当在会议（%s）以前获得批准。",
	                      "Advancing is approved before the meeting on %s.", text)
	        : matter_find(check, BEARS_NOT, "ELEC-3.2a", HOLDS, "提前换届须在会议（%s）以前经上级党组织批准。",
	                      "Advancing needs the higher organization's approval before the meeting on %s.", text);
	return status == 0 ? judge_distance(check) : status;
}

/* --- what an approval does ------------------------------------------------------------------ */

static int
move_term(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct value values[8] = {{0}};
	bool given[8] = {false};
	int date = field_index(&term_kind, "extended_to"), document = field_index(&term_kind, "extension_document");
	int64_t term = matter_fact(matter, "term")->number;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	values[date] = *matter_fact(matter, "new_date");
	values[document] = TEXT(reply->document);
	given[date] = given[document] = true;
	return record_change(&running->edit, &term_kind, term, reply->effective, values, given);
}

#define SHIFT                                                                                                  \
	FOR_APPROVAL, "ELEC-3.2a ELEC-3.2b", .who = ROLE_BRANCH | ROLE_CLERKS, .sender = SENT_BY_BODY,           \
	FIELDS(shift_fields), .complete = complete_shift, .replied = move_term,                                \
	.effect = {"批准后，本届应换届日期改为新日期，并记入批复文号。",                                            \
	           "Once approved, the re-election is due on the new date, with the document of the reply."},       \
	.request_paper = "request", .reply_paper = "reply"

const struct matter_type term_matters[] = {
	{POSTPONE_TERM, SHIFT, .judge = judge_postponing},
	{ADVANCE_TERM, SHIFT, .judge = judge_advancing},
	{0},
};
