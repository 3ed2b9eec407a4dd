/* The result: announced, fewer seats, posts and terms, closing (ELEC-29.3b, 31, 34, 36.2). */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"
#include "registry/input.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS

static const struct field contest_fields[] = {
	ELECTION_FIELD,
	{"contest", {"选举项目", "Contest"}, FIELD_INT, REQUIRED, "ELEC-31.1"},
};

static int
find_contest(struct running *running, struct election **ret_election, const struct seats **ret_seats,
             struct contest_outcome *ret_outcome)
{
	int status = election_of(running, ret_election);

	if (status < 0)
		return status;
	*ret_seats = election_contest(*ret_election, running_int(running, "contest"));
	if (!*ret_seats)
		return fail(FAIL_NOT_FOUND, NULL, "contest", "没有这个选举项目。", "There is no such contest.");
	json_key(running->facts, "contest");
	json_int(running->facts, (*ret_seats)->id);
	return contest_outcome(running->call->arena, *ret_election, *ret_seats, ret_outcome);
}

/* --- fewer seats (ELEC-29.3b) ---------------------------------------------------------------- */

static const struct field reduce_fields[] = {
	ELECTION_FIELD,
	{"contest", {"选举项目", "Contest"}, FIELD_INT, REQUIRED, "ELEC-29.3b"},
	{"agree", {"同意减少名额的人数", "Electors who consent"}, FIELD_INT, 0, "ELEC-29.3b", .max = 1000000},
	{"presidium", {"主席团已决定", "Decided by the presidium"}, FIELD_BOOL, 0, "ELEC-29.3b"},
	{"note", {"接近应选名额的理由", "Why it counts as close"}, FIELD_TEXT, PROSE, "ELEC-29.3b", .max = 500},
	REASON_FIELDS,
};

STATEMENT(contest_end, "update election_contest set ended = $2 where id = $1 and ended is null");
STATEMENT(contest_again,
	"insert into election_contest (id, made, election, assembly, office, organ, seats, places)"
	" select id, $2, election, assembly, office, organ, $3, places from election_contest where id = $1 and ended = $2");

static int
demand_reduction(struct running *running, const struct election *election, const struct seats *seats,
                 const struct contest_outcome *outcome)
{
	bool congress = election->form == FORM_COMMITTEE_CONGRESS;
	int64_t least = seats->office == OFFICE_COMMITTEE ? committee_least(election) : 1;
	const struct given facts[] = {
		{"seats", fact_of(running, seats->count)}, {"passed", fact_of(running, (int64_t)outcome->elected_count)},
		{"minimum_size", fact_of(running, least)}, {"entitled", fact_of(running, seats->assembly->entitled)},
		{"agree", fact_of(running, running_int(running, "agree"))},
		{"presidium_decided", running_int(running, "presidium") ? "true" : "false"},
	};

	if (!congress && running_int(running, "presidium"))
		return fail(FAIL_REFUSED, "ELEC-29.3b", "presidium", "党员大会没有主席团，须由选举人同意。",
		            "A general meeting has no presidium; the electors have to consent.");
	return election_demand(running, true, "ELEC-29.3b", facts, 6);
}

static int
run_reduce(struct running *running)
{
	struct contest_outcome outcome;
	struct election *election;
	const struct seats *seats;
	int status = find_contest(running, &election, &seats, &outcome);

	if (status == 0 && !(outcome.next && outcome.separate))
		status = fail(FAIL_REFUSED, "ELEC-29.3b", "contest", "没有空缺的名额，或者投票还没有结束。",
		              "No seat stayed open, or voting is not over.");
	if (status == 0)
		status = demand_reduction(running, election, seats, &outcome);
	if (status == 0)
		status = election_end(running, contest_end, seats->id);
	if (status == 0)
		status = db_exec(running->db, contest_again,
		                 ARGS(INT(seats->id), INT(running->act.number), INT((int64_t)outcome.elected_count)), NULL);
	if (status < 0)
		return status;
	json_key(running->facts, "seats");
	json_int(running->facts, (int64_t)outcome.elected_count);
	return step_write(&running->act, election, &(struct step_entry){
		.assembly = seats->assembly->id, .contest = seats->id, .word = "reduced", .day = running->call->today,
		.submitted = DAY_NONE, .yes = running_int(running, "agree"), .of = seats->assembly->entitled,
		.note = running_text(running, "note"), .reason = running_text(running, "reason"),
		.reason_document = running_text(running, "reason_document"),
	});
}

/* --- posts and terms ---------------------------------------------------------------------------- */

STATEMENT(posts_of_body, "select id from post where body = $1 and ended is null and since < $2 and until > $2"
                         " and position >= $3 and position <= $4 order by id");

