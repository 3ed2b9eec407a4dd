/* Beside the timeline and the contests of an election: who and what belongs to it, a table each. */
#include "web/election_page.h"

#include <inttypes.h>

#include "base/fail.h"
#include "registry/list.h"
#include "web/catalogue.h"
#include "web/table.h"

static const char *
name_label(enum lang lang)
{
	return in_lang(person_kind.fields[field_index(&person_kind, "name")].label, lang);
}

static int
fill_officials(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = name_label(shown->lang)}, {.label = tr(shown->lang, "Office held")}, {.label = tr(shown->lang, "Assembly")},
	};
	const struct election *election = shown->election;
	struct button_view *buttons = ARENA_ARRAY(shown->request->arena, election->assembly_count + 1, struct button_view);
	struct table_maker table;
	int status = buttons ? table_begin(shown->request->arena, tr(shown->lang, "Vote supervisors and tellers"), columns, 3,
	                                   election->official_count, &table) : FAIL_MEMORY;

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->official_count; i++) {
		const struct official *official = &election->officials[i];
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_link(official->name, shown->runs ? election_do(shown, "dismiss-official", "official", official->id) : NULL);
		cells[1] = cell_text(official->role == OFFICIAL_SUPERVISOR ? tr(shown->lang, "vote supervisor") : tr(shown->lang, "teller"));
		cells[2] = cell_text(election_assembly_title(shown->lang, official->assembly));
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Vote supervisors and tellers"), .table = table.view,
	                                  .buttons = buttons};
	for (size_t i = 0; i < election->assembly_count && shown->runs; i++)
		buttons[ret_view->button_count++] = (struct button_view){
			.label = arena_printf(shown->request->arena, tr(shown->lang, "Name for: %s"),
			                      election_assembly_title(shown->lang, &election->assemblies[i])),
			.href = {election_do(shown, "appoint-official", "assembly", election->assemblies[i].id)},
		};
	return 0;
}

static int
fill_evidence(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Article"), .kind = CELL_NUMBER}, {.label = tr(shown->lang, "Item")},
		{.label = tr(shown->lang, "Date"), .kind = CELL_DAY}, {.label = tr(shown->lang, "Document")}, {.label = tr(shown->lang, "State")},
	};
	struct evidence items[EVIDENCE_ARTICLES];
	struct table_maker table;
	size_t complete = 0;
	int status = election_evidence(shown->request->arena, shown->election, shown->request->today, items);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Evidence file"), columns, 5, EVIDENCE_ARTICLES, &table);
	for (size_t i = 0; i < EVIDENCE_ARTICLES && status == 0; i++) {
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_number(items[i].article);
		cells[1] = cell_text(in_lang(items[i].label, shown->lang));
		cells[2] = cell_day(items[i].day);
		cells[3] = cell_text(items[i].document);
		cells[4] = cell_badge(items[i].complete ? tr(shown->lang, "complete") : in_lang(items[i].missing, shown->lang),
		                      items[i].complete ? TONE_GOOD : TONE_SOON);
		complete += items[i].complete;
	}
	if (status < 0)
		return status;
	*ret_view = (struct related_view){
		.title = tr(shown->lang, "Evidence file"), .table = table.view,
		.note = arena_printf(shown->request->arena, tr(shown->lang, "%s of %s items complete."),
		                     arena_printf(shown->request->arena, "%zu", complete),
		                     arena_printf(shown->request->arena, "%d", EVIDENCE_ARTICLES)),
	};
	return 0;
}

/* Electing units, their seats and who was elected there (ELEC-8.2a). */
static int
fill_units(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Electing unit")}, {.label = tr(shown->lang, "Meeting"), .kind = CELL_DAY},
		{.label = tr(shown->lang, "Seats"), .kind = CELL_NUMBER}, {.label = tr(shown->lang, "Delegates elected"), .kind = CELL_NUMBER},
	};
	const struct election *election = shown->election;
	struct button_view *add = ARENA_NEW(shown->request->arena, struct button_view);
	struct table_maker table;
	int status = add ? table_begin(shown->request->arena, tr(shown->lang, "Electing units"), columns, 4, election->contest_count,
	                               &table) : FAIL_MEMORY;

	for (size_t i = 0; i < election->contest_count && status == 0; i++) {
		const struct seats *seats = &election->contests[i];
		struct contest_outcome outcome;
		struct cell_view *cells;

		if (seats->office != OFFICE_DELEGATE)
			continue;
		status = contest_outcome(shown->request->arena, election, seats, &outcome);
		if (status < 0)
			break;
		cells = table_row(&table);
		cells[0] = cell_link(seats->assembly->body_name, shown->runs && !seats->assembly->opened
		                     ? election_do(shown, "drop-electing-unit", "assembly", seats->assembly->id) : NULL);
		cells[1] = cell_day(seats->assembly->day);
		cells[2] = cell_number(seats->count);
		cells[3] = cell_number((int64_t)outcome.elected_count);
	}
	if (status < 0)
		return status;
	*ret_view = (struct related_view){.title = tr(shown->lang, "Electing units"), .table = table.view, .buttons = add,
	                                  .button_count = shown->runs};
	*add = (struct button_view){.label = tr(shown->lang, "Give a unit its seats"),
	                            .href = {election_do(shown, "add-electing-unit", NULL, 0)}};
	return 0;
}

