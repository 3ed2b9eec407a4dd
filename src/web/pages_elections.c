/* /elections/{id}: the timeline, contests and roll of an election, and a form for each thing to be done. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/matter.h"
#include "registry/input.h"
#include "registry/list.h"
#include "web/address.h"
#include "web/api.h"
#include "web/catalogue.h"
#include "web/election_page.h"
#include "web/link.h"
#include "web/matter_page.h"
#include "web/pages.h"
#include "web/table.h"


/* ---- opening ---- */

int
election_open(struct request *request, struct shown_election *ret_shown)
{
	struct visit *visit = visit_of(request);
	struct shown_election shown = {.request = request, .lang = request->lang, .person = visit->actor.person};
	int64_t id;
	int status = num_parse(request_param(request, "id"), &id);

	if (status == 0)
		status = election_load(visit->db, request->arena, id, &shown.election);
	if (status < 0)
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次选举。", "There is no such election.");
	status = placement_path(visit->db, request->arena, shown.election->body, request->today, &shown.path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	if (!actor_may(&visit->actor, election_kind.read, shown.path))
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这次选举不在您的职责范围内。",
		            "This election is outside what your roles reach.");
	shown.runs = actor_may(&visit->actor, ELECTION_RUNS, shown.path) && shown.election->state != ELECTION_CLOSED &&
	             shown.election->state != ELECTION_CANCELLED;
	*ret_shown = shown;
	return 0;
}

const char *
election_path(const struct shown_election *shown, const char *tail)
{
	return arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "%s", shown->election->id, tail);
}

/* The form of an action with what it is about in its address. */
const char *
election_do(const struct shown_election *shown, const char *action, const char *what, int64_t id)
{
	return what ? arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/do/%s?%s=%" PRId64, shown->election->id,
	                           action, what, id)
	            : arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/do/%s", shown->election->id, action);
}

const char *
election_title(const struct shown_election *shown)
{
	const struct field *field = &election_kind.fields[field_index(&election_kind, "cause")];
	const char *cause = in_lang(choice_by_number(field, shown->election->cause)->label, shown->lang);

	return arena_printf(shown->request->arena, shown->lang == LANG_EN ? "%s: %s" : "%s%s", shown->election->body_name, cause);
}

const struct assembly *
election_asked(const struct shown_election *shown)
{
	const char *text = request_query(shown->request, "assembly");
	int64_t id = 0;

	if (text && num_parse(text, &id) == 0 && election_assembly(shown->election, id))
		return election_assembly(shown->election, id);
	return shown->election->assembly_count ? &shown->election->assemblies[0] : NULL;
}

bool
election_holds_office(const struct shown_election *shown, const struct assembly *assembly, enum official_role role)
{
	for (size_t i = 0; i < shown->election->official_count; i++)
		if (shown->election->officials[i].assembly == assembly && shown->election->officials[i].role == role &&
		    shown->election->officials[i].person == shown->person && shown->person)
			return true;
	return false;
}

const char *
election_assembly_title(enum lang lang, const struct assembly *assembly)
{
	return assembly->kind == ASSEMBLY_UNIT ? assembly->body_name : in_lang(assembly_label(assembly->kind), lang);
}

/* ---- the timeline ---- */

const char *
election_step_title(struct arena *arena, enum lang lang, const struct timeline_step *step)
{
	const char *label = in_lang(step->rule->label, lang);

	if (step->seats)
		return arena_printf(arena, "%s · %s", in_lang(office_label(step->seats->office, step->seats->organ), lang), label);
	if (step->assembly)
		return arena_printf(arena, "%s · %s", election_assembly_title(lang, step->assembly), label);
	return label;
}

static const char *
step_detail(const struct shown_election *shown, const struct timeline_step *step)
{
	struct arena *arena = shown->request->arena;
	char day[DAY_TEXT];

	if (step->progress == PROGRESS_NEEDLESS)
		return tr(shown->lang, "Not needed here");
	if (step->progress == PROGRESS_PASSED)
		return tr(shown->lang, "Not done; the meeting went on with a reason");
	if (step->progress == PROGRESS_DONE && step->done != DAY_NONE)
		return arena_printf(arena, "%s%s%s", day_text(step->done, day), step->record && step->record->document ? " · " : "",
		                    step->record && step->record->document ? step->record->document : "");
	if (step->progress == PROGRESS_DONE)
		return tr(shown->lang, "Done");
	if (step->missing.zh)
		return in_lang(step->missing, shown->lang);
	if (step->latest == DAY_NONE)
		return in_lang(step->rule->who, shown->lang);
	if (step->from == step->latest)
		return arena_printf(arena, "%s · %s", in_lang(step->rule->who, shown->lang), day_text(step->from, day));
	return arena_printf(arena, tr(shown->lang, "%s · latest %s%s"), in_lang(step->rule->who, shown->lang),
	                    day_text(step->latest, day), step->tight ? tr(shown->lang, " (tight)") : "");
}

