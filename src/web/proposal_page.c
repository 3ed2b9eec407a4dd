#include "web/proposal_page.h"

#include <inttypes.h>

#include "base/fail.h"
#include "law/rule.h"
#include "party/joint_proposal.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/matter_page.h"
#include "web/opened.h"
#include "web/page.h"

#define CLAUSE "OPIN-10.2"

struct proposal_draft {
	struct request *request;
	struct arena *arena;
	enum lang lang;
	struct opened opened;           /* the organization of the address */
	struct joint_proposal proposal;
	struct labels *labels;
	struct page *page;
	bool waiting;                   /* somebody it was sent to has not answered yet */
	struct record_view view;
};

const char *
proposal_address(struct arena *arena, int64_t unit)
{
	return arena_printf(arena, "/units/%" PRId64 "/proposal", unit);
}

/* ---- what it rests on ---- */

/* The clause judges the group as it would any other. */
static int
judge(const struct proposal_draft *draft, const struct finding **ret_finding)
{
	const char *members = "";
	struct given given = {"full_members", NULL};

	for (size_t i = 0; i < draft->proposal.count && members; i++)
		members = arena_printf(draft->arena, "%s%s%" PRId64, members, i ? "," : "",
		                       draft->proposal.units[i]->full_members);
	given.text = members;
	return members ? rule_judge(draft->arena, CLAUSE, &given, 1, ret_finding) : FAIL_MEMORY;
}

static int
fill_grounds(struct proposal_draft *draft)
{
	const struct joint_proposal *proposal = &draft->proposal;
	struct section_view *section = ARENA_NEW(draft->arena, struct section_view);
	struct fact_view *facts = ARENA_ARRAY(draft->arena, 5, struct fact_view);
	const struct finding *finding;
	struct label superior;
	int status = section && facts ? judge(draft, &finding) : FAIL_MEMORY;

	if (status == 0)
		status = label_of(draft->labels, &body_kind, proposal->units[0]->superior, &superior);
	if (status < 0)
		return status;
	facts[0] = (struct fact_view){.label = tr(draft->lang, "What they share"), .clause = CLAUSE,
	                              .value = cell_text(in_lang(nearness_label(proposal->nearness), draft->lang))};
	facts[1] = (struct fact_view){.label = tr(draft->lang, "Led by"), .clause = "OPIN-6.7",
	                              .value = cell_link(superior.text, superior.href)};
	facts[2] = (struct fact_view){.label = tr(draft->lang, "Full members in all"), .clause = "A-2",
	                              .value = cell_number(proposal->full_members)};
	facts[3] = (struct fact_view){.label = tr(draft->lang, "By the clause"), .clause = finding_clause(finding),
	                              .value = cell_text(in_lang(finding_why(finding), draft->lang))};
	facts[4] = (struct fact_view){.label = tr(draft->lang, "Possible since"), .value = cell_day(proposal->since)};
	*section = (struct section_view){tr(draft->lang, "Why together"), facts, 5};
	draft->view.sections = section;
	draft->view.section_count = 1;
	return 0;
}

/* ---- who ---- */

STATEMENT(last_notice,
	"select m.id, m.state, m.submitted, f.number from matter m left join matter_fact f on f.matter = m.id and f.name = 'answer'"
	" and f.ended is null where m.kind = 35 and m.unit = $1 and m.state <> 7 and m.ended is null and m.since <= $2 and m.until > $2"
	" order by m.id desc limit 1");

_Static_assert(JOINT_PROPOSAL == 35 && MATTER_WITHDRAWN == 7, "the statement's numbers are these");

