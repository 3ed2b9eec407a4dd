#include "web/clause_page.h"

#include <string.h>

#include "base/fail.h"
#include "law/rule.h"
#include "web/catalogue.h"
#include "web/enforced.h"
#include "web/page.h"

/* One judgement as a page or call asks for it. */
struct asking {
	struct request *request;
	const struct clause *clause;
	const struct rule *rule;       /* null: it computes nothing */
	const struct form *facts;      /* of the address or of the form */
	bool asked;                    /* facts were given */
	int status;                    /* of the judgement */
	const struct finding *finding; /* null where it failed */
};

/* ---- facts ---- */

static const struct fact *
fact_named(const struct rule *rule, const char *name)
{
	const struct fact *fact;

	for (size_t i = 0; (fact = rule_fact(rule, i)); i++)
		if (strcmp(fact->name, name) == 0)
			return fact;
	return NULL;
}

/* Arguments that any page takes are no facts. */
static bool
no_fact(const char *name)
{
	return strcmp(name, "as_of") == 0 || strcmp(name, "csrf") == 0;
}

/* People separate by lines, Chinese and other commas; the law reads commas. */
static const char *
list_as_read(struct arena *arena, const char *text)
{
	static const char *const separators[] = {"\r", "\n", "，", "、", "；", ";"};
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t len = 0;

	if (!out || *text == '[')
		return out ? text : NULL;
	while (*text) {
		size_t s = 0;

		while (s < sizeof separators / sizeof *separators &&
		       strncmp(text, separators[s], strlen(separators[s])) != 0)
			s++;
		if (s < sizeof separators / sizeof *separators || *text == ',') {
			text += *text == ',' ? 1 : strlen(separators[s]);
			if (len > 0 && out[len - 1] != ',')
				out[len++] = ',';
		} else {
			out[len++] = *text++;
		}
	}
	if (len > 0 && out[len - 1] == ',')
		len--;
	out[len] = '\0';
	return out;
}

static int
judge_given(struct asking *asking)
{
	const struct form *facts = asking->facts;
	struct arena *arena = asking->request->arena;
	struct given *given = ARENA_ARRAY(arena, facts->count, struct given);
	size_t count = 0;

	if (!given)
		return FAIL_MEMORY;
	for (size_t i = 0; i < facts->count; i++) {
		const struct form_pair *pair = &facts->pairs[i];
		const struct fact *fact = asking->rule ? fact_named(asking->rule, pair->name) : NULL;

		if (no_fact(pair->name))
			continue;
		asking->asked = true;
		if (!*pair->value)
			continue;
		given[count] = (struct given){pair->name, pair->value};
		if (fact && fact->list && !(given[count].text = list_as_read(arena, pair->value)))
			return FAIL_MEMORY;
		count++;
	}
	if (!asking->asked)
		return 0;
	return rule_judge(arena, asking->clause->id, given, count, &asking->finding);
}

static int
judge_body(struct asking *asking)
{
	const struct request *request = asking->request;
	const char *body = arena_strndup(request->arena, request->body, request->body_len);

	asking->asked = true;
	return body ? rule_judge_json(request->arena, asking->clause->id, body, &asking->finding) : FAIL_MEMORY;
}

/* ---- JSON ---- */

static int
clause_as_json(const struct asking *asking, struct response *response)
{
	const struct request *request = asking->request;
	const struct enforcers enforcers = visit_enforcers(request);
	struct json json = json_to(&response->body);
	int status = asking->status;

	response->type = TYPE_JSON;
	if (status == 0 && asking->finding) {
		finding_json(asking->finding, &json);
	} else if (status == 0) {
		json_open(&json, '{');
		clause_json(asking->clause, &json);
		status = enforced_json(request->arena, &enforcers, asking->clause->id, &json);
		json_close(&json, '}');
	}
	return status;
}

/* ---- the calculator's fields ---- */