STATEMENT(pending_matter,
	"select m.id, m.state, m.nature, m.submitted, (select b.name from body b where b.id = m.addressee and b.ended is null"
	" and b.since <= $4 and b.until > $4) from matter m where m.body = $1 and m.kind = $2 and m.state in (1, 2, 3)"
	" and m.ended is null and m.since >= $3 and m.until > $4 order by m.id desc limit 1");
STATEMENT(led_by, "select count(*) from affiliation where body = $1 and relation = 1 and ended is null and since <= $2"
                  " and until > $2");

_Static_assert(MATTER_DRAFT == 1 && MATTER_SUBMITTED == 2 && MATTER_RETURNED == 3 && LEADS == 1,
               "the statements' numbers are these");

/* A step that goes up: where it is begun or followed, and where it lies since when. */
struct gone_up {
	const char *href;    /* null: nobody in here receives it */
	const char *detail;  /* null: nothing is under way */
};

static int
read_pending(const struct shown_election *shown, int64_t number, struct gone_up *gone)
{
	struct arena *arena = shown->request->arena;
	struct rows *rows;
	char day[DAY_TEXT];
	int status = db_query(visit_of(shown->request)->db, pending_matter,
	                      ARGS(INT(shown->election->body), INT(number), INT(shown->election->begun),
	                           INT(shown->request->today)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		const char *state = in_lang(matter_state_label((enum matter_nature)rows_int(rows, 2), (enum matter_state)rows_int(rows, 1)),
		                            shown->lang);
		const char *above = rows_dup(rows, 4, arena);

		gone->href = matter_address(arena, rows_int(rows, 0), NULL);
		gone->detail = rows_int(rows, 1) != MATTER_SUBMITTED ? state
		               : arena_printf(arena, "%s · %s · %s", state, day_text((day_no)rows_int(rows, 3), day), above ? above : "");
		status = gone->href && gone->detail ? 0 : FAIL_MEMORY;
	}
	rows_close(rows);
	return status;
}

/* A meeting after the term's end is postponed, one long before it advanced (ELEC-3.2a). */
static int64_t
matter_of_step(const struct shown_election *shown, const struct step_rule *rule)
{
	if (strcmp(rule->word, "moved_term") == 0)
		return shown->election->meeting > shown->election->term_due ? POSTPONE_TERM : ADVANCE_TERM;
	return election_step_matter(rule->word);
}

static int
find_gone_up(const struct shown_election *shown, const struct timeline_step *step, struct gone_up *gone)
{
	struct db *db = visit_of(shown->request)->db;
	int64_t number = matter_of_step(shown, step->rule), led = 0;
	int status = db_number(db, led_by, ARGS(INT(shown->election->body), INT(shown->request->today)), &led);

	if (status < 0 || !number || !led)
		return status;
	status = read_pending(shown, number, gone);
	if (status < 0 || gone->href)
		return status;
	gone->href = arena_printf(shown->request->arena, "/matters/new?kind=%s&body=%" PRId64,
	                          matter_word(matter_type((enum matter_number)number)), shown->election->body);
	return gone->href ? 0 : FAIL_MEMORY;
}

/* Where a step is done: its own form, or the action that does it. */
static const char *
step_href(const struct shown_election *shown, const struct timeline_step *step)
{
	const struct { const char *word, *action, *what; } deeds[] = {
		{"opened", "open-assembly", "assembly"}, {"ballot", "begin-ballot", "contest"},
		{"announced", "announce-result", "contest"}, {"closed", "close-election", NULL},
		{"allocation", "add-electing-unit", NULL},
	};

	if (!shown->runs || (step->progress != PROGRESS_OPEN && step->progress != PROGRESS_LATE))
		return NULL;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(step->rule->word, deeds[i].word) == 0)
			return election_do(shown, deeds[i].action, deeds[i].what, step->seats ? step->seats->id
			               : step->assembly ? step->assembly->id : 0);
	if (step->rule->source == BY_DEED)
		return NULL;
	return arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/do/record-election-step?step=%s%s",
	                    shown->election->id, step->rule->word,
	                    step->assembly ? arena_printf(shown->request->arena, "&assembly=%" PRId64, step->assembly->id) : "");
}

