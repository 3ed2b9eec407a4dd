#include "print/election_facts.h"

#include <string.h>

#include "base/fail.h"
#include "names/strokes.h"
#include "registry/kind.h"

#define LIVE(alias) alias ".ended is null and " alias ".since <= $2 and " alias ".until > $2"

struct reading {
	struct db *db;
	struct arena *arena;
	const struct election_asked *asked;
	const struct election *election;
	const struct assembly *meeting; /* the one the papers are of; null before there is one */
	struct roll roll;               /* of that meeting */
	struct election_paper paper;
};

/* Whether an assembly belongs to what was asked for: a unit's alone, or all but the units'. */
static bool
is_asked(const struct reading *reading, const struct assembly *assembly)
{
	return reading->asked->unit ? assembly->id == reading->asked->unit : assembly->kind != ASSEMBLY_UNIT;
}

/* ---- names ---- */

STATEMENT(superior_name,
	"select b.name from affiliation a join body b on b.id = a.superior"
	" where a.body = $1 and a.relation = 1 and " LIVE("a") " and " LIVE("b") " order by a.since limit 1");

static int
read_superior(struct reading *reading)
{
	struct rows *rows;
	int status = db_query(reading->db, superior_name, ARGS(INT(reading->election->body), INT(reading->asked->today)),
	                      &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		reading->paper.superior = arena_strdup(reading->arena, rows_text(rows, 0));
		status = reading->paper.superior ? 0 : FAIL_MEMORY;
	}
	rows_close(rows);
	return status;
}

static struct bilingual
committee_of(const struct election *election, enum organ organ)
{
	if (organ == ORGAN_DISCIPLINE)
		return (struct bilingual){"纪律检查委员会", "discipline inspection commission"};
	if (election->form == FORM_MEMBERS_OFFICERS)
		return (struct bilingual){"党支部", "Party branch"};
	switch (election->body_type) {
	case GENERAL_BRANCH:
		return (struct bilingual){"总支部委员会", "general branch committee"};
	case BRANCH:
	case JOINT_BRANCH:
	case TEMPORARY_BRANCH:
		return (struct bilingual){"支部委员会", "branch committee"};
	default:
		return (struct bilingual){"委员会", "committee"};
	}
}

static struct bilingual
title_of(enum office office)
{
	static const struct bilingual titles[] = {
		[OFFICE_COMMITTEE] = {"委员", "member"}, [OFFICE_DELEGATE] = {"代表", "delegate"},
		[OFFICE_DISCIPLINE] = {"委员", "member"}, [OFFICE_STANDING] = {"常务委员会委员", "standing-committee member"},
		[OFFICE_SECRETARY] = {"书记", "secretary"}, [OFFICE_DEPUTY] = {"副书记", "deputy secretary"},
	};

	return titles[office];
}

/* "支部委员会委员", "member of the branch committee"; with the round where there are several. */
static int
name_office(struct reading *reading, const struct seats *seats, const struct ballot_round *round,
            struct paper_contest *contest)
{
	struct bilingual committee = committee_of(reading->election, seats->office == OFFICE_DISCIPLINE ? ORGAN_DISCIPLINE
	                                                                                                : seats->organ);
	struct bilingual of = seats->office == OFFICE_DELEGATE ? (struct bilingual){"党员代表大会", "congress"} : committee;
	struct bilingual kind = round ? ballot_round_label(round) : (struct bilingual){NULL, NULL};

	contest->committee = committee;
	contest->title = title_of(seats->office);
	contest->office_name = (struct bilingual){
		arena_printf(reading->arena, "%s%s%s%s%s", of.zh, contest->title.zh, kind.zh ? "（" : "", kind.zh ? kind.zh : "",
		             kind.zh ? "）" : ""),
		arena_printf(reading->arena, "%s of the %s%s%s%s", contest->title.en, of.en, kind.en ? " (" : "",
		             kind.en ? kind.en : "", kind.en ? ")" : "")};
	return contest->office_name.zh && contest->office_name.en ? 0 : FAIL_MEMORY;
}

/* ---- candidates ---- */

STATEMENT(person_facts,
	"select p.birth, (select m.joined from membership m where m.person = p.id and " LIVE("m") " order by m.since limit 1),"
	" (select o.position from post o where o.person = p.id and " LIVE("o") " order by o.position limit 1)"
	" from person p where p.id = $1 and " LIVE("p"));