static enum input_kind
input_of(const struct fact *fact)
{
	static const enum input_kind kinds_of[] = {
		[FACT_INT] = INPUT_NUMBER, [FACT_MONEY] = INPUT_MONEY, [FACT_DATE] = INPUT_DAY,
		[FACT_BOOL] = INPUT_CHOICE, [FACT_ENUM] = INPUT_CHOICE, [FACT_TEXT] = INPUT_TEXT,
	};

	if (fact->list)
		return fact->type == FACT_TEXT ? INPUT_LONG_TEXT : INPUT_TEXT;
	return kinds_of[fact->type];
}

static int
fill_words(struct arena *arena, const struct fact *fact, enum lang lang, struct field_view *field)
{
	static const char *const truth[] = {"true", "false", NULL};
	const char *const *words = fact->type == FACT_BOOL ? truth : fact->words;
	struct choice_view *choices;
	size_t count = 0;

	while (words[count])
		count++;
	choices = ARENA_ARRAY(arena, count, struct choice_view);
	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const char *label = fact->type == FACT_ENUM ? in_lang(fact_word_label(words[i]), lang)
		                    : i == 0 ? tr(lang, "yes") : tr(lang, "no");

		choices[i] = (struct choice_view){.value = words[i], .label = label,
			.chosen = field->value && strcmp(field->value, words[i]) == 0};
	}
	field->choices = choices;
	field->choice_count = count;
	return 0;
}

static const char *
list_hint(struct arena *arena, const struct fact *fact, enum lang lang)
{
	const char *hint = fact->type == FACT_TEXT ? tr(lang, "One a line, or separated by commas.")
	                   : fact->type == FACT_BOOL ? tr(lang, "true or false for each, separated by commas.")
	                                             : tr(lang, "Separated by commas.");

	if (fact->type != FACT_ENUM)
		return hint;
	for (const char *const *word = fact->words; *word && hint; word++) {
		const char *label = in_lang(fact_word_label(*word), lang);

		hint = strcmp(label, *word) == 0 ? arena_printf(arena, "%s %s", hint, *word)
		                                 : arena_printf(arena, "%s %s (%s)", hint, *word, label);
	}
	return hint;
}

static int
fill_field(const struct asking *asking, const struct fact *fact, struct field_view *field)
{
	const struct request *request = asking->request;
	const char *value = form_get(asking->facts, fact->name);
	char day[DAY_TEXT];

	/* The day a rule counts from is today until the reader says otherwise. */
	if (!asking->asked && fact->type == FACT_DATE &&
	    (strcmp(fact->name, "today") == 0 || strcmp(fact->name, "on") == 0))
		value = arena_strdup(request->arena, day_text(request->today, day));
	if (!asking->asked && strcmp(fact->name, "rule_set") == 0)
		value = rule_set_name(rule_set_on(request->today));
	*field = (struct field_view){
		.name = fact->name, .label = in_lang(fact->label, request->lang), .kind = input_of(fact),
		.required = fact->required, .value = value, .unit = in_lang(fact->unit, request->lang),
	};
	if (asking->status == FAIL_INPUT)
		field->problem = problem_of(request, fact->name);
	if (fact->list)
		field->hint = list_hint(request->arena, fact, request->lang);
	if (!fact->list && (fact->type == FACT_BOOL || fact->type == FACT_ENUM))
		return fill_words(request->arena, fact, request->lang, field);
	return 0;
}

/* What may name a person is not put into the address. */
static bool
may_name_persons(const struct rule *rule)
{
	for (const struct fact *fact = rule->facts; fact->name; fact++)
		if (fact->type == FACT_TEXT)
			return true;
	return false;
}

