/* One fact's values read, from the short form or from JSON. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "law/judging.h"

static int
why_bad(const char *zh, const char *en)
{
	return fail(FAIL_INPUT, NULL, NULL, "%s%.0s", "%.0s%s", zh, en);
}

/* --- One value from its text ------------------------------------------------ */

static int
check_range(const struct fact *fact, int64_t number, int64_t most)
{
	if (number < fact->least && fact->least == 0)
		return why_bad("不能是负数。", "It cannot be negative.");
	if (number < fact->least)
		return fail(FAIL_INPUT, NULL, NULL, "不能小于 %lld。", "It cannot be less than %lld.",
		            (long long)fact->least);
	if (number > most)
		return why_bad("数字过大。", "The number is too large.");
	return 0;
}

static int
read_word(const struct fact *fact, const char *text, const char **ret_word)
{
	char allowed[256] = "";
	size_t len = 0;

	for (const char *const *word = fact->words; *word; word++) {
		int more;

		if (strcmp(*word, text) == 0) {
			*ret_word = *word;
			return 0;
		}
		more = snprintf(allowed + len, sizeof allowed - len, "%s%s", len ? ", " : "", *word);
		if (more > 0 && (size_t)more < sizeof allowed - len)
			len += (size_t)more;
	}
	return fail(FAIL_INPUT, NULL, NULL, "只能是：%s。", "It must be one of: %s.", allowed);
}

static int
read_text(struct arena *arena, const char *text, const char **ret_text)
{
	if (!utf8_valid(text, strlen(text)))
		return why_bad("不是有效的 UTF-8 文字。", "The text is not valid UTF-8.");
	text = text_tidy(arena, text);
	if (!text)
		return FAIL_MEMORY;
	if (!*text)
		return why_bad("不能为空。", "It cannot be empty.");
	*ret_text = text;
	return 0;
}

static int
read_bool(const char *text, int64_t *ret_number)
{
	bool yes = strcmp(text, "true") == 0;

	if (!yes && strcmp(text, "false") != 0)
		return why_bad("只能是 true 或 false。", "It must be true or false.");
	*ret_number = yes;
	return 0;
}

static int
read_item(struct arena *arena, const struct fact *fact, const char *text,
          struct item *ret_item)
{
	struct item item = {0};
	day_no day = DAY_NONE;
	const char *given = text; /* names in lists come back as they were given */
	int status = read_text(arena, text, &text);

	if (status)
		return status;
	switch (fact->type) {
	case FACT_INT:
		status = num_parse(text, &item.number);
		if (status == 0)
			status = check_range(fact, item.number, FACT_INT_MAX);
		break;
	case FACT_MONEY:
		status = money_parse(text, &item.number);
		if (status == 0)
			status = check_range(fact, item.number, FACT_MONEY_MAX);
		break;
	case FACT_DATE:
		status = day_parse(text, &day);
		item.number = day;
		break;
	case FACT_BOOL:
		status = read_bool(text, &item.number);
		break;
	case FACT_ENUM:
		status = read_word(fact, text, &item.text);
		break;
	case FACT_TEXT:
		item.text = fact->list ? given : text;
		break;
	}
	if (status == 0)
		*ret_item = item;
	return status;
}

/* --- A fact with all its values --------------------------------------------- */

static int
room_for(struct arena *arena, size_t count, struct item **ret_items)
{
	if (count > FACT_LIST_MAX)
		return fail(FAIL_INPUT, NULL, NULL, "最多 %zu 项。", "At most %zu elements.",
		            FACT_LIST_MAX);
	*ret_items = ARENA_ARRAY(arena, count, struct item);
	return *ret_items ? 0 : FAIL_MEMORY;
}

/* The separator at `at`, a comma of either width or an enumeration comma; its bytes or 0. */
static size_t
separator(const char *at)
{
	static const char *const separators[] = {",", "，", "、"};

	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (text_starts(at, separators[i]))
			return strlen(separators[i]);
	return 0;
}

static size_t
list_length(const char *text)
{
	size_t count = *text != '\0';

	for (; *text; text++)
		if (separator(text) > 0)
			count++;
	return count;
}

static int
read_list(struct arena *arena, const struct fact *fact, const char *text, struct value *ret_value)
{
	size_t count = list_length(text), i = 0;
	struct item *items;
	int status = room_for(arena, count, &items);

	for (; status == 0 && i < count; i++) {
		const char *begin = text + strspn(text, " "), *end = begin;
		size_t len;
		char *part;

		while (*end && separator(end) == 0)
			end++;
		len = (size_t)(end - begin);
		while (len > 0 && begin[len - 1] == ' ')
			len--;
		part = arena_strndup(arena, begin, len);
		status = part ? read_item(arena, fact, part, &items[i]) : FAIL_MEMORY;
		text = end + separator(end);
	}
	if (status == 0)
		*ret_value = (struct value){.given = true, .count = count, .items = items};
	return status;
}

static int
read_scalar(struct arena *arena, const struct fact *fact, const char *text, struct value *ret_value)
{
	struct item *item;
	int status = room_for(arena, 1, &item);

	if (status == 0)
		status = read_item(arena, fact, text, item);
	if (status == 0)
		*ret_value = (struct value){.given = true, .count = 1, .items = item};
	return status;
}