/* "1979.03": a month is all a list shows. */
static const char *
month_text(struct arena *arena, const struct rows *rows, int column)
{
	struct ymd ymd;

	if (rows_null(rows, column))
		return NULL;
	ymd = ymd_of((day_no)rows_int(rows, column));
	return arena_printf(arena, "%d.%02d", ymd.year, ymd.month);
}

static int
read_person(struct reading *reading, int64_t person, struct paper_candidate *candidate)
{
	const struct field *position = &post_kind.fields[field_index(&post_kind, "position")];
	struct rows *rows;
	int status;

	if (!reading->asked->persons)
		return 0;
	status = db_query(reading->db, person_facts, ARGS(INT(person), INT(reading->asked->today)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		const struct choice *post = rows_null(rows, 2) ? NULL : choice_by_number(position, rows_int(rows, 2));

		candidate->born = month_text(reading->arena, rows, 0);
		candidate->joined = month_text(reading->arena, rows, 1);
		candidate->post = post ? post->label : (struct bilingual){NULL, NULL};
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

static const struct round_tally *
tally_of(const struct election *election, const struct ballot_round *round, int64_t person)
{
	for (size_t i = 0; round && i < election->tally_count; i++)
		if (election->tallies[i].round == round && election->tallies[i].person == person &&
		    !election->tallies[i].written_in)
			return &election->tallies[i];
	return NULL;
}

static int
fill_candidates(struct reading *reading, const struct ballot_round *ballot, const struct ballot_round *round,
                struct paper_contest *contest)
{
	const struct candidate **standing;
	struct paper_candidate *people;
	size_t count;
	int status = ballot_order(reading->arena, reading->election, ballot, &standing, &count);

	if (status < 0)
		return status;
	people = ARENA_ARRAY(reading->arena, count, struct paper_candidate);
	if (!people)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count && status == 0; i++) {
		const struct candidate *from = standing[i];
		const struct round_tally *tally = tally_of(reading->election, round, from->person);

		people[i] = (struct paper_candidate){
			.name = from->name, .cv = from->sheet[0], .work = from->sheet[1], .strengths = from->sheet[2],
			.weaknesses = from->sheet[3], .support = from->support, .yes = tally ? tally->yes : -1,
			.no = tally ? tally->no : -1, .abstain = tally ? tally->abstain : -1};
		status = read_person(reading, from->person, &people[i]);
	}
	contest->candidates = (struct paper_candidates){people, count};
	return status;
}

/* ---- contests and rounds ---- */

static int
fill_written(struct reading *reading, const struct ballot_round *round, struct paper_contest *contest)
{
	const struct election *election = reading->election;
	struct paper_written *written = ARENA_ARRAY(reading->arena, election->tally_count, struct paper_written);
	size_t count = 0;

	if (!written)
		return FAIL_MEMORY;
	for (size_t i = 0; i < election->tally_count; i++)
		if (election->tallies[i].round == round && election->tallies[i].written_in)
			written[count++] = (struct paper_written){election->tallies[i].name, election->tallies[i].yes};
	contest->written = (struct paper_writtens){written, count};
	return 0;
}

/* Those elected in the order of the announcement: by one round, or, with a null round, by all. */
static int
fill_elected(struct reading *reading, const struct contest_outcome *outcome, const struct ballot_round *round,
             struct paper_contest *contest)
{
	struct paper_name *elected = ARENA_ARRAY(reading->arena, outcome->elected_count, struct paper_name);
	struct paper_name *tied = ARENA_ARRAY(reading->arena, outcome->tied_count, struct paper_name);
	size_t count = 0;

	if (!elected || !tied)
		return FAIL_MEMORY;
	for (size_t i = 0; i < outcome->elected_count; i++)
		if (!round || outcome->elected[i]->round == round)
			elected[count++].name = outcome->elected[i]->name;
	contest->elected = (struct paper_names){elected, count};
	if (round && round == outcome->last) {
		for (size_t i = 0; i < outcome->tied_count; i++)
			tied[i].name = outcome->tied[i]->name;
		contest->tied = (struct paper_names){tied, outcome->tied_count};
		contest->runoff_seats = outcome->seats_left;
	}
	return 0;
}

static void
fill_figures(const struct ballot_round *round, struct paper_contest *contest)
{
	contest->entitled = round->entitled;
	contest->present = round->present;
	contest->voters = round->voters;
	contest->issued = round->issued;
	contest->returned = round->returned;
	contest->unused = round->unused;
	contest->helped = round->helped;
	contest->valid = round->valid;
	contest->invalid = round->invalid;
	contest->differences = round->differences;
}

/* Who should attend where no ballot has begun yet; -1 where nobody is known, as of a plenary before the election. */
static int
entitled_at(struct reading *reading, const struct assembly *assembly, int64_t *ret_entitled)
{
	struct roll roll;
	int status = 0;

	if (assembly == reading->meeting)
		roll = reading->roll;
	else
		status = election_roll(reading->db, reading->arena, reading->election, assembly, &roll);
	if (status == 0)
		*ret_entitled = roll.entitled > 0 ? (int64_t)roll.entitled : -1;
	return status;
}

/* A contest with the figures of a round; `round` null where none has begun. */
static int
fill_contest(struct reading *reading, const struct seats *seats, const struct contest_outcome *outcome,
             const struct ballot_round *ballot, const struct ballot_round *round, struct paper_contest *contest)
{
	int status;

	*contest = (struct paper_contest){
		.office = seats->office, .round = ballot->kind, .seats = seats->count, .places = seats->places,
		.by_strokes = seats->office <= OFFICE_STANDING, .at_plenary = is_plenary(seats->assembly),
		.of_discipline = seats->organ == ORGAN_DISCIPLINE, .entitled = -1, .present = -1, .voters = -1, .issued = -1,
		.returned = -1, .valid = -1, .invalid = -1, .unused = -1, .helped = -1};
	status = name_office(reading, seats, NULL, contest);
	if (status == 0)
		status = fill_candidates(reading, ballot, round, contest);
	if (round)
		fill_figures(round, contest);
	else if (status == 0)
		status = entitled_at(reading, seats->assembly, &contest->entitled);
	if (status == 0 && round)
		status = fill_written(reading, round, contest);
	return status == 0 ? fill_elected(reading, outcome, round, contest) : status;
}

/* One round among several says which it is, and fills so many seats. */
static int
add_round(struct reading *reading, const struct seats *seats, const struct contest_outcome *outcome,
          const struct ballot_round *ballot, bool held, bool several, struct paper_contest *rounds, size_t *count)
{
	struct paper_contest *contest = &rounds[(*count)++];
	int status = fill_contest(reading, seats, outcome, ballot, held ? ballot : NULL, contest);

	if (status == 0 && ballot->count > 0)
		contest->seats = ballot->count;
	if (status == 0 && ballot->places > 0)
		contest->places = ballot->places;
	if (contest->round == CONTEST_RUNOFF)
		contest->runoff_seats = contest->seats;
	return status == 0 && several ? name_office(reading, seats, ballot, contest) : status;
}

static int
add_contest(struct reading *reading, const struct seats *seats, struct paper_contest *contests,
            struct paper_contest *rounds, size_t *round_count)
{
	const struct election *election = reading->election;
	const struct ballot_round first = {.seats = seats, .number = 1, .count = seats->count, .places = seats->places,
	                                   .kind = seats->places > 0 ? CONTEST_PRELIMINARY : CONTEST_FORMAL};
	const struct ballot_round *main = NULL;
	struct contest_outcome outcome;
	struct paper_contest *contest = &contests[reading->paper.contests.count++];
	size_t held = 0;
	int status = contest_outcome(reading->arena, election, seats, &outcome);

	for (size_t i = 0; i < election->round_count; i++) {
		const struct ballot_round *round = &election->rounds[i];

		if (round->seats != seats || round->state == BALLOT_VOID)
			continue;
		held++;
		if (!main && round->kind == CONTEST_FORMAL)
			main = round;
	}
	if (status == 0)
		status = fill_contest(reading, seats, &outcome, &first, main, contest);
	if (status == 0) /* of the contest as a whole: all whom any of its rounds elected */
		status = fill_elected(reading, &outcome, NULL, contest);
	for (size_t i = 0; i < election->round_count && status == 0; i++) {
		const struct ballot_round *round = &election->rounds[i];

		if (round->seats == seats && round->state != BALLOT_VOID)
			status = add_round(reading, seats, &outcome, round, true, held > 1 || outcome.next, rounds, round_count);
	}
	if (status == 0 && (held == 0 || outcome.next)) { /* the ballot that comes next */
		const struct ballot_round next = {
			.seats = seats, .number = INT64_MAX, .kind = outcome.kind, .separate = outcome.separate,
			.count = outcome.kind == CONTEST_PRELIMINARY ? seats->count : outcome.seats_left,
			.places = outcome.kind == CONTEST_PRELIMINARY ? seats->places : 0};

		status = add_round(reading, seats, &outcome, held ? &next : &first, false, held > 0, rounds, round_count);
	}
	return status;
}

static int
read_contests(struct reading *reading)
{
	const struct election *election = reading->election;
	struct paper_contest *contests = ARENA_ARRAY(reading->arena, election->contest_count, struct paper_contest);
	struct paper_contest *rounds = ARENA_ARRAY(reading->arena, election->round_count + election->contest_count,
	                                           struct paper_contest);
	size_t count = 0;
	int status = contests && rounds ? 0 : FAIL_MEMORY;

	/* The meeting's own offices stand before those of its plenaries. */
	for (int plenary = 0; plenary < 2; plenary++)
		for (size_t i = 0; i < election->contest_count && status == 0; i++) {
			const struct seats *seats = &election->contests[i];

			if (!seats->assembly || !is_asked(reading, seats->assembly) || is_plenary(seats->assembly) != (plenary == 1))
				continue;
			status = add_contest(reading, seats, contests, rounds, &count);
			reading->paper.with_plenary = reading->paper.with_plenary || plenary == 1;
			reading->paper.with_discipline = reading->paper.with_discipline || seats->office == OFFICE_DISCIPLINE;
		}
	reading->paper.contests.items = contests;
	reading->paper.rounds = (struct paper_contests){rounds, count};
	return status;
}

/* ---- the meeting ---- */

static int
read_roll(struct reading *reading)
{
	struct election_paper *paper = &reading->paper;
	struct paper_name *names;
	size_t count = 0;
	int status;

	paper->members = paper->full = paper->probationary = paper->entitled = paper->present = -1;
	if (!reading->meeting)
		return 0;
	status = election_roll(reading->db, reading->arena, reading->election, reading->meeting, &reading->roll);
	names = status == 0 ? ARENA_ARRAY(reading->arena, reading->roll.count, struct paper_name) : NULL;
	if (!names)
		return status < 0 ? status : FAIL_MEMORY;
	for (size_t i = 0; i < reading->roll.count; i++)
		if (reading->roll.at[i].entitled)
			names[count++].name = reading->roll.at[i].name;
	paper->roll = (struct paper_names){names, count};
	paper->members = (int64_t)reading->roll.count;
	paper->full = (int64_t)reading->roll.full;
	paper->probationary = paper->members - paper->full;
	paper->entitled = (int64_t)reading->roll.entitled;
	for (size_t i = 0; i < reading->election->round_count; i++)
		if (reading->election->rounds[i].seats->assembly == reading->meeting)
			paper->present = reading->election->rounds[i].present;
	return 0;
}

static int
read_officials(struct reading *reading)
{
	const struct election *election = reading->election;
	struct paper_name *supervisors = ARENA_ARRAY(reading->arena, election->official_count, struct paper_name);
	struct paper_name *tellers = ARENA_ARRAY(reading->arena, election->official_count, struct paper_name);
	struct election_paper *paper = &reading->paper;

	if (!supervisors || !tellers)
		return FAIL_MEMORY;
	paper->supervisors_least = paper->tellers_least = -1;
	if (reading->meeting) {
		const struct election_method method = election_method(election, reading->meeting);

		paper->supervisors_least = method.supervisors;
		paper->tellers_least = method.tellers;
		paper->by_totals = method.counting == COUNT_TOTALS;
		paper->keep_months = method.keep_months;
	}
	for (size_t i = 0; i < election->official_count; i++) {
		const struct official *official = &election->officials[i];

		if (official->assembly != reading->meeting)
			continue;
		if (official->role == OFFICIAL_SUPERVISOR)
			supervisors[paper->supervisors.count++].name = official->name;
		else
			tellers[paper->tellers.count++].name = official->name;
	}
	paper->supervisors.items = supervisors;
	paper->tellers.items = tellers;
	return 0;
}

/* By surname strokes: the clauses name no other order. */
static int
read_presidium(struct reading *reading)
{
	const struct election *election = reading->election;
	const char **members = ARENA_ARRAY(reading->arena, election->presidium_count, const char *);
	struct paper_name *names = ARENA_ARRAY(reading->arena, election->presidium_count, struct paper_name);
	struct strokes_order order;
	size_t count = 0;
	int status;

	if (!members || !names)
		return FAIL_MEMORY;
	for (size_t i = 0; i < election->presidium_count; i++)
		if (election->presidium[i].assembly == reading->meeting)
			members[count++] = election->presidium[i].name;
	status = strokes_sort(reading->arena, members, count, &order);
	for (size_t i = 0; i < count && status == 0; i++)
		names[i].name = members[order.order[i]];
	reading->paper.presidium = (struct paper_names){names, count};
	return status;
}

static int
read_exclusions(struct reading *reading)
{
	const struct election *election = reading->election;
	struct paper_exclusion *exclusions = ARENA_ARRAY(reading->arena, election->exclusion_count, struct paper_exclusion);
	const struct step_record *agreed = election_step(election, "exclusions_agreed", 0, 0);

	if (!exclusions)
		return FAIL_MEMORY;
	for (size_t i = 0; i < election->exclusion_count; i++) {
		const struct exclusion *from = &election->exclusions[i];

		exclusions[i] = (struct paper_exclusion){from->name, {"", ""},
		                                         from->document ? from->document : agreed ? agreed->document : NULL};
		for (const struct choice *choice = circumstances; choice->word; choice++)
			if (choice->number == from->circumstance)
				exclusions[i].circumstance = choice->label;
	}
	if (!reading->asked->unit)
		reading->paper.exclusions = (struct paper_exclusions){exclusions, election->exclusion_count};
	return 0;
}

/* What the meeting voted on by a show of hands, with the votes that were recorded. */
static int
read_motions(struct reading *reading)
{
	static const char *const words[] = {"presidium", "exclusions_passed", "method_adopted", "candidates_fixed",
	                                    "supervisors_passed"};
	struct paper_motion *motions = ARENA_ARRAY(reading->arena, sizeof words / sizeof *words, struct paper_motion);
	size_t count = 0;

	if (!motions)
		return FAIL_MEMORY;
	for (size_t i = 0; reading->meeting && i < sizeof words / sizeof *words; i++) {
		const struct step_record *step = election_step(reading->election, words[i], reading->meeting->id, 0);

		if (!step)
			continue;
		motions[count] = (struct paper_motion){step->rule->label, step->yes, step->of};
		if (strcmp(words[i], "exclusions_passed") == 0)
			reading->paper.exclusion_vote = (struct paper_motions){&motions[count], 1};
		count++;
	}
	reading->paper.motions = (struct paper_motions){motions, count};
	return 0;
}

/* ---- questions and incidents ---- */

/* A choice's label as a heading, without the clause in brackets behind it, which is the program's name for it. */
static int
choice_heading(struct arena *arena, const struct choice *choices, int64_t number, struct bilingual *ret_name)
{
	while (choices->word && choices->number != number)
		choices++;
	if (choices->word) {
		const char *zh = choices->label.zh, *en = choices->label.en;
		const char *zh_end = strstr(zh, "（ELEC"), *en_end = strstr(en, " (ELEC");
		char *capital = arena_strndup(arena, en, en_end ? (size_t)(en_end - en) : strlen(en));

		ret_name->zh = arena_strndup(arena, zh, zh_end ? (size_t)(zh_end - zh) : strlen(zh));
		ret_name->en = capital;
		if (capital && *capital >= 'a' && *capital <= 'z')
			*capital = (char)(*capital - 'a' + 'A');
		return ret_name->zh && capital ? 0 : FAIL_MEMORY;
	}
	*ret_name = (struct bilingual){"", ""};
	return 0;
}

/* They are of the election as a whole: an electing unit's papers have none. */
static int
read_questions(struct reading *reading)
{
	const struct election *election = reading->election;
	size_t count = reading->asked->unit ? 0 : election->question_count;
	struct paper_question *questions = ARENA_ARRAY(reading->arena, count, struct paper_question);
	int status = questions ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++) {
		const struct question *from = &election->questions[i];

		questions[i] = (struct paper_question){.asked = from->asked, .answered = from->answered, .text = from->text,
		                                       .answer = from->answer};
		status = choice_heading(reading->arena, question_kinds, from->kind, &questions[i].kind);
	}
	reading->paper.questions = (struct paper_questions){questions, count};
	return status;
}

static int
read_incidents(struct reading *reading)
{
	const struct election *election = reading->election;
	size_t count = reading->asked->unit ? 0 : election->incident_count;
	struct paper_incident *incidents = ARENA_ARRAY(reading->arena, count, struct paper_incident);
	int status = incidents ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++) {
		const struct incident *from = &election->incidents[i];

		incidents[i] = (struct paper_incident){
			.article = incident_article(from->kind), .reported = from->reported, .decided = from->decided,
			.text = from->text, .decision = from->decision, .organ = from->organ, .document = from->document};
		status = choice_heading(reading->arena, incident_kinds, from->kind, &incidents[i].kind);
	}
	reading->paper.incidents = (struct paper_incidents){incidents, count};
	return status;
}

