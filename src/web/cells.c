#include "web/cells.h"

#include <inttypes.h>

#include "base/fail.h"
#include "party/rights.h"
#include "web/link.h"
#include "web/request.h"

enum cell_kind
field_cell(const struct field *field)
{
	switch (field->type) {
	case FIELD_INT:
		return CELL_NUMBER;
	case FIELD_DAY:
		return CELL_DAY;
	default:
		return CELL_TEXT;
	}
}

struct cell_view
number_cell(int64_t number, const char *path)
{
	return (struct cell_view){.kind = CELL_NUMBER, .number = number, .href = {path}};
}

struct cell_view
last_day_cell(const struct record *record)
{
	return cell_day(record->until == DAY_OPEN ? DAY_OPEN : record->until - 1);
}

int
value_cell(struct labels *labels, const struct field *field, const struct value *value,
           struct cell_view *ret_cell)
{
	struct label label = {0};
	int status = 0;

	switch (field_cell(field)) {
	case CELL_NUMBER:
		*ret_cell = number_cell(value->type == VALUE_NULL ? NO_COUNT : value->number, NULL);
		break;
	case CELL_DAY:
		*ret_cell = cell_day(value->type == VALUE_NULL ? DAY_NONE : (day_no)value->number);
		break;
	default:
		status = value_label(labels, field, value, &label);
		if (status == 0)
			*ret_cell = (struct cell_view){.kind = CELL_TEXT, .text = label.text, .href = {label.href}};
		break;
	}
	return status;
}

int
record_cell(struct labels *labels, const struct record *record, struct cell_view *ret_cell)
{
	const struct request *request = labels_request(labels);
	const char *path = record_address(request->arena, record->kind, record->id);
	const char *href = path ? link_to(request, path, NULL, 0) : NULL;
	const char *text;
	struct label person;
	int status = 0;

	if (record->kind == &restriction_kind) {
		status = label_of(labels, &person_kind, record_value(record, "person")->number, &person);
		text = status == 0 ? decision_title(request->arena, request->lang, record, person.text) : NULL;
	} else {
		text = arena_printf(request->arena, "#%" PRId64, record->id);
	}
	if (status < 0 || !href || !text)
		return status < 0 ? status : FAIL_MEMORY;
	*ret_cell = (struct cell_view){.kind = CELL_TEXT, .text = text, .href = {href}};
	return 0;
}
