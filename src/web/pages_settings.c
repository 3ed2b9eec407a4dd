/* /admin/settings: what the rules leave to a place and what is the operator's to choose, each with its source. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/setting.h"
#include "web/action_form.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/link.h"
#include "web/moment.h"
#include "web/node_field.h"
#include "web/pages.h"
#include "web/reach.h"
#include "web/table.h"
#include "web/tree_part.h"

#define SETTINGS_PATH "/admin/settings"
#define READERS (ROLE_CLERKS | ROLE_ADMINISTRATOR)

/* ---- the list ---- */

static const char *
detail_path(const struct request *request, enum setting setting)
{
	return arena_printf(request->arena, SETTINGS_PATH "/%s", setting_table[setting].name);
}

/* The line of a value in force, for who set it and where; null where the default holds. */
static const struct setting_line *
line_of(const struct setting_line *lines, size_t count, const struct setting_value *value)
{
	for (size_t i = 0; i < count; i++)
		if (value && lines[i].id == value->id)
			return &lines[i];
	return NULL;
}

static const char *
place_of(const struct request *request, const struct setting_line *line)
{
	return !line ? tr(request->lang, "default") : line->node ? line->node_name : tr(request->lang, "whole installation");
}

static int
fill_row(const struct request *request, enum setting setting, const struct setting_line *line, struct cell_view *cells)
{
	const struct setting_info *info = &setting_table[setting];
	const char *value = line ? line->text : setting_default(request->arena, setting);
	const struct form_pair node = {"node", request_query(request, "node")};
	const char *path = detail_path(request, setting);

	value = value ? setting_value_text(request->arena, setting, value, request->lang) : NULL;
	path = path ? link_to(request, path, &node, 1) : NULL;
	if (!value || !path)
		return FAIL_MEMORY;
	cells[0] = cell_link(in_lang(info->label, request->lang), path);
	cells[1] = cell_text(value);
	cells[2] = (struct cell_view){.kind = CELL_CLAUSE, .text = info->clause};
	cells[3] = cell_text(place_of(request, line));
	cells[4] = cell_day(line ? line->since : DAY_NONE);
	cells[5] = cell_text(line ? line->actor : NULL);
	cells[6] = cell_text(line ? line->source : NULL);
	return 0;
}

/* What the rows are read from. */
struct values {
	const struct request *request;
	const struct reach *reach;
	struct settings settings;
	struct setting_line *lines;
	size_t count;
};

static int
fill_part(const struct values *values, enum setting first, enum setting end, const char *title, struct settings_part_view *part)
{
	const struct request *request = values->request;
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Setting")}, {.label = tr(lang, "Value")}, {.label = tr(lang, "Clause"), .kind = CELL_CLAUSE},
		{.label = tr(lang, "Set for")}, {.label = tr(lang, "From"), .kind = CELL_DAY}, {.label = tr(lang, "Set by")},
		{.label = tr(lang, "Source")},
	};
	struct table_maker table;
	size_t set = 0;
	int status = table_begin(request->arena, title, columns, sizeof columns / sizeof *columns, (size_t)(end - first), &table);

	*part = (struct settings_part_view){.title = title};
	for (int i = (int)first; i < (int)end && status == 0; i++) {
		enum setting setting = (enum setting)i;
		const struct setting_line *line = line_of(values->lines, values->count,
		                                          setting_at(&values->settings, setting, values->reach->path));

		set += line != NULL;
		status = fill_row(request, setting, line, table_row(&table));
	}
	part->table = table.view;
	if (set)
		part->set = arena_printf(request->arena, tr(lang, "%zu set"), set);
	return status == 0 && set && !part->set ? FAIL_MEMORY : status;
}

static int
fill_parts(const struct request *request, const struct reach *reach, struct settings_view *view)
{
	const struct visit *visit = visit_of(request);
	const struct setting_query query = {.setting = -1, .reach = reach->today, .on = visit->as_of};
	struct settings_part_view *parts = ARENA_ARRAY(request->arena, setting_group_count, struct settings_part_view);
	struct values values = {.request = request, .reach = reach};
	int status = parts ? settings_read(visit->db, request->arena, visit->as_of, &values.settings) : FAIL_MEMORY;

	if (status == 0)
		status = setting_lines(visit->db, request->arena, &query, &values.lines, &values.count);
	for (size_t i = 0; i < setting_group_count && status == 0; i++)
		status = fill_part(&values, setting_groups[i].first, i + 1 < setting_group_count ? setting_groups[i + 1].first : SETTINGS,
		                   in_lang(setting_groups[i].label, request->lang), &parts[i]);
	view->parts = parts;
	view->part_count = setting_group_count;
	return status;
}

