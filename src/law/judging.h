/* What lies behind facts and findings, for the law's own engine files only. */
#ifndef DANGJIAN_LAW_JUDGING_H
#define DANGJIAN_LAW_JUDGING_H

#include <jansson.h>

#include "law/rule.h"

/* One value: `number` holds an int, fen, day or bool, `text` a word. */
struct item {
	int64_t number;
	const char *text;
};

struct value {
	bool given;
	size_t count;       /* 1 for a fact that is no list */
	struct item *items;
};

struct facts {
	struct arena *arena;
	const char *clause;        /* the clause asked */
	const struct rule *rule;
	struct value *values;      /* beside rule->facts */
	enum rule_set rule_set;
};

/*
 * One fact's value from its text or from JSON.  FAIL_INPUT with the bare
 * reason ("It cannot be negative."): the caller puts the fact's name before it.
 */
int value_read(struct arena *arena, const struct fact *fact, const char *text,
               struct value *ret_value);
int value_read_json(struct arena *arena, const struct fact *fact, const json_t *json,
                    struct value *ret_value);

/* Parses an object, or an array; FAIL_INPUT names the key it breaks off in. Free with json_decref. */
int json_parse(const char *text, bool array, json_t **ret_json);

/* All facts of one judgement, typed and complete, or FAIL_INPUT naming the fact. */
int facts_read(struct arena *arena, const char *clause, const struct rule *rule,
               const struct given *given, size_t count, struct facts **ret_facts);
int facts_read_json(struct arena *arena, const char *clause, const struct rule *rule,
                    const char *json, struct facts **ret_facts);

#define NAME_SHOWN_MAX 40

/* A name or clause a caller made up, as a sentence may repeat it. */
const char *name_shown(const char *name);

/* An empty finding, or null without memory. */
struct finding *finding_new(struct arena *arena, const char *clause, const struct rule *rule,
                            enum rule_set rule_set);

/* Whether memory ran out while it was filled. */
bool finding_failed(const struct finding *finding);

#endif
