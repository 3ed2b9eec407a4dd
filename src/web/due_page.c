/* /duties: everything that is due in a part of the tree, by how pressing it is; as page, JSON and file. */
#include <string.h>

#include "base/fail.h"
#include "law/rule.h"
#include "web/catalogue.h"
#include "web/due_line.h"
#include "web/due_listing.h"
#include "web/link.h"
#include "web/page.h"
#include "web/table_answer.h"
#include "web/tree_part.h"

#define GROUP_SHOWN 10 /* lines of a group where all groups stand on the page */

struct due_draft {
	struct due_listing *listing;
	struct request *request;
	struct arena *arena;
	enum lang lang;
	struct duties_view view;
};

/* ---- filters ---- */

static int
state_filter(const struct due_draft *draft, struct field_view *field)
{
	static const enum duty_state order[] = {DUTY_OVERDUE, DUTY_DUE, DUTY_DUE_SOON, DUTY_OPEN};
	const size_t count = sizeof order / sizeof *order;
	struct choice_view *choices = ARENA_ARRAY(draft->arena, count, struct choice_view);

	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice_view){
			.value = duty_state_name(order[i]), .label = in_lang(duty_state_label(order[i]), draft->lang),
			.chosen = draft->listing->asked.state == (int)order[i],
		};
	*field = (struct field_view){.name = "state", .label = tr(draft->lang, "State"), .kind = INPUT_CHOICE,
	                             .choices = choices, .choice_count = count};
	return 0;
}

static int
within_filter(const struct due_draft *draft, struct field_view *field)
{
	struct choice_view *choices = ARENA_ARRAY(draft->arena, 2, struct choice_view);

	if (!choices)
		return FAIL_MEMORY;
	for (int within = WITHIN_MONTH; within <= WITHIN_HALF_YEAR; within++)
		choices[within - 1] = (struct choice_view){
			.value = due_within_words[within].word, .label = due_within_words[within].label(draft->lang),
			.chosen = draft->listing->asked.within == (enum due_within)within,
		};
	*field = (struct field_view){.name = "within", .label = tr(draft->lang, "Falls due"), .kind = INPUT_CHOICE,
	                             .choices = choices, .choice_count = 2};
	return 0;
}

static int
clause_filter(const struct due_draft *draft, struct field_view *field)
{
	struct choice_view *choices;
	size_t count = 0;

	while (duty_clauses[count])
		count++;
	choices = ARENA_ARRAY(draft->arena, count, struct choice_view);
	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const struct clause *clause = clause_find(duty_clauses[i]);

		choices[i] = (struct choice_view){
			.value = duty_clauses[i], .chosen = draft->listing->asked.clause == duty_clauses[i],
			.label = arena_printf(draft->arena, "%s %s", duty_clauses[i],
			                      clause ? in_lang(clause->title, draft->lang) : ""),
		};
		if (!choices[i].label)
			return FAIL_MEMORY;
	}
	*field = (struct field_view){.name = "clause", .label = tr(draft->lang, "Clause"), .kind = INPUT_CHOICE,
	                             .choices = choices, .choice_count = count};
	return 0;
}

static int
fill_filters(struct due_draft *draft)
{
	const struct due_asked *asked = &draft->listing->asked;
	struct field_view *fields = ARENA_ARRAY(draft->arena, 4, struct field_view);
	int status = fields ? state_filter(draft, &fields[0]) : FAIL_MEMORY;

	if (status == 0)
		status = within_filter(draft, &fields[1]);
	if (status == 0)
		status = clause_filter(draft, &fields[2]);
	if (status < 0)
		return status;
	fields[3] = (struct field_view){.name = "q", .label = tr(draft->lang, "Name"), .value = asked->words};
	draft->view.filters = fields;
	draft->view.filter_count = 4;
	draft->view.filters_set = (size_t)((asked->state >= 0) + (asked->within != WITHIN_ANY) +
	                                   (asked->clause != NULL) + (asked->words != NULL));
	return 0;
}