/* The check of everybody's standing (ELEC-11). */
static int
fill_delegates(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Delegate")}, {.label = tr(shown->lang, "Check of standing")},
	};
	struct table_maker table;
	struct roll delegates;
	int status = election_delegates(shown->request->arena, shown->election, &delegates);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Delegates elected"), columns, 2, delegates.count, &table);
	if (status < 0)
		return status;
	for (size_t i = 0; i < delegates.count; i++) {
		const struct elector *delegate = &delegates.at[i];
		const struct credential *check = election_credential(shown->election, delegate->person);
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_link(delegate->name, shown->runs ? election_do(shown, "check-delegate", "person", delegate->person) : NULL);
		cells[1] = cell_badge(!check ? tr(shown->lang, "not checked yet") : delegate->entitled ? tr(shown->lang, "confirmed")
		                      : !check->procedure_ok ? tr(shown->lang, "to be elected again")
		                                             : tr(shown->lang, "another to be elected"),
		                      delegate->entitled ? TONE_GOOD : TONE_SOON);
	}
	*ret_view = (struct related_view){
		.title = tr(shown->lang, "Delegates elected"), .table = table.view,
		.note = arena_printf(shown->request->arena, tr(shown->lang, "%s of %s confirmed."),
		                     arena_printf(shown->request->arena, "%zu", delegates.entitled),
		                     arena_printf(shown->request->arena, "%zu", delegates.count)),
	};
	return 0;
}

static int
fill_candidate_list(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = name_label(shown->lang)}, {.label = tr(shown->lang, "Contest")},
		{.label = tr(shown->lang, "In favour"), .kind = CELL_NUMBER}, {.label = tr(shown->lang, "Introduction")},
	};
	const struct election *election = shown->election;
	struct table_maker table;
	int status = table_begin(shown->request->arena, tr(shown->lang, "Candidates"), columns, 4, election->candidate_count, &table);

	for (size_t i = 0; i < election->candidate_count && status == 0; i++) {
		const struct candidate *candidate = &election->candidates[i];
		struct cell_view *cells = table_row(&table);
		bool complete = candidate->sheet[0] && candidate->sheet[1] && candidate->sheet[2] && candidate->sheet[3];

		cells[0] = cell_link(candidate->name, shown->runs ? election_do(shown, "change-candidate", "candidate", candidate->id) : NULL);
		cells[1] = cell_text(in_lang(office_label(candidate->seats->office, candidate->seats->organ), shown->lang));
		cells[2] = cell_number(candidate->support < 0 ? NO_COUNT : candidate->support);
		if (election->state == ELECTION_CLOSED)
			continue;
		cells[3] = cell_badge(complete ? tr(shown->lang, "complete") : tr(shown->lang, "incomplete"), complete ? TONE_GOOD : TONE_SOON);
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Candidates"), .table = table.view};
	return status;
}

/* What electors asked, each with its answer or where it is given (ELEC-21). */
static int
fill_questions(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Asked on"), .kind = CELL_DAY}, {.label = tr(shown->lang, "Question or request")},
		{.label = tr(shown->lang, "Answer"), .clause = "ELEC-21.1b"},
	};
	const struct election *election = shown->election;
	struct button_view *add = ARENA_NEW(shown->request->arena, struct button_view);
	struct table_maker table;
	int status = add ? table_begin(shown->request->arena, tr(shown->lang, "Questions of the electors"), columns, 3,
	                               election->question_count, &table) : FAIL_MEMORY;

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->question_count; i++) {
		const struct question *question = &election->questions[i];
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_day(question->asked);
		cells[1] = cell_text(question->text);
		cells[2] = question->answer ? cell_text(question->answer)
		           : cell_link(tr(shown->lang, "to be answered"), shown->runs ? election_do(shown, "answer-question", "question", question->id) : NULL);
	}
	*add = (struct button_view){.label = tr(shown->lang, "Record a question"), .href = {election_do(shown, "record-question", NULL, 0)}};
	*ret_view = (struct related_view){.title = tr(shown->lang, "Questions of the electors"), .table = table.view,
	                                  .buttons = add, .button_count = shown->runs};
	return 0;
}

