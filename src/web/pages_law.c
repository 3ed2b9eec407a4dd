/* /law: every clause by instrument, searched in both languages. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "law/rule.h"
#include "web/catalogue.h"
#include "web/clause_page.h"
#include "web/enforced.h"
#include "web/page.h"
#include "web/pages.h"

/* What was asked; negative or null: everything. */
struct asked {
	int instrument;
	int kind;
	int computes;
	const char *words;
};

/* ---- what was asked ---- */

static const char *
kind_word(int kind)
{
	return clause_kind_name((enum clause_kind)kind);
}

static const char *
instrument_word(int instrument)
{
	return instrument_name((enum instrument)instrument);
}

static const char *
computes_word(int computes)
{
	return computes ? "true" : "false";
}

/* The number whose word an argument is, or -1 without one. */
static int
read_word(const struct request *request, const char *argument, const char *(*word)(int number), int count,
          int *ret_number)
{
	const char *text = request_query(request, argument);

	*ret_number = -1;
	if (!text || !*text)
		return 0;
	for (int i = 0; i < count; i++)
		if (strcasecmp(text, word(i)) == 0) {
			*ret_number = i;
			return 0;
		}
	return fail(FAIL_INPUT, NULL, argument, "%s 没有这个值，可用 %s 到 %s。",
	            "%s has no such value; they go from %s to %s.", argument, word(0), word(count - 1));
}

/* A misspelt filter would silently show everything. */
static int
check_arguments(const struct request *request)
{
	static const char *const known[] = {"q", "instrument", "kind", "computes", "as_of", "sort", "page", NULL};

	for (size_t i = 0; i < request->query.count; i++) {
		size_t k = 0;

		while (known[k] && strcmp(known[k], request->query.pairs[i].name) != 0)
			k++;
		if (!known[k])
			return fail(FAIL_INPUT, NULL, request->query.pairs[i].name,
			            "法规目录可以按 instrument、kind、computes 筛选，用 q 搜索。",
			            "The rules are filtered by instrument, kind and computes, and searched by q.");
	}
	return 0;
}

static int
read_asked(const struct request *request, struct asked *asked)
{
	int status = check_arguments(request);

	if (status == 0)
		status = read_word(request, "instrument", instrument_word, INSTRUMENTS, &asked->instrument);
	if (status == 0)
		status = read_word(request, "kind", kind_word, KIND_GUID + 1, &asked->kind);
	if (status == 0)
		status = read_word(request, "computes", computes_word, 2, &asked->computes);
	asked->words = request_query(request, "q");
	return status;
}

/* Whether a text has the first `len` bytes of `word`, letters of either case. */
static bool
has(const char *text, const char *word, size_t len)
{
	for (; *text; text++)
		if (strncasecmp(text, word, len) == 0)
			return true;
	return false;
}

/* Each word stands somewhere in the clause's texts. */
static bool
has_words(const struct clause *clause, const char *words)
{
	while (words && *words) {
		size_t len = strcspn(words, " ");
		const char *const texts[] = {clause->id, clause->title.zh, clause->title.en, clause->summary.zh,
		                             clause->summary.en};
		bool found = len == 0;

		for (size_t i = 0; i < sizeof texts / sizeof *texts && !found; i++)
			found = has(texts[i], words, len);
		if (!found)
			return false;
		words += len;
		words += strspn(words, " ");
	}
	return true;
}

static bool
fits(const struct clause *clause, const struct asked *asked)
{
	return (asked->instrument < 0 || (int)clause->instrument == asked->instrument) &&
	       (asked->kind < 0 || (int)clause->kind == asked->kind) &&
	       (asked->computes < 0 || (rule_find(clause->id) != NULL) == (asked->computes == 1)) &&
	       has_words(clause, asked->words);
}

/* ---- JSON ---- */

static int
list_json(const struct request *request, struct response *response, const struct asked *asked)
{
	const struct enforcers enforcers = visit_enforcers(request);
	struct json json = json_to(&response->body);
	size_t count;
	const struct clause *all = clauses(&count);
	int status = 0;

	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "rows");
	json_open(&json, '[');
	for (size_t i = 0; i < count && status == 0; i++) {
		if (!fits(&all[i], asked))
			continue;
		json_open(&json, '{');
		clause_json(&all[i], &json);
		status = enforced_json(request->arena, &enforcers, all[i].id, &json);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_key(&json, "next");
	json_none(&json);
	json_key(&json, "as_of");
	json_day(&json, visit_of(request)->as_of);
	json_close(&json, '}');
	return status;
}

/* ---- the page ---- */

/* Those of one instrument that fit, behind `lines`. */
static size_t
take_lines(const struct clause *all, size_t count, enum instrument instrument, const struct asked *asked,
           enum lang lang, struct clause_line_view *lines)
{
	size_t taken = 0;

	for (size_t i = 0; i < count; i++)
		if (all[i].instrument == instrument && fits(&all[i], asked))
			lines[taken++] = (struct clause_line_view){
				.id = all[i].id, .title = in_lang(all[i].title, lang),
				.kind = in_lang(clause_kind_label(all[i].kind), lang),
				.computes = rule_find(all[i].id) != NULL,
			};
	return taken;
}

