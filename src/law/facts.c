#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "law/judging.h"

static const char *const rule_set_words[] = {"1990", "2020", NULL};

/* What every dated clause takes beside its own facts (ELEC-41.1). */
static const struct fact dating[] = {
	{"rule_set", FACT_ENUM, .label = {"规则版本", "rule set"}, .words = rule_set_words},
	{"on", FACT_DATE, .label = {"选举日", "ballot day"}},
};
enum { DATING_RULE_SET, DATING_ON, DATINGS };

static size_t
own_count(const struct rule *rule)
{
	size_t n = 0;

	while (rule->facts[n].name)
		n++;
	return n;
}

static size_t
all_count(const struct rule *rule)
{
	return own_count(rule) + (rule->dated ? DATINGS : 0);
}

/* The facts a clause takes: its own, then those that date it. */
static const struct fact *
fact_of(const struct rule *rule, size_t i)
{
	size_t own = own_count(rule);

	return i < own ? &rule->facts[i] : &dating[i - own];
}

static bool
has_name(const struct fact *fact, const char *name)
{
	if (strcmp(fact->name, name) == 0)
		return true;
	for (const char *const *also = fact->also; also && *also; also++)
		if (strcmp(*also, name) == 0)
			return true;
	return false;
}

/*
 * One fact is at fault: the sentence names it and takes the reason from
 * last_failure().  "%.0s" passes over the other language's argument.
 */
static int
bad_fact(const struct facts *facts, const struct fact *fact)
{
	const struct failure_record why = *last_failure();

	return fail(why.code, facts->clause, fact->name, "%s（%s%.0s）：%s%.0s",
	            "%s (%.0s%s): %.0s%s", fact->name, fact->label.zh, fact->label.en, why.zh, why.en);
}

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
read_text(const struct facts *facts, const char *text, const char **ret_text)
{
	if (!utf8_valid(text, strlen(text)))
		return why_bad("不是有效的 UTF-8 文字。", "The text is not valid UTF-8.");
	text = text_tidy(facts->arena, text);
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
read_item(const struct facts *facts, const struct fact *fact, const char *text,
          struct item *ret_item)
{
	struct item item = {0};
	day_no day = DAY_NONE;
	int status;

	status = read_text(facts, text, &text);
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
		item.text = text;
		break;
	}
	if (status == 0)
		*ret_item = item;
	return status;
}

/* --- A fact with all its values --------------------------------------------- */