/* Of an electing unit only what is to be done now is shown, or that it is through: there may be a hundred units. */
static bool
passes_over(const struct timeline *timeline, size_t at)
{
	const struct timeline_step *step = &timeline->steps[at];
	bool through = strcmp(step->rule->word, "announced") == 0 && step->progress == PROGRESS_DONE;

	return step->assembly && step->assembly->kind == ASSEMBLY_UNIT && step->progress != PROGRESS_OPEN &&
	       step->progress != PROGRESS_LATE && !through;
}

static int
fill_steps(const struct shown_election *shown, const struct timeline *timeline, struct election_view *view)
{
	static const enum step_state states[] = {
		[PROGRESS_WAITING] = STEP_AHEAD, [PROGRESS_OPEN] = STEP_AHEAD, [PROGRESS_LATE] = STEP_LATE,
		[PROGRESS_DONE] = STEP_DONE, [PROGRESS_NEEDLESS] = STEP_DONE, [PROGRESS_PASSED] = STEP_LATE,
	};
	struct step_view *steps = ARENA_ARRAY(shown->request->arena, timeline->count + 1, struct step_view);
	size_t count = 0;

	if (!steps)
		return FAIL_MEMORY;
	for (size_t i = 0; i < timeline->count; i++) {
		const struct timeline_step *step = &timeline->steps[i];
		struct gone_up gone = {NULL, NULL};

		if (step->progress == PROGRESS_NEEDLESS || passes_over(timeline, i))
			continue;
		if (shown->runs && step->rule->source == BY_MATTER &&
		    (step->progress == PROGRESS_OPEN || step->progress == PROGRESS_LATE) && find_gone_up(shown, step, &gone) < 0)
			return last_failure()->code;
		steps[count] = (struct step_view){
			.state = i == timeline->next && step->progress == PROGRESS_OPEN ? STEP_NOW : states[step->progress],
			.title = election_step_title(shown->request->arena, shown->lang, step), .clause = step->clause, .detail = gone.detail ? gone.detail : step_detail(shown, step),
			.href = {gone.href ? gone.href : step_href(shown, step)},
		};
		if (!steps[count].title || !steps[count].detail)
			return FAIL_MEMORY;
		count++;
	}
	view->steps = steps;
	view->step_count = count;
	return 0;
}

/* ---- beside the contests ---- */

static int
fill_officials(const struct shown_election *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = in_lang(person_kind.fields[field_index(&person_kind, "name")].label, shown->lang)}, {.label = tr(shown->lang, "Office held")}, {.label = tr(shown->lang, "Assembly")},
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
		{.label = in_lang(person_kind.fields[field_index(&person_kind, "name")].label, shown->lang)}, {.label = tr(shown->lang, "Contest")},
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

/* ---- GET /elections/{id} ---- */

static int
fill_page_buttons(const struct shown_election *shown, struct election_view *view)
{
	struct button_view *buttons = ARENA_ARRAY(shown->request->arena, 6, struct button_view);
	size_t count = 0;

	if (!buttons)
		return FAIL_MEMORY;
	buttons[count++] = (struct button_view){.label = tr(shown->lang, "Roll of electors"), .href = {election_path(shown, "/roll")}};
	buttons[count++] = (struct button_view){.label = tr(shown->lang, "Papers to print"), .href = {election_path(shown, "/papers")}};
	if (shown->runs && shown->election->contest_count)
		buttons[count++] = (struct button_view){.label = tr(shown->lang, "Rehearse"),
		                                        .href = {election_rehearsal_path(shown, &shown->election->contests[0])}};
	if (shown->runs && shown->election->state == ELECTION_PREPARING) {
		buttons[count++] = (struct button_view){.label = tr(shown->lang, "Move the meeting"),
		                                        .href = {election_do(shown, "move-election", NULL, 0)}};
		buttons[count++] = (struct button_view){.label = tr(shown->lang, "Cancel the election"),
		                                        .href = {election_do(shown, "cancel-election", NULL, 0)}, .danger = true};
	}
	view->buttons = buttons;
	view->button_count = count;
	return 0;
}

