#include "web/coverage.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/num.h"
#include "names/codes.h"
#include "party/access.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/page.h"
#include "web/table_answer.h"

/* ---- dimensions ---- */

static const char *by_category(enum lang lang) { return tr(lang, "By category"); }
static const char *by_industry(enum lang lang) { return tr(lang, "By industry"); }
static const char *by_region(enum lang lang) { return tr(lang, "By region"); }

static const struct {
	const char *word;            /* ?by=, and the filter of /units */
	enum dimension dimension;
	const char *(*label)(enum lang lang);
} dimensions[] = {
	{"category", BY_CATEGORY, by_category}, {"industry", BY_INDUSTRY, by_industry}, {"region", BY_REGION, by_region},
};

#define REGIONS_MAX 200
#define COUNT(array) (sizeof(array) / sizeof *(array))

static int
read_by(const struct request *request, size_t *ret_by)
{
	const char *text = request_query(request, "by");

	*ret_by = 0;
	for (size_t i = 0; text && *text && i <= COUNT(dimensions); i++) {
		if (i == COUNT(dimensions))
			return fail(FAIL_INPUT, NULL, "by", "by 只能是：category, industry, region。",
			            "by is one of: category, industry, region.");
		if (strcmp(text, dimensions[i].word) == 0) {
			*ret_by = i;
			break;
		}
	}
	return 0;
}

int
coverage_read(const struct request *request, const struct reach *reach, struct coverage_table *ret_table)
{
	const struct visit *visit = visit_of(request);
	struct coverage_table table = {.request = request, .reach = reach};
	int status = read_by(request, &table.by);

	if (status == 0)
		status = figures_of(visit->db, request->arena, reach->node, visit->as_of, &table.total);
	if (status == 0)
		status = figures(visit->db, request->arena, reach->node, dimensions[table.by].dimension, visit->as_of,
		                 &table.rows, &table.count);
	/* The regions of half a country are too many to take in: then by province. */
	if (status == 0 && dimensions[table.by].dimension == BY_REGION && table.count > REGIONS_MAX)
		status = figures(visit->db, request->arena, reach->node, BY_PROVINCE, visit->as_of, &table.rows,
		                 &table.count);
	if (status == 0)
		*ret_table = table;
	return status;
}

/* What a row is called: the category's name, the region's. */
static const char *
row_label(const struct coverage_table *table, const char *value)
{
	const struct field *category = &unit_kind.fields[field_index(&unit_kind, "category")];
	enum lang lang = table->request->lang;
	const struct choice *choice;
	int64_t number;

	if (!*value)
		return tr(lang, "not on record");
	if (dimensions[table->by].dimension == BY_REGION) {
		const char *code = strlen(value) == 2 ? arena_printf(table->request->arena, "%s0000", value) : value;

		return code && region_name(code) ? region_name(code) : value;
	}
	if (dimensions[table->by].dimension != BY_CATEGORY || num_parse(value, &number) < 0)
		return value;
	choice = choice_by_number(category, number);
	return choice ? in_lang(choice->label, lang) : value;
}

/* ---- columns ---- */

static const char *registered(enum lang lang) { return tr(lang, "Registered"); }
static const char *due(enum lang lang) { return tr(lang, "To be established"); }
static const char *established(enum lang lang) { return tr(lang, "Established"); }
static const char *own_body(enum lang lang) { return tr(lang, "Own body"); }
static const char *joint_body(enum lang lang) { return tr(lang, "Joint body"); }
static const char *work_only(enum lang lang) { return tr(lang, "Other ways"); }
static const char *uncovered(enum lang lang) { return tr(lang, "Not covered"); }

/* The figure of each column, and the facet of /units that lists the same organizations. */
static const struct {
	const char *name;            /* in JSON */
	const char *(*label)(enum lang lang);
	size_t at;                   /* in struct figures */
	const char *facet, *word;
} columns[] = {
	{"registered", registered, offsetof(struct figures, units), NULL, NULL},
	{"due", due, offsetof(struct figures, due), "due", "due"},
	{"established", established, offsetof(struct figures, due_established), "due", "established"},
	{"own", own_body, offsetof(struct figures, own), "covered", "own"},
	{"joint", joint_body, offsetof(struct figures, joint), "covered", "joint"},
	{"work_only", work_only, offsetof(struct figures, work_only), "covered", "work_only"},
	{"uncovered", uncovered, offsetof(struct figures, uncovered), "covered", "none"},
};

#define RATES 3

static const char *organization_rate(enum lang lang) { return tr(lang, "Organization coverage"); }
static const char *work_rate(enum lang lang) { return tr(lang, "Work coverage"); }
static const char *due_rate(enum lang lang) { return tr(lang, "Established of those due"); }

