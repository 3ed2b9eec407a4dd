#include "web/matter_list.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/matter.h"
#include "web/catalogue.h"
#include "web/visit.h"

static int
add_filter(struct listing *listing, const char *name, const char *text)
{
	if (!text)
		return FAIL_MEMORY;
	if (listing->query.filter_count == FILTERS_MAX)
		return fail(FAIL_INPUT, NULL, name, "筛选条件最多 %d 个。", "At most %d filters.", FILTERS_MAX);
	listing->filters[listing->query.filter_count++] = (struct filter){name, text};
	return 0;
}

static bool
is_asked(const struct listing *listing, const char *name)
{
	const char *text = request_query(listing->request, name);

	return text && *text;
}

/* What comes to a body is addressed to it; to an organization come notices. */
static int
narrow_in(struct listing *listing, const char *node)
{
	if (!listing->reach.unit)
		return add_filter(listing, "addressee", node);
	return add_filter(listing, "unit", node) < 0 ? last_failure()->code : add_filter(listing, "nature", "notice");
}

int
matter_direction(struct listing *listing)
{
	const char *direction = request_query(listing->request, "direction");
	const char *node = arena_printf(listing->request->arena, "%" PRId64, listing->reach.node);
	bool clerk = (visit_of(listing->request)->roles & (ROLE_CLERKS | ROLE_INSPECTOR)) != 0;

	if (!direction || !*direction)
		return clerk && !is_asked(listing, "state") && !is_asked(listing, "stage") ? add_filter(listing, "stage", "sent") : 0;
	if (strcmp(direction, "in") == 0)
		return narrow_in(listing, node);
	if (strcmp(direction, "out") == 0)
		return add_filter(listing, listing->reach.unit ? "unit" : "body", node);
	return fail(FAIL_INPUT, NULL, "direction", "direction 只能是：in, out。", "direction is one of: in, out.");
}

int
matter_direction_filter(const struct list_draft *draft, struct field_view *ret_view)
{
	const char *direction = list_asked(draft, "direction");
	struct choice_view *choices = ARENA_ARRAY(draft->arena, 2, struct choice_view);

	if (!choices)
		return FAIL_MEMORY;
	choices[0] = (struct choice_view){.value = "in", .label = tr(draft->lang, "received"),
	                                  .chosen = direction && strcmp(direction, "in") == 0};
	choices[1] = (struct choice_view){.value = "out", .label = tr(draft->lang, "sent"),
	                                  .chosen = direction && strcmp(direction, "out") == 0};
	*ret_view = (struct field_view){.name = "direction", .label = tr(draft->lang, "Direction"), .kind = INPUT_CHOICE,
	                                .choices = choices, .choice_count = 2};
	return 0;
}

struct column_view
matter_waiting_column(enum lang lang)
{
	return (struct column_view){.label = tr(lang, "Days"), .kind = CELL_NUMBER};
}

struct cell_view
matter_waiting_cell(const struct record *record, day_no on)
{
	int64_t days = matter_record_days(record, on);

	return (struct cell_view){.kind = CELL_NUMBER, .number = days < 0 ? NO_COUNT : days};
}

void
matter_waiting_member(const struct record *record, day_no on, struct json *json)
{
	int64_t days = matter_record_days(record, on);

	json_key(json, "days");
	days < 0 ? json_none(json) : json_int(json, days);
}

void
matter_waiting_write(struct table_writer *table, const struct record *record, day_no on)
{
	int64_t days = matter_record_days(record, on);

	days < 0 ? table_empty(table) : table_whole(table, days);
}