static int
show_settings(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct settings_view view = {
		.lead = tr(lang, "A value holds from a day on, for an organization and all under it, until one of these has its own."),
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Settings"));
	struct reach reach;
	int status = page ? reach_of(request, READERS, &reach) : FAIL_MEMORY;

	if (status == 0)
		status = fill_parts(request, &reach, &view);
	if (status == 0)
		status = tree_part(request, &reach, READERS, SETTINGS_PATH, &view.tree);
	if (status == 0)
		status = page_takes_day(page);
	if (status < 0)
		return status;
	page->view.subtitle = reach.name ? reach.name : tr(lang, "whole installation");
	page_crumb(page, tr(lang, "Administration"), "/admin");
	view.page = &page->view;
	view_settings(&html, &view);
	return 0;
}

/* ---- one of them ---- */

static int
setting_asked(const struct request *request, enum setting *ret_setting)
{
	int setting = setting_find(request_param(request, "name"));

	if (setting < 0)
		return fail(FAIL_NOT_FOUND, NULL, "name", "没有这个设置项。", "There is no such setting.");
	*ret_setting = (enum setting)setting;
	return 0;
}

static bool
may_set(const struct request *request, enum setting setting)
{
	const struct visit *visit = visit_of(request);

	return (visit->roles & setting_table[setting].who) != 0 && visit->as_of == request->today;
}

/* "联合党委工作人员、系统管理员" */
static const char *
roles_text(const struct request *request, unsigned who)
{
	const char *text = "";

	for (size_t i = 0; i < ROLES && text; i++)
		if (who & (unsigned)role_table[i].role)
			text = arena_printf(request->arena, "%s%s%s", text, *text ? tr(request->lang, ", ") : "",
			                    in_lang(role_table[i].label, request->lang));
	return text;
}

static const char *
bounds_text(const struct request *request, const struct setting_info *info)
{
	const char *unit = in_lang(info->unit, request->lang);

	switch (info->type) {
	case SETTING_REGIONS:
		return tr(request->lang, "the first 2, 4 or 6 digits of region codes, or none");
	case SETTING_FAMILIES:
		return tr(request->lang, "names of families, separated by semicolons; the first that is installed is used");
	case SETTING_YEAR:
		return tr(request->lang, "the days of one year");
	case SETTING_CHOICE:
		return tr(request->lang, "one of those listed");
	case SETTING_WORDS:
		return arena_printf(request->arena, tr(request->lang, "a line of %lld characters at most, or none"), (long long)info->most);
	default:
		return arena_printf(request->arena, tr(request->lang, "%lld to %lld %s"), (long long)info->least,
		                    (long long)info->most, unit);
	}
}

static int
fill_about(const struct request *request, enum setting setting, struct section_view *section)
{
	const struct setting_info *info = &setting_table[setting];
	struct fact_view *facts = ARENA_ARRAY(request->arena, 4, struct fact_view);
	const char *initial = setting_default(request->arena, setting);
	enum lang lang = request->lang;

	initial = initial ? setting_value_text(request->arena, setting, initial, lang) : NULL;
	if (!facts || !initial)
		return FAIL_MEMORY;
	facts[0] = (struct fact_view){.label = tr(lang, "Default"), .value = cell_text(initial), .clause = info->clause};
	facts[1] = (struct fact_view){.label = tr(lang, "Why it is a setting"), .value = cell_text(in_lang(info->source, lang))};
	facts[2] = (struct fact_view){.label = tr(lang, "Allowed"), .value = cell_text(bounds_text(request, info))};
	facts[3] = (struct fact_view){.label = tr(lang, "Who may set it"), .value = cell_text(roles_text(request, info->who))};
	if (!facts[2].value.text || !facts[3].value.text)
		return FAIL_MEMORY;
	*section = (struct section_view){.title = tr(lang, "About this setting"), .facts = facts, .fact_count = 4};
	return 0;
}

static int
fill_line(const struct request *request, const struct setting_line *line, bool ends, struct cell_view *cells)
{
	const struct visit *visit = visit_of(request);
	const char *value = setting_value_text(request->arena, line->setting, line->text, request->lang);
	const char *when = moment_text(request->arena, line->at);
	bool now = !line->ended && line->since <= visit->as_of && visit->as_of < line->until;

	if (!value || !when)
		return FAIL_MEMORY;
	cells[0] = cell_text(value);
	if (setting_table[line->setting].type == SETTING_YEAR)
		cells[0].note = line->text;
	cells[1] = cell_text(place_of(request, line));
	cells[2] = cell_day(line->since);
	cells[3] = cell_day(line->until == DAY_OPEN ? DAY_OPEN : line->until - 1);
	cells[4] = line->ended ? cell_badge(tr(request->lang, "replaced"), TONE_PLAIN)
	           : now ? cell_badge(tr(request->lang, "in force"), TONE_GOOD)
	                 : cell_badge(line->since > visit->as_of ? tr(request->lang, "later") : tr(request->lang, "over"), TONE_PLAIN);
	cells[5] = cell_text(line->source);
	cells[6] = cell_text(who_text(request, line->actor));
	cells[6].note = when;
	if (ends && !line->ended && line->until > visit->as_of) {
		cells[7] = cell_badge(tr(request->lang, "End"), TONE_INFO);
		cells[7].href.path = arena_printf(request->arena, SETTINGS_PATH "/%s/%" PRId64 "/end",
		                                  setting_table[line->setting].name, line->id);
	}
	return 0;
}

static int
fill_values(const struct request *request, enum setting setting, const struct reach *reach, struct related_view *related)
{
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Value")}, {.label = tr(lang, "Set for")}, {.label = tr(lang, "From"), .kind = CELL_DAY},
		{.label = tr(lang, "Last day"), .kind = CELL_DAY}, {.label = tr(lang, "State")}, {.label = tr(lang, "Source")},
		{.label = tr(lang, "Set by")}, {.label = tr(lang, "Ending")},
	};
	const struct visit *visit = visit_of(request);
	const struct setting_query query = {.setting = (int)setting, .reach = reach->today, .on = visit->as_of, .all = true};
	struct setting_line *lines;
	struct table_maker table;
	bool ends = may_set(request, setting);
	size_t count;
	int status = setting_lines(visit->db, request->arena, &query, &lines, &count);

	if (status == 0)
		status = table_begin(request->arena, tr(lang, "Values set"), columns, ends ? 8 : 7, count, &table);
	for (size_t i = 0; i < count && status == 0; i++)
		status = fill_line(request, &lines[i], ends, table_row(&table));
	if (status < 0)
		return status;
	table.view.empty = tr(lang, "Nobody has set anything here: the default holds.");
	*related = (struct related_view){.title = tr(lang, "Values set"), .table = table.view};
	return 0;
}

