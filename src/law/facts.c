#include <assert.h>
#include <string.h>

#include "base/fail.h"
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

const struct fact *
rule_fact(const struct rule *rule, size_t i)
{
	return i < all_count(rule) ? fact_of(rule, i) : NULL;
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

const char *
name_shown(const char *name)
{
	return strlen(name) <= NAME_SHOWN_MAX && utf8_valid(name, strlen(name)) ? name : "…";
}

/* The place of a fact that was named; it must be known and not be given yet. */
static int
place_of(const struct facts *facts, const char *name, size_t *ret_i)
{
	size_t count = all_count(facts->rule), i = 0;

	while (i < count && !has_name(fact_of(facts->rule, i), name))
		i++;
	if (i == count)
		return fail(FAIL_INPUT, facts->clause, name_shown(name), "%s 没有名为 %s 的事实。",
		            "%s takes no fact named %s.", facts->clause, name_shown(name));
	if (facts->values[i].given)
		return fail(FAIL_INPUT, facts->clause, name, "%s 给出了两次。", "%s is given twice.",
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
missing(const struct facts *facts, const struct fact *fact)
{
	return fail(FAIL_INPUT, facts->clause, fact->name, "缺少 %s（%s%.0s）。",
	            "%s (%.0s%s) is missing.", fact->name, fact->label.zh, fact->label.en);
}

static int
complete(struct facts *facts)
{
	const struct fact *fact = facts->rule->facts;

	for (size_t i = 0; fact[i].name; i++)
		if (fact[i].required && !facts->values[i].given)
			return missing(facts, &fact[i]);
	return facts->rule->dated ? choose_rule_set(facts) : 0;
}

static int
take(struct facts *facts, const struct given *given)
{
	const struct fact *fact;
	size_t i;
	int status = place_of(facts, given->name, &i);

	if (status)
		return status;
	fact = fact_of(facts->rule, i);
	return value_read(facts->arena, fact, given->text, &facts->values[i]) ? bad_fact(facts, fact)
	                                                                     : 0;
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
	const struct fact *fact;
	size_t i;
	int status = place_of(facts, name, &i);

	if (status || json_is_null(json))
		return status;
	fact = fact_of(facts->rule, i);
	return value_read_json(facts->arena, fact, json, &facts->values[i]) ? bad_fact(facts, fact)
	                                                                   : 0;
}

int
facts_read_json(struct arena *arena, const char *clause, const struct rule *rule,
                const char *json, struct facts **ret_facts)
{
	struct facts *facts = facts_new(arena, clause, rule);
	json_t *object, *member;
	const char *name;
	int status = facts ? json_parse(json, false, &object) : FAIL_MEMORY;

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
static size_t
index_of(const struct facts *facts, const char *name)
{
	size_t i = 0;

	while (facts->rule->facts[i].name && strcmp(facts->rule->facts[i].name, name) != 0)
		i++;
	assert(facts->rule->facts[i].name);
	return i;
}

static const struct value *
value_of(const struct facts *facts, const char *name)
{
	return &facts->values[index_of(facts, name)];
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

/* --- Facts that cannot be ------------------------------------------------------ */

int
fact_refused(const struct facts *facts, const char *name, const char *zh, const char *en)
{
	fail(FAIL_INPUT, NULL, NULL, "%s%.0s", "%.0s%s", zh, en);
	return bad_fact(facts, &facts->rule->facts[index_of(facts, name)]);
}

int
fact_at_most(const struct facts *facts, const char *name, const char *bound)
{
	const struct value *value = value_of(facts, name), *limit = value_of(facts, bound);
	const struct fact *fact = &facts->rule->facts[index_of(facts, name)];
	const struct fact *other = &facts->rule->facts[index_of(facts, bound)];

	for (size_t i = 0; limit->given && i < value->count; i++)
		if (value->items[i].number > limit->items[0].number)
			return fail(FAIL_INPUT, facts->clause, name,
			            fact->type == FACT_DATE ? "%s（%s%.0s）不能晚于 %s（%s%.0s）。"
			                                    : "%s（%s%.0s）不能大于 %s（%s%.0s）。",
			            fact->type == FACT_DATE ? "%s (%.0s%s) cannot be after %s (%.0s%s)."
			                                    : "%s (%.0s%s) cannot be more than %s (%.0s%s).",
			            name, fact->label.zh, fact->label.en, bound, other->label.zh,
			            other->label.en);
	return 0;
}

int
fact_needed(const struct facts *facts, const char *name)
{
	size_t i = index_of(facts, name);

	return facts->values[i].given ? 0 : missing(facts, &facts->rule->facts[i]);
}
