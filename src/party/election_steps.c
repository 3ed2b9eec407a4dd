/* The steps of the procedure: the table, and how each stands on a day. */
#include "party/election.h"

#include <string.h>

#include "base/fail.h"

#define KINDS(...) KINDS_OF(__VA_ARGS__, 0, 0, 0, 0)
#define KINDS_OF(a, b, c, d, ...) (bit(a) | bit(b) | bit(c) | bit(d))
#define bit(kind) ((kind) ? 1u << (kind) : 0u)

#define MAIN_MEETING KINDS(ASSEMBLY_MEMBERS, ASSEMBLY_CONGRESS)
#define ANY_MEETING KINDS(ASSEMBLY_MEMBERS, ASSEMBLY_CONGRESS, ASSEMBLY_UNIT)
#define ANY_ASSEMBLY (ANY_MEETING | KINDS(ASSEMBLY_PLENARY, ASSEMBLY_DISCIPLINE_PLENARY))

#define ALL_FORMS(clause) {clause, clause, clause, clause}
#define CONGRESS_ONLY(clause) {[FORM_COMMITTEE_CONGRESS - 1] = clause}

#define OUTGOING {"上届委员会（不设委员会的为书记）", "the outgoing committee (or secretary)"}
#define HIGHER {"上级党组织", "the higher organization"}
#define MEETING {"大会", "the meeting"}
#define SUPERVISORS {"监票人", "the vote supervisors"}

