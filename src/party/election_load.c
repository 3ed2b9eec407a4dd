/* Reading elections: one with everything in it, or a page of them with what their timelines need. */
#include "party/election.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/setting.h"
#include "registry/list.h"

#define NAME_OF(person) \
	"(select p.name from person p where p.id = " person " and p.ended is null order by p.since desc limit 1)"
#define BODY_NAME(body) \
	"(select b.name from body b where b.id = " body " and b.ended is null order by b.since desc limit 1)"

/* How many elections are read at once; their statements name that many, the last one over and over. */
#define MANY 50
#define IDS                                                                                                          \
	"$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25," \
	" $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48," \
	" $49, $50"

#define HEAD                                                                                                       \
	"select e.body, " BODY_NAME("e.body") ", (select b.type from body b where b.id = e.body and b.ended is null"  \
	" order by b.since desc limit 1), e.form, e.cause, e.state, e.meeting, e.term, e.years, e.dispersed, e.corrects," \
	" (select min(f.since) from election f where f.id = e.id and f.ended is null), t.since, t.due, e.id"
#define HEADS_FROM " from election e left join term t on t.id = e.term and t.ended is null"

STATEMENT(read_election,
	HEAD ", (select max(j.number) from journal j where j.kind = 'election' and j.subject = e.id)" HEADS_FROM
	" where e.id = $1 and e.ended is null order by e.since desc, t.since desc limit 1");
STATEMENT(read_elections,
	HEAD ", 0" HEADS_FROM " where e.id in (" IDS ") and e.ended is null order by e.id, e.since desc, t.since desc");

static int
take_head(struct arena *arena, const struct rows *rows, struct election *election)
{
	*election = (struct election){
		.id = rows_int(rows, 14), .body = rows_int(rows, 0), .body_name = rows_dup(rows, 1, arena),
		.body_type = rows_int(rows, 2), .form = (enum election_form)rows_int(rows, 3),
		.cause = (enum election_cause)rows_int(rows, 4), .state = (enum election_state)rows_int(rows, 5),
		.meeting = rows_day(rows, 6), .term = rows_int(rows, 7), .years = rows_int(rows, 8),
		.dispersed = rows_int(rows, 9) != 0, .corrects = rows_int(rows, 10), .begun = rows_day(rows, 11),
		.term_since = rows_day(rows, 12), .term_due = rows_day(rows, 13), .seen = rows_int(rows, 15),
	};
	election->rule_set = rule_set_on(election->meeting);
	return election->body_name ? 0 : FAIL_MEMORY;
}

