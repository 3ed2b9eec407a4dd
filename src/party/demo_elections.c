/*
 * Elections of the invented city, held by the actions people use: one through
 * to its closed file some weeks ago, one that is being prepared with requests
 * that wait for the clerk above.
 */
#include <string.h>

#include "base/fail.h"
#include "party/demo.h"
#include "party/election.h"

#define ELECTORS_LEAST 9
#define ELECTORS_MOST 60
#define SEATS 3
#define STANDING 4         /* C_min of three seats (ELEC-13.1) */
#define CLOSED_FROM 120    /* of the closed one: its term ended so many days ago at most … */
#define CLOSED_TO 55       /* … or ends in so many, so that a meeting a month ago was on schedule */

struct telling {
	struct call call;
	int64_t body, id;
	struct election *election;
	const struct elector *electors[ELECTORS_LEAST];
	int64_t entitled;
	int64_t meeting, plenary, committee, secretary; /* assemblies and contests */
	int64_t first;         /* the secretary to be */
};

/* A branch with enough electors and not too many, and no election, whose term ends between two days. */
STATEMENT(near_its_end,
	"select t.body from term t join body b on b.id = t.body and b.type = $4 and b.ended is null and b.until > $1"
	" where t.ended is null and t.due >= $2 and t.due < $3 and t.until > $1 and t.since < $2 - 200"
	" and exists (select 1 from post p where p.body = t.body and p.position = $8 and p.ended is null and p.since <= $1"
	" and p.until > $1)"
	" and not exists (select 1 from election e where e.body = t.body and e.ended is null)"
	" and (select count(*) from membership m where m.body = t.body and m.category = $5 and m.ended is null and m.since <= $1"
	" and m.until > $1) between $6 and $7 order by t.due, t.body limit 1");

STATEMENT(its_secretary, "select p.person from post p where p.body = $1 and p.position = $3 and p.ended is null and p.since <= $2"
                         " and p.until > $2 order by p.since limit 1");

STATEMENT(its_end, "select due from term where body = $1 and ended is null and since <= $2 and until > $2");

int
demo_act(const struct call *call, day_no on, int64_t election, const char *action, const char *const *pairs,
         struct outcome *ret_outcome)
{
	struct input inputs[20] = {{"election", demo_number(call->arena, election)}};
	size_t count = election != 0;
	struct call then = *call;

	then.today = on;
	for (; pairs && pairs[0]; pairs += 2)
		inputs[count++] = (struct input){pairs[0], pairs[1]};
	return action_run(&then, action, inputs, count, 0, ret_outcome);
}

const char *
demo_number(struct arena *arena, int64_t number)
{
	return arena_printf(arena, "%lld", (long long)number);
}

const char *
demo_day(struct arena *arena, day_no day)
{
	char text[DAY_TEXT];

	return arena_strdup(arena, day_text(day, text));
}

static const char *
number(struct telling *telling, int64_t value)
{
	return demo_number(telling->call.arena, value);
}

static const char *
day(struct telling *telling, day_no on)
{
	return demo_day(telling->call.arena, on);
}

/* Does something on a day, and reads what the election has come to. */
static int
act(struct telling *telling, day_no on, const char *action, const char *const *pairs, struct outcome *ret_outcome)
{
	const struct call *call = &telling->call;
	int status = demo_act(call, on, telling->id, action, pairs, ret_outcome);

	return status < 0 || !telling->id ? status : election_load(call->db, call->arena, telling->id, &telling->election);
}

#define DO(telling, on, action, ...) act(telling, on, action, (const char *const[]){__VA_ARGS__, NULL}, &(struct outcome){0})

static int
step(struct telling *telling, day_no on, const char *word, int64_t assembly, const char *document, int64_t yes, int64_t of)
{
	return DO(telling, on, "record-election-step", "step", word, "assembly", assembly ? number(telling, assembly) : "", "day",
	          day(telling, on), "submitted", strncmp(word, "request_", 8) == 0 ? day(telling, on - 3) : "", "document", document,
	          "yes", yes < 0 ? "" : number(telling, yes), "of", of < 0 ? "" : number(telling, of));
}