const struct step_rule step_rules[] = {
	{"moved_term", {"提前或者延期换届的批准", "Approval of an early or late election"}, ALL_FORMS("ELEC-3.2a"),
	 BEFORE_MEETING, .source = BY_MATTER, .who = HIGHER, .document = true},
	{"congress_use", {"召开党员代表大会的批准", "Approval to hold a congress"}, CONGRESS_ONLY("ELEC-4.2"),
	 BEFORE_MEETING, .source = BY_MATTER, .who = HIGHER, .document = true},
	{"delegate_number", {"代表名额的批准", "Approval of the number of delegates"}, CONGRESS_ONLY("ELEC-8.1c"),
	 BEFORE_MEETING, .source = BY_MATTER, .who = HIGHER, .after = "congress_use",
	 .votes = {"代表名额", "delegates"}, .document = true},
	{"allocation", {"代表名额分配到各选举单位", "Seats shared among the electing units"}, CONGRESS_ONLY("ELEC-8.2a"),
	 BEFORE_MEETING, .source = BY_DEED, .who = OUTGOING, .after = "delegate_number"},
	{"opinions", {"听取党员意见，提出候选人预备人选", "Members' opinions heard, persons proposed"},
	 {NULL, "ELEC-14.1", NULL, NULL}, BEFORE_MEETING, .source = BY_RECORD, .who = OUTGOING,
	 .votes = {"赞成人数 / 征求意见的党员数", "members in favour / asked"}},
	{"subordinate_opinions", {"听取多数下级党组织意见，提出候选人预备人选", "Opinions of the lower organizations, persons proposed"},
	 {NULL, NULL, "ELEC-15.1", "ELEC-15.1"}, BEFORE_MEETING, .source = BY_RECORD, .who = OUTGOING,
	 .votes = {"赞成的组织数 / 征求意见的组织数", "organizations in favour / asked"}},
	{"deliberation", {"全体党员充分酝酿，提出书记、副书记候选人", "All members deliberate on the candidates"},
	 {"ELEC-16.2", NULL, NULL, NULL}, BEFORE_MEETING, .source = BY_RECORD, .who = {"全体党员", "all members"}},
	{"request_meeting", {"召开大会的请示与批复", "Request to hold the meeting, and reply"}, ALL_FORMS("ELEC-32.1"),
	 BEFORE_MEETING, .source = BY_MATTER, .who = OUTGOING, .document = true},
	{"request_candidates", {"候选人预备人选的请示与批复", "Request for the prospective candidates, and reply"},
	 ALL_FORMS("ELEC-33.1"), BEFORE_MEETING, .source = BY_MATTER, .who = OUTGOING,
	 .after = "opinions subordinate_opinions deliberation", .document = true},
	{"credentials_group", {"成立代表资格审查小组", "Credentials group set up"}, CONGRESS_ONLY("ELEC-11.1"),
	 BEFORE_MEETING, .source = BY_RECORD, .who = OUTGOING},
	{"exclusions_agreed", {"不计算在应到会人数内的党员：上级同意", "Exclusions from those who should attend: consent"},
	 {"ELEC-19.2", "ELEC-19.2", "ELEC-19.2", NULL}, BEFORE_MEETING, .source = BY_MATTER, .who = HIGHER,
	 .document = true},
	{"roll_published", {"公布选举人名册，受理更正", "Roll published for correction"}, ALL_FORMS("DP-19"),
	 BEFORE_MEETING, .source = BY_RECORD, .who = OUTGOING},
	{"sheets", {"候选人情况介绍齐备", "Introductions of all candidates complete"}, ALL_FORMS("ELEC-21.1a"),
	 BEFORE_MEETING, .source = BY_DEED, .who = OUTGOING, .after = "request_candidates"},

	{"nomination", {"党支部推荐提名", "Nomination in the branches"}, CONGRESS_ONLY("ELEC-10.1"), AT_ASSEMBLY,
	 KINDS(ASSEMBLY_UNIT), .source = BY_RECORD, .who = {"选举单位", "the electing unit"}},
	{"contact", {"与上级沟通，形成初步名单", "Contact with the higher organization, preliminary list"},
	 CONGRESS_ONLY("ELEC-10.2a"), AT_ASSEMBLY, KINDS(ASSEMBLY_UNIT), .source = BY_RECORD,
	 .who = {"选举单位", "the electing unit"}, .after = "nomination"},
	{"publicity", {"初步人选在一定范围公示", "Preliminary list published within a scope"}, CONGRESS_ONLY("ELEC-10.2b"),
	 AT_ASSEMBLY, KINDS(ASSEMBLY_UNIT), .source = BY_RECORD, .who = {"选举单位", "the electing unit"}, .after = "contact"},
	{"examination", {"候选人预备人选报审查", "Prospective candidates examined"}, CONGRESS_ONLY("ELEC-10.3"), AT_ASSEMBLY,
	 KINDS(ASSEMBLY_UNIT), .source = BY_RECORD, .who = {"召集党代表大会的委员会", "the convening committee"},
	 .after = "contact", .document = true},
	{"credentials_report", {"代表资格审查报告", "Report on the delegates' standing"}, CONGRESS_ONLY("ELEC-11.3a"),
	 AT_ASSEMBLY, KINDS(ASSEMBLY_CONGRESS), .source = BY_RECORD,
	 .who = {"代表资格审查小组", "the credentials group"}, .after = "credentials_group",
	 .votes = {"合格人数 / 审查人数", "passed / checked"}},
	{"presidium", {"预备会议通过主席团", "Presidium passed by the preparatory meeting"}, CONGRESS_ONLY("ELEC-20.2b"),
	 AT_ASSEMBLY, KINDS(ASSEMBLY_CONGRESS), .source = BY_RECORD, .who = {"预备会议", "the preparatory meeting"},
	 .after = "credentials_report", .votes = {"赞成 / 应到会代表", "in favour / should attend"}},
	{"presidium_passes", {"主席团讨论通过候选人预备人选", "Presidium passes the prospective candidates"},
	 CONGRESS_ONLY("ELEC-15.2"), AT_ASSEMBLY, KINDS(ASSEMBLY_CONGRESS), .source = BY_RECORD,
	 .who = {"大会主席团", "the presidium"}, .after = "presidium request_candidates"},
	{"delegations", {"各代表团酝酿，按多数代表意见确定候选人", "Delegations deliberate; candidates by majority opinion"},
	 CONGRESS_ONLY("ELEC-15.2"), AT_ASSEMBLY, KINDS(ASSEMBLY_CONGRESS), .source = BY_RECORD,
	 .who = {"各代表团", "the delegations"}, .after = "presidium_passes"},
	{"candidates_fixed", {"酝酿确定候选人", "Candidates deliberated and fixed"},
	 {"ELEC-16.2", "ELEC-14.1", "ELEC-15.1", NULL}, AT_ASSEMBLY, KINDS(ASSEMBLY_MEMBERS), .on_day = true,
	 .source = BY_RECORD, .who = MEETING, .after = "request_candidates"},
	{"delegates_fixed", {"按多数选举人意见确定代表候选人", "Candidates for delegate fixed by majority opinion"},
	 CONGRESS_ONLY("ELEC-10.4"), AT_ASSEMBLY, KINDS(ASSEMBLY_UNIT), .on_day = true, .source = BY_RECORD, .who = MEETING,
	 .after = "examination publicity"},
	{"exclusions_passed", {"大会通过不计算在应到会人数内的党员", "Exclusions passed by the meeting"},
	 {"ELEC-19.2", "ELEC-19.2", "ELEC-19.2", NULL}, AT_ASSEMBLY, KINDS(ASSEMBLY_MEMBERS), .on_day = true,
	 .source = BY_RECORD, .who = MEETING, .after = "exclusions_agreed",
	 .votes = {"赞成 / 应到会有表决权人数", "in favour / should attend with a vote"}},
	{"method_adopted", {"通过选举办法", "Election method adopted"}, ALL_FORMS("ELEC-38.1"), AT_ASSEMBLY, ANY_MEETING,
	 .on_day = true, .source = BY_RECORD, .who = MEETING, .votes = {"赞成 / 应到会人数", "in favour / should attend"}},
	{"supervisors_passed", {"通过监票人", "Vote supervisors passed"},
	 {"ELEC-22.2", "ELEC-22.2", "ELEC-22.2", "ELEC-22.2"}, AT_ASSEMBLY, ANY_ASSEMBLY, .on_day = true,
	 .source = BY_RECORD, .who = MEETING, .votes = {"赞成 / 应到会人数", "in favour / should attend"}},
	{"opened", {"清点人数，冻结名册", "Roll call, roll frozen"}, ALL_FORMS("ELEC-19.1"), AT_ASSEMBLY, ANY_ASSEMBLY,
	 .on_day = true, .source = BY_DEED, .who = {"会议主持人", "the chair"}},
	{"ballot", {"投票、计票、监票人签字", "Ballot, count, signed record"}, ALL_FORMS("ELEC-26.1b"), AT_ASSEMBLY,
	 ANY_ASSEMBLY, .each_contest = true, .source = BY_DEED, .who = SUPERVISORS, .after = "opened"},
	{"reduced", {"减少应选名额", "Seats reduced"}, ALL_FORMS("ELEC-29.3b"), AT_ASSEMBLY, ANY_ASSEMBLY, .each_contest = true,
	 .source = BY_DEED, .who = MEETING, .votes = {"同意 / 应到会人数", "in favour / should attend"}},
	{"announced", {"宣布当选名单", "Those elected announced"}, ALL_FORMS("ELEC-31.1"), AT_ASSEMBLY, ANY_ASSEMBLY,
	 .each_contest = true, .source = BY_DEED, .who = {"会议主持人", "the chair"}, .after = "ballot"},

	{"report_members", {"当选委员报上级备案", "Elected members reported for the record"},
	 {NULL, "ELEC-34.1a", "ELEC-34.1a", "ELEC-34.1a"}, AFTER_MEETING, .source = BY_MATTER,
	 .who = {"新一届委员会", "the new committee"}, .document = true},
	{"discipline_passed", {"同级党委通过纪委选举结果", "The committee passes the commission's result"},
	 {NULL, NULL, "ELEC-34.2", "ELEC-34.2"}, AFTER_MEETING, .source = BY_RECORD,
	 .who = {"同级党的委员会", "the committee at the same level"}, .document = true},
	{"report_officers", {"常委、书记、副书记报上级审批", "Standing committee, secretary, deputies up for approval"},
	 ALL_FORMS("ELEC-34.1b"), AFTER_MEETING, .source = BY_MATTER, .who = HIGHER, .after = "discipline_passed",
	 .order = "ELEC-34.2", .document = true},
	{"closed", {"资料齐全，办结", "Evidence complete, closed"}, ALL_FORMS("ELEC-36.2"), AFTER_MEETING,
	 .source = BY_DEED, .who = {"本组织", "the body"}, .after = "report_members report_officers"},
	{0},
};