static int
fill_calculator(const struct asking *asking, struct clause_view *view)
{
	const struct fact *fact;
	struct field_view *fields;
	size_t count = 0;
	bool beside = false;

	while (rule_fact(asking->rule, count))
		count++;
	fields = ARENA_ARRAY(asking->request->arena, count, struct field_view);
	if (!fields)
		return FAIL_MEMORY;
	count = 0;
	for (size_t i = 0; (fact = rule_fact(asking->rule, i)); i++) {
		/* Of the two ways to choose the rule set the form offers one. */
		bool second_way = asking->rule->dated && !rule_fact(asking->rule, i + 1);
		int status = second_way && !form_get(asking->facts, fact->name)
		                     ? 0 : fill_field(asking, fact, &fields[count++]);

		if (status < 0)
			return status;
		beside |= count > 0 && fields[count - 1].problem;
	}
	view->facts = fields;
	view->fact_count = count;
	view->post = may_name_persons(asking->rule);
	if (asking->status < 0 && !beside)
		view->problem = arena_strdup(asking->request->arena, failure_text(asking->request->lang));
	return 0;
}

/* ---- the result ---- */

static int
fill_outputs(const struct asking *asking, struct verdict_view *result)
{
	enum lang lang = asking->request->lang;
	struct arena *arena = asking->request->arena;
	const struct output *output;
	const char *text;
	struct fact_view *outputs;
	size_t count = 0;

	while (finding_output(asking->finding, arena, lang, count, &output, &text))
		count++;
	outputs = ARENA_ARRAY(arena, count, struct fact_view);
	if (!outputs)
		return FAIL_MEMORY;
	for (size_t i = 0; finding_output(asking->finding, arena, lang, i, &output, &text); i++)
		outputs[i] = (struct fact_view){.label = in_lang(output->label, lang),
			.value = {.kind = CELL_TEXT, .text = text}};
	result->outputs = outputs;
	result->output_count = count;
	return 0;
}

static int
fill_result(const struct asking *asking, struct clause_view *view)
{
	static const enum tone tones[] = {
		[HOLDS] = TONE_GOOD, [BREACH] = TONE_LATE, [FLAG] = TONE_SOON, [NOT_APPLICABLE] = TONE_INFO,
	};
	struct verdict_view *result = ARENA_NEW(asking->request->arena, struct verdict_view);
	enum verdict verdict = finding_verdict(asking->finding);
	enum lang lang = asking->request->lang;

	if (!result)
		return FAIL_MEMORY;
	*result = (struct verdict_view){
		.tone = tones[verdict], .verdict = in_lang(verdict_label(verdict), lang),
		.why = in_lang(finding_why(asking->finding), lang),
	};
	if (strcmp(finding_clause(asking->finding), asking->clause->id) != 0)
		result->clause = finding_clause(asking->finding);
	view->result = result;
	return fill_outputs(asking, result);
}

/* ---- around it ---- */

static struct link_view
enforcer_link(const struct request *request, const struct enforcer *by)
{
	struct link_view link = {0};
	const char *path = by->duties ? "/duties" : by->page ? by->page->pattern : NULL;

	link.label = by->action ? in_lang(by->action->label, request->lang) : place_label(request->lang, path);
	if (!link.label)
		link.label = by->name;
	if (path && !strchr(path, '{') && visit_may_open(request, path))
		link.href.path = path;
	return link;
}

/* One word for what has one name, e.g. the pages of a list and of a record. */
static int
fill_enforced(const struct asking *asking, struct clause_view *view)
{
	const struct request *request = asking->request;
	const struct enforcers enforcers = visit_enforcers(request);
	size_t found_count, count = 0;
	const struct enforcer *found = enforced_by(request->arena, &enforcers, asking->clause->id, &found_count);
	struct link_view *links = found ? ARENA_ARRAY(request->arena, found_count, struct link_view) : NULL;

	if (!links)
		return FAIL_MEMORY;
	for (size_t i = 0; i < found_count; i++) {
		struct link_view link = enforcer_link(request, &found[i]);
		size_t same = 0;

		while (same < count && strcmp(links[same].label, link.label) != 0)
			same++;
		if (same == count)
			links[count++] = link;
		else if (link.href.path)
			links[same] = link;
	}
	view->enforced = links;
	view->enforced_count = count;
	return 0;
}

