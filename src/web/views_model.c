#include "web/views_model.h"

#include <string.h>

#include "base/text.h"

const char *
tone_name(enum tone tone)
{
	static const char *const names[TONES] = {
		[TONE_PLAIN] = "plain", [TONE_GOOD] = "good", [TONE_SOON] = "soon", [TONE_LATE] = "late",
		[TONE_INFO] = "info",
	};

	return names[tone];
}

const char *
step_name(enum step_state state)
{
	static const char *const names[] = {
		[STEP_AHEAD] = "ahead", [STEP_NOW] = "now", [STEP_DONE] = "done", [STEP_LATE] = "late",
	};

	return names[state];
}

bool
cell_shown(const struct cell_view *cell)
{
	switch (cell->kind) {
	case CELL_NUMBER:
		return cell->number != NO_COUNT;
	case CELL_DAY:
		return cell->day != DAY_NONE && cell->day != DAY_OPEN;
	default:
		return cell->text && *cell->text;
	}
}

const char *
cell_class(enum cell_kind kind)
{
	switch (kind) {
	case CELL_NUMBER:
	case CELL_AMOUNT:
		return "num";
	case CELL_DAY:
		return "day";
	default:
		return "";
	}
}

/* How each kind of input is written in HTML. */
static const struct {
	const char *name;     /* class */
	const char *type;
	const char *mode;     /* which keyboard a phone shows */
	const char *complete;
} inputs[] = {
	[INPUT_TEXT] = {"text", "text", "text", "off"},
	[INPUT_LONG_TEXT] = {"long", "text", "text", "off"},
	[INPUT_NUMBER] = {"number", "text", "numeric", "off"},
	[INPUT_MONEY] = {"number", "text", "decimal", "off"},
	[INPUT_DAY] = {"day", "date", "none", "off"},
	[INPUT_CHECK] = {"check", "checkbox", "none", "off"},
	[INPUT_CHOICE] = {"choice", "text", "none", "off"},
	[INPUT_RADIO] = {"radio", "radio", "none", "off"},
	[INPUT_SEVERAL] = {"several", "checkbox", "none", "off"},
	[INPUT_REFERENCE] = {"reference", "search", "text", "off"},
	[INPUT_PASSWORD] = {"text", "password", "text", "current-password"},
	[INPUT_NEW_PASSWORD] = {"text", "password", "text", "new-password"},
	[INPUT_CODE] = {"text", "text", "text", "one-time-code"},
	[INPUT_FILE] = {"file", "file", "none", "off"},
};

const char *
input_name(enum input_kind kind)
{
	return inputs[kind].name;
}

/* A date input would drop what is no date; it comes back as typed, to be mended. */
const char *
field_type(const struct field_view *field)
{
	day_no day;

	if (field->kind == INPUT_DAY && field->value && *field->value && day_parse(field->value, &day) != 0)
		return "text";
	return inputs[field->kind].type;
}

const char *
input_mode(enum input_kind kind)
{
	return inputs[kind].mode;
}

const char *
input_complete(enum input_kind kind)
{
	return inputs[kind].complete;
}

const char *
problem_alone(const struct field_view *field)
{
	static const char *const colons[] = {"：", ": "};
	const char *rest = field->problem;

	if (!text_starts(rest, field->label))
		return rest;
	rest += strlen(field->label);
	for (size_t i = 0; i < sizeof colons / sizeof *colons; i++)
		if (text_starts(rest, colons[i]))
			return rest + strlen(colons[i]);
	return field->problem;
}

size_t
fields_refused(const struct field_group_view *groups, size_t count)
{
	size_t refused = 0;

	for (size_t g = 0; g < count; g++)
		for (size_t f = 0; f < groups[g].field_count; f++)
			refused += groups[g].fields[f].problem != NULL;
	return refused;
}

bool
asks_password(const struct field_group_view *groups, size_t count)
{
	for (size_t g = 0; g < count; g++)
		for (size_t f = 0; f < groups[g].field_count; f++)
			if (groups[g].fields[f].kind == INPUT_PASSWORD)
				return true;
	return false;
}