const struct step_rule *
step_rule_find(const char *word)
{
	for (const struct step_rule *rule = step_rules; word && rule->word; rule++)
		if (strcmp(rule->word, word) == 0)
			return rule;
	return NULL;
}

bool
is_plenary(const struct assembly *assembly)
{
	return assembly && (assembly->kind == ASSEMBLY_PLENARY || assembly->kind == ASSEMBLY_DISCIPLINE_PLENARY);
}

const char *
step_clause(const struct step_rule *rule, const struct election *election, const struct assembly *assembly)
{
	const char *clause = rule->clauses[election->form - 1];

	return clause && is_plenary(assembly) && strcmp(clause, "ELEC-22.2") == 0 ? "ELEC-22.3" : clause;
}

const struct step_record *
election_step(const struct election *election, const char *word, int64_t assembly, int64_t contest)
{
	for (size_t i = 0; i < election->step_count; i++) {
		const struct step_record *step = &election->steps[i];

		if (step->rule && strcmp(step->rule->word, word) == 0 && step->assembly == assembly &&
		    step->contest == contest)
			return step;
	}
	return NULL;
}

/* --- deeds: what is done by doing it ---------------------------------------------------- */

struct place {
	const struct election *election;
	const struct assembly *assembly;
	const struct seats *seats;
	struct arena *arena;
	struct bilingual missing;
};

