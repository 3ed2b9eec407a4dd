/* The roll: who should attend with the right to elect, and why others are left out. */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"
#include "names/strokes.h"
#include "party/rights.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

/* A-9; of health only the code is kept (DP-8). */
const struct choice circumstances[] = {
	{1, "incapable", {"丧失意志表达能力", "incapable of expressing will"}},
	{2, "abroad", {"自费出国半年以上", "abroad at own expense for 6 months or more"}},
	{3, "serving", {"正在服刑（未受留党察看或开除处分）", "serving a sentence"}},
	{4, "unable", {"长期卧床或者生活不能自理", "bedridden or unable to care for oneself"}},
	{5, "should_transfer", {"外出六个月以上应转未转组织关系", "should have transferred, away for 6 months or more"}},
	{6, "retired_away", {"离退休后长期回原籍居住", "retired and long since returned to the native place"}},
	{0},
};

/* --- deriving -------------------------------------------------------------------------- */

struct drawing {
	struct db *db;
	struct arena *arena;
	const struct election *election;
	const struct assembly *assembly;
	struct roll roll;
	size_t room;
};

static int
put(struct drawing *drawing, struct elector elector)
{
	struct roll *roll = &drawing->roll;

	if (ARENA_GROW(drawing->arena, roll->at, roll->count, drawing->room) < 0)
		return FAIL_MEMORY;
	roll->at[roll->count++] = elector;
	roll->entitled += elector.entitled;
	return 0;
}

static const struct exclusion *
excluded(const struct election *election, int64_t person)
{
	for (size_t i = 0; i < election->exclusion_count; i++)
		if (election->exclusions[i].person == person)
			return &election->exclusions[i];
	return NULL;
}

/* ELEC-5.1 to 5.4, and of the general meeting ELEC-19.2; an exclusion counts once the higher organization agrees. */
static int
draw_members(struct drawing *drawing)
{
	const struct election *election = drawing->election;
	struct members_rights members;
	int status = rights_in_body(drawing->db, drawing->arena, drawing->assembly->body, drawing->assembly->day,
	                            election->rule_set, &members);

	for (size_t i = 0; i < members.count && status == 0; i++) {
		const struct member_rights *member = &members.at[i];
		const struct exclusion *exclusion = excluded(election, member->person);
		bool out = member->rights.has && exclusion && election_step(election, "exclusions_agreed", 0, 0);

		status = put(drawing, (struct elector){
			.person = member->person, .name = member->name, .entitled = member->rights.has && !out,
			.because = out ? "ELEC-19.2" : member->rights.because,
			.document = out ? election_step(election, "exclusions_agreed", 0, 0)->document : member->document,
			.undecided = member->rights.undecided,
		});
	}
	if (status == 0)
		drawing->roll.full = members.full;
	return status;
}

static bool
on_it(const struct roll *roll, int64_t person)
{
	for (size_t i = 0; i < roll->count; i++)
		if (roll->at[i].person == person)
			return true;
	return false;
}

bool
roll_entitles(const struct roll *roll, int64_t person)
{
	for (size_t i = 0; i < roll->count; i++)
		if (roll->at[i].person == person && roll->at[i].entitled)
			return true;
	return false;
}

/* Of a congress the confirmed delegates (ELEC-11.3b).  Of a plenary: whom the signed rounds of the committee, or of the commission, have elected. */
static int
draw_elected(struct drawing *drawing, enum office office, const char *clause)
{
	const struct election *election = drawing->election;
	int status = 0;

	for (size_t i = 0; i < election->tally_count && status == 0; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (tally->place > 0 && tally->person && tally->round->seats->office == office &&
		    tally->round->state == BALLOT_SIGNED && tally->round->kind != CONTEST_PRELIMINARY &&
		    !on_it(&drawing->roll, tally->person) &&
		    (office != OFFICE_DELEGATE || delegate_confirmed(election, tally->person)))
			status = put(drawing, (struct elector){.person = tally->person, .name = tally->name, .entitled = true,
			                                       .because = clause});
	}
	drawing->roll.full = drawing->roll.count;
	return status;
}

STATEMENT(read_roll,
	"select x.person, (select p.name from person p where p.id = x.person and p.ended is null order by p.since desc"
	" limit 1), x.entitled, x.because, x.document from election_elector x where x.assembly = $1 and x.ended is null"
	" order by x.person");