static int
fill_clauses(const struct request *request, const struct asked *asked, struct law_view *view)
{
	size_t count, shown = 0, total = 0, computing = 0;
	const struct clause *all = clauses(&count);
	struct clause_line_view *lines = ARENA_ARRAY(request->arena, count, struct clause_line_view);
	struct instrument_view *instruments = ARENA_ARRAY(request->arena, INSTRUMENTS, struct instrument_view);

	if (!lines || !instruments)
		return FAIL_MEMORY;
	for (int i = 0; i < INSTRUMENTS; i++) {
		size_t taken = take_lines(all, count, (enum instrument)i, asked, request->lang, lines + total);

		if (taken == 0)
			continue;
		instruments[shown++] = (struct instrument_view){
			.id = instrument_word(i), .title = in_lang(instrument_title((enum instrument)i), request->lang),
			.total = (int64_t)taken, .clauses = lines + total, .clause_count = taken,
		};
		total += taken;
	}
	for (size_t i = 0; i < total; i++)
		computing += lines[i].computes;
	view->instruments = instruments;
	view->instrument_count = shown;
	view->summary = arena_printf(request->arena, tr(request->lang, "%zu clauses, %zu of them with a calculator."),
	                             total, computing);
	return view->summary ? 0 : FAIL_MEMORY;
}

static struct choice_view *
choices_of(struct arena *arena, int count, int chosen, const char *(*word)(int number))
{
	struct choice_view *choices = ARENA_ARRAY(arena, (size_t)count, struct choice_view);

	for (int i = 0; choices && i < count; i++)
		choices[i] = (struct choice_view){.value = word(i), .chosen = i == chosen};
	return choices;
}

static int
fill_filters(const struct request *request, const struct asked *asked, struct law_view *view)
{
	struct field_view *fields = ARENA_ARRAY(request->arena, 3, struct field_view);
	struct choice_view *instruments = choices_of(request->arena, INSTRUMENTS, asked->instrument, instrument_word);
	struct choice_view *classes = choices_of(request->arena, KIND_GUID + 1, asked->kind, kind_word);
	struct choice_view *computes = choices_of(request->arena, 2, asked->computes, computes_word);
	enum lang lang = request->lang;

	if (!fields || !instruments || !classes || !computes)
		return FAIL_MEMORY;
	for (int i = 0; i < INSTRUMENTS; i++)
		instruments[i].label = in_lang(instrument_title((enum instrument)i), lang);
	for (int i = 0; i <= KIND_GUID; i++)
		classes[i].label = in_lang(clause_kind_label((enum clause_kind)i), lang);
	computes[0].label = tr(lang, "without a calculator");
	computes[1].label = tr(lang, "with a calculator");
	fields[0] = (struct field_view){.name = "instrument", .label = tr(lang, "Instrument"), .kind = INPUT_CHOICE,
	                                .choices = instruments, .choice_count = INSTRUMENTS};
	fields[1] = (struct field_view){.name = "kind", .label = tr(lang, "Kind of clause"), .kind = INPUT_CHOICE,
	                                .choices = classes, .choice_count = KIND_GUID + 1};
	fields[2] = (struct field_view){.name = "computes", .label = tr(lang, "Calculator"), .kind = INPUT_CHOICE,
	                                .choices = computes, .choice_count = 2};
	view->filters = fields;
	view->filter_count = 3;
	view->filters_set = (size_t)((asked->instrument >= 0) + (asked->kind >= 0) + (asked->computes >= 0));
	return 0;
}

static int
show_law(struct request *request, struct response *response)
{
	struct asked asked;
	struct html html = page_html(request, response);
	struct page *page;
	struct law_view view = {
		.lead = tr(request->lang, "Every clause has its address; every demand and refusal names it."),
		.action = {"/law"}, .clear = {"/law"}, .search_label = tr(request->lang, "Clause or words"),
	};
	int status = read_asked(request, &asked);

	if (status < 0)
		return status;
	if (request->api)
		return list_json(request, response, &asked);
	page = page_new(request, response, tr(request->lang, "Rules"));
	if (!page)
		return FAIL_MEMORY;
	view.page = &page->view;
	view.query = asked.words;
	status = fill_clauses(request, &asked, &view);
	if (status == 0)
		status = fill_filters(request, &asked, &view);
	if (status == 0)
		view_law(&html, &view);
	return status;
}

const struct route law_routes[] = {
	{"GET", "/law", .who = WHO_PUBLIC, .handle = show_law},
	{"GET", "/law/{clause}", .who = WHO_PUBLIC, .clauses = "ELEC-40.1", .handle = show_clause},
	{"POST", "/law/{clause}", .who = WHO_PUBLIC, .csrf_exempt = true, .handle = show_clause},
	{"GET", "/api/v1/law", .who = WHO_PUBLIC, .handle = show_law},
	{"GET", "/api/v1/law/{clause}", .who = WHO_PUBLIC, .handle = show_clause},
	{"POST", "/api/v1/law/{clause}", .who = WHO_PUBLIC, .csrf_exempt = true, .handle = show_clause},
	{0},
};