_Static_assert(SECRETARY == 1 && DEPUTY_SECRETARY == 2 && STANDING_MEMBER == 3 && COMMITTEE_MEMBER == 4 &&
               DISCIPLINE_MEMBER == 7, "ranges of positions below rest on it");

/* The posts of the outgoing team end the day before the new one's begin. */
static int
close_posts(struct running *running, int64_t body, day_no from, int first, int last)
{
	int64_t ids[256];
	size_t count = 0;
	struct rows *rows;
	int status = db_query(running->db, posts_of_body, ARGS(INT(body), INT(from), INT(first), INT(last)), &rows);

	if (status < 0)
		return status;
	while (count < 256 && (status = rows_next(rows)) > 0)
		ids[count++] = rows_int(rows, 0);
	rows_close(rows);
	for (size_t i = 0; i < count && status >= 0; i++)
		status = record_close(&running->edit, &post_kind, ids[i], from - 1);
	return status < 0 ? status : 0;
}

static int
open_post(struct running *running, const struct election *election, int64_t person, enum position position, day_no from,
          const char *document)
{
	struct record *post = record_new(running->call->arena, &post_kind);

	if (!post)
		return FAIL_MEMORY;
	post->since = from;
	/* ELEC-18.1: whoever fills a vacancy holds office to the end of the committee's term. */
	post->until = election->cause == CAUSE_VACANCY && election->term_due != DAY_NONE && election->term_due > from
	              ? election->term_due : DAY_OPEN;
	*record_value(post, "body") = INT(election->body);
	*record_value(post, "person") = INT(person);
	*record_value(post, "position") = INT(position);
	*record_value(post, "origin") = INT(ELECTED);
	*record_value(post, "document") = TEXT(document);
	return record_add(&running->edit, post);
}

/* ELEC-3.1: a new term starts on the day of election; the old one ended the day before. */
static int
open_term(struct running *running, const struct election *election)
{
	struct record *term = record_new(running->call->arena, &term_kind);
	day_no from = election->meeting;
	int status = 0;

	if (!term)
		return FAIL_MEMORY;
	if (election->cause == CAUSE_VACANCY)
		return 0;
	if (election->term && election->term_since < from)
		status = record_close(&running->edit, &term_kind, election->term, from - 1);
	if (status < 0)
		return status;
	term->since = from;
	term->until = DAY_OPEN;
	*record_value(term, "body") = INT(election->body);
	*record_value(term, "years") = INT(election->years);
	status = record_derive(running->db, term);
	return status < 0 ? status : record_add(&running->edit, term);
}

/* ELEC-34.1a: members hold office on election. */
static int
seat_members(struct running *running, const struct election *election, const struct contest_outcome *outcome)
{
	int status = 0;

	if (election->cause != CAUSE_VACANCY)
		status = close_posts(running, election->body, election->meeting, COMMITTEE_MEMBER, DISCIPLINE_MEMBER);
	for (size_t i = 0; i < outcome->elected_count && status == 0; i++)
		if (outcome->elected[i]->person)
			status = open_post(running, election, outcome->elected[i]->person, COMMITTEE_MEMBER, election->meeting, NULL);
	return status == 0 ? open_term(running, election) : status;
}

/* --- announcing ------------------------------------------------------------------------------------- */

static bool
announced_elsewhere(const struct election *election, const struct seats *just)
{
	for (size_t i = 0; i < election->contest_count; i++) {
		const struct seats *seats = &election->contests[i];

		if (seats != just && !election_step(election, "announced", seats->assembly->id, seats->id))
			return false;
	}
	return true;
}

/* The contest whose announcement seats the new team: the committee's, or where there is none the secretary's. */
static bool
begins_term(const struct election *election, const struct seats *seats)
{
	if (seats->organ != ORGAN_COMMITTEE)
		return false;
	return seats->office == (election->form == FORM_MEMBERS_OFFICERS ? OFFICE_SECRETARY : OFFICE_COMMITTEE);
}