static bool
in_main(const struct seats *seats)
{
	return seats->assembly && (seats->assembly->kind == ASSEMBLY_MEMBERS || seats->assembly->kind == ASSEMBLY_CONGRESS);
}

static void
miss(struct place *place, const char *zh, const char *en, long long number)
{
	place->missing = (struct bilingual){arena_printf(place->arena, zh, number), arena_printf(place->arena, en, number)};
}

static bool
did_allocation(struct place *place)
{
	const struct election *election = place->election;
	const struct step_record *number = election_step(election, "delegate_number", 0, 0);
	int64_t shared = 0;

	for (size_t i = 0; i < election->contest_count; i++)
		shared += election->contests[i].office == OFFICE_DELEGATE ? election->contests[i].count : 0;
	if (number && number->yes > 0 && shared == number->yes)
		return true;
	miss(place, "已分配 %lld 名。", "%lld shared out so far.", (long long)shared);
	return false;
}

static bool
sheet_complete(const struct candidate *candidate)
{
	for (int i = 0; i < 4; i++)
		if (!candidate->sheet[i])
			return false;
	return true;
}

static bool
did_sheets(struct place *place)
{
	const struct election *election = place->election;
	long long wanting = 0, all = 0;

	/* Their texts go when the election is closed (DP-14). */
	if (election->state == ELECTION_CLOSED)
		return true;
	for (size_t i = 0; i < election->candidate_count; i++)
		if (in_main(election->candidates[i].seats)) {
			all++;
			wanting += !sheet_complete(&election->candidates[i]);
		}
	if (all == 0)
		miss(place, "还没有候选人。", "There are no candidates yet.", 0);
	else if (wanting)
		miss(place, "还有 %lld 人的介绍不完整。", "%lld introductions are incomplete.", wanting);
	return all > 0 && wanting == 0;
}

static bool
did_open(struct place *place)
{
	return place->assembly->opened != 0;
}

static bool
did_ballot(struct place *place)
{
	const struct ballot_round *last = contest_last_round(place->election, place->seats);

	if (last && last->state == BALLOT_SIGNED && last->kind != CONTEST_PRELIMINARY)
		return true;
	if (last)
		place->missing = ballot_state_label(last->state);
	return false;
}

static bool
did_announce(struct place *place)
{
	return election_step(place->election, "announced", place->assembly->id, place->seats->id) != NULL;
}

static bool
did_close(struct place *place)
{
	return place->election->state == ELECTION_CLOSED;
}

static const struct deed {
	const char *word;
	bool (*done)(struct place *place);
} deeds[] = {
	{"allocation", did_allocation}, {"sheets", did_sheets}, {"opened", did_open}, {"ballot", did_ballot},
	{"announced", did_announce}, {"closed", did_close},
};

/* --- what a step needs, and by when -------------------------------------------------------- */

static bool
has_organ(const struct election *election, enum organ organ, bool officers)
{
	for (size_t i = 0; i < election->contest_count; i++)
		if (election->contests[i].organ == organ &&
		    (!officers || election->contests[i].office >= OFFICE_STANDING))
			return true;
	return false;
}

bool
election_moved(const struct election *election)
{
	return election->cause == CAUSE_TERM_END && election->term_due != DAY_NONE &&
	       (election->meeting > election->term_due ||
	        election->meeting < day_add_months(election->term_due, -(int)election->on_schedule_months));
}

static bool
main_opened(const struct election *election)
{
	for (size_t i = 0; i < election->assembly_count; i++)
		if ((bit(election->assemblies[i].kind) & MAIN_MEETING) && election->assemblies[i].opened)
			return true;
	return false;
}

/*
 * What was wanting when an assembly opened, went on with a reason and cannot
 * be made up for: all but the replies that the evidence file demands (ELEC-36.2).
 */
