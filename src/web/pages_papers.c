/* /elections/{id}/papers: every paper of an election from its record, singly or as one file. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/papers.h"
#include "web/print_answer.h"
#include "web/table.h"

#define PAPERS "/elections/{id}/papers"
#define WHO (ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER | ROLE_INSPECTOR)
#define ALL "all"      /* in place of a paper's word: all in one file … */
#define ARCHIVE "zip"  /* … or a file each */

/* ---- the list ---- */

static const char *
paper_path(const struct request *request, const struct papers_asked *asked, const char *word, size_t which, enum lang lang)
{
	const char *path = arena_printf(request->arena, "/elections/%" PRId64 "/papers/%s", asked->election, word);
	const struct form_pair arguments[] = {
		{"n", which > 0 ? arena_printf(request->arena, "%zu", which + 1) : NULL},
		{"in", lang == LANG_EN ? "en" : NULL},
		{"unit", asked->unit ? arena_printf(request->arena, "%" PRId64, asked->unit) : NULL},
	};

	return path ? address(request->arena, path, arguments, sizeof arguments / sizeof *arguments) : NULL;
}

/* The clause shown: the first the paper answers to. */
static const char *
first_clause(const struct request *request, const char *clauses)
{
	return arena_strndup(request->arena, clauses, strcspn(clauses, " "));
}

static int
add_papers(const struct request *request, const struct papers_asked *asked, const struct election_print *print,
           struct table_maker *table)
{
	for (size_t i = 0; i < election_print_count(print, &asked->paper); i++) {
		const char *zh = paper_path(request, asked, print->word, i, LANG_ZH);
		const char *en = paper_path(request, asked, print->word, i, LANG_EN);
		struct document *document;
		struct cell_view *cells;
		int status = election_document(request->arena, request->lang, print, &asked->paper, i, &document);

		if (status < 0 || !zh || !en)
			return status < 0 ? status : FAIL_MEMORY;
		cells = table_row(table);
		cells[0] = cell_text(document->name);
		cells[1] = (struct cell_view){.kind = CELL_CLAUSE, .text = first_clause(request, print->clauses)};
		cells[2] = cell_link(tr(request->lang, "Chinese"), zh);
		cells[3] = cell_link(tr(request->lang, "English"), en);
	}
	return 0;
}

static int
fill_table(const struct request *request, const struct papers_asked *asked, struct table_view *ret_table)
{
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Papers to print")}, {.label = tr(lang, "Clause"), .kind = CELL_CLAUSE}, {.label = tr(lang, "PDF")},
		{.label = tr(lang, "PDF in English")},
	};
	struct table_maker table;
	size_t room = 0;
	int status;

	for (const struct election_print *print = election_prints; print->word; print++)
		room += election_print_count(print, &asked->paper);
	status = table_begin(request->arena, tr(lang, "Papers to print"), columns, sizeof columns / sizeof *columns, room, &table);
	for (const struct election_print *print = election_prints; print->word && status == 0; print++)
		status = add_papers(request, asked, print, &table);
	if (status == 0)
		*ret_table = table.view;
	return status;
}

static int
show_papers(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Papers to print"));
	struct button_view buttons[2];
	struct list_view view = {
		.lead = tr(lang, "Printed from the record. What is not known yet is left as a line to write on."),
		.buttons = buttons, .button_count = 2,
	};
	struct papers_asked asked;
	int status = page ? papers_open(request, &asked) : FAIL_MEMORY;

	if (status == 0)
		status = fill_table(request, &asked, &view.table);
	if (status < 0)
		return status;
	buttons[0] = (struct button_view){.label = tr(lang, "All in one PDF"), .primary = true,
	                                  .href = {paper_path(request, &asked, ALL, 0, lang)}};
	buttons[1] = (struct button_view){.label = tr(lang, "All as .zip"), .href = {paper_path(request, &asked, ARCHIVE, 0, lang)}};
	page->view.subtitle = asked.paper.body;
	page_crumb(page, tr(lang, "Elections"), "/elections");
	page_crumb(page, asked.paper.body, arena_printf(request->arena, "/elections/%" PRId64, asked.election));
	view.page = &page->view;
	view.action.path = view.clear.path = arena_printf(request->arena, "/elections/%" PRId64 "/papers", asked.election);
	view_list(&html, &view);
	return 0;
}

/* ---- printing ---- */

/* The documents of {paper}: one of them, or all. */
static int
documents_of(const struct request *request, const struct papers_asked *asked, enum lang lang, struct job *job)
{
	const char *word = request_param(request, "paper"), *n = request_query(request, "n");
	const struct election_print *print = election_print_find(word);
	int64_t which = 1;
	int status;

	if (strcmp(word, ALL) == 0 || strcmp(word, ARCHIVE) == 0)
		return election_documents(request->arena, lang, &asked->paper, &job->documents, &job->count);
	if (!print || (n && num_parse(n, &which) < 0) || which < 1)
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这份文书。", "There is no such paper.");
	job->documents = ARENA_ARRAY(request->arena, 1, struct document *);
	if (!job->documents)
		return FAIL_MEMORY;
	status = election_document(request->arena, lang, print, &asked->paper, (size_t)which - 1, &job->documents[0]);
	job->count = status == 0;
	return status;
}

static int
print_papers(struct request *request, struct response *response)
{
	const char *in = request_query(request, "in"), *word = request_param(request, "paper");
	enum lang lang = in && strcmp(in, "en") == 0 ? LANG_EN : LANG_ZH;
	struct job job = {.made = request->today, .bundle = strcmp(word, ARCHIVE) != 0};
	struct papers_asked asked;
	const char *name;
	int status = papers_open(request, &asked);

	if (status == 0)
		status = documents_of(request, &asked, lang, &job);
	if (status < 0)
		return status;
	/* No name of a person stands in a file's name (DP-6). */
	name = job.count == 1 ? job.documents[0]->name : lang == LANG_EN ? "Election papers" : "选举文书";
	return print_answer(request, response, &job, name);
}

const struct route paper_routes[] = {
	{"GET", PAPERS, .who = WHO, .clauses = "ELEC-36.2", .handle = show_papers},
	{"GET", PAPERS "/{paper}", LANE_SLOW, .who = WHO, .clauses = "ELEC-36.2 ELEC-24.1a ELEC-38.1", .handle = print_papers},
	{0},
};