/* What the organization has answered; while it has not, nothing is sent anew. */
static int
fill_answer(struct proposal_draft *draft, int64_t unit, struct cell_view *cell)
{
	const struct visit *visit = visit_of(draft->request);
	const char *words = NULL, *href = NULL;
	struct rows *rows;
	int status = db_query(visit->db, last_notice, ARGS(INT(unit), INT(visit->as_of)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		bool waits = rows_int(rows, 1) == MATTER_SUBMITTED;

		draft->waiting |= waits;
		words = waits ? arena_printf(draft->arena, tr(draft->lang, "sent %d days ago, not answered"), visit->as_of - rows_day(rows, 2))
		        : rows_int(rows, 3) == PROPOSAL_AGREED ? tr(draft->lang, "agrees") : tr(draft->lang, "declines");
		href = matter_address(draft->arena, rows_int(rows, 0), NULL);
	}
	rows_close(rows);
	*cell = words && href ? cell_link(words, href) : cell_text(NULL);
	return status < 0 ? status : 0;
}

/* One click sends it to all of them. */
static int
fill_send(struct proposal_draft *draft)
{
	struct button_view *button = ARENA_NEW(draft->arena, struct button_view);
	struct hidden_view *hidden = ARENA_NEW(draft->arena, struct hidden_view);
	const char *path = arena_printf(draft->arena, "/units/%" PRId64 "/proposal/send", draft->opened.id);

	if (!button || !hidden || !path)
		return FAIL_MEMORY;
	if (!visit_may_open(draft->request, path) || visit_of(draft->request)->as_of != draft->request->today)
		return 0;
	*hidden = (struct hidden_view){"unit", arena_printf(draft->arena, "%" PRId64, draft->opened.id)};
	*button = (struct button_view){
		.label = tr(draft->lang, "Send it to the organizations"), .post = {path}, .hidden = hidden, .hidden_count = 1,
		.primary = true,
		.why_not = draft->waiting ? tr(draft->lang, "It has been sent; not all have answered.") : NULL,
	};
	draft->view.buttons = button;
	draft->view.button_count = 1;
	return hidden->value ? 0 : FAIL_MEMORY;
}

static int
fill_row(struct proposal_draft *draft, const struct unit_facts *unit, struct cell_view *cells)
{
	const struct field *region = &unit_kind.fields[field_index(&unit_kind, "region")];
	const struct value code = TEXT(unit->region);
	struct label label;
	int status = label_of(draft->labels, &unit_kind, unit->id, &label);

	if (status < 0)
		return status;
	cells[0] = cell_link(unit->name, label.href);
	status = value_cell(draft->labels, region, &code, &cells[1]);
	cells[2] = cell_text(*unit->industry ? unit->industry : NULL);
	cells[3] = cell_text(*unit->address ? unit->address : NULL);
	cells[4] = cell_number(unit->full_members);
	return status < 0 ? status : fill_answer(draft, unit->id, &cells[5]);
}

static const char *
field_label(enum lang lang, const char *name)
{
	return in_lang(unit_kind.fields[field_index(&unit_kind, name)].label, lang);
}

static int
fill_units(struct proposal_draft *draft)
{
	const struct column_view columns[] = {
		{.label = in_lang(unit_kind.label, draft->lang)}, {.label = field_label(draft->lang, "region")},
		{.label = field_label(draft->lang, "industry")}, {.label = field_label(draft->lang, "address")},
		{.label = field_label(draft->lang, "full_members"), .kind = CELL_NUMBER}, {.label = tr(draft->lang, "Answer")},
	};
	const struct joint_proposal *proposal = &draft->proposal;
	struct related_view *related = ARENA_NEW(draft->arena, struct related_view);
	const char *title = tr(draft->lang, "Organizations proposed");
	struct table_maker table;
	struct cell_view *total;
	int status = related ? table_begin(draft->arena, title, columns, 6, proposal->count + 1, &table) : FAIL_MEMORY;

	for (size_t i = 0; i < proposal->count && status == 0; i++)
		status = fill_row(draft, proposal->units[i], table_row(&table));
	if (status < 0)
		return status;
	total = table_row(&table);
	total[0] = cell_text(tr(draft->lang, "Total"));
	total[4] = cell_number(proposal->full_members);
	table.rows[proposal->count].total = true;
	*related = (struct related_view){.title = title, .table = table.view};
	draft->view.related = related;
	draft->view.related_count = 1;
	return 0;
}

/* ---- the page ---- */

static int
fill_head(struct proposal_draft *draft)
{
	const struct unit_facts *first = draft->proposal.units[0];
	const char *path = record_address(draft->arena, &unit_kind, draft->opened.id);

	if (!path)
		return FAIL_MEMORY;
	page_crumb(draft->page, in_lang(unit_kind.plural, draft->lang), "/units");
	page_crumb(draft->page, draft->opened.title, path);
	draft->page->view.subtitle = draft->proposal.count > 1
	        ? arena_printf(draft->arena, tr(draft->lang, "%s and %zu more"), first->name, draft->proposal.count - 1)
	        : first->name;
	draft->view.notice = tr(draft->lang, "A proposal from what is on record: the organizations and the Party organization above decide.");
	draft->view.notice_tone = TONE_INFO;
	return draft->page->view.subtitle ? 0 : FAIL_MEMORY;
}

int
show_proposal(struct request *request, struct response *response)
{
	static int (*const parts[])(struct proposal_draft *draft) = {fill_head, fill_grounds, fill_units, fill_send};
	const struct visit *visit = visit_of(request);
	struct proposal_draft draft = {.request = request, .arena = request->arena, .lang = request->lang};
	struct html html = page_html(request, response);
	int status = opened_read(request, &draft.opened);

	if (status == 0)
		status = joint_proposal_for(visit->db, request->arena, draft.opened.id, visit->as_of, &draft.proposal);
	if (status < 0)
		return status;
	draft.labels = labels_new(request, request->arena, true);
	draft.page = page_new(request, response, tr(request->lang, "A joint branch is proposed"));
	status = draft.labels && draft.page ? page_takes_day(draft.page) : FAIL_MEMORY;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](&draft);
	if (status < 0)
		return status;
	draft.view.page = &draft.page->view;
	view_record(&html, &draft.view);
	return 0;
}