/* --- before the meeting -------------------------------------------------------------------- */

static void
note_parts(struct telling *telling)
{
	const struct election *election = telling->election;

	for (size_t i = 0; i < election->assembly_count; i++)
		*(election->assemblies[i].kind == ASSEMBLY_PLENARY ? &telling->plenary : &telling->meeting) = election->assemblies[i].id;
	for (size_t i = 0; i < election->contest_count; i++)
		*(election->contests[i].office == OFFICE_COMMITTEE ? &telling->committee : &telling->secretary) = election->contests[i].id;
}

/* Two of one name cannot stand together. */
static bool
is_namesake(const struct telling *telling, size_t count, const struct elector *elector)
{
	for (size_t i = 0; i < count; i++)
		if (same_name(telling->electors[i]->name, elector->name))
			return true;
	return false;
}

static int
read_electors(struct telling *telling)
{
	struct roll roll;
	size_t count = 0;
	int status = election_roll(telling->call.db, telling->call.arena, telling->election,
	                           election_assembly(telling->election, telling->meeting), &roll);

	for (size_t i = 0; i < roll.count && status == 0 && count < ELECTORS_LEAST; i++)
		if (roll.at[i].entitled && !is_namesake(telling, count, &roll.at[i]))
			telling->electors[count++] = &roll.at[i];
	telling->entitled = (int64_t)roll.entitled;
	return status == 0 && count < ELECTORS_LEAST ? FAIL_NOT_FOUND : status;
}

static int
begin(struct telling *telling, day_no on, day_no meeting)
{
	struct outcome outcome;
	const char *const inputs[] = {"body", number(telling, telling->body), "cause", "term_end", "meeting", day(telling, meeting),
	                              "seats", number(telling, SEATS), "secretaries", "1", NULL};
	int status = act(telling, on, "begin-election", inputs, &outcome);

	if (status < 0)
		return status;
	telling->id = outcome.ids[0];
	status = election_load(telling->call.db, telling->call.arena, telling->id, &telling->election);
	if (status < 0)
		return status;
	note_parts(telling);
	return read_electors(telling);
}

static int
nominate(struct telling *telling, day_no on, int64_t contest, int64_t person)
{
	return DO(telling, on, "nominate-candidate", "contest", number(telling, contest), "person", number(telling, person), "support",
	          number(telling, telling->entitled - 2), "cv", "曾任组织委员。", "work", "按期完成支部各项工作。", "strengths",
	          "作风踏实，联系群众。", "weaknesses", "理论学习还不够深入。");
}

/* Persons are proposed; whoever comes first on the ballot is proposed as secretary too. */
static int
propose(struct telling *telling, day_no on)
{
	const struct candidate **standing;
	struct contest_outcome outcome;
	const struct seats *seats;
	size_t count;
	int status = step(telling, on, "opinions", 0, "", telling->entitled - 1, telling->entitled);

	for (int i = 0; i < STANDING && status == 0; i++)
		status = nominate(telling, on, telling->committee, telling->electors[i]->person);
	if (status < 0)
		return status;
	seats = election_contest(telling->election, telling->committee);
	status = contest_outcome(telling->call.arena, telling->election, seats, &outcome);
	if (status == 0)
		status = contest_standing(telling->call.arena, telling->election, seats, &outcome, &standing, &count);
	if (status < 0)
		return status;
	telling->first = standing[0]->person;
	return nominate(telling, on, telling->secretary, telling->first);
}

/* --- at the meetings ------------------------------------------------------------------------- */

static int
appoint(struct telling *telling, day_no on, int64_t assembly, int64_t person, const char *role)
{
	return DO(telling, on, "appoint-official", "assembly", number(telling, assembly), "person", number(telling, person), "role", role);
}

/* A teller or supervisor acts in person. */
static int
as(struct telling *telling, int64_t person, day_no on, const char *action, const char *const *pairs)
{
	const struct actor *operator = telling->call.actor;
	struct actor official = *operator;
	int status;

	official.person = person;
	telling->call.actor = &official;
	status = act(telling, on, action, pairs, &(struct outcome){0});
	telling->call.actor = operator;
	return status;
}