static int
fill_related(const struct shown_election *shown, struct election_view *view)
{
	typedef int fill(const struct shown_election *shown, struct related_view *ret_view);
	static fill *const parts[] = {fill_units, fill_delegates, fill_candidate_list, election_fill_method, election_fill_chairs, fill_officials, fill_questions,
	                              fill_incidents, fill_oversight, fill_evidence};
	struct related_view *related = ARENA_ARRAY(shown->request->arena, sizeof parts / sizeof *parts, struct related_view);
	size_t from = shown->election->form == FORM_COMMITTEE_CONGRESS ? 0 : 2;
	int status = related ? 0 : FAIL_MEMORY;

	for (size_t i = from; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](shown, &related[view->related_count++]);
	view->related = related;
	return status;
}

static const char *
state_notice(const struct shown_election *shown)
{
	const struct field *field = &election_kind.fields[field_index(&election_kind, "state")];
	char day[DAY_TEXT];

	return arena_printf(shown->request->arena, tr(shown->lang, "Meeting on %s. %s."),
	                    day_text(shown->election->meeting, day),
	                    in_lang(choice_by_number(field, shown->election->state)->label, shown->lang));
}

static int
show_election(struct request *request, struct response *response)
{
	struct html html = page_html(request, response);
	struct election_view view = {.notice_tone = TONE_INFO};
	struct contest_view *contests;
	struct timeline timeline;
	struct shown_election shown;
	struct page *page;
	int status = election_open(request, &shown);

	if (status < 0)
		return status;
	contests = ARENA_ARRAY(request->arena, shown.election->contest_count + 1, struct contest_view);
	page = page_new(request, response, election_title(&shown));
	if (!contests || !page)
		return FAIL_MEMORY;
	status = election_timeline(request->arena, shown.election, request->today, &timeline);
	if (status == 0)
		status = fill_steps(&shown, &timeline, &view);
	for (size_t i = 0; i < shown.election->contest_count && status == 0; i++)
		status = election_fill_contest(&shown, &shown.election->contests[i], &contests[i]);
	if (status == 0)
		status = fill_related(&shown, &view);
	if (status == 0)
		status = fill_page_buttons(&shown, &view);
	if (status < 0)
		return status;
	page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
	page_crumb(page, shown.election->body_name, record_address(request->arena, &body_kind, shown.election->body));
	view.page = &page->view;
	view.notice = state_notice(&shown);
	view.contests = contests;
	view.contest_count = shown.election->contest_count;
	view_election(&html, &view);
	return 0;
}

/* ---- GET /elections/{id}/ballots/{round}: both sheets compared ---- */

static int
fill_differences(const struct shown_election *shown, const struct ballot_round *round, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Bundle"), .kind = CELL_NUMBER}, {.label = round->by_totals ? tr(shown->lang, "Line of the tally sheet") : tr(shown->lang, "Paper"), .kind = round->by_totals ? CELL_TEXT : CELL_NUMBER},
		{.label = tr(shown->lang, "First teller")}, {.label = tr(shown->lang, "Second teller")}, {.label = tr(shown->lang, "Decided")},
	};
	bool supervisor = election_holds_office(shown, round->seats->assembly, OFFICIAL_SUPERVISOR);
	struct difference *differences;
	struct table_maker table;
	size_t count;
	int status = round_differences(visit_of(shown->request)->db, shown->request->arena, shown->election, round,
	                               &differences, &count);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Papers read differently"), columns, 5, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		const struct difference *difference = &differences[i];
		struct cell_view *cells = table_row(&table);
		const char *decide = arena_printf(shown->request->arena,
		                                  ELECTIONS_PATH "/%" PRId64 "/do/decide-ballot?round=%" PRId64 "&bundle=%" PRId64
		                                  "&ballot=%" PRId64, shown->election->id, round->id, difference->bundle, difference->ballot);

		cells[0] = cell_number(round->by_totals ? NO_COUNT : difference->bundle);
		cells[1] = cell_number(difference->ballot);
		if (round->by_totals)
			cells[1] = cell_text(totals_line_label(shown->request->arena, shown->election, round, difference->ballot, shown->lang));
		cells[1].note = difference->namesakes ? tr(shown->lang, "a name that several bear") : NULL;
		cells[2] = cell_text(difference->first);
		cells[3] = cell_text(difference->second);
		cells[4] = cell_link(difference->decided ? difference->decided : tr(shown->lang, "to be decided"), supervisor ? decide : NULL);
	}
	*ret_view = (struct related_view){.table = table.view, .title = round->by_totals ? tr(shown->lang, "Lines entered differently")
	                                                                                : tr(shown->lang, "Papers read differently")};
	return status;
}

STATEMENT(joined_on, "select joined from membership where person = $1 and ended is null order by since desc limit 1");