static const struct {
	const char *name;
	const char *(*label)(enum lang lang);
	size_t at;                   /* in struct coverage_rates */
} rates[RATES] = {
	{"organization_coverage", organization_rate, offsetof(struct coverage_rates, organization)},
	{"work_coverage", work_rate, offsetof(struct coverage_rates, work)},
	{"due_established", due_rate, offsetof(struct coverage_rates, due_establishment)},
};

static int64_t
figure_at(const struct figures *figures, size_t at)
{
	return *(const int64_t *)((const char *)figures + at);
}

static int64_t
rate_at(const struct coverage_rates *of, size_t at)
{
	return *(const int64_t *)((const char *)of + at);
}

/* "75.5%", or null where there is nothing to share. */
static const char *
rate_text(struct arena *arena, int64_t tenths)
{
	char text[PER_CENT_TEXT];

	return tenths < 0 ? NULL : arena_printf(arena, "%s%%", per_cent_text(tenths, text));
}

/* ---- page ---- */

const char *
coverage_units(const struct coverage_table *table, const char *field, const char *value, const char *facet,
               const char *word)
{
	const struct request *request = table->request;
	const char *node = table->reach->chosen
	        ? arena_printf(request->arena, "%" PRId64, table->reach->node) : NULL;
	const struct form_pair args[] = {{"node", node}, {field ? field : "category", field ? value : NULL},
	                                 {facet ? facet : "covered", facet ? word : NULL}};

	return link_to(request, "/units", args, COUNT(args));
}

/* The filter's value: a category by its word, all else as it is. */
static const char *
filter_value(const struct coverage_table *table, const char *value)
{
	const struct field *category = &unit_kind.fields[field_index(&unit_kind, "category")];
	const struct choice *choice;
	int64_t number;

	if (dimensions[table->by].dimension != BY_CATEGORY || num_parse(value, &number) < 0)
		return value;
	choice = choice_by_number(category, number);
	return choice ? choice->word : value;
}

static int
fill_row(const struct coverage_table *table, const char *label, const char *value, const struct figures *of,
         struct row_view *row)
{
	struct arena *arena = table->request->arena;
	struct cell_view *cells = ARENA_ARRAY(arena, 1 + COUNT(columns) + RATES, struct cell_view);
	const struct coverage coverage = figures_coverage(of);
	const struct coverage_rates share = coverage_rates(&coverage);
	const char *field = value ? dimensions[table->by].word : NULL;
	bool listed = !value || *value; /* what is not on record cannot be asked for */

	if (!cells)
		return FAIL_MEMORY;
	cells[0] = cell_text(label);
	for (size_t i = 0; i < COUNT(columns); i++) {
		int64_t number = figure_at(of, columns[i].at);

		cells[1 + i] = number_cell(number, NULL);
		if (number > 0 && listed)
			cells[1 + i].href.path = coverage_units(table, field, value ? filter_value(table, value) : NULL,
			                                        columns[i].facet, columns[i].word);
	}
	for (size_t i = 0; i < RATES; i++)
		cells[1 + COUNT(columns) + i] = (struct cell_view){
			.kind = CELL_AMOUNT, .text = rate_text(arena, rate_at(&share, rates[i].at))};
	row->cells = cells;
	return 0;
}

static int
fill_columns(const struct coverage_table *table, struct table_view *view)
{
	struct column_view *heads = ARENA_ARRAY(table->request->arena, 1 + COUNT(columns) + RATES, struct column_view);
	const struct field *field = &unit_kind.fields[field_index(&unit_kind, dimensions[table->by].word)];
	enum lang lang = table->request->lang;

	if (!heads)
		return FAIL_MEMORY;
	heads[0].label = dimensions[table->by].dimension == BY_REGION ? tr(lang, "Region") : in_lang(field->label, lang);
	for (size_t i = 0; i < COUNT(columns); i++)
		heads[1 + i] = (struct column_view){.label = columns[i].label(lang), .kind = CELL_NUMBER};
	for (size_t i = 0; i < RATES; i++)
		heads[1 + COUNT(columns) + i] = (struct column_view){.label = rates[i].label(lang), .kind = CELL_AMOUNT};
	view->columns = heads;
	view->column_count = 1 + COUNT(columns) + RATES;
	return 0;
}

int
coverage_view(const struct coverage_table *table, struct table_view *ret_view)
{
	enum lang lang = table->request->lang;
	struct row_view *rows = ARENA_ARRAY(table->request->arena, table->count + 1, struct row_view);
	struct table_view view = {.caption = tr(lang, "Coverage"), .rows = rows, .row_count = table->count + 1};
	int status = rows ? fill_columns(table, &view) : FAIL_MEMORY;

	for (size_t i = 0; i < table->count && status == 0; i++)
		status = fill_row(table, row_label(table, table->rows[i].value), table->rows[i].value,
		                  &table->rows[i].figures, &rows[i]);
	if (status == 0)
		status = fill_row(table, tr(lang, "Total"), NULL, &table->total, &rows[table->count]);
	rows[table->count].total = true;
	if (status == 0)
		*ret_view = view;
	return status;
}