/* ---- documents ---- */

/* A request's own day; its number is the sender's own and not recorded here. */
static struct paper_document
sent(const struct step_record *step)
{
	return (struct paper_document){NULL, step ? step->submitted : DAY_NONE};
}

static struct paper_document
received(const struct step_record *step)
{
	return (struct paper_document){step ? step->document : NULL, step ? step->day : DAY_NONE};
}

static void
read_documents(struct reading *reading)
{
	const struct step_record *meeting = election_step(reading->election, "request_meeting", 0, 0);
	const struct step_record *candidates = election_step(reading->election, "request_candidates", 0, 0);
	const struct step_record *members = election_step(reading->election, "report_members", 0, 0);
	const struct step_record *officers = election_step(reading->election, "report_officers", 0, 0);
	struct election_paper *paper = &reading->paper;

	paper->request = sent(meeting);
	paper->reply = received(meeting);
	paper->candidates_request = sent(candidates);
	paper->candidates_reply = received(candidates);
	paper->report = sent(members ? members : officers);
	paper->report_reply = received(officers);
	paper->appointment = (struct paper_document){NULL, officers ? officers->day : DAY_NONE};
}

static void
read_heading(struct reading *reading)
{
	const struct election *election = reading->election;
	bool congress = election->form == FORM_COMMITTEE_CONGRESS && !reading->asked->unit;
	struct election_paper *paper = &reading->paper;

	paper->form = (enum paper_form)(election->form - FORM_MEMBERS_OFFICERS + PAPER_MEMBERS_OFFICERS);
	paper->cause = election->cause;
	paper->body = reading->asked->unit && reading->meeting ? reading->meeting->body_name : election->body_name;
	paper->committee = reading->asked->unit ? (struct bilingual){"党员代表大会代表", "delegates to the congress"}
	                                        : committee_of(election, ORGAN_COMMITTEE);
	paper->meeting = congress ? (struct bilingual){"党员代表大会", "congress of delegates"}
	                          : (struct bilingual){"党员大会", "general meeting of members"};
	paper->congress = congress;
	paper->rule_set = election->rule_set;
	paper->term_start = election->term ? election->term_since : DAY_NONE;
	paper->due = election->term_due;
	paper->term_years = election->years;
	paper->meeting_day = reading->meeting && reading->meeting->day != DAY_NONE ? reading->meeting->day : election->meeting;
	paper->chair = reading->meeting ? reading->meeting->chair_name : NULL;
	paper->today = reading->asked->today;
	for (size_t i = 0; i < election->assembly_count; i++)
		if (election->assemblies[i].kind == ASSEMBLY_PLENARY)
			paper->plenary_chair = election->assemblies[i].chair_name;
}

static int
find_meeting(struct reading *reading)
{
	for (size_t i = 0; i < reading->election->assembly_count; i++) {
		const struct assembly *assembly = &reading->election->assemblies[i];

		if (is_asked(reading, assembly) && !is_plenary(assembly))
			reading->meeting = assembly;
	}
	if (reading->asked->unit && (!reading->meeting || reading->meeting->kind != ASSEMBLY_UNIT))
		return fail(FAIL_NOT_FOUND, NULL, NULL, "这次选举没有这个选举单位。", "This election has no such electing unit.");
	return 0;
}

int
election_paper_read(struct db *db, struct arena *arena, const struct election_asked *asked,
                    struct election_paper *ret_paper)
{
	struct reading reading = {.db = db, .arena = arena, .asked = asked, .election = asked->election};
	int (*const parts[])(struct reading *reading) = {
		find_meeting, read_superior, read_roll, read_contests, read_officials, read_presidium, read_exclusions, read_motions,
		read_questions, read_incidents,
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int status = parts[i](&reading);

		if (status < 0)
			return status;
	}
	read_heading(&reading);
	read_documents(&reading);
	*ret_paper = reading.paper;
	return 0;
}