static int
set_button(const struct request *request, enum setting setting, const struct reach *reach, struct button_view *button)
{
	const char *path = arena_printf(request->arena, SETTINGS_PATH "/%s/set", setting_table[setting].name);
	const struct form_pair node = {"node", arena_printf(request->arena, "%" PRId64, reach->node)};
	bool whole = setting_table[setting].installation || reach->node == 0;

	*button = (struct button_view){.label = in_lang(action_find(visit_of(request)->installation, "set-setting")->label, request->lang),
	                               .primary = true,
	                               .href = {path ? address(request->arena, path, &node, !whole) : NULL}};
	return button->href.path ? 0 : FAIL_MEMORY;
}

static int
show_setting(struct request *request, struct response *response)
{
	struct section_view section;
	struct related_view related;
	struct button_view button;
	struct record_view view = {.sections = &section, .section_count = 1, .related = &related, .related_count = 1,
	                           .buttons = &button};
	struct html html = page_html(request, response);
	enum setting setting;
	struct page *page;
	struct reach reach;
	int status = setting_asked(request, &setting);

	if (status == 0)
		status = reach_of(request, READERS, &reach);
	if (status == 0)
		status = fill_about(request, setting, &section);
	if (status == 0)
		status = fill_values(request, setting, &reach, &related);
	if (status == 0 && may_set(request, setting) && (status = set_button(request, setting, &reach, &button)) == 0)
		view.button_count = 1;
	page = status == 0 ? page_new(request, response, in_lang(setting_table[setting].label, request->lang)) : NULL;
	if (!page)
		return status < 0 ? status : FAIL_MEMORY;
	status = page_takes_day(page);
	page_crumb(page, tr(request->lang, "Administration"), "/admin");
	page_crumb(page, tr(request->lang, "Settings"), SETTINGS_PATH);
	view.page = &page->view;
	if (status == 0)
		view_record(&html, &view);
	return status;
}

/* ---- setting ---- */

static int
adapt_value(const struct request *request, enum setting setting, struct field_view *field)
{
	const struct setting_info *info = &setting_table[setting];

	field->hint = info->type == SETTING_YEAR
	              ? tr(request->lang, "Days off and, with a plus sign, days worked instead: 2026-01-01..2026-01-03 +2026-01-04.")
	              : bounds_text(request, info);
	field->kind = info->type == SETTING_YEAR ? INPUT_LONG_TEXT : info->type == SETTING_WHOLE ? INPUT_NUMBER : INPUT_TEXT;
	if (info->type == SETTING_WHOLE)
		field->unit = in_lang(info->unit, request->lang);
	return info->type == SETTING_CHOICE ? field_choices(request, info->choices, field) : 0;
}

