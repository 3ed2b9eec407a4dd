/* /elections/{id}: the timeline and the contests of an election; beside them stands election_related.c. */
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

/* What is to be done now, in time or not. */
static bool
is_due(const struct timeline_step *step)
{
	return step->progress == PROGRESS_OPEN || step->progress == PROGRESS_LATE;
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

	if (!shown->runs || !is_due(step))
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

	return step->assembly && step->assembly->kind == ASSEMBLY_UNIT && !is_due(step) && !through;
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
		if (shown->runs && step->rule->source == BY_MATTER && is_due(step) && find_gone_up(shown, step, &gone) < 0)
			return last_failure()->code;
		steps[count] = (struct step_view){
			.state = i == timeline->next && step->progress == PROGRESS_OPEN ? STEP_NOW : states[step->progress],
			.title = election_step_title(shown->request->arena, shown->lang, step), .clause = step->clause,
			.detail = gone.detail ? gone.detail : step_detail(shown, step),
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
		status = election_fill_related(&shown, &view);
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