static int
clause_link(struct arena *arena, const struct clause *clause, struct link_view *ret_link)
{
	ret_link->label = clause->id;
	ret_link->href.path = arena_printf(arena, "/law/%s", clause->id);
	return ret_link->href.path ? 0 : FAIL_MEMORY;
}

static int
fill_neighbours(const struct asking *asking, struct clause_view *view)
{
	size_t count;
	const struct clause *all = clauses(&count);
	size_t at = (size_t)(asking->clause - all);
	int status = 0;

	if (at > 0)
		status = clause_link(asking->request->arena, &all[at - 1], &view->previous);
	if (status == 0 && at + 1 < count)
		status = clause_link(asking->request->arena, &all[at + 1], &view->next);
	return status;
}

static struct page *
clause_frame(const struct asking *asking, struct response *response)
{
	struct request *request = asking->request;
	const struct clause *clause = asking->clause;
	const char *title = arena_printf(request->arena, "%s　%s", clause->id, in_lang(clause->title, request->lang));
	const char *instrument = arena_printf(request->arena, "/law#%s", instrument_name(clause->instrument));
	struct page *page = title && instrument ? page_new(request, response, title) : NULL;

	if (!page)
		return NULL;
	page_crumb(page, tr(request->lang, "Rules"), "/law");
	page_crumb(page, in_lang(instrument_title(clause->instrument), request->lang), instrument);
	return page;
}

static int
clause_as_page(const struct asking *asking, struct response *response)
{
	struct request *request = asking->request;
	const struct clause *clause = asking->clause;
	enum lang lang = request->lang;
	struct html html = page_html(request, response);
	struct clause_view view = {
		.summary = in_lang(clause->summary, lang), .breach = in_lang(clause->breach, lang),
		.note = in_lang(clause->note, lang), .action = {request->path},
	};
	int status = asking->rule ? fill_calculator(asking, &view) : asking->status;
	struct page *page = status == 0 ? clause_frame(asking, response) : NULL;

	if (status < 0 || !page)
		return status < 0 ? status : FAIL_MEMORY;
	view.page = &page->view;
	view.line = arena_printf(request->arena, "%s · %s", in_lang(instrument_title(clause->instrument), lang),
	                         in_lang(clause_kind_label(clause->kind), lang));
	/* ELEC-40.1: what is unclear is for the organ that may interpret, not for this program. */
	if (view.line && clause->instrument == ELEC)
		view.line = arena_printf(request->arena, "%s · %s", view.line,
		                         tr(lang, "interpreted by the Central Organization Department (ELEC-40.1)"));
	status = view.line ? fill_enforced(asking, &view) : FAIL_MEMORY;
	if (status == 0)
		status = fill_neighbours(asking, &view);
	if (status == 0 && asking->finding)
		status = fill_result(asking, &view);
	if (status == 0)
		view_clause(&html, &view);
	response->status = failure_status(asking->status);
	if (asking->status == 0)
		response->status = 200;
	return status;
}

int
show_clause(struct request *request, struct response *response)
{
	struct asking asking = {
		.request = request, .clause = clause_find(request_param(request, "clause")),
		.facts = strcmp(request->method, "POST") == 0 ? &request->fields : &request->query,
	};

	if (!asking.clause)
		return fail(FAIL_NOT_FOUND, NULL, "clause", "没有这一条。", "There is no such clause.");
	asking.rule = rule_find(asking.clause->id);
	asking.status = request->media == MEDIA_JSON ? judge_body(&asking) : judge_given(&asking);
	if (asking.status < 0 && asking.status != FAIL_INPUT)
		return asking.status;
	return request->api ? clause_as_json(&asking, response) : clause_as_page(&asking, response);
}