int
coverage_choices(const struct coverage_table *table, const struct link_view **ret_links, size_t *ret_count)
{
	struct link_view *links = ARENA_ARRAY(table->request->arena, COUNT(dimensions), struct link_view);

	if (!links)
		return FAIL_MEMORY;
	for (size_t i = 0; i < COUNT(dimensions); i++) {
		const struct form_pair change = {"by", dimensions[i].word};

		links[i] = (struct link_view){
			.label = dimensions[i].label(table->request->lang), .current = i == table->by,
			.href = {link_changed(table->request, "/", &change, 1)},
		};
		if (!links[i].href.path)
			return FAIL_MEMORY;
	}
	*ret_links = links;
	*ret_count = COUNT(dimensions);
	return 0;
}

/* ---- files ---- */

static void
write_row(const struct coverage_table *table, struct table_writer *out, const char *label, const struct figures *of)
{
	const struct coverage coverage = figures_coverage(of);
	const struct coverage_rates share = coverage_rates(&coverage);

	table_text(out, label);
	for (size_t i = 0; i < COUNT(columns); i++)
		table_whole(out, figure_at(of, columns[i].at));
	for (size_t i = 0; i < RATES; i++)
		table_text(out, rate_text(table->request->arena, rate_at(&share, rates[i].at)));
	table_end_row(out);
}

static int
write_table(struct table_writer *out, void *arg)
{
	const struct coverage_table *table = arg;
	enum lang lang = table->request->lang;
	struct table_column *heads = ARENA_ARRAY(table->request->arena, 1 + COUNT(columns) + RATES, struct table_column);

	if (!heads)
		return FAIL_MEMORY;
	heads[0] = (struct table_column){.header = dimensions[table->by].label(lang), .width = 24};
	for (size_t i = 0; i < COUNT(columns); i++)
		heads[1 + i] = (struct table_column){.header = columns[i].label(lang), .kind = TABLE_COLUMN_WHOLE};
	for (size_t i = 0; i < RATES; i++)
		heads[1 + COUNT(columns) + i] = (struct table_column){.header = rates[i].label(lang)};
	table_sheet(out, tr(lang, "Coverage"), NULL, heads, 1 + COUNT(columns) + RATES);
	for (size_t i = 0; i < table->count; i++)
		write_row(table, out, row_label(table, table->rows[i].value), &table->rows[i].figures);
	write_row(table, out, tr(lang, "Total"), &table->total);
	return 0;
}

/* ---- JSON ---- */

static void
row_json(const char *value, const struct figures *of, struct json *json)
{
	const struct coverage coverage = figures_coverage(of);
	const struct coverage_rates share = coverage_rates(&coverage);

	json_open(json, '{');
	json_key(json, "value");
	json_text(json, value);
	for (size_t i = 0; i < COUNT(columns); i++) {
		json_key(json, columns[i].name);
		json_int(json, figure_at(of, columns[i].at));
	}
	for (size_t i = 0; i < RATES; i++) {
		json_key(json, rates[i].name);
		json_tenths(json, rate_at(&share, rates[i].at));
	}
	json_close(json, '}');
}

/* The last row, whose value is null, is the total. */
static int
coverage_json(const struct coverage_table *table, struct response *response)
{
	struct json json = json_to(&response->body);

	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "rows");
	json_open(&json, '[');
	for (size_t i = 0; i < table->count; i++)
		row_json(table->rows[i].value, &table->rows[i].figures, &json);
	row_json(NULL, &table->total, &json);
	json_close(&json, ']');
	json_key(&json, "next");
	json_none(&json);
	json_key(&json, "as_of");
	json_day(&json, visit_of(table->request)->as_of);
	json_close(&json, '}');
	return 0;
}

int
show_coverage(struct request *request, struct response *response)
{
	struct coverage_table table;
	struct reach reach;
	const char *overview;
	int status = reach_of(request, ROLE_CLERKS | ROLE_INSPECTOR, &reach);

	if (status == 0)
		status = coverage_read(request, &reach, &table);
	if (status < 0)
		return status;
	if (request->api)
		return coverage_json(&table, response);
	if (request->format != FORMAT_HTML)
		return table_answer(request, response, tr(request->lang, "Coverage"), write_table, &table);
	overview = link_changed(request, "/", NULL, 0);
	return overview ? response_redirect(response, overview) : FAIL_MEMORY;
}