static int
draw_frozen(struct drawing *drawing)
{
	struct rows *rows;
	int status = db_query(drawing->db, read_roll, ARGS(INT(drawing->assembly->id)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct elector elector = {
			.person = rows_int(rows, 0), .name = rows_dup(rows, 1, drawing->arena),
			.entitled = rows_int(rows, 2) != 0, .because = rows_dup(rows, 3, drawing->arena),
			.document = rows_dup(rows, 4, drawing->arena),
		};

		status = elector.name && elector.because ? put(drawing, elector) : FAIL_MEMORY;
		if (status < 0)
			break;
	}
	rows_close(rows);
	drawing->roll.frozen = true;
	drawing->roll.full = (size_t)drawing->assembly->full;
	return status;
}

static int
by_strokes(struct drawing *drawing)
{
	struct roll *roll = &drawing->roll;
	const char **names = ARENA_ARRAY(drawing->arena, roll->count, const char *);
	struct elector *sorted = ARENA_ARRAY(drawing->arena, roll->count, struct elector);
	struct strokes_order order;
	int status;

	if (!names || !sorted)
		return FAIL_MEMORY;
	for (size_t i = 0; i < roll->count; i++)
		names[i] = roll->at[i].name;
	status = strokes_sort(drawing->arena, names, roll->count, &order);
	for (size_t i = 0; i < roll->count && status == 0; i++)
		sorted[i] = roll->at[order.order[i]];
	if (status == 0)
		roll->at = sorted;
	return status;
}

static int
drawn(struct drawing *drawing, int status, struct roll *ret_roll)
{
	if (status == 0 && drawing->roll.count)
		status = by_strokes(drawing);
	if (status == 0)
		*ret_roll = drawing->roll;
	return status;
}

int
election_roll(struct db *db, struct arena *arena, const struct election *election, const struct assembly *assembly,
              struct roll *ret_roll)
{
	struct drawing drawing = {db, arena, election, assembly, {0}, 0};
	int status;

	if (assembly->opened)
		status = draw_frozen(&drawing);
	else if (assembly->kind == ASSEMBLY_PLENARY)
		status = draw_elected(&drawing, OFFICE_COMMITTEE, "ELEC-19.3");
	else if (assembly->kind == ASSEMBLY_DISCIPLINE_PLENARY)
		status = draw_elected(&drawing, OFFICE_DISCIPLINE, "ELEC-19.3");
	else if (assembly->kind == ASSEMBLY_CONGRESS)
		status = draw_elected(&drawing, OFFICE_DELEGATE, "ELEC-11.3b");
	else
		status = draw_members(&drawing);
	return drawn(&drawing, status, ret_roll);
}

int
election_eligible(struct db *db, struct arena *arena, const struct election *election, const struct assembly *assembly,
                  struct roll *ret_roll)
{
	struct drawing drawing = {db, arena, election, assembly, {0}, 0};

	return assembly->kind == ASSEMBLY_CONGRESS ? drawn(&drawing, draw_members(&drawing), ret_roll)
	       : election_roll(db, arena, election, assembly, ret_roll);
}

/* --- the roll as it is published (DP-19) ---------------------------------------------------- */

static bool
is_published(const struct election *election, const struct assembly *assembly, day_no today)
{
	const struct step_record *step = election_step(election, "roll_published", 0, 0);

	return step && !is_plenary(assembly) && step->day <= today && today <= assembly->day &&
	       election->state != ELECTION_CLOSED && election->state != ELECTION_CANCELLED;
}

STATEMENT(belongs, "select count(*) from membership m join placement l on l.subject = m.body and l.ended is null"
                   " and l.since <= $3 and l.until > $3 join placement b on b.subject = $2 and b.ended is null"
                   " and b.since <= $3 and b.until > $3 where m.person = $1 and m.ended is null and m.since <= $3"
                   " and m.until > $3 and substr(l.path, 1, length(b.path)) = b.path");

int
roll_open_to(struct db *db, struct arena *arena, const struct election *election, const struct assembly *assembly,
             int64_t person, day_no today)
{
	int64_t relations = 0;
	struct roll roll;
	int status;

	if (!person || !is_published(election, assembly, today))
		return 0;
	if (assembly->kind != ASSEMBLY_CONGRESS) {
		status = db_number(db, belongs, ARGS(INT(person), INT(assembly->body), INT(today)), &relations);
		return status < 0 ? status : relations > 0;
	}
	status = election_roll(db, arena, election, assembly, &roll);
	for (size_t i = 0; i < roll.count && status == 0; i++)
		if (roll.at[i].person == person)
			return 1;
	return status;
}

/* Assemblies of published rolls that are still to meet, of the bodies above the person's own or of a congress. */
STATEMENT(published,
	"select a.election, a.id, s.day from election_step s join election e on e.id = s.election and e.ended is null"
	" and e.state in (1, 2, 3) join election_assembly a on a.election = e.id and a.ended is null and a.day >= $2"
	" and a.kind in (1, 2, 5) where s.word = 'roll_published' and s.ended is null and s.day <= $2 and"
	" (a.kind = 2 or exists (select 1 from membership m join placement l on l.subject = m.body and l.ended is null"
	" and l.since <= $2 and l.until > $2 join placement b on b.subject = a.body and b.ended is null and b.since <= $2"
	" and b.until > $2 where m.person = $1 and m.ended is null and m.since <= $2 and m.until > $2"
	" and substr(l.path, 1, length(b.path)) = b.path)) order by a.day, a.id");

_Static_assert(ASSEMBLY_MEMBERS == 1 && ASSEMBLY_CONGRESS == 2 && ASSEMBLY_UNIT == 5 && ELECTION_VOTED == 3,
               "the statement's numbers are these");

int
rolls_open_to(struct db *db, struct arena *arena, int64_t person, day_no today, struct open_roll **ret_rolls,
              size_t *ret_count)
{
	struct open_roll *rolls = ARENA_ARRAY(arena, OPEN_ROLLS_MAX, struct open_roll);
	size_t found = 0, count = 0;
	struct rows *rows;
	int status = rolls ? db_query(db, published, ARGS(INT(person), INT(today)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while (found < OPEN_ROLLS_MAX && (status = rows_next(rows)) > 0)
		rolls[found++] = (struct open_roll){rows_int(rows, 0), rows_int(rows, 1), NULL, rows_day(rows, 2), DAY_NONE};
	rows_close(rows);
	for (size_t i = 0; i < found && status >= 0; i++) {
		const struct assembly *assembly;
		struct election *election;

		status = election_load(db, arena, rolls[i].election, &election);
		assembly = status == 0 ? election_assembly(election, rolls[i].assembly) : NULL;
		if (assembly)
			status = roll_open_to(db, arena, election, assembly, person, today);
		if (status > 0)
			rolls[count++] = (struct open_roll){election->id, assembly->id, assembly->body_name, rolls[i].published,
			                                    assembly->day};
	}
	if (status < 0)
		return status;
	*ret_rolls = rolls;
	*ret_count = count;
	return 0;
}

/* --- what must stand before ballots ------------------------------------------------------- */

static int64_t
officials_of(const struct election *election, const struct assembly *assembly, enum official_role role)
{
	int64_t count = 0;

	for (size_t i = 0; i < election->official_count; i++)
		count += election->officials[i].assembly == assembly && election->officials[i].role == role;
	return count;
}

/* ELEC-22.1, 23.1: as many as the election method says. */
static int
check_numbers(const struct election *election, const struct assembly *assembly)
{
	const struct election_method method = election_method(election, assembly);
	int64_t supervisors = officials_of(election, assembly, OFFICIAL_SUPERVISOR);
	int64_t tellers = officials_of(election, assembly, OFFICIAL_TELLER);

	if (supervisors < method.supervisors)
		return fail(FAIL_REFUSED, "ELEC-22.1", "supervisor", "监票人 %lld 名，不足 %lld 名，不能开始投票。",
		            "There are %lld of at least %lld vote supervisors; voting cannot begin.", (long long)supervisors,
		            (long long)method.supervisors);
	if (tellers < method.tellers)
		return fail(FAIL_REFUSED, "ELEC-23.1", "teller", "计票人 %lld 名，不足 %lld 名，不能开始投票。",
		            "There are %lld of at least %lld tellers; voting cannot begin.", (long long)tellers, (long long)method.tellers);
	return 0;
}

/* ELEC-22.2, 22.3, 23.1: nobody supervises or tells where he or she stands. */
static int
check_officials(const struct election *election, const struct assembly *assembly)
{
	int status = check_numbers(election, assembly);

	if (status < 0)
		return status;
	for (size_t o = 0; o < election->official_count; o++)
		for (size_t c = 0; c < election->candidate_count; c++) {
			const struct official *official = &election->officials[o];
			const struct candidate *candidate = &election->candidates[c];

			if (official->assembly != assembly || candidate->seats->assembly != assembly ||
			    official->person != candidate->person)
				continue;
			return fail(FAIL_REFUSED, official->role == OFFICIAL_TELLER ? "ELEC-23.1"
			            : assembly->kind >= ASSEMBLY_PLENARY && assembly->kind != ASSEMBLY_UNIT ? "ELEC-22.3"
			            : "ELEC-22.2", "official", "%s是候选人，不能担任监票人、计票人，请先更换。",
			            "%s is a candidate and can neither supervise nor tell; replace the official first.",
			            candidate->name);
		}
	return 0;
}

static bool
hard(const char *word)
{
	return strcmp(word, "moved_term") == 0 || strcmp(word, "congress_use") == 0 ||
	       strcmp(word, "method_adopted") == 0 || strcmp(word, "supervisors_passed") == 0;
}

/* A meeting that elects delegates waits only for what settles their number and seats. */
static bool
concerns(const struct step_rule *rule, const struct assembly *assembly)
{
	return assembly->kind != ASSEMBLY_UNIT || strcmp(rule->word, "congress_use") == 0 ||
	       strcmp(rule->word, "delegate_number") == 0 || strcmp(rule->word, "allocation") == 0;
}

/* A plenary adopts no method of its own: it votes by that of the meeting. */
int
election_wanting(struct arena *arena, const struct election *election, const struct assembly *assembly, day_no today,
                 bool only_hard, const struct timeline_step **ret_step)
{
	struct timeline timeline;
	int status = election_timeline(arena, election, today, &timeline);

	*ret_step = NULL;
	for (size_t i = 0; i < timeline.count && status == 0; i++) {
		const struct timeline_step *step = &timeline.steps[i];
		bool before = (step->rule->phase == BEFORE_MEETING && concerns(step->rule, assembly)) ||
		              (step->assembly == assembly && !step->rule->each_contest && strcmp(step->rule->word, "opened") != 0);

		if (!before || (step_settled(step) && step->progress != PROGRESS_PASSED) || (only_hard && !hard(step->rule->word)))
			continue;
		*ret_step = step;
		return 0;
	}
	return status;
}

int
election_ready(struct arena *arena, const struct election *election, const struct assembly *assembly, day_no today)
{
	const struct timeline_step *step;
	int status = election_wanting(arena, election, assembly, today, true, &step);

	if (status == 0 && step)
		return fail_named(FAIL_REFUSED, step->clause, "step", step->rule->label,
		                  (struct bilingual){"还没有完成，不能开始投票。", "wanting; voting cannot begin."});
	return status == 0 ? check_officials(election, assembly) : status;
}

/* --- exclusions ---------------------------------------------------------------------------- */

static const struct field exclude_fields[] = {
	ELECTION_FIELD,
	{"person", {"党员", "Member"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-19.2", .refers = "person"},
	{"circumstance", {"情形", "Circumstance"}, FIELD_CHOICE, REQUIRED | PERSONAL, "A-9", .choices = circumstances},
};

static const struct field include_fields[] = {
	ELECTION_FIELD,
	{"person", {"党员", "Member"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-19.2", .refers = "person"},
};

static const struct assembly *
main_meeting(const struct election *election)
{
	for (size_t i = 0; i < election->assembly_count; i++)
		if (election->assemblies[i].kind == ASSEMBLY_MEMBERS)
			return &election->assemblies[i];
	return NULL;
}

static int
check_exclusion(struct running *running, const struct election *election)
{
	const struct assembly *meeting = main_meeting(election);
	int64_t person = running_int(running, "person");
	struct member_rights rights;
	int status;

	if (!meeting)
		return fail(FAIL_REFUSED, "ELEC-19.2", "election", "党员代表大会的代表不适用这一条。",
		            "This does not apply to the delegates of a congress.");
	if (meeting->opened)
		return fail(FAIL_REFUSED, "ELEC-19.2", "election", "大会已经清点人数，应到会人数不再改动。",
		            "The meeting has been opened; who should attend no longer changes.");
	status = rights_of_person(running->db, running->call->arena, person, meeting->day, election->rule_set, &rights);
	if (status == 0 && !rights.rights.has)
		return fail(FAIL_REFUSED, rights.rights.because, "person", "此人本来就没有选举权，不计算在应到会人数内，不必报批。",
		            "This member has no right to elect anyway and needs no exclusion.");
	return status;
}

STATEMENT(exclusion_add, "insert into election_exclusion (id, made, election, person, circumstance)"
                         " values ($1, $2, $3, $4, $5)");
STATEMENT(exclusion_end, "update election_exclusion set ended = $2 where id = $1 and ended is null");
STATEMENT(agreement_end, "update election_step set ended = $2 where election = $1 and ended is null"
                         " and word in ('exclusions_agreed', 'exclusions_passed')");

/* Consent and vote were given for the list as it stood. */
static int
reopen_consent(struct running *running, const struct election *election)
{
	return db_exec(running->db, agreement_end, ARGS(INT(election->id), INT(running->act.number)), NULL);
}

static int
run_exclude(struct running *running)
{
	struct election *election;
	int status = election_of(running, &election);

	if (status == 0)
		status = check_exclusion(running, election);
	if (status == 0 && excluded(election, running_int(running, "person")))
		status = fail(FAIL_REFUSED, "ELEC-19.2", "person", "此人已在名单内。", "This member is on the list already.");
	if (status == 0)
		status = db_exec(running->db, exclusion_add,
		                 ARGS(INT(act_new_id(&running->act)), INT(running->act.number), INT(election->id),
		                      INT(running_int(running, "person")), INT(running_int(running, "circumstance"))), NULL);
	return status == 0 ? reopen_consent(running, election) : status;
}

static int
run_include(struct running *running)
{
	struct election *election;
	const struct exclusion *exclusion;
	int status = election_of(running, &election);

	if (status == 0)
		status = check_exclusion(running, election);
	if (status < 0)
		return status;
	exclusion = excluded(election, running_int(running, "person"));
	if (!exclusion)
		return fail(FAIL_NOT_FOUND, "ELEC-19.2", "person", "此人不在名单内。", "This member is not on the list.");
	status = election_end(running, exclusion_end, exclusion->id);
	return status == 0 ? reopen_consent(running, election) : status;
}

/* --- opening: the roll is frozen ------------------------------------------------------------- */

static const struct field open_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"会议", "Assembly"}, FIELD_INT, REQUIRED, "ELEC-19.1"},
	{"present", {"实到会有选举权人数", "Present with the right to elect"}, FIELD_INT, REQUIRED, "ELEC-19.1", .max = 1000000},
	{"chair", {"会议主持人", "Chair"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-20.1a", .refers = "person"},
	REASON_FIELDS,
};

STATEMENT(elector_add, "insert into election_elector (assembly, person, made, entitled, because, document)"
                       " values ($1, $2, $3, $4, $5, $6)");
STATEMENT(assembly_end, "update election_assembly set ended = $2 where id = $1 and ended is null");
STATEMENT(assembly_open,
	"insert into election_assembly (id, made, election, kind, body, day, chair, opened, members, full_members, entitled)"
	" select id, $2, election, kind, body, day, $3, $2, $4, $5, $6 from election_assembly where id = $1 and ended = $2");

static int
freeze(struct running *running, const struct assembly *assembly, const struct roll *roll)
{
	int status = election_end(running, assembly_end, assembly->id);

	if (status == 0)
		status = db_exec(running->db, assembly_open,
		                 ARGS(INT(assembly->id), INT(running->act.number), INT(running_int(running, "chair")),
		                      INT((int64_t)roll->count), INT((int64_t)roll->full), INT((int64_t)roll->entitled)), NULL);
	for (size_t i = 0; i < roll->count && status == 0; i++) {
		const struct elector *elector = &roll->at[i];

		status = db_exec(running->db, elector_add,
		                 ARGS(INT(assembly->id), INT(elector->person), INT(running->act.number),
		                      INT(elector->entitled), TEXT(elector->because), TEXT(elector->document)), NULL);
	}
	return status;
}

static int
check_quorum(struct running *running, const struct election *election, int64_t entitled, int64_t present)
{
	const struct given facts[] = {
		{"entitled", fact_of(running, entitled)}, {"present", fact_of(running, present)},
		{"rule_set", election->rule_set == RULES_1990 ? "1990" : "2020"},
	};

	return election_demand(running, true, "ELEC-19.1", facts, 3);
}

/* ELEC-11.1: a delegate elected whose standing nobody has checked. */
static bool
unchecked(const struct election *election)
{
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];

		if (tally->place > 0 && tally->person && tally->round->seats->office == OFFICE_DELEGATE &&
		    tally->round->state == BALLOT_SIGNED && tally->round->kind != CONTEST_PRELIMINARY &&
		    !election_credential(election, tally->person))
			return true;
	}
	return false;
}

static int
check_opening(struct running *running, const struct election *election, const struct assembly *assembly,
              const struct roll *roll)
{
	const struct timeline_step *wanting;
	int status;

	if (assembly->opened)
		return fail(FAIL_REFUSED, "DP-19", "assembly", "名册已经冻结。", "The roll has been frozen already.");
	if (roll->entitled == 0)
		return fail(FAIL_REFUSED, assembly->kind == ASSEMBLY_CONGRESS ? "ELEC-11.3b" : "ELEC-19.1", "assembly",
		            "名册上没有有选举权的人，不能开会选举。", "Nobody on the roll may elect; the assembly cannot be opened.");
	if (assembly->kind == ASSEMBLY_CONGRESS && unchecked(election))
		return fail(FAIL_REFUSED, "ELEC-11.1", "assembly", "还有代表没有经过资格审查。",
		            "The standing of some delegates has not been checked yet.");
	if (assembly->day != running->call->today)
		return fail(FAIL_REFUSED, "ELEC-32.1", "assembly", "今天不是批准的会议日期；改期须有上级同意。",
		            "Today is not the day of the meeting; to move it takes the higher organization's consent.");
	status = election_ready(running->call->arena, election, assembly, running->call->today);
	if (status == 0)
		status = check_quorum(running, election, (int64_t)roll->entitled, running_int(running, "present"));
	if (status == 0)
		status = election_check_chair(running, election, assembly, roll);
	if (status == 0 && assembly->kind == ASSEMBLY_CONGRESS)
		status = election_presidium_stands(running, election, assembly);
	if (status == 0)
		status = election_wanting(running->call->arena, election, assembly, running->call->today, false, &wanting);
	if (status == 0 && wanting)
		status = election_flag(running, wanting->clause, (struct bilingual){
			arena_printf(running->call->arena, "还缺：%s。", wanting->rule->label.zh),
			arena_printf(running->call->arena, "This is wanting: %s.", wanting->rule->label.en)});
	return status;
}

static int
run_open(struct running *running)
{
	struct election *election;
	const struct assembly *assembly;
	struct roll roll;
	int status = election_assembly_of(running, &election, &assembly);

	if (status == 0)
		status = election_roll(running->db, running->call->arena, election, assembly, &roll);
	if (status == 0)
		status = check_opening(running, election, assembly, &roll);
	if (status == 0)
		status = freeze(running, assembly, &roll);
	if (status < 0)
		return status;
	json_key(running->facts, "assembly");
	json_int(running->facts, assembly->id);
	json_key(running->facts, "entitled");
	json_int(running->facts, (int64_t)roll.entitled);
	json_key(running->facts, "present");
	json_int(running->facts, running_int(running, "present"));
	return election->state == ELECTION_PREPARING && assembly->kind != ASSEMBLY_UNIT
	       ? election_set(running, election, "state", ELECTION_MEETING) : 0;
}

/* --- the same-day review (DP-21) ------------------------------------------------------------- */

static const struct field review_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"会议", "Assembly"}, FIELD_INT, REQUIRED, "DP-21"},
	{"person", {"党员", "Member"}, FIELD_REF, REQUIRED | PERSONAL, "DP-21", .refers = "person"},
	{"why", {"复核理由和依据", "Grounds of the review"}, FIELD_TEXT, REQUIRED | PROSE, "DP-21", .max = 500,
	 .hint = {"记入日志，写依据的文号；不写身份号码等个人信息", "goes into the journal: the document it rests on; no personal data"}},
};

STATEMENT(elector_end, "update election_elector set ended = $3 where assembly = $1 and person = $2 and ended is null");

STATEMENT(assembly_recount,
	"insert into election_assembly (id, made, election, kind, body, day, chair, opened, members, full_members, entitled)"
	" select a.id, $2, a.election, a.kind, a.body, a.day, a.chair, a.opened, (select count(*) from election_elector x"
	" where x.assembly = a.id and x.ended is null), a.full_members, (select count(*) from election_elector x"
	" where x.assembly = a.id and x.ended is null and x.entitled = 1) from election_assembly a"
	" where a.id = $1 and a.ended = $2");

static int
roll_recount(struct running *running, const struct assembly *assembly)
{
	int status = election_end(running, assembly_end, assembly->id);

	return status < 0 ? status
	       : db_exec(running->db, assembly_recount, ARGS(INT(assembly->id), INT(running->act.number)), NULL);
}

static bool
ballots_begun(const struct election *election, const struct assembly *assembly)
{
	for (size_t i = 0; i < election->round_count; i++)
		if (election->rounds[i].seats->assembly == assembly)
			return true;
	return false;
}

/* Whoever was wrongly left off is put on before voting opens; nobody is struck off after the opening. */
static int
run_review(struct running *running)
{
	struct election *election;
	const struct assembly *assembly = NULL;
	struct member_rights rights;
	int64_t person = running_int(running, "person");
	int status = election_of(running, &election);

	if (status == 0 && (!(assembly = election_assembly(election, running_int(running, "assembly"))) || !assembly->opened))
		status = fail(FAIL_REFUSED, "DP-21", "assembly", "名册还没有冻结，直接更正党员记录即可。",
		              "The roll is not frozen yet; correct the member's record instead.");
	if (status == 0 && (ballots_begun(election, assembly) || assembly->day != running->call->today))
		status = fail(FAIL_REFUSED, "DP-21", "assembly", "复核只能在会议当天、开始投票以前进行。",
		              "A review takes place on the day of the meeting, before voting opens.");
	if (status == 0)
		status = rights_of_person(running->db, running->call->arena, person, assembly->day, election->rule_set, &rights);
	if (status == 0 && !rights.rights.has)
		status = fail(FAIL_REFUSED, rights.rights.because, "person", "按现有记录此人没有选举权；决定有误的先更正决定。",
		              "By the record this member has no right to elect; correct the decision first.");
	if (status == 0)
		status = db_exec(running->db, elector_end, ARGS(INT(assembly->id), INT(person), INT(running->act.number)), NULL);
	if (status == 0)
		status = db_exec(running->db, elector_add, ARGS(INT(assembly->id), INT(person), INT(running->act.number), INT(1),
		                                                TEXT("DP-21"), SQL_NULL), NULL);
	if (status == 0)
		status = roll_recount(running, assembly);
	json_key(running->facts, "person");
	json_int(running->facts, person);
	json_key(running->facts, "why");
	json_text(running->facts, running_text(running, "why"));
	return status;
}

#define RUNS ROLE_BRANCH | ROLE_CLERKS

const struct action roll_actions[] = {
	{"exclude-elector", {"列入不计算在应到会人数内的名单", "Exclude from those who should attend"}, FIELDS(exclude_fields),
	 .who = RUNS, .within = WITHIN_NODE, .clauses = "ELEC-19.2 A-9", .run = run_exclude},
	{"include-elector", {"从名单中撤出", "Take off the list of exclusions"}, FIELDS(include_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-19.2 A-9", .run = run_include},
	{"open-assembly", {"清点人数，开始选举", "Take the roll call and open"}, FIELDS(open_fields), .who = RUNS,
	 .within = WITHIN_NODE,
	 .clauses = "ELEC-5.1 ELEC-5.2 ELEC-5.3 ELEC-5.4 ELEC-11.3b ELEC-19.1 ELEC-19.2 ELEC-20.1a ELEC-20.1b ELEC-20.2a ELEC-20.3"
	            " ELEC-22.1 ELEC-22.2 ELEC-22.3 ELEC-23.1 ELEC-38.1 DP-19", .run = run_open},
	{"review-roll", {"当日复核名册", "Same-day review of the roll"}, FIELDS(review_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "DP-21", .run = run_review},
	{0},
};
