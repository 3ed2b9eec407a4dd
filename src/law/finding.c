#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "law/judging.h"

/* How a value is written; a decimal is kept in tenths, negative where there is none. */
enum shape { SHAPE_INT, SHAPE_BOOL, SHAPE_TEXT, SHAPE_DECIMAL, SHAPE_LIST };

struct element {
	enum shape shape;
	int64_t number;
	const char *text;
};

struct result {
	const struct output *output;
	struct element value;
	struct element *elements;  /* of a list */
	size_t count, room;
	struct result *next;
};

struct finding {
	struct arena *arena;
	const struct rule *rule;
	const char *clause;
	enum rule_set rule_set;
	enum verdict verdict;
	struct bilingual why;
	struct result *first, *last;
	bool failed;  /* memory ran out */
};

struct finding *
finding_new(struct arena *arena, const char *clause, const struct rule *rule,
            enum rule_set rule_set)
{
	struct finding *finding = ARENA_NEW(arena, struct finding);

	if (finding)
		*finding = (struct finding){.arena = arena, .rule = rule, .clause = clause,
		                            .rule_set = rule_set, .why = {"", ""}};
	return finding;
}

struct arena *
finding_arena(const struct finding *finding)
{
	return finding->arena;
}

bool
finding_failed(const struct finding *finding)
{
	return finding->failed;
}

void
finding_set(struct finding *finding, enum verdict verdict, const char *zh, const char *en, ...)
{
	char *text[2];
	va_list args;

	va_start(args, en);
	text[0] = arena_vprintf(finding->arena, zh, args);
	va_end(args);
	va_start(args, en);
	text[1] = arena_vprintf(finding->arena, en, args);
	va_end(args);
	finding->verdict = verdict;
	if (text[0] && text[1])
		finding->why = (struct bilingual){text[0], text[1]};
	else
		finding->failed = true;
}

void
finding_cite(struct finding *finding, const char *clause)
{
	finding->clause = clause;
}

/* --- Outputs ----------------------------------------------------------------- */

static struct result *
result_new(struct finding *finding, const char *name, struct element value)
{
	const struct output *output = finding->rule->outputs;
	struct result *result = ARENA_NEW(finding->arena, struct result);

	while (output->name && strcmp(output->name, name) != 0)
		output++;
	assert(output->name); /* a judge gives only what its table declares */
	if (!result) {
		finding->failed = true;
		return NULL;
	}
	*result = (struct result){.output = output, .value = value};
	if (finding->last)
		finding->last->next = result;
	else
		finding->first = result;
	finding->last = result;
	return result;
}

/* Keeps a copy, so that a judge may format into a buffer of its own. */
static void
add_text(struct finding *finding, const char *name, const char *text)
{
	char *copy = text ? arena_strdup(finding->arena, text) : NULL;

	if (text && !copy)
		finding->failed = true;
	result_new(finding, name, (struct element){.shape = SHAPE_TEXT, .text = copy});
}

void
output_int(struct finding *finding, const char *name, int64_t value)
{
	result_new(finding, name, (struct element){.shape = SHAPE_INT, .number = value});
}

void
output_bool(struct finding *finding, const char *name, bool value)
{
	result_new(finding, name, (struct element){.shape = SHAPE_BOOL, .number = value});
}

void
output_text(struct finding *finding, const char *name, const char *text)
{
	add_text(finding, name, text);
}

void
output_day(struct finding *finding, const char *name, day_no day)
{
	char text[DAY_TEXT];

	day_text(day, text);
	add_text(finding, name, text[0] ? text : NULL);
}

void
output_money(struct finding *finding, const char *name, int64_t fen)
{
	char text[MONEY_TEXT];

	add_text(finding, name, money_text(fen, text));
}

void
output_tenths(struct finding *finding, const char *name, int64_t tenths)
{
	result_new(finding, name, (struct element){.shape = SHAPE_DECIMAL, .number = tenths});
}

void
output_percent_text(struct finding *finding, const char *name, int64_t tenths)
{
	char text[PER_CENT_TEXT];

	add_text(finding, name, tenths < 0 ? NULL : per_cent_text(tenths, text));
}

void
output_list(struct finding *finding, const char *name)
{
	result_new(finding, name, (struct element){.shape = SHAPE_LIST});
}