/* A teller enters all papers, each like the others, bundle by bundle. */
static int
enter(struct telling *telling, day_no on, int64_t teller, const char *round, int64_t papers, const char *line)
{
	int status = 0;

	for (int64_t bundle = 0; bundle * BUNDLE < papers && status == 0; bundle++) {
		const char *text = "";

		for (int64_t i = bundle * BUNDLE; i < papers && i < (bundle + 1) * BUNDLE && text; i++)
			text = arena_printf(telling->call.arena, "%s%s\n", text, line);
		status = as(telling, teller, on, "enter-ballots",
		            (const char *const[]){"round", round, "bundle", number(telling, bundle + 1), "ballots", text, NULL});
	}
	return status;
}

/* Everybody comes and marks the ballot alike, two tellers read the same, and the result is announced. */
static int
ballot(struct telling *telling, day_no on, int64_t contest, int64_t present, const char *line, const int64_t officials[3])
{
	const char *round, *all = number(telling, present);
	int status = DO(telling, on, "begin-ballot", "contest", number(telling, contest), "present", all);

	if (status < 0)
		return status;
	round = number(telling, contest_last_round(telling->election, election_contest(telling->election, contest))->id);
	status = DO(telling, on, "reconcile-ballot", "round", round, "voters", all, "issued", all, "returned", all);
	for (int teller = 1; teller <= 2 && status == 0; teller++)
		status = enter(telling, on, officials[teller], round, present, line);
	if (status == 0)
		status = DO(telling, on, "count-ballot", "round", round);
	if (status == 0)
		status = as(telling, officials[0], on, "sign-ballot", (const char *const[]){"round", round, NULL});
	return status == 0 ? DO(telling, on, "announce-result", "contest", number(telling, contest)) : status;
}

/* Chooses the officials, has them passed, and opens an assembly of `present` members. */
static int
open_assembly(struct telling *telling, day_no on, int64_t assembly, int64_t present, int64_t chair, const int64_t officials[3])
{
	static const char *const roles[] = {"supervisor", "teller", "teller"};
	int status = 0;

	for (int i = 0; i < 3 && status == 0; i++)
		status = appoint(telling, on, assembly, officials[i], roles[i]);
	if (status == 0)
		status = step(telling, on, "supervisors_passed", assembly, "", present, -1);
	return status < 0 ? status
	       : DO(telling, on, "open-assembly", "assembly", number(telling, assembly), "present", number(telling, present), "chair",
	            number(telling, chair));
}

static int
hold_meeting(struct telling *telling, day_no on)
{
	const int64_t officials[3] = {telling->electors[STANDING]->person, telling->electors[STANDING + 1]->person,
	                              telling->electors[STANDING + 2]->person};
	int64_t chair;
	int status = db_number(telling->call.db, its_secretary, ARGS(INT(telling->body), INT(on), INT(SECRETARY)), &chair);

	if (status == 0)
		status = step(telling, on, "candidates_fixed", telling->meeting, "", -1, -1);
	if (status == 0)
		status = step(telling, on, "method_adopted", telling->meeting, "", telling->entitled, -1);
	if (status == 0)
		status = open_assembly(telling, on, telling->meeting, telling->entitled, chair, officials);
	return status == 0 ? ballot(telling, on, telling->committee, telling->entitled, "1110", officials) : status;
}

static int
hold_plenary(struct telling *telling, day_no on)
{
	struct contest_outcome outcome;
	int64_t officials[3] = {0, telling->electors[STANDING]->person, telling->electors[STANDING + 1]->person};
	int status = contest_outcome(telling->call.arena, telling->election, election_contest(telling->election, telling->committee),
	                             &outcome);

	for (size_t i = 0; i < outcome.elected_count && status == 0; i++)
		if (outcome.elected[i]->person != telling->first)
			officials[0] = outcome.elected[i]->person;
	if (status == 0)
		status = open_assembly(telling, on, telling->plenary, SEATS, officials[0], officials);
	return status == 0 ? ballot(telling, on, telling->secretary, SEATS, "1", officials) : status;
}

/* --- the two elections --------------------------------------------------------------------------- */