static bool
json_fits(enum fact_type type, const json_t *json)
{
	if (type == FACT_BOOL)
		return json_is_boolean(json);
	return (json_is_string(json) && type != FACT_INT) ||
	       (json_is_integer(json) && type != FACT_DATE);
}

/* A JSON value as the short form would write it; null without memory. */
static const char *
json_as_text(struct arena *arena, const json_t *json)
{
	if (json_is_boolean(json))
		return json_is_true(json) ? "true" : "false";
	if (json_is_string(json))
		return arena_strdup(arena, json_string_value(json));
	return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
}

static int
read_json_item(struct arena *arena, const struct fact *fact, const json_t *json,
               struct item *ret_item)
{
	static const struct bilingual expected[] = {
		[FACT_INT] = {"应为整数。", "A whole number is expected."},
		[FACT_MONEY] = {"应为金额，如 \"129.00\"。", "An amount is expected, like \"129.00\"."},
		[FACT_DATE] = {"应为日期，如 \"2026-11-21\"。", "A date is expected, like \"2026-11-21\"."},
		[FACT_BOOL] = {"只能是 true 或 false。", "It must be true or false."},
		[FACT_ENUM] = {"应为文字。", "A text is expected."},
		[FACT_TEXT] = {"应为文字。", "A text is expected."},
	};
	const char *text;

	if (!json_fits(fact->type, json))
		return why_bad(expected[fact->type].zh, expected[fact->type].en);
	text = json_as_text(arena, json);
	return text ? read_item(arena, fact, text, ret_item) : FAIL_MEMORY;
}

int
value_read_json(struct arena *arena, const struct fact *fact, const json_t *json,
                struct value *ret_value)
{
	size_t count = fact->list ? json_array_size(json) : 1;
	struct item *items;
	int status;

	if (fact->list && !json_is_array(json))
		return why_bad("应为列表。", "A list is expected.");
	status = room_for(arena, count, &items);
	for (size_t i = 0; status == 0 && i < count; i++)
		status = read_json_item(arena, fact, fact->list ? json_array_get(json, i) : json,
		                        &items[i]);
	if (status == 0)
		*ret_value = (struct value){.given = true, .count = count, .items = items};
	return status;
}

/*
 * The fact a JSON text breaks off in: the last key begun before `end`.  So an
 * overflowing number, which the parser refuses as a whole, is named all the same.
 */
static const char *
key_before(const char *json, size_t end, char *out, size_t size)
{
	const char *at = json;

	out[0] = '\0';
	while ((at = strchr(at, '"')) != NULL && (size_t)(at - json) < end) {
		const char *close = strchr(at + 1, '"');
		const char *after = close ? close + 1 + strspn(close + 1, " \t\r\n") : NULL;

		if (!close)
			break;
		if (*after == ':' && (size_t)(close - at) <= size)
			snprintf(out, size, "%.*s", (int)(close - at - 1), at + 1);
		at = close + 1;
	}
	return name_shown(out);
}

int
json_parse(const char *text, bool array, json_t **ret_json)
{
	json_error_t error;
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	char room[64];
	const char *key;

	if (json && (array ? json_is_array(json) : json_is_object(json))) {
		*ret_json = json;
		return 0;
	}
	if (json) {
		json_decref(json);
		return fail(FAIL_INPUT, NULL, NULL, "JSON 应为%s%.0s。", "The JSON should be %.0s%s.",
		            array ? "数组" : "对象", array ? "an array" : "an object");
	}
	key = key_before(text, (size_t)error.position, room, sizeof room);
	if (json_error_code(&error) == json_error_duplicate_key)
		return fail(FAIL_INPUT, NULL, key, "%s 给出了两次。", "%s is given twice.", key);
	if (json_error_code(&error) == json_error_numeric_overflow)
		return fail(FAIL_INPUT, NULL, key, "%s：数字过大。", "%s: The number is too large.",
		            key);
	if (!*key)
		return fail(FAIL_INPUT, NULL, NULL, "JSON 有错，在第 %d 个字节附近。",
		            "The JSON is malformed near byte %d.", error.position);
	return fail(FAIL_INPUT, NULL, key, "JSON 有错，在第 %d 个字节附近（%s）。",
	            "The JSON is malformed near byte %d (%s).", error.position, key);
}

/* A list may stand as a JSON array in the short form too, so that its texts may hold commas. */
static int
read_array(struct arena *arena, const struct fact *fact, const char *text, struct value *ret_value)
{
	json_t *array;
	int status = json_parse(text, true, &array);

	if (status)
		return status;
	status = value_read_json(arena, fact, array, ret_value);
	json_decref(array);
	return status;
}

int
value_read(struct arena *arena, const struct fact *fact, const char *text,
           struct value *ret_value)
{
	if (!fact->list)
		return read_scalar(arena, fact, text, ret_value);
	if (text[0] == '[')
		return read_array(arena, fact, text, ret_value);
	return read_list(arena, fact, text, ret_value);
}