static int
run_announce(struct running *running)
{
	struct contest_outcome outcome;
	struct election *election;
	const struct seats *seats;
	int status = find_contest(running, &election, &seats, &outcome);

	if (status == 0 && outcome.last && outcome.last->kind == CONTEST_PRELIMINARY)
		status = fail(FAIL_REFUSED, "ELEC-30.1", "contest",
		              "差额预选的计票结果报上届委员会（主席团），用来确定候选人，不向选举人宣布。",
		              "The count of a preliminary vote is reported to the outgoing committee or the presidium and settles the"
		              " candidates; it is not announced to the electors.");
	if (status == 0 && !outcome.decided)
		status = fail(FAIL_REFUSED, "ELEC-31.1", "contest", "这一项还没有选完：有并列、空缺或者没有签字的记录。",
		              "This contest is not decided: a tie, an open seat or a record not signed.");
	/* Whoever was elected in place of a delegate sent back is announced too (ELEC-11.2a). */
	if (status == 0 && election_step(election, "announced", seats->assembly->id, seats->id) &&
	    !(seats->office == OFFICE_DELEGATE && outcome.last->separate))
		status = fail(FAIL_REFUSED, "ELEC-31.1", "contest", "已经宣布，不再改动。", "It has been announced and does not change.");
	if (status == 0)
		status = step_write(&running->act, election, &(struct step_entry){
			.assembly = seats->assembly->id, .contest = seats->id, .word = "announced", .day = running->call->today,
			.submitted = DAY_NONE, .yes = -1, .of = -1,
		});
	if (status == 0 && begins_term(election, seats))
		status = election->form == FORM_MEMBERS_OFFICERS ? open_term(running, election)
		                                                 : seat_members(running, election, &outcome);
	if (status == 0 && announced_elsewhere(election, seats))
		status = election_set(running, election, "state", ELECTION_VOTED);
	json_key(running->facts, "elected");
	json_open(running->facts, '[');
	for (size_t i = 0; status == 0 && i < outcome.elected_count; i++)
		json_int(running->facts, outcome.elected[i]->person);
	json_close(running->facts, ']');
	return status;
}

/* --- officers take office with the reply (ELEC-34.1b) -------------------------------------------------- */

int
election_seat_officers(struct running *running, const struct election *election, day_no from, const char *document)
{
	static const enum position positions[] = {
		[OFFICE_STANDING] = STANDING_MEMBER, [OFFICE_SECRETARY] = SECRETARY, [OFFICE_DEPUTY] = DEPUTY_SECRETARY,
	};
	int status = 0;

	if (election_step(election, "report_officers", 0, 0))
		return fail(FAIL_REFUSED, "ELEC-34.1b", "step", "已经批复过，任职已经登记。", "The reply is on record and the posts are open.");
	if (election->cause != CAUSE_VACANCY)
		status = close_posts(running, election->body, from, SECRETARY, STANDING_MEMBER);
	for (size_t i = 0; i < election->contest_count && status == 0; i++) {
		const struct seats *seats = &election->contests[i];
		struct contest_outcome outcome;

		if (seats->office < OFFICE_STANDING || seats->organ != ORGAN_COMMITTEE)
			continue;
		status = contest_outcome(running->call->arena, election, seats, &outcome);
		for (size_t k = 0; status == 0 && k < outcome.elected_count; k++)
			if (outcome.elected[k]->person)
				status = open_post(running, election, outcome.elected[k]->person, positions[seats->office], from, document);
	}
	return status;
}

/* --- closing ---------------------------------------------------------------------------------------------- */

static const struct field close_fields[] = {
	ELECTION_FIELD,
	REASON_FIELDS,
};

/* Introductions serve until the result is filed (DP-14); the rows stay, their texts go. */
STATEMENT(sheets_erase, "update election_candidate set cv = null, work = null, strengths = null, weaknesses = null"
                        " where election = $1");

static int
run_close(struct running *running)
{
	struct evidence items[EVIDENCE_ARTICLES];
	struct election *election;
	int status = election_of(running, &election);

	if (status == 0)
		status = election_evidence(running->call->arena, election, running->call->today, items);
	if (status == 0)
		status = election_incidents_open(running, election);
	for (size_t i = 0; i < EVIDENCE_ARTICLES && status == 0; i++)
		if (!items[i].complete)
			return fail_named(FAIL_REFUSED, "ELEC-36.2", "election", items[i].label, items[i].missing);
	if (status == 0)
		status = db_exec(running->db, sheets_erase, ARGS(INT(election->id)), NULL);
	return status == 0 ? election_set(running, election, "state", ELECTION_CLOSED) : status;
}

const struct action result_actions[] = {
	{"reduce-seats", {"减少名额", "Reduce the seats"}, FIELDS(reduce_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-29.3b", .run = run_reduce},
	{"announce-result", {"宣布当选名单", "Announce those elected"}, FIELDS(contest_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-3.1 ELEC-18.1 ELEC-30.1 ELEC-31.1 ELEC-31.2 ELEC-31.3 ELEC-34.1a", .run = run_announce},
	{"close-election", {"办结", "Close the election"}, FIELDS(close_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-36.2 ELEC-37.1 DP-14", .run = run_close},
	{0},
};