static int
adapt(struct request *request, struct field_view *field)
{
	enum setting setting;
	int status = setting_asked(request, &setting);

	if (status == 0 && strcmp(field->name, "value") == 0)
		status = adapt_value(request, setting, field);
	if (status == 0 && strcmp(field->name, "node") == 0) {
		field->hint = visit_of(request)->roles & ROLE_ADMINISTRATOR
		              ? tr(request->lang, "It holds for all under it; without one, for the whole installation.")
		              : tr(request->lang, "It holds for all under it.");
		status = node_field(request, setting_table[setting].who, field);
	}
	return status;
}

static int
set_form(const struct request *request, struct action_form *ret_form)
{
	enum setting setting;
	int status = setting_asked(request, &setting);
	const struct setting_info *info = status == 0 ? &setting_table[setting] : NULL;

	if (status < 0)
		return status;
	*ret_form = (struct action_form){
		.action = "set-setting", .path = request->path, .cancel = detail_path(request, setting), .adapt = adapt,
		.lead = in_lang(info->label, request->lang),
		.crumbs = {{tr(request->lang, "Administration"), {"/admin"}, false, 0},
		           {tr(request->lang, "Settings"), {SETTINGS_PATH}, false, 0},
		           {in_lang(info->label, request->lang), {detail_path(request, setting)}, false, 0}},
		.crumb_count = 3,
		.hidden = {{"name", info->name}, {"node", ""}}, .hidden_count = info->installation ? 2 : 1,
	};
	return ret_form->cancel && ret_form->crumbs[2].href.path ? 0 : FAIL_MEMORY;
}

static int
show_set(struct request *request, struct response *response)
{
	struct action_form form;
	int status = set_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_set(struct request *request, struct response *response)
{
	struct action_form form;
	int status = set_form(request, &form);

	if (status == 0 && request_field(request, "find"))
		return action_form_show(request, response, &form, false);
	return status < 0 ? status : action_form_take(request, response, &form, form.cancel);
}

/* ---- ending ---- */

static int
end_form(const struct request *request, struct action_form *ret_form)
{
	const struct visit *visit = visit_of(request);
	struct setting_line *lines;
	struct setting_query query = {.on = request->today};
	enum setting setting;
	struct reach reach;
	size_t count, at = 0;
	int64_t id = 0;
	int status = setting_asked(request, &setting);

	if (status == 0)
		status = reach_of(request, READERS, &reach);
	query.setting = (int)setting;
	query.reach = reach.today;
	if (status == 0)
		status = setting_lines(visit->db, request->arena, &query, &lines, &count);
	if (status < 0)
		return status;
	if (num_parse(request_param(request, "id"), &id) == 0)
		while (at < count && lines[at].id != id)
			at++;
	if (id == 0 || at == count)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这项设置，或者它不在您的职责范围内。",
		            "There is no such setting, or it is outside what your roles reach.");
	status = set_form(request, ret_form);
	ret_form->action = "end-setting";
	ret_form->adapt = NULL;
	ret_form->hidden[0] = (struct hidden_view){"id", request_param(request, "id")};
	ret_form->hidden_count = 1;
	ret_form->lead = arena_printf(request->arena, "%s · %s · %s", ret_form->lead,
	                              setting_value_text(request->arena, setting, lines[at].text, request->lang),
	                              place_of(request, &lines[at]));
	return status < 0 ? status : ret_form->lead ? 0 : FAIL_MEMORY;
}

static int
show_end(struct request *request, struct response *response)
{
	struct action_form form;
	int status = end_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_end(struct request *request, struct response *response)
{
	struct action_form form;
	int status = end_form(request, &form);

	return status < 0 ? status : action_form_end(request, response, &form);
}

const struct route setting_routes[] = {
	{"GET", SETTINGS_PATH, .who = READERS, .clauses = "OPIN-23.6 DP-16", .handle = show_settings},
	{"GET", SETTINGS_PATH "/{name}", .who = READERS, .clauses = "OPIN-23.6 DP-16", .handle = show_setting},
	{"GET", SETTINGS_PATH "/{name}/set", .who = READERS, .clauses = "OPIN-23.6", .handle = show_set},
	{"POST", SETTINGS_PATH "/{name}/set", .who = READERS, .handle = take_set},
	{"GET", SETTINGS_PATH "/{name}/{id}/end", .who = READERS, .clauses = "OPIN-23.6", .handle = show_end},
	{"POST", SETTINGS_PATH "/{name}/{id}/end", .who = READERS, .handle = take_end},
	{0},
};