static int
fill_kept(struct due_draft *draft)
{
	static const char *const names[] = {"node", "sort", "as_of"};
	struct hidden_view *keep = ARENA_ARRAY(draft->arena, 3, struct hidden_view);
	struct form_pair pairs[3];
	size_t count = 0;

	if (!keep)
		return FAIL_MEMORY;
	for (size_t i = 0; i < 3; i++) {
		const char *value = request_query(draft->request, names[i]);

		if (!value || !*value)
			continue;
		keep[count] = (struct hidden_view){names[i], value};
		pairs[count++] = (struct form_pair){names[i], value};
	}
	draft->view.keep = keep;
	draft->view.keep_count = count;
	draft->view.clear.path = address(draft->arena, draft->request->path, pairs, count);
	return draft->view.clear.path ? 0 : FAIL_MEMORY;
}

/* ---- groups ---- */

static int
fill_lines(struct due_draft *draft, const struct duty *const *items, size_t count, struct due_group_view *group)
{
	struct due_view *lines = ARENA_ARRAY(draft->arena, count, struct due_view);
	int status = lines ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++)
		status = due_line(draft->request, items[i], true, &lines[i]);
	group->items = lines;
	group->item_count = count;
	return status;
}

static enum tone
group_tone(enum duty_state state)
{
	return due_tone(&(struct duty){.state = state});
}

/* One state, with its first lines and a way to all of them. */
static int
fill_group(struct due_draft *draft, enum duty_state state, struct due_group_view *group)
{
	const struct due_listing *listing = draft->listing;
	const struct duty *items[GROUP_SHOWN];
	const struct form_pair changes[] = {{"state", duty_state_name(state)}, {"page", NULL}};
	size_t shown = 0;

	*group = (struct due_group_view){.title = in_lang(duty_state_label(state), draft->lang),
	                                 .tone = group_tone(state)};
	for (size_t i = 0; i < listing->count; i++) {
		if (listing->items[i]->state != state)
			continue;
		if (shown < GROUP_SHOWN)
			items[shown++] = listing->items[i];
		group->total++;
	}
	if (group->total > (int64_t)shown) {
		group->all.path = link_changed(draft->request, draft->request->path, changes, 2);
		if (!group->all.path)
			return FAIL_MEMORY;
	}
	return fill_lines(draft, items, shown, group);
}

static int
fill_groups(struct due_draft *draft)
{
	static const enum duty_state order[] = {DUTY_OVERDUE, DUTY_DUE, DUTY_DUE_SOON, DUTY_UPCOMING, DUTY_OPEN};
	const size_t count = sizeof order / sizeof *order;
	struct due_group_view *groups = ARENA_ARRAY(draft->arena, count, struct due_group_view);
	int status = groups ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++) {
		status = fill_group(draft, order[i], &groups[draft->view.group_count]);
		if (status == 0 && groups[draft->view.group_count].total > 0)
			draft->view.group_count++;
	}
	draft->view.groups = groups;
	return status;
}

/* Where one state or one end was chosen, its page of lines. */
static int
fill_chosen(struct due_draft *draft)
{
	const struct due_listing *listing = draft->listing;
	const struct due_asked *asked = &listing->asked;
	struct due_group_view *group = ARENA_NEW(draft->arena, struct due_group_view);
	size_t left = listing->count - listing->first;
	const char *next = due_next(listing);
	const struct form_pair onward = {"page", next}, back = {"page", NULL};

	if (!group || listing->count == 0)
		return group ? 0 : FAIL_MEMORY;
	*group = (struct due_group_view){
		.title = asked->state >= 0 ? in_lang(duty_state_label((enum duty_state)asked->state), draft->lang)
		                           : due_within_words[asked->within].label(draft->lang),
		.tone = asked->state >= 0 ? group_tone((enum duty_state)asked->state) : TONE_SOON,
		.total = (int64_t)listing->count,
	};
	draft->view.groups = group;
	draft->view.group_count = 1;
	if (listing->first > 0)
		draft->view.first.path = link_changed(draft->request, draft->request->path, &back, 1);
	if (next)
		draft->view.next.path = link_changed(draft->request, draft->request->path, &onward, 1);
	return fill_lines(draft, listing->items + listing->first, left < listing->limit ? left : listing->limit, group);
}

static int
fill_due(struct due_draft *draft)
{
	const struct due_listing *listing = draft->listing;

	if (!listing->due) {
		draft->view.summary = arena_printf(draft->arena,
		                                   tr(draft->lang, "More than %d organizations hang here; choose a part of the tree."),
		                                   DUE_UNITS_MAX);
		return draft->view.summary ? 0 : FAIL_MEMORY;
	}
	draft->view.summary = arena_printf(draft->arena, tr(draft->lang, "%zu matters."), listing->count);
	if (!draft->view.summary)
		return FAIL_MEMORY;
	return (listing->asked.state >= 0 || listing->asked.within != WITHIN_ANY ? fill_chosen : fill_groups)(draft);
}