static bool
supervises(const struct shown_election *shown)
{
	for (size_t i = 0; i < shown->election->assembly_count; i++)
		if (election_holds_office(shown, &shown->election->assemblies[i], OFFICIAL_SUPERVISOR))
			return true;
	return false;
}

/* What was reported of breaches; the organ's decision stands beside it (ELEC-37.1). */
static int
fill_incidents(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Reported on"), .kind = CELL_DAY}, {.label = tr(shown->lang, "Conduct reported")},
		{.label = tr(shown->lang, "Decision"), .clause = "ELEC-37.1"},
	};
	const struct election *election = shown->election;
	bool decides = actor_may(&visit_of(shown->request)->actor, ROLE_CLERKS, shown->path);
	struct button_view *add = ARENA_NEW(shown->request->arena, struct button_view);
	struct table_maker table;
	int status = add ? table_begin(shown->request->arena, tr(shown->lang, "Breaches reported"), columns, 3, election->incident_count,
	                               &table) : FAIL_MEMORY;

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->incident_count; i++) {
		const struct incident *incident = &election->incidents[i];
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_day(incident->reported);
		cells[1] = cell_text(incident->text);
		for (const struct choice *kind = incident_kinds; kind->word; kind++)
			if (kind->number == incident->kind)
				cells[1].note = in_lang(kind->label, shown->lang);
		cells[2] = incident->decision ? cell_text(incident->decision)
		           : cell_link(tr(shown->lang, "no decision yet"), decides && shown->runs
		                       ? election_do(shown, "decide-incident", "incident", incident->id) : NULL);
		if (incident->decision)
			cells[2].note = arena_printf(shown->request->arena, "%s · %s", incident->organ, incident->document);
	}
	*add = (struct button_view){.label = tr(shown->lang, "Record a breach"), .href = {election_do(shown, "record-incident", NULL, 0)}};
	*ret_view = (struct related_view){.title = tr(shown->lang, "Breaches reported"), .table = table.view, .buttons = add,
	                                  .button_count = shown->runs || (supervises(shown) && election->state < ELECTION_CLOSED)};
	return 0;
}

STATEMENT(overseers, "select count(distinct g.account) from role_grant g where g.ended is null and g.since <= $2 and g.until > $2"
                     " and g.role = $3 and exists (select 1 from placement l where l.subject = g.node and l.ended is null"
                     " and l.since <= $2 and l.until > $2 and substr($1, 1, length(l.path)) = l.path and l.path <> $1)");

/* ELEC-36.1: the organs above that oversee by reading this file; one that nobody holds is told. */
static int
fill_oversight(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct { const char *label; enum role role; } organs[] = {
		{tr(shown->lang, "Joint committee above"), ROLE_JOINT_CLERK},
		{tr(shown->lang, "Comprehensive committee above"), ROLE_COMPREHENSIVE_CLERK},
		{tr(shown->lang, "Organization department, region"), ROLE_REGION_CLERK},
		{tr(shown->lang, "Discipline inspection, inspectors"), ROLE_INSPECTOR},
	};
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Overseeing organ"), .clause = "ELEC-36.1"}, {.label = tr(shown->lang, "May read this file")},
	};
	struct table_maker table;
	int status = table_begin(shown->request->arena, tr(shown->lang, "Oversight"), columns, 2, sizeof organs / sizeof *organs, &table);

	for (size_t i = 0; i < sizeof organs / sizeof *organs && status == 0; i++) {
		struct cell_view *cells = table_row(&table);
		int64_t number = 0;

		status = db_number(visit_of(shown->request)->db, overseers,
		                   ARGS(TEXT(shown->path ? shown->path : ""), INT(shown->request->today), INT(organs[i].role)), &number);
		cells[0] = cell_text(organs[i].label);
		cells[1] = cell_badge(number ? arena_printf(shown->request->arena, tr(shown->lang, "%s accounts"),
		                                            arena_printf(shown->request->arena, "%" PRId64, number))
		                             : tr(shown->lang, "nobody named"), number ? TONE_GOOD : TONE_SOON);
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Oversight"), .table = table.view};
	return status;
}

int
election_fill_related(const struct shown_election *shown, struct election_view *view)
{
	typedef int fill(const struct shown_election *shown, struct related_view *ret_view);
	static fill *const parts[] = {fill_units, fill_delegates, fill_candidate_list, election_fill_method, election_fill_chairs,
	                              fill_officials, fill_questions, fill_incidents, fill_oversight, fill_evidence};
	struct related_view *related = ARENA_ARRAY(shown->request->arena, sizeof parts / sizeof *parts, struct related_view);
	size_t from = shown->election->form == FORM_COMMITTEE_CONGRESS ? 0 : 2; /* units and delegates are a congress's */
	int status = related ? 0 : FAIL_MEMORY;

	for (size_t i = from; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](shown, &related[view->related_count++]);
	view->related = related;
	return status;
}