static bool
gone_past(const struct step_rule *rule, const struct place *place)
{
	if (rule->phase == BEFORE_MEETING)
		return main_opened(place->election) && strcmp(rule->word, "request_meeting") != 0 &&
		       strcmp(rule->word, "request_candidates") != 0;
	return place->assembly && place->assembly->opened && !rule->each_contest &&
	       strcmp(rule->word, "supervisors_passed") != 0;
}

static bool
needless(const struct step_rule *rule, const struct election *election)
{
	if (strcmp(rule->word, "moved_term") == 0)
		return !election_moved(election);
	if (strcmp(rule->word, "publicity") == 0)
		return election->publicity_days == 0;
	if (strncmp(rule->word, "exclusions", 10) == 0)
		return election->exclusion_count == 0;
	if (strcmp(rule->word, "reduced") == 0)
		return true;
	if (strcmp(rule->word, "discipline_passed") == 0)
		return !has_organ(election, ORGAN_DISCIPLINE, true);
	if (strcmp(rule->word, "report_officers") == 0)
		return !has_organ(election, ORGAN_COMMITTEE, true) && !has_organ(election, ORGAN_DISCIPLINE, true);
	if (strcmp(rule->word, "report_members") == 0)
		return election->form == FORM_MEMBERS_OFFICERS;
	return false;
}

static day_no
latest_of(const struct step_rule *rule, const struct election *election, const struct assembly *assembly)
{
	bool congress = election->form == FORM_COMMITTEE_CONGRESS;

	if (strcmp(rule->word, "moved_term") == 0)
		return election->meeting > election->term_due ? election->term_due : election->meeting - 1;
	if (strcmp(rule->word, "request_meeting") == 0)
		return submission_latest(congress ? REQUEST_CONGRESS : REQUEST_GENERAL_MEETING, election->meeting);
	if (strcmp(rule->word, "request_candidates") == 0)
		return submission_latest(REPORT_CANDIDATES, election->meeting);
	if (strcmp(rule->word, "roll_published") == 0)
		return election->roll_latest;
	if (rule->phase == BEFORE_MEETING)
		return election->meeting;
	return assembly ? assembly->day : DAY_NONE;
}

/* --- the timeline ---------------------------------------------------------------------------- */

static bool
named(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (; words && *words; words += strcspn(words, " "), words += *words == ' ')
		if (strncmp(words, word, length) == 0 && (words[length] == ' ' || !words[length]))
			return true;
	return false;
}

/* Reports come after every announcement, a plenary after those of the meeting that elected its members. */
static bool
awaits_announcement(const struct timeline_step *step, const struct timeline_step *before)
{
	if (strcmp(before->rule->word, "announced") != 0)
		return false;
	return step->rule->phase == AFTER_MEETING || (is_plenary(step->assembly) && (bit(before->assembly->kind) & ANY_MEETING));
}

static bool
comes_after(const struct timeline_step *step, const struct timeline_step *before)
{
	if (awaits_announcement(step, before))
		return true;
	return (!before->assembly || before->assembly == step->assembly) && (!before->seats || before->seats == step->seats) &&
	       named(step->rule->after, before->rule->word);
}

bool
step_settled(const struct timeline_step *step)
{
	return step->progress == PROGRESS_DONE || step->progress == PROGRESS_NEEDLESS || step->progress == PROGRESS_PASSED;
}

static bool
comes_in_turn(const struct timeline *timeline, const struct timeline_step *step)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (!step_settled(&timeline->steps[i]) && comes_after(step, &timeline->steps[i]))
			return false;
	return true;
}

const struct timeline_step *
timeline_later(const struct timeline *timeline, const struct timeline_step *step, day_no day)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (timeline->steps[i].done != DAY_NONE && timeline->steps[i].done > day && comes_after(step, &timeline->steps[i]))
			return &timeline->steps[i];
	return NULL;
}

const struct timeline_step *
timeline_earlier(const struct timeline *timeline, const struct timeline_step *step, day_no day)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (timeline->steps[i].done != DAY_NONE && timeline->steps[i].done < day && comes_after(&timeline->steps[i], step))
			return &timeline->steps[i];
	return NULL;
}

static bool
done(struct place *place, const struct timeline_step *step)
{
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i].word, step->rule->word) == 0)
			return deeds[i].done(place);
	return step->record != NULL;
}