/* ---- page ---- */

static int
fill_files(struct due_draft *draft)
{
	static const struct form_pair whole = {"page", NULL};

	if (!draft->listing->due)
		return 0;
	draft->view.csv.path = link_changed(draft->request, "/duties.csv", &whole, 1);
	draft->view.xlsx.path = link_changed(draft->request, "/duties.xlsx", &whole, 1);
	return draft->view.csv.path && draft->view.xlsx.path ? 0 : FAIL_MEMORY;
}

static int
due_page(struct due_listing *listing, struct response *response)
{
	static int (*const parts[])(struct due_draft *draft) = {fill_filters, fill_kept, fill_files, fill_due};
	struct request *request = listing->request;
	struct due_draft draft = {.listing = listing, .request = request, .arena = request->arena, .lang = request->lang};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "What is due"));
	int status = page && page_takes_day(page) == 0 ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](&draft);
	if (status == 0)
		status = tree_part(request, &listing->reach, ROLE_BUSINESS, "/duties", &draft.view.tree);
	if (status < 0)
		return status;
	page->view.subtitle = listing->reach.name;
	draft.view.page = &page->view;
	draft.view.action.path = request->path;
	view_duties(&html, &draft.view);
	return 0;
}

/* ---- JSON and files ---- */

static int
too_wide(void)
{
	return fail(FAIL_INPUT, NULL, "node", "这里有 %d 个以上社会组织，请用 node 选定其中一部分。",
	            "More than %d organizations hang here; choose a part by node.", DUE_UNITS_MAX);
}

static int
due_json(const struct due_listing *listing, struct response *response)
{
	struct json json = json_to(&response->body);
	size_t left = listing->count - listing->first;
	struct duties page = {.count = left < listing->limit ? left : listing->limit};

	page.items = ARENA_ARRAY(listing->request->arena, page.count, struct duty);
	if (!page.items)
		return FAIL_MEMORY;
	for (size_t i = 0; i < page.count; i++)
		page.items[i] = *listing->items[listing->first + i];
	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "rows");
	duties_json(&page, &json);
	json_key(&json, "next");
	json_text(&json, due_next(listing));
	json_key(&json, "as_of");
	json_day(&json, visit_of(listing->request)->as_of);
	json_close(&json, '}');
	return 0;
}

static int
write_duties(struct table_writer *table, void *arg)
{
	const struct due_listing *listing = arg;
	enum lang lang = listing->request->lang;
	const struct table_column columns[] = {
		{.header = tr(lang, "Subject"), .width = 36}, {.header = tr(lang, "Clause")},
		{.header = tr(lang, "Since"), .kind = TABLE_COLUMN_DATE}, {.header = tr(lang, "By"), .kind = TABLE_COLUMN_DATE},
		{.header = tr(lang, "State")}, {.header = tr(lang, "What is due"), .width = 80},
		{.header = tr(lang, "Who acts")},
	};
	struct table_column *kept = ARENA_ARRAY(listing->request->arena, sizeof columns / sizeof *columns,
	                                        struct table_column);

	if (!kept)
		return FAIL_MEMORY;
	memcpy(kept, columns, sizeof columns);
	table_sheet(table, tr(lang, "What is due"), NULL, kept, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < listing->count; i++) {
		const struct duty *duty = listing->items[i];

		table_text(table, duty->name);
		table_text(table, duty->clause);
		table_day(table, duty->since);
		table_day(table, duty->by);
		table_text(table, in_lang(duty_state_label(duty->state), lang));
		table_text(table, in_lang(duty->why, lang));
		table_text(table, in_lang(duty->who, lang));
		table_end_row(table);
	}
	return 0;
}

int
show_duties(struct request *request, struct response *response)
{
	struct due_listing listing;
	int status = due_listing_read(request, &listing);

	if (status == 0 && !listing.due && (request->api || request->format != FORMAT_HTML))
		status = too_wide();
	if (status == 0 && request->api)
		status = due_json(&listing, response);
	else if (status == 0 && request->format != FORMAT_HTML)
		status = table_answer(request, response, tr(request->lang, "What is due"), write_duties, &listing);
	else if (status == 0)
		status = due_page(&listing, response);
	due_listing_end(&listing);
	return status;
}
