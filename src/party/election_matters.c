/*
 * What goes up in an election: the requests for the meeting, the candidates,
 * exclusions and an approval of the congress, the reports of the result.  A
 * reply becomes the record of the election's step, in the same transaction.
 */
#include "base/fail.h"
#include "party/election_act.h"
#include "party/matter_types.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

/* --- facts ----------------------------------------------------------------------------- */

enum { AT_ELECTION, AT_MEETING, AT_AGENDA };

#define KNOWN                                                                                                     \
	[AT_ELECTION] = {"election", {"选举", "Election"}, FIELD_REF, COMPUTED, "ELEC-36.2", .refers = "election"}, \
	[AT_MEETING] = {"meeting", {"大会日期", "Day of the meeting"}, FIELD_DAY, COMPUTED, "ELEC-32.1"}

static const struct field meeting_fields[] = {
	KNOWN,
	[AT_AGENDA] = {"agenda", {"会议议程", "Agenda"}, FIELD_TEXT, REQUIRED | PROSE, "ELEC-32.1", .max = 500},
};

static const struct field plain_fields[] = {
	KNOWN,
	[AT_AGENDA] = {"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "ELEC-36.2", .max = 500},
};

static const struct field delegates_fields[] = {
	KNOWN,
	[AT_AGENDA] = {"delegates", {"代表名额", "Number of delegates"}, FIELD_INT, REQUIRED, "ELEC-8.1c", .max = 10000},
};

STATEMENT(under_way, "select id from election where body = $1 and ended is null and state < 4");

_Static_assert(ELECTION_CLOSED == 4, "the statement's number is this");

/* Nothing is typed that the election knows. */
static int
complete_from_election(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	struct election *election;
	int64_t id = 0;
	int status = db_number(db, under_way, ARGS(INT(matter->body)), &id);

	(void)today;
	if (status == 0 && !id)
		return fail(FAIL_INPUT, "ELEC-32.1", "body", "这个党组织没有正在进行的选举；请先启动选举。",
		            "No election of this body is under way; begin one first.");
	if (status == 0)
		status = election_load(db, arena, id, &election);
	if (status < 0)
		return status;
	facts[AT_ELECTION] = INT(id);
	facts[AT_MEETING] = INT(election->meeting);
	return 0;
}

/* --- which step a matter is -------------------------------------------------------------- */

static const struct {
	enum matter_number number;
	const char *step;
} steps[] = {
	{ELECTION_CONGRESS, "congress_use"}, {ELECTION_DELEGATES, "delegate_number"}, {HOLD_ELECTION, "request_meeting"},
	{ELECTION_CANDIDATES, "request_candidates"}, {ELECTION_EXCLUSIONS, "exclusions_agreed"},
	{ELECTED_MEMBERS, "report_members"}, {ELECTED_OFFICERS, "report_officers"},
};

const char *
election_matter_step(int64_t number)
{
	for (size_t i = 0; i < COUNT(steps); i++)
		if (steps[i].number == (enum matter_number)number)
			return steps[i].step;
	return NULL;
}

int64_t
election_step_matter(const char *word)
{
	for (size_t i = 0; i < COUNT(steps); i++)
		if (strcmp(steps[i].step, word) == 0)
			return steps[i].number;
	return 0;
}

/* --- the law -------------------------------------------------------------------------------- */

static day_no
sent_on(const struct matter_check *check)
{
	return check->matter->submitted != DAY_NONE ? check->matter->submitted : check->today;
}

/* ELEC-32.2, 32.3, 33.1: late papers go on with grounds. */
static int
judge_day(struct matter_check *check, const char *clause)
{
	char meeting[DAY_TEXT], sent[DAY_TEXT];
	const struct given given[] = {
		{"meeting", day_text((day_no)check->matter->facts[AT_MEETING].number, meeting)},
		{"submitted", day_text(sent_on(check), sent)},
	};

	return matter_find_by_rule(check, NEEDS_GROUNDS, clause, given, COUNT(given));
}

static int
load(struct matter_check *check, struct election **ret_election)
{
	return election_load(check->db, check->arena, check->matter->facts[AT_ELECTION].number, ret_election);
}

/* The step comes in its turn, or goes up with grounds. */
static int
judge_turn(struct matter_check *check, const struct election *election, const char **ret_clause)
{
	const char *word = election_matter_step(check->matter->type->number);
	struct timeline timeline;
	int status = election_timeline(check->arena, election, check->today, &timeline);

	for (size_t i = 0; i < timeline.count && status == 0; i++) {
		const struct timeline_step *step = &timeline.steps[i];

		if (strcmp(step->rule->word, word) != 0)
			continue;
		*ret_clause = step->clause;
		if (step->progress == PROGRESS_NEEDLESS)
			return matter_find(check, BARS, step->clause, BREACH, "这次选举不需要这一步。", "This election has no need of it.");
		if (step->progress != PROGRESS_WAITING)
			return 0;
		return matter_find(check, BARS, step->clause, BREACH, "前面的步骤还没有完成。", "The steps before it are not done.");
	}
	return status < 0 ? status
	       : matter_find(check, BARS, "ELEC-36.2", BREACH, "这次选举没有这一步。", "This election has no such step.");
}

static int
judge_step(struct matter_check *check)
{
	const char *clause = "ELEC-36.2";
	struct election *election;
	int status = load(check, &election);

	return status == 0 ? judge_turn(check, election, &clause) : status;
}

static int
judge_meeting(struct matter_check *check)
{
	struct election *election;
	const char *clause = "ELEC-32.1";
	int status = load(check, &election);

	if (status == 0)
		status = judge_turn(check, election, &clause);
	if (status == 0)
		status = judge_day(check, election->form == FORM_COMMITTEE_CONGRESS ? "ELEC-32.3" : "ELEC-32.2");
	return status;
}

static int64_t
standing_for(const struct election *election, const struct seats *seats)
{
	int64_t count = 0;

	for (size_t i = 0; i < election->candidate_count; i++)
		count += election->candidates[i].seats == seats;
	return count;
}

/* ELEC-13.1: the list that goes up has the differential already. */
static int
judge_candidates(struct matter_check *check)
{
	struct election *election;
	const char *clause = "ELEC-33.1";
	int status = load(check, &election);

	if (status == 0)
		status = judge_turn(check, election, &clause);
	for (size_t i = 0; status == 0 && i < election->contest_count; i++) {
		const struct seats *seats = &election->contests[i];
		const struct given given[] = {
			{"seats", arena_printf(check->arena, "%lld", (long long)seats->count)},
			{"candidates", arena_printf(check->arena, "%lld", (long long)standing_for(election, seats))},
			{"round", election->cause == CAUSE_VACANCY ? "by_election" : "formal"},
		};

		if (seats->office == OFFICE_COMMITTEE || seats->office == OFFICE_DISCIPLINE)
			status = matter_find_by_rule(check, BARS, "ELEC-13.1", given, COUNT(given));
	}
	return status == 0 ? judge_day(check, "ELEC-33.1") : status;
}

static int
judge_delegates(struct matter_check *check)
{
	const struct given given[] = {
		{"delegates", arena_printf(check->arena, "%lld", (long long)check->matter->facts[AT_AGENDA].number)},
	};
	int status = judge_step(check);

	return status == 0
	       ? matter_find_by_rule(check, check->matter->facts[AT_AGENDA].number > 300 ? BARS : NEEDS_GROUNDS, "ELEC-8.1a",
	                             given, COUNT(given)) : status;
}

static day_no
latest_meeting(const struct matter *matter)
{
	return submission_latest(REQUEST_GENERAL_MEETING, (day_no)matter->facts[AT_MEETING].number);
}

static day_no
latest_candidates(const struct matter *matter)
{
	return submission_latest(REPORT_CANDIDATES, (day_no)matter->facts[AT_MEETING].number);
}

/* --- what a reply does ------------------------------------------------------------------------- */

static int
reply_to_election(struct running *running, const struct matter *matter, const struct reply *reply)
{
	const char *word = election_matter_step(matter->type->number);
	struct election *election;
	int status;

	if (reply->outcome != MATTER_APPROVED && reply->outcome != MATTER_FILED)
		return 0;
	status = election_load(running->db, running->call->arena, matter->facts[AT_ELECTION].number, &election);
	if (status == 0 && election->state >= ELECTION_CLOSED)
		return fail(FAIL_REFUSED, "ELEC-36.2", "id", "这次选举已经办结。", "The election is closed.");
	if (status == 0 && matter->type->number == ELECTED_OFFICERS)
		status = election_seat_officers(running, election, reply->effective, reply->document);
	if (status < 0)
		return status;
	return step_write(&running->act, election, &(struct step_entry){
		.word = word, .day = reply->document_on, .submitted = matter->submitted, .document = reply->document,
		.yes = matter->type->number == ELECTION_DELEGATES ? matter->facts[AT_AGENDA].number : -1, .of = -1,
		.reason = matter->grounds, .reason_document = matter->grounds ? reply->document : NULL, .matter = matter->id,
	});
}

#define SENT .who = ROLE_BRANCH | ROLE_CLERKS, .sender = SENT_BY_BODY, .complete = complete_from_election, \
	.replied = reply_to_election, .request_paper = "request", .reply_paper = "reply",               \
	.effect = {"批复（存档）后记入选举进程。", "The reply is recorded as a step of the election."}

const struct matter_type election_matters[] = {
	{ELECTION_CONGRESS, FOR_APPROVAL, "ELEC-4.2", SENT, FIELDS(plain_fields), .judge = judge_step},
	{ELECTION_DELEGATES, FOR_APPROVAL, "ELEC-8.1c ELEC-8.1a ELEC-8.1b", SENT, FIELDS(delegates_fields),
	 .judge = judge_delegates},
	{HOLD_ELECTION, FOR_APPROVAL, "ELEC-32.1 ELEC-32.2 ELEC-32.3", SENT, FIELDS(meeting_fields),
	 .judge = judge_meeting, .latest = latest_meeting},
	{ELECTION_CANDIDATES, FOR_APPROVAL, "ELEC-33.1 ELEC-13.1", SENT, FIELDS(plain_fields), .judge = judge_candidates,
	 .latest = latest_candidates},
	{ELECTION_EXCLUSIONS, FOR_APPROVAL, "ELEC-19.2 A-9", SENT, FIELDS(plain_fields), .judge = judge_step},
	{ELECTED_MEMBERS, FOR_THE_RECORD, "ELEC-34.1a", SENT, FIELDS(plain_fields), .judge = judge_step},
	{ELECTED_OFFICERS, FOR_APPROVAL, "ELEC-34.1b ELEC-34.2", SENT, FIELDS(plain_fields), .judge = judge_step},
	{0},
};
