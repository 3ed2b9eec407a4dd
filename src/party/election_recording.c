/* Recording a step of an election: in its turn, on its day, with its vote, its document and what it rests on. */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS

static const struct field step_fields[] = {
	ELECTION_FIELD,
	{"step", {"步骤", "Step"}, FIELD_TEXT, REQUIRED, "ELEC-36.2", .max = 40},
	{"assembly", {"会议", "Assembly"}, FIELD_INT, 0, "ELEC-36.2"},
	{"day", {"日期（请示填批复日期）", "Day (of a request, of the reply)"}, FIELD_DAY, REQUIRED, "ELEC-36.2"},
	{"submitted", {"报送日期", "Submitted on"}, FIELD_DAY, 0, "ELEC-32.2"},
	{"document", {"文号", "Document"}, FIELD_TEXT, 0, "ELEC-36.2", .max = 60},
	{"yes", {"赞成数", "In favour"}, FIELD_INT, 0, "A-6", .max = 1000000},
	{"of", {"总数", "Of"}, FIELD_INT, 0, "A-6", .max = 1000000},
	{"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "ELEC-36.2", .max = 500},
	REASON_FIELDS,
};

/* Papers that came late: the general meeting's is a breach, the others a soft flag (ELEC-32.2, 32.3, 33.1). */
static int
check_submission(struct running *running, const struct election *election, const struct step_rule *rule)
{
	bool congress = election->form == FORM_COMMITTEE_CONGRESS;
	bool meeting = strcmp(rule->word, "request_meeting") == 0;
	const struct value *submitted = running_value(running, "submitted");
	char day[DAY_TEXT], sent[DAY_TEXT];
	struct given facts[2];

	if (!meeting && strcmp(rule->word, "request_candidates") != 0)
		return 0;
	if (submitted->type == VALUE_NULL)
		return fail(FAIL_INPUT, step_clause(rule, election, NULL), "submitted", "请填写报送日期。",
		            "Give the day it was submitted.");
	if (submitted->number > running_int(running, "day"))
		return fail(FAIL_INPUT, step_clause(rule, election, NULL), "submitted", "报送日期不能晚于批复日期。",
		            "It cannot be submitted after the reply.");
	day_text(election->meeting, day);
	day_text((day_no)submitted->number, sent);
	facts[0] = (struct given){"meeting", day};
	facts[1] = (struct given){"submitted", sent};
	return election_demand(running, false, !meeting ? "ELEC-33.1" : congress ? "ELEC-32.3" : "ELEC-32.2", facts, 2);
}

/*
 * Whom a vote of an assembly is counted of: those on its roll who may elect,
 * with the excluded where the exclusions are voted on (ELEC-19.2); of the
 * credentials report all delegates elected (ELEC-11.3a).  -1: what was typed.
 */
static int
base_of(struct running *running, const struct election *election, const struct step_rule *rule,
        const struct assembly *assembly, int64_t *ret_base)
{
	bool exclusions = strcmp(rule->word, "exclusions_passed") == 0;
	struct roll roll;
	int status;

	*ret_base = -1;
	if (!rule->votes.zh || !assembly)
		return 0;
	if (strcmp(rule->word, "credentials_report") == 0)
		status = election_delegates(running->call->arena, election, &roll);
	else
		status = election_roll(running->db, running->call->arena, election, assembly, &roll);
	if (status < 0)
		return status;
	*ret_base = (int64_t)(strcmp(rule->word, "credentials_report") == 0 ? roll.count : roll.entitled);
	for (size_t i = 0; i < roll.count && exclusions; i++)
		*ret_base += strcmp(roll.at[i].because, "ELEC-19.2") == 0;
	return 0;
}

/* ELEC-11.3a: the report says what the check found. */
static int
check_report(struct running *running, const struct election *election, int64_t passed)
{
	struct roll roll;
	int status = election_delegates(running->call->arena, election, &roll);

	if (status < 0 || (int64_t)roll.entitled == passed)
		return status;
	return fail(FAIL_REFUSED, "ELEC-11.3a", "yes", "审查合格的代表按记录是 %zu 名。", "By the record %zu delegates passed the check.",
	            roll.entitled);
}

/* A vote is passed by more than half of those who should attend (ELEC-38.1, A-6; the sources' default). */
static int
check_vote(struct running *running, const struct election *election, const struct step_rule *rule, const char *clause,
           int64_t base)
{
	const struct value *yes = running_value(running, "yes"), *typed = running_value(running, "of");
	const struct value derived = INT(base), *of = base < 0 ? typed : &derived;

	if (!rule->votes.zh)
		return 0;
	if (base >= 0 && typed->type != VALUE_NULL && typed->number != base)
		return fail(FAIL_REFUSED, clause, "of", "应到会人数按名册是 %lld，不是 %lld。",
		            "By the roll %lld should attend, not %lld.", (long long)base, (long long)typed->number);
	if (yes->type == VALUE_NULL || (of->type == VALUE_NULL && strcmp(rule->word, "delegate_number") != 0))
		return fail_named(FAIL_INPUT, clause, yes->type == VALUE_NULL ? "yes" : "of", rule->votes,
		                  (struct bilingual){"必须填写。", "required."});
	if (strcmp(rule->word, "delegate_number") == 0) {
		const struct given facts[] = {{"delegates", fact_of(running, yes->number)}};

		return election_demand(running, true, "ELEC-8.1b", facts, 1);
	}
	if (yes->number > of->number)
		return fail(FAIL_INPUT, clause, "yes", "赞成数不能多于总数。", "There cannot be more in favour than in all.");
	if (strcmp(rule->word, "credentials_report") == 0)
		return check_report(running, election, yes->number);
	if (2 * yes->number > of->number)
		return 0;
	return fail(FAIL_REFUSED, clause, "yes", "赞成 %lld，没有超过应到会 %lld 的半数，没有通过。",
	            "%lld in favour is not more than half of %lld: it is not passed.", (long long)yes->number,
	            (long long)of->number);
}

static int
step_stands(struct running *running, const struct election *election, const struct step_rule *rule,
            const struct assembly *assembly, struct timeline *ret_timeline, const struct timeline_step **ret_step)
{
	int status = election_timeline(running->call->arena, election, running->call->today, ret_timeline);

	for (size_t i = 0; status == 0 && i < ret_timeline->count; i++) {
		*ret_step = &ret_timeline->steps[i];
		if ((*ret_step)->rule == rule && (*ret_step)->assembly == assembly)
			return 0;
	}
	return status < 0 ? status
	       : fail(FAIL_INPUT, NULL, "step", "这次选举没有这一步。", "This election has no such step.");
}

/* Two steps and their days in the wrong order. */
static int
wrong_order(struct running *running, const struct timeline_step *before, day_no earlier, const struct timeline_step *step,
            day_no day, const char *field)
{
	struct arena *arena = running->call->arena;
	char first[DAY_TEXT], then[DAY_TEXT];
	struct bilingual sentence;

	day_text(earlier, first);
	day_text(day, then);
	sentence = (struct bilingual){
		arena_printf(arena, "“%s”（%s）不能早于“%s”（%s）。", step->rule->label.zh, then, before->rule->label.zh, first),
		arena_printf(arena, "“%s” (%s) cannot lie before “%s” (%s).", step->rule->label.en, then, before->rule->label.en, first),
	};
	if (!sentence.zh || !sentence.en)
		return FAIL_MEMORY;
	return fail_bilingual(FAIL_REFUSED, step->rule->order ? step->rule->order : step->clause, field, sentence);
}

/* A step lies on the day of what comes before it or later; what goes up, goes up then. */
static int
check_days(struct running *running, const struct timeline *timeline, const struct timeline_step *step)
{
	const struct value *submitted = running_value(running, "submitted");
	day_no day = (day_no)running_int(running, "day");
	bool sent = step->rule->source == BY_MATTER && submitted->type != VALUE_NULL && submitted->number < day;
	day_no begun = sent ? (day_no)submitted->number : day;
	const struct timeline_step *other = timeline_later(timeline, step, begun);
	char from[DAY_TEXT];

	if (other)
		return wrong_order(running, other, other->done, step, begun, sent ? "submitted" : "day");
	other = timeline_earlier(timeline, step, day);
	if (other)
		return wrong_order(running, step, day, other, other->done, "day");
	if (step->from == DAY_NONE || day >= step->from)
		return 0;
	day_text(step->from, from);
	return fail(FAIL_REFUSED, step->clause, "day", "这一步由会议办理，不能早于会议日期 %s。",
	            "The assembly itself does this: not before its day, %s.", from);
}

static int
check_order(struct running *running, const struct election *election, const struct step_rule *rule,
            const struct assembly *assembly)
{
	const struct timeline_step *step;
	struct timeline timeline;
	int status = step_stands(running, election, rule, assembly, &timeline, &step);

	if (status == 0)
		status = check_days(running, &timeline, step);
	if (status < 0 || step->progress != PROGRESS_WAITING)
		return status;
	return fail_named(FAIL_REFUSED, step->clause, "step", rule->label,
	                  (struct bilingual){"前面的步骤还没有完成。", "the steps before it are not done."});
}

/* The path of the organization above, from "/1/17/203/"; null at the top. */
static const char *
path_above(struct arena *arena, const char *path)
{
	size_t len = strlen(path);

	if (len < 2)
		return NULL;
	for (len--; len > 0 && path[len - 1] != '/'; len--)
		;
	return len > 1 ? arena_strndup(arena, path, len) : NULL;
}

/*
 * What needs a reply goes up as a matter.  A reply that came on paper is put
 * on record by the organization that gave it, never by the one that asked.
 */
static int
check_hand(struct running *running, const struct election *election, const struct step_rule *rule)
{
	const struct step_record *before = election_step(election, rule->word, 0, 0);
	const char *path = "", *above;
	int status;

	if (rule->source != BY_MATTER)
		return 0;
	if (before && before->matter)
		return fail(FAIL_REFUSED, step_clause(rule, election, NULL), "step", "这一步已有批复（存档），不能另行登记。",
		            "This step has its reply; nothing else can be recorded for it.");
	status = placement_path(running->db, running->call->arena, election->body, running->call->today, &path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	above = path_above(running->call->arena, path);
	if (!above || actor_may(running->call->actor, ROLE_CLERKS, above))
		return 0;
	return fail(FAIL_FORBIDDEN, step_clause(rule, election, NULL), "step", "请通过请示批复报送；纸质批复由上级党组织登记。",
	            "Send it up as a request; a reply on paper is recorded by the higher organization.");
}

static int
find_step(struct running *running, const struct election *election, const struct step_rule **ret_rule,
          const struct assembly **ret_assembly)
{
	const struct step_rule *rule = step_rule_find(running_text(running, "step"));
	const struct assembly *assembly = election_assembly(election, running_int(running, "assembly"));

	if (!rule || rule->source == BY_DEED || !rule->clauses[election->form - 1])
		return fail(FAIL_INPUT, NULL, "step", "没有这个可以记录的步骤。", "There is no such step to record.");
	if ((rule->phase == AT_ASSEMBLY) != (assembly != NULL))
		return fail(FAIL_INPUT, NULL, "assembly", "请指明是哪次会议的步骤。", "Say of which assembly it is the step.");
	if (assembly && assembly->opened && strcmp(rule->word, "supervisors_passed") != 0)
		return fail(FAIL_REFUSED, step_clause(rule, election, assembly), "step", "会议已经清点人数进入选举，不能补记会前的步骤。",
		            "The assembly has been opened; what comes before it can no longer be recorded.");
	*ret_rule = rule;
	*ret_assembly = assembly;
	return 0;
}

/* ELEC-10.2b: where a place has its lists published, candidates are fixed when the days are over. */
static int
check_published(struct running *running, const struct election *election, const struct step_rule *rule,
                const struct assembly *assembly)
{
	const struct step_record *published = assembly ? election_step(election, "publicity", assembly->id, 0) : NULL;

	if (strcmp(rule->word, "delegates_fixed") != 0 || !published ||
	    running_int(running, "day") >= published->day + election->publicity_days)
		return 0;
	return fail(FAIL_REFUSED, "ELEC-10.2b", "day", "初步人选公示不满 %lld 天，不能确定候选人。",
	            "The preliminary list has not been published for %lld days yet.", (long long)election->publicity_days);
}

static int
check_step(struct running *running, const struct election *election, const struct step_rule *rule,
           const struct assembly *assembly, int64_t base)
{
	const char *clause = step_clause(rule, election, assembly);
	int status = check_hand(running, election, rule);

	if (status == 0 && running_int(running, "day") > running->call->today)
		status = fail(FAIL_INPUT, clause, "day", "日期不能晚于今天。", "The day cannot lie in the future.");
	if (status == 0)
		status = check_order(running, election, rule, assembly);
	if (status < 0)
		return status;
	if (rule->document && !running_text(running, "document"))
		return fail(FAIL_INPUT, clause, "document", "请填写文号。", "Give the document number.");
	status = check_published(running, election, rule, assembly);
	if (status == 0 && strcmp(rule->word, "presidium") == 0)
		status = election_presidium_stands(running, election, assembly);
	if (status == 0)
		status = check_vote(running, election, rule, clause, base);
	return status == 0 ? check_submission(running, election, rule) : status;
}

static int
run_step(struct running *running)
{
	struct election *election;
	const struct step_rule *rule;
	const struct assembly *assembly;
	const struct value *yes = running_value(running, "yes"), *of = running_value(running, "of");
	const struct value *submitted = running_value(running, "submitted");
	int64_t base;
	int status = election_of(running, &election);

	if (status == 0)
		status = find_step(running, election, &rule, &assembly);
	if (status == 0)
		status = base_of(running, election, rule, assembly, &base);
	if (status == 0)
		status = check_step(running, election, rule, assembly, base);
	if (status < 0)
		return status;
	json_key(running->facts, "step");
	json_text(running->facts, rule->word);
	json_key(running->facts, "day");
	json_day(running->facts, (day_no)running_int(running, "day"));
	json_key(running->facts, "document");
	json_text(running->facts, running_text(running, "document"));
	if (strcmp(rule->word, "report_officers") == 0)
		status = election_seat_officers(running, election, (day_no)running_int(running, "day"),
		                                running_text(running, "document"));
	return status < 0 ? status : step_write(&running->act, election, &(struct step_entry){
		.assembly = assembly ? assembly->id : 0, .word = rule->word, .day = (day_no)running_int(running, "day"),
		.submitted = submitted->type == VALUE_NULL ? DAY_NONE : (day_no)submitted->number,
		.document = running_text(running, "document"), .yes = yes->type == VALUE_NULL ? -1 : yes->number,
		.of = base >= 0 ? base : of->type == VALUE_NULL ? -1 : of->number, .note = running_text(running, "note"),
		.reason = running_text(running, "reason"), .reason_document = running_text(running, "reason_document"),
	});
}

const struct action step_actions[] = {
	{"record-election-step", {"记录步骤", "Record a step"}, FIELDS(step_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-8.1a ELEC-8.1b ELEC-8.1c ELEC-10.1 ELEC-10.2a ELEC-10.2b ELEC-10.3 ELEC-10.4 ELEC-11.1 ELEC-11.3a ELEC-14.1 ELEC-15.1"
	            " ELEC-15.2 ELEC-16.2 ELEC-19.2 ELEC-20.2b ELEC-22.2 ELEC-22.3 ELEC-32.1 ELEC-32.2 ELEC-32.3 ELEC-33.1"
	            " ELEC-34.1a ELEC-34.1b ELEC-34.2 ELEC-38.1", .run = run_step},
	{0},
};
