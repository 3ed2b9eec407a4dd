#include "web/json_form.h"

#include <jansson.h>
#include <string.h>

#include "base/fail.h"

/* A sentence repeats a name only where it is short and harmless. */
static const char *
name_shown(const char *name)
{
	return strlen(name) < 60 ? name : "…";
}

static int
take_text(const char *name, const json_t *value, const char **ret_text)
{
	const char *text = json_string_value(value);

	if (strlen(text) > FORM_VALUE_MAX ||
	    !form_text_sound(text, strlen(text)))
		return fail(FAIL_INPUT, NULL, name, "%s 过长，或者含有不能保存的字符。",
		            "%s is too long or holds characters that cannot be kept.", name);
	*ret_text = text;
	return 0;
}

static int
text_of(struct arena *arena, const char *name, const json_t *value, const char **ret_text)
{
	const char *text = NULL;
	int status = 0;

	switch (json_typeof(value)) {
	case JSON_STRING:
		status = take_text(name, value, &text);
		break;
	case JSON_INTEGER:
		text = arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		break;
	case JSON_TRUE:
		text = "true";
		break;
	case JSON_FALSE:
		text = "false";
		break;
	case JSON_NULL:
		text = "";
		break;
	default:
		status = fail(FAIL_INPUT, NULL, name, "%s 应是文字、整数、true、false 或 null。",
		              "%s must be a text, a whole number, true, false or null.", name);
	}
	if (status < 0)
		return status;
	*ret_text = text ? arena_strdup(arena, text) : NULL;
	return *ret_text ? 0 : FAIL_MEMORY;
}

static int
take_members(struct arena *arena, json_t *object, struct form *ret_form)
{
	struct form_pair *pairs = ARENA_ARRAY(arena, json_object_size(object), struct form_pair);
	size_t count = 0;
	const char *name;
	json_t *value;

	if (!pairs)
		return FAIL_MEMORY;
	json_object_foreach(object, name, value) {
		int status;

		if (strlen(name) > FORM_NAME_MAX || !form_text_sound(name, strlen(name)))
			return fail(FAIL_INPUT, NULL, NULL, "没有 %s 这一项。", "There is no field %s.", name_shown(name));
		status = text_of(arena, name_shown(name), value, &pairs[count].value);
		if (status < 0)
			return status;
		pairs[count].name = arena_strdup(arena, name);
		if (!pairs[count++].name)
			return FAIL_MEMORY;
	}
	*ret_form = (struct form){pairs, count};
	return 0;
}

int
json_form(struct arena *arena, const char *body, size_t len, struct form *ret_form)
{
	json_error_t error;
	json_t *object = json_loadb(body, len, JSON_REJECT_DUPLICATES, &error);
	int status;

	if (!object)
		return fail(FAIL_INPUT, NULL, NULL, "提交的 JSON 在第 %d 行第 %d 列读不下去。",
		            "The JSON that was sent cannot be read at line %d, column %d.", error.line,
		            error.column);
	status = json_is_object(object) ? take_members(arena, object, ret_form)
	                                : fail(FAIL_INPUT, NULL, NULL, "要提交一个 JSON 对象。", "Send one JSON object.");
	json_decref(object);
	return status;
}