static void
append(struct finding *finding, const char *name, struct element element)
{
	struct result *list = finding->first;

	while (list && strcmp(list->output->name, name) != 0)
		list = list->next;
	if (!list)
		return; /* memory ran out when it was begun */
	if (ARENA_GROW(finding->arena, list->elements, list->count, list->room) < 0) {
		finding->failed = true;
		return;
	}
	list->elements[list->count++] = element;
}

void
output_list_int(struct finding *finding, const char *name, int64_t value)
{
	append(finding, name, (struct element){.shape = SHAPE_INT, .number = value});
}

void
output_list_text(struct finding *finding, const char *name, const char *text)
{
	append(finding, name, (struct element){.shape = SHAPE_TEXT, .text = text});
}

/* --- What a reader sees ------------------------------------------------------ */

enum verdict
finding_verdict(const struct finding *finding)
{
	return finding->verdict;
}

const char *
finding_clause(const struct finding *finding)
{
	return finding->clause;
}

struct bilingual
finding_why(const struct finding *finding)
{
	return finding->why;
}

static void
element_json(const struct element *element, struct json *json)
{
	switch (element->shape) {
	case SHAPE_INT:
		json_int(json, element->number);
		break;
	case SHAPE_BOOL:
		json_bool(json, element->number != 0);
		break;
	case SHAPE_DECIMAL:
		json_tenths(json, element->number);
		break;
	default:
		json_text(json, element->text);
		break;
	}
}

static void
result_json(const struct result *result, struct json *json)
{
	json_key(json, result->output->name);
	if (result->value.shape != SHAPE_LIST) {
		element_json(&result->value, json);
		return;
	}
	json_open(json, '[');
	for (size_t i = 0; i < result->count; i++)
		element_json(&result->elements[i], json);
	json_close(json, ']');
}

void
finding_json(const struct finding *finding, struct json *json)
{
	json_open(json, '{');
	json_key(json, "clause");
	json_text(json, finding->clause);
	json_key(json, "rule_set");
	json_text(json, finding->rule->dated ? rule_set_name(finding->rule_set) : NULL);
	json_key(json, "verdict");
	json_text(json, verdict_name(finding->verdict));
	json_key(json, "outputs");
	json_open(json, '{');
	for (const struct result *result = finding->first; result; result = result->next)
		result_json(result, json);
	json_close(json, '}');
	json_key(json, "why");
	json_bilingual(json, finding->why);
	json_close(json, '}');
}

/* Null without memory. */
static const char *
element_text(const struct element *element, struct arena *arena, enum lang lang)
{
	static const struct bilingual yes = {"是", "yes"}, no = {"否", "no"}, none = {"无", "none"};
	char text[PER_CENT_TEXT];

	switch (element->shape) {
	case SHAPE_INT:
		return arena_printf(arena, "%" PRId64, element->number);
	case SHAPE_BOOL:
		return in_lang(element->number ? yes : no, lang);
	case SHAPE_DECIMAL:
		return element->number < 0 ? in_lang(none, lang)
		                           : arena_strdup(arena, per_cent_text(element->number, text));
	default:
		return in_lang(element->text ? fact_word_label(element->text) : none, lang);
	}
}

static const char *
list_text(const struct result *list, struct arena *arena, enum lang lang)
{
	const char *text = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const char *next = element_text(&list->elements[i], arena, lang);

		if (!next)
			return NULL;
		text = i == 0 ? next : arena_printf(arena, "%s%s%s", text, lang == LANG_EN ? ", " : "、",
		                                    next);
		if (!text)
			return NULL;
	}
	return text ? text : element_text(&(struct element){.shape = SHAPE_TEXT}, arena, lang);
}

bool
finding_output(const struct finding *finding, struct arena *arena, enum lang lang, size_t i,
               const struct output **ret_output, const char **ret_text)
{
	const struct result *result = finding->first;
	const char *text;

	while (result && i-- > 0)
		result = result->next;
	if (!result)
		return false;
	text = result->value.shape == SHAPE_LIST ? list_text(result, arena, lang)
	                                         : element_text(&result->value, arena, lang);
	*ret_output = result->output;
	*ret_text = text ? text : "";
	return true;
}