static int
read_head(struct db *db, struct arena *arena, int64_t id, struct election *election)
{
	struct rows *rows;
	int status = db_query(db, read_election, ARGS(INT(id)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		status = take_head(arena, rows, election);
	else if (status == 0)
		status = fail(FAIL_NOT_FOUND, NULL, "election", "没有这次选举。", "There is no such election.");
	rows_close(rows);
	return status;
}

/* One of the lists of an election: how many rows, and what each becomes. */
struct part {
	const char *count, *rows;
	const char *many;        /* of many elections, with the election behind; null: their timelines do not need it */
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

#define OF_MANY(table) ", x.election from " table " x where x.election in (" IDS ") and x.ended is null order by x.election, "
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

/* The same without the texts that no timeline has need of. */
#define GIVEN(column) "case when " column " is null then null else '' end"
STATEMENT(many_assemblies,
	"select x.id, x.kind, x.body, case when x.kind = 5 then " BODY_NAME("x.body") " end, x.day, x.chair, null, x.opened,"
	" x.members, x.full_members, x.entitled" OF_MANY("election_assembly") "x.kind, x.id");
STATEMENT(many_contests, "select x.id, x.assembly, x.office, x.organ, x.seats, x.places" OF_MANY("election_contest") "x.id");
STATEMENT(many_candidates,
	"select x.id, x.contest, x.person, x.name, x.place, x.support, " GIVEN("x.cv") ", " GIVEN("x.work") ", "
	GIVEN("x.strengths") ", " GIVEN("x.weaknesses") OF_MANY("election_candidate") "x.contest, x.place, x.id");
STATEMENT(many_exclusions, "select x.id, x.person, null, x.circumstance, x.document" OF_MANY("election_exclusion") "x.id");
STATEMENT(many_steps,
	"select x.assembly, x.contest, x.word, x.made, x.day, x.document, x.yes, x.total, null, null, null, x.matter,"
	" x.submitted" OF_MANY("election_step") "x.id");
STATEMENT(many_rounds,
	"select x.id, x.contest, x.number, x.kind, x.separate, x.seats, x.places, x.entitled, x.present, x.voters, x.issued,"
	" x.returned, x.unused, x.helped, x.state, x.valid, x.invalid, x.differences, x.totals" OF_MANY("ballot_round")
	"x.contest, x.number");

_Static_assert(ASSEMBLY_UNIT == 5, "the statement's number is this");

#define LIST(name, many, type, items, number, read)                                                        \
	{count_##name, rows_##name, many, sizeof(type), offsetof(struct election, items),                  \
	 offsetof(struct election, number), read}

/* Each rests on those before it. */
static const struct part parts[] = {
	LIST(assemblies, many_assemblies, struct assembly, assemblies, assembly_count, read_assembly),
	LIST(contests, many_contests, struct seats, contests, contest_count, read_contest),
	LIST(candidates, many_candidates, struct candidate, candidates, candidate_count, read_candidate),
	LIST(officials, NULL, struct official, officials, official_count, read_official),
	LIST(methods, NULL, struct election_method, methods, method_count, read_method),
	LIST(presidium, NULL, struct presidium_member, presidium, presidium_count, read_presidium),
	LIST(credentials, NULL, struct credential, credentials, credential_count, read_credential),
	LIST(exclusions, many_exclusions, struct exclusion, exclusions, exclusion_count, read_exclusion),
	LIST(steps, many_steps, struct step_record, steps, step_count, read_step),
	LIST(rounds, many_rounds, struct ballot_round, rounds, round_count, read_round),
	LIST(tallies, NULL, struct round_tally, tallies, tally_count, read_tally),
	LIST(signatures, NULL, struct signature, signatures, signature_count, read_signature),
	LIST(questions, NULL, struct question, questions, question_count, read_question),
	LIST(incidents, NULL, struct incident, incidents, incident_count, read_incident),
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
static day_no
count_back(const struct work_calendar *calendar, day_no day, int64_t days)
{
	while (days > 0) {
		day--;
		days -= day_works(calendar, day);
	}
	return day;
}

/* As they held on the day the election was begun: what was announced by them stays. */
static void
take_settings(struct election *election, const struct settings *settings, const char *path, const struct work_calendar *calendar)
{
	election->on_schedule_months = setting_whole(settings, SETTING_ON_SCHEDULE, path);
	election->publicity_days = setting_whole(settings, SETTING_PUBLICITY_DAYS, path);
	election->supervisors_least = setting_whole(settings, SETTING_SUPERVISORS_LEAST, path);
	election->tellers_least = setting_whole(settings, SETTING_TELLERS_LEAST, path);
	election->tight_days = setting_whole(settings, SETTING_TIGHT_DAYS, path);
	election->roll_latest = count_back(calendar, election->meeting, setting_whole(settings, SETTING_ROLL_DAYS, path));
}

static int
read_settings(struct db *db, struct arena *arena, struct election *election)
{
	struct work_calendar calendar;
	struct settings settings;
	const char *path = NULL;
	int status = settings_read(db, arena, election->begun, &settings);

	if (status == 0)
		status = placement_path(db, arena, election->body, election->begun, &path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	status = work_calendar_read(db, arena, day_add_months(election->meeting, -6), election->meeting, &calendar);
	if (status == 0)
		take_settings(election, &settings, path, &calendar);
	return status;
}

int
election_load(struct db *db, struct arena *arena, int64_t id, struct election **ret_election)
{
	struct election *election = ARENA_NEW(arena, struct election);
	int status;

	if (!election)
		return FAIL_MEMORY;
	status = read_head(db, arena, id, election);
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

/* --- many at once ---------------------------------------------------------------------------- */

struct page {
	struct db *db;
	struct arena *arena;
	struct value ids[MANY];
	struct election *elections; /* by identity */
	size_t count;
};

static int
read_heads(struct page *page)
{
	struct rows *rows;
	int status = db_query(page->db, read_elections, page->ids, MANY, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		if (page->count > 0 && page->elections[page->count - 1].id == rows_int(rows, 14))
			continue;
		status = take_head(page->arena, rows, &page->elections[page->count]);
		if (status < 0)
			break;
		page->count++;
	}
	rows_close(rows);
	return status;
}

/* The rows of one list, of one election after the other. */
struct run {
	char *items;
	size_t count, room, size;
};

static void *
run_next(struct arena *arena, struct run *run)
{
	if (arena_grow(arena, &run->items, run->count, &run->room, run->size) < 0)
		return NULL;
	return run->items + run->size * run->count;
}

static size_t *
number_of(struct election *election, const struct part *part)
{
	return (size_t *)(void *)((char *)election + part->number);
}

static int
read_run(const struct page *page, const struct part *part, struct rows *rows, struct run *run)
{
	int last = rows_columns(rows) - 1, status;
	size_t at = 0;

	while ((status = rows_next(rows)) > 0) {
		void *item = run_next(page->arena, run);

		while (at < page->count && page->elections[at].id < rows_int(rows, last))
			at++;
		if (at == page->count)
			break;
		status = item ? part->read(page->arena, rows, &page->elections[at], item) : FAIL_MEMORY;
		if (status < 0)
			return status;
		run->count++;
		(*number_of(&page->elections[at], part))++;
	}
	return status < 0 ? status : 0;
}

static int
read_part_of_many(const struct page *page, const struct part *part)
{
	struct run run = {.size = part->size};
	struct rows *rows;
	size_t before = 0;
	int status = db_query(page->db, part->many, page->ids, MANY, &rows);

	if (status < 0)
		return status;
	status = read_run(page, part, rows, &run);
	rows_close(rows);
	for (size_t i = 0; i < page->count && status == 0; i++) {
		*(void **)(void *)((char *)&page->elections[i] + part->items) = run.items ? run.items + part->size * before : NULL;
		before += *number_of(&page->elections[i], part);
	}
	return status;
}

/* The settings that elections rest on, as they held on any day, wherever their nodes hung. */
STATEMENT(settings_ever,
	"select s.name, s.node, s.value, s.since, s.until, p.path, p.since, p.until from setting s"
	" left join placement p on p.subject = s.node and p.ended is null"
	" where s.ended is null and s.name in ($1, $2, $3, $4, $5, $6)");
STATEMENT(paths_begun,
	"select e.id, p.path from election e join placement p on p.subject = e.body and p.ended is null and p.since <="
	" (select min(f.since) from election f where f.id = e.id and f.ended is null) and p.until >"
	" (select min(f.since) from election f where f.id = e.id and f.ended is null)"
	" where e.id in (" IDS ") and e.ended is null order by e.id");

struct dated_value {
	struct setting_value value;
	day_no since, until, placed, left;
};

static int
read_dated(const struct page *page, struct run *ret_run)
{
	struct run run = {.size = sizeof(struct dated_value)};
	struct rows *rows;
	int status = db_query(page->db, settings_ever,
	                      ARGS(TEXT(setting_table[SETTING_ON_SCHEDULE].name), TEXT(setting_table[SETTING_PUBLICITY_DAYS].name),
	                           TEXT(setting_table[SETTING_TIGHT_DAYS].name), TEXT(setting_table[SETTING_ROLL_DAYS].name),
	                           TEXT(setting_table[SETTING_SUPERVISORS_LEAST].name), TEXT(setting_table[SETTING_TELLERS_LEAST].name)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct dated_value *dated = run_next(page->arena, &run);

		if (!dated) {
			status = FAIL_MEMORY;
			break;
		}
		*dated = (struct dated_value){
			.value = {.setting = (enum setting)setting_find(rows_text(rows, 0)), .node = rows_int(rows, 1),
			          .path = rows_int(rows, 1) ? rows_dup(rows, 5, page->arena) : "/", .text = ""},
			.since = rows_day(rows, 3), .until = rows_day(rows, 4),
			.placed = rows_int(rows, 1) ? rows_day(rows, 6) : INT32_MIN, .left = rows_int(rows, 1) ? rows_day(rows, 7) : DAY_OPEN,
		};
		status = num_parse(rows_text(rows, 2), &dated->value.number);
		if (status < 0)
			break;
		run.count++;
	}
	rows_close(rows);
	*ret_run = run;
	return status;
}

static int
read_paths(const struct page *page, const char **paths)
{
	struct rows *rows;
	size_t at = 0;
	int status = db_query(page->db, paths_begun, page->ids, MANY, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		while (at < page->count && page->elections[at].id < rows_int(rows, 0))
			at++;
		if (at < page->count)
			paths[at] = rows_dup(rows, 1, page->arena);
	}
	rows_close(rows);
	return status;
}

static int
read_settings_of_many(const struct page *page)
{
	const char **paths = ARENA_ARRAY(page->arena, MANY, const char *);
	struct work_calendar calendar;
	struct setting_value *held;
	struct run run;
	day_no first = DAY_OPEN, last = 0;
	int status = paths ? read_dated(page, &run) : FAIL_MEMORY;

	for (size_t i = 0; i < page->count; i++) {
		first = page->elections[i].meeting < first ? page->elections[i].meeting : first;
		last = page->elections[i].meeting > last ? page->elections[i].meeting : last;
	}
	if (status == 0)
		status = work_calendar_read(page->db, page->arena, day_add_months(first, -6), last, &calendar);
	if (status == 0)
		status = read_paths(page, paths);
	held = status == 0 ? ARENA_ARRAY(page->arena, run.count + 1, struct setting_value) : NULL;
	if (!held)
		return status < 0 ? status : FAIL_MEMORY;
	for (size_t i = 0; i < page->count; i++) {
		struct settings settings = {held, 0};
		day_no begun = page->elections[i].begun;

		for (size_t k = 0; k < run.count; k++) {
			const struct dated_value *dated = (const struct dated_value *)(const void *)run.items + k;

			if (dated->since <= begun && dated->until > begun && dated->placed <= begun && dated->left > begun)
				held[settings.count++] = dated->value;
		}
		take_settings(&page->elections[i], &settings, paths[i], &calendar);
	}
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	int64_t x = ((const struct value *)a)->number, y = ((const struct value *)b)->number;

	return x < y ? -1 : x > y;
}

/* At most MANY of them. */
static int
load_page(struct page *page)
{
	int status;

	qsort(page->ids, MANY, sizeof *page->ids, by_number);
	page->elections = ARENA_ARRAY(page->arena, MANY, struct election);
	status = page->elections ? read_heads(page) : FAIL_MEMORY;
	if (status == 0 && page->count)
		status = read_settings_of_many(page);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		if (parts[i].many)
			status = read_part_of_many(page, &parts[i]);
	return status;
}

int
elections_load(struct db *db, struct arena *arena, const int64_t *ids, size_t count, const struct election **ret_elections)
{
	for (size_t from = 0; from < count; from += MANY) {
		struct page page = {.db = db, .arena = arena};
		int status;

		for (size_t i = 0; i < MANY; i++)
			page.ids[i] = INT(ids[from + i < count ? from + i : count - 1]);
		status = load_page(&page);
		if (status < 0)
			return status;
		for (size_t i = from; i < count && i < from + MANY; i++) {
			ret_elections[i] = NULL;
			for (size_t k = 0; k < page.count; k++)
				if (page.elections[k].id == ids[i])
					ret_elections[i] = &page.elections[k];
		}
	}
	return 0;
}
