#include "party/election.h"

#include <string.h>

#include "base/fail.h"
#include "party/setting.h"
#include "registry/list.h"

/* --- reading ------------------------------------------------------------------------ */

#define NAME_OF(person) \
	"(select p.name from person p where p.id = " person " and p.ended is null order by p.since desc limit 1)"
#define BODY_NAME(body) \
	"(select b.name from body b where b.id = " body " and b.ended is null order by b.since desc limit 1)"

STATEMENT(read_election,
	"select e.body, " BODY_NAME("e.body") ", (select b.type from body b where b.id = e.body and b.ended is null"
	" order by b.since desc limit 1), e.form, e.cause, e.state, e.meeting, e.term, e.years, e.dispersed, e.corrects,"
	" (select min(f.since) from election f where f.id = e.id and f.ended is null), t.since, t.due,"
	" (select max(j.number) from journal j where j.kind = 'election' and j.subject = e.id)"
	" from election e left join term t on t.id = e.term and t.ended is null"
	" where e.id = $1 and e.ended is null order by e.since desc, t.since desc limit 1");

static int
read_head(struct db *db, struct arena *arena, struct election *election)
{
	struct rows *rows;
	int status = db_query(db, read_election, ARGS(INT(election->id)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		election->body = rows_int(rows, 0);
		election->body_name = rows_dup(rows, 1, arena);
		election->body_type = rows_int(rows, 2);
		election->form = (enum election_form)rows_int(rows, 3);
		election->cause = (enum election_cause)rows_int(rows, 4);
		election->state = (enum election_state)rows_int(rows, 5);
		election->meeting = rows_day(rows, 6);
		election->term = rows_int(rows, 7);
		election->years = rows_int(rows, 8);
		election->dispersed = rows_int(rows, 9) != 0;
		election->corrects = rows_int(rows, 10);
		election->begun = rows_day(rows, 11);
		election->term_since = rows_day(rows, 12);
		election->term_due = rows_day(rows, 13);
		election->seen = rows_int(rows, 14);
		election->rule_set = rule_set_on(election->meeting);
	} else if (status == 0) {
		status = fail(FAIL_NOT_FOUND, NULL, "election", "没有这次选举。", "There is no such election.");
	}
	rows_close(rows);
	if (status < 0)
		return status;
	return election->body_name ? 0 : FAIL_MEMORY;
}

/* One of the lists of an election: how many rows, and what each becomes. */
struct part {
	const char *count, *rows;
	size_t size;
	size_t items, number;    /* offsets in struct election */
	int (*read)(struct arena *arena, const struct rows *rows, const struct election *election, void *item);
};

static int
text(struct arena *arena, const struct rows *rows, int column, const char **ret_text)
{
	*ret_text = rows_dup(rows, column, arena);
	return *ret_text || rows_null(rows, column) ? 0 : FAIL_MEMORY;
}

static int64_t
known(const struct rows *rows, int column)
{
	return rows_null(rows, column) ? -1 : rows_int(rows, column);
}

static int
read_assembly(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct assembly *assembly = item;

	(void)election;
	*assembly = (struct assembly){
		.id = rows_int(rows, 0), .kind = (enum assembly_kind)rows_int(rows, 1), .body = rows_int(rows, 2),
		.day = rows_day(rows, 4), .chair = rows_int(rows, 5), .opened = rows_int(rows, 7),
		.members = rows_int(rows, 8), .full = rows_int(rows, 9), .entitled = rows_int(rows, 10),
	};
	return text(arena, rows, 3, &assembly->body_name) < 0 ? FAIL_MEMORY : text(arena, rows, 6, &assembly->chair_name);
}

static int
read_contest(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct seats *seats = item;

	(void)arena;
	*seats = (struct seats){
		rows_int(rows, 0), election_assembly(election, rows_int(rows, 1)), (enum office)rows_int(rows, 2),
		(enum organ)rows_int(rows, 3), rows_int(rows, 4), rows_int(rows, 5),
	};
	return 0;
}

static int
read_candidate(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct candidate *candidate = item;
	int status;

	*candidate = (struct candidate){
		.id = rows_int(rows, 0), .seats = election_contest(election, rows_int(rows, 1)), .person = rows_int(rows, 2),
		.order = rows_int(rows, 4), .support = known(rows, 5),
	};
	status = text(arena, rows, 3, &candidate->name);
	for (int i = 0; i < 4 && status == 0; i++)
		status = text(arena, rows, 6 + i, &candidate->sheet[i]);
	return status;
}

static int
read_official(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct official *official = item;

	*official = (struct official){
		.id = rows_int(rows, 0), .assembly = election_assembly(election, rows_int(rows, 1)),
		.person = rows_int(rows, 2), .role = (enum official_role)rows_int(rows, 4), .reader = rows_int(rows, 5),
	};
	return text(arena, rows, 3, &official->name);
}

static int
read_method(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	(void)arena;
	*(struct election_method *)item = (struct election_method){
		.id = rows_int(rows, 0), .assembly = election_assembly(election, rows_int(rows, 1)),
		.counting = (enum counting_way)rows_int(rows, 2), .supervisors = rows_int(rows, 3), .tellers = rows_int(rows, 4),
		.keep_months = rows_int(rows, 5),
	};
	return 0;
}

static int
read_presidium(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct presidium_member *member = item;

	*member = (struct presidium_member){
		.id = rows_int(rows, 0), .assembly = election_assembly(election, rows_int(rows, 1)),
		.person = rows_int(rows, 2), .proposer = rows_int(rows, 4),
	};
	return text(arena, rows, 3, &member->name);
}

static int
read_credential(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	(void)arena;
	(void)election;
	*(struct credential *)item = (struct credential){rows_int(rows, 0), rows_int(rows, 1) != 0, rows_int(rows, 2) != 0};
	return 0;
}

static int
read_exclusion(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct exclusion *exclusion = item;

	(void)election;
	*exclusion = (struct exclusion){
		.id = rows_int(rows, 0), .person = rows_int(rows, 1), .circumstance = rows_int(rows, 3),
	};
	return text(arena, rows, 2, &exclusion->name) < 0 ? FAIL_MEMORY : text(arena, rows, 4, &exclusion->document);
}

static int
read_step(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct step_record *step = item;
	int status;

	(void)election;
	*step = (struct step_record){
		.rule = step_rule_find(rows_text(rows, 2)), .assembly = rows_int(rows, 0), .contest = rows_int(rows, 1),
		.made = rows_int(rows, 3), .day = rows_day(rows, 4), .yes = known(rows, 6), .of = known(rows, 7),
		.matter = rows_int(rows, 11), .submitted = rows_day(rows, 12),
	};
	status = text(arena, rows, 5, &step->document);
	if (status == 0)
		status = text(arena, rows, 8, &step->note);
	if (status == 0)
		status = text(arena, rows, 9, &step->reason);
	return status == 0 ? text(arena, rows, 10, &step->reason_document) : status;
}

static int
read_round(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	(void)arena;
	*(struct ballot_round *)item = (struct ballot_round){
		.id = rows_int(rows, 0), .seats = election_contest(election, rows_int(rows, 1)), .number = rows_int(rows, 2),
		.kind = (enum contest_round)rows_int(rows, 3), .separate = rows_int(rows, 4) != 0,
		.count = rows_int(rows, 5), .places = rows_int(rows, 6), .entitled = rows_int(rows, 7),
		.present = rows_int(rows, 8), .voters = known(rows, 9), .issued = known(rows, 10),
		.returned = known(rows, 11), .unused = known(rows, 12), .helped = known(rows, 13),
		.state = (enum ballot_state)rows_int(rows, 14), .valid = known(rows, 15), .invalid = known(rows, 16),
		.differences = known(rows, 17), .by_totals = rows_int(rows, 18) != 0,
	};
	return 0;
}

static int
read_tally(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct round_tally *tally = item;

	*tally = (struct round_tally){
		.round = election_round(election, rows_int(rows, 0)), .person = rows_int(rows, 1),
		.yes = rows_int(rows, 3), .no = known(rows, 4), .abstain = known(rows, 5),
		.written_in = rows_int(rows, 6) != 0, .place = rows_int(rows, 7), .tied = rows_int(rows, 8) != 0,
	};
	return text(arena, rows, 2, &tally->name);
}

static int
read_signature(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct signature *signature = item;

	(void)arena;
	*signature = (struct signature){election_round(election, rows_int(rows, 0)), rows_int(rows, 1)};
	return 0;
}

static int
read_question(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct question *question = item;
	int status;

	(void)election;
	*question = (struct question){.id = rows_int(rows, 0), .kind = (enum question_kind)rows_int(rows, 1),
	                              .asked = rows_day(rows, 2), .answered = rows_day(rows, 5)};
	status = text(arena, rows, 3, &question->text);
	return status == 0 ? text(arena, rows, 4, &question->answer) : status;
}

static int
read_incident(struct arena *arena, const struct rows *rows, const struct election *election, void *item)
{
	struct incident *incident = item;
	const char **const texts[] = {&incident->text, &incident->decision, &incident->organ, &incident->document};
	int status = 0;

	(void)election;
	*incident = (struct incident){.id = rows_int(rows, 0), .kind = rows_int(rows, 1), .reported = rows_day(rows, 2),
	                              .decided = rows_day(rows, 3)};
	for (int i = 0; i < 4 && status == 0; i++)
		status = text(arena, rows, 4 + i, texts[i]);
	return status;
}

#define STANDING(table) " from " table " x where x.election = $1 and x.ended is null"
#define OF_ROUNDS(table) " from " table " x join ballot_round r on r.id = x.round and r.ended is null where r.election = $1"

#define PART(name, columns, from, order)                                    \
	STATEMENT(count_##name, "select count(*)" from);                    \
	STATEMENT(rows_##name, "select " columns from " order by " order)

PART(assemblies, "x.id, x.kind, x.body, " BODY_NAME("x.body") ", x.day, x.chair, " NAME_OF("x.chair")
     ", x.opened, x.members, x.full_members, x.entitled", STANDING("election_assembly"), "x.kind, x.id");
PART(contests, "x.id, x.assembly, x.office, x.organ, x.seats, x.places", STANDING("election_contest"), "x.id");
PART(candidates, "x.id, x.contest, x.person, x.name, x.place, x.support, x.cv, x.work, x.strengths, x.weaknesses",
     STANDING("election_candidate"), "x.contest, x.place, x.id");
PART(officials, "x.id, x.assembly, x.person, " NAME_OF("x.person") ", x.role, x.reader", STANDING("election_official"),
     "x.assembly, x.role, x.reader, x.id");
PART(methods, "x.id, x.assembly, x.counting, x.supervisors, x.tellers, x.keep_months", STANDING("election_method"), "x.id");
PART(presidium, "x.id, x.assembly, x.person, " NAME_OF("x.person") ", x.proposer", STANDING("election_presidium"), "x.assembly, x.id");
PART(credentials, "x.person, x.procedure_ok, x.qualified", STANDING("election_credential"), "x.id");
PART(exclusions, "x.id, x.person, " NAME_OF("x.person") ", x.circumstance, x.document", STANDING("election_exclusion"),
     "x.id");
PART(steps, "x.assembly, x.contest, x.word, x.made, x.day, x.document, x.yes, x.total, x.note, x.reason,"
     " x.reason_document, x.matter, x.submitted", STANDING("election_step"), "x.id");
PART(rounds, "x.id, x.contest, x.number, x.kind, x.separate, x.seats, x.places, x.entitled, x.present, x.voters,"
     " x.issued, x.returned, x.unused, x.helped, x.state, x.valid, x.invalid, x.differences, x.totals",
     STANDING("ballot_round"), "x.contest, x.number");
PART(tallies, "x.round, x.person, x.name, x.yes, x.no, x.abstain, x.written_in, x.place, x.tied",
     OF_ROUNDS("ballot_tally"), "r.contest, r.number, x.line");
PART(signatures, "x.round, x.person", OF_ROUNDS("ballot_signature"), "x.round, x.person");
PART(questions, "x.id, x.kind, x.asked, x.text, x.answer, x.answered", STANDING("election_question"), "x.asked, x.id");
PART(incidents, "x.id, x.kind, x.reported, x.decided, x.text, x.decision, x.organ, x.document", STANDING("election_incident"),
     "x.reported, x.id");

#define LIST(name, type, items, number, read)                                                        \
	{count_##name, rows_##name, sizeof(type), offsetof(struct election, items),                  \
	 offsetof(struct election, number), read}

/* Each rests on those before it. */
static const struct part parts[] = {
	LIST(assemblies, struct assembly, assemblies, assembly_count, read_assembly),
	LIST(contests, struct seats, contests, contest_count, read_contest),
	LIST(candidates, struct candidate, candidates, candidate_count, read_candidate),
	LIST(officials, struct official, officials, official_count, read_official),
	LIST(methods, struct election_method, methods, method_count, read_method),
	LIST(presidium, struct presidium_member, presidium, presidium_count, read_presidium),
	LIST(credentials, struct credential, credentials, credential_count, read_credential),
	LIST(exclusions, struct exclusion, exclusions, exclusion_count, read_exclusion),
	LIST(steps, struct step_record, steps, step_count, read_step),
	LIST(rounds, struct ballot_round, rounds, round_count, read_round),
	LIST(tallies, struct round_tally, tallies, tally_count, read_tally),
	LIST(signatures, struct signature, signatures, signature_count, read_signature),
	LIST(questions, struct question, questions, question_count, read_question),
	LIST(incidents, struct incident, incidents, incident_count, read_incident),
};

static int
read_part(struct db *db, struct arena *arena, struct election *election, const struct part *part)
{
	char *base = (char *)election, *items;
	size_t *number = (size_t *)(void *)(base + part->number);
	int64_t expected = 0;
	struct rows *rows;
	int status = db_number(db, part->count, ARGS(INT(election->id)), &expected);

	if (status < 0)
		return status;
	items = arena_alloc(arena, part->size * (size_t)(expected + 1));
	if (!items)
		return FAIL_MEMORY;
	*(void **)(void *)(base + part->items) = items;
	status = db_query(db, part->rows, ARGS(INT(election->id)), &rows);
	if (status < 0)
		return status;
	while (*number < (size_t)expected && (status = rows_next(rows)) > 0) {
		status = part->read(arena, rows, election, items + part->size * *number);
		if (status < 0)
			break;
		(*number)++;
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* DP-19: so many working days lie between the publishing of the roll and the meeting. */
static int
count_back(struct db *db, struct arena *arena, struct election *election, int64_t days)
{
	struct work_calendar calendar;
	day_no day = election->meeting;
	int status = work_calendar_read(db, arena, day_add_months(day, -6), day, &calendar);

	if (status < 0)
		return status;
	while (days > 0) {
		day--;
		days -= day_works(&calendar, day);
	}
	election->roll_latest = day;
	return 0;
}

/* As they held on the day the election was begun: what was announced by them stays. */
static int
read_settings(struct db *db, struct arena *arena, struct election *election)
{
	struct settings settings;
	const char *path = NULL;
	int status = settings_read(db, arena, election->begun, &settings);

	if (status == 0)
		status = placement_path(db, arena, election->body, election->begun, &path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	election->on_schedule_months = setting_whole(&settings, SETTING_ON_SCHEDULE, path);
	election->publicity_days = setting_whole(&settings, SETTING_PUBLICITY_DAYS, path);
	election->supervisors_least = setting_whole(&settings, SETTING_SUPERVISORS_LEAST, path);
	election->tellers_least = setting_whole(&settings, SETTING_TELLERS_LEAST, path);
	election->tight_days = setting_whole(&settings, SETTING_TIGHT_DAYS, path);
	return count_back(db, arena, election, setting_whole(&settings, SETTING_ROLL_DAYS, path));
}

int
election_load(struct db *db, struct arena *arena, int64_t id, struct election **ret_election)
{
	struct election *election = ARENA_NEW(arena, struct election);
	int status;

	if (!election)
		return FAIL_MEMORY;
	election->id = id;
	status = read_head(db, arena, election);
	if (status == 0)
		status = read_settings(db, arena, election);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = read_part(db, arena, election, &parts[i]);
	if (status < 0)
		return status;
	for (size_t i = 0; i < election->signature_count; i++)
		for (size_t r = 0; r < election->round_count; r++)
			if (election->signatures[i].round == &election->rounds[r])
				election->rounds[r].signatures++;
	*ret_election = election;
	return 0;
}

/* --- finding --------------------------------------------------------------------------- */

#define FIND(items, number)                                            \
	for (size_t i = 0; i < election->number; i++)                  \
		if (election->items[i].id == id)                       \
			return &election->items[i];                    \
	return NULL

const struct assembly *
election_assembly(const struct election *election, int64_t id)
{
	FIND(assemblies, assembly_count);
}

const struct seats *
election_contest(const struct election *election, int64_t id)
{
	FIND(contests, contest_count);
}

const struct ballot_round *
election_round(const struct election *election, int64_t id)
{
	FIND(rounds, round_count);
}

const struct candidate *
election_candidate(const struct election *election, int64_t id)
{
	FIND(candidates, candidate_count);
}

const struct ballot_round *
contest_last_round(const struct election *election, const struct seats *seats)
{
	const struct ballot_round *last = NULL;

	for (size_t i = 0; i < election->round_count; i++)
		if (election->rounds[i].seats == seats && election->rounds[i].state != BALLOT_VOID)
			last = &election->rounds[i];
	return last;
}

/* --- words ---------------------------------------------------------------------------------- */

struct bilingual
assembly_label(enum assembly_kind kind)
{
	static const struct bilingual labels[] = {
		[ASSEMBLY_MEMBERS] = {"党员大会", "general meeting of members"},
		[ASSEMBLY_CONGRESS] = {"党员代表大会", "congress of delegates"},
		[ASSEMBLY_PLENARY] = {"新一届委员会第一次全体会议", "first plenary of the new committee"},
		[ASSEMBLY_DISCIPLINE_PLENARY] = {"新一届纪律检查委员会第一次全体会议",
		                                 "first plenary of the new discipline inspection commission"},
		[ASSEMBLY_UNIT] = {"选举单位党员大会", "meeting of an electing unit"},
	};

	return labels[kind];
}

struct bilingual
office_label(enum office office, enum organ organ)
{
	static const struct bilingual labels[][3] = {
		[OFFICE_COMMITTEE] = {[ORGAN_COMMITTEE] = {"委员会委员", "committee members"}},
		[OFFICE_DELEGATE] = {[ORGAN_COMMITTEE] = {"代表", "delegates"}},
		[OFFICE_DISCIPLINE] = {[ORGAN_DISCIPLINE] = {"纪律检查委员会委员", "discipline inspection commission members"}},
		[OFFICE_STANDING] = {[ORGAN_COMMITTEE] = {"常务委员会委员", "standing-committee members"},
		                     [ORGAN_DISCIPLINE] = {"纪律检查委员会常务委员会委员",
		                                           "standing-committee members of the commission"}},
		[OFFICE_SECRETARY] = {[ORGAN_COMMITTEE] = {"书记", "secretary"},
		                      [ORGAN_DISCIPLINE] = {"纪律检查委员会书记", "secretary of the commission"}},
		[OFFICE_DEPUTY] = {[ORGAN_COMMITTEE] = {"副书记", "deputy secretaries"},
		                   [ORGAN_DISCIPLINE] = {"纪律检查委员会副书记", "deputy secretaries of the commission"}},
	};

	return labels[office][organ];
}

struct bilingual
ballot_round_label(const struct ballot_round *round)
{
	if (round->kind == CONTEST_PRELIMINARY)
		return (struct bilingual){"差额预选", "preliminary vote"};
	if (round->kind == CONTEST_RUNOFF)
		return (struct bilingual){"再次投票", "revote"};
	return round->separate ? (struct bilingual){"另行选举", "separate election"}
	                       : (struct bilingual){"正式选举", "formal election"};
}

struct bilingual
ballot_state_label(enum ballot_state state)
{
	static const struct bilingual labels[] = {
		[BALLOT_OPEN] = {"正在投票", "voting"},
		[BALLOT_RECONCILED] = {"票数已核对", "reconciled"},
		[BALLOT_COUNTED] = {"已计票，待签字", "counted, to be signed"},
		[BALLOT_SIGNED] = {"已签字", "signed"},
		[BALLOT_VOID] = {"无效，重新投票", "void, to be voted again"},
	};

	return labels[state];
}