static int
room_for(struct facts *facts, size_t count, struct item **ret_items)
{
	if (count > FACT_LIST_MAX)
		return fail(FAIL_INPUT, NULL, NULL, "最多 %zu 项。", "At most %zu elements.",
		            FACT_LIST_MAX);
	*ret_items = ARENA_ARRAY(facts->arena, count, struct item);
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
read_list(struct facts *facts, const struct fact *fact, const char *text, struct value *value)
{
	size_t count = list_length(text), i = 0;
	struct item *items;
	int status = room_for(facts, count, &items);

	for (; status == 0 && i < count; i++) {
		const char *end = text;
		char *part;

		while (*end && separator(end) == 0)
			end++;
		part = arena_strndup(facts->arena, text, (size_t)(end - text));
		status = part ? read_item(facts, fact, part, &items[i]) : FAIL_MEMORY;
		text = end + separator(end);
	}
	if (status == 0)
		*value = (struct value){.count = count, .items = items};
	return status;
}

static int
read_scalar(struct facts *facts, const struct fact *fact, const char *text, struct value *value)
{
	struct item *item;
	int status = room_for(facts, 1, &item);

	if (status == 0)
		status = read_item(facts, fact, text, item);
	if (status == 0)
		*value = (struct value){.count = 1, .items = item};
	return status;
}

/* A JSON value as the short form would write it; null if its type is not the fact's. */
static const char *
json_as_text(struct arena *arena, enum fact_type type, const json_t *json)
{
	bool integer = json_is_integer(json), string = json_is_string(json);

	if (type == FACT_BOOL)
		return json_is_true(json) ? "true" : json_is_false(json) ? "false" : NULL;
	if (string && type != FACT_INT)
		return json_string_value(json);
	if (integer && type != FACT_DATE)
		return arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
	return NULL;
}

static int
read_json_item(struct facts *facts, const struct fact *fact, const json_t *json,
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
	const char *text = json_as_text(facts->arena, fact->type, json);

	if (!text)
		return why_bad(expected[fact->type].zh, expected[fact->type].en);
	return read_item(facts, fact, text, ret_item);
}

static int
read_json_value(struct facts *facts, const struct fact *fact, const json_t *json,
                struct value *value)
{
	size_t count = fact->list ? json_array_size(json) : 1;
	struct item *items;
	int status;

	if (fact->list && !json_is_array(json))
		return why_bad("应为列表。", "A list is expected.");
	status = room_for(facts, count, &items);
	for (size_t i = 0; status == 0 && i < count; i++)
		status = read_json_item(facts, fact, fact->list ? json_array_get(json, i) : json,
		                        &items[i]);
	if (status == 0)
		*value = (struct value){.count = count, .items = items};
	return status;
}

/* The place of a fact that was named; it must be known and not be given yet. */
static int
place_of(const struct facts *facts, const char *name, size_t *ret_i)
{
	size_t count = all_count(facts->rule), i = 0;

	while (i < count && !has_name(fact_of(facts->rule, i), name))
		i++;
	if (i == count)
		return fail(FAIL_INPUT, facts->clause, name, "%s 没有名为 %.40s 的事实。",
		            "%s takes no fact named %.40s.", facts->clause, name);
	if (facts->values[i].given)
		return fail(FAIL_INPUT, facts->clause, name, "%.40s 给出了两次。", "%.40s is given twice.",
		            name);
	*ret_i = i;
	return 0;
}

/* --- All facts of one judgement --------------------------------------------- */

static struct facts *
facts_new(struct arena *arena, const char *clause, const struct rule *rule)
{
	struct facts *facts = ARENA_NEW(arena, struct facts);

	if (!facts)
		return NULL;
	*facts = (struct facts){.arena = arena, .rule = rule};
	facts->clause = arena_strdup(arena, clause);
	facts->values = ARENA_ARRAY(arena, own_count(rule) + DATINGS, struct value);
	return facts->clause && facts->values ? facts : NULL;
}

/*
 * The rule set: named, or that of the ballot day, or today's rules.  A clause
 * that asks for the day itself may be asked under another rule set on purpose.
 */
static int
choose_rule_set(struct facts *facts)
{
	const struct value *dates = facts->values + own_count(facts->rule);
	const struct value *named = &dates[DATING_RULE_SET], *day = &dates[DATING_ON];
	enum rule_set chosen;

	for (size_t i = 0; facts->rule->facts[i].name; i++)
		if (strcmp(facts->rule->facts[i].name, "on") == 0)
			day = &facts->values[i];
	facts->rule_set = RULES_2020;
	if (day->given)
		facts->rule_set = rule_set_on((day_no)day->items[0].number);
	if (!named->given)
		return 0;
	chosen = strcmp(named->items[0].text, rule_set_name(RULES_1990)) == 0 ? RULES_1990
	                                                                      : RULES_2020;
	if (dates[DATING_ON].given && chosen != facts->rule_set)
		return fail(FAIL_INPUT, facts->clause, "rule_set",
		            "rule_set 与 on 不一致：该日不适用这一版规则。",
		            "rule_set and on disagree: that rule set was not in force on that day.");
	facts->rule_set = chosen;
	return 0;
}

static int
complete(struct facts *facts)
{
	const struct fact *fact = facts->rule->facts;

	for (size_t i = 0; fact[i].name; i++)
		if (fact[i].required && !facts->values[i].given)
			return fail(FAIL_INPUT, facts->clause, fact[i].name, "缺少 %s（%s%.0s）。",
			            "%s (%.0s%s) is missing.", fact[i].name, fact[i].label.zh,
			            fact[i].label.en);
	return facts->rule->dated ? choose_rule_set(facts) : 0;
}

/*
 * The fact a JSON text breaks off in: the last key begun before `end`.  So an
 * overflowing number, which the parser refuses as a whole, is named all the same.
 */
static void
key_before(const char *json, size_t end, char *out, size_t size)
{
	const char *at = json;

	out[0] = '\0';
	while ((at = strchr(at, '"')) != NULL && (size_t)(at - json) < end) {
		const char *close = strchr(at + 1, '"');
		const char *after = close ? close + 1 + strspn(close + 1, " \t\r\n") : NULL;

		if (!close)
			return;
		if (*after == ':')
			snprintf(out, size, "%.*s", (int)(close - at - 1 < 40 ? close - at - 1 : 40),
			         at + 1);
		at = close + 1;
	}
}

static int
parse_json(const char *clause, const char *text, bool array, json_t **ret_json)
{
	json_error_t error;
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	char key[64];

	if (json && (array ? json_is_array(json) : json_is_object(json))) {
		*ret_json = json;
		return 0;
	}
	if (json) {
		json_decref(json);
		return fail(FAIL_INPUT, clause, NULL, "JSON 应为%s%.0s。", "The JSON should be %.0s%s.",
		            array ? "数组" : "对象", array ? "an array" : "an object");
	}
	key_before(text, (size_t)error.position, key, sizeof key);
	if (json_error_code(&error) == json_error_duplicate_key)
		return fail(FAIL_INPUT, clause, key, "%s 给出了两次。", "%s is given twice.", key);
	if (json_error_code(&error) == json_error_numeric_overflow)
		return fail(FAIL_INPUT, clause, key, "%s：数字过大。", "%s: The number is too large.",
		            key);
	return fail(FAIL_INPUT, clause, key, "JSON 有错，在第 %d 个字节附近（%s）。",
	            "The JSON is malformed near byte %d (%s).", error.position, key);
}

/* A list may stand as a JSON array in the short form too, so that its texts may hold commas. */
static int
read_array(struct facts *facts, const struct fact *fact, const char *text, struct value *value)
{
	json_t *array;
	int status = parse_json(facts->clause, text, true, &array);

	if (status)
		return status;
	status = read_json_value(facts, fact, array, value);
	json_decref(array);
	return status;
}

static int
take(struct facts *facts, const struct given *given)
{
	const struct fact *fact;
	struct value *value;
	size_t i;
	int status = place_of(facts, given->name, &i);

	if (status)
		return status;
	fact = fact_of(facts->rule, i);
	value = &facts->values[i];
	if (!fact->list)
		status = read_scalar(facts, fact, given->text, value);
	else if (given->text[0] == '[')
		status = read_array(facts, fact, given->text, value);
	else
		status = read_list(facts, fact, given->text, value);
	if (status)
		return bad_fact(facts, fact);
	value->given = true;
	return 0;
}

int
facts_read(struct arena *arena, const char *clause, const struct rule *rule,
           const struct given *given, size_t count, struct facts **ret_facts)
{
	struct facts *facts = facts_new(arena, clause, rule);
	int status = facts ? 0 : FAIL_MEMORY;

	for (size_t i = 0; status == 0 && i < count; i++)
		status = take(facts, &given[i]);
	if (status == 0)
		status = complete(facts);
	if (status == 0)
		*ret_facts = facts;
	return status;
}

/* A null stands for a fact that is not given. */
static int
take_json(struct facts *facts, const char *name, const json_t *json)
{
	size_t i;
	int status = place_of(facts, name, &i);

	if (status || json_is_null(json))
		return status;
	if (read_json_value(facts, fact_of(facts->rule, i), json, &facts->values[i]))
		return bad_fact(facts, fact_of(facts->rule, i));
	facts->values[i].given = true;
	return 0;
}

int
facts_read_json(struct arena *arena, const char *clause, const struct rule *rule,
                const char *json, struct facts **ret_facts)
{
	struct facts *facts = facts_new(arena, clause, rule);
	json_t *object, *member;
	const char *name;
	int status = facts ? parse_json(clause, json, false, &object) : FAIL_MEMORY;

	if (status)
		return status;
	json_object_foreach(object, name, member) {
		status = take_json(facts, name, member);
		if (status)
			break;
	}
	json_decref(object);
	if (status == 0)
		status = complete(facts);
	if (status == 0)
		*ret_facts = facts;
	return status;
}

/* --- What a judge asks ------------------------------------------------------- */

/* A rule that asks for a fact it does not declare is a mistake of its table. */
static const struct value *
value_of(const struct facts *facts, const char *name)
{
	size_t i = 0;

	while (facts->rule->facts[i].name && strcmp(facts->rule->facts[i].name, name) != 0)
		i++;
	assert(facts->rule->facts[i].name);
	return &facts->values[i];
}

bool
fact_given(const struct facts *facts, const char *name)
{
	return value_of(facts, name)->given;
}

int64_t
fact_int(const struct facts *facts, const char *name)
{
	return fact_given(facts, name) ? fact_int_at(facts, name, 0) : 0;
}

bool
fact_bool(const struct facts *facts, const char *name)
{
	return fact_given(facts, name) && fact_bool_at(facts, name, 0);
}

day_no
fact_day(const struct facts *facts, const char *name)
{
	return fact_given(facts, name) ? fact_day_at(facts, name, 0) : DAY_NONE;
}

const char *
fact_word(const struct facts *facts, const char *name)
{
	return fact_given(facts, name) ? fact_word_at(facts, name, 0) : NULL;
}

size_t
fact_count(const struct facts *facts, const char *name)
{
	return value_of(facts, name)->count;
}

static const struct item *
item_at(const struct facts *facts, const char *name, size_t i)
{
	const struct value *value = value_of(facts, name);

	assert(i < value->count);
	return &value->items[i];
}

int64_t
fact_int_at(const struct facts *facts, const char *name, size_t i)
{
	return item_at(facts, name, i)->number;
}

bool
fact_bool_at(const struct facts *facts, const char *name, size_t i)
{
	return item_at(facts, name, i)->number != 0;
}

day_no
fact_day_at(const struct facts *facts, const char *name, size_t i)
{
	return (day_no)item_at(facts, name, i)->number;
}

const char *
fact_word_at(const struct facts *facts, const char *name, size_t i)
{
	return item_at(facts, name, i)->text;
}

enum rule_set
fact_rule_set(const struct facts *facts)
{
	return facts->rule_set;
}
