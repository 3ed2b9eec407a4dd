/* /privacy: what is kept on persons, why, by whom, for how long; from the dictionary (DP-10, DP-11). */
#include <string.h>

#include "base/fail.h"
#include "party/own_data.h"
#include "party/setting.h"
#include "registry/kind.h"
#include "web/catalogue.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/visit.h"

/* Of a list of persons everything is about them; of other kinds what is marked so. */
static bool
is_personal(const struct kind *kind, const struct field *field)
{
	return kind->persons || (field->flags & PERSONAL);
}

static size_t
personal_fields(const struct kind *kind)
{
	size_t count = 0;

	for (size_t i = 0; i < kind->field_count; i++)
		count += is_personal(kind, &kind->fields[i]);
	return count;
}

/* Fields of one kind behind `fields`; with `whole`, the kind's name stands before each. */
static int
take_fields(const struct request *request, const struct kind *kind, bool whole, struct privacy_field_view *fields,
            size_t *count)
{
	enum lang lang = request->lang;

	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];
		const char *label = in_lang(field->label, lang);

		if (!is_personal(kind, field))
			continue;
		if (whole)
			label = arena_printf(request->arena, "%s · %s", in_lang(kind->label, lang), label);
		if (!label)
			return FAIL_MEMORY;
		fields[(*count)++] = (struct privacy_field_view){
			.label = label, .purpose = in_lang(kind->purpose, lang), .clause = field->clause,
			.basis = in_lang(kind->basis, lang), .keeper = in_lang(kind->keeper, lang),
			.retention = in_lang(kind->retention, lang), .recipients = in_lang(kind->recipients, lang),
			.sensitive = (field->flags & SENSITIVE) != 0,
		};
	}
	return 0;
}

/* What stands outside the dictionary: a line for each table, with what it has. */
static int
take_table(const struct request *request, const struct own_table *table, struct privacy_field_view *view)
{
	const struct own_notice *notice = table->notice;
	enum lang lang = request->lang;
	const char *label = arena_printf(request->arena, "%s: ", in_lang(table->label, lang));

	for (size_t i = 0; table->columns[i].type && label; i++)
		label = arena_printf(request->arena, "%s%s%s", label, i ? tr(lang, ", ") : "", in_lang(table->columns[i].label, lang));
	*view = (struct privacy_field_view){
		.label = label, .purpose = in_lang(notice->purpose, lang), .clause = table->clause, .basis = in_lang(notice->basis, lang),
		.keeper = in_lang(notice->keeper, lang), .retention = in_lang(notice->retention, lang),
		.recipients = in_lang(notice->recipients, lang), .sensitive = notice->sensitive,
	};
	return label ? 0 : FAIL_MEMORY;
}

/* Tabs of the kinds that keep anything on persons. */
static int
fill_kinds(const struct request *request, const struct kind *current, struct privacy_view *view)
{
	struct link_view *links;
	size_t count = 0;

	while (kinds[count])
		count++;
	links = ARENA_ARRAY(request->arena, count, struct link_view);
	if (!links)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		if (personal_fields(kinds[i]) > 0) {
			const char *path = arena_printf(request->arena, "/privacy/%s", kinds[i]->name);

			if (!path)
				return FAIL_MEMORY;
			links[view->kind_count++] = (struct link_view){
				.label = in_lang(kinds[i]->label, request->lang), .href = {path}, .current = kinds[i] == current,
			};
		}
	view->kinds = links;
	return 0;
}

static int
fill_fields(const struct request *request, const struct kind *only, struct privacy_view *view)
{
	struct privacy_field_view *fields;
	size_t count = 0;
	int status = 0;

	for (size_t i = 0; kinds[i]; i++)
		count += !only || kinds[i] == only ? personal_fields(kinds[i]) : 0;
	for (const struct own_table *table = own_tables; table->name && !only; table++)
		count++;
	fields = ARENA_ARRAY(request->arena, count, struct privacy_field_view);
	if (!fields)
		return FAIL_MEMORY;
	for (size_t i = 0; kinds[i] && status == 0; i++)
		if (!only || kinds[i] == only)
			status = take_fields(request, kinds[i], !only, fields, &view->field_count);
	for (const struct own_table *table = own_tables; table->name && !only && status == 0; table++)
		status = take_table(request, table, &fields[view->field_count++]);
	view->fields = fields;
	return status;
}

/* PIPL 52: who answers for it, and how to reach that person. */
static int
fill_rights(const struct request *request, struct privacy_view *view)
{
	enum lang lang = request->lang;
	struct settings settings;
	const char *officer;
	int status = settings_read(visit_of(request)->db, request->arena, request->today, &settings);

	if (status < 0)
		return status;
	officer = setting_value_text(request->arena, SETTING_PRIVACY_OFFICER, setting_text(&settings, SETTING_PRIVACY_OFFICER, NULL), lang);
	view->rights = arena_printf(request->arena, tr(lang, "See and copy what is kept on you on your own page, and ask there for corrections. What Party rules require to be kept is not deleted; you are told the rule. Officer for personal data: %s."), officer);
	return view->rights ? 0 : FAIL_MEMORY;
}

static int
show_privacy(struct request *request, struct response *response)
{
	const char *name = request_param(request, "kind");
	const struct kind *kind = name ? kind_find(name) : NULL;
	enum lang lang = request->lang;
	struct privacy_view view = {
		.lead = tr(lang, "What is kept on persons, why, by whom, for how long and who receives it, field by field."),
	};
	struct html html = page_html(request, response);
	struct page *page;
	int status;

	if (name && (!kind || personal_fields(kind) == 0))
		return fail(FAIL_NOT_FOUND, NULL, "kind", "没有这一类个人信息。", "There is no such kind of personal data.");
	page = page_new(request, response, kind ? in_lang(kind->label, lang) : tr(lang, "Personal data"));
	status = page ? fill_kinds(request, kind, &view) : FAIL_MEMORY;
	if (status == 0)
		status = fill_fields(request, kind, &view);
	if (status == 0)
		status = fill_rights(request, &view);
	if (status < 0)
		return status;
	if (kind)
		page_crumb(page, tr(lang, "Personal data"), "/privacy");
	view.page = &page->view;
	view_privacy(&html, &view);
	return 0;
}

const struct route privacy_routes[] = {
	{"GET", "/privacy", .who = WHO_PUBLIC, .clauses = "DP-9 DP-10 DP-11 DP-15", .handle = show_privacy},
	{"GET", "/privacy/{kind}", .who = WHO_PUBLIC, .clauses = "DP-9 DP-10 DP-11 DP-15", .handle = show_privacy},
	{0},
};