static void
add_step(struct timeline *timeline, const struct step_rule *rule, struct place place, day_no today)
{
	struct timeline_step *step = &timeline->steps[timeline->count];

	*step = (struct timeline_step){
		.rule = rule, .assembly = place.assembly, .seats = place.seats, .done = DAY_NONE,
		.from = rule->on_day ? place.assembly->day : DAY_NONE,
		.latest = latest_of(rule, place.election, place.assembly), .clause = step_clause(rule, place.election, place.assembly),
		.record = election_step(place.election, rule->word, place.assembly ? place.assembly->id : 0,
		                        place.seats ? place.seats->id : 0),
	};
	if (done(&place, step))
		step->progress = PROGRESS_DONE;
	else if (needless(rule, place.election))
		step->progress = PROGRESS_NEEDLESS;
	else if (gone_past(rule, &place))
		step->progress = PROGRESS_PASSED;
	else if ((step->from != DAY_NONE && today < step->from) || !comes_in_turn(timeline, step))
		step->progress = PROGRESS_WAITING;
	else
		step->progress = PROGRESS_OPEN;
	if (step->record)
		step->done = step->record->day;
	step->missing = place.missing;
	timeline->count++;
}

/* A step is due when what follows it is, at the latest; so that whatever is overdue has something overdue that is open. */
static void
set_latest(struct timeline *timeline)
{
	for (size_t i = timeline->count; i-- > 0;)
		for (size_t k = 0; k < i && timeline->steps[i].rule->phase == BEFORE_MEETING; k++)
			if (timeline->steps[k].latest > timeline->steps[i].latest && timeline->steps[i].progress != PROGRESS_NEEDLESS &&
			    comes_after(&timeline->steps[i], &timeline->steps[k]))
				timeline->steps[k].latest = timeline->steps[i].latest;
}

static void
set_urgency(struct timeline *timeline, const struct election *election, day_no today)
{
	for (size_t i = 0; i < timeline->count; i++) {
		struct timeline_step *step = &timeline->steps[i];

		if (step->progress != PROGRESS_OPEN || step->latest == DAY_NONE)
			continue;
		if (today > step->latest)
			step->progress = PROGRESS_LATE;
		else
			step->tight = step->rule->phase == BEFORE_MEETING && step->latest - today < election->tight_days;
	}
}

static void
add_assembly(struct timeline *timeline, struct place place, day_no today)
{
	for (const struct step_rule *rule = step_rules; rule->word; rule++) {
		if (rule->phase != AT_ASSEMBLY || !(rule->assemblies & bit(place.assembly->kind)) ||
		    !rule->clauses[place.election->form - 1])
			continue;
		place.seats = NULL;
		if (!rule->each_contest) {
			add_step(timeline, rule, place, today);
			continue;
		}
		for (size_t i = 0; i < place.election->contest_count; i++) {
			place.seats = &place.election->contests[i];
			if (place.seats->assembly == place.assembly)
				add_step(timeline, rule, place, today);
		}
	}
}

static void
add_phase(struct timeline *timeline, enum step_phase phase, struct place place, day_no today)
{
	for (const struct step_rule *rule = step_rules; rule->word; rule++)
		if (rule->phase == phase && rule->clauses[place.election->form - 1])
			add_step(timeline, rule, place, today);
}

/* How many steps it can have at most. */
static size_t
steps_most(const struct election *election)
{
	size_t most = 0;

	for (const struct step_rule *rule = step_rules; rule->word; rule++)
		most += rule->phase != AT_ASSEMBLY ? 1 : rule->each_contest ? election->contest_count : election->assembly_count;
	return most;
}

int
election_timeline(struct arena *arena, const struct election *election, day_no today, struct timeline *ret_timeline)
{
	struct timeline timeline = {.steps = ARENA_ARRAY(arena, steps_most(election), struct timeline_step)};
	struct place place = {.election = election, .arena = arena};

	if (!timeline.steps)
		return FAIL_MEMORY;
	add_phase(&timeline, BEFORE_MEETING, place, today);
	/* Delegates are elected before their congress, officers after the committee. */
	for (int units = 1; units >= 0; units--)
		for (size_t i = 0; i < election->assembly_count; i++) {
			place.assembly = &election->assemblies[i];
			if ((place.assembly->kind == ASSEMBLY_UNIT) == (units == 1))
				add_assembly(&timeline, place, today);
		}
	place.assembly = NULL;
	add_phase(&timeline, AFTER_MEETING, place, today);
	set_latest(&timeline);
	set_urgency(&timeline, election, today);
	while (timeline.next < timeline.count && timeline.steps[timeline.next].progress != PROGRESS_OPEN &&
	       timeline.steps[timeline.next].progress != PROGRESS_LATE)
		timeline.next++;
	*ret_timeline = timeline;
	return 0;
}