static int
find_body(struct telling *telling, day_no from, day_no to)
{
	int status = db_number(telling->call.db, near_its_end,
	                       ARGS(INT(telling->call.today), INT(from), INT(to), INT(BRANCH), INT(FULL_MEMBER),
	                            INT(ELECTORS_LEAST), INT(ELECTORS_MOST), INT(SECRETARY)), &telling->body);

	return status == 0 && !telling->body ? FAIL_NOT_FOUND : status;
}

/* The term of the body ends on this day. */
static int
read_end(struct telling *telling, day_no *ret_due)
{
	int64_t due = 0;
	int status = db_number(telling->call.db, its_end, ARGS(INT(telling->body), INT(telling->call.today)), &due);

	*ret_due = (day_no)due;
	return status;
}

/*
 * Held some weeks ago on schedule, two days before the term ended (ELEC-3.2a),
 * and closed.  Of the bodies whose term has ended, or nearly has, the first.
 */
static int
tell_closed(struct telling *telling)
{
	day_no today = telling->call.today, due = 0, meeting;
	int status = find_body(telling, today - CLOSED_FROM, today + CLOSED_TO);

	if (status == 0)
		status = read_end(telling, &due);
	meeting = due - 2 < today - 30 ? due - 2 : today - 30;
	if (status == 0)
		status = begin(telling, meeting - 50, meeting);
	if (status == 0)
		status = propose(telling, meeting - 48);
	if (status == 0)
		status = step(telling, meeting - 40, "request_meeting", 0, "联党〔2026〕31号", -1, -1);
	if (status == 0)
		status = step(telling, meeting - 40, "request_candidates", 0, "联党〔2026〕32号", -1, -1);
	if (status == 0)
		status = step(telling, meeting - 10, "roll_published", 0, "", -1, -1);
	if (status == 0)
		status = hold_meeting(telling, meeting);
	if (status == 0)
		status = hold_plenary(telling, meeting);
	if (status == 0)
		status = step(telling, meeting + 4, "report_members", 0, "联党备〔2026〕7号", -1, -1);
	if (status == 0)
		status = step(telling, meeting + 9, "report_officers", 0, "联党〔2026〕44号", -1, -1);
	return status == 0 ? act(telling, meeting + 9, "close-election", NULL, &(struct outcome){0}) : status;
}

static int
send_up(struct telling *telling, day_no on, const char *draft, const char *const *pairs)
{
	int64_t id = telling->id;
	struct outcome outcome;
	int status;

	telling->id = 0;
	status = act(telling, on, draft, pairs, &outcome);
	if (status == 0)
		status = act(telling, on, "submit-matter", (const char *const[]){"id", number(telling, outcome.ids[0]), NULL},
		             &(struct outcome){0});
	telling->id = id;
	return status;
}

/* The meeting is before the term ends, five weeks ahead at least; two requests went up yesterday, in time (ELEC-32.2, 33.1). */
static int
tell_prepared(struct telling *telling)
{
	day_no today = telling->call.today;
	int status = find_body(telling, today + 40, today + 180);
	const char *body = number(telling, telling->body);
	day_no due = 0;

	if (status == 0)
		status = read_end(telling, &due);
	if (status == 0)
		status = begin(telling, today - 6, due - 2 < today + 90 ? due - 2 : today + 90);
	if (status == 0)
		status = propose(telling, today - 3);
	if (status == 0)
		status = send_up(telling, today - 1, "draft-election-meeting",
		                 (const char *const[]){"body", body, "agenda", "听取支部工作报告；选举新一届支部委员会。", NULL});
	return status < 0 ? status
	       : send_up(telling, today - 1, "draft-election-candidates", (const char *const[]){"body", body, NULL});
}

int
demo_elections(const struct call *call)
{
	int (*const tales[])(struct telling *) = {tell_closed, tell_prepared};

	for (size_t i = 0; i < sizeof tales / sizeof *tales; i++) {
		struct telling telling = {.call = *call};
		int status = tales[i](&telling);

		/* A small city may have no branch of the kind. */
		if (status < 0 && status != FAIL_NOT_FOUND)
			return status;
	}
	return 0;
}