/* Whom a name that several bear can mean; the day of joining tells them apart. */
static int
fill_namesakes(const struct shown_election *shown, const struct ballot_round *round, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Name")}, {.label = tr(shown->lang, "To be written as")},
		{.label = tr(shown->lang, "Joined on"), .kind = CELL_DAY},
	};
	struct db *db = visit_of(shown->request)->db;
	struct eligible *eligible;
	struct table_maker table;
	size_t count;
	int status = eligible_names(db, shown->request->arena, shown->election, round, &eligible, &count);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Persons of one name"), columns, 3, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		struct cell_view *cells;
		int64_t joined = DAY_NONE;

		if (!eligible[i].namesakes)
			continue;
		cells = table_row(&table);
		status = db_number(db, joined_on, ARGS(INT(eligible[i].person)), &joined);
		cells[0] = cell_text(eligible[i].own);
		cells[1] = cell_text(eligible[i].name);
		cells[2] = cell_day((day_no)joined);
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Persons of one name"), .table = table.view};
	return status;
}

static int
show_ballots(struct request *request, struct response *response)
{
	struct html html = page_html(request, response);
	struct related_view related[2];
	struct entered entered[2] = {{0}};
	struct button_view count;
	const struct ballot_round *round = NULL;
	struct shown_election shown;
	struct page *page;
	int64_t id;
	int status = election_open(request, &shown);

	if (status == 0 && num_parse(request_param(request, "round"), &id) == 0)
		round = election_round(shown.election, id);
	if (status == 0 && !round)
		status = fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次投票。", "There is no such ballot.");
	if (status == 0 && !shown.runs && !election_holds_office(&shown, round->seats->assembly, OFFICIAL_SUPERVISOR))
		status = fail(FAIL_FORBIDDEN, "ELEC-22.1", NULL, "两名计票人各自录入，互不可见；比对由监票人进行。",
		              "The tellers enter blind to each other; supervisors compare.");
	for (int reader = 1; reader <= 2 && status == 0; reader++)
		status = round_entered(visit_of(request)->db, round->id, reader, &entered[reader - 1]);
	if (status == 0)
		status = fill_differences(&shown, round, &related[0]);
	if (status == 0)
		status = fill_namesakes(&shown, round, &related[1]);
	page = status == 0 ? page_new(request, response, tr(request->lang, "Compare and count")) : NULL;
	if (!page)
		return status < 0 ? status : FAIL_MEMORY;
	count = (struct button_view){.label = tr(request->lang, "Count"), .href = {election_do(&shown, "count-ballot", "round", round->id)}, .primary = true};
	related[0].note = arena_printf(request->arena, tr(request->lang, "First teller %s, second teller %s of %s papers."),
	                            arena_printf(request->arena, "%" PRId64, entered[0].ballots),
	                            arena_printf(request->arena, "%" PRId64, entered[1].ballots),
	                            arena_printf(request->arena, "%" PRId64, round->returned));
	page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
	page_crumb(page, election_title(&shown), election_path(&shown, ""));
	view_election(&html, &(struct election_view){.page = &page->view, .related = related,
	                                             .related_count = related[1].table.row_count ? 2 : 1,
	                                             .buttons = &count, .button_count = 1});
	return 0;
}

#define WHO (ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER | ROLE_INSPECTOR)
#define ACTS (ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER)

const struct route election_routes[] = {
	{.method = "GET", .pattern = ELECTIONS_PATH "/new", .who = ELECTION_RUNS, .clauses = "ELEC-3.1", .handle = show_begin_election},
	{.method = "POST", .pattern = ELECTIONS_PATH "/new", .who = ELECTION_RUNS, .clauses = "ELEC-3.1", .handle = take_begin_election},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}", .who = WHO, .clauses = "ELEC-36.1 ELEC-36.2", .handle = show_election},
	{.method = "GET", .pattern = API ELECTIONS_PATH "/{id}", .who = WHO, .clauses = "ELEC-36.1 ELEC-36.2", .handle = show_election_json},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}/ballots/{round}", .who = ACTS, .clauses = "ELEC-22.1", .handle = show_ballots},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}/rehearsal", .who = ELECTION_RUNS,
	 .clauses = "ELEC-13.1 ELEC-19.1 ELEC-29.1 ELEC-29.2b ELEC-29.3b", .handle = show_rehearsal},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}/do/{action}", .who = ACTS, .clauses = "ELEC-36.2", .handle = show_election_form},
	{.method = "POST", .pattern = ELECTIONS_PATH "/{id}/do/{action}", .who = ACTS, .clauses = "ELEC-36.2", .handle = take_election_form},
	{0},
};
